"""The kinds about energy balls have no witness: radii and rates, and what refutes a claim."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isqrt

from flint import fmpq

from cap.certificate import Claim, Json
from cap.claims.energy_ball import Contraction, Estimates, Trapping
from cap.claims.kind import Kind
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Rejected, Verdict

DIGITS = 12


def radii(c1: Fraction, c2: Fraction, c3: Fraction) -> tuple[Fraction, Fraction | None, Fraction]:
    """Rationals just inside: inner >= r-, outer <= r+ (None: infinite) and rate <= sqrt(D), where
    r- and r+ are the roots of c2 x^2 - c1 x + c3 and D = c1^2 - 4 c2 c3.

    Raises:
        ValueError: if there are no such roots, D <= 0, or no digits show that D > 0.
    """
    d = c1 * c1 - 4 * c2 * c3
    scale = 10**DIGITS
    rate = Fraction(isqrt(max(d, Fraction(0)).numerator * scale**2 // d.denominator), scale)
    if min(c1, rate) <= 0 or min(c2, c3) < 0:
        raise ValueError(f"c1^2 - 4 c2 c3 = {d} must be positive, c1 > 0, c2 >= 0, c3 >= 0")
    return 2 * c3 / (c1 + rate), (c1 + rate) / (2 * c2) if c2 else None, rate


def _decided(kind: type[Kind], parameters: Json, opposites: Callable[[Json], list[Claim]]) -> Json:
    try:
        kind.check(parameters, {}, {})
    except Rejected as refusal:
        try:
            opposite = opposites(parameters)[0]
        except NotCertified as unknown:
            raise NotCertified(Verdict.INCONCLUSIVE, f"{refusal}; {unknown.margin}") from refusal
        raise NotCertified(Verdict.REJECTED, str(refusal), opposite, {}) from refusal
    except Refused as refusal:
        raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
    return {}


def trapping(parameters: Json, _progress: Progress) -> Json:
    """`energy-ball.trapping`."""
    return _decided(Trapping, parameters, not_trapping)


def contraction(parameters: Json, _progress: Progress) -> Json:
    """`energy-ball.contraction`."""
    return _decided(Contraction, parameters, no_contraction)


def not_trapping(parameters: Json) -> list[Claim]:
    """-p < 0 somewhere between the radii: there E' = p(E) rises."""
    e, inner = Trapping.read(parameters)
    return [_minus_p(e, [str(inner), parameters["outer"]], inner)]


def no_contraction(parameters: Json) -> list[Claim]:
    """-p < 0 between the radii, or -p <= 0 at the outer one, or rate^2 > D."""
    e, radius, rate = Contraction.read(parameters)
    d = e.c1**2 - 4 * e.c2 * e.c3
    if rate**2 > d:
        text = [str(d - rate**2)]
        domain = {"domain": ["-inf", "inf"], "relation": ">= 0"}
        return [Claim("polynomial.sign-refuted", {"coefficients": text, **domain})]
    if e.outer is not None and e.p(e.outer) >= 0:
        return [_minus_p(e, [str(e.outer)] * 2, e.outer, "> 0")]
    return [_minus_p(e, [str(radius), parameters["outer"]], radius)]


def _minus_p(e: Estimates, domain: Json, low: fmpq, relation: str = ">= 0") -> Claim:
    if low < 0 or (e.outer is not None and e.outer < low):
        raise NotCertified(Verdict.INCONCLUSIVE, "no radius lies between these")
    coefficients = [-e.c3, e.c1, -e.c2]
    while len(coefficients) > 1 and coefficients[-1] == 0:
        coefficients.pop()
    if coefficients == [0]:
        raise NotCertified(Verdict.INCONCLUSIVE, "c1 = c2 = c3 = 0")
    parameters = {"coefficients": list(map(str, coefficients)), "domain": domain}
    claim = Claim("polynomial.sign-refuted", {**parameters, "relation": relation})
    if min(e.c2, e.c3) < 0 or e.c1 <= 0:
        raise NotCertified(Verdict.INCONCLUSIVE, "c1 > 0, c2 >= 0 and c3 >= 0 are needed")
    return claim


OPPOSITES = {
    "energy-ball.contraction": no_contraction,
    "energy-ball.trapping": not_trapping,
}
