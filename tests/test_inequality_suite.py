"""The named inequalities of tests/suites: all are certified, and all false neighbours refuted."""

from __future__ import annotations

import cap
import pytest
from cap.propose.inequality import Search
from cap.verify import check

from tests.suites.inequalities import OPEN, REALS, SUITE, Named


def test_the_suite_is_what_it_says() -> None:
    """At least 30 inequalities with names of their own; 8 tight ones, 8 on half-lines, 8 with three
    or more variables.
    """
    assert len({named.name for named in SUITE}) == len(SUITE) >= 30
    assert sum(named.tight for named in SUITE) >= 8
    assert sum("inf" in side for named in SUITE for side in named.sides.values()) >= 8
    assert sum(len(named.sides) >= 3 for named in SUITE) >= 8
    assert any(side == REALS for named in SUITE for side in named.sides.values())


@pytest.mark.slow
@pytest.mark.parametrize("named", SUITE, ids=lambda named: named.name)
def test_certified(named: Named) -> None:
    """A proof is found, and the check accepts it."""
    certificate = cap.certify(cap.Inequality(named.text, domain=named.sides))
    assert check(certificate, {})


@pytest.mark.parametrize("named", SUITE, ids=lambda named: named.name)
def test_the_false_neighbour_is_refuted(named: Named) -> None:
    """A counterexample is found, and nothing certifies the neighbour."""
    claim = cap.Inequality(named.false, domain=named.sides)
    certificate = cap.refute(claim)
    assert certificate.claim.name == "inequality-refuted"
    assert check(certificate, {})


@pytest.mark.parametrize("named", OPEN, ids=lambda named: named.name)
def test_what_is_not_proved_is_inconclusive(named: Named, monkeypatch: pytest.MonkeyPatch) -> None:
    """The search gives up with the margin, and writes nothing."""
    monkeypatch.setattr("cap.propose.inequality.SECONDS", 2)
    with pytest.raises(cap.NotCertified, match="least value found about") as failure:
        cap.certify(cap.Inequality(named.text, domain=named.sides))
    assert failure.value.verdict is cap.INCONCLUSIVE


def test_a_false_claim_is_rejected_with_its_counterexample() -> None:
    """`certify` of a false inequality names the claim that refutes it, with a witness."""
    with pytest.raises(cap.NotCertified) as failure:
        cap.certify(cap.Inequality("exp(x) > 1 + x", x=(-1, 1)))
    assert failure.value.verdict is cap.REJECTED
    assert failure.value.counterexample is not None
    assert failure.value.counterexample_witness["point"] == {"x": "0"}


def test_points_where_it_is_zero_are_found() -> None:
    """The search sees that exp(x) touches x e at 1 exactly."""
    from cap.claims.inequality import Inequality

    parameters = cap.Inequality("exp(x) >= x*exp(1)", x=(0, "inf")).parameters
    search = Search(Inequality.read(parameters), lambda _: None)
    search.least_point()
    assert [{v: int(x) for v, x in point.items()} for point in search.touching] == [{"x": 1}]
