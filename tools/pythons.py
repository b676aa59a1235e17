"""Find a Python of some version: on the PATH, of pyenv, or of Debian."""
import os
import shutil
import subprocess
from pathlib import Path

SUITES = {"3.11": "bookworm", "3.13": "trixie", "3.14": "forky"}
MIRROR = "http://deb.debian.org/debian"
SCRIPT = "/usr/share/debootstrap/scripts/sid"    # the same for every suite
# Mounts in a namespace of their own end with it.
INSIDE = """
for folder in /proc /dev /etc/ssl/certs "$1"; do
    mkdir -p "$0$folder"
    mount --rbind "$folder" "$0$folder"
done
exec chroot "$0" env -C "$@"
"""


def works(python):
    """Whether this is a Python that can make environments."""
    return python.exists() and subprocess.run(
        [python, "-c", "import ensurepip, venv"],
        capture_output=True, check=False).returncode == 0


def find(version):
    """The command of a Python on the PATH or of pyenv; None without."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    folders = [*map(Path, os.environ["PATH"].split(os.pathsep)),
               *sorted(pyenv.glob(f"versions/{version}.*/bin"))]
    pythons = (folder / f"python{version}" for folder in folders)
    return next(([python] for python in pythons if works(python)), None)


def refusal(version):
    """Why this Python cannot be had from Debian; "" if it can."""
    if version not in SUITES:
        return "Debian has none either"
    if os.geteuid() != 0:
        return "debootstrap needs root"
    return "" if shutil.which("debootstrap") else (
        "debootstrap is missing: apt-get install debootstrap")


def make(version, root):
    """Make the chroot with this Python; LookupError if that fails."""
    half, log = root.with_name(f"{root.name}.half"), Path(f"{root}.log")
    with log.open("w") as out:
        code = subprocess.call(
            ["debootstrap", "--variant=minbase",
             f"--include=python{version}-venv", SUITES[version], half, MIRROR,
             SCRIPT], stdout=out, stderr=out)
    if code:
        raise LookupError(f"debootstrap failed, see {log}")
    half.rename(root)


def bootstrap(version, folder, shared):
    """The command of this Python in a chroot, which is made if need be.

    The chroot is in `folder` and sees the folder `shared` where it is here.
    Raises LookupError with the reason when it cannot be had.
    """
    if why := refusal(version):
        raise LookupError(why)
    root = folder / f"debian-{version}"
    if not root.exists():
        make(version, root)
    return ["unshare", "--mount", "sh", "-ec", INSIDE, root, shared,
            f"python{version}"]


def obtain(version, folder, shared, debian):
    """The command of a Python; LookupError says why there is none."""
    if found := find(version):
        return found
    if not debian:
        raise LookupError("neither on the PATH nor among pyenv's, and "
                          "--debootstrap was not given")
    return bootstrap(version, folder, shared)
