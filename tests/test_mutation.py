"""No mutant of a certificate is VERIFIED with a statement that is not true."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from cap.claims import KINDS

from tests.files import CORPUS, corpus
from tests.mutation import Mutant, attack, changes, get, mutants, places
from tests.oracle import ORACLES

ROOT = Path(__file__).parent.parent
ALL = corpus("accept")
STORED = sorted((ROOT / "certificates").rglob("*.json"))
FULL = 500  # mutants of the numbers of a large witness
QUICK = 30  # mutants of a certificate whose check takes more than a few milliseconds


def others(path: Path) -> list[Path]:
    """Certificates to transplant from: all of the same kind, and one of each other kind."""
    kinds: Counter[str] = Counter()
    chosen = []
    for other in ALL:
        kinds[other.parent.name] += 1
        if other != path and (
            other.parent.name == path.parent.name or kinds[other.parent.name] == 1
        ):
            chosen.append(other)
    return chosen


def is_quick(path: Path) -> bool:
    """Checks of entries multiply operators out; large files take long to write and to read."""
    return path.stat().st_size < 1300 and "entries" not in path.parent.name


def label(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", ALL, ids=label)
def test_mutants(path: Path, tmp_path: Path) -> None:
    """Every field and every number of the small certificates of the corpus; a random choice of the
    mutants of the others.
    """
    most = None if is_quick(path) else QUICK // 5 if "entries" in path.parent.name else QUICK
    report = attack(path, tmp_path, others(path), FULL, most)
    print(report)
    assert report.outcomes.total() > 150 if most is None else report.outcomes.total() == most
    assert report.outcomes["malformed"] + report.outcomes["rejected"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("path", [p for p in [*ALL, *STORED] if not is_quick(p)], ids=label)
def test_all_mutants(path: Path, tmp_path: Path) -> None:
    """All mutants, with 500 of the numbers of large witnesses, for the corpus and for the stored
    certificates.
    """
    report = attack(path, tmp_path, others(path), FULL)
    print(report)
    assert report.outcomes.total() >= 100


def test_every_kind_is_attacked() -> None:
    """Each kind has an oracle and an accepted certificate to attack."""
    assert {path.parent.name for path in ALL} == set(KINDS) == set(ORACLES)


def of(path: Path, count: int = 40, seed: int = 1) -> list[Mutant]:
    return list(mutants(json.loads(path.read_bytes()), {}, [], count, Random(seed)))


def test_mutants_are_the_same_in_every_run() -> None:
    """The same seed gives the same mutants, another seed others."""
    path = CORPUS / "accept" / "quadratic-form.positive" / "factor-of-two-hundred-indices.json"
    assert [m.name for m in of(path)] == [m.name for m in of(path)]
    assert [m.name for m in of(path)] != [m.name for m in of(path, seed=2)]


def test_every_field_is_changed() -> None:
    """Each field outside the witness, and each number of a small witness, has its mutants."""
    path = CORPUS / "accept" / "matrix.positive-definite" / "scaled-factor.json"
    tree = json.loads(path.read_bytes())
    names = [m.name for m in of(path)]
    for place in places(tree):
        if place[0] == "witness" and isinstance(get(tree, place), list):
            continue
        assert any(name.startswith(".".join(map(str, place)) + ":") for name in names), place


def test_changes_of_a_number() -> None:
    """By one, negated, zero, doubled; a rational also by 10^-30."""
    assert {8, 6, -7, 0, 14} <= {v for _, v in changes(7) if type(v) is int}
    assert "1" + "0" * 29 + "1/1" + "0" * 30 in [v for _, v in changes("1")]


def test_a_false_statement_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a checker that is broken on purpose (no margin is needed) the harness fails."""
    monkeypatch.setattr("cap.claims.matrix.need", lambda *_, **__: None)
    path = (
        CORPUS
        / "accept"
        / "matrix.positive-definite"
        / "bound-just-below-the-smallest-eigenvalue.json"
    )
    with pytest.raises(AssertionError, match="not confirmed"):
        attack(path, tmp_path, [], FULL)
    assert (tmp_path / "mutant.json").exists()
