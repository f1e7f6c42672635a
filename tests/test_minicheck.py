"""The second checker: it agrees with the main one, refuses what must be refused, stands alone."""

from __future__ import annotations

import ast
import hashlib
import io
import itertools
import json
import os
import stat
import struct
import subprocess
import sys
import tokenize
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from cap import minicheck
from cap.certificate import Certificate, Claim, Companion, digest
from cap.claims import KINDS
from cap.propose import matrix as propose_matrix
from cap.propose import quadratic_form as propose_form
from cap.verify import statement as main_statement
from cap.verify import verify

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "cap" / "minicheck.py"
Json = Any

IDENTITY = "identity.trigonometric"
IDENTITY_REFUTED = "identity.trigonometric-refuted"
BELOW = "matrix.eigenvalue-below"
DEFINITE = "matrix.positive-definite"
BEST = "quadratic-form.best-damping"
ENTRIES = "quadratic-form.entries"
ENTRIES_REFUTED = "quadratic-form.entries-refuted"
NEGATIVE = "quadratic-form.negative"
SIGN, SIGN_REFUTED = "polynomial.sign", "polynomial.sign-refuted"
REAL, ROOTS, HALF_PLANE = "polynomial.real-roots", "polynomial.roots", "polynomial.half-plane"
POSITIVE = "quadratic-form.positive"
TRAPPING, CONTRACTION = "energy-ball.trapping", "energy-ball.contraction"
TWO = {"c1": "3", "c2": "1", "c3": "2", "outer": "2"}  # (x - 1)(x - 2)
EIGENVALUES, INERTIA = "matrix.eigenvalues", "matrix.inertia"
LINEAR = "linear-system.solution"
RATIONAL, RATIONAL_REFUTED = "identity.rational", "identity.rational-refuted"
WORDS, WORDS_REFUTED = "identity.noncommutative", "identity.noncommutative-refuted"
PARAMETRIC, PARAMETRIC_REFUTED = "parametric.sign", "parametric.sign-refuted"


# Kinds whose checks use balls: the second checker, whose arithmetic is exact, does not know them.
WITH_BALLS = {"inequality", "inequality-refuted", "integral.enclosure", "system.zero"}
LINE = {"domain": ["-inf", "inf"], "relation": ">= 0"}
DOUBLE = ["4", "0", "-4", "0", "1"]  # (x^2 - 2)^2
SURD = [["2", "0"], ["0", "-2"], ["1", "0"]]  # (x - sqrt 2)^2
ABOUT = [{"domain": ["-3/2", "-7/5"], "multiplicity": 2}, {"domain": ["1", "2"], "multiplicity": 2}]
MIXED = [["1", "2"], ["2", "1"]]
ABOUT_MIXED = [{"interval": ["-3/2", "-1/2"], "count": 1}, {"interval": ["5/2", "7/2"], "count": 1}]
DISC = {"center": ["0", "1"], "radius": "1/4", "roots": 1}
CONJUGATE = {**DISC, "center": ["0", "-1"]}


def silent(_message: str) -> None:
    """Progress that nobody reads."""


def positive(**changes: Json) -> Json:
    """Parameters of `quadratic-form.positive`, by default a small block that elimination proves."""
    default = {"damping": "4/25", "block": 4, "tail": "49/100", "bound": "0", "coupling": "schur"}
    return {"model": "houli", **default, **changes}


def identity(left: str, right: str, **symbols: int) -> Json:
    return {"left": left, "right": right, "symbols": symbols}


def literal(rows: list[list[Any]], bound: str) -> Json:
    return {"matrix": [[str(entry) for entry in row] for row in rows], "bound": bound}


def houli_block(block: int, damping: str, bound: str) -> Json:
    return {"matrix": {"model": "houli", "block": block, "damping": damping}, "bound": bound}


def second_difference(n: int) -> list[list[int]]:
    """The matrix 2, -1 of size n: smallest eigenvalue 2 - 2 cos(pi/(n + 1))."""
    return [[2 if i == j else -(abs(i - j) == 1) for j in range(n)] for i in range(n)]


SCHUR_20 = positive(block=20, damping="3/20", tail="3/5")
ABSOLUTE_40 = positive(block=40, damping="1/10", tail="1/2", bound="43/1681", coupling="absolute")
HILBERT = [[Fraction(1, i + j + 1) for j in range(6)] for i in range(6)]
CHAIN = literal(second_difference(20), "1/50")
BRACKET = {"model": "houli", "lower": "4/25", "upper": "1/6"}
PRINTED = {"model": "houli", "table": "printed", "opposite": ["a,c"]}


