"""Kind `system.zero`: n equations f = 0 in n variables have exactly one solution in a box.

Theorem (Krawczyk). Let X be the box |x - c| <= r, all r_i > 0, on which every f_i is defined and
differentiable, J_ij an interval with all values of df_i/dx_j on X, R any matrix, E_ij the largest
absolute value in (I - R J)_ij. If E r < r and |R f(c)| + E r <= r, componentwise, then f has
exactly one zero in X.

Proof. For x, y in X, f(x) - f(y) = S (x - y) with S_ij in J_ij: change one coordinate after the
other, by the mean value theorem. So g(x) = x - R f(x) has |g(x) - g(y)| <= E |x - y|: it contracts
in the norm max |x_i|/r_i, and |g(x) - c| <= |R f(c)| + E r <= r: it maps X into itself. Its one
fixed point is the one zero, because R is nonsingular: R S is, for the norm of I - R S is < 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flint import fmpq

from cap.certificate import Json, Reader, read_integers, read_rationals
from cap.claims.factor import EXPONENT_LIMIT
from cap.claims.inequality import LEAST_BITS, MOST_BITS, NAME, RESERVED
from cap.claims.kind import Margins
from cap.kernels.ball import precision
from cap.kernels.expression import parse
from cap.kernels.interval import Box, Interval, enclosure
from cap.kernels.matrix import power_of_two
from cap.kernels.need import need
from cap.kernels.term import Term, Terms
from cap.verdict import Inconclusive, Malformed

SYSTEM_LIMIT = 30  # equations
NODE_LIMIT = 200_000  # terms to enclose: what takes minutes is refused


@dataclass(frozen=True)
class Equations:
    """f_1, ..., f_n as texts; their variables; c and r."""

    texts: list[str]
    names: tuple[str, ...]
    c: list[fmpq]
    r: list[fmpq]

    @staticmethod
    def read(parameters: Json) -> Equations:
        reader = Reader(parameters, "$.claim.parameters")
        reader.only("expressions", "variables", "center", "radii")
        texts, names = reader.sequence("expressions"), reader.sequence("variables")
        c, r = (
            read_rationals(reader.sequence(k), f"{reader.path}.{k}") for k in ("center", "radii")
        )
        if not len(texts) == len(names) == len(c) == len(r) <= SYSTEM_LIMIT:
            raise Malformed(
                f"{reader.path}: expected as many expressions as variables, numbers and radii",
                sizes=(len(texts), len(names), len(c), len(r)),
                limit=SYSTEM_LIMIT,
            )
        for name in names:
            good = isinstance(name, str) and NAME.fullmatch(name) and name not in RESERVED
            if not good or names.count(name) > 1:
                raise Malformed(f"{reader.path}.variables: not a name, or twice", name=name)
        if any(x <= 0 for x in r):
            raise Malformed(f"{reader.path}.radii: expected positive numbers", least=min(r))
        if any(not isinstance(text, str) for text in texts):
            raise Malformed(f"{reader.path}.expressions: expected formulas")
        equations = Equations(texts, tuple(names), c, r)
        equations.terms(Terms())
        return equations

    def terms(self, terms: Terms) -> list[Term]:
        """The expressions.

        Raises:
            Malformed: if one of them is no formula in the variables.
        """
        return [terms.of(parse(text), self.names) for text in self.texts]

    def statement(self) -> str:
        box = zip(self.names, self.c, self.r, strict=True)
        return "\n".join(
            [
                f"For all real {', '.join(self.names)} with",
                *(f"  |{v} - ({c})| <= {r}" for v, c, r in box),
                "these expressions are defined, and at exactly one such point all of them are 0:",
                *(f"  {text}" for text in self.texts),
            ]
        )


class SystemZero:
    """`system.zero`: exactly one zero in a box, and everything defined there. Witness: bits of the
    balls, and R = 2^exponent times the integers `inverse`, near the inverse of the derivative.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        return Equations.read(parameters).statement()

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        equations = Equations.read(parameters)
        reader = Reader(witness, "$.witness").only("bits", "exponent", "inverse")
        bits = reader.integer("bits", LEAST_BITS, MOST_BITS)
        exponent = reader.integer("exponent", -EXPONENT_LIMIT, EXPONENT_LIMIT)
        rows, n = reader.rows("inverse", read_integers), len(equations.names)
        fits = len(rows) == n and all(len(row) == n for row in rows)
        need(fits, "the inverse must be n x n", rows=len(rows), size=n)
        terms = Terms()
        f = equations.terms(terms)
        slopes = [[terms.derivative(g, v) for v in equations.names] for g in f]
        listed = list(zip(equations.names, equations.c, equations.r, strict=True))
        with precision(bits):
            box: Box = {v: (c - r, c + r) for v, c, r in listed}
            need_defined(terms, [*f, *(slope for row in slopes for slope in row)], box)
            values = [enclosure(terms, g, {v: (c, c) for v, c, _ in listed}) for g in f]
            jacobian = [[enclosure(terms, slope, box) for slope in row] for row in slopes]
            unit, zero = Interval.exact(power_of_two(exponent)), Interval.exact(0)
            radii = [Interval.exact(r) for r in equations.r]
            for i, row in enumerate(rows):
                inverse = [unit * Interval.exact(fmpq(x)) for x in row]
                step = sum((x * y for x, y in zip(inverse, values, strict=True)), zero)
                spread = zero
                for j, r in enumerate(radii):
                    product = sum((x * jacobian[k][j] for k, x in enumerate(inverse)), zero)
                    spread += (Interval.exact(int(i == j)) - product).magnitude() * r
                moved = step.magnitude() + spread
                low = radii[i].lower
                need(spread.upper < low, "it must contract", row=i, spread=spread.upper, r=low)
                need(
                    moved.upper <= low, "it must map the box into itself", row=i, moved=moved.upper
                )
        return {"terms": str(len(terms.known))}


def need_defined(terms: Terms, wanted: list[Term], box: Box) -> None:
    """Every condition under which the terms are defined holds on the whole box.

    Raises:
        Inconclusive: if the terms are too many.
    """
    conditions = dict.fromkeys(c for term in wanted for c in terms.conditions(term))
    nodes = sum(len(terms.order(f)) for f in (*wanted, *(c.term for c in conditions)))
    if nodes > NODE_LIMIT:
        raise Inconclusive("too many terms", terms=nodes, limit=NODE_LIMIT)
    for condition in conditions:
        x = enclosure(terms, condition.term, box)
        holds = {
            ">": bool(x.lower > 0),
            ">=": bool(x.lower >= 0),
            "!=": bool(x.lower > 0) or bool(x.upper < 0),
        }[condition.relation]
        need(holds, f"it must be {condition.relation} 0 on the box", expression=condition.term)
