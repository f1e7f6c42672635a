"""Searches for the kinds about infinite quadratic forms."""

from __future__ import annotations

import numpy as np
from flint import fmpq
from scipy import sparse
from scipy.sparse.linalg import splu

from cap.certificate import Claim, Json, Reader, read_rational, write_integer
from cap.claims.quadratic_form import BLOCK_LIMIT, BestDamping, Positive, QuadraticFormNegative
from cap.kernels.ball import decimal
from cap.kernels.block import Block
from cap.kernels.form import Table
from cap.kernels.matrix import Factor, Row, pivots
from cap.kernels.tail import need_dominant_tail
from cap.models.table import FORMS
from cap.propose.factor import find_factor
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Verdict

BRACKET_BLOCK_LIMIT = 3200
ELIMINATION_BLOCK = 8  # up to this block a reader may follow the pivots by hand


def positive(parameters: Json, progress: Progress) -> Json:
    """A witness of `quadratic-form.positive`."""
    claim = Positive.read(parameters)
    table, n = claim.table, claim.block
    beyond = n if claim.coupling == "schur" else 0
    rows = _rows(table, claim.damping + claim.tail, n, beyond)
    sums = n > ELIMINATION_BLOCK
    block = Block(table, n, sums).add_form(claim.damping + claim.bound)
    if claim.coupling == "schur" and claim.tail > 0:
        block.subtract_coupling(claim.tail)
    if not sums:
        found = pivots(block.rows)
        if found[-1] > 0:
            return {"method": "elimination", "rows": rows}
        raise _failure(
            claim, f"pivot {len(found)} of exact elimination is {decimal(found[-1])}", progress
        )
    factor, _ = find_factor(block.rows, [0] * len(block.rows), progress)
    if factor is None:
        raise _failure(claim, "the block minus its coupling is not positive definite", progress)
    return {"method": "factor", "rows": rows, "factor": write_factor(factor)}


def write_factor(factor: Factor) -> Json:
    """The factor as it stands in a witness."""
    return {
        "exponent": factor.exponent,
        "mantissas": [[write_integer(x) for x in row] for row in factor.mantissas],
    }


def _rows(table: Table, shift: fmpq, block: int, beyond: int) -> int:
    rows = table.width()
    while rows <= 4096:
        try:
            need_dominant_tail(table, shift, block, beyond, rows)
        except Refused as refusal:
            reason = refusal
            rows *= 2
        else:
            return rows
    raise NotCertified(Verdict.INCONCLUSIVE, f"the tail is not dominated: {reason}")


def _failure(claim: Positive, reason: str, progress: Progress) -> NotCertified:
    quotient, _ = direction(claim.table, claim.block)
    wanted = decimal(claim.damping + claim.bound)
    margin = f"{reason}; lowest eigenvalue about {quotient:.12g}, damping + bound {wanted}"
    parameters = {"model": claim.model, "damping": str(claim.damping)}
    try:
        witness = negative(parameters, progress)
    except NotCertified:
        return NotCertified(Verdict.INCONCLUSIVE, margin)
    return NotCertified(
        Verdict.REJECTED, margin, Claim("quadratic-form.negative", parameters), witness
    )


def negative(parameters: Json, progress: Progress) -> Json:
    """A witness of `quadratic-form.negative`: the lowest eigenvector of larger and larger blocks,
    rounded.
    """
    reader = Reader(parameters, "$.claim.parameters").only("model", "damping")
    table, damping = FORMS[reader.choice("model", *FORMS)], reader.rational("damping")
    n, former = 4, float("inf")
    while True:
        quotient, vector = direction(table, n)
        progress(f"block of {n} indices: quotient {quotient:.12g}")
        for digits in (2, 4, 6, 8):
            witness = {
                p: [round(x * 10**digits) for x in components] for p, components in vector.items()
            }
            try:
                QuadraticFormNegative.check(parameters, witness, {})
            except Refused:
                continue
            return witness
        # The quotients decrease like n^-3: far above the damping they will not reach it.
        excess = quotient - float(damping.p) / float(damping.q)
        hopeless = excess > 10 * (former - quotient)
        former = quotient
        if hopeless or n >= BLOCK_LIMIT // 4:
            raise NotCertified(
                Verdict.INCONCLUSIVE, f"quotient minus damping is {excess:.3e} on {n} indices"
            )
        n *= 2 if n < 1024 else 1
        n += 0 if n < 1024 else 1024


