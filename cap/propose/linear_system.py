"""Search for `linear-system.solution`: an approximate inverse to more and more bits."""

from __future__ import annotations

import flint
from flint import arb, arb_mat, fmpq, fmpq_mat, fmpz

from cap.certificate import Claim, Json, read_rational, write_integer
from cap.claims.linear_system import LinearSolution, System
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Verdict

MOST_BITS = 4000
GUARD = 64


def solution(parameters: Json, progress: Progress) -> Json:
    """A witness of `linear-system.solution`."""
    system = System.read(parameters)
    bits, failure = 32, ""
    while bits <= MOST_BITS:
        inverse = _inverse(system.a, bits)
        if inverse is not None:
            witness = dyadic(inverse, bits)
            try:
                LinearSolution.check(parameters, witness, {})
            except Refused as refusal:
                failure = str(refusal)
                progress(f"inverse to {bits} bits: {failure}")
            else:
                return witness
        bits *= 2
    if not failure:
        raise NotCertified(Verdict.INCONCLUSIVE, "the matrix is singular, or nearly so")
    try:
        (other,) = other_solution(parameters)
    except NotCertified as unknown:
        raise NotCertified(Verdict.INCONCLUSIVE, f"{failure}; {unknown.margin}") from unknown
    raise NotCertified(Verdict.REJECTED, failure, other, solution(other.parameters, progress))


def _inverse(a: list[list[fmpq]], bits: int) -> arb_mat | None:
    former, flint.ctx.prec = flint.ctx.prec, 4 * bits + GUARD
    try:
        return arb_mat([[arb(x) for x in row] for row in a]).inv()
    except ZeroDivisionError:
        return None
    finally:
        flint.ctx.prec = former


def dyadic(matrix: arb_mat, bits: int) -> Json:
    """A matrix rounded to `bits` bits of its largest entry: 2^exponent times integers."""
    middles = [[x.mid() for x in row] for row in matrix.tolist()]
    sizes = [sum(map(int, _size(x))) for row in middles for x in row if x != 0]
    exponent = max(sizes, default=0) - bits
    rows = [[write_integer(_rounded(x, exponent)) for x in row] for row in middles]
    return {"exponent": exponent, "inverse": rows}


def _size(x: arb) -> tuple[int, int]:
    mantissa, exponent = x.man_exp()
    return int(mantissa.bit_length()), int(exponent)


def _rounded(x: arb, exponent: int) -> fmpz:
    mantissa, own = x.man_exp()
    shift = int(own) - exponent
    return mantissa << shift if shift >= 0 else ((mantissa >> (-shift - 1)) + 1) >> 1


def near(parameters: Json, error: fmpq) -> list[fmpq]:
    """The solution up to an error, which may be 0.

    Raises:
        NotCertified: if the matrix is singular, or nearly so.
    """
    a = [[read_rational(x, "matrix") for x in row] for row in parameters["matrix"]]
    b = [read_rational(x, "right-side") for x in parameters["right-side"]]
    if error == 0:
        try:
            found = fmpq_mat(a).solve(fmpq_mat([[y] for y in b]))
        except ZeroDivisionError:
            raise NotCertified(Verdict.INCONCLUSIVE, "the matrix is singular") from None
        return [found[i, 0] for i in range(len(b))]
    bits = 64
    while bits <= 2 * MOST_BITS:
        former, flint.ctx.prec = flint.ctx.prec, bits
        try:
            x = arb_mat([[arb(x) for x in row] for row in a]).solve(arb_mat([[arb(y)] for y in b]))
            if all(x[i, 0].rad() < arb(error) for i in range(len(b))):
                return [_exact(x[i, 0]) for i in range(len(b))]
        except ZeroDivisionError:
            pass
        finally:
            flint.ctx.prec = former
        bits *= 2
    raise NotCertified(Verdict.INCONCLUSIVE, "the matrix is singular, or nearly so")


def _exact(x: arb) -> fmpq:
    mantissa, exponent = x.mid().man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)


def completed(parameters: Json) -> Json:
    """The parameters with the centre, if it is not given: the solution, rounded to decimals of an
    eighth of the radii.
    """
    if "center" in parameters:
        return parameters
    least = min(read_rational(r, "radii") for r in parameters["radii"])
    return {**parameters, "center": centre(near(parameters, least / 64), parameters["radii"])}


def centre(x: list[fmpq], radii: list[str]) -> list[str]:
    """Decimals, or the numbers themselves where the radius is 0."""
    found = []
    for number, text in zip(x, radii, strict=True):
        radius = read_rational(text, "radii")
        if radius > 0:
            unit = fmpz(10) ** len(str((8 / radius).ceil()))
            number = fmpq((number * unit + fmpq(1, 2)).floor(), unit)  # noqa: PLW2901
        found.append(str(number))
    return found


def other_solution(parameters: Json) -> list[Claim]:
    """A box about the solution that does not meet that of the claim."""
    system, error = System.read(parameters), fmpq(1, 16)
    while True:
        x = near(parameters, error)
        far = max(abs(y - line[1]) - line[2] for y, line in zip(x, system.lines, strict=True))
        if far > 8 * error:
            break
        if far <= 0 and error == 0:
            raise NotCertified(Verdict.INCONCLUSIVE, "the solution lies in the box")
        error = error / 2**64 if error.q < fmpz(2) ** 256 else fmpq(0)
    radii = [str(far / 4)] * len(x)
    true = {**parameters, "center": centre(x, radii), "radii": radii}
    return [Claim("linear-system.solution", true)]
