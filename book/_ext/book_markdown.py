"""MyST made readable where only Markdown is shown: in a notebook.

Admonitions become quotations under a bold title, exercises and solutions get
headings with the site's numbers, answers to choose from are what opens, cards
become paragraphs, included source becomes a code block.  What a cell prints is
no concern here.
"""
import ast
import re
from html import escape
from itertools import count
from pathlib import Path
from textwrap import dedent

from book_judged import markdown
from book_sweep_steps import listed
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

DIRECTIVE = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{(?P<name>[\w-]+)\}[ \t]*(?P<title>.*)\n"
    r"(?P<options>(?:[ \t]*:[\w-]+:.*\n)*)"
    r"(?P<body>(?:.*\n)*?)(?P=fence)[ \t]*$", re.MULTILINE)
ROLE = re.compile(
    r"\{(?P<name>[\w:-]+)\}`(?:(?P<text>[^`<]*?)\s*<)?(?P<target>[^`<>]+)>?`")
OPTION = re.compile(r"^[ \t]*:([\w-]+):[ \t]*(.*)$", re.MULTILINE)
QUOTED = re.compile(r"(?:^>.*\n?)+", re.MULTILINE)
MATHS = re.compile(r"`[^`]*`|(?P<maths>\$\$.+?\$\$|\$[^$]+\$)", re.DOTALL)
PAGES = Path(__file__).resolve().parents[1]
CHOSEN = {"x": "Right.", " ": "Not so."}  # said first of an answer so marked
TARGET = re.compile(r"^\([\w:-]+\)=\n", re.MULTILINE)
CHOICE = re.compile(r"^- \[(?P<mark>[x ])\] (?P<title>.*(?:\n  .*)*)\n\n"
                    r"(?P<said>(?:  .*\n|\n)+)", re.MULTILINE)
EXERCISE, SOLUTION = "### ", "#### "   # the next exercise ends a folded one


def inline():
    """Markdown within a line as HTML; maths stays for who typesets it."""
    reader = MarkdownIt("commonmark").use(dollarmath_plugin)
    reader.renderer.rules["math_inline"] = (
        lambda tokens, place, *_: f"${escape(tokens[place].content)}$")
    return reader.renderInline


INLINE = inline()


def letters():
    """What answers to choose from are called, in their order."""
    return map(chr, count(ord("a")))


def choices(body):
    """Answers to choose from, as what opens."""
    names = letters()

    def choice(match):
        title = INLINE(" ".join(match["title"].split()))
        said = f"**{CHOSEN[match['mark']]}** {dedent(match['said']).strip()}"
        return (f"<details><summary>({next(names)}) {title}</summary>"
                f"\n\n{said}\n\n</details>\n")

    return CHOICE.sub(choice, body).strip()


def one_line(text):
    """The text with each formula on one line: quoted, it has no `>` then."""
    return MATHS.sub(lambda found: found[0].replace("\n", " ")
                     if found["maths"] else found[0], text)


def quoted(text):
    """A text as a quotation."""
    return "\n".join(f"> {line}".rstrip()
                     for line in one_line(text).split("\n"))


def requoted(match):
    """A quotation with each of its formulas on one line."""
    lines = match[0].rstrip("\n").split("\n")
    inside = "\n".join(re.sub("^> ?", "", line) for line in lines)
    return quoted(inside) + "\n" * match[0].endswith("\n")


def included(path, options):
    """The source that a literalinclude names, whole or one object of it."""
    text = (PAGES / path).read_text()
    name = options.get("pyobject")
    if name:
        *_, node = (node for node in ast.parse(text).body  # after overloads
                    if getattr(node, "name", None) == name)
        first = min(line.lineno for line in [node, *node.decorator_list])
        text = "\n".join(text.split("\n")[first - 1:node.end_lineno])
    return f"```{options.get('language', '')}\n{text.rstrip()}\n```"


def headed(name, title, body):
    """An admonition: its title, or else its kind, in bold, and its text."""
    above = title or name.capitalize()
    if name != "admonition" and title:
        above = f"{name.capitalize()}: {title}"
    return quoted(f"**{above}**\n\n{body}".strip())


def directives(text, roles):
    """All directives of a text as Markdown, those inside others too."""
    def directive(match):
        name, title = match["name"], match["title"].strip()
        options = dict(OPTION.findall(match["options"]))
        if name == "literalinclude":
            return included(title, options)
        body = directives(match["body"], roles).strip()
        if name == "raw":                # for the site, as an old anchor is
            return ""
        if name == "grid":
            return body
        if name == "grid-item-card":
            return f"**{roles('doc', options['link'], title)}.** {body}\n"
        if name == "machine":
            return markdown(title.split())
        if name == "sweep":
            return listed(title)
        if name == "math":
            return f"$$\n{body}\n$$"
        if name == "choices":
            return choices(body + "\n")
        if name == "exercise":
            called = roles.exercise(options["label"])
            above = ": ".join(filter(None, [called, title]))
            return f"{EXERCISE}{above}\n\n{body}"
        if name == "solution-start":
            return f"{SOLUTION}Solution to {roles.exercise(title)}"
        return "" if name == "solution-end" else headed(name, title, body)

    return DIRECTIVE.sub(directive, text)


def readable(text, roles):
    """MyST as Markdown; roles(name, target, text) says what a role shows."""
    def role(match):
        words = match["text"] and " ".join(match["text"].split())
        return roles(match["name"], " ".join(match["target"].split()), words)

    said = ROLE.sub(role, TARGET.sub("", text))
    return directives(QUOTED.sub(requoted, said), roles).strip()


def pieces(text, names):
    """Split a text before and after the directives of these names."""
    place = 0
    for match in DIRECTIVE.finditer(text):
        if match["name"] in names:
            yield "", text[place:match.start()]
            yield match["name"], match[0]
            place = match.end()
    yield "", text[place:]
