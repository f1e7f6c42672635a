"""Probes of the kernels and claims about rational formulas and words, and of the same parts of the
second checker.

As in kernel_probes.py, each function says what the code gives for right, boundary and wrong ones.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

from cap import minicheck
from cap.certificate import Reader
from cap.claims.algebra import matrix
from cap.claims.parametric import Parametric, Proof, value_at
from cap.kernels import cell, quotient, words
from cap.kernels.cell import Side, Work, degrees_of, in_coordinates, need_sign
from cap.kernels.expression import parse
from cap.kernels.quotient import QuotientRing
from cap.kernels.words import Algebra
from flint import fmpq

from tests.probing import said

FORMULAS = (
    "x", "3", "x*y-2", "1/x", "x/2", "-(1/x)", "1/x + 1/y", "1/x + 1/x**2", "1/x**3 - y/x",
    "(x/y)/(y/x)", "1/(2*x-4*y)", "1/(y-x) + 1/(x-y)", "1/(1/(1/(3*x+1)))", "(1/x)*(1/y)*(1/x)",
    "1/(x*y) + 1/(y*x) - x/(x*y)**2", "x/x", "0/x", "1/(x-x)", "x/0", "(1/x - 1/x)*y",
    "1/(x/3) - 2/(5*x)", "((x+y)/(x-y))**3", "x/(1/2)", "1/(x+1/y)", "1/(2/x)/(3/y)",
)  # fmt: skip
POINTS = (("1", "1"), ("2", "-3"), ("1/2", "2/3"), ("0", "1"), ("-1/3", "0"))
ENDS = (None, "-2", "-1/2", "0", "1/3", "1", "3")
SIDES = [(a, b) for a in ENDS for b in ENDS if a is None or b is None or Fraction(a) <= Fraction(b)]
TERMS: tuple[dict[tuple[int, ...], str], ...] = (
    {}, {(0, 0): "1"}, {(0, 0): "-1/3"}, {(1, 0): "1", (0, 1): "-2"}, {(2, 0): "1", (0, 0): "1"},
    {(3, 1): "1", (1, 1): "2", (0, 2): "5/7", (0, 0): "3"}, {(2, 2): "1", (1, 0): "-1"},
    {(4, 0): "1", (2, 0): "1", (0, 0): "1", (4, 2): "1", (0, 2): "2", (2, 2): "1"},
)  # fmt: skip
WORDS = (
    "A", "3", "A-A", "A*B-B*A", "T(A*B)", "T(S)", "T(P)", "inv(P)", "P*inv(P)", "inv(P)*P*A",
    "A*P*Q*inv(Q)*inv(P)", "inv(2*P*Q)", "inv(T(P)*Q)", "T(inv(P))*T(P)", "inv(3)", "A/2", "A/B",
    "A/0", "inv(A)", "inv(P+Q)", "inv(P-P)", "(A+B)**3", "T(2*A-S*P)", "A/(A-A+2)", "-A",
    "T(A)*A-A*T(A)", "inv(inv(P))", "inv(R)-T(inv(R))", "A/(A-A)",
    "P*(inv(P)*A)", "P*(P*inv(Q))", "P*(inv(Q)*inv(P))", "P*(inv(P)*inv(Q)*B)",
)  # fmt: skip
PROPERTIES = {
    "A": (), "B": (), "P": ("invertible",), "Q": ("invertible",), "R": ("symmetric", "invertible"),
    "S": ("symmetric",),
}  # fmt: skip

LEAVES = list(product(
        ("1/(x-3)", "1/(x-3)**2", "1/(x-3)**3*(x-4)", "x/(x+1)/(y-9)", "(y-9)/(0-1-x)/(y-9)**2",
         "1/(x*y+1)+x/(x-5)**2", "x*y", "0-x", "1/(1/(x+1))-1/2", "x**2-x*y+y**2",
         "0-1/(1/(x+1))", "1/(1/(x-3))",
         "(1/(x-3))**2", "1/(x-3)/(x-3)-1/9", "(1/(x-3))**3",
         "0-1/(1/(x-3))", "1/(x-3)+1/(x-3)**2+1/(1/(x-3)**2)"),
        ([], [[["1", "x-y"]]], [[["1/2", "x-y"]], [["1", "0"]]], [[], [["0-1", "x"]]],
         [[], [["1/9", "y"]]], [[], [], [["1/9", "1"]]], [[], [], []], [[], [], [], []],
         [[["1", "1/x"]]], [[["1/x", "1"]]]),
    ))  # fmt: skip


def _rational(text: str | None) -> Any:
    return None if text is None else fmpq(*Fraction(text).as_integer_ratio())


def _quotient(text: str, point: tuple[str, ...] = ()) -> str:
    ring = QuotientRing(("x", "y"))
    f = ring.value(parse(text))
    if point:
        return str(value_at(f, [_rational(x) for x in point]))
    return f"{f.numerator}; {sorted(f.below.items())}; {ring.divisors}; {ring.pairs}"


def quotients() -> str:
    """Numerators, exponents of the divisors, all divisors, and values."""
    calls = [lambda t=text: _quotient(t) for text in FORMULAS]
    at = [lambda t=text, p=p: _quotient(t, p) for text in FORMULAS for p in POINTS]
    return said(*calls, *at)


def limits_of_products() -> str:
    """Pairs of terms, terms and degrees at their limits."""
    names = ("x", "y")
    gens = quotient.QuotientRing(names).context().gens()

    def pairs(done: int) -> str:
        ring = QuotientRing(names, pairs=done)
        return f"{ring.times(gens[0] + gens[1], gens[0] - 1)} {ring.pairs}"

    def degree(n: int) -> str:
        return str(QuotientRing(names).times(gens[0] ** n, gens[1]))

    def size(n: int) -> int:
        ring = QuotientRing(names)
        p = ring.context().from_dict({(k % 100, k // 100): fmpq(1) for k in range(n)})
        return len(ring.times(gens[0], p))

    return said(
        lambda: pairs(quotient.PAIR_LIMIT - 4), lambda: pairs(quotient.PAIR_LIMIT - 3),
        lambda: degree(199), lambda: degree(200), lambda: size(5000), lambda: size(5001),
        lambda: str(QuotientRing(names)), lambda: str(QuotientRing(names).number(fmpq(2, 3))),
    )  # fmt: skip


def cells() -> str:
    """Coordinates of all kinds of sides, degrees, signs and their refusals."""
    calls: list[Callable[[], object]] = []
    for terms, (a, b) in product(TERMS, SIDES):
        p = {m: _rational(c) for m, c in terms.items()}
        for other in (Side(None, None), Side(fmpq(0), None), Side(fmpq(1), fmpq(2))):
            sides = [Side(_rational(a), _rational(b)), other]

            def told(p: Any = p, sides: Any = sides) -> str:
                work = Work()
                found, degrees = in_coordinates(p, sides, work)
                text = sorted((m, str(c)) for m, c in found.items())
                return f"{text} {degrees} {work.done} {[s.bits() for s in sides]}"

            calls.append(told)
            for strict in (True, False):

                def decided(p: Any = p, sides: Any = sides, strict: bool = strict) -> str:
                    found, degrees = in_coordinates(p, sides, Work())
                    return str(need_sign(found, degrees, sides, "here", strict=strict))

                calls.append(decided)
    return said(*calls, lambda: degrees_of({}, 3), lambda: degrees_of({(1, 2): fmpq(1)}, 2))


def limit_of_cells() -> str:
    """The work at its limit."""

    def at(done: int) -> str:
        work = Work()
        work.add({(1, 0): fmpq(3, 2)}, [Side(fmpq(0), None), Side(None, None)], (1, 0))
        first = work.done
        work.done = cell.WORK_LIMIT - first + done
        work.add({(1, 0): fmpq(3, 2)}, [Side(fmpq(0), None), Side(None, None)], (1, 0))
        return f"{first} {work.done}"

    return said(lambda: at(-1), lambda: at(0), lambda: at(1))


def leaves() -> str:
    """Leaves with divisors of both signs, odd and even exponents, and squares."""
    found: list[Callable[[], object]] = []
    for text, rational in LEAVES:
        for strict in (True, False):

            def leaf(text: str = text, lists: Any = rational, strict: bool = strict) -> str:
                parameters = {
                    "expression": text, "domain": {"x": ["0", "1"], "y": ["0", "inf"]},
                    "relation": "> 0" if strict else ">= 0",
                }  # fmt: skip
                claim = Parametric.read(parameters)
                proof = Proof(claim.quotient(), ("x", "y"), strict)
                node = claim.node(["leaf", *lists], "here")
                assert isinstance(node, list)
                proof.leaf(claim.box, node)
                return f"{proof.work.done} {proof.ring.pairs}"

            found.append(leaf)
    return said(*found)


def sums_of_words() -> str:
    """Normal forms with transposes, inverses and numbers."""

    def of(text: str) -> str:
        algebra = Algebra(PROPERTIES)
        terms = algebra.value(parse(text)).terms
        return f"{sorted((str(w), str(c)) for w, c in terms.items())} {algebra.pairs}"

    return said(*(lambda t=text: of(t) for text in WORDS), lambda: str(words.PROPERTIES))


def limits_of_words() -> str:
    """Pairs, lengths and numbers of words at their limits."""

    def of(text: str, done: int = 0) -> str:
        algebra = Algebra(PROPERTIES, done)
        return f"{len(algebra.value(parse(text)).terms)} {algebra.pairs}"

    high = "A**64*A**64*A**64"
    # numbers of words: 4096 + 512 + 256 + 128 + 8
    full = "(A+B)**12 + S*(A+B)**9 + S**2*(A+B)**8 + S**3*(A+B)**7 + S**4*(A+B)**3"
    return said(
        lambda: of(f"{high}*A**8"), lambda: of(f"{high}*A**9"),
        lambda: of("A*B", words.PAIR_LIMIT - 1), lambda: of("A*B", words.PAIR_LIMIT),
        lambda: of(full), lambda: of(f"{full} + S**5"),
        lambda: str(Algebra(PROPERTIES)),
    )  # fmt: skip


def matrices() -> str:
    """Entries at the limit, and other shapes."""
    good = [["1", "-1000000"], ["1/1000000", "0"]]
    shapes = [
        good, [["1", "1000001"], ["0", "0"]], [["1", "1/1000001"], ["0", "0"]], good[:1],
        [["1", "-1000001"], ["0", "0"]], [good[0], ["1"]], [good[0], "11"], [],
    ]  # fmt: skip
    return said(*(lambda a=a: matrix(Reader({"A": a}, "$"), "A", 2) for a in shapes))


# --- the second checker ---


def _told(*calls: Callable[[], object]) -> str:
    lines = []
    for call in calls:
        try:
            lines.append(str(call()))
        except minicheck.Refused as refusal:
            lines.append(f"refused: {refusal.args}")
    return "\n".join(lines)


def _short(p: Any) -> str:
    return str(sorted((m, str(c)) for m, c in p.items()))


def _second_terms(terms: dict[tuple[int, ...], str]) -> Any:
    return {(*m, 0, 0, 0, 0, 0): Fraction(c) for m, c in terms.items()}


def second_quotients() -> str:
    """The same of the second checker."""
    m = minicheck

    def of(text: str, point: tuple[str, ...] = ()) -> str:
        ring = m.Quotients("x", "y")
        f = ring.value(text)
        if point:
            return str(f.at([Fraction(x) for x in point]))
        divisors = [_short(q) for q in ring.divisors]
        return f"{_short(f.above)}; {sorted(f.below.items())}; {divisors}; {ring.pairs}"

    def pairs(done: int) -> str:
        ring = m.Quotients("x", "y")
        ring.pairs = done
        return f"{_short(ring.value('(x+y)*(x-1)').above)} {ring.pairs}"

    calls = [lambda t=text: of(t) for text in FORMULAS]
    at = [lambda t=text, p=p: of(t, p) for text in FORMULAS for p in POINTS]
    return _told(
        *calls, *at, lambda: pairs(m.PAIR_LIMIT - 4), lambda: pairs(m.PAIR_LIMIT - 3),
        lambda: of("x**64*x**64*x**64*y**8"), lambda: of("x**64*x**64*x**64*y**9"),
    )  # fmt: skip


def second_cells() -> str:
    """The same of the second checker."""
    m, calls = minicheck, list[Callable[[], object]]()
    for terms, (a, b) in product(TERMS, SIDES):
        p = _second_terms(terms)
        zero, one, two = Fraction(0), Fraction(1), Fraction(2)
        for other in ((None, None), (zero, None), (one, two)):
            first = tuple(None if x is None else Fraction(x) for x in (a, b))
            sides: Any = [first, other]

            def told(p: Any = p, sides: Any = sides) -> str:
                ring = m.Quotients("x", "y")
                found, degrees = ring.coordinates(p, sides)
                return f"{_short(found)} {degrees} {ring.work}"

            calls.append(told)
            for strict in (True, False):

                def decided(p: Any = p, sides: Any = sides, strict: bool = strict) -> str:
                    found = m.Quotients("x", "y").coordinates(p, sides)
                    return str(m.need_sign(*found, sides, strict))

                calls.append(decided)

    def work(done: int) -> str:
        ring = m.Quotients("x", "y")
        p, sides = _second_terms({(1, 0): "3/2"}), [(Fraction(0), None), (None, None)]
        ring.coordinates(p, sides)
        first, ring.work = ring.work, m.BOX_LIMIT - ring.work + done
        ring.coordinates(p, sides)
        return f"{first} {ring.work}"

    return _told(*calls, lambda: work(-1), lambda: work(0), lambda: work(1))


def second_leaves() -> str:
    """The same of the second checker."""
    m, found = minicheck, list[Callable[[], object]]()
    sides: Any = [(Fraction(0), Fraction(1)), (Fraction(0), None)]
    for (text, lists), strict in product(LEAVES, (True, False)):

        def leaf(text: str = text, lists: Any = lists, strict: bool = strict) -> str:
            ring = m.Quotients("x", "y")
            m.need_cell(m.Quotients("x", "y").value(text), sides, lists, strict, ring)
            return f"{ring.work} {ring.pairs}"

        found.append(leaf)
    return _told(*found)


def second_words() -> str:
    """The same of the second checker."""
    m = minicheck
    said = {x: list(p) for x, p in PROPERTIES.items()}

    def of(text: str, done: int = 0) -> str:
        pairs = [done]
        zero, functions = m.Words(said, pairs, []), dict[str, Any]()
        names = {x: zero.of([(((x, False, False),), Fraction(1))]) for x in said}
        ring: Any = (names, lambda n: zero.of([((), Fraction(n))]), functions)
        functions.update(T=(ring, m.Words.transposed), inv=(ring, m.Words.inverse))
        terms = m.parse(text)[0](ring).terms
        listed = sorted((str(w), str(c)) for w, c in terms.items())
        return f"{listed if len(listed) < 50 else len(listed)} {pairs}"

    full = "(A+B)**12 + S*(A+B)**9 + S**2*(A+B)**8 + S**3*(A+B)**7 + S**4*(A+B)**3"
    high = "A**64*A**64*A**64"
    return _told(
        *(lambda t=text: of(t) for text in WORDS), lambda: of(f"{high}*A**8"),
        lambda: of(f"{high}*A**9"), lambda: of("A*B", m.WORD_PAIR_LIMIT - 1),
        lambda: of("A*B", m.WORD_PAIR_LIMIT), lambda: of(full), lambda: of(f"{full} + S**5"),
    )  # fmt: skip
