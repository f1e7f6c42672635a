"""cap: computer-assisted proofs as certificate files that anybody can re-check.

    claim = cap.PositiveDefinite([[2, "1/3"], ["1/3", 1]], bound="0.8")   # floats are refused
    certificate = cap.certify(claim)                                      # or cap.NotCertified
    certificate.save("matrix.json")
    result = cap.verify("matrix.json", expect=claim)
    result.verdict is cap.VERIFIED                                        # result.statement holds

Names are loaded when they are used: `import cap` and `cap verify` load neither numpy nor scipy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cap.certificate import Certificate, Claim
from cap.verdict import Inconclusive, Malformed, Refused, Rejected, Unsupported, Verdict
from cap.verify import Result, statement, verify

if TYPE_CHECKING:
    from cap.api import (
        BestDamping,
        EigenvalueBelow,
        Eigenvalues,
        EnergyBallContraction,
        EnergyBallTrapping,
        FormEntries,
        FormEntriesRefuted,
        Inequality,
        InequalityRefuted,
        Inertia,
        IntegralEnclosure,
        LinearSolution,
        NoncommutativeIdentity,
        NoncommutativeIdentityRefuted,
        ParametricSign,
        ParametricSignRefuted,
        PolynomialHalfPlane,
        PolynomialRealRoots,
        PolynomialRoots,
        PolynomialSign,
        PolynomialSignRefuted,
        PositiveDefinite,
        QuadraticFormNegative,
        QuadraticFormPositive,
        RationalIdentity,
        RationalIdentityRefuted,
        SystemZero,
        TrigonometricIdentity,
        TrigonometricIdentityRefuted,
    )
    from cap.propose.search import NotCertified

VERIFIED = Verdict.VERIFIED
REJECTED = Verdict.REJECTED
INCONCLUSIVE = Verdict.INCONCLUSIVE
MALFORMED = Verdict.MALFORMED
UNSUPPORTED = Verdict.UNSUPPORTED

__all__ = [
    "INCONCLUSIVE",
    "MALFORMED",
    "REJECTED",
    "UNSUPPORTED",
    "VERIFIED",
    "BestDamping",
    "Certificate",
    "Claim",
    "EigenvalueBelow",
    "Eigenvalues",
    "EnergyBallContraction",
    "EnergyBallTrapping",
    "FormEntries",
    "FormEntriesRefuted",
    "Inconclusive",
    "Inequality",
    "InequalityRefuted",
    "Inertia",
    "IntegralEnclosure",
    "LinearSolution",
    "Malformed",
    "NoncommutativeIdentity",
    "NoncommutativeIdentityRefuted",
    "NotCertified",
    "ParametricSign",
    "ParametricSignRefuted",
    "PolynomialHalfPlane",
    "PolynomialRealRoots",
    "PolynomialRoots",
    "PolynomialSign",
    "PolynomialSignRefuted",
    "PositiveDefinite",
    "QuadraticFormNegative",
    "QuadraticFormPositive",
    "RationalIdentity",
    "RationalIdentityRefuted",
    "Refused",
    "Rejected",
    "Result",
    "SystemZero",
    "TrigonometricIdentity",
    "TrigonometricIdentityRefuted",
    "Unsupported",
    "Verdict",
    "certify",
    "refute",
    "statement",
    "verify",
]


def certify(claim: Claim, progress: Callable[[str], None] | None = None) -> Certificate:
    """Search for a witness of a claim, check it, and return the certificate.

    Raises:
        NotCertified: with the verdict, the margin and, where there is one, the counterexample.
        Refused: if the claim is not of a known kind, or its parameters are not those of the kind.
    """
    from cap import propose

    return propose.certify(claim, progress or _silent)


def refute(claim: Claim, progress: Callable[[str], None] | None = None) -> Certificate:
    """The certificate of the opposite of a claim; raises as `certify` does."""
    from cap import propose

    return propose.refute(claim, progress or _silent)


def _silent(_message: str) -> None:
    """No progress is wanted."""


def __getattr__(name: str) -> Any:
    if name == "NotCertified":
        from cap.propose.search import NotCertified

        return NotCertified
    if name in __all__:
        from cap import api

        return getattr(api, name)
    raise AttributeError(f"module 'cap' has no attribute {name!r}")
