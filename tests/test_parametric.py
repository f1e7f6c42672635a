"""`parametric.sign`: the named suite, its false neighbours, the API and the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cap
import pytest
from cap import minicheck
from cap.verify import check

from tests.suites.parametric import SUITE, Named

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("named", SUITE, ids=lambda named: named.name)
def test_certified_by_both_checkers(named: Named, tmp_path: Path) -> None:
    """A proof is found, and both checks accept it with the same statement."""
    claim = cap.ParametricSign(named.text, domain=named.sides, integers=named.integers)
    path = tmp_path / "sign.json"
    cap.certify(claim).save(path)
    result = cap.verify(path, expect=claim)
    assert result.verdict is cap.VERIFIED
    assert minicheck.verify_file(path)[:2] == ("VERIFIED", result.statement)


@pytest.mark.parametrize("named", SUITE, ids=lambda named: named.name)
def test_the_false_neighbour_is_refuted(named: Named) -> None:
    """A counterexample is found, and `certify` names it."""
    claim = cap.ParametricSign(named.false, domain=named.sides, integers=named.integers)
    assert check(cap.refute(claim), {})
    with pytest.raises(cap.NotCertified) as failure:
        cap.certify(claim)
    assert failure.value.verdict is cap.REJECTED
    assert failure.value.counterexample is not None


def test_what_touches_zero_at_an_irrational_point_is_inconclusive() -> None:
    """No cell ends there: the search gives up, and writes nothing."""
    with pytest.raises(cap.NotCertified) as failure:
        cap.certify(cap.ParametricSign("(x**2-x-1)**2*(x+a) >= 0", x=(0, "inf"), a=(0, 1)))
    assert failure.value.verdict is cap.INCONCLUSIVE


def test_integers_are_refused_as_fractions() -> None:
    """Where the range of an integer begins is an int."""
    with pytest.raises(TypeError, match="is no integer"):
        cap.ParametricSign("n > 0", integers={"n": 0.5})  # type: ignore[dict-item]


def test_the_command_line(tmp_path: Path) -> None:
    """certify writes what verify accepts at both levels; a false claim is refuted."""
    path = tmp_path / "sign.json"
    claim = ['-pdomain={"x":["0","inf"]}', '-pintegers={"n":1}']

    def run(*arguments: str | Path) -> int:
        command = [sys.executable, "-m", "cap", *map(str, arguments)]
        return subprocess.run(command, check=False, cwd=ROOT, capture_output=True).returncode

    expression = "-pexpression=n**2+x-x/n"
    assert run("certify", "parametric.sign", expression, "-prelation=> 0", *claim, "-o", path) == 0
    assert run("verify", path) == run("verify", path, "--level", "mini") == 0
    path.unlink()
    expression = "-pexpression=n**2+x-2*x/n"
    assert run("certify", "parametric.sign", expression, "-prelation=> 0", *claim, "-o", path) == 1
    assert not path.exists()
    assert run("refute", "parametric.sign", expression, "-prelation=> 0", *claim, "-o", path) == 0
    assert run("verify", path) == 0
