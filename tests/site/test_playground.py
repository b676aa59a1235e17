"""*A playground without Python*: its numbers are rnnlib's, its sliders work.

Numbers are compared at a relative 1e-10, singular values relative to the
largest of their matrix: that is all that NumPy's can promise. The smaller ones
are held to determinants, which double precision knows. Where a network is
chaotic its states depend on the last digit: the chain is compared from the
page's states on.
"""
import numpy as np
import pytest
import rnnlib
from axe import faults
from rnnlib.activations import ACTIVATIONS
from rnnlib.tasks import next_character, sonnets
from serving import HTML, THEMES, WIDTHS, Visit
from weigh import kilobytes

PAGE = "book/playground.html"
FIRST = {"start": "orthogonal", "units": 64, "gain": 1, "inputs": 1,
         "length": 100, "activation": "tanh", "seed": 0}
TAME = [{}, {"start": "gaussian"}, {"start": "sparse", "seed": 3},
        {"start": "identity", "gain": 1.5}, {"gain": 0.3},
        {"gain": 3, "activation": "identity"},
        {"start": "gaussian", "gain": 3, "activation": "identity", "seed": 19},
        {"start": "identity", "activation": "relu", "inputs": 6},
        {"activation": "logistic", "gain": 3, "inputs": 6},
        {"activation": "relu", "gain": 1.4},
        {"units": 4, "length": 10, "inputs": 0, "start": "gaussian"},
        {"units": 5, "length": 11, "seed": 7, "start": "sparse"},
        {"units": 33, "length": 50, "gain": 1.1, "start": "sparse"}]
CHAOTIC = [{"gain": 3, "inputs": 6}, {"gain": 3, "start": "gaussian"},
           {"gain": 2, "start": "sparse", "units": 47}]
MOVED = """() => new Promise(done => {
    const before = playground.stats.frames;
    const look = () => playground.stats.frames > before
        ? done() : requestAnimationFrame(look);
    look(); })"""
EXACT = "n => playground.stats.exact > n"
OVERFLOW = """() => document.documentElement.scrollWidth
    - document.documentElement.clientWidth"""
CONTROLS = ("gain", "start", "inputs", "activation", "units", "length",
            "seed")


@pytest.fixture(scope="module")
def visit(site, browser):
    """The page."""
    with Visit(browser, f"{site}/{PAGE}") as visit:
        yield visit
        assert visit.errors == [] and visit.foreign == []


def problem(settings):
    """The same network in rnnlib: params, inputs, targets."""
    x, y, alphabet = next_character(sonnets(), T=100)
    n, T = len(alphabet), settings["length"]
    params = rnnlib.init(n, settings["units"], n, recurrent=settings["start"],
                         gain=settings["gain"], rng=settings["seed"])
    return params._replace(U=settings["inputs"] * params.U), x[:T], y[:T]


def measured(visit, change):
    """Settings, and what the page measures with them."""
    settings = FIRST | change
    found = visit.page.evaluate("s => playground.measure(s)", settings)
    return settings, {name: np.array(value, float)
                      for name, value in found.items()}


def close(found, expected):
    assert found == pytest.approx(expected, rel=1e-10, abs=0)


@pytest.mark.parametrize("change", TAME, ids=str)
def test_numbers_are_those_of_rnnlib(visit, change):
    settings, found = measured(visit, change)
    params, x, y = problem(settings)
    T, kind = settings["length"], settings["activation"]
    flow = rnnlib.gradient_flow(params, x, y, steps=T, activation=kind)
    close(found["credit"], flow.credit[T])
    close(found["jacobian"], flow.jacobian[T])
    compare_chain(params.W, found, kind)
    compare_eigenvalues(params.W, found)


@pytest.mark.parametrize("change", CHAOTIC, ids=str)
def test_a_chain_is_that_of_its_states(visit, change):
    settings, found = measured(visit, change)
    params, x, _ = problem(settings)
    h = found["states"]
    close(h[1:], np.tanh(x[:, 0] @ params.U.T + h[:-1] @ params.W.T))
    compare_chain(params.W, found, "tanh")
    compare_credit(params, found, settings["length"])


def compare_chain(W, found, activation):
    """Singular values of all running products; the last one's determinant."""
    D = ACTIVATIONS[activation][1](found["states"])
    product, T = np.eye(len(W)), len(D) - 1
    for k in range(T, 0, -1):
        product = product @ (D[k][:, None] * W)
        expected = np.linalg.svd(product, compute_uv=False)
        assert (abs(found["singular"][k - 1] - expected).max()
                <= 1e-10 * expected[0])
    last = found["singular"][0]
    if (last > 0).all():
        logs = np.log(D[1:]).sum() + T * np.linalg.slogdet(W)[1]
        assert np.log(last).sum() == pytest.approx(logs, rel=1e-10)
    elif activation == "relu":
        assert (last > 0).sum() <= (D[1:] > 0).sum(1).min()


