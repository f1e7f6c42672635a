"""Attack a certificate: change it everywhere, and see that nothing false is VERIFIED.

`attack(path, ...)` works on any certificate file of any kind. Every mutant has matching digests, is
encoded like its control (the certificate itself, which must be VERIFIED), and must be refused, or
its printed statement must be confirmed by the oracle of its kind (tests/oracle.py).
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from random import Random

from cap.claims import KINDS
from cap.verdict import Verdict
from cap.verify import verify

from tests.files import Tree, encoded, sealed
from tests.oracle import confirm

WORDS = (
    "schur", "absolute", "elimination", "factor", "houli", "houli-basis", "derived", "printed",
    "orthonormal", "a", "c", "o", "e", "a,a", "a,c", "c,c", "",
)  # fmt: skip
SMALL = 60  # a witness with fewer numbers is changed everywhere
Step = str | int
Path_ = tuple[Step, ...]


@dataclass(frozen=True)
class Mutant:
    """A changed certificate with its companions; `name` says what was changed. `tree` still has the
    digests of the original.
    """

    name: str
    tree: Tree
    files: dict[str, bytes]

    def sealed(self) -> Tree:
        return self.tree if self.name.startswith("digest") else sealed(self.tree)


@dataclass
class Report:
    """How many mutants of one certificate ended how."""

    kind: str
    outcomes: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        counted = ", ".join(f"{n} {name}" for name, n in sorted(self.outcomes.items()))
        return f"{self.kind}: {self.outcomes.total()} mutants: {counted}"


def attack(
    path: Path,
    folder: Path,
    others: list[Path],
    count: int,
    most: int | None = None,
    seed: int = 1,
) -> Report:
    """Verify all mutants of the certificate at `path`, each beside its control.

    Args:
        path: a certificate that is VERIFIED.
        folder: an empty folder; a mutant that is VERIFIED and not confirmed is left there.
        others: certificates whose parameters and witnesses are transplanted.
        count: mutants of the numbers of a large witness, at random places.
        most: if given, only a random choice of so many mutants.

    Raises:
        AssertionError: for a mutant that is VERIFIED though its statement is not confirmed, or a
            control that is not VERIFIED.
        LookupError: for a kind without an oracle.
    """
    tree = json.loads(path.read_bytes())
    files = {
        entry["file"]: (path.parent / entry["file"]).read_bytes()
        for entry in tree.get("companions", [])
    }
    report = Report(tree["claim"]["name"])
    control = folder / "control.json"
    target = folder / "mutant.json"
    random = Random(seed)
    donors = [json.loads(other.read_bytes()) for other in others]
    # One after the other: a thousand copies of a large certificate fill gigabytes.
    found: Iterable[Mutant] = mutants(tree, files, donors, count, random)
    if most is not None:
        found = list(found)
        found = random.sample(found, min(most, len(found)))
    _write(control, tree)
    for mutant in found:
        _write_companions(folder, files)
        result = verify(control)
        assert result.verdict is Verdict.VERIFIED, f"the control is refused: {result.why}"
        _write(target, mutant.sealed())
        _write_companions(folder, mutant.files)
        changed = verify(target)
        if changed.verdict is not Verdict.VERIFIED:
            report.outcomes[changed.verdict.value] += 1
        elif changed.statement == result.statement:
            report.outcomes["verified, the same statement"] += 1
        else:
            claim = mutant.tree["claim"]
            true = confirm(claim["name"], claim["parameters"], changed.statement)
            assert true, (
                f"{mutant.name}: VERIFIED and not confirmed, see {target}\n{changed.statement}"
            )
            report.outcomes["verified, another true statement"] += 1
    return report


def _write(path: Path, tree: Tree) -> None:
    """Over the same file, cut afterwards: on a disk this is much faster than a new file."""
    path.touch()
    with path.open("r+b") as stream:
        stream.write(encoded(tree))
        stream.truncate()


def _write_companions(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)


def mutants(
    tree: Tree, files: dict[str, bytes], others: list[Tree], count: int, random: Random
) -> Iterator[Mutant]:
    """All mutants, in the same order for the same seed."""
    for place, changed in _trees(tree, others, count, random):
        if changed != tree:
            yield Mutant(place, changed, files)
    yield from _companion_mutants(tree, files)


def _trees(
    tree: Tree, others: list[Tree], count: int, random: Random
) -> Iterator[tuple[str, Tree]]:
    for place in places(tree):
        if place[0] != "witness":
            for change, value in changes(get(tree, place), place[0] == "claim"):
                yield f"{'.'.join(map(str, place))}: {change}", put(tree, place, value)
    numbers = [
        place for place in places(tree["witness"], ("witness",)) if _is_number(get(tree, place))
    ]
    if len(numbers) < SMALL:
        chosen = [(place, change) for place in numbers for change in changes(get(tree, place))]
    else:
        chosen = []
        while len(chosen) < count:
            place = random.choice(numbers)
            chosen.append((place, random.choice(list(changes(get(tree, place))))))
    for place, (change, value) in chosen:
        yield f"{'.'.join(map(str, place))}: {change}", put(tree, place, value)
    for place in places(tree["witness"], ("witness",)):
        if not _is_number(get(tree, place)) and len(place) < 4:
            for change, value in changes(get(tree, place)):
                yield f"{'.'.join(map(str, place))}: {change}", put(tree, place, value)
    lists = [
        place
        for place in places(tree["witness"], ("witness",))
        if isinstance(get(tree, place), list) and len(get(tree, place)) > 1
    ]
    if len(lists) > SMALL:  # a table of many rows: the table itself and some of its rows
        lists = lists[:2] + random.sample(lists[2:], 8)
    for place in lists:
        value = get(tree, place)
        rows = range(len(value)) if len(value) < SMALL else random.sample(range(len(value)), 8)
        for row in rows:
            for change, mutated in _row_changes(value, row):
                yield f"{'.'.join(map(str, place))}: {change} {row}", put(tree, place, mutated)
    for kind in KINDS:
        yield f"claim.name: {kind}", put(tree, ("claim", "name"), kind)
    for i, other in enumerate(others):
        yield f"witness of certificate {i}", {**tree, "witness": other["witness"]}
        yield (
            f"parameters of certificate {i}",
            put(tree, ("claim", "parameters"), other["claim"]["parameters"]),
        )
        for key, value in other["claim"]["parameters"].items():
            if key in tree["claim"]["parameters"]:
                place = ("claim", "parameters", key)
                yield f"{key} of certificate {i}", put(tree, place, value)


def places(tree: Tree, start: Path_ = ()) -> Iterator[Path_]:
    """The paths of all values inside a tree, containers first."""
    if start:
        yield start
    items = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    for key, value in items:
        yield from places(value, (*start, key))


def get(tree: Tree, place: Path_) -> Tree:
    for key in place:
        tree = tree[key]
    return tree


def put(tree: Tree, place: Path_, value: Tree) -> Tree:
    """A copy with another value at the place; what is not on the path is shared."""
    if not place:
        return value
    copied = tree.copy()
    copied[place[0]] = put(tree[place[0]], place[1:], value)
    return copied


def _is_number(value: Tree) -> bool:
    return type(value) is int or (
        isinstance(value, str) and re.fullmatch(r"-?(\d+(/\d+)?|0x[0-9a-f]+)", value) is not None
    )


def changes(value: Tree, choices: bool = True) -> Iterator[tuple[str, Tree]]:
    """Other values for a field, most of them of its type; `choices` are the words of parameters."""
    if isinstance(value, dict):
        for key in value:
            yield f"without {key}", {k: v for k, v in value.items() if k != key}
            yield f"{key} twice", {**value, f"{key}2": value[key]}
        yield "empty", {}
        yield "a list", list(value.values())
    elif isinstance(value, list):
        yield "empty", []
        yield "inside a list", [value]
        yield "reversed", value[::-1]
        yield "twice", value + value
        yield "an object", {"0": value}
    elif type(value) is int or _is_number(value):
        yield from _other_numbers(value)
    elif isinstance(value, str):
        yield from _other_texts(value, WORDS if choices else ("",))
    else:
        yield "the opposite", not value


def _other_numbers(value: Tree) -> Iterator[tuple[str, Tree]]:
    number = int(value, 16) if isinstance(value, str) and "0x" in value else Fraction(value)
    rational = isinstance(value, str) and "0x" not in value
    others: list[Fraction | int] = [number + 1, number - 1, -number, 0, 2 * number]
    if rational:
        unit = Fraction(1, Fraction(number).denominator)
        others += [number + unit, number - unit, number / 2]
        others += [number + sign * Fraction(1, 10**e) for e in (3, 6, 12, 30) for sign in (1, -1)]
        others += [-abs(number) - 1, 10**9]
    for other in dict.fromkeys(others):
        if rational:
            yield f"{other}", str(other)
        else:
            yield f"{other}", int(other) if abs(other) <= 2**53 else hex(int(other))
    yield "as text or as a number", value if rational else str(value)
    yield "true", True


def _other_texts(text: str, words: tuple[str, ...]) -> Iterator[tuple[str, Tree]]:
    """Other words of the format, and for formulas: other digits, signs, functions and names."""
    for word in words:
        if word != text:
            yield word, word
    yield "in capitals", text.upper()
    yield "with a blank", f"{text} "
    if text.startswith("sha256:"):
        return
    for match in re.finditer(r"\d|\*\*|[-+*/]|sin|cos|D|[a-z]", text):
        token = match[0]
        others = {
            "+": "-", "-": "+", "*": "/", "/": "*", "**": "*", "sin": "cos", "cos": "sin", "D": "",
        }.get(token, str((int(token) + 1) % 10) if token.isdigit() else "1")  # fmt: skip
        yield f"{others} at {match.start()}", text[: match.start()] + others + text[match.end() :]


def _row_changes(rows: list[Tree], i: int) -> Iterator[tuple[str, Tree]]:
    """Rows of a table, or neighbours in a list."""
    yield "dropped", rows[:i] + rows[i + 1 :]
    yield "twice", rows[: i + 1] + rows[i:]
    if i + 1 < len(rows):
        yield "exchanged", [*rows[:i], rows[i + 1], rows[i], *rows[i + 2 :]]
    if isinstance(rows[i], list):
        zeros = ["0" if isinstance(x, str) and "0x" not in x else 0 for x in rows[i]]
        yield "of zeros", [*rows[:i], zeros, *rows[i + 1 :]]
        yield "without its first entry", [*rows[:i], rows[i][1:], *rows[i + 1 :]]
        yield "with one more entry", [*rows[:i], [*zeros[:1], *rows[i]], *rows[i + 1 :]]


def _companion_mutants(tree: Tree, files: dict[str, bytes]) -> Iterator[Mutant]:
    """Companions with one number changed, cut or emptied, under their new size and hash."""
    for name, data in files.items():
        versions = {"cut": data[:-8], "empty": b"", "longer": data + bytes(8)}
        for at in list(range(0, len(data), 8))[:SMALL]:
            (number,) = struct.unpack_from("<q", data, at)
            for other in (number + 1, number - 1, -number, 0, 2 * number):
                versions[f"{other} at {at}"] = data[:at] + struct.pack("<q", other) + data[at + 8 :]
        for change, version in versions.items():
            if version == data:
                continue
            copied = deepcopy(tree)
            for entry in copied["companions"]:
                if entry["file"] == name:
                    entry.update(bytes=len(version), sha256=hashlib.sha256(version).hexdigest())
            yield Mutant(f"companion {name}: {change}", copied, {**files, name: version})
            yield Mutant(
                f"companion {name} under its old hash: {change}", tree, {**files, name: version}
            )
