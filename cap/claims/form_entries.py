"""Kinds `quadratic-form.entries` and `quadratic-form.entries-refuted`.

Theorem. The pairs of modes ((p, j), (q, k)) are cut into finitely many cells: single pairs, and
ranges {j = j0 + s, k = k0 + s} or {j = j0 + s, k = k0 + s + t}, s, t = 0, 1, 2, ... On each cell
the operators are multiplied out as trigonometric polynomials whose frequencies are affine in (s, t)
with a constant sign, so that the integral against rho is one rational function of (s, t); it is
compared with the formula of the table as a rational function, for ALL s and t.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement

from flint import fmpq_mpoly_ctx

from cap.certificate import Json, Reader
from cap.claims.kind import Margins
from cap.kernels.expression import evaluate
from cap.kernels.form import Pair, Table, tree
from cap.kernels.need import need
from cap.kernels.operators import Operators, Values
from cap.kernels.rational_function import RationalFunction, ring
from cap.models.table import OPERATORS
from cap.verdict import Malformed

# Offsets up to this one are cells of their own. Any value is sound; too small a value is refused.
BAND = 4


@dataclass(frozen=True)
class Cell:
    """The modes (p, j) and (q, k) with j = j0 + s and k = k0 + s (+ t); a mode with step "" is
    the single mode.
    """

    p: str
    j0: int
    j_step: str
    q: str
    k0: int
    k_step: str


def cells(operators: Operators, p: str, q: str) -> Iterator[Cell]:
    """Cells that cover all j >= first(p), k >= first(q); for p = q all j <= k."""
    fp, fq = operators.families[p], operators.families[q]
    gp, gq = fp.general_from, fq.general_from
    # 1. j is one of the fixed modes: k one by one up to the band, then all the rest.
    for j in range(fp.first, gp):
        last = max(j, gq) + BAND
        for k in range(fq.first, last + 1):
            yield Cell(p, j, "", q, k, "")
        yield Cell(p, j, "", q, last + 1, "s")
    # 2. k is a fixed mode and j is not.
    for k in range(fq.first, gq):
        last = max(k, gp) + BAND
        for j in range(gp, last + 1):
            yield Cell(p, j, "", q, k, "")
        yield Cell(p, last + 1, "s", q, k, "")
    # 3. neither is: k = j + d for each |d| <= BAND, then k > j + BAND, then j > k + BAND.
    for d in range(-BAND, BAND + 1):
        j0 = max(gp, gq - d)
        yield Cell(p, j0, "s", q, j0 + d, "s")
    j0 = max(gp, gq - BAND - 1)
    yield Cell(p, j0, "s", q, j0 + BAND + 1, "s+t")
    k0 = max(gq, gp - BAND - 1)
    yield Cell(p, k0 + BAND + 1, "s+t", q, k0, "s")


def check_entries(operators: Operators, table: Table, signs: Mapping[Pair, int]) -> int:
    """Compare signs[pair] * table with the operators on every cell of every pair in `signs`;
    returns the number of cells.
    """
    context = ring("s", "t")
    s, t = RationalFunction.symbols(context)
    steps = {"": RationalFunction.constant(context, 0), "s": s, "s+t": s + t}
    known: dict[tuple[str, int, str], Values] = {}

    def mode(family: str, first: int, step: str) -> tuple[RationalFunction, Values]:
        k = RationalFunction.constant(context, first) + steps[step]
        if (family, first, step) not in known:
            known[family, first, step] = operators.fields(
                family, k, None if step else first, context
            )
        return k, known[family, first, step]

    count = 0
    for (p, q), sign in signs.items():
        single = {(c.j0, c.k0) for c in cells(operators, p, q) if not c.j_step + c.k_step}
        alone = {(j, k) for (f, j), (g, k) in table.fixed if (f, g) == (p, q)}
        need(
            alone <= single, "an exception of the table must be a cell of its own", exceptions=alone
        )
        for cell in cells(operators, p, q):
            j, x = mode(p, cell.j0, cell.j_step)
            k, y = mode(q, cell.k0, cell.k_step)
            if p == q and not (k - j).certainly_nonnegative():
                continue  # the same entry stands in the cell with j and k exchanged
            derived = operators.entry(x, y, context)
            claimed = RationalFunction.constant(context, sign) * table_entry(
                table, cell, k, context
            )
            need(
                (derived - claimed).is_zero(),
                "the entry of the operators must be the entry of the table",
                x=f"{p}_{j}",
                y=f"{q}_{k}",
                operators=derived,
                table=claimed,
            )
            count += 1
    return count


def table_entry(
    table: Table, cell: Cell, k: RationalFunction, context: fmpq_mpoly_ctx
) -> RationalFunction:
    """The entry of the table on a cell."""
    if not cell.j_step and not cell.k_step:
        return RationalFunction.constant(context, table.entry((cell.p, cell.j0), (cell.q, cell.k0)))
    # Along the cell the offset k - j is constant, or it runs through all values beyond the band, on
    # one side.
    need(
        table.width() <= BAND,
        "the near entries of the table must lie within the band",
        width=table.width(),
        band=BAND,
    )
    formula = table.formula((cell.p, cell.q), cell.k0 - cell.j0)
    if formula is None:
        return RationalFunction.constant(context, 0)

    def integer(n: int) -> RationalFunction:
        return RationalFunction.constant(context, n)

    result: RationalFunction = evaluate(tree(formula), {"k": k}, integer, {})
    return result


def _pairs(operators: Operators) -> list[Pair]:
    return list(combinations_with_replacement(operators.families, 2))


def _read(parameters: Json, *others: str) -> tuple[Operators, Table, Reader]:
    reader = Reader(parameters, "$.claim.parameters").only("model", "table", *others)
    operators = OPERATORS[reader.choice("model", *OPERATORS)]
    return operators, operators.tables[reader.choice("table", *operators.tables)], reader


class Entries:
    """`quadratic-form.entries`: the table is the table of the form, for all pairs of modes. No
    witness.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        operators, table, _ = _read(parameters)
        return "\n".join([*operators.lines(), "Then for ALL pairs of modes", *table.lines()])

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        operators, table, _ = _read(parameters)
        Reader(witness, "$.witness").only()
        count = check_entries(operators, table, dict.fromkeys(_pairs(operators), 1))
        return {"cells compared": str(count)}


