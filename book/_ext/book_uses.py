"""What the cells of a chapter use of rnnlib, read off their syntax."""
import ast
from importlib import import_module
from inspect import isclass, isfunction
from types import SimpleNamespace

TABLES = (dict, SimpleNamespace)


def imported(node):
    """What a statement imports of rnnlib: {name on the page: dotted name}."""
    if isinstance(node, ast.Import):
        return {one.name: one.name for one in node.names
                if one.name == "rnnlib"}
    if not isinstance(node, ast.ImportFrom) or not (
            node.module or "").startswith("rnnlib"):
        return {}
    if node.names[0].name == "*":
        return {name: f"{node.module}.{name}"
                for name in listed(node.module)}
    return {one.asname or one.name: f"{node.module}.{one.name}"
            for one in node.names}


def listed(module):
    """What a star imports; nothing if there is no such module."""
    try:
        return getattr(import_module(module), "__all__", ())
    except ImportError:
        return ()


def parsed(source):
    """The syntax of a cell; of none if it has a fault, and so will fail."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def called(node, names):
    """The dotted name and the text of an expression, or None."""
    if isinstance(node, ast.Name) and node.id in names:
        return names[node.id], node.id
    if isinstance(node, ast.Attribute) and (
            before := called(node.value, names)):
        return tuple(f"{part}.{node.attr}" for part in before)
    return None


def documented(dotted):
    """Whether this is a function, class, table or number of rnnlib's own."""
    module, _, name = dotted.rpartition(".")
    try:
        thing = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError):
        return False                      # a method, or a chapter's variable
    own = getattr(thing, "__module__", "").startswith("rnnlib")
    return isinstance(thing, TABLES) or own and (
        isclass(thing) or isfunction(thing)) or (
        name.isupper() and isinstance(thing, int))


def uses(sources):
    """What cells use of rnnlib: {dotted name: as the cells write it}.

    A name to which a cell assigns is the page's own.
    """
    nodes = [node for source in sources for node in ast.walk(parsed(source))]
    names = {}
    for node in nodes:
        names = imported(node) | names    # what came first keeps its name
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.pop(node.id, None)
    found = dict(use for node in nodes
                 if (use := called(node, names)) is not None)
    return {dotted: found[dotted] for dotted in sorted(found)
            if documented(dotted)}
