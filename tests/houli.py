"""An independent reference of the Hou-Li form: its definition, its entries and its best damping.

Nothing here is taken from `cap`: the definition is polarised from the equation, the closed forms
are written out again, and the bounds are proved by other means (Temple's inequality).
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np
from flint import arb, ctx
from scipy.sparse.linalg import LinearOperator, eigsh

from tests.exact import BITS, MINORS_SIZE, positive_definite, positive_definite_fixed
from tests.fourier import Wave

Mode = tuple[str, int]


# --- the definition ---


def fields(mode: Mode) -> tuple[Wave, Wave, Wave]:
    """(u, omega, psi) of a mode: a_k has omega = o_k = sin kx - sin (k-1)x, c_k has u_x = e_k =
    cos kx - cos (k+1)x, and -psi_xx = omega.
    """
    family, k = mode
    zero = Wave({})
    if family == "c":
        return _over(Wave.sin(k), k) - _over(Wave.sin(k + 1), k + 1), zero, zero
    omega, psi = Wave.sin(k), _over(Wave.sin(k), k * k)
    if k > 1:
        omega = omega - Wave.sin(k - 1)
        psi = psi - _over(Wave.sin(k - 1), (k - 1) ** 2)
    return zero, omega, psi


def energy_rate(u: Wave, omega: Wave, psi: Wave) -> Fraction:
    """-dE1 at a perturbation of (sin x, sin x, sin x), a = 1, c_u = 0.

    The linearisations of u_tau = -2 psi u_x + 2 u psi_x and omega_tau = -2 psi omega_x + (u^2)_x
    are the derivatives of the two bilinear right sides.
    """
    s = Wave.sin(1)
    c = s.derivative()
    two = Wave.constant(2)
    rate_u = two * (u * c + s * psi.derivative() - psi * c - s * u.derivative())
    rate_omega = two * ((s * u).derivative() - psi * c - s * omega.derivative())
    total = rate_u.derivative() * u.derivative() + rate_omega * omega
    return -total.integral_against_rho()


def fourier_entry(x: Mode, y: Mode) -> Fraction:
    """<X, Y> by polarisation of the definition."""
    (fx, fy) = (fields(x), fields(y))
    both = [f + g for f, g in zip(fx, fy, strict=True)]
    return (energy_rate(*both) - energy_rate(*fx) - energy_rate(*fy)) / 2


def _over(wave: Wave, number: int) -> Wave:
    return wave / Wave.constant(number)


# --- closed forms ---


def entry(x: Mode, y: Mode) -> Fraction:
    """<X, Y> in closed form (compared with `fourier_entry` in tests/models)."""
    (p, j), (q, k) = sorted((x, y))
    if p == q == "c":
        return 1 + Fraction(1, k * (k + 1)) if j == k else Fraction(0)
    if p == q:
        if j == k == 1:
            return Fraction(2)
        step = Fraction(1, k * k) - Fraction(1, (k - 1) ** 2)
        return {0: 1 + step, 1: Fraction(1, k * k)}.get(k - j, step)
    if k > j:
        return -Fraction(1, k * (k + 1))
    near = {
        0: Fraction(k * k - 2 * k - 1, 2 * k * k * (k + 1)),
        1: Fraction(1 + k - k * k, 2 * k * k * (k + 1) ** 2),
        2: Fraction(k + 2, 2 * (k + 1) ** 2),
    }
    return near.get(j - k, Fraction(0))


def modes(n: int) -> list[Mode]:
    return [(p, k) for k in range(1, n + 1) for p in "ac"]


def block(n: int) -> list[list[Fraction]]:
    """The matrix of the modes k <= n."""
    return [[entry(x, y) for y in modes(n)] for x in modes(n)]


# --- all rows of the tail ---


def excess(mode: Mode, beyond: int) -> Fraction:
    """<X, X> minus the sum of |<X, Y>| over all Y != X with index > beyond, exactly.

    The entries of a_k with a_i, i >= k + 2, and with c_i, i >= k + 1, telescope to 1/(k+1)^2 and
    1/(k+1).
    """
    family, k = mode
    total = entry(mode, mode)
    for q in "ac":
        for i in range(max(beyond + 1, k - 2, 1), k + 3):
            if (q, i) != mode:
                total -= abs(entry(mode, (q, i)))
    far_below = max(0, k - 3 - beyond)  # the a_i with beyond < i <= k - 3
    if far_below:
        total -= far_below * abs(entry(mode, ("a", k - 3)))
    if family == "a":  # the a_i and c_i with i >= k + 3, or beyond the block
        first = max(k + 3, beyond + 1)
        total -= Fraction(1, (first - 1) ** 2) + Fraction(1, first)
    return total


@cache
def smallest_excess(n: int, beyond: int) -> Fraction:
    """The infimum of `excess` over ALL modes k > n, or a smaller number.

    For k >= 10 a row sum is below 3/k + 9/k^2 < 3.9/k and <X, X> > 1 - 3/k^3, so the excess is
    above 1 - 4/k: rows are done one by one until that exceeds the smallest one found.
    """
    least, k = Fraction(1), n
    while k < 10 or 1 - Fraction(4, k + 1) < least:
        k += 1
        least = min(least, *(excess((p, k), beyond) for p in "ac"))
    return least


@cache
def far_squares(first: int) -> Fraction:
    """An upper bound of the sum over k >= first of <a_1, a_k>^2 + <a_1, c_k>^2 (far entries).

    Summed one by one, rounded up; the rest by 1/k^4 <= 1/(k-1)^3/3 - 1/k^3/3 and (2k-1)/(k^2
    (k-1)^2) <= 2/(k-1)^3.
    """
    last = first + 2000
    total = 0
    for k in range(first, last):
        aa, ac = 2 * k - 1, 1
        total += -((-(aa**2) << 2 * BITS) // (k * (k - 1)) ** 4)
        total += -((-(ac**2) << 2 * BITS) // (k * (k + 1)) ** 2)
    rest = Fraction(1, 3 * (last - 1) ** 3) + Fraction(4, 5 * (last - 2) ** 5)
    return Fraction(total, 2 ** (2 * BITS)) + rest


# --- the block after the coupling ---


def coupling_columns(n: int) -> list[list[Fraction]]:
    """The columns n < k <= n + 2 of the entries between the block and the tail."""
    return [[entry(x, y) for x in modes(n)] for y in modes(n + 2)[2 * n :]]


def block_positive(
    n: int,
    shift: Fraction,
    tail: Fraction | None,
    lifted: list[int] | None = None,
) -> bool:
    """F_n - shift - B B^T/tail (+ w w^T for w = `lifted`) is positive definite; B B^T is left out
    for tail None. True is proved; False is exact for small blocks without coupling.
    """
    small = 2 * n <= MINORS_SIZE
    if small:
        matrix = [
            [value - (shift if i == j else 0) for j, value in enumerate(row)]
            for i, row in enumerate(block(n))
        ]
        if tail is not None:
            squares = far_squares(n + 3) / tail
            for i, row in enumerate(matrix):
                for j in range(len(row)):
                    row[j] -= squares if i % 2 == j % 2 == 0 else 0
                    row[j] -= sum(b[i] * b[j] for b in coupling_columns(n)) / tail
        if lifted is not None:
            matrix = [
                [value + lifted[i] * lifted[j] for j, value in enumerate(row)]
                for i, row in enumerate(matrix)
            ]
        return positive_definite(matrix)
    units = _units(n) - _rounded(shift) * np.eye(2 * n, dtype=int).astype(object)
    slack = 4 * n
    if tail is not None:
        even = np.array([1 - i % 2 for i in range(2 * n)], dtype=object)
        product = _rounded(far_squares(n + 3)) * np.outer(even, even)
        for column in coupling_columns(n):
            rounded = np.array([_rounded(b) for b in column], dtype=object)
            product = product + np.outer(rounded, rounded) // 2**BITS
        units = units - product * tail.denominator // tail.numerator
        slack += 2 * n * (int(16 / tail) + 1)
    if lifted is not None:
        vector = np.array(lifted, dtype=object)
        units = units + np.outer(vector, vector) * 2**BITS
    return positive_definite_fixed(units, slack)


@cache
def _units(n: int) -> np.ndarray:
    return np.array([[_rounded(value) for value in row] for row in block(n)], dtype=object)


def _rounded(value: Fraction) -> int:
    return round(value * 2**BITS)


# --- the best damping ---

TRIAL_SIZE = 20000
SECOND = Fraction(3, 10)  # a lower bound of the spectrum without the best damping
SECOND_BLOCK, SECOND_TAIL = 8, Fraction(2, 5)


@cache
def best_damping() -> tuple[Fraction, Fraction]:
    """(l, u) with l <= kappa < u, kappa the largest number with F >= kappa |.|^2.

    Temple's inequality: let |v| = 1, rho = v.Fv, s^2 = |Fv|^2 - rho^2 and let the spectrum of F
    below nu > rho consist of kappa alone; then rho - s^2/(nu - rho) <= kappa <= rho. That at most
    one point lies below nu follows from F - nu + w w^T >= 0 for one finite w.
    """
    if not second_value_proved():
        raise ArithmeticError("the second point of the spectrum is not proved to be large")
    vector = _trial_vector(TRIAL_SIZE)
    before, ctx.prec = ctx.prec, 192
    try:
        norm, value, image = _moments(vector)
        rho = value / norm
        spread = image / norm - rho * rho
        low = rho - spread / (arb(SECOND.numerator) / SECOND.denominator - rho)
        return _end(low, -1), _end(rho, 1)
    finally:
        ctx.prec = before


@cache
def second_value_proved() -> bool:
    """F - nu + w w^T >= 0 by block, coupling and tail."""
    n = SECOND_BLOCK
    floats = np.array([[float(value) for value in row] for row in block(n)])
    lowest = np.linalg.eigh(floats)[1][:, 0]
    lifted = [round(4 * x) for x in lowest * np.sign(lowest[0])]
    tail_holds = smallest_excess(n, n) - SECOND >= SECOND_TAIL
    return tail_holds and block_positive(n, SECOND, SECOND_TAIL, lifted)


def _trial_vector(n: int) -> dict[str, list[int]]:
    """The lowest eigenvector of the modes k <= n, in units of 2^-50: Lanczos in floats."""
    k = np.arange(1.0, n + 1)
    faa = np.zeros(n)
    faa[1:] = 1 / k[1:] ** 2 - 1 / (k[1:] - 1) ** 2
    fac = -1 / (k * (k + 1))
    diagonal_a = 1 + faa
    diagonal_a[0] = 2
    near = 1 / k[1:] ** 2  # a_{k-1} with a_k
    ac0 = (k * k - 2 * k - 1) / (2 * k * k * (k + 1))
    ac1 = (1 + k - k * k) / (2 * k * k * (k + 1) ** 2)
    ac2 = (k + 2) / (2 * (k + 1) ** 2)

    def shifted(x: np.ndarray, d: int) -> np.ndarray:
        """The sums x_1 + ... + x_{k-d}."""
        return np.concatenate([np.zeros(d), np.cumsum(x)[:-d]])

    def rest(x: np.ndarray, d: int) -> np.ndarray:
        """The sums x_{k+d} + x_{k+d+1} + ..."""
        return np.concatenate([np.cumsum(x[::-1])[::-1][d:], np.zeros(d)])

    def form(x: np.ndarray) -> np.ndarray:
        a, c = x[:n], x[n:]
        fa = diagonal_a * a + faa * shifted(a, 2) + rest(faa * a, 2) + ac0 * c + rest(fac * c, 1)
        fa[1:] += near * a[:-1]
        fa[:-1] += near * a[1:]
        fa[1:] += ac1[:-1] * c[:-1]
        fa[2:] += ac2[:-2] * c[:-2]
        fc = (1 - fac) * c + fac * shifted(a, 1) + ac0 * a
        fc[:-1] += ac1[:-1] * a[1:]
        fc[:-2] += ac2[:-2] * a[2:]
        return np.concatenate([fa, fc])

    start = np.concatenate([1 / k**2, 1 / k**2])
    _, vectors = eigsh(LinearOperator((2 * n, 2 * n), form), k=1, which="SA", v0=start, tol=1e-15)
    x = vectors[:, 0]
    return {
        p: [round(v * 2**50) for v in x[i * n : (i + 1) * n].tolist()] for i, p in enumerate("ac")
    }


def _moments(vector: dict[str, list[int]]) -> tuple[arb, arb, arb]:
    """|v|^2, v.Fv and |Fv|^2 (in l2, all components of the image) as balls."""
    n = len(vector["a"])
    a, c = ([arb(0), *map(arb, vector[p]), *[arb(0)] * 4] for p in "ac")
    rest_a, rest_c = [arb(0)] * (n + 5), [arb(0)] * (n + 5)  # sums over i >= k of entry * x_i
    for k in range(n, 1, -1):
        rest_a[k] = rest_a[k + 1] - a[k] * (2 * k - 1) / (k * (k - 1)) ** 2
    for k in range(n, 0, -1):
        rest_c[k] = rest_c[k + 1] - c[k] / (k * (k + 1))
    norm = value = image = arb(0)
    sums = [arb(0)]  # a_1 + ... + a_k
    for k in range(1, n + 3):
        sums.append(sums[-1] + a[k])
    for k in range(1, n + 3):
        fa, fc = a[k] + rest_a[k + 2] + rest_c[k + 1], c[k]
        if k == 1:
            fa = fa + a[1]
        else:
            step = arb(1) / (k * k) - arb(1) / ((k - 1) ** 2)
            fa = fa + step * a[k] + step * sums[k - 2] + a[k - 1] / (k * k)
        fa = fa + a[k + 1] / ((k + 1) ** 2)
        for d in range(3):
            if k > d:
                fa = fa + _near(k - d, d) * c[k - d]
            fc = fc + _near(k, d) * a[k + d]
        fc = fc + (c[k] - sums[k - 1]) / (k * (k + 1))
        norm, value = norm + a[k] ** 2 + c[k] ** 2, value + a[k] * fa + c[k] * fc
        image = image + fa**2 + fc**2
    squares = far_squares(n + 3)
    image = image + sums[n] ** 2 * squares.numerator / squares.denominator  # at most
    return norm, value, image


def _near(k: int, d: int) -> arb:
    """<a_{k+d}, c_k>"""
    value = entry(("a", k + d), ("c", k))
    return arb(value.numerator) / value.denominator


def _end(ball: arb, side: int) -> Fraction:
    """A rational below (side -1) or above (side 1) all numbers of the ball."""
    ends = []
    for x in (ball.mid(), ball.rad()):
        mantissa, exponent = x.man_exp()
        ends.append(Fraction(int(mantissa)) * Fraction(2) ** int(exponent))
    return ends[0] + side * (ends[1] + Fraction(1, 2**150))
