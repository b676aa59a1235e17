"""Which variant of a name a page has chosen, or may still choose."""
from .indices.canonical import canonical
from .model import C, COMPUTED, SHARED, VARIANTS


def formula(variant, lhs):
    """What a variant of the model says about an entry."""
    entry, computed = (COMPUTED | VARIANTS.get(variant, {}))[lhs.base.name]
    return computed.xreplace(dict(zip(entry.indices, lhs.indices)))


def open_variants(name, known):
    """The variants of a name that a page may still choose from.

    known: what it has defined, as {name: (label, lhs, rhs)}. None stands for
    the model's main list. p is untied if and only if the copies C are
    there; of another name the first choice stays. All of a page's names are
    of one network.
    """
    if name == "C" and "p" in known and not known["p"][2].has(C):
        raise ValueError("define the copies C before the pre-activation p")
    found = [key for key, names in {None: COMPUTED, **VARIANTS}.items()
             if name in names]
    if name == "p":
        found = ["untied" if "C" in known else None]
    elif name in known:
        found = [variant_of(*known[name][1:])]
    found = [variant for variant in found if one_network(
        (name, variant), *[(other, variant_of(*known[other][1:]))
                           for other in set(known) - {name}])]
    if not found:
        raise ValueError(f"a page has one network: {name} is not of the same "
                         f"as {', '.join(known)}")
    return found


def one_network(*chosen):
    """Whether names in these variants can stand on one page."""
    return len({variant == "lstm" for name, variant in chosen
                if name not in SHARED}) <= 1


def variant_of(lhs, rhs):
    """The variant that defines the entry lhs as rhs; None: the main list."""
    return next((key for key, names in VARIANTS.items()
                 if lhs.base.name in names
                 and canonical(rhs - formula(key, lhs)) == 0), None)
