"""The corpora of the kinds about polynomials; part of make_corpus.py."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.make_corpus import Corpus

SIGN, SIGN_REFUTED = "polynomial.sign", "polynomial.sign-refuted"
REAL, ROOTS, HALF_PLANE = "polynomial.real-roots", "polynomial.roots", "polynomial.half-plane"
ALL = ["-inf", "inf"]
TINY = Fraction(1, 10**30)


def product(*roots: Fraction | int, lead: Fraction | int = 1) -> list[str]:
    """lead (x - r_1)(x - r_2)..., ascending."""
    p = [Fraction(lead)]
    for r in roots:
        p = [a - r * b for a, b in zip([Fraction(0), *p], [*p, Fraction(0)], strict=True)]
    return [str(c) for c in p]


def texts(*coefficients: Any) -> list[str]:
    return [str(c) for c in coefficients]


def pairs(*coefficients: tuple[Any, Any]) -> list[list[str]]:
    return [[str(a), str(b)] for a, b in coefficients]


def malformed_polynomials(c: Corpus) -> None:
    """What is no polynomial, for every kind."""
    c.malformed("no-coefficients", {"coefficients": []})
    c.malformed("zero-polynomial", {"coefficients": ["0"]})
    c.malformed("leading-coefficient-zero", {"coefficients": ["1", "1", "0"]})
    c.malformed("coefficients-as-integers", {"coefficients": [1, 2, 1]})
    c.malformed("coefficients-in-decimals", {"coefficients": ["0.5", "1"]})
    c.malformed("coefficients-as-a-string", {"coefficients": "1 1"})
    c.malformed("coefficients-missing", {"coefficients": None})
    c.malformed("coefficient-not-in-lowest-terms", {"coefficients": ["1", "2/4"]})
    c.malformed("coefficient-with-an-exponent", {"coefficients": ["1", "1e99999999"]})
    c.malformed("degree-over-the-limit", {"coefficients": ["1"] * 202})
    c.malformed("pairs-without-sqrt", {"coefficients": pairs((1, 0), (0, 1))})


def malformed_surds(c: Corpus) -> None:
    """What is no polynomial over Q(sqrt d)."""
    p = {"coefficients": pairs((2, 0), (0, -2), (1, 0))}
    for name, d in (
        ("square", 4), ("one", 1), ("zero", 0), ("negative", -2), ("true", True),
        ("in-words", "2"), ("over-the-limit", 10**6 + 2),
    ):  # fmt: skip
        c.malformed(f"sqrt-{name}", {**p, "sqrt": d})
    c.malformed("sqrt-without-pairs", {"sqrt": 2})
    c.malformed("sqrt-with-a-triple", {"coefficients": [["1", "1", "1"]], "sqrt": 2})
    c.malformed("sqrt-with-a-last-pair-zero", {"coefficients": pairs((1, 0), (0, 0)), "sqrt": 2})


def malformed_domains(c: Corpus) -> None:
    """What is no closed domain."""
    for name, ends in (
        ("empty", ["1", "0"]), ("inf-as-lower-end", ["inf", "inf"]), ("inf-twice", ["inf", "-inf"]),
        ("minus-inf-as-upper-end", ["-inf", "-inf"]), ("of-one-end", ["0"]),
        ("of-three-ends", ["0", "1", "2"]), ("in-capitals", ["-Inf", "inf"]), ("plus-inf", ["0",
        "+inf"]), ("of-integers", [0, 1]), ("as-a-string", "01"), ("in-decimals", ["0", "0.5"]),
        ("nan", ["nan", "inf"]),
    ):  # fmt: skip
        c.malformed(f"domain-{name}", {"domain": ends})
    c.malformed("domain-missing", {"domain": None})


CUBE = product(1, 2, 3)
SQUARED = product(Fraction(1, 3), Fraction(1, 3), 5)  # (x - 1/3)^2 (x - 5)
IRRATIONAL = texts(4, 0, -4, 0, 1)  # (x^2 - 2)^2
SURD = {"coefficients": pairs((2, 0), (0, -2), (1, 0)), "sqrt": 2}  # (x - sqrt 2)^2
GOLDEN = {
    "coefficients": pairs((Fraction(-1, 2), Fraction(-1, 2)), (1, 0)),
    "sqrt": 5,
}  # x - golden
BELOW_GOLDEN, PAST_GOLDEN = "404508497/250000000", "1618033989/1000000000"


def signs(c: Corpus, true: Callable[..., None], false: Callable[..., None]) -> None:
    """Statements "p has the sign" that are true and false."""

    def at(which: Callable[..., None], name: str, p: Any, ends: list[str], relation: str) -> None:
        source = p if isinstance(p, dict) else {"coefficients": p}
        which(name, {**source, "domain": ends, "relation": relation})

    at(true, "constant", ["1/7"], ALL, "> 0")
    at(false, "negative-constant", ["-1/7"], ALL, ">= 0")
    at(true, "square-plus-tiny", texts(1 + TINY, -2, 1), ALL, "> 0")
    at(false, "square", texts(1, -2, 1), ALL, "> 0")
    at(true, "square-that-may-vanish", texts(1, -2, 1), ALL, ">= 0")
    at(false, "square-minus-tiny", texts(1 - TINY, -2, 1), ALL, ">= 0")
    at(false, "negative-square", texts(-1, 2, -1), ALL, ">= 0")
    at(true, "fourth-power", texts(0, 0, 0, 0, 1), ALL, ">= 0")
    at(false, "third-power", texts(0, 0, 0, 1), ALL, ">= 0")
    at(true, "third-power-on-a-half-line", texts(0, 0, 0, 1), ["0", "inf"], ">= 0")
    at(
        false,
        "third-power-on-a-half-line-that-begins-before",
        texts(0, 0, 0, 1),
        ["-1", "inf"],
        ">= 0",
    )
    at(false, "root-at-the-left-end", texts(0, 1), ["0", "1"], "> 0")
    at(false, "root-at-the-right-end", texts(1, -1), ["0", "1"], "> 0")
    at(true, "roots-at-both-ends", texts(0, 1, -1), ["0", "1"], ">= 0")
    at(false, "roots-at-both-ends-of-the-wrong-sign", texts(0, -1, 1), ["0", "1"], ">= 0")
    at(true, "roots-outside", CUBE, ["31/10", "inf"], "> 0")
    at(false, "roots-inside", CUBE, ["1", "inf"], ">= 0")
    at(true, "between-two-roots", CUBE, ["1", "2"], ">= 0")
    at(false, "between-two-roots-of-the-wrong-sign", CUBE, ["2", "3"], ">= 0")
    at(false, "left-half-line", CUBE, ["-inf", "0"], ">= 0")
    at(true, "left-half-line-of-even-degree", product(1, 2), ["-inf", "1"], ">= 0")
    at(true, "point-where-it-is-zero", CUBE, ["1", "1"], ">= 0")
    at(false, "point-where-it-is-not-positive", CUBE, ["1", "1"], "> 0")
    at(true, "point-where-it-is-positive", CUBE, ["4", "4"], "> 0")
    at(false, "point-where-it-is-negative", CUBE, ["0", "0"], ">= 0")
    at(true, "irrational-double-roots", IRRATIONAL, ALL, ">= 0")
    at(false, "irrational-double-roots-and-strict", IRRATIONAL, ALL, "> 0")
    at(true, "between-irrational-double-roots", IRRATIONAL, ["-7/5", "7/5"], "> 0")
    at(false, "up-to-an-irrational-double-root", IRRATIONAL, ["-7/5", "3/2"], "> 0")
    at(false, "double-and-simple-root", SQUARED, ["0", "inf"], ">= 0")
    at(true, "triple-and-simple-root", product(0, 0, 0, 1, lead=-1), ["0", "1"], ">= 0")
    at(true, "surd-square", SURD, ALL, ">= 0")
    at(false, "surd-square-and-strict", SURD, ALL, "> 0")
    at(true, "surd-square-below-its-root", SURD, ["0", "7/5"], "> 0")
    at(true, "golden-ratio-from-above", GOLDEN, [PAST_GOLDEN, "inf"], "> 0")
    at(false, "golden-ratio-from-below", GOLDEN, [BELOW_GOLDEN, "inf"], "> 0")
    at(true, "degree-over-the-shown-one", ["1", *["0"] * 39, "1"], ALL, "> 0")
    at(false, "degree-over-the-shown-one-with-a-root", ["0", *["0"] * 39, "1"], ALL, "> 0")
    at(false, "negative-constant-and-strict", ["-1/7"], ALL, "> 0")
    at(false, "roots-at-both-ends-and-strict", texts(0, 1, -1), ["0", "1"], "> 0")
    at(false, "roots-at-an-end-and-inside-and-strict", product(0, 1, 1), ["0", "2"], "> 0")
    at(false, "double-roots-at-an-end-and-inside-and-strict", product(0, 0, 1, 1), ["0", "2"],
       "> 0")  # fmt: skip
    at(false, "negative-third-power", texts(0, 0, 0, -1), ALL, ">= 0")
    mixed = {"coefficients": pairs((Fraction(-1, 3), Fraction(-1, 2)), (1, 0)), "sqrt": 2}
    at(true, "right-of-a-surd-with-two-denominators", mixed, ["521/500", "inf"], "> 0")
    at(false, "left-of-a-surd-with-two-denominators", mixed, ["26/25", "inf"], "> 0")
    for n in (30, 31, 200):
        at(true, f"degree-{n}", ["1", *["0"] * (n - 1), "1"], ["0", "inf"], "> 0")
    huge = ["9" * 1000, *["0"] * 198, "1"]
    c.reject("too-large-for-the-chain", {"coefficients": huge, "domain": ALL, "relation": "> 0"})


def sign(c: Corpus) -> None:
    signs(c, c.accept, c.reject)
    _malformed_sign(c)


def sign_refuted(c: Corpus) -> None:
    signs(c, c.reject, c.accept)
    _malformed_sign(c)


def _malformed_sign(c: Corpus) -> None:
    malformed_polynomials(c)
    malformed_surds(c)
    malformed_domains(c)
    for name, relation in (("less", "< 0"), ("without-blank", ">0"), ("empty", ""), ("list", [])):
        c.malformed(f"relation-{name}", {"relation": relation})
    c.malformed("relation-missing", {"relation": None})


def named(*items: tuple[str, str, int]) -> list[Any]:
    return [{"domain": [a, b], "multiplicity": m} for a, b, m in items]


def real_roots(c: Corpus) -> None:
    p = {"coefficients": SQUARED}
    for which, name, changes in (
        (c.accept, "constant-has-none", {"coefficients": ["5"], "count": 0}),
        (c.reject, "constant-with-a-root", {"coefficients": ["5"], "count": 1}),
        (c.accept, "three-roots", {}),
        (c.reject, "one-too-many", {"count": 4}),
        (c.reject, "one-too-few", {"count": 2}),
        (c.accept, "ends-are-roots", {"domain": ["1", "3"]}),
        (c.accept, "left-end-just-past-a-root", {"domain": [str(1 + TINY), "3"], "count": 2}),
        (c.reject, "left-end-just-past-a-root-counted", {"domain": [str(1 + TINY), "3"]}),
        (c.accept, "right-end-just-before-a-root", {"domain": ["1", str(3 - TINY)], "count": 2}),
        (c.accept, "point-that-is-a-root", {"domain": ["2", "2"], "count": 1}),
        (c.reject, "point-that-is-no-root", {"domain": ["4", "4"], "count": 1}),
        (c.accept, "half-line", {"domain": ["2", "inf"], "count": 2}),
        (c.accept, "double-root-counts-once", {**p, "count": 2}),
        (c.reject, "double-root-counted-twice", {**p, "count": 3}),
        (c.accept, "irrational-double-roots", {"coefficients": IRRATIONAL, "count": 2}),
        (c.accept, "surd", {**SURD, "count": 1}),
        (c.reject, "surd-counted-twice", {**SURD, "count": 2}),
    ):
        which(name, changes)
    two = {**p, "count": 2}
    good = named(("1/3", "1/3", 2), ("9/2", "11/2", 1))
    c.accept("intervals", {**two, "intervals": good})
    c.accept("intervals-about-a-double-root", {
        "coefficients": IRRATIONAL, "count": 2,
        "intervals": named(("-3/2", "-7/5", 2), ("7/5", "3/2", 2)),
    })  # fmt: skip
    for name, intervals in (
        ("wrong-multiplicity", named(("1/3", "1/3", 1), ("9/2", "11/2", 1))),
        ("wrong-multiplicity-inside", named(("1/3", "1/3", 2), ("9/2", "11/2", 2))),
        ("in-the-wrong-order", good[::-1]),
        ("one-twice", [good[0], good[0]]),
        ("that-touch", named(("0", "1", 2), ("1", "6", 1))),
        ("that-overlap", named(("0", "4", 2), ("3", "6", 1))),
        ("point-that-is-no-root", named(("1/3", "1/3", 2), ("9/2", "9/2", 1))),
        ("without-a-root", named(("1/3", "1/3", 2), ("11/2", "6", 1))),
        ("with-two-roots", named(("-1", "0", 1), ("1/4", "6", 2))),
        ("root-at-its-left-end", named(("1/3", "1", 2), ("9/2", "11/2", 1))),
        ("root-at-its-right-end", named(("0", "1/3", 2), ("9/2", "11/2", 1))),
    ):  # fmt: skip
        c.reject(f"intervals-{name}", {**two, "intervals": intervals})
    bounded = {**two, "domain": ["0", "5"], "intervals": named(("1/3", "1/3", 2), ("5", "5", 1))}
    c.accept("interval-at-the-end-of-the-domain", bounded)
    c.reject(
        "interval-beyond-the-domain",
        {**bounded, "intervals": named(("1/3", "1/3", 2), ("4", "6", 1))},
    )
    c.reject(
        "interval-before-the-domain",
        {**bounded, "intervals": named(("-1", "1", 2), ("5", "5", 1))},
    )
    c.accept("interval-at-the-left-end-of-the-domain", {**two, "domain": ["1/3", "6"],
             "intervals": good})  # fmt: skip
    c.accept("intervals-on-a-left-half-line", {**two, "domain": ["-inf", "6"], "intervals": good})
    c.accept("intervals-on-a-half-line", {**two, "domain": ["0", "inf"], "intervals": good})
    c.malformed("intervals-of-no-root", {"coefficients": ["5"], "count": 0, "intervals": []})
    c.malformed("interval-with-an-unknown-key", {
        **two, "intervals": [{**good[0], "trust": 1}, good[1]],
    })  # fmt: skip
    for name, intervals in (
        ("empty", []), ("too-few", good[:1]), ("unbounded", named(("-inf", "1", 2), ("2", "6", 1))),
        ("unbounded-above", named(("0", "1", 2), ("2", "inf", 1))),
        ("upside-down", named(("1", "0", 2), ("2", "6", 1))),
        ("of-multiplicity-zero", named(("1/3", "1/3", 0), ("9/2", "11/2", 1))),
        ("as-pairs", [["0", "1"], ["2", "3"]]),
    ):  # fmt: skip
        c.malformed(f"intervals-{name}", {**two, "intervals": intervals})
    for name, count in (
        ("negative", -1), ("true", True), ("in-words", "3"), ("over-the-limit", 201),
        ("missing", None),
    ):  # fmt: skip
        c.malformed(f"count-{name}", {"count": count})
    malformed_polynomials(c)
    malformed_surds(c)
    malformed_domains(c)


def disc(x: Any, y: Any, r: Any, m: int) -> Any:
    return {"center": [str(x), str(y)], "radius": str(r), "roots": m}


def roots(c: Corpus) -> None:
    third = Fraction(1, 3)
    c.accept("plus-and-minus-i")
    c.accept("one-disc-about-both", {"discs": [disc(0, 0, 3, 2)]})
    c.accept("discs-in-the-other-order", {"discs": [disc(0, -1, "1/4", 1), disc(0, 1, "1/4", 1)]})
    c.accept("close-discs", {
        "coefficients": ["0", "-3/4", "1"], "discs": [disc(0, 0, "1/4", 1), disc("3/4", 0, "1/4",
                                                                                 1)],
    })  # fmt: skip
    c.reject("one-disc-too-close", {"discs": [disc(0, 0, 1, 2)]})
    c.accept("linear", {"coefficients": ["-1", "3"], "discs": [disc(third, 0, TINY, 1)]})
    c.reject("linear-on-the-boundary", {
        "coefficients": ["-1", "3"], "discs": [disc(third + TINY, 0, TINY, 1)],
    })  # fmt: skip
    c.reject("linear-just-outside", {
        "coefficients": ["-1", "3"], "discs": [disc(third + 2 * TINY, 0, TINY, 1)],
    })  # fmt: skip
    c.reject("linear-far-outside", {"coefficients": ["-1", "3"], "discs": [disc(5, 0, 1, 1)]})
    c.accept("double-root", {"coefficients": texts(1, -2, 1), "discs": [disc(1, 0, TINY, 2)]})
    c.reject("double-root-twice", {
        "coefficients": texts(1, -2, 1), "discs": [disc(1, 0, TINY, 1), disc(1, 0, TINY, 1)],
    })  # fmt: skip
    c.reject("disc-twice", {"discs": [disc(0, 1, "1/4", 1)] * 2})
    c.reject("one-root-left-out", {"discs": [disc(0, 1, "1/4", 1)]})
    c.reject("one-root-too-many", {
        "discs": [disc(0, 1, "1/4", 1), disc(0, -1, "1/4", 1), disc(9, 9, 1, 1)],
    })  # fmt: skip
    c.reject("counts-exchanged", {"discs": [disc(0, 1, "1/4", 2)]})
    c.reject("discs-that-touch", {
        "coefficients": texts(-1, 0, 1), "discs": [disc(-1, 0, 1, 1), disc(1, 0, 1, 1)],
    })  # fmt: skip
    c.reject("discs-that-overlap", {"discs": [disc(0, 1, "3/2", 1), disc(0, -1, "3/2", 1)]})
    c.reject("discs-without-roots", {"discs": [disc(1, 0, "1/4", 1), disc(-1, 0, "1/4", 1)]})
    c.reject("conjugate-exchanged-for-its-negative", {
        "coefficients": texts(5, -4, 1), "discs": [disc(2, 1, "1/4", 1), disc(-2, 1, "1/4", 1)],
    })  # fmt: skip
    c.reject("constant", {"coefficients": ["1"]})
    # x^2 + 1 about i: |g_1| = 2 r, |g_2| = r^2, so Pellet's inequality is 2 > r, strictly.
    lone = {"coefficients": texts(0, 2, 1), "discs": [disc(0, 0, "1", 1), disc(-2, 0, "1/2", 1)]}
    c.accept("largest-radius-almost", lone)
    c.reject("boundary-of-the-inequality", {
        **lone, "discs": [disc(0, 0, 2, 1), disc(-4, 0, 1, 1)],
    })  # fmt: skip
    for name, change in (
        ("radius-zero", disc(0, 1, 0, 1)), ("radius-negative", disc(0, 1, "-1/4", 1)),
        ("roots-zero", disc(0, 1, "1/4", 0)), ("roots-negative", disc(0, 1, "1/4", -1)),
        ("roots-true", disc(0, 1, "1/4", True)),
        ("center-of-one-part", {"center": ["0"], "radius": "1", "roots": 1}),
        ("center-of-three-parts", {"center": ["0", "1", "2"], "radius": "1", "roots": 1}),
        ("center-as-a-string", {"center": "01", "radius": "1", "roots": 1}),
        ("radius-missing", {"center": ["0", "1"], "roots": 1}), ("as-a-list", ["0", "1"]),
        ("radius-infinite", disc(0, 1, "inf", 1)),
    ):  # fmt: skip
        c.malformed(f"disc-{name}", {"discs": [change, disc(0, -1, "1/4", 1)]})
    c.malformed("discs-empty", {"discs": []})
    c.malformed("discs-missing", {"discs": None})
    c.reject("discs-at-the-limit", {"discs": [disc(0, 1, "1/4", 1)] * 200})
    c.malformed("discs-over-the-limit", {"discs": [disc(0, 1, "1/4", 1)] * 201})
    c.malformed("sqrt-is-not-for-this-kind", {"sqrt": 2})
    malformed_polynomials(c)


def half_plane(c: Corpus) -> None:
    unstable = texts(1, -1, 1)  # real parts 1/2
    rows = {
        "accept": (
            ("stable", {}),
            ("constant", {"coefficients": ["-3"]}),
            ("unstable", {"coefficients": unstable, "count": 2}),
            ("bound-just-below", {"coefficients": unstable, "real-part": str(Fraction(1, 2) - TINY),
             "count": 2}),
            ("bound-just-above", {"coefficients": unstable,
             "real-part": str(Fraction(1, 2) + TINY)}),
            ("roots-symmetric-to-the-axis", {"coefficients": texts(-1, 0, 1), "count": 1}),
            ("four-symmetric-roots", {"coefficients": texts(1, 0, 0, 0, 1), "count": 2}),
            ("zero-in-the-first-column", {"coefficients": texts(10, 11, 4, 2, 2, 1), "count": 2}),
            ("double-root", {"coefficients": product(1, 1, -1), "count": 2}),
            ("between-the-roots", {"coefficients": CUBE, "real-part": "5/2", "count": 1}),
            ("surd", {"coefficients": pairs((0, -1), (1, 0)), "sqrt": 2, "real-part": "7/5",
             "count": 1}),
        ),
        "reject": (
            ("unstable-said-to-be-stable", {"coefficients": unstable}),
            ("stable-said-to-be-unstable", {"count": 2}),
            ("root-on-the-axis-at-zero", {"coefficients": texts(0, 1, 1)}),
            ("root-at-zero-alone", {"coefficients": texts(0, 1)}),
            ("roots-on-the-axis", {"coefficients": texts(1, 0, 1)}),
            ("roots-on-the-axis-counted", {"coefficients": texts(1, 0, 1), "count": 1}),
            ("roots-on-the-axis-beside-others", {"coefficients": texts(1, 1, 1, 1)}),
            ("double-roots-on-the-axis", {"coefficients": texts(1, 0, 2, 0, 1)}),
            ("bound-is-a-real-part", {"coefficients": unstable, "real-part": "1/2"}),
            ("bound-is-a-root", {"coefficients": CUBE, "real-part": "2", "count": 1}),
            ("symmetric-roots-counted-twice", {"coefficients": texts(-1, 0, 1), "count": 2}),
            ("symmetric-roots-not-counted", {"coefficients": texts(-1, 0, 1), "count": 0}),
            ("double-root-counted-once", {"coefficients": product(1, 1, -1), "count": 1}),
            ("constant-with-a-root", {"coefficients": ["-3"], "count": 1}),
        ),
    }  # fmt: skip
    for part, items in rows.items():
        for name, changes in items:
            (c.accept if part == "accept" else c.reject)(name, changes)
    for name, count in (("negative", -1), ("true", True), ("in-words", "0"), ("missing", None)):
        c.malformed(f"count-{name}", {"count": count})
    c.malformed("real-part-missing", {"real-part": None})
    c.malformed("real-part-infinite", {"real-part": "-inf"})
    c.malformed("real-part-in-decimals", {"real-part": "0.5"})
    malformed_polynomials(c)
    malformed_surds(c)


BASES: dict[str, tuple[Any, Callable[[Any], None]]] = {
    HALF_PLANE: ({"coefficients": texts(1, 2, 1), "real-part": "0", "count": 0}, half_plane),
    REAL: ({"coefficients": CUBE, "domain": ALL, "count": 3}, real_roots),
    ROOTS: (
        {"coefficients": texts(1, 0, 1), "discs": [disc(0, 1, "1/4", 1), disc(0, -1, "1/4", 1)]},
        roots,
    ),
    SIGN: ({"coefficients": texts(1, 0, 1), "domain": ALL, "relation": "> 0"}, sign),
    SIGN_REFUTED: (
        {"coefficients": texts(-1, 0, 1), "domain": ALL, "relation": "> 0"},
        sign_refuted,
    ),
}
