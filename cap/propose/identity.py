"""Searches for the kinds of trigonometric identities."""

from __future__ import annotations

from itertools import islice, product

from cap.certificate import Json
from cap.claims.identity import Identity, TrigonometricIdentity, TrigonometricIdentityRefuted
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Verdict

TRIALS = 1000


def holds(parameters: Json, progress: Progress) -> Json:
    """The empty witness of `identity.trigonometric`, if the identity holds."""
    try:
        TrigonometricIdentity.check(parameters, {}, {})
    except Refused as refusal:
        try:
            fails(parameters, progress)
        except NotCertified:
            raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
        raise NotCertified(Verdict.REJECTED, f"{refusal}; the identity is false") from refusal
    return {}


def fails(parameters: Json, progress: Progress) -> Json:
    """Values of the symbols at which the two sides differ, by trial of small values."""
    identity = Identity.read(parameters)
    ranges = [range(least, least + 5) for least in identity.least.values()]
    for values in islice(product(*ranges), TRIALS):
        witness = {"values": dict(zip(identity.least, values, strict=True))}
        try:
            TrigonometricIdentityRefuted.check(parameters, witness, {})
        except Refused as refusal:
            progress(f"{witness['values']}: {refusal}")
        else:
            return witness
    raise NotCertified(Verdict.INCONCLUSIVE, "left and right agree at all values that were tried")
