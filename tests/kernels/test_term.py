"""Derivatives are derivatives, and conditions say where a term is defined."""

from __future__ import annotations

import pytest
from cap.kernels.expression import parse
from cap.kernels.normal_form import equal, vanishes
from cap.kernels.term import Condition, Term, Terms
from cap.verdict import Malformed, Rejected
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from tests.analysis import NotDefined, parsed, value

SMOOTH = ("atan", "cos", "cosh", "exp", "sin", "sinh", "tanh", "sqrt", "log", "abs", "tan")


def smooth(depth: int = 3) -> st.SearchStrategy[str]:
    """Formulas in x and y with all functions."""
    leaves = st.sampled_from(["x", "y", "2", "pi", "3"])

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds(lambda a, o, b: f"({a}{o}{b})", inner, st.sampled_from("+-*/"), inner),
            st.builds(lambda f, a: f"{f}({a})", st.sampled_from(SMOOTH), inner),
            st.builds(lambda a, n: f"({a})**{n}", inner, st.integers(1, 3)),
            st.builds(lambda a: f"(-{a})", inner),
        )

    return st.recursive(leaves, larger, max_leaves=2 * depth)


def at(text: str, x: mpf, y: mpf) -> mpf:
    return value(parsed(text), {"x": x, "y": y}, {})


def whole(f: Term) -> str:
    """The formula of a term, which is short enough here."""
    text = str(f)
    return text if "..." not in text else "0/0"


@given(smooth(), st.fractions(-2, 2), st.fractions(-2, 2))
def test_derivative_is_the_limit_of_difference_quotients(text: str, x: object, y: object) -> None:
    """At a point where the derivative is defined, against a central difference with 100 digits."""
    terms = Terms()
    slope = whole(terms.derivative(terms.of(parse(text), ("x", "y")), "x"))
    with mp.workdps(100):
        a, b, h = mpf(x.numerator) / x.denominator, mpf(y.numerator) / y.denominator, mpf(10) ** -30
        try:
            true, left, right = at(slope, a, b), at(text, a - h, b), at(text, a + h, b)
        except (NotDefined, OverflowError):
            return
        except Exception as error:
            if type(error).__name__ == "NotKnown":
                return
            raise
        near = (right - left) / (2 * h)
        size = 1 + max(abs(true), abs(left), abs(right))
        if size < mpf(10) ** 6 and abs(true) < mpf(10) ** 3:
            assert abs(near - true) < mpf(10) ** -15 * size, (text, slope)


@given(smooth(), st.fractions(-2, 2), st.fractions(-2, 2))
def test_defined_where_the_conditions_hold(text: str, x: object, y: object) -> None:
    """If all conditions hold at a point then the expression has a value there, and conversely."""
    terms = Terms()
    conditions = terms.conditions(terms.of(parse(text), ("x", "y")))
    with mp.workdps(60):
        a, b = mpf(x.numerator) / x.denominator, mpf(y.numerator) / y.denominator
        try:
            hold = all(_holds(condition, a, b) for condition in conditions)
            at(text, a, b)
            defined = True
        except NotDefined:
            defined = False
        except Exception as error:
            if type(error).__name__ == "NotKnown":
                return
            raise
        if defined:
            assert hold
        elif all(_defined(condition, a, b) for condition in conditions):
            assert not all(_holds(condition, a, b) for condition in conditions)


def _defined(condition: Condition, a: mpf, b: mpf) -> bool:
    try:
        at(whole(condition.term), a, b)
    except Exception:  # noqa: BLE001
        return False
    return True


def _holds(condition: Condition, a: mpf, b: mpf) -> bool:
    x = at(whole(condition.term), a, b)
    return x > 0 if condition.relation == ">" else x >= 0 if condition.relation == ">=" else x != 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/x", ["x !="]), ("1/(x*y)", ["x !=", "y !="]), ("1/x**2", ["x !="]),
        ("1/(2*exp(x))", []), ("1/(1+x**2)", []), ("1/(1-x**2)", ["(1-(x**2)) !="]),
        ("1/sqrt(x)", ["x >=", "x >"]), ("log(sqrt(x))", ["x >=", "sqrt(x) >"]),
        ("tan(1/x)", ["x !=", "cos((1/x)) !="]), ("1/abs(x)", ["x !="]), ("1/0", ["0 !="]),
        ("1/(1+x**3)", ["(1+(x**3)) !="]), ("1/(x/y)", ["y !=", "x !="]), ("1/pi", []),
        ("1/(x+x**2)", ["(x+(x**2)) !="]), ("1/(0+x**2)", ["(0+(x**2)) !="]),
    ],
)  # fmt: skip
def test_conditions(text: str, expected: list[str]) -> None:
    """A divisor through its factors; roots, logarithms and tangents."""
    terms = Terms()
    found = terms.conditions(terms.of(parse(text), ("x", "y")))
    assert [f"{condition.term} {condition.relation}" for condition in found] == expected


