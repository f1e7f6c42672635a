"""The kinds about eigenvalues, inertia, linear systems: named and random matrices, real runs."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import cap
import pytest
from cap import minicheck
from cap.propose import completed
from cap.verify import check
from flint import arb, fmpq, fmpq_mat
from hypothesis import given
from hypothesis import strategies as st

from tests.files import certificate, judge
from tests.suites.matrices import PROBLEMS, hilbert, laplacian

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("title", PROBLEMS)
def test_named_matrix(title: str, tmp_path: Path) -> None:
    """The claim is certified and verified from its file by both checkers; the false neighbour is
    refused by the search, and by both checkers with the witness of the true claim.
    """
    true, false = PROBLEMS[title]
    path = tmp_path / "claim.json"
    made = cap.certify(true)
    made.save(path)
    # A claim without a centre or without intervals has been completed.
    assert dict(true.parameters).items() <= dict(made.claim.parameters).items()
    assert cap.verify(path, expect=made.claim).verdict is cap.VERIFIED
    assert minicheck.verify_file(path)[:2] == ("VERIFIED", cap.statement(made.claim))
    with pytest.raises(cap.NotCertified):
        cap.certify(false)
    if false.name == true.name:
        false = completed(false)
        wrong = judge(path, certificate(false.name, dict(false.parameters), dict(made.witness)))
        assert wrong.verdict in (cap.REJECTED, cap.INCONCLUSIVE)
        assert minicheck.verify_file(path)[0] == wrong.verdict.name


def test_the_suite_is_what_it_says() -> None:
    """At least ten matrices of the literature, each with a true and a false claim."""
    assert len({title.split(":")[0].split(",")[0] for title in PROBLEMS}) >= 10


@st.composite
def spectra(draw: st.DrawFn) -> tuple[list[list[Fraction]], list[Fraction]]:
    """A symmetric matrix with known rational eigenvalues, many of them equal or zero: H D H for a
    reflection H = I - 2 v v^T/(v.v).
    """
    values = draw(
        st.lists(st.integers(-3, 3).map(lambda k: Fraction(k, 2)), min_size=1, max_size=5)
    )
    n = len(values)
    v = draw(st.lists(st.integers(-2, 2), min_size=n, max_size=n).filter(any))
    square = sum(x * x for x in v)
    h = [[(i == j) - Fraction(2 * v[i] * v[j], square) for j in range(n)] for i in range(n)]
    rows = [
        [sum(h[i][k] * values[k] * h[k][j] for k in range(n)) for j in range(n)] for i in range(n)
    ]
    return rows, sorted(values)


@given(spectra(), st.sampled_from([Fraction(1, 3), Fraction(1, 10**9), Fraction(1, 10**25)]))
def test_all_eigenvalues_of_known_spectra(
    known: tuple[list[list[Fraction]], list[Fraction]], width: Fraction
) -> None:
    """The intervals that are found hold the eigenvalues, and both checkers accept; with a count
    changed or an interval moved, neither does.
    """
    rows, values = known
    made = cap.certify(cap.Eigenvalues(rows, width))
    found = made.claim.parameters["eigenvalues"]
    for item in found:
        low, high = map(Fraction, item["interval"])
        assert high - low <= width
        assert sum(low < x < high for x in values) == item["count"]
    _, second = minicheck.kind(made.claim.name, made.claim.parameters)
    second(made.witness, {})
    low, high = map(Fraction, found[0]["interval"])
    less = {"interval": [str(low - 5), str(low - 5 + width / 2)], "count": found[0]["count"]}
    for wrong in ([less, *found[1:]], [{**found[0], "count": found[0]["count"] + 1}, *found[1:]]):
        parameters = {**made.claim.parameters, "eigenvalues": wrong}
        with pytest.raises(cap.Rejected):
            check(cap.Certificate(cap.Claim(made.claim.name, parameters), made.witness), {})
        with pytest.raises(minicheck.Refused):
            minicheck.kind(made.claim.name, parameters)[1](made.witness, {})


@given(spectra())
def test_inertia_of_known_spectra(known: tuple[list[list[Fraction]], list[Fraction]]) -> None:
    """The numbers are those of the spectrum, and every other triple is refused with what holds."""
    rows, values = known
    true = (sum(x > 0 for x in values), sum(x < 0 for x in values), values.count(Fraction(0)))
    made = cap.certify(cap.Inertia(rows, *true))
    n = len(values)
    for p in range(n + 1):
        for q in range(n + 1 - p):
            other = (p, q, n - p - q)
            if other == true:
                continue
            claim = cap.Inertia(rows, *other)
            with pytest.raises(cap.Refused):
                check(cap.Certificate(claim, made.witness), {})
    with pytest.raises(cap.NotCertified) as caught:
        cap.certify(cap.Inertia(rows, true[0] + 1, true[1], true[2]))
    assert caught.value.counterexample is not None
    assert caught.value.counterexample.parameters == made.claim.parameters


entries = st.integers(-3, 3).map(lambda k: Fraction(k, 2))


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.tuples(
            st.lists(st.lists(entries, min_size=n, max_size=n), min_size=n, max_size=n),
            st.lists(entries, min_size=n, max_size=n),
        )
    )
)
def test_linear_systems_with_known_solutions(
    known: tuple[list[list[Fraction]], list[Fraction]],
) -> None:
    """A x = A y has the solution y: exactly, near it, and not away from it; if A is singular
    nothing is certified.
    """
    a, y = known
    b = [sum(u * v for u, v in zip(row, y, strict=True)) for row in a]
    if fmpq_mat([[fmpq(v.numerator, v.denominator) for v in row] for row in a]).det() == 0:
        with pytest.raises(cap.NotCertified) as caught:
            cap.certify(cap.LinearSolution(a, b, 1, y))
        assert caught.value.verdict is cap.INCONCLUSIVE
        return
    for radius in (0, Fraction(1, 10**20), 3):
        made = cap.certify(cap.LinearSolution(a, b, radius, y))
        minicheck.kind(made.claim.name, made.claim.parameters)[1](made.witness, {})
    far = cap.LinearSolution(a, b, Fraction(1, 3), [y[0] + Fraction(1, 2), *y[1:]])
    with pytest.raises(cap.NotCertified) as caught:
        cap.certify(far)
    assert caught.value.verdict is cap.REJECTED
    assert cap.refute(far).claim == caught.value.counterexample
    with pytest.raises(minicheck.Refused):
        minicheck.kind(far.name, far.parameters)[1](made.witness, {})


def test_eigenvalues_of_a_large_matrix() -> None:
    """2 - 2 cos(k pi/101), k = 1, ..., 100, all within 10^-12."""
    made = cap.certify(cap.Eigenvalues(laplacian(100), Fraction(1, 10**12)))
    found = made.claim.parameters["eigenvalues"]
    assert [item["count"] for item in found] == [1] * 100
    for k, item in enumerate(found, start=1):
        x = 2 - 2 * arb.cos_pi(arb(k) / 101)
        low, high = (arb(fmpq(*map(int, end.split("/")))) for end in item["interval"])
        assert low < x < high
    _, second = minicheck.kind(made.claim.name, made.claim.parameters)
    second(made.witness, {})


def test_what_refutes_a_claim() -> None:
    """A false claim is refuted by a certificate that contradicts it; an end that is an eigenvalue,
    or a width that no interval has, is inconclusive.
    """
    ones = [[2, 1], [1, 2]]
    wrong = [
        cap.Inertia(ones, 1, 1),
        cap.Eigenvalues(ones, 3, [{"interval": (0, 2), "count": 2}]),
        cap.Eigenvalues(ones, 3, [{"interval": (0, 2), "count": 1}]),
        cap.Eigenvalues(ones, 3, [{"interval": (5, 6), "count": 1}, {"interval": (7, 8),
                        "count": 1}]),
    ]  # fmt: skip
    for claim in wrong:
        with pytest.raises(cap.NotCertified) as caught:
            cap.certify(claim)
        assert caught.value.verdict is cap.REJECTED
        assert cap.refute(claim).claim == caught.value.counterexample
    end = cap.Eigenvalues(ones, 3, [{"interval": (0, 1), "count": 1}, {"interval": (2, 4),
                          "count": 1}])  # fmt: skip
    with pytest.raises(cap.NotCertified) as caught:
        cap.certify(end)
    assert caught.value.verdict is cap.INCONCLUSIVE
    for width in (0, -1):
        with pytest.raises(cap.NotCertified):
            cap.certify(cap.Eigenvalues(ones, width))


def test_the_lowest_eigenvalue_of_a_hilbert_matrix_from_both_sides() -> None:
    """1.09315381937966...e-13: more digits than floating point knows of its eigenvector."""
    above = Fraction(109315381937967, 10**27)
    assert cap.refute(cap.PositiveDefinite(hilbert(10), above)).claim.name.endswith("below")
    with pytest.raises(cap.NotCertified) as caught:
        cap.certify(cap.PositiveDefinite(hilbert(10), above))
    assert caught.value.verdict is cap.REJECTED
    below = Fraction(109315381937966, 10**27)
    assert cap.refute(cap.EigenvalueBelow(hilbert(10), below)).claim.name.endswith("definite")


def test_nearly_singular_matrices_that_are_too_large_are_inconclusive() -> None:
    """The margin is printed; nothing is certified or refuted."""
    with pytest.raises(cap.NotCertified, match="lowest eigenvalue about") as caught:
        cap.certify(cap.PositiveDefinite(hilbert(101)))
    assert caught.value.verdict is cap.INCONCLUSIVE


def test_what_is_too_large_is_inconclusive_at_once(tmp_path: Path) -> None:
    """170 denominators of 200 digits without a common factor; 500 rows with small entries."""
    rows = [[f"1/{10**200 + i}" if i == j else "0" for j in range(170)] for i in range(170)]
    many = {"model": "houli", "block": 250, "damping": "0"}
    for n, matrix in ((170, rows), (500, many)):
        parameters = {"matrix": matrix, "positive": n, "negative": 0, "zero": 0}
        witness = {"vectors": [[1] * n] * n}
        result = judge(tmp_path / "a.json", certificate("matrix.inertia", parameters, witness))
        assert result.verdict is cap.INCONCLUSIVE
        assert "limit = 5000000000" in result.why
        assert minicheck.verify_file(tmp_path / "a.json")[0] == "INCONCLUSIVE"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cap", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT
    )


def test_the_command_line(tmp_path: Path) -> None:
    """What `certify` finds both checkers accept; what is false is refuted."""
    path = tmp_path / "a.json"
    lines = {
        "matrix.eigenvalues": ['matrix=[["2","1"],["1","2"]]', "width=0.001"],
        "linear-system.solution": [
            'matrix=[["2","1"],["1","3"]]',
            'right-side=["1","0"]',
            "radii=0.001",
        ],
        "matrix.inertia": ['matrix=[["1","1"],["1","1"]]', "positive=1", "zero=1"],
    }
    for kind, pairs in lines.items():
        done = run("certify", kind, *(f"-p{pair}" for pair in pairs), "-o", path)
        assert done.returncode == 0, done.stdout + done.stderr
        for level in ("flint", "mini"):
            assert run("verify", path, "--level", level).returncode == 0
        assert json.loads(path.read_text())["claim"]["name"] == kind
    false = ["matrix.inertia", '-pmatrix=[["1","1"],["1","1"]]', "-ppositive=2"]
    path.unlink()
    assert run("certify", *false, "-o", path).returncode == 1
    assert not path.exists()
    assert run("refute", *false, "-o", path).returncode == 0
    assert run("verify", path).returncode == 0
