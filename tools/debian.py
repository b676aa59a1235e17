"""Pythons that Debian has and this machine lacks, each in its own chroot."""
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
