"""Searches for the kinds about the entries of a form."""

from __future__ import annotations

from itertools import combinations_with_replacement, product

from cap.certificate import Claim, Json
from cap.claims.form_entries import Entries, EntriesRefuted
from cap.models.table import OPERATORS
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Verdict

TRIED = 6  # indices of each family


def hold(parameters: Json, progress: Progress) -> Json:
    """The empty witness of `quadratic-form.entries`, if the table is right."""
    try:
        Entries.check(parameters, {}, {})
    except Refused as refusal:
        (claim,) = opposite(parameters)
        try:
            witness = differ(claim.parameters, progress)
        except NotCertified:
            raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
        raise NotCertified(Verdict.REJECTED, str(refusal), claim, witness) from refusal
    return {}


def differ(parameters: Json, progress: Progress) -> Json:
    """A pair of modes at which the table is wrong."""
    EntriesRefuted.statement(parameters)
    families = OPERATORS[parameters["model"]].families
    reason = "no pair was tried"
    for p, q in combinations_with_replacement(families, 2):
        indices = product(*(range(families[f].first, families[f].first + TRIED) for f in (p, q)))
        for j, k in indices:
            witness = {"x": [p, j], "y": [q, k]}
            try:
                EntriesRefuted.check(parameters, witness, {})
            except Refused as refusal:
                reason = str(refusal)
                progress(f"<{p}_{j}, {q}_{k}>: {reason}")
            else:
                return witness
    raise NotCertified(Verdict.INCONCLUSIVE, reason)


def opposite(parameters: Json) -> list[Claim]:
    """The table is false."""
    return [Claim("quadratic-form.entries-refuted", {**parameters, "opposite": []})]


def confirmed(parameters: Json) -> list[Claim]:
    """The table is right."""
    kept = {key: parameters[key] for key in ("model", "table")}
    return [Claim("quadratic-form.entries", kept)]
