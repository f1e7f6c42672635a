"""Searches for the kinds of inequalities: bisection that tries the rules in order.

A goal is tried by the enclosure, by signs of its parts, by monotonicity, by mean values; where the
expression touches zero, by Taylor's theorem at that point; on half-lines by a ladder of
derivatives; then it is split. Floats find the points where it is least.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product
from random import Random

from flint import fmpq, fmpq_mpoly
from scipy.optimize import minimize

from cap.certificate import Claim, Json
from cap.claims.inequality import Inequality, InequalityRefuted
from cap.claims.inequality_rules import RULES, Goal, Node, Proof, values_of
from cap.kernels.ball import precision
from cap.kernels.expression import parse
from cap.kernels.interval import Box, Interval, enclosure
from cap.kernels.normal_form import Quotient, quotients, vanishes
from cap.kernels.term import Term, Terms
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Verdict

BITS = 64
SECONDS = 120
TINY = 1e-9  # values below are taken for zero, until exact arithmetic decides
FAR = (0.0, 0.01, 0.3, 1.0, 3.0, 10.0, 100.0, 1e4)
ORDERS = 8
LADDERS = 6
ACCURATE = {"xatol": 1e-10, "fatol": 1e-16, "maxiter": 2000}
POSITIVE = (">", ">=")
SINGLE: dict[str, Callable[[float], float]] = {
    "abs": abs, "atan": math.atan, "cos": math.cos, "cosh": math.cosh, "exp": math.exp,
    "log": math.log, "sin": math.sin, "sinh": math.sinh, "sqrt": math.sqrt, "tan": math.tan,
    "tanh": math.tanh, "neg": lambda x: -x,
}  # fmt: skip
Point = dict[str, Fraction]
Nodes = list[Json]


class Failed(Exception):  # noqa: N818 - a finding
    """No proof of a goal was found."""


def holds(parameters: Json, progress: Progress) -> Json:
    """A witness of `inequality`."""
    claim = Inequality.read(parameters)
    search = Search(claim, progress)
    point, least = search.least_point()
    margin = f"least value found about {least:.6g} at {_shown(point)}"
    for witness in _refuting(search, point):
        try:
            InequalityRefuted.check(parameters, witness, {})
        except Refused:
            continue
        opposite = Claim("inequality-refuted", parameters)
        raise NotCertified(Verdict.REJECTED, margin, opposite, witness)
    try:
        with precision(BITS):
            nodes = search.solve(Goal(search.f, claim.relation, claim.box))
    except (Failed, Refused, RecursionError):
        worst = search.worst
        where = f"; it gave up on {_shown_box(worst)}" if worst else ""
        raise NotCertified(Verdict.INCONCLUSIVE, margin + where) from None
    return {"bits": BITS, "proof": nodes}


def fails(parameters: Json, progress: Progress) -> Json:
    """A point at which the inequality fails."""
    search = Search(Inequality.read(parameters), progress)
    point, least = search.least_point()
    for witness in _refuting(search, point):
        try:
            InequalityRefuted.check(parameters, witness, {})
        except Refused as refusal:
            progress(f"{witness['point']}: {refusal}")
        else:
            return witness
    raise NotCertified(
        Verdict.INCONCLUSIVE, f"least value found about {least:.6g} at {_shown(point)}"
    )


def _refuting(search: Search, point: Point) -> Iterator[Json]:
    """Witnesses to try: the point with more and more digits, then points where it is zero."""
    points = [
        {v: search.inside(v, x.limit_denominator(10**digits)) for v, x in point.items()}
        for digits in range(16)
    ]
    for found in [*points, *search.touching]:
        for bits in (64, 256):
            yield {"bits": bits, "point": {v: str(x) for v, x in found.items()}}


class Search:
    """The search for one claim."""

    def __init__(self, claim: Inequality, progress: Progress) -> None:
        self.claim = claim
        self.terms = Terms()
        self.f = claim.term(self.terms)
        self.progress = progress
        self.end = time.process_time() + SECONDS
        self.touching: list[Point] = []
        self.worst: Box | None = None
        self.leaves = 0
        self.scale = 1.0  # the largest number in the last evaluation, for its rounding errors

    # --- floats ---

    def value(self, f: Term, point: Sequence[float], names: Sequence[str]) -> float:
        """F at a point, or NaN."""
        at = dict(zip(names, map(float, point), strict=True)) | {"pi": math.pi}
        values: dict[Term, float] = {}
        try:
            for node in self.terms.order(f):
                values[node] = _float(node, at, values)
            self.scale = max(1.0, *map(abs, values.values()))
            return values[f]
        except (ValueError, OverflowError, ZeroDivisionError):
            return math.nan

    def samples(self, box: Box, count: int = 12) -> Iterator[list[float]]:
        """Corners, points where the expression is zero, the middle, and random points."""
        sides = [_floats(side) for side in box.values()]
        if len(sides) <= 3:
            yield from map(list, product(*([side[0], side[-1]] for side in sides)))
        for point in self.touching:
            if all(_contains(box[v], c) for v, c in point.items()):
                yield [float(point[v]) for v in box]
        random = Random(len(sides))  # noqa: S311 - seeded, not secret
        yield [side[len(side) // 2] for side in sides]
        for _ in range(count):
            spots = []
            for side in sides:
                i = random.randrange(max(len(side) - 1, 1))
                spots.append(random.uniform(side[i], side[min(i + 1, len(side) - 1)]))
            yield spots

    def seems(self, goal: Goal, slack: float = TINY) -> bool:
        """No sample has the wrong sign."""
        names = list(goal.box)
        for point in self.samples(goal.box):
            if self.value(goal.term, point, names) < -slack * self.scale:
                return False
        return True

    def inside(self, v: str, x: Fraction) -> Fraction:
        """The nearest point of the domain."""
        low, high = self.claim.box[v]
        if low is not None and x < _fraction(low):
            return _fraction(low)
        return _fraction(high) if high is not None and x > _fraction(high) else x

    def least_point(self) -> tuple[Point, float]:
        """Where the expression is about least; points where it is exactly zero go to `touching`."""
        names = list(self.claim.box)
        bounds = [
            tuple(None if end is None else float(_fraction(end)) for end in side)
            for side in self.claim.box.values()
        ]

        def f(x: Sequence[float]) -> float:
            value = self.value(self.f, x, names)
            return value if math.isfinite(value) else 1e300

        tried = sorted(self.samples(self.claim.box, 400 * (1 + len(names))), key=f)
        best = tried[0]
        for start in tried[: 6 if names else 0]:
            found = minimize(f, start, method="Nelder-Mead", bounds=bounds,
                             options=ACCURATE).x  # fmt: skip
            if abs(f(found)) < 1e-6:
                self._remember([float(x) for x in found])
            best = min(best, [float(x) for x in found], key=f)
        for corner in self.samples(self.claim.box, 0):
            if abs(f(corner)) < TINY:
                self._remember(corner)
        if (
            all(low is None or low <= 0 for low, _ in self.claim.box.values())
            and abs(f([0.0] * len(names))) < TINY
        ):
            self._remember([0.0] * len(names))
        point = {v: self.inside(v, Fraction(x)) for v, x in zip(names, best, strict=True)}
        return point, self.value(self.f, best, names)

    def _remember(self, found: Sequence[float]) -> None:
        names = list(self.claim.box)
        for most in (1, 2, 4, 12, 60, 1000):
            point = {
                v: self.inside(v, Fraction(x).limit_denominator(most))
                for v, x in zip(names, found, strict=True)
            }
            near = all(abs(point[v] - x) < 1e-3 for v, x in zip(names, found, strict=True))
            if near and point not in self.touching and self.is_zero(self.f, point):
                self.touching.append(point)

    def is_zero(self, f: Term, point: Point) -> bool:
        """F is exactly zero there."""
        try:
            return vanishes(self.terms, f, {v: _rational(x) for v, x in point.items()})
        except Refused:
            return False

    # --- goals ---

    def solve(self, goal: Goal, ladder: int = 0, splits: int = 40) -> Nodes:
        """Nodes that prove the goal.

        Raises:
            Failed: if none were found.
        """
        if time.process_time() > self.end or goal.depth < 10:
            self.worst = self.worst or goal.box
            raise Failed
        goal, before = self.define(goal, goal.term)
        return [*before, *self._solve(goal, ladder, splits)]

    def define(self, goal: Goal, *wanted: Term) -> tuple[Goal, Nodes]:
        """As `Proof.define`, with the nodes that it will read."""
        nodes: Nodes = []
        for condition in [c for term in wanted for c in self.terms.conditions(term)]:
            if goal.knows(condition):
                continue
            term, relation = condition.term, condition.relation
            if relation == "!=":
                names = list(goal.box)
                seen = [self.value(term, x, names) for x in self.samples(goal.box)]
                negative = sum(x < 0 for x in seen) > sum(x > 0 for x in seen)
                nodes.append("-" if negative else "+")
                relation, term = ">", self.terms.minus(term) if negative else term
            nodes += self.solve(goal.of(term, relation))
            facts = goal.facts | {condition, type(condition)(term, relation)}
            goal = replace(goal, facts=facts)
        return goal, nodes

    def leaf(self, goal: Goal, name: str, *arguments: Json) -> bool:
        """The rule holds without further nodes."""
        try:
            RULES[name](Proof(self.terms, []), goal, Node(name, arguments, ""))
        except Refused:
            return False
        return True

    def _solve(self, goal: Goal, ladder: int, splits: int) -> Nodes:
        self.leaves += 1
        self.progress(f"{self.leaves} goals, on {_shown_box(goal.box)}")
        if self.leaf(goal, "interval"):
            return ["interval"]
        if goal.relation == ">=" and self._may_vanish(goal) and self.leaf(goal, "zero"):
            return ["zero"]
        if not self.seems(goal):
            raise Failed
        for attempt in (
            self.monotone, self.means, self.squares, self.rational, self.touch, self.by_parts,
            self.tail,
        ):  # fmt: skip
            try:
                return attempt(goal, ladder, splits)
            except (Failed, Refused):
                continue
        return self.split(goal, ladder, splits)

    def _may_vanish(self, goal: Goal) -> bool:
        names = list(goal.box)
        return all(
            not abs(self.value(goal.term, point, names)) > TINY
            for point in self.samples(goal.box, 3)
        )

    def monotone(self, goal: Goal, ladder: int, splits: int) -> Nodes:
        """A derivative that has a sign by its enclosure."""
        for v, (low, high) in goal.box.items():
            if low is not None and low == high:
                continue
            slope = self.terms.derivative(goal.term, v)
            value = enclosure(self.terms, slope, goal.box)
            c = low if value.lower >= 0 else high if value.upper <= 0 else None
            if c is None:
                continue
            known, nodes = self.define(goal, slope)
            face = self.solve(known.of(goal.term, goal.relation, goal.at(v, c, c)), ladder, splits)
            last = self.solve(
                known.of(slope if c == low else self.terms.minus(slope), ">="), ladder, 0
            )
            return [["taylor", v, str(c), 1], *nodes, *face, *last]
        raise Failed

    def means(self, goal: Goal, _ladder: int, _splits: int) -> Nodes:
        """Mean values on bounded boxes."""
        free = [v for v, (low, high) in goal.box.items() if low is None or low != high]
        if not free or any(None in side for side in goal.box.values()):
            raise Failed
        middle = {v: _middle(side) for v, side in goal.box.items()}
        orders = (2, 4) if len(free) == 1 else ()
        for n in orders:
            derivatives = self.derivatives(goal.term, free[0], n)
            known, nodes = self.define(goal, *derivatives)
            if self.leaf(known, "series", free[0], str(middle[free[0]]), n):
                return [["series", free[0], str(middle[free[0]]), n], *nodes]
        slopes = [self.terms.derivative(goal.term, v) for v in goal.box]
        known, nodes = self.define(goal, *slopes)
        c = [str(x) for x in middle.values()]
        if not orders and self.leaf(known, "mean", *c):
            return [["mean", *c], *nodes]
        raise Failed

    def derivatives(self, f: Term, v: str, n: int) -> list[Term]:
        """F and its derivatives up to the order n."""
        found = [f]
        for _ in range(n):
            found.append(self.terms.derivative(found[-1], v))
        return found

    def by_parts(self, goal: Goal, ladder: int, splits: int) -> Nodes:
        """Signs of the parts, where the samples show such signs."""
        term, positive = goal.term, True
        while term.head == "neg":
            term, positive = term.arguments()[0], not positive
        if term.head in ("integer", "name", "sin", "cos", "tan"):
            raise Failed
        if term.head in ("+", "-") and not (self.touching or _unbounded(goal.box)):
            raise Failed
        for k in (0, 1):
            record = Recorder(self, ladder, splits)
            try:
                RULES["parts"](record, goal, Node("parts", (k,), ""))
            except (Failed, Refused):
                continue
            return [["parts", k], *record.found]
        raise Failed

    # --- points where the expression is zero ---

    def touch(self, goal: Goal, ladder: int, splits: int) -> Nodes:
        """Taylor's theorem, or convexity, at a point of the box where the term is zero."""
        free = [v for v, (low, high) in goal.box.items() if low is None or low != high]
        names = list(goal.box)
        for point in self._candidates(goal, free):
            if not abs(self.value(goal.term, [float(point[v]) for v in names], names)) < TINY:
                continue
            if len(free) == 1:
                return self._touch_one(goal, free[0], point[free[0]], ladder, splits)
            if self.is_zero(goal.term, point):
                return self._touch_many(goal, free, point, splits)
        raise Failed

    def _candidates(self, goal: Goal, free: list[str]) -> Iterator[Point]:
        fixed = {v: _fraction(x) for v, x in values_of(goal.box).items()}
        if len(free) == 1:
            (v,) = free
            ends = [_fraction(end) for end in goal.box[v] if end is not None]
            for c in dict.fromkeys([*(point[v] for point in self.touching), *ends, Fraction(0)]):
                if _contains(goal.box[v], c):
                    yield {v: c} | fixed
            return
        for point in self.touching:
            if all(_contains(goal.box[v], c) for v, c in point.items()):
                yield point

    def _touch_one(self, goal: Goal, v: str, c: Fraction, ladder: int, splits: int) -> Nodes:
        at = _rational(c)
        values = values_of(goal.box) | {v: at}
        derivatives = self.derivatives(goal.term, v, ORDERS)
        m = 1
        while m < ORDERS and vanishes(self.terms, derivatives[m], values):
            m += 1
        low, high = goal.box[v]
        last = derivatives[m]
        if m % 2 == 1 and at != low:
            if at != high:
                raise Failed
            last = self.terms.minus(last)
        radius = None
        left, right = low, high
        for _ in range(12):
            box = goal.box
            if radius is not None:
                left = low if low is not None and at - radius <= low else at - radius
                right = high if high is not None and at + radius >= high else at + radius
                box = goal.at(v, left, right)
            part = goal.of(goal.term, goal.relation, box)
            try:
                if ladder >= LADDERS:
                    raise Failed
                known, nodes = self.define(part, *derivatives[: m + 1])
                face = self.solve(known.of(goal.term, goal.relation, known.at(v, at, at)))
                rest = self.solve(known.of(last, ">="), ladder + 1, 3)
            except (Failed, Refused):
                radius = fmpq(2) if radius is None else radius / 2
                continue
            proof = [["taylor", v, str(c), m], *nodes, *face, *rest]
            if radius is None:
                return proof
            cuts = [p for p in (left, right) if p is not None and p not in (low, high)]
            if not cuts:
                return proof
            pieces = [low, *cuts, high]
            parts = [
                proof
                if (a, b) == (left, right)
                else self.solve(
                    goal.of(goal.term, goal.relation, goal.at(v, a, b)), ladder, splits - 1
                )
                for a, b in pairwise(pieces)
            ]
            return [["split", v, *map(str, cuts)], *(node for part in parts for node in part)]
        raise Failed

    def _touch_many(self, goal: Goal, free: list[str], point: Point, splits: int) -> Nodes:
        """Convexity near the point, and the rest by cutting the box around it."""
        c = [str(point[v]) for v in goal.box]
        radius = None
        for _ in range(12):
            box = dict(goal.box)
            if radius is not None:
                for v in free:
                    low, high = goal.box[v]
                    x = _rational(point[v])
                    box[v] = (
                        low if low is not None and x - radius <= low else x - radius,
                        high if high is not None and x + radius >= high else x + radius,
                    )
            part = goal.of(goal.term, goal.relation, box)
            slopes = [self.terms.derivative(goal.term, v) for v in box]
            entries = [self.terms.derivative(slope, v) for slope in slopes for v in box]
            try:
                known, nodes = self.define(part, *slopes, *entries)
                corner: Box = {v: (_rational(x), _rational(x)) for v, x in point.items()}
                face = self.solve(known.of(goal.term, goal.relation, corner))
                RULES["convex"](Proof(self.terms, face), known, Node("convex", tuple(c), ""))
            except (Failed, Refused):
                radius = fmpq(1) if radius is None else radius / 2
                continue
            return self._around(goal, box, [["convex", *c], *nodes, *face], splits)
        raise Failed

    def _around(self, goal: Goal, inner: Box, proof: Nodes, splits: int) -> Nodes:
        for v, side in goal.box.items():
            cuts = [p for p, q in zip(inner[v], side, strict=True) if p is not None and p != q]
            if not cuts:
                continue
            pieces = [side[0], *cuts, side[1]]
            nodes: Nodes = [["split", v, *map(str, cuts)]]
            for a, b in pairwise(pieces):
                part = goal.of(goal.term, goal.relation, goal.at(v, a, b))
                nodes += (
                    self._around(part, inner, proof, splits)
                    if (a, b) == inner[v]
                    else self.solve(part, 0, splits - 1)
                )
            return nodes
        return proof

    # --- half-lines ---

    def tail(self, goal: Goal, ladder: int, splits: int) -> Nodes:
        """A factored form, or a ladder of derivatives."""
        if (not _unbounded(goal.box) and not self.touching) or ladder >= LADDERS:
            raise Failed
        try:
            return self.rewritten(goal, ladder)
        except (Failed, Refused):
            pass
        return self.ladder(goal, ladder, splits)

    def squares(self, goal: Goal, _ladder: int, _splits: int) -> Nodes:
        """A polynomial of degree two that is >= 0 everywhere: as a sum of squares."""
        (quotient,), atoms = quotients(self.terms, [goal.term], values_of(goal.box))
        if goal.relation != ">=" or not quotient.denominator.is_one():
            raise Failed
        text = _squares(quotient.numerator, [str(atom) for atom in atoms])
        if text is None:
            raise Failed
        RULES["rewrite"](Proof(self.terms, ["interval"]), goal, Node("rewrite", (text,), ""))
        return [["rewrite", text], "interval"]

    def rational(self, goal: Goal, ladder: int, splits: int) -> Nodes:
        """On half-lines: a rational function, or one with a rational derivative."""
        if not _unbounded(goal.box) or ladder >= LADDERS:
            raise Failed
        if self.is_rational(goal.term):
            return self.rewritten(goal, ladder)
        (v, *others) = [v for v, side in goal.box.items() if None in side]
        if others or not self.is_rational(self.terms.derivative(goal.term, v)):
            raise Failed
        return self.ladder(goal, ladder, splits)

    def is_rational(self, f: Term) -> bool:
        """No call of a function is in its normal form."""
        _, atoms = quotients(self.terms, [f], {})
        return all(atom.head == "name" for atom in atoms)

    def rewritten(self, goal: Goal, ladder: int) -> Nodes:
        """The goal with its term in factors."""
        text = self.factored(goal)
        if text is None or self.terms.of(parse(text), tuple(goal.box)) is goal.term:
            raise Failed
        g = self.terms.of(parse(text), tuple(goal.box))
        return [["rewrite", text], *self.solve(goal.of(g, goal.relation), ladder + 1, 0)]

    def ladder(self, goal: Goal, ladder: int, splits: int) -> Nodes:
        """From the end of a half-line on, with the sign of the derivative."""
        for v, (low, high) in goal.box.items():
            if (low is None) == (high is None):
                continue
            c = high if low is None else low
            slope = self.terms.derivative(goal.term, v)
            last = slope if high is None else self.terms.minus(slope)
            if not self.seems(goal.of(last, ">=")):
                continue
            known, nodes = self.define(goal, slope)
            face = self.solve(known.of(goal.term, goal.relation, goal.at(v, c, c)), ladder, splits)
            rest = self.solve(known.of(last, ">="), ladder + 1, 2)
            return [["taylor", v, str(c), 1], *nodes, *face, *rest]
        raise Failed

    def factored(self, goal: Goal) -> str | None:
        """The normal form with factors, if it is short enough."""
        (quotient,), atoms = quotients(self.terms, [goal.term], values_of(goal.box))
        text = _factors(quotient, [str(atom) for atom in atoms])
        return text if len(text) <= 900 and "..." not in text else None

    # --- bisection ---

    def split(self, goal: Goal, ladder: int, splits: int) -> Nodes:
        """In the middle of the side that matters most; half-lines at larger and larger points."""
        free = [v for v, (low, high) in goal.box.items() if low is None or low != high]
        if not free or splits <= 0:
            self.worst = self.worst or goal.box
            raise Failed
        unbounded = [v for v in free if None in goal.box[v]]
        v = unbounded[0] if unbounded else max(free, key=lambda v: self._weight(goal, v))
        p = _cut(goal.box[v])
        low, high = goal.box[v]
        nodes: Nodes = [["split", v, str(p)]]
        for side in ((low, p), (p, high)):
            part = goal.of(goal.term, goal.relation, goal.at(v, *side))
            nodes += self.solve(part, ladder, splits - 1)
        return nodes

    def _weight(self, goal: Goal, v: str) -> float:
        low, high = goal.box[v]
        width = float(_fraction(high)) - float(_fraction(low))  # type: ignore[arg-type]
        slope: Interval = enclosure(self.terms, self.terms.derivative(goal.term, v), goal.box)
        size = max(abs(float(slope.lower)), abs(float(slope.upper)))
        return width * size if math.isfinite(size) and size > 0 else width


