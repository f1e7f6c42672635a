"""Probes of the kernels and the claims: right, boundary and corrupted inputs that no file can hold.

Each function is a probe of `checker_mutants.py`: it returns what the kernels say, exactly, and a
changed kernel must say something else. Corrupted tables are copies of right ones in which a total
is too small, an entry changes its sign, the diagonal grows, a near entry lies beyond the band, ...
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import flint
from cap.certificate import Reader
from cap.claims.factor import read_factor
from cap.claims.form_entries import (
    Cell,
    Entries,
    EntriesRefuted,
    cells,
    check_entries,
    table_entry,
)
from cap.claims.identity import (
    Identity,
    TrigonometricIdentity,
    TrigonometricIdentityRefuted,
)
from cap.claims.matrix import EigenvalueBelow, PositiveDefinite, Source
from cap.claims.quadratic_form import Positive, check_negative
from cap.kernels.ball import ball, certainly_negative, certainly_positive, lower, precision, upper
from cap.kernels.block import Block, form_value
from cap.kernels.expression import evaluate, parse
from cap.kernels.form import Far, Table
from cap.kernels.matrix import Factor, dominance_margin, pivots, power_of_two, quadratic_value
from cap.kernels.need import need
from cap.kernels.operators import Family, Operators
from cap.kernels.rational_function import RationalFunction, ring
from cap.kernels.tail import (
    need_dominant_tail,
    need_far_squares,
    need_far_totals,
    row_sum,
    row_sum_function,
)
from cap.kernels.trigonometric import TrigonometricPolynomial, trigonometric
from cap.models import houli
from cap.verdict import Refused
from flint import arb, fmpq, fmpz

from tests.kernels.tables import MIXED
from tests.probing import each, said

# Two families, far entries from the second one to itself, an offset of every kind on its own.
SECOND = Table(
    families=("p", "q"),
    near={
        ("p", "p"): {0: "4", 3: "1/k**2"},
        ("p", "q"): {-3: "1/(k+5)", 2: "-1/(k+1)"},
        ("q", "q"): {0: "3"},
    },
    far={("q", "q"): Far(1, "1/(k*(k+1))", "1/k", "1/(3*(k-1)*k*(k+1))")},
    fixed={(("p", 1), ("p", 4)): "1/9", (("q", 3), ("q", 3)): "0"},
)
# A diagonal that dominates, so that absolute coupling holds for every block.
STRONG = Table(
    families=("p", "q"),
    near={
        ("p", "p"): {0: "6", 1: "1/k"},
        ("p", "q"): {-1: "-1/(k+1)", 0: "1/k**2"},
        ("q", "q"): {0: "5 + 1/k"},
    },
    far={("p", "q"): Far(1, "1/(k*(k+1))", "1/k", "1/(3*(k-1)*k*(k+1))")},
    fixed={(("p", 1), ("p", 1)): "7"},
)
TABLES = (houli.TABLE, MIXED, SECOND, STRONG)


# --- balls ---


def balls_of_exact_numbers() -> str:
    """Integers and rationals become balls; floats, bools, text and balls do not."""
    values = (1, fmpz(-2), fmpq(1, 2), 0.5, True, "1", arb(1), None)
    return each(lambda x: upper(ball(x)), *values)


def precision_inside_and_after() -> str:
    """The precision is the stated one inside the block and the former one after it."""
    found = [flint.ctx.prec]
    with precision(77):
        found.append(flint.ctx.prec)
    try:
        with precision(99):
            found.append(flint.ctx.prec)
            need(None, "leave")
    except Refused:
        found.append(flint.ctx.prec)
    return str(found)


def ends_and_signs_of_balls() -> str:
    """The exact ends and the certain signs: zero, balls that touch it, just beyond, not finite."""
    unit = arb(0, 1).rad()
    found = []
    with precision(200):
        least = arb(2) ** -40
        for x in (
            arb(0), arb(1), arb(-1), arb(0, 1), arb(0, 1) - unit, unit + arb(0, 1),
            arb(0, 1) - unit - least, unit + arb(0, 1) + least, arb(3) / 8, arb("nan"),
            arb("inf"), arb("-inf"), arb(1, "inf"), arb(-1, "inf"), arb(2) ** 70, -(arb(2) ** -70),
        ):  # fmt: skip
            found += [each(end, x) for end in (lower, upper)]
            found.append(f"{certainly_negative(x)}, {certainly_positive(x)}")
    return "\n".join(found)


def need_is_for_true_alone() -> str:
    """Everything but the object True is refused."""
    values = (True, False, None, 1, "yes", arb(1), arb("nan"), [1])
    return each(lambda x: need(x, "why"), *values)


# --- formulas ---


def formulas_with_their_trees() -> str:
    """Precedence, associativity, blanks, calls."""
    return each(
        parse, "1-2-3", "1+2-3*4/5", "8/4*2", "2*3**2", "-2**2", "--2", "2--3", "2*-3", "(1)", "k",
        "(k+1)*(k-1)", "sin(x)", "sin(k*x)**2", " 1 + k ", "f(g(x))", "k2", "-(1)", "(-k)**3",
        "sin", "a*b/c", "f2(1)", "f2", "k2*(1)", "D(D(psi)) + omega", "((2))", "0", "007", "1**1",
        "k**10", "f(1)-f(2)",
    )  # fmt: skip


def texts_that_are_no_formulas() -> str:
    """Nothing implicit, nothing missing, nothing else."""
    return each(
        parse, "", " ", "1 2", "2k", "2(3)", "(2)(3)", "+1", "1+", "1*", "1/", "*2", "/2", "-",
        "2**",
        "2**k", "2**-1", "2**0", "2**(1)", "2**2**2", "2* *3", "2***3", "()", "(1", "1)", ")", "(",
        "f(",
        "f()", "f(1", "f(1))", "k(", "2^3", "0.5", "_k", "k\n", "1,2", "2//3", "k.x", "\u0661",
        "k)", "((1)",
        "1 1", "f f", "(1 2", "(1 k", "(1(", "f(k k", "(1 2)", "(1 -", "f2(1", "(1)k", "1(",
        "f(1)2", "2**3(", "k k", "=", "**2", "2**064", "2**100",
    )  # fmt: skip


def limits_of_formulas() -> str:
    """Length, digits, depth and exponents from both sides."""
    return each(
        lambda text: len(str(parse(text))),
        "k" * 1000, "k" * 1001, "9" * 100, "9" * 101,
        *("(" * n + "1" + ")" * n for n in (38, 39, 40, 41)), *("-" * n + "1" for n in (38, 39,
        40)),
        *("f(" * n + "1" + ")" * n for n in (39, 40)), *("-(" * n + "1" + ")" * n for n in (19,
        20)),
        "2**63", "2**64", "2**65", "2**99", "(2**8)**8", "(2**9)**8", "(2**13)**5",
        "((2**4)**4)**4",
        "((2**4)**4)**5", "(k+2**8)**8", "(k+2**9)**8", "(2**9+k)**8", "f((2**8))**9",
        "(2**3)**8*(2**8)**8", "2**64*2**64", "-(2**64)**2", "(1-2**33)**2", "(-2**33)**2",
    )  # fmt: skip


def values_of_formulas() -> str:
    """Numbers, names, functions of trees, quotients, powers; unknown names are refused."""
    names = {"k": fmpq(3, 2), "m": fmpq(-5)}
    functions = {"twice": lambda tree: 2 * evaluate(tree, names, fmpq, {})}
    return each(
        lambda text: evaluate(parse(text), names, fmpq, functions),
        "k-m-1", "k/m/2", "k*m+2", "-k**3", "twice(k+1)*2", "7", "k**1", "m**2-k", "n", "f(1)",
        "twice", "k(1)", "2-3*4", "1/k+1/m",
    )  # fmt: skip


# --- tables ---


def entries_of_tables() -> str:
    """All entries with small indices, in both orders."""
    found = []
    for table in TABLES:
        modes = [(p, k) for k in range(1, 7) for p in table.families]
        found += [str([table.entry(x, y) for y in modes]) for x in modes]
    return "\n".join(found)


def ranges_of_tables() -> str:
    """Width, last fixed entry, far family, neighbours, order, and the printed lines."""
    found = []
    for table in TABLES:
        found += [f"{table.width()}, {table.fixed_until()}, {table.far_family}", *table.lines()]
        for p in table.families:
            found.append(str(sorted(table.neighbours((p, 9)))))
            found += [str(table.ordered((p, 3), (q, k))) for q in table.families for k in (2, 3, 4)]
    wide = replace(SECOND, far={("q", "q"): replace(SECOND.far["q", "q"], offset=7)}, fixed={})
    plain = houli.BASIS.tables["orthonormal"]
    return "\n".join([*found, f"{wide.width()}, {wide.fixed_until()}, {plain.width()}"])


def formulas_of_tables() -> str:
    """The formula at each offset, near before far."""
    found = [
        f"{p} {q} {d} {table.formula((p, q), d)}"
        for table in TABLES
        for p in table.families
        for q in table.families
        for d in range(-5, 6)
    ]
    return "\n".join(found)


# --- blocks ---


def blocks_of_tables() -> str:
    """F_N - shift |x|^2 in both coordinates."""
    return "\n".join(
        str(Block(table, size, sums).add_form(fmpq(1, 3)).rows)
        for table in TABLES
        for size in (1, 2, 5)
        for sums in (False, True)
    )


def coupling_of_tables() -> str:
    """What the coupling subtracts, in both coordinates; squares at the first column left out."""
    return "\n".join(
        str(Block(table, size, sums).subtract_coupling(fmpq(3, 4)).rows)
        for table in TABLES
        for size in (1, 2, 4)
        for sums in (False, True)
    )


def functionals_of_blocks() -> str:
    """Modes, prefixes and partners as functionals."""
    found = []
    for table in TABLES:
        for sums in (False, True):
            block = Block(table, 3, sums)
            for family in table.families:
                found += [str(block.mode(family, k)) for k in (1, 2, 3)]
                found += [str(block.prefix(family, k)) for k in (1, 2, 3)]
                found += [str(block.partners(family, k)) for k in range(1, 8)]
    return "\n".join(found)


def products_of_functionals() -> str:
    """A weight times f(x) g(x) goes to the lower triangle, off the diagonal in halves."""
    block = Block(MIXED, 1, sums=False)
    block.add_product(fmpq(3), {0: fmpq(2), 1: fmpq(5)}, {1: fmpq(7), 2: fmpq(1, 2)})
    block.add_product(fmpq(-1), {2: fmpq(1)}, {0: fmpq(1), 2: fmpq(4)})
    return str(block.rows)


def values_of_forms() -> str:
    """The terms of the form at vectors of one to six indices, with large integers."""
    found = []
    for table in TABLES:
        for n in (1, 2, 6):
            vector = {
                p: [fmpz((3 * k + 5 * i) % 7 - 3 + 10**20 * (k == 2)) for k in range(1, n + 1)]
                for i, p in enumerate(table.families)
            }
            found.append(str(form_value(table, vector)))
    plain = houli.BASIS.tables["orthonormal"]
    found.append(str(form_value(plain, {"o": [fmpz(2)], "e": [fmpz(3)]})))
    return "\n".join(found)


# --- matrices ---


def _rows(*rows: str) -> list[dict[int, fmpq]]:
    """Lower triangle from texts such as "4", "1/2 3"; zeros are left out."""
    numbers = [[fmpq(*map(int, x.split("/"))) for x in row.split()] for row in rows]
    return [{j: x for j, x in enumerate(row) if x != 0} for row in numbers]


def _factor(exponent: int, *rows: str) -> Factor:
    return Factor(exponent, [[fmpz(x) for x in row.split()] for row in rows])


FIVE = _rows("9", "1 8", "0 -2 7", "1/2 0 3 9", "0 1/3 0 -1 8")


def margins_of_factors() -> str:
    """Dense, band and diagonal factors of matrices from 1 x 1 to 5 x 5, also scaled."""
    dense = _factor(-2, "11", "1 10", "2 -3 9", "1 1 4 10", "0 2 0 -1 9")
    band = _factor(-2, "11", "1 10", "-3 9", "4 10", "-1 9")
    diagonal = _factor(-1, "5", "4", "4", "5", "4")
    uneven = _factor(-2, "11", "10", "2 -3 9", "10", "2 0 -1 9")
    large = _factor(3, "1", "0 1", "1", "1 1", "1")
    return said(
        *(
            lambda factor=factor, scaling=scaling: dominance_margin(FIVE, factor, scaling)
            for factor in (dense, band, diagonal, uneven, large)
            for scaling in ([0] * 5, [1, -2, 0, 3, -1])
        ),
        lambda: dominance_margin(_rows("2"), _factor(0, "1"), [0]),
        lambda: dominance_margin(_rows("2"), _factor(0, "-2"), [3]),
        lambda: dominance_margin(_rows("0"), _factor(-3, "0"), [0]),
        lambda: dominance_margin(_rows("2", "1 2"), _factor(-4, "19", "13 14"), [0, 0]),
        lambda: dominance_margin(_rows("1", "1 1"), _factor(0, "0", "0"), [0, 0]),
        lambda: dominance_margin(_rows("1", "-1 1"), _factor(0, "1", "-1 0"), [0, 0]),
        lambda: dominance_margin(_rows("1", "0 1", "1 0 1"), _factor(0, "0", "0", "0"), [0, 0, 1]),
    )


def margins_of_wide_bands() -> str:
    """Bands around the share of entries from which a factor is multiplied as a dense matrix."""
    found = []
    for n, width in ((12, 1), (12, 2), (12, 3), (12, 4), (16, 4), (16, 5), (8, 8)):
        rows = [{i: fmpq(50 + i), **({i - 1: fmpq(1, 3)} if i else {})} for i in range(n)]
        mantissas = [
            [fmpz((7 * i + 3 * j) % 11 - 5) for j in range(max(0, i + 1 - width), i + 1)]
            for i in range(n)
        ]
        found.append(str(dominance_margin(rows, Factor(0, mantissas), [0] * n)))
    return "\n".join(found)


def factors_of_a_wrong_shape() -> str:
    """Too few or too many rows or exponents; rows that are empty, or too long by a leading zero."""
    two = _rows("9", "0 9")
    return said(
        *(
            lambda rows=rows: dominance_margin(two, _factor(0, *rows), [0, 0])
            for rows in (
                ("1", "1"), ("1", "0 1"), (), ("1",), ("1", "1", "1"), ("1", ""), ("", "1"),
                ("0 1", "1"), ("1", "0 0 1"), ("0 1", "0 0 1"),
            )
        ),
        *(
            lambda scaling=scaling: dominance_margin(two, _factor(0, "1", "1"), scaling)
            for scaling in ([], [0], [0, 0, 0], [0, 1])
        ),
    )  # fmt: skip


def pivots_of_matrices() -> str:
    """Exact pivots; the first that is not positive is the last."""
    return each(
        pivots, FIVE, _rows("2"), _rows("0"), _rows("-1"), _rows("1", "1 1"), _rows("1", "2 1"),
        _rows("1", "0 -1", "0 0 1"), _rows("0", "1 0"), _rows("1", "0 0", "0 0 1"),
        _rows("4", "2 3", "2 -1 5"), _rows("1", "1 2", "1 1 2"), _rows("1/3", "1/5 1/7"),
    )  # fmt: skip


def limit_of_elimination() -> str:
    """100 rows are done, 101 are refused."""
    return each(lambda n: len(pivots([{i: fmpq(1)} for i in range(n)])), 99, 100, 101)


def quadratic_values() -> str:
    """v.Av, exactly."""
    return said(
        lambda: quadratic_value(FIVE, list(map(fmpz, (1, -2, 3, 5, -7)))),
        lambda: quadratic_value(_rows("2", "1 3"), [fmpz(1), fmpz(-1)]),
        lambda: quadratic_value(_rows("-2"), [fmpz(3)]),
        lambda: quadratic_value(_rows("0", "5 0"), [fmpz(10**20), fmpz(1)]),
    )


def powers_of_two() -> str:
    """2^e for both signs of e."""
    return each(power_of_two, 0, 1, -1, 2, -2, 70, -70)


# --- rational functions ---

PLANE = ring("s", "t")
S, T = RationalFunction.symbols(PLANE)


def _rational(text: str) -> RationalFunction:
    result: RationalFunction = evaluate(
        parse(text), {"s": S, "t": T}, lambda n: RationalFunction.constant(PLANE, n), {}
    )
    return result


SIGNS = (
    "0", "1", "-1", "s", "-s", "s+1", "-s-1", "s-1", "1-s", "s*t", "s*t+1", "s-t", "s**2+1-s",
    "t+1/2",
    "-t-1/2", "(s-1)/(t+1)", "(s+1)/(t+1)", "-1/(s+1)", "s/(s+1)", "(s-1)**2",
)  # fmt: skip


def signs_of_rational_functions() -> str:
    """Certain signs and absolute values for every pattern of signs of coefficients."""
    found = []
    for f in map(_rational, SIGNS):
        signs = (f.certainly_nonnegative(), f.certainly_positive(), f.certainly_negative())
        found += [f"{f} {signs} {f.is_zero()}", each(RationalFunction.absolute_value, f)]
    return "\n".join(found)


def quotients_of_rational_functions() -> str:
    """A divisor is of one strict sign on the whole range, or the quotient is refused."""
    return said(
        *(
            lambda text=text, above=above: _rational(f"({above})/({text})")
            for text in SIGNS
            for above in ("s*t+2", "(t-3)/(s+5)", "0")
        )
    )


def arithmetic_of_rational_functions() -> str:
    """Sums, products and quotients in their one spelling; common divisors of both signs."""
    return each(
        _rational, "1/(s+1)+1/(s+1)", "1/(s+1)+1/(t+1)", "1/(s+1)-1/(s+1)", "s/(s+2)*(s+2)",
        "(s+1)*(s-1)/(s+1)", "(1-s)*(s+3)/(2*s+6)", "(s*s-s)/(s+2)*(1/(s+1))", "1/(-s-1)",
        "1/(-2-t)",
        "(s-1)/(-s-1)", "(-s-2)/(-2*s-4)", "1/(1/(s+1))", "(s**2-1)*(t+1)/((s+1)*(t+2))", "1/3+s/5",
        "(2*s+4)/(6*t+8)", "(s*s-2*s+1)/(s+1)-(1-s)**2/(s+1)", "(s-t)*(s-t-1)*(1/(t+1))", "0/(s+1)",
    )  # fmt: skip


def divisors_negative_at_the_origin() -> str:
    """A common divisor that is negative at the origin: the denominator stays positive."""
    s, t = PLANE.gens()
    found = []
    for divisor in (s - 1, 1 - s, s - 2 * t - 3, s + 1, t - 1, s * s + s - 2):
        for factor in (s + 2, 3 * t + 2):
            f = RationalFunction(divisor * (s - 5), factor)
            g = RationalFunction(s + 7, factor * (divisor * divisor))
            found.append(str(f * g))
            found.append(str(g + RationalFunction(divisor, factor * (divisor * divisor))))
    return "\n".join(found)


def degrees_of_rational_functions() -> str:
    """Degree of the numerator minus degree of the denominator, in one symbol."""
    context = ring("s")
    (s,) = RationalFunction.symbols(context)

    def degree(text: str) -> int:
        f: RationalFunction = evaluate(
            parse(text), {"s": s}, lambda n: RationalFunction.constant(context, n), {}
        )
        return f.degree()

    return each(degree, "1", "s", "s**3/(s+1)", "1/(s+1)", "(s+2)/(s+1)", "(s+1)/(s+1)**3", "7*s")


def affine_forms() -> str:
    """Integer coefficients of affine forms; everything else is refused."""
    return each(
        lambda text: _rational(text).affine(), "3+2*s-t", "0", "t", "-4", "s", "s*t", "s**2", "s/2",
        "1/2", "1/(s+1)", "s+1/3", "t**2", "s-s+5", "2*s/3+t", "-s-t-1",
    )  # fmt: skip


def limit_of_terms_of_a_rational_function() -> str:
    """5000 terms are allowed above and below, 5001 are not."""
    context = ring("s")
    one = RationalFunction.constant(context, 1)

    def size(above: int, below: int) -> str:
        f, g = (
            context.from_dict({(i,): fmpq(1) for i in range(count)}) for count in (above, below)
        )
        product = RationalFunction(f, g) * one
        return f"{len(product.numerator)}, {len(product.denominator)}"

    return said(
        *(lambda a=a, b=b: size(a, b) for a, b in ((5000, 1), (5001, 1), (1, 5000), (1, 5001)))
    )


# --- trigonometric polynomials ---

WAVE_SYMBOLS = {"s": S, "t": T}


def _wave(text: str) -> TrigonometricPolynomial:
    fields = {"u": TrigonometricPolynomial.sin(PLANE, (2, 0, 0))}
    return trigonometric(parse(text), PLANE, WAVE_SYMBOLS, fields)


def _terms(f: TrigonometricPolynomial) -> str:
    return str({m: (str(re), str(im)) for m, (re, im) in sorted(f.terms.items())})


def terms_of_waves() -> str:
    """Sums, products, quotients by constants, derivatives: the stored terms."""
    return each(
        lambda text: _terms(_wave(text)), "0", "1", "s", "sin(x)", "cos(x)", "sin(0*x)", "cos(0*x)",
        "sin(s*x)", "cos((s-2*t+3)*x)", "sin(-x)", "cos(-s*x)", "sin(x)+cos(x)", "sin(x)-sin(x)",
        "sin(x)*cos(2*x)", "sin(x)*sin(x)", "cos(x)*cos(s*x)", "(s+sin(x))*(t-cos(x))", "sin(x)/2",
        "cos(x)/(s+1)", "D(sin(x))", "D(cos(s*x))", "D(sin((s+2*t)*x)/3)", "D(1)", "D(D(cos(2*x)))",
        "D(sin(x)*cos(t*x))", "u*u", "D(u)-2*cos(2*x)", "-u", "s*(sin(x)+cos(x))**2",
        "sin(x)/(s+1)-cos(x)/(t+2)", "cos(x)/cos(0*x)", "sin(x)/(0-2)", "-sin(x)-cos(x)",
    )  # fmt: skip


def waves_that_are_refused() -> str:
    """Divisors that depend on x or may vanish; arguments that are not an integer form times x."""
    return each(
        lambda text: _terms(_wave(text)), "1/sin(x)", "1/cos(x)", "1/(1+cos(x))", "1/(s-1)",
        "1/(1-1)",
        "1/(2+sin(0*x))", "sin(1)", "sin(s)", "cos(x+1)", "sin(x*x)", "sin(x/2)", "cos(s*t*x)",
        "sin(0)",
        "cos(x/(s+1))", "x", "sin(u*x)", "sin(sin(x))", "tan(x)", "y", "sin(y*x)", "D(x)",
        "sin(s*x*x)",
        "cos(2*s*x/2)", "cos(x**2+x)",
    )  # fmt: skip


def waves_that_are_constant() -> str:
    """Real constants alone are constants."""
    zero, one = (RationalFunction.constant(PLANE, n) for n in (0, 1))
    return said(
        *(
            lambda terms=terms: TrigonometricPolynomial(PLANE, terms).as_constant()
            for terms in (
                {}, {(0, 0, 0): (one, zero)}, {(0, 0, 0): (one, one)}, {(0, 1, 0): (one, zero)},
                {(0, 0, 0): (one, zero), (0, 0, 1): (zero, one)}, {(0, 0, 0): (zero, one)},
            )
        )
    )  # fmt: skip


def integrals_against_rho() -> str:
    """Even integrands that vanish at 0, with frequencies of one sign; all others are refused."""
    return each(
        lambda text: _wave(text).integral_against_rho(), "1-cos(x)", "1-cos(3*x)", "1-cos((s+1)*x)",
        "1-cos(-s*x)", "cos(2*x)-cos((s+t+1)*x)", "sin(x)**2", "s*(1-cos((2*t+3)*x))/(t+1)", "0",
        "sin(x)", "1", "cos(x)", "cos(x)-cos(2*x)+1/1000", "1-s*cos(x)", "1-cos((s-1)*x)",
        "1-cos((s-t)*x)", "1-cos((t-s)*x)", "1-cos((1-s)*x)", "1-cos(x)+sin(2*x)",
        "cos(s*x)-cos(t*x)",
        "1-cos(x)+sin((s-t)*x)", "(1-cos(x))*(1-cos(x))", "cos(x)-1", "sin(x)*sin(2*x)",
    )  # fmt: skip


def limit_of_terms_of_a_wave() -> str:
    """Products of 2000 pairs and sums of 2000 terms are allowed, 2001 are not."""
    zero, one = (RationalFunction.constant(PLANE, n) for n in (0, 1))

    def wave(count: int, step: int) -> TrigonometricPolynomial:
        return TrigonometricPolynomial(PLANE, {(step * i, 0, 0): (one, zero) for i in range(count)})

    return said(
        *(
            lambda a=a, b=b: len((wave(a, 1) * wave(b, 0)).terms)
            for a, b in ((2000, 1), (2001, 1), (1, 2001))
        ),
        *(lambda a=a: len((wave(a, 1) + wave(1000, 1)).terms) for a in (1000, 1001)),
    )


# --- tails ---

TELESCOPES = (
    "1/(k-1)**2", "1/(k-1)**2 + 7", "2/(k-1)**2", "0", "1", "-1/(k-1)**2", "1/k**2",
    "1/(k-1)**2 - 1/10**9",
    "999999/(1000000*(k-1)**2)", "1/(k-1)**2 - 1/(10**9*k**3)", "-1 + 3/(k-1)", "k",
)  # fmt: skip


def _houli(**changes: Any) -> Table:
    """The Hou-Li table with other far a-a entries."""
    far = dict(houli.TABLE.far)
    far["a", "a"] = replace(far["a", "a"], **changes)
    return replace(houli.TABLE, far=far)


def totals_of_far_entries() -> str:
    """A total is >= 0 and its steps bound the far entries, from the first index that occurs."""
    return said(
        *(lambda table=table: need_far_totals(table) for table in TABLES),
        *(lambda text=text: need_far_totals(_houli(total=text)) for text in TELESCOPES),
        *(
            lambda text=text: need_far_totals(_houli(formula=text, total="9/(k-1)"))
            for text in ("1/k-1/4", "1/4-1/k", "1/k**2", "-1/k**2", "0", "1/(k-2)", "1/(k-3)",
            "9/k")
        ),
        # One index earlier or later another total would do.
        *(
            lambda offset=offset, total=total: need_far_totals(
                _houli(offset=offset, formula="0", total=total)
            )
            for offset in (1, 2, 3)
            for total in ("1/(k-2)", "1/(k-3)", "1/(k-4)", "(k-2)*0+1/k", "(3-k)/k", "(4-k)/k+1")
        ),
    )  # fmt: skip


def squares_of_far_entries() -> str:
    """A total of squares is >= 0 and its steps bound the squares, from the stated index on."""
    return said(
        *(lambda table=table: need_far_squares(table, 5) for table in TABLES),
        *(
            lambda text=text: need_far_squares(_houli(squares=text), 7)
            for text in (
                "1/(k-2)**5", "4/(5*(k-1)**5)", "399/(500*(k-1)**5)", "7/(10*(k-1)**5)", "0", "1",
                "-1/(k-2)**5", "1/(k-2)**5-1/10**9", "1/(k-7)", "1/(k-6)**5", "-1 + 99/(k-1)",
            )
        ),
        *(
            lambda first=first: need_far_squares(_houli(squares="1/(k-6)**5"), first)
            for first in (6, 7, 8)
        ),
        *(
            lambda text=text: need_far_squares(_houli(formula=text, squares="4/(k-1)"), 5)
            for text in ("1/k-1/9", "2/k", "-2/k", "1/k", "3/k")
        ),
    )  # fmt: skip


def row_sums() -> str:
    """Absolute row sums beyond an index, of modes on both sides of it."""
    return "\n".join(
        str([row_sum(table, p, k, beyond) for k in range(1, 9) for beyond in (0, 1, 2, 3, 5, 8)])
        for table in TABLES
        for p in table.families
    )


def row_sums_for_all_further_rows() -> str:
    """The same as functions; from a bandwidth after the block and after all fixed entries on."""
    late = replace(houli.TABLE, fixed={(("a", 4), ("a", 5)): "1"})
    return said(
        *(
            lambda table=table, p=p, first=first, beyond=beyond: row_sum_function(
                table, p, first, beyond
            )
            for table in (*TABLES, late)
            for p in table.families
            for first, beyond in (
                (9, 0), (9, 4), (9, 5), (9, 6), (9, 7), (9, 8), (12, 9), (4, 0), (3, 0), (5, 1),
                (6, 3), (7, 3), (8, 1), (6, 0), (7, 0),
            )
        ),
    )  # fmt: skip


def row_sums_of_entries_without_a_sign() -> str:
    """A near or far entry that changes its sign in the range is refused; outside of it, not."""
    near = houli.TABLE.near

    def with_near(pair: tuple[str, str], d: int, formula: str) -> Table:
        return replace(houli.TABLE, near={**near, pair: {**near[pair], d: formula}})

    return said(
        *(
            lambda table=table, p=p: row_sum_function(table, p, 9, 4)
            for table in (
                with_near(("a", "a"), 1, "1/k-1/20"), with_near(("a", "c"), -2, "1/20-1/k"),
                with_near(("a", "c"), -2, "1/6-1/k"), with_near(("a", "c"), 0, "1/9-1/k"),
                with_near(("a", "c"), 0, "1/10-1/k"), with_near(("a", "a"), 1, "1/10-1/k"),
                with_near(("a", "a"), 1, "1/9-1/k"), with_near(("a", "c"), -3, "1/12-1/k"),
                with_near(("a", "c"), -2, "1/7-1/k"), with_near(("a", "c"), -2, "1/8-1/k"),
                _houli(formula="1/k-1/20"), _houli(formula="1/9-1/k"), _houli(formula="1/10-1/k"),
            )
            for p in "ac"
        ),
    )  # fmt: skip


def dominant_tails() -> str:
    """The smallest excess of the rows done by arithmetic; shifts up to it are allowed."""
    least = need_dominant_tail(houli.TABLE, fmpq(0), 4, 4, 2)
    tiny = fmpq(1, 10**30)
    return said(
        *(
            lambda args=args: need_dominant_tail(houli.TABLE, fmpq(1, 9), *args)
            for args in ((4, 4, 2), (4, 0, 2), (9, 9, 3), (9, 0, 3), (4, 4, 1), (4, 4, 0), (1, 1,
            2))
        ),
        lambda: need_dominant_tail(houli.TABLE, least, 4, 4, 2),
        lambda: need_dominant_tail(houli.TABLE, least + tiny, 4, 4, 2),
        *(
            lambda table=table, beyond=beyond: need_dominant_tail(table, fmpq(1), 3, beyond, 4)
            for table in (STRONG, MIXED, SECOND)
            for beyond in (0, 3)
        ),
    )  # fmt: skip


def dominant_tails_of_corrupted_tables() -> str:
    """One bad row among those done by arithmetic; one after them; diagonals that grow."""

    def with_diagonal(formula: str, fixed: Mapping[Any, str]) -> Table:
        return replace(
            STRONG,
            near={**STRONG.near, ("q", "q"): {0: formula}},
            fixed={**STRONG.fixed, **fixed},
        )

    return said(
        *(
            lambda k=k: need_dominant_tail(
                with_diagonal("5", {(("q", k), ("q", k)): "-1"}), fmpq(0), 3, 3, 6
            )
            for k in range(2, 11)
        ),
        *(
            lambda text=text: need_dominant_tail(with_diagonal(text, {}), fmpq(1), 3, 3, 6)
            for text in ("5", "k", "k**2/(k+1)", "5+1/k", "5-9/k", "(k+1)/k", "2", "3/2", "1",
            "99/100",
                         "5*k/(k+1)", "1+16/k", "2+1/(k-9)", "2+1/(k-10)", "4-k")
        ),
        *(
            lambda shift=shift: need_dominant_tail(STRONG, shift, 3, 3, 6)
            for shift in (fmpq(-1), fmpq(5), fmpq(49, 10), fmpq(3), fmpq(4))
        ),
    )  # fmt: skip


# --- operators and their entries ---

# Modes of four kinds: one fixed, none, two fixed, none before the ninth.
FAMILIES = {
    "o": Family(1, {1: {"f": "2*sin(x)"}}, {"f": "sin(k*x) - sin((k-1)*x)"}),
    "e": Family(0, {}, {"f": "cos(k*x) - cos((k+1)*x)"}),
    "r": Family(3, {3: {"f": "sin(2*x)"}, 4: {"f": "0"}}, {"f": "sin(k*x) - sin((k-1)*x)"}),
    "z": Family(9, {}, {"f": "0"}),
}
ORTHONORMAL = Table(
    families=("o",), near={("o", "o"): {0: "1"}}, far={}, fixed={(("o", 1), ("o", 1)): "4"}
)
ODD = Operators({"o": FAMILIES["o"]}, (), (("f", "f"),), {"orthonormal": ORTHONORMAL})
CONTEXT = ring("s", "t")


def cells_of_pairs() -> str:
    """The cells of all pairs of four families that start and become general at different places."""
    operators = replace(ODD, families=FAMILIES)
    return "\n".join(
        f"{cell.p} {cell.j0} {cell.j_step} {cell.q} {cell.k0} {cell.k_step}"
        for p in FAMILIES
        for q in FAMILIES
        for cell in cells(operators, p, q)
    )


def entries_on_cells() -> str:
    """The entry of a table on single modes, along the band, beyond it on both sides."""
    (s, t) = RationalFunction.symbols(CONTEXT)
    wide = replace(STRONG, near={**STRONG.near, ("p", "p"): {0: "6", 4: "1/k"}})
    wider = replace(STRONG, near={**STRONG.near, ("p", "p"): {0: "6", 5: "1/k"}})
    return said(
        *(
            lambda table=table, cell=cell, k=k: table_entry(table, cell, k, CONTEXT)
            for table in (STRONG, SECOND, wide, wider)
            for cell, k in (
                (Cell("p", 1, "", "p", 1, ""), s), (Cell("p", 1, "", "p", 1, "s"), s),
                (Cell("p", 2, "s", "q", 3, "s"), s + t), (Cell("p", 1, "", "q", 7, "s"), s),
                (Cell("p", 3, "s", "q", 2, "s"), s), (Cell("q", 2, "s", "q", 7, "s+t"), s + t),
                (Cell("p", 7, "s+t", "q", 2, "s"), s), (Cell("p", 2, "s", "p", 2, ""), s),
            )
        )
    )  # fmt: skip


def entries_of_corrupted_tables() -> str:
    """Wrong diagonals, entries of the wrong sign, entries where there are none, far ones, fixed
    ones, near entries beyond the band.
    """

    def table(near: Mapping[int, str], far: Mapping[Any, Far] = {}, **fixed: str) -> Table:
        singles = {(("o", int(k[1])), ("o", int(k[2]))): text for k, text in fixed.items()}
        return Table(("o",), {("o", "o"): near}, far, singles or ORTHONORMAL.fixed)

    def zero(offset: int, formula: str = "0") -> Mapping[Any, Far]:
        return {("o", "o"): Far(offset, formula, "1/k", "1/k")}

    return said(
        *(
            lambda table=table: check_entries(ODD, table, {("o", "o"): 1})
            for table in (
                ORTHONORMAL, table({0: "1", 1: "0"}), table({0: "2"}), table({0: "-1"}),
                table({0: "k/k"}),
                table({0: "1", 1: "1/k"}), table({0: "1", 4: "1/k"}), table({0: "1", 4: "0"}),
                table({0: "1", 5: "0"}), table({0: "1"}, zero(4)), table({0: "1"}, zero(5)),
                table({0: "1"}, zero(2, "1/k**2")), table({0: "1"}, zero(4, "1/k**9")),
                table({0: "1"}, zero(1)), table({0: "1"}, o11="1"),
                table({0: "1", 1: "0"}, o11="4", o12="0"),
                table({0: "1", 1: "0"}, o11="4", o12="1"),
                table({0: "1", 1: "0"}, o11="1", o12="1"), table({0: "1"}, o33="1"),
                table({0: "1"}, o33="5"), table({0: "1"}, o99="1"), table({0: "1"}, o99="5"),
                table({0: "1", 5: "0"}, o11="4", o16="1"),
                table({0: "1/1000000-1/1000000+1"}), table({0: "0"}), table({0: "1+(k-2)/9"}),
            )
        ),
        lambda: check_entries(ODD, ORTHONORMAL, {("o", "o"): -1}),
        lambda: check_entries(ODD, ORTHONORMAL, {("o", "o"): 0}),
        lambda: check_entries(ODD, ORTHONORMAL, {}),
    )  # fmt: skip


def tables_whose_formulas_overlap() -> str:
    """A near entry below the far ones, a fixed entry at a near offset: just right, and just not."""

    def table(d: int, offset: int, k: int) -> str:
        far = {("o", "o"): Far(offset, "0", "0", "0")}
        fixed = {(("o", 2), ("o", k)): "1"}
        return str(Table(("o",), {("o", "o"): {0: "1", d: "0"}}, far, fixed).width())

    def two(p: str, q: str) -> str | None:
        ends = Far(1, "0", "0", "0")
        return Table(("o", "p"), {}, {("o", "o"): ends, (p, q): ends}, {}).far_family

    return said(lambda: two("o", "p"), lambda: two("p", "p"), *(
        lambda case=case: table(*case) for case in
        ((1, 2, 2), (2, 2, 2), (3, 2, 2), (1, 2, 3), (1, 2, 4), (1, 3, 4), (1, 1, 2), (1, 0, 2)))
    )  # fmt: skip


def entries_that_depend_on_the_smaller_index() -> str:
    """<m_j, m_k> = j for j <= k: no formula in k is right for all k >= j + 5, though one is right
    for k = j + 5.
    """
    family = Family(1, {}, {"f": "1-cos(k*x)"})
    operators = Operators({"m": family}, (), (("f", "f"),), {})
    near = {d: f"k-{d}" for d in range(4)}

    def checked(far: str, near: Mapping[int, str]) -> int:
        ends = {("m", "m"): Far(4, far, "0", "0")}
        return check_entries(
            operators, Table(("m",), {("m", "m"): near}, ends, {}), {("m", "m"): 1}
        )

    return said(lambda: checked("k-5", near), lambda: checked("k-4", near))


def entries_far_from_the_diagonal() -> str:
    """<m_j, m_k> = 2 for k = j, 1 for k = j + 6 and else 0: "0 for all k >= j + 4" is right for the
    first two of them.
    """
    o = "sin((k{0})*x) - sin((k{0}-1)*x)"
    family = Family(1, {}, {"f": f"{o.format('')} + {o.format('+6')}"})
    operators = Operators({"m": family}, (), (("f", "f"),), {})
    table = Table(("m",), {("m", "m"): {0: "2"}}, {("m", "m"): Far(4, "0", "0", "0")}, {})
    return said(lambda: check_entries(operators, table, {("m", "m"): 1}))


def fields_of_modes() -> str:
    """A mode with a number has its fixed fields, one with a symbol the general ones; both must
    satisfy the constraints.
    """
    (s, _) = RationalFunction.symbols(CONTEXT)
    one, two = (RationalFunction.constant(CONTEXT, n) for n in (1, 2))
    wrong = replace(ODD, constraints=("D(D(f)) + f",))

    def fields(operators: Operators, k: RationalFunction, number: int | None) -> str:
        found = operators.fields("o", k, number, CONTEXT)
        return str({name: _terms(f) for name, f in found.items()})

    return said(
        *(
            lambda operators=operators, k=k, number=number: fields(operators, k, number)
            for operators in (ODD, wrong)
            for k, number in ((one, 1), (two, 2), (s + two, None), (one, None))
        )
    )


def entries_of_operators() -> str:
    """<X, Y> symmetrised over both orders of all pairs of factors; the printed definition."""
    modes = [
        houli.ENERGY.fields(p, RationalFunction.constant(CONTEXT, k), k, CONTEXT)
        for p, k in (("a", 1), ("a", 3), ("c", 1), ("c", 2))
    ]
    found = [str(houli.ENERGY.entry(x, y, CONTEXT)) for x in modes for y in modes]
    general = [str(family.general_from) for family in FAMILIES.values()]
    return "\n".join([*found, *general, *houli.ENERGY.lines(), *houli.BASIS.lines()])


def equations_at_the_steady_state() -> str:
    """The right-hand sides with the profile put in."""
    return each(houli.at_steady_state, houli.EQUATION_U, houli.EQUATION_OMEGA)


def entries_claims() -> str:
    """Parameters and witnesses of both kinds that are refused before anything is computed, and a
    small one that holds.
    """
    basis = {"model": "houli-basis", "table": "orthonormal"}
    printed = {"model": "houli", "table": "printed"}
    pair = {"x": ["a", 1], "y": ["c", 1]}
    modes: tuple[Any, ...] = (
        ["a", 10**6], ["a", 10**6 + 1], ["a", 0], ["a"], ["a", 1, 1], ["b", 1], ["a", True], "a1",
        [1, "a"],
        [["a"], 1], ["a", "1"], [], ["c", 5], ["a", 1],
    )  # fmt: skip
    lists: tuple[Any, ...] = (
        ["a,c"], ["a,a", "a,c", "c,c"], ["c,a"], ["a,c", "a,c"], [["a,c"]], "a,c", [1], [], ["b,b"],
        ["a,c", "a,a"],
    )  # fmt: skip
    return said(
        lambda: Entries.statement(basis),
        lambda: Entries.check(basis, {}, {}),
        lambda: Entries.check(basis, {"x": 1}, {}),
        lambda: Entries.statement({**basis, "opposite": []}),
        lambda: Entries.statement({"model": "houli", "table": "orthonormal"}),
        *(lambda o=o: EntriesRefuted.statement({**printed, "opposite": o}) for o in lists),
        *(
            lambda m=m: EntriesRefuted.check({**printed, "opposite": []}, {**pair, "x": m}, {})
            for m in modes
        ),
        lambda: EntriesRefuted.check({**printed, "opposite": []}, {"x": ["a", 1]}, {}),
        lambda: EntriesRefuted.check({**basis, "opposite": []}, {"x": ["e", 0], "y": ["o", 1]}, {}),
        lambda: EntriesRefuted.check({**basis, "opposite": []}, {"x": ["o", 0], "y": ["o", 1]}, {}),
    )


# --- claims ---


def factors_in_witnesses() -> str:
    """Factors in lists and in companions: shapes, exponents, unknown keys, byte counts."""
    data = struct.pack("<3q", 19, -13, 2**62)
    files = {"a.bin": data, "short.bin": data[:-8], "odd.bin": data + b"0", "long.bin": data * 2}
    rows = [[19], [13, "0x20000000000001"]]
    return each(
        lambda tree: read_factor(Reader(tree, "$"), 2, files),
        {"exponent": -4, "mantissas": rows}, {"exponent": 4096, "mantissas": rows},
        {"exponent": -4096, "mantissas": rows}, {"exponent": 4097, "mantissas": rows},
        {"exponent": -4097, "mantissas": rows}, {"exponent": 0, "mantissas": rows[:1]},
        {"exponent": 0, "mantissas": [*rows, [1]]}, {"exponent": 0, "mantissas": []},
        {"exponent": 0, "mantissas": [[19], []]}, {"exponent": 0, "mantissas": 1}, {"exponent": 0},
        {"mantissas": rows}, {"exponent": 0, "mantissas": rows, "trust": 1},
        {"exponent": 0, "mantissas": rows, "companion": "a.bin"}, {"exponent": "0",
        "mantissas": rows},
        {"exponent": -4, "companion": "a.bin"}, {"exponent": 0, "companion": "short.bin"},
        {"exponent": 0, "companion": "odd.bin"}, {"exponent": 0, "companion": "long.bin"},
        {"exponent": 0, "companion": "b.bin"}, {"exponent": 4097, "companion": "a.bin"},
        {"exponent": 0, "companion": "a.bin", "x": 1}, {"exponent": 0, "companion": ["a.bin"]},
    )  # fmt: skip


def factors_in_companions_of_other_sizes() -> str:
    """1 + 2 + ... + n integers of 8 bytes."""
    files = {"x": struct.pack("<10q", *range(10))}
    return said(
        *(
            lambda n=n, data=data: read_factor(
                Reader({"exponent": 0, "companion": "x"}, "$"), n, data
            )
            for n, data in ((4, files), (3, files), (5, files), (1, {"x": bytes(8)}), (1,
            {"x": b""}))
        )
    )  # fmt: skip


def _identity(left: str, right: str, **symbols: Any) -> dict[str, Any]:
    return {"left": left, "right": right, "symbols": symbols}


IDENTITIES = (
    _identity("sin(k*x)", "sin(k*x)", k=1), _identity("cos(k*x)", "cos(x)", k=1),
    _identity("cos(k*x)", "cos(x)", k=2), _identity("1/(k-1)", "1/(k-1)", k=1),
    _identity("1/(k-1)", "1/(k-1)", k=2), _identity("1/(k+9)", "1/(k+9)", k=-8),
    _identity("1/(k+9)", "1/(k+9)", k=-9), _identity("k*m*sin(x)", "m*k*sin(x)", m=1, k=0),
    _identity("1/(a*b)", "1/(b*a)", b=1, a=0), _identity("1/(2*b-a)", "1/(2*b-a)", b=1, a=0),
    _identity("sin(x)", "sin(x)"), _identity("0", "1"), _identity("D(sin(x))", "cos(x)"),
    _identity("cos(x)", "D(sin(x))"), _identity("k", "k", k=10**6), _identity("k", "k",
    k=10**6 + 1),
    _identity("k", "k", k=-(10**6)), _identity("k", "k", k=-(10**6) - 1), _identity("k", "k",
    k="1"),
    _identity("k", "k", k=True), _identity("a", "a", **dict.fromkeys("abcdfg", 1)),
    _identity("a", "a", **dict.fromkeys("abcdfgh", 1)), _identity("n", "n", k=1), _identity("n",
    "k", k=1),
    _identity("k", "n", k=1), _identity("x", "x"), _identity("K", "K", K=1), _identity("x", "x",
    x=1),
    _identity("pi", "pi", pi=3), _identity("i", "i", i=0), _identity("k_1", "k_1", k_1=0),
    _identity("k", "k", **{"k" * 17: 1, "k": 1}), _identity("k", "k", **{"k" * 16: 1, "k": 1}),
    _identity("k^2", "k"), _identity("k", ""), _identity("k\n", "k", k=1), {"left": "1",
    "right": "1"},
    {"left": "1", "right": "1", "symbols": []}, {"left": 1, "right": "1", "symbols": {}},
    _identity("f(k)", "f(k)", k=1), _identity("sin(n*x)", "0", k=1), _identity("2**n", "0", k=1),
    _identity("(n-n)*k", "0", k=1), _identity("k", "-n", k=1),
)  # fmt: skip


def identities() -> str:
    """Statements and checks: first values, divisors, names, limits."""
    return said(
        *(lambda p=p: TrigonometricIdentity.statement(p) for p in IDENTITIES),
        *(lambda p=p: TrigonometricIdentity.check(p, {}, {}) for p in IDENTITIES),
        lambda: TrigonometricIdentity.check(IDENTITIES[0], {"values": {}}, {}),
        lambda: Identity.read(IDENTITIES[7]).quantifiers(),
    )


def identities_refuted() -> str:
    """Values at which the sides differ, agree, are not defined, or that are not allowed."""
    wrong = _identity("(k-1)*(k-2)*cos(k*x)/(m-1)", "0", k=1, m=0)
    return said(
        lambda: TrigonometricIdentityRefuted.statement(wrong),
        *(
            lambda values=values: TrigonometricIdentityRefuted.check(wrong, {"values": values}, {})
            for values in (
                {"k": 3, "m": 0}, {"k": 2, "m": 0}, {"k": 1, "m": 5}, {"k": 3, "m": 1}, {"k": 0,
                "m": 0},
                {"k": 3, "m": -1}, {"k": 10**6, "m": 10**6}, {"k": 10**6 + 1, "m": 0}, {"k": 3},
                {"k": 3, "m": 0, "n": 1}, {"k": "3", "m": 0}, {"k": 3, "m": True}, [], {"m": 2,
                "k": 4},
            )
        ),
        *(
            lambda p=p: TrigonometricIdentityRefuted.check(p, {"values": {"k": 2}}, {})
            for p in (IDENTITIES[0], IDENTITIES[1], IDENTITIES[2], _identity("sin(k*x)", "D(k)",
            k=2))
        ),
        lambda: TrigonometricIdentityRefuted.check(IDENTITIES[11], {"values": {}}, {}),
        lambda: TrigonometricIdentityRefuted.check(IDENTITIES[11], {"values": {}, "x": 1}, {}),
        lambda: TrigonometricIdentityRefuted.check(IDENTITIES[11], {}, {}),
    )  # fmt: skip


def _literal(*rows: str) -> list[list[str]]:
    return [row.split() for row in rows]


def _diagonal(n: int, last: str = "1") -> list[list[str]]:
    return [["0"] * i + [last if i == n - 1 else "1"] + ["0"] * (n - 1 - i) for i in range(n)]


MATRICES: tuple[Any, ...] = (
    _literal("2 1", "1 2"), _literal("1"), _literal("0"), _diagonal(10), _diagonal(11), [], [[]],
    _literal("1 0", "0 1", "0 0"), _literal("1 0 0", "0 1 0"), _literal("2 1", "0 2"), [["1"], "1"],
    [[1]], ["1"], "1", [["2/4"]], [["1", "0"], ["0"]], [["1", ["0"]], [["0"], "1"]], _literal("1 0",
    "1/2 1"),
    _literal("1 2 3", "2 1 4", "3 5 1"), _literal("1 2 3", "2 1 4", "5 4 1"),
    {"model": "houli", "block": 2, "damping": "4/25"}, {"model": "houli", "block": 1000,
    "damping": "0"},
    {"model": "houli", "block": 1001, "damping": "0"}, {"model": "houli", "block": 0,
    "damping": "0"},
    {"model": "houli", "block": 1, "damping": "0"}, {"model": "houli", "block": 2}, {"model": "x"},
    {"model": "houli", "block": 2, "damping": "0", "x": 1},
)  # fmt: skip


def matrices_in_statements() -> str:
    """Square, symmetric, of rationals; ten rows are shown, eleven are named by their digest."""
    return said(
        *(lambda m=m: PositiveDefinite.statement({"matrix": m, "bound": "1/2"}) for m in MATRICES),
        *(lambda m=m: EigenvalueBelow.statement({"matrix": m, "bound": "2"}) for m in MATRICES[:2]),
        *(lambda m=m: Source.read({"matrix": m, "bound": "0"}).size() for m in MATRICES),
        lambda: PositiveDefinite.statement({"matrix": MATRICES[0]}),
        lambda: PositiveDefinite.statement({"matrix": MATRICES[0], "bound": "1", "x": 1}),
    )


def rows_of_sources() -> str:
    """The lower triangle of A - shift I, of lists and of blocks of a model."""
    return said(
        *(
            lambda i=i, shift=shift: Source.read({"matrix": MATRICES[i], "bound": "0"}).rows(shift)
            for i in (0, 2, 20, 24)
            for shift in (fmpq(0), fmpq(1, 3))
        )
    )


def definite_matrices() -> str:
    """Elimination, factors and scalings of small matrices, with margins and pivots exactly 0."""
    elimination = {"method": "elimination"}

    def factor(exponent: int, *rows: list[int], **more: Any) -> dict[str, Any]:
        return {
            "method": "factor",
            "factor": {"exponent": exponent, "mantissas": list(rows)},
            **more,
        }

    two, one = MATRICES[0], MATRICES[1]
    cases: tuple[tuple[Any, str, Any], ...] = (
        (two, "1/2", elimination), (two, "1", elimination), (two, "3/2", elimination),
        (one, "0", elimination), (one, "1", elimination), (_literal("0"), "0", elimination),
        (two, "0", {**elimination, "factor": {}}), (two, "1/2", factor(-4, [19], [13, 14])),
        (two, "1/2", factor(-4, [19], [13, 14], scaling=[0, 0])), (two, "1", factor(0, [0], [0])),
        (two, "999/1000", factor(0, [0], [0])), (two, "1/2", factor(-4, [0, 19], [13, 14])),
        (two, "1/2", factor(-4, [19], [0, 13, 14])), (two, "1/2", factor(-4, [19], [13, 14], x=1)),
        (two, "1/2", factor(-4, [19], [14])), (one, "0", factor(0, [0], scaling=[4096])),
        (one, "0", factor(0, [0], scaling=[-4096])), (one, "0", factor(0, [0], scaling=[4097])),
        (one, "0", factor(0, [0], scaling=[-4097])), (one, "0", factor(0, [0], scaling=[0, 0])),
        (one, "0", factor(0, [0], scaling=[])), (one, "0", factor(0, [0], scaling=["1"])),
        (one, "0", factor(0, [0], scaling=["0x3fffffffffffff"])), (one, "1", factor(0, [0])),
        (two, "1/2", {"method": "factor"}), (two, "1/2", {"method": "trust"}), (two, "1/2", {}),
        (_literal("4 1/1024", "1/1024 1/1048576"), "0", factor(-4, [31], [8, 13], scaling=[0, 10])),
        ({"model": "houli", "block": 1, "damping": "0"}, "1", elimination),
        ({"model": "houli", "block": 1, "damping": "0"}, "2", elimination),
    )  # fmt: skip
    return said(
        *(
            lambda m=m, bound=bound, witness=witness: PositiveDefinite.check(
                {"matrix": m, "bound": bound}, witness, {}
            )
            for m, bound, witness in cases
        )
    )


def eigenvalues_below() -> str:
    """Rayleigh quotients at, below and above the bound; vectors of a wrong size; zero."""
    cases: tuple[tuple[Any, str, Any], ...] = (
        (MATRICES[0], "3/2", [1, -1]), (MATRICES[0], "1", [1, -1]), (MATRICES[0], "9/10", [1, -1]),
        (MATRICES[0], "3", [1, 1]), (MATRICES[0], "4", [0, 0]), (MATRICES[0], "4", [1]),
        (MATRICES[0], "4", [1, 1, 1]), (MATRICES[0], "4", [1, 0]), (_literal("-1"), "0", [-3]),
        (_literal("-1"), "0", [0]), ({"model": "houli", "block": 1, "damping": "1/2"}, "1", [0, 1]),
        ({"model": "houli", "block": 1, "damping": "1/2"}, "2", [1, -1]), (MATRICES[0], "4", []),
    )  # fmt: skip
    return said(
        *(
            lambda m=m, bound=bound, vector=vector: EigenvalueBelow.check(
                {"matrix": m, "bound": bound}, {"vector": vector}, {}
            )
            for m, bound, vector in cases
        ),
        lambda: EigenvalueBelow.check(
            {"matrix": MATRICES[0], "bound": "4"}, {"vector": [1, 0], "x": 1}, {}
        ),
    )


LONE = Table(
    families=("p",), near={("p", "p"): {0: "3"}}, far={("p", "p"): Far(1, "0", "0", "0")}, fixed={}
)


def _positive(table: Table, witness: Any, **parameters: Any) -> object:
    base = {"model": "houli", "damping": "4/25", "block": 4, "tail": "49/100", "bound": "0",
            "coupling": "schur"}  # fmt: skip
    return replace(Positive.read({**base, **parameters}), table=table).check(witness)


EIGHT = {"method": "elimination", "rows": 8}


def positive_forms_of_corrupted_tables() -> str:
    """Totals and squares a little too small, or one index too late; signs; diagonals."""
    near, fixed = houli.TABLE.near, houli.TABLE.fixed
    return said(
        *(
            lambda table=table: _positive(table, EIGHT)
            for table in (
                houli.TABLE, _houli(total="999999/(1000000*(k-1)**2)"), _houli(total="0"),
                _houli(squares="399/(500*(k-1)**5)"), _houli(squares="0"),
                _houli(squares="1/(k-6)**5"),
                _houli(squares="1/(k-7)**5"), _houli(squares="99/k**4"), _houli(formula="1/k-1/4"),
                replace(houli.TABLE, near={**near, ("c", "c"): {0: "k"}}),
                replace(houli.TABLE, near={**near, ("c", "c"): {0: "2-1/k"}}),
                replace(houli.TABLE, near={**near, ("c", "c"): {0: "1/2"}}),
                replace(houli.TABLE, near={**near, ("a", "a"): {**near["a", "a"], 1: "1/k-1/99"}}),
                replace(houli.TABLE, fixed={(("a", 1), ("a", 1)): "-2"}),
                replace(houli.TABLE, fixed={**fixed, (("a", 9), ("a", 9)): "0"}),
                replace(houli.TABLE, fixed={**fixed, (("a", 4), ("a", 5)): "1"}),
            )
        )
    )  # fmt: skip


def positive_forms() -> str:
    """Bounds, tails, couplings, rows and methods at their limits."""
    small = {"damping": "1/2", "block": 3, "tail": "1/2"}
    loss = max(row_sum(STRONG, p, k, 3) for p in "pq" for k in (1, 2, 3))
    absolute = {**small, "coupling": "absolute", "bound": str(loss)}
    wide = replace(STRONG, near={**STRONG.near, ("p", "p"): {0: "6", 3: "1/k"}})
    wide_loss = max(row_sum(wide, p, k, 2) for p in "pq" for k in (1, 2))
    least = fmpq(1, 10**30)
    excess = need_dominant_tail(STRONG, fmpq(1, 2), 3, 0, 8)
    zeros = {"exponent": 0, "mantissas": [[0]]}
    lone = {"block": 1, "damping": "1", "tail": "1"}
    cases: tuple[tuple[Table, Any, dict[str, Any]], ...] = (
        (STRONG, EIGHT, small), (STRONG, EIGHT, absolute),
        (STRONG, EIGHT, {**absolute, "bound": str(loss - least)}),
        (STRONG, EIGHT, {**absolute, "bound": "99"}), (STRONG, EIGHT, {**absolute, "tail": "0"}),
        (STRONG, EIGHT, {**absolute, "tail": "-1/1000"}),
        (STRONG, EIGHT, {**absolute, "tail": str(excess)}),
        (STRONG, EIGHT, {**absolute, "tail": str(excess + least)}),
        (STRONG, EIGHT, {**small, "tail": "0"}), (STRONG, EIGHT, {**small, "tail": "-1/2"}),
        (STRONG, EIGHT, {**small, "bound": "-1"}), (STRONG, EIGHT, {**small, "bound": "1"}),
        (STRONG, EIGHT, {**small, "bound": "5"}), (STRONG, EIGHT, {**small, "damping": "3"}),
        (STRONG, {**EIGHT, "rows": 1}, small), (STRONG, {**EIGHT, "rows": 0}, small),
        (STRONG, {**EIGHT, "rows": 2}, {**small, "block": 1}), (STRONG, {**EIGHT, "factor": zeros},
        small),
        (STRONG, {"method": "factor", "rows": 8}, small), (STRONG, {"method": "x", "rows": 8},
        small),
        (STRONG, {**EIGHT, "x": 1}, small), (STRONG, {"method": "elimination"}, small),
        (LONE, {"method": "factor", "rows": 8, "factor": zeros}, lone),
        (LONE, {"method": "factor", "rows": 8, "factor": zeros}, {**lone, "bound": "2"}),
        (LONE, {"method": "factor", "rows": 8, "factor": zeros}, {**lone, "bound": "199/100"}),
        (LONE, {"method": "factor", "rows": 8, "factor": zeros}, {**lone, "block": 2}),
        (LONE, {"method": "factor", "rows": 8, "factor": {**zeros, "mantissas": [[0], [0]]}},
         {**lone, "block": 2}),
        (STRONG, EIGHT, {**absolute, "block": 1}), (STRONG, EIGHT, {**absolute, "block": 1,
        "bound": "9/5"}),
        (wide, EIGHT, {**absolute, "block": 2, "bound": str(wide_loss)}),
        (LONE, EIGHT, {**lone, "bound": "2"}), (LONE, EIGHT, {**lone, "tail": "2"}),
        (LONE, EIGHT, {**lone, "tail": "2000000001/1000000000"}), (LONE, EIGHT, {**lone,
        "block": 50}),
        (LONE, EIGHT, {**lone, "block": 51}), (LONE, {**EIGHT, "rows": 10000}, lone),
        (LONE, {**EIGHT, "rows": 10001}, lone),
        (houli.TABLE, {**EIGHT, "rows": 2}, {}), (houli.TABLE, {**EIGHT, "rows": 1}, {}),
    )  # fmt: skip
    return said(
        *(
            lambda table=table, witness=witness, parameters=parameters: _positive(
                table, witness, **parameters
            )
            for table, witness, parameters in cases
        )
    )


def parameters_of_positive_forms() -> str:
    """The limits of the block, the couplings, and the statements of both."""
    return said(
        *(
            lambda changes=changes: Positive.read(
                {"model": "houli", "damping": "1/9", "block": 3, "tail": "1/2", "bound": "1/5",
                 "coupling": "schur", **changes}
            ).statement()
            for changes in (
                {}, {"coupling": "absolute"}, {"coupling": "none"}, {"block": 1}, {"block": 0},
                {"block": 20000}, {"block": 20001}, {"model": "houli-basis"}, {"x": 1},
            )
        )
    )  # fmt: skip


def negative_forms() -> str:
    """Quotients below, at and above the damping, to the last bit; lengths; zero."""
    bit = fmpq(1, 2)

    def negative(table: Table, damping: fmpq, **vector: Any) -> object:
        return check_negative(table, damping, Reader(vector, "$"))

    return said(
        *(
            lambda damping=damping: negative(LONE, damping, p=[1])
            for damping in (
                fmpq(4),
                fmpq(3),
                fmpq(2),
                3 + bit**253,
                3 + bit**254,
                3 + bit**255,
                3 - bit**254,
                3 - bit**256,
                fmpq(10, 3),
            )
        ),
        lambda: negative(LONE, fmpq(4), p=[0]),
        lambda: negative(LONE, fmpq(4), p=[]),
        lambda: negative(LONE, fmpq(4), p=[1], q=[1]),
        lambda: negative(LONE, fmpq(4), q=[1]),
        lambda: negative(STRONG, fmpq(9), p=[1, -1], q=[0, 5]),
        lambda: negative(STRONG, fmpq(9), p=[1, -1], q=[0]),
        lambda: negative(STRONG, fmpq(1), p=[1, -1], q=[0, 5]),
        lambda: negative(STRONG, fmpq(1, 10**80), p=[10**15], q=[3]),
        lambda: negative(LONE, fmpq(4), p=[1] + [0] * 20000),
    )


def longest_vector() -> str:
    """20000 components are allowed."""
    return said(lambda: check_negative(LONE, fmpq(4), Reader({"p": [1] + [0] * 19999}, "$")))
