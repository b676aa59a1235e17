"""The unrolled network as inline SVG, made for a phone: 360 units wide.

Each element is a group with its look at every step; `sweep.css` says what the
looks are, `sweep.js` changes them. There are no ids and no colours in it.
"""
import re
from html import escape

from book_sweep_maths import drawn, sentence
from book_sweep_steps import FIRST, TIMES, WALKS, T, looks, walk

LEFT, PITCH, RADIUS, BEAD = 20, 78, 15, 10
LOSS, STATE, INPUT, BELOW, ROW = 20, 96, 152, 176, 20
SLOT = 32                                  # half of the width of a slot
HEIGHTS = {"forward": 166, "backward": 214, "paths": 292, "nudge": 166,
           "truncation": 258}
BACKWARD = {"backward", "paths", "truncation"}   # their wires have no heads
NAME = re.compile(r"([a-zA-Z]+?)(\d*)$")


def column(t):
    """Where the state of a time stands."""
    return LEFT + PITCH * t


def middle(t):
    """Where step t uses W."""
    return column(t) - PITCH / 2


def text(latex, x, y, anchor="middle"):
    """A formula; y: its base line."""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">' \
        f"{drawn(latex)}</text>"


def circle(x, y, radius=RADIUS, kind="disc"):
    """A circle."""
    return f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'


def box(x, y, width, height, kind="disc"):
    """A rectangle around x, its upper edge at y."""
    return (f'<rect class="{kind}" x="{x - width / 2:g}" y="{y:g}" '
            f'width="{width:g}" height="{height:g}" rx="3"/>')


def line(*points, kind="line"):
    """Straight pieces."""
    return f'<path class="{kind}" d="M' + "L".join(
        f"{x:g} {y:g}" for x, y in points) + '"/>'


def arrow(start, end, head=True):
    """A line along an axis, with its head."""
    (x, y), (u, v) = start, end
    dx, dy = (u > x) - (u < x), (v > y) - (v < y)
    back = u - 8 * dx, v - 8 * dy
    if not head:
        return line(start, end, kind="line wire")
    wings = [(back[0] - 4 * dy * s, back[1] - 4 * dx * s) for s in (1, -1)]
    return line(start, back) + line(wings[0], end, wings[1], kind="head")


def node(latex, x, y, given=False):
    """What is computed has a circle, what is given has none."""
    return ("" if given else circle(x, y)) + text(latex, x - 1, y + 5)


def downwards(t):
    """From the use of W in step t to what is below it."""
    return arrow((middle(t), STATE + BEAD), (middle(t), BELOW - 2))


def slot(t, y):
    """The place of one outer product."""
    plus = text("+", column(t), y + 18) if t < T else ""
    return box(middle(t), y, 2 * SLOT, 25) + plus + text(
        rf"a_{t} h_{t-1}^{{\mathrm T}}", middle(t), y + 17)


def cell(t, k, number):
    """The term of one loss at one use of W; number: in which it is counted."""
    y = BELOW + ROW * (t - 1)
    return box(middle(k), y, 2 * SLOT, 16) + line(
        (middle(k) - SLOT, y + 16), (middle(k) + SLOT, y), kind="slash"
    ) + f'<text class="count" x="{middle(k):g}" y="{y + 12.5:g}">' \
        f"{number}</text>"


def backwards(t, to):
    """From the state of step t to the left."""
    return arrow((column(t) - RADIUS, STATE), (to, STATE))


def plain(name, kind, t):
    """The parts of the network itself."""
    x, head = column(t), name not in BACKWARD
    beside = (lambda letter, y: text(letter, x + 7, y, "start")) if head \
        else lambda letter, y: ""
    return {
        "x": lambda: node(f"x_{t}", x, INPUT, given=True),
        "h": lambda: node(f"h_{t}", x, STATE, given=t == 0),
        "E": lambda: node(f"E_{t}", x, LOSS),
        "U": lambda: arrow((x, INPUT - 10), (x, STATE + RADIUS), head)
        + beside("U", 133),
        "V": lambda: arrow((x, STATE - RADIUS), (x, LOSS + RADIUS), head)
        + beside("V", 63),
        "W": lambda: arrow((column(t - 1) + (RADIUS if t > 1 else 12), STATE),
                           (x - RADIUS, STATE), head),
        "use": lambda: box(middle(t), STATE - 9, 2 * BEAD, 18, "disc bead")
        + text("W", middle(t), STATE + 5),
    }.get(kind)


