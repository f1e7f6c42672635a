"""Named integrals: an enclosure is found and verified, its false neighbours are refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import cap
import mpmath
import pytest
from cap.kernels.ball import precision
from cap.kernels.expression import parse
from cap.kernels.jet import jet
from cap.kernels.term import Terms
from cap.propose.integral import value
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

LINE = ("-inf", "inf")
# integrand, domain, digits, the value by mpmath
NAMED = {
    "Ahmed": ("atan(sqrt(2+x**2))/((1+x**2)*sqrt(2+x**2))", ("0", "1"), 15, "5*pi**2/96"),
    "Rump": ("sin(x+exp(x))", ("0", "8"), 6, "mpf('0.3474001726652478')"),
    "pi": ("4/(1+x**2)", ("0", "1"), 20, "pi"),
    "log": ("log(x)", ("1", "2"), 20, "2*log(2)-1"),
    "quarter of a disc": ("sqrt(1-x**2)", ("0", "1"), 6, "pi/4"),
    "root": ("sqrt(x)", ("0", "1"), 8, "mpf(2)/3"),
    "corner": ("abs(x-1/3)", ("0", "1"), 8, "mpf(5)/18"),
    "sine over x": ("sin(x)/x", ("1", "10"), 12, "si(10)-si(1)"),
    "Gauss": ("exp(-x**2)", LINE, 12, "sqrt(pi)"),
    "Cauchy": ("1/(1+x**2)", LINE, 8, "pi"),
    "square": ("1/x**2", ("1", "inf"), 9, "mpf(1)"),
    "gamma": ("x**2*exp(x)", ("-inf", "0"), 9, "mpf(2)"),
}


@pytest.mark.parametrize("name", NAMED)
def test_named_integral(name: str, tmp_path: Path) -> None:
    """The value lies in what is found, the file verifies, and bounds beside it are refused."""
    integrand, domain, digits, formula = NAMED[name]
    claim = value(integrand, domain, Fraction(1, 10**digits))
    path = tmp_path / "integral.json"
    certificate = cap.certify(claim)
    certificate.save(path)
    assert cap.verify(path, expect=claim).verdict is cap.VERIFIED
    lower, upper = Fraction(claim.parameters["lower"]), Fraction(claim.parameters["upper"])
    assert upper - lower < Fraction(10, 10**digits)
    with mpmath.workdps(15 if name == "Rump" else 40):
        exact = eval(formula, vars(mpmath))  # noqa: S307 - the formulas above
        assert mpmath.mpf(lower.numerator) / lower.denominator <= exact
        assert exact <= mpmath.mpf(upper.numerator) / upper.denominator
    from cap.claims.integral import IntegralEnclosure

    for changes in ({"lower": str(upper)}, {"upper": str(lower)}):
        with pytest.raises(cap.Rejected, match="the integral may be"):
            IntegralEnclosure.check({**claim.parameters, **changes}, certificate.witness, {})


def test_a_false_claim_is_refuted() -> None:
    """`certify` says what the integral is, `refute` gives a certificate of it."""
    claim = cap.IntegralEnclosure("exp(-x**2)", (0, 1), "3/4", 1)
    with pytest.raises(cap.NotCertified, match="the integral is between") as caught:
        cap.certify(claim)
    assert caught.value.verdict is cap.REJECTED
    assert Fraction(cap.refute(claim).claim.parameters["upper"]) < Fraction(3, 4)


@pytest.mark.parametrize(
    ("integrand", "domain"),
    [("log(x)", (0, 1)), ("1/x", (-1, 1)), ("sqrt(x)", (-1, 1)), ("1/x", (1, "inf"))],
)
def test_what_has_no_integral_is_not_certified(integrand: str, domain: tuple[int, int]) -> None:
    """Poles, undefined values, and a tail that is not integrable."""
    with pytest.raises(cap.NotCertified):
        cap.certify(cap.IntegralEnclosure(integrand, domain, -1000, 1000))


FORMULAS = (
    "exp(x)", "sin(2*x)*cos(x)", "log(x)", "sqrt(x)/(1+x)", "tan(x/4)", "atan(x**2)", "tanh(x)",
    "sinh(x)*cosh(x)", "abs(x-9)**3", "(x+1/x)**5", "pi*x-x", "-exp(-x**2)",
)  # fmt: skip


@given(st.sampled_from(FORMULAS), st.integers(8, 40), st.integers(0, 8), st.integers(0, 16))
def test_jets_contain_the_taylor_coefficients(text: str, at: int, r: int, where: int) -> None:
    """At a point of a ball, against numerical derivatives of mpmath with many digits."""
    with precision(80):
        low, high = fmpq(at, 16), fmpq(at + r, 16)
        point = low + (high - low) * where / 16
        terms = Terms()
        f = terms.of(parse(text), ("x",))
        coefficients = jet(terms, f, arb(low).union(arb(high)), 4)
        names = {**vars(mpmath), "abs": abs}
        with mpmath.workdps(60):
            x = mpmath.mpf(int(point.p)) / int(point.q)
            exact = mpmath.taylor(lambda t: eval(text, names, {"x": t}), x, 4)  # noqa: S307
            for ball, number in zip(coefficients, exact, strict=True):
                near = arb(mpmath.nstr(number, 20), abs(float(number)) * 1e-17 + 1e-17)
                assert ball.overlaps(near), (text, point, ball, number)
