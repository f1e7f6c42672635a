"""Kinds `identity.rational`, `identity.noncommutative`, and their opposites.

Theorem (rational). Two rational functions of real variables are equal wherever both are defined if
the numerator of their difference is the zero polynomial, and no divisor in them is: so both are
defined at almost all points. They are not equal if at one point both are defined and differ.

Theorem (noncommutative). Two polynomials in n x n matrices, with transposes and inverses, are equal
for all n and all matrices if their difference is zero as a sum of words (kernels/words.py). They
are not if they differ for some matrices.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flint import fmpq_mat

from cap.certificate import Json, Reader, read_rational
from cap.claims.kind import Margins
from cap.claims.parametric import (
    NAME,
    RESERVED,
    VARIABLE_LIMIT,
    need_form,
    rational_formula,
    value_at,
)
from cap.kernels.expression import ALLOWED, Tree, names_of, parse, subtrees
from cap.kernels.need import need
from cap.kernels.quotient import Quotient, QuotientRing
from cap.kernels.words import PROPERTIES, Algebra, Letter, Words

MATRIX = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,15}")
FUNCTIONS = ("T", "inv")
SIZE_LIMIT = 4
ENTRY_LIMIT = 10**6  # of numerators and denominators of entries
WORK_LIMIT = 128_000  # letters times n^3
P = "$.claim.parameters"


def lines(refuted: str, quantifiers: str, left: str, right: str, remark: str) -> str:
    """The statement of an identity, or of its opposite."""
    head = [f"The following is FALSE ({refuted}):"] * bool(refuted)
    return "\n".join([*head, quantifiers, f"  {left}", "=", f"  {right}", *[remark] * bool(remark)])


@dataclass(frozen=True)
class Rational:
    """left = right, for all real values of the names in them."""

    left: str
    right: str
    names: tuple[str, ...]

    @staticmethod
    def read(parameters: Json) -> Rational:
        reader = Reader(parameters, P).only("left", "right")
        left, right = (reader.text(key, ALLOWED) for key in ("left", "right"))
        names = tuple(sorted(names_of(parse(left)) | names_of(parse(right))))
        need_form(1 <= len(names) <= VARIABLE_LIMIT, f"{P}: the number of variables", len(names))
        for name in names:
            good = NAME.fullmatch(name) is not None and name not in RESERVED
            need_form(good, f"{P}: not a name for a variable", name)
        for text in (left, right):
            rational_formula(text, P, names)
        return Rational(left, right, names)

    def statement(self, refuted: str = "") -> str:
        where = f"For all real {', '.join(self.names)} for which both sides are defined:"
        remark = "" if refuted else "(no divisor is zero everywhere)."
        return lines(refuted, where, self.left, self.right, remark)

    def difference(self) -> Quotient:
        """Left - right."""
        ring = QuotientRing(self.names)
        left, right = (ring.value(parse(text)) for text in (self.left, self.right))
        return left - right


class RationalIdentity:
    """`identity.rational`: left = right wherever both are defined. No witness."""

    @staticmethod
    def statement(parameters: Json) -> str:
        return Rational.read(parameters).statement()

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        claim = Rational.read(parameters)
        Reader(witness, "$.witness").only()
        difference = claim.difference()
        need(
            bool(difference.numerator.is_zero()),
            "left minus right must be zero",
            terms=len(difference.numerator),
        )
        return {"divisors": str(len(difference.ring.divisors))}


class RationalIdentityRefuted:
    """`identity.rational-refuted`: left and right differ somewhere. Witness: such a point."""

    @staticmethod
    def statement(parameters: Json) -> str:
        refuted = "at some point both sides are defined and differ"
        return Rational.read(parameters).statement(refuted)

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        claim = Rational.read(parameters)
        reader = Reader(witness, "$.witness").only("point").child("point").only(*claim.names)
        point = [reader.rational(name) for name in claim.names]
        value = value_at(claim.difference(), point)
        need(value != 0, "left and right must differ at the point")
        return {"left minus right": str(value)}


@dataclass(frozen=True)
class Noncommutative:
    """left = right, for all matrices in place of the names, with these properties."""

    left: str
    right: str
    properties: dict[str, tuple[str, ...]]

    @staticmethod
    def read(parameters: Json) -> Noncommutative:
        reader = Reader(parameters, P).only("left", "right", "matrices")
        matrices = reader.child("matrices")
        count = len(matrices.tree)
        need_form(1 <= count <= VARIABLE_LIMIT, f"{matrices.path}: the number of matrices", count)
        properties: dict[str, tuple[str, ...]] = {}
        for name in sorted(matrices.tree):
            good = MATRIX.fullmatch(name) is not None and name not in (*FUNCTIONS, "n", "x")
            need_form(good, f"{matrices.path}: not a name for a matrix", name)
            said = matrices.sequence(name)
            need_form(
                said in ([], ["symmetric"], ["invertible"], ["symmetric", "invertible"]),
                f"{matrices.path}.{name}: expected a list of {', '.join(PROPERTIES)}",
                said,
            )
            properties[name] = tuple(said)
        claim = Noncommutative(
            reader.text("left", ALLOWED), reader.text("right", ALLOWED), properties
        )
        for tree in claim.trees():
            unknown = names_of(tree) - set(properties)
            calls = {node[1] for node in subtrees(tree) if node[0] == "call"}
            unknown |= calls - set(FUNCTIONS)
            need_form(not unknown, f"{P}: unknown names or functions", ", ".join(sorted(unknown)))
        return claim

    def trees(self) -> tuple[Tree, Tree]:
        return parse(self.left), parse(self.right)

    def statement(self, refuted: str = "") -> str:
        said = [
            f"{name} {' and '.join(properties)}"
            for name, properties in self.properties.items()
            if properties
        ]
        names = ", ".join(self.properties)
        where = f"For all n >= 1 and all real n x n matrices {names}"
        where += " with " * bool(said) + ", ".join(said) + ":"
        remark = "(T(.) is the transpose, inv(.) the inverse, a number so many times the identity)."
        return lines(refuted, where, self.left, self.right, remark)

    def difference(self) -> Words:
        """Left - right."""
        algebra = Algebra(self.properties)
        left, right = (algebra.value(tree) for tree in self.trees())
        return left - right


class NoncommutativeIdentity:
    """`identity.noncommutative`: left = right for all matrices. No witness."""

    @staticmethod
    def statement(parameters: Json) -> str:
        return Noncommutative.read(parameters).statement()

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        claim = Noncommutative.read(parameters)
        Reader(witness, "$.witness").only()
        terms = claim.difference().terms
        need(not terms, "left minus right must be zero", terms=len(terms))
        return {}


class NoncommutativeIdentityRefuted:
    """`identity.noncommutative-refuted`: they differ. Witness: matrices for which they do, with the
    inverses of the invertible ones.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        refuted = "for some n and some such matrices both sides differ"
        return Noncommutative.read(parameters).statement(refuted)

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        claim = Noncommutative.read(parameters)
        reader = Reader(witness, "$.witness").only("size", "matrices", "inverses")
        n = reader.integer("size", 1, SIZE_LIMIT)
        invertible = [name for name, said in claim.properties.items() if "invertible" in said]
        given = reader.child("matrices").only(*claim.properties)
        inverses = reader.child("inverses").only(*invertible)
        a = {name: matrix(given, name, n) for name in claim.properties}
        b = {name: matrix(inverses, name, n) for name in invertible}
        identity = fmpq_mat([[int(i == j) for j in range(n)] for i in range(n)])
        letters: dict[Letter, fmpq_mat] = {}
        for name, said in claim.properties.items():
            symmetric = "symmetric" not in said or a[name] == a[name].transpose()
            need(symmetric, "a matrix must be symmetric", matrix=name)
            inverse = name not in b or a[name] * b[name] == identity
            need(inverse, "not the inverse of a matrix", matrix=name)
            for inverted, found in ((False, a), (True, b)):
                if name in found:
                    m = found[name]
                    letters[Letter(name, transposed=False, inverted=inverted)] = m
                    letters[Letter(name, transposed=True, inverted=inverted)] = m.transpose()
        terms = claim.difference().terms
        work = n**3 * sum(map(len, terms))
        need(work <= WORK_LIMIT, "too many letters", work=work, limit=WORK_LIMIT)
        total = identity * 0
        for word, c in terms.items():
            product = identity * c
            for letter in word:
                product *= letters[letter]
            total += product
        need(total != identity * 0, "left and right must differ for the matrices")
        return {"size": str(n)}


def matrix(reader: Reader, name: str, n: int) -> fmpq_mat:
    """An n x n matrix of small rationals."""
    rows, path = reader.sequence(name), f"{reader.path}.{name}"
    square = len(rows) == n and all(isinstance(row, list) and len(row) == n for row in rows)
    need_form(square, f"{path}: expected {n} rows of {n} rationals", rows)
    entries = [[read_rational(entry, path) for entry in row] for row in rows]
    small = all(abs(x.p) <= ENTRY_LIMIT and x.q <= ENTRY_LIMIT for row in entries for x in row)
    need_form(small, f"{path}: too large entries", rows)
    return fmpq_mat(entries)