def added(name, kind, t):
    """What a walk adds to the network."""
    x = column(t)
    labelled = name == "backward"
    return {
        "v": lambda: arrow((x, LOSS + RADIUS), (x, STATE - RADIUS)) + (
            text(rf"V^{{\mathrm T}} e_{t}", x - 7, 60, "end")
            if labelled else ""),
        "w": lambda: backwards(
            t, column(t - 1) + (RADIUS if t > 1 else 12)) + (
            text(rf"W^{{\mathrm T}} a_{t}", middle(t), 81)
            if labelled else ""),
        "half": lambda: backwards(t, middle(t) + BEAD),
        "give": lambda: arrow((column(t - 1) + (RADIUS if t > 1 else 12),
                               STATE), (middle(t) - BEAD, STATE)),
        "lam": lambda: text(rf"\lambda_{t}", x + 7, 126, "start"),
        "drop": lambda: downwards(t),
        "slot": lambda: slot(t, BELOW + (ROW * T + 3) * (name == "paths")),
        "copy": lambda: text(f"W^{{({t})}}", middle(t), 81),
        "moved": lambda: circle(x + 3.5, STATE - 3.5, kind="ring") + text(
            rf"\mathrm{{d}}h_{t}", x - 15, STATE + 26, "end"),
        "movedE": lambda: circle(x + 3.5, LOSS - 3.5, kind="ring") + text(
            rf"\mathrm{{d}}E_{t}", x - 19, LOSS + 5, "end"),
        "cut": lambda: "".join(
            line((at - 3, STATE + 12), (at + 3, STATE - 12), kind="blade")
            for at in (column(2) + 20, column(2) + 24.5)),
        "box": lambda: text(r"\partial E/\partial W", 0, BELOW - 9, "start"),
        "rows": lambda: "".join(text(f"E_{s}", 11, BELOW + ROW * s - 7)
                                for s in TIMES),
    }.get(kind)


def draw(name, element):
    """One element of a picture, by its name."""
    kind, digits = NAME.fullmatch(element).groups()
    if kind == "cell":
        t, k = map(int, digits)
        counts = name == "paths"
        return cell(t, k, t * (t + 1) // 2 - k + 1 if counts else "")
    t = int(digits or 0)
    return (plain(name, kind, t) or added(name, kind, t))()


def tone(name, element):
    """The colour of an element when it lights: forward or backward."""
    kind = NAME.fullmatch(element)[1]
    ahead = name not in BACKWARD or kind in ("h", "give")
    return "ahead" if ahead else "back"


ORDER = "box rows U V W v w half give drop moved movedE use cut x h E".split()


def depth(element):
    """Arrows below beads and circles."""
    kind = NAME.fullmatch(element)[1]
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def groups(name):
    """All elements, each with its looks in every walk of this name."""
    tables = [looks(one) for one in WALKS[name]]
    shown = FIRST.get(name, 0)
    for element in sorted(tables[0], key=depth):
        all_looks = " ".join(table[element] for table in tables)
        kind = NAME.fullmatch(element)[1]
        yield (f'<g class="part {kind} {tone(name, element)}" '
               f'data-part="{element}" data-looks="{all_looks}" '
               f'data-look="{tables[shown][element][-1]}">'
               f"{draw(name, element)}</g>")


def picture(name):
    """The drawing at the last step of its first walk."""
    said = escape(f"{walk(name).title}: the network unrolled over {T} steps")
    return (f'<svg viewBox="0 0 360 {HEIGHTS[name]}" role="img" '
            f'aria-label="{said}">{"".join(groups(name))}</svg>')


def sentences(name):
    """A list of steps for each walk; all but the first one are hidden."""
    for place, one in enumerate(WALKS[name]):
        last = len(one.steps) - 1
        items = "".join(
            f"<li{' data-now' * (n == last)}>{sentence(step.said)}</li>"
            for n, step in enumerate(one.steps))
        hidden = " hidden" * (place != FIRST.get(name, 0))
        yield f'<ol class="sweep-steps"{hidden}>{items}</ol>'


def choice(name, serial):
    """Which of several walks, to choose from."""
    if len(WALKS[name]) == 1:
        return ""
    options = "".join(
        f'<label><input type="radio" name="{serial}" value="{n}"'
        f'{" checked" * (n == FIRST[name])}> {n + 1}</label>'
        for n in range(len(WALKS[name])))
    return f"<fieldset><legend>Nudge the W of step</legend>{options}" \
        "</fieldset>"


def figure(name, serial):
    """All of it as HTML: picture, controls and sentences."""
    last = len(walk(name).steps) - 1
    title = escape(walk(name).title)
    return f"""<figure class="sweep" data-name="{name}">
{picture(name)}
<div class="sweep-controls" role="group" aria-label="{title}">
{choice(name, serial)}
<button type="button" data-go="-1">Back</button>
<button type="button" data-go="0">Play</button>
<button type="button" data-go="1">Next</button>
<input type="range" min="0" max="{last}" value="0" aria-label="Step">
</div>
<p class="sweep-title">{title}</p>
<div class="sweep-said" aria-live="polite">{"".join(sentences(name))}</div>
</figure>
"""
