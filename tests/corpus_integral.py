"""The corpus of the kind about integrals; part of make_corpus.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.make_corpus import Corpus

INTEGRAL = "integral.enclosure"
SEEN = ["interval"]
POWERS = "+".join(f"x**{k}" for k in range(2, 22))
LINE, HALF = ["-inf", "inf"], ["1", "inf"]


def claim(f: str, domain: list[str], lower: str, upper: str) -> Any:
    return {"integrand": f, "domain": domain, "lower": lower, "upper": upper}


def cells(*points: str, order: int = 4, proof: Any = (), bits: int = 64, **tails: Any) -> Any:
    listed = {"points": list(points), "orders": [order] * (len(points) - 1)}
    return {"bits": bits, **listed, "proof": list(proof), **tails}


def power(p: Any, least: str, most: str) -> Any:
    return {"power": p, "least": least, "most": most}


def rate(a: str, least: str, most: str) -> Any:
    return {"rate": a, "least": least, "most": most}


# 1/x^2 on [1, inf): 1/x^2 (x/1)^2 is 1
SQUARE = claim("1/x**2", HALF, "1", "1")
SQUARE_PROOF = ["+", "interval", "zero", "+", "interval", "zero"]
# exp(-x) on [0, inf)
EXP = claim("exp(-x)", ["0", "inf"], "1", "1")
BASE = (
    claim("x**2", ["0", "3"], "8999999999999/1000000000000", "9000000000001/1000000000000"),
    {**cells("0", "1", "3"), "orders": [4, 4]},
)
ROOT = claim("sqrt(x)", ["0", "1"], "0", "1")


def fill(c: Corpus) -> None:
    c.accept("square")
    c.reject("lower-just-above", {"lower": "9000000001/1000000000"})
    c.reject("upper-just-below", {"upper": "8999999999/1000000000"})
    c.reject("bounds-exchanged", {"lower": "10", "upper": "8"})
    c.accept("one-cell", {}, cells("0", "3"))
    c.reject("points-fall", {}, {**cells("0", "2", "1", "3"), "orders": [4, 4, 4]})
    c.reject("cell-of-width-zero", {}, {**cells("0", "1", "1", "3"), "orders": [4, 4, 4]})
    c.reject("begins-late", {}, cells("1/1000000", "1", "3"))
    c.reject("ends-early", {}, cells("0", "1", "2999999/1000000"))
    c.reject("begins-early", {}, cells("-1/1000000", "1", "3"))
    c.reject("ends-late", {}, cells("0", "1", "3000001/1000000"))
    c.reject("order-missing", {}, {"orders": [4]})
    c.reject("order-too-many", {}, {"orders": [4, 4, 4]})
    c.reject("order-too-low", {}, {"orders": [2, 0]})
    c.accept("order-two-is-exact-for-a-square", {}, {"orders": [2, 2]})
    c.reject("proof-of-nothing", {}, {"proof": ["interval"]})
    c.accept("negative", claim("-x**2", ["0", "3"], "-10", "-8"))
    c.accept("odd-function", claim("x**3", ["-1", "1"], "0", "0"), cells("-1", "1"))
    cosine = claim("cos(x)", ["0", "1"], "21/25", "17/20")
    c.accept("cosine", cosine, cells("0", "1"))
    c.reject("cosine-from-the-middle-alone", cosine, cells("0", "1", order=2))
    c.accept("value-between-two-bounds", claim("1/(1+x**2)", ["0", "1"], "7853/10000",
             "3927/5000"), cells("0", "1/4", "1/2", "3/4", "1", order=10))  # fmt: skip
    c.accept("integrand-without-x", claim("pi", ["0", "1"], "3", "22/7"), cells("0", "1"))
    for f in ("abs(x)", "tan(x)", "tanh(x)", "sinh(x)", "cosh(x)", "atan(x)", "log(x)", "exp(x)"):
        name = f[:-3]
        at = claim(f, ["1/2", "1"], "-1", "2")
        c.accept(f"function-{name}", at, cells("1/2", "1"))
        c.reject(f"function-{name}-out-of-reach", {**at, "lower": "3/2"}, cells("1/2", "1"))
    # definedness
    for n in (0, 4):
        c.reject(f"pole-inside-{n}", claim("1/x", ["-1", "1"], "-9", "9"),
                 cells("-1", "1", order=n, proof=["+", "interval"]))  # fmt: skip
        c.reject(f"pole-at-the-end-{n}", claim("1/x", ["0", "1"], "-9", "9"),
                 cells("0", "1", order=n, proof=["+", "interval"]))  # fmt: skip
        c.reject(f"pole-at-a-point-between-cells-{n}", claim("1/x", ["-1", "1"], "-9", "9"),
                 cells("-1", "0", "1", order=n, proof=["-", *SEEN, "+", *SEEN]))  # fmt: skip
        c.reject(f"log-at-zero-{n}", claim("log(x)", ["0", "1"], "-9", "9"),
                 cells("0", "1", order=n, proof=["interval"]))  # fmt: skip
        c.reject(f"tangent-beyond-its-pole-{n}", claim("tan(x)", ["0", "2"], "-99", "99"),
                 cells("0", "2", order=n, proof=["+", "interval"]))  # fmt: skip
        c.reject(f"zero-times-what-is-not-defined-{n}", claim("0*log(x)", ["-1", "1"], "0", "0"),
                 cells("-1", "1", order=n, proof=["interval"]))  # fmt: skip
        c.reject(f"x-over-x-{n}", claim("x/x", ["-1", "1"], "-9", "9"),
                 cells("-1", "1", order=n, proof=["+", "interval"]))  # fmt: skip
        c.reject(f"root-of-negative-numbers-{n}", claim("sqrt(x)", ["-1", "1"], "-9", "9"),
                 cells("-1", "1", order=n, proof=["interval"]))  # fmt: skip
    c.accept("root-at-zero", ROOT, cells("0", "1", order=0, proof=["interval"]))
    c.reject("root-at-zero-without-proof", ROOT, cells("0", "1", order=0))
    c.reject("root-at-zero-as-if-smooth", ROOT, cells("0", "1"))
    c.reject("corner-as-if-smooth", claim("abs(x)", ["-1", "1"], "0", "2"), cells("-1", "1"))
    c.accept("corner", claim("abs(x)", ["-1", "1"], "0", "2"), cells("-1", "1", order=0))
    c.reject("corner-beyond-its-enclosure", claim("abs(x)", ["-1", "1"], "0", "1"),
             cells("-1", "1", order=0))  # fmt: skip
    c.accept("divisor-not-zero-by-proof", claim("1/x", ["1", "2"], "1/2", "1"),
             cells("1", "2", order=0, proof=["+", "interval"]))  # fmt: skip
    # tails
    tail = power(2, "1", "1")
    c.accept("square-tail", SQUARE, cells("1", right=tail, proof=SQUARE_PROOF))
    c.accept("square-tail-after-a-cell", claim("1/x**2", HALF, "9/10", "11/10"), cells(
        "1", "5/4", "3/2", "7/4", "2", order=10, right=power(2, "1/4", "1/4"),
        proof=SQUARE_PROOF))  # fmt: skip
    c.reject("square-tail-with-too-small-a-bound", SQUARE,
             cells("1", right=power(2, "1", "99/100"), proof=SQUARE_PROOF))  # fmt: skip
    c.reject("square-tail-with-too-large-a-bound", SQUARE,
             cells("1", right=power(2, "101/100", "2"), proof=SQUARE_PROOF))  # fmt: skip
    c.reject("tail-without-proof", SQUARE, cells("1", right=tail))
    c.reject("tail-with-half-a-proof", SQUARE, cells("1", right=tail, proof=SQUARE_PROOF[:3]))
    both = ["+", "interval", "interval"]
    c.reject("one-over-x", claim("1/x", HALF, "0", "9"),
             cells("1", right=power(2, "0", "9"), proof=both * 2))  # fmt: skip
    c.reject("constant", claim("1", HALF, "0", "9"),
             cells("1", right=power(2, "0", "9"), proof=SEEN * 2))  # fmt: skip
    c.reject("constant-with-a-rate", claim("1", HALF, "0", "9"),
             cells("1", right=rate("1", "0", "9"), proof=SEEN * 2))  # fmt: skip
    c.accept("zero", claim("0", LINE, "0", "0"), cells(
        "1", left=rate("1", "0", "0"), right=rate("1", "0", "0"), proof=SEEN * 4))  # fmt: skip
    c.reject("zero-with-a-power-across-zero", claim("0", LINE, "0", "0"), cells(
        "1", left=power(2, "0", "0"), right=power(2, "0", "0"), proof=SEEN * 4))  # fmt: skip
    c.reject("power-from-zero", claim("0", ["0", "inf"], "0", "0"),
             cells("0", right=power(2, "0", "0"), proof=SEEN * 2))  # fmt: skip
    c.reject("power-on-the-wrong-side", claim("0", ["-1", "inf"], "0", "0"),
             cells("-1", right=power(2, "0", "0"), proof=SEEN * 2))  # fmt: skip
    c.reject("rate-zero", claim("0", HALF, "0", "0"),
             cells("1", right=rate("0", "0", "0"), proof=SEEN * 2))  # fmt: skip
    c.reject("rate-negative", claim("0", HALF, "0", "0"),
             cells("1", right=rate("-1", "0", "0"), proof=SEEN * 2))  # fmt: skip
    weight = [["rewrite", "0"], "zero"] * 2
    c.reject(
        "exponential-by-a-wrong-form", EXP, cells("0", right=rate("1", "1", "1"), proof=weight)
    )
    near = {**EXP, "lower": "0", "upper": "2"}
    slow = [*["interval"], ["taylor", "x", "0", 1], "interval",
            ["rewrite", "exp(-x)*exp((1/2)*x)/2"], "interval"]  # fmt: skip
    c.accept("exponential", near, cells("0", right=rate("1/2", "0", "1"), proof=slow))
    c.reject("exponential-with-too-small-a-bound", near,
             cells("0", right=rate("1/2", "0", "99/100"), proof=slow))  # fmt: skip
    c.reject("exponential-at-too-fast-a-rate", near,
             cells("0", right=rate("2", "0", "1"), proof=slow))  # fmt: skip
    c.reject("exponential-tail-of-half-the-mass", {**near, "upper": "19/10"},
             cells("0", right=rate("1/2", "0", "1"), proof=slow))  # fmt: skip
    left = [*["interval"], ["taylor", "x", "0", 1], "interval",
            ["rewrite", "exp(x)*exp((-1/2)*x)/2"], "interval"]  # fmt: skip
    c.accept("exponential-on-the-left", claim("exp(x)", ["-inf", "0"], "0", "2"),
             cells("0", left=rate("1/2", "0", "1"), proof=left))  # fmt: skip
    c.reject("exponential-that-grows-on-the-left", claim("exp(-x)", ["-inf", "0"], "0", "2"),
             cells("0", left=rate("1/2", "0", "1"), proof=left))  # fmt: skip
    c.accept("square-tail-on-the-left", claim("1/x**2", ["-inf", "-1"], "1", "1"), cells(
        "-1", left=tail, proof=["-", "interval", "zero", "-", "interval", "zero"]))  # fmt: skip
    c.reject("tail-with-a-pole", claim("1/(x-5)**2", HALF, "0", "9"),
             cells("1", right=power(2, "0", "9"), proof=both * 2))  # fmt: skip
    c.reject("too-much-work", {}, {"points": [str(k) for k in range(4001)], "orders": [60] * 4000})
    c.reject(
        "too-much-work-on-its-domain",
        {"domain": ["0", "4000"], "integrand": POWERS},
        {"points": [str(k) for k in range(4001)], "orders": [60] * 4000, "bits": 24},
    )
    third = [*SEEN, "zero"]
    c.accept("third-power-tail", claim("1/x**3", ["2", "inf"], "1/8",
             "1/8"), cells("2", right=power(3, "1/8", "1/8"), proof=["+", *third] * 2))  # fmt: skip
    c.accept("left-tail-after-a-cell", claim("exp(x)", ["-inf", "1"], "17/10", "19/5"), cells(
        "0", "1", order=10, left=rate("1/2", "0", "1"),
        proof=left))  # fmt: skip
    for name, f, ends, low, high in (
        ("difference", "x-3*x**2", ["0", "1"], "-500001/1000000", "-499999/1000000"),
        ("quotient-minus-product", "1-x*exp(x)", ["0", "1"], "-1/1000000", "1/1000000"),
        ("absolute-value-left-of-zero", "abs(x)", ["-2", "-1"], "149/100", "151/100"),
        ("absolute-value-right-of-zero", "abs(x)", ["1", "2"], "149/100", "151/100"),
    ):
        c.accept(name, claim(f, ends, low, high), cells(*ends, order=16))
    # what is no claim
    for name, changes in (
        ("formula-of-y", {"integrand": "y"}), ("formula-unclosed", {"integrand": "(x"}),
        ("formula-that-closes-a-parenthesis", {"integrand": "x)*(x"}),
        ("formula-unknown-function", {"integrand": "erf(x)"}), ("formula-empty", {"integrand": ""}),
        ("formula-power-by-caret", {"integrand": "x^2"}),
        ("integrand-missing", {"integrand": None}),
        ("domain-of-one-point", {"domain": ["1", "1"]}),
        ("domain-upside-down", {"domain": ["3", "0"]}),
        ("domain-in-decimals", {"domain": ["0.5", "1"]}),
        ("domain-of-integers", {"domain": [0, 3]}),
        ("domain-exchanged-ends", {"domain": ["inf", "-inf"]}),
        ("lower-infinite", {"lower": "-inf"}), ("upper-infinite", {"upper": "inf"}),
        ("lower-missing", {"lower": None}), ("upper-in-decimals", {"upper": "9.5"}),
    ):  # fmt: skip
        c.malformed(name, changes)
    for name, changes in (
        ("bits-too-few", {"bits": 23}), ("bits-too-many", {"bits": 4097}), ("points-empty",
         {"points": [], "orders": []}), ("points-as-numbers", {"points": [0, 3]}),
        ("points-infinite", {"points": ["0", "inf"]}), ("order-odd", {"orders": [3, 4]}),
        ("order-negative", {"orders": [-2, 4]}), ("order-over-the-limit", {"orders": [62, 4]}),
        ("order-true", {"orders": [True, 4]}), ("order-as-text", {"orders": ["4", "4"]}),
        ("tail-of-a-bounded-domain", {"right": tail}), ("proof-missing", {"proof": None}),
        ("points-over-the-limit", {"points": ["0"] * 4002}),
    ):  # fmt: skip
        c.malformed(name, {}, changes)
    for name, one in (
        ("power-of-one", power(1, "0", "1")), ("power-over-the-limit", power(61, "0", "1")),
        ("power-as-text", power("2", "0", "1")), ("both", {**tail, "rate": "1"}),
        ("without-a-weight", {"least": "0", "most": "1"}),
        ("without-least", {"power": 2, "most": "1"}),
        ("unbounded", power(2, "0", "inf")), ("as-a-list", [2, "0", "1"]),
    ):  # fmt: skip
        c.malformed(f"tail-{name}", SQUARE, cells("1", right=one, proof=SQUARE_PROOF))
    c.malformed("tail-missing", SQUARE, cells("1", proof=SQUARE_PROOF))


BASES = {INTEGRAL: (*BASE, fill)}
