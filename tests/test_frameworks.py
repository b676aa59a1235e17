"""The programs in PyTorch and JAX, and what they recorded."""
import json
import os
import subprocess
import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest
import rnnlib
from rnnlib.frameworks import recorded

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "experiments" / "frameworks"
KEPT = json.loads((ROOT / "rnnlib" / "data" / "frameworks.json").read_text())


def module(name):
    """A file of experiments/frameworks, loaded under a name of its own."""
    spec = spec_from_file_location(f"frameworks_{name}", HERE / f"{name}.py")
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


RECORD, PROBLEM = module("record"), module("problem")


def bench_python():
    """A Python that has both frameworks, or None."""
    made = ROOT / ".venv-bench" / "bin" / "python"
    if made.exists():
        return str(made)
    there = all(find_spec(name) for name in ("torch", "jax"))
    return sys.executable if there else None


def agree(one, other):
    """AssertionError unless numbers are equal to rounding, texts to a word."""
    if isinstance(one, dict):
        assert one.keys() == other.keys()
        for name in one:
            agree(one[name], other[name])
    elif isinstance(one, str):
        assert one == other
    else:
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)


def test_every_program_has_its_record():
    assert KEPT.keys() == {"versions", "problem", *RECORD.PROGRAMS}
    assert len(RECORD.PROGRAMS) == 18


@pytest.mark.parametrize("program", RECORD.PROGRAMS)
def test_what_was_recorded_is_of_the_program_as_it_stands(program):
    assert KEPT[program]["sha256"] == RECORD.fingerprint(program), (
        "make frameworks records it anew")


def test_another_text_has_another_fingerprint(tmp_path, monkeypatch):
    for path in HERE.glob("*.py"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(RECORD, "HERE", tmp_path)
    before = RECORD.fingerprint("jax_gradient")
    assert before == KEPT["jax_gradient"]["sha256"]
    with (tmp_path / "problem.py").open("a") as file:
        file.write("\n")
    assert RECORD.fingerprint("jax_gradient") != before


def test_the_problem_is_the_one_that_was_recorded():
    for name, z in PROBLEM.ARRAYS.items():
        assert np.array_equal(recorded("problem")[name], z)


def test_sizes_of_the_problem_are_unlike():
    """So that a swapped axis shows."""
    assert len({PROBLEM.T, PROBLEM.B, PROBLEM.n_x, PROBLEM.n_h,
                PROBLEM.n_y}) == 5


@pytest.mark.parametrize(("program", "names"), [
    ("torch_gradient", "weight_ih_l0 weight_hh_l0 weight bias_ih_l0 bias"),
    ("torch_gradient", "weight_ih_l0 weight_hh_l0 weight bias_hh_l0 bias"),
    ("jax_gradient", "U W V b_h b_y")])
def test_gradients_are_those_of_bptt(program, names):
    task = recorded("problem")
    params = rnnlib.Params(*(task[name] for name in rnnlib.Params._fields))
    E, grads = rnnlib.bptt(params, task["x"], task["y"], task["h_0"])
    found = recorded(program)
    assert abs(found["E"] - E) < 1e-12
    for name, ours in zip(names.split(), grads, strict=True):
        assert found[name].shape == ours.shape
        assert abs(found[name] - ours).max() < 1e-12


def test_programs_are_short():
    for program in RECORD.PROGRAMS:
        lines = (HERE / f"{program}.py").read_text().splitlines()
        assert len(lines) <= 31 and max(map(len, lines)) <= 79


def test_an_unknown_record_is_refused():
    with pytest.raises(ValueError, match="name must be one of versions, "):
        recorded("torch_nothing")


@pytest.mark.skipif(bench_python() is None, reason="make frameworks makes an "
                    "environment with PyTorch and JAX")
@pytest.mark.parametrize("program", RECORD.PROGRAMS)
def test_the_programs_record_this_again(program):
    done = subprocess.run(
        [bench_python(), HERE / "record.py", program], check=True, text=True,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT), "JAX_PLATFORMS": "cpu"})
    agree(json.loads(done.stdout), KEPT[program]["recorded"])
