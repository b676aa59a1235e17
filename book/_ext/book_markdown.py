"""MyST made readable where only Markdown is shown: in a notebook.

Directives become quotations under a bold title, roles become links or what
they name.  What a cell prints is no concern here.
"""
import re

DIRECTIVE = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{(?P<name>[\w-]+)\}[ \t]*(?P<title>.*)\n"
    r"(?P<options>(?:[ \t]*:[\w-]+:.*\n)*)"
    r"(?P<body>(?:.*\n)*?)(?P=fence)[ \t]*$", re.MULTILINE)
ROLE = re.compile(
    r"\{(?P<name>[\w:-]+)\}`(?:(?P<text>[^`<]*?)\s*<)?(?P<target>[^`<>]+)>?`")
TARGET = re.compile(r"^\([\w:-]+\)=\n", re.MULTILINE)
BY_LABEL = ("solution", "solution-start")  # their argument is no title


def title_of(name, title):
    """What stands above a directive's text."""
    given = "" if name in BY_LABEL else title.strip()
    if name == "admonition":
        return given
    word = name.removesuffix("-start").capitalize()
    return f"{word}: {given}" if given else word


def directive(match):
    """A directive as Markdown."""
    name, body = match["name"], directives(match["body"]).strip()
    if name == "math":
        return f"$$\n{body}\n$$"
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
        return match["text"] or target

    return ROLE.sub(role, directives(TARGET.sub("", text))).strip()
