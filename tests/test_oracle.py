"""The oracle of the mutation harness confirms what is true and refuses what is false."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cap.certificate import Claim
from cap.claims import KINDS
from cap.verify import statement

from tests.files import CORPUS, corpus
from tests.oracle import ORACLES, confirm

# The files of corpus/reject whose statement is false (those of the others may well be true).
FALSE = {
    "energy-ball.contraction": [
        "inner-just-below-the-root", "outer-just-past-the-root", "double-root-just-below",
        "double-root-just-above", "no-root", "irrational-roots-inner-too-small",
        "irrational-roots-outer-too-large", "line-to-infinity-from-too-small-a-radius",
        "parabola-to-infinity", "around-the-roots", "c1-zero-to-infinity", "outer-at-the-root",
        "double-root", "rate-just-above", "irrational-rate-from-above",
    ],
    "energy-ball.trapping": [
        "inner-just-below-the-root", "outer-just-past-the-root", "double-root-just-below",
        "double-root-just-above", "no-root", "irrational-roots-inner-too-small",
        "irrational-roots-outer-too-large", "line-to-infinity-from-too-small-a-radius",
        "parabola-to-infinity", "around-the-roots", "c1-zero-to-infinity",
    ],
    "identity.noncommutative": [
        "commute", "binomial", "transpose-in-the-wrong-order", "inverse-in-the-wrong-order",
        "transpose-is-not-the-matrix", "transpose-is-not-the-inverse",
        "product-of-symmetric-matrices", "inverse-of-a-matrix-that-has-none",
        "inverse-of-a-symmetric-one-that-has-none", "inverse-of-zero", "divisor-zero",
        "divisor-that-becomes-zero", "divisor-that-is-a-matrix", "off-by-a-tiny-constant",
        "identity-of-two-by-two-matrices-alone",
    ],
    "identity.noncommutative-refuted": [
        "true-identity", "inverse-of-a-matrix-that-has-none", "divisor-that-is-a-matrix",
    ],
    "identity.rational": [
        "wrong-sign", "wrong-coefficient", "off-by-a-tiny-constant", "zero-divisor",
        "zero-over-zero", "zero-over-zero-on-the-right", "division-by-zero",
        "divisor-of-a-divisor-zero", "true-at-one-point", "true-at-all-small-integers",
        "names-exchanged", "sum-of-quotients",
    ],
    "identity.rational-refuted": ["true-identity", "true-almost-everywhere", "zero-divisor"],
    "identity.trigonometric": [
        "wrong-sign", "wrong-coefficient", "wrong-frequency", "off-by-a-tiny-constant",
        "derivative-of-the-wrong-sign", "divisor-that-vanishes", "divisor-that-cancels",
        "divisor-that-vanishes-between-the-integers", "division-by-zero", "true-for-one-value-only",
        "true-for-integers-only", "zero-equals-one", "too-many-terms", "divisor-that-depends-on-x",
        "variables-exchanged", "variables-equal",
    ],
    "identity.trigonometric-refuted": [
        "true-identity", "true-identity-with-a-symbol", "true-in-two-variables",
    ],
    "inequality": [
        "strict-though-tight", "strict-though-tight-by-the-enclosure",
        "slope-just-past-the-sharp-value", "constant-just-past-the-sharp-value",
        "odd-order-at-a-point-inside", "odd-order-at-the-right-end-of-the-wrong-sign",
        "half-line-on-the-wrong-side", "only-a-bounded-part-of-a-half-line",
        "divisor-that-vanishes", "divisor-that-vanishes-inside", "divisor-of-two-signs",
        "zero-times-what-is-not-defined", "zero-over-zero", "log-of-zero-at-the-end",
        "root-of-negative-numbers", "tangent-beyond-its-pole", "tangent-just-beyond-its-pole",
        "rewritten-to-another-expression", "rewritten-with-a-pole-as-atoms",
        "corner-of-an-absolute-value", "absolute-value-as-if-it-were-smooth",
        "mean-value-across-a-corner", "split-of-a-false-inequality", "split-beyond-the-end",
        "two-variables-indefinite", "convex-without-a-zero-gradient", "square-strict",
        "parts-of-a-product-of-two-signs", "parts-of-a-negated-square", "number-just-below",
    ],
    "inequality-refuted": [
        "true-inequality", "true-inequality-at-its-zero", "zero-in-a-weak-inequality",
        "outside-just-below", "outside-just-above",
    ],
    "integral.enclosure": [
        "lower-just-above", "upper-just-below", "bounds-exchanged", "pole-inside-0",
        "pole-inside-4", "pole-at-the-end-0", "pole-at-the-end-4",
        "pole-at-a-point-between-cells-0", "pole-at-a-point-between-cells-4", "log-at-zero-0",
        "log-at-zero-4", "tangent-beyond-its-pole-0", "zero-times-what-is-not-defined-0",
        "zero-times-what-is-not-defined-4", "x-over-x-0", "x-over-x-4",
        "root-of-negative-numbers-0", "root-of-negative-numbers-4", "one-over-x", "constant",
        "constant-with-a-rate", "exponential-that-grows-on-the-left", "tail-with-a-pole",
    ],
    "linear-system.solution": [
        "radii-zero-beside-the-solution", "box-beside-the-solution", "box-on-the-wrong-side",
        "solution-just-outside", "second-just-outside", "radii-exchanged",
        "singular-with-the-identity", "singular-with-zeros", "singular-with-half-of-it",
        "singular-with-large-numbers", "singular-one-by-one", "large-with-one-outside",
        "radius-just-too-small",
    ],
    "matrix.eigenvalue-below": [
        "bound-equals-the-smallest-eigenvalue", "bound-just-below-the-smallest-eigenvalue",
        "one-by-one-zero", "block-of-the-model-with-a-true-lower-bound",
    ],
    "matrix.eigenvalues": [
        "width-just-below", "width-zero", "width-negative", "width-of-the-second-alone-too-large",
        "end-is-an-eigenvalue", "upper-end-is-an-eigenvalue", "last-end-is-an-eigenvalue",
        "end-just-past-an-eigenvalue", "end-just-before-an-eigenvalue", "one-left-out",
        "one-counted-twice", "counts-too-large", "counts-exchanged", "interval-twice",
        "intervals-that-overlap", "intervals-that-touch", "interval-without-an-eigenvalue",
        "interval-far-away", "one-interval-below-all", "double-eigenvalue-counted-once",
        "zero-matrix-beside-zero", "large-with-one-outside", "block-of-the-model-elsewhere",
    ],
    "matrix.inertia": [
        "definite-said-to-be-negative", "definite-said-to-be-indefinite", "sum-too-small",
        "sum-too-large", "said-to-be-singular", "said-to-be-singular-with-a-vector",
        "singular-said-to-be-negative", "singular-with-one-zero-only",
        "nonzero-tiny-said-to-be-zero", "zero-matrix-said-to-be-positive", "large-miscounted",
        "block-of-the-model-damped-too-much",
    ],
    "matrix.positive-definite": [
        "bound-equals-the-smallest-eigenvalue", "bound-just-past-the-smallest-eigenvalue",
        "one-by-one-zero", "indefinite-with-zero-diagonal", "indefinite-with-positive-diagonal",
        "negative-pivot-before-a-positive-one", "positive-determinant-of-a-negative-matrix",
        "singular",
        "margin-zero", "exact-factor-of-a-singular-matrix", "large-with-one-negative-entry",
        "block-of-the-model-with-too-much-damping",
    ],
    "parametric.sign": [
        "double-root-said-to-be-positive-for-real-numbers",
        "root-between-the-integers-of-a-wrong-range", "zero-strict", "negative-constant",
        "even-power-strict", "odd-power", "zero-at-both-ends-strict", "zero-at-one-end-strict",
        "zero-at-a-corner-strict", "zero-at-the-end-of-a-half-line-strict", "beyond-the-end",
        "half-line-that-begins-before", "divisor-zero-at-an-end", "divisor-zero-at-the-other-end",
        "divisor-zero-at-infinity-of-no-side", "divisor-zero-inside", "divisor-that-cancels",
        "divisor-that-cancels-in-a-sum", "divisor-of-a-divisor", "divisor-of-a-zero",
        "divisor-zero-for-one-integer", "divisor-of-the-wrong-sign", "divisor-to-an-odd-power",
        "zero-over-zero", "squares-strict", "squares-minus-tiny", "square-of-a-negative-weight",
        "square-of-a-weight-with-an-odd-power", "square-with-a-divisor", "weight-with-a-divisor",
        "integers-as-if-none-was-between", "integers-one-left-out",
        "interval-one-part-left-out", "no-nodes", "weight-of-two-signs",
    ],
    "parametric.sign-refuted": [
        "true-for-all-integers", "zero-not-strict", "just-before-the-left-end",
        "just-beyond-the-right-end", "integer-before-the-first", "divisor-zero-everywhere",
        "even-power-of-a-divisor", "true-for-all-parameters",
    ],
    "polynomial.half-plane": [
        "unstable-said-to-be-stable", "stable-said-to-be-unstable", "root-on-the-axis-at-zero",
        "root-at-zero-alone", "roots-on-the-axis", "roots-on-the-axis-counted",
        "roots-on-the-axis-beside-others", "double-roots-on-the-axis", "bound-is-a-real-part",
        "bound-is-a-root", "symmetric-roots-counted-twice", "symmetric-roots-not-counted",
        "double-root-counted-once", "constant-with-a-root",
    ],
    "polynomial.real-roots": [
        "constant-with-a-root", "one-too-many", "one-too-few", "left-end-just-past-a-root-counted",
        "point-that-is-no-root", "double-root-counted-twice", "surd-counted-twice",
        "intervals-wrong-multiplicity", "intervals-wrong-multiplicity-inside",
        "intervals-in-the-wrong-order", "intervals-one-twice", "intervals-that-touch",
        "intervals-that-overlap", "intervals-point-that-is-no-root", "intervals-without-a-root",
        "intervals-with-two-roots",
    ],
    "polynomial.roots": [
        "linear-just-outside", "linear-far-outside", "double-root-twice", "disc-twice",
        "one-root-left-out", "one-root-too-many", "counts-exchanged", "discs-that-touch",
        "discs-without-roots", "conjugate-exchanged-for-its-negative", "constant",
    ],
    "polynomial.sign": [
        "negative-constant", "square", "square-minus-tiny", "negative-square", "third-power",
        "third-power-on-a-half-line-that-begins-before", "root-at-the-left-end",
        "root-at-the-right-end", "roots-at-both-ends-of-the-wrong-sign", "roots-inside",
        "between-two-roots-of-the-wrong-sign", "left-half-line", "point-where-it-is-not-positive",
        "point-where-it-is-negative", "irrational-double-roots-and-strict",
        "up-to-an-irrational-double-root", "double-and-simple-root", "surd-square-and-strict",
        "golden-ratio-from-below", "degree-over-the-shown-one-with-a-root",
    ],
    "polynomial.sign-refuted": [
        "constant", "square-plus-tiny", "square-that-may-vanish", "fourth-power",
        "third-power-on-a-half-line", "roots-at-both-ends", "roots-outside",
        "between-two-roots", "left-half-line-of-even-degree", "point-where-it-is-zero",
        "point-where-it-is-positive", "irrational-double-roots", "between-irrational-double-roots",
        "triple-and-simple-root", "surd-square", "surd-square-below-its-root",
        "golden-ratio-from-above", "degree-over-the-shown-one",
    ],
    "quadratic-form.best-damping": [
        "lower-just-past-the-sharp-value", "upper-just-below-the-sharp-value", "ends-equal",
        "ends-on-the-wrong-sides", "ends-equal-at-the-quotient-of-the-first-mode",
    ],
    "quadratic-form.entries": ["printed-table"],
    "quadratic-form.entries-refuted": [
        "opposite-where-they-are-equal", "opposite-everywhere", "right-table",
        "right-table-said-to-be-opposite", "right-table-of-another-model",
        "zero-is-its-own-opposite",
    ],
    "quadratic-form.negative": [
        "damping-just-below-the-sharp-value", "damping-zero", "damping-negative",
    ],
    "quadratic-form.positive": [
        "tail-just-past-sharp", "tail-zero", "tail-negative", "bound-negative-and-too-much-damping",
        "damping-just-past-the-sharp-value", "damping-too-large", "bound-far-too-large",
        "factor-of-a-smaller-bound", "factor-of-a-smaller-damping", "factor-of-a-tail-past-sharp",
        "absolute-coupling-with-too-small-a-bound", "absolute-coupling-with-bound-zero",
        "absolute-coupling-with-bound-negative", "absolute-coupling-with-tail-past-sharp",
    ],
    "system.zero": [
        "radius-too-small", "box-beside-the-zero", "box-with-both-zeros",
        "zero-just-outside", "identically-zero", "identically-zero-with-inverse-zero",
        "difference-of-the-same", "constant", "zero-over-zero", "pole-at-the-zero",
        "divisor-that-vanishes-at-the-end", "negative-divisor-that-vanishes-at-the-end",
        "divisor-of-both-signs", "log-of-zero-at-the-end", "root-of-negative-numbers",
        "tangent-across-its-pole", "circle-and-parabola-beside", "one-equation-twice",
        "dependent-equations",
    ],
}  # fmt: skip


def confirmed(path: Path) -> bool:
    claim = json.loads(path.read_bytes())["claim"]
    text = statement(Claim(claim["name"], claim["parameters"]))
    return confirm(claim["name"], claim["parameters"], text)


@pytest.mark.parametrize("path", corpus("accept"), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_statements_of_accepted_certificates_are_confirmed(path: Path) -> None:
    """What the checker verifies in the corpus is true by other arithmetic."""
    assert confirmed(path)


@pytest.mark.parametrize(
    "path",
    [CORPUS / "reject" / kind / f"{name}.json" for kind in FALSE for name in FALSE[kind]],
    ids=lambda p: f"{p.parent.name}/{p.stem}",
)
def test_false_statements_are_not_confirmed(path: Path) -> None:
    """The oracle is not fooled by the false neighbours."""
    assert not confirmed(path)


def test_every_kind_has_an_oracle() -> None:
    """A kind without an oracle is an error, not a skip."""
    assert set(ORACLES) == set(KINDS) == set(FALSE)
    with pytest.raises(LookupError, match="no oracle"):
        confirm("matrix.unknown", {}, "")


def test_another_table_is_not_the_form() -> None:
    """A statement with one changed entry of the table is not confirmed."""
    path = CORPUS / "accept" / "quadratic-form.positive" / "four-indices.json"
    claim = json.loads(path.read_bytes())["claim"]
    text = statement(Claim(claim["name"], claim["parameters"]))
    for old, new in (
        ("1/k**2   for", "1/k**3   for"),
        ("k >= j + 2", "k >= j + 3"),
        ("= 2   (this", "= 3   (this"),
    ):
        assert text.replace(old, new) != text
        assert not confirm(claim["name"], claim["parameters"], text.replace(old, new))


def test_large_blocks_are_decided_from_both_sides() -> None:
    """F^(200) with 0.16 has its smallest eigenvalue between 0.0034 and 0.0035, and no operations on
    fractions of thousands of digits are needed to see it.
    """
    matrix = {"model": "houli", "block": 200, "damping": "4/25"}
    for kind, bound, true in (
        ("matrix.eigenvalue-below", "7/2000", True),
        ("matrix.eigenvalue-below", "17/5000", False),
        ("matrix.positive-definite", "17/5000", True),
        ("matrix.positive-definite", "7/2000", False),
    ):
        claim = Claim(kind, {"matrix": matrix, "bound": bound})
        assert confirm(kind, claim.parameters, statement(claim)) == true
