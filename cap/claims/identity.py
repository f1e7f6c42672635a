"""Kinds `identity.trigonometric` and `identity.trigonometric-refuted`.

Theorem. A trigonometric polynomial whose coefficients are the zero rational function is zero; one
that has a coefficient other than zero at a distinct frequency is not the zero function. Symbols run
over all real numbers >= a given integer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cap.certificate import Json, Reader
from cap.claims.kind import Margins
from cap.kernels.expression import ALLOWED, Tree, names_of, parse
from cap.kernels.need import need
from cap.kernels.rational_function import RationalFunction, ring
from cap.kernels.trigonometric import TrigonometricPolynomial, trigonometric
from cap.verdict import Malformed

SYMBOL = re.compile(r"[a-z][a-z0-9_]{0,15}")
RESERVED = ("x", "sin", "cos", "pi", "e", "i")
SYMBOL_LIMIT = 6


@dataclass(frozen=True)
class Identity:
    """left = right for all real x and all real values of the symbols from `least` on."""

    left: str
    right: str
    least: Mapping[str, int]

    @staticmethod
    def read(parameters: Json) -> Identity:
        reader = Reader(parameters, "$.claim.parameters").only("left", "right", "symbols")
        symbols = reader.child("symbols")
        for name in symbols.tree:
            if SYMBOL.fullmatch(name) is None or name in RESERVED:
                raise Malformed(
                    f"{symbols.path}: not a name for a symbol",
                    name=name,
                    reserved=", ".join(RESERVED),
                )
        if len(symbols.tree) > SYMBOL_LIMIT:
            raise Malformed(f"{symbols.path}: too many symbols", limit=SYMBOL_LIMIT)
        least = {name: symbols.integer(name, -(10**6), 10**6) for name in sorted(symbols.tree)}
        identity = Identity(reader.text("left", ALLOWED), reader.text("right", ALLOWED), least)
        for tree in identity.trees():
            unknown = names_of(tree) - {"x", *least}
            if unknown:
                raise Malformed(
                    "$.claim.parameters: a name that is no symbol", names=", ".join(sorted(unknown))
                )
        return identity

    def trees(self) -> tuple[Tree, Tree]:
        return parse(self.left), parse(self.right)

    def quantifiers(self) -> str:
        return ", ".join(
            [
                "for all real x",
                *(f"all real {name} >= {least}" for name, least in self.least.items()),
            ]
        )

    def lines(self) -> list[str]:
        shown = [self.quantifiers().capitalize(), f"  {self.left}", "=", f"  {self.right}"]
        return ["Let D = d/dx.", *shown] if "D" in self.left + self.right else shown

    def difference(self, values: Mapping[str, int] | None = None) -> TrigonometricPolynomial:
        """Left - right, with each symbol = least + a free symbol, or at the given integer
        values.
        """
        context = ring(*(self.least if values is None and self.least else ("s",)))
        free = RationalFunction.symbols(context)
        if values is None:
            symbols = {
                name: RationalFunction.constant(context, least) + free[i]
                for i, (name, least) in enumerate(self.least.items())
            }
        else:
            symbols = {
                name: RationalFunction.constant(context, value) for name, value in values.items()
            }
        left, right = (trigonometric(tree, context, symbols, {}) for tree in self.trees())
        return left - right


class TrigonometricIdentity:
    """`identity.trigonometric`: defined and equal for all values. No witness."""

    @staticmethod
    def statement(parameters: Json) -> str:
        return "\n".join(Identity.read(parameters).lines())

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        identity = Identity.read(parameters)
        Reader(witness, "$.witness").only()
        difference = identity.difference()
        need(difference.is_zero(), "left minus right must be zero", terms=len(difference.terms))
        return {}


class TrigonometricIdentityRefuted:
    """`identity.trigonometric-refuted`. Witness: integer values of the symbols at which left and
    right differ.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        return "\n".join(
            [
                "The following is FALSE (both sides are defined and differ for some values):",
                *Identity.read(parameters).lines(),
            ]
        )

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        identity = Identity.read(parameters)
        reader = Reader(witness, "$.witness").only("values").child("values").only(*identity.least)
        values = {
            name: reader.integer(name, least, 10**6) for name, least in identity.least.items()
        }
        # With numbers for the symbols all frequencies are distinct integers: a term that is left
        # makes the difference nonzero.
        difference = identity.difference(values)
        need(
            not difference.is_zero(),
            "left and right must differ at the values of the witness",
            values=str(values),
        )
        m, (re_m, im_m) = max(difference.terms.items())
        return {"coefficient of the difference": f"{re_m} + i {im_m} at frequency {m[0]}"}
