"""Search for `integral.enclosure`: cells of the largest error are halved; tails are fitted.

A tail is measured at points, its bounds are rounded outward, and the search for inequalities
proves them; if it cannot, the tail begins twice as far away.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import pairwise

from flint import arb, fmpq

from cap.certificate import Claim, Json
from cap.claims.inequality import Inequality
from cap.claims.inequality_rules import Goal, Proof
from cap.claims.integral import Integral, cell
from cap.kernels.ball import precision
from cap.kernels.interval import Interval
from cap.kernels.interval import enclosure as enclosed
from cap.kernels.term import Term, Terms
from cap.propose import inequality
from cap.propose.search import NotCertified, Progress
from cap.verdict import Refused, Verdict

ORDERS = (4, 10, 20, 32)
MOST_CELLS = 1500
DOUBLINGS = 44
MOST_POWER = 12
TAIL_SECONDS = 12  # for one tail
SECONDS = 1  # for one inequality of a tail
BITS = inequality.BITS
EXPONENT = 4000  # smaller powers of two count as 2^-EXPONENT
HUGE = arb(2) ** EXPONENT


@dataclass(frozen=True)
class Task:
    """The integrand as text and as term, and where progress is told."""

    text: str
    f: Term
    terms: Terms
    progress: Progress


@dataclass(frozen=True)
class Measured:
    """A cell, its order and integral, and the nodes that show that f is defined on it."""

    p: fmpq
    q: fmpq
    order: int
    value: Interval
    nodes: tuple[Json, ...] = ()

    @property
    def width(self) -> float:
        """The width of what encloses the integral."""
        return float(self.value.upper - self.value.lower)


@dataclass(frozen=True)
class Half:
    """A tail that was proved."""

    start: fmpq
    witness: Json
    nodes: tuple[Json, ...]
    value: Interval


def enclosure(parameters: Json, progress: Progress) -> Json:
    """A witness of `integral.enclosure`."""
    claim = Integral.read(parameters)
    if claim.lower >= claim.upper:
        raise NotCertified(Verdict.INCONCLUSIVE, "no number is between these bounds")
    witness, total = _search(claim, _fraction(claim.upper - claim.lower), progress)
    with precision(witness["bits"] + 20):
        text = f"the integral is between {total.lower.str(12)} and {total.upper.str(12)}"
        inside = total.lower >= arb(claim.lower) and total.upper <= arb(claim.upper)
        outside = total.upper < arb(claim.lower) or total.lower > arb(claim.upper)
    if outside:
        found = _claim(parameters, total)
        raise NotCertified(Verdict.REJECTED, text, found, witness)
    if not inside:
        raise NotCertified(Verdict.INCONCLUSIVE, text)
    return witness


def value(integrand: str, domain: tuple[str, str], tolerance: Fraction) -> Claim:
    """A true claim about an integral, with bounds that differ by about `tolerance`."""
    parameters = {"integrand": integrand, "domain": list(domain), "lower": "0", "upper": "0"}
    _, total = _search(Integral.read(parameters), tolerance / 2, lambda _: None)
    return _claim(parameters, total)


def elsewhere(parameters: Json) -> list[Claim]:
    """An enclosure that does not meet the bounds of the claim."""
    claim = Integral.read(parameters)
    tolerance = max(_fraction(claim.upper - claim.lower), Fraction(1, 10**6))
    for _ in range(4):
        _, total = _search(claim, tolerance, lambda _: None)
        if total.upper < arb(claim.lower) or total.lower > arb(claim.upper):
            return [_claim(parameters, total)]
        tolerance /= 100
    raise NotCertified(Verdict.INCONCLUSIVE, "the integral is not seen outside of the bounds")


def _claim(parameters: Json, total: Interval) -> Claim:
    """Bounds of few digits: the enclosure, widened by a quarter on both sides."""
    low, high = _exact(total.lower), _exact(total.upper)
    low, high = low - (high - low) / 4, high + (high - low) / 4
    unit = _unit((high - low) / 20)
    bounds = {
        "lower": str(math.floor(low / unit) * unit),
        "upper": str(math.ceil(high / unit) * unit),
    }
    return Claim("integral.enclosure", {**parameters, **bounds})


def _search(claim: Integral, tolerance: Fraction, progress: Progress) -> tuple[Json, Interval]:
    """A witness, and what it encloses: an interval a little narrower than the tolerance."""
    bits = max(BITS, 40 + math.ceil(-math.log2(tolerance)))
    terms = Terms()
    task = Task(claim.integrand, Integral.term(terms, claim.integrand), terms, progress)
    with precision(bits):
        halves: dict[str, Half] = {}
        a, b = claim.domain.a, claim.domain.b
        if b is None:
            halves["right"] = _tail(task, 1, a, tolerance / 8)
        if a is None:
            end = halves["right"].start if b is None else b
            halves["left"] = _tail(task, -1, end, tolerance / 8)
        low = halves["left"].start if a is None else a
        high = halves["right"].start if b is None else b
        cells = _cells(task, list(_grid(low, high)), float(tolerance / 2))
        total = Interval.exact(0)
        for one in [part.value for part in cells] + [half.value for half in halves.values()]:
            total += one
    proof = [node for part in cells for node in part.nodes]
    for side in ("left", "right"):
        proof += halves[side].nodes if side in halves else ()
    witness = {
        "bits": bits,
        "points": [str(low), *(str(part.q) for part in cells)],
        "orders": [part.order for part in cells],
        "proof": proof,
        **{side: half.witness for side, half in halves.items()},
    }
    return witness, total


def _grid(low: fmpq, high: fmpq) -> Iterator[tuple[fmpq, fmpq]]:
    """Cells that grow with the distance from 0."""
    points = {low, high}
    for k in range(-2, DOUBLINGS + 2):
        points |= {x for x in (fmpq(2) ** k, -(fmpq(2) ** k), fmpq(0)) if low < x < high}
    if low < high:
        ordered = sorted(points)
        yield from pairwise(ordered)


def _cells(task: Task, pieces: list[tuple[fmpq, fmpq]], tolerance: float) -> list[Measured]:
    heap = [_entry(_measure(task, p, q)) for p, q in pieces]
    heapify(heap)
    error = sum(-entry[0] for entry in heap)
    while error > tolerance or not math.isfinite(error):
        task.progress(f"{len(heap)} cells, error {error:.3g}")
        if len(heap) >= MOST_CELLS:
            raise NotCertified(Verdict.INCONCLUSIVE, f"the error is still {error:.3g}")
        worst = heappop(heap)[-1]
        middle = (worst.p + worst.q) / 2
        for p, q in ((worst.p, middle), (middle, worst.q)):
            heappush(heap, _entry(_measure(task, p, q)))
        error = sum(-entry[0] for entry in heap)
    return sorted((entry[-1] for entry in heap), key=lambda part: part.p)


def _entry(part: Measured) -> tuple[float, fmpq, Measured]:
    width = part.width
    return (-width if math.isfinite(width) else -math.inf, part.p, part)


def _measure(task: Task, p: fmpq, q: fmpq) -> Measured:
    best: Measured | None = None
    for n in ORDERS:
        try:
            found = Measured(p, q, n, cell(task.terms, Proof(task.terms, []), task.f, (p, q), n))
        except Refused:
            break
        if best is not None and found.width > best.width / 2:
            break
        best = found
    if best is not None and best.width < math.inf:
        return best
    box = {"x": (p, q)}
    search = inequality.Search(Inequality(task.text, ">=", box), lambda _: None)
    try:
        _, nodes = search.define(Goal(search.f, ">=", box), search.f)
        value = cell(task.terms, Proof(task.terms, nodes), task.f, (p, q), 0)
    except (inequality.Failed, Refused):
        # It may be seen on smaller cells.
        whole = Interval(arb("-inf"), arb("inf"))
        if q - p < fmpq(1, 2**40):
            text = f"the integrand may not be defined near {float(_fraction(p)):.6g}"
            raise NotCertified(Verdict.INCONCLUSIVE, text) from None
        return Measured(p, q, 0, whole)
    return Measured(p, q, 0, value, tuple(nodes))


# --- tails ---


def _tail(task: Task, side: int, end: fmpq | None, tolerance: Fraction) -> Half:
    first = fmpq(2) if end is None else max(fmpq(2), 2 * end * side)
    start = side * fmpq(2) ** max(1, math.ceil(math.log2(float(_fraction(first)))))
    give_up = time.process_time() + TAIL_SECONDS
    for _ in range(DOUBLINGS):
        if time.process_time() > give_up:
            break
        for shape in _shapes(task.f, task.terms, start):
            half = _bounds(task, start, side, shape, tolerance)
            task.progress(f"tail from {start}: {shape}")
            if half is not None:
                return half
        start *= 2
    raise NotCertified(Verdict.INCONCLUSIVE, "no majorant of a tail was found")


def _log(f: Term, terms: Terms, x: Fraction) -> float:
    """Log |f(x)|, the largest of a few points near x."""
    best = -math.inf
    for k in range(5):
        y = _rational(x * (1 + Fraction(k, 97)))
        seen = abs(enclosed(terms, f, {"x": (y, y)}).upper)
        if seen > 0 and seen.is_finite():
            best = max(best, float(seen.log()))
    return best


def _shapes(f: Term, terms: Terms, start: fmpq) -> Iterator[Json]:
    x = _fraction(start)
    near, twice, far = (_log(f, terms, x * k) for k in (1, 2, 4))
    if -math.inf in (near, twice):  # it is 0 there, or close to it
        yield {"rate": "1"}
        return
    p, later = (near - twice) / math.log(2), (twice - far) / math.log(2)
    if p >= 2 and later > 1.6 * p:
        step = _log(f, terms, x * Fraction(101, 100))
        slope = (near - step) / abs(float(x)) * 100
        for part in (0.95, 0.75, 0.4):
            rate = Fraction(max(slope, 1e-3) * part).limit_denominator(8)
            if rate > 0:
                yield {"rate": str(rate)}
    for power in (round(p), math.floor(p), 2):
        if 2 <= power <= min(p + 0.3, MOST_POWER):
            yield {"power": power}


def _bounds(task: Task, start: fmpq, side: int, shape: Json, tolerance: Fraction) -> Half | None:
    x = _fraction(start)
    if "power" in shape:
        weight, mass = f"(x/({start}))**{shape['power']}", abs(x) / (shape["power"] - 1)
    else:
        rate = Fraction(shape["rate"])
        weight, mass = f"exp(({rate * side})*(x-({start})))", 1 / rate
    text = f"({task.text})*{weight}"
    product = Integral.term(task.terms, text)
    seen = []
    for k in range(-8, 60):
        y = _rational(x + side * abs(x) * Fraction(2) ** k)
        for z in (y, _rational(x) if k == -8 else y):
            at = enclosed(task.terms, product, {"x": (z, z)})
            if at.magnitude().upper < HUGE:
                seen += [_exact(at.lower), _exact(at.upper)]
    if not seen:
        return None
    size = max(map(abs, seen))  # C1 and C2 of this size: the search sees no smaller ratios
    unit = max(min(_unit(tolerance / mass / 16), _unit(size / 10)), Fraction(1, 10**60))
    least = math.floor(min(seen) / unit - 1) * unit
    most = math.ceil(max(seen) / unit + 1) * unit
    if min(seen) >= 0 >= least:
        least = Fraction(0)
    if (most - least) * mass > tolerance:
        return None
    nodes: list[Json] = []
    ends = [str(start), "inf"] if side > 0 else ["-inf", str(start)]
    before, inequality.SECONDS = inequality.SECONDS, SECONDS
    try:
        nodes += _prove(text, -least, "", ends)
        nodes += _prove(text, most, "-", ends)
    except (NotCertified, Refused, inequality.Failed, RecursionError):
        return None
    finally:
        inequality.SECONDS = before
    value = Interval(arb(_rational(least * mass)).lower(), arb(_rational(most * mass)).upper())
    witness = {**shape, "least": str(least), "most": str(most)}
    return Half(start, witness, tuple(nodes), value)


def _prove(product: str, c: Fraction, sign: str, ends: list[str]) -> list[Json]:
    """Nodes for c + product >= 0 (or c - product, by the sign). The search for inequalities takes
    1e-20 for 0, so it is asked about |c| (+-1 + product/|c|).
    """
    text = f"{sign}({product})-({-c})" if sign == "" else f"({c})-({product})"
    outer = {"expression": text, "domain": {"x": ends}, "relation": ">= 0"}
    if c != 0:
        search = inequality.Search(Inequality.read(outer), lambda _: None)
        unit = 1 if c > 0 else -1
        inner = f"{unit}{sign or '+'}({product})*({1 / abs(c)})"
        try:
            goal, before = search.define(Goal(search.f, ">=", search.claim.box), search.f)
            node = ["rewrite", f"({abs(c)})*({inner})"]
            scaled = goal.of(Integral.term(search.terms, inner), ">=")
            rest = _falling(search, scaled)
        except (inequality.Failed, Refused, RecursionError):
            if "exp((" in product and "sin" not in product and "cos" not in product:
                raise
        else:
            return [*before, node, ["parts", 0], "interval", *rest]
    nodes: list[Json] = inequality.holds(outer, lambda _: None)["proof"]
    return nodes


def _falling(search: inequality.Search, goal: Goal) -> list[Json]:
    """From the end of the half-line on, with the derivative in factors."""
    low, high = goal.box["x"]
    slope = search.terms.derivative(goal.term, "x")
    goal, before = search.define(goal, goal.term, slope)
    last = goal.of(slope if high is None else search.terms.minus(slope), ">=")
    text = search.factored(last)
    if text is None:
        raise inequality.Failed
    at_g = last.of(Integral.term(search.terms, text), ">=")
    at_g, more = search.define(at_g, at_g.term)
    rest = ["interval"] if search.leaf(at_g, "interval") else search.solve(at_g, 1, 2)
    node = ["taylor", "x", str(high if low is None else low), 1]
    return [node, *before, "interval", ["rewrite", text], *more, *rest]


# --- small things ---


def _fraction(x: fmpq) -> Fraction:
    return Fraction(int(x.p), int(x.q))


def _rational(x: Fraction) -> fmpq:
    return fmpq(x.numerator, x.denominator)


def _exact(x: arb) -> Fraction:
    mantissa, exponent = x.mid().man_exp()
    # Far out a function may be exp(-2^100): a number too long to write.
    return Fraction(int(mantissa)) * Fraction(2) ** max(int(exponent), -EXPONENT)


def _unit(size: Fraction) -> Fraction:
    """The power of ten below a size."""
    exponent = len(str(size.numerator)) - len(str(size.denominator)) - 1
    return Fraction(10) ** exponent if size > 0 else Fraction(1)