def bracket(parameters: Json, progress: Progress) -> Json:
    """A witness of `quadratic-form.best-damping`: larger and larger blocks until the lower end
    closes.
    """
    BestDamping.statement(parameters)
    model = parameters["model"]
    downwards = negative({"model": model, "damping": parameters["upper"]}, progress)
    block = 50
    while True:
        tail = _best_tail(FORMS[model], read_rational(parameters["lower"], "lower"), block)
        claim = {
            "model": model,
            "damping": parameters["lower"],
            "block": block,
            "tail": str(tail),
            "bound": "0",
            "coupling": "schur",
        }
        try:
            witness = positive(claim, progress)
        except NotCertified:
            progress(f"block of {block} indices: the lower end does not close")
            if block >= BRACKET_BLOCK_LIMIT:
                raise
            block *= 2
        else:
            return {"block": block, "tail": str(tail), "positive": witness, "direction": downwards}


def _best_tail(table: Table, damping: fmpq, block: int) -> fmpq:
    """The largest multiple of 1/1000 that the rows of the tail allow, by bisection."""
    low, high = 0, 1000
    while high - low > 1:
        middle = (low + high) // 2
        try:
            need_dominant_tail(table, damping + fmpq(middle, 1000), block, block, 4 * table.width())
        except Refused:
            high = middle
        else:
            low = middle
    return fmpq(low, 1000)


def somewhere_negative(parameters: Json) -> list[Claim]:
    """The opposite of F >= 0."""
    return [
        Claim("quadratic-form.negative", {key: parameters[key] for key in ("model", "damping")})
    ]


def never_negative(parameters: Json) -> list[Claim]:
    """The opposite of F < 0 somewhere: F >= 0, proved with one of several blocks."""
    reader = Reader(parameters, "$.claim.parameters").only("model", "damping")
    table, damping = FORMS[reader.choice("model", *FORMS)], reader.rational("damping")
    claims = []
    for block in (4, 20, 100, 400):
        tail = _best_tail(table, damping, block)
        proof = {"block": block, "tail": str(tail), "bound": "0", "coupling": "schur"}
        claims.append(Claim("quadratic-form.positive", {**parameters, **proof}))
    return claims


def outside(parameters: Json) -> list[Claim]:
    """The opposite of lower <= kappa < upper: F < 0 somewhere at `lower`, or F >= 0 at `upper`."""
    below, above = (
        {"model": parameters["model"], "damping": parameters[end]} for end in ("lower", "upper")
    )
    return [Claim("quadratic-form.negative", below), *never_negative(above)]


def direction(table: Table, n: int) -> tuple[float, dict[str, list[float]]]:
    """The lowest eigenvalue of the block of n indices and its eigenvector (largest component 1), in
    floats.

    In the coordinates `sums` the block and the Gram matrix of |x|^2 are band matrices: inverse
    iteration costs O(n).
    """
    form, gram = (
        _sparse(rows)
        for rows in (Block(table, n, sums=True).add_form(fmpq(0)).rows, _gram(table, n))
    )
    shift = 0.0
    x = np.ones(form.shape[0])
    quotient = 0.0
    for _ in range(3):
        solve = splu((form - shift * gram).tocsc()).solve
        for _ in range(12):
            x = solve(gram @ x)
            x /= np.sqrt(x @ (gram @ x))
        quotient = float(x @ (form @ x))
        # Just below the eigenvalue, so that the factorisation stays regular and the iteration
        # converges fast.
        shift = quotient - 1e-3
    families = table.families
    components = {p: x[i :: len(families)].copy() for i, p in enumerate(families)}
    if table.far_family is not None:
        components[table.far_family] = np.diff(components[table.far_family], prepend=0.0)
    largest = max(np.abs(values).max() for values in components.values())
    return quotient, {
        p: [float(value) / float(largest) for value in values] for p, values in components.items()
    }


def _gram(table: Table, n: int) -> list[Row]:
    block = Block(table, n, sums=True)
    for k in range(1, n + 1):
        for family in table.families:
            mode = block.mode(family, k)
            block.add_product(fmpq(1), mode, mode)
    return block.rows


def _sparse(rows: list[Row]) -> sparse.csr_array:
    entries = [
        (i, j, float(entry.p) / float(entry.q))
        for i, row in enumerate(rows)
        for j, entry in row.items()
    ]
    lower = sparse.csr_array(
        ([e for _, _, e in entries], ([i for i, _, _ in entries], [j for _, j, _ in entries])),
        shape=(len(rows),) * 2,
    )
    return (lower + sparse.tril(lower, -1).T).tocsr()
