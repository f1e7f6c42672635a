"""The kinds about polynomials have no witness: what refutes a claim, and discs about all roots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import arb, ctx, fmpq, fmpq_poly

from cap.certificate import Claim, Json
from cap.claims.kind import Kind
from cap.claims.polynomial import Domain
from cap.claims.polynomial_complex import Disc, HalfPlane, Roots
from cap.claims.polynomial_real import (
    PolynomialSign,
    PolynomialSignRefuted,
    RealRoots,
    RootCounts,
)
from cap.kernels.complex_roots import pellet_margin, right_half_plane
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Rejected, Verdict

MOST_BITS = 512  # radii are tried down to 2^-MOST_BITS


def _decided(name: str, kind: type[Kind], parameters: Json) -> Json:
    """The empty witness if the check accepts it; else what is known of the failure."""
    try:
        kind.check(parameters, {}, {})
    except Rejected as refusal:
        try:
            opposites = OPPOSITES[name](parameters)
        except NotCertified as unknown:
            raise NotCertified(Verdict.INCONCLUSIVE, f"{refusal}; {unknown.margin}") from refusal
        raise NotCertified(Verdict.REJECTED, str(refusal), opposites[0], {}) from refusal
    except Refused as refusal:
        raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
    return {}


def sign(parameters: Json, _progress: Progress) -> Json:
    """`polynomial.sign`."""
    return _decided("polynomial.sign", PolynomialSign, parameters)


def sign_refuted(parameters: Json, _progress: Progress) -> Json:
    """`polynomial.sign-refuted`."""
    return _decided("polynomial.sign-refuted", PolynomialSignRefuted, parameters)


def real_roots(parameters: Json, _progress: Progress) -> Json:
    """`polynomial.real-roots`."""
    return _decided("polynomial.real-roots", RealRoots, parameters)


def roots(parameters: Json, _progress: Progress) -> Json:
    """`polynomial.roots`."""
    return _decided("polynomial.roots", Roots, parameters)


def half_plane(parameters: Json, _progress: Progress) -> Json:
    """`polynomial.half-plane`."""
    return _decided("polynomial.half-plane", HalfPlane, parameters)


# --- what contradicts a claim ---


def has_not_the_sign(parameters: Json) -> list[Claim]:
    """The opposite of `polynomial.sign`."""
    return [Claim("polynomial.sign-refuted", parameters)]


def has_the_sign(parameters: Json) -> list[Claim]:
    """The opposite of `polynomial.sign-refuted`."""
    return [Claim("polynomial.sign", parameters)]


def other_real_roots(parameters: Json) -> list[Claim]:
    """The true number of roots in the domain, or what is true of the first wrong interval."""
    source, domain, count, intervals = RealRoots.read(parameters)
    kept = {key: parameters[key] for key in ("coefficients", "sqrt") if key in parameters}

    def claim(ends: Json, found: int, **more: Json) -> list[Claim]:
        return [Claim("polynomial.real-roots", {**kept, "domain": ends, "count": found, **more})]

    found = RootCounts.of(source.f, domain).distinct()
    if found != count:
        return claim(parameters["domain"], found)
    for i in intervals:
        ends = [str(i.l), str(i.u)]
        counts = RootCounts.of(source.f, Domain(i.l, i.u))
        if counts.distinct() != 1:
            return claim(ends, counts.distinct())
        multiplicity = counts.at_a + counts.at_b + sum(counts.inside)
        ends_are_no_roots = i.l == i.u or counts.at_a == counts.at_b == 0
        if multiplicity != i.multiplicity and ends_are_no_roots:
            named = [{"domain": ends, "multiplicity": multiplicity}]
            return claim(ends, 1, intervals=named)
    raise NotCertified(Verdict.INCONCLUSIVE, "each interval holds one root: change the intervals")


def other_discs(parameters: Json) -> list[Claim]:
    """Small discs about all roots, if they show that a disc of the claim holds another number."""
    _, claimed = Roots.read(parameters)
    found = discs(parameters["coefficients"])
    _, small = Roots.read({**parameters, "discs": found})
    for disc in claimed:
        inside = sum(other.m for other in small if _holds(disc, other))
        outside = sum(other.m for other in small if disc.is_apart(other))
        if inside > disc.m or outside > sum(other.m for other in small) - disc.m:
            return [Claim("polynomial.roots", {**parameters, "discs": found})]
    raise NotCertified(Verdict.INCONCLUSIVE, "each disc may hold its number of roots: shrink them")


def _holds(disc: Disc, other: Disc) -> bool:
    u, v, s = disc.x - other.x, disc.y - other.y, disc.r - other.r
    return s >= 0 and u * u + v * v <= s * s


def other_count(parameters: Json) -> list[Claim]:
    """The true number of roots in the half-plane."""
    source, bound, count = HalfPlane.read(parameters)
    try:
        found = right_half_plane(source.f, bound)
    except Refused as refusal:
        raise NotCertified(Verdict.INCONCLUSIVE, f"{refusal}: move the bound") from refusal
    if found == count:
        raise NotCertified(Verdict.INCONCLUSIVE, "the number of roots is that of the claim")
    return [Claim("polynomial.half-plane", {**parameters, "count": found})]


OPPOSITES = {
    "polynomial.half-plane": other_count,
    "polynomial.real-roots": other_real_roots,
    "polynomial.roots": other_discs,
    "polynomial.sign": has_not_the_sign,
    "polynomial.sign-refuted": has_the_sign,
}


def discs(coefficients: Sequence[str], bits: int = 10) -> Json:
    """Disjoint discs about all complex roots, each with its multiplicity, of radius <= 2^-bits.

    The roots are isolated by FLINT; their balls are rounded to dyadic centres, and the radius is
    halved until Pellet's inequality holds for each disc.

    Raises:
        NotCertified: for a constant, or if 2^-MOST_BITS is not small enough.
    """
    p = fmpq_poly([fmpq(*map(int, c.split("/"))) for c in coefficients])
    n, former = p.degree(), ctx.prec
    f = p.numer().coeffs()
    try:
        while n > 0 and bits <= MOST_BITS:
            ctx.prec = 2 * bits + 64
            r, found = fmpq(1, 2**bits), []
            for root, m in isolated(p):
                x, y = (
                    _rounded(part, bits + 5 + n.bit_length()) for part in (root.real, root.imag)
                )
                found.append(Disc(x, y, r, m))
            if all(pellet_margin(f, d.x, d.y, d.r, d.m) > 0 for d in found):
                return [
                    {"center": [str(d.x), str(d.y)], "radius": str(d.r), "roots": d.m}
                    for d in found
                ]
            bits += bits
    finally:
        ctx.prec = former
    raise NotCertified(Verdict.INCONCLUSIVE, f"no discs of radius 2^-{MOST_BITS} about the roots")


def isolated(p: Any) -> list[tuple[Any, int]]:
    """The complex roots of an fmpq_poly as small balls, with their multiplicities."""
    found: list[tuple[Any, int]] = p.complex_roots()
    return found


def _rounded(x: arb, bits: int) -> fmpq:
    mantissa, exponent = x.mid().man_exp()
    middle = fmpq(mantissa) * fmpq(2) ** int(exponent)
    return fmpq((middle * 2**bits).floor(), 2**bits)
