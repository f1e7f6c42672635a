"""The public API of `cap/__init__.py`: exact arguments, frozen claims, certify, refute, verify."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import cap
import pytest
from cap.api import CLASSES, exact
from cap.claims import KINDS
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

MATRIX = [[2, "1/3"], [Fraction(1, 3), fmpq(1)]]


def test_the_four_lines_of_the_docstring_work(tmp_path: Path) -> None:
    """certify, save, verify with `expect`: VERIFIED, with the statement."""
    claim = cap.PositiveDefinite(MATRIX, bound="0.8")
    cap.certify(claim).save(tmp_path / "matrix.json")
    result = cap.verify(tmp_path / "matrix.json", expect=claim)
    assert result.verdict is cap.VERIFIED
    assert result.statement == cap.statement(claim)
    assert "4/5" in result.statement


def test_another_claim_than_the_expected_one_is_rejected(tmp_path: Path) -> None:
    """A valid certificate of a weaker statement is REJECTED under `expect`."""
    cap.certify(cap.PositiveDefinite(MATRIX, bound="0.8")).save(tmp_path / "m.json")
    result = cap.verify(tmp_path / "m.json", expect=cap.PositiveDefinite(MATRIX, bound="0.81"))
    assert result.verdict is cap.REJECTED
    assert "another statement" in result.why
    assert not result.statement


def test_a_result_and_a_verdict_have_no_truth_value(tmp_path: Path) -> None:
    """`if cap.verify(...)` is an error, so that nobody takes a refusal for a success."""
    result = cap.verify(tmp_path / "absent.json")
    assert result.verdict is cap.MALFORMED
    with pytest.raises(TypeError, match="not a truth value"):
        bool(result)
    with pytest.raises(TypeError, match="not a truth value"):
        bool(result.verdict)


@pytest.mark.parametrize("number", [0.16, 1e300, float("nan"), float("inf"), True, None, 1j, b"1"])
def test_an_inexact_number_is_refused(number: object) -> None:
    """A float or another type is a TypeError, whatever its value."""
    with pytest.raises((TypeError, ValueError, OverflowError)):
        cap.QuadraticFormNegative("houli", number)  # type: ignore[arg-type]


def test_a_float_is_refused_with_the_remedy() -> None:
    """The message shows the double that was meant and what to write instead."""
    with pytest.raises(TypeError, match=r'write "0\.16" or a Fraction'):
        exact(0.16)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "1/0", "1e5", "0x10", "1_000", " 1", "1 ", "--1", "1/-2", "nan", "٣"]
)
def test_a_string_that_is_no_number_is_refused(text: str) -> None:
    """Only integers, decimals and fractions in ASCII digits are numbers."""
    with pytest.raises(ValueError, match=r"no exact number|denominator"):
        exact(text)


@given(st.fractions())
def test_exact_numbers_keep_their_value(number: Fraction) -> None:
    """int, Fraction, fmpq and text spell the same rational."""
    assert exact(number) == exact(fmpq(number.numerator, number.denominator)) == exact(str(number))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_decimals_are_read_exactly(number: object) -> None:
    """The text "0.16" is 4/25 and not the double next to it."""
    text = f"{number:f}"
    assert Fraction(exact(text)) == Fraction(text)


def test_claims_are_frozen() -> None:
    """The name and the parameters of a claim cannot be replaced."""
    claim = cap.BestDamping("houli", "0.1", "0.2")
    with pytest.raises(AttributeError):
        claim.name = "another"  # type: ignore[misc]


def test_every_kind_has_its_class_its_search_and_its_opposite() -> None:
    """The tables of kinds, classes, searches and refutations have the same names."""
    from cap import propose

    assert set(CLASSES) == set(KINDS) == set(propose.SEARCHES) == set(propose.OPPOSITES)


def test_a_false_claim_is_not_certified_and_comes_with_what_refutes_it() -> None:
    """lambda_min = 0.8976...: 0.9 is refused with a claim and a witness that verify."""
    claim = cap.PositiveDefinite(MATRIX, bound="0.9")
    with pytest.raises(cap.NotCertified) as caught:
        cap.certify(claim)
    failure = caught.value
    assert failure.verdict is cap.REJECTED
    assert failure.counterexample is not None
    assert failure.counterexample.name == "matrix.eigenvalue-below"
    certificate = cap.refute(claim)
    assert certificate.claim == failure.counterexample
    assert certificate.witness == failure.counterexample_witness


TRUE_AND_FALSE = [
    (
        cap.QuadraticFormPositive("houli", "0.16", 10, "0.66"),
        cap.QuadraticFormPositive("houli", "0.164", 10, "0.66"),
    ),
    (cap.QuadraticFormNegative("houli", "0.164"), cap.QuadraticFormNegative("houli", "0.16")),
    (cap.BestDamping("houli", "0.16", "0.17"), cap.BestDamping("houli", "0.1635", "0.17")),
    (cap.BestDamping("houli", "0.163", "0.164"), cap.BestDamping("houli", "0.16", "0.163")),
    (cap.FormEntries("houli", "derived"), cap.FormEntries("houli", "printed")),
    (cap.FormEntriesRefuted("houli", "printed"), cap.FormEntriesRefuted("houli", "derived")),
    (cap.PolynomialSign([1, -2, 1], ">= 0"), cap.PolynomialSign([1, -2, 1], "> 0")),
    (cap.PolynomialRealRoots([-1, 0, 1], 2), cap.PolynomialRealRoots([-1, 0, 1], 1)),
    (cap.PolynomialHalfPlane([2, 3, 1]), cap.PolynomialHalfPlane([2, -3, 1])),
    (cap.EigenvalueBelow(MATRIX, "0.9"), cap.EigenvalueBelow(MATRIX, "0.89")),
    (cap.PositiveDefinite(MATRIX, "0.89"), cap.PositiveDefinite(MATRIX, "0.9")),
    (
        cap.TrigonometricIdentity("sin(2*k*x)", "2*sin(k*x)*cos(k*x)", k=0),
        cap.TrigonometricIdentity("sin(2*k*x)", "sin(k*x)*cos(k*x)", k=0),
    ),
    (
        cap.TrigonometricIdentityRefuted("sin(2*x)", "sin(x)*cos(x)"),
        cap.TrigonometricIdentityRefuted("sin(2*x)", "2*sin(x)*cos(x)"),
    ),
]


@pytest.mark.parametrize(("true", "false"), TRUE_AND_FALSE, ids=lambda claim: claim.name)
def test_a_true_claim_is_certified_and_its_false_neighbour_refuted(
    true: cap.Claim, false: cap.Claim, tmp_path: Path
) -> None:
    """True claims are certified, false ones refuted, and never the other way round."""
    for certificate in (cap.certify(true), cap.refute(false)):
        certificate.save(tmp_path / "c.json")
        assert cap.verify(tmp_path / "c.json").verdict is cap.VERIFIED
    with pytest.raises(cap.NotCertified):
        cap.certify(false)
    with pytest.raises(cap.NotCertified):
        cap.refute(true)


def test_a_saved_file_is_the_old_one_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing fails half way the old certificate is still there, and no temporary file."""
    path = tmp_path / "c.json"
    first = cap.certify(cap.PositiveDefinite(MATRIX))
    first.save(path)

    def fail(_descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        cap.certify(cap.PositiveDefinite(MATRIX, "0.5")).save(path)
    assert path.read_bytes() == first.to_bytes()
    assert list(tmp_path.iterdir()) == [path]
