"""Terms as quotients of polynomials over Q in their atoms: variables, pi, and calls of functions.

Theorem. Let N/D be the quotient of a term f. At every point where f is defined, D (its atoms
replaced by their values) is not 0 and f = N/D. Hence f = g wherever both are defined if N_f D_g =
N_g D_f as polynomials, and f = 0 wherever it is defined if N_f = 0. Nothing is said where a term is
not defined.

Proof, by the structure of f: a divisor u/w with w = N/D is not 0 at such a point, hence N is not 0
there; a common factor that is cancelled divides D, which is not 0 there.

Atoms are independent indeterminates, but for the values that are rational: sin 0 = 0, exp 0 = 1,
log 1 = 0, sqrt(p^2/q^2) = p/q and the like.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from cap.kernels.need import need
from cap.kernels.term import Term, Terms

TERM_LIMIT = 1000
ATOM_LIMIT = 40
# f(0) for the functions that are rational there.
AT_ZERO = {
    "atan": 0, "cos": 1, "cosh": 1, "exp": 1, "sin": 0, "sinh": 0, "tan": 0, "tanh": 0,
}  # fmt: skip


@dataclass(frozen=True)
class Quotient:
    """numerator / denominator without a common factor; the leading coefficient of the denominator
    is 1, so that equal quotients have equal parts.
    """

    numerator: fmpq_mpoly
    denominator: fmpq_mpoly

    def __add__(self, other: Quotient) -> Quotient:
        if self.denominator == other.denominator:
            return _reduced(self.numerator + other.numerator, self.denominator)
        return _reduced(
            self.numerator * other.denominator + other.numerator * self.denominator,
            self.denominator * other.denominator,
        )

    def __neg__(self) -> Quotient:
        return Quotient(-self.numerator, self.denominator)

    def __mul__(self, other: Quotient) -> Quotient:
        return _reduced(
            self.numerator * other.numerator,
            self.denominator * other.denominator,
        )

    def __truediv__(self, other: Quotient) -> Quotient:
        need(not other.is_zero(), "a divisor that is zero")
        return self * Quotient(other.denominator, other.numerator)  # * makes the coefficient 1

    def is_zero(self) -> bool:
        """Zero wherever it is defined."""
        return bool(self.numerator.is_zero())

    def __str__(self) -> str:
        return f"({self.numerator})/({self.denominator})"

    def number(self) -> fmpq | None:
        """The value, if it is the same rational everywhere."""
        constant = self.numerator.is_constant() and self.denominator.is_one()
        return fmpq(self.numerator.leading_coefficient()) if constant else None


def quotients(
    terms: Terms, goals: list[Term], values: Mapping[str, fmpq]
) -> tuple[list[Quotient], list[Term]]:
    """The quotients of some terms over the same atoms, and these atoms.

    Args:
        terms: where they belong to.
        goals: the terms.
        values: variables that have a rational value.
    """
    nodes = dict.fromkeys(node for goal in goals for node in terms.order(goal))
    most = sum(_is_atom(node) for node in nodes)
    need(most <= ATOM_LIMIT, "too many functions and variables", limit=ATOM_LIMIT)
    context = fmpq_mpoly_ctx.get([f"a{i}" for i in range(most)], Ordering.lex)
    one = context.constant(1)
    free = iter(context.gens())
    atoms: dict[tuple[str, str], Quotient] = {}
    named: list[Term] = []
    found: dict[Term, Quotient] = {}
    for node in nodes:
        number = _number(node, found, values)
        if number is not None:
            found[node] = Quotient(context.constant(number), one)
        elif _is_atom(node):
            # Calls of one function whose arguments have the same quotient are one atom.
            first = node.parts[0]
            atom = (node.head, str(found[first] if isinstance(first, Term) else first))
            if atom not in atoms:
                atoms[atom] = Quotient(next(free), one)
                named.append(node)
            found[node] = atoms[atom]
        else:
            found[node] = _combined(node, found)
    return [found[goal] for goal in goals], named


def vanishes(terms: Terms, f: Term, values: Mapping[str, fmpq]) -> bool:
    """F = 0 wherever f is defined and the variables have these values."""
    (quotient,), _ = quotients(terms, [f], values)
    return quotient.is_zero()


def equal(terms: Terms, f: Term, g: Term, values: Mapping[str, fmpq]) -> bool:
    """F = g wherever both are defined and the variables have these values."""
    (left, right), _ = quotients(terms, [f, g], values)
    return (left + -right).is_zero()


def _is_atom(node: Term) -> bool:
    return node.head not in ("integer", "neg", "**", "+", "-", "*", "/")


def _number(  # noqa: PLR0911 - one value for each function
    node: Term, found: Mapping[Term, Quotient], values: Mapping[str, fmpq]
) -> fmpq | None:
    """The rational value of an integer, a variable with a value, or a function where it has one."""
    first = node.parts[0]
    if isinstance(first, int):
        return fmpq(first)
    if isinstance(first, str):
        return values.get(first)
    if not _is_atom(node):
        return None
    number = found[first].number()
    if number is None:
        return None
    if node.head == "abs":
        return abs(number)
    if node.head == "sqrt":
        return _root(number)
    if node.head == "log":
        return fmpq(0) if number == 1 else None
    return fmpq(AT_ZERO[node.head]) if number == 0 else None


def _root(number: fmpq) -> fmpq | None:
    """The square root of a square; nothing for others."""
    if number < 0:
        return None
    root = fmpq(number.p.isqrt(), number.q.isqrt())
    return root if root * root == number else None


def _combined(node: Term, found: Mapping[Term, Quotient]) -> Quotient:
    parts = [found[part] for part in node.arguments()]
    if node.head == "neg":
        return -parts[0]
    if node.head == "+":
        return parts[0] + parts[1]
    if node.head == "-":
        return parts[0] + -parts[1]
    if node.head == "*":
        return parts[0] * parts[1]
    if node.head == "/":
        return parts[0] / parts[1]
    need(node.head == "**", "not a sum, a product, a quotient or a power", head=node.head)
    product = parts[0]
    for _ in range(node.number() - 1):
        product *= parts[0]
    return product


def _reduced(numerator: fmpq_mpoly, denominator: fmpq_mpoly) -> Quotient:
    need(
        len(numerator) <= TERM_LIMIT and len(denominator) <= TERM_LIMIT,
        "a formula with too many terms",
        limit=TERM_LIMIT,
    )
    divisor = numerator.gcd(denominator)
    unit = denominator.leading_coefficient() / divisor.leading_coefficient()
    return Quotient(numerator / divisor / unit, denominator / divisor / unit)
