"""The kinds about polynomials against products of known factors, named problems and real runs."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import cap
import pytest
from cap import minicheck
from cap.propose.polynomial import discs
from hypothesis import given
from hypothesis import strategies as st

from tests.files import certificate, judge
from tests.suites.polynomials import PROBLEMS, WILKINSON, from_roots, times

ROOT = Path(__file__).parents[1]
small = st.integers(-4, 4).map(lambda n: Fraction(n, 2))
multiplicities = st.dictionaries(small, st.integers(1, 3), max_size=4)
# Without real roots: x^2 + 1, and x^2 - x + 1 with roots of real part 1/2.
complex_factors = st.lists(st.sampled_from([(1, 0, 1), (1, -1, 1)]), max_size=2)


def holds(claim: cap.Claim, folder: Path | None = None) -> bool:
    """What both checkers say of a claim, with any file: they agree."""
    try:
        main = cap.certify(claim) is not None
    except cap.NotCertified:
        main = False
    text, check = minicheck.kind(claim.name, claim.parameters)
    try:
        check({}, {})
        second = True
    except minicheck.Refused:
        second = False
    assert main == second
    assert text == cap.statement(claim)
    return main


def built(roots: dict[Fraction, int], factors: list[Any], lead: int) -> list[Fraction]:
    p = from_roots(*(r for r, m in roots.items() for _ in range(m)))
    for factor in factors:
        p = times(p, list(factor))
    return [lead * c for c in p]


@pytest.mark.parametrize("title", PROBLEMS)
def test_named_problem(title: str, tmp_path: Path) -> None:
    """The claim is certified and verified from its file; the false neighbour is refused by the
    search, and a file of it by the checkers.
    """
    true, false = PROBLEMS[title]
    path = tmp_path / "claim.json"
    cap.certify(true).save(path)
    assert cap.verify(path, expect=true).verdict is cap.VERIFIED
    assert minicheck.verify_file(path)[:2] == ("VERIFIED", cap.statement(true))
    with pytest.raises(cap.NotCertified):
        cap.certify(false)
    wrong = judge(path, certificate(false.name, dict(false.parameters), {}))
    assert wrong.verdict is cap.REJECTED
    assert minicheck.verify_file(path)[0] == "REJECTED"


@given(multiplicities, complex_factors, st.sampled_from([-2, 1]), small, small)
def test_real_roots_and_sign_of_products_of_known_factors(
    roots: dict[Fraction, int], factors: list[Any], lead: int, a: Fraction, b: Fraction
) -> None:
    """Counts and signs on closed intervals whose ends may be roots, by the factors."""
    a, b = min(a, b), max(a, b)
    p = built(roots, factors, lead)
    inside = [r for r in roots if a <= r <= b]
    assert holds(cap.PolynomialRealRoots(p, len(inside), (a, b)))
    assert not holds(cap.PolynomialRealRoots(p, len(inside) + 1, (a, b)))
    points = [a, b, *(x for x in (Fraction(n, 8) for n in range(-17, 18)) if a <= x <= b)]
    values = [sum(c * x**k for k, c in enumerate(p)) for x in points]
    for relation, true in (("> 0", min(values) > 0), (">= 0", min(values) >= 0)):
        assert holds(cap.PolynomialSign(p, relation, (a, b))) == true
        assert holds(cap.PolynomialSignRefuted(p, relation, (a, b))) != true


@given(multiplicities, complex_factors, small)
def test_half_planes_of_products_of_known_factors(
    roots: dict[Fraction, int], factors: list[Any], bound: Fraction
) -> None:
    """The count by the factors; refused exactly if a root has the bound as real part."""
    p = built(roots, factors, 1)
    parts = [r for r, m in roots.items() for _ in range(m)]
    parts += [Fraction(0 if f[1] == 0 else 1, 2) for f in factors for _ in range(2)]
    count = sum(x > bound for x in parts)
    assert holds(cap.PolynomialHalfPlane(p, count, bound)) == (bound not in parts)
    assert not holds(cap.PolynomialHalfPlane(p, count + 1, bound))


@given(multiplicities.filter(bool), complex_factors)
def test_discs_of_products_of_known_factors(roots: dict[Fraction, int], factors: list[Any]) -> None:
    """The discs that are found hold as many roots as there are factors, and verify; with a count
    changed, or a disc moved away, nothing verifies.
    """
    p = [str(c) for c in built(roots, factors, 1)]
    found = discs(p)
    assert holds(cap.PolynomialRoots(p, found))
    for r, m in roots.items():
        (here,) = (
            d["roots"]
            for d in found
            if d["roots"]
            and (Fraction(d["center"][0]) - r) ** 2 + Fraction(d["center"][1]) ** 2
            <= Fraction(d["radius"]) ** 2
        )
        assert here == m
    moved = [{**found[0], "center": ["100", "0"]}, *found[1:]]
    more = [{**found[0], "roots": found[0]["roots"] + 1}, *found[1:]]
    for wrong in (moved, more, found[1:] or moved, found + found[:1]):
        assert not holds(cap.PolynomialRoots(p, wrong))


@given(st.integers(-5, 5), st.integers(-5, 5), st.sampled_from([2, 3, 5, 999983]), small)
def test_surds_against_squares(a: int, b: int, d: int, x: Fraction) -> None:
    """x - (a + b sqrt d) at a rational x: the sign by squaring."""
    u = x - a  # u > b sqrt d?
    positive = (u > 0 and b <= 0) or u * abs(u) > d * b * abs(b)
    p = [(-a, -b), (1, 0)]
    zero = u == 0 and b == 0
    assert holds(cap.PolynomialSign(p, "> 0", (x, "inf"), sqrt=d)) == (positive and not zero)
    assert holds(cap.PolynomialRealRoots(p, 1, (x, "inf"), sqrt=d)) == (not positive or zero)


def test_what_refutes_a_claim() -> None:
    """Each false claim is refuted by a certificate that contradicts it."""
    wrong = [
        cap.PolynomialSign([1, -2, 1], "> 0"),
        cap.PolynomialSignRefuted([1, -2, 1], ">= 0"),
        cap.PolynomialRealRoots(WILKINSON, 10),
        cap.PolynomialRealRoots([1, -2, 1], 1, intervals=[{"domain": (0, 3), "multiplicity": 1}]),
        cap.PolynomialRealRoots([0, -1, 1], 2, intervals=[
            {"domain": ("-1", "-1/2"), "multiplicity": 1}, {"domain": (0, 3), "multiplicity": 1}]),
        cap.PolynomialRoots([1, 0, 1], [{"center": (5, 0), "radius": 1, "roots": 2}]),
        cap.PolynomialRoots([1, 0, 1], [{"center": (0, 1), "radius": "1/4", "roots": 2}]),
        cap.PolynomialHalfPlane([1, -1, 1], 0),
    ]  # fmt: skip
    for claim in wrong:
        with pytest.raises(cap.NotCertified) as caught:
            cap.certify(claim)
        assert caught.value.verdict is cap.REJECTED
        assert cap.refute(claim).claim == caught.value.counterexample
    for undecided in (
        cap.PolynomialHalfPlane([1, 0, 1], 0),
        cap.PolynomialRoots([1, 0, 1], [{"center": (0, 0), "radius": 1, "roots": 2}]),
        cap.PolynomialRealRoots([0, 1], 1, intervals=[{"domain": (0, 1), "multiplicity": 1}]),
    ):
        with pytest.raises(cap.NotCertified) as caught:
            cap.certify(undecided)
        assert caught.value.verdict is cap.INCONCLUSIVE


def test_inexact_and_mixed_coefficients_are_refused() -> None:
    """A float, a pair without its root, and a triple."""
    with pytest.raises(TypeError, match="is a float"):
        cap.PolynomialSign([0.5, 1])
    with pytest.raises(TypeError, match="say which"):
        cap.PolynomialSign([(1, 2), 1])
    with pytest.raises(cap.Malformed):
        cap.certify(cap.PolynomialSign([(1, 2, 3), 1], sqrt=2))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cap", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT
    )


def test_the_command_line(tmp_path: Path) -> None:
    """certify writes what verify and the second checker accept; what is false is refuted."""
    path = tmp_path / "p.json"
    lines = {
        "polynomial.sign": ['coefficients=["4","0","-4","0","1"]', "relation=>= 0"],
        "polynomial.real-roots": [
            'coefficients=[["0","-1"],["1","0"]]', "sqrt=2", 'domain=["1","inf"]', "count=1",
        ],
        "polynomial.roots": [
            'coefficients=["-1","1"]', 'discs=[{"center":["1","0"],"radius":"1/9","roots":1}]',
        ],
        "polynomial.half-plane": ['coefficients=["-1","0","1"]', "count=1", "real-part=1/2"],
    }  # fmt: skip
    for kind, pairs in lines.items():
        done = run("certify", kind, *(f"-p{pair}" for pair in pairs), "-o", path)
        assert done.returncode == 0, done.stdout + done.stderr
        for level in ("flint", "mini"):
            assert run("verify", path, "--level", level).returncode == 0
        assert json.loads(path.read_text())["claim"]["name"] == kind
    path.unlink()
    false = ["polynomial.sign", '-pcoefficients=["4","0","-4","0","1"]', "-prelation=> 0"]
    done = run("certify", *false, "-o", path)
    assert done.returncode == 1
    assert "the opposite holds (polynomial.sign-refuted)" in done.stdout
    assert not path.exists()
    assert run("refute", *false, "-o", path).returncode == 0
    assert run("verify", path).returncode == 0


def test_what_is_too_large_is_inconclusive_at_once(tmp_path: Path) -> None:
    """Degree 200 with 1000 digits, and ends of 1000 digits, are refused with the limit."""
    many = [*["9" * 1000] * 200, "1"]
    parameters = {"coefficients": many, "domain": ["-inf", "inf"], "relation": "> 0"}
    result = judge(tmp_path / "p.json", certificate("polynomial.sign", parameters, {}))
    assert result.verdict is cap.INCONCLUSIVE
    assert "limit = 8000000" in result.why
    parameters = {
        "coefficients": ["1", *["0"] * 199, "1"],
        "domain": ["0", "9" * 1000],
        "relation": "> 0",
    }
    result = judge(tmp_path / "p.json", certificate("polynomial.sign", parameters, {}))
    assert result.verdict is cap.INCONCLUSIVE
    assert minicheck.verify_file(tmp_path / "p.json")[0] == "INCONCLUSIVE"
