"""The walks through the unrolled network, as data: what lights at each step.

A walk is a list of steps. A step is one sentence and the names of what lights;
what was lit before stays, in ink. Names are a kind and a time: `h2` a state,
`U2`, `W2`, `V2` arrows of the forward pass, `use2` where step 2 uses W, `v2`
and `w2` arrows of the backward pass out of E_2 and h_2, `half2` the way from
h_2 to that use, `give2` that from h_1, `cell42` the term of E_4 there.
"""
from dataclasses import dataclass

T = 4
TIMES = range(1, T + 1)
BACK = range(T, 0, -1)
HIDDEN, DIM, DONE, NOW, LOST = "-.dnx"


@dataclass(frozen=True)
class Step:
    """One sentence, what lights with it, what is dimmed, what is lost."""

    said: str
    now: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Walk:
    """Steps through one picture; start: how what is drawn looks before."""

    title: str
    steps: tuple[Step, ...]
    start: dict[str, str]


def names(*kinds, times=TIMES):
    """All elements of these kinds: `names("h", "E")` is h1, h2, ..., E4."""
    return tuple(f"{kind}{t}" for kind in kinds for t in times)


def network(state=DONE):
    """The network itself; state: how what it computes looks."""
    return {**dict.fromkeys(names("x"), DONE), "h0": DONE,
            **dict.fromkeys(names("h", "E", "U", "W", "V", "use"), state)}


def looks(walk):
    """A letter a step for each element that is drawn."""
    found, before = {name: "" for name in walk.start}, dict(walk.start)
    for step in walk.steps:
        before = {name: DONE if look == NOW else look
                  for name, look in before.items()}
        before |= {name: walk.start[name] for name in step.off}
        before |= dict.fromkeys(step.lost, LOST)
        before |= dict.fromkeys(step.now, NOW)
        for name in found:
            found[name] += before[name]
    return found


def forward():
    """States fill from left to right."""
    steps = [Step("The inputs $x_1$ to $x_4$ and the start $h_0$ are given, "
                  "and nothing is computed yet.")]
    for t in TIMES:
        steps += [
            Step(f"At step {t} the input $x_{t}$, through $U$, and $h_{t-1}$, "
                 f"through $W$, are mixed and squashed into $h_{t}$.",
                 names("U", "W", "use", "h", times=[t])),
            Step(f"$V$ reads a prediction off $h_{t}$, and the target of step "
                 f"{t} makes a loss of it, $E_{t}$.",
                 names("V", "E", times=[t]))]
    steps.append(Step("Twelve arrows carry three matrices, since $U$, $W$ and "
                      "$V$ are the same at all steps.",
                      names("U", "W", "use", "V")))
    return Walk("The forward pass, step by step", tuple(steps), network(DIM))


def dropped(t):
    """The outer product of one step, as it is written."""
    return rf"a_{t} h_{t-1}^{{\mathrm T}}"


def meeting(t):
    """What arrives at the state of step t."""
    own = rf"V^{{\mathrm T}} e_{t}"
    if t == T:
        return Step(rf"At $h_{t}$ one arrow arrives, that of its own loss: "
                    rf"$\lambda_{t} = {own}$, the price of $h_{t}$.",
                    names("v", "lam", times=[t]))
    later = rf"W^{{\mathrm T}} a_{t+1}"
    return Step(
        f"Two arrows meet at $h_{t}$, ${own}$ from its own loss and "
        rf"${later}$ from step {t+1}; their sum is $\lambda_{t}$, the price "
        f"of $h_{t}$.",
        (f"v{t}", f"w{t+1}", f"lam{t}"), (f"give{t+1}",))