def compare_credit(params, found, T):
    """The credit, back from the page's own last state."""
    h = found["states"]
    q = params.V @ h[T]
    e = np.exp(q - q.max()) / np.exp(q - q.max()).sum()
    e[next_character(sonnets(), T=100)[1][T - 1, 0]] -= 1
    g, lengths = params.V.T @ e, []
    for state in h[:0:-1]:
        lengths.append(np.linalg.norm(g))
        g = params.W.T @ ((1 - state**2) * g)
    close(found["credit"][::-1], [*lengths, np.linalg.norm(g)])


def compare_eigenvalues(W, found):
    """Each has a partner, both ways, as near as the size of W allows."""
    mine = found["eigenvalues"] @ [1, 1j]
    apart = abs(mine[:, None] - np.linalg.eigvals(W))
    size = np.linalg.norm(W, 2)
    assert max(apart.min(0).max(), apart.min(1).max()) <= 1e-10 * size
    close(found["norm"], size)


def test_small_singular_values_do_not_drown(visit):
    """A linear chain of W = 3 Q has no others than 3^lag; of W^100, powers."""
    _, found = measured(visit, {"activation": "identity", "gain": 3})
    for k, values in enumerate(found["singular"]):
        close(values, np.full(64, 3.0**(100 - k)))
    _, found = measured(visit, {"start": "gaussian", "gain": 2})
    assert 0 < found["singular"][0, -1] < 1e-50 * found["singular"][0, 0]


@pytest.mark.parametrize("name", CONTROLS)
def test_controls_answer_by_keyboard(visit, name):
    page = visit.page
    page.evaluate("s => playground.put(s)", FIRST | {"gain": 1.2, "seed": 3})
    page.evaluate(MOVED)
    control = page.locator(f"#play-{name}")
    before = page.evaluate("name => playground.settings[name]", name)
    style = "() => document.querySelector('.play-text').innerHTML"
    text = page.evaluate(style)
    control.focus()
    for key in ("ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
    page.evaluate(MOVED)
    assert page.evaluate("name => playground.settings[name]", name) != before
    assert page.evaluate(style) != text


def test_what_is_seen_is_said_when_nothing_moves(visit):
    page = visit.page
    done = page.evaluate("playground.stats.exact")
    page.evaluate("s => playground.put(s)", FIRST | {"gain": 0.5})
    page.wait_for_function(EXACT, arg=done)
    page.wait_for_function("""() => document.querySelector(
        "#playground [role=status]").textContent.includes("gain 0.5")""")
    said = page.locator("#playground [role=status]").inner_text()
    params, x, y = problem(FIRST | {"gain": 0.5})
    credit = rnnlib.gradient_flow(params, x, y, steps=100).credit[100]
    count = (credit[1:] > 1e-8 * credit[100]).sum()
    assert f"{count} of 100 characters get ink" in said
    for part in ("norms", "plane", "fan"):
        assert any(digit.isdigit() for digit in page.locator(
            f"canvas[data-play-part={part}]").get_attribute("aria-label"))


def test_text_is_text_and_fades(visit):
    page = visit.page
    page.evaluate("s => playground.put(s)", FIRST | {"gain": 0.5})
    page.evaluate(MOVED)
    letters = page.locator(".play-text span:not([hidden])")
    assert "".join(letters.all_text_contents()) == sonnets()[:100]
    inks = letters.evaluate_all(
        "all => all.map(e => Number(getComputedStyle(e).opacity))")
    assert inks[0] < 0.1 and inks[99] == 1
    assert page.locator(".play-erred").inner_text() == sonnets()[99]


def test_a_button_sets_an_experiment(visit):
    page = visit.page
    page.get_by_role("button", name="Set experiment 3").click()
    chosen = page.evaluate("playground.settings")
    assert chosen == FIRST | {"start": "gaussian", "gain": 0.8, "length": 20,
                              "activation": "identity"}
    assert page.locator(".play-set:visible").count() == 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS.values())
def test_fits_and_is_without_fault(site, browser, width, theme):
    with Visit(browser, f"{site}/{PAGE}", width, theme) as visit:
        visit.page.wait_for_function(EXACT, arg=0)
        assert visit.page.evaluate(OVERFLOW) <= 0
        assert faults(visit.settle().page) == []


def test_says_what_it_needs_without_scripts(site, browser):
    with Visit(browser, f"{site}/{PAGE}", java_script_enabled=False) as visit:
        said = visit.page.locator("#playground")
        assert "needs JavaScript" in said.inner_text()
        assert said.locator("a[href*='vanishing']").count() == 1
        assert visit.page.locator(".play-set:visible").count() == 0


def test_comes_only_to_its_page_and_is_small(site, browser):
    with Visit(browser, f"{site}/{PAGE}") as visit:
        asked = {path for path in visit.asked if "playground" in path}
    with Visit(browser, f"{site}/book/vanishing.html") as other:
        assert not any("playground" in path for path in other.asked)
    files = [path.partition("/_static/")[2] for path in asked]
    assert "playground/worker.js" in files
    ours = [HTML / "_static" / name for name in files if name]
    assert sum(file.stat().st_size for file in ours) < 60_000
    assert sum(map(kilobytes, ours)) < 30
