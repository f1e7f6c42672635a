"""Bilinear forms of trigonometric operators: fields of modes and pairs of factors, all of them
formulas in x and k.

    B(X, Y) = sum over pairs (left, right) of the integral over [-pi, pi] of left(X) right(Y) rho
    dx, rho(x) = 1/(2 pi (1 - cos x)),     <X, Y> = (B(X, Y) + B(Y, X))/2.

The same texts are printed in the statement and multiplied out by the check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flint import fmpq, fmpq_mpoly_ctx

from cap.kernels.form import Table, tree
from cap.kernels.need import need
from cap.kernels.rational_function import RationalFunction
from cap.kernels.trigonometric import TrigonometricPolynomial, trigonometric

Fields = Mapping[str, str]
Values = dict[str, TrigonometricPolynomial]


@dataclass(frozen=True)
class Family:
    """Modes k = first, first + 1, ...: `fixed[k]` where it is given (the first few k), else
    `general`.
    """

    first: int
    fixed: Mapping[int, Fields]
    general: Fields

    @property
    def general_from(self) -> int:
        """The first k that `general` describes."""
        return self.first + len(self.fixed)


@dataclass(frozen=True)
class Operators:
    """A form given by operators, with the tables of entries that are claimed for it."""

    families: Mapping[str, Family]
    constraints: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    tables: Mapping[str, Table]

    def fields(
        self, family: str, k: RationalFunction, number: int | None, context: fmpq_mpoly_ctx
    ) -> Values:
        """The fields of the mode (family, k); `number` is k where k is a number, None where it is
        a symbol.
        """
        modes = self.families[family]
        formulas = modes.general if number is None else modes.fixed.get(number, modes.general)
        values = {
            name: trigonometric(tree(text), context, {"k": k}, {})
            for name, text in formulas.items()
        }
        for constraint in self.constraints:
            need(
                trigonometric(tree(constraint), context, {}, values).is_zero(),
                "the fields of a mode must satisfy the constraints",
                family=family,
                k=k,
                constraint=constraint,
            )
        return values

    def entry(self, x: Values, y: Values, context: fmpq_mpoly_ctx) -> RationalFunction:
        """<X, Y>"""
        total = RationalFunction.constant(context, 0)
        for first, second in ((x, y), (y, x)):
            for left, right in self.pairs:
                product = trigonometric(tree(left), context, {}, first) * trigonometric(
                    tree(right), context, {}, second
                )
                total = total + product.integral_against_rho()
        return total * RationalFunction.constant(context, fmpq(1, 2))

    def lines(self) -> list[str]:
        """The definition of the form for people."""
        shown = ["Let rho(x) = 1/(2 pi (1 - cos x)), D = d/dx, and let the modes be"]
        for name, modes in self.families.items():
            for k, fields in modes.fixed.items():
                shown.append(
                    f"  {name}_{k}: "
                    + ", ".join(f"{field} = {text}" for field, text in fields.items())
                )
            general = ", ".join(f"{field} = {text}" for field, text in modes.general.items())
            shown.append(f"  {name}_k, k >= {modes.general_from}: {general}")
        shown += [f"All of them satisfy {constraint} = 0." for constraint in self.constraints]
        shown.append("Let B(X, Y) be the integral over [-pi, pi] of rho(x) times the sum of")
        shown += [f"  [{left}](X) * [{right}](Y)" for left, right in self.pairs]
        return [*shown, "and <X, Y> = (B(X, Y) + B(Y, X))/2."]
