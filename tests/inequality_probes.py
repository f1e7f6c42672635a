"""Probes of the kernels and rules of inequalities: see `kernel_probes.py`."""

from __future__ import annotations

from typing import Any

from cap.claims.inequality import Inequality, InequalityHolds, InequalityRefuted
from cap.kernels.ball import precision
from cap.kernels.expression import parse
from cap.kernels.interval import BINARY, FUNCTIONS, INFINITY, Interval, down, enclosure, up
from cap.kernels.normal_form import quotients, vanishes
from cap.kernels.term import Terms
from flint import arb, fmpq

from tests.probing import said

HALF = fmpq(1, 2)
SIDES = (
    (None, None), (None, fmpq(-1)), (None, fmpq(0)), (None, fmpq(2)), (fmpq(-2), None),
    (fmpq(0), None), (fmpq(1), None), (fmpq(0), fmpq(0)), (fmpq(-3), fmpq(-1)),
    (fmpq(-3), fmpq(0)), (fmpq(-1), fmpq(2)), (fmpq(0), fmpq(1)), (fmpq(1, 3), fmpq(3)),
    (fmpq(2), fmpq(4)), (fmpq(-1, 7), fmpq(1, 9)), (fmpq(4), fmpq(8)), (fmpq(-5), fmpq(-4)),
    (fmpq(1, 10), fmpq(3, 2)), (fmpq(7), fmpq(9)), (fmpq(5), fmpq(29, 5)),
)  # fmt: skip
FORMULAS = (
    "x+y", "x-y", "x*y", "x/y", "-x", "x**3*y", "exp(x*y)", "log(x)", "atan(x)", "sin(2*x)",
    "cos(x)", "sinh(x)", "cosh(x)", "tan(x)", "tanh(x)", "sqrt(x)", "abs(x)", "pi*x", "x**1", "7",
    "0*x", "x*1", "0/x", "(x+1)/(1+x**2)", "1/(2*x)", "1/(-x)", "1/abs(x*y)", "1/sqrt(y)",
    "1/(1+y**3)", "1/(y+y**2)", "1/(x**2+1)", "1/exp(x)", "1/0", "1/pi", "log(tan(x))", "1/(x/y)",
    "x/(2-4*x)", "sin(0)+cos(0)*exp(0)", "sqrt(9/4)+sqrt(2)+sqrt(0-4)", "log(1)-log(2)",
    "abs(-3/2)", "exp(1+x)-exp(x+1)", "1/(x-x)", "(x+y)**4", "sin(1)", "x/x", "tan(0)+atan(0)",
    "sinh(0)+cosh(0)+tanh(0)", "1/(1-x**2)", "1/cosh(x)",
    "x/y+y/x", "1/(1+x)+1/(2+x)", "1-1/(1+x)", "log(1/x)", "x/y-1/y",
    "exp(0/x)+x", "sqrt(1/x)*sqrt(y**2/4)", "x*(y+1)*2/3", "log(x/x)", "abs(-1/x)", "sin(x-x)",
    "1/(1+x**2+y**2)",
)  # fmt: skip
R, UP, UNIT = ["-inf", "inf"], ["0", "inf"], ["0", "1"]


def _ends(x: Interval) -> str:
    return f"{_end(x.lower)} .. {_end(x.upper)}"


def _end(x: arb) -> str:
    """With the sign of infinity, which Arb does not print."""
    return x.str(30) if x.is_finite() else str(float(x))


def functions_of_intervals() -> str:
    """All functions at all sides, with few and with many bits."""
    found = []
    for bits in (24, 64):
        with precision(bits):
            for ends in SIDES:
                x = Interval.side(ends)
                found += [_ends(f(x)) for f in FUNCTIONS.values()]
                found += [_ends(x**n) for n in (1, 2, 3, 4)] + [_ends(x.reciprocal())]
    return "\n".join(found)


def arithmetic_of_intervals() -> str:
    """All pairs of sides."""
    with precision(24):
        sides = [Interval.side(ends) for ends in SIDES]
        return "\n".join(_ends(f(x, y)) for f in BINARY.values() for x in sides for y in sides)


