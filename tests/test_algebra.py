"""`identity.rational` and `identity.noncommutative`: the API and the searches."""

from __future__ import annotations

from pathlib import Path

import cap
import pytest
from cap import minicheck

TRUE = [
    cap.RationalIdentity("(x+y)**2", "x**2+2*x*y+y**2"),
    cap.RationalIdentity("1/(x-y)+1/(y-x)", "0"),
    cap.RationalIdentity("(a/b)/(c/d) + 0.5", "a*d/(b*c) + 1/2"),
    # NLH: u = 1/(1 + z^2/8) solves -u - z u_z/2 + u^2 = 0 (2.1.3)
    cap.RationalIdentity("-1/(1+z**2/8) + z*(z/4)/(2*(1+z**2/8)**2) + 1/(1+z**2/8)**2", "0"),
    # NLH: its L2 damping with the weight w + z^-6, less 1/4
    cap.RationalIdentity(
        "6*w/(4*(w+1/z**6)) - 2*z**2/(8+z**2)",
        "-z**2*(w*z**6-24*w*z**4+4)/(2*(z**2+8)*(w*z**6+1))",
    ),
    # Lagrange
    cap.RationalIdentity(
        "(a**2+b**2+c**2)*(x**2+y**2+z**2)",
        "(a*x+b*y+c*z)**2+(a*y-b*x)**2+(b*z-c*y)**2+(c*x-a*z)**2",
    ),
    cap.NoncommutativeIdentity("(A+B)**2", "A**2+A*B+B*A+B**2", A="", B=""),
    cap.NoncommutativeIdentity("T(A*S)", "S*T(A)", A="", S="symmetric"),
    cap.NoncommutativeIdentity("inv(A*B)", "inv(B)*inv(A)", A="invertible", B="invertible"),
    cap.NoncommutativeIdentity("T(inv(S))", "inv(S)", S="invertible symmetric"),
    # Woodbury for U = V = I, multiplied out: inv(A) - inv(B) = inv(A) (B - A) inv(B)
    cap.NoncommutativeIdentity(
        "inv(A)-inv(B)", "inv(A)*(B-A)*inv(B)", A="invertible", B="invertible"
    ),
]
FALSE = [
    cap.RationalIdentity("(x+y)**2", "x**2+y**2"),
    cap.RationalIdentity("1/x+1/y", "2/(x+y)"),
    cap.NoncommutativeIdentity("A*B", "B*A", A="", B=""),
    cap.NoncommutativeIdentity("A*T(A)", "T(A)*A", A="invertible"),
    cap.NoncommutativeIdentity("R*S", "S*R", R="symmetric", S="symmetric"),
]


@pytest.mark.parametrize("claim", TRUE, ids=lambda claim: claim.parameters["left"])
def test_true_identities_are_certified(claim: cap.Claim, tmp_path: Path) -> None:
    """Both checkers accept them with the same statement."""
    path = tmp_path / "identity.json"
    cap.certify(claim).save(path)
    result = cap.verify(path, expect=claim)
    assert result.verdict is cap.VERIFIED
    assert minicheck.verify_file(path)[:2] == ("VERIFIED", result.statement)


@pytest.mark.parametrize("claim", FALSE, ids=lambda claim: claim.parameters["left"])
def test_false_identities_are_refuted(claim: cap.Claim, tmp_path: Path) -> None:
    """`certify` names the opposite, which both checkers accept."""
    with pytest.raises(cap.NotCertified) as failure:
        cap.certify(claim)
    assert failure.value.verdict is cap.REJECTED
    path = tmp_path / "refuted.json"
    cap.refute(claim).save(path)
    result = cap.verify(path)
    assert result.verdict is cap.VERIFIED
    assert result.claim == failure.value.counterexample
    assert minicheck.verify_file(path)[:2] == ("VERIFIED", result.statement)


@pytest.mark.parametrize("text", ["1/(x-x)", "0/(x-x)"])
def test_a_divisor_that_is_zero_is_inconclusive(text: str) -> None:
    """Neither the identity nor its opposite is certified."""
    for claim in (cap.RationalIdentity(text, text), cap.RationalIdentityRefuted(text, text)):
        with pytest.raises(cap.NotCertified) as failure:
            cap.certify(claim)
        assert failure.value.verdict is cap.INCONCLUSIVE
