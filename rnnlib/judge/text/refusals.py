r"""What is refused before the parser sees it, each with its own advice.

Dots, cases, norms, updates and inequalities mean something to a person, but
not here; and a macro that nobody knows is named, with its place.
"""
import re

from ..tree.errors import NotRead

DEEPEST = 24
LONGEST = 3000

ADVICE = (
    (r"\\[lcvd]?dots[bcmio]?(?![A-Za-z])|\.\s*\.\s*\.|…|⋯|⋮",
     r"Dots leave open what goes on: write the sum or product with its "
     r"bounds, such as \sum_{k=1}^{t}."),
    (r"\\begin\s*\{\s*d?r?cases\*?\s*\}",
     "A formula by cases cannot be read: write one line for each case."),
    (r"\\begin\s*\{\s*([pbBvV]?(small)?matrix\*?|array)\s*\}",
     "A matrix written out cannot be read: give its entry, such as W_{ij}."),
    (r"\\begin\b|\\end\b|\\substack\b",
     r"This environment is not known: use align, gather or equation."),
    (r"\\[lr]?Vert(?![A-Za-z])|\\\||‖|\\norm(?![A-Za-z])|\|\|",
     "Norms are not judged here: only equations between numbers, vectors "
     "and matrices are."),
    (r"\||\\[lr]?vert(?![A-Za-z])|\\abs(?![A-Za-z])|\\[lr](floor|ceil)"
     r"(?![A-Za-z])",
     "Bars for a modulus, a size or a condition cannot be read here."),
    (r"\^\s*\{?\s*(\*|\\(ast|star)(?![A-Za-z]))",
     "A * above a letter cannot be read here: give the letter another mark "
     "or another name."),
    (r"\\(leftarrow|gets|longleftarrow|Leftarrow|mapsto)(?![A-Za-z])|←"
     r"|:=|\\coloneqq(?![A-Za-z])|(?<!\^)(?<!_)[+*/-]\s*=",
     "This is an update or an assignment, not an equation: write what is "
     "equal with =, such as \\frac{\\partial E}{\\partial W} = ..."),
    (r"\\(int|oint|lim|max|min|argmax|argmin|sup|inf|det|mathbb\s*\{?E\}?"
     r"|Pr)(?![A-Za-z])",
     "Only sums, products and derivatives are read here, no integral, "
     "limit, maximum or expectation."),
    (r"\\sqrt\s*\[", r"Only square roots are read, as \sqrt{x}: write "
     "another one in words of exp and log."),
    (r"\\bmod|\\pmod|\\mod(?![A-Za-z])", "Remainders cannot be read here."),
    (r"\\(pm|mp)(?![A-Za-z])",
     "A sign that may be both leaves open which: write one line for each."),
    (r"\\(sech|cosh|sinh|sin|cos|tan|coth|arctanh|sgn)(?![A-Za-z])",
     r"This function is not among those read here: write the slope of tanh "
     r"as 1 - \tanh^2(p_t)."),
)
REFUSED = [(re.compile(pattern), advice) for pattern, advice in ADVICE]
INEQUALITY = re.compile(
    r"\\(leqslant|leq|le|lt|geqslant|geq|ge|gt|ll|gg|preceq|succeq|lesssim"
    r"|gtrsim)(?![A-Za-z])|<|>|≤|≥")
NO_EQUATION = re.compile(
    r"\\(approx|sim|simeq|cong|propto|neq|ne|to|rightarrow|longrightarrow"
    r"|in|notin|subset|perp)(?![A-Za-z])|≈|∝|≠|→|∈")
KNOWN = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota "
    "kappa lambda mu nu xi pi rho sigma tau upsilon phi varphi chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell top intercal "
    "prime leqslant leq le lt geqslant geq ge gt neq ne lbrace langle rbrace "
    "rangle lbrack rbrack mathrm mathsf mathtt mathit mathbf textrm textsf "
    "texttt textit textbf textnormal text operatorname mbox tanh log ln exp "
    "cdot times odot circ otimes ast div sum prod partial nabla hat widehat "
    "tilde widetilde bar overline check dot boldsymbol bm mathcal mathbb "
    "mathfrak mathscr mathds mathnormal vec pmb underline boxed frac dfrac "
    "tfrac cfrac sqrt rm bf it sf tt sl cal".split())
