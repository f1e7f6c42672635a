"""Polynomials over Q in square matrices that do not commute, with transposes and inverses.

A letter is a matrix of a name, transposed or not, inverted or not; a word is the product of its
letters, and the empty word the identity. (A B)^T = B^T A^T, (A^T)^-1 = (A^-1)^T, S^T = S for a
symmetric S, and in words a letter beside its inverse is left out.

Theorem. A formula whose sum of words is zero is the zero matrix for all n x n matrices in place of
the names, symmetric and invertible as they are said to be: each step above is an identity of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flint import fmpq

from cap.kernels.expression import Functions, Tree, evaluate
from cap.kernels.need import need

PAIR_LIMIT = 1_000_000  # products of two words in one check
TERM_LIMIT = 5000
LENGTH_LIMIT = 200
PROPERTIES = ("symmetric", "invertible")


@dataclass(frozen=True, order=True)
class Letter:
    """A matrix, its transpose, its inverse, or the inverse of its transpose."""

    name: str
    transposed: bool
    inverted: bool


Word = tuple[Letter, ...]


@dataclass
class Algebra:
    """All words in the names; `properties` says which are symmetric, which invertible."""

    properties: Mapping[str, tuple[str, ...]]
    pairs: int = 0

    def number(self, value: int) -> Words:
        """A multiple of the identity."""
        return Words(self, {(): fmpq(value)} if value else {})

    def value(self, tree: Tree) -> Words:
        """The sum of words of a formula with T(.) and inv(.).

        Raises:
            Malformed: for another name or function.
        """
        one = fmpq(1)
        names = {
            name: Words(self, {(Letter(name, transposed=False, inverted=False),): one})
            for name in self.properties
        }
        functions: Functions = {
            "T": lambda tree: self.value(tree).transposed(),
            "inv": lambda tree: self.value(tree).inverse(),
        }
        result: Words = evaluate(tree, names, self.number, functions)
        return result

    def product(self, v: Word, w: Word) -> Word:
        """The word v w, where letters beside their inverses are left out."""
        while v and w and v[-1] == _inverse(w[0]):
            v, w = v[:-1], w[1:]
        need(len(v) + len(w) <= LENGTH_LIMIT, "a word too long", limit=LENGTH_LIMIT)
        return v + w


def _inverse(x: Letter) -> Letter:
    return Letter(x.name, x.transposed, not x.inverted)


@dataclass(frozen=True)
class Words:
    """A sum of words with coefficients that are not 0."""

    algebra: Algebra
    terms: Mapping[Word, fmpq]

    def __neg__(self) -> Words:
        return Words(self.algebra, {w: -c for w, c in self.terms.items()})

    def __add__(self, other: Words) -> Words:
        return self._sum([*self.terms.items(), *other.terms.items()])

    def __sub__(self, other: Words) -> Words:
        return self + -other

    def __mul__(self, other: Words) -> Words:
        self.algebra.pairs += len(self.terms) * len(other.terms)
        need(self.algebra.pairs <= PAIR_LIMIT, "formulas with too many terms", limit=PAIR_LIMIT)
        return self._sum(
            (self.algebra.product(v, w), a * b)
            for v, a in self.terms.items()
            for w, b in other.terms.items()
        )

    def __truediv__(self, other: Words) -> Words:
        need(set(other.terms) == {()}, "a divisor must be a number other than 0")
        return Words(self.algebra, {w: c / other.terms[()] for w, c in self.terms.items()})

    def transposed(self) -> Words:
        """The transpose: words backwards, letters transposed unless they are symmetric."""
        return self._sum(
            (
                tuple(
                    Letter(
                        x.name,
                        not x.transposed and "symmetric" not in self.algebra.properties[x.name],
                        x.inverted,
                    )
                    for x in reversed(w)
                ),
                c,
            )
            for w, c in self.terms.items()
        )

    def inverse(self) -> Words:
        """The inverse of one word of invertible letters, or of a number other than 0."""
        need(len(self.terms) == 1, "only one product of matrices can be inverted")
        ((word, c),) = self.terms.items()
        need(
            all("invertible" in self.algebra.properties[x.name] for x in word),
            "only invertible matrices can be inverted",
        )
        return Words(self.algebra, {tuple(map(_inverse, reversed(word))): 1 / c})

    def _sum(self, terms: Iterable[tuple[Word, fmpq]]) -> Words:
        total: dict[Word, fmpq] = {}
        for w, c in terms:
            total[w] = total.get(w, fmpq(0)) + c
        nonzero = {w: c for w, c in total.items() if c != 0}
        need(len(nonzero) <= TERM_LIMIT, "a formula with too many terms", limit=TERM_LIMIT)
        return Words(self.algebra, nonzero)
