"""Kinds `matrix.eigenvalues` and `matrix.inertia`, of the symmetric matrices of claims/matrix.py.

Theorem (eigenvalues). If n vectors give a dominant congruence (kernels/congruence.py) at t, then t
is no eigenvalue, and exactly h eigenvalues are < t. So the numbers h at the ends of disjoint
intervals are how many eigenvalues each holds; if all of them together are n, none is elsewhere.

Theorem (inertia). m vectors with a dominant congruence at 0 give at least h negative and m - h
positive eigenvalues, k independent vectors v with A v = 0 give k eigenvalues 0. If m + k = n, there
are no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from flint import fmpq, fmpz, fmpz_mat

from cap.certificate import Json, Reader, read_integers, read_rational
from cap.claims.kind import Margins
from cap.claims.matrix import SIZE_LIMIT, Source
from cap.kernels.ball import decimal
from cap.kernels.congruence import Congruence, limit_work, symmetric
from cap.kernels.need import need
from cap.verdict import Malformed


@dataclass(frozen=True)
class Enclosure:
    """l <= x <= u, said to hold exactly `count` eigenvalues."""

    l: fmpq  # noqa: E741 - lower end
    u: fmpq
    count: int

    @staticmethod
    def read(reader: Reader) -> Enclosure:
        reader.only("interval", "count")
        ends, path = reader.sequence("interval"), f"{reader.path}.interval"
        if len(ends) != 2:
            raise Malformed(f"{path}: expected [l, u]", seen=len(ends))
        l, u = (read_rational(end, path) for end in ends)  # noqa: E741
        if l >= u:
            raise Malformed(f"{path}: the first end must be below the second", l=l, u=u)
        return Enclosure(l, u, reader.integer("count", 1, SIZE_LIMIT))

    def __str__(self) -> str:
        return f"{self.l} <= x <= {self.u}: exactly {self.count}"


class Eigenvalues:
    """`matrix.eigenvalues`: disjoint intervals, how many eigenvalues each has, and none elsewhere.
    Witness: n integer vectors, near the eigenvectors.
    """

    @staticmethod
    def read(parameters: Json) -> tuple[Source, fmpq, list[Enclosure]]:
        source = Source.read(parameters, "width", "eigenvalues")
        reader = Reader(parameters, "$.claim.parameters")
        width, found = reader.rational("width"), reader.items("eigenvalues")
        if not 1 <= len(found) <= SIZE_LIMIT:
            raise Malformed(f"{reader.path}.eigenvalues: expected at least one", seen=len(found))
        return source, width, [Enclosure.read(item) for item in found]

    @staticmethod
    def statement(parameters: Json) -> str:
        source, width, found = Eigenvalues.read(parameters)
        head = (
            f"Then these intervals are disjoint, none is wider than {width}, every eigenvalue of A",
            "lies inside one of them, and they hold so many, counted with multiplicity:",
        )
        return "\n".join([*source.definition, *head, *(f"  {i}" for i in found)])

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        source, width, found = Eigenvalues.read(parameters)
        n, reader = source.size(), Reader(witness, "$.witness").only("vectors")
        vectors = reader.rows("vectors", read_integers)
        total = sum(i.count for i in found)
        need(total == n, "the intervals must hold all eigenvalues", seen=total, size=n)
        for left, right in pairwise(found):
            need(
                left.u < right.l, "the intervals must ascend, disjoint", left=left.u, right=right.l
            )
        need(len(vectors) == n, "as many vectors as rows are needed", seen=len(vectors), size=n)
        congruence = Congruence.of(*symmetric(source.rows(fmpq(0))), vectors)
        before = 0
        for i in found:
            need(i.u - i.l <= width, "an interval is too wide", l=i.l, u=i.u, width=width)
            inside = congruence.below(i.l), congruence.below(i.u)
            seen = (before, before + i.count)
            need(inside == seen, "the counts must be those of the claim", below=inside, claim=seen)
            before += i.count
        return {"widest interval": decimal(max(i.u - i.l for i in found))}


class Inertia:
    """`matrix.inertia`: the numbers of positive, negative and zero eigenvalues. Witness: integer
    vectors near the eigenvectors of nonzero eigenvalues, and an integer basis of the kernel.
    """

    @staticmethod
    def read(parameters: Json) -> tuple[Source, tuple[int, ...]]:
        names = "positive", "negative", "zero"
        source = Source.read(parameters, *names)
        reader = Reader(parameters, "$.claim.parameters")
        return source, tuple(reader.integer(name, 0, SIZE_LIMIT) for name in names)

    @staticmethod
    def statement(parameters: Json) -> str:
        source, (positive, negative, zero) = Inertia.read(parameters)
        last = (
            f"Then A has exactly {positive} positive and {negative} negative eigenvalues, and "
            f"{zero} times the\neigenvalue 0, counted with multiplicity."
        )
        return "\n".join([*source.definition, last])

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        source, (positive, negative, zero) = Inertia.read(parameters)
        reader = Reader(witness, "$.witness").only(optional=("vectors", "kernel"))
        vectors, kernel = (
            reader.rows(key, read_integers) if key in reader.tree else []
            for key in ("vectors", "kernel")
        )
        seen, n = positive + negative + zero, source.size()
        need(seen == n, "the numbers must sum to the size of the matrix", sum=seen, size=n)
        need(len(kernel) == zero, "a basis of the kernel is needed", seen=len(kernel), zero=zero)
        need(len(vectors) == n - zero, "vectors for all other eigenvalues", seen=len(vectors))
        d, a = symmetric(source.rows(fmpq(0)))
        if kernel:
            need_kernel(a, kernel)
        below = Congruence.of(d, a, vectors).below(fmpq(0))
        need(below == negative, "the counts must be those of the claim", negative=below)
        return {"size": str(n)}


def need_kernel(a: list[list[fmpz]], kernel: list[list[fmpz]]) -> None:
    """A v = 0 for all vectors v, and each has a coordinate that is not 0 in it alone: they are
    independent.
    """
    n = len(a)
    for v in kernel:
        need(len(v) == n, "a vector must fit the matrix", entries=len(v), size=n)
        limit_work(n, *v)
    products = (fmpz_mat(kernel) * fmpz_mat(a)).tolist()
    need(not any(map(any, products)), "the matrix must annihilate the kernel")
    own = [[k for k, v in enumerate(kernel) if v[i] != 0] for i in range(n)]
    alone = {indices[0] for indices in own if len(indices) == 1}
    need(len(alone) == len(kernel), "each vector of the kernel needs a coordinate of its own")
