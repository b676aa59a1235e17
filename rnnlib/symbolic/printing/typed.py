"""Terms as a reader types them: mat.J(t) for SymPy's Matrix(J, t)."""
import re

TYPED = ((re.compile(r"Matrix\((\w+)\)"), r"mat.\1"),
         (re.compile(r"Matrix\((\w+), ([^()]*)\)"), r"mat.\1(\2)"),
         (re.compile(r"SumOverTime\("), "over_time("),
         (re.compile(r"ProductOverTime\((.*?), -1\)"), r"falling(\1)"),
         (re.compile(r"ProductOverTime\((.*?), 1\)"), r"rising(\1)"),
         (re.compile(r"transpose\((mat\.\w+(?:\([^()]*\))?)\)"), r"\1.T"))


def typed(text: str) -> str:
    """Matrices in a message as readers type them: mat.J(t)."""
    for pattern, form in TYPED:
        text = pattern.sub(form, text)
    return text.replace("`", "'")