class Recorder(Proof):
    """Runs a rule with subgoals that are searched for."""

    def __init__(self, search: Search, ladder: int, splits: int) -> None:
        Proof.__init__(self, search.terms, [])
        self.search = search
        self.ladder_depth = ladder
        self.splits = splits
        self.found: Nodes = []

    def prove(self, goal: Goal) -> None:
        """Search instead of reading."""
        if not self.search.seems(goal):
            raise Failed
        self.found += self.search.solve(goal, self.ladder_depth, min(self.splits, 12))


# --- small things ---


def _float(node: Term, at: dict[str, float], values: dict[Term, float]) -> float:
    first = node.parts[0]
    if isinstance(first, int):
        return float(first)
    if isinstance(first, str):
        return at[first]
    x = values[first]
    if len(node.parts) == 1:
        return SINGLE[node.head](x)
    second = node.parts[1]
    if isinstance(second, int):
        return x**second
    y = values[node.arguments()[1]]
    if node.head == "/":
        return x / y
    return x + y if node.head == "+" else x - y if node.head == "-" else x * y


def _floats(side: tuple[fmpq | None, fmpq | None]) -> list[float]:
    """Some points of a side in order, with its finite ends."""
    low, high = (None if end is None else float(_fraction(end)) for end in side)
    if low is not None and high is not None:
        return [low, low + (high - low) / 2, high]
    if low is not None:
        return [low + x for x in FAR]
    if high is not None:
        return [high - x for x in reversed(FAR)]
    return sorted({x for y in FAR for x in (y, -y)})


