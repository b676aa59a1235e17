"""What the chapters on practice say in words of their own figures."""
import numpy as np
import page_runs
from rnnlib.frameworks import recorded


def test_losses_a_limit_that_was_left_stops_nearly_all_of_the_training():
    page = page_runs.run("losses", "import numpy as np", "steps, batch",
                         "def train(", "clipped = train(")
    start = page["train"](0.6, "mean", updates=0)

    def moved(params):
        return np.sqrt(sum(((one - other)**2).sum()
                           for one, other in zip(params, start, strict=True)))
    assert moved(page["forgotten"]) < moved(page["clipped"]) / 20


def test_padding_of_fifteen_steps_leaves_less_than_a_twentieth():
    page = page_runs.run("padding", "import numpy as np", "lengths = [12",
                         "def alone(", "def held_forward(",
                         "def draw(length")
    held, along = page["draw"](15).axes[0].lines[:2]
    share = {name: line.get_ydata()[14] / line.get_ydata()[29]
             for name, line in (("held", held), ("runs on", along))}
    assert abs(share["held"] - 1) < 1e-12
    assert share["runs on"] < 1 / 20
    assert "less than a twentieth" in page_runs.words_of("padding")


def test_frameworks_gradients_fall_while_what_is_used_grows():
    used = recorded("torch_zero_grad")["W.grad"]
    own = np.diff(used, axis=0, prepend=0 * used[:1])
    lengths = [np.linalg.norm(z, axis=(1, 2)) for z in (own, used)]
    assert (np.diff(lengths[0]) < 0).all() and (np.diff(lengths[1]) > 0).all()
