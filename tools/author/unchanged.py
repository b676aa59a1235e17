"""What an author did not change in JupyterLab stays as it stands in the file.

jupytext writes a chapter's text anew at each save: it breaks long lines of
YAML elsewhere and adds its version, dozens of lines that nobody edited.
JupyterLab calls `keep` before a file is written, by `make lab AUTHOR=1`.
"""
import re
from difflib import SequenceMatcher
from pathlib import Path

import jupytext

PART = re.compile(r"\A---\n.*?^---\n|^(?P<fence>`{3,})\{code-cell\}.*?"
                  r"^(?P=fence)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)


def parts(text):
    """The header of a chapter, its cells of code and the text between."""
    place = 0
    for match in PART.finditer(text):
        yield text[place:match.start()]
        yield match[0]
        place = match.end()
    yield text[place:]


def meaning(part):
    """What two spellings of a part have in common.

    Of the header there is no more than one: it is edited as text only.
    """
    if part.startswith("---\n"):
        return "header"
    if not PART.match(part):
        return part.strip()
    cell, = jupytext.reads(part, fmt="md:myst").cells
    return f"{cell.source}\n{cell.metadata!r}"


def kept(old, new):
    """The new text, with the old spelling of all that is not new."""
    before, after = [*parts(old)], [*parts(new)]
    matcher = SequenceMatcher(None, [*map(meaning, before)],
                              [*map(meaning, after)], autojunk=False)
    return "".join(
        "".join(before[i:j] if kind == "equal" else after[k:m])
        for kind, i, j, k, m in matcher.get_opcodes())


def keep(model, path, contents_manager, **_):
    """Change what is about to be saved: a Jupyter pre_save_hook."""
    file = Path(contents_manager.root_dir, path.lstrip("/"))
    if (model["type"] == "file" and file.suffix == ".md" and file.exists()
            and isinstance(model.get("content"), str)):
        model["content"] = kept(file.read_text(encoding="utf-8"),
                                model["content"])