def backward():
    """Adjoints from right to left, and what each step adds to the gradient."""
    steps = [Step("The forward pass is over and its states are kept; now the "
                  "same wires are walked the other way.")]
    for t in BACK:
        steps += [meeting(t), Step(
            rf"At the $W$ of step {t}, $a_{t} = D_{t} \lambda_{t}$ meets "
            f"$h_{t-1}$, and their outer product ${dropped(t)}$ drops into "
            "the box.", (*names("half", "give", "use", "drop", "slot",
                                times=[t]), f"h{t-1}"))]
    steps.append(Step(
        r"The box holds one term a step, all of $\partial E/\partial W$, and "
        r"what is left over, $W^{\mathrm T} a_1$, is the gradient of $h_0$.",
        ("w1",), ("give1",)))
    hidden = names("v", "w", "half", "give", "lam", "drop")
    return Walk("The backward pass, step by step", tuple(steps), {
        **network(), **dict.fromkeys(hidden, HIDDEN), "box": DONE,
        **dict.fromkeys(names("slot"), DIM)})


def path(t, k):
    """From the loss of step t to the use of W in step k."""
    return (f"v{t}", *names("w", times=range(t, k, -1)), f"half{k}",
            f"use{k}")


def pairs():
    """Steps of losses and of uses of W, in the order in which they count."""
    return [(t, k) for t in TIMES for k in range(t, 0, -1)]


def cells():
    """The terms of all losses."""
    return tuple(f"cell{t}{k}" for t, k in pairs())


def by_way_of(t, k):
    """The states on a path, in words."""
    states = [f"$h_{s}$" for s in range(t, k - 1, -1)]
    return " and ".join(filter(None, [", ".join(states[:-1]), states[-1]]))


def one_path(number, t, k):
    """One path alone, and its term."""
    return Step(
        f"Path {number} goes from $E_{t}$ by way of {by_way_of(t, k)} to the "
        rf"$W$ of step {k}; its term is $D_{k}\, (\partial E_{t}/\partial "
        rf"h_{k})\, h_{k-1}^{{\mathrm T}}$.",
        (f"E{t}", *path(t, k), f"cell{t}{k}"), WAYS)


WAYS = names("v", "w", "half", "use")


def gathered(t):
    """What has arrived at one state goes on as one vector."""
    said = (f"Now share: all {T} paths from $E_{T}$ begin alike, so the "
            rf"first arrow is walked once, and brings $\lambda_{t}$."
            if t == T else
            f"At $h_{t}$ the paths from $E_{t}$ join those from later losses, "
            rf"and all go on as one vector, $\lambda_{t}$: the {T - t + 1} "
            "terms of the column are one product.")
    later = (f"w{t+1}",) if t < T else ()
    return Step(said, (f"v{t}", *later, f"half{t}", f"use{t}", f"lam{t}",
                       f"slot{t}", *(f"cell{s}{t}" for s in range(t, T + 1))),
                WAYS if t == T else ())


def paths():
    """Ten paths one by one, then all of them in four steps."""
    walked = sum(len(path(t, k)) - 2 for t, k in pairs())
    once = 2 * T - 1
    steps = [Step("From each loss a path leads back to each use of $W$ "
                  "up to its step: how many are there?")]
    steps += [one_path(number, t, k)
              for number, (t, k) in enumerate(pairs(), start=1)]
    steps.append(Step(
        rf"There are $1 + 2 + 3 + 4 = {len(pairs())}$ paths, $T(T+1)/2$ for "
        rf"$T$ steps, and one by one they walk {walked} arrows.",
        cells(), WAYS))
    steps += [gathered(t) for t in BACK]
    steps.append(Step(
        f"Each arrow has been walked once, {once} instead of {walked}, and "
        f"$T = {T}$ steps have added up all {len(pairs())} terms.",
        names("slot")))
    return Walk("All paths from a loss to a use of W", tuple(steps), {
        **network(), **dict.fromkeys([*cells(), *names("slot")], DIM),
        **dict.fromkeys(names("v", "w", "half", "lam"), HIDDEN),
        "rows": DONE})