def _cut(side: tuple[fmpq | None, fmpq | None]) -> fmpq:
    low, high = side
    if low is not None and high is not None:
        return (low + high) / 2
    if low is None and high is None:
        return fmpq(0)
    if high is None and low is not None:
        return 2 * low if low >= 1 else fmpq(1) if low >= 0 else low / 2 if low < -1 else fmpq(0)
    return -_cut((None if high is None else -high, None))


def _middle(side: tuple[fmpq | None, fmpq | None]) -> fmpq:
    low, high = side
    return low if low == high and low is not None else _cut(side)


def _unbounded(box: Box) -> bool:
    return any(None in side for side in box.values())


def _contains(side: tuple[fmpq | None, fmpq | None], c: Fraction) -> bool:
    low, high = side
    x = _rational(c)
    return (low is None or low <= x) and (high is None or x <= high)


def _fraction(x: fmpq) -> Fraction:
    return Fraction(int(x.p), int(x.q))


def _rational(x: Fraction) -> fmpq:
    return fmpq(x.numerator, x.denominator)


def _factors(quotient: Quotient, names: list[str]) -> str:
    top, bottom = (_product(part, names) for part in (quotient.numerator, quotient.denominator))
    return top if bottom == "1" else f"{top}/({bottom})"


def _product(f: fmpq_mpoly, names: list[str]) -> str:
    unit, factors = f.factor()
    pieces = [
        f"({_sum(factor, names)})" + (f"**{power}" if power > 1 else "")
        for factor, power in factors
    ]
    if unit != 1 or not pieces:
        pieces = [f"({unit})" if unit < 0 or unit.q != 1 else str(unit), *pieces]
    return "*".join(pieces)


