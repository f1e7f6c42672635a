"""Statements as LaTeX: the entries of a table become formulas, all other lines text."""

from __future__ import annotations

import re

from cap.kernels.expression import Tree, parse
from cap.verdict import Malformed

ENTRY = re.compile(r"  <([a-z]+)_(\w+), ([a-z]+)_(\w+)> = (.+?)   (.+)")
SPECIAL = {"^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "~": r"\textasciitilde{}"}
ATOM, POWER, PRODUCT, SUM = 3, 2, 1, 0
FUNCTIONS = {"sin": r"\sin", "cos": r"\cos", "D": r"\frac{d}{dx}"}


def theorem(kind: str, statement: str) -> str:
    """A LaTeX theorem environment with one paragraph for each line of the statement."""
    body = "\\\\\n".join(_line(line) for line in statement.splitlines())
    return f"\\begin{{theorem}}[\\texttt{{{escape(kind)}}}]\n\\noindent {body}\n\\end{{theorem}}"


def _line(line: str) -> str:
    match = ENTRY.fullmatch(line)
    if match is None:
        return escape(line)
    p, j, q, k, text, condition = match.groups()
    try:
        shown = formula(parse(text))
    except Malformed:
        return escape(line)
    return rf"\quad $\langle {p}_{{{j}}}, {q}_{{{k}}}\rangle = {shown}$ \quad {escape(condition)}"


def escape(text: str) -> str:
    """Text that LaTeX prints as it stands."""
    return (
        "".join(SPECIAL.get(c, "\\" + c if c in "#$%&_{}" else c) for c in text)
        .replace("<", "$<$")
        .replace(">", "$>$")
        .replace("|", "$|$")
    )


def formula(tree: Tree) -> str:
    """A formula in LaTeX; quotients become fractions."""
    return _formula(tree, SUM)


def _formula(tree: Tree, least: int) -> str:
    head = tree[0]
    if head == "integer":
        return str(tree[1])
    if head == "name":
        name, _, index = tree[1].partition("_")
        return f"{name}_{{{index}}}" if index else name
    if head == "call":
        return rf"{FUNCTIONS.get(tree[1], tree[1])}\left({formula(tree[2])}\right)"
    if head == "/":
        return rf"\frac{{{formula(tree[1])}}}{{{formula(tree[2])}}}"
    if head == "**":
        return rf"{_formula(tree[1], ATOM)}^{{{tree[2]}}}"
    if len(tree) == 2:
        text, level = f"-{_formula(tree[1], PRODUCT)}", SUM
    elif head == "*":
        text, level = rf"{_formula(tree[1], PRODUCT)}\,{_formula(tree[2], POWER)}", PRODUCT
    else:
        text = f"{_formula(tree[1], SUM)} {head} {_formula(tree[2], PRODUCT)}"
        level = SUM
    return rf"\left({text}\right)" if level < least else text
