"""Kinds `inequality` and `inequality-refuted`.

Theorem. An expression of several real variables is defined and > 0 (or >= 0) on a box, whose sides
may be half-lines or all numbers, because a list of rules proves it (inequality_rules.py). It is
false if at one point of the box the expression is defined and has the other sign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flint import fmpq

from cap.certificate import Json, Reader, read_rational
from cap.claims.inequality_rules import Goal, Proof, need_inside
from cap.claims.kind import Margins
from cap.kernels.ball import precision
from cap.kernels.expression import ALLOWED, parse
from cap.kernels.interval import Box, Interval, enclosure
from cap.kernels.need import need
from cap.kernels.normal_form import vanishes
from cap.kernels.term import CONSTANTS, FUNCTIONS, Condition, Term, Terms
from cap.verdict import Malformed

NAME = re.compile(r"[a-z][a-z0-9_]{0,15}")
RESERVED = (*FUNCTIONS, *CONSTANTS, "e", "i", "inf", "nan")
VARIABLE_LIMIT = 6
LEAST_BITS, MOST_BITS = 24, 4096


@dataclass(frozen=True)
class Inequality:
    """Expression > 0 or >= 0, by `relation`, for all points of the box."""

    expression: str
    relation: str
    box: Box

    @staticmethod
    def read(parameters: Json) -> Inequality:
        reader = Reader(parameters, "$.claim.parameters").only("expression", "domain", "relation")
        domain = reader.child("domain")
        if len(domain.tree) > VARIABLE_LIMIT:
            raise Malformed(f"{domain.path}: too many variables", limit=VARIABLE_LIMIT)
        box: dict[str, tuple[fmpq | None, fmpq | None]] = {}
        for v in sorted(domain.tree):
            if NAME.fullmatch(v) is None or v in RESERVED:
                raise Malformed(f"{domain.path}: not a name for a variable", name=v)
            ends, path = domain.sequence(v), f"{domain.path}.{v}"
            if len(ends) != 2:
                raise Malformed(f"{path}: expected two ends", ends=len(ends))
            low = None if ends[0] == "-inf" else read_rational(ends[0], path)
            high = None if ends[1] == "inf" else read_rational(ends[1], path)
            if low is not None and high is not None and low >= high:
                raise Malformed(f"{path}: the first end must be below the second", ends=ends)
            box[v] = low, high
        relation = reader.choice("relation", "> 0", ">= 0")[:-2]
        claim = Inequality(reader.text("expression", ALLOWED), relation, box)
        claim.term(Terms())
        return claim

    def term(self, terms: Terms) -> Term:
        """The expression."""
        return terms.of(parse(self.expression), tuple(self.box))

    def statement(self) -> str:
        sides = []
        for v, (low, high) in self.box.items():
            left = "" if low is None else f"{low} <= "
            right = "" if high is None else f" <= {high}"
            if left or right:
                sides.append(f"{left}{v}{right}")
        where = f" with {', '.join(sides)}" if sides else ""
        return "\n".join(
            [
                f"For all real {', '.join(self.box)}{where}:" if self.box else "It holds that",
                f"  {self.expression} {self.relation} 0",
                "(in particular the expression is defined there).",
            ]
        )


class InequalityHolds:
    """`inequality`: defined and > 0 (>= 0) on a box. Witness: bits of the balls, and a proof: rules
    in prefix order.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        return Inequality.read(parameters).statement()

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        claim = Inequality.read(parameters)
        reader = Reader(witness, "$.witness").only("bits", "proof")
        terms = Terms()
        proof = Proof(terms, reader.sequence("proof"))
        with precision(reader.integer("bits", LEAST_BITS, MOST_BITS)):
            proof.prove(Goal(claim.term(terms), claim.relation, claim.box))
        proof.end()
        return {"rules": str(len(proof.nodes))}


class InequalityRefuted:
    """`inequality-refuted`: somewhere defined and of the other sign. Witness: a rational point."""

    @staticmethod
    def statement(parameters: Json) -> str:
        opposite = "The following is FALSE (at some point the expression is defined, and it fails):"
        return f"{opposite}\n{Inequality.read(parameters).statement()}"

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        claim = Inequality.read(parameters)
        reader = Reader(witness, "$.witness").only("bits", "point")
        bits, point = reader.integer("bits", LEAST_BITS, MOST_BITS), reader.child("point")
        point.only(*claim.box)
        values = {v: point.rational(v) for v in claim.box}
        terms = Terms()
        f = claim.term(terms)
        for v, c in values.items():
            need_inside(claim.box, v, c)
        with precision(bits):
            for condition in terms.conditions(f):
                need_at(terms, condition, values)
            value = _at(terms, f, values)
            # Not > 0 is <= 0, and not >= 0 is < 0.
            fails = value.upper < 0 or (claim.relation == ">" and vanishes(terms, f, values))
            need(bool(fails), "the inequality must fail at the point", upper=value.upper)
            return {"value at most": value.upper.str(10)}


def need_at(terms: Terms, condition: Condition, values: Mapping[str, fmpq]) -> None:
    """The condition holds at the point."""
    x = _at(terms, condition.term, values)
    holds = {
        ">": bool(x.lower > 0),
        ">=": bool(x.lower > 0) or vanishes(terms, condition.term, values),
        "!=": bool(x.lower > 0) or bool(x.upper < 0),
    }[condition.relation]
    need(holds, f"it must be {condition.relation} 0 at the point", expression=condition.term)


def _at(terms: Terms, f: Term, values: Mapping[str, fmpq]) -> Interval:
    return enclosure(terms, f, {v: (c, c) for v, c in values.items()})
