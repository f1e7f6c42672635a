"""Searches for the kinds of identities."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from random import Random

from flint import fmpq, fmpq_mat

from cap.certificate import Claim, Json
from cap.claims.algebra import (
    Noncommutative,
    NoncommutativeIdentity,
    NoncommutativeIdentityRefuted,
    Rational,
    RationalIdentity,
    RationalIdentityRefuted,
)
from cap.claims.identity import Identity, TrigonometricIdentity, TrigonometricIdentityRefuted
from cap.claims.kind import Kind
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


def rational(parameters: Json, progress: Progress) -> Json:
    """The empty witness of `identity.rational`."""
    return _empty("identity.rational", RationalIdentity, parameters, progress)


def noncommutative(parameters: Json, progress: Progress) -> Json:
    """The empty witness of `identity.noncommutative`."""
    return _empty("identity.noncommutative", NoncommutativeIdentity, parameters, progress)


def _empty(name: str, kind: type[Kind], parameters: Json, progress: Progress) -> Json:
    try:
        kind.check(parameters, {}, {})
    except Refused as refusal:
        try:
            witness = FAILS[name](parameters, progress)
        except (NotCertified, Refused):
            raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
        counterexample = Claim(f"{name}-refuted", parameters)
        raise NotCertified(Verdict.REJECTED, str(refusal), counterexample, witness) from refusal
    return {}


def rational_fails(parameters: Json, _progress: Progress) -> Json:
    """A point at which both sides are defined and differ."""
    random, names = Random(1), Rational.read(parameters).names  # noqa: S311 - points to try
    for k in range(TRIALS):
        numbers = [Fraction(random.randint(-k - 2, k + 2), random.randint(1, 3)) for _ in names]
        witness = {"point": {x: str(c) for x, c in zip(names, numbers, strict=True)}}
        try:
            RationalIdentityRefuted.check(parameters, witness, {})
        except Refused:
            continue
        return witness
    raise NotCertified(Verdict.INCONCLUSIVE, "left and right agree at all points that were tried")


def noncommutative_fails(parameters: Json, _progress: Progress) -> Json:
    """Small matrices for which both sides differ."""
    random = Random(1)  # noqa: S311 - matrices to try
    properties = Noncommutative.read(parameters).properties
    for k in range(TRIALS):
        n = 2 + k % 3
        matrices, inverses = {}, {}
        for name, said in properties.items():
            a = fmpq_mat([[fmpq(random.randint(-2, 2)) for _ in range(n)] for _ in range(n)])
            a = a + a.transpose() if "symmetric" in said else a
            if "invertible" in said:
                if a.det() == 0:
                    break
                inverses[name] = _rows(a.inv())
            matrices[name] = _rows(a)
        witness = {"size": n, "matrices": matrices, "inverses": inverses}
        try:
            NoncommutativeIdentityRefuted.check(parameters, witness, {})
        except Refused:
            continue
        return witness
    raise NotCertified(Verdict.INCONCLUSIVE, "left and right agree for all matrices tried")


def _rows(a: fmpq_mat) -> Json:
    return [[str(entry) for entry in row] for row in a.tolist()]


FAILS = {"identity.rational": rational_fails, "identity.noncommutative": noncommutative_fails}
