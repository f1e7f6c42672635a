"""Claims as Python objects: one class for each kind, exact arguments only.

Numbers are ints, `fractions.Fraction`, `flint.fmpq` or strings ("17/5000", "0.16": decimals are
read exactly). A float is refused with the remedy: 0.16 is the binary number
0.16000000000000000333..., and a theorem about it is another theorem.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpz

from cap.certificate import Claim, Json

Exact = int | str | Fraction | fmpq | fmpz
DECIMAL = re.compile(r"-?[0-9]{1,1000}(\.[0-9]{1,1000}|/[0-9]{1,1000})?")


def exact(value: Exact) -> str:
    """The rational string of an exact number.

    Raises:
        TypeError: for a float or another type, with the remedy.
        ValueError: for a string that is no number, or a zero denominator.
    """
    if isinstance(value, float):
        raise TypeError(
            f'{value!r} is a float, that is {Fraction(value)}: write "{value!r}" or a Fraction'
        )
    if isinstance(value, bool) or not isinstance(value, (int, str, Fraction, fmpq, fmpz)):
        raise TypeError(
            f'{value!r} is no exact number: use int, Fraction or a string such as "17/5000"'
        )
    if isinstance(value, (fmpq, fmpz)):
        return str(value)
    if isinstance(value, str) and DECIMAL.fullmatch(value) is None:
        raise ValueError(f'{value[:60]!r} is no exact number such as "17/5000" or "0.16"')
    try:
        return str(Fraction(value))
    except ZeroDivisionError:
        raise ValueError(f"{value!r} has the denominator 0") from None


def whole(value: int | str) -> int:
    """An integer argument.

    Raises:
        TypeError: for anything but an int or a string of digits.
    """
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,18}", value):
        return int(value)
    if type(value) is not int:
        raise TypeError(f"{value!r} is no integer")
    return value


def _matrix(matrix: Json | Sequence[Sequence[Exact]]) -> Json:
    if isinstance(matrix, dict):
        damping, block = exact(matrix["damping"]), whole(matrix["block"])
        return {"model": matrix["model"], "block": block, "damping": damping}
    return [[exact(entry) for entry in row] for row in matrix]


class PositiveDefinite(Claim):
    """lambda_min(matrix) > bound, for a symmetric n x n matrix or {"model", "block", "damping"}."""

    def __init__(self, matrix: Json, bound: Exact = 0) -> None:
        parameters = {"matrix": _matrix(matrix), "bound": exact(bound)}
        Claim.__init__(self, "matrix.positive-definite", parameters)


class EigenvalueBelow(Claim):
    """lambda_min(matrix) < bound, for a symmetric n x n matrix or {"model", "block", "damping"}."""

    def __init__(self, matrix: Json, bound: Exact = 0) -> None:
        parameters = {"matrix": _matrix(matrix), "bound": exact(bound)}
        Claim.__init__(self, "matrix.eigenvalue-below", parameters)


class Eigenvalues(Claim):
    """All eigenvalues of a symmetric matrix lie in disjoint intervals of at most the given width,
    {"interval": [l, u], "count": k} each. Without `eigenvalues`, `certify` finds them.
    """

    def __init__(
        self, matrix: Json, width: Exact, eigenvalues: Sequence[Json] | None = None
    ) -> None:
        parameters = {"matrix": _matrix(matrix), "width": exact(width)}
        if eigenvalues is not None:
            parameters["eigenvalues"] = [
                {"interval": [exact(end) for end in i["interval"]], "count": whole(i["count"])}
                for i in eigenvalues
            ]
        Claim.__init__(self, "matrix.eigenvalues", parameters)


class Inertia(Claim):
    """The numbers of positive, negative and zero eigenvalues of a symmetric matrix."""

    def __init__(
        self, matrix: Json, positive: int | str, negative: int | str = 0, zero: int | str = 0
    ) -> None:
        counts = {"positive": positive, "negative": negative, "zero": zero}
        parameters = {"matrix": _matrix(matrix), **{k: whole(n) for k, n in counts.items()}}
        Claim.__init__(self, "matrix.inertia", parameters)


class LinearSolution(Claim):
    """A x = b has exactly one solution, and |x_i - center_i| <= radii_i; one radius may stand for
    all. Without `center`, `certify` finds it.
    """

    def __init__(
        self,
        matrix: Sequence[Sequence[Exact]],
        right_side: Sequence[Exact],
        radii: Exact | Sequence[Exact],
        center: Sequence[Exact] | None = None,
    ) -> None:
        one = isinstance(radii, (int, str, float, Fraction, fmpq, fmpz))
        listed: Any = [radii] * len(right_side) if one else radii
        parameters = {
            "matrix": [[exact(entry) for entry in row] for row in matrix],
            "right-side": [exact(x) for x in right_side],
            "radii": [exact(x) for x in listed],
        }
        if center is not None:
            parameters["center"] = [exact(x) for x in center]
        Claim.__init__(self, "linear-system.solution", parameters)


Coefficient = Exact | Sequence[Exact]  # a, or with sqrt = d the pair (a, b): a + b sqrt(d)


def _polynomial(coefficients: Sequence[Coefficient], sqrt: int | str | None) -> Json:
    pairs: list[list[Exact]] = [
        [c] if isinstance(c, (int, str, float, Fraction, fmpq, fmpz)) else list(c)
        for c in coefficients
    ]
    if sqrt is None:
        if any(len(pair) != 1 for pair in pairs):
            raise TypeError("a coefficient (a, b) means a + b sqrt(d): say which, sqrt=d")
        return {"coefficients": [exact(pair[0]) for pair in pairs]}
    pairs = [[*pair, 0] if len(pair) == 1 else pair for pair in pairs]
    return {"coefficients": [[exact(c) for c in pair] for pair in pairs], "sqrt": whole(sqrt)}


def _domain(domain: Sequence[Exact]) -> Json:
    return [end if end in ("-inf", "inf") else exact(end) for end in domain]


class PolynomialSign(Claim):
    """p(x) > 0 or >= 0 for all real x of a closed domain; coefficients c_0, c_1, ..., c_n."""

    def __init__(
        self,
        coefficients: Sequence[Coefficient],
        relation: str = "> 0",
        domain: Sequence[Exact] = ("-inf", "inf"),
        sqrt: int | str | None = None,
    ) -> None:
        parameters = {"domain": _domain(domain), "relation": relation}
        Claim.__init__(self, "polynomial.sign", {**_polynomial(coefficients, sqrt), **parameters})


class PolynomialSignRefuted(Claim):
    """p(x) <= 0 (the opposite of "> 0") or p(x) < 0 (of ">= 0") for some real x of the domain."""

    def __init__(
        self,
        coefficients: Sequence[Coefficient],
        relation: str = "> 0",
        domain: Sequence[Exact] = ("-inf", "inf"),
        sqrt: int | str | None = None,
    ) -> None:
        claim = PolynomialSign(coefficients, relation, domain, sqrt)
        Claim.__init__(self, "polynomial.sign-refuted", claim.parameters)


class PolynomialRealRoots(Claim):
    """Exactly `count` distinct real roots in a closed domain; optionally `intervals`, one for each
    root: {"domain": [l, u], "multiplicity": m}.
    """

    def __init__(
        self,
        coefficients: Sequence[Coefficient],
        count: int | str,
        domain: Sequence[Exact] = ("-inf", "inf"),
        intervals: Sequence[Json] | None = None,
        sqrt: int | str | None = None,
    ) -> None:
        parameters = {"domain": _domain(domain), "count": whole(count)}
        if intervals is not None:
            parameters["intervals"] = [
                {"domain": _domain(i["domain"]), "multiplicity": whole(i["multiplicity"])}
                for i in intervals
            ]
        source = _polynomial(coefficients, sqrt)
        Claim.__init__(self, "polynomial.real-roots", {**source, **parameters})


class PolynomialRoots(Claim):
    """Disjoint discs {"center": [x, y], "radius": r, "roots": m} that hold all complex roots.

    `cap.propose.polynomial.discs` finds them.
    """

    def __init__(self, coefficients: Sequence[Exact], discs: Sequence[Json]) -> None:
        found = [
            {
                "center": [exact(part) for part in disc["center"]],
                "radius": exact(disc["radius"]),
                "roots": whole(disc["roots"]),
            }
            for disc in discs
        ]
        Claim.__init__(
            self, "polynomial.roots", {**_polynomial(coefficients, None), "discs": found}
        )


class PolynomialHalfPlane(Claim):
    """Exactly `count` complex roots have a real part > real_part, and none has that real part."""

    def __init__(
        self,
        coefficients: Sequence[Coefficient],
        count: int | str = 0,
        real_part: Exact = 0,
        sqrt: int | str | None = None,
    ) -> None:
        parameters = {"real-part": exact(real_part), "count": whole(count)}
        source = _polynomial(coefficients, sqrt)
        Claim.__init__(self, "polynomial.half-plane", {**source, **parameters})


class EnergyBallTrapping(Claim):
    """E' <= -c1 E + c2 E^2 + c3 keeps E below every r with inner <= r <= outer.

    c1 is a lower bound, c2 and c3 are upper bounds; outer may be "inf" if c2 = 0.
    `cap.propose.energy_ball.radii` finds the radii.
    """

    def __init__(self, c1: Exact, c2: Exact, c3: Exact, inner: Exact, outer: Exact) -> None:
        parameters = {"c1": exact(c1), "c2": exact(c2), "c3": exact(c3)}
        parameters |= {"inner": exact(inner), "outer": _end(outer)}
        Claim.__init__(self, "energy-ball.trapping", parameters)


class EnergyBallContraction(Claim):
    """The Lipschitz form of the estimates: one steady state, at a distance <= radius, and the rate
    sqrt(c1^2 - 4 c2 c3) >= rate.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the parameters of the statement
        self, c1: Exact, c2: Exact, c3: Exact, radius: Exact, outer: Exact, rate: Exact
    ) -> None:
        parameters = {"c1": exact(c1), "c2": exact(c2), "c3": exact(c3)}
        parameters |= {"radius": exact(radius), "outer": _end(outer), "rate": exact(rate)}
        Claim.__init__(self, "energy-ball.contraction", parameters)


