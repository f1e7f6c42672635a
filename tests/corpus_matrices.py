"""The corpora of the kinds about eigenvalues, inertia and systems; part of make_corpus.py."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.make_corpus import Corpus

EIGENVALUES, INERTIA = "matrix.eigenvalues", "matrix.inertia"
LINEAR, ZERO = "linear-system.solution", "system.zero"
TINY = Fraction(1, 10**30)
BLOCK = {"model": "houli", "block": 1, "damping": "4/25"}


def matrix(*rows: str) -> list[list[str]]:
    return [row.split() for row in rows]


def within(*items: tuple[Any, Any, int]) -> list[Any]:
    return [{"interval": [str(l), str(u)], "count": k} for l, u, k in items]  # noqa: E741


def diagonal(*entries: Any) -> list[list[str]]:
    return [[str(e) if i == j else "0" for j in range(len(entries))] for i, e in enumerate(entries)]


def identity(n: int, scale: int = 1) -> list[list[int]]:
    return [[scale * (i == j) for j in range(n)] for i in range(n)]


ONES = matrix("2 1", "1 2")  # eigenvalues 1 and 3, eigenvectors (1, -1) and (1, 1)
TWO = within(("1/2", "3/2", 1), ("5/2", "7/2", 1))
TRIPLE = matrix("1 1 1", "1 1 1", "1 1 1")  # eigenvalues 0, 0, 3
ABOUT_TRIPLE = within(("-1/8", "1/8", 2), ("23/8", "25/8", 1))
VECTORS = [[1, -1, 0], [1, 1, -2], [1, 1, 1]]
GOLDEN = matrix("1 1", "1 0")  # eigenvalues (1 +- sqrt 5)/2
NEAR_GOLDEN = {"vectors": [[-1, 2], [2, 1]]}  # G = (-3, 1; 1, 8), S = 5 I


def malformed_matrices(c: Corpus) -> None:
    """What is no symmetric matrix, for both kinds."""
    for name, rows in (
        ("no-rows", []), ("one-empty-row", [[]]), ("not-square", matrix("1 0", "0 1", "0 0")),
        ("not-symmetric", matrix("2 1", "0 2")), ("of-integers", [[2, 1], [1, 2]]),
        ("in-decimals", matrix("2.0 1", "1 2")), ("not-in-lowest-terms", matrix("4/2 1", "1 2")),
        ("of-strings", ["21", "12"]), ("a-block-of-size-zero", {**BLOCK, "block": 0}),
        ("a-block-of-an-unknown-model", {**BLOCK, "model": "burgers"}), ("missing", None),
        ("a-block-that-is-too-large", {**BLOCK, "block": 1001}),
    ):  # fmt: skip
        c.malformed(f"matrix-{name}", {"matrix": rows})
    c.malformed("bound-beside-the-matrix", {"bound": "0"})


def malformed_vectors(c: Corpus) -> None:
    for name, vectors in (
        ("empty", []), ("with-an-empty-one", [[1, -1], []]), ("of-rationals", [["1/2", "1"]]),
        ("of-a-flat-list", [1, -1]), ("of-true", [[True, True], [True, True]]),
        ("of-a-small-hex", [["0x1", 1], [1, 1]]), ("an-object", {"0": [1]}),
    ):  # fmt: skip
        c.malformed(f"vectors-{name}", {}, {"vectors": vectors})


def eigenvalues(c: Corpus) -> None:
    c.accept("two-intervals")
    c.accept("one-interval-for-both", {"width": "3", "eigenvalues": within(("1/2", "7/2", 2))})
    c.accept("width-exactly", {"width": "1"})
    c.reject("width-just-below", {"width": str(1 - TINY)})
    c.reject("width-of-the-second-alone-too-large", {
        "width": "1", "eigenvalues": within(("1/2", "3/2", 1), ("2", "7/2", 1)),
    })  # fmt: skip
    c.reject("width-zero", {"width": "0"})
    c.reject("width-negative", {"width": "-2"})
    c.accept("ends-just-outside", {
        "eigenvalues": within((1 - TINY, 1 + TINY, 1), (3 - TINY, 3 + TINY, 1)),
    })  # fmt: skip
    for name, found in (
        ("end-is-an-eigenvalue", within(("1", "2", 1), ("5/2", "7/2", 1))),
        ("upper-end-is-an-eigenvalue", within(("1/2", "1", 1), ("5/2", "7/2", 1))),
        ("last-end-is-an-eigenvalue", within(("1/2", "3/2", 1), ("5/2", "3", 1))),
        ("end-just-past-an-eigenvalue", within((1 + TINY, "2", 1), ("5/2", "7/2", 1))),
        ("end-just-before-an-eigenvalue", within(("1/2", 1 - TINY, 1), ("5/2", "7/2", 1))),
        ("one-left-out", within(("1/2", "3/2", 1))),
        ("one-counted-twice", within(("1/2", "3/2", 2))),
        ("counts-too-large", within(("1/2", "3/2", 1), ("5/2", "7/2", 2))),
        ("counts-exchanged", within(("1/2", "3/2", 2), ("5/2", "7/2", 1))),
        ("interval-twice", within(("1/2", "3/2", 1), ("1/2", "3/2", 1))),
        ("intervals-that-overlap", within(("1/2", "11/4", 1), ("5/2", "7/2", 1))),
        ("intervals-that-touch", within(("1/2", "2", 1), ("2", "7/2", 1))),
        ("intervals-descending", TWO[::-1]),
        ("interval-without-an-eigenvalue", within(("3/2", "2", 1), ("5/2", "7/2", 1))),
        ("interval-far-away", within(("1/2", "3/2", 1), ("100", "101", 1))),
        ("one-interval-below-all", within(("-2", "-1", 2))),
    ):  # fmt: skip
        c.reject(name, {"width": "2", "eigenvalues": found})
    for name, vectors in (
        ("one-vector-too-few", [[1, -1]]), ("one-vector-too-many", [[1, -1], [1, 1], [1, 1]]),
        ("vector-too-long", [[1, -1, 0], [1, 1, 0]]), ("vector-too-short", [[1], [1]]),
        ("vector-twice", [[1, -1], [1, -1]]), ("vector-of-zeros", [[1, -1], [0, 0]]),
        ("vectors-of-zeros", [[0, 0], [0, 0]]), ("vectors-of-another-matrix", identity(2)),
        ("vectors-nearly-parallel", [[1, -1], [1, -2]]),
    ):  # fmt: skip
        c.reject(name, {}, {"vectors": vectors})
    c.accept("vectors-exchanged", {}, {"vectors": [[1, 1], [1, -1]]})
    c.accept("vectors-of-any-length", {}, {"vectors": [[-7, 7], [2**53 - 1, 2**53 - 1]]})
    c.accept("vectors-of-large-integers", {}, {"vectors": [[hex(2**60), hex(-(2**60))], [3, 3]]})
    triple = {"matrix": TRIPLE, "width": "1/4", "eigenvalues": ABOUT_TRIPLE}
    c.accept("double-eigenvalue", triple, {"vectors": VECTORS})
    c.accept("double-eigenvalue-other-vectors", triple, {"vectors": [[1, 0, -1], [1, -2, 1],
             [1, 1, 1]]})  # fmt: skip
    c.reject("double-eigenvalue-counted-once", {
        **triple, "eigenvalues": within(("-1/8", "1/8", 1), ("23/8", "25/8", 1)),
    }, {"vectors": VECTORS})  # fmt: skip
    c.reject(
        "double-eigenvalue-with-a-vector-twice", triple, {"vectors": [VECTORS[0], *VECTORS[::2]]}
    )
    # At t the row of (-1, 2) needs |-3 - 5 t| > 1: t < -4/5 or t > -2/5.
    sharp = {"matrix": GOLDEN, "width": "3"}
    for which, name, low in (
        (c.accept, "dominance-just-below-its-boundary", Fraction(-4, 5) - TINY),
        (c.reject, "dominance-at-its-boundary", Fraction(-4, 5)),
        (c.reject, "dominance-just-past-its-boundary", Fraction(-4, 5) + TINY),
    ):
        found = within((low, Fraction(-2, 5) + TINY, 1), ("1", "2", 1))
        which(name, {**sharp, "eigenvalues": found}, NEAR_GOLDEN)
    # S = (17, 1; 1, 26): |t| times its other entries counts, for t of either sign.
    skew = {"vectors": [[4, 1], [-1, 5]]}
    for sign, name in ((1, "positive"), (-1, "negative")):
        d = {"matrix": diagonal(sign * 10, sign * 20), "width": "25"}
        ends = sorted((sign * 5, sign * 30))
        c.accept(f"vectors-that-are-not-orthogonal-{name}", {
            **d, "eigenvalues": within((*ends, 2)),
        }, skew)  # fmt: skip
    c.accept("one-by-one", {
        "matrix": matrix("-1/3"), "width": "1/9", "eigenvalues": within(("-7/20", "-3/10", 1)),
    }, {"vectors": [[5]]})  # fmt: skip
    c.accept("zero-matrix", {
        "matrix": diagonal(0, 0), "eigenvalues": within(("-1/9", "1/9", 2)),
    }, {"vectors": identity(2)})  # fmt: skip
    c.reject("zero-matrix-beside-zero", {
        "matrix": diagonal(0, 0), "eigenvalues": within(("1/9", "2/9", 2)),
    }, {"vectors": identity(2)})  # fmt: skip
    many = diagonal(*(Fraction(k, 3) for k in range(13)))
    wide = {"matrix": many, "width": "6", "eigenvalues": within(("-1", "1/6", 1), ("1/5", "5", 12))}
    c.accept("large-enough-to-be-named-by-its-digest", wide, {"vectors": identity(13)})
    c.reject("large-with-one-outside", {
        **wide, "eigenvalues": within(("-1", "1/6", 1), ("1/5", "39/10", 12)),
    }, {"vectors": identity(13)})  # fmt: skip
    c.accept("block-of-the-model", {
        "matrix": BLOCK, "width": "4", "eigenvalues": within(("0", "4", 2)),
    }, {"vectors": identity(2)})  # fmt: skip
    two = {"matrix": {**BLOCK, "block": 2}, "width": "1/2", "eigenvalues": within(
        ("-1/10", "1/10", 1), ("17/20", "1", 1), ("21/20", "5/4", 1), ("2", "5/2", 1))}  # fmt: skip
    near = {"vectors": [
        [45, 41, -249, -3], [-86, -97, -29, -219], [-91, -195, -50, 129], [-219, 128, -19, 32],
    ]}  # fmt: skip
    c.accept("block-of-two-indices-of-the-model", two, near)
    c.reject(
        "block-of-two-indices-moved",
        {
            **two,
            "eigenvalues": within(
                ("-1/10", "1/100", 1), ("17/20", "1", 1), ("21/20", "5/4", 1), ("2", "5/2", 1)
            ),
        },
        near,
    )
    c.reject("block-of-the-model-elsewhere", {
        "matrix": BLOCK, "width": "4", "eigenvalues": within(("2", "4", 2)),
    }, {"vectors": identity(2)})  # fmt: skip
    for name, found in (
        ("empty", []), ("as-pairs", [["0", "1"]]), ("of-three-ends", [{"interval": ["0", "1", "2"],
         "count": 2}]), ("of-one-end", [{"interval": ["0"], "count": 2}]),
        ("points", within((1, 1, 1), (3, 3, 1))), ("upside-down", within((4, 0, 2))),
        ("unbounded", within(("-inf", "inf", 2))), ("count-zero", within((0, 4, 2), (5, 6, 0))),
        ("count-negative", within((0, 4, 3), (5, 6, -1))),
        ("count-in-words", [{"interval": ["0", "4"], "count": "2"}]),
        ("count-true", within(("0", "2", True), ("5/2", "7/2", True))),
        ("unknown-key", [{"interval": ["0", "4"], "count": 2, "trust": 1}]),
        ("in-decimals", within(("0.5", "3.5", 2))), ("missing", None),
    ):  # fmt: skip
        c.malformed(f"eigenvalues-{name}", {"eigenvalues": found})
    c.malformed("width-missing", {"width": None})
    c.malformed("width-in-decimals", {"width": "0.5"})
    c.malformed("vectors-missing", {}, {"vectors": None})
    malformed_matrices(c)
    malformed_vectors(c)


def inertia(c: Corpus) -> None:
    def counts(positive: int, negative: int, zero: int = 0) -> dict[str, int]:
        return {"positive": positive, "negative": negative, "zero": zero}

    c.accept("definite")
    c.reject("definite-said-to-be-negative", counts(0, 2))
    c.reject("definite-said-to-be-indefinite", counts(1, 1))
    c.reject("sum-too-small", counts(1, 0))
    c.reject("sum-too-large", counts(3, 0))
    c.reject("said-to-be-singular", counts(1, 0, 1))
    c.reject("said-to-be-singular-with-a-vector", counts(1, 0, 1), {
        "vectors": [[1, 1]], "kernel": [[1, -1]],
    })  # fmt: skip
    indefinite = {"matrix": matrix("0 1", "1 0"), **counts(1, 1)}
    c.accept("indefinite-with-zero-diagonal", indefinite, {"vectors": [[1, 1], [1, -1]]})
    c.reject("indefinite-with-unit-vectors", indefinite, {"vectors": identity(2)})
    c.accept("negative-pivot-between", {
        "matrix": diagonal(1, -1, 1), **counts(2, 1),
    }, {"vectors": identity(3)})  # fmt: skip
    triple = {"matrix": TRIPLE, **counts(1, 0, 2)}
    good = {"vectors": [[1, 1, 1]], "kernel": [[1, -1, 0], [1, 0, -1]]}
    c.accept("singular", triple, good)
    c.accept("singular-any-vector-beside-the-kernel", triple, {**good, "vectors": [[5, -3, 0]]})
    for name, kernel in (
        ("twice-the-same", [[1, -1, 0], [1, -1, 0]]), ("a-multiple", [[1, -1, 0], [-2, 2, 0]]),
        ("one-of-zeros", [[1, -1, 0], [0, 0, 0]]), ("one-too-few", [[1, -1, 0]]),
        ("one-too-many", [[1, -1, 0], [1, 0, -1], [0, 1, -1]]),
        ("one-that-is-not-annihilated", [[1, -1, 0], [1, 0, 1]]),
        ("no-coordinate-of-its-own", [[1, 1, -2], [1, -2, 1]]),
        ("a-vector-too-long", [[1, -1, 0, 0], [1, 0, -1, 0]]), ("a-vector-too-short", [[1, -1],
         [1, 0]]),
    ):  # fmt: skip
        c.reject(f"kernel-{name}", triple, {**good, "kernel": kernel})
    c.reject("singular-kernel-left-out", triple, {"vectors": [[1, 1, 1]]})
    c.reject("singular-vector-in-the-kernel", triple, {**good, "vectors": [[1, -1, 0]]})
    c.reject("singular-vector-of-zeros", triple, {**good, "vectors": [[0, 0, 0]]})
    c.reject("singular-said-to-be-negative", {**triple, **counts(0, 1, 2)}, good)
    c.reject("singular-with-one-zero-only", {**triple, **counts(2, 0, 1)}, {
        "vectors": [[1, 1, 1], [1, 1, 1]], "kernel": [[1, -1, 0]],
    })  # fmt: skip
    c.reject("nonzero-tiny-said-to-be-zero", {"matrix": diagonal(1, TINY), **counts(1, 0, 1)}, {
        "vectors": [[1, 0]], "kernel": [[0, 1]],
    })  # fmt: skip
    c.accept("nonzero-tiny", {"matrix": diagonal(1, -TINY), **counts(1, 1)}, {
        "vectors": identity(2),
    })  # fmt: skip
    c.accept("zero-matrix", {"matrix": diagonal(0, 0), **counts(0, 0, 2)}, {
        "vectors": None, "kernel": identity(2),
    })  # fmt: skip
    c.reject("zero-matrix-said-to-be-positive", {"matrix": diagonal(0, 0), **counts(2, 0)})
    c.reject("zero-matrix-without-a-kernel", {"matrix": diagonal(0, 0), **counts(0, 0, 2)}, {
        "vectors": None,
    })  # fmt: skip
    c.reject("no-vectors", {}, {"vectors": None})
    for part, name, vectors in (
        (c.accept, "dominance", [[1, 0], [1, -1]]), (c.reject, "dominance-at-its-boundary", [[1, 0],
         [0, 1]]), (c.reject, "vector-twice", [[1, 1], [1, 1]]),
        (c.reject, "vector-too-short", [[1], [1]]), (c.reject, "one-vector-too-few", [[1, 1]]),
        (c.reject, "one-vector-too-many", [[1, 1], [1, -1], [1, 1]]),
        (c.accept, "vectors-of-large-integers", [[hex(2**60), hex(-(2**60))], [3, 3]]),
    ):  # fmt: skip
        base = {"matrix": matrix("1 1", "1 1")} if "boundary" in name else {}
        part(name, base, {"vectors": vectors})
    many = {"matrix": diagonal(*range(-6, 7)), **counts(6, 6, 1)}
    zero = [int(k == 6) for k in range(13)]
    units = [row for row in identity(13) if row != zero]
    c.accept("large-enough-to-be-named-by-its-digest", many, {"vectors": units, "kernel": [zero]})
    c.reject("large-miscounted", {**many, **counts(7, 5, 1)}, {"vectors": units, "kernel": [zero]})
    c.accept("block-of-the-model", {"matrix": BLOCK, **counts(2, 0)}, {"vectors": identity(2)})
    two = {"matrix": {**BLOCK, "block": 2}, **counts(4, 0)}
    c.accept("block-of-two-indices-of-the-model", two, {"vectors": [
        [45, 41, -249, -3], [-86, -97, -29, -219], [-91, -195, -50, 129], [-219, 128, -19, 32],
    ]})  # fmt: skip
    c.reject("block-of-the-model-damped-too-much", {
        "matrix": {**BLOCK, "damping": "2"}, **counts(2, 0),
    }, {"vectors": identity(2)})  # fmt: skip
    for name, n in (
        ("negative", -1), ("true", True), ("in-words", "2"), ("over-the-limit", 2001),
        ("missing", None),
    ):  # fmt: skip
        c.malformed(f"positive-{name}", {"positive": n})
        c.malformed(f"zero-{name}", {"zero": n})
    c.malformed("kernel-empty", {}, {"kernel": []})
    c.malformed("kernel-of-rationals", {}, {"kernel": [["1/2"]]})
    malformed_matrices(c)
    malformed_vectors(c)


# 2 x + y = 1, x/3 + 2 y = 0: the solution (6/11, -1/11), the inverse (12, -6; -2, 12)/22.
SYSTEM = {
    "matrix": matrix("2 1", "1/3 2"), "right-side": ["1", "0"], "center": ["6/11", "-1/11"],
    "radii": ["1/9", "1/9"],
}  # fmt: skip
NEAR_INVERSE = {"exponent": -3, "inverse": [[4, -2], [-1, 4]]}  # I - R A = (1/12, 0; 1/12, 1/8)


def linear_system(c: Corpus) -> None:
    c.accept("solution-in-the-centre")
    c.accept("radii-zero-at-the-solution", {"radii": ["0", "0"]})
    c.accept("one-radius-zero", {"radii": ["0", "1"]})
    c.reject("radii-zero-beside-the-solution", {"radii": ["0", "0"], "center": ["6/11", str(TINY)]})
    c.reject("box-beside-the-solution", {"center": ["1", "1"]})
    c.reject("box-on-the-wrong-side", {"center": ["-6/11", "1/11"]})
    # With R the inverse, E = 0 and the box needs |x - c| <= r exactly.
    exact = {"matrix": matrix("2 0", "0 1/4"), "right-side": ["1", "1"], "center": ["0", "5"],
             "radii": ["1/2", "1"]}  # fmt: skip
    inverse = {"exponent": -1, "inverse": [[1, 0], [0, 8]]}
    c.accept("solution-on-the-boundary", exact, inverse)
    c.reject(
        "solution-just-outside", {**exact, "radii": [str(Fraction(1, 2) - TINY), "1"]}, inverse
    )
    c.reject("second-just-outside", {**exact, "radii": ["1/2", str(1 - TINY)]}, inverse)
    c.reject("radii-exchanged", {**exact, "radii": ["1", "1/2"]}, inverse)
    c.accept("radii-exchanged-and-enlarged", {**exact, "radii": ["2", "1"]}, inverse)
    c.accept("exponent-positive", {
        "matrix": matrix("1/2 0", "0 1/4"), "center": ["2", "0"],
    }, {"exponent": 1, "inverse": [[1, 0], [0, 2]]})  # fmt: skip
    slow = {"matrix": matrix("1/2"), "right-side": ["1"], "center": ["3/2"], "radii": ["1/2"]}
    double = {"exponent": 1, "inverse": [[1]]}
    c.accept("exponent-positive-with-a-residual", slow, double)
    c.reject(
        "exponent-positive-just-outside", {**slow, "radii": [str(Fraction(1, 2) - TINY)]}, double
    )
    slow = {**slow, "matrix": matrix("1/4"), "right-side": ["1/4"], "center": ["0"]}
    c.accept("exponent-positive-and-rough", {**slow, "radii": ["1"]}, double)
    c.reject("exponent-positive-and-rough-just-outside", {**slow, "radii": [str(1 - TINY)]}, double)
    # E = 1 - R a: with a = 1 and R = m/4 the row sum is |1 - m/4|.
    one = {"matrix": matrix("1"), "right-side": ["0"], "center": ["0"], "radii": ["0"]}
    for part, name, m in (
        (c.accept, "one-by-one", 4), (c.accept, "inverse-too-small-but-good", 1),
        (c.accept, "inverse-too-large-but-good", 7), (c.reject, "inverse-zero", 0),
        (c.reject, "inverse-twice-too-large", 8), (c.reject, "inverse-of-the-wrong-sign", -4),
    ):  # fmt: skip
        part(name, one, {"exponent": -2, "inverse": [[m]]})
    c.reject("exponent-positive-twice-too-large", one, {"exponent": 1, "inverse": [[1]]})
    # |R (b - A c)| + |E| r <= r with R = 1/2: 1/2 |x - c| + r/2 <= r, equality at |x - c| = r.
    half = {"exponent": -1, "inverse": [[1]]}
    near = {**one, "right-side": ["1"], "radii": ["1"]}
    c.accept("radius-exactly-by-half-the-inverse", near, half)
    c.reject("radius-just-too-small", {**near, "radii": [str(1 - TINY)]}, half)
    singular = {"matrix": matrix("1 1", "1 1"), "right-side": ["2", "2"], "center": ["1", "1"]}
    for name, rows in (
        ("with-the-identity", identity(2)), ("with-zeros", [[0, 0], [0, 0]]),
        ("with-half-of-it", [[1, 1], [1, 1]]), ("with-large-numbers", [[2**40, 0], [0, 2**40]]),
    ):  # fmt: skip
        c.reject(f"singular-{name}", singular, {"exponent": -1, "inverse": rows})
    c.reject("singular-one-by-one", {**one, "matrix": matrix("0")}, {"exponent": 0,
             "inverse": [[1]]})  # fmt: skip
    epsilon = {**singular, "matrix": matrix("1 1", f"1 {1 + TINY}"), "right-side": ["2",
               str(2 + TINY)], "radii": ["0", "0"]}  # fmt: skip
    # The inverse of (1, 1; 1, 1 + t) is (1 + 1/t, -1/t; -1/t, 1/t).
    t = 10**30
    large = [[hex(t + 1), hex(-t)], [hex(-t), hex(t)]]
    c.accept("nearly-singular", epsilon, {"exponent": 0, "inverse": large})
    c.reject("nearly-singular-with-another-inverse", epsilon, {
        "exponent": 0, "inverse": [[hex(t + 2), hex(-t)], [hex(-t), hex(t)]],
    })  # fmt: skip
    for name, rows in (
        ("transposed", [[4, -1], [-2, 4]]), ("that-is-rough", identity(2)),
        ("with-a-row-too-few", [[4, -2]]), ("with-a-row-too-many", [[4, -2], [-1, 4], [0, 0]]),
        ("with-a-row-too-long", [[4, -2, 0], [-1, 4, 0]]), ("with-a-row-too-short", [[4], [-1]]),
    ):  # fmt: skip
        good = name in ("transposed", "that-is-rough")
        (c.accept if good else c.reject)(f"inverse-{name}", {}, {"inverse": rows})
    c.reject("inverse-of-another-exponent", {}, {"exponent": 0})
    many = diagonal(*range(1, 14))
    tall = {"matrix": many, "right-side": ["1"] * 13, "center": [f"1/{k}" if k > 1 else "1" for k
            in range(1, 14)], "radii": ["1/100"] * 13}  # fmt: skip
    rows = [[round(2**20 / (i + 1)) * (i == j) for j in range(13)] for i in range(13)]
    c.accept("large-enough-to-be-named-by-its-digest", tall, {"exponent": -20, "inverse": rows})
    c.reject("large-with-one-outside", {
        **tall, "center": [*tall["center"][:-1], "1"],
    }, {"exponent": -20, "inverse": rows})  # fmt: skip
    for name, a in (
        ("no-rows", []), ("one-empty-row", [[]]), ("not-square", matrix("1 0", "0 1", "0 0")),
        ("of-integers", [[2, 1], [1, 2]]), ("in-decimals", matrix("2.0 1", "1 2")),
        ("of-strings", ["21", "12"]), ("a-block-of-a-model", BLOCK), ("missing", None),
        ("not-in-lowest-terms", matrix("4/2 1", "1 2")), ("ragged", matrix("1 0", "1")),
    ):  # fmt: skip
        c.malformed(f"matrix-{name}", {"matrix": a})
    for key in ("right-side", "center", "radii"):
        for name, numbers in (
            ("empty", []), ("too-short", ["1"]), ("too-long", ["1"] * 3), ("of-integers", [1, 1]),
            ("in-decimals", ["0.5", "1"]), ("missing", None), ("infinite", ["inf", "1"]),
            ("of-lists", [["1"], ["1"]]), ("a-number", "1"),
        ):  # fmt: skip
            c.malformed(f"{key}-{name}", {key: numbers})
    c.malformed("radii-negative", {"radii": ["1", "-1/9"]})
    for name, witness in (
        ("exponent-missing", {"exponent": None}), ("inverse-missing", {"inverse": None}),
        ("exponent-over-the-limit", {"exponent": 4097}), ("inverse-empty", {"inverse": []}),
        ("exponent-below-the-limit", {"exponent": -4097}), ("exponent-in-words", {"exponent": "1"}),
        ("inverse-of-rationals", {"inverse": [["1/2", "0"], ["0", "1/2"]]}),
        ("inverse-with-an-empty-row", {"inverse": [[4, -2], []]}),
    ):  # fmt: skip
        c.malformed(name, {}, witness)


# x^2 - 2 on [5/4, 7/4]: f' in [5/2, 7/2], and with R = 5/16 E = 7/32.
ROOT = {"expressions": ["x**2 - 2"], "variables": ["x"], "center": ["3/2"], "radii": ["1/4"]}
NEAR_ROOT = {"bits": 64, "exponent": -4, "inverse": [[5]]}


def system_zero(c: Corpus) -> None:
    def of(*texts: str, **sides: tuple[str, str]) -> dict[str, Any]:
        return {
            "expressions": list(texts), "variables": list(sides),
            "center": [x for x, _ in sides.values()], "radii": [r for _, r in sides.values()],
        }  # fmt: skip

    def by(*rows: list[int], exponent: int = 0, bits: int = 64) -> dict[str, Any]:
        return {"bits": bits, "exponent": exponent, "inverse": [list(row) for row in rows]}

    c.accept("root-of-two")
    c.accept("few-bits", {}, {"bits": 24})
    # |f(c)| R = 5/64 = |x - c| to first order: the least radius is 5/64 / (1 - E).
    c.reject("radius-too-small", {"radii": ["1/16"]})
    c.reject("box-beside-the-zero", {"center": ["2"]})
    c.reject("box-with-both-zeros", {"center": ["0"], "radii": ["2"]})
    c.reject("box-with-a-flat-point", {"radii": ["3/2"]})
    c.reject("inverse-of-zero", {}, by([0]))
    c.reject("inverse-of-the-wrong-sign", {}, by([-5], exponent=-4))
    c.reject("inverse-of-another-exponent", {}, by([5], exponent=-1))
    # Linear: E = 0, so that the zero may lie on the boundary.
    c.accept("zero-on-the-boundary", of("2*x - 1", x=("0", "1/2")), by([1], exponent=-1))
    c.reject("zero-just-outside", of("2*x - 1", x=("0", str(Fraction(1, 2) - TINY))),
             by([1], exponent=-1, bits=200))  # fmt: skip
    c.accept("zero-just-inside", of("2*x - 1", x=("0", str(Fraction(1, 2) + TINY))),
             by([1], exponent=-1, bits=200))  # fmt: skip
    # Identically zero: the map contracts only if R J is near 1, and J = 0.
    c.reject("identically-zero", of("0*x", x=("0", "1")), by([1]))
    c.reject("identically-zero-with-inverse-zero", of("0*x", x=("0", "1")), by([0]))
    c.reject("difference-of-the-same", of("x - x", x=("0", "1")), by([1]))
    c.reject("constant", of("1", x=("0", "1")), by([1]))
    c.reject("double-zero", of("x**2", x=("0", "1")), by([1]))
    c.reject("triple-zero", of("x**3", x=("0", "1/2")), by([1]))
    c.reject("zero-over-zero", of("x/x*x", x=("0", "1")), by([1]))
    c.reject("pole-at-the-zero", of("1/x", x=("0", "1")), by([1]))
    c.reject("divisor-that-vanishes-at-the-end", of("x + 0/(1 - x)", x=("0", "1")), by([1]))
    c.accept("divisor-that-does-not-vanish", of("x + 0/(2 - x)", x=("0", "1")), by([1]))
    c.reject(
        "negative-divisor-that-vanishes-at-the-end", of("x + 0/(x - 1)", x=("0", "1")), by([1])
    )
    c.reject("divisor-of-both-signs", of("x + 0/(x - 1/2)", x=("0", "1")), by([1]))
    c.accept("divisor-that-is-negative", of("x + 0/(x - 2)", x=("0", "1")), by([1]))
    c.reject("log-of-zero-at-the-end", of("x + 0*log(1 + x)", x=("0", "1")), by([1]))
    c.accept("log-of-positive-numbers", of("x + 0*log(2 + x)", x=("0", "1")), by([1]))
    c.reject("root-of-negative-numbers", of("x + 0*sqrt(x)", x=("0", "1")), by([1]))
    c.accept("root-of-zero-that-is-not-differentiated", of("x + 0*sqrt(y + 1)", "y", x=("0", "1"),
             y=("0", "1")), by([1, 0], [0, 1]))  # fmt: skip
    c.reject("root-of-zero-that-is-differentiated", of("x + sqrt(x + 1)/9 - 1/9", x=("0", "1")),
             by([1]))  # fmt: skip
    c.accept("root-away-from-zero", of("x + sqrt(x + 2)/9 - 1/9", x=("0", "1")), by([1]))
    c.reject("tangent-across-its-pole", of("x + 0*tan(x)", x=("0", "2")), by([1]))
    c.accept("tangent-before-its-pole", of("x + tan(x)/9", x=("0", "1")), by([1]))
    c.reject("corner-of-an-absolute-value", of("x + abs(x)/9", x=("0", "1")), by([1]))
    c.accept("absolute-value-away-from-its-corner", of("x + abs(x + 2)/9", x=("0", "1")), by([1]))
    # E r < r, strictly: f = x/2 with R = 1 has E = 1/2, f = 0 has E = 1, f = 2x has E = 1.
    c.accept("contraction-by-a-half", of("x/2", x=("0", "1")), by([1]))
    c.reject("contraction-by-one", of("2*x", x=("0", "1")), by([1]))
    c.accept("contraction-by-almost-one", of("1999/1000*x", x=("0", "1")), by([1]))
    circle = of("x**2 + y**2 - 1", "y - x**2", x=("11/14", "1/50"), y=("13/21", "1/50"))
    # J(c) is about (1.57, 1.24; -1.57, 1), its inverse about (0.284, -0.352; 0.446, 0.446)
    inverse = by([73, -90], [114, 114], exponent=-8)
    c.accept("circle-and-parabola", circle, inverse)
    c.reject("circle-and-parabola-beside", {**circle, "center": ["11/14", "5/7"]}, inverse)
    c.reject("circle-and-parabola-inverse-transposed", circle, by([73, 114], [-90, 114],
             exponent=-8))  # fmt: skip
    c.reject("circle-and-parabola-rows-exchanged", circle, by([114, 114], [73, -90], exponent=-8))
    c.accept("equations-exchanged", {**circle, "expressions": circle["expressions"][::-1]},
             by([-90, 73], [114, 114], exponent=-8))  # fmt: skip
    c.reject("one-equation-twice", {**circle, "expressions": ["y - x**2"] * 2}, inverse)
    c.reject("dependent-equations", of("x + y", "2*x + 2*y", x=("0", "1"), y=("0", "1")),
             by([1, 0], [0, 1]))  # fmt: skip
    # f = (x + y/2, y): E = (0, 1/2; 0, 0) with R = 1: the radii decide.
    for part, name, r in (
        (c.accept, "radii-that-fit", "1"), (c.reject, "radii-that-do-not-fit", "2"),
        (c.reject, "radii-that-almost-fit", "1999/1000"), (c.accept, "radii-with-room", "3/2"),
    ):  # fmt: skip
        shear = of("x + y/2 - 1/4", "y", x=("0", "1"), y=("0", r))
        part(name, shear, by([1, 0], [0, 1]))
    for name, rows in (
        ("with-a-row-too-few", [[1, 0]]), ("with-a-row-too-many", [[1, 0], [0, 1], [0, 0]]),
        ("with-a-row-too-long", [[1, 0, 0], [0, 1, 0]]), ("with-a-row-too-short", [[1], [1]]),
    ):  # fmt: skip
        c.reject(f"inverse-{name}", of("x", "y", x=("0", "1"), y=("0", "1")), by(*rows))
    c.accept("two-lines", of("x", "y", x=("0", "1"), y=("0", "1")), by([1, 0], [0, 1]))
    for name, texts in (
        ("empty", []), ("too-many", ["x", "x"]), ("a-text", "x**2 - 2"), ("of-numbers", [2]),
        ("of-an-unknown-variable", ["x - z"]), ("of-an-unknown-function", ["gamma(x)"]),
        ("with-a-caret", ["x^2 - 2"]), ("with-a-decimal", ["x - 0.5"]),
        ("with-a-relation", ["x=0"]),
        ("missing", None), ("of-an-empty-text", [""]), ("with-a-nested-list", [["x"]]),
    ):  # fmt: skip
        c.malformed(f"expressions-{name}", {"expressions": texts})
    for name, variables in (
        ("empty", []), ("too-many", ["x", "y"]), ("pi", ["pi"]), ("a-function", ["sin"]),
        ("e", ["e"]), ("in-capitals", ["X"]), ("a-number", [1]), ("a-text", "x"), ("missing", None),
    ):  # fmt: skip
        c.malformed(f"variables-{name}", {"variables": variables})
    c.malformed("variables-twice", {**of("x", "x"), "variables": ["x", "x"], "center": ["0", "0"],
                "radii": ["1", "1"]}, by([1, 0], [0, 1]))  # fmt: skip
    many = {f"x{i}": ("0", "1") for i in range(31)}
    c.malformed("variables-over-the-limit", of(*many, **many))
    for key in ("center", "radii"):
        for name, numbers in (
            ("empty", []), ("too-long", ["1", "1"]), ("of-integers", [1]), ("in-decimals", ["0.5"]),
            ("missing", None), ("infinite", ["inf"]), ("a-number", "1"),
        ):  # fmt: skip
            c.malformed(f"{key}-{name}", {key: numbers})
    c.malformed("radii-zero", {"radii": ["0"]})
    c.malformed("radii-negative", {"radii": ["-1/4"]})
    for name, witness in (
        ("bits-too-few", {"bits": 23}), ("bits-too-many", {"bits": 4097}), ("bits-missing",
         {"bits": None}), ("exponent-over-the-limit", {"exponent": 4097}),
        ("exponent-missing", {"exponent": None}), ("inverse-missing", {"inverse": None}),
        ("inverse-empty", {"inverse": []}), ("inverse-of-rationals", {"inverse": [["1/3"]]}),
    ):  # fmt: skip
        c.malformed(name, {}, witness)


BASES: dict[str, tuple[Any, Any, Callable[[Any], None]]] = {
    EIGENVALUES: (
        {"matrix": ONES, "width": "2", "eigenvalues": TWO},
        {"vectors": [[1, -1], [1, 1]]},
        eigenvalues,
    ),
    INERTIA: (
        {"matrix": ONES, "positive": 2, "negative": 0, "zero": 0},
        {"vectors": [[1, -1], [1, 1]]},
        inertia,
    ),
    LINEAR: (SYSTEM, NEAR_INVERSE, linear_system),
    ZERO: (ROOT, NEAR_ROOT, system_zero),
}
