"""Probes of the kernels and claims about polynomials, and of the same parts of the second checker.

As in kernel_probes.py, each function says what the code gives for right, boundary and wrong ones.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

from cap import minicheck
from cap.claims.polynomial_complex import Disc
from cap.kernels.complex_roots import pellet_margin, right_half_plane, root_above, shifted
from cap.kernels.quadratic import Quadratic, sign
from cap.kernels.sturm import (
    chain,
    deflate,
    derivative,
    index,
    limit_work,
    primitive,
    remainder,
    sign_at,
    towers,
    variations,
)
from flint import fmpq, fmpz

from tests.probing import said

# x^3 - 6 x^2 + 11 x - 6, (2 x - 1)^2 (x + 1)^3, -x^4 - 1, 6 x^2, constants, a sparse one
INTEGERS = (
    (-6, 11, -6, 1), (1, -1, -5, 1, 8, 4), (-1, 0, 0, 0, -1), (0, 0, 6), (5,), (-7,),
    (0, 1), (1, 0, 0, 0, 0, -3, 0, 2), (4, 0, -4, 0, 1), (-12, 30), (2, -3, 1, 5, -7),
)  # fmt: skip
# over Z[sqrt 2] and Z[sqrt 5]: (x - sqrt 2)^2, 2 x - 1 - sqrt 5, leads of both signs
SURDS = (
    (2, ((2, 0), (0, -2), (1, 0))), (5, ((-1, -1), (2, 0))),
    (2, ((3, 1), (1, -2), (0, 5), (1, -1))),
    (2, ((4, 2), (0, 6), (-2, 2))), (3, ((1, 1), (0, 0), (0, 0), (-5, 2))), (2, ((0, 3),)),
)  # fmt: skip
POINTS = ("-3", "-1", "-1/2", "0", "1/3", "1/2", "1", "7/5", "3/2", "2", "5/2", "3", "17/3")


def _polynomials() -> list[list[Any]]:
    plain: list[list[Any]] = [[fmpz(c) for c in f] for f in INTEGERS]
    return plain + [[Quadratic(fmpz(a), fmpz(b), d) for a, b in f] for d, f in SURDS]


def _points() -> list[fmpq]:
    return [fmpq(*map(int, x.split("/"))) for x in POINTS]


def surds() -> str:
    """Sums, products, quotients, conjugates and signs, close to zero from both sides."""
    pairs = [
        (0, 0),
        (1, 0),
        (0, 1),
        (-3, 2),
        (3, -2),
        (-2, -1),
        (7, -5),
        (-7, 5),
        (99, -70),
        (4, 6),
    ]
    numbers = [Quadratic(fmpz(a), fmpz(b), 2) for a, b in pairs]
    found = [f"{sign(x)} {bool(x)} {x.conjugate()} {x * 3} {x // fmpz(2)}" for x in numbers]
    found += [f"{x + y} {x - y} {x * y}" for x, y in product(numbers, repeat=2)]
    found += [str(sign(fmpz(n))) for n in (-2, 0, 3)]
    return "\n".join(found)


def chains() -> str:
    """Primitive multiples, remainders, chains with derivatives and with each other, towers."""
    found = []
    for f in _polynomials():
        found += [str(primitive([*f, f[0] * 0])), str(chain(f, derivative(f)))]
        found.append(str(list(towers(f))))
        found.append(str(chain(f, [])))
    plain = _polynomials()[: len(INTEGERS)]
    for f, g in product(plain, repeat=2):
        if len(g) <= len(f):
            found += [str(remainder(f, primitive(g))), str(chain(f, g))]
    return "\n".join([*found, str(primitive([])), str(primitive([fmpz(0)]))])


def signs_and_counts() -> str:
    """At rationals, at both infinities, on all intervals; multiplicities of rational roots."""
    found = []
    for f in _polynomials():
        links = chain(f, derivative(f))
        ends = [None, *_points(), None]
        found.append(str([sign_at(f, x, side) for x in ends for side in (0, 1)]))
        found.append(str([variations(links, x, side) for x in ends for side in (0, 1)]))
        found.append(str([index(links, None, None), index(links, ends[1], None)]))
        found += [str(deflate(f, x)) for x in ends]
    return "\n".join(found)


def limits_of_work() -> str:
    """degree^2 * bits at the limit, plain and with square roots."""
    bits = fmpz(2) ** 199
    surd = Quadratic(fmpz(1), fmpz(2) ** 199, 2)
    return said(
        lambda: limit_work(200, [fmpz(1), bits]),
        lambda: limit_work(200, [2 * bits]),
        lambda: limit_work(201, [bits]),
        lambda: limit_work(100, [surd]),
        lambda: limit_work(101, [surd]),
        lambda: limit_work(100, [surd * 2]),
        lambda: chain([2 * bits, *[fmpz(0)] * 199, fmpz(1)], [fmpz(1)]),
        lambda: chain([fmpz(1), *[fmpz(0)] * 199, fmpz(1)], [2 * bits, fmpz(1)]),
        lambda: sign_at([fmpz(1)] * 201, fmpq(2 * bits, 1), 0),
        lambda: sign_at([fmpz(1)] * 201, fmpq(1, 2 * bits), 0),
        lambda: sign_at([fmpz(1)] * 201, fmpq(1, bits), 0),
        lambda: pellet_margin([fmpz(1)] * 201, fmpq(2 * bits), fmpq(0), fmpq(1), 1),
        lambda: pellet_margin([fmpz(1)] * 201, fmpq(0), fmpq(2 * bits), fmpq(1), 1),
        lambda: pellet_margin([fmpz(1)] * 201, fmpq(0), fmpq(0), fmpq(2 * bits), 1),
        lambda: pellet_margin([fmpz(1)] * 201, fmpq(0), fmpq(0), fmpq(1, 2 * bits), 1),
        lambda: pellet_margin([2 * bits] * 201, fmpq(0), fmpq(0), fmpq(1), 1),
    )


def discs_apart() -> str:
    """Distances of centres in both directions, just above, at and just below the sum of radii."""
    one = Disc(fmpq(0), fmpq(0), fmpq(1, 3), 1)
    numbers = [fmpq(n, 6) for n in (0, 1, 2, 3, 4, 5, 7, -8, 18)]
    return str([
        one.is_apart(Disc(x, y, r, 1)) for x in numbers for y in numbers for r in numbers[1:5]
    ])  # fmt: skip


def disc_at_the_limit_of_work() -> str:
    """Degree 200 and 200 bits are allowed."""
    return said(lambda: pellet_margin([fmpz(1)] * 201, fmpq(2) ** 199, fmpq(0), fmpq(1), 1))


def discs_and_half_planes() -> str:
    """Shifts, bounds of moduli, margins of Pellet's inequality, counts right of lines."""
    found = [str([root_above(fmpz(n)) for n in (0, 1, 2, 3, 4, 5, 15, 16, 17, 10**20, 10**20 + 1)])]
    plain = _polynomials()[: len(INTEGERS)]
    for f in plain:
        found += [str(shifted(f, fmpz(p), fmpz(q))) for p, q in ((0, 1), (2, 1), (-3, 2))]
        for x, y, r, m in (
            ("0", "0", "1", 0), ("1", "0", "1/2", 1), ("1/2", "0", "1/9", 2), ("0", "1", "1/3", 1),
            ("2", "-1/3", "5/7", 1), ("-1", "1/5", "1/4", 3), ("0", "0", "50", len(f) - 1),
        ):  # fmt: skip
            a, b, c = (fmpq(*map(int, t.split("/"))) for t in (x, y, r))
            found.append(str(pellet_margin(f, a, b, c, m)))
    calls = [lambda f=f, x=x: right_half_plane(f, x) for f in _polynomials() for x in _points()]
    return "\n".join([*found, said(*calls)])


