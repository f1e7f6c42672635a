"""The searches behind `cap certify` and `cap refute`. Untrusted: a search proposes a witness, the
check disposes.
"""

from __future__ import annotations

from collections.abc import Callable
from platform import python_version

from cap.certificate import Certificate, Claim, Json
from cap.propose import (
    entries,
    identity,
    inequality,
    matrix,
    parametric,
    polynomial,
    quadratic_form,
)
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Verdict
from cap.verify import check, statement

Search = Callable[[Json, Progress], Json]

SEARCHES: dict[str, Search] = {
    "identity.noncommutative": identity.noncommutative,
    "identity.noncommutative-refuted": identity.noncommutative_fails,
    "identity.rational": identity.rational,
    "identity.rational-refuted": identity.rational_fails,
    "identity.trigonometric": identity.holds,
    "identity.trigonometric-refuted": identity.fails,
    "inequality": inequality.holds,
    "inequality-refuted": inequality.fails,
    "matrix.eigenvalue-below": matrix.eigenvalue_below,
    "matrix.positive-definite": matrix.positive_definite,
    "parametric.sign": parametric.holds,
    "parametric.sign-refuted": parametric.fails,
    "polynomial.half-plane": polynomial.half_plane,
    "polynomial.real-roots": polynomial.real_roots,
    "polynomial.roots": polynomial.roots,
    "polynomial.sign": polynomial.sign,
    "polynomial.sign-refuted": polynomial.sign_refuted,
    "quadratic-form.best-damping": quadratic_form.bracket,
    "quadratic-form.entries": entries.hold,
    "quadratic-form.entries-refuted": entries.differ,
    "quadratic-form.negative": quadratic_form.negative,
    "quadratic-form.positive": quadratic_form.positive,
}

# Refuting is proving the opposite: the claims to try, in this order, in place of the given one.
OPPOSITES: dict[str, Callable[[Json], list[Claim]]] = {
    "identity.noncommutative": lambda p: [Claim("identity.noncommutative-refuted", p)],
    "identity.noncommutative-refuted": lambda p: [Claim("identity.noncommutative", p)],
    "identity.rational": lambda p: [Claim("identity.rational-refuted", p)],
    "identity.rational-refuted": lambda p: [Claim("identity.rational", p)],
    "identity.trigonometric": lambda p: [Claim("identity.trigonometric-refuted", p)],
    "identity.trigonometric-refuted": lambda p: [Claim("identity.trigonometric", p)],
    "inequality": lambda p: [Claim("inequality-refuted", p)],
    "inequality-refuted": lambda p: [Claim("inequality", p)],
    "matrix.eigenvalue-below": lambda p: [Claim("matrix.positive-definite", p)],
    "matrix.positive-definite": lambda p: [Claim("matrix.eigenvalue-below", p)],
    "parametric.sign": lambda p: [Claim("parametric.sign-refuted", p)],
    "parametric.sign-refuted": lambda p: [Claim("parametric.sign", p)],
    **polynomial.OPPOSITES,
    "quadratic-form.best-damping": quadratic_form.outside,
    "quadratic-form.entries": entries.opposite,
    "quadratic-form.entries-refuted": entries.confirmed,
    "quadratic-form.negative": quadratic_form.never_negative,
    "quadratic-form.positive": quadratic_form.somewhere_negative,
}


def certify(claim: Claim, progress: Progress) -> Certificate:
    """Search for a witness and check it.

    Raises:
        NotCertified: if no witness was found, with the margin and, where known, what refutes it.
        Refused: if the claim is not a claim of a known kind.
    """
    statement(claim)
    witness = SEARCHES[claim.name](claim.parameters, progress)
    certificate = Certificate(claim, witness, (), made_by())
    try:
        check(certificate, {})
    except Refused as refusal:
        raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
    return certificate


def refute(claim: Claim, progress: Progress) -> Certificate:
    """A certificate of the opposite of a claim.

    Raises:
        NotCertified: if none of the opposites was certified.
    """
    statement(claim)
    failure: NotCertified | None = None
    for opposite in OPPOSITES[claim.name](claim.parameters):
        try:
            return certify(opposite, progress)
        except NotCertified as reason:
            failure = reason
    if failure is None:
        raise LookupError(claim.name)
    raise failure


def made_by() -> Json:
    """Who made the certificate; never read by a check."""
    from importlib.metadata import version

    libraries = {name: version(name) for name in ("numpy", "python-flint", "scipy")}
    return {
        "cap": version("cap"),
        "libraries": {"python": python_version(), **libraries},
        "seed": 0,
    }
