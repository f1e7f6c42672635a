"""Taylor coefficients of a term of one variable at all points of a ball at once.

Theorem. Let x be a ball, f a term, n >= 1. If `jet` returns, f is defined and analytic at every
point t of the ball, and its k-th ball contains f^(k)(t)/k!, for all t and all k <= n. By induction
over the parts: the series of the variable is t + h; an operation of Arb on power series with balls
as coefficients contains the result for all choices of coefficients in the balls; and before log,
sqrt, abs, tan, tanh and a quotient it is proved that the constant coefficient, which contains the
value of the argument at all t, is > 0 or not 0.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import mul

import flint
from flint import arb, arb_series

from cap.kernels.need import need
from cap.kernels.term import Term, Terms


def jet(terms: Terms, f: Term, x: arb, n: int) -> list[arb]:
    """The coefficients 0, ..., n."""
    before = flint.ctx.cap
    flint.ctx.cap = n + 1
    try:
        values: dict[Term, arb_series] = {}
        for node in terms.order(f):
            value = _value(node, x, n + 1, values)
            # A coefficient that is not stored is 0; beyond `prec` nothing is known.
            need(value.prec == n + 1, "a series must have all its terms", known=value.prec, n=n)
            finite = all(c.is_finite() for c in value.coeffs())
            need(finite, "the coefficients must be finite", term=node, at=x)
            values[node] = value
        return [values[f][k] for k in range(n + 1)]
    finally:
        flint.ctx.cap = before


def _value(node: Term, x: arb, size: int, values: dict[Term, arb_series]) -> arb_series:
    head, first = node.head, node.parts[0]
    if isinstance(first, int):
        return arb_series([arb(first)], prec=size)
    if isinstance(first, str):
        return arb_series([x, 1] if first == "x" else [arb.pi()], prec=size)
    u = values[first]
    if head == "**":
        return reduce(mul, [u] * node.number())
    if len(node.parts) == 1:
        return FUNCTIONS[head](u)
    w = values[node.arguments()[1]]
    return {"+": u + w, "-": u - w, "*": u * w}[head] if head != "/" else _over(u, w)


def _sign(u: arb_series) -> int:
    """The sign of u at all points of the ball; comparisons of finite balls are certain."""
    positive = bool(u[0] > 0)
    need(positive or bool(u[0] < 0), "it must not be 0 on the ball", values=u[0])
    return 1 if positive else -1


def _over(u: arb_series, w: arb_series) -> arb_series:
    _sign(w)
    return u / w


def _positive(u: arb_series) -> arb_series:
    need(bool(u[0] > 0), "it must be > 0 on the ball", values=u[0])
    return u


def _sinh(u: arb_series) -> arb_series:
    return (u.exp() - (-u).exp()) / 2


def _cosh(u: arb_series) -> arb_series:
    return (u.exp() + (-u).exp()) / 2


FUNCTIONS: dict[str, Callable[[arb_series], arb_series]] = {
    "abs": lambda u: u if _sign(u) > 0 else -u,
    "atan": arb_series.atan,
    "cos": arb_series.cos,
    "cosh": _cosh,
    "exp": arb_series.exp,
    "log": lambda u: _positive(u).log(),
    "neg": arb_series.__neg__,
    "sin": arb_series.sin,
    "sinh": _sinh,
    "sqrt": lambda u: _positive(u).sqrt(),
    "tan": lambda u: _over(u.sin(), u.cos()),
    "tanh": lambda u: _over(_sinh(u), _cosh(u)),
}