# --- the second checker ---


def _second() -> list[list[Any]]:
    plain: list[list[Any]] = [list(f) for f in INTEGERS]
    return plain + [[minicheck.Surd(a, b, d) for a, b in f] for d, f in SURDS]


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_text, value))}]"
    if isinstance(value, minicheck.Surd):
        return f"({value.a}, {value.b}, {value.d})"
    return str(value)


def _told(*calls: Any) -> str:
    lines = []
    for call in calls:
        try:
            lines.append(_text(call()))
        except minicheck.Refused as refusal:
            lines.append(f"refused: {refusal.args}")
    return "\n".join(lines)


def second_chains_and_counts() -> str:
    """The same of the second checker."""
    m, found = minicheck, []
    points: list[Any] = [None, *map(Fraction, POINTS), None]
    for f in _second():
        links = m.chain(f, m.derivative(f))
        found += [_text(x) for x in (m.primitive([*f, f[0] * 0]), links, m.towers(f))]
        found.append(str([m.sign_at(f, x, side) for x in points for side in (0, 1)]))
        found += [_text(m.deflated(f, x)) for x in points]
        found += [
            _text(m.real_roots(f, a, b))
            for i, a in enumerate(points[:-1])
            for b in points[i + (a is None) :][:6]
        ]
        found.append(_told(*(lambda f=f, x=x: m.right_of(f, x) for x in points[1:-1])))
        found.append(_text([m.shifted(f, p, q) for p, q in ((0, 1), (2, 1), (-3, 2))]))
    plain = [list(f) for f in INTEGERS]
    found += [_text(m.chain(f, g)) for f, g in product(plain, repeat=2) if len(g) <= len(f)]
    pairs = [(0, 0), (1, 0), (0, 1), (-3, 2), (3, -2), (-2, -1), (7, -5), (-7, 5), (99, -70)]
    numbers = [m.Surd(a, b, 2) for a, b in pairs]
    found += [_text([m.sign(x), bool(x), x * 3, x // 2, x + y, x - y, x * y])
              for x, y in product(numbers, repeat=2)]  # fmt: skip
    return "\n".join(found)


def second_discs_and_limits() -> str:
    """Pellet's inequality at its boundary, and the limits of work."""
    m, bits, one = minicheck, 2**199, Fraction(1)
    zero = Fraction(0)
    surd = m.Surd(1, bits, 2)
    cases = [
        ([0, 2, 1], zero, zero, Fraction(2), 1), ([0, 2, 1], zero, zero, Fraction(199, 100), 1),
        ([0, 2, 1], zero, zero, 2 - Fraction(1, 2**70), 1),
        ([1, 0, 1], zero, one, Fraction(1, 4), 1),
        ([1, 0, 1], zero, -one, Fraction(1, 4), 1), ([1, 0, 1], one, zero, Fraction(1, 4), 1),
        ([2, -3, 1, 5, -7], Fraction(1, 3), Fraction(2, 5), Fraction(3, 7), 1),
        ([2, -3, 1, 5, -7], zero, zero, Fraction(50), 4), ([0, 0, 6], zero, zero, one, 2),
        ([-6, 11, -6, 1], Fraction(10, 3), Fraction(1, 7), Fraction(1, 2), 1),
        ([1] * 201, Fraction(2 * bits), zero, one, 1),
        ([1] * 201, zero, Fraction(2 * bits), one, 1),
        ([1] * 201, zero, zero, Fraction(2 * bits), 1),
        ([1] * 201, zero, zero, Fraction(1, 2 * bits), 1),
        ([2 * bits] * 201, zero, zero, one, 1),
        # |i b + a| = sqrt(r^2 - 1), less than r by one unit 2^-64 for r = 2^63 = b^2/2
        *(([b * b // 2, 1], zero, Fraction(b), Fraction(b * b // 2 + 1), 1)
          for b in (2, 4, 2**16, *range(2**32 - 40, 2**32 + 40, 2), 2**32 + 2**29, 2**33)),
    ]  # fmt: skip
    return _told(
        *(lambda case=case: m.need_pellet(*case) for case in cases),
        lambda: m.limited(200, [1, bits]),
        lambda: m.limited(200, [2 * bits]),
        lambda: m.limited(201, [bits]),
        lambda: m.limited(100, [surd]),
        lambda: m.limited(101, [surd]),
        lambda: m.limited(100, [surd * 2]),
        lambda: m.chain([2 * bits, *[0] * 199, 1], [1]),
        lambda: m.chain([1, *[0] * 199, 1], [2 * bits, 1]),
        lambda: m.sign_at([1] * 201, Fraction(2 * bits), 0),
        lambda: m.sign_at([1] * 201, Fraction(1, 2 * bits), 0),
    )
