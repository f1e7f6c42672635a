"""The rules of `inequality`: a proof is a list of nodes in prefix order, and each node is a rule
that proves one goal, "f > 0 on the box" or "f >= 0 on the box", from its subgoals.

Invariant: the term of a goal is defined on its box. `Proof.prove` first reads a proof of every
condition of definedness that is not yet known (`Proof.define`); what is known on a box is known on
every smaller one. The checker evaluates and never searches; each node is read once.

X is the box, F(X) the enclosure of f (kernels/interval.py), F_v that of df/dv, V the side of v, c
rational, "rel" the relation of the goal, = the equality of quotients (kernels/normal_form.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import factorial

from flint import fmpq

from cap.certificate import Json, read_rational
from cap.kernels.expression import ALLOWED, parse
from cap.kernels.interval import Box, Interval, enclosure
from cap.kernels.need import need
from cap.kernels.normal_form import equal, vanishes
from cap.kernels.term import Condition, Term, Terms
from cap.verdict import Malformed

ORDER_LIMIT = 12  # of derivatives
DEPTH_LIMIT = 150  # of goals inside goals
MONOTONE = ("atan", "sinh", "tanh")  # these functions have the sign of their argument


@dataclass(frozen=True)
class Goal:
    """`term` > 0 or >= 0 on `box`, by `relation`; the conditions in `facts` hold there."""

    term: Term
    relation: str
    box: Box
    facts: frozenset[Condition] = frozenset()
    depth: int = DEPTH_LIMIT

    def of(self, term: Term, relation: str, box: Box | None = None) -> Goal:
        """A subgoal on the box, or on a part of it."""
        return Goal(term, relation, box or self.box, self.facts, self.depth - 1)

    def at(self, v: str, low: fmpq | None, high: fmpq | None) -> Box:
        """The part of the box with v between the ends."""
        return {**self.box, v: (low, high)}

    def knows(self, condition: Condition) -> bool:
        """The condition, or a stronger one, is among the facts."""
        return condition in self.facts or Condition(condition.term, ">") in self.facts


@dataclass(frozen=True)
class Node:
    """A rule with its arguments: "name" or ["name", argument, ...]."""

    name: str
    arguments: tuple[Json, ...]
    path: str

    @staticmethod
    def read(tree: Json, path: str) -> Node:
        parts = tree if isinstance(tree, list) and len(tree) > 1 else [tree]
        if not isinstance(parts[0], str):
            raise Malformed(f"{path}: expected a rule, or a list of a rule and its arguments")
        return Node(parts[0], tuple(parts[1:]), path)

    def only(self, least: int, most: int) -> None:
        """Refuse another number of arguments."""
        if not least <= len(self.arguments) <= most:
            raise Malformed(f"{self.path}: wrong number of arguments", rule=self.name)

    def variable(self, goal: Goal) -> str:
        """The first argument."""
        v = self.arguments[0]
        if not isinstance(v, str) or v not in goal.box:
            raise Malformed(f"{self.path}: expected a variable", seen=v)
        return v

    def rationals(self, first: int, last: int) -> list[fmpq]:
        """The arguments from `first` to before `last`."""
        return [read_rational(value, self.path) for value in self.arguments[first:last]]

    def whole(self, i: int, least: int, most: int) -> int:
        """An integer argument."""
        n = self.arguments[i]
        if type(n) is not int or not least <= n <= most:
            raise Malformed(f"{self.path}: expected an integer from {least} to {most}", seen=n)
        return n


class Proof:
    """Reads the nodes one after the other; `prove` returns if they prove the goal."""

    def __init__(self, terms: Terms, nodes: list[Json]) -> None:
        self.terms = terms
        self.nodes = nodes
        self.position = 0

    def next(self) -> Node:
        """The node that follows."""
        need(self.position < len(self.nodes), "the proof ends too early", nodes=len(self.nodes))
        self.position += 1
        path = f"$.witness.proof[{self.position - 1}]"
        return Node.read(self.nodes[self.position - 1], path)

    def end(self) -> None:
        """All nodes have been read."""
        need(
            self.position == len(self.nodes),
            "the proof has nodes that prove nothing",
            read=self.position,
            nodes=len(self.nodes),
        )

    def prove(self, goal: Goal) -> None:
        """Read and check the nodes of one goal.

        Raises:
            Rejected: if they do not prove it.
            Malformed: if they are not nodes.
        """
        need(goal.depth > 0, "goals are nested too deeply", limit=DEPTH_LIMIT)
        goal = self.define(goal, goal.term)
        node = self.next()
        if node.name not in RULES:
            raise Malformed(f"{node.path}: unknown rule", rule=node.name, known=", ".join(RULES))
        RULES[node.name](self, goal, node)

    def define(self, goal: Goal, *wanted: Term) -> Goal:
        """The goal with the facts that the wanted terms are defined on its box, each proved here
        unless it is known.
        """
        for condition in (c for term in wanted for c in self.terms.conditions(term)):
            if goal.knows(condition):
                continue
            term, relation = condition.term, condition.relation
            if relation == "!=":
                # A node "+" or "-" says which sign the term has on the whole box.
                sign = self.next()
                sign.only(0, 0)
                if sign.name not in ("+", "-"):
                    raise Malformed(f"{sign.path}: expected + or -, a sign", term=term)
                relation = ">"
                if sign.name == "-":
                    term = self.terms.minus(term)
            self.prove(goal.of(term, relation))
            goal = replace(goal, facts=goal.facts | {condition, Condition(term, relation)})
        return goal

    def enclosed(self, goal: Goal, f: Term, box: Box | None = None) -> Interval:
        """The enclosure of f on the box of the goal, or on a part of it."""
        known = frozenset(fact.term for fact in goal.facts if fact.relation != "!=")
        return enclosure(self.terms, f, box or goal.box, known)

    def ladder(self, goal: Goal, v: str, n: int) -> tuple[Goal, list[Term]]:
        """f, df/dv, ..., d^n f/dv^n, all defined on the box: then f is n times differentiable."""
        derivatives = [goal.term]
        for _ in range(n):
            derivatives.append(self.terms.derivative(derivatives[-1], v))
        return self.define(goal, *derivatives), derivatives


def need_inside(box: Box, v: str, c: fmpq) -> None:
    """`c` lies in the side of v, ends included."""
    low, high = box[v]
    inside = (low is None or low <= c) and (high is None or c <= high)
    need(inside, "the point must lie in the box", variable=v, point=c, low=low, high=high)


def values_of(box: Box) -> dict[str, fmpq]:
    """The variables that have one value on the box."""
    return {v: low for v, (low, high) in box.items() if low is not None and low == high}


def need_sign(goal: Goal, value: Interval) -> None:
    """All numbers of the interval are > 0, or >= 0, as the goal says."""
    holds = value.lower > 0 if goal.relation == ">" else value.lower >= 0
    need(holds, f"the lower end must be {goal.relation} 0", lower=value.lower, upper=value.upper)


# --- the rules ---


def interval(proof: Proof, goal: Goal, node: Node) -> None:
    """F(X) rel 0."""
    node.only(0, 0)
    need_sign(goal, proof.enclosed(goal, goal.term))


def zero(proof: Proof, goal: Goal, node: Node) -> None:
    """F = 0, hence f >= 0."""
    node.only(0, 0)
    need(goal.relation == ">=", "what is zero is not positive", expression=goal.term)
    need(
        vanishes(proof.terms, goal.term, values_of(goal.box)),
        "it must be zero",
        expression=goal.term,
    )


def split(proof: Proof, goal: Goal, node: Node) -> None:
    """["split", v, p, q, ...]: f rel 0 where v <= p, where p <= v <= q, ..., where v >= the last
    one.
    """
    node.only(2, 1000)
    v, points = node.variable(goal), node.rationals(1, len(node.arguments))
    low, high = goal.box[v]
    need(high is None or points[-1] < high, "the points must lie inside the side", end=high)
    for p in points:
        need(low is None or low < p, "the points must rise, inside the side", point=p, after=low)
        proof.prove(goal.of(goal.term, goal.relation, goal.at(v, low, p)))
        low = p
    proof.prove(goal.of(goal.term, goal.relation, goal.at(v, low, high)))


def taylor(proof: Proof, goal: Goal, node: Node) -> None:
    """["taylor", v, c, m]: f(c) rel 0, f^(i)(c) = 0 for 0 < i < m, and (v - c)^m f^(m) >= 0 on X.

    f(x) = f(c) + f^(m)(xi)/m! (x - c)^m with xi between c and x; derivatives with respect to v.
    """
    node.only(3, 3)
    v, (c,), m = node.variable(goal), node.rationals(1, 2), node.whole(2, 1, ORDER_LIMIT)
    need_inside(goal.box, v, c)
    goal, f = proof.ladder(goal, v, m)
    face = goal.at(v, c, c)
    for i in range(1, m):
        need(
            vanishes(proof.terms, f[i], values_of(face)), "a derivative must vanish", order=i, at=c
        )
    low, high = goal.box[v]
    last = f[m]
    if m % 2 == 1 and c != low:
        need(c == high, "of an odd order, the point must be an end", order=m, point=c)
        last = proof.terms.minus(last)
    proof.prove(goal.of(f[0], goal.relation, face))
    proof.prove(goal.of(last, ">="))


def series(proof: Proof, goal: Goal, node: Node) -> None:
    """["series", v, c, n]: sum_{i < n} F^(i)(v = c)/i! (V - c)^i + F^(n)(X)/n! (V - c)^n rel 0."""
    node.only(3, 3)
    v, (c,), n = node.variable(goal), node.rationals(1, 2), node.whole(2, 1, ORDER_LIMIT)
    need_inside(goal.box, v, c)
    goal, f = proof.ladder(goal, v, n)
    step = Interval.side(goal.box[v]) - Interval.exact(c)
    total = proof.enclosed(goal, f[0], goal.at(v, c, c))
    for i in range(1, n + 1):
        box = goal.at(v, c, c) if i < n else goal.box
        total += proof.enclosed(goal, f[i], box) * step**i / Interval.exact(factorial(i))
    need_sign(goal, total)


def _point(goal: Goal, node: Node) -> dict[str, fmpq]:
    """A point of the box: one argument for each variable, in the order of the box."""
    node.only(len(goal.box), len(goal.box))
    point = dict(zip(goal.box, node.rationals(0, len(goal.box)), strict=True))
    for v, c in point.items():
        need_inside(goal.box, v, c)
    return point


def mean(proof: Proof, goal: Goal, node: Node) -> None:
    """["mean", c_1, ..., c_k]: F(c) + sum_j F_j(X_1, ..., X_j, c_{j+1}, ..., c_k) (X_j - c_j) rel
    0.

    f(x) - f(c) = sum_j f(x_1, ..., x_j, c_{j+1}, ...) - f(x_1, ..., x_{j-1}, c_j, ...), and the
    mean value theorem in x_j for each summand.
    """
    point = _point(goal, node)
    slopes = {v: proof.terms.derivative(goal.term, v) for v in point}
    goal = proof.define(goal, *slopes.values())
    box: Box = {v: (c, c) for v, c in point.items()}
    total = proof.enclosed(goal, goal.term, box)
    for v, c in point.items():
        box = {**box, v: goal.box[v]}
        step = Interval.side(goal.box[v]) - Interval.exact(c)
        total += proof.enclosed(goal, slopes[v], box) * step
    need_sign(goal, total)


def convex(proof: Proof, goal: Goal, node: Node) -> None:
    """["convex", c_1, ..., c_k]: f(c) rel 0, df/dv(c) = 0 for all v, and f is convex on X.

    f(x) = f(c) + (x - c).H(xi)(x - c)/2. Interval elimination encloses the pivots of every
    symmetric matrix H(xi): if all but the last are > 0 and the last is >= 0, H(xi) is
    nonnegative.
    """
    point = _point(goal, node)
    need(len(point) > 0, "an expression without variables")
    corner: Box = {v: (c, c) for v, c in point.items()}
    slopes = [proof.terms.derivative(goal.term, v) for v in point]
    rows = [[proof.terms.derivative(slope, v) for v in point] for slope in slopes]
    goal = proof.define(goal, *slopes, *(entry for row in rows for entry in row))
    for slope in slopes:
        need(vanishes(proof.terms, slope, point), "the gradient must vanish", slope=slope)
    h = [[proof.enclosed(goal, entry) for entry in row] for row in rows]
    size = len(h)
    for k in range(size):
        last = k == size - 1
        pivot = h[k][k]
        holds = pivot.lower >= 0 if last else pivot.lower > 0
        need(holds, "the pivots must be positive", pivot=k, lower=pivot.lower, upper=pivot.upper)
        for i in range(k + 1, size):
            for j in range(k + 1, size):
                h[i][j] -= h[i][k] * h[k][j] / pivot
    proof.prove(goal.of(goal.term, goal.relation, corner))


def rewrite(proof: Proof, goal: Goal, node: Node) -> None:
    """["rewrite", g]: f = g as quotients, and g rel 0; that g is defined is part of its goal."""
    node.only(1, 1)
    text = node.arguments[0]
    if not isinstance(text, str) or ALLOWED.fullmatch(text) is None:
        raise Malformed(f"{node.path}: expected a formula", seen=text)
    g = proof.terms.of(parse(text), tuple(goal.box))
    need(
        equal(proof.terms, goal.term, g, values_of(goal.box)),
        "both must be equal",
        f=goal.term,
        g=g,
    )
    proof.prove(goal.of(g, goal.relation))


def parts(proof: Proof, goal: Goal, node: Node) -> None:
    """["parts", k]: the sign of f from the signs of its parts, by its head and a choice k.

    u + w    u and w >= 0; for >, the first of them (k = 0) or the second (k = 1) is > 0
    u w      both rel 0 (k = 0), or -u and -w rel 0 (k = 1); u/w the same, -+w >= 0 is enough,
             because w is not 0
    u^n      n odd: u rel 0. n even: nothing for >=; for >, u > 0 (k = 0) or -u > 0 (k = 1)
    |u|      as u^2. sqrt(u): nothing for >=; u > 0 for >. exp(u), cosh(u): nothing
    log(u)   u - 1 rel 0. atan, sinh, tanh: u rel 0
    """
    node.only(1, 1)
    k, terms = node.whole(0, 0, 1), proof.terms
    positive, f = _without_signs(goal.term)

    def signed(term: Term, sign: bool) -> Term:
        return term if sign else terms.minus(term)

    u = f.arguments()[0] if f.arguments() else f
    strict = goal.relation == ">"
    if f.head in ("+", "-"):
        pair = u, signed(f.arguments()[1], f.head == "+")
        for i, part in enumerate(pair):
            relation = goal.relation if i == k else ">="
            proof.prove(goal.of(signed(part, positive), relation))
    elif f.head in ("*", "/"):
        # sign(u) sign(w) = sign(f): with k = 0 the second part is positive.
        relation = ">=" if f.head == "/" else goal.relation
        proof.prove(goal.of(signed(u, positive is (k == 0)), goal.relation))
        proof.prove(goal.of(signed(f.arguments()[1], k == 0), relation))
    elif (f.head == "**" and f.number() % 2 == 1) or f.head in MONOTONE:
        proof.prove(goal.of(signed(u, positive), goal.relation))
    elif f.head == "log":
        less = terms.make("-", u, terms.integer(1))
        proof.prove(goal.of(signed(less, positive), goal.relation))
    else:
        need(positive, "what is never negative has been negated", expression=goal.term)
        need(f.head in ("**", "abs", "sqrt", "exp", "cosh"), "it has no parts", expression=f)
        if strict and f.head in ("**", "abs", "sqrt"):
            proof.prove(goal.of(signed(u, k == 0 or f.head == "sqrt"), ">"))


def _without_signs(f: Term) -> tuple[bool, Term]:
    """(True, g) with f = g, or (False, g) with f = -g, where g is not a negation."""
    positive = True
    while f.head == "neg":
        positive, f = not positive, f.arguments()[0]
    return positive, f


RULES: dict[str, Callable[[Proof, Goal, Node], None]] = {
    "convex": convex,
    "interval": interval,
    "mean": mean,
    "parts": parts,
    "rewrite": rewrite,
    "series": series,
    "split": split,
    "taylor": taylor,
    "zero": zero,
}
