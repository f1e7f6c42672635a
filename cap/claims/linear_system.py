"""Kind `linear-system.solution`.

Theorem. Let R be any matrix, E = I - R A. If every row sum of |E| is < 1, then A is nonsingular: if
A y = 0, then y = E y, hence y = 0. The solution x of A x = b has x - c = R (b - A c) + E (x - c).
If moreover
    |R (b - A c)| + |E| r <= r    (componentwise),
then the contraction y -> R (b - A c) + E y maps the box |y| <= r into itself, and its only fixed
point, x - c, lies there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flint import fmpq, fmpz, fmpz_mat

from cap.certificate import Json, Reader, read_integers, read_rationals
from cap.claims.factor import EXPONENT_LIMIT
from cap.claims.kind import Margins
from cap.claims.matrix import shown
from cap.kernels.ball import decimal
from cap.kernels.congruence import cleared, limit_work
from cap.kernels.need import need
from cap.verdict import Malformed


@dataclass(frozen=True)
class System:
    """A x = b, and the box |x_i - c_i| <= r_i; `lines` are b_i, c_i, r_i."""

    a: list[list[fmpq]]
    lines: list[list[fmpq]]
    statement: str

    @staticmethod
    def read(parameters: Json) -> System:
        names = "right-side", "center", "radii"
        reader = Reader(parameters, "$.claim.parameters").only("matrix", *names)
        a, n = reader.rows("matrix", read_rationals), len(reader.sequence("matrix"))
        b, c, r = (read_rationals(reader.sequence(k), f"{reader.path}.{k}") for k in names)
        if any(len(row) != n for row in (*a, b, c, r)):
            raise Malformed(f"{reader.path}: expected n x n and n numbers", n=n)
        if any(x < 0 for x in r):
            raise Malformed(f"{reader.path}.radii: expected no negative number", least=min(r))
        lines = [list(line) for line in zip(b, c, r, strict=True)]
        text = [
            shown("A", reader.tree["matrix"]),
            shown("b", [[x] for x in reader.tree["right-side"]]),
            "Then A x = b has exactly one solution x, and",
            *(f"  |x_{i} - ({line[1]})| <= {line[2]}" for i, line in enumerate(lines, start=1)),
        ]
        return System(a, lines, "\n".join(text))


class LinearSolution:
    """`linear-system.solution`: A x = b has exactly one solution, and it lies in a box. Witness:
    R = 2^exponent times the integers `inverse`, near the inverse of A.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        return System.read(parameters).statement

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        system = System.read(parameters)
        n, reader = len(system.a), Reader(witness, "$.witness").only("exponent", "inverse")
        exponent = reader.integer("exponent", -EXPONENT_LIMIT, EXPONENT_LIMIT)
        inverse = reader.rows("inverse", read_integers)
        fits = len(inverse) == n and all(len(row) == n for row in inverse)
        need(fits, "the inverse must be of the size of the matrix", rows=len(inverse), size=n)
        d, a = cleared(system.a)
        _, lines = cleared(system.lines)
        up, unit = fmpz(1) << max(exponent, 0), d << max(-exponent, 0)
        limit_work(n, up, unit, *(x for row in inverse for x in row))
        # All inequalities are multiplied by `unit`, and by the denominator of the b_i, c_i and r_i.
        rest = [
            d * line[0] - sum((x * y[1] for x, y in zip(row, lines, strict=True)), fmpz(0))
            for row, line in zip(a, lines, strict=True)
        ]
        right = fmpz_mat([[*row, y] for row, y in zip(a, rest, strict=True)])
        worst = fmpz(0)
        for i, product in enumerate((fmpz_mat(inverse) * right).tolist()):
            errors = [abs(unit * (i == j) - up * x) for j, x in enumerate(product[:n])]
            total = sum(errors, fmpz(0))
            worst = max(worst, total)
            need(total < unit, "the inverse must be good enough", row=i, sum=total, unit=unit)
            step = sum((e * line[2] for e, line in zip(errors, lines, strict=True)), fmpz(0))
            step = abs(up * product[n]) + step
            good = step <= unit * lines[i][2]
            need(good, "the solution must be proved to lie in the box", row=i)
        return {"largest row sum of I - R A": decimal(fmpq(worst, unit))}