def ends_of_balls() -> str:
    """Exact, infinite, not finite; powers of too low an exponent; too large values."""
    with precision(24):
        balls = (arb(1), arb(1, HALF), INFINITY, -INFINITY, arb(0, "inf"), arb("nan"), arb(1) / 3)
        tower = Interval.exact(10)
        for _ in range(5):
            tower = FUNCTIONS["exp"](tower)
        found = [f"{_end(down(x))} {_end(up(x))}" for x in balls]
        # Just below and just beyond the extrema, and far away from 0.
        for k in (1, 2, 3, 4, 5, 6, -1, -2, -3, 1001):
            near = arb.pi() * k / 2
            for x in (
                Interval((near - 1 / arb(9)).lower(), (near - 1 / arb(1000)).lower()),
                Interval((near - 1 / arb(9)).lower(), (near + 1 / arb(1000)).upper()),
            ):
                found += [_ends(FUNCTIONS[name](x)) for name in ("sin", "cos", "tan")]
        return "\n".join([*found, _ends(tower), said(lambda: Interval.exact(1) ** 0)])


def terms_and_their_conditions() -> str:
    """Derivatives, conditions, orders and enclosures of many formulas."""
    found = []
    box = {"x": (HALF, fmpq(2)), "y": (fmpq(1, 3), fmpq(3))}
    for text in FORMULAS:
        terms = Terms()
        f = terms.of(parse(text), ("x", "y"))
        for v in "xy":
            slope = terms.derivative(f, v)
            found.append(f"{text}: {slope}; {terms.derivative(slope, v)}")
            found += [f"{c.term} {c.relation}" for c in terms.conditions(slope)]
            with precision(24):
                found.append(_ends(enclosure(terms, slope, box)))
        found += [f"{c.term} {c.relation}" for c in terms.conditions(f)]
        found.append(", ".join(map(str, terms.order(f))))
        with precision(24):
            found.append(_ends(enclosure(terms, f, box, frozenset(terms.order(f)))))
    return "\n".join(found)


def normal_forms() -> str:
    """Quotients, with and without values."""
    calls = []
    for text in FORMULAS:
        for values in ({}, {"x": fmpq(0)}, {"x": fmpq(1), "y": fmpq(1, 4)}, {"y": fmpq(-1)}):
            terms = Terms()
            f = terms.of(parse(text), ("x", "y"))
            calls.append(
                lambda terms=terms, f=f, values=values: str(
                    [str(q) for q in quotients(terms, [f], values)[0]]
                )
            )
    return said(*calls)


def limits_of_terms() -> str:
    """Too many terms, atoms, monomials; long texts are cut."""
    terms = Terms()
    many = terms.of(parse("+".join(f"sin({n}*x)" for n in range(1, 41))), ("x",))
    fewer = terms.of(parse("+".join(f"sin({n}*x)" for n in range(1, 40))), ("x",))
    wide = terms.of(parse("(1+x+y+sin(x)+sin(y)+exp(x))**30"), ("x", "y"))
    fits = terms.of(parse("(1+x)**30*(1+y)**30+x"), ("x", "y"))
    above = terms.of(parse("(1+x)**31*(1+y)**31"), ("x", "y"))
    full = "((1+x)**9*(1+y)**9*(1+pi)**9)"
    thousands = [
        terms.of(parse(text), ("x", "y"))
        for text in (full, f"{full}+exp(x)", f"1/{full}", f"1/({full}+exp(x))")
    ]
    long = terms.of(parse("+".join(["exp(sin(x))*x"] * 70)), ("x",))
    deep = Terms()

    def derivatives() -> str:
        f = deep.of(parse("exp(x)/(1+x**2)"), ("x",))
        for n in range(30):
            f = deep.derivative(f, "x")
            if n in (3, 5):
                seen.append(f"{len(deep.known)} {len(str(f))}")
        return str(f)

    seen: list[str] = []
    return said(
        lambda: vanishes(terms, many, {}), lambda: vanishes(terms, fewer, {}),
        lambda: vanishes(terms, wide, {}), lambda: vanishes(terms, fits, {}),
        *(lambda f=f: vanishes(terms, f, {}) for f in thousands),
        lambda: vanishes(terms, above, {}), lambda: str(long), derivatives, lambda: str(seen),
        lambda: str(len(deep.known)), lambda: terms.of(parse("sec(x)"), ("x",)),
        lambda: terms.of(parse("z"), ("x",)),
    )  # fmt: skip


