"""Strict JSON <-> frozen `Certificate`, format `cap-certificate/1`; exact numbers; canonical bytes;
digests.

Everything that comes from a file passes through this module. Every refusal names the JSON path, the
value and what was expected. One spelling for each number, checked by a regular expression BEFORE
any int() sees it:

* an integer is a JSON integer up to 2^53 in absolute value, and beyond that a string "0x..." (lower
  case, signed);
* a rational is a string "p" or "p/q" in lowest terms, q >= 2, no sign on q, no leading zeros;
* a table of dyadics is {"exponent": e, "mantissas": [[...], ...]}: rows of integers times 2^e.

JSON floats, escapes, non-ASCII bytes, duplicate or unknown keys do not exist in this format.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import gcd
from pathlib import Path
from typing import Any

from flint import fmpq, fmpz

from cap.verdict import Malformed, Unsupported

FORMAT = "cap-certificate/1"
FILE_LIMIT = 8 * 2**20  # bytes of a certificate; larger data are companions
COMPANION_LIMIT = 256 * 2**20  # bytes of all companions of a certificate
COMPANIONS = 4
DEPTH_LIMIT = 16
OBJECT_LIMIT = 10_000  # objects in one file
LIST_LIMIT = 100_000  # lists in one file
RATIONAL = re.compile(r"(-?)(0|[1-9][0-9]{0,999})(?:/([1-9][0-9]{0,999}))?")
LARGE_INTEGER = re.compile(r"-?0x[1-9a-f][0-9a-f]{0,4095}")
NAME = re.compile(r"[a-z][a-z0-9_.-]{0,63}")
HEX_DIGEST = re.compile(r"[0-9a-f]{64}")

Json = Any  # a tree of dict, list, str, int, True, False, None


@dataclass(frozen=True)
class Claim:
    """The name of a kind and its parameters (a JSON tree): all that a statement depends on."""

    name: str
    parameters: Mapping[str, Json]


@dataclass(frozen=True)
class Companion:
    """A file of large data beside the certificate: plain name, size in bytes, sha256 in hex."""

    file: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Certificate:
    """A claim with its witness. `made_by` is for people and is never read by a check."""

    claim: Claim
    witness: Mapping[str, Json]
    companions: tuple[Companion, ...] = ()
    made_by: Mapping[str, Json] = field(default_factory=dict)

    def to_json(self) -> dict[str, Json]:
        """The JSON tree of the file, with digests computed from the content."""
        claim = {"name": self.claim.name, "parameters": self.claim.parameters}
        companions = [
            {"file": c.file, "bytes": c.size, "sha256": c.sha256} for c in self.companions
        ]
        return {
            "format": FORMAT,
            "claim": claim,
            "witness": self.witness,
            **({"companions": companions} if companions else {}),
            "made_by": self.made_by,
            "digest": {"claim": digest(claim), "witness": digest([self.witness, companions])},
        }

    def to_bytes(self) -> bytes:
        """The canonical bytes: the same certificate always gives the same file."""
        return (pretty(self.to_json()) + "\n").encode("ascii")

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the canonical bytes; the old file or the whole new one, never a part."""
        target = Path(path)
        temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            with temporary.open("wb") as stream:
                stream.write(self.to_bytes())
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


