"""The adjoint, and gradients of the whole loss read off its differential."""
from formula import Formula
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import T, k, s, t
from rnnlib.symbolic.terms.products import over_time

PARAMETERS = ("U", "W", "V", "b_h", "b_y")
DEFINITIONS = (
    ("adjoint", mat.lam(t)), ("adjoint-slopes", mat.a(t)),
    ("to-go", mat.dE_to_go(t)), ("total-change", mat.dE_all),
    *[(f"the-grad_{name}", getattr(mat, f"grad_{name}"))
      for name in (*PARAMETERS, "h_0")], ("the-grad_x", mat.grad_x(t)))

now = mat.e(t).T * (mat.dV * mat.h(t) + mat.db_y)
after = t < T


def through_a(name, v=1):
    """grad = sum_t a_t v^T, read off the total differential."""
    return Formula(f"total-{name}", getattr(mat, f"grad_{name}"),
                   over_time(mat.a(t) * v, t, 1, T),
                   ("change-now", "symmetric", "adjoint-slopes"),
                   source="total-differential")


FORMULAS = (
    Formula("adjoint-end", mat.lam(T), mat.V.T * mat.e(T),
            ("adjoint", "credit-here")),
    Formula("adjoint-link", mat.lam(t), mat.V.T * mat.e(t)
            + mat.J(t + 1).T * mat.lam(t + 1),
            ("adjoint", "credit-chain"), after),
    Formula("adjoint-step", mat.lam(t),
            mat.V.T * mat.e(t) + mat.W.T * mat.a(t + 1),
            ("adjoint-link", "jacobian-turned", "adjoint-slopes"), after),
    Formula("sum-is-adjoint", over_time(over_time(
        mat.D(k) * mat.G(s, k) * mat.h(k - 1).T, k, 1, s), s, 1, T),
            over_time(mat.a(k) * mat.h(k - 1).T, k, 1, T),
            ("adjoint", "adjoint-slopes")),
    Formula("to-go-end", mat.dE_to_go(T), mat.dE(T), ("to-go",)),
    Formula("to-go-step", mat.dE_to_go(t), mat.dE(t) + mat.dE_to_go(t + 1),
            ("to-go",), after),
    Formula("telescope-link", mat.e(t).T * mat.V * mat.dh(t),
            mat.lam(t).T * mat.dh(t) - mat.lam(t + 1).T * mat.dh(t + 1)
            + mat.lam(t + 1).T * mat.dh_now(t + 1),
            ("adjoint-link", "change-step"), after),
    Formula("telescope", mat.dE_to_go(t), mat.lam(t).T * mat.dh(t)
            + over_time(now, t, t, T)
            + over_time(mat.lam(s).T * mat.dh_now(s), s, t + 1, T),
            ("loss-out", "adjoint-end", "adjoint-link", "change-step"),
            steps=(t, T, "to-go-end", "to-go-step")),
    Formula("total-differential", mat.dE_all,
            over_time(now + mat.lam(t).T * mat.dh_now(t), t, 1, T)
            + mat.lam(1).T * mat.J(1) * mat.dh_0,
            ("total-change", "telescope", "change-step", "change-start")),
    through_a("W", mat.h(t - 1).T), through_a("U", mat.x(t).T),
    through_a("b_h"),
    Formula("total-V", mat.grad_V, over_time(mat.e(t) * mat.h(t).T, t, 1,
                                             T),
            ("change-now",), source="total-differential"),
    Formula("total-b_y", mat.grad_b_y, over_time(mat.e(t), t, 1, T),
            ("change-now",), source="total-differential"),
    Formula("total-h_0", mat.grad_h_0, mat.W.T * mat.a(1),
            ("change-now", "jacobian-turned", "adjoint-slopes"),
            source="total-differential"),
    Formula("total-x", mat.grad_x(t), mat.U.T * mat.a(t),
            ("the-grad_x", "input-credit", "adjoint", "adjoint-slopes"),
            t <= T),
)
