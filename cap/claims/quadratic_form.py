"""Kinds about an infinite quadratic form of a model: `quadratic-form.positive`, `.negative`,
`.best-damping`.

Theorem (block, coupling, tail). Split the modes into the block k <= N and the tail k > N, and let
F_N, B, T be the blocks of F = <.,.> - damping |.|^2. If T >= tau > 0, C >= B B^T and F_N - C/tau >=
0, then F >= 0, since
    F(x, y) = x.F_N x + 2 x.B y + y.T y >= x.(F_N - B B^T/tau) x + tau |y + B^T x/tau|^2.
T >= tau by Gershgorin, for all rows (kernels/tail.py); C in closed form (kernels/block.py).

Theorem (absolute coupling, the argument of the thesis). By 2 x y >= -(x^2 + y^2) for each entry
between block and tail, F >= 0 if lambda_min(F_N) > bound, bound >= the row sum beyond N of each
mode of the block, and every mode of the tail has a diagonal entry >= damping + tau + its whole row
sum, tau >= 0.

All row sums are finite and bounded, so F is continuous on square-summable sequences and its series
converge absolutely.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flint import arb, fmpq, fmpz

from cap.certificate import Json, Reader
from cap.claims.factor import read_factor
from cap.claims.kind import Margins
from cap.kernels.ball import ball, certainly_negative, decimal, precision, upper
from cap.kernels.block import Block, form_value
from cap.kernels.form import Table
from cap.kernels.matrix import dominance_margin, pivots
from cap.kernels.need import need
from cap.kernels.tail import need_dominant_tail, need_far_squares, need_far_totals, row_sum
from cap.models.table import FORMS
from cap.verdict import Inconclusive

BLOCK_LIMIT = 20000
EXACT_BLOCK_LIMIT = 50  # blocks of at most so many indices may be checked by exact elimination
ROWS_LIMIT = 10000  # rows of the tail done by arithmetic
VALUE_BITS = 256


@dataclass(frozen=True)
class Positive:
    """The parameters of `quadratic-form.positive`."""

    model: str
    table: Table
    damping: fmpq
    block: int
    tail: fmpq
    bound: fmpq
    coupling: str

    @staticmethod
    def read(parameters: Json) -> Positive:
        reader = Reader(parameters, "$.claim.parameters")
        reader.only("model", "damping", "block", "tail", "bound", "coupling")
        model = reader.choice("model", *FORMS)
        return Positive(
            model,
            FORMS[model],
            reader.rational("damping"),
            reader.integer("block", 1, BLOCK_LIMIT),
            reader.rational("tail"),
            reader.rational("bound"),
            reader.choice("coupling", "schur", "absolute"),
        )

    def statement(self) -> str:
        n, size = self.block, self.block * len(self.table.families)
        block = f"the block of the modes k <= {n} ({size} x {size})"
        if self.coupling == "schur":
            shown = [
                f"(1) the block of the modes k > {n} is >= {self.tail} times the identity;",
                f"(2) {block}, even after the subtraction of B B^T/({self.tail}),",
                f"    B its coupling to the modes k > {n}, has smallest eigenvalue > {self.bound}.",
            ]
        else:
            shown = [
                f"(1) each mode k > {n}: its diagonal entry minus the absolute values of ALL other",
                f"    entries of its row is >= {self.tail};",
                f"(2) {block} has smallest eigenvalue > {self.bound};",
                f"(3) each mode k <= {n}: the absolute values of its entries with modes k > {n}",
                f"    sum to at most {self.bound}.",
            ]
        return "\n".join(
            [
                *form_lines(self.model, self.table, self.damping),
                f"Then {name(self.table)} >= 0 for all square-summable sequences.",
                "More precisely, in the matrix of F:",
                *shown,
            ]
        )

    def check(self, witness: Json) -> Margins:
        table, n = self.table, self.block
        reader = Reader(witness, "$.witness").only("method", "rows", optional=("factor",))
        method = reader.choice("method", "elimination", "factor")
        rows = reader.integer("rows", table.width(), ROWS_LIMIT)
        need_far_totals(table)
        margins = {}
        block = Block(table, n, sums=method == "factor")
        factor = None
        if method == "factor":
            reader.only("method", "rows", "factor")
            factor = read_factor(reader.child("factor"), n * len(table.families), {})
        else:
            reader.only("method", "rows")
            need(
                n <= EXACT_BLOCK_LIMIT,
                "exact elimination is for small blocks",
                block=n,
                limit=EXACT_BLOCK_LIMIT,
            )
        if self.coupling == "schur":
            need(self.tail > 0, "the bound of the tail must be positive", tail=self.tail)
            need(self.bound >= 0, "the bound of the block must be >= 0", bound=self.bound)
            excess = need_dominant_tail(table, self.damping + self.tail, n, beyond=n, rows=rows)
            need_far_squares(table, n + table.width() + 1)
            block.add_form(self.damping + self.bound).subtract_coupling(self.tail)
        else:
            need(self.tail >= 0, "the bound of the tail must be >= 0", tail=self.tail)
            excess = need_dominant_tail(table, self.damping + self.tail, n, beyond=0, rows=rows)
            losses = [
                row_sum(table, p, k, beyond=n) for p in table.families for k in range(1, n + 1)
            ]
            need(
                max(losses) <= self.bound,
                "no row may lose more to the tail than the bound",
                loss=max(losses),
                bound=self.bound,
            )
            margins["largest loss to the tail"] = decimal(max(losses))
            block.add_form(self.damping + self.bound)
        margins["smallest excess of a tail row"] = decimal(excess)
        if factor is None:
            found = pivots(block.rows)
            need(
                found[-1] > 0,
                "every pivot must be positive",
                pivot=len(found),
                value=decimal(found[-1]),
            )
            margins["pivots"] = ", ".join(decimal(pivot) for pivot in found)
        else:
            margin = dominance_margin(block.rows, factor, [0] * len(block.rows))
            need(
                margin > 0,
                "what the factor leaves must be diagonally dominant",
                margin=decimal(margin),
            )
            margins["dominance margin of the block"] = decimal(margin)
        return margins


class QuadraticFormPositive:
    """`quadratic-form.positive`: F >= 0 on all square-summable sequences, with the numbers of the
    proof.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        return Positive.read(parameters).statement()

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        return Positive.read(parameters).check(witness)