def digest(tree: Json) -> str:
    """The sha256 of the compact JSON with sorted keys, after the word "sha256:"."""
    text = json.dumps(tree, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return "sha256:" + hashlib.sha256(text.encode("ascii")).hexdigest()


def pretty(tree: Json, indent: str = "") -> str:
    """JSON for people: objects and lists of containers are broken into lines, a list of scalars
    is one line.
    """
    inner = indent + " "
    if isinstance(tree, Mapping) and tree:
        lines = (f"{inner}{json.dumps(key)}: {pretty(value, inner)}" for key, value in tree.items())
        return "{\n" + ",\n".join(lines) + "\n" + indent + "}"
    if isinstance(tree, list) and any(isinstance(value, (list, Mapping)) for value in tree):
        return (
            "[\n" + ",\n".join(inner + pretty(value, inner) for value in tree) + "\n" + indent + "]"
        )
    return json.dumps(tree, allow_nan=False)


# --- reading ---


def loads(data: bytes) -> Certificate:
    """Read the bytes of a certificate.

    Raises:
        Malformed: with the JSON path, the value and what was expected.
        Unsupported: if "format" is another format than `FORMAT`.
    """
    top = parse_json(data)
    if isinstance(top, dict) and "format" in top and top["format"] != FORMAT:
        raise Unsupported("unknown format", format=top["format"], expected=FORMAT)
    reader = Reader(top, "$")
    reader.only("format", "claim", "witness", "made_by", "digest", optional=("companions",))
    claim = reader.child("claim").only("name", "parameters")
    certificate = Certificate(
        Claim(claim.text("name", NAME), claim.child("parameters").tree),
        reader.child("witness").tree,
        tuple(_companion(item) for item in reader.items("companions"))
        if "companions" in reader.tree
        else (),
        reader.child("made_by").tree,
    )
    if "companions" in reader.tree:
        _check_companions(certificate.companions)
    stated = reader.child("digest").only("claim", "witness").tree
    computed = certificate.to_json()["digest"]
    for key in ("claim", "witness"):
        if stated[key] != computed[key]:
            raise Malformed(
                f"$.digest.{key}: does not match the content",
                stated=stated[key],
                computed=computed[key],
            )
    return certificate


def parse_json(data: bytes) -> Json:
    """Strict JSON: ASCII, no escapes, no floats, no duplicate keys, bounded size, depth and
    integers.

    Raises:
        Malformed: with the reason.
    """
    if len(data) > FILE_LIMIT:
        raise Malformed("the file is larger than allowed", bytes=len(data), limit=FILE_LIMIT)
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError as error:
        raise Malformed("not ASCII", byte=error.start) from None
    if text.count("{") > OBJECT_LIMIT or text.count("[") > LIST_LIMIT:
        raise Malformed("too many objects or lists", limits=f"{OBJECT_LIMIT}, {LIST_LIMIT}")
    if "\\" in text:
        raise Malformed(
            "a backslash: strings have no escapes in this format", position=text.index("\\")
        )
    try:
        tree = json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_int=_json_integer,
            parse_float=lambda text: _not_allowed("a JSON float", text),
            parse_constant=lambda text: _not_allowed("not a number of this format", text),
        )
    except json.JSONDecodeError as error:
        raise Malformed(
            "not JSON", error=error.msg, line=error.lineno, column=error.colno
        ) from None
    except RecursionError:
        raise Malformed("nested too deeply", limit=DEPTH_LIMIT) from None
    _check_depth(tree, DEPTH_LIMIT)
    return tree


