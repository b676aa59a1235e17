r"""What a built page says, part by part: whole sentences, and other words.

Formulas stay in sentences as \(...\).  What is no sentence of the book's own
is only searched and never shown: code, tables, answers to choose from, and
what other texts say.
"""
import re

from bs4 import BeautifulSoup

ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
WEIGHTY = re.compile(r"<(script|style|svg|template)\b.*?</\1>", re.DOTALL)
CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
COLOURED = re.compile(r"</?span[^>]*>")
FORMULA = re.compile(r"\\\(.*?\\\)", re.DOTALL)
WORD = re.compile(r"[^\W\d_]\w+(?:[./]\w+)*")
END = re.compile(r"(?<=[.?!])(?<!\bal\.)(?<!\bcf\.)(?<!\bp\.)[)’”\"]*\s+"
                 r"(?=[A-Z\ue000\"“*(‘’])")
SENTENCE = re.compile(r"[A-Z\d\ue000\"“‘][^{}]{9,}[.?!][)”\"’]*", re.DOTALL)
# Neither read nor searched.
UNSEEN = ("nav, footer, .headerlink:not(.eqno *), .viewcode-link, .api-uses, "
          ".cite, .field-list, .explore, .cell.tag_question, .cell.tag_answer,"
          ".machine, summary:not(.choice > summary)")
# What a paragraph begins with, such as "The question." or "Wrong".
LABEL = "p > strong:first-child"
BEFORE = ("What it builds on.", "Next.")     # paragraphs of links
# Searched, but never shown.
QUIET = "pre, table, blockquote, .choices, .cell_output, .solution"


def drop(parts):
    """Take these out; what they said."""
    return " ".join(part.extract().get_text(" ") for part in parts)


def flatten(text):
    """A text in one line."""
    return " ".join(text.split())


def sentences(paragraph):
    """The whole sentences of a paragraph, and what was none."""
    formulas = []

    def hide(found):
        formulas.append(found[0])
        return chr(0xE000)

    parts = END.split(FORMULA.sub(hide, flatten(paragraph)))
    kept = iter(formulas)
    shown = [(bool(SENTENCE.fullmatch(part)), "".join(
        next(kept) if sign == "\ue000" else sign for sign in part))
        for part in parts]
    return ([text for whole, text in shown if whole],
            [text for whole, text in shown if not whole])


def read(part):
    """The sentences of a part of a page, and its other words."""
    builds_on = [one.parent for one in part.select(LABEL)
                 if one.get_text() in BEFORE]
    rest = drop([*part.select(QUIET), *builds_on, *part.select(LABEL)])
    whole = []
    for one in part.find_all(["p", "li", "dd"]):
        if one.find(["p", "li"]) is None:
            found, other = sentences(one.get_text())
            whole += found
            rest += " ".join(["", *other])
    return whole, sorted(set(WORD.findall(FORMULA.sub(" ", rest.lower()))))


def document(kind, anchor, title, part, words=()):
    """One entry of what is searched."""
    whole, rest = read(part)
    return {"kind": kind, "anchor": anchor, "title": flatten(title),
            "words": [*words], "text": whole, "rest": rest}


def equations(page):
    """Numbered equations: by label, with the formula as their sentence."""
    for part in page.select("div.math[id]"):
        label = part["id"].removeprefix("equation-")
        number = part.select_one(".eqno").extract().get_text().strip()
        formula = part.get_text().strip().removeprefix(r"\[").removesuffix(
            r"\]").strip()
        yield {"kind": "equation", "anchor": part["id"],
               "title": f"Equation {number}",
               "words": [label, label.replace("-", " ")],
               "text": [rf"\({formula}\)"], "rest": []}


def exercises(page):
    """Exercises, each with its solution."""
    for part in list(page.select("div.exercise")):
        name = part.select_one(".caption-number").get_text().strip()
        if solution := part.find_next_sibling(class_="solution"):
            part.append(solution.extract())
        drop(part.select(".admonition-title"))
        yield document("exercise", part["id"], name, part.extract())


def terms(page):
    """Terms of the glossary, each with its other names."""
    names = []
    for part in page.select("dl.glossary > *"):
        if part.name == "dt":
            names.append(part)
            continue
        first, *others = [one.find(string=True).strip() for one in names]
        yield document("term", names[0]["id"], first, part, others)
        names = []


def sources(page):
    """The works that are cited, whole."""
    for part in page.select("div.citation[id]"):
        drop(part.select(".label"))
        said = flatten(part.extract().get_text())
        yield {"kind": "source", "anchor": part["id"],
               "title": said.partition(". ")[0], "words": [], "text": [said],
               "rest": []}


def names(page):
    """Functions and classes of rnnlib, by full and by short name."""
    for sign in list(page.select("dt.sig[id]")):
        name, said = sign["id"], sign.find_next_sibling("dd")
        for one in said.select("dl.py"):
            one.extract()                    # methods have been read before
        yield document("name", name, name, said,
                       [name.rpartition(".")[2]])


def sections(page):
    """Pages, without their titles, and sections, the innermost first."""
    for part in reversed(page.select("section[id]")):
        heading = part.find(["h1", "h2", "h3", "h4"]).extract()
        if heading.name == "h1":
            yield document("page", "", "", part)
        else:
            yield document("section", part["id"], heading.get_text(),
                           part.extract())


def documents(html):
    """All parts of a page, in the order of the page where that matters."""
    text = WEIGHTY.sub("", ARTICLE.search(html)[0])
    plain = CODE.sub(lambda code: COLOURED.sub("", code[0]), text)
    page = BeautifulSoup(plain, "html.parser").article
    drop(page.select(UNSEEN))
    special = [*equations(page), *exercises(page), *terms(page),
               *sources(page), *reversed([*names(page)])]
    return [one for one in [*reversed([*sections(page)]), *special]
            if one["text"] or one["rest"] or one["kind"] == "page"]
