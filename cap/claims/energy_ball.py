"""Kinds `energy-ball.trapping` and `energy-ball.contraction`: what the estimates c1, c2, c3 of the
scheme (1.0.6) give. With p(x) = c2 x^2 - c1 x + c3, c1 > 0, c2 >= 0, c3 >= 0:

Theorem (trapping). Let E >= 0 and (1/2) (E^2)' <= E p(E). If p(r) <= 0, then E(0) <= r implies
E(t) <= r: while E > r we have E' <= p(E) - p(r) <= K (E - r), K the largest slope of p up to the
largest E, and E - r begins with 0 (Gronwall). p is convex and no constant: from p <= 0 at both ends
of [inner, outer] follows p < 0 between them, so E falls below every number > inner.

Theorem (contraction). Let D = c1^2 - 4 c2 c3, kappa = sqrt(D), r = 2 c3/(c1 + kappa): p(r) = 0 and
c1 - 2 c2 r = kappa. Let r < outer and p(outer) < 0: then p < 0 on (r, outer] and D > 0.
(A) On the ball of radius r, which is trapping, two trajectories have (1/2) (|U - V|^2)' <=
-kappa |U - V|^2: S_1 is a contraction of a complete space, and its one fixed point is one of all
S_t, since S_t U* is another one. A trajectory of the larger ball has limsup |U| <= r, so in the end
|U - U*| falls at every rate < kappa; in particular a second steady state has |U| <= r.
(B) T U = -L^-1 (N(U) + e) maps the ball of radius r to itself, |T U| <= (c2 r^2 + c3)/c1 = r, with
the Lipschitz constant 2 c2 r/c1 = 1 - kappa/c1 < 1. A solution has p(|U|) >= 0: hence |U| <= r.

Without the second estimate of (A), that is from (1.0.6) alone, nothing of (A) follows but trapping:
proofs/energy-ball-premise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flint import fmpq

from cap.certificate import Json, Reader
from cap.claims.kind import Margins
from cap.kernels.need import need

ENERGY = """\
Let E >= 0 be a continuous function of t, 0 <= t < T <= infinity, let E^2 be absolutely
continuous on bounded closed intervals, and let at almost all t
  (1/2) d/dt E^2 <= -({c1}) E^2 + ({c2}) E^3 + ({c3}) E
(which follows from d/dt E <= -({c1}) E + ({c2}) E^2 + ({c3})).
Then for every r with {range}: if E(0) <= r, then E(t) <= r for all t.
If T is infinite{start}, then limsup E(t) <= {inner} as t -> infinity."""
LIPSCHITZ = """\
Let |.| be the norm of a real Banach space H, and let
  kappa = sqrt({D}), kappa >= {rate},   r = 2 ({c3})/({c1} + kappa), r <= {radius}.
(A) Let S_t, t >= 0, be a semiflow on {ball}: S_0 U = U, S_s S_t U = S_(s+t) U,
S_t U continuous in t. For any two trajectories U, V let |U|^2 and |U - V|^2 be absolutely
continuous on bounded closed intervals, and let at almost all t
  (1/2) d/dt |U|^2 <= -({c1}) |U|^2 + ({c2}) |U|^3 + ({c3}) |U|,
  (1/2) d/dt |U - V|^2 <= -({c1}) |U - V|^2 + ({c2}) (|U| + |V|) |U - V|^2.