def _holds(expression: str, relation: str, nodes: Any, **domain: Any) -> object:
    parameters = {"expression": expression, "domain": domain, "relation": f"{relation} 0"}
    return InequalityHolds.check(parameters, {"bits": 64, "proof": nodes}, {})


def rules_at_their_limits() -> str:
    """Each rule where it just holds and where it just does not."""
    zero = [["taylor", "x", "0", 2], "zero", "interval"]
    cases: tuple[tuple[str, str, Any, Any], ...] = (
        ("exp(x)-1-x", ">=", zero, {"x": R}), ("exp(x)-1-x", ">", zero, {"x": R}),
        ("x", ">=", ["interval"], {"x": UNIT}), ("x", ">", ["interval"], {"x": UNIT}),
        ("x", ">=", ["zero"], {"x": UNIT}), ("x-x", ">=", ["zero"], {"x": UNIT}),
        ("x-x", ">", ["zero"], {"x": UNIT}), ("x**12", ">=", [["taylor", "x", "0", 12], "zero",
        "interval"], {"x": R}), ("x**13", ">=", [["taylor", "x", "0", 13], "zero", "interval"],
        {"x": UP}), ("x**3", ">=", [["taylor", "x", "0", 3], "zero", "interval"], {"x": UNIT}),
        ("-x**3", ">=", [["taylor", "x", "0", 3], "zero", "interval"], {"x": ["-1", "0"]}),
        ("x**3", ">=", [["taylor", "x", "0", 3], "zero", "interval"], {"x": ["-1", "0"]}),
        ("x", ">=", [["taylor", "x", "1", 1], "interval", "interval"], {"x": UNIT}),
        ("x", ">=", [["taylor", "x", "2", 1], "interval", "interval"], {"x": UNIT}),
        ("x", ">=", [["taylor", "x", "-1", 1], "interval", "interval"], {"x": UNIT}),
        ("2-x", ">", [["taylor", "x", "1", 1], "interval", "interval"], {"x": UNIT}),
        ("x*y", ">=", [["taylor", "x", "0", 1], "zero", "interval"], {"x": UNIT, "y": UNIT}),
        ("x*(1-x)+1/8", ">", [["split", "x", "1/4", "1/2", "3/4"], *["interval"] * 4], {"x": UNIT}),
        ("x+1", ">", [["split", "x", "1/2", "1/2"], *["interval"] * 3], {"x": UNIT}),
        ("x+1", ">", [["split", "x", "0"], *["interval"] * 2], {"x": UNIT}),
        ("x+1", ">", [["split", "x", "1"], *["interval"] * 2], {"x": UNIT}),
        ("x**2+1", ">", [["split", "x", "1"], *["interval"] * 2], {"x": R}),
        ("exp(x)-1-x-x**2/3+1/100", ">", [["series", "x", "0", 3]], {"x": ["-1/8", "1/8"]}),
        ("exp(x)-1-x-x**2/3+1/100", ">", [["series", "x", "0", 2]], {"x": ["-1/8", "1/8"]}),
        ("exp(x)-1-x-x**2/3+1/100", ">", [["series", "x", "0", 1]], {"x": ["-1/8", "1/8"]}),
        ("x**2", ">=", [["series", "x", "0", 2]], {"x": R}),
        ("x**2", ">=", [["series", "x", "3", 2]], {"x": ["0", "1"]}),
        ("x*y-x-y+5/2", ">", [["mean", "1/2", "1/2"]], {"x": UNIT, "y": UNIT}),
        ("x*y-x-y+2", ">", [["mean", "1/2", "1/2"]], {"x": UNIT, "y": UNIT}),
        ("x*y-x-y+7/4", ">=", [["mean", "1/2", "1/2"]], {"x": UNIT, "y": UNIT}),
        ("x*y-x-y+5/2", ">", [["mean", "1/2"]], {"x": UNIT, "y": UNIT}),
        ("x*y-x-y+5/2", ">", [["mean", "1/2", "2"]], {"x": UNIT, "y": UNIT}),
        ("x**2+y**2-x*y", ">=", [["convex", "0", "0"], "zero"], {"x": R, "y": R}),
        ("x**2+y**2-2*x*y", ">=", [["convex", "0", "0"], "zero"], {"x": R, "y": R}),
        ("x**2+y**2-3*x*y", ">=", [["convex", "0", "0"], "zero"], {"x": R, "y": R}),
        ("x**2+z**2+y**2-x*y-y*z/2", ">=", [["convex", "0", "0", "0"], "zero"],
         {"x": R, "y": R, "z": R}), ("x**4+y**2", ">=", [["convex", "0", "0"], "zero"],
        {"x": R, "y": R}), ("y**4+x**2", ">=", [["convex", "0", "0"], "zero"], {"x": R, "y": R}),
        ("x**2-x", ">=", [["convex", "0"], "zero"], {"x": R}), ("1", ">", [["convex"]], {}),
        ("log(x)+sqrt(x)", ">=", ["interval", "interval"], {"x": ["1", "2"]}),
        ("1/x+1/y", ">", ["+", "interval", "+", "interval", ["split", "x", "3/2"], "interval",
        "interval"], {"x": ["1", "2"], "y": ["1", "2"]}),
        ("x", ">=", [["split", [], "1/2"], "interval", "interval"], {"x": UNIT}),
        ("x-1/100", ">=", [["series", "x", "1/2", 1]], {"x": UNIT}),
        ("x", ">=", [["series", "x", "1/2", 1]], {"x": UNIT}),
        ("99/100-x", ">=", [["series", "x", "1/2", 1]], {"x": UNIT}),
        ("x-1/100", ">=", [["mean", "1/2"]], {"x": UNIT}), ("x", ">=", [["mean", "1/2"]],
        {"x": UNIT}), ("99/100-x", ">=", [["mean", "1/2"]], {"x": UNIT}),
        ("x", ">=", [["series", "x", "1/2"]], {"x": UNIT}), ("x", ">=", [["series", "x"]],
        {"x": UNIT}), ("x", ">=", [["series", "x", "1/2", 1, 1]], {"x": UNIT}),
        ("x", ">=", [["series", "x", "1/2", 0]], {"x": UNIT}),
        ("x", ">=", [["series", "x", "1/2", 12]], {"x": UNIT}),
        ("x", ">=", [["taylor", "x", "0", 1, 1], "zero", "interval"], {"x": UNIT}),
        ("x", ">=", [["taylor", "x", "0", 0], "zero", "interval"], {"x": UNIT}),
        ("x", ">=", [["split", "x"], "interval"], {"x": UNIT}),
        ("x", ">=", [["split", "x", "1/2", "1"], *["interval"] * 3], {"x": UNIT}),
        ("x", ">=", [["split", "x", "1/2", "2"], *["interval"] * 3], {"x": UNIT}),
        ("exp(x)-1-x-x**2/2+1/1000", ">", [["series", "x", "0", 3]], {"x": ["-1/8", "1/8"]}),
        ("x+1/100", ">", [["mean", "0"]], {"x": UNIT}),
        ("x/4+1/2", ">", [["mean", "1"]], {"x": UNIT}),
        ("1/2-2*x", ">", [["mean", "0"]], {"x": UNIT}),
        ("-x**2/4", ">=", [["convex", "0"], "zero"], {"x": ["-1", "1"]}),
        ("x**2/4+y**2/4", ">=", [["convex", "0", "0"], "zero"], {"x": R, "y": R}),
        ("x**2+y**2+z**2+3*y*z", ">=", [["convex", "0", "0", "0"], "zero"],
         {"x": R, "y": R, "z": R}),
        ("x**2+y**2+z**2+3*x*z", ">=", [["convex", "0", "0", "0"], "zero"],
         {"x": R, "y": R, "z": R}),
        ("x", ">=", [["rewrite"], "interval"], {"x": UNIT}), ("x", ">=", ["rewrite"], {"x": UNIT}),
        ("x+y", ">=", [["parts", 0, 0], "interval", "interval"], {"x": UNIT, "y": UNIT}),
        ("x+y", ">=", ["parts", "interval", "interval"], {"x": UNIT, "y": UNIT}),
        ("x/(y+1)*x", ">=", ["+", "interval", ["rewrite", "x**2"], "interval"],
         {"x": UNIT, "y": UNIT}),
        ("x/(y+1)*x", ">=", ["+", "interval", ["rewrite", "x**2/(y+1)"], "interval"],
         {"x": UNIT, "y": UNIT}),
        ("log(x)+sqrt(x)+1", ">", ["interval", "interval"], {"x": ["1", "2"]}),
        ("1", ">", ["interval"], {}), ("log(1)+1", ">", ["interval", "interval"], {}),
        ("tan(x)+1", ">", ["+", "interval", "interval"], {"x": UNIT}),
        ("1/(x-2)", ">", ["-", "interval", "interval"], {"x": UNIT}),
        ("3/(2-x)/(2-x)", ">", ["+", "interval", "interval"], {"x": UNIT}),
        ("1/(x-2)", "=", ["-", "interval", "interval"], {"x": UNIT}),
        ("-1/(x-2)", ">", ["-", "interval", "interval"], {"x": UNIT}),
        ("-1/(x-2)", ">", [["-"], "interval", "interval"], {"x": UNIT}),
        ("-1/(x-2)", ">", [["-", 1], "interval", "interval"], {"x": UNIT}),
        ("x", ">=", [["interval", 1]], {"x": UNIT}), ("x-x", ">=", [["zero", 1]], {"x": UNIT}),
        ("x", ">=", ["interval", "interval"], {"x": UNIT}), ("x", ">=", [], {"x": UNIT}),
        ("x", ">=", [1], {"x": UNIT}), ("x", ">=", [[]], {"x": UNIT}),
        ("x+2", ">=", [["rewrite", "2+x"], "interval"], {"x": UNIT}),
        ("x+2", ">=", [["rewrite", "2"], "interval"], {"x": UNIT}),
        ("x+2", ">=", [["rewrite", "2+x", "2+x"], "interval"], {"x": UNIT}),
        ("x+2", ">=", [["rewrite", 1], "interval"], {"x": UNIT}),
        ("log(x)*x+9", ">", ["interval", ["split", "x", "1"], "interval", "interval"],
         {"x": ["1/9", "9"]}),
    )  # fmt: skip
    return said(
        *(
            lambda f=f, relation=relation, nodes=nodes, sides=sides: _holds(
                f, relation, nodes, **sides
            )
            for f, relation, nodes, sides in cases
        )
    )


