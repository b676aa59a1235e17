"""What `import rnnlib` loads, opens and costs, in a Python of its own."""
import json
import re
import subprocess
import sys
from functools import cache

# numpy comes first: what it does on its own account is not counted
WATCHED = """
import json, sys, numpy
seen, before = [], set(sys.modules)
sys.addaudithook(lambda event, args: seen.append((event, str(args[:1]))))
import rnnlib
from rnnlib import (activations, checking, checkpoints, cliff, flow, gru,
                    influence, lstm, lyapunov, optim, plots, regulariser,
                    rtrl, starts, tasks, trials, truncation)
events = list(seen)
new = [name.partition(".")[0] for name, module in sys.modules.items()
       if name not in before and getattr(module, "__file__", None)]
print(json.dumps({"loaded": sorted(set(new)), "events": events}))
"""


def python(code, *options):
    return subprocess.run([sys.executable, *options, "-c", code],
                          check=True, capture_output=True, text=True)


@cache
def watched():
    return json.loads(python(WATCHED, "-B").stdout)


def test_import_loads_nothing_but_numpy_and_python():
    loaded = set(watched()["loaded"])
    assert "rnnlib" in loaded
    assert loaded <= {*sys.stdlib_module_names, "numpy", "rnnlib"}


def test_import_opens_modules_only():
    opened = [what for event, what in watched()["events"] if event == "open"]
    assert len(opened) > 10
    assert [what for what in opened
            if not re.search(r"\.pyc?',\)$", what)] == []


def test_import_asks_for_no_network_no_process_and_no_file():
    events = {event for event, _ in watched()["events"]}
    assert {"import", "exec", "open"} <= events
    assert {event for event in events - {"os.listdir"} if re.match(
        r"(ctypes|ftplib|glob|http|os|pathlib|shutil|socket|sqlite3|ssl|"
        r"subprocess|tempfile|urllib|webbrowser)\.", event)} == set()


def test_counting_loads_no_notebook_before_it_begins():
    out = python("import sys; from rnnlib.optim import progress\n"
                 "print('IPython' in sys.modules, list(progress(2)))").stdout
    assert out == "False [0, 1]\n"


def test_import_takes_less_time_than_numpy_itself():
    """150 ms are allowed beyond numpy, and numpy takes 60 to 90 where one
    works undisturbed. A ratio holds on a busy machine as well; a fifth is
    usual, once the byte code is there.
    """
    assert min(beyond_numpy() for _ in range(3)) < 1


def beyond_numpy():
    """The time that rnnlib takes beyond numpy's, in units of numpy's."""
    table = python("import rnnlib", "-X", "importtime").stderr
    took = {name: int(time) for time, name in re.findall(
        r"\| +(\d+) \| +(numpy|rnnlib)$", table, re.MULTILINE)}
    return took["rnnlib"] / took["numpy"] - 1
