"""MyST made readable where only Markdown is shown: in a notebook.

Directives become quotations under a bold title, roles become links or what
they name, included source becomes a code block.  What a cell prints is no
concern here.
"""
import ast
import re
from itertools import count
from pathlib import Path
from textwrap import dedent

DIRECTIVE = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{(?P<name>[\w-]+)\}[ \t]*(?P<title>.*)\n"
    r"(?P<options>(?:[ \t]*:[\w-]+:.*\n)*)"
    r"(?P<body>(?:.*\n)*?)(?P=fence)[ \t]*$", re.MULTILINE)
ROLE = re.compile(
    r"\{(?P<name>[\w:-]+)\}`(?:(?P<text>[^`<]*?)\s*<)?(?P<target>[^`<>]+)>?`")
OPTION = re.compile(r"^[ \t]*:([\w-]+):[ \t]*(.*)$", re.MULTILINE)
PAGES = Path(__file__).resolve().parents[1]
CHOSEN = {"x": "Right.", " ": "Not so."}  # said first of an answer so marked
TARGET = re.compile(r"^\([\w:-]+\)=\n", re.MULTILINE)
BY_LABEL = ("solution", "solution-start")  # their argument is no title


CHOICE = re.compile(r"^- \[(?P<mark>[x ])\] (?P<title>.*(?:\n  .*)*)\n\n"
                    r"(?P<said>(?:  .*\n|\n)+)", re.MULTILINE)


def letters():
    """What answers to choose from are called, in their order."""
    return map(chr, count(ord("a")))


def choices(body):
    """Answers to choose from, as what opens."""
    names = letters()

    def choice(match):
        title = " ".join(match["title"].split())
        said = f"**{CHOSEN[match['mark']]}** {dedent(match['said']).strip()}"
        return (f"<details><summary>({next(names)}) {title}</summary>"
                f"\n\n{said}\n\n</details>\n")

    return CHOICE.sub(choice, body).strip()


def title_of(name, title):
    """What stands above a directive's text."""
    given = "" if name in BY_LABEL else title.strip()
    if name == "admonition":
        return given
    word = name.removesuffix("-start").capitalize()
    return f"{word}: {given}" if given else word


def included(path, options):
    """The source that a literalinclude names, whole or one object of it."""
    text = (PAGES / path).read_text()
    name = options.get("pyobject")
    if name:
        node, = (node for node in ast.parse(text).body
                 if getattr(node, "name", None) == name)
        first = min(line.lineno for line in [node, *node.decorator_list])
        text = "\n".join(text.split("\n")[first - 1:node.end_lineno])
    return f"```{options.get('language', '')}\n{text.rstrip()}\n```"


def directive(match):
    """A directive as Markdown."""
    if match["name"] == "literalinclude":
        return included(match["title"].strip(),
                        dict(OPTION.findall(match["options"])))
    name, body = match["name"], directives(match["body"]).strip()
    if name == "math":
        return f"$$\n{body}\n$$"
    if name == "choices":
        return choices(body + "\n")
    if name.endswith("-end"):
        return ""
    text = f"**{title_of(name, match['title'])}**\n\n{body}".strip()
    if name.endswith("-start"):
        return text
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def directives(text):
    """All directives of a text as Markdown, those inside others too."""
    return DIRECTIVE.sub(directive, text)


def readable(text, link):
    """MyST as Markdown; link(target, text) makes a link to a page."""
    def role(match):
        name, target = match["name"], match["target"].strip()
        if name == "doc":
            return link(target, match["text"])
        if name in ("eq", "cite", "cite:p", "cite:t"):
            return match["text"] or f"({target})"
        if name.startswith("py:"):
            return f"`{match['text'] or target}`"
        return match["text"] or target

    return ROLE.sub(role, directives(TARGET.sub("", text))).strip()