def certified() -> dict[str, tuple[str, Json, Json]]:
    """Right certificates of all kinds: title -> kind, parameters, witness."""
    direction = propose_form.negative({"model": "houli", "damping": "1/6"}, silent)
    return {
        "product of two sines, k - j of either sign": (
            IDENTITY,
            identity("2*sin(j*x)*sin(k*x)", "cos((j-k)*x) - cos((j+k)*x)", j=0, k=0),
            {},
        ),
        "derivative": (IDENTITY, identity("D(sin(k*x)/k)", "cos(k*x)", k=1), {}),
        "no symbol": (IDENTITY, identity("sin(x)**2 + cos(x)**2", "1"), {}),
        "sum with a common denominator": (
            IDENTITY,
            identity("1/k - 1/(k+1)", "1/(k*(k+1))", k=1),
            {},
        ),
        "symbols of negative sign": (IDENTITY, identity("cos(k*x)", "cos(-k*x)", k=-5), {}),
        "longest sum of one level": (IDENTITY, identity("-".join(["1"] * 300), "-298"), {}),
        "sine is not cosine": (IDENTITY_REFUTED, identity("sin(k*x)", "cos(k*x)", k=0), k_is(0)),
        "pole away from the witness": (
            IDENTITY_REFUTED,
            identity("sin(k*x)/(k-1)", "0", k=0),
            k_is(2),
        ),
        "frequencies that meet at one value": (
            IDENTITY_REFUTED,
            identity("sin(2*x)", "sin(k*x)", k=0),
            k_is(3),
        ),
        "Hilbert matrix": (DEFINITE, literal(HILBERT, "1/10000000"), {"method": "elimination"}),
        "two by two, just below": (
            DEFINITE,
            literal([[2, -1], [-1, 2]], "999/1000"),
            {"method": "elimination"},
        ),
        "block of the model by elimination": (
            DEFINITE,
            houli_block(20, "0", "4/25"),
            {"method": "elimination"},
        ),
        "block of the model by a factor": (
            DEFINITE,
            houli_block(20, "1/100", "3/20"),
            propose_matrix.positive_definite(houli_block(20, "1/100", "3/20"), silent),
        ),
        "chain by a factor": (DEFINITE, CHAIN, propose_matrix.positive_definite(CHAIN, silent)),
        "two equations": (
            LINEAR,
            {
                "matrix": [["2", "1"], ["1/3", "2"]],
                "right-side": ["1", "0"],
                "center": ["6/11", "0"],
                "radii": ["1/2", "1/2"],
            },
            {"exponent": -3, "inverse": [[4, -2], [-1, 4]]},
        ),
        "eigenvalues -1 and 3": (
            EIGENVALUES,
            {"matrix": MIXED, "width": "1", "eigenvalues": ABOUT_MIXED},
            {"vectors": [[1, -1], [1, 1]]},
        ),
        "inertia of a singular matrix": (
            INERTIA,
            {"matrix": [["1", "1"], ["1", "1"]], "positive": 1, "negative": 0, "zero": 1},
            {"vectors": [[2, 1]], "kernel": [[3, -3]]},
        ),
        "two by two, just above": (
            BELOW,
            literal([[2, -1], [-1, 2]], "1001/1000"),
            {"vector": [1, 1]},
        ),
        "block of the model from above": (
            BELOW,
            houli_block(20, "4/25", "1/10"),
            propose_matrix.eigenvalue_below(houli_block(20, "4/25", "1/10"), silent),
        ),
        "vector of large integers": (
            BELOW,
            literal([[2, -1], [-1, 2]], "1001/1000"),
            {"vector": [hex(2**60), hex(2**60)]},
        ),
        "ball between two roots": (TRAPPING, {**TWO, "inner": "1"}, {}),
        "ball of any size": (TRAPPING, {**TWO, "c2": "0", "inner": "2/3", "outer": "inf"}, {}),
        "contraction at the rate 1": (
            CONTRACTION,
            {**TWO, "radius": "1", "outer": "3/2", "rate": "1"},
            {},
        ),
        "damping from both sides": (BEST, BRACKET, propose_form.bracket(BRACKET, silent)),
        "entries of the Hou-Li form": (ENTRIES, {"model": "houli", "table": "derived"}, {}),
        "basis": (ENTRIES, {"model": "houli-basis", "table": "orthonormal"}, {}),
        "printed entries have the other sign": (
            ENTRIES_REFUTED,
            PRINTED,
            {"x": ["a", 3], "y": ["c", 1]},
        ),
        "printed entries are wrong far away": (
            ENTRIES_REFUTED,
            {**PRINTED, "opposite": []},
            {"x": ["c", 1000000], "y": ["a", 999999]},
        ),
        "damping 1/6 is too much": (NEGATIVE, {"model": "houli", "damping": "1/6"}, direction),
        "double roots": (SIGN, {"coefficients": DOUBLE, **LINE}, {}),
        "double root sqrt 2": (
            REAL,
            {"coefficients": SURD, "sqrt": 2, "domain": ["7/5", "inf"], "count": 1},
            {},
        ),
        "double roots are not positive": (
            SIGN_REFUTED,
            {"coefficients": DOUBLE, **LINE, "relation": "> 0"},
            {},
        ),
        "intervals about double roots": (
            REAL,
            {"coefficients": DOUBLE, "domain": ["-2", "2"], "count": 2, "intervals": ABOUT},
            {},
        ),
        "i and -i": (ROOTS, {"coefficients": ["1", "0", "1"], "discs": [DISC, CONJUGATE]}, {}),
        "partial fractions": (
            RATIONAL,
            {"left": "1/(x**2-1)", "right": "1/(2*(x-1)) - 1/(2*(x+1))"},
            {},
        ),
        "a quotient is not a sum": (
            RATIONAL_REFUTED,
            {"left": "1/(x+y)", "right": "1/x+1/y"},
            {"point": {"x": "1", "y": "-2/3"}},
        ),
        "transpose and inverse of products": (
            WORDS,
            {
                "left": "T(A*inv(S*B))",
                "right": "inv(S)*T(inv(B))*T(A)",
                "matrices": {"A": [], "B": ["invertible"], "S": ["symmetric", "invertible"]},
            },
            {},
        ),
        "matrices do not commute": (
            WORDS_REFUTED,
            {"left": "A*inv(B)", "right": "inv(B)*A", "matrices": {"A": [], "B": ["invertible"]}},
            {
                "size": 2,
                "matrices": {"A": [["0", "0"], ["1", "0"]], "B": [["1", "1"], ["0", "1"]]},
                "inverses": {"B": [["1", "-1"], ["0", "1"]]},
            },
        ),
        "double root between two integers": (
            PARAMETRIC,
            {
                "expression": "(2*n-5)**2/(1+x)",
                "domain": {"x": ["0", "inf"]},
                "relation": "> 0",
                "integers": {"n": 1},
            },
            {"proof": [["split", "n", "2"], ["leaf"], ["leaf"]]},
        ),
        "weighted square": (
            PARAMETRIC,
            {"expression": "x*(1-x)*(x-1/2)**2", "domain": {"x": ["0", "1"]}, "relation": ">= 0"},
            {"proof": [["leaf", [["x*(1-x)", "x-1/2"]]]]},
        ),
        "double root": (
            PARAMETRIC_REFUTED,
            {"expression": "(2*x-5)**2/(x-1)", "domain": {"x": ["2", "3"]}, "relation": "> 0"},
            {"point": {"x": "5/2"}},
        ),
        "one root on the right": (
            HALF_PLANE,
            {"coefficients": ["-1", "0", "1"], "real-part": "0", "count": 1},
            {},
        ),
        "block of 4 by elimination": (POSITIVE, positive(), {"method": "elimination", "rows": 2}),
        "block of 4, more rows": (POSITIVE, positive(), {"method": "elimination", "rows": 100}),
        "block of 20 by a factor": (POSITIVE, SCHUR_20, propose_form.positive(SCHUR_20, silent)),
        "absolute coupling, bound as large as the loss": (
            POSITIVE,
            ABSOLUTE_40,
            propose_form.positive(ABSOLUTE_40, silent),
        ),
    }


def k_is(k: int) -> Json:
    return {"values": {"k": k}}


RIGHT = certified()


def changed(title: str, **parameters: Json) -> tuple[str, Json, Json]:
    """A right certificate with other parameters."""
    name, before, witness = RIGHT[title]
    return name, {**before, **parameters}, witness


def with_witness(title: str, **changes: Json) -> tuple[str, Json, Json]:
    """A right certificate with another witness."""
    name, parameters, witness = RIGHT[title]
    return name, parameters, {**witness, **changes}


def with_factor(title: str, change: Callable[[Json], None]) -> tuple[str, Json, Json]:
    """A right certificate with a changed factor."""
    name, parameters, witness = RIGHT[title]
    copy = json.loads(json.dumps(witness))
    change(copy["factor"])
    return name, parameters, copy


def entry_off(factor: Json) -> None:
    factor["mantissas"][7][-1] += 2 ** (1 - factor["exponent"])


def row_missing(factor: Json) -> None:
    del factor["mantissas"][-1]


def row_added(factor: Json) -> None:
    factor["mantissas"].append([1])


def row_empty(factor: Json) -> None:
    factor["mantissas"][3] = []


def row_too_long(factor: Json) -> None:
    factor["mantissas"][3] = [0, 0, 0, 0, 1]


def exponent_off(factor: Json) -> None:
    factor["exponent"] += 1


def exponent_out_of_range(factor: Json) -> None:
    factor["exponent"] = 4097


def companion_unknown(factor: Json) -> None:
    del factor["mantissas"]
    factor["companion"] = "factor.bin"


