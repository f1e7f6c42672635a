"""The corpora of `identity.rational`, `identity.noncommutative` and their opposites."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.make_corpus import Corpus

RATIONAL, RATIONAL_REFUTED = "identity.rational", "identity.rational-refuted"
WORDS, WORDS_REFUTED = "identity.noncommutative", "identity.noncommutative-refuted"
TINY = "1/1" + "0" * 30
SYMMETRIC, INVERTIBLE, BOTH = ["symmetric"], ["invertible"], ["symmetric", "invertible"]


def sides(left: str, right: str) -> Any:
    return {"left": left, "right": right}


def _formulas(c: Corpus, name: str) -> None:
    """What is no formula in this name."""
    for title, text in (
        ("power-by-caret", f"{name}^2"), ("decimal", f"0.5*{name}"), ("function", f"sin({name})"),
        ("call-of-a-name", f"{name}({name})"), ("call-with-a-blank", f"{name} ({name})"),
        ("implicit-product", f"2 {name}"), ("negative-power", f"{name}**-1"), ("nothing", " "),
        ("relation", f"{name} = 1"), ("two-lines", f"{name}\nThen 0 = 1"), ("empty", ""),
        ("nested-powers", f"(({name}**64)**64)**64"),
    ):  # fmt: skip
        c.malformed(f"left-{title}", {"left": text})
        c.malformed(f"right-{title}", {"right": text})
    c.malformed("left-missing", {"left": None})
    c.malformed("right-a-number", {"right": 1})


def rational(c: Corpus) -> None:
    c.accept("square-of-a-sum")
    c.accept("quotient-of-quotients", sides("(a/b)/(c/d)", "a*d/(b*c)"))
    c.accept("opposite-divisors", sides("1/(x-y) + 1/(y-x)", "0"))
    c.accept("defined-almost-everywhere", sides("x/x", "1"))
    c.accept("divisors-of-the-left-side-alone", sides("(x**2-1)/(x-1)/(2*x)*4*x", "2*x+2"))
    c.accept("partial-fractions", sides("1/(x**2-1)", "1/(2*(x-1)) - 1/(2*(x+1))"))
    c.accept("six-variables", sides("(a+b)*(c+d)*(x+y)", "(x+y)*(d+c)*(b+a)"))
    c.accept("powers", sides("(x-1)*(x**2+1)*(x**4+1)*(x+1)*(x**8+1)", "x**16-1"))
    for name, left, right in (
        ("wrong-sign", "(x+y)**2", "x**2-2*x*y+y**2"),
        ("wrong-coefficient", "(x+y)**2", "x**2+x*y+y**2"),
        ("off-by-a-tiny-constant", f"x+{TINY}", "x"),
        ("zero-divisor", "1/(x-x)", "1/(x-x)"),
        ("zero-over-zero", "0*x/(x-x)", "0"),
        ("zero-over-zero-on-the-right", "0", "x/(2*x-x-x)"),
        ("division-by-zero", "x/0", "x/0"),
        ("divisor-of-a-divisor-zero", "1/(1/(x-x))", "0"),
        ("true-at-one-point", "x**2", "x"),
        ("true-at-all-small-integers", "x*(x-1)*(x-2)*(x-3)*(x-4)*(x-5)", "0*x"),
        ("names-exchanged", "x/y", "y/x"),
        ("sum-of-quotients", "1/x + 1/y", "2/(x+y)"),
        ("degree-over-the-limit", "x**64*x**64*x**64*x**9", "x**64*x**64*x**64*x**9"),
        ("too-many-terms", "((a+b+c+d+x+y)**9)**2", "((a+b+c+d+x+y)**2)**9"),
    ):
        c.reject(name, sides(left, right))
    c.accept("degree-at-the-limit", sides("x**64*x**64*x**64*x**8", "x**8*x**64*x**64*x**64"))
    _formulas(c, "x")
    c.malformed("no-variable", sides("1+1", "2"))
    c.malformed("seven-variables", sides("a+b+c+d+x+y+z", "z+y+x+d+c+b+a"))
    for name in ("pi", "e", "i", "inf", "nan", "X", "x" * 17):
        c.malformed(f"variable-named-{name}", sides(name, name))


def rational_refuted(c: Corpus) -> None:
    def at(**point: Any) -> Any:
        return {"point": point}

    c.accept("quotient-that-is-not-the-sum")
    c.accept("tiny", sides("x", f"x+{TINY}"), at(x="0"))
    c.accept(
        "true-at-all-small-integers", sides("x*(x-1)*(x-2)*(x-3)*(x-4)*(x-5)", "0*x"), at(x="-1")
    )
    c.reject("at-one-of-these-integers", sides("x*(x-1)*(x-2)*(x-3)*(x-4)*(x-5)", "0*x"), at(x="5"))
    c.reject("true-identity", sides("x**2-1", "(x-1)*(x+1)"), at(x="7/3"))
    c.reject("true-almost-everywhere", sides("x/x", "1"), at(x="0"))
    c.reject("left-not-defined", sides("1/x", "x"), at(x="0"))
    c.reject("right-not-defined", sides("x", "1/x"), at(x="0"))
    c.reject("zero-divisor", sides("1/(x-x)", "1"), at(x="1"))
    c.reject("where-they-agree", sides("x**2", "x"), at(x="1"))
    c.reject("too-large", sides("x**64*x**64*x**64", "0*x"), at(x="9" * 1000))
    for name, point in (
        ("in-decimals", {"x": "0.5", "y": "1"}), ("infinite", {"x": "inf", "y": "1"}),
        ("a-number", {"x": 1, "y": "1"}), ("without-a-variable", {"x": "1"}),
        ("of-another-variable", {"x": "1", "y": "1", "z": "1"}),
    ):  # fmt: skip
        c.malformed(f"point-{name}", {}, at(**point))
    c.malformed("point-missing", {}, {"point": None})
    c.malformed("no-variable", sides("1+1", "3"), at())
    _formulas(c, "x")


def words(c: Corpus) -> None:
    def of(left: str, right: str, **matrices: Any) -> Any:
        return {**sides(left, right), "matrices": matrices}

    three = {"A": [], "B": [], "C": []}
    jacobi = "A*(B*C-C*B)-(B*C-C*B)*A+B*(C*A-A*C)-(C*A-A*C)*B+C*(A*B-B*A)-(A*B-B*A)*C"
    c.accept("square-of-a-sum")
    c.accept("jacobi", of(jacobi, "0", **three))
    c.accept("transpose-of-a-product", of("T(A*B*T(C))", "C*T(B)*T(A)", **three))
    c.accept("transpose-of-a-symmetric-matrix", of("T(A*S*S)", "S*S*T(A)", A=[], S=SYMMETRIC))
    c.accept(
        "inverse-of-a-product", of("inv(2*A*B)", "inv(B)*inv(A)/2", A=INVERTIBLE, B=INVERTIBLE)
    )
    c.accept("inverse-of-a-transpose", of("inv(T(A))", "T(inv(A))", A=INVERTIBLE))
    c.accept("inverse-of-a-symmetric-matrix", of("T(inv(S))", "inv(S)", S=BOTH))
    c.accept("conjugation", of("inv(P)*A**3*P", "(inv(P)*A*P)**3", A=[], P=INVERTIBLE))
    c.accept("letters-that-meet-later", of("A*B*inv(B)*inv(A)", "1", A=INVERTIBLE, B=INVERTIBLE))
    c.accept("six-matrices", of("A*B*C*P*Q*R", "A*(B*C)*P*(Q*R)", **{x: [] for x in "ABCPQR"}))
    c.accept("inverse-of-a-number", of("inv(1+1)*A", "A/2", A=[]))
    for name, parameters in (
        ("commute", of("A*B", "B*A", A=[], B=[])),
        ("binomial", of("(A+B)**2", "A**2+2*A*B+B**2", A=[], B=[])),
        ("transpose-in-the-wrong-order", of("T(A*B)", "T(A)*T(B)", A=[], B=[])),
        ("inverse-in-the-wrong-order", of("inv(A*B)", "inv(A)*inv(B)", A=INVERTIBLE, B=INVERTIBLE)),
        ("transpose-is-not-the-matrix", of("T(A)", "A", A=[])),
        ("transpose-is-not-the-inverse", of("T(A)*A", "1", A=INVERTIBLE)),
        ("product-of-symmetric-matrices", of("T(R*S)", "R*S", R=SYMMETRIC, S=SYMMETRIC)),
        ("inverse-of-a-matrix-that-has-none", of("inv(A)*A", "1", A=[])),
        ("inverse-of-a-symmetric-one-that-has-none", of("inv(S)*S", "1", S=SYMMETRIC)),
        ("inverse-of-zero", of("inv(A-A)", "inv(A-A)", A=INVERTIBLE)),
        ("inverse-of-a-sum", of("inv(A+B)*(A+B)", "1", A=INVERTIBLE, B=INVERTIBLE)),
        ("divisor-that-is-a-matrix", of("A/A", "1", A=INVERTIBLE)),
        ("divisor-zero", of("A/0", "A/0", A=[])),
        ("divisor-that-becomes-zero", of("A/(A-A)", "0", A=[])),
        ("off-by-a-tiny-constant", of(f"A*B+{TINY}", "A*B", A=[], B=[])),
        (
            "identity-of-two-by-two-matrices-alone",
            of("(A*B-B*A)**2*C-C*(A*B-B*A)**2", "0", **three),
        ),
        ("word-over-the-limit", of("A**64*A**64*A**64*A**9", "A**64*A**64*A**64*A**9", A=[])),
        ("too-many-terms", of("(A+B)**13", "(A+B)**13", A=[], B=[])),
    ):
        c.reject(name, parameters)
    c.accept("word-at-the-limit", of("A**64*A**64*A**64*A**8", "A**8*A**64*A**64*A**64", A=[]))
    c.accept("divisor-that-becomes-a-number", of("A/(A-A+2)", "A/2", A=[]))
    _malformed_words(c)


def _malformed_words(c: Corpus) -> None:
    _formulas(c, "A")
    c.malformed("unknown-name", {"left": "A*C"})
    c.malformed("transpose-without-a-matrix", {"left": "T"})
    c.malformed("unknown-function", {"left": "det(A)"})
    for name in ("T", "inv", "n", "x", "2A", "A B", "", "A" * 17, "_A"):
        title = name.replace(" ", "-") or "nothing"
        c.malformed(f"matrix-named-{title}", {"matrices": {"A": [], "B": [], name: []}})
    for title, said in (
        ("unknown", ["diagonal"]), ("twice", ["symmetric", "symmetric"]), ("a-word", "symmetric"),
        ("in-another-order", ["invertible", "symmetric"]), ("a-number", 1), ("a-list", [[]]),
    ):  # fmt: skip
        c.malformed(f"property-{title}", {"matrices": {"A": said, "B": []}})
    c.malformed("no-matrices", {**sides("1", "1"), "matrices": {}})
    c.malformed("seven-matrices", {"matrices": {name: [] for name in "ABCDEFG"}})
    c.malformed("matrices-missing", {"matrices": None})
    c.malformed("matrices-a-list", {"matrices": ["A", "B"]})


def words_refuted(c: Corpus) -> None:
    a, b = [["0", "1"], ["0", "0"]], [["0", "0"], ["1", "0"]]
    shear, back = [["1", "1"], ["0", "1"]], [["1", "-1"], ["0", "1"]]

    def of(left: str, right: str, **matrices: Any) -> Any:
        return {**sides(left, right), "matrices": matrices}

    def at(matrices: Any, inverses: Any = None, size: Any = 2) -> Any:
        return {"size": size, "matrices": matrices, "inverses": inverses or {}}

    c.accept("commute")
    one = {"A": shear, "B": b}
    c.accept("transpose-is-not-the-matrix", of("T(A)", "A", A=[]), at({"A": a}))
    c.accept(
        "inverse-is-not-the-transpose",
        of("T(A)", "inv(A)", A=INVERTIBLE),
        at({"A": shear}, {"A": back}),
    )
    c.accept(
        "conjugation-is-not-nothing",
        of("inv(A)*B*A", "B", A=INVERTIBLE, B=[]),
        at(one, {"A": back}),
    )
    c.accept("number", of("A", "A+1/10**9", A=[]), at({"A": [["0"]]}, size=1))
    c.accept(
        "fractions", of("2*A", "inv(A)", A=INVERTIBLE), at({"A": [["1/3"]]}, {"A": [["3"]]}, 1)
    )
    flip = [["0", "1"], ["1", "0"]]
    corner = [["0", "0"], ["0", "1"]]
    c.accept("product-whose-transposes-have-none", of("A*B", "0", A=[], B=[]),
             at({"A": a, "B": corner}))  # fmt: skip
    c.accept("symmetric-matrices", of("R*S", "S*R", R=SYMMETRIC, S=SYMMETRIC),
             at({"R": flip, "S": [["1", "0"], ["0", "0"]]}))  # fmt: skip
    # words of 2000 letters together, times 4^3
    many = "(A+B)**7 + C*(A+B)**7 + C**64"
    unit = [[str(int(i == j)) for j in range(4)] for i in range(4)]
    zero = [["0"] * 4 for _ in range(4)]
    given = at({"A": zero, "B": zero, "C": unit}, size=4)
    c.accept("letters-at-the-limit", of(f"{many} + C**16", "0", A=[], B=[], C=[]), given)
    c.reject("letters-over-the-limit", of(f"{many} + C**17", "0", A=[], B=[], C=[]), given)
    c.reject("numbers-commute", {}, at({"A": [["2"]], "B": [["3"]]}, size=1))
    c.reject("true-identity", of("T(A*B)", "T(B)*T(A)", A=[], B=[]), at({"A": a, "B": b}))
    c.reject("these-matrices-commute", {}, at({"A": a, "B": a}))
    c.reject("not-the-inverse", of("A*inv(A)", "2*A", A=INVERTIBLE), at({"A": shear}, {"A": shear}))
    c.reject(
        "inverse-of-a-singular-matrix", of("A", "inv(A)", A=INVERTIBLE), at({"A": a}, {"A": a})
    )
    c.reject("not-symmetric", of("S", "T(S)+1", S=SYMMETRIC), at({"S": a}))
    c.reject("inverse-of-a-matrix-that-has-none", of("inv(A)", "A", A=[]), at({"A": shear}))
    c.reject(
        "divisor-that-is-a-matrix", of("A/A", "A", A=INVERTIBLE), at({"A": shear}, {"A": back})
    )
    for name, witness in (
        ("matrix-missing", at({"A": a})), ("matrix-too-many", at({"A": a, "B": b, "C": a})),
        ("inverse-too-many", at({"A": shear, "B": b}, {"A": back})),
        ("size-zero", at({"A": [], "B": []}, size=0)),
        ("size-true", at({"A": [["1"]], "B": [["1"]]}, size=True)),
        ("size-of-another", at({"A": a, "B": b}, size=3)),
        ("size-over-the-limit", at({x: [["0"] * 5] * 5 for x in "AB"}, size=5)),
        ("rows-of-another-length", at({"A": [["0"], ["0", "0"]], "B": b})),
        ("entries-integers", at({"A": [[0, 1], [0, 0]], "B": b})),
        ("entries-in-decimals", at({"A": [["0.5", "0"], ["0", "0"]], "B": b})),
        ("entry-too-large", at({"A": [["1000001", "0"], ["0", "0"]], "B": b})),
        ("denominator-too-large", at({"A": [["1/1000001", "0"], ["0", "0"]], "B": b})),
        ("rows-a-word", at({"A": "01", "B": b})), ("row-a-word", at({"A": ["01", "00"], "B": b})),
        ("witness-a-list", at([a, b])),
    ):  # fmt: skip
        c.malformed(name, {}, witness)
    c.accept("entry-at-the-limit", {}, at({"A": [["1000000", "0"], ["1/1000000", "0"]], "B": b}))
    c.malformed("inverse-missing", of("A*B", "inv(A)", A=INVERTIBLE, B=[]), at(one))
    _malformed_words(c)


BASES: dict[str, tuple[Any, Any, Callable[[Any], None]]] = {
    RATIONAL: (sides("(x+y)**2", "x**2+2*x*y+y**2"), {}, rational),
    RATIONAL_REFUTED: (
        sides("1/(x+y)", "1/x+1/y"), {"point": {"x": "1", "y": "-2/3"}}, rational_refuted,
    ),
    WORDS: (
        {**sides("(A+B)**2", "A**2+A*B+B*A+B**2"), "matrices": {"A": [], "B": []}}, {}, words,
    ),
    WORDS_REFUTED: (
        {**sides("A*B", "B*A"), "matrices": {"A": [], "B": []}},
        {
            "size": 2, "inverses": {},
            "matrices": {"A": [["0", "1"], ["0", "0"]], "B": [["0", "0"], ["1", "0"]]},
        },
        words_refuted,
    ),
}  # fmt: skip
