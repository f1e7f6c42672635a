"""Exact Fourier arithmetic in plain Fractions: the independent reference of the tests.

A wave is f(x) = sum c_m e^{imx} with finitely many rational frequencies m and Gaussian rationals
c_m. Formulas are read by Python's own parser, not by the grammar of `cap`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

Complex = tuple[Fraction, Fraction]
ZERO = (Fraction(0), Fraction(0))
BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


@dataclass(frozen=True)
class Wave:
    """A finite sum of exponentials; zero coefficients are not stored."""

    terms: Mapping[Fraction, Complex]

    @staticmethod
    def of(pairs: list[tuple[Fraction, Complex]]) -> Wave:
        terms: dict[Fraction, Complex] = {}
        for m, (re_m, im_m) in pairs:
            old = terms.get(m, ZERO)
            terms[m] = (old[0] + re_m, old[1] + im_m)
        return Wave({m: c for m, c in terms.items() if c != ZERO})

    @staticmethod
    def constant(value: int | Fraction) -> Wave:
        return Wave.of([(Fraction(0), (Fraction(value), Fraction(0)))])

    @staticmethod
    def cos(m: int | Fraction) -> Wave:
        half = (Fraction(1, 2), Fraction(0))
        return Wave.of([(Fraction(m), half), (-Fraction(m), half)])

    @staticmethod
    def sin(m: int | Fraction) -> Wave:
        half = Fraction(1, 2)
        return Wave.of([(Fraction(m), (Fraction(0), -half)), (-Fraction(m), (Fraction(0), half))])

    def __add__(self, other: Wave) -> Wave:
        return Wave.of([*self.terms.items(), *other.terms.items()])

    def __neg__(self) -> Wave:
        return Wave({m: (-a, -b) for m, (a, b) in self.terms.items()})

    def __sub__(self, other: Wave) -> Wave:
        return self + -other

    def __mul__(self, other: Wave) -> Wave:
        return Wave.of(
            [
                (m + n, (a * c - b * d, a * d + b * c))
                for m, (a, b) in self.terms.items()
                for n, (c, d) in other.terms.items()
            ]
        )

    def __truediv__(self, other: Wave) -> Wave:
        """Division by a constant; ZeroDivisionError if it is zero."""
        if any(m != 0 for m in other.terms):
            raise ValueError("a divisor that depends on x")
        re_0, im_0 = other.terms.get(Fraction(0), ZERO)
        if im_0 != 0:
            raise ValueError("a divisor that is not real")
        return Wave({m: (a / re_0, b / re_0) for m, (a, b) in self.terms.items()})

    def derivative(self) -> Wave:
        return Wave.of([(m, (-m * b, m * a)) for m, (a, b) in self.terms.items()])

    def at(self, x: Any, context: Any) -> Any:
        """The value at x in the arithmetic of `context` (mpmath.mp)."""
        return sum(
            (
                context.mpc(
                    context.mpf(a.numerator) / a.denominator,
                    context.mpf(b.numerator) / b.denominator,
                )
                * context.expjpi(context.mpf(m.numerator) / m.denominator * x / context.pi)
                for m, (a, b) in self.terms.items()
            ),
            context.mpc(0),
        )

    def integral_against_rho(self) -> Fraction:
        """The integral over a period of f(x)/(2 pi (1 - cos x)), f with a double zero at x = 0.

        With z = e^{ix}, 1 - cos x = -(z - 1)^2/(2 z): divide the Laurent polynomial twice by
        z - 1; the integral is the constant coefficient of the quotient.
        """
        if not self.terms:
            return Fraction(0)
        low, high = int(min(self.terms)), int(max(self.terms))
        quotient = [self.terms.get(Fraction(m), ZERO) for m in range(low, high + 1)]
        for _ in range(2):
            carry, divided = ZERO, []
            for a, b in reversed(quotient):
                carry = (carry[0] + a, carry[1] + b)
                divided.append(carry)
            if divided.pop() != ZERO:
                raise ValueError("the integrand is singular at x = 0")
            quotient = divided[::-1]
        # g = -2 z f/(z - 1)^2, and `quotient` starts at z^low.
        place = -1 - low
        re_0, im_0 = quotient[place] if 0 <= place < len(quotient) else ZERO
        if im_0 != 0:
            raise ValueError("the integral is not real")
        return -2 * re_0


def evaluate(
    text: str,
    integer: Callable[[int], Any],
    names: Mapping[str, Any],
    functions: Mapping[str, Callable[[ast.expr], Any]],
) -> Any:
    """The value of a formula, read by Python's parser; functions receive the tree of their
    argument, to be handed back to `evaluate_tree`.
    """
    return evaluate_tree(tree_of(text), integer, names, functions)


def divisors(tree: ast.expr) -> list[ast.expr]:
    """All divisors in a formula."""
    return [
        node.right
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    ]


@cache
def tree_of(text: str) -> ast.expr:
    """Python's tree; names get a prefix, so that `in` or `if` are names as they are in `cap`."""
    text = re.sub(r"(?<![A-Za-z0-9_])0+(?=[0-9])", "", text)
    text = re.sub(r"(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9_]*", r"v_\g<0>", text)
    return ast.parse(text.strip(), mode="eval").body


def evaluate_tree(
    tree: ast.expr,
    integer: Callable[[int], Any],
    names: Mapping[str, Any],
    functions: Mapping[str, Callable[[ast.expr], Any]],
) -> Any:
    def value(node: ast.expr) -> Any:
        return evaluate_tree(node, integer, names, functions)

    match tree:
        case ast.Constant(value=int(number)):
            return integer(number)
        case ast.Name(id=name):
            return names[name[2:]]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -value(operand)
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int(power))):
            base = result = value(left)
            for _ in range(power - 1):
                result = result * base
            return result
        case ast.BinOp(left=left, op=operator, right=right):
            return BINARY[type(operator)](value(left), value(right))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]):
            return functions[name[2:]](argument)
    raise ValueError(f"not a formula: {ast.dump(tree)}")


def wave(text: str, symbols: Mapping[str, Fraction], fields: Mapping[str, Wave]) -> Wave:
    """The wave of a formula in x at the given values of the symbols."""
    return wave_of(tree_of(text), symbols, fields)


def wave_of(formula: ast.expr, symbols: Mapping[str, Fraction], fields: Mapping[str, Wave]) -> Wave:
    """The wave of a tree."""
    names = {name: Wave.constant(value) for name, value in symbols.items()} | dict(fields)

    def frequency(argument: ast.expr) -> Fraction:
        at_0, at_1, at_2 = (
            evaluate_tree(argument, Fraction, {**symbols, "x": Fraction(x)}, {}) for x in range(3)
        )
        if at_0 != 0 or at_2 != 2 * at_1:
            raise ValueError("the argument of sin and cos must be m*x")
        return Fraction(at_1)

    functions: dict[str, Callable[[ast.expr], Wave]] = {
        "sin": lambda argument: Wave.sin(frequency(argument)),
        "cos": lambda argument: Wave.cos(frequency(argument)),
        "D": lambda argument: value(argument).derivative(),
    }

    def value(tree: ast.expr) -> Wave:
        result: Wave = evaluate_tree(tree, Wave.constant, names, functions)
        return result

    return value(formula)
