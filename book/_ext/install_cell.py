# @title Run this first: it brings the book's library where that is missing
def bring_library(made_for, source, place, advice):
    """Install what is missing; say in a sentence what was done, or why not."""
    import glob
    import importlib.util
    import os
    import sys
    from importlib import metadata

    from IPython import get_ipython
    from IPython.utils.capture import capture_output

    def missing():
        importlib.invalidate_caches()
        return [name for name in ("rnnlib", "matplotlib", "sympy",
                "lark", "ipywidgets") if not importlib.util.find_spec(name)]

    def version():
        try:
            about = metadata.metadata("rnnlib")
        except metadata.PackageNotFoundError:
            return "of a folder" if "rnnlib" not in missing() else ""
        ours = "Backpropagation Through Time" in (about["Summary"] or "")
        return about["Version"] if ours else "of a stranger"

    def pip_install(what):     # as %pip install; what pip says of a failure
        with capture_output() as said:
            get_ipython().run_line_magic(
                "pip", f"install -q --no-color --retries 1 {what}")
        wrong = [line.strip() for line in said.stdout.splitlines()
                 if line.strip().lower().startswith(("error:", "fatal:"))
                 and "subprocess" not in line]
        return f" pip says: {wrong[0].rstrip('.')}." if wrong else ""

    def is_here(version):
        number, made = version.split("+")[0], made_for.split("+")[0]
        if version == "of a stranger":
            return ("The rnnlib that is here is not this book's. Remove it by "
                    "%pip uninstall -y rnnlib, then run this cell again.")
        other = version[:1].isdigit() and number != made
        return f"rnnlib {number} is here." + (
            f" This notebook was made with {made}." if other else "")

    def result(failure):
        now = version()
        if still := missing():
            why = failure or " Restart the kernel and try again."
            return f"Not installed: {', '.join(still)}.{why} {advice}"
        if now == here:        # it was here, or is the newest that there is
            return f"{is_here(now)}{failure}"
        said = f"Installed rnnlib {now.split('+')[0]} from {place}."
        if "rnnlib" in sys.modules:
            return f"{said} Restart the kernel: it has loaded the earlier one."
        return said if now == made_for else (
            f"{said} It is newer than this notebook: where a cell fails, "
            "download the notebook again.")

    here, lacking = version(), missing()
    renew = "rnnlib" in lacking or "+site" in here and here != made_for
    if here == "of a stranger" or not (lacking or renew):
        return print(is_here(here))
    if sys.version_info < (3, 11):
        return print("This notebook needs Python 3.11 or later; this is "
                     f"Python {sys.version.split()[0]}.")
    wheels = glob.glob("rnnlib-*.whl") + glob.glob("../../wheels/rnnlib-*.whl")
    for wheel in sorted(wheels, key=lambda name: made_for in name):
        place = os.path.abspath(wheel)
        source = f'"{place}[plots,symbolic,judge]" ipywidgets'
    if not renew:              # only parts are missing: rnnlib stays as it is
        source = place = " ".join(lacking)
    if not source:
        return print(f"Not here: {', '.join(lacking or ['rnnlib'])}. {advice}")
    print(f"Installing {', '.join(lacking or ['rnnlib'])} from {place} ..."
          if renew else f"Installing {place} ...")
    print(result(pip_install(source)))
