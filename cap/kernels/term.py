"""Terms: formulas in which equal parts are one object, their derivatives, and where they are
defined.

A term is a real function of the variables, partial where it divides or takes log, sqrt or tan.
`conditions` lists what must hold at a point so that a term is defined there. Theorem (chain rule):
if f is defined on a box, and there the conditions of `derivative(f, v)` hold, then f is
differentiable with respect to v everywhere on the box, with that derivative. For sqrt(u) and abs(u)
the derivative divides by sqrt(u) and abs(u): it is not defined where u = 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cap.kernels.expression import Tree
from cap.kernels.need import need
from cap.verdict import Malformed

FUNCTIONS = (
    "abs", "atan", "cos", "cosh", "exp", "log", "sin", "sinh", "sqrt", "tan", "tanh",
)  # fmt: skip
CONSTANTS = ("pi",)
TERM_LIMIT = 20_000  # different terms in one check
TEXT_LIMIT = 2000  # characters of a term that is shown


@dataclass(frozen=True, eq=False)
class Term:
    """A node; equal nodes of one `Terms` are the same object.

    head: "integer", "name", a function, "neg", "**" or one of + - * /. parts: terms, and for an
    integer, a name and an exponent the number or the name.
    """

    head: str
    parts: tuple[Term | int | str, ...]

    def arguments(self) -> tuple[Term, ...]:
        """The parts that are terms."""
        return tuple(part for part in self.parts if isinstance(part, Term))

    def number(self) -> int:
        """The integer, or the exponent of a power."""
        (n,) = [part for part in self.parts if isinstance(part, int)]
        return n

    def __str__(self) -> str:
        """As a formula, cut after `TEXT_LIMIT` characters: written out, a derivative may be long
        beyond all measure.
        """
        written, size = [], 0
        waiting: list[Term | int | str] = [self]
        while waiting and size < TEXT_LIMIT:
            part = waiting.pop()
            if isinstance(part, Term) and part.head not in ("integer", "name"):
                waiting += reversed(part.spelling())
            else:
                written.append(str(part.parts[0] if isinstance(part, Term) else part))
                size += len(written[-1])
        return "".join(written) + ("..." if waiting else "")

    def spelling(self) -> list[Term | int | str]:
        """The parts with the operators and parentheses between them."""
        if len(self.parts) == 2:
            return ["(", self.parts[0], self.head, self.parts[1], ")"]
        return ["(-" if self.head == "neg" else f"{self.head}(", self.parts[0], ")"]


@dataclass(frozen=True)
class Condition:
    """term > 0, term >= 0 or term != 0, by `relation`."""

    term: Term
    relation: str


class Terms:
    """All terms of one check."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, tuple[Term | int | str, ...]], Term] = {}
        self.orders: dict[Term, tuple[Term, ...]] = {}
        self.derivatives: dict[tuple[Term, str], Term] = {}

    def make(self, head: str, *parts: Term | int | str) -> Term:
        """The term with this head and these parts."""
        if (head, parts) not in self.known:
            need(len(self.known) < TERM_LIMIT, "too many different terms", limit=TERM_LIMIT)
            self.known[head, parts] = Term(head, parts)
        return self.known[head, parts]

    def integer(self, n: int) -> Term:
        """A number."""
        return self.make("integer", n)

    def of(self, tree: Tree, names: tuple[str, ...]) -> Term:
        """The term of a parsed formula in the variables `names`.

        Raises:
            Malformed: for another name or function.
        """
        head = tree[0]
        if head in ("integer", "name"):
            if head == "name" and tree[1] not in names + CONSTANTS:
                raise Malformed("unknown name in a formula", name=tree[1], known=", ".join(names))
            return self.make(head, tree[1])
        if head == "call":
            if tree[1] not in FUNCTIONS:
                raise Malformed(
                    "unknown function in a formula", name=tree[1], known=", ".join(FUNCTIONS)
                )
            return self.make(tree[1], self.of(tree[2], names))
        if head == "**":
            return self.make("**", self.of(tree[1], names), tree[2])
        if len(tree) == 2:
            return self.make("neg", self.of(tree[1], names))
        return self.make(head, self.of(tree[1], names), self.of(tree[2], names))

    def order(self, term: Term) -> tuple[Term, ...]:
        """The term and all terms in it, each once, parts before what they are part of."""
        if term not in self.orders:
            found: dict[Term, None] = {}
            waiting = [(term, False)]
            while waiting:
                node, ready = waiting.pop()
                if node in found:
                    continue
                if ready:
                    found[node] = None
                else:
                    waiting += [(node, True), *((part, False) for part in node.arguments())]
            self.orders[term] = tuple(found)
        return self.orders[term]

    # --- derivatives; nothing is simplified but 0 and 1 ---

    def plus(self, f: Term, g: Term) -> Term:
        """F + g."""
        zero = self.integer(0)
        return g if f is zero else f if g is zero else self.make("+", f, g)

    def minus(self, f: Term) -> Term:
        """-f."""
        return f if f is self.integer(0) else self.make("neg", f)

    def times(self, f: Term, g: Term) -> Term:
        """F g."""
        zero, one = self.integer(0), self.integer(1)
        if zero in (f, g):
            return zero
        return g if f is one else f if g is one else self.make("*", f, g)

    def over(self, f: Term, g: Term) -> Term:
        """f/g."""
        return f if f is self.integer(0) else self.make("/", f, g)

    def power(self, f: Term, n: int) -> Term:
        """f^n for n >= 0."""
        return self.integer(1) if n == 0 else f if n == 1 else self.make("**", f, n)

    def derivative(self, f: Term, v: str) -> Term:
        """df/dv; see the theorem above."""
        for node in self.order(f):
            if (node, v) not in self.derivatives:
                self.derivatives[node, v] = self._derivative(node, v)
        return self.derivatives[f, v]

    def _derivative(self, f: Term, v: str) -> Term:  # noqa: PLR0911 - one rule for each head
        zero, one = self.integer(0), self.integer(1)
        if f.head in ("integer", "name"):
            return one if f is self.make("name", v) else zero
        arguments = f.arguments()
        u, du = arguments[0], self.derivatives[arguments[0], v]
        if f.head in ("+", "-", "*", "/"):
            w = arguments[1]
            dw = self.derivatives[w, v]
            if f.head == "+":
                return self.plus(du, dw)
            if f.head == "-":
                return self.plus(du, self.minus(dw))
            if f.head == "*":
                return self.plus(self.times(du, w), self.times(u, dw))
            quotient = self.over(self.times(u, dw), self.power(w, 2))
            return self.plus(self.over(du, w), self.minus(quotient))
        if f.head == "neg":
            return self.minus(du)
        if f.head == "**":
            n = f.number()
            lower = self.times(self.integer(n), self.power(u, n - 1))
            return self.times(lower, du)
        if f.head in ("log", "atan"):
            return self.over(du, u if f.head == "log" else self.plus(one, self.power(u, 2)))
        outer = {
            "exp": lambda: f,
            "sin": lambda: self.make("cos", u),
            "cos": lambda: self.minus(self.make("sin", u)),
            "sinh": lambda: self.make("cosh", u),
            "cosh": lambda: self.make("sinh", u),
            "tan": lambda: self.plus(one, self.power(f, 2)),
            "tanh": lambda: self.plus(one, self.minus(self.power(f, 2))),
            "sqrt": lambda: self.over(one, self.times(self.integer(2), f)),
            "abs": lambda: self.over(u, f),
        }
        return self.times(outer[f.head](), du)

    # --- where a term is defined ---

    def conditions(self, f: Term) -> list[Condition]:
        """What must hold so that f is defined, each once; the term of a condition is defined where
        the conditions before it hold.
        """
        found: dict[Condition, None] = {}
        for node in self.order(f):
            if node.head == "/":
                found.update(dict.fromkeys(self._nonzero(node.arguments()[1])))
            elif node.head in ("log", "sqrt"):
                relation = ">" if node.head == "log" else ">="
                found[Condition(node.arguments()[0], relation)] = None
            elif node.head == "tan":
                found[Condition(self.make("cos", node.arguments()[0]), "!=")] = None
        return list(found)

    def _nonzero(self, f: Term) -> Iterator[Condition]:
        """F != 0, through the factors of f; none where it is known to hold."""
        if f.head in ("*", "/", "neg", "abs"):
            # A quotient is not zero if its numerator is not; its divisor is another condition.
            for factor in f.arguments()[: 2 if f.head == "*" else 1]:
                yield from self._nonzero(factor)
        elif f.head == "**":
            yield from self._nonzero(f.arguments()[0])
        elif f.head == "sqrt":
            yield Condition(f.arguments()[0], ">")
        elif not self._positive(f):
            yield Condition(f, "!=")

    @staticmethod
    def _positive(f: Term) -> bool:
        """F > 0 by its form: a positive integer, exp, cosh, pi, 1 + u^2."""
        if f.head == "integer":
            return f.number() > 0
        if f.head == "+":
            u, w = f.arguments()
            return Terms._positive(u) and w.head == "**" and w.number() % 2 == 0
        return f.head in ("exp", "cosh") or (f.head == "name" and f.parts[0] in CONSTANTS)
