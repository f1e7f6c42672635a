"""`system.zero`: named systems, random ones, real runs."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import cap
import pytest
from cap import minicheck
from cap.claims.system_zero import NODE_LIMIT, SystemZero, need_defined
from cap.kernels.term import Terms
from cap.verify import check
from hypothesis import given
from hypothesis import strategies as st

from tests.files import certificate, judge
from tests.oracle import confirm
from tests.suites.systems import CIRCLE, FALSE, ZEROS

ROOT = Path(__file__).parents[1]
KNOWN = {
    "MGH 1, Rosenbrock": [1, 1], "MGH 2, Freudenstein and Roth": [5, 4],
    "MGH 7, helical valley": [1, 0, 0], "MGH 26, trigonometric, n = 5": [0] * 5,
    "MGH 27, Brown, almost linear, n = 5": [1] * 5,
    "MGH 3, Powell, badly scaled": ["0.0000109815932969", "9.10614673986652"],
    "MM, combustion of propane": ["0.00311410226598496", "34.5979245302905", "0.0650417788743079",
                                  "0.859378050577983", "0.0369518591480453"],
}  # fmt: skip


@pytest.mark.parametrize("title", ZEROS)
def test_named_system(title: str, tmp_path: Path) -> None:
    """A zero near the start is certified within 10^-9, is the known one, and verifies from its
    file; in a box moved by three radii, with the same witness, nothing does.
    """
    texts, variables, start = ZEROS[title]
    made = cap.certify(cap.SystemZero(texts, variables, start))
    made.save(tmp_path / "zero.json")
    assert cap.verify(tmp_path / "zero.json", expect=made.claim).verdict is cap.VERIFIED
    assert minicheck.verify_file(tmp_path / "zero.json")[0] == "UNSUPPORTED"
    center, radii = ([Fraction(x) for x in made.claim.parameters[k]] for k in ("center", "radii"))
    assert max(radii) <= Fraction(1, 10**9)
    for x, c in zip(KNOWN.get(title, center), center, strict=True):
        assert abs(Fraction(x) - c) < Fraction(1, 10**9)
    far = [c + 3 * r for c, r in zip(center, radii, strict=True)]
    moved = cap.SystemZero(texts, variables, far, radii)
    with pytest.raises(cap.NotCertified):
        cap.certify(moved)
    tree = certificate(moved.name, dict(moved.parameters), dict(made.witness))
    assert judge(tmp_path / "wrong.json", tree).verdict is cap.REJECTED


@pytest.mark.parametrize("title", FALSE)
def test_false_claim(title: str) -> None:
    """No zero, two zeros, a double one or something that is not defined: INCONCLUSIVE with the
    reason.
    """
    with pytest.raises(cap.NotCertified) as caught:
        cap.certify(FALSE[title])
    assert caught.value.verdict is cap.INCONCLUSIVE
    assert caught.value.margin


def test_a_box_without_a_zero_is_refuted() -> None:
    """One expression has one sign there."""
    for title in ("no zero", "a zero just outside"):
        made = cap.refute(FALSE[title])
        assert made.claim.name == "inequality"
        assert check(made, {})
    for title in ("two zeros", "a double zero"):
        with pytest.raises(cap.NotCertified):
            cap.refute(FALSE[title])


coefficients = st.integers(-6, 6).map(lambda k: Fraction(k, 4))


@given(
    st.lists(coefficients, min_size=2, max_size=2),
    st.lists(coefficients, min_size=4, max_size=4),
    st.lists(coefficients, min_size=2, max_size=2),
    st.sampled_from([Fraction(1, 16), Fraction(1, 2), Fraction(2)]),
)
def test_what_is_certified_is_confirmed(
    zero: list[Fraction], linear: list[Fraction], bend: list[Fraction], radius: Fraction
) -> None:
    """Systems with a known zero, bent: whatever is certified in boxes near it, with it or not, the
    oracle confirms.
    """
    (a, b), (p, q, r, s) = zero, linear
    u, v = f"(x - ({a}))", f"(y - ({b}))"
    texts = [
        f"({p})*{u} + ({q})*{v} + ({bend[0]})*{u}*{v}",
        f"({r})*{u} + ({s})*{v} - ({bend[1]})*{u}**2",
    ]
    for shift in (0, radius / 2, radius, 2 * radius):
        claim = cap.SystemZero(texts, ["x", "y"], [a + shift, b], radius)
        try:
            made = cap.certify(claim)
        except cap.NotCertified:
            continue
        assert confirm(claim.name, claim.parameters, cap.statement(made.claim))


def test_too_many_terms_are_inconclusive() -> None:
    """The limit is met from both sides."""
    terms = Terms()
    x = terms.make("name", "x")
    two = terms.make("+", x, x)
    box = {"x": (None, None)}
    need_defined(terms, [x, two] * (NODE_LIMIT // 3), box)
    with pytest.raises(cap.Inconclusive):
        need_defined(terms, [x, two] * (NODE_LIMIT // 3) + [two, two], box)


def test_the_precision_is_restored() -> None:
    """Also after a refusal."""
    import flint

    claim = cap.SystemZero(CIRCLE, ["x", "y"], ["0.8", "0.6"], "0.1")
    witness = {"bits": 1000, "exponent": 0, "inverse": [[0, 0], [0, 0]]}
    before = flint.ctx.prec
    with pytest.raises(cap.Rejected):
        SystemZero.check(claim.parameters, witness, {})
    assert flint.ctx.prec == before


def test_the_command_line(tmp_path: Path) -> None:
    """A start is enough."""
    path = tmp_path / "zero.json"
    command = [
        sys.executable, "-m", "cap", "certify", "system.zero", '-pexpressions=["x**2-2"]',
        '-pvariables=["x"]', '-pcenter=["3/2"]', "-o", str(path),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert cap.verify(path).verdict is cap.VERIFIED