def _squares(f: fmpq_mpoly, names: list[str]) -> str | None:
    """The polynomial as a sum of squares with positive factors (completing squares); None if it is
    not of degree two, or not one.
    """
    n = len(names)
    gram = [[fmpq(0)] * (n + 1) for _ in range(n + 1)]  # for the vector (variables, 1)
    for powers, c in f.to_dict().items():
        places = [i for i, power in enumerate(powers) for _ in range(power)]
        if len(places) > 2:
            return None
        i, j = [*places, n, n][:2]
        gram[i][j] += c / 2
        gram[j][i] += c / 2
    text = ""
    for k in range(n + 1):
        pivot, row = gram[k][k], gram[k][:]
        if pivot < 0 or (pivot == 0 and any(row)):
            return None
        if pivot > 0:
            part = [(row[i] / pivot, ([*names, "1"])[i]) for i in range(k, n + 1) if row[i]]
            text += f"+({pivot})*({'+'.join(f'({c})*{name}' for c, name in part)})**2"
            for i, j in product(range(n + 1), repeat=2):
                gram[i][j] -= row[i] * row[j] / pivot
    return text.removeprefix("+") or None


def _sum(f: fmpq_mpoly, names: list[str]) -> str:
    text = ""
    for powers, c in f.to_dict().items():
        factors = [str(abs(c.p))] if abs(c.p) != 1 or not any(powers) else []
        factors += [
            f"{name}**{power}" if power > 1 else name
            for name, power in zip(names, powers, strict=False)
            if power
        ]
        text += ("-" if c < 0 else "+") + "*".join(factors) + (f"/{c.q}" if c.q != 1 else "")
    return text.removeprefix("+")


def _shown(point: Point) -> str:
    return ", ".join(f"{v} = {float(x):.6g}" for v, x in point.items())


def _shown_box(box: Box) -> str:
    def end(x: fmpq | None, infinite: str) -> str:
        return infinite if x is None else f"{float(_fraction(x)):.6g}"

    return ", ".join(f"{v} in [{end(a, '-inf')}, {end(b, 'inf')}]" for v, (a, b) in box.items())