FACTOR_CHANGES = (
    entry_off,
    row_missing,
    row_added,
    row_empty,
    row_too_long,
    exponent_off,
    exponent_out_of_range,
    companion_unknown,
)
ELIMINATION = {"method": "elimination", "rows": 2}
SEVEN = dict.fromkeys("abcdfgh", 0)
SIX_TERMS = "(a+b+c+d+f+g+1)"
WRONG: dict[str, tuple[str, Json, Json]] = {
    # identities
    "sine is not cosine, claimed": (IDENTITY, identity("sin(x)", "cos(x)"), {}),
    "equal at one value only": (IDENTITY, identity("sin(k*x)", "sin(2*x)", k=2), {}),
    "pole at the first value": (IDENTITY, identity("D(sin(k*x)/k)", "cos(k*x)", k=0), {}),
    "pole inside the range": (IDENTITY, identity("1/(k-3)", "1/(k-3)", k=1), {}),
    "divisor depends on x": (IDENTITY, identity("sin(x)/sin(x)", "1"), {}),
    "identity with a witness": (IDENTITY, identity("1", "1"), {"values": {}}),
    "x outside sin": (IDENTITY, identity("x", "x"), {}),
    "x squared": (IDENTITY, identity("sin(x**2)", "sin(x*x)"), {}),
    "half a frequency": (IDENTITY, identity("sin(k*x/2)", "sin(k*x/2)", k=0), {}),
    "sin of a constant": (IDENTITY, identity("sin(k)", "sin(k)", k=0), {}),
    "sin inside sin": (IDENTITY, identity("sin(sin(x))", "sin(sin(x))"), {}),
    "unknown function": (IDENTITY, identity("exp(x)", "exp(x)"), {}),
    "name that is no symbol": (IDENTITY, identity("m", "m", k=0), {}),
    "symbol named pi": (IDENTITY, identity("pi", "pi", pi=0), {}),
    "symbol named x": (IDENTITY, identity("1", "1", x=0), {}),
    "seven symbols": (IDENTITY, {"left": "1", "right": "1", "symbols": SEVEN}, {}),
    "symbol from 10^6 + 1 on": (IDENTITY, identity("1", "1", k=10**6 + 1), {}),
    "tower of powers": (IDENTITY, identity("2**3**4", "2**3**4"), {}),
    "powers of 8 and 9 nested": (IDENTITY, identity("(2**8)**9", "2**8"), {}),
    "power 65": (IDENTITY, identity("2**65", "2**65"), {}),
    "power 0": (IDENTITY, identity("2**0", "1"), {}),
    "unary plus": (IDENTITY, identity("+1", "1"), {}),
    "comma": (IDENTITY, identity("1,1", "1"), {}),
    "nothing in parentheses": (IDENTITY, identity("sin()", "1"), {}),
    "parenthesis not closed": (IDENTITY, identity("(1", "1"), {}),
    "parenthesis too many": (IDENTITY, identity("1)", "1"), {}),
    "41 parentheses": (IDENTITY, identity("(" * 40 + "1" + ")" * 40, "1"), {}),
    "40 signs": (IDENTITY, identity("-" * 40 + "1", "1"), {}),
    "integer of 101 digits": (IDENTITY, identity("1" * 101, "1" * 101), {}),
    "formula of 1001 characters": (IDENTITY, identity(" " * 1000 + "1", "1"), {}),
    "product of too many terms": (
        IDENTITY,
        {
            "left": f"{SIX_TERMS}**9",
            "right": f"{SIX_TERMS}**9",
            "symbols": dict.fromkeys("abcdfg", 0),
        },
        {},
    ),
    "product of too many waves": (
        IDENTITY,
        identity(f"({'+'.join(f'cos({i}*x)' for i in range(1, 24))})**2", "1"),
        {},
    ),
    "refuted at a value where both agree": (
        IDENTITY_REFUTED,
        identity("sin(2*x)", "sin(k*x)", k=0),
        k_is(2),
    ),
    "refuted at a pole": (IDENTITY_REFUTED, identity("sin(k*x)/(k-1)", "0", k=0), k_is(1)),
    "refuted below the range": (IDENTITY_REFUTED, identity("sin(k*x)", "0", k=1), k_is(0)),
    "refuted at no value": (IDENTITY_REFUTED, identity("sin(k*x)", "0", k=1), {"values": {}}),
    "refuted although true": (
        IDENTITY_REFUTED,
        identity("sin(x)**2", "1 - cos(x)**2"),
        {"values": {}},
    ),
    # matrices
    "smallest eigenvalue itself, from below": changed("two by two, just below", bound="1"),
    "smallest eigenvalue itself, from above": changed("two by two, just above", bound="1"),
    "bound just above the smallest eigenvalue": changed(
        "two by two, just below", bound="1001/1000"
    ),
    "bound just below the smallest eigenvalue": changed("two by two, just above", bound="999/1000"),
    "solution outside": changed("two equations", center=["6/11", "1"]),
    "radius too small": changed("two equations", radii=["1/2", "1/12"]),
    "radius negative": changed("two equations", radii=["1/2", "-1/2"]),
    "singular system": changed("two equations", matrix=[["2", "1"], ["2", "1"]]),
    "system of three columns": changed("two equations", matrix=[["2", "1", "0"]] * 2),
    "no inverse": with_witness("two equations", inverse=[[0, 0], [0, 0]]),
    "inverse of one row": with_witness("two equations", inverse=[[4, -2]]),
    "exponent of R off": with_witness("two equations", exponent=1),
    "an eigenvalue twice": changed(
        "eigenvalues -1 and 3", eigenvalues=[{**ABOUT_MIXED[0], "count": 2}]
    ),
    "intervals descending": changed("eigenvalues -1 and 3", eigenvalues=ABOUT_MIXED[::-1]),
    "intervals too wide": changed("eigenvalues -1 and 3", width="99/100"),
    "unit vectors for eigenvectors": with_witness("eigenvalues -1 and 3", vectors=[[1, 0], [0, 1]]),
    "three vectors": with_witness("eigenvalues -1 and 3", vectors=[[1, -1], [1, 1], [1, 1]]),
    "count in words": changed(
        "eigenvalues -1 and 3", eigenvalues=[{**ABOUT_MIXED[0], "count": "1"}]
    ),
    "kernel that is none": with_witness("inertia of a singular matrix", kernel=[[3, 3]]),
    "kernel of a zero vector": with_witness("inertia of a singular matrix", kernel=[[0, 0]]),
    "vector of the kernel": with_witness("inertia of a singular matrix", vectors=[[1, -1]]),
    "no kernel at all": with_witness("inertia of a singular matrix", kernel=[]),
    "singular said to be definite": changed("inertia of a singular matrix", positive=2, zero=0),
    "singular of another sign": changed("inertia of a singular matrix", positive=0, negative=1),
    "vector zero": with_witness("two by two, just above", vector=[0, 0]),
    "vector too short": with_witness("two by two, just above", vector=[1]),
    "vector of rationals": with_witness("two by two, just above", vector=["1/2", "1/2"]),
    "small integer in hex": with_witness("two by two, just above", vector=["0x1", "0x1"]),
    "block bound above": changed("block of the model by elimination", bound="1/5"),
    "matrix not symmetric": (DEFINITE, literal([[1, 2], [3, 9]], "0"), {"method": "elimination"}),
    "matrix not square": (DEFINITE, literal([[1, 0], [0, 1], [0, 0]], "0"), ELIMINATION),
    "matrix empty": (DEFINITE, {"matrix": [], "bound": "0"}, {"method": "elimination"}),
    "row empty": (DEFINITE, {"matrix": [[]], "bound": "0"}, {"method": "elimination"}),
    "rational not in lowest terms": (DEFINITE, literal([["2/4"]], "0"), {"method": "elimination"}),
    "denominator 1": (DEFINITE, literal([["2/1"]], "0"), {"method": "elimination"}),
    "denominator 0": (DEFINITE, literal([["2/0"]], "0"), {"method": "elimination"}),
    "minus zero": (DEFINITE, literal([["1"]], "-0"), {"method": "elimination"}),
    "decimal": (DEFINITE, literal([["1.5"]], "0"), {"method": "elimination"}),
    "1001 digits": (DEFINITE, literal([["1" * 1001]], "0"), {"method": "elimination"}),
    "101 rows by elimination": (
        DEFINITE,
        literal(second_difference(101), "0"),
        {"method": "elimination"},
    ),
    "block 0": (DEFINITE, houli_block(0, "0", "0"), {"method": "elimination"}),
    "block 1001": (DEFINITE, houli_block(1001, "0", "0"), {"method": "elimination"}),
    "unknown model": (
        DEFINITE,
        {"matrix": {"model": "other", "block": 2, "damping": "0"}, "bound": "0"},
        {"method": "elimination"},
    ),
    "elimination with a factor": with_witness("chain by a factor", method="elimination"),
    "unknown method": with_witness("chain by a factor", method="guess"),
    "scaling too short": with_witness("chain by a factor", scaling=[0] * 19),
    "scaling that fits no factor": with_witness("chain by a factor", scaling=[3] * 20),
    "scaling of 2^4097": with_witness("chain by a factor", scaling=[4097] * 20),
    "chain bound just above": changed("chain by a factor", bound="1/40"),
    **{
        f"{change.__name__}, {title}": with_factor(title, change)
        for change in FACTOR_CHANGES
        for title in ("chain by a factor", "block of 20 by a factor")
    },
    # entries
    "printed table claimed": (ENTRIES, {"model": "houli", "table": "printed"}, {}),
    "entries with a witness": (ENTRIES, {"model": "houli", "table": "derived"}, {"x": 1}),
    "unknown table": (ENTRIES, {"model": "houli-basis", "table": "derived"}, {}),
    "derived table refuted": changed("printed entries are wrong far away", table="derived"),
    "pair at which the tables agree": with_witness(
        "printed entries are wrong far away", x=["a", 1], y=["a", 2]
    ),
    "pair below the first mode": with_witness(
        "printed entries are wrong far away", x=["a", 0], y=["c", 1]
    ),
    "pair beyond 10^6": with_witness(
        "printed entries are wrong far away", x=["a", 10**6 + 1], y=["c", 1]
    ),
    "index true": with_witness("printed entries are wrong far away", x=["a", True], y=["c", 1]),
    "mode of three parts": with_witness("printed entries are wrong far away", x=["a", 1, 1]),
    "opposite pair with the same sign": changed(
        "printed entries have the other sign", opposite=["a,a"]
    ),
    "opposite pair twice": changed("printed entries have the other sign", opposite=["a,c", "a,c"]),
    "opposite pair reversed": changed("printed entries have the other sign", opposite=["c,a"]),
    "opposite not a list": changed("printed entries have the other sign", opposite="a,c"),
    # polynomials
    "double roots said to be positive": changed("double roots", relation="> 0"),
    "double roots lowered": changed("double roots", coefficients=["3", "0", "-4", "0", "1"]),
    "sign with a witness": with_witness("double roots", x="0"),
    "refuted sign that holds": changed("double roots are not positive", relation=">= 0"),
    "domain upside down": changed("double roots", domain=["1", "0"]),
    "zero polynomial": changed("double roots", coefficients=["0"]),
    "square root of 4": changed("double root sqrt 2", sqrt=4),
    "root sqrt 2 left of the domain": changed("double root sqrt 2", domain=["3/2", "inf"]),
    "one interval with another multiplicity": changed(
        "intervals about double roots", intervals=[ABOUT[0], {**ABOUT[1], "multiplicity": 1}]
    ),
    "intervals exchanged": changed("intervals about double roots", intervals=ABOUT[::-1]),
    "root of another disc": changed("i and -i", discs=[DISC, {**CONJUGATE, "center": ["0", "9"]}]),
    "disc twice": changed("i and -i", discs=[DISC, DISC]),
    "disc of radius 0": changed("i and -i", discs=[DISC, {**CONJUGATE, "radius": "0"}]),
    "partial fractions of the wrong sign": changed(
        "partial fractions", right="1/(2*(x-1)) + 1/(2*(x+1))"
    ),
    "divisor zero everywhere": changed("partial fractions", left="1/(x-x)", right="1/(x-x)"),
    "a point that is no number": with_witness(
        "a quotient is not a sum", point={"x": "1", "y": "1/0"}
    ),
    "sides not defined there": with_witness("a quotient is not a sum", point={"x": "0", "y": "1"}),
    "transpose in the wrong order": changed(
        "transpose and inverse of products", right="T(A)*inv(S)*T(inv(B))"
    ),
    "not said to be symmetric": changed(
        "transpose and inverse of products",
        matrices={"A": [], "B": ["invertible"], "S": ["invertible"]},
    ),
    "not said to be invertible": changed(
        "transpose and inverse of products",
        matrices={"A": [], "B": [], "S": ["symmetric", "invertible"]},
    ),
    "not the inverse": with_witness(
        "matrices do not commute", inverses={"B": [["1", "1"], ["0", "1"]]}
    ),
    "matrices that commute": with_witness(
        "matrices do not commute",
        matrices={"A": [["1", "0"], ["0", "1"]], "B": [["1", "1"], ["0", "1"]]},
    ),
    "double root between two real numbers": changed(
        "double root between two integers",
        domain={"x": ["0", "inf"], "n": ["1", "inf"]},
        integers={},
    ),
    "one cell left out": with_witness(
        "double root between two integers", proof=[["split", "n", "2"], ["leaf"]]
    ),
    "divisor zero at an end": changed(
        "double root between two integers", domain={"x": ["-1", "inf"]}
    ),
    "weight of the wrong sign": with_witness(
        "weighted square", proof=[["leaf", [["x*(x-1)", "x-1/2"]]]]
    ),
    "weighted square, strict": changed("weighted square", relation="> 0"),
    "integer that is real too": changed(
        "double root between two integers", domain={"n": ["1", "inf"]}
    ),
    "point outside": with_witness("double root", point={"x": "7/2"}),
    "double root, not strict": changed("double root", relation=">= 0"),
    "two roots on the right": changed("one root on the right", count=2),
    "root on the line": changed("one root on the right", **{"real-part": "1"}),
    "too large for a chain": changed("double roots", coefficients=["9" * 1000, *["0"] * 199, "1"]),
    # energy balls
    "ball inside the smaller root": changed("ball between two roots", inner="99/100"),
    "ball outside the larger root": changed("ball between two roots", outer="201/100"),
    "balls exchanged": changed("ball between two roots", inner="2", outer="1"),
    "ball with a witness": with_witness("ball between two roots", x="0"),
    "damping zero": changed("ball between two roots", c1="0"),
    "residual below zero": changed("ball between two roots", c3="-1", inner="0", outer="1"),
    "bad term below zero": changed("ball between two roots", c2="-1"),
    "parabola without end": changed("ball between two roots", outer="inf"),
    "outer radius in words": changed("ball between two roots", outer="infinity"),
    "rate just above": changed("contraction at the rate 1", rate="1000001/1000000"),
    "rate of zero": changed("contraction at the rate 1", rate="0"),
    "contraction up to the larger root": changed("contraction at the rate 1", outer="2"),
    "contraction inside the smaller root": changed("contraction at the rate 1", radius="1/2"),
    # quadratic forms
    "damping of the block just above": changed("block of 4 by elimination", damping="41/250"),
    "damping far above": changed("block of 20 by a factor", damping="1/5"),
    "bound of the block just above": changed("block of 4 by elimination", bound="1/100"),
    "bound of the block negative": changed("block of 4 by elimination", bound="-1/100"),
    "tail too large": changed("block of 4 by elimination", tail="11/20"),
    "tail zero": changed("block of 4 by elimination", tail="0"),
    "tail negative": changed("block of 4 by elimination", tail="-1/2"),
    "one row of the tail": with_witness("block of 4 by elimination", rows=1),
    "10001 rows of the tail": with_witness("block of 4 by elimination", rows=10001),
    "too few rows of the tail": (POSITIVE, positive(tail="1/2"), ELIMINATION),
    "block 51 by elimination": (POSITIVE, positive(block=51, tail="4/5"), ELIMINATION),
    "block 20001": (POSITIVE, positive(block=20001), ELIMINATION),
    "a factor with elimination": with_witness(
        "block of 4 by elimination", factor={"exponent": 0, "mantissas": [[1]]}
    ),
    "no factor": with_witness("block of 20 by a factor", method="elimination"),
    "unknown coupling": changed("block of 4 by elimination", coupling="other"),
    "missing parameter": (POSITIVE, {"model": "houli"}, ELIMINATION),
    "unknown parameter": changed("block of 4 by elimination", colour="red"),
    "bound just below the loss": changed(
        "absolute coupling, bound as large as the loss", bound="51/2000"
    ),
    "schur with the factor of absolute": changed(
        "absolute coupling, bound as large as the loss", coupling="schur", damping="3/20"
    ),
    "absolute, negative tail": changed(
        "absolute coupling, bound as large as the loss", tail="-1/100"
    ),
    "damping that the vector reaches": (
        NEGATIVE,
        {"model": "houli", "damping": "2"},
        {"a": [1], "c": [0]},
    ),
    "damping just below the quotient": (
        NEGATIVE,
        {"model": "houli", "damping": str(2 - Fraction(1, 2**240))},
        {"a": [1], "c": [0]},
    ),
    "damping below the form": changed("damping 1/6 is too much", damping="4/25"),
    "direction zero": with_witness("damping 1/6 is too much", a=[0], c=[0]),
    "components of different number": with_witness("damping 1/6 is too much", a=[1, 2], c=[1]),
    "no component": with_witness("damping 1/6 is too much", a=[], c=[]),
    "unknown family": with_witness("damping 1/6 is too much", b=[1]),
    "20001 components": (
        NEGATIVE,
        {"model": "houli", "damping": "3"},
        {"a": [1] * 20001, "c": [1] * 20001},
    ),
    "empty bracket": changed("damping from both sides", upper="4/25"),
    "bracket upside down": changed("damping from both sides", lower="1/6", upper="4/25"),
    "lower end too high": changed("damping from both sides", lower="49/300"),
    "upper end too low": changed("damping from both sides", upper="163/1000"),
}


