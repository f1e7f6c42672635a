"""Searches for `matrix.eigenvalues` and `matrix.inertia`: eigenvectors to any precision.

LAPACK's eigenvectors are made orthonormal to more bits and the small entries that remain of X^T A X
are removed by Jacobi's rotations, which need no gaps between eigenvalues.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import flint
import numpy as np
from flint import arb, arb_mat, fmpq, fmpq_mat, fmpz, fmpz_mat

from cap.certificate import Claim, Json, write_integer
from cap.claims.eigenvalues import Eigenvalues, Inertia
from cap.claims.matrix import Source
from cap.kernels.congruence import symmetric
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Verdict

FLOAT_BITS = 44  # what the eigenvectors of LAPACK are good for
MOST_BITS = 3000
SWEEPS = 12


@dataclass
class Basis:
    """Approximate eigenvalues, ascending, and eigenvectors, times 2^bits as integers."""

    bits: int
    values: list[fmpq]
    vectors: list[list[fmpz]]


class Bases:
    """Better and better bases of one matrix."""

    def __init__(self, rows: Sequence[dict[int, fmpq]]) -> None:
        d, integers = symmetric(rows)
        size = max(int(entry.bit_length()) for row in integers for entry in row)
        self.exponent = size - int(d.bit_length())  # entries are at most 2^exponent or twice that
        self.exact = fmpz_mat(integers), d
        with _precision(64):
            unit = arb(2) ** -self.exponent / arb(d)
            floats = np.array([[float((arb(x) * unit).mid()) for x in row] for row in integers])
        self.start = np.linalg.eigh(floats)[1]

    def at(self, bits: int) -> Basis:
        """With vectors rounded to multiples of 2^-bits."""
        x = [[arb(float(v)) for v in column] for column in self.start.T]
        n = len(x)
        with _precision(2 * bits + 80):
            a = arb_mat(self.exact[0]) * (1 / arb(self.exact[1]))
            if bits > FLOAT_BITS:
                x = _refined(a, x, arb(2) ** (self.exponent - bits))
            scale = arb(2) ** bits
            vectors = [[_nearest(v * scale) for v in row] for row in x]
            m = arb_mat([[arb(v) for v in row] for row in vectors])
            g, s = m * a * m.transpose(), m * m.transpose()
            values = [_exact(g[i, i] / s[i, i]) for i in range(n)]
        order = sorted(range(n), key=lambda i: values[i])
        return Basis(bits, [values[i] for i in order], [vectors[i] for i in order])

    def rising(self, least: int = 24) -> Iterator[Basis]:
        """Each with twice as many bits."""
        bits = least
        while bits <= MOST_BITS:
            yield self.at(bits)
            bits *= 2


def _refined(a: arb_mat, x: list[list[arb]], small: arb) -> list[list[arb]]:
    """Rows that are orthonormal, with x_i.A x_j smaller than `small`."""
    n = len(x)
    m, three = arb_mat(x), arb_mat(n, n, [3 * (i == j) for i in range(n) for j in range(n)])
    for _ in range(8):  # Newton's iteration for the polar factor, quadratic
        m = _middle((three - m * m.transpose()) * m * (arb(1) / 2))
    g = [[x.mid() for x in row] for row in (m * a * m.transpose()).tolist()]
    x = m.tolist()
    for _ in range(SWEEPS):
        pairs = [(i, j) for i in range(n) for j in range(i) if abs(g[i][j]) > small]
        if not pairs:
            break
        for i, j in pairs:
            _rotate(g, x, i, j)
    return x


def _rotate(g: list[list[arb]], x: list[list[arb]], i: int, j: int) -> None:
    """One rotation of Jacobi: g_ij becomes 0."""
    if g[i][j] == 0:
        return
    theta = ((g[j][j] - g[i][i]) / (2 * g[i][j])).mid()
    t = 1 / (abs(theta) + (theta * theta + 1).sqrt())
    t = (t if theta >= 0 else -t).mid()
    c = (1 / (t * t + 1).sqrt()).mid()
    s = (t * c).mid()

    def turn(u: arb, v: arb) -> tuple[arb, arb]:
        return (c * u - s * v).mid(), (s * u + c * v).mid()

    for row in g:
        row[i], row[j] = turn(row[i], row[j])
    for rows in (g, x):
        turned = [turn(u, v) for u, v in zip(rows[i], rows[j], strict=True)]
        rows[i], rows[j] = [u for u, _ in turned], [v for _, v in turned]


class _precision:  # noqa: N801 - a verb
    def __init__(self, bits: int) -> None:
        self.bits = bits

    def __enter__(self) -> None:
        self.former, flint.ctx.prec = flint.ctx.prec, self.bits

    def __exit__(self, *_: object) -> None:
        flint.ctx.prec = self.former


def _middle(m: arb_mat) -> arb_mat:
    return arb_mat([[x.mid() for x in row] for row in m.tolist()])


def _nearest(x: arb) -> fmpz:
    found = (x.mid() + arb(0.5)).floor().mid().unique_fmpz()
    return fmpz(0) if found is None else found


def _exact(x: arb) -> fmpq:
    mantissa, exponent = x.mid().man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)


def _written(vectors: Sequence[Sequence[fmpz]]) -> Json:
    return [[write_integer(x) for x in vector] for vector in vectors]


# --- matrix.eigenvalues ---


def eigenvalues(parameters: Json, progress: Progress) -> Json:
    """A witness of `matrix.eigenvalues`."""
    source, _, _ = Eigenvalues.read(parameters)
    failure = ""
    try:
        bases = Bases(source.rows(fmpq(0)))
        for basis in bases.rising():
            witness = {"vectors": _written(basis.vectors)}
            try:
                Eigenvalues.check(parameters, witness, {})
            except Refused as refusal:
                failure = str(refusal)
                progress(f"vectors of {basis.bits} bits: {failure}")
            else:
                return witness
            if "dominant" not in failure:  # more bits change nothing
                break
    except Refused as refusal:
        raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
    try:
        (other,) = other_eigenvalues(parameters)
    except NotCertified as unknown:
        raise NotCertified(Verdict.INCONCLUSIVE, f"{failure}; {unknown.margin}") from unknown
    raise NotCertified(Verdict.REJECTED, failure, other, eigenvalues(other.parameters, progress))


def enclosures(parameters: Json) -> Json:
    """Intervals of the given width about all eigenvalues, for the parameter "eigenvalues".

    Eigenvalues that are closer together than an eighth of the width share an interval, if they are
    not too many.

    Raises:
        NotCertified: if eigenvalues form a chain longer than the width with gaps of 2^-MOST_BITS.
    """
    source = Source.read(parameters, *(key for key in parameters if key != "matrix"))
    width = fmpq(*map(int, parameters["width"].split("/")))
    if width <= 0:
        raise NotCertified(Verdict.REJECTED, "the width must be positive")
    bases = Bases(source.rows(fmpq(0)))
    delta = width / 16
    while True:
        need_bits = max(24, bases.exponent + 8 + _bits_of(1 / delta))
        if need_bits > MOST_BITS:
            raise NotCertified(Verdict.INCONCLUSIVE, "a chain of eigenvalues without gaps")
        values = bases.at(need_bits).values
        groups = [[values[0]]]
        for x in values[1:]:
            if x - groups[-1][-1] > 4 * delta:
                groups.append([x])
            else:
                groups[-1].append(x)
        if all(group[-1] - group[0] + 4 * delta <= width for group in groups):
            break
        delta /= 16
    unit = fmpz(10) ** max(0, len(str((1 / delta).ceil())))  # 1/unit < delta
    return [
        {
            "interval": [
                str(fmpq(((group[0] - delta) * unit).floor(), unit)),
                str(fmpq(((group[-1] + delta) * unit).ceil(), unit)),
            ],
            "count": len(group),
        }
        for group in groups
    ]


def _bits_of(x: fmpq) -> int:
    return int(x.ceil().bit_length())


def completed(parameters: Json) -> Json:
    """The parameters with the intervals, if they are not given."""
    if "eigenvalues" in parameters:
        return parameters
    return {**parameters, "eigenvalues": enclosures(parameters)}


def other_eigenvalues(parameters: Json) -> list[Claim]:
    """Narrower intervals, if they show that an interval of the claim holds another number."""
    _, width, claimed = Eigenvalues.read(parameters)
    small = min([width, *(i.u - i.l for i in claimed)]) / 16
    if small <= 0:
        raise NotCertified(Verdict.INCONCLUSIVE, "the width must be positive")
    for _ in range(4):
        # Other parameters than "matrix" and "width" say nothing about the matrix.
        given = {"matrix": parameters["matrix"], "width": str(small)}
        true = completed(given)
        _, _, found = Eigenvalues.read(true)
        n = sum(i.count for i in found)
        for i in claimed:
            inside = sum(j.count for j in found if i.l <= j.l and j.u <= i.u)
            outside = sum(j.count for j in found if j.u < i.l or i.u < j.l)
            if inside > i.count or outside > n - i.count:
                return [Claim("matrix.eigenvalues", true)]
        if sum(i.count for i in claimed) != n:
            return [Claim("matrix.eigenvalues", true)]
        small /= 2**16
    raise NotCertified(Verdict.INCONCLUSIVE, "each interval may hold its number: move the ends")


# --- matrix.inertia ---


def inertia(parameters: Json, progress: Progress) -> Json:
    """A witness of `matrix.inertia`: eigenvectors, and the kernel by elimination."""
    source, counts = Inertia.read(parameters)
    try:
        witness, found = _inertia(source, parameters["matrix"], progress)
    except Refused as refusal:
        raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
    if found != counts:
        true = {**parameters, **dict(zip(("positive", "negative", "zero"), found, strict=True))}
        margin = "{} positive, {} negative, {} zero eigenvalues".format(*found)
        raise NotCertified(Verdict.REJECTED, margin, Claim("matrix.inertia", true), witness)
    return witness


def _inertia(source: Source, matrix: Json, progress: Progress) -> tuple[Json, tuple[int, ...]]:
    bases = Bases(source.rows(fmpq(0)))
    kernel = _kernel(bases.exact[0])
    n = source.size()
    witness: Json = {"kernel": _written(kernel)} if kernel else {}
    if len(kernel) == n:
        return witness, (0, 0, n)
    for basis in bases.rising():
        by_size = sorted(range(n), key=lambda i: -abs(basis.values[i]))[: n - len(kernel)]
        chosen = sorted(by_size)
        negative = sum(basis.values[i] < 0 for i in chosen)
        found = (len(chosen) - negative, negative, len(kernel))
        candidate = {**witness, "vectors": _written([basis.vectors[i] for i in chosen])}
        names = dict(zip(("positive", "negative", "zero"), found, strict=True))
        try:
            Inertia.check({"matrix": matrix, **names}, candidate, {})
        except Refused as refusal:
            progress(f"vectors of {basis.bits} bits: {refusal}")
        else:
            return candidate, found
    raise NotCertified(Verdict.INCONCLUSIVE, f"no dominant congruence of {MOST_BITS} bits")


def _kernel(a: fmpz_mat) -> list[list[fmpz]]:
    """A basis of the integer vectors v with A v = 0, from the reduced echelon form."""
    n = a.ncols()
    form, rank = fmpq_mat(a).rref()
    lead = [next(j for j in range(n) if form[i, j] != 0) for i in range(rank)]
    found = []
    for free in (j for j in range(n) if j not in lead):
        v = [fmpq(0)] * n
        v[free] = fmpq(1)
        for i, j in enumerate(lead):
            v[j] = -form[i, free]
        scale = fmpz(1)
        for x in v:
            scale = scale.lcm(x.q)
        found.append([(x * scale).p for x in v])
    return found


def other_inertia(parameters: Json) -> list[Claim]:
    """The true numbers."""
    try:
        inertia(parameters, lambda _: None)
    except NotCertified as failure:
        if failure.counterexample is None:
            raise
        return [failure.counterexample]
    raise NotCertified(Verdict.INCONCLUSIVE, "the numbers are those of the claim")
