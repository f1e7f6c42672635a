"""Are statements about polynomials true? By FLINT's isolation of complex roots in balls.

Of p over Q(sqrt d) the roots are among those of the norm p p', p' the conjugate. Where a value has
no certain sign, a ball within 2^-NEAR of zero counts as zero: roots of the polynomials of tests are
further apart than that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from flint import acb, arb, ctx, fmpq, fmpq_poly

from tests.files import Tree, sha256

NUMBER = r"-?\d+(?:/\d+)?"
NEAR, BITS = 400, 1500
TERM = re.compile(rf"\(({NUMBER})(?: \+ ({NUMBER}) sqrt\((\d+)\))?\)(?: x\^(\d+))?")


@contextmanager
def precision() -> Iterator[None]:
    former, ctx.prec = ctx.prec, BITS
    try:
        yield
    finally:
        ctx.prec = former


def sign(x: arb) -> int:
    if x > 0:
        return 1
    if x < 0:
        return -1
    if abs(x) < arb(2) ** -NEAR:
        return 0
    raise ValueError(f"a sign that the oracle cannot tell: {x}")


def exact(number: str | Fraction) -> fmpq:
    number = Fraction(number)
    return fmpq(number.numerator, number.denominator)


@dataclass
class Polynomial:
    a: fmpq_poly
    b: fmpq_poly
    d: int

    @staticmethod
    def of(statement: str, parameters: Tree) -> Polynomial:
        head = statement.splitlines()[0]
        a, b, d = {}, {}, 0
        if found := re.fullmatch(r"Let p\(x\) = (.*)\.", head):
            for term in found[1].split(" + ("):
                match = TERM.fullmatch(term if term.startswith("(") else f"({term}")
                assert match is not None, term
                k = int(match[4] or 0)
                a[k], b[k], d = exact(match[1]), exact(match[2] or "0"), int(match[3] or 0)
        else:
            entries = parameters["coefficients"]
            stated = re.search(
                r"polynomial of degree (\d+) .* the (sha256:\w+)\.", statement, re.DOTALL
            )
            assert stated is not None
            if int(stated[1]) != len(entries) - 1 or stated[2] != sha256(entries):
                raise ValueError("another polynomial than that of the parameters")
            square = re.search(r"a \+ b sqrt\((\d+)\)", statement)
            d = int(square[1]) if square else 0
            for k, entry in enumerate(entries):
                a[k], b[k] = map(exact, entry if square else (entry, "0"))
        dense = [[part.get(k, fmpq(0)) for k in range(max(a) + 1)] for part in (a, b)]
        return Polynomial(fmpq_poly(dense[0]), fmpq_poly(dense[1]), d)

    def at(self, x: Any) -> acb:
        x = acb(x)
        return value(self.a, x) + value(self.b, x) * acb(self.d).sqrt()

    def derivative(self) -> Polynomial:
        return Polynomial(self.a.derivative(), self.b.derivative(), self.d)

    def degree(self) -> int:
        return max(self.a.degree(), self.b.degree())

    def roots(self) -> list[tuple[acb, int]]:
        """All complex roots with their multiplicities."""
        norm = self.a * self.a - self.d * self.b * self.b if self.d else self.a
        found = []
        for x, m in norm.complex_roots() if norm.degree() > 0 else []:
            multiplicity = self.vanishes(x) if self.d else m
            if multiplicity:
                found.append((x, multiplicity))
        return found

    def vanishes(self, x: acb) -> int:
        p, m = self, 0
        while p.degree() >= 0 and sign(abs(p.at(x))) == 0:
            p, m = p.derivative(), m + 1
        return m

    def real_roots(self) -> list[tuple[arb, int]]:
        found = [(x.real, m) for x, m in self.roots() if x.imag == 0]
        return sorted(found, key=lambda root: float(root[0]))


def value(p: fmpq_poly, x: acb) -> acb:
    total = acb(0)
    for c in reversed(p.coeffs()):
        total = total * x + acb(c)
    return total


def ends(text: str) -> tuple[fmpq | None, fmpq | None]:
    low = re.search(rf"x >= ({NUMBER})", text)
    high = re.search(rf"x <= ({NUMBER})", text)
    return exact(low[1]) if low else None, exact(high[1]) if high else None


def inside(x: arb, a: fmpq | None, b: fmpq | None) -> bool:
    """The ball stands for one root; equal to an end counts as inside."""
    return (a is None or sign(x - arb(a)) >= 0) and (b is None or sign(x - arb(b)) <= 0)


def has_the_sign(p: Polynomial, domain: str, strict: bool) -> bool:
    """Between the roots and at the ends p is positive; where it is strict, there is no root."""
    a, b = ends(domain)
    roots = [x for x, _ in p.real_roots() if inside(x, a, b)]
    if strict and roots:
        return False
    if a is not None and a == b:
        return bool(roots) or sign(p.at(a).real) >= 0
    low = arb(a) if a is not None else min([0, *map(float, roots)]) - 2 - abs(float(b or 0))
    high = arb(b) if b is not None else max([0, *map(float, roots)]) + 2 + abs(float(a or 0))
    points = [arb(low), *roots, arb(high)]
    values = [sign(p.at((x + y) / 2).real) for x, y in pairwise(points)]
    # Between an end and a root at this end the middle is that point: it says nothing.
    return 1 in values and -1 not in values


def polynomial_sign(statement: str, parameters: Tree) -> bool:
    *_, last = statement.splitlines()
    found = re.fullmatch(r"Then p\(x\) (>=?) 0 for all (real x.*)\.", last)
    with precision():
        p = Polynomial.of(statement, parameters)
        return found is not None and has_the_sign(p, found[2], found[1] == ">")


def polynomial_sign_refuted(statement: str, parameters: Tree) -> bool:
    *_, last = statement.splitlines()
    found = re.fullmatch(r"Then p\(x\) (<=?) 0 for some (real x.*)\.", last)
    with precision():
        p = Polynomial.of(statement, parameters)
        return found is not None and not has_the_sign(p, found[2], found[1] == "<=")


def real_roots(statement: str, parameters: Tree) -> bool:
    found = re.search(
        r"Then p has exactly (\d+) distinct roots among all (real x[^,.]*)", statement
    )
    assert found is not None
    named = re.findall(
        rf"  exactly one with ({NUMBER}) <= x <= ({NUMBER}), of multiplicity (\d+)", statement
    )
    with precision():
        roots = Polynomial.of(statement, parameters).real_roots()
        a, b = ends(found[2])
        if sum(inside(x, a, b) for x, _ in roots) != int(found[1]):
            return False
        last = None
        for low, high, m in named:
            l, u = exact(low), exact(high)  # noqa: E741
            if (last is not None and l <= last) or [
                k for x, k in roots if inside(x, l, u) and inside(x, a, b)
            ] != [int(m)]:
                return False
            last = u
    return ", namely" not in statement or len(named) == int(found[1])


def roots(statement: str, parameters: Tree) -> bool:
    discs = re.findall(
        rf"  \|x - \(({NUMBER})\) - \(({NUMBER})\) i\| <= ({NUMBER}): exactly (\d+)", statement
    )
    with precision():
        p = Polynomial.of(statement, parameters)
        found = p.roots()
        total = 0
        for x, y, r, m in discs:
            center_x, center_y, radius = exact(x), exact(y), exact(r)
            here = 0
            for root, k in found:
                u, v = root.real - arb(center_x), root.imag - arb(center_y)
                here += k * (sign(u * u + v * v - arb(radius) ** 2) <= 0)
            if here != int(m):
                return False
            total += here
        apart = all(
            (Fraction(x) - Fraction(u)) ** 2 + (Fraction(y) - Fraction(v)) ** 2
            > (Fraction(r) + Fraction(s)) ** 2
            for i, (x, y, r, _) in enumerate(discs)
            for u, v, s, _ in discs[:i]
        )
        return apart and total == p.degree() and len(discs) > 0


def half_plane(statement: str, parameters: Tree) -> bool:
    found = re.search(
        rf"exactly (\d+) complex roots .*\spart > ({NUMBER}), and none has the real part \2\.",
        statement,
        re.DOTALL,
    )
    assert found is not None
    with precision():
        p = Polynomial.of(statement, parameters)
        signs = [(sign(x.real - arb(exact(found[2]))), m) for x, m in p.roots()]
    return all(s for s, _ in signs) and sum(m for s, m in signs if s > 0) == int(found[1])


ORACLES: dict[str, Callable[[str, Tree], bool]] = {
    "polynomial.half-plane": half_plane,
    "polynomial.real-roots": real_roots,
    "polynomial.roots": roots,
    "polynomial.sign": polynomial_sign,
    "polynomial.sign-refuted": polynomial_sign_refuted,
}