MACRO = re.compile(r"\\([A-Za-z]+|.|$)", re.DOTALL)
STRANGE = re.compile(
    r"[^\sA-Za-z0-9α-ωΑ-Ωℓ⊤+−\-,;'′’_^=<>≤≥{}()\[\]\\.*/·×⊙∘⊗∑∏∂∇~"
    "ÂÃÊÎÑÔÕÛâãêîñôõûĀāĈĉĊċČčĎďĒēĖėĚěĜĝĠġĤĥĨĩ"
    "ĪīİĴĵĽľŇňŌōŘřŜŝŠšŤťŨũŪūŴŵŶŷŻżŽžǍǎǏǐǑǒǓǔǦǧǨǩǰȞȟȦȧȮȯȲȳḂḃḊḋḞḟḠḡḢḣṀṁṄṅṖṗṘṙṠṡṪṫṼṽẆẇẊẋẎẏẐẑẼẽỸỹ"
    "\u0302\u0303\u0304\u0305\u0307\u030c"
    "₀-₉₊₋₌₍₎ₐₑₕ-ₜᵢᵣᵤᵥₓⱼ"
    "²³¹⁰ⁱ⁴-⁾ⁿᵀᵗʰʲᵏˡᵐᵒᵖʳˢᵘᵛʷˣʸᵃᵇᵈᵉᶠᵍ]")
WRITE = {"softmax": r"\operatorname{softmax}", "diag": r"\operatorname{diag}",
         "sigmoid": r"\sigma", "relu": r"\operatorname{relu}",
         "d": r"\mathrm{d}", "grad": r"\nabla", "T": r"\top",
         "hadamard": r"\odot", "transpose": r"^\top",
         "over": r"\frac{...}{...}"}


def refuse(text: str, offset: int = 0) -> None:
    """Raises NotRead for what no side of an equation may have."""
    long_or_deep(text, offset)
    for pattern, advice in REFUSED:
        if found := pattern.search(text):
            raise NotRead(advice, offset + found.start(),
                          offset + found.end())
    unknown(text, offset)


def too_long(text: str, offset: int) -> NotRead:
    """What is said of a line, or a side, with too many characters."""
    return NotRead(f"This line has {len(text)} characters; at most "
                   f"{LONGEST} are read: split it into steps.", offset,
                   offset + len(text))


def long_or_deep(text: str, offset: int) -> None:
    """Bounds that are checked before the parser works."""
    if len(text) > LONGEST:
        raise too_long(text, offset)
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "{([") - (sign in "})]")
        if depth > DEEPEST:
            raise NotRead(f"Brackets stand more than {DEEPEST} deep here: "
                          "give a part its own line.", offset + at,
                          offset + at + 1)


def unknown(text: str, offset: int) -> None:
    """Names the first macro or character that has no meaning here."""
    for found in MACRO.finditer(text):
        name = found[1]
        if name not in KNOWN and name not in ("{", "}"):
            instead = f": write {WRITE[name]}" if name in WRITE else \
                ", and so it was not read: leave it out, or write what it " \
                "stands for"
            raise NotRead(rf"\{name} is no macro that is known here"
                          f"{instead}.", offset + found.start(),
                          offset + found.end())
    if odd := STRANGE.search(text):
        raise NotRead(f"The character {odd[0]!r} cannot be read here.",
                      offset + odd.start(), offset + odd.end())


def relations(text: str, offset: int) -> None:
    """Raises NotRead if a line says something else than that two are equal.

    text: a line in which all that stands in brackets is blanked out.
    """
    for pattern, advice in REFUSED:
        if "update" in advice and (found := pattern.search(text)):
            raise NotRead(advice, offset + found.start(),
                          offset + found.end())
    if found := INEQUALITY.search(text):
        raise NotRead("This is an inequality; only equations are judged: "
                      "write with = what is equal.", offset + found.start(),
                      offset + found.end())
    if found := NO_EQUATION.search(text):
        raise NotRead("This is no equation: only = can be judged.",
                      offset + found.start(), offset + found.end())


__all__ = ["LONGEST", "refuse", "relations", "too_long"]
