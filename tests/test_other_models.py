"""The infinite form is general: a model of one family without far entries, certified."""

from __future__ import annotations

from pathlib import Path

import cap
import numpy as np
import pytest
from cap.kernels.form import Far, Table
from cap.models.table import FORMS
from cap.verdict import Rejected

# A Jacobi matrix: diagonal 1, entries 1/k beside it.
JACOBI = Table(families=("x",), near={("x", "x"): {0: "1", 1: "1/k"}}, far={}, fixed={})


@pytest.fixture
def jacobi(monkeypatch: pytest.MonkeyPatch) -> float:
    """The model under a name, and its smallest eigenvalue from a large truncation (a float)."""
    monkeypatch.setitem(FORMS, "jacobi", JACOBI)
    beside = 1 / np.arange(2.0, 400.0)
    matrix = np.eye(399) + np.diag(beside, 1) + np.diag(beside, -1)
    return float(np.linalg.eigvalsh(matrix)[0])


def test_the_best_damping_of_a_band_model_is_certified(jacobi: float, tmp_path: Path) -> None:
    """Six digits from both sides by the kind and the search of Hou-Li; neighbours are refused."""
    lower, upper = f"{jacobi - 1e-6:.7f}", f"{jacobi + 1e-6:.7f}"
    cap.certify(cap.BestDamping("jacobi", lower, upper)).save(tmp_path / "c.json")
    result = cap.verify(tmp_path / "c.json")
    assert result.verdict is cap.VERIFIED
    assert "<x_j, x_k> = 1/k   for k = j + 1" in result.statement
    for wrong in ((upper, f"{jacobi + 1e-3:.7f}"), (f"{jacobi - 1e-3:.7f}", lower)):
        with pytest.raises(cap.NotCertified):
            cap.certify(cap.BestDamping("jacobi", *wrong))


def test_far_entries_from_two_families_are_refused() -> None:
    """The coupling in closed form is proved for one far family: a table with two is refused."""
    far = Far(1, "-1/(k*(k+1))", "1/k", "1/(3*(k-1)*k*(k+1))")
    diagonal = {(p, p): {0: "1"} for p in "xy"}
    table = Table(
        families=("x", "y"), near=diagonal, far={("x", "x"): far, ("y", "y"): far}, fixed={}
    )
    with pytest.raises(Rejected, match="one family"):
        _ = table.far_family
