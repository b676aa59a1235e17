"""Roles of MyST as Markdown: what a notebook shows of a reference.

Equations, exercises and citations have the site's numbers and names.  They
link to the site where its address is known, else to the notebook of another
chapter, and else are text.
"""
import posixpath
import re

PLAIN = {"math": "${}$", "code": "`{}`"}


def anchor(text):
    """An id as docutils makes it of a label."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def linked(text, url):
    """A link, if there is where it could lead."""
    return f"[{text}]({url})" if url else text


class Roles:
    """The roles of one page; site is its address with a slash, or ""."""

    def __init__(self, book, page, site=""):
        self.book, self.page, self.site = book, page, site

    def __call__(self, name, target, text=None):
        """A role as Markdown; ValueError for one that is not known here."""
        if name in PLAIN:
            return PLAIN[name].format(target)
        kind = name.partition(":")[0]
        if kind not in ("doc", "eq", "ref", "term", "cite", "py",
                        "worksheet"):
            raise ValueError(f"{self.page}: notebooks know no role {{{name}}}")
        return getattr(self, kind)(target, text)

    def url(self, page, place=""):
        """Where a place of a page is: on the site, or in a notebook."""
        if self.site:
            return f"{self.site}{page}.html" + (place and f"#{place}")
        return "" if page == self.page else self.beside(page)

    def beside(self, page):
        """The notebook of another page, if it is one."""
        if not self.book.pages[page].has_cells:
            return ""
        return posixpath.relpath(page, posixpath.dirname(
            self.page)) + ".ipynb"

    def doc(self, target, text):
        """Another page: its notebook, else its page on the site."""
        page = posixpath.normpath(posixpath.join(
            posixpath.dirname(self.page), target)).lstrip("/")
        title = text or self.book.pages[page].title
        url = self.beside(page) or self.url(page)
        return linked(title, url) if url else f"*{title}*"

    def eq(self, target, text):
        """An equation's number."""
        page, number = self.book.equations[target]
        return linked(text or f"({number})",
                      self.url(page, f"equation-{anchor(target)}"))

    def exercise(self, label, text=None):
        """An exercise's name, as on the site."""
        page, number = self.book.exercises[label]
        return linked(text or f"Exercise {number}", self.url(page, label))

    def ref(self, target, text):
        """A place with a name, or an exercise."""
        if target in self.book.exercises:
            return self.exercise(target, text)
        page = self.book.targets.get(target)
        return linked(text or target, page and self.url(page, anchor(target)))

    def term(self, target, text):
        """A word of the glossary."""
        known = self.book.terms
        term = target if target in known else target.lower()
        place = "term-" + re.sub(r"[^A-Za-z0-9]+", "-", term).strip("-")
        return linked(text or target, self.site and self.url(
            known[term], place))

    def cite(self, target, text):
        """Sources by author and year."""
        keys = [key.strip() for key in target.split(",")]
        url = self.site and f"{self.site}book/bibliography.html"
        return "[" + "; ".join(linked(self.book.sources[key], url)
                               for key in keys) + "]"

    def py(self, target, text):
        """What the library has; its entry in the reference on the site."""
        shown = f"`{text or target}`"
        if not self.site or target not in self.book.entries:
            return shown
        kind = "module-" * (target in self.book.modules)
        return linked(shown, self.url(self.book.entries[target],
                                      kind + target))

    def worksheet(self, target, text):
        """A sheet to print, which only the site has."""
        return linked(text, self.site
                      and f"{self.site}book/worksheet-{target}.html")