def parts_of_every_head() -> str:
    """Both choices, both relations, both signs, for every head."""
    heads = ("x+y", "x-y", "x*y", "x/y", "x**2", "x**3", "abs(x)", "sqrt(y)", "exp(x)", "cosh(x)",
             "log(y)", "atan(x)", "sinh(x)", "tanh(x)", "sin(x)", "x", "7")  # fmt: skip
    calls = []
    for text in heads:
        for sign in ("", "-"):
            for relation in (">", ">="):
                for k in (0, 1, 2):
                    for low, high in (("1", "2"), ("-2", "-1"), ("0", "2"), ("1/4", "1/2")):
                        nodes = [["parts", k], "interval", "interval"]
                        before = {"x/y": ["+", "interval"], "sqrt(y)": ["interval"],
                                  "log(y)": ["interval"]}.get(text, [])  # fmt: skip
                        formula = f"{sign}({text})"
                        calls += [
                            lambda f=formula, r=relation, n=[*before, *proof], a=low, b=high: (
                                _holds(f, r, n, x=[a, b], y=["1/4", "2"])
                            )
                            for proof in (nodes, nodes[:2], nodes[:1])
                        ]
    return said(*calls)


def depth_of_goals() -> str:
    """149 goals inside a goal are allowed, and no more."""
    calls = [
        lambda n=n: _holds("x+1", ">", [["rewrite", "x+1"]] * n + ["interval"], x=UNIT)
        for n in (148, 149, 150, 151)
    ]
    return said(*calls)


