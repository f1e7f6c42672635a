"""The searches behind `cap certify` and `cap refute`. Untrusted: a search proposes a witness, the
check disposes.
"""

from __future__ import annotations

from collections.abc import Callable
from platform import python_version

from cap.certificate import Certificate, Claim, Json
from cap.propose import (
    eigenvalues,
    energy_ball,
    entries,
    identity,
    inequality,
    integral,
    linear_system,
    matrix,
    parametric,
    polynomial,
    quadratic_form,
    system_zero,
)
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Verdict
from cap.verify import check, statement

Search = Callable[[Json, Progress], Json]

SEARCHES: dict[str, Search] = {
    "energy-ball.contraction": energy_ball.contraction,
    "energy-ball.trapping": energy_ball.trapping,
    "identity.noncommutative": identity.noncommutative,
    "identity.noncommutative-refuted": identity.noncommutative_fails,
    "identity.rational": identity.rational,
    "identity.rational-refuted": identity.rational_fails,
    "identity.trigonometric": identity.holds,
    "identity.trigonometric-refuted": identity.fails,
    "inequality": inequality.holds,
    "inequality-refuted": inequality.fails,
    "integral.enclosure": integral.enclosure,
    "linear-system.solution": linear_system.solution,
    "matrix.eigenvalue-below": matrix.eigenvalue_below,
    "matrix.eigenvalues": eigenvalues.eigenvalues,
    "matrix.inertia": eigenvalues.inertia,
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
    "system.zero": system_zero.zero,
}

# Refuting is proving the opposite: the claims to try, in this order, in place of the given one.
OPPOSITES: dict[str, Callable[[Json], list[Claim]]] = {
    "identity.noncommutative": lambda p: [Claim("identity.noncommutative-refuted", p)],
    "identity.noncommutative-refuted": lambda p: [Claim("identity.noncommutative", p)],
    "identity.rational": lambda p: [Claim("identity.rational-refuted", p)],
    "identity.rational-refuted": lambda p: [Claim("identity.rational", p)],
    **energy_ball.OPPOSITES,
    "identity.trigonometric": lambda p: [Claim("identity.trigonometric-refuted", p)],
    "identity.trigonometric-refuted": lambda p: [Claim("identity.trigonometric", p)],
    "inequality": lambda p: [Claim("inequality-refuted", p)],
    "inequality-refuted": lambda p: [Claim("inequality", p)],
    "integral.enclosure": integral.elsewhere,
    "linear-system.solution": linear_system.other_solution,
    "matrix.eigenvalue-below": lambda p: [Claim("matrix.positive-definite", p)],
    "matrix.eigenvalues": eigenvalues.other_eigenvalues,
    "matrix.inertia": eigenvalues.other_inertia,
    "matrix.positive-definite": lambda p: [Claim("matrix.eigenvalue-below", p)],
    "parametric.sign": lambda p: [Claim("parametric.sign-refuted", p)],
    "parametric.sign-refuted": lambda p: [Claim("parametric.sign", p)],
    **polynomial.OPPOSITES,
    "quadratic-form.best-damping": quadratic_form.outside,
    "quadratic-form.entries": entries.opposite,
    "quadratic-form.entries-refuted": entries.confirmed,
    "quadratic-form.negative": quadratic_form.never_negative,
    "quadratic-form.positive": quadratic_form.somewhere_negative,
    "system.zero": system_zero.without_zero,
}

# Parameters that a search finds too: the claim of the certificate has them.
COMPLETIONS: dict[str, Callable[[Json], Json]] = {
    "linear-system.solution": linear_system.completed,
    "matrix.eigenvalues": eigenvalues.completed,
    "system.zero": system_zero.completed,
}


def completed(claim: Claim) -> Claim:
    """The claim with the parameters that are found by a search."""
    if claim.name not in COMPLETIONS:
        return claim
    return Claim(claim.name, COMPLETIONS[claim.name](claim.parameters))


def certify(claim: Claim, progress: Progress) -> Certificate:
    """Search for a witness and check it.

    Raises:
        NotCertified: if no witness was found, with the margin and, where known, what refutes it.
        Refused: if the claim is not a claim of a known kind.
    """
    claim = completed(claim)
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
    claim = completed(claim)
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