class QuadraticFormNegative:
    """`quadratic-form.negative`: F < 0 for some sequence. Witness: finitely many integer
    components for each family.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        model, table, damping = _read_negative(parameters)
        return "\n".join(
            [
                *form_lines(model, table, damping),
                f"Then {name(table)} < 0 for some sequences with finitely many nonzero terms.",
            ]
        )

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        _, table, damping = _read_negative(parameters)
        return check_negative(table, damping, Reader(witness, "$.witness"))


class BestDamping:
    """`quadratic-form.best-damping`: the largest damping with F >= 0, from both sides.

    Witness: the block and the tail of a proof of `quadratic-form.positive` at `lower` with its
        witness, and a vector at `upper`.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        model, table, lower, upper_end = _read_bracket(parameters)
        return "\n".join(
            [
                *form_lines(model, table, None),
                f"Then the largest real kappa with {name(table)} >= 0 for all square-summable",
                f"sequences satisfies {lower} <= kappa < {upper_end}.",
            ]
        )

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        model, table, lower, upper_end = _read_bracket(parameters)
        need(
            lower < upper_end,
            "the lower end must be below the upper end",
            lower=lower,
            upper=upper_end,
        )
        reader = Reader(witness, "$.witness").only("block", "tail", "positive", "direction")
        block, tail = reader.integer("block", 1, BLOCK_LIMIT), reader.rational("tail")
        positive = Positive(model, table, lower, block, tail, fmpq(0), "schur").check(
            reader.child("positive").tree
        )
        negative = check_negative(table, upper_end, reader.child("direction"))
        return {"width": decimal(upper_end - lower), **positive, **negative}


def form_lines(model: str, table: Table, damping: fmpq | None) -> list[str]:
    """The definition of F, shared by all statements."""
    sequences = " and ".join(f"{p} = ({p}_1, {p}_2, ...)" for p in table.families)
    squares = " + ".join(f"|{p}|^2" for p in table.families)
    shift = "kappa" if damping is None else f"({damping})"
    return [
        f"Let {sequences} be real sequences, |.|^2 the sum of the squares, and",
        f"  {name(table)} = sum over families p, q and j, k >= 1 of <p_j, q_k> p_j q_k",
        f"  - {shift} ({squares}), where (table of the model {model})",
        *table.lines(),
    ]


def name(table: Table) -> str:
    """F with its arguments."""
    return f"F({', '.join(table.families)})"


def check_negative(table: Table, damping: fmpq, reader: Reader) -> Margins:
    """Evaluate F at the vector in ball arithmetic."""
    reader.only(*table.families)
    vector: dict[str, list[fmpz]] = {p: reader.integers(p) for p in table.families}
    lengths = {len(components) for components in vector.values()}
    need(
        len(lengths) == 1, "all families must have as many components", lengths=str(sorted(lengths))
    )
    need(max(lengths) <= BLOCK_LIMIT, "too many components", limit=BLOCK_LIMIT)
    square = sum((x * x for components in vector.values() for x in components), fmpz(0))
    need(square > 0, "the vector must not be zero")
    with precision(VALUE_BITS):
        form = sum((ball(term) for term in form_value(table, vector)), arb(0))
        quotient = form / ball(square)
        excess = quotient - ball(damping)
        if excess.contains(0):
            raise Inconclusive(
                "the value is too close to the bound for the precision",
                excess=excess,
                bits=VALUE_BITS,
            )
        need(
            certainly_negative(excess),
            "the quotient of the form must be below the damping",
            excess=excess.str(5),
        )
        return {"quotient of the form": f"< {decimal(upper(quotient))}"}


def _read_negative(parameters: Json) -> tuple[str, Table, fmpq]:
    reader = Reader(parameters, "$.claim.parameters").only("model", "damping")
    model = reader.choice("model", *FORMS)
    return model, FORMS[model], reader.rational("damping")


def _read_bracket(parameters: Json) -> tuple[str, Table, fmpq, fmpq]:
    reader = Reader(parameters, "$.claim.parameters").only("model", "lower", "upper")
    model = reader.choice("model", *FORMS)
    return model, FORMS[model], reader.rational("lower"), reader.rational("upper")