def save(folder: Path, name: str, parameters: Json, witness: Json) -> Path:
    path = folder / "certificate.json"
    path.write_bytes(Certificate(Claim(name, parameters), witness).to_bytes())
    return path


def agreed(path: Path) -> str:
    """The verdict of both checkers, with the same statement."""
    first = verify(path)
    verdict, statement, why = minicheck.verify_file(path)
    assert (verdict, statement) == (first.verdict.name, first.statement), (first.why, why)
    assert (verdict == "VERIFIED") == (why == "") == (statement != "")
    assert (statement + why).replace("\n", "").isprintable()
    assert "\n" not in why
    return verdict


# --- agreement ---


@pytest.mark.parametrize("title", RIGHT)
def test_right_certificate_is_verified_with_the_same_statement(title: str, tmp_path: Path) -> None:
    """Both checkers verify a right certificate and print the same statement, byte for byte."""
    name, parameters, witness = RIGHT[title]
    assert agreed(save(tmp_path, name, parameters, witness)) == "VERIFIED"
    claim = Claim(name, parameters)
    assert minicheck.kind(name, parameters)[0] == main_statement(claim)


@pytest.mark.parametrize("title", WRONG)
def test_wrong_certificate_is_refused_with_the_same_verdict(title: str, tmp_path: Path) -> None:
    """Both checkers refuse a wrong certificate, with the same verdict."""
    assert agreed(save(tmp_path, *WRONG[title])) != "VERIFIED"