def nudge(at=2):
    """One use of W is changed, and what comes later moves."""
    nudged = f"use{at}", f"copy{at}"
    steps = [Step("The four uses of $W$ are equal, and each has a name of its "
                  "own here, $W^{(1)}$ to $W^{(4)}$."),
             Step(f"$W^{{({at})}}$ alone is nudged, the $W$ of step {at}.",
                  nudged)]
    for t in range(at, T + 1):
        said = (f"$h_{t}$ moves at once, and with it $E_{t}$." if t == at else
                f"$J_{t}$ passes the change of $h_{t-1}$ on to $h_{t}$, and "
                f"$E_{t}$ changes with it.")
        steps.append(Step(said, nudged + names(
            "W", "V", "moved", "movedE", "h", "E", times=[t])))
    left = "nothing earlier has moved" + (
        ": $h_0$ is given" if at == 1 else ", no state and no loss")
    later = (f"$E_{at}$ to $E_{T}$ depend" if at < T else
             f"$E_{T}$ alone depends")
    steps.append(Step(f"{later} on this use of $W$; {left}.", nudged))
    return Walk("One use of W is nudged", tuple(steps), {
        **network(), **dict.fromkeys(names("copy"), DONE),
        **dict.fromkeys(names("moved", "movedE"), HIDDEN)})


def kept_of(t, n=2):
    """A loss that looks back n uses of W and no further."""
    kept = [k for k in range(t, 0, -1) if t - k < n]
    lost = [k for k in range(t, 0, -1) if t - k >= n]
    gone = names("w", "W", times=[k + 1 for k in lost])
    return ((f"E{t}", f"v{t}", *names("w", times=kept[:-1]),
             f"half{kept[-1]}", *names("use", times=kept),
             *(f"cell{t}{k}" for k in kept)),
            (*gone, *(f"cell{t}{k}" for k in lost)))


def truncation():
    """Which arrows are cut if two terms are kept, and by `detach`."""
    arrows = names("v", "half") + names("w", "W", times=range(2, T + 1))
    four, three = kept_of(4), kept_of(3)
    two = tuple(dict.fromkeys(kept_of(2)[0] + kept_of(1)[0]))
    after = tuple(f"cell{t}{k}" for t in (3, 4) for k in (1, 2))
    kept = tuple(cell for cell in cells() if cell not in after)
    steps = [
        Step("In the whole sweep each loss reaches each earlier $W$, which "
             "makes ten terms.", names("v", "half") + names(
                 "w", times=range(2, T + 1)) + cells()),
        Step("If two terms a loss are kept, the way from $E_4$ ends at the "
             "$W$ of step 3, and its terms of steps 2 and 1 are lost.",
             four[0], arrows + cells() + names("use"), four[1]),
        Step("The way from $E_3$ ends at the $W$ of step 2, and one of its "
             "three terms is lost.", three[0], arrows, three[1]),
        Step("$E_2$ and $E_1$ have no more than two terms, so a band is kept, "
             "7 terms of 10.", two, arrows),
        Step("`detach` at $h_2$ cuts otherwise: for all losses alike, one "
             r"arrow is missing, $W^{\mathrm T} a_3$ to $h_2$.",
             ("cut", *names("v", "half"), "w4", "w2"), arrows + cells(),
             ("w3", "W3")),
        Step("Now blocks are kept, 6 terms of 10, and $E_3$, just after the "
             "cut, has a single term left.", kept, (), after)]
    return Walk("What truncation cuts", tuple(steps), {
        **network(), "rows": DONE, "cut": HIDDEN,
        **dict.fromkeys(names("v", "half") + names(
            "w", times=range(2, T + 1)), HIDDEN),
        **dict.fromkeys(cells(), DIM)})


WALKS = {"forward": [forward()], "backward": [backward()],
         "paths": [paths()], "nudge": [nudge(at) for at in TIMES],
         "truncation": [truncation()]}
FIRST = {"nudge": 1}          # the walk that is shown first, of several


def walk(name):
    """The walk of this name that is shown first; ValueError if none is."""
    if name not in WALKS:
        raise ValueError(f"there is no sweep {name!r}; there are "
                         f"{', '.join(WALKS)}")
    return WALKS[name][FIRST.get(name, 0)]


def listed(name):
    """Its sentences as Markdown, for a notebook."""
    steps = [f"{n}. {step.said}"
             for n, step in enumerate(walk(name).steps, start=1)]
    return "\n".join([f"**{walk(name).title}.**", "", *steps])
