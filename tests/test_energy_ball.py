"""The kinds about energy balls: radii and rates that are found, neighbours that are refused."""

from __future__ import annotations

from fractions import Fraction
from math import exp

import cap
import pytest
from cap import minicheck
from cap.propose.energy_ball import radii
from hypothesis import given
from hypothesis import strategies as st

positive = st.builds(Fraction, st.integers(1, 60), st.integers(1, 12))
TINY = Fraction(1, 10**10)


def holds(claim: cap.Claim) -> bool:
    """What both checkers say of a claim: they agree."""
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


@given(positive, st.one_of(st.just(Fraction(0)), positive), positive)
def test_radii_are_found_and_their_neighbours_refused(
    c1: Fraction, c2: Fraction, c3: Fraction
) -> None:
    """With D > 0 the radii and the rate hold for both kinds, and no longer a little beyond the
    roots; with D <= 0 nothing holds.
    """
    if c1 * c1 - 4 * c2 * c3 <= TINY:
        with pytest.raises(ValueError, match="must be positive"):
            radii(c1, c2, c3 + TINY)
        assert c2 == 0 or not holds(cap.EnergyBallTrapping(c1, c2, c3 + 1, c1 / c2 / 2, c1 / c2))
        return
    inner, outer, rate = radii(c1, c2, c3)
    end = "inf" if outer is None else outer
    assert holds(cap.EnergyBallTrapping(c1, c2, c3, inner, end))
    assert not holds(cap.EnergyBallTrapping(c1, c2, c3, inner - inner / 10**6, end))
    if outer is not None:
        assert not holds(cap.EnergyBallTrapping(c1, c2, c3, inner, outer + outer / 10**6))
        assert not holds(cap.EnergyBallTrapping(c1, c2, c3, inner, "inf"))
        end = (inner + outer) / 2
    assert holds(cap.EnergyBallContraction(c1, c2, c3, inner, end, rate))
    assert not holds(cap.EnergyBallContraction(c1, c2, c3, inner, end, rate + rate / 10**6))
    assert not holds(cap.EnergyBallContraction(c1, c2, c3, inner - inner / 10**6, end, rate))


def test_an_equation_with_these_estimates_does_what_is_said() -> None:
    """U' = -3 U + U^2 + 2 in one dimension, the sharp case: steady state 1, rate 1, escape at 2."""
    claim = cap.EnergyBallContraction(3, 1, 2, 1, "3/2", 1)
    assert holds(claim)
    for start in (0.0, 0.5, 1.4):
        u, h = start, 1e-3
        for _ in range(5000):
            u += h * (-3 * u + u * u + 2)
        assert abs(u - 1) <= 4 * exp(-5) * abs(start - 1)


def test_what_refutes_a_claim() -> None:
    """The polynomial p is positive at a radius, or the rate is larger than kappa."""
    for claim in (
        cap.EnergyBallTrapping(1, "1/500", "304/3", 141, 358),
        cap.EnergyBallTrapping(1, "1/500", "304/3", 142, 359),
        cap.EnergyBallTrapping(1, "1/4", 1, 1, "inf"),
        cap.EnergyBallContraction(3, 1, 2, 1, 2, "1/2"),
        cap.EnergyBallContraction(3, 1, 2, "1/2", "3/2", "1/2"),
        cap.EnergyBallContraction(3, 1, 2, 1, "3/2", "11/10"),
    ):
        with pytest.raises(cap.NotCertified) as caught:
            cap.certify(claim)
        assert caught.value.verdict is cap.REJECTED
        assert cap.refute(claim).claim == caught.value.counterexample
    for claim in (
        cap.EnergyBallTrapping(0, 0, 0, 1, 2),
        cap.EnergyBallTrapping(1, 0, 1, 5, 2),
        cap.EnergyBallTrapping(1, -1, 1, 5, 6),
        cap.EnergyBallContraction(0, 0, 0, 1, 2, 0),
    ):
        with pytest.raises(cap.NotCertified) as caught:
            cap.certify(claim)
        assert caught.value.verdict is cap.INCONCLUSIVE