def parameters_and_statements() -> str:
    """Names, sides and relations at their limits."""
    base = {"expression": "1", "domain": {"x": UNIT}, "relation": "> 0"}
    six = dict.fromkeys("abcdfg", UNIT)
    changes: tuple[dict[str, Any], ...] = (
        {}, {"domain": {}}, {"domain": six}, {"domain": {**six, "h": UNIT}}, {"relation": ">= 0"},
        {"domain": {"x": R}}, {"domain": {"x": UP}}, {"domain": {"x": ["-inf", "0"]}},
        {"domain": {"x": ["0", "0"]}}, {"domain": {"x": ["0", "0", "0"]}}, {"domain": {"x": ["0"]}},
        {"domain": {"x": ["1", "0"]}}, {"domain": {"pi": UNIT}}, {"domain": {"x1": UNIT}},
        {"domain": {"X": UNIT}}, {"domain": {"abs": UNIT}}, {"domain": {"x": UNIT, "y": R}},
        {"expression": "y"}, {"expression": "y", "domain": {"y": UNIT, "x": UP}}, {"x": 1},
    )  # fmt: skip
    return said(*(lambda c=c: Inequality.read({**base, **c}).statement() for c in changes))


def refuted_points() -> str:
    """Values just below, at and just above 0; bits at their limits; conditions at the point."""
    cases: tuple[tuple[str, str, Any], ...] = (
        ("x", ">", {"x": "0"}), ("x", ">=", {"x": "0"}), ("x-1/9", ">=", {"x": "0"}),
        ("x-1", ">", {"x": "1"}), ("exp(x)-x*exp(1)", ">", {"x": "1"}),
        ("exp(x)-x*exp(1)", ">=", {"x": "1"}), ("x", ">", {"x": "2"}), ("x", ">", {"x": "-1"}),
        ("x", ">", {"x": "1/2"}), ("x", ">", {"x": "1"}), ("sqrt(x-x)-1", ">", {"x": "1/2"}),
        ("sqrt(x-1/2)-1", ">", {"x": "1"}), ("sqrt(x-1/2)-1", ">", {"x": "0"}),
        ("-1-0/x", ">", {"x": "0"}), ("log(x)", ">", {"x": "0"}), ("log(x)", ">", {"x": "1/2"}),
        ("sqrt(x)-1", ">", {"x": "0"}), ("sqrt(x-1)-1", ">", {"x": "0"}), ("-1/x", ">", {"x": "1"}),
        ("1/(x-2)", ">", {"x": "1"}), ("sqrt(exp(x)-exp(1)*x)-1", ">", {"x": "1"}),
        ("log(exp(x)-exp(1)*x)-1", ">", {"x": "1"}), ("-tan(x)", ">", {"x": "1"}),
    )  # fmt: skip

    def check(f: str, relation: str, point: Any, bits: int = 64) -> object:
        parameters = {"expression": f, "domain": {"x": UNIT}, "relation": f"{relation} 0"}
        return InequalityRefuted.check(parameters, {"bits": bits, "point": point}, {})

    return said(
        *(lambda c=c: check(*c) for c in cases),
        *(lambda b=b: check("x-1", ">", {"x": "0"}, b) for b in (23, 24, 25, 4096, 4097)),
        *(
            lambda b=b: InequalityHolds.check(
                {"expression": "pi-3", "domain": {}, "relation": "> 0"},
                {"bits": b, "proof": ["interval"]},
                {},
            )
            for b in (23, 24, 4096, 4097)
        ),
    )
