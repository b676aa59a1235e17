"""What entries of the library reference were called: their old addresses stay.

A link to rnnlib.plots.logit_sweep still finds the figure, which is
rnnlib.plots.logit_sweep now.
"""
from docutils import nodes

# old module, new module, and the names that moved, `old=new` if renamed
MOVED = (
    ("answers", "page.answers", "Verdict array check code formula number"),
    ("cliff_walks", "cliff", "Walk descend"),
    ("lstm_flow", "lstm", "LSTMFlow gradient_flow"),
    ("plots_steps", "plots",
     "logit_sweep outer_product slope_by_output slopes_of_run"),
    ("plots_time", "plots",
     "blame contributions costs=times_by_size curves staircase"),
    ("plots_inputs", "plots", "bars_over_text loss_saved"),
    ("plots_training", "plots", "copies_apart losses"),
    ("plots_checks", "plots",
     "buffers outcomes ratios step_errors strips=error_strips"),
    ("plots_costs", "plots", "advantage growth multiples shares=cost_shares"),
    ("plots_flow", "plots", "both_norms norms_frame under_bound"),
    ("plots_lags", "plots",
     "by_lag heard heard_frame shares=lag_shares "
     "training=training_panels"),
    ("plots_linear", "plots", "powers spectrum=unit_circle swing turning"),
    ("plots_bounds", "plots", "detour escape lengths"),
    ("plots_rates", "plots",
     "beside_bounds decay meeting quenching "
     "spectrum=all_exponents"),
    ("plots_cliff", "plots", "microscope relief surfaces walk=cliff_walk"),
    ("plots_fixed_points", "plots", "cobweb fixed_points"),
    ("plots_clipping", "plots",
     "cuts strips=cosine_strips training=clipped_training"),
    ("plots_starts", "plots",
     "singular_values slopes=start_slopes walks=start_walks"),
    ("plots_lstm", "plots", "eigenvalues gate_bands gate_strips paths"),
    ("plots_tasks", "plots", "learning order_sequence successes"),
    ("rules", "activations",
     "cross_entropy logistic output_errors relu softmax squared"),
    ("rules", "starts", "RECURRENT orthogonal sparse"),
    ("symbolic", "symbolic", "total=sum_over tr=transpose"),
)
# module -> the modules that it was, where an entry stands for a whole one
MODULES = {
    "activations": ["rules"],
    "page.answers": ["answers"], "cliff": ["cliff_walks"],
    "lstm": ["lstm_flow"], "plots.one_step": ["plots_steps"],
    "plots.through_time": ["plots_time"], "plots.inputs": ["plots_inputs"],
    "plots.training": ["plots_training", "plots_tasks"],
    "plots.gradient_checking": ["plots_checks"],
    "plots.costs": ["plots_costs"], "plots.gradients": ["plots_flow"],
    "plots.lags": ["plots_lags"], "plots.linear_networks": ["plots_linear"],
    "plots.norm_bounds": ["plots_bounds"],
    "plots.decay_rates": ["plots_rates"],
    "plots.cliffs": ["plots_cliff", "plots_fixed_points"],
    "plots.clipping": ["plots_clipping"],
    "plots.initialisation": ["plots_starts"], "plots.lstm": ["plots_lstm"],
}


def former():
    """{address of an entry: the addresses it had}."""
    found = {f"module-rnnlib.{new}": [f"module-rnnlib.{old}" for old in olds]
             for new, olds in MODULES.items()}
    for old, new, names in MOVED:
        for name in names.split():
            before, _, now = name.partition("=")
            found.setdefault(f"rnnlib.{new}.{now or before}", []).append(
                f"rnnlib.{old}.{before}")
    return found


FORMER = former()


def olds(address):
    """The addresses that an entry had; of a part, its whole's and its own."""
    if address in FORMER:
        return FORMER[address]
    whole, _, part = address.rpartition(".")
    return [f"{old}.{part}" for old in FORMER.get(whole, ())
            if not address.startswith("module-")]


def keep(app, doctree):
    """Give entries and modules their old addresses too."""
    for node in doctree.findall(nodes.Element):
        node["ids"] += [old for address in [*node["ids"]]
                        for old in olds(address)]


def setup(app):
    """Register with Sphinx."""
    app.connect("doctree-read", keep)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
