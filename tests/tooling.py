"""The programs of the folder tools, which import one another."""
import sys
from importlib import import_module
from pathlib import Path

TOOLS = str(Path(__file__).resolve().parents[1] / "tools")


def tool(name):
    """A program as a module; the folder is on the path meanwhile."""
    sys.path.insert(0, TOOLS)
    try:
        return import_module(name)
    finally:
        sys.path.remove(TOOLS)
