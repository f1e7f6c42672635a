"""Searches for the kinds about finite matrices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from flint import fmpq

from cap.certificate import Claim, Json, write_integer
from cap.claims.matrix import EigenvalueBelow, Source
from cap.kernels.matrix import LDL_LIMIT, Row, pivots
from cap.propose.eigenvalues import Bases
from cap.propose.factor import find_factor, unit_diagonal_scaling
from cap.propose.quadratic_form import write_factor
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Verdict

ELIMINATION_SIZE = 16
REFINED_BITS = (64, 128, 256)  # of the lowest eigenvector


def positive_definite(parameters: Json, progress: Progress) -> Json:
    """A witness of `matrix.positive-definite`: exact elimination for small matrices, a quantised
    factor for large ones.
    """
    source = Source.read(parameters)
    rows = source.rows(source.bound)
    if source.size() <= ELIMINATION_SIZE:
        found = pivots(rows)
        if found[-1] > 0:
            return {"method": "elimination"}
        raise _failure(
            parameters, f"pivot {len(found)} of exact elimination is {found[-1]}", progress
        )
    scaling = unit_diagonal_scaling(rows)
    factor, margin = find_factor(rows, scaling, progress)
    if factor is None:
        if source.size() <= LDL_LIMIT and pivots(rows)[-1] > 0:
            return {"method": "elimination"}
        raise _failure(parameters, f"no factor leaves a dominant rest (margin {margin})", progress)
    witness = {"method": "factor", "factor": write_factor(factor)}
    return witness if not any(scaling) else {**witness, "scaling": scaling}


def eigenvalue_below(parameters: Json, progress: Progress) -> Json:
    """A witness of `matrix.eigenvalue-below`: the lowest eigenvector, rounded to more and more
    digits.
    """
    source = Source.read(parameters)
    rows = source.rows(fmpq(0))
    values, vectors = np.linalg.eigh(_dense(rows))
    vector = vectors[:, 0] / np.abs(vectors[:, 0]).max()
    for digits in range(1, 16):
        witness = {"vector": [round(float(x) * 10**digits) for x in vector]}
        try:
            EigenvalueBelow.check(parameters, witness, {})
        except Refused as refusal:
            progress(f"{digits} digits: {refusal}")
        else:
            return witness
    for bits in REFINED_BITS if source.size() <= LDL_LIMIT else ():
        lowest = Bases(rows).at(bits).vectors[0]
        witness = {"vector": [write_integer(x) for x in lowest]}
        try:
            EigenvalueBelow.check(parameters, witness, {})
        except Refused as refusal:
            progress(f"{bits} bits: {refusal}")
        else:
            return witness
    raise NotCertified(
        Verdict.INCONCLUSIVE, f"lowest eigenvalue about {values[0]:.12g}, bound {source.bound}"
    )


def _failure(parameters: Json, margin: str, progress: Progress) -> NotCertified:
    try:
        witness = eigenvalue_below(parameters, progress)
    except NotCertified as failure:
        return NotCertified(Verdict.INCONCLUSIVE, f"{margin}; {failure.margin}")
    return NotCertified(
        Verdict.REJECTED, margin, Claim("matrix.eigenvalue-below", parameters), witness
    )


def _dense(rows: Sequence[Row]) -> np.ndarray:
    a = np.zeros((len(rows), len(rows)))
    for i, row in enumerate(rows):
        for j, entry in row.items():
            a[i, j] = a[j, i] = float(entry.p) / float(entry.q)
    return a
