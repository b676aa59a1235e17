"""The richest form of a value that a page can show."""
from __future__ import annotations

from base64 import b64encode
from typing import Any

# as JupyterLab prefers them
MIMES = {"text/html": "html", "text/markdown": "markdown",
         "text/latex": "latex", "image/svg+xml": "svg", "image/png": "png",
         "image/jpeg": "jpeg"}
LONGEST = 60_000              # letters of text that a page takes


def shown(value: Any) -> tuple[str, str]:
    """A value as (mime type, text)."""
    return chosen(bundle(value))


def chosen(data: dict[str, Any]) -> tuple[str, str]:
    """The first of the forms that the page knows; pictures as HTML."""
    mime = next((one for one in (*MIMES, "text/plain") if data.get(one)),
                "text/plain")
    content = data.get(mime, "")
    if mime == "image/svg+xml":
        return "text/html", content[content.index("<svg"):]
    if mime.startswith("image/"):
        if isinstance(content, bytes):
            content = b64encode(content).decode()
        return "text/html", f'<img src="data:{mime};base64,{content}" alt="">'
    return mime, cut(content) if mime == "text/plain" else content


def bundle(value: Any) -> dict[str, Any]:
    """All forms of a value, by mime type."""
    data = {"text/plain": repr(value)}
    if isinstance(value, type):              # its methods need an instance
        return data
    for mime, name in MIMES.items():
        method = getattr(value, f"_repr_{name}_", None)
        if callable(method):
            data[mime] = plain(method())
    if hasattr(value, "_repr_mimebundle_"):
        data |= plain(value._repr_mimebundle_()) or {}
    return data


def plain(answer: Any) -> Any:
    """What a method has said, without the metadata that may come along."""
    return answer[0] if isinstance(answer, tuple) else answer


def cut(text: str) -> str:
    """A text, not too long for a page."""
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}\n[{len(text) - LONGEST} letters more]"