class QuadraticFormPositive(Claim):
    """F >= 0 for the infinite form of a model, through a block of indices k <= block; see `cap
    kinds`.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the parameters of the statement
        self,
        model: str,
        damping: Exact,
        block: int | str,
        tail: Exact,
        bound: Exact = 0,
        coupling: str = "schur",
    ) -> None:
        parameters = {
            "model": model,
            "damping": exact(damping),
            "block": whole(block),
            "tail": exact(tail),
            "bound": exact(bound),
            "coupling": coupling,
        }
        Claim.__init__(self, "quadratic-form.positive", parameters)


class QuadraticFormNegative(Claim):
    """F < 0 somewhere, for the infinite form of a model."""

    def __init__(self, model: str, damping: Exact) -> None:
        Claim.__init__(self, "quadratic-form.negative", {"model": model, "damping": exact(damping)})


class BestDamping(Claim):
    """lower <= the largest damping with F >= 0 < upper."""

    def __init__(self, model: str, lower: Exact, upper: Exact) -> None:
        parameters = {"model": model, "lower": exact(lower), "upper": exact(upper)}
        Claim.__init__(self, "quadratic-form.best-damping", parameters)


class FormEntries(Claim):
    """The table of a model is the table of its operators, for all pairs of modes."""

    def __init__(self, model: str, table: str) -> None:
        Claim.__init__(self, "quadratic-form.entries", {"model": model, "table": table})


class FormEntriesRefuted(Claim):
    """The table of a model is false; `opposite` are pairs "p,q" of families with the wrong sign
    everywhere.
    """

    def __init__(self, model: str, table: str, opposite: Sequence[str] = ()) -> None:
        parameters = {"model": model, "table": table, "opposite": list(opposite)}
        Claim.__init__(self, "quadratic-form.entries-refuted", parameters)


class TrigonometricIdentity(Claim):
    """left = right for all real x (and `variables`, "y z") and all symbols from the given integers
    on.
    """

    def __init__(self, left: str, right: str, variables: str = "", **symbols: int) -> None:
        parameters: dict[str, Json] = {"left": left, "right": right, "symbols": symbols}
        parameters |= {"variables": variables.split()} if variables else {}
        Claim.__init__(self, "identity.trigonometric", parameters)


class TrigonometricIdentityRefuted(Claim):
    """left = right is false for some values."""

    def __init__(self, left: str, right: str, variables: str = "", **symbols: int) -> None:
        claim = TrigonometricIdentity(left, right, variables, **symbols)
        Claim.__init__(self, "identity.trigonometric-refuted", claim.parameters)


class RationalIdentity(Claim):
    """left = right for all real values of the variables for which both sides are defined."""

    def __init__(self, left: str, right: str) -> None:
        parameters = {"left": formula(left), "right": formula(right)}
        Claim.__init__(self, "identity.rational", parameters)


class RationalIdentityRefuted(Claim):
    """At some point both sides are defined and differ."""

    def __init__(self, left: str, right: str) -> None:
        claim = RationalIdentity(left, right)
        Claim.__init__(self, "identity.rational-refuted", claim.parameters)


class NoncommutativeIdentity(Claim):
    """left = right for all n x n matrices, T(.) the transpose and inv(.) the inverse:
    NoncommutativeIdentity("T(A*S)", "S*T(A)", A="", S="symmetric").
    """

    def __init__(self, left: str, right: str, **matrices: str) -> None:
        said = {name: sorted(text.split(), reverse=True) for name, text in matrices.items()}
        parameters = {"left": formula(left), "right": formula(right), "matrices": said}
        Claim.__init__(self, "identity.noncommutative", parameters)


class NoncommutativeIdentityRefuted(Claim):
    """For some n and some such matrices both sides differ."""

    def __init__(self, left: str, right: str, **matrices: str) -> None:
        claim = NoncommutativeIdentity(left, right, **matrices)
        Claim.__init__(self, "identity.noncommutative-refuted", claim.parameters)


Side = Sequence[Exact] | Sequence[str]
RELATION = re.compile(r"(.*?)(<=|>=|<|>)(.*)", re.DOTALL)
DECIMAL_IN_FORMULA = re.compile(r"(?<![A-Za-z0-9_.])[0-9]+\.[0-9]+")


def formula(text: str) -> str:
    """The formula with decimals as exact quotients: 0.1 is (1/10)."""
    return DECIMAL_IN_FORMULA.sub(lambda match: f"({Fraction(match[0])})", text)


def _end(value: Exact) -> str:
    return value if isinstance(value, str) and value in ("-inf", "inf") else exact(value)


def _inequality(
    text: str, relation: str | None, domain: Mapping[str, Side] | None, sides: Mapping[str, Side]
) -> Json:
    """The parameters of "left >= right" (or >, <=, <), or of an expression with "> 0" or ">= 0"."""
    if relation is None:
        match = RELATION.fullmatch(text)
        if match is None:
            raise ValueError(f"{text[:60]!r} is no inequality such as 'exp(x) >= 1 + x'")
        left, sign, right = (part.strip() for part in match.groups())
        if sign[0] == "<":
            left, right = right, left
        text = left if right == "0" else f"{left} - ({right})"
        relation = f">{sign[1:]} 0"
    domain = {**(domain or {}), **sides}
    ends = {name: [_end(end) for end in side] for name, side in domain.items()}
    return {"expression": formula(text), "domain": ends, "relation": relation}


class Inequality(Claim):
    """expression > 0 or >= 0 on a box: Inequality("exp(x) >= 1 + x", x=(-5, "inf")), or
    Inequality("exp(x) - 1 - x", ">= 0", {"x": (-5, "inf")}).
    """

    def __init__(
        self,
        expression: str,
        relation: str | None = None,
        domain: Mapping[str, Side] | None = None,
        **sides: Side,
    ) -> None:
        Claim.__init__(self, "inequality", _inequality(expression, relation, domain, sides))


class InequalityRefuted(Claim):
    """The inequality is false: at some point the expression is defined and it fails."""

    def __init__(
        self,
        expression: str,
        relation: str | None = None,
        domain: Mapping[str, Side] | None = None,
        **sides: Side,
    ) -> None:
        parameters = _inequality(expression, relation, domain, sides)
        Claim.__init__(self, "inequality-refuted", parameters)


class IntegralEnclosure(Claim):
    """lower <= integral of the integrand, a formula in x, over the domain <= upper.

    `cap.propose.integral.value` finds the numbers.
    """

    def __init__(self, integrand: str, domain: Sequence[Exact], lower: Exact, upper: Exact) -> None:
        parameters = {"integrand": formula(integrand), "domain": _domain(domain)}
        parameters |= {"lower": exact(lower), "upper": exact(upper)}
        Claim.__init__(self, "integral.enclosure", parameters)


class SystemZero(Claim):
    """Expressions in as many variables are all 0 at exactly one point with |x_i - center_i| <=
    radii_i, and are defined in this whole box; one radius may stand for all. Without radii
    `certify` looks for a zero near the centre.
    """

    def __init__(
        self,
        expressions: Sequence[str],
        variables: Sequence[str],
        center: Sequence[Exact],
        radii: Exact | Sequence[Exact] | None = None,
    ) -> None:
        parameters: dict[str, Any] = {
            "expressions": [formula(text) for text in expressions],
            "variables": list(variables),
            "center": [exact(x) for x in center],
        }
        if radii is not None:
            one = isinstance(radii, (int, str, float, Fraction, fmpq, fmpz))
            listed: Any = [radii] * len(parameters["center"]) if one else radii
            parameters["radii"] = [exact(x) for x in listed]
        Claim.__init__(self, "system.zero", parameters)


def _parametric(
    text: str,
    relation: str | None,
    domain: Mapping[str, Side] | None,
    integers: Mapping[str, int | str] | None,
    sides: Mapping[str, Side],
) -> Json:
    least = {name: whole(first) for name, first in (integers or {}).items()}
    parameters: dict[str, Json] = _inequality(text, relation, domain, sides)
    return {**parameters, **({"integers": least} if least else {})}


class ParametricSign(Claim):
    """A rational function is defined and > 0 or >= 0 for all real variables of a domain and all
    integers from given ones on: ParametricSign("n**2 + x >= n*x", x=(0, 1), integers={"n": 1}).
    """

    def __init__(
        self,
        expression: str,
        relation: str | None = None,
        domain: Mapping[str, Side] | None = None,
        integers: Mapping[str, int | str] | None = None,
        **sides: Side,
    ) -> None:
        parameters = _parametric(expression, relation, domain, integers, sides)
        Claim.__init__(self, "parametric.sign", parameters)


class ParametricSignRefuted(Claim):
    """The opposite: at some point the expression is defined and it fails."""

    def __init__(
        self,
        expression: str,
        relation: str | None = None,
        domain: Mapping[str, Side] | None = None,
        integers: Mapping[str, int | str] | None = None,
        **sides: Side,
    ) -> None:
        parameters = _parametric(expression, relation, domain, integers, sides)
        Claim.__init__(self, "parametric.sign-refuted", parameters)


CLASSES = {
    "energy-ball.contraction": EnergyBallContraction,
    "energy-ball.trapping": EnergyBallTrapping,
    "identity.noncommutative": NoncommutativeIdentity,
    "identity.noncommutative-refuted": NoncommutativeIdentityRefuted,
    "identity.rational": RationalIdentity,
    "identity.rational-refuted": RationalIdentityRefuted,
    "identity.trigonometric": TrigonometricIdentity,
    "identity.trigonometric-refuted": TrigonometricIdentityRefuted,
    "inequality": Inequality,
    "inequality-refuted": InequalityRefuted,
    "integral.enclosure": IntegralEnclosure,
    "linear-system.solution": LinearSolution,
    "matrix.eigenvalue-below": EigenvalueBelow,
    "matrix.eigenvalues": Eigenvalues,
    "matrix.inertia": Inertia,
    "matrix.positive-definite": PositiveDefinite,
    "parametric.sign": ParametricSign,
    "parametric.sign-refuted": ParametricSignRefuted,
    "polynomial.half-plane": PolynomialHalfPlane,
    "polynomial.real-roots": PolynomialRealRoots,
    "polynomial.roots": PolynomialRoots,
    "polynomial.sign": PolynomialSign,
    "polynomial.sign-refuted": PolynomialSignRefuted,
    "quadratic-form.best-damping": BestDamping,
    "quadratic-form.entries": FormEntries,
    "quadratic-form.entries-refuted": FormEntriesRefuted,
    "quadratic-form.negative": QuadraticFormNegative,
    "quadratic-form.positive": QuadraticFormPositive,
    "system.zero": SystemZero,
}
