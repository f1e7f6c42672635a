"""Kinds `matrix.positive-definite` (lambda_min > bound) and `matrix.eigenvalue-below` (lambda_min <
bound).

The matrix is a list of rows of rationals, or a block of a model: {"model", "block", "damping"}.
Theorems: kernels/matrix.py, and lambda_min(A) <= v.A v / v.v for every v != 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flint import fmpq, fmpz

from cap.certificate import Json, Reader, digest, read_rationals
from cap.claims.factor import read_factor
from cap.claims.kind import Margins
from cap.kernels.ball import decimal
from cap.kernels.block import Block
from cap.kernels.form import Table
from cap.kernels.matrix import Row, dominance_margin, pivots, quadratic_value
from cap.kernels.need import need
from cap.models.table import FORMS
from cap.verdict import Malformed

SIZE_LIMIT = 2000
SHOWN_SIZE = 10  # larger matrices stand in the statement with their sha256
SCALING_LIMIT = 4096


def shown(name: str, rows: Sequence[Sequence[str]]) -> str:
    """The definition of a literal matrix in a statement: by itself, or by its sha256."""
    if len(rows) <= SHOWN_SIZE:
        return f"Let {name} = [" + "; ".join(" ".join(row) for row in rows) + "]."
    size = f"{len(rows)} x {len(rows[0])}"
    return f"Let {name} be the {size} matrix whose canonical JSON has {digest(rows)}."


@dataclass(frozen=True)
class Source:
    """A symmetric matrix and, for the kinds of this module, a bound."""

    definition: tuple[str, ...]
    literal: tuple[Row, ...] | None
    table: Table | None
    block: int
    damping: fmpq
    bound: fmpq

    @staticmethod
    def read(parameters: Json, *others: str) -> Source:
        """`others` are the names of the parameters of a kind without bound."""
        reader = Reader(parameters, "$.claim.parameters").only("matrix", *(others or ("bound",)))
        bound = fmpq(0) if others else reader.rational("bound")
        if isinstance(reader.tree["matrix"], dict):
            matrix = reader.child("matrix").only("model", "block", "damping")
            model = matrix.choice("model", *FORMS)
            n, damping, table = (
                matrix.integer("block", 1, SIZE_LIMIT // 2),
                matrix.rational("damping"),
                FORMS[model],
            )
            size = n * len(table.families)
            lines = (
                f"Let A be the {size} x {size} matrix of the entries <X, Y> - ({damping}) [X = Y]",
                f"between the modes X, Y with index k <= {n}, where (table of the model {model})",
                *table.lines(),
            )
            return Source(lines, None, table, n, damping, bound)
        entries, path = reader.sequence("matrix"), f"{reader.path}.matrix"
        size = len(entries)
        if not 1 <= size <= SIZE_LIMIT or any(
            not isinstance(row, list) or len(row) != size for row in entries
        ):
            raise Malformed(f"{path}: expected a square matrix", rows=size, limit=SIZE_LIMIT)
        # Equal rationals have equal strings: half of the matrix is read, the other half compared.
        for i, row in enumerate(entries):
            for j in range(i):
                if row[j] != entries[j][i]:
                    raise Malformed(
                        f"{path}: not symmetric", i=i, j=j, a_ij=row[j], a_ji=entries[j][i]
                    )
        rows = [read_rationals(row[: i + 1], f"{path}[{i}]") for i, row in enumerate(entries)]
        text = shown("A", entries)
        lower = tuple({j: entry for j, entry in enumerate(row) if entry != 0} for row in rows)
        return Source((text,), lower, None, size, fmpq(0), bound)

    def size(self) -> int:
        return self.block * (len(self.table.families) if self.table else 1)

    def rows(self, shift: fmpq) -> Sequence[Row]:
        """The lower triangle of A - shift I."""
        if self.table is not None:
            return Block(self.table, self.block, sums=False).add_form(self.damping + shift).rows
        return [{**row, i: row.get(i, fmpq(0)) - shift} for i, row in enumerate(self.literal or ())]

    def lines(self, conclusion: str) -> str:
        return "\n".join(
            [*self.definition, f"Then the smallest eigenvalue of A is {conclusion} {self.bound}."]
        )


class PositiveDefinite:
    """`matrix.positive-definite`: lambda_min(A) > bound, strictly."""

    @staticmethod
    def statement(parameters: Json) -> str:
        return Source.read(parameters).lines(">")

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        source = Source.read(parameters)
        reader = Reader(witness, "$.witness")
        if reader.choice("method", "elimination", "factor") == "elimination":
            reader.only("method")
            found = pivots(source.rows(source.bound))
            need(
                found[-1] > 0,
                "every pivot must be positive",
                pivot=len(found),
                value=decimal(found[-1]),
            )
            return {"pivots": ", ".join(decimal(pivot) for pivot in found)}
        reader.only("method", "factor", optional=("scaling",))
        size = source.size()
        scaling = [0] * size
        if "scaling" in reader.tree:
            scaling = [int(number) for number in reader.integers("scaling")]
            need(
                all(abs(e) <= SCALING_LIMIT for e in scaling),
                "a scaling exponent is too large",
                limit=SCALING_LIMIT,
            )
        factor = read_factor(reader.child("factor"), size, companions)
        margin = dominance_margin(source.rows(source.bound), factor, scaling)
        need(
            margin > 0, "what the factor leaves must be diagonally dominant", margin=decimal(margin)
        )
        return {"dominance margin": decimal(margin)}


class EigenvalueBelow:
    """`matrix.eigenvalue-below`: lambda_min(A) < bound. Witness: an integer vector v with v.A v <
    bound v.v.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        return Source.read(parameters).lines("<")

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        source = Source.read(parameters)
        vector: list[fmpz] = Reader(witness, "$.witness").only("vector").integers("vector")
        need(
            len(vector) == source.size(),
            "the vector must fit the matrix",
            entries=len(vector),
            size=source.size(),
        )
        square = sum((x * x for x in vector), fmpz(0))
        need(square > 0, "the vector must not be zero")
        quotient = quadratic_value(source.rows(fmpq(0)), vector) / square
        need(
            quotient < source.bound,
            "the Rayleigh quotient must be below the bound",
            quotient=decimal(quotient),
            bound=source.bound,
        )
        return {"Rayleigh quotient": decimal(quotient)}
