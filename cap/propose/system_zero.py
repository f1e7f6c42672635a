"""Search for `system.zero`: Newton's method, and an approximate inverse of the derivative."""

from __future__ import annotations

import flint
from flint import arb, arb_mat, fmpq, fmpz

from cap.certificate import Claim, Json
from cap.claims.system_zero import Equations, SystemZero
from cap.kernels.interval import Interval, enclosure
from cap.kernels.term import Term, Terms
from cap.propose.linear_system import dyadic
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Rejected, Verdict

STEPS = 60
DIGITS = 12  # of the radii that are chosen
VARIABLES = 6  # of an inequality


class Newton:
    """The equations and their derivatives, at points."""

    def __init__(self, texts: list[str], names: tuple[str, ...]) -> None:
        self.terms, self.names = Terms(), names
        self.f = Equations(texts, names, [], []).terms(self.terms)
        self.slopes = [[self.terms.derivative(g, v) for v in names] for g in self.f]

    def at(self, term: Term, x: list[fmpq]) -> arb:
        """The value."""
        box = {v: (c, c) for v, c in zip(self.names, x, strict=True)}
        return _middle(enclosure(self.terms, term, box))

    def inverse(self, x: list[fmpq]) -> arb_mat:
        """That of the derivative.

        Raises:
            NotCertified: if it is singular there.
        """
        j = arb_mat([[self.at(slope, x) for slope in row] for row in self.slopes])
        try:
            return j.inv()
        except (ZeroDivisionError, ValueError):
            raise NotCertified(Verdict.INCONCLUSIVE, "the derivative is singular") from None

    def zero(self, x: list[fmpq]) -> list[fmpq]:
        """From a start, as long as the steps become smaller.

        Raises:
            NotCertified: if it does not converge.
        """
        small = arb(2) ** -100
        for _ in range(STEPS):
            f = arb_mat([[self.at(g, x)] for g in self.f])
            step = self.inverse(x) * f
            moves = [_middle_of(step[i, 0]) for i in range(len(x))]
            x = [_rounded(c - m, 160) for c, m in zip(x, moves, strict=True)]
            if all(abs(arb(m)) <= small * (1 + abs(arb(c))) for c, m in zip(x, moves, strict=True)):
                return x
        raise NotCertified(Verdict.INCONCLUSIVE, "Newton's method does not converge")


def zero(parameters: Json, progress: Progress) -> Json:
    """A witness of `system.zero`."""
    equations = Equations.read(parameters)
    failure = ""
    for bits in (64, 128, 256, 1024):
        former, flint.ctx.prec = flint.ctx.prec, bits
        try:
            newton = Newton(equations.texts, equations.names)
            inverse = newton.inverse(equations.c)
            witness = {"bits": bits, **dyadic(inverse, bits)}
        except Refused as refusal:
            raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
        finally:
            flint.ctx.prec = former
        try:
            SystemZero.check(parameters, witness, {})
        except Refused as refusal:
            failure = str(refusal)
            progress(f"{bits} bits: {failure}")
        else:
            return witness
    raise NotCertified(Verdict.INCONCLUSIVE, failure)


def completed(parameters: Json) -> Json:
    """The parameters with a zero near the centre as centre, and radii of about 10^-DIGITS times its
    size, if the radii are not given.
    """
    if "radii" in parameters:
        return parameters
    names = tuple(parameters["variables"])
    ones = ["1"] * len(parameters["center"])
    start = Equations.read({**parameters, "radii": ones})
    former, flint.ctx.prec = flint.ctx.prec, 256
    try:
        x = Newton(start.texts, names).zero(start.c)
    except Rejected as refusal:
        raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
    finally:
        flint.ctx.prec = former
    center, radii = [], []
    for c in x:
        digits = DIGITS - len(str(abs(c).floor())) if abs(c) >= 1 else DIGITS
        unit = fmpz(10) ** max(0, digits)
        center.append(str(fmpq((c * unit * 16 + fmpq(1, 2)).floor(), unit * 16)))
        radii.append(str(fmpq(1, unit)))
    return {**parameters, "center": center, "radii": radii}


def without_zero(parameters: Json) -> list[Claim]:
    """One of the expressions has one sign on the box."""
    equations = Equations.read(parameters)
    if len(equations.names) > VARIABLES:
        raise NotCertified(Verdict.INCONCLUSIVE, f"refuted in at most {VARIABLES} variables")
    domain = {
        v: [str(c - r), str(c + r)]
        for v, c, r in zip(equations.names, equations.c, equations.r, strict=True)
    }
    return [
        Claim("inequality", {"expression": text, "domain": domain, "relation": "> 0"})
        for f in equations.texts
        for text in (f, f"-({f})")
    ]


def _middle(x: Interval) -> arb:
    if not (x.lower.is_finite() and x.upper.is_finite()):
        raise NotCertified(Verdict.INCONCLUSIVE, "not defined, or not differentiable, at a point")
    return ((x.lower + x.upper) / 2).mid()


def _middle_of(x: arb) -> fmpq:
    mantissa, exponent = x.mid().man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)


def _rounded(x: fmpq, bits: int) -> fmpq:
    unit = fmpz(2) ** bits
    return fmpq((x * unit).floor(), unit)
