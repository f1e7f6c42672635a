"""The corpora of the kinds about energy balls; part of make_corpus.py."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.make_corpus import Corpus

TRAPPING, CONTRACTION = "energy-ball.trapping", "energy-ball.contraction"
TINY = Fraction(1, 10**30)


def numbers(**values: Any) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


# p = (x - 1)(x - 2), kappa = 1; p = (x - 2)^2/4; p = 1 - x
TWO = numbers(c1=3, c2=1, c3=2)
DOUBLE = numbers(c1=1, c2="1/4", c3=1)
LINE = numbers(c1=1, c2=0, c3=1)
IRRATIONAL = numbers(c1=1, c2="1/500", c3="304/3")


def malformed(c: Corpus, *names: str) -> None:
    """What is no number."""
    for name in names:
        c.malformed(f"{name}-missing", {name: None})
        c.malformed(f"{name}-in-decimals", {name: "0.5"})
        c.malformed(f"{name}-as-an-integer", {name: 1})
        c.malformed(f"{name}-not-in-lowest-terms", {name: "2/4"})
        c.malformed(f"{name}-minus-infinity", {name: "-inf"})
        if name != "outer":
            c.malformed(f"{name}-infinite", {name: "inf"})


def both(c: Corpus, inner: str, allows_ends: Callable[..., None]) -> None:
    """What is right or wrong for both kinds; `inner` is the name of the smaller radius."""
    more: dict[str, str] = {} if inner == "inner" else {"rate": "1/1000"}

    def at(which: Callable[..., None], name: str, p: Any, low: Any, high: Any) -> None:
        which(name, {**p, inner: str(low), "outer": str(high), **more})

    at(c.accept, "inside-the-roots", TWO, "3/2", "7/4")
    at(c.accept, "inner-at-the-root", TWO, 1, 2 - TINY)
    at(c.reject, "inner-just-below-the-root", TWO, 1 - TINY, 2 - TINY)
    at(allows_ends, "outer-at-the-root", TWO, 1, 2)
    at(c.reject, "outer-just-past-the-root", TWO, 1, 2 + TINY)
    at(c.accept, "one-radius", TWO, "3/2", "3/2")
    at(c.reject, "radii-exchanged", TWO, "7/4", "3/2")
    at(allows_ends, "double-root", DOUBLE, 2, 2)
    at(c.reject, "double-root-just-below", DOUBLE, 2 - TINY, 2)
    at(c.reject, "double-root-just-above", DOUBLE, 2, 2 + TINY)
    at(c.reject, "no-root", {**DOUBLE, "c3": str(1 + TINY)}, 2, 2)
    at(c.accept, "irrational-roots", IRRATIONAL, 142, 358)
    at(c.reject, "irrational-roots-inner-too-small", IRRATIONAL, 141, 358)
    at(c.reject, "irrational-roots-outer-too-large", IRRATIONAL, 142, 359)
    at(c.accept, "residual-zero", {**TWO, "c3": "0"}, 0, 2)
    at(c.reject, "radius-negative", {**TWO, "c3": "0"}, -TINY, 2)
    at(c.accept, "line", LINE, 1, 5)
    at(c.accept, "line-to-infinity", LINE, 1, "inf")
    at(c.reject, "line-to-infinity-from-too-small-a-radius", LINE, 1 - TINY, "inf")
    at(c.reject, "parabola-to-infinity", {**LINE, "c2": str(TINY)}, 2, "inf")
    at(c.reject, "between-the-roots-of-the-wrong-side", TWO, 0, "1/2")
    at(c.reject, "around-the-roots", TWO, "1/2", 3)
    at(c.reject, "c1-zero", numbers(c1=0, c2=0, c3=0), 1, 2)
    at(c.reject, "c1-zero-to-infinity", numbers(c1=0, c2=0, c3=0), 1, "inf")
    at(c.reject, "c1-negative", numbers(c1=-1, c2=0, c3=0), 0, 0)
    at(c.reject, "c2-negative", numbers(c1="1", c2=-1, c3=0), 1, 2)
    at(c.reject, "c2-negative-with-a-bump-inside", numbers(c1=-3, c2=-1, c3=-2), 0, 3)
    at(c.reject, "c2-negative-to-infinity", numbers(c1="1", c2=-1, c3=0), 1, "inf")
    at(c.reject, "c3-negative", numbers(c1=1, c2=0, c3=-1), 0, 2)
    at(c.reject, "c3-negative-and-radius-negative", numbers(c1=1, c2=0, c3=-1), -1, 2)


def trapping(c: Corpus) -> None:
    both(c, "inner", c.accept)
    c.malformed("outer-in-capitals", {"outer": "INF"})
    malformed(c, "c1", "c2", "c3", "inner", "outer")


def contraction(c: Corpus) -> None:
    both(c, "radius", c.reject)
    c.accept("rate-exact")
    c.accept("rate-just-below", {"rate": str(1 - TINY)})
    c.reject("rate-just-above", {"rate": str(1 + TINY)})
    c.reject("rate-zero", {"rate": "0"})
    c.reject("rate-negative", {"rate": "-1"})
    rate = "435124503/1000000000"
    irrational = {**IRRATIONAL, "radius": "142", "outer": "358"}
    c.accept("irrational-rate-from-below", {**irrational, "rate": rate})
    c.reject("irrational-rate-from-above", {**irrational, "rate": "54390563/125000000"})
    malformed(c, "c1", "c2", "c3", "radius", "outer", "rate")


BASES: dict[str, tuple[Any, Callable[[Any], None]]] = {
    TRAPPING: ({**TWO, "inner": "1", "outer": "2"}, trapping),
    CONTRACTION: ({**TWO, "radius": "1", "outer": "3/2", "rate": "1"}, contraction),
}
