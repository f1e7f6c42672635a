"""Searches for `parametric.sign`: cells by bisection, squares by linear programming."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import chain, combinations, islice, product
from random import Random
from typing import Any

import numpy as np
from flint import fmpq, fmpq_mpoly
from scipy.optimize import linprog, minimize

from cap.certificate import Claim, Json
from cap.claims.parametric import (
    Cell,
    Parametric,
    ParametricSign,
    ParametricSignRefuted,
    Proof,
)
from cap.kernels.cell import Side, Work, in_coordinates
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Verdict

SECONDS = 60
CELLS, DEPTH, AGAIN = 3000, 60, 1.1
SLOPES = [Fraction(text) for text in ("1", "2", "1/2", "3", "1/3", "3/2", "2/3")]
POINTS, STARTS, SMALL = 3000, 12, 0.5
Powers = tuple[int, ...]
Terms = Mapping[Powers, fmpq]
Column = tuple[Powers, Powers, fmpq, Terms]
COLUMNS, MONOMIALS = 5000, 60


def holds(parameters: Json, progress: Progress) -> Json:
    """The tree of cells of `parametric.sign`."""
    search = Search(Parametric.read(parameters))
    try:
        witness = fails(parameters, progress)
    except NotCertified:
        pass
    except Refused as refusal:
        raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
    else:
        counterexample = Claim("parametric.sign-refuted", parameters)
        margin = f"the sign is another one at {witness['point']}"
        raise NotCertified(Verdict.REJECTED, margin, counterexample, witness)
    try:
        nodes = search.prove(search.claim.box)
        progress(f"{search.leaves} cells")
        ParametricSign.check(parameters, {"proof": nodes}, {})
    except Refused as refusal:
        raise NotCertified(Verdict.INCONCLUSIVE, str(refusal)) from refusal
    return {"proof": nodes}


def fails(parameters: Json, _progress: Progress) -> Json:
    """A point where the sign is another one: among many, then near the least of these."""
    claim = Parametric.read(parameters)
    for point in chain(points(claim), least_points(claim)):
        witness = {"point": {name: str(x) for name, x in zip(claim.box, point, strict=True)}}
        try:
            ParametricSignRefuted.check(parameters, witness, {})
        except Refused:
            continue
        return witness
    raise NotCertified(Verdict.INCONCLUSIVE, "no point was found at which the inequality fails")


def least_points(claim: Parametric) -> Iterator[list[fmpq]]:
    """Rational points near local minima; integers stay as they are."""
    f = claim.quotient()

    def evaluator(p: fmpq_mpoly) -> Callable[[Any], float]:
        powers = np.array(list(p.to_dict()) or [(0,) * len(claim.box)], dtype=float)
        factors = np.array([_float(c) for c in p.to_dict().values()] or [0.0])
        return lambda x: float(factors @ np.prod(np.asarray(x) ** powers, axis=1))

    above, below = evaluator(f.numerator), [evaluator(q) for q in f.ring.divisors]

    def value(x: Any) -> float:
        size = above(x)
        for i, e in f.below.items():
            size /= below[i](x) ** e or 1e-300
        return size if np.isfinite(size) else 1e300

    ends = [(None if s.low is None else _float(s.low), None if s.high is None else _float(s.high))
            for s in claim.box.values()]  # fmt: skip
    with np.errstate(all="ignore"):
        starts = sorted(
            ([_float(x) for x in point] for point in islice(points(claim), POINTS)), key=value
        )
        for start in starts[:STARTS]:
            fixed = [(x, x) if name in claim.integers else bounds
                     for name, x, bounds in zip(claim.box, start, ends, strict=True)]  # fmt: skip
            found = minimize(value, start, bounds=fixed, method="L-BFGS-B").x
            for most in (12, 1000, 10**6, 10**12):
                near = [Fraction(float(x)).limit_denominator(most) for x in found]
                point = [fmpq(*x.as_integer_ratio()) for x in near]
                yield [
                    side.low if side.low is not None and x < side.low
                    else side.high if side.high is not None and x > side.high else x
                    for x, side in zip(point, claim.box.values(), strict=True)
                ]  # fmt: skip


def _float(x: fmpq) -> float:
    return float(Fraction(int(x.p), int(x.q)))


def points(claim: Parametric) -> Iterator[list[fmpq]]:
    """The ends and points near to and far from them; then the least ones are improved."""
    random = Random(1)  # noqa: S311 - points to try
    spots: list[list[fmpq]] = []
    steps = [Fraction(text) for text in
             ("0", "1/1000000000", "1/1000", "1/10", "1/3", "1/2", "2/3", "1", "3/2", "2", "3", "5",
              "10", "100", "1000000")]  # fmt: skip
    for name, side in claim.box.items():
        low, high = (None if end is None else Fraction(int(end.p), int(end.q))
                     for end in (side.low, side.high))  # fmt: skip
        near = [low + s for s in steps] if low is not None else []
        near += [high - s for s in steps] if high is not None else []
        near += [s * t for s in steps for t in (1, -1)]
        if low is not None and high is not None:
            near += [low + (high - low) * Fraction(k, 24) for k in range(25)]
        if name in claim.integers:
            near = [x for x in near if x.denominator == 1]
            near += [Fraction(int(side.low.p) + k) for k in range(60)] if side.low else []
        inside = {x for x in near if (low is None or low <= x) and (high is None or x <= high)}
        spots.append([fmpq(x.numerator, x.denominator) for x in sorted(inside)])
    if len(spots) <= 1:
        yield from map(list, product(*spots))
        return
    for _ in range(POINTS):
        # the first integers matter more than the others
        yield [
            random.choice(spot[:4] if name in claim.integers and random.random() < SMALL else spot)
            for name, spot in zip(claim.box, spots, strict=True)
        ]


class Search:
    """A proof for each cell, or two cells."""

    def __init__(self, claim: Parametric) -> None:
        self.claim = claim
        self.f = claim.quotient()
        self.leaves, self.end = 0, time.process_time() + SECONDS
        self.zeros = self.touching()

    def touching(self) -> dict[str, set[fmpq]]:
        """Coordinates of rational points where the numerator is 0: cells should end there."""
        found: dict[str, set[fmpq]] = {name: set() for name in self.claim.box}
        for point in chain(points(self.claim), least_points(self.claim)):
            if self.f.numerator(*point) == 0:
                for name, x in zip(found, point, strict=True):
                    found[name].add(x)
        return {name: xs if len(xs) <= 3 else set() for name, xs in found.items()}

    def prove(self, cell: Cell, cuts: tuple[str, ...] = ()) -> list[Json]:
        """The nodes of a proof; `cuts` are the variables that were cut to come to this cell.

        Raises:
            NotCertified: when the time or the number of cells is over.
        """
        self.leaves += 1
        if time.process_time() > self.end or self.leaves > CELLS or len(cuts) > DEPTH:
            raise NotCertified(Verdict.INCONCLUSIVE, f"not proved in {self.leaves} cells")
        leaf = self.leaf(cell)
        if leaf is not None:
            return [leaf]
        name, c = self.best_cut(cell, cuts)
        first, second = self.claim.cut(cell, name, c)
        left, right = self.prove(first, (*cuts, name)), self.prove(second, (*cuts, name))
        return [["split", name, str(c)], *left, *right]

    def leaf(self, cell: Cell) -> Json | None:
        """A leaf, with squares where they are needed."""
        sides = list(cell.values())
        sign, lists = 1, []
        for i, q in enumerate(self.f.ring.divisors):
            terms, _ = in_coordinates(q.to_dict(), sides, Work())
            s = -1 if terms.get((0,) * len(sides), fmpq(0)) < 0 else 1
            lists.append(find_squares(q * s, cell, strict=True))
            sign *= s ** self.f.below.get(i, 0)
            if lists[-1] is None:
                return None
        squares = find_squares(self.f.numerator * sign, cell, strict=self.claim.strict)
        if squares is None:
            return None
        node = ["leaf", squares, *lists]
        while len(node) > 1 and not node[-1]:
            node.pop()
        try:
            proof = Proof(self.f, tuple(cell), self.claim.strict)
            proof.leaf(cell, self.claim.node(node, "leaf"))  # type: ignore[arg-type]
        except Refused:
            return None
        return node

    def best_cut(self, cell: Cell, cuts: tuple[str, ...]) -> tuple[str, fmpq]:
        """The cut after which negative coefficients have the least share; what was cut often counts
        less.
        """
        options: list[tuple[float, int, str, fmpq]] = []
        for name, side in cell.items():
            for c in self.points_of(name, side):
                try:
                    parts = list(self.claim.cut(cell, name, c))
                except Refused:
                    continue
                share = sum(map(self.negative, parts)) * AGAIN ** cuts.count(name)
                options.append((share, len(options), name, c))
        if not options:
            raise NotCertified(Verdict.INCONCLUSIVE, "no cut is left")
        *_, name, c = min(options)
        return name, c

    def points_of(self, name: str, side: Side) -> list[fmpq]:
        """Where a side may be cut."""
        low, high, integer = side.low, side.high, name in self.claim.integers
        one = fmpq(1)
        if low is not None and high is not None:
            middle = (low + high) / 2
            found = [fmpq(middle.floor()) if integer else middle]
        elif low is not None:
            found = [low + (max(abs(low), one)), *[low] * integer]
        elif high is not None:
            found = [high - (max(abs(high), one))]
        else:
            found = [fmpq(0)]
        return [*self.zeros[name], *found]

    def negative(self, cell: Cell) -> float:
        """The share of the negative coefficients, over all polynomials; 0 is a proof."""
        sides, total = list(cell.values()), 0.0
        for p in [self.f.numerator, *self.f.ring.divisors]:
            terms, _ = in_coordinates(p.to_dict(), sides, Work())
            values = [_float(c) for c in terms.values()]
            size = sum(map(abs, values)) or 1.0
            below = -sum(x for x in values if x < 0) / size
            total += below if p is self.f.numerator else min(below, 1 - below)
        return total


def find_squares(p: fmpq_mpoly, cell: Cell, *, strict: bool) -> Json | None:
    """Pairs [u, v] so that p without u v^2 has the signs that are needed; none where that is so."""
    sides = list(cell.values())
    terms, degrees = in_coordinates(p.to_dict(), sides, Work())
    free = [side.low is None and side.high is None for side in sides]
    ends = [(0, n) if side.bounded() else (0,) for n, side in zip(degrees, sides, strict=True)]
    corners = set(product(*ends)) if strict else set()
    if any(not terms.get(corner, fmpq(0)) > 0 for corner in corners):
        return None
    bad = [m for m, c in terms.items() if c < 0 or _is_odd(m, free)]
    if not bad:
        return []
    completed = complete_squares(p, tuple(cell))
    if completed is not None:
        return completed
    columns = list(_columns(terms, bad, free))[:COLUMNS]
    if not columns:
        return None
    weights = _weights(terms, free, corners, [column for *_, column in columns])
    for most in (12, 1000, 10**6, 10**9):
        rounded = [Fraction(float(x)).limit_denominator(most) for x in weights]
        rest = dict(terms)
        for weight, (*_, column) in zip(rounded, columns, strict=True):
            for m, c in column.items():
                left = rest.get(m, fmpq(0)) - fmpq(weight.numerator, weight.denominator) * c
                rest[m] = left
        signs = all(c >= 0 and (c == 0 or not _is_odd(m, free)) for m, c in rest.items())
        if signs and all(rest[m] > 0 for m in corners):
            return _texts(cell, degrees, rounded, columns)
    return None


def _root(x: fmpq) -> Fraction:
    return Fraction(abs(_float(x)) ** 0.5).limit_denominator(1000)


def _is_odd(m: Powers, free: list[bool]) -> bool:
    return any(k % 2 and f for k, f in zip(m, free, strict=True))


def complete_squares(p: fmpq_mpoly, names: tuple[str, ...]) -> Json | None:
    """The squares of a quadratic polynomial whose elimination has no negative pivot."""
    gens, squares = p.context().gens(), []
    if p.total_degree() != 2:
        return None
    for x in gens:
        slope = p.derivative(str(x))
        twice = slope.derivative(str(x))
        pivot = fmpq(0) if twice.is_zero() else twice.leading_coefficient() / 2
        if pivot < 0 or (pivot == 0 and not slope.is_zero()):
            return None
        if pivot > 0:
            root = slope / (2 * pivot)
            squares.append([str(pivot), _text(root.to_dict(), names)])
            p -= pivot * root * root
    return squares if p.is_zero() or p.leading_coefficient() >= 0 else None


def _text(terms: Terms, names: tuple[str, ...]) -> str:
    parts = [f"({c})" + "".join(f"*{x}**{k}" for x, k in zip(names, powers, strict=True) if k)
             for powers, c in terms.items()]  # fmt: skip
    return " + ".join(parts) or "0"


def _columns(terms: Terms, bad: list[Powers], free: list[bool]) -> Iterator[Column]:
    """For monomials a and b around one that must go: u (v - s w)^2 with u v^2 = a, u w^2 = b."""
    listed = [m for m, c in terms.items() if c > 0 and not _is_odd(m, free)]
    sums = {sum(m) for m in terms}
    boxes = product(*(range(max(m[i] for m in terms) + 1) for i in range(len(free))))
    more = [m for m in boxes if min(sums) <= sum(m) <= max(sums) and not _is_odd(m, free)]
    good = listed + ([m for m in more if m not in listed] if len(more) <= MONOMIALS else [])
    known, unwanted = set(listed), set(bad)
    for a, b in combinations(good, 2):
        m = tuple((i + j) // 2 for i, j in zip(a, b, strict=True))
        u = tuple(map(min, a, b))
        if any((i + j) % 2 for i, j in zip(a, b, strict=True)) or _is_odd(u, free):
            continue
        both = a in known and b in known
        if m not in unwanted and both:
            continue
        near = [_root(terms[a] / terms[b])] if both else []
        for slope in dict.fromkeys([*(SLOPES if both else SLOPES[:1]), *near]):
            if slope:
                s = fmpq(*slope.as_integer_ratio()) * (-1 if terms.get(m, fmpq(-1)) > 0 else 1)
                yield a, b, s, {a: fmpq(1), m: -2 * s, b: s * s}


def _weights(
    terms: Terms, free: list[bool], corners: set[Powers], columns: list[Terms]
) -> list[float]:
    """Weights >= 0 of the squares, by linear programming; none if there are none."""
    rows = {m: k for k, m in enumerate({**terms, **{m: 0 for c in columns for m in c}})}
    matrix = np.zeros((len(rows), len(columns)))
    for j, column in enumerate(columns):
        for m, c in column.items():
            matrix[rows[m], j] = _float(c)
    right = np.array([_float(terms.get(m, fmpq(0))) * (1 - (m in corners) / 1000) for m in rows])
    equal = [k for m, k in rows.items() if _is_odd(m, free)]
    found = linprog(
        np.ones(len(columns)),
        A_ub=matrix,
        b_ub=right,
        A_eq=matrix[equal] if equal else None,
        b_eq=right[equal] if equal else None,
        method="highs",
        options={"time_limit": 5},
    )
    return [float(x) for x in found.x] if found.success else [0.0] * len(columns)


def _texts(
    cell: Cell, degrees: Powers, weights: list[Fraction], columns: list[Column]
) -> list[list[str]]:
    """The squares in the variables themselves: t is (x - a)/(b - x), x - a, b - x or x."""

    def monomial(powers: Powers, total: Powers) -> str:
        factors = []
        for (x, side), k, n in zip(cell.items(), powers, total, strict=True):
            low = x if side.low is None or side.low == 0 else f"({x} - ({side.low}))"
            high = f"({side.high} - {x})"
            first = high if side.low is None and side.high is not None else low
            factors += [(first, k), (high, n - k if side.bounded() else 0)]
        return "*".join(f if k == 1 else f"{f}**{k}" for f, k in factors if k) or "1"

    size = fmpq(1)
    for side, n in zip(cell.values(), degrees, strict=True):
        if side.low is not None and side.high is not None and side.low < side.high:
            size *= (side.high - side.low) ** n
    found = []
    for weight, (a, b, s, _) in zip(weights, columns, strict=True):
        if weight:
            u = tuple(map(min, a, b))
            lower = tuple(map(min, a, b))
            half = tuple(abs(i - j) // 2 for i, j in zip(a, b, strict=True))
            v, w = (tuple((i - j) // 2 for i, j in zip(m, lower, strict=True)) for m in (a, b))
            # the common factor takes what is left of the degree: n - |a - b| in each variable
            rest = tuple(n - 2 * h for n, h in zip(degrees, half, strict=True))
            c = fmpq(weight.numerator, weight.denominator) / size
            root = f"{monomial(v, half)} - ({s})*{monomial(w, half)}"
            found.append([f"({c})*{monomial(u, rest)}", root])
    return found
