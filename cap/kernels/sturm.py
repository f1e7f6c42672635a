"""Real roots of polynomials by chains of remainders, exactly.

A polynomial is the list of its coefficients in Z or Z[sqrt d], d >= 2, ascending, the last one not
zero. An end of an interval is a rational, or None for infinity.

A chain f_0, f_1, ..., f_m has f_{i+1} = -(f_{i-1} mod f_i) up to positive factors, and f_m divides
f_{m-1}: it is the greatest common divisor of f_0 and f_1. V(x) is the number of changes of sign in
f_0(x), ..., f_m(x), zeros left out.

Theorem (Sturm; Gantmacher, The Theory of Matrices, vol. 2, chapter XV). If f_0(a) and f_0(b) are
not zero, a < b, then V(a) - V(b) is the Cauchy index of f_1/f_0 on (a, b): the number of jumps from
-infinity to +infinity less the number of those from +infinity to -infinity. For f_1 = f_0' there
are only jumps of the first kind, one at each root: V(a) - V(b) is the number of DISTINCT roots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from flint import fmpq, fmpz

from cap.kernels.quadratic import Quadratic, parts, sign
from cap.verdict import Inconclusive

Polynomial = list[Any]
End = fmpq | None
DEGREE_LIMIT = 200
# A chain has about degree^2 numbers of about 2 * degree * bits bits: what takes minutes is refused.
# With square roots the numbers are larger and the products slower.
WORK_LIMIT = 8_000_000  # degree^2 * bits of the integers, 4 times that with square roots
FAR = (-1, 1)  # the signs of -infinity and +infinity: `FAR[side]` for side 0 (left) and 1 (right)


def limit_work(degree: int, numbers: Sequence[fmpz | Quadratic]) -> None:
    """Refuse what takes too long.

    Raises:
        Inconclusive: over the limit.
    """
    bits = max(int(part.bit_length()) for c in numbers for part in parts(c))
    work = degree**2 * bits * (4 if isinstance(numbers[0], Quadratic) else 1)
    if work > WORK_LIMIT:
        raise Inconclusive(
            "too large for exact arithmetic in minutes: degree^2 * bits of the integers (4 times "
            "that with square roots)",
            degree=degree,
            bits=bits,
            work=work,
            limit=WORK_LIMIT,
        )


def primitive(f: Polynomial) -> Polynomial:
    """A positive multiple of f with an integer as last coefficient and without common factor; []
    for 0.
    """
    f = list(f)
    while f and not f[-1]:
        f.pop()
    if not f:
        return f
    if isinstance(f[-1], Quadratic):
        other = f[-1].conjugate()
        other = other * sign(other)
        f = [c * other for c in f]
    content = fmpz(0)
    for c in f:
        for part in parts(c):
            content = content.gcd(part)
    return [c // content for c in f]


def remainder(f: Polynomial, g: Polynomial) -> Polynomial:
    """A positive multiple of f mod g, for a primitive g."""
    f, m = list(f), len(g) - 1
    s = sign(g[-1])
    size = g[-1] * s
    while len(f) > m:
        top = f.pop() * s
        f = [c * size for c in f]
        for i in range(m):
            j = len(f) - m + i
            f[j] = f[j] - top * g[i]
    return f


def derivative(f: Polynomial) -> Polynomial:
    """The derivative f'."""
    return [c * k for k, c in enumerate(f)][1:]


def chain(f: Polynomial, g: Polynomial) -> list[Polynomial]:
    """The chain that begins with positive multiples of f and g, f != 0, deg g <= deg f.

    Raises:
        Inconclusive: over the limit of degree times bits.
    """
    f, g = primitive(f), primitive(g)
    limit_work(len(f) - 1, f + g)
    found = [f]
    while g:
        found.append(g)
        f, g = g, primitive([c * -1 for c in remainder(f, g)])
    return found


def sign_at(f: Polynomial, x: End, side: int) -> int:
    """The sign of f at x, or at -infinity (side 0) or +infinity (side 1)."""
    if x is None:
        return sign(f[-1]) * (FAR[side] if len(f) % 2 == 0 else 1)
    limit_work(len(f) - 1, [x.p, x.q])
    # q^n f(p/q) by Horner's rule.
    value, power = f[-1], fmpz(1)
    for c in reversed(f[:-1]):
        power = power * x.q
        value = value * x.p + c * power
    return sign(value)


def variations(found: list[Polynomial], x: End, side: int) -> int:
    """V(x)."""
    signs = [s for s in (sign_at(f, x, side) for f in found) if s != 0]
    return sum(a != b for a, b in pairwise(signs))


def index(found: list[Polynomial], a: End, b: End) -> int:
    """V(a) - V(b)."""
    return variations(found, a, 0) - variations(found, b, 1)


def towers(f: Polynomial) -> Iterator[list[Polynomial]]:
    """The chains of f_1 = f, f_2 = gcd(f_1, f_1'), f_3 = gcd(f_2, f_2'), ..., of degree >= 1.

    The roots of f_k are those of f of multiplicity >= k.
    """
    while len(f) > 1:
        found = chain(f, derivative(f))
        yield found
        f = found[-1]


def deflate(f: Polynomial, x: End) -> tuple[int, Polynomial]:
    """The multiplicity k of the root x = p/q of f (0 if it is none), and f/(q x - p)^k.

    By Gauss's lemma the quotient has coefficients in the same ring. Infinity is no root.
    """
    if x is None or sign_at(f, x, 0) != 0:
        return 0, f
    quotient: Polynomial = []
    for c in reversed(f[1:]):
        quotient.append((quotient[-1] * x.p + c if quotient else c) // x.q)
    k, rest = deflate(quotient[::-1], x)
    return k + 1, rest
