"""A small grammar of formulas: text -> tree -> value in any ring. No eval, no sympify, nothing
implicit.

    sum     := product (("+" | "-") product)*
    product := factor (("*" | "/") factor)*
    factor  := "-" factor | power
    power   := atom ("**" integer)?
    atom    := integer | name | name "(" sum ")" | "(" sum ")"

The same text is printed in the statement and evaluated by the check, so the two cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from operator import add, mul, sub, truediv
from typing import Any

from cap.verdict import Malformed

LENGTH_LIMIT = 1000
DEPTH_LIMIT = 40
EXPONENT_LIMIT = 64
TOKEN = re.compile(r"[0-9]+|[A-Za-z][A-Za-z0-9_]*|\*\*|[-+*/()]")
BINARY = {"+": add, "-": sub, "*": mul, "/": truediv}
ALLOWED = re.compile(r"[-+*/() A-Za-z0-9_]+")

# ("integer", n), ("name", s), ("call", f, t), ("-", t), ("**", t, n), (op, t, t) with op in + - * /
Tree = tuple[Any, ...]
Functions = Mapping[str, Callable[[Tree], Any]]


def parse(text: str) -> Tree:
    """The tree of a formula.

    Raises:
        Malformed: for anything outside the grammar or over its limits.
    """
    if len(text) > LENGTH_LIMIT or ALLOWED.fullmatch(text) is None:
        raise Malformed(
            "not a formula (letters, digits, + - * / ** and parentheses; ** for powers)", text=text
        )
    tokens = TOKEN.findall(text)
    if "".join(tokens) != text.replace(" ", ""):
        raise Malformed("not a formula", text=text)
    tree, position = _sum(tokens, 0, DEPTH_LIMIT)
    if position != len(tokens):
        raise Malformed("not a formula: unexpected token", token=tokens[position], text=text)
    if _nested_power(tree) > EXPONENT_LIMIT:
        raise Malformed("nested powers are too high", limit=EXPONENT_LIMIT)
    return tree


def _nested_power(tree: Tree) -> int:
    """The largest product of exponents on a path: ((10**64)**64)**64 would be a number of a
    million digits.
    """
    inner = 1
    for part in tree[1:]:  # one frame a level: a sum of 500 terms is 500 levels deep
        if isinstance(part, tuple):
            inner = max(inner, _nested_power(part))
    return inner * tree[2] if tree[0] == "**" else inner


def _sum(tokens: list[str], at: int, depth: int) -> tuple[Tree, int]:
    left, at = _product(tokens, at, depth)
    while at < len(tokens) and tokens[at] in "+-":
        right, after = _product(tokens, at + 1, depth)
        left, at = (tokens[at], left, right), after
    return left, at


def _product(tokens: list[str], at: int, depth: int) -> tuple[Tree, int]:
    left, at = _factor(tokens, at, depth)
    while at < len(tokens) and tokens[at] in ("*", "/"):
        right, after = _factor(tokens, at + 1, depth)
        left, at = (tokens[at], left, right), after
    return left, at


def _factor(tokens: list[str], at: int, depth: int) -> tuple[Tree, int]:
    if depth == 0:
        raise Malformed("a formula nested too deeply", limit=DEPTH_LIMIT)
    if at < len(tokens) and tokens[at] == "-":
        tree, at = _factor(tokens, at + 1, depth - 1)
        return ("-", tree), at
    base, at = _atom(tokens, at, depth)
    if at < len(tokens) and tokens[at] == "**":
        if at + 1 == len(tokens) or not tokens[at + 1].isdigit() or len(tokens[at + 1]) > 2:
            raise Malformed("an exponent must be a positive integer", limit=EXPONENT_LIMIT)
        exponent = int(tokens[at + 1])
        if not 1 <= exponent <= EXPONENT_LIMIT:
            raise Malformed(
                "an exponent must be a positive integer", exponent=exponent, limit=EXPONENT_LIMIT
            )
        return ("**", base, exponent), at + 2
    return base, at


def _atom(tokens: list[str], at: int, depth: int) -> tuple[Tree, int]:
    if at == len(tokens):
        raise Malformed("a formula ends too early")
    token = tokens[at]
    if token.isdigit():
        if len(token) > 100:
            raise Malformed("an integer of more than 100 digits in a formula", digits=len(token))
        return ("integer", int(token)), at + 1
    if token[0].isalpha() and (at + 1 == len(tokens) or tokens[at + 1] != "("):
        return ("name", token), at + 1
    call = token[0].isalpha()
    start = at + 1 if call else at
    if tokens[start] != "(":
        raise Malformed("not a formula: unexpected token", token=token)
    inner, after = _sum(tokens, start + 1, depth - 1)
    if after == len(tokens) or tokens[after] != ")":
        raise Malformed("a parenthesis is not closed")
    return (("call", token, inner) if call else inner), after + 1


def subtrees(tree: Tree) -> Iterator[Tree]:
    """The tree and all trees in it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [part for part in node[1:] if isinstance(part, tuple)]


def names_of(tree: Tree) -> set[str]:
    """All names in a formula but those of functions."""
    return {node[1] for node in subtrees(tree) if node[0] == "name"}


def divisors(tree: Tree) -> list[Tree]:
    """Everything that the formula divides by."""
    return [node[2] for node in subtrees(tree) if node[0] == "/"]


def evaluate(
    tree: Tree, names: Mapping[str, Any], integer: Callable[[int], Any], functions: Functions
) -> Any:
    """The value of a tree in the ring of `names`; a function receives the tree of its argument.

    Raises:
        Malformed: for an unknown name or function.
    """
    head = tree[0]
    if head == "integer":
        return integer(tree[1])
    if head in ("name", "call"):
        known: Mapping[str, Any] = names if head == "name" else functions
        if tree[1] not in known:
            raise Malformed("unknown name in a formula", name=tree[1], known=", ".join(known))
        return known[tree[1]] if head == "name" else known[tree[1]](tree[2])
    left = evaluate(tree[1], names, integer, functions)
    if head == "**":
        return reduce(mul, [left] * tree[2])
    if len(tree) == 2:
        return -left
    return BINARY[head](left, evaluate(tree[2], names, integer, functions))
