"""The grammar of formulas."""

from __future__ import annotations

from fractions import Fraction

import pytest
from cap.kernels.expression import evaluate, parse
from cap.verdict import Malformed
from hypothesis import example, given

from tests import fourier, strategies


def value(text: str, **names: int | Fraction) -> Fraction:
    """The value of a formula in Fractions."""
    return evaluate(parse(text), {n: Fraction(v) for n, v in names.items()}, Fraction, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1-2-3", -4),
        ("8/4/2", 1),
        ("8/4*2", 4),
        ("2+3*4", 14),
        ("(2+3)*4", 20),
        ("-2**2", -4),
        ("(-2)**2", 4),
        ("2*-3", -6),
        ("2--3", 5),
        ("--2", 2),
        ("2*3**2", 18),
        ("-1/2", Fraction(-1, 2)),
        ("2/3**2", Fraction(2, 9)),
        ("1 + 1", 2),
        ("007", 7),
        ("9" * 100, int("9" * 100)),
        ("2**64", 2**64),
        ("(2**8)**8", 2**64),
    ],
)
def test_precedence(text: str, expected: int | Fraction) -> None:
    """Products bind before sums, powers before signs, and equal operators from the left."""
    assert value(text) == expected


@given(strategies.formulas(("k", "m")), strategies.small_rationals, strategies.small_rationals)
@example("1-2-3/k/m*k", Fraction(2), Fraction(3))
def test_value_is_that_of_python(text: str, k: Fraction, m: Fraction) -> None:
    """A formula means what Python's parser reads in it, or divides by zero in both."""
    names = {"k": k, "m": m}
    try:
        expected = fourier.evaluate(text, Fraction, names, {})
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            value(text, **names)
    else:
        assert value(text, **names) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2^3",
        "1e5",
        "0.5",
        ".5",
        "1.",
        "1_000",
        "_k",
        "\u0661",
        "\u00b2",
        "\uff11",
        "k\u200b",
        "k\n",
        "k;k",
        "k=1",
        "k,k",
        "k[0]",
        "1 2",
        "2k",
        "k k",
        "2(3)",
        "(2)(3)",
        "+1",
        "1+",
        "*2",
        "2* *3",
        "2**-1",
        "2**0",
        "2**k",
        "2**(1)",
        "2**2**2",
        "2**65",
        "2**064",
        "2**100",
        "((2**8)**8)**2",
        "(2**9)**8",
        "2//3",
        "()",
        "(1",
        "1)",
        ")",
        "sin(",
        "sin()",
        "sin(1))",
        "9" * 101,
        "1" + "+1" * 500,
        "(" * 41 + "1" + ")" * 41,
        "-" * 41 + "1",
    ],
)
def test_refused(text: str) -> None:
    """What is outside the grammar, or over its limits, is MALFORMED: no powers by ^, no decimals,
    nothing implicit, no letters or digits beyond ASCII.
    """
    with pytest.raises(Malformed):
        parse(text)


@pytest.mark.parametrize("text", ["(" * 39 + "1" + ")" * 39, "-" * 39 + "1", "1" * 100])
def test_just_within_the_limits(text: str) -> None:
    """The limits on depth and digits are where the refusals above say."""
    assert abs(value(text)) in (1, int("1" * 100))


@pytest.mark.parametrize("terms", [100, 300, 400, 499])
def test_long_sums(terms: int) -> None:
    """A sum of any length below the limit of 1000 characters is read or MALFORMED, wherever it is
    called from; nothing depends on how deep the stack is.
    """
    try:
        found = value("+".join(["1"] * terms))
    except Malformed:
        return
    assert found == terms


def test_unknown_names_and_functions_are_refused() -> None:
    """A name that has no value, and a function that does not exist, are MALFORMED."""
    for text in ("k", "sin(k)", "k(1)", "eval(1)", "__import__(1)"):
        with pytest.raises(Malformed):
            value(text, m=1)


def test_letters_next_to_a_digit_make_one_name() -> None:
    """`k2` is a name of its own, not k times 2 and not k."""
    assert value("k2", k2=7) == 7
    with pytest.raises(Malformed):
        value("k2", k=7)


@given(strategies.alphabet_text)
def test_random_text_is_read_or_malformed(text: str) -> None:
    """Whatever the text, there is MALFORMED or a tree, and a tree means what Python reads."""
    try:
        tree = parse(text)
    except Malformed:
        return
    names = {name: Fraction(3, 7) for name in names_in(tree)}
    functions = {name: lambda _: Fraction(2) for name in calls_in(tree)}
    try:
        found = evaluate(tree, names, Fraction, functions)
    except ZeroDivisionError:
        return
    assert found == fourier.evaluate(text, Fraction, names, functions)


def names_in(tree: tuple) -> set[str]:
    if tree[0] == "name":
        return {tree[1]}
    return {name for part in tree[1:] if isinstance(part, tuple) for name in names_in(part)}


def calls_in(tree: tuple) -> set[str]:
    own = {tree[1]} if tree[0] == "call" else set()
    return own.union(*(calls_in(part) for part in tree[1:] if isinstance(part, tuple)))
