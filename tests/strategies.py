"""The one home of random values for tests."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, fmpq, fmpz
from hypothesis import strategies as st

ALPHABET = "0123456789abekxDsincosz_+-*/() "

small_integers = st.integers(-20, 20)
# Sizes around every limit of the number formats: 2^53, 64 bits, and far beyond.
integers = st.one_of(
    small_integers,
    st.integers(-(2**53) - 2, 2**53 + 2),
    st.integers(-(2**70), 2**70),
    st.builds(
        lambda e, d, s: s * (2**e + d),
        st.integers(0, 4000),
        st.integers(-1, 1),
        st.sampled_from([-1, 1]),
    ),
)
small_rationals = st.builds(Fraction, st.integers(-30, 30), st.integers(1, 12))
nonnegative_rationals = st.builds(Fraction, st.integers(0, 60), st.integers(1, 12))
rationals = st.one_of(
    small_rationals,
    st.builds(Fraction, integers, integers.map(lambda q: abs(q) + 1)),
)


def exact(number: Fraction) -> fmpq:
    """The same number for `cap`."""
    return fmpq(number.numerator, number.denominator)


def fraction(number: fmpq | fmpz) -> Fraction:
    """The same number in plain Python."""
    number = fmpq(number)
    return Fraction(int(number.p), int(number.q))


@st.composite
def balls(draw: st.DrawFn) -> tuple[arb, tuple[Fraction, ...]]:
    """A ball and exact rational points inside it: both ends, the middle and random ones."""
    power = draw(st.integers(-80, 40))
    middle, radius = draw(st.integers(-(2**30), 2**30)), draw(st.integers(0, 2**20))
    x = arb(middle, radius) * arb(2) ** power
    parts = [*draw(st.lists(st.integers(-97, 97), max_size=3)), -97, 0, 97]
    return x, tuple(dyadic(x.mid()) + Fraction(part, 97) * dyadic(x.rad()) for part in parts)


def dyadic(x: arb) -> Fraction:
    """The value of an exact ball."""
    mantissa, exponent = x.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


@st.composite
def symmetric_matrices(draw: st.DrawFn, most: int = 5) -> list[list[Fraction]]:
    """Small symmetric rational matrices: B B^T + shift, often positive definite, often not."""
    n = draw(st.integers(1, most))
    b = [[draw(st.integers(-4, 4)) for _ in range(n)] for _ in range(n)]
    shift = draw(st.builds(Fraction, st.integers(-6, 12), st.integers(1, 6)))
    scale = draw(st.integers(1, 6))
    return [
        [
            Fraction(sum(x * y for x, y in zip(b[i], b[j], strict=True)), scale)
            + (shift if i == j else 0)
            for j in range(n)
        ]
        for i in range(n)
    ]


def lower_triangle(matrix: list[list[Fraction]]) -> list[dict[int, fmpq]]:
    """The sparse rows of `cap.kernels.matrix`."""
    return [{j: exact(row[j]) for j in range(i + 1) if row[j] != 0} for i, row in enumerate(matrix)]


def formulas(names: tuple[str, ...] = ("k",), divisions: bool = True) -> st.SearchStrategy[str]:
    """Formulas of the grammar in the given names; a division may be by zero somewhere."""
    leaves = st.one_of(st.integers(0, 9).map(str), st.sampled_from(names or ("1",)))
    operators = ["+", "-", "*", *(["/"] if divisions else [])]

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds(lambda a, o, b: f"{a}{o}{b}", inner, st.sampled_from(operators), inner),
            st.builds(lambda a, o, b: f"({a} {o} {b})", inner, st.sampled_from(operators), inner),
            st.builds(lambda a: f"-{a}", inner),
            st.builds(lambda a, n: f"({a})**{n}", inner, st.integers(1, 3)),
        )

    return st.recursive(leaves, larger, max_leaves=8)


def waves(symbols: tuple[str, ...] = ()) -> st.SearchStrategy[str]:
    """Formulas of trigonometric polynomials in x."""
    frequency = st.builds(
        lambda m, parts: "+".join([str(m), *parts]),
        st.integers(0, 4),
        st.lists(st.sampled_from(symbols), max_size=2) if symbols else st.just([]),
    )
    leaves = st.one_of(
        st.integers(0, 9).map(str),
        st.builds(lambda f, m: f"{f}(({m})*x)", st.sampled_from(["sin", "cos"]), frequency),
    )

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds(lambda a, o, b: f"({a} {o} {b})", inner, st.sampled_from("+-*"), inner),
            st.builds(lambda a, n: f"{a}/{n}", inner, st.integers(1, 9)),
            st.builds(lambda a: f"D({a})", inner),
        )

    return st.recursive(leaves, larger, max_leaves=5)


alphabet_text = st.text(ALPHABET, min_size=1, max_size=30)
json_trees: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text("abc/0123x-", max_size=6)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text("abcd", max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)
