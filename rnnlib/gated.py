"""Checks of the arguments of an LSTM or a GRU, as in `contract`.

Both stack their gates: an LSTM four sets of arrays, a GRU three.
"""
from .activations import LOSSES
from .contract import arguments as check
from .contract import losses

# how many sets are stacked -> what the parameters are called
KINDS = {4: "LSTMParams(U, W, V, b_h, b_y) of rnnlib.lstm",
         3: "GRUParams(U, W, V, b_h, b_y) of rnnlib.gru"}


def shapes(sets):
    """How the arrays are laid out, by their names."""
    return {"U": f"({sets}, n_h, n_x)", "W": f"({sets}, n_h, n_h)",
            "V": "(n_y, n_h)", "b_h": f"({sets}, n_h)", "b_y": "(n_y,)"}


def problem(params, x, y, h0, c0, loss, steps, mask=None, reduction="sum"):
    """The arguments checked, starts filled in, and what weighs each E_t."""
    check.choice("loss", loss, LOSSES)
    params, x, h0, c0 = model(params, x, h0, c0)
    y, weights = losses.terms(params, x, y, loss, steps, mask, reduction)
    return params, x, y, h0, c0, loss, weights


def gru_problem(params, x, y, h0, loss, steps, mask, reduction):
    """The same for a GRU, which has no cells."""
    check.choice("loss", loss, LOSSES)
    params, x, h0 = gru_model(params, x, h0)
    y, weights = losses.terms(params, x, y, loss, steps, mask, reduction)
    return params, x, y, h0, loss, weights


def model(params, x, h0, c0):
    """params, x, h0 and c0 as arrays that fit; None becomes zeros."""
    return stacked(4, params, x, h0=h0, c0=c0)


def gru_model(params, x, h0):
    """params, x and h0 as arrays that fit; None becomes zeros."""
    return stacked(3, params, x, h0=h0)


def stacked(sets, params, x, **starts):
    """params, x and the starts in their order, as arrays that fit."""
    params = parameters(params, sets)
    _, n_h, n_x = params.U.shape
    x = check.inputs(x, n_x)
    for name, start in starts.items():
        starts[name] = check.start(name, start, x, n_h, params.W.real.dtype)
    check.one_precision(**params._asdict(), x=x, **starts)
    return params, x, *starts.values()


def parameters(params, sets=4):
    """params as arrays whose shapes fit together."""
    layout = shapes(sets)
    if not check.is_named(params, layout):
        raise TypeError(f"params must be {KINDS[sets]}, got "
                        f"{type(params).__name__}")
    axes = {name: shape.strip("(,)").split(", ")
            for name, shape in layout.items()}
    params = type(params)(*[
        check.array(name, getattr(params, name), len(axes[name]), shape)
        for name, shape in layout.items()])
    sizes = {f"{sets}": sets, "n_h": params.W.shape[2],
             "n_x": params.U.shape[2], "n_y": len(params.V)}
    for name, shape in layout.items():
        check.fits(name, getattr(params, name),
                   tuple(sizes[axis] for axis in axes[name]), shape)
    return params
