"""Kinds `identity.trigonometric` and `identity.trigonometric-refuted`.

Theorem. A trigonometric polynomial whose coefficients are the zero rational function is zero; one
that has a coefficient other than zero at a distinct frequency is not the zero function. Symbols run
over all real numbers >= a given integer.

More variables y, ... occur in arguments of sin and cos alone. There y = Y x with a symbol Y of its
own, in no coefficient: equality for all x and all Y is equality for all x != 0 and y, and for x = 0
by continuity. With integers for the other symbols, frequencies k + l Y that differ as forms belong
to different functions e^{i(kx + ly)}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cap.certificate import Json, Reader
from cap.claims.kind import Margins
from cap.kernels.expression import ALLOWED, Tree, divisors, names_of, parse
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
    more: tuple[str, ...]  # variables beside x

    @staticmethod
    def read(parameters: Json) -> Identity:
        reader = Reader(parameters, "$.claim.parameters")
        reader.only("left", "right", "symbols", optional=("variables",))
        symbols, more = reader.child("symbols"), Identity.variables(reader)
        for name in [*symbols.tree, *more]:
            if not isinstance(name, str) or SYMBOL.fullmatch(name) is None or name in RESERVED:
                raise Malformed(
                    f"{symbols.path}: not a name for a symbol",
                    name=name,
                    reserved=", ".join(RESERVED),
                )
        if len(symbols.tree) + len(more) > SYMBOL_LIMIT:
            raise Malformed(f"{symbols.path}: too many symbols", limit=SYMBOL_LIMIT)
        if len({*symbols.tree, *more}) < len(symbols.tree) + len(more):
            raise Malformed(f"{symbols.path}: a name occurs twice", names=more)
        least = {name: symbols.integer(name, -(10**6), 10**6) for name in sorted(symbols.tree)}
        left, right = (reader.text(key, ALLOWED) for key in ("left", "right"))
        identity = Identity(left, right, least, more)
        for tree in identity.trees():
            unknown = names_of(tree) - {"x", *least, *more}
            if unknown:
                raise Malformed(
                    "$.claim.parameters: a name that is no symbol", names=", ".join(sorted(unknown))
                )
        return identity

    @staticmethod
    def variables(reader: Reader) -> tuple[str, ...]:
        """The variables beside x, in the order of the file; with them D = d/dx has no meaning."""
        if "variables" not in reader.tree:
            return ()
        more = reader.sequence("variables")
        if not more or "D" in f"{reader.tree['left']}{reader.tree['right']}":
            raise Malformed(f"{reader.path}.variables: expected some, and no D(.)", value=more)
        return tuple(more)

    def trees(self) -> tuple[Tree, Tree]:
        return parse(self.left), parse(self.right)

    def quantifiers(self) -> str:
        return ", ".join(
            [
                f"for all real {', '.join(('x', *self.more))}",
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
        for tree in self.trees():
            free = all(names_of(divisor).isdisjoint(self.more) for divisor in divisors(tree))
            need(free, "a divisor must not depend on a variable")
        names = (*(self.least if values is None else ()), *self.more)
        context = ring(*names)
        gens = RationalFunction.symbols(context)
        slopes = dict(zip(self.more, gens[len(names) - len(self.more) :], strict=False))
        if values is None:
            symbols = {
                name: RationalFunction.constant(context, least) + gens[i]
                for i, (name, least) in enumerate(self.least.items())
            }
        else:
            symbols = {
                name: RationalFunction.constant(context, value) for name, value in values.items()
            }
        left, right = (trigonometric(tree, context, symbols, {}, slopes) for tree in self.trees())
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