def test_there_are_more_refusals_than_acceptances() -> None:
    """All kinds have right and wrong certificates here, and more wrong ones."""
    assert {name for name, _, _ in RIGHT.values()} == set(minicheck.KINDS)
    assert {name for name, _, _ in WRONG.values()} == set(minicheck.KINDS)
    assert len(WRONG) > 3 * len(RIGHT)


@pytest.mark.parametrize(("left", "right"), [("0/0", "0"), ("(k-k)/(k-1)", "0"), ("D(k)/k", "0")])
def test_zero_divided_by_what_may_vanish_is_refused(left: str, right: str, tmp_path: Path) -> None:
    """0/0 is not 0: a quotient is refused where its divisor may vanish, whatever it divides."""
    true_claim = save(tmp_path, IDENTITY, identity(left, right, k=0), {})
    assert minicheck.verify_file(true_claim)[0] == "REJECTED"
    false_claim = save(tmp_path, IDENTITY_REFUTED, identity("0/0", "1", k=0), k_is(0))
    assert minicheck.verify_file(false_claim)[0] == "REJECTED"


def test_divisor_that_depends_on_x_is_refused_inside_sin(tmp_path: Path) -> None:
    """sin(k*x/(x+1)*(x+1)) is not defined at x = -1."""
    path = save(tmp_path, IDENTITY, identity("sin(k*x/(x+1)*(x+1))", "sin(k*x)", k=0), {})
    assert minicheck.verify_file(path)[0] == "REJECTED"


