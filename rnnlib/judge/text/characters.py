r"""Signs in other writings, put one for one: no place is moved.

A minus of print, a wide plus, a slanted letter; and := and its like, which
are = for a judge.
"""
import re
import unicodedata

ONE_FOR_ONE = {
    **dict.fromkeys("‐‑‒–﹣－", "-"), "＋": "+", "＝": "=", "﹦": "=",
    **dict.fromkeys("⋅∙•‧・", "·"), **dict.fromkeys("∗＊", "*"),
    **dict.fromkeys("⊺⟙", "⊤"), "Σ": "∑", "∏": "∏", "╱": "/", "∕": "/",
    "⁄": "/", "／": "/", "（": "(", "）": ")", "［": "[", "］": "]",
    "｛": "{", "｝": "}", "，": ",", "＿": "_", "＾": "^", "＼": "\\",
    "ʹ": "′", "ʼ": "’", "⩽": "≤", "⩾": "≥", "⊗": "⊗", "⨂": "⊗", "⨀": "⊙",
    "ϕ": "φ", "ϵ": "ε", "ϑ": "θ", "ϱ": "ρ", "µ": "μ",
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
                    "\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u2060\u2061"
                    "\u2062\u2063\u2064\u202f\u205f\u3000\ufeff\u200e\u200f",
                    " "),
    **dict.fromkeys("\ue001\ue002\ue003\ue004\ue005\ue006\ue007", "\ufffd")}
TABLE = {ord(one): other for one, other in ONE_FOR_ONE.items()}
SLANTED = re.compile("[\U0001d400-\U0001d7ff]")
TRANSPOSED = re.compile(r"(?<=\^)([\s{]*)ᵀ")
EQUALS = re.compile(
    r"\{\s*(?::\s*)?=\s*\}|:\s*=(?!\s*:)|=\s*:|:\s*\\equiv(?![A-Za-z])"
    r"|\\(?:triangleq|equiv|coloneqq|coloneq|eqqcolon|eqcolon|doteq|defeq"
    r"|eqdef|colonequals|mathrel\s*\{\s*:\s*=\s*\})(?![A-Za-z])|[≡≔≜≝≕]")
EMPTY = re.compile(r"\{\s*\}(?=\s*&?\s*=)|(?<==)\s*\{\s*\}")
# a letter, and it again, without time, on the right: W := W - ...
AGAIN = re.compile(r"(?<![\\\w^}])((?:\\[A-Za-z]+\s*\{\s*\\?[A-Za-z]+\s*\}"
                   r"|\\?[A-Za-z]+)(?:_(?:\{[A-Za-z]+\}|[A-Za-z]))?)"
                   r"\s*&?\s*$")
NUMBER = re.compile(r"[&\s]*[-+]?\s*[\d.]+\s*(?:$|[,.;&]|\n|\\\\)")
ENDING = re.compile(r"\n|\\\\|,|&&")


def characters(text: str) -> str:
    """The text with each strange sign as the one that is meant."""
    text = TRANSPOSED.sub(r"\1⊤", text.translate(TABLE))
    return SLANTED.sub(lambda found: unicodedata.normalize(
        "NFKC", found[0]), text)


def equalled(text: str) -> str:
    """The text with := and its like as =, but for updates."""
    text = EMPTY.sub(lambda found: " " * len(found[0]), text)
    return EQUALS.sub(
        lambda found: found[0] if ":" in found[0] and updates(
            text, *found.span()) else "=".rjust(len(found[0])), text)


def updates(text: str, start: int, end: int) -> bool:
    """Whether W := ... is an update: W stands on the right, or a number."""
    left = AGAIN.search(text[max(start - 60, 0):start])
    if left is None:
        return False
    found = ENDING.search(text, end)
    right = text[end:found.start() if found else len(text)][:3000]
    again = re.escape(left[1]) + r"(?![\w^]|\s*_)"
    return bool(NUMBER.match(right + "\n") or re.search(
        r"(?<![\\A-Za-z_])" + again, right))


__all__ = ["characters", "equalled"]
