"""How many complex roots a polynomial has in a disc and in a half-plane, exactly.

A polynomial is the list of its n + 1 integer coefficients (in Z or Z[sqrt d]), ascending, the last
one not zero; roots are counted with multiplicity.
"""

from __future__ import annotations

from flint import fmpq, fmpz

from cap.kernels.need import need
from cap.kernels.quadratic import Quadratic
from cap.kernels.sturm import Polynomial, chain, derivative, index, limit_work

SCALE = 64  # bits after the point of the bounds of a modulus


def shifted(f: Polynomial, p: fmpz | fmpq | Quadratic, q: fmpz) -> Polynomial:
    """The coefficients of q^n f((p + t)/q) as a polynomial in t."""
    n = len(f) - 1
    g = [c * q ** (n - k) for k, c in enumerate(f)]
    for i in range(n):
        for j in range(n - 1, i - 1, -1):
            g[j] = g[j] + g[j + 1] * p
    return g


# --- discs ---


def root_above(square: fmpz) -> fmpz:
    """The smallest integer whose square is >= the given one."""
    return (square - 1).isqrt() + 1 if square > 0 else fmpz(0)


def pellet_margin(f: list[fmpz], x: fmpq, y: fmpq, r: fmpq, m: int) -> fmpz:
    """At most |g_m| - sum of |g_i| over i != m, times 2^SCALE, for the coefficients g_i of a
    positive multiple of f(x + i y + r z).

    Theorem (Pellet). If this is positive, f has exactly m roots in the open disc of radius r > 0
    about x + i y, and none on its boundary: on |z| = 1 the term g_m z^m is larger than all others
    together, and Rouche's theorem applies.
    """
    q = x.q.lcm(y.q).lcm(r.q)
    centre, radius = Quadratic((x * q).p, (y * q).p, -1), (r * q).p
    limit_work(len(f) - 1, [*f, centre, radius, q])
    g = shifted([Quadratic(c, fmpz(0), -1) for c in f], centre, q)
    margin = fmpz(0)
    for k, c in enumerate(g):
        square = ((c.a * c.a + c.b * c.b) * radius ** (2 * k)) << (2 * SCALE)
        margin = margin + (square.isqrt() if k == m else -root_above(square))
    return margin


# --- half-planes ---


def right_half_plane(f: Polynomial, bound: fmpq) -> int:
    """The number of roots with real part > bound.

    Let h(z) = f(bound + z/q) and i^-n h(i w) = u(w) + i v(w), u and v real for real w, deg u = n.
    The roots of h are the roots of u + i v turned by a right angle. Without a root of h on the axis
    (that is, without a common real root of u and v) the argument of u + i v changes by
    pi (n - 2 N) from w = -infinity to +infinity, N the number of roots to the right of the axis,
    and by -pi times the Cauchy index I of v/u: N = (n + I)/2 (Gantmacher, chapter XV, 3).

    Raises:
        Rejected: if there is a root with real part = bound.
    """
    n = len(f) - 1
    h = shifted(f, bound.p, bound.q)
    # i^(k - n) is 1, -i, -1, i for n - k = 0, 1, 2, 3 modulo 4.
    u = [c * (1, 0, -1, 0)[(n - k) % 4] for k, c in enumerate(h)]
    v = [c * (0, -1, 0, 1)[(n - k) % 4] for k, c in enumerate(h)]
    found = chain(u, v)
    common = found[-1]
    on_axis = index(chain(common, derivative(common)), None, None)
    need(on_axis == 0, "no root may have the real part that bounds the half-plane", roots=on_axis)
    return (n + index(found, None, None)) // 2
