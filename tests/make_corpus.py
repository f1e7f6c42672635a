"""Write tests/corpus: `python -m tests.make_corpus`. The same bytes in every run.

Every file says in its name what is right or wrong with it. accept: VERIFIED; reject: a certificate
whose witness does not establish the statement; malformed: not a certificate.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from typing import Any

from cap.certificate import loads
from cap.claims.quadratic_form import Positive
from cap.propose import quadratic_form as search
from cap.verdict import Rejected

from tests import (
    corpus_algebra,
    corpus_energy_ball,
    corpus_integral,
    corpus_matrices,
    corpus_parametric,
    corpus_polynomials,
    houli,
)
from tests.files import CORPUS, Tree, certificate, companion, encoded, sealed

Files = dict[str, bytes]
IDENTITY, REFUTED = "identity.trigonometric", "identity.trigonometric-refuted"
INEQUALITY, INEQUALITY_REFUTED = "inequality", "inequality-refuted"
BELOW, DEFINITE = "matrix.eigenvalue-below", "matrix.positive-definite"
BRACKET, NEGATIVE = "quadratic-form.best-damping", "quadratic-form.negative"
ENTRIES, WRONG = "quadratic-form.entries", "quadratic-form.entries-refuted"
POSITIVE = "quadratic-form.positive"

# kappa = 0.16344045709257... (tests/houli.py): two neighbours of it.
BELOW_SHARP, PAST_SHARP = "16344045709/100000000000", "1634404571/10000000000"


FORMULAS = {**corpus_parametric.BASES, **corpus_algebra.BASES}


class Corpus:
    """The files of one kind, by part and name."""

    def __init__(self, kind: str, parameters: Tree, witness: Tree) -> None:
        """`parameters` and `witness` are a certificate that is accepted; the others are changes."""
        self.kind = kind
        self.base = certificate(kind, parameters, witness)
        self.files: Files = {}

    def tree(self, parameters: Tree = None, witness: Tree = None) -> Tree:
        """The base with some parameters and members of the witness replaced (None: removed)."""
        tree = deepcopy(self.base)
        for part, changes in (
            (tree["claim"]["parameters"], parameters),
            (tree["witness"], witness),
        ):
            for key, value in (changes or {}).items():
                if value is None:
                    part.pop(key, None)
                else:
                    part[key] = value
        return sealed(tree)

    def put(self, part: str, name: str, tree: Tree | bytes) -> None:
        data = tree if isinstance(tree, bytes) else encoded(tree)
        if part != "malformed":
            data = loads(data).to_bytes()
        path = f"{part}/{self.kind}/{name}.json"
        if path in self.files:
            raise ValueError(f"two files of the name {path}")
        self.files[path] = data

    def accept(self, name: str, parameters: Tree = None, witness: Tree = None) -> None:
        self.put("accept", name, self.tree(parameters, witness))

    def reject(self, name: str, parameters: Tree = None, witness: Tree = None) -> None:
        self.put("reject", name, self.tree(parameters, witness))

    def malformed(self, name: str, parameters: Tree = None, witness: Tree = None) -> None:
        self.put("malformed", name, self.tree(parameters, witness))

    def everywhere(self) -> Files:
        """All files, with those that are malformed for every kind."""
        base = self.base
        self.put(
            "malformed",
            "wrong-claim-digest",
            {**base, "digest": {**base["digest"], "claim": "sha256:0"}},
        )
        self.put(
            "malformed",
            "wrong-witness-digest",
            {**base, "digest": {**base["digest"], "witness": ""}},
        )
        self.put("malformed", "unknown-format", {**base, "format": "cap-certificate/0"})
        self.put(
            "malformed",
            "unknown-kind",
            sealed({**base, "claim": {**base["claim"], "name": self.kind + "s"}}),
        )
        self.put("malformed", "unknown-parameter", self.tree({"precision": 53}))
        self.put("malformed", "unknown-member-of-witness", self.tree(None, {"trust": True}))
        self.put("malformed", "truncated", encoded(base)[:-20])
        return self.files


def matrix(*rows: str) -> Tree:
    return [row.split() for row in rows]


ONES = matrix("2 1", "1 2")  # eigenvalues 1 and 3
SINGULAR = matrix("1 1", "1 1")
EPSILON = "1" + "0" * 29 + "1/1" + "0" * 30  # 1 + 10^-30
SMALL_FACTOR = {"exponent": -4, "mantissas": [[19], [13, 14]]}  # of ((3/2, 1), (1, 3/2))


def definite() -> Files:
    """matrix.positive-definite"""
    c = Corpus(DEFINITE, {"matrix": ONES, "bound": "1/2"}, {"method": "elimination"})
    factor = {"method": "factor", "factor": SMALL_FACTOR}
    near = "999999999999999999999999999999/1" + "0" * 30
    past = "1" + "0" * 29 + "1/1" + "0" * 30
    c.accept("bound-just-below-the-smallest-eigenvalue", {"bound": near})
    c.reject("bound-equals-the-smallest-eigenvalue", {"bound": "1"})
    c.reject("bound-just-past-the-smallest-eigenvalue", {"bound": past})
    c.accept("one-by-one", {"matrix": matrix("1"), "bound": "0"})
    c.reject("one-by-one-zero", {"matrix": matrix("0"), "bound": "0"})
    c.accept(
        "negative-bound-of-an-indefinite-matrix", {"matrix": matrix("0 1", "1 0"), "bound": "-2"}
    )
    c.reject("indefinite-with-zero-diagonal", {"matrix": matrix("0 1", "1 0"), "bound": "0"})
    c.reject("indefinite-with-positive-diagonal", {"matrix": matrix("1 2", "2 1"), "bound": "0"})
    c.reject(
        "negative-pivot-before-a-positive-one",
        {"matrix": matrix("1 0 0", "0 -1 0", "0 0 1"), "bound": "0"},
    )
    c.reject(
        "positive-determinant-of-a-negative-matrix",
        {"matrix": matrix("-2 1", "1 -2"), "bound": "0"},
    )
    c.accept(
        "singular-plus-epsilon", {"matrix": matrix(f"{EPSILON} 1", f"1 {EPSILON}"), "bound": "0"}
    )
    c.reject("singular", {"matrix": SINGULAR, "bound": "0"})
    c.accept(
        "dominant-without-a-factor",
        {"matrix": matrix(f"{EPSILON} 1", f"1 {EPSILON}"), "bound": "0"},
        {"method": "factor", "factor": {"exponent": 0, "mantissas": [[0], [0]]}},
    )
    c.reject(
        "margin-zero",
        {"matrix": SINGULAR, "bound": "0"},
        {"method": "factor", "factor": {"exponent": 0, "mantissas": [[0], [0]]}},
    )
    c.accept("factor", {"bound": "1/2"}, factor)
    c.reject(
        "factor-of-zeros",
        {"matrix": matrix("2 2", "2 3"), "bound": "0"},
        {"method": "factor", "factor": {"exponent": -4, "mantissas": [[0], [0]]}},
    )
    c.reject(
        "factor-with-a-zero-row",
        {"matrix": matrix("2 2", "2 3"), "bound": "0"},
        {"method": "factor", "factor": {"exponent": -4, "mantissas": [[20], [0, 0]]}},
    )
    c.reject(
        "factor-of-the-wrong-exponent",
        {},
        {"method": "factor", "factor": {**SMALL_FACTOR, "exponent": -3}},
    )
    c.reject("factor-of-another-matrix", {"matrix": matrix("1 0", "0 1")}, factor)
    c.reject(
        "factor-with-a-wrong-sign",
        {},
        {"method": "factor", "factor": {"exponent": -4, "mantissas": [[19], [-13, 14]]}},
    )
    c.reject(
        "factor-with-a-row-too-many",
        {},
        {"method": "factor", "factor": {"exponent": -4, "mantissas": [[19], [13, 14], [1]]}},
    )
    c.reject(
        "factor-with-a-row-too-few",
        {},
        {"method": "factor", "factor": {"exponent": -4, "mantissas": [[19]]}},
    )
    c.reject(
        "factor-with-an-entry-above-the-diagonal",
        {},
        {"method": "factor", "factor": {"exponent": -4, "mantissas": [[19, 0], [13, 14]]}},
    )
    c.reject(
        "factor-with-a-row-too-long-by-a-leading-zero",
        {},
        {"method": "factor", "factor": {"exponent": -4, "mantissas": [[0, 19], [13, 14]]}},
    )
    c.reject(
        "exact-factor-of-a-singular-matrix",
        {"matrix": SINGULAR, "bound": "0"},
        {"method": "factor", "factor": {"exponent": 0, "mantissas": [[1], [1, 0]]}},
    )
    wide = matrix("4 1/1024", "1/1024 1/1048576")
    scaled = {
        "method": "factor",
        "factor": {"exponent": -4, "mantissas": [[31], [8, 13]]},
        "scaling": [0, 10],
    }
    c.accept("scaled-factor", {"matrix": wide, "bound": "0"}, scaled)
    c.reject("scaling-left-out", {"matrix": wide, "bound": "0"}, {**scaled, "scaling": [0, 0]})
    c.reject(
        "scaling-of-the-wrong-sign", {"matrix": wide, "bound": "0"}, {**scaled, "scaling": [0, -10]}
    )
    c.reject("scaling-too-short", {"matrix": wide, "bound": "0"}, {**scaled, "scaling": [0]})
    c.reject(
        "scaling-over-the-limit", {"matrix": wide, "bound": "0"}, {**scaled, "scaling": [0, 4097]}
    )
    thirteen = [["1" if i == j else "0" for j in range(13)] for i in range(13)]
    c.accept("large-enough-to-be-named-by-its-digest", {"matrix": thirteen, "bound": "0"})
    c.reject(
        "large-with-one-negative-entry",
        {"matrix": [*thirteen[:-1], ["0"] * 12 + ["-1"]], "bound": "0"},
    )
    block = {"model": "houli", "block": 4, "damping": "4/25"}
    c.accept("block-of-the-model", {"matrix": block, "bound": "0"})
    c.reject(
        "block-of-the-model-with-too-much-damping",
        {"matrix": {**block, "damping": "1/4"}, "bound": "0"},
    )
    c.reject("elimination-over-the-limit", {"matrix": {**block, "block": 51}, "bound": "0"})
    _companions(c)
    c.malformed("no-rows", {"matrix": []})
    c.malformed("one-empty-row", {"matrix": [[]]})
    c.malformed("block-of-size-zero", {"matrix": {**block, "block": 0}})
    c.malformed("block-over-the-limit", {"matrix": {**block, "block": 1001}})
    c.malformed("block-of-an-unknown-model", {"matrix": {**block, "model": "hou-li"}})
    c.malformed("not-square", {"matrix": matrix("1 0", "0 1", "0 0")})
    c.malformed("not-symmetric", {"matrix": matrix("2 1", "0 2")})
    c.malformed("integers-instead-of-rationals", {"matrix": [[2, 1], [1, 2]]})
    c.put("malformed", "float", encoded(c.base).replace(b'"1/2"', b"0.5"))
    c.malformed("rational-not-in-lowest-terms", {"bound": "2/4"})
    c.malformed("rational-one-over-one", {"bound": "1/1"})
    c.malformed("bound-missing", {"bound": None})
    c.malformed("unknown-method", {}, {"method": "trust"})
    c.malformed("factor-beside-elimination", {}, {"factor": SMALL_FACTOR})
    c.malformed("factor-missing", {}, {"method": "factor"})
    c.malformed(
        "unknown-member-of-the-factor",
        {},
        {"method": "factor", "factor": {**SMALL_FACTOR, "trust": True}},
    )
    c.malformed("scaling-empty", {}, {**factor, "scaling": []})
    c.malformed(
        "factor-with-an-empty-row",
        {},
        {"method": "factor", "factor": {"exponent": -4, "mantissas": [[19], []]}},
    )
    c.malformed(
        "factor-of-rationals",
        {},
        {"method": "factor", "factor": {"exponent": -4, "mantissas": [["1/2"], [13, 14]]}},
    )
    c.malformed(
        "exponent-over-the-limit",
        {},
        {"method": "factor", "factor": {**SMALL_FACTOR, "exponent": 4097}},
    )
    c.malformed(
        "hex-below-the-limit",
        {},
        {"method": "factor", "factor": {"exponent": -4, "mantissas": [["0x13"], [13, 14]]}},
    )
    return c.everywhere()


def _companions(c: Corpus) -> None:
    """A factor in a companion, right and wrong."""
    data = struct.pack("<3q", 19, 13, 14)
    for part, name, entry, contents in (
        ("accept", "factor-in-a-companion", companion("factor.bin", data), data),
        (
            "reject",
            "companion-too-short-for-the-matrix",
            companion("short.bin", data[:16]),
            data[:16],
        ),
        (
            "reject",
            "companion-too-long-for-the-matrix",
            companion("long.bin", data + bytes(8)),
            data + bytes(8),
        ),
        (
            "reject",
            "companion-in-the-wrong-byte-order",
            companion("big-endian.bin", struct.pack(">3q", 19, 13, 14)),
            struct.pack(">3q", 19, 13, 14),
        ),
        (
            "malformed",
            "companion-changed",
            companion("changed.bin", data),
            struct.pack("<3q", 19, 13, 15),
        ),
        ("malformed", "companion-truncated", companion("truncated.bin", data), data[:-1]),
        ("malformed", "companion-missing", companion("missing.bin", data), None),
        (
            "malformed",
            "companion-with-a-path",
            {**companion("path.bin", data), "file": "../path.bin"},
            None,
        ),
    ):
        factor = {"exponent": -4, "companion": entry["file"]}
        tree = c.tree({}, {"method": "factor", "factor": factor})
        tree["companions"] = [entry]
        c.put(part, name, sealed(tree))
        if contents is not None:
            c.files[f"{part}/{c.kind}/{entry['file']}"] = contents
    tree = c.tree()
    tree["companions"] = [companion("changed.bin", struct.pack("<3q", 19, 13, 15))]
    c.put("malformed", "companion-not-used", sealed(tree))
    for name, entries in (
        ("companions-empty", []),
        ("companion-twice", [companion("factor.bin", data)] * 2),
        ("companion-with-an-unknown-key", [{**companion("factor.bin", data), "trust": True}]),
    ):
        tree = c.tree(
            {}, {"method": "factor", "factor": {"exponent": -4, "companion": "factor.bin"}}
        )
        tree["companions"] = entries
        c.put("malformed", name, sealed(tree))
    c.malformed(
        "companion-not-listed",
        {},
        {"method": "factor", "factor": {"exponent": -4, "companion": "factor.bin"}},
    )


def below() -> Files:
    """matrix.eigenvalue-below"""
    c = Corpus(BELOW, {"matrix": ONES, "bound": "3/2"}, {"vector": [1, -1]})
    c.accept("bound-just-above-the-smallest-eigenvalue", {"bound": EPSILON})
    c.reject("bound-equals-the-smallest-eigenvalue", {"bound": "1"})
    c.reject("bound-just-below-the-smallest-eigenvalue", {"bound": "9" * 30 + "/1" + "0" * 30})
    c.accept("vector-of-large-integers", {}, {"vector": ["0x" + "f" * 99, "-0x" + "f" * 98 + "e"]})
    c.accept("one-by-one", {"matrix": matrix("-1"), "bound": "0"}, {"vector": [-3]})
    c.reject("one-by-one-zero", {"matrix": matrix("0"), "bound": "0"}, {"vector": [1]})
    c.reject("zero-vector", {}, {"vector": [0, 0]})
    c.reject(
        "zero-vector-and-negative-matrix", {"matrix": matrix("-1"), "bound": "0"}, {"vector": [0]}
    )
    c.reject("another-vector", {}, {"vector": [1, 1]})
    c.reject("vector-too-short", {}, {"vector": [1]})
    c.reject("vector-too-long", {}, {"vector": [1, -1, 0]})
    c.reject("eigenvector-of-the-largest-eigenvalue", {"bound": "5/2"}, {"vector": [1, 1]})
    block = {"model": "houli", "block": 16, "damping": "4/25"}
    vector = [x for pair in zip(*_direction(16, 2).values(), strict=True) for x in pair]
    c.accept("block-of-the-model", {"matrix": block, "bound": "1/100"}, {"vector": vector})
    c.reject(
        "block-of-the-model-with-a-true-lower-bound",
        {"matrix": block, "bound": "3/1000"},
        {"vector": vector},
    )
    c.reject(
        "block-of-the-model-families-exchanged",
        {"matrix": block, "bound": "1/100"},
        {"vector": [x for i in range(0, 32, 2) for x in (vector[i + 1], vector[i])]},
    )
    c.reject(
        "vector-of-another-block",
        {"matrix": {**block, "block": 15}, "bound": "1/100"},
        {"vector": vector},
    )
    c.malformed("empty-vector", {}, {"vector": []})
    c.malformed("vector-of-rationals", {}, {"vector": ["1/2", "-1/2"]})
    c.malformed("vector-of-bools", {}, {"vector": [True, False]})
    c.malformed("vector-missing", {}, {"vector": None})
    c.malformed("vector-of-vectors", {}, {"vector": [[1, -1]]})
    c.malformed("not-symmetric", {"matrix": matrix("1 2", "3 1")})
    c.malformed("no-rows", {"matrix": []})
    c.malformed("bound-in-decimals", {"bound": "1.5"})
    return c.everywhere()


@cache
def _direction(n: int, digits: int) -> Tree:
    """The lowest eigenvector of a block, rounded."""
    _, vector = search.direction(search.FORMS["houli"], n)
    return {p: [round(x * 10**digits) for x in values] for p, values in vector.items()}


def identity() -> Files:
    """identity.trigonometric"""
    sums = {
        "left": "sin((k+m)*x)",
        "right": "sin(k*x)*cos(m*x)+cos(k*x)*sin(m*x)",
        "symbols": {"k": 1, "m": 1},
    }
    c = Corpus(IDENTITY, sums, {})
    c.accept("addition-theorem")
    c.reject("wrong-sign", {"right": "sin(k*x)*cos(m*x)-cos(k*x)*sin(m*x)"})
    c.reject("wrong-coefficient", {"right": "sin(k*x)*cos(m*x)+1001*cos(k*x)*sin(m*x)/1000"})
    c.reject("wrong-frequency", {"right": "sin(k*x)*cos(m*x)+cos((k+1)*x)*sin(m*x)"})
    c.reject("off-by-a-tiny-constant", {"left": "sin((k+m)*x)+1/10**60"})
    one = {"symbols": {"k": 1}}
    c.accept("derivative", {**one, "left": "D(sin(k*x)/k)", "right": "cos(k*x)"})
    c.reject("derivative-of-the-wrong-sign", {**one, "left": "D(cos(k*x)/k)", "right": "sin(k*x)"})
    c.reject(
        "divisor-that-vanishes", {"symbols": {"k": 0}, "left": "D(sin(k*x)/k)", "right": "cos(k*x)"}
    )
    c.reject("divisor-that-cancels", {**one, "left": "(k-1)/(k-1)", "right": "1"})
    c.reject(
        "divisor-that-vanishes-between-the-integers",
        {**one, "left": "(2*k-3)/(2*k-3)", "right": "1"},
    )
    c.reject("divisor-that-depends-on-x", {"symbols": {}, "left": "cos(x)/cos(x)", "right": "1"})
    # Attacks that were once accepted: no term of 0 was divided, and x was taken for a number >= 0.
    c.reject("zero-over-zero", {"symbols": {}, "left": "0/0", "right": "0"})
    c.reject("zero-over-what-vanishes", {"symbols": {"k": 0}, "left": "(k-k)/(k-1)", "right": "0"})
    c.accept(
        "zero-over-what-is-positive", {"symbols": {"k": 2}, "left": "(k-k)/(k-1)", "right": "0"}
    )
    c.reject(
        "divisor-of-both-signs", {"symbols": {"k": 0}, "left": "(1-k/2)/(1-k/2)", "right": "1"}
    )
    x_below = {"symbols": {"k": 1}, "left": "sin(k*x/(x+1)*(x+1))", "right": "sin(k*x)"}
    c.reject("x-in-a-divisor-of-an-argument", x_below)
    c.accept("number-in-a-divisor-of-an-argument", {**x_below, "left": "sin(k*x/(k+1)*(k+1))"})
    c.reject("division-by-zero", {"symbols": {}, "left": "1/(1-1)", "right": "1/(1-1)"})
    c.accept("divisor-just-positive", {"symbols": {"k": 2}, "left": "(k-1)/(k-1)", "right": "1"})
    c.reject("true-for-one-value-only", {**one, "left": "cos(k*x)", "right": "cos(x)"})
    c.reject("true-for-integers-only", {**one, "left": "(k-1)*(k-2)*(k-3)*cos(x)", "right": "0"})
    c.accept("without-symbols", {"symbols": {}, "left": "sin(x)**2+cos(x)**2", "right": "1"})
    c.accept(
        "stationary-profile",
        {"symbols": {}, "left": "-2*sin(x)*D(sin(x))+D(sin(x)*sin(x))", "right": "0"},
    )
    c.reject("zero-equals-one", {"symbols": {}, "left": "0", "right": "1"})
    c.reject("half-frequency", {"symbols": {}, "left": "2*sin(x/2)*cos(x/2)", "right": "sin(x)"})
    c.reject("argument-with-a-shift", {"symbols": {}, "left": "sin(x+1)", "right": "sin(x+1)"})
    c.reject(
        "too-many-terms",
        {
            "symbols": {},
            "left": "(1+cos(x)+cos(3*x)+cos(9*x)+cos(27*x)+cos(81*x)+cos(243*x))**9",
            "right": "0",
        },
    )
    two = {"variables": ["y"], "symbols": {"k": 0}}
    c.accept("two-variables", {
        **two, "left": "sin(k*x+2*y)", "right": "sin(k*x)*cos(2*y)+cos(k*x)*sin(2*y)",
    })  # fmt: skip
    c.accept("three-variables", {
        "variables": ["y", "z"], "symbols": {}, "left": "4*cos(x)*cos(y)*cos(z)",
        "right": "cos(x+y+z)+cos(x+y-z)+cos(x-y+z)+cos(-x+y+z)",
    })  # fmt: skip
    c.accept("variable-that-does-not-occur", {**two, "left": "sin(k*x)", "right": "sin(k*x)"})
    c.reject("variables-exchanged", {**two, "left": "sin(x-y)", "right": "sin(y-x)"})
    c.reject("variables-equal", {**two, "left": "cos(x-y)", "right": "1"})
    c.reject("variable-times-a-symbol", {**two, "left": "cos(k*y)", "right": "cos(k*y)"})
    c.reject("variable-in-a-divisor", {**two, "left": "1/(sin(y)**2+cos(y)**2)", "right": "1"})
    c.reject(
        "variable-in-a-divisor-of-an-argument",
        {**two, "left": "sin(x/(y+1)*(y+1))", "right": "sin(x)"},
    )
    c.reject("product-of-variables", {**two, "left": "sin(x*y)", "right": "sin(y*x)"})
    c.reject("half-of-a-variable", {**two, "left": "2*sin(y/2)*cos(y/2)", "right": "sin(y)"})
    c.malformed("variable-outside-of-functions", {**two, "left": "y*sin(x)", "right": "y*sin(x)"})
    c.malformed("variables-and-derivative", {**two, "left": "D(sin(y))", "right": "cos(y)"})
    c.malformed("variables-and-derivative-on-the-right",
                {**two, "left": "cos(y)", "right": "D(sin(y))"})  # fmt: skip
    for name, variables in (
        ("none", []), ("x", ["x"]), ("twice", ["y", "y"]), ("a-symbol", ["k"]), ("pi", ["pi"]),
        ("a-word", "y"), ("a-number", [1]), ("too-many", list("abcdfg")), ("a-list", [["y"]]),
    ):  # fmt: skip
        c.malformed(f"variables-{name}", {**two, "variables": variables})
    for name in ("x", "pi", "e", "i", "sin", "cos"):
        c.malformed(f"reserved-name-{name}", {"symbols": {"k": 1, "m": 1, name: 1}})
    for name, text in (
        ("power-by-caret", "x^2"), ("decimal", "0.5"), ("exponent-of-ten", "1e5"), ("nothing", " "),
        ("unicode-digit", "\u0661"), ("unclosed", "sin(x"), ("implicit-product", "2 sin(x)"),
        ("unknown-name", "sin(n*x)"), ("unknown-function", "exp(k)"), ("x-alone", "x-x"),
        ("attribute", "k.real"), ("call-of-a-call", "sin(x)(x)"),
        ("nested-powers", "((10**64)**64)**64"), ("deep", "(" * 50 + "k" + ")" * 50),
        ("power-of-a-name", "2**k"), ("negative-power", "k**-1"),
        ("integer-of-101-digits", "1" * 101), ("two-lines", "k\nThen 0 = 1"),
    ):  # fmt: skip
        c.malformed(f"formula-{name}", {"left": text})
    c.malformed("names-in-capitals", {"symbols": {"k": 1, "m": 1, "K": 1}})
    c.malformed(
        "seven-symbols", {"symbols": dict.fromkeys("abcdfgk", 1), "left": "k", "right": "k"}
    )
    c.malformed("first-value-in-words", {"symbols": {"k": "1", "m": 1}})
    c.malformed("symbols-as-a-list", {"symbols": ["k", "m"]})
    c.malformed("symbol-missing", {"symbols": {"k": 1}})
    return c.everywhere()


def refuted() -> Files:
    """identity.trigonometric-refuted"""
    wrong = {"left": "(k-1)*(k-2)*cos(k*x)", "right": "0", "symbols": {"k": 1}}
    c = Corpus(REFUTED, wrong, {"values": {"k": 3}})
    c.accept("false-from-the-third-value-on")
    c.reject("true-at-the-value-of-the-witness", {}, {"values": {"k": 2}})
    nothing = {"left": "0/0", "right": "1", "symbols": {}}
    c.reject("sides-that-are-not-defined", nothing, {"values": {}})
    c.reject("true-at-the-first-value", {}, {"values": {"k": 1}})
    c.accept(
        "off-by-a-tiny-constant",
        {"left": "sin(x)**2+cos(x)**2", "right": "1+1/10**60"},
        {"values": {"k": 1}},
    )
    c.reject("true-identity", {"left": "sin(x)**2+cos(x)**2", "right": "1"}, {"values": {"k": 1}})
    c.reject(
        "true-identity-with-a-symbol",
        {"left": "D(sin(k*x))", "right": "k*cos(k*x)"},
        {"values": {"k": 5}},
    )
    c.accept(
        "defined-at-the-witness-though-not-everywhere",
        {"left": "1/(k-1)", "right": "0"},
        {"values": {"k": 2}},
    )
    c.reject("not-defined-at-the-witness", {"left": "1/(k-1)", "right": "0"}, {"values": {"k": 1}})
    c.reject("frequencies-that-meet", {"left": "cos(k*x)", "right": "cos(x)"}, {"values": {"k": 1}})
    c.reject(
        "frequencies-of-opposite-sign",
        {"left": "cos((k-2)*x)", "right": "cos(k*x)"},
        {"values": {"k": 1}},
    )
    c.accept(
        "frequencies-that-do-not-meet",
        {"left": "cos(k*x)", "right": "cos(x)"},
        {"values": {"k": 10**6}},
    )
    c.malformed("value-below-the-first", {}, {"values": {"k": 0}})
    c.malformed("value-over-the-limit", {}, {"values": {"k": 10**6 + 1}})
    c.malformed("value-missing", {}, {"values": {}})
    c.malformed("value-of-another-symbol", {}, {"values": {"k": 3, "m": 1}})
    c.malformed("value-in-words", {}, {"values": {"k": "3"}})
    c.malformed("value-true", {}, {"values": {"k": True}})
    c.malformed("values-missing", {}, {"values": None})
    c.malformed("formula-unknown-name", {"right": "n"})
    c.malformed("reserved-name-pi", {"symbols": {"k": 1, "pi": 3}})
    two = {"variables": ["y"], "symbols": {}}
    c.accept("two-variables", {**two, "left": "cos(x-y)", "right": "cos(x+y)"}, {"values": {}})
    c.accept("variables-exchanged", {**two, "left": "sin(x)", "right": "sin(y)"}, {"values": {}})
    c.reject("true-in-two-variables", {**two, "left": "cos(x-y)", "right": "cos(y-x)"},
             {"values": {}})  # fmt: skip
    c.malformed("value-of-a-variable", {**two, "left": "sin(x)", "right": "sin(y)"},
                {"values": {"y": 2}})  # fmt: skip
    return c.everywhere()


def entries() -> Files:
    """quadratic-form.entries"""
    c = Corpus(ENTRIES, {"model": "houli", "table": "derived"}, {})
    c.accept("derived-table")
    c.accept("orthonormal-basis", {"model": "houli-basis", "table": "orthonormal"})
    c.reject("printed-table", {"table": "printed"})
    c.malformed("table-of-another-model", {"table": "orthonormal"})
    c.malformed("unknown-table", {"table": "Derived"})
    c.malformed("unknown-model", {"model": "hou-li"})
    c.malformed("model-as-a-list", {"model": ["houli"]})
    c.malformed("table-missing", {"table": None})
    c.malformed("witness-as-a-list", sealed({**c.base, "witness": []}))
    return c.everywhere()


def wrong_entries() -> Files:
    """quadratic-form.entries-refuted"""
    c = Corpus(
        WRONG,
        {"model": "houli", "table": "printed", "opposite": ["a,c"]},
        {"x": ["a", 1], "y": ["c", 1]},
    )
    c.accept("printed-table-with-opposite-signs")
    c.accept("printed-table", {"opposite": []}, {"x": ["c", 7], "y": ["a", 2]})
    c.accept("pair-with-large-indices", {"opposite": []}, {"x": ["a", 999], "y": ["c", 10**6]})
    c.reject("entries-that-agree", {"opposite": []}, {"x": ["a", 1], "y": ["a", 1]})
    c.reject(
        "entries-that-agree-far-from-the-diagonal", {"opposite": []}, {"x": ["a", 3], "y": ["a", 9]}
    )
    c.reject("entries-that-are-both-zero", {"opposite": []}, {"x": ["a", 9], "y": ["c", 3]})
    c.reject("opposite-where-they-are-equal", {"opposite": ["a,a"]})
    c.reject("opposite-everywhere", {"opposite": ["a,a", "a,c", "c,c"]})
    c.reject("right-table", {"table": "derived", "opposite": []})
    c.reject("right-table-said-to-be-opposite", {"table": "derived"})
    c.reject(
        "right-table-of-another-model",
        {"model": "houli-basis", "table": "orthonormal", "opposite": []},
        {"x": ["o", 1], "y": ["o", 1]},
    )
    c.reject(
        "zero-is-its-own-opposite",
        {"model": "houli-basis", "table": "orthonormal", "opposite": ["o,e"]},
        {"x": ["o", 1], "y": ["e", 0]},
    )
    for name, mode in (
        ("index-zero", ["a", 0]), ("index-negative", ["a", -1]), ("index-true", ["a", True]),
        ("index-over-the-limit", ["a", 10**6 + 1]), ("index-in-words", ["a", "1"]),
        ("family-unknown", ["b", 1]), ("family-as-a-list", [["a"], 1]),
        ("mode-with-three-parts", ["a", 1, 1]),
        ("mode-as-a-string", "a1"), ("mode-empty", []),
    ):  # fmt: skip
        c.malformed(name, {}, {"x": mode})
    c.malformed("opposite-twice", {"opposite": ["a,c", "a,c"]})
    c.malformed("opposite-in-the-other-order", {"opposite": ["c,a"]})
    c.malformed("opposite-missing", {"opposite": None})
    c.malformed("opposite-as-a-string", {"opposite": "a,c"})
    return c.everywhere()


def negative() -> Files:
    """quadratic-form.negative"""
    vector = _direction(400, 7)
    c = Corpus(NEGATIVE, {"model": "houli", "damping": "163440461/1000000000"}, vector)
    c.accept("damping-just-past-the-sharp-value")
    c.reject("damping-just-below-the-quotient", {"damping": "8172023/50000000"})
    c.reject("damping-just-below-the-sharp-value", {"damping": BELOW_SHARP})
    c.reject("damping-zero", {"damping": "0"})
    c.reject("damping-negative", {"damping": "-1"})
    one = {"a": [1], "c": [0]}
    two_and_more = "2" + "0" * 39 + "1/1" + "0" * 40
    c.accept("first-mode-alone", {"damping": two_and_more}, one)
    c.reject("quotient-equals-the-damping", {"damping": "2"}, one)
    c.reject("quotient-just-above-the-damping", {"damping": "1" + "9" * 40 + "/1" + "0" * 40}, one)
    c.accept("large-integers", {"damping": "3"}, {"a": ["0x" + "f" * 1000], "c": [-1]})
    c.reject("zero-vector", {"damping": "3"}, {"a": [0, 0], "c": [0, 0]})
    c.reject("families-of-different-lengths", {"damping": "3"}, {"a": [1, 1], "c": [0]})
    c.reject("families-exchanged", {}, {"a": vector["c"], "c": vector["a"]})
    c.reject("vector-of-the-printed-table", {}, {"c": [-x for x in vector["c"]]})
    c.reject("vector-of-a-smaller-block", {}, _direction(16, 7))
    c.malformed("no-components", {}, {"a": [], "c": []})
    c.malformed("family-missing", {}, {"c": None})
    c.malformed("unknown-family", {}, {"b": [1]})
    c.malformed("components-as-rationals", {}, {"a": ["1/2"], "c": ["0"]})
    c.malformed("component-true", {}, {"a": [True], "c": [0]})
    c.malformed("unknown-model", {"model": "houli-basis"})
    c.malformed("damping-in-decimals", {"damping": "0.17"})
    c.malformed("damping-missing", {"damping": None})
    return c.everywhere()


def positive() -> Files:
    """quadratic-form.positive"""
    small = {
        "model": "houli",
        "damping": "4/25",
        "block": 4,
        "tail": "49/100",
        "bound": "0",
        "coupling": "schur",
    }
    c = Corpus(POSITIVE, small, {"method": "elimination", "rows": 8})
    c.accept("four-indices", {}, {"rows": 2})
    tail = houli.smallest_excess(4, 4) - Fraction(4, 25)
    c.accept("tail-exactly-sharp", {"tail": str(tail)})
    c.reject("tail-just-past-sharp", {"tail": str(tail + Fraction(1, 10**30))})
    c.reject("tail-zero", {"tail": "0"})
    c.reject("tail-negative", {"tail": "-49/100"})
    c.reject("bound-negative", {"bound": "-1"})
    c.reject("bound-negative-and-too-much-damping", {"bound": "-1", "damping": "1/4"})
    best = _largest_bound(small)
    c.accept("bound-just-below-the-largest", {"bound": str(best)})
    c.reject("bound-just-past-the-largest", {"bound": str(best + STEP)})
    c.reject("bound-far-too-large", {"bound": "1/10"})
    c.reject("damping-just-past-the-sharp-value", {"damping": PAST_SHARP})
    c.reject("damping-too-large", {"damping": "1/2", "tail": "1/10"})
    c.reject("one-index-is-not-enough", {"block": 1})
    c.reject("elimination-over-the-limit", {"block": 51})
    c.put("accept", "factor-of-two-hundred-indices", _searched(F200))
    tree = _searched(F200)
    tree["claim"]["parameters"]["bound"] = "9/2500"
    c.put("reject", "factor-of-a-smaller-bound", sealed(tree))
    c.put("accept", "factor-of-twelve-indices", _searched(SHORT))
    for name, parameters in (
        ("another-size", {"block": 11}),
        ("another-tail", {"tail": "1/2"}),
        ("a-smaller-damping", {"damping": PAST_SHARP}),
        ("another-coupling", {"coupling": "absolute"}),
        ("a-tail-past-sharp", {"tail": "3/4"}),
    ):
        tree = _searched(SHORT)
        tree["claim"]["parameters"].update(parameters)
        c.put("reject", f"factor-of-{name}", sealed(tree))
    changes: dict[str, Callable[[Tree], Any]] = {
        "with-a-zero-row": lambda f: f["mantissas"].__setitem__(-1, [0] * 5),
        "with-a-row-too-few": lambda f: f["mantissas"].pop(),
        "with-a-row-twice": lambda f: f["mantissas"].insert(7, f["mantissas"][7]),
        "with-two-rows-exchanged": lambda f: f["mantissas"].insert(9, f["mantissas"].pop()),
        "of-the-next-exponent": lambda f: f.update(exponent=f["exponent"] + 1),
        "of-another-certificate": lambda f: f.update(_searched(ABSOLUTE)["witness"]["factor"]),
    }
    for name, change in changes.items():
        tree = _searched(SHORT)
        change(tree["witness"]["factor"])
        c.put("reject", f"factor-{name}", sealed(tree))
    c.put("accept", "absolute-coupling", _searched(ABSOLUTE))
    tree = _searched(ABSOLUTE)
    for name, parameters in (
        ("absolute-coupling-with-too-small-a-bound", {"bound": "1/200"}),
        ("absolute-coupling-with-bound-zero", {"bound": "0"}),
        ("absolute-coupling-with-bound-negative", {"bound": "-1"}),
        ("absolute-coupling-with-tail-negative", {"tail": "-1"}),
        ("absolute-coupling-with-tail-past-sharp", {"tail": "17/20"}),
    ):
        tree["claim"]["parameters"] = {**ABSOLUTE, **parameters}
        c.put("reject", name, sealed(tree))
    loss = max(houli.entry(x, x) - houli.excess(x, 12) for x in houli.modes(12))
    touching = {**ABSOLUTE, "damping": "1/20", "block": 12, "tail": "0", "bound": str(loss)}
    c.put("accept", "absolute-coupling-with-tail-zero-and-loss-equal-to-bound", _searched(touching))
    tree = _searched(touching)
    tree["claim"]["parameters"]["bound"] = str(loss - Fraction(1, 10**30))
    c.put("reject", "absolute-coupling-with-loss-just-over-the-bound", sealed(tree))
    c.malformed("block-zero", {"block": 0})
    c.malformed("block-negative", {"block": -4})
    c.malformed("block-over-the-limit", {"block": 20001})
    c.malformed("block-true", {"block": True})
    c.malformed("block-in-words", {"block": "4"})
    c.malformed("rows-one", {}, {"rows": 1})
    c.malformed("rows-over-the-limit", {}, {"rows": 10001})
    c.malformed("rows-missing", {}, {"rows": None})
    c.malformed("unknown-model", {"model": "houli-basis"})
    c.malformed("unknown-coupling", {"coupling": "none"})
    c.malformed("tail-in-decimals", {"tail": "0.49"})
    c.malformed("damping-missing", {"damping": None})
    c.malformed("unknown-method", {}, {"method": "gershgorin"})
    c.malformed("factor-missing", {}, {"method": "factor"})
    c.malformed("factor-beside-elimination", {}, {"factor": SMALL_FACTOR})
    c.malformed(
        "factor-in-a-companion-that-is-not-there",
        {},
        {"method": "factor", "factor": {"exponent": 0, "companion": "x"}},
    )
    return c.everywhere()


STEP = Fraction(1, 10**18)
F200 = {
    "model": "houli",
    "damping": "4/25",
    "block": 200,
    "tail": "41/50",
    "bound": "17/5000",
    "coupling": "schur",
}
ABSOLUTE = {
    "model": "houli",
    "damping": "3/20",
    "block": 200,
    "tail": "167/200",
    "bound": "1/100",
    "coupling": "absolute",
}
SHORT = {
    "model": "houli",
    "damping": "4/25",
    "block": 12,
    "tail": "69/100",
    "bound": "1/1000",
    "coupling": "schur",
}


def _searched(parameters: Tree) -> Tree:
    """The certificate that the search finds."""
    return certificate(POSITIVE, parameters, _positive(json.dumps(parameters)))


@cache
def _positive(parameters: str) -> Tree:
    return search.positive(json.loads(parameters), lambda _: None)


def _largest_bound(parameters: Tree) -> Fraction:
    """The largest multiple of `STEP` that exact elimination of the four indices allows as bound."""
    low, high = 0, int(1 / STEP)
    while high - low > 1:
        middle = (low + high) // 2
        claim = Positive.read({**parameters, "bound": str(middle * STEP)})
        try:
            claim.check({"method": "elimination", "rows": 8})
        except Rejected:
            high = middle
        else:
            low = middle
    return low * STEP


def bracket() -> Files:
    """quadratic-form.best-damping"""
    ends = {"model": "houli", "lower": "817/5000", "upper": "327/2000"}
    witness = search.bracket(ends, lambda _: None)
    c = Corpus(BRACKET, ends, witness)
    c.accept("four-digits")
    fine = {"model": "houli", "lower": "2043/12500", "upper": "32689/200000"}
    finer = search.bracket(fine, lambda _: None)
    c.accept("six-digits", fine, finer)
    c.reject("lower-just-past-the-sharp-value", {**fine, "lower": PAST_SHARP}, finer)
    c.reject("upper-just-below-the-sharp-value", {**fine, "upper": BELOW_SHARP}, finer)
    c.reject("ends-on-the-wrong-sides", {"lower": fine["upper"], "upper": fine["lower"]}, finer)
    c.reject("ends-equal", {"lower": "817/5000", "upper": "817/5000"})
    c.reject(
        "ends-equal-at-the-quotient-of-the-first-mode",
        {"lower": "2", "upper": "2"},
        {"direction": {"a": [1], "c": [0]}},
    )
    c.reject("tail-zero", {}, {"tail": "0"})
    c.reject("tail-negative", {}, {"tail": "-4/5"})
    c.reject("tail-past-sharp", {}, {"tail": "17/20"})
    c.reject("block-of-another-size", {}, {"block": 49})
    c.reject("zero-direction", {}, {"direction": {"a": [0], "c": [0]}})
    c.reject("direction-that-is-not-low", {}, {"direction": {"a": [1], "c": [1]}})
    zeros = {**witness["positive"], "factor": {"exponent": 0, "mantissas": [[0]] * 100}}
    c.reject("factor-of-zeros", {}, {"positive": zeros})
    c.reject("factor-of-a-smaller-lower-end", fine, {**finer, "positive": witness["positive"]})
    c.malformed("lower-infinite", {"lower": "-inf"})
    c.malformed("lower-missing", {"lower": None})
    c.malformed("upper-in-decimals", {"upper": "0.1635"})
    c.malformed("block-zero", {}, {"block": 0})
    c.malformed("tail-missing", {}, {"tail": None})
    c.malformed("direction-empty", {}, {"direction": {"a": [], "c": []}})
    c.malformed("positive-as-a-list", {}, {"positive": []})
    c.malformed("parameters-of-another-kind", {"damping": "4/25"})
    return c.everywhere()


TAYLOR: Tree = [["taylor", "x", "0", 2], "zero", "interval"]
ALL_REALS, HALF_LINE, UNIT = ["-inf", "inf"], ["0", "inf"], ["0", "1"]


def on(expression: str, relation: str = ">=", **sides: Tree) -> Tree:
    """The parameters of an inequality."""
    return {"expression": expression, "domain": sides, "relation": f"{relation} 0"}


def proof(*nodes: Tree, bits: int = 64) -> Tree:
    return {"bits": bits, "proof": list(nodes)}


def inequality() -> Files:
    """inequality"""
    exp = on("exp(x)-1-x", x=ALL_REALS)
    c = Corpus(INEQUALITY, exp, proof(*TAYLOR))
    c.accept("tight-at-a-point")
    c.reject("strict-though-tight", {"relation": "> 0"})
    c.reject("strict-though-tight-by-the-enclosure", {"relation": "> 0"}, proof("interval"))
    c.reject(
        "slope-just-past-the-sharp-value", on("exp(x)-1-1000000000001/1000000000000*x", x=ALL_REALS)
    )
    c.reject("constant-just-past-the-sharp-value", on(f"exp(x)-{EPSILON}-x", x=ALL_REALS))
    c.reject("taylor-at-another-point", {}, proof(["taylor", "x", "1", 2], "zero", "interval"))
    c.reject("taylor-of-order-one-inside", {}, proof(["taylor", "x", "0", 1], "zero", "interval"))
    c.reject("taylor-of-order-three-inside", {}, proof(["taylor", "x", "0", 3], "zero", "interval"))
    c.reject("taylor-without-its-last-goal", {}, proof(*TAYLOR[:2]))
    c.reject("a-node-too-many", {}, proof(*TAYLOR, "interval"))
    c.reject("no-nodes", {}, proof())
    c.reject("enclosure-alone", {}, proof("interval"))
    cubic = on("x**3", x=["-1", "1"])
    c.reject(
        "odd-order-at-a-point-inside", cubic, proof(["taylor", "x", "0", 3], "zero", "interval")
    )
    c.accept(
        "odd-order-at-the-left-end",
        on("x**3", x=UNIT),
        proof(["taylor", "x", "0", 3], "zero", "interval"),
    )
    c.accept(
        "odd-order-at-the-right-end",
        on("-x**3", x=["-1", "0"]),
        proof(["taylor", "x", "0", 3], "zero", "interval"),
    )
    c.reject(
        "odd-order-at-the-right-end-of-the-wrong-sign",
        on("x**3", x=["-1", "0"]),
        proof(["taylor", "x", "0", 3], "zero", "interval"),
    )
    c.reject(
        "taylor-at-a-point-outside",
        on("x-2", x=["3", "4"]),
        proof(["taylor", "x", "2", 1], "zero", "interval"),
    )
    c.accept(
        "half-line", on("x-sin(x)", x=HALF_LINE), proof(["taylor", "x", "0", 1], "zero", "interval")
    )
    c.reject(
        "half-line-on-the-wrong-side",
        on("x-sin(x)", x=["-1", "inf"]),
        proof(["taylor", "x", "-1", 1], "zero", "interval"),
    )
    c.reject(
        "only-a-bounded-part-of-a-half-line",
        on("1-x", ">", x=HALF_LINE),
        proof(["split", "x", "1/2"], "interval", "interval"),
    )
    # Definedness: nothing is defined at a zero of a divisor, even of a removable one.
    c.reject("divisor-that-vanishes", on("x/x", ">", x=UNIT), proof("+", "interval", "interval"))
    c.reject(
        "divisor-that-vanishes-inside",
        on("x**2/x**2", x=["-1", "1"]),
        proof("+", "interval", "interval"),
    )
    c.reject(
        "divisor-of-two-signs", on("1/(x-1/2)**2", ">", x=UNIT), proof("+", "interval", "interval")
    )
    c.accept(
        "divisor-just-positive",
        on("x/x", ">", x=["1/1000000000000", "1"]),
        proof("+", "interval", "interval"),
    )
    c.accept("divisor-negative", on("1/(x-2)", x=["3", "inf"]), proof("+", "interval", "interval"))
    c.reject(
        "divisor-said-to-be-negative",
        on("1/(x-2)", x=["3", "inf"]),
        proof("-", "interval", "interval"),
    )
    c.reject(
        "zero-times-what-is-not-defined", on("0*log(x)", x=["-1", "1"]), proof("interval", "zero")
    )
    c.reject("zero-over-zero", on("0/0", x=UNIT), proof("+", "interval", "zero"))
    c.reject("log-of-zero-at-the-end", on("x*log(x)+1", ">", x=UNIT), proof("interval", "interval"))
    c.reject(
        "root-of-negative-numbers", on("sqrt(x)", x=["-1", "1"]), proof("interval", "interval")
    )
    c.accept("root-of-zero-at-the-end", on("sqrt(x)", x=UNIT), proof("interval", "interval"))
    c.reject(
        "tangent-beyond-its-pole",
        on("tan(x)-x", x=["0", "2"]),
        proof(
            "+", "interval", ["taylor", "x", "0", 1], "zero", ["rewrite", "tan(x)**2"], ["parts", 0]
        ),
    )
    tangent = proof(
        "+", "interval", ["taylor", "x", "0", 1], "zero", ["rewrite", "tan(x)**2"], ["parts", 0]
    )
    c.accept("tangent-before-its-pole", on("tan(x)-x", x=["0", "157/100"]), tangent)
    c.reject("tangent-just-beyond-its-pole", on("tan(x)-x", x=["0", "79/50"]), tangent)
    c.reject(
        "rewritten-to-what-is-not-defined",
        on("1", ">", x=UNIT),
        proof(["rewrite", "x/x"], "+", "interval", "interval"),
    )
    c.reject(
        "rewritten-to-another-expression",
        on("x**2-1", x=["-1", "1"]),
        proof(["rewrite", "x**2"], "interval"),
    )
    c.accept(
        "rewritten",
        on("x**2-x+1", ">", x=ALL_REALS),
        proof(["rewrite", "(x-1/2)**2+3/4"], "interval"),
    )
    c.reject(
        "rewritten-with-a-pole-as-atoms",
        on("tan(x)-tan(x)+1", ">", x=["0", "2"]),
        proof("+", "interval", ["rewrite", "1"], "interval"),
    )
    # Derivatives: roots and absolute values have none at zero.
    c.reject(
        "corner-of-an-absolute-value",
        on("abs(x)-x**2-1/8", x=["-1/2", "1/2"]),
        proof(["taylor", "x", "0", 2], "+", "interval", "zero", "interval"),
    )
    c.reject(
        "absolute-value-as-if-it-were-smooth",
        on("1/4-abs(x)", x=["-1/2", "1/2"]),
        proof(["taylor", "x", "0", 1], "+", "interval", "interval", "interval"),
    )
    c.reject(
        "mean-value-across-a-corner",
        on("1/4-abs(x)", x=["-1/2", "1/2"]),
        proof(["mean", "0"], "+", "interval"),
    )
    c.reject(
        "root-differentiated-at-zero",
        on("sqrt(x)-x", x=UNIT),
        proof("interval", ["series", "x", "1/2", 2], "interval"),
    )
    c.accept(
        "absolute-value-differentiated-away-from-zero",
        on("abs(x)-1", x=["1", "3"]),
        proof(["taylor", "x", "1", 1], "+", "interval", "zero", "interval"),
    )
    # Boxes.
    c.accept(
        "split",
        on("x*(1-x)+1/8", ">", x=UNIT),
        proof(["split", "x", "1/4", "1/2", "3/4"], *["interval"] * 4),
    )
    c.reject(
        "split-of-a-false-inequality",
        on("(x-1/2)**2-1/100", x=UNIT),
        proof(["split", "x", "1/4", "3/4"], *["interval"] * 3),
    )
    c.reject(
        "split-at-an-end", on("x+1", x=UNIT), proof(["split", "x", "0"], "interval", "interval")
    )
    c.reject(
        "split-at-the-other-end",
        on("x+1", x=UNIT),
        proof(["split", "x", "1"], "interval", "interval"),
    )
    c.reject(
        "split-beyond-the-end",
        on("3/2-x", x=["0", "2"]),
        proof(["split", "x", "3"], "interval", "interval"),
    )
    c.reject(
        "split-in-the-wrong-order",
        on("x+1", x=UNIT),
        proof(["split", "x", "3/4", "1/4"], *["interval"] * 3),
    )
    c.accept(
        "two-variables-convex",
        on("x**2+y**2-x*y+exp(x)-1-x", x=ALL_REALS, y=ALL_REALS),
        proof(["convex", "0", "0"], "zero"),
    )
    c.reject(
        "two-variables-indefinite",
        on("x**2+y**2-3*x*y", x=ALL_REALS, y=ALL_REALS),
        proof(["convex", "0", "0"], "zero"),
    )
    c.reject(
        "convex-without-a-zero-gradient",
        on("x**2+y**2-x", x=ALL_REALS, y=ALL_REALS),
        proof(["convex", "0", "0"], "zero"),
    )
    c.accept(
        "three-variables-mean-values",
        on("x*y*z-x*y-z+7/2", ">", x=UNIT, y=UNIT, z=UNIT),
        proof(["mean", "1/2", "1/2", "1/2"]),
    )
    c.accept(
        "series",
        on("exp(x)-1-x-x**2/3+1/100", ">", x=["-1/8", "1/8"]),
        proof(["series", "x", "0", 3]),
    )
    c.reject(
        "series-of-too-low-an-order",
        on("exp(x)-1-x-x**2/3+1/100", ">", x=["-1/8", "1/8"]),
        proof(["series", "x", "0", 1]),
    )
    square = on("x**2+y**2-2*x*y", x=ALL_REALS, y=ALL_REALS)
    c.accept("square", square, proof(["rewrite", "(x-y)**2"], ["parts", 0]))
    c.reject(
        "square-strict",
        {**square, "relation": "> 0"},
        proof(["rewrite", "(x-y)**2"], ["parts", 0], "interval"),
    )
    c.accept(
        "parts-of-a-product",
        on("x*exp(-x)", x=HALF_LINE),
        proof(["parts", 0], "interval", ["parts", 0]),
    )
    c.reject(
        "parts-of-a-product-of-two-signs",
        on("(x-1)*exp(x)", x=HALF_LINE),
        proof(["parts", 0], "interval", ["parts", 0]),
    )
    c.reject("parts-of-a-negated-square", on("-(x**2)", x=UNIT), proof(["parts", 0]))
    c.accept("number", on("355/113-pi", ">"), proof("interval"))
    c.reject("number-just-below", on("314159265358979/100000000000000-pi", ">"), proof("interval"))
    c.accept(
        "number-that-needs-many-bits",
        on("pi-3141592653589793238462643383279/1000000000000000000000000000000", ">"),
        proof("interval", bits=160),
    )
    c.reject(
        "number-with-too-few-bits",
        on("pi-3141592653589793238462643383279/1000000000000000000000000000000", ">"),
        proof("interval", bits=64),
    )
    for name, text in (
        ("power-by-caret", "x^2"), ("decimal", "0.5*x"), ("unknown-name", "x+y"),
        ("unknown-function", "sec(x)"), ("implicit-product", "2 x"), ("negative-power", "x**-1"),
        ("relation", "x > 0"), ("nothing", " "), ("two-lines", "x\nThen 0 = 1"),
        ("nested-powers", "((x**64)**64)**64"),
    ):  # fmt: skip
        c.malformed(f"formula-{name}", {"expression": text})
    for name in ("pi", "e", "i", "sin", "inf", "X", "x y"):
        c.malformed(f"variable-named-{name.replace(' ', '-')}", {"domain": {"x": UNIT, name: UNIT}})
    for name, side in (
        ("empty", ["1", "0"]), ("a-point", ["1", "1"]), ("one-end", ["0"]), ("a-number", "0"),
        ("infinite-on-the-wrong-side", ["inf", "-inf"]), ("in-decimals", ["0", "0.5"]),
        ("integers", [0, 1]), ("nan", ["0", "nan"]), ("three-ends", ["0", "1", "2"]),
    ):  # fmt: skip
        c.malformed(f"side-{name}", {"domain": {"x": side}})
    c.malformed("seven-variables", {"domain": dict.fromkeys("abcdxyz", UNIT)})
    c.malformed("relation-less", {"relation": "< 0"})
    c.malformed("relation-to-one", {"relation": "> 1"})
    c.malformed("bits-too-few", {}, {"bits": 23})
    c.malformed("bits-too-many", {}, {"bits": 4097})
    for name, node in (
        ("unknown", ["trust", "x"]), ("number", 1), ("empty", []), ("object", {"rule": "interval"}),
        ("variable-unknown", ["taylor", "y", "0", 2]),
        ("point-in-decimals", ["taylor", "x", "0.0", 2]),
        ("order-zero", ["taylor", "x", "0", 0]), ("order-over-the-limit", ["taylor", "x", "0", 13]),
        ("order-as-text", ["taylor", "x", "0", "2"]), ("argument-too-many", ["interval", "x"]),
        ("argument-missing", ["taylor", "x", "0"]), ("split-without-a-point", ["split", "x"]),
        ("mean-of-two-variables", ["mean", "0", "0"]), ("rewrite-to-a-tree", ["rewrite", ["x"]]),
        ("parts-with-a-third-choice", ["parts", 2]),
    ):  # fmt: skip
        c.malformed(f"node-{name}", {}, proof(node, *TAYLOR[1:]))
    c.malformed("sign-that-is-none", on("x/x", x=["1", "2"]), proof("interval", "interval"))
    return c.everywhere()


def inequality_refuted() -> Files:
    """inequality-refuted"""

    def at(bits: int = 64, **point: str) -> Tree:
        return {"bits": bits, "point": point}

    c = Corpus(INEQUALITY_REFUTED, on("exp(x)-1-11/10*x", x=ALL_REALS), at(x="1/10"))
    c.accept("slope-past-the-sharp-value")
    c.reject("true-inequality", on("exp(x)-1-x", x=ALL_REALS))
    c.reject("strict-inequality-that-holds-there", on("x", ">", x=UNIT), at(x="1/2"))
    c.reject("true-inequality-at-its-zero", on("exp(x)-1-x", x=ALL_REALS), at(x="0"))
    c.accept("strict-inequality-at-its-zero", on("exp(x)-1-x", ">", x=ALL_REALS), at(x="0"))
    c.accept("zero-that-only-the-form-shows", on("exp(x)-x*exp(1)", ">", x=ALL_REALS), at(x="1"))
    c.reject("zero-in-a-weak-inequality", on("exp(x)-x*exp(1)", x=ALL_REALS), at(x="1"))
    c.reject("another-point", {}, at(x="1"))
    c.accept("at-the-end", on("x-1", ">", x=["1", "2"]), at(x="1"))
    c.reject("outside-just-below", on("x-1", x=["1", "2"]), at(x="999999999999/1000000000000"))
    c.reject("outside-just-above", on("2-x", x=["1", "2"]), at(x="2000000000001/1000000000000"))
    c.reject("not-defined-at-the-point", on("-1-0/x", x=["-1", "1"]), at(x="0"))
    c.reject("root-not-defined-at-the-point", on("sqrt(x)-9", x=["-1", "1"]), at(x="-1/2"))
    c.reject("log-not-defined-at-the-point", on("log(x)", x=UNIT), at(x="0"))
    c.accept("defined-at-the-point-though-not-everywhere", on("log(x)", x=UNIT), at(x="1/2"))
    c.accept("root-of-an-exact-zero", on("sqrt(exp(x)-exp(1)*x)-1", x=UNIT), at(x="1"))
    c.reject(
        "tangent-that-may-be-at-a-pole",
        on("tan(x)-x-x", x=ALL_REALS),
        at(bits=24, x="157079632679/100000000000"),
    )
    c.reject(
        "too-few-bits",
        on("3141592653589793238462643383279/1000000000000000000000000000000-pi", x=UNIT),
        at(x="0"),
    )
    c.accept(
        "enough-bits",
        on("3141592653589793238462643383279/1000000000000000000000000000000-pi", x=UNIT),
        at(bits=160, x="0"),
    )
    c.accept("off-by-a-tiny-constant", on("x-1/10**60", x=UNIT), at(x="0"))
    c.accept("two-variables", on("x**2+y**2-3*x*y", x=ALL_REALS, y=ALL_REALS), at(x="1", y="1"))
    c.malformed("point-in-decimals", {}, at(x="0.1"))
    c.malformed("point-infinite", {}, at(x="inf"))
    c.malformed("point-without-a-variable", {}, at())
    c.malformed("point-of-another-variable", {}, at(x="1/10", y="0"))
    c.malformed("bits-too-few", {}, {"bits": 23})
    c.malformed("bits-too-many", {}, {"bits": 4097})
    c.malformed("side-empty", {"domain": {"x": ["1", "0"]}})
    c.malformed("formula-power-by-caret", {"expression": "x^2"})
    return c.everywhere()


WITHOUT_WITNESS = {**corpus_polynomials.BASES, **corpus_energy_ball.BASES}


def without_witness(kind: str) -> Files:
    """The corpus of a kind about polynomials or energy balls."""
    parameters, fill = WITHOUT_WITNESS[kind]
    c = Corpus(kind, parameters, {})
    fill(c)
    return c.everywhere()


def integral() -> Files:
    """integral.enclosure"""
    parameters, witness, fill = corpus_integral.BASES[corpus_integral.INTEGRAL]
    c = Corpus(corpus_integral.INTEGRAL, parameters, witness)
    fill(c)
    return c.everywhere()


def matrices(kind: str) -> Files:
    """The corpus of a kind about matrices and systems."""
    parameters, witness, fill = corpus_matrices.BASES[kind]
    c = Corpus(kind, parameters, witness)
    fill(c)
    return c.everywhere()


def formulas(kind: str) -> Files:
    """The corpus of a kind about rational formulas."""
    parameters, witness, fill = FORMULAS[kind]
    c = Corpus(kind, parameters, witness)
    fill(c)
    return c.everywhere()


KINDS: dict[str, Callable[[], Files]] = {
    corpus_integral.INTEGRAL: integral,
    INEQUALITY: inequality, INEQUALITY_REFUTED: inequality_refuted,
    IDENTITY: identity, REFUTED: refuted, BELOW: below, DEFINITE: definite, BRACKET: bracket,
    ENTRIES: entries, WRONG: wrong_entries, NEGATIVE: negative, POSITIVE: positive,
    **{kind: partial(without_witness, kind) for kind in WITHOUT_WITNESS},
    **{kind: partial(matrices, kind) for kind in corpus_matrices.BASES},
    **{kind: partial(formulas, kind) for kind in FORMULAS},
}  # fmt: skip


def corpus_files() -> Files:
    """All files, by path below tests/corpus."""
    return {path: data for make in KINDS.values() for path, data in make().items()}


def main(folder: Path = CORPUS) -> None:
    for path, data in corpus_files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


if __name__ == "__main__":
    main()