def test_undecided_only_below_the_precision(tmp_path: Path) -> None:
    """The sign of form - damping is decided at 2^-296 and INCONCLUSIVE at 2^-301."""
    verdicts = {}
    for exponent in (296, 301):
        for sign in (-1, 1):
            damping = str(2 + sign * Fraction(1, 2**exponent))
            parameters = {"model": "houli", "damping": damping}
            path = save(tmp_path, NEGATIVE, parameters, {"a": [1], "c": [0]})
            verdicts[exponent, sign] = minicheck.verify_file(path)[0]
    assert verdicts == {
        (296, -1): "REJECTED",
        (296, 1): "VERIFIED",
        (301, -1): "INCONCLUSIVE",
        (301, 1): "INCONCLUSIVE",
    }


def committed() -> list[Path]:
    """The certificates of the repository: certificates/ and tests/corpus/."""
    folders = (ROOT / "certificates", ROOT / "tests" / "corpus")
    return sorted(path for folder in folders for path in folder.rglob("*.json"))


def test_committed_certificates_get_the_same_verdict_and_statement() -> None:
    """Both checkers agree on every file of certificates/ and tests/corpus/; certificates/, if it
    exists, is not empty, and all of it is verified.
    """
    if (ROOT / "certificates").is_dir():
        assert any(ROOT / "certificates" in path.parents for path in committed())
    for path in committed():
        if path.parent.name in WITH_BALLS:
            continue
        verdict = agreed(path)
        assert verdict == "VERIFIED" or ROOT / "certificates" not in path.parents, path


def test_kinds_with_balls_are_unsupported() -> None:
    """The second checker knows all kinds but those with balls; of these it verifies nothing, and
    says so unless the file has not even the form of a certificate.
    """
    assert set(KINDS) - set(minicheck.KINDS) == WITH_BALLS
    readme = (ROOT / "README.md").read_text()
    assert all(f"`{kind}`" in readme for kind in WITH_BALLS)
    seen = [path for path in committed() if path.parent.name in WITH_BALLS]
    for path in seen:
        verdict = minicheck.verify_file(path)[0]
        assert verdict == "UNSUPPORTED" or verdict == verify(path).verdict.name == "MALFORMED", path


# --- the form of a file ---

GOOD = Certificate(Claim(IDENTITY, identity("1", "1")), {}).to_bytes()


def edited(change: Callable[[Json], None]) -> bytes:
    """The good file after a change of its tree, with digests that match."""
    tree = json.loads(GOOD)
    change(tree)
    tree["digest"] = {
        "claim": digest(tree["claim"]),
        "witness": digest([tree["witness"], tree.get("companions", [])]),
    }
    return json.dumps(tree).encode()


def nested(depth: int) -> Json:
    return [] if depth == 1 else [nested(depth - 1)]


def put(*keys: str, value: Json) -> Callable[[Json], None]:
    def change(tree: Json) -> None:
        for key in keys[:-1]:
            tree = tree[key]
        tree[keys[-1]] = value

    return change


MALFORMED = {
    "nothing": b"",
    "not JSON": b"{",
    "a number": b"1",
    "a list": b"[]",
    "two values": GOOD + b"{}",
    "byte order mark": b"\xef\xbb\xbf" + GOOD,
    "UTF-16": GOOD.decode().encode("utf-16-le"),
    "null byte": GOOD + b"\0",
    "not ASCII": GOOD.replace(b'"1"', '"\u0661"'.encode()),
    "escape": GOOD.replace(b'"1"', b'"\\u0031"'),
    "control character in a string": GOOD.replace(b'"1"', b'"\n1"'),
    "duplicate key": GOOD.replace(b'"witness": {}', b'"witness": {}, "witness": {}', 1),
    "digest of another claim": GOOD.replace(b'"1"', b'"2"'),
    "digest missing": GOOD[: GOOD.index(b',\n "digest"')] + b"}",
    "unknown key": edited(put("comment", value="")),
    "unknown key in the claim": edited(put("claim", "comment", value="")),
    "name with capitals": edited(put("claim", "name", value="Identity")),
    "name of 65 letters": edited(put("claim", "name", value="a" * 65)),
    "name that is no string": edited(put("claim", "name", value=1)),
    "parameters a list": edited(put("claim", "parameters", value=[])),
    "witness a list": edited(put("witness", value=[])),
    "made_by a string": edited(put("made_by", value="hand")),
    "float": edited(put("made_by", value={"seed": 1.0})),
    "exponent": GOOD.replace(b'"made_by": {}', b'"made_by": {"seed": 1e5}'),
    "NaN": GOOD.replace(b'"made_by": {}', b'"made_by": {"seed": NaN}'),
    "Infinity": GOOD.replace(b'"made_by": {}', b'"made_by": {"seed": -Infinity}'),
    "minus zero": GOOD.replace(b'"made_by": {}', b'"made_by": {"seed": -0}'),
    "leading zero": GOOD.replace(b'"made_by": {}', b'"made_by": {"seed": 07}'),
    "integer 2^53 + 1": edited(put("made_by", value={"seed": 2**53 + 1})),
    "integer of 5000 digits": GOOD.replace(
        b'"made_by": {}', b'"made_by": {"seed": ' + b"1" * 5000 + b"}"
    ),
    "17 levels": edited(put("made_by", value={"x": nested(15)})),
    "100000 levels": b"[" * 100000 + b"]" * 100000,
    "100000 objects": b'{"a":' * 100000 + b"1" + b"}" * 100000,
    "companions empty": edited(put("companions", value=[])),
}
WELL_FORMED = {
    "as written": GOOD,
    "compact": edited(lambda tree: None),
    "integer 2^53": edited(put("made_by", value={"seed": 2**53})),
    "16 levels": edited(put("made_by", value={"x": nested(14)})),
}
UNSUPPORTED = {
    "format 2": edited(put("format", value="cap-certificate/2")),
    "format null": edited(put("format", value=None)),
    "format a list": edited(put("format", value=[])),
    "only another format": b'{"format": "x"}',
    "unknown kind": edited(put("claim", "name", value="identity.other")),
}


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        *((title, "MALFORMED") for title in MALFORMED),
        *((title, "VERIFIED") for title in WELL_FORMED),
        *((title, "UNSUPPORTED") for title in UNSUPPORTED),
    ],
)
def test_form_of_a_file(title: str, verdict: str, tmp_path: Path) -> None:
    """Both checkers read the same files: one spelling for each value, stated limits."""
    data = {**MALFORMED, **WELL_FORMED, **UNSUPPORTED}[title]
    path = tmp_path / "certificate.json"
    path.write_bytes(data)
    assert agreed(path) == verdict


def test_size_limit(tmp_path: Path) -> None:
    """A file of 8 MiB is read, one byte more is refused."""
    path = tmp_path / "certificate.json"
    limit = 8 * 2**20
    path.write_bytes(GOOD + b" " * (limit - len(GOOD)))
    assert agreed(path) == "VERIFIED"
    path.write_bytes(GOOD + b" " * (limit + 1 - len(GOOD)))
    assert agreed(path) == "MALFORMED"


def test_a_file_with_one_byte_less(tmp_path: Path) -> None:
    """A certificate without one of its bytes is verified iff that byte was white space, and both
    checkers give it the same verdict.
    """
    path = save(tmp_path, *RIGHT["block of 4 by elimination"])
    data = path.read_bytes()
    for i in range(len(data)):
        path.write_bytes(data[:i] + data[i + 1 :])
        assert (agreed(path) == "VERIFIED") == data[i : i + 1].isspace()