Then there is exactly one steady state U*. |U*| <= r, every trajectory tends to U*, and
|S_t U - U*| <= exp(-kappa t) |U - U*| for all t if |U| <= r.
(B) Let L: D(L) -> H be linear and bijective, |L^-1 F| <= |F|/({c1}) for all F; let N map
{ball} to H, N(0) = 0 and |N(U) - N(V)| <= ({c2}) (|U| + |V|) |U - V|;
let |e| <= {c3}. Then L U + N(U) + e = 0 has exactly one solution U* in {ball},
and |U*| <= r."""


@dataclass(frozen=True)
class Estimates:
    """The numbers c1, c2, c3 of (1.0.6), and an outer radius; None is infinite."""

    c1: fmpq
    c2: fmpq
    c3: fmpq
    outer: fmpq | None

    @staticmethod
    def read(reader: Reader) -> Estimates:
        outer = None if reader.tree["outer"] == "inf" else reader.rational("outer")
        return Estimates(reader.rational("c1"), reader.rational("c2"), reader.rational("c3"), outer)

    def p(self, x: fmpq) -> fmpq:
        """c2 x^2 - c1 x + c3."""
        return self.c2 * x * x - self.c1 * x + self.c3

    def need_signs(self) -> None:
        """c1 > 0, c2 >= 0, c3 >= 0: p is convex, and p > 0 on all negative numbers."""
        need(self.c1 > 0, "c1 must be positive", c1=self.c1)
        need(self.c2 >= 0, "c2 must not be negative", c2=self.c2)
        need(self.c3 >= 0, "c3 must not be negative", c3=self.c3)

    def need_root_below(self, x: fmpq) -> None:
        """p(x) <= 0 and x <= outer."""
        need(self.p(x) <= 0, "c2 r^2 - c1 r + c3 must be <= 0", r=x, value=self.p(x))
        need(self.outer is None or x <= self.outer, "the radii must rise", outer=self.outer)
        # A line of slope -c1 < 0 stays <= 0; a parabola that opens upward does not.
        need(self.outer is not None or self.c2 == 0, "only c2 = 0 allows all radii", c2=self.c2)


class Trapping:
    """`energy-ball.trapping`: E stays below every radius from `inner` to `outer`. No witness."""

    @staticmethod
    def read(parameters: Json) -> tuple[Estimates, fmpq]:
        reader = Reader(parameters, "$.claim.parameters")
        reader.only("c1", "c2", "c3", "inner", "outer")
        return Estimates.read(reader), reader.rational("inner")

    @staticmethod
    def statement(parameters: Json) -> str:
        e, inner = Trapping.read(parameters)
        line = e.outer is None
        return ENERGY.format(
            c1=e.c1,
            c2=e.c2,
            c3=e.c3,
            range=f"r >= {inner}" if line else f"{inner} <= r <= {e.outer}",
            start="" if line else f" and E(0) < {e.outer}",
            inner=inner,
        )

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        e, inner = Trapping.read(parameters)
        Reader(witness, "$.witness").only()
        e.need_signs()
        e.need_root_below(inner)
        if e.outer is not None:
            e.need_root_below(e.outer)
        return {"c1^2 - 4 c2 c3": str(e.c1**2 - 4 * e.c2 * e.c3)}


class Contraction:
    """`energy-ball.contraction`: existence, uniqueness and rate, from the Lipschitz form. No
    witness.
    """

    @staticmethod
    def read(parameters: Json) -> tuple[Estimates, fmpq, fmpq]:
        reader = Reader(parameters, "$.claim.parameters")
        reader.only("c1", "c2", "c3", "radius", "outer", "rate")
        return Estimates.read(reader), reader.rational("radius"), reader.rational("rate")

    @staticmethod
    def statement(parameters: Json) -> str:
        e, radius, rate = Contraction.read(parameters)
        return LIPSCHITZ.format(
            c1=e.c1,
            c2=e.c2,
            c3=e.c3,
            D=e.c1**2 - 4 * e.c2 * e.c3,
            rate=rate,
            radius=radius,
            ball="H" if e.outer is None else f"the ball |U| <= {e.outer}",
        )

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        e, radius, rate = Contraction.read(parameters)
        Reader(witness, "$.witness").only()
        e.need_signs()
        e.need_root_below(radius)
        if e.outer is not None:
            need(e.p(e.outer) < 0, "p(outer) must be negative", p=e.p(e.outer))
        d = e.c1**2 - 4 * e.c2 * e.c3
        need(rate > 0, "the rate must be positive", rate=rate)
        need(rate**2 <= d, "the rate must be at most sqrt(c1^2 - 4 c2 c3)", rate=rate, d=d)
        return {"kappa^2 - rate^2": str(d - rate**2)}
