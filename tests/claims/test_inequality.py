"""The kinds of inequalities: statements, boundaries from both sides, and what no rule may do."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import Any

import cap
import pytest
from cap.certificate import Claim
from cap.claims.inequality import InequalityHolds, InequalityRefuted
from cap.verdict import Malformed, Refused, Rejected
from cap.verify import statement
from hypothesis import given
from hypothesis import strategies as st

from tests import analysis

R, UP, UNIT = ["-inf", "inf"], ["0", "inf"], ["0", "1"]
DELTA = "1/1" + "0" * 15


def parameters(expression: str, relation: str, **domain: Any) -> Any:
    return {"expression": expression, "domain": domain, "relation": f"{relation} 0"}


def holds(expression: str, relation: str, nodes: Any, bits: int = 64, **domain: Any) -> bool:
    witness = {"bits": bits, "proof": nodes}
    try:
        InequalityHolds.check(parameters(expression, relation, **domain), witness, {})
    except Rejected:
        return False
    return True


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ({"x": R}, "For all real x:"),
        ({"x": UP}, "For all real x with 0 <= x:"),
        ({"x": ["-inf", "1/2"]}, "For all real x with x <= 1/2:"),
        ({"y": ["1/2", "3"], "x": UP}, "For all real x, y with 0 <= x, 1/2 <= y <= 3:"),
        ({}, "It holds that"),
    ],
)
def test_statement(sides: Any, expected: str) -> None:
    """The domain is said in words, in the order of the names; the expression as it was given."""
    text = statement(Claim("inequality", parameters("1 + 1/2", ">", **sides)))
    assert text.splitlines() == [
        expected, "  1 + 1/2 > 0", "(in particular the expression is defined there).",
    ]  # fmt: skip


SHARP = (
    # expression with the constant c, relation, nodes, domain, the sharp c, whether c itself holds
    ("x - {c}", ">=", ["interval"], {"x": ["1", "2"]}, "1", True),
    ("x - {c}", ">", ["interval"], {"x": ["1", "2"]}, "1", False),
    ("exp(x) - {c} - x", ">=", [["taylor", "x", "0", 2], "interval", "interval"], {"x": R}, "1",
     True),
    ("exp(x) - {c} - x", ">", [["taylor", "x", "0", 2], "interval", "interval"], {"x": R}, "1",
     False),
    ("x**2 - x + 5/4 - {c}", ">=", [["rewrite", "(x-1/2)**2 + 1 - {c}"], "interval"], {"x": R}, "1",
     True),
    ("x**2 + y**2 + 1 - {c}", ">=", [["convex", "0", "0"], "interval"], {"x": R, "y": R}, "1",
     True),
    ("x*y - x - y + 11/4 - {c}", ">=", [["mean", "1/2", "1/2"]], {"x": UNIT, "y": UNIT}, "5/4",
     True),
    ("x**2 + 2*x + 2 - {c}", ">=", [["series", "x", "0", 1]], {"x": UNIT}, "2", True),
    ("x + 1 - {c}", ">=", [["split", "x", "1/2"], "interval", "interval"], {"x": UNIT}, "1", True),
    ("sin(x) - x + 2 - {c}", ">=", [["taylor", "x", "0", 1], "interval", "interval"],
     {"x": ["-1", "0"]}, "2", True),
    ("x - sin(x) + 2 - {c}", ">=", [["taylor", "x", "0", 1], "interval", "interval"], {"x": UP},
     "2", True),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "relation", "nodes", "domain", "sharp", "itself"), SHARP, ids=lambda v: str(v)[:25]
)
def test_both_sides_of_the_sharp_constant(
    text: str, relation: str, nodes: Any, domain: Any, sharp: str, itself: bool
) -> None:
    """Just below the sharp constant the rule proves the inequality, just above it does not."""

    def with_constant(c: str) -> bool:
        filled = [
            [part.replace("{c}", c) if isinstance(part, str) else part for part in node]
            if isinstance(node, list)
            else node
            for node in nodes
        ]
        return holds(text.replace("{c}", c), relation, filled, **domain)

    assert with_constant(sharp) is itself
    if itself or relation == ">":
        assert with_constant(f"({sharp} - {DELTA})")
    assert not with_constant(f"({sharp} + {DELTA})")


def test_definedness_is_proved_on_the_whole_box() -> None:
    """Splitting, parts, rewriting and zero factors never lose a condition."""
    for expression, nodes in (
        ("1 + 0*sqrt(x)", ["interval", "interval"]),
        ("1 + 0/x", ["+", "interval", "interval"]),
        ("1 + 0/x", ["-", "interval", "interval"]),
        ("1 + (log(x) - log(x))", ["interval", "interval"]),
        ("2 + 0*tan(2*x)", ["+", "interval", "interval"]),
        ("exp(0/x)", ["+", "interval", ["parts", 0]]),
    ):
        assert not holds(expression, ">", nodes, x=["-1", "1"])
    # A condition may itself be split: 1/(x**2 + x + 1) is defined everywhere.
    divisor = ["+", ["split", "x", "0"], ["split", "x", "-1"], ["rewrite", "x*(x+1)+1"], "interval",
               ["series", "x", "-1/2", 2], "interval"]  # fmt: skip
    assert holds("1/(x**2+x+1)", ">=", [*divisor, "interval"], x=R)
    assert not holds("1/(x**2+x)", ">=", [*divisor, "interval"], x=R)


def test_what_was_proved_on_a_part_is_not_known_on_the_whole() -> None:
    """A divisor whose sign was shown on one piece of a split must be shown again on the other."""
    nodes = [["split", "x", "0"], ["rewrite", "2 + x/x - 1"], "-", "interval", "interval",
             ["rewrite", "2 + x/x - 1"], "interval"]  # fmt: skip
    assert not holds("1+1", ">", nodes, x=["-1", "1"])


def test_a_proof_of_another_variable_is_no_proof() -> None:
    """`taylor` in y says nothing about x."""
    assert holds("x*y", ">=", [["taylor", "y", "0", 1], "zero", "interval"], x=UNIT, y=UNIT)
    assert not holds("x+y-1", ">=", [["taylor", "y", "0", 1], "zero", "interval"], x=UNIT, y=UNIT)


@given(st.lists(st.one_of(
    st.sampled_from(["interval", "zero", "+", "-"]),
    st.tuples(st.just("parts"), st.integers(0, 1)).map(list),
    st.tuples(st.just("split"), st.just("x"), st.sampled_from(["-1/2", "0", "1/3"])).map(list),
    st.tuples(st.sampled_from(["taylor", "series"]), st.just("x"),
              st.sampled_from(["-1", "0", "1/2", "1"]), st.integers(1, 3)).map(list),
    st.tuples(st.just("mean"), st.sampled_from(["-1", "0", "1"])).map(list),
    st.tuples(st.just("convex"), st.sampled_from(["0", "1/2"])).map(list),
    st.tuples(st.just("rewrite"), st.sampled_from(["x", "x**2", "x*x/x", "abs(x)", "0"])).map(list),
), max_size=6), st.sampled_from([
    "x", "-x**2", "abs(x) - x - 1/100", "x/x", "1/4 - abs(x)", "x**3", "sqrt(x)", "log(x+1)",
    "x**2 - x", "tan(2*x)", "sin(x) - x", "x**4 - x**2/9", "1/x", "0*log(x)",
    "exp(x) - 1 - 5*x/4",
]))  # fmt: skip
def test_random_nodes_prove_nothing_false(nodes: Any, expression: str) -> None:
    """All these are false or undefined on [-1, 1]: whatever is put together, none is accepted."""
    with suppress(Malformed):
        assert not holds(expression, ">=", nodes, x=["-1", "1"])


def test_the_list_of_random_nodes_is_about_false_statements() -> None:
    """The oracle agrees that one of them is false, and that a true one is true."""
    lines = statement(Claim("inequality", parameters("x**2 - x", ">=", x=["-1", "1"]))).splitlines()
    assert not analysis.holds(lines)
    lines = statement(Claim("inequality", parameters("x**2", ">=", x=["-1", "1"]))).splitlines()
    assert analysis.holds(lines)


def test_hostile_files_end_soon() -> None:
    """Towers, deep sums, high powers: a refusal, not a crash."""
    for expression, nodes in (
        ("exp(" * 30 + "x" + ")" * 30, ["interval"]),
        ("exp(" * 30 + "x" + ")" * 30, [["series", "x", "1/2", 12]]),
        ("-".join(["x"] * 400), ["interval"]),
        ("-".join(["x"] * 400), ["zero"]),
        ("x**64" + "*x**64" * 100, [["series", "x", "1/2", 12]]),
        ("(x**8-x-1)**8/(x**8-x-3)**8", ["+", ["rewrite", "x**8-x-3"], "interval", "interval"]),
        ("sin(exp(exp(exp(exp(exp(9*x+9))))))-1", ["interval"]),
    ):
        try:
            holds(expression, ">", nodes, x=UNIT)
        except Refused as refusal:
            assert len(str(refusal)) < 1000


def test_verifying_loads_no_heavy_package() -> None:
    """Neither numpy nor scipy nor mpmath."""
    code = (
        "import sys\nfrom cap.verify import verify\n"
        "r = verify('tests/corpus/accept/inequality/half-line.json')\n"
        "print(r.verdict.name, {'numpy', 'scipy', 'mpmath', 'sympy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "VERIFIED set()"


def test_refutation_from_both_sides() -> None:
    """A value of 0 refutes > and not >=; so does an end of the domain, and a point outside not."""

    def fails(expression: str, relation: str, x: str) -> bool:
        try:
            InequalityRefuted.check(
                parameters(expression, relation, x=UNIT), {"bits": 64, "point": {"x": x}}, {}
            )
        except Rejected:
            return False
        return True

    assert fails("x", ">", "0")
    assert not fails("x", ">=", "0")
    assert fails(f"x - {DELTA}", ">=", "0")
    assert not fails("x - 2", ">", f"-{DELTA}")
    assert not fails("log(x) - 9", ">", "0")


@pytest.mark.parametrize(
    ("claim", "expression", "relation"),
    [
        (cap.Inequality("exp(x) >= 1 + x", x=(0, "inf")), "exp(x) - (1 + x)", ">= 0"),
        (cap.Inequality("x < 0.5", x=(0, 1)), "(1/2) - (x)", "> 0"),
        (cap.Inequality("x**2 > 0", x=(1, 2)), "x**2", "> 0"),
        (cap.Inequality("x*0.25", ">= 0", {"x": ("0.5", 1)}), "x*(1/4)", ">= 0"),
    ],
)
def test_api(claim: Claim, expression: str, relation: str) -> None:
    """Both forms of an inequality, with exact decimals."""
    assert claim.parameters["expression"] == expression
    assert claim.parameters["relation"] == relation


def test_api_refuses_floats_and_what_is_no_inequality() -> None:
    """A float has a remedy; a text without a relation is no claim."""
    with pytest.raises(TypeError, match="is a float"):
        cap.Inequality("x > 0", x=(0.5, 1))
    with pytest.raises(ValueError, match="is no inequality"):
        cap.Inequality("x", x=(0, 1))
