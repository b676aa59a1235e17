"""The book's figures, each a function: plots.gradient_norms(flow).

All figures are here, whatever module draws them: `from rnnlib import plots`
is the only import that a chapter needs. Most draw on the Axes that they are
given, or on new ones, and return them. Matplotlib is loaded with the first.
"""
from importlib import import_module

# module -> its figures
MODULES = {
    "look": ["style"],
    "network": ["unrolled_graph"],
    "gradients": ["both_norms", "gradient_norms", "heat_map", "matrices",
                  "norms_frame", "under_bound"],
    "texts": ["along_text"],
    "lags": ["by_lag", "heard", "heard_frame", "lag_shares",
             "training_panels"],
    "one_step": ["logit_sweep", "outer_product", "slope_by_output",
                 "slopes_of_run"],
    "through_time": ["blame", "contributions", "staircase"],
    "lines": ["curves", "times_by_size"],
    "inputs": ["bars_over_text", "loss_saved"],
    "gradient_checking": ["buffers", "error_strips", "outcomes", "ratios",
                          "step_errors"],
    "norm_bounds": ["detour", "escape", "lengths"],
    "linear_networks": ["powers", "swing", "turning", "unit_circle"],
    "scans": ["scan_rounds"],
    "influence": ["influence_filling"],
    "chance": ["cloud"],
    "decay_rates": ["all_exponents", "beside_bounds", "decay", "meeting",
                    "quenching"],
    "mean_field": ["phase_map", "pulled_point"],
    "initialisation": ["singular_values", "start_slopes", "start_walks"],
    "cliffs": ["cliff_walk", "cobweb", "fixed_points", "microscope", "relief",
               "surfaces"],
    "clipping": ["clipped_training", "cosine_strips", "cuts"],
    "lstm": ["eigenvalues", "gate_bands", "gate_strips", "paths"],
    "training": ["copies_apart", "learning", "losses", "order_sequence",
                 "successes"],
    "costs": ["advantage", "cost_shares", "growth", "multiples"],
    "checkpoints": ["space_time"],
    "holding": ["held_exponents"],
    "forcing": ["locking"],
    "beyond": ["three_ways"],
}
HOMES = {name: module for module, names in MODULES.items() for name in names}
__all__ = sorted(HOMES)


def __getattr__(name):
    """A figure, from the module that draws it."""
    if name in HOMES:
        return getattr(import_module(f".{HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *HOMES])
