"""`cap proofs`: the chains of proofs/ are complete, and weakening any link breaks them by name."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from cap.api import BestDamping, FormEntries, QuadraticFormPositive
from cap.models import houli
from cap.proofs import check_all
from cap.propose.all import needed
from cap.verdict import Malformed
from cap.verify import statement

ROOT = Path(__file__).parents[1]
THEOREM = "houli-linear-damping-small"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of one theorem and its certificates that may be damaged."""
    shutil.copytree(ROOT / "proofs" / THEOREM, tmp_path / "proofs" / THEOREM)
    shutil.copytree(ROOT / "certificates", tmp_path / "certificates")
    return tmp_path


def edit(root: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the steps file of the copy."""
    path = root / "proofs" / THEOREM / "steps.json"
    tree = json.loads(path.read_text())
    change(tree)
    path.write_text(json.dumps(tree))


def test_every_theorem_is_complete() -> None:
    """All steps of all theorems are done, and the constants are those of the certificates."""
    reports = {report.name: report for report in check_all(ROOT)}
    assert all(report.complete for report in reports.values())
    assert Fraction(str(reports["houli-linear-damping"].constants["kappa"])) == Fraction(16, 100)
    assert Fraction(str(reports["houli-linear-damping-015"].constants["kappa"])) == Fraction(
        15, 100
    )
    bracket = reports["houli-best-damping"].constants
    assert Fraction(str(bracket["width"])) <= Fraction(1, 10**10)
    assert Fraction(str(bracket["upper"])) - Fraction(str(bracket["lower"])) == Fraction(
        str(bracket["width"])
    )


def test_certificates_and_steps_are_the_same_set() -> None:
    """certificates/ holds what proofs/ needs and nothing else."""
    assert set(needed(ROOT)) == {path.name for path in (ROOT / "certificates").iterdir()}


def test_every_theorem_and_every_kind_has_its_page() -> None:
    """A theorem has page.md with Proves, Uses and a failure on purpose; so has every kind."""
    from cap.claims import KINDS

    pages = [
        folder / "page.md"
        for folder in (ROOT / "proofs").iterdir()
        if (folder / "steps.json").exists()
    ]
    kinds = list((ROOT / "proofs" / "kinds").glob("*.md"))
    for page in pages + kinds:
        text = page.read_text()
        assert "**Proves**" in text
        assert "**Uses**" in text
        assert "on purpose" in text
    titles = "".join(page.read_text().splitlines()[0] for page in kinds)
    assert all(f"`{kind}`" in titles for kind in KINDS)


def test_the_identities_are_generated_from_the_equations() -> None:
    """The formulas of the steady state are those of cap/models/houli.py, not typed."""
    steps = json.loads((ROOT / "proofs" / "houli-steady-state" / "steps.json").read_text())["steps"]
    lefts = [step["parameters"]["left"] for step in steps]
    assert lefts == [houli.at_steady_state(e) for e in (houli.EQUATION_U, houli.EQUATION_OMEGA)]
    assert {step["parameters"]["right"] for step in steps} == {houli.ERROR}


@pytest.mark.parametrize(
    ("certificate", "step"),
    [
        ("houli_basis.json", "basis"),
        ("houli_entries.json", "entries"),
        ("houli_small.json", "block4"),
    ],
)
def test_a_missing_certificate_fails_with_the_name_of_its_step(
    copy: Path, certificate: str, step: str
) -> None:
    """Without any one certificate the theorem is incomplete, and no conclusion is printed."""
    (copy / "certificates" / certificate).unlink()
    (report,) = check_all(copy)
    assert not report.complete
    assert [s.name for s in report.steps if not s.done] == [step]
    assert not report.conclusion
    assert f"failed steps: {step}" in "\n".join(report.lines(statements=False))


def test_a_certificate_of_another_statement_fails(copy: Path) -> None:
    """A certificate with another damping, however valid, does not fill the step."""
    shutil.copy(
        copy / "certificates" / "houli_015.json", copy / "certificates" / "houli_small.json"
    )
    (report,) = check_all(copy)
    assert [s.name for s in report.steps if not s.done] == ["block4"]


def test_the_step_and_the_sentence_use_the_same_table() -> None:
    """The table of the positive form is, line for line, the table that the operators have."""
    entries = statement(FormEntries("houli", "derived"))
    for claim in (QuadraticFormPositive("houli", 0, 1, 1), BestDamping("houli", 0, 1)):
        assert "\n".join(houli.TABLE.lines()) in statement(claim)
    assert "\n".join(houli.TABLE.lines()) in entries


def test_a_stronger_parameter_in_the_steps_fails(copy: Path) -> None:
    """The step asks for 0.163, the certificate has 0.16: incomplete."""

    def change(tree: dict[str, Any]) -> None:
        next(s for s in tree["steps"] if s["id"] == "block4")["parameters"]["damping"] = "163/1000"

    edit(copy, change)
    (report,) = check_all(copy)
    assert [s.name for s in report.steps if not s.done] == ["block4"]


def damaged(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Set one place of the steps file; the path is dotted."""

    def change(tree: Any) -> None:
        *most, last = [int(key) if key.isdigit() else key for key in path.split(".")]
        for key in most:
            tree = tree[key]
        tree[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("conclusion.text", "dE1 <= -0.17 [(u_x, u_x rho) + (omega, omega rho)]"),
        ("conclusion.text", "dE1 <= -17/100 [(u_x, u_x rho) + (omega, omega rho)]"),
        ("conclusion.text", "dE1 <= -{unknown}"),
        ("conclusion.constants.kappa.with.d.parameter", "model"),
        ("conclusion.constants.kappa.with.d.parameter", "absent"),
        ("conclusion.constants.kappa.with.d.step", "expansion"),
        ("conclusion.constants.kappa.formula", "d/(d-d)"),
        ("conclusion.constants.kappa.formula", "d.real"),
        ("conclusion.uses", ["absent"]),
        ("steps.1.by_hand", "clearly it is at most 0.3"),
        ("steps.1.by_hand", "clearly it is at most 3/10"),
        ("steps.1.uses", ["entries"]),
        ("steps.0.id", "entries"),
        ("steps.0.certificate", "../proofs/x.json"),
        ("steps.0.certificate", "/etc/passwd"),
        ("steps.0.extra", 1),
        ("steps", []),
        ("format", "cap-proof/2"),
    ],
)
def test_a_loose_number_or_reference_is_malformed(copy: Path, path: str, value: Any) -> None:
    """Numbers come from certified parameters alone, and references point to steps above."""
    edit(copy, damaged(path, value))
    with pytest.raises(Malformed):
        list(check_all(copy))


def test_a_step_that_nothing_uses_is_a_failure(copy: Path) -> None:
    """A true but unrelated certificate cannot decorate a theorem."""

    def change(tree: dict[str, Any]) -> None:
        extra = {**next(s for s in tree["steps"] if s["id"] == "basis"), "id": "decoration"}
        tree["steps"].append(extra)

    edit(copy, change)
    (report,) = check_all(copy)
    assert not report.complete
    assert "decoration" in report.failure


def test_a_parameter_may_come_from_an_earlier_step(copy: Path) -> None:
    """A reference to the block of another step is resolved; to a later step it is refused."""

    def change(tree: dict[str, Any]) -> None:
        first = next(s for s in tree["steps"] if s["id"] == "block4")
        second = {**first, "id": "again", "parameters": {**first["parameters"]}}
        second["parameters"]["damping"] = {"step": "block4", "parameter": "damping"}
        tree["steps"].append(second)
        tree["conclusion"]["uses"].append("again")

    edit(copy, change)
    (report,) = check_all(copy)
    assert report.complete

    def spoil(tree: dict[str, Any]) -> None:
        tree["steps"].insert(0, tree["steps"].pop())

    edit(copy, spoil)
    with pytest.raises(Malformed):
        list(check_all(copy))