def test_files_that_are_not_regular(tmp_path: Path) -> None:
    """A link, a folder, a named pipe, a missing file and a null byte in a path are MALFORMED."""
    good = tmp_path / "good.json"
    good.write_bytes(GOOD)
    (tmp_path / "link.json").symlink_to(good)
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    assert stat.S_ISFIFO((tmp_path / "pipe.json").stat().st_mode)
    for name in ("link.json", "pipe.json", "missing.json"):
        assert agreed(tmp_path / name) == "MALFORMED"
    assert minicheck.verify_file(tmp_path / "folder.json")[0] == "MALFORMED"
    assert minicheck.verify_file(f"{tmp_path}/good\0.json")[0] == "MALFORMED"
    assert agreed(good) == "VERIFIED"


# --- companions ---

TRIANGLE = [[8], [-4, 7], [0, -5, 6]]  # times 2^-2: a factor of the chain of length 3


def with_companion(folder: Path, data: bytes, **changes: Json) -> Path:
    """A certificate whose factor is in `factor.bin`; `changes` are made to its companion entry."""
    (folder / "factor.bin").write_bytes(data)
    entry = {"file": "factor.bin", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    companion = Companion(**{**entry, **changes})
    witness = {"method": "factor", "factor": {"exponent": -2, "companion": companion.file}}
    claim = Claim(DEFINITE, literal([[5, -2, 0], [-2, 5, -2], [0, -2, 5]], "1/10"))
    path = folder / "certificate.json"
    path.write_bytes(Certificate(claim, witness, (companion,)).to_bytes())
    return path


RIGHT_BYTES = b"".join(struct.pack("<q", entry) for row in TRIANGLE for entry in row)


def test_companion(tmp_path: Path) -> None:
    """A factor may lie in a companion of exactly the stated bytes; a byte more or less, another
    byte, another size, another digest, a wrong number of integers or a link is refused.
    """
    path = with_companion(tmp_path, RIGHT_BYTES)
    assert agreed(path) == "VERIFIED"
    binary = tmp_path / "factor.bin"
    for wrong in (RIGHT_BYTES[:-1], RIGHT_BYTES + b"\0", b"\7" + RIGHT_BYTES[1:], b""):
        binary.write_bytes(wrong)
        assert agreed(path) == "MALFORMED"
    binary.unlink()
    assert agreed(path) == "MALFORMED"
    (tmp_path / "target.bin").write_bytes(RIGHT_BYTES)
    binary.symlink_to(tmp_path / "target.bin")
    assert agreed(path) == "MALFORMED"
    binary.unlink()
    assert agreed(with_companion(tmp_path, RIGHT_BYTES, size=47)) == "MALFORMED"
    assert agreed(with_companion(tmp_path, RIGHT_BYTES, sha256="0" * 64)) == "MALFORMED"
    assert agreed(with_companion(tmp_path, RIGHT_BYTES[:-8])) == "REJECTED"
    assert agreed(with_companion(tmp_path, RIGHT_BYTES + RIGHT_BYTES[:8])) == "REJECTED"
    assert agreed(with_companion(tmp_path, b"\7" + RIGHT_BYTES[1:])) in ("VERIFIED", "REJECTED")


@pytest.mark.parametrize("file", ["../factor.bin", "/etc/passwd", "Factor.bin", ".factor", ""])
def test_companion_has_a_plain_name(file: str, tmp_path: Path) -> None:
    """The name of a companion is no path."""
    assert agreed(with_companion(tmp_path, RIGHT_BYTES, file=file)) == "MALFORMED"


def test_companion_that_nothing_uses_is_refused(tmp_path: Path) -> None:
    """A companion that the witness does not name is MALFORMED, and so is one named twice."""
    data = json.loads(with_companion(tmp_path, RIGHT_BYTES).read_bytes())
    for witness, count in ((data["witness"], 2), ({"method": "elimination"}, 1)):
        companions = data["companions"] * count
        tree = {**data, "witness": witness, "companions": companions}
        tree["digest"] = {**data["digest"], "witness": digest([witness, companions])}
        path = tmp_path / "other.json"
        path.write_text(json.dumps(tree))
        assert agreed(path) == "MALFORMED"


# --- the trusted data and the text of the checker ---


@pytest.mark.parametrize("operator", ["L1", "L2"])
def test_a_wrong_operator_has_other_entries(
    operator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one sign of L1 or L2 changed in the data the table of entries is no longer theirs."""
    right = getattr(minicheck, operator)
    wrong = right.replace("+ 2*u*cos(x)", "- 2*u*cos(x)")
    assert wrong != right
    model = minicheck.MODELS["houli"]
    text = model.text.replace(right, wrong)
    assert text != model.text
    monkeypatch.setitem(minicheck.MODELS, "houli", minicheck.Model(text, model.tables))
    path = save(tmp_path, ENTRIES, {"model": "houli", "table": "derived"}, {})
    verdict, _, why = minicheck.verify_file(path)
    assert (verdict, why.startswith("the entry of the operators")) == ("REJECTED", True)


@pytest.mark.parametrize("line", range(9))
def test_a_wrong_entry_is_found(line: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of the table, with 1 added to its formula, is refused."""
    lines = minicheck.DERIVED.splitlines()
    head, formula = lines[line].split(" = ", 1)
    lines[line] = f"{head} = 1+{formula}"
    model = minicheck.MODELS["houli"]
    tables = {"derived": minicheck.Table("ac", "\n".join(lines))}
    monkeypatch.setitem(minicheck.MODELS, "houli", minicheck.Model(model.text, tables))
    path = save(tmp_path, ENTRIES, {"model": "houli", "table": "derived"}, {})
    assert minicheck.verify_file(path)[0] == "REJECTED"


def test_an_exception_inside_a_range_of_modes_is_refused() -> None:
    """A fixed entry of a table that no cell has for its own would go unchecked: it is refused."""
    exception = "  <a_1, a_1> = 2   (this entry alone, instead of the formula)\n"
    text = minicheck.DERIVED.replace(exception, exception + exception.replace("a_1", "a_3"))
    model = minicheck.MODELS["houli"]
    with pytest.raises(minicheck.Refused, match="cell of its own"):
        minicheck.need_entries(model, minicheck.Table("ac", text), {("a", "a"): 1})


@pytest.mark.parametrize("bound", range(2))
def test_a_wrong_bound_of_the_far_entries_is_refused(
    bound: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bounds of the series are proved, not trusted: half of one is refused."""
    for formula, bounds in minicheck.SERIES.items():
        wrong = [f"({text})/2" if i == bound else text for i, text in enumerate(bounds)]
        monkeypatch.setitem(minicheck.SERIES, formula, tuple(wrong))
    verdict, _, why = minicheck.verify_file(save(tmp_path, POSITIVE, positive(), ELIMINATION))
    assert (verdict, "not a bound of the series" in why) == ("REJECTED", True)


@pytest.mark.parametrize("holds", [1, "yes", None, [1], Fraction(1), float("nan")])
def test_only_true_passes_the_guard(holds: object) -> None:
    """`need` refuses whatever is not the object True."""
    minicheck.need(True, "true")
    with pytest.raises(minicheck.Refused):
        minicheck.need(holds, "not a proof")


def test_the_checker_stands_alone() -> None:
    """It imports the standard library only, and asserts nothing (python -O drops assertions)."""
    tree = ast.parse(SOURCE.read_text())
    imported = set()
    for node in ast.walk(tree):
        assert not isinstance(node, ast.Assert)
        assert not (isinstance(node, ast.ExceptHandler) and node.type is None)
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(str(node.module).split(".")[0])
    assert imported <= set(sys.stdlib_module_names)


def test_the_checker_computes_with_no_float() -> None:
    """The text of the checker holds no float literal and no call of float, eval or exec."""
    tokens = tokenize.generate_tokens(io.StringIO(SOURCE.read_text()).readline)
    for token in tokens:
        if token.type == tokenize.NUMBER:
            assert isinstance(ast.literal_eval(token.string), int)
        if token.type == tokenize.NAME:
            assert token.string not in ("float", "eval", "exec")


def test_the_checker_can_be_read_in_an_hour() -> None:
    """At most 1600 lines, all lines counted, of at most 100 columns."""
    text = SOURCE.read_text()
    assert text.isascii()
    assert len(text.splitlines()) <= 1600
    assert max(map(len, text.splitlines())) <= 100


# --- the command line ---


def run(*arguments: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A real run, with no site-packages, no environment and no user site."""
    command = [sys.executable, "-I", "-S", "-W", "error", str(SOURCE), *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def last(verified: int = 0, rejected: int = 0, inconclusive: int = 0, rest: str = "") -> str:
    tail = rest or "0 malformed, 0 unsupported"
    return f"{verified} verified, {rejected} rejected, {inconclusive} inconclusive, {tail}"


@pytest.fixture
def verdict_files(tmp_path: Path) -> dict[str, Path]:
    """One file for each verdict, in folders."""
    made = {
        "VERIFIED": GOOD,
        "REJECTED": Certificate(Claim(IDENTITY, identity("1", "2")), {}).to_bytes(),
        "INCONCLUSIVE": Certificate(
            Claim(NEGATIVE, {"model": "houli", "damping": "2"}), {"a": [1], "c": [0]}
        ).to_bytes(),
        "MALFORMED": b"{}",
        "UNSUPPORTED": UNSUPPORTED["format 2"],
    }
    files = {}
    for verdict, data in made.items():
        files[verdict] = tmp_path / verdict / "deep" / "x.json"
        files[verdict].parent.mkdir(parents=True)
        files[verdict].write_bytes(data)
    return files


def test_exit_codes_and_last_line(verdict_files: dict[str, Path]) -> None:
    """All sets of verdicts: the first of 2, 3, 1, 4 that occurs, else 0. The last line counts."""
    codes = {"MALFORMED": 2, "UNSUPPORTED": 3, "REJECTED": 1, "INCONCLUSIVE": 4, "VERIFIED": 0}
    for size in (1, 2, 5):
        for verdicts in itertools.combinations(verdict_files, size):
            done = run(*(verdict_files[verdict] for verdict in verdicts))
            assert done.returncode == next(codes[v] for v in codes if v in verdicts)
            counts = [f"{int(v in verdicts)} {v.lower()}" for v in verdict_files]
            assert done.stdout.splitlines()[-1] == ", ".join(counts)
            assert done.stderr == ""


def test_text_output(verdict_files: dict[str, Path]) -> None:
    """One line for each file, then its statement or the reason, indented by two spaces."""
    done = run(verdict_files["VERIFIED"], verdict_files["REJECTED"])
    assert done.stdout.splitlines() == [
        f"VERIFIED  {verdict_files['VERIFIED']}",
        "  For all real x",
        "    1",
        "  =",
        "    1",
        f"REJECTED  {verdict_files['REJECTED']}",
        "  left and right must be equal",
        last(verified=1, rejected=1),
    ]


def test_json_output(verdict_files: dict[str, Path]) -> None:
    """--json prints one array and nothing else."""
    done = run("--json", *verdict_files.values())
    results = json.loads(done.stdout)
    assert [result["verdict"] for result in results] == list(verdict_files)
    assert [result["path"] for result in results] == [str(p) for p in verdict_files.values()]
    assert all(set(result) == {"path", "verdict", "statement", "why"} for result in results)
    assert results[0]["statement"] == "For all real x\n  1\n=\n  1"
    assert all(bool(result["why"]) == (result["verdict"] != "VERIFIED") for result in results)
    assert (done.returncode, done.stderr) == (2, "")


def test_folder(verdict_files: dict[str, Path], tmp_path: Path) -> None:
    """A folder means all *.json in it, sorted, at every depth; other files are left alone, links
    are refused.
    """
    done = run(tmp_path)
    heads = [line for line in done.stdout.splitlines() if line.startswith(tuple(verdict_files))]
    assert heads == [f"{v}  {verdict_files[v]}" for v in sorted(verdict_files)]
    folder = verdict_files["VERIFIED"].parents[1]
    (folder / "factor.bin").write_bytes(b"")
    assert run(folder).returncode == 0
    (folder / "link.json").symlink_to(verdict_files["VERIFIED"])
    assert run(folder).stdout.splitlines()[-1] == last(1, rest="1 malformed, 0 unsupported")


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--unknown", "x.json")])
def test_wrong_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """No path and an unknown option end with 2 and a usage line."""
    done = run(*arguments, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: ")


def test_empty_folder_beside_a_right_file(verdict_files: dict[str, Path], tmp_path: Path) -> None:
    """A folder without certificates counts as a malformed file, whatever lies beside it."""
    (tmp_path / "empty").mkdir()
    done = run(verdict_files["VERIFIED"], tmp_path / "empty")
    assert done.returncode == 2
    assert done.stdout.splitlines()[-1] == last(1, rest="1 malformed, 0 unsupported")


def test_quiet_prints_one_line_a_file(verdict_files: dict[str, Path]) -> None:
    """--quiet leaves statements and reasons out."""
    done = run("--quiet", verdict_files["VERIFIED"], verdict_files["REJECTED"])
    lines = [f"{v}  {verdict_files[v]}" for v in ("VERIFIED", "REJECTED")]
    assert done.stdout.splitlines() == [*lines, last(verified=1, rejected=1)]


def test_missing_file_and_strange_names(tmp_path: Path) -> None:
    """A missing file is MALFORMED; no byte of a name reaches the terminal unfiltered."""
    done = run(tmp_path / "missing.json")
    assert (done.returncode, done.stderr) == (2, "")
    name = "\x1b[31m\n\u202e\udcff.json"
    (tmp_path / name).write_bytes(GOOD)
    done = run(tmp_path)
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert "\x1b" not in done.stdout
    assert json.loads(run("--json", tmp_path).stdout)[0]["path"] == str(tmp_path / name)


def test_closed_output_gives_no_traceback(verdict_files: dict[str, Path]) -> None:
    """When the reader of the output is gone the checker ends with 2, silently."""
    command = [sys.executable, "-I", "-S", str(SOURCE), str(verdict_files["VERIFIED"])]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (2, b"")