class EntriesRefuted:
    """`quadratic-form.entries-refuted`: the table is not the table of the form, and how it differs.

    Witness: one pair of modes, {"x": ["a", 1], "y": ["c", 1]}, at which the two entries differ.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        operators, table, reader = _read(parameters, "opposite")
        lines = [
            *operators.lines(),
            "Then the table",
            *table.lines(),
            "is FALSE: for some pair of modes <X, Y> is another number.",
        ]
        for p, q in _opposite(operators, reader):
            lines.append(
                f"For ALL j, k the true entry <{p}_j, {q}_k> is the NEGATIVE of that of the table."
            )
        return "\n".join(lines)

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        operators, table, parameter_reader = _read(parameters, "opposite")
        reader = Reader(witness, "$.witness").only("x", "y")
        opposite = _opposite(operators, parameter_reader)
        x, y = (_mode(operators, reader, key) for key in ("x", "y"))
        context = ring("s", "t")
        values = [
            operators.fields(family, RationalFunction.constant(context, k), k, context)
            for family, k in (x, y)
        ]
        derived = operators.entry(values[0], values[1], context)
        claimed = table.entry(x, y)
        need(
            not (derived - RationalFunction.constant(context, claimed)).is_zero(),
            "the two entries must differ at the pair of the witness",
            operators=derived,
            table=claimed,
        )
        count = check_entries(operators, table, dict.fromkeys(opposite, -1))
        return {
            "entry of the operators": str(derived),
            "entry of the table": str(claimed),
            "cells compared": str(count),
        }


def _opposite(operators: Operators, reader: Reader) -> list[Pair]:
    allowed = [f"{p},{q}" for p, q in _pairs(operators)]
    names = reader.sequence("opposite")
    if len(set(map(str, names))) < len(names) or any(name not in allowed for name in names):
        raise Malformed(
            "$.claim.parameters.opposite: expected different pairs out of " + " ".join(allowed),
            value=names,
        )
    return [pair for pair, name in zip(_pairs(operators), allowed, strict=True) if name in names]


def _mode(operators: Operators, reader: Reader, key: str) -> tuple[str, int]:
    mode = reader.sequence(key)
    if len(mode) != 2 or mode[0] not in list(operators.families) or type(mode[1]) is not int:
        raise Malformed(f"$.witness.{key}: expected [family, index]", value=mode)
    family, k = mode
    if not operators.families[family].first <= k <= 10**6:
        raise Malformed(
            f"$.witness.{key}: expected an index of the family, at most 10^6", value=mode
        )
    return family, k
