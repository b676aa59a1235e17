"""Training: steps downhill, and a bar that shows how many are done."""
import numbers

import numpy as np

from . import _checks as check


def sgd(params, grads, lr):
    """One step of gradient descent: Params with z - lr * dz for each z.

    grads: Params of gradients, as from bptt; lr: the learning rate, above 0.
    Neither argument is changed. Raises ValueError or TypeError naming the
    argument, FloatingPointError on overflow. Source: Robbins and Monro 1951,
    for gradients of a part of the data.
    """
    params = check.parameters(params)
    if not check.is_a(lr, numbers.Real):
        raise TypeError(f"lr must be a real number, got {lr!r}")
    if not 0 < lr < np.inf:
        raise ValueError(f"lr must be positive and finite, got {lr}")
    grads = gradients(params, grads)
    with np.errstate(over="ignore", invalid="ignore"):
        after = [z - z.real.dtype.type(lr) * dz
                 for z, dz in zip(params, grads, strict=True)]
    check.finite("sgd", **dict(zip(params._fields, after, strict=True)))
    return type(params)(*after)


def gradients(params, grads):
    """grads as arrays that fit params, each named in an error."""
    if getattr(grads, "_fields", None) != params._fields:
        raise TypeError(f"grads must be rnnlib.Params(U, W, V, b_h, b_y), "
                        f"got {type(grads).__name__}")
    for name, z in params._asdict().items():
        shape = check.SHAPES[name]
        dz = check.array(f"grads.{name}", getattr(grads, name),
                         shape.count("n_"), shape)
        check.fits(f"grads.{name}", dz, z.shape, shape)
    check.one_precision(**params._asdict(), **{
        f"grads.{name}": dz for name, dz in grads._asdict().items()})
    return grads


def progress(total):
    """Count from 0 to total - 1, with a bar in a notebook.

    In the reader's page there is no notebook, and in a script no page: there
    it counts without a bar.
    """
    try:
        from IPython import get_ipython
        from IPython.display import ProgressBar
    except ModuleNotFoundError:
        return range(total)
    if get_ipython() is None:
        return range(total)
    bar = ProgressBar(total)
    bar.html_width = "100%"
    return bar
