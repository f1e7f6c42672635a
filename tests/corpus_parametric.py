"""The corpora of `parametric.sign` and its opposite; part of make_corpus.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.make_corpus import Corpus

SIGN, REFUTED = "parametric.sign", "parametric.sign-refuted"
REALS, HALF, UNIT = ["-inf", "inf"], ["0", "inf"], ["0", "1"]
LEAF = ["leaf"]
TINY = "1/1" + "0" * 30
HUGE = "9" * 1000


def on(expression: str, relation: str = ">=", integers: Any = None, **sides: list[str]) -> Any:
    """Parameters; integers None removes the key."""
    return {
        "expression": expression, "domain": sides, "relation": f"{relation} 0",
        "integers": integers,
    }  # fmt: skip


def proof(*nodes: Any) -> Any:
    return {"proof": list(nodes)}


def cut(name: str, c: str) -> Any:
    return ["split", name, c]


TRIANGLE = "x**2+y**2+z**2-x*y-y*z-z*x"
SPACE = {"x": REALS, "y": REALS, "z": REALS}
SQUARES = ["leaf", [["1/2", "x-y"], ["1/2", "y-z"], ["1/2", "z-x"]]]


def _right(c: Corpus) -> None:
    c.accept("double-root-said-to-be-positive-between-the-integers")
    c.accept("constant", on("1", ">", x=REALS), proof(LEAF))
    c.accept("zero", on("0*x", x=REALS), proof(LEAF))
    c.accept("even-powers-on-the-line", on("x**2+1", ">", x=REALS), proof(LEAF))
    c.accept("zero-at-both-ends", on("x*(1-x)", x=UNIT), proof(LEAF))
    c.accept("positive-at-both-ends", on("1+x*(1-x)", ">", x=UNIT), proof(LEAF))
    c.accept("left-half-line", on("2-x-y", ">", x=["-inf", "1"], y=["-inf", "1/2"]), proof(LEAF))
    c.accept(
        "root-where-it-is-cut", on("(3*x-1)**2*(1+a*x)", x=HALF, a=UNIT),
        proof(cut("x", "1/3"), LEAF, LEAF),
    )  # fmt: skip
    c.accept("divisor-that-is-positive", on("1/(x-1)", ">", x=["2", "inf"]), proof(LEAF))
    c.accept("divisor-that-is-negative", on("x/(x-3)*(x-4)", x=["1", "2"]), proof(LEAF))
    c.accept("divisor-almost-zero", on("1/x", ">", x=[TINY, "inf"]), proof(LEAF))
    c.accept(
        "divisor-of-two-signs-for-the-integers", on("1/(2*n-5)**2", ">", {"n": 1}),
        proof(cut("n", "2"), LEAF, LEAF),
    )  # fmt: skip
    c.accept(
        "divisor-of-two-signs-for-the-integers-and-the-numerator-too",
        on("(n-1/2)/(2*n-1)", ">", {"n": -5}), proof(cut("n", "0"), LEAF, LEAF),
    )  # fmt: skip
    c.accept("squares", on(TRIANGLE, **SPACE), proof(SQUARES))
    c.accept(
        "squares-and-a-constant", on(f"{TRIANGLE} + {TINY}", ">", **SPACE), proof(SQUARES)
    )  # fmt: skip
    c.accept(
        "squares-of-a-divisor", on("1/(x**2-x*y+y**2+1)", ">", x=REALS, y=REALS),
        proof(["leaf", [], [["1/2", "x-y"]]]),
    )  # fmt: skip
    c.accept(
        "squares-of-a-divisor-that-is-negative",
        on("(0-1)/(0-(x**2-x*y+y**2+1))", ">", x=REALS, y=REALS),
        proof(["leaf", [], [["1/2", "x-y"]]]),
    )  # fmt: skip
    cubes = on("a**3+b**3+d**3-3*a*b*d", a=HALF, b=HALF, d=HALF)
    weighted = [["(a+b+d)/2", "a-b"], ["(a+b+d)/2", "b-d"], ["(a+b+d)/2", "d-a"]]
    c.accept("weighted-squares", cubes, proof(["leaf", weighted]))
    c.reject(
        "weight-of-two-signs", {**cubes, "domain": {**cubes["domain"], "a": REALS}},
        proof(["leaf", weighted]),
    )  # fmt: skip
    c.accept("weight-between-two-ends", on("x*(1-x)*(2*x-1)**2", x=UNIT),
             proof(["leaf", [["x*(1-x)", "2*x-1"]]]))  # fmt: skip
    c.accept(
        "integers-one-by-one", on("(n-1)*(n-2)*(n-3)*(n-4)", ">=", {"n": 0}),
        proof(cut("n", "0"), LEAF, cut("n", "1"), LEAF, cut("n", "2"), LEAF, cut("n", "3"), LEAF,
              LEAF),
    )  # fmt: skip
    c.accept(
        "two-integers", on("m*n*(m+n)-2", integers={"m": 1, "n": 1}), proof(LEAF)
    )  # fmt: skip
    c.accept("weight-for-all-indices", on(
        "(1+a*x)*(1+x)**2*(n+1) - n*x*(1+a*x) - n*a*x*(1+x)", ">", {"n": 1}, x=HALF, a=UNIT,
    ), proof(LEAF))  # fmt: skip
    c.accept(
        "six-variables",
        on("a*b*c*d+x*n+1", ">", {"n": 0}, a=UNIT, b=UNIT, c=UNIT, d=UNIT, x=HALF),
        proof(LEAF),
    )


def _false(c: Corpus) -> None:
    """False statements with the best that a proof could say."""
    c.reject(
        "double-root-said-to-be-positive-for-real-numbers",
        on("(2*x-5)**2", ">", x=["1", "inf"]),
        proof(cut("x", "5/2"), LEAF, LEAF),
    )
    c.reject("root-between-the-integers-of-a-wrong-range", on("(n-2)*(n-3)", ">", {"n": 1}))
    c.reject("zero-strict", on("0*x", ">", x=REALS), proof(LEAF))
    c.reject("negative-constant", on("0-1", x=REALS), proof(LEAF))
    c.reject("even-power-strict", on("x**2", ">", x=REALS), proof(LEAF))
    c.reject("odd-power", on("x**3+1", x=REALS), proof(LEAF))
    c.reject("zero-at-both-ends-strict", on("x*(1-x)", ">", x=UNIT), proof(LEAF))
    c.reject("zero-at-one-end-strict", on("1-x", ">", x=UNIT), proof(LEAF))
    c.reject("zero-at-a-corner-strict", on("2-x-y", ">", x=UNIT, y=UNIT), proof(LEAF))
    c.reject("zero-at-the-end-of-a-half-line-strict", on("x*y+x", ">", x=HALF, y=HALF), proof(LEAF))
    c.reject("beyond-the-end", on("x*(1-x)", x=["0", f"1{'0' * 30}1/1{'0' * 31}"]), proof(LEAF))
    c.reject("half-line-that-begins-before", on("x**3", x=["-1", "inf"]), proof(LEAF))
    c.reject("divisor-zero-at-an-end", on("1/(1-x)", ">", x=UNIT), proof(LEAF))
    c.reject("divisor-zero-at-the-other-end", on("1/x", ">", x=UNIT), proof(LEAF))
    c.reject("divisor-zero-at-infinity-of-no-side", on("1/(x*y)", ">", x=HALF, y=UNIT), proof(LEAF))
    c.reject(
        "divisor-zero-inside", on("1/(2*x-1)**2", ">", x=UNIT), proof(cut("x", "1/2"), LEAF, LEAF)
    )
    c.reject("divisor-that-cancels", on("x/x", ">", x=UNIT), proof(LEAF))
    c.reject("divisor-that-cancels-in-a-sum", on("1+1/x-1/x", ">", x=UNIT), proof(LEAF))
    c.reject("divisor-of-a-divisor", on("1/(1/x)", x=UNIT), proof(LEAF))
    c.reject("divisor-of-a-zero", on("0/x", x=UNIT), proof(LEAF))
    c.reject(
        "divisor-zero-for-one-integer",
        on("1/(n-7)**2", ">", {"n": 1}),
        proof(cut("n", "6"), LEAF, LEAF),
    )
    c.reject("divisor-of-the-wrong-sign", on("1/(x-3)", x=UNIT), proof(LEAF))
    c.reject("divisor-to-an-odd-power", on("1/(x-3)**3", x=UNIT), proof(LEAF))
    c.reject("zero-over-zero", on("0/0", x=UNIT), proof(LEAF))
    c.reject("squares-strict", on(TRIANGLE, ">", **SPACE), proof(SQUARES))
    c.reject("squares-minus-tiny", on(f"{TRIANGLE} - {TINY}", **SPACE), proof(SQUARES))
    c.reject("square-of-a-negative-weight", on("0-x**2", x=REALS), proof(["leaf", [["0-1", "x"]]]))
    c.reject(
        "square-of-a-weight-with-an-odd-power", on("x**3", x=REALS), proof(["leaf", [["x", "x"]]])
    )
    c.reject("square-with-a-divisor", on("1-x", x=["2", "3"]), proof(["leaf", [["1", "x/(x-1)"]]]))
    c.reject("weight-with-a-divisor", on("1-x", x=["2", "3"]), proof(["leaf", [["1/x", "x-1"]]]))
    c.reject(
        "integers-as-if-none-was-between",
        on("(n-2)*(n-4)", integers={"n": 1}),
        proof(cut("n", "2"), LEAF, cut("n", "3"), LEAF, LEAF),
    )
    c.reject("integers-one-left-out", on("n-1", ">", {"n": 1}), proof(cut("n", "1"), LEAF))
    c.reject("interval-one-part-left-out", on("x-1/2", x=UNIT), proof(cut("x", "1/2"), LEAF))
    c.reject("no-nodes", on("0-1", x=UNIT), proof())


def _proofs(c: Corpus) -> None:
    """True statements with wrong proofs."""
    true = on("1+x*n", ">", {"n": 0}, x=HALF)
    c.accept("neither-cuts-nor-squares", true, proof(LEAF))
    c.reject("node-too-many", true, proof(LEAF, LEAF))
    c.reject("node-too-few", true, proof(cut("x", "1"), LEAF))
    c.reject("cut-alone", true, proof(cut("x", "1")))
    c.reject("cut-at-an-end", true, proof(cut("x", "0"), LEAF, LEAF))
    c.reject("cut-before-the-end", true, proof(cut("x", "-1"), LEAF, LEAF))
    c.reject("cut-at-the-other-end", on("1+x", ">", x=UNIT), proof(cut("x", "1"), LEAF, LEAF))
    c.reject("cut-beyond-the-other-end", on("1+x", ">", x=UNIT), proof(cut("x", "2"), LEAF, LEAF))
    c.reject("cut-of-integers-at-a-fraction", true, proof(cut("n", "1/2"), LEAF, LEAF))
    c.accept("cut-of-integers-at-the-first", true, proof(cut("n", "0"), LEAF, LEAF))
    c.reject("cut-of-integers-before-the-first", true, proof(cut("n", "-1"), LEAF, LEAF))
    c.reject("cut-of-one-integer", true, proof(cut("n", "0"), cut("n", "0"), LEAF, LEAF, LEAF))
    c.accept("square-that-is-zero", true, proof(["leaf", [["0", "x"], ["1", "0"]]]))
    c.accept("no-squares", true, proof(["leaf", []]))
    c.reject("squares-of-no-polynomial", true, proof(["leaf", [], []]))
    c.reject("square-too-large", true, proof(["leaf", [["2", "1"]]]))
    one = on("1+x", ">", x=UNIT)
    c.accept("square-of-a-higher-degree", one, proof(["leaf", [["1", "x**2"]]]))
    c.reject("square-too-large-at-an-end", one, proof(["leaf", [["2", "x**2"]]]))
    c.reject("degree-201", on("1+x**64*x**64*x**64*x**9", ">", x=HALF), proof(LEAF))
    c.accept("degree-200", on("1+x**64*x**64*x**64*x**8", ">", x=HALF), proof(LEAF))
    c.reject(
        "too-large-for-exact-arithmetic",
        on("1+x**64*x**64*x**64", ">", x=[HUGE, "inf"]),
        proof(LEAF),
    )
    many = "(a+b+d+x+y+1)**9"
    c.reject("too-many-terms", on(f"{many}*{many}", ">", a=UNIT, b=UNIT, d=UNIT, x=UNIT, y=UNIT),
             proof(LEAF))  # fmt: skip


def _malformed(c: Corpus) -> None:
    for name, text in (
        ("power-by-caret", "n^2"), ("decimal", "0.5*n"), ("unknown-name", "n+y"),
        ("function", "sin(n)"), ("call-of-a-variable", "n(n)"), ("call-with-a-blank", "n (n)"),
        ("implicit-product", "2 n"), ("negative-power", "n**-1"), ("relation", "n > 0"),
        ("nothing", " "), ("empty", ""), ("two-lines", "n\nThen 0 = 1"),
        ("nested-powers", "((n**64)**64)**64"), ("capital-letter", "N"),
    ):  # fmt: skip
        c.malformed(f"formula-{name}", {"expression": text})
    c.malformed("formula-a-number", {"expression": 1})
    for name in ("pi", "e", "i", "inf", "nan", "X", "x y", "", "n" * 17):
        title = name.replace(" ", "-") or "nothing"
        c.malformed(f"variable-named-{title}", {"domain": {name: UNIT}})
        c.malformed(f"integer-named-{title}", {"integers": {"n": 1, name: 1}})
    for name, side in (
        ("empty", ["1", "0"]), ("a-point", ["1", "1"]), ("one-end", ["0"]), ("a-number", "0"),
        ("infinite-on-the-wrong-side", ["inf", "-inf"]), ("in-decimals", ["0", "0.5"]),
        ("integers", [0, 1]), ("nan", ["0", "nan"]), ("three-ends", ["0", "1", "2"]),
        ("minus-infinity-twice", ["-inf", "-inf"]), ("infinity-twice", ["inf", "inf"]),
    ):  # fmt: skip
        c.malformed(f"side-{name}", {"domain": {"x": side}})
    for name, first in (
        ("in-words", "1"), ("true", True), ("list", ["1", "inf"]), ("too-large", 10**6 + 1),
        ("too-small", -(10**6) - 1),
    ):  # fmt: skip
        c.malformed(f"integers-from-{name}", {"integers": {"n": first}})
    c.malformed("integer-that-is-real-too", {"domain": {"n": HALF}})
    c.malformed("no-variable", {"expression": "1", "domain": {}, "integers": {}})
    c.malformed("no-variable-and-no-integers", {"expression": "1", "domain": {}, "integers": None})
    c.malformed("seven-variables", {"domain": dict.fromkeys("abcdxyz", UNIT)})
    c.malformed("seven-variables-with-the-integer", {"domain": dict.fromkeys("abcdxy", UNIT)})
    for name, relation in (("less", "< 0"), ("without-blank", ">0"), ("to-one", "> 1")):
        c.malformed(f"relation-{name}", {"relation": relation})
    for key in ("expression", "domain", "relation"):
        c.malformed(f"{key}-missing", {key: None})
    c.malformed("integers-a-list", {"integers": ["n"]})


def sign(c: Corpus) -> None:
    _right(c)
    _false(c)
    _proofs(c)
    _malformed(c)
    for name, node in (
        ("unknown", ["trust"]), ("number", 1), ("empty", []), ("object", {"leaf": []}),
        ("word", "leaf"), ("cut-of-an-unknown-variable", cut("y", "1")),
        ("cut-without-a-point", ["split", "n"]), ("cut-at-two-points", ["split", "n", "1", "2"]),
        ("cut-in-decimals", cut("n", "1.0")), ("cut-at-a-number", ["split", "n", 1]),
        ("cut-at-infinity", cut("n", "inf")), ("squares-no-list", ["leaf", "x"]),
        ("squares-an-object", ["leaf", {}]), ("cut-of-a-list", ["split", ["n"], "1"]),
        ("squares-nothing", ["leaf", ""]),
        ("square-no-pair", ["leaf", [["1"]]]), ("square-of-three", ["leaf", [["1", "n", "n"]]]),
        ("square-of-numbers", ["leaf", [[1, 1]]]), ("square-as-text", ["leaf", ["1n"]]),
        ("square-with-a-function", ["leaf", [["1", "sin(n)"]]]),
        ("square-with-an-unknown-name", ["leaf", [["1", "y"]]]),
        ("weight-with-an-unknown-name", ["leaf", [["y", "n"]]]),
    ):  # fmt: skip
        c.malformed(f"node-{name}", {}, proof(node, LEAF, LEAF))
    c.malformed("proof-missing", {}, {"proof": None})
    c.malformed("proof-a-word", {}, {"proof": "leaf"})


def refuted(c: Corpus) -> None:
    def at(**point: Any) -> Any:
        return {"point": point}

    c.accept("root-between-two-integers")
    c.reject("true-for-all-integers", on("(n-2)*(n-3)", integers={"n": 1}), at(n="2"))
    c.reject("fraction-for-an-integer", on("(n-2)*(n-3)", integers={"n": 1}), at(n="5/2"))
    c.accept("real-number", on("(x-2)*(x-3)", x=["1", "inf"]), at(x="5/2"))
    c.accept("zero-strict", on("x**2", ">", x=REALS), at(x="0"))
    c.reject("zero-not-strict", on("x**2", x=REALS), at(x="0"))
    c.reject("positive-and-strict", on("x", ">", x=HALF), at(x="1/2"))
    c.reject("another-point", on("x**2-x", x=REALS), at(x="2"))
    c.accept("at-the-left-end", on("x-1", ">", x=["1", "2"]), at(x="1"))
    c.accept("at-the-right-end", on("2-x", ">", x=["1", "2"]), at(x="2"))
    c.reject("just-before-the-left-end", on("x-1", x=["1", "2"]), at(x="999999/1000000"))
    c.reject("just-beyond-the-right-end", on("2-x", x=["1", "2"]), at(x="2000001/1000000"))
    c.reject("integer-before-the-first", on("n", integers={"n": 0}), at(n="-1"))
    c.accept("first-integer", on("n", ">", {"n": 0}), at(n="0"))
    c.accept("negative-quotient", on("1/x", x=REALS), at(x="-1"))
    c.reject("not-defined-at-the-point", on("0-1/x**2", x=REALS), at(x="0"))
    c.reject("not-defined-though-it-cancels", on("x/x-2", x=REALS), at(x="0"))
    c.reject("not-defined-in-a-divisor", on("0-1-0/(1/x)", x=REALS), at(x="0"))
    c.reject("divisor-zero-everywhere", on("0-1/(x-x)", x=REALS), at(x="0"))
    c.accept("odd-power-of-a-divisor", on("1/(x-1)**3", x=REALS), at(x="0"))
    c.reject("even-power-of-a-divisor", on("1/(x-1)**2", x=REALS), at(x="0"))
    c.accept("tiny", on(f"x-{TINY}", x=HALF), at(x="0"))
    c.accept("two-variables", on("x**2+a*x+1", x=REALS, a=["0", "21/10"]), at(x="-1", a="21/10"))
    c.reject("true-for-all-parameters", on("x**2+a*x+1", x=REALS, a=["-2", "2"]),
             at(x="-1", a="2"))  # fmt: skip
    c.reject("too-large", on("0-x**64*x**64*x**64", x=REALS), at(x=HUGE))
    for name, point in (
        ("in-decimals", {"x": "0.5"}), ("infinite", {"x": "inf"}), ("a-number", {"x": 1}),
        ("without-a-variable", {}), ("of-another-variable", {"x": "1", "y": "1"}),
    ):  # fmt: skip
        c.malformed(f"point-{name}", on("x-1", x=REALS), at(**point))
    c.malformed("point-missing", {}, {"point": None})
    _malformed(c)


BASES: dict[str, tuple[Any, Any, Callable[[Any], None]]] = {
    SIGN: (
        {"expression": "(2*n-5)**2", "domain": {}, "integers": {"n": 1}, "relation": "> 0"},
        proof(cut("n", "2"), LEAF, LEAF),
        sign,
    ),
    REFUTED: (
        {"expression": "(2*n-3)*(2*n-5)", "domain": {}, "integers": {"n": 1}, "relation": "> 0"},
        {"point": {"n": "2"}},
        refuted,
    ),
}
