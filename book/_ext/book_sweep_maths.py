"""Little formulas, LaTeX for notebooks, as HTML and as text in a drawing."""
import re
from html import escape

SIGNS = {r"\lambda": "λ", r"\partial": "∂", r"\,": "\u2009", "-": "−"}
UPRIGHT = re.compile(r"\\mathrm\s*(?:\{(\w+)\}|(\w))")
ATOM = re.compile(
    r"(?P<base>\\mathrm\s*(?:\{\w+\}|\w)|\\[a-z]+|\\,|\d+|\S|\s+)"
    r"(?:_(?P<sub>\{[^{}]*\}|\w))?(?:\^(?P<sup>\{[^{}]*\}|\w))?")
CODE_OR_MATHS = re.compile(r"\$([^$]+)\$|`([^`]+)`")


def sign(text):
    """A letter or sign, and whether it is slanted."""
    if found := UPRIGHT.fullmatch(text):
        return found[1] or found[2], False
    shown = SIGNS.get(text, text)
    return shown, shown.isalpha() or shown == "∂"


def atoms(latex):
    """Each sign with what stands below and above it."""
    for found in ATOM.finditer(latex):
        shown, slanted = sign(found["base"])
        if not shown.isspace() or shown == "\u2009":
            sub, sup = ((found[part] or "").strip("{}")
                        for part in ("sub", "sup"))
            yield shown, slanted, sub, UPRIGHT.sub(r"\1\2", sup)


def html(latex):
    """A formula in running text."""
    def one(shown, slanted, sub, sup):
        if shown in "=+":
            return f" {shown} "
        base = f"<i>{shown}</i>" if slanted else escape(shown)
        return (base + (f"<sub>{sub}</sub>" if sub else "")
                + (f"<sup>{sup}</sup>" if sup else ""))

    inside = "".join(one(*atom) for atom in atoms(latex))
    return f'<span class="sweep-maths">{inside}</span>'


def sentence(text):
    """A sentence with formulas and code, as HTML."""
    place, parts = 0, []
    for found in CODE_OR_MATHS.finditer(text):
        parts.append(escape(text[place:found.start()]))
        parts.append(html(found[1]) if found[1]
                     else f"<code>{escape(found[2])}</code>")
        place = found.end()
    return "".join([*parts, escape(text[place:])])


def drawn(latex):
    """A formula as the spans of a text in SVG."""
    parts, height = [], 0

    def span(text, kind, to, dx=0.0):
        nonlocal height
        moved = f' dy="{to - height:g}"' * (to != height)
        moved += f' dx="{dx:g}"' * bool(dx)
        height = to
        parts.append(f'<tspan class="{kind}"{moved}>{escape(text)}</tspan>')

    for shown, slanted, sub, sup in atoms(latex):
        span(shown, "it" if slanted else "up", 0)
        if sub:
            span(sub, "small", 4)
        if sup:                              # right above what stands below
            span(sup, "small", -6, -5.6 * len(sub))
    return "".join(parts)