def _without_duplicates(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    tree = dict(pairs)
    if len(tree) < len(pairs):
        keys = [key for key, _ in pairs]
        raise Malformed("a key occurs twice", key=next(key for key in keys if keys.count(key) > 1))
    return tree


def _json_integer(digits: str) -> int:
    # The JSON grammar has already refused everything but -?(0|[1-9][0-9]*), in ASCII digits.
    if len(digits) > len("-9007199254740992") or digits == "-0" or abs(int(digits)) > 2**53:
        raise Malformed(
            "not a JSON integer of this format (at most 2^53; larger ones are hex strings)",
            value=digits[:80],
        )
    return int(digits)


def _not_allowed(what: str, token: str) -> Json:
    raise Malformed(f'{what} (write rationals as strings "p/q")', value=token[:80])


def _check_depth(tree: Json, allowed: int) -> None:
    if allowed == 0:
        raise Malformed("nested too deeply", limit=DEPTH_LIMIT)
    if isinstance(tree, dict):
        tree = list(tree.values())
    if isinstance(tree, list):
        for value in tree:
            if isinstance(value, (dict, list)):
                _check_depth(value, allowed - 1)


def _check_companions(companions: tuple[Companion, ...]) -> None:
    names = {companion.file for companion in companions}
    size = sum(companion.size for companion in companions)
    if not 1 <= len(companions) <= COMPANIONS or len(names) < len(companions):
        raise Malformed(f"$.companions: expected 1 to {COMPANIONS}, no name twice", seen=names)
    if size > COMPANION_LIMIT:
        raise Malformed("$.companions: too large", bytes=size, limit=COMPANION_LIMIT)


def _companion(reader: Reader) -> Companion:
    reader.only("file", "bytes", "sha256")
    return Companion(
        reader.text("file", NAME),
        reader.integer("bytes", 0, COMPANION_LIMIT),
        reader.text("sha256", HEX_DIGEST),
    )


class Reader:
    """A JSON object together with its path; the verbs return checked Python values or raise
    `Malformed`.
    """

    def __init__(self, tree: Json, path: str) -> None:
        if not isinstance(tree, dict):
            raise Malformed(f"{path}: expected an object", value=tree)
        self.tree = tree
        self.path = path

    def only(self, *keys: str, optional: tuple[str, ...] = ()) -> Reader:
        """Refuse missing and unknown keys."""
        for key in keys:
            if key not in self.tree:
                raise Malformed(
                    f"{self.path}: the key {key!r} is missing",
                    expected=", ".join((*keys, *optional)),
                )
        for key in self.tree:
            if key not in keys and key not in optional:
                raise Malformed(
                    f"{self.path}: unknown key", key=key, expected=", ".join((*keys, *optional))
                )
        return self

    def child(self, key: str) -> Reader:
        """The object at a key."""
        return Reader(self._value(key), f"{self.path}.{key}")

    def items(self, key: str) -> list[Reader]:
        """The objects of a list."""
        return [
            Reader(item, f"{self.path}.{key}[{i}]") for i, item in enumerate(self.sequence(key))
        ]

    def sequence(self, key: str) -> list[Json]:
        """A list of anything."""
        value = self._value(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        return value

    def text(self, key: str, pattern: re.Pattern[str]) -> str:
        """A string that the pattern matches as a whole."""
        value = self._value(key)
        if not isinstance(value, str) or pattern.fullmatch(value) is None:
            raise self._wrong(key, f"a string of the form {pattern.pattern}")
        return value

    def choice(self, key: str, *choices: str) -> str:
        """One of the given strings."""
        value = self._value(key)
        if not isinstance(value, str) or value not in choices:
            raise self._wrong(key, "one of " + ", ".join(choices))
        return value

    def integer(self, key: str, least: int, most: int) -> int:
        """A JSON integer between two bounds, both allowed."""
        value = self._value(key)
        if type(value) is not int or not least <= value <= most:
            raise self._wrong(key, f"an integer from {least} to {most}")
        return value

    def rational(self, key: str) -> fmpq:
        """A rational string."""
        return read_rational(self._value(key), f"{self.path}.{key}")

    def integers(self, key: str) -> list[fmpz]:
        """A nonempty list of integers of any size."""
        return read_integers(self._value(key), f"{self.path}.{key}")

    def rows(self, key: str, read: Callable[[Json, str], list[Any]]) -> list[list[Any]]:
        """A nonempty list of rows, each read by `read`."""
        rows = self.sequence(key)
        if not rows:
            raise self._wrong(key, "at least one row")
        return [read(row, f"{self.path}.{key}[{i}]") for i, row in enumerate(rows)]

    def _value(self, key: str) -> Json:
        if key not in self.tree:
            raise Malformed(f"{self.path}: the key {key!r} is missing")
        return self.tree[key]

    def _wrong(self, key: str, expected: str) -> Malformed:
        return Malformed(f"{self.path}.{key}: expected {expected}", value=self.tree[key])


def read_rational(value: Json, path: str) -> fmpq:
    """The rational "p/q" in lowest terms (or "p")."""
    match = RATIONAL.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        remedy = 'a string such as "17/5000", at most 1000 digits a part (no float, no decimal)'
        raise Malformed(f"{path}: expected {remedy}", value=value)
    p, q = int(match[2]), int(match[3] or 1)
    if (match[3] is not None and (q == 1 or gcd(p, q) != 1)) or (match[1] and p == 0):
        raise Malformed(f"{path}: expected lowest terms, one spelling for each value", value=value)
    return fmpq(-p if match[1] else p, q)


def read_integer(value: Json, path: str) -> fmpz:
    """A JSON integer up to 2^53, or beyond it a hex string."""
    if type(value) is int:
        return fmpz(value)
    if isinstance(value, str) and LARGE_INTEGER.fullmatch(value) is not None:
        number = int(value, 16)
        if abs(number) > 2**53:
            return fmpz(number)
    raise Malformed(f"{path}: expected an integer (a hex string beyond 2^53)", value=value)


def read_integers(value: Json, path: str) -> list[fmpz]:
    """A nonempty list of integers."""
    if not isinstance(value, list) or not value:
        raise Malformed(f"{path}: expected a nonempty list of integers", value=value)
    return [read_integer(item, f"{path}[{i}]") for i, item in enumerate(value)]


def read_rationals(value: Json, path: str) -> list[fmpq]:
    """A nonempty list of rationals."""
    if not isinstance(value, list) or not value:
        raise Malformed(f"{path}: expected a nonempty list of rationals", value=value)
    return [read_rational(item, f"{path}[{i}]") for i, item in enumerate(value)]


def write_integer(number: int | fmpz) -> Json:
    """The one spelling of an integer."""
    number = int(number)
    return number if abs(number) <= 2**53 else hex(number)


# --- files ---


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a regular file that is no symbolic link.

    Raises:
        Malformed: if it is a link, a folder, a device, unreadable, or larger than `limit`.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK  # a named pipe must not wait for a writer
    try:
        with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise Malformed("not a regular file")
            data: bytes = stream.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise Malformed("cannot be read (links are refused)", error=str(error)) from None
    if len(data) > limit:
        raise Malformed("the file is larger than allowed", limit=limit)
    return data


def read_companion(folder: Path, companion: Companion) -> bytes:
    """The bytes of a companion, whose size and sha256 are those that the certificate states."""
    data = read_file(folder / companion.file, companion.size)
    if len(data) != companion.size or hashlib.sha256(data).hexdigest() != companion.sha256:
        raise Malformed(
            "the companion is not the one that the certificate names", file=companion.file
        )
    return data