@pytest.mark.parametrize("text", ["sqrt(x)", "abs(x)", "x*sqrt(x)", "abs(x)**2"])
def test_corners_have_no_derivative(text: str) -> None:
    """The derivative is not defined at 0: one of its conditions fails there."""
    terms = Terms()
    conditions = terms.conditions(terms.derivative(terms.of(parse(text), ("x",)), "x"))
    assert any(str(c.term) == "x" and c.relation in (">", "!=") for c in conditions)


def test_equal_parts_are_one_object() -> None:
    """So that what is known of one is known of the other."""
    terms = Terms()
    f = terms.of(parse("log(1+x)/log(1+x)"), ("x",))
    assert f.arguments()[0] is f.arguments()[1]


def _differentiate(terms: Terms, f: Term, times: int) -> Term:
    for _ in range(times):
        f = terms.derivative(f, "x")
    return f


def test_high_derivatives_stay_small() -> None:
    """Shared parts: the fifth derivative of a quotient has less than 5000 terms, and its text is
    cut.
    """
    terms = Terms()
    f = terms.of(parse("exp(x)/(1+x**2)"), ("x",))
    f = _differentiate(terms, f, 5)
    assert len(terms.order(f)) < 5000
    assert len(str(f)) < 3000
    with pytest.raises(Rejected, match="too many different terms"):
        _differentiate(terms, f, 20)


@pytest.mark.parametrize("text", ["z", "sec(x)", "x(2)", "e", "sin"])
def test_unknown_names_are_malformed(text: str) -> None:
    """Neither a variable nor pi; a function that is none."""
    with pytest.raises(Malformed):
        Terms().of(parse(text), ("x", "y"))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("x/(1+x)", "1-1/(1+x)", True), ("(x-y)**2", "x**2-2*x*y+y**2", True),
        ("sin(x+1)*2", "sin(1+x)+sin(1+x)", True), ("exp(2*x)", "exp(x)**2", False),
        ("sqrt(4/9)", "2/3", True), ("sqrt(2)", "1414/1000", False), ("log(1)+sin(0)", "0", True),
        ("x/x", "1", True), ("x/(2-3*x)", "(-x)/(3*x-2)", True), ("abs(-2)", "2", True),
        ("cos(0)+exp(0)+cosh(0)", "3", True), ("exp(1)", "exp(x)", False), ("pi", "22/7", False),
        ("tan(0)+tanh(0)+atan(0)+sinh(0)", "0", True), ("log(2)", "0", False),
        ("sin(x)", "cos(x)", False), ("cos(1)", "1", False), ("x-x", "0", True),
    ],
)  # fmt: skip
def test_normal_forms(left: str, right: str, expected: bool) -> None:
    """Equal as quotients of polynomials in atoms, or not known to be."""
    terms = Terms()
    f, g = (terms.of(parse(text), ("x", "y")) for text in (left, right))
    assert equal(terms, f, g, {}) is expected
    assert equal(terms, g, f, {}) is expected
    assert vanishes(terms, terms.make("-", f, g), {}) is expected


def test_values_of_variables() -> None:
    """With x = 1, exp(x) is exp(1); with x = 2 it is not."""
    terms = Terms()
    f = terms.of(parse("exp(x) - x*exp(1)"), ("x",))
    assert vanishes(terms, f, {"x": fmpq(1)})
    assert not vanishes(terms, f, {"x": fmpq(2)})
    assert not vanishes(terms, f, {})


def test_a_divisor_that_is_zero_is_refused() -> None:
    """0/0 has no normal form, and neither has 1/(x - x)."""
    for text in ("0/0", "1/(x-x)"):
        terms = Terms()
        with pytest.raises(Rejected, match="a divisor that is zero"):
            vanishes(terms, terms.of(parse(text), ("x",)), {})


def test_too_many_terms_are_refused() -> None:
    """Expansions are bounded before they are computed."""
    terms = Terms()
    f = terms.of(parse("(1+x+y+sin(x)+sin(y)+exp(x))**30"), ("x", "y"))
    with pytest.raises(Rejected, match="too many terms"):
        vanishes(terms, f, {})
