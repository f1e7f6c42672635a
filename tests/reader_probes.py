"""Probes of the reader, the verdicts, `verify`, `proofs`: bytes, files and folders at the limits.

As in kernel_probes.py, each function is a probe of `checker_mutants.py`. Limits stand here as
numbers of their own.
"""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cap.certificate import (
    Certificate,
    Claim,
    Companion,
    Reader,
    digest,
    loads,
    parse_json,
    pretty,
    read_companion,
    read_file,
    read_integer,
    read_integers,
    read_rational,
    read_rationals,
    write_integer,
)
from cap.proofs import Report, Step, check_all, check_theorem
from cap.verdict import Inconclusive, Refused, Rejected, Verdict, exit_code, shorten
from cap.verify import Result, check, statement, time_limit, verify
from flint import fmpq

from tests.files import Tree, certificate, companion, encoded, sealed
from tests.probing import each, said

MIB = 2**20
GOOD = certificate("identity.trigonometric", {"left": "k", "right": "k", "symbols": {"k": 1}}, {})
LARGE = certificate(
    "matrix.positive-definite",
    {"matrix": [["2", "1"], ["1", "2"]], "bound": "1/2"},
    {"method": "factor", "factor": {"exponent": -4, "companion": "a.bin"}},
    [companion("a.bin", b"\x13" + bytes(7) + b"\x0d" + bytes(7) + b"\x0e" + bytes(7))],
)
BYTES = b"\x13" + bytes(7) + b"\x0d" + bytes(7) + b"\x0e" + bytes(7)


def _changed(tree: Tree, path: str, value: Any = None) -> Tree:
    """A copy with one place replaced (None: removed), and its digests."""
    tree = deepcopy(tree)
    place = tree
    *most, last = path.split(".")
    for key in most:
        place = place[int(key) if key.isdigit() else key]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return sealed(tree)


@contextmanager
def _folder(**files: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as name:
        for file, data in files.items():
            (Path(name) / file).write_bytes(data)
        yield Path(name)


def _without(folder: Path, text: object) -> str:
    """Text without the name of a temporary folder and of its files."""
    return re.sub(r"[0-9]+\.tmp", "N.tmp", str(text).replace(str(folder), "FOLDER"))


# --- numbers ---


def rationals() -> str:
    """One spelling for each value, at most 1000 digits a part."""
    nines = "9" * 1000
    return each(
        lambda value: read_rational(value, "$"), "0", "1", "-1", "1/2", "-1/2", "2/4", "1/1", "-0",
        "0/1",
        "0/2", "-0/2", "3/1", "01", "1/02", "1/0", "+1", "1/-2", " 1", "1 ", "1/2/3", "", "-",
        "1.5", "1e5", "x",
        "10/15", "7/1", "17/5000", nines, nines + "9", "1/1" + "0" * 999, "1/1" + "0" * 1000, 1,
        None, 0.5,
        ["1"], True, "\u0661", "--1", "-3/2", "-10/15", "9/7\n", "1/1000000007",
    )  # fmt: skip


def integers() -> str:
    """JSON integers, and beyond 2^53 hex strings."""
    return said(
        *(
            lambda value=value: read_integer(value, "$")
            for value in (
                0, 5, -5, 2**53, True, None, "0x20000000000000", "0x20000000000001",
                "-0x20000000000001",
                "-0x20000000000000", "0x1fffffffffffff", "0x5", "5", "0X5", "0x020000000000001",
                "x", 0.5,
                [], "0x" + "f" * 4096, "0x" + "f" * 4097, "0x" + "1" * 20, "0x6b",
                "0x7ffffffffffff",
                "0xFFFFFFFFFFFFFFFF", "-0x" + "f" * 40, "+0x" + "f" * 40,
            )
        ),
        *(lambda v=v: read_integers(v, "$") for v in ([1, "0x" + "f" * 20], [], None, 1, {}, "12",
        [1, "1"])),
        *(lambda v=v: read_rationals(v, "$") for v in (["1", "1/2"], [], None, 1, {}, "12", ["1",
        1], ())),
        *(
            lambda n=n: write_integer(n)
            for n in (0, 2**53, 2**53 + 1, 2**53 - 1, -(2**53), -(2**53) - 1, 2**70, 2**52, 2**54,
            107, 3**53)
        ),
    )  # fmt: skip


# --- JSON ---


def json_texts() -> str:
    """What is and is not JSON of the format: numbers, strings, keys, nesting."""
    return each(
        parse_json, b"{}", b"[]", b'"x"', b"1", b"null", b"true", b"0", b"-1",
        b"-0", b"1.0",
        b"0.5", b"1e5", b"1E5", b"01", b"+1", b"NaN", b"Infinity", b"-Infinity", b"[NaN]",
        b"9007199254740992",
        b"9007199254740993", b"-9007199254740992", b"-9007199254740993", b"9007199254740991",
        b"18014398509481984", b"99999999999999999", b"999999999999999999999999", b"[1, -0]",
        b'{"a": 1, "a": 2}', b'{"a": {"b": 1, "c": 2, "b": 3}}', b'{"a": 1, "b": 2}', b'"\\u0041"',
        b'"\\n"',
        "\u00e9".encode(), b"\xff", b'"\xff"', b"", b" ", b"{", b"[1,]", b"{}x", b"{} {}", b"\x00",
        b'"\n"',
        b"\xef\xbb\xbf{}", b'{"a": [1, {"b": [2]}]}', b"0." + b"9" * 200, b"9" * 200,
        b"[" * 100000 + b"]" * 100000,
    )  # fmt: skip


def json_refusals_show_the_value() -> str:
    """What is shown of a value that is refused: its first 80 characters, the key, the position."""
    found = []
    for data in (
        b"0." + b"9" * 200,
        b"9" * 200,
        b'{"a": 1, "b": 2, "a": 3, "c": 4}',
        b'"ab\\n"',
        b"ab\xff",
    ):
        try:
            parse_json(data)
        except Refused as refusal:
            found.append(str(refusal))
    return "\n".join(found)


def depths() -> str:
    """16 levels of lists and objects are allowed."""
    texts = [
        open_ * n + close * n for n in (15, 16, 17) for open_, close in (("[", "]"), ('{"a":', "}"))
    ]
    texts = [text.replace(":}", ":1}") for text in texts]
    texts += ["[1," + "[" * n + "]" * n + "]" for n in (15, 16)]
    texts += ['{"b": 1, "a":' + "[" * n + "]" * n + "}" for n in (15, 16)]
    return each(lambda text: len(str(parse_json(text.encode()))), *texts)  # fmt: skip


def sizes() -> str:
    """8 MiB, 10000 objects, 100000 lists."""
    return said(
        *(lambda n=n: parse_json(b"1" + b" " * (n - 1)) for n in (8 * MIB, 8 * MIB + 1)),
        *(
            lambda n=n, m=m: len(
                parse_json(b"[" + b",".join([b"{}"] * n + [b"[]"] * m) + b"]")
            )
            for n, m in ((10000, 1), (10001, 1), (1, 99999), (1, 100000), (10001, 100000), (10000,
            99999))
        ),
    )  # fmt: skip


# --- certificates ---


def certificates() -> str:
    """Keys, names, digests, companions: the good ones, and each with one change."""
    two = [companion("a.bin", BYTES), companion("b.bin", BYTES)]
    wrong = {"claim": GOOD["digest"]["claim"], "witness": "sha256:0"}
    trees: list[Tree] = [
        GOOD, LARGE, [], "x", 1, None, {}, {**GOOD, "format": "cap-certificate/2"}, {"format": 1},
        {"format": "cap-certificate/1"}, ["format"], "format", {**GOOD, "x": 1},
        *({key: value for key, value in GOOD.items() if key != missing} for missing in GOOD),
        {**GOOD, "digest": wrong}, {**GOOD, "digest": {**GOOD["digest"], "claim": "x"}},
        {**GOOD, "digest": {**GOOD["digest"], "x": 1}}, {**GOOD, "digest": {"claim": ""}}, {**GOOD,
        "digest": []},
        {**GOOD, "digest": wrong, "claim": {**GOOD["claim"], "name": "k"}},
        _changed(GOOD, "claim.name", "K"), _changed(GOOD, "claim.name", 1), _changed(GOOD,
        "claim.name"),
        _changed(GOOD, "claim.name", "k" * 64), _changed(GOOD, "claim.name", "k" * 65),
        _changed(GOOD, "claim.x", 1), _changed(GOOD, "claim.parameters", []), _changed(GOOD,
        "claim.parameters"),
        _changed(GOOD, "witness", []), _changed(GOOD, "witness", "x"), _changed(GOOD, "made_by",
        []),
        _changed(GOOD, "made_by", {}), _changed(GOOD, "companions", []), _changed(GOOD,
        "companions", {}),
        _changed(GOOD, "companions", two), _changed(GOOD, "companions", [two[0], two[0]]),
        *(
            _changed(GOOD, "companions", [{**two[0], "file": f"{name}.bin", "bytes": size}
            for name in names])
            for names, size in (("abcd", 1), ("abcde", 1), ("abcd", 64 * MIB),
            ("abcd", 64 * MIB + 1))
        ),
        _changed(GOOD, "companions", [{**two[0], "x": 1}]), _changed(GOOD, "companions", ["a.bin"]),
        *(
            _changed(GOOD, "companions", [{**two[0], key: value}])
            for key, value in (
                ("bytes", 0), ("bytes", -1), ("bytes", 256 * MIB), ("bytes", 256 * MIB + 1),
                ("bytes", True),
                ("bytes", "1"), ("sha256", "0" * 64), ("sha256", "0" * 63), ("sha256", "A" * 64),
                ("sha256", 1),
                ("file", "../a"), ("file", "/a"), ("file", ".a"), ("file", ""), ("file", 1),
            )
        ),
        *(_changed(LARGE, f"companions.0.{key}") for key in ("file", "bytes", "sha256")),
    ]  # fmt: skip
    return each(lambda tree: _shown(loads(encoded(tree))), *trees)


def _shown(read: Certificate) -> str:
    return f"{read.claim} {read.witness} {read.companions} {read.made_by}"


def canonical_bytes() -> str:
    """The bytes that are written, with and without companions; digests; no NaN."""
    made = Certificate(
        Claim("k", {"a": [], "b": {}, "c": [[1, 2], [3]], "d": [{"e": "f"}, 1], "g": [1, "x"],
        "h": True}),
        {"m": [[[1]], []]},
        (Companion("a.bin", 3, "0" * 64),),
        {"cap": "0"},
    )  # fmt: skip
    plain = Certificate(Claim("k", {}), {})
    return "\n".join(
        [
            made.to_bytes().decode(),
            plain.to_bytes().decode(),
            pretty({}),
            pretty([]),
            pretty([[], {}]),
            pretty("x"),
            pretty({"a": {"b": [[1]]}}, "  "),
            digest({"b": 1, "a": [1, 2]}),
            *(_raises(lambda f=f: f(float("nan"))) for f in (digest, pretty)),
        ]
    )


def _raises(call: Callable[[], object]) -> str:
    try:
        return str(call())
    except (TypeError, ValueError, FileNotFoundError, IsADirectoryError) as error:
        return type(error).__name__


def saved_files() -> str:
    """A file is written as a whole, replaces the old one, and leaves nothing else behind."""
    plain = Certificate(Claim("k", {}), {})
    found = []
    with _folder(old=b"x") as folder:
        for name in ("old", "new"):
            plain.save(folder / name)
            found.append(str((folder / name).read_bytes() == plain.to_bytes()))
        found.append(_raises(lambda: plain.save(folder)))
        found.append(_raises(lambda: plain.save(folder / "no" / "file")))
        broken = Certificate(Claim("k", {"x": float("nan")}), {})
        found.append(_raises(lambda: broken.save(folder / "old")))
        found.append(str((folder / "old").read_bytes() == plain.to_bytes()))
        found.append(str(sorted(path.name for path in folder.iterdir())))
    return "\n".join(found)


def verbs_of_the_reader() -> str:
    """Every verb on right, wrong and missing values."""
    tree = {
        "text": "ab", "number": 5, "flag": True, "list": [1, 2], "object": {"a": 1}, "objects": [{},
        {"b": 2}],
        "empty": [], "rational": "1/2", "rows": [[1], [2, 3]], "mixed": [{}, 1], "none": None,
    }  # fmt: skip
    reader = Reader(tree, "$")
    pattern = re.compile("a[a-z]")
    keys = [*tree, "missing"]
    return said(
        *(lambda v=v: Reader(v, "$.x").path for v in ({}, [], "x", None, 1)),
        *(lambda k=k: reader.child(k).path for k in keys),
        *(lambda k=k: [r.path for r in reader.items(k)] for k in keys),
        *(lambda k=k: reader.sequence(k) for k in keys),
        *(lambda k=k: reader.text(k, pattern) for k in keys),
        lambda: reader.text("text", re.compile("a")),
        lambda: reader.text("text", re.compile("b")),
        *(lambda k=k: reader.choice(k, "ab", "cd") for k in keys),
        lambda: reader.choice("text", "a", "b"),
        *(lambda k=k: reader.integer(k, 4, 6) for k in keys),
        *(lambda a=a, b=b: reader.integer("number", a, b) for a, b in ((5, 5), (6, 9), (1, 4), (5,
        9), (1, 5))),
        *(lambda k=k: reader.rational(k) for k in keys),
        *(lambda k=k: reader.integers(k) for k in keys),
        *(lambda k=k: reader.rows(k, read_integers) for k in keys),
        lambda: Reader({"a": 1}, "$").only("a").path,
        lambda: Reader({"a": 1, "b": 1}, "$").only("a", optional=("b",)).path,
        lambda: Reader({"a": 1, "b": 1}, "$").only("a", optional=("c",)).path,
        lambda: Reader({"b": 1}, "$").only("a", optional=("b",)).path,
        lambda: Reader({}, "$").only().path,
        lambda: Reader({"a": 1}, "$").only().path,
        lambda: Reader({}, "$").only(optional=("a",)).path,
    )  # fmt: skip


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def files_that_are_read() -> str:
    """Regular files up to the limit; no links, folders, pipes or missing files."""
    with _folder(a=b"12345", empty=b"") as folder:
        (folder / "link").symlink_to(folder / "a")
        (folder / "folder").mkdir()
        os.mkfifo(folder / "pipe")
        (folder / "closed").write_bytes(b"1")
        names = ("a", "empty", "link", "folder", "pipe", "missing", "a/b")
        open_files = _open_files()

        def at_once(name: str) -> bytes:
            with time_limit(5):  # opening a pipe may wait for ever
                return read_file(folder / name, 5)

        read = said(
            *(lambda n=n: at_once(n) for n in names),
            *(lambda n=n: read_file(folder / "a", n) for n in (4, 5, 6, 0)),
            lambda: read_file(folder / "empty", 0),
            *(
                lambda size=size, sha=sha: read_companion(folder, Companion("a", size, sha))
                for size in (4, 5, 6)
                for sha in (companion("a", b"12345")["sha256"], "0" * 64)
            ),
            lambda: read_companion(
                folder, Companion("link", 5, companion("a", b"12345")["sha256"])
            ),
            lambda: read_companion(folder, Companion("a", 4, companion("a", b"1234")["sha256"])),
        )
        left_open = _open_files() - open_files
        return f"{read}\n{left_open}"


# --- verdicts ---


def exit_codes() -> str:
    """The first refusal in the order MALFORMED, UNSUPPORTED, REJECTED, INCONCLUSIVE decides."""
    v, r, i, m, u = Verdict
    return each(
        exit_code, [], [v], [v, v], [r], [i], [m], [u], [v, r], [v, i], [r, i], [i, r], [u, m], [m,
        u],
        [u, r], [r, u], [v, r, i, m, u], [v, i, r], iter([v]), [i, u],
    )  # fmt: skip


def refusals_for_people() -> str:
    """Reasons with their values; values are short and printable."""
    texts = (
        "x" * 78,
        "x" * 79,
        "x" * 80,
        "x" * 81,
        "x" * 200,
        "\x1b[2J",
        "\u202e",
        'a"b',
        "a'b",
        "",
    )
    refused = (Rejected("why"), Rejected("why", a=1, b="x"), Inconclusive("why", c=[1, 2]))
    numbers = (
        fmpq(1, 3),
        10**5000,
        [1],
        {"a": 1, "b": 2},
        None,
        True,
        5,
        "5",
        10**76,
        10**77,
        10**78,
        10**79,
        10**80,
        "~",
    )
    return "\n".join(
        [
            *map(shorten, texts),
            *map(shorten, numbers),
            *(f"{refusal} {refusal.verdict} {refusal.args} {refusal.why}" for refusal in refused),
            *(_truth(value) for value in (Verdict.VERIFIED, Result(Verdict.VERIFIED, "x"))),
        ]
    )  # fmt: skip


def _truth(value: object) -> str:
    try:
        return str(bool(value))
    except TypeError as error:
        return str(error)


# --- verify ---


def verified_files() -> str:
    """Whole files; companions that are right, changed, missing, unused; expectations."""
    unused = _changed(LARGE, "witness", {"method": "elimination"})
    prefix = _changed(LARGE, "companions.0.file", "a")
    claim, other = (
        Claim("identity.trigonometric", {"left": "k", "right": right, "symbols": {"k": 1}})
        for right in ("k", "k+0")
    )
    with _folder(
        **{
            "good.json": encoded(GOOD), "large.json": encoded(LARGE),
            "unused.json": encoded(unused),
            "prefix.json": encoded(prefix), "a.bin": BYTES, "a": BYTES,
            "wrong.json": encoded(_changed(GOOD, "claim.parameters.right", "k+1")),
            "kind.json": encoded(_changed(GOOD, "claim.name", "identity")),
            "space.json": encoded(GOOD) + b" " * (8 * MIB - len(encoded(GOOD))),
            "spaces.json": encoded(GOOD) + b" " * (8 * MIB + 1 - len(encoded(GOOD))),
        }
    ) as folder:  # fmt: skip
        names = sorted(path.name for path in folder.glob("*.json"))
        results = [verify(folder / name) for name in names]
        results += [
            verify(folder / "good.json", expect) for expect in (claim, other, Claim("x", {}))
        ]
        results.append(verify(str(folder / "wrong.json"), claim))
        (folder / "a.bin").write_bytes(BYTES[:-1] + b"\x01")
        results.append(verify(folder / "large.json"))
        (folder / "a.bin").unlink()
        results.append(verify(folder / "large.json"))
        return _without(folder, "\n".join(map(repr, results)))


def statements_of_claims() -> str:
    """Unknown kinds, and statements that are not printable ASCII."""
    good = GOOD["claim"]["parameters"]
    return said(
        lambda: statement(Claim("identity.trigonometric", good)),
        lambda: statement(Claim("identity", good)),
        lambda: statement(Claim("identity.trigonometric", {})),
        lambda: check(Certificate(Claim("identity.trigonometric", good), {}), {"a": b""}),
        lambda: check(Certificate(Claim("identity.trigonometric", good), {}), {}),
    )


def time_limits() -> str:
    """A time limit interrupts, is taken back, and gives the signal back to its former owner."""

    def busy() -> None:
        with time_limit(0.01):
            time.sleep(2)

    def quick() -> object:
        with time_limit(50):
            return 50 >= signal.getitimer(signal.ITIMER_REAL)[0] > 40

    before = signal.getsignal(signal.SIGALRM)
    found = said(busy, quick)
    after = signal.getsignal(signal.SIGALRM)
    return f"{found}\n{after is before}, {signal.getitimer(signal.ITIMER_REAL)}"


# --- proofs ---


def _theorem() -> Tree:
    """Two machine steps, of which the second takes a parameter from the first, and one by hand."""
    good = {"left": "k", "right": "k", "symbols": {"k": 1}}
    return {
        "format": "cap-proof/1",
        "theorem": "a theorem",
        "source": "Lemma 1",
        "steps": [
            {"id": "one", "sentence": "k = k", "kind": "identity.trigonometric", "parameters": good,
             "certificate": "good.json"},
            {"id": "two", "sentence": "again", "kind": "identity.trigonometric",
             "parameters": {**good, "right": {"step": "one", "parameter": "left"}},
             "certificate": "good.json"},
            {"id": "three", "sentence": "so", "by_hand": "by (A.2.5), 2 sin x", "uses": ["one"]},
            {"id": "number", "sentence": "2 I > 1/2", "kind": "matrix.positive-definite",
             "parameters": {"matrix": [["2", "1"], ["1", "2"]], "bound": "1/2"},
             "certificate": "number.json"},
        ],
        "conclusion": {
            "text": "c = {c}, d = {d}", "uses": ["two", "three", "number"],
            "constants": {
                "c": {"formula": "b+1", "with": {"b": {"step": "number", "parameter": "bound"}}},
                "d": {"formula": "1/(2*b)", "with": {"b": {"step": "number",
                "parameter": "bound"}}},
            },
        },
    }  # fmt: skip


NUMBER = certificate(
    "matrix.positive-definite",
    {"matrix": [["2", "1"], ["1", "2"]], "bound": "1/2"},
    {"method": "elimination"},
)


def _proved(tree: Tree, only: str | None = None) -> str:
    """The reports on a folder with one theorem, and why it is incomplete."""
    with TemporaryDirectory() as name:
        root = Path(name)
        (root / "proofs" / "t").mkdir(parents=True)
        (root / "proofs" / "t" / "steps.json").write_text(json.dumps(tree))
        (root / "certificates").mkdir()
        for file, content in (("good.json", GOOD), ("number.json", NUMBER)):
            (root / "certificates" / file).write_bytes(encoded(content))
        wrong = _changed(GOOD, "claim.parameters.right", "k+1")
        (root / "certificates" / "wrong.json").write_bytes(encoded(wrong))

        def reports() -> str:
            found = []
            for report in check_all(root, only):
                for shown in (True, False):
                    found += report.lines(statements=shown)
                found.append(f"{report.complete} {report.constants} {report.failure}")
            return "\n".join(found)

        return _without(root, said(reports))


def _edited(path: str, value: Any) -> Tree:
    tree = place = _theorem()
    *most, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    for key in most:
        place = place[key]
    if value is None:
        del place[last]
    elif last == "+":
        place.append(value)
    else:
        place[last] = value
    return tree


def complete_proofs() -> str:
    """A complete theorem, by its name and by another one."""
    return "\n".join([_proved(_theorem()), _proved(_theorem(), "t"), _proved(_theorem(), "u")])


def incomplete_proofs() -> str:
    """Certificates that are missing, of another statement or wrong; steps that nothing uses."""
    extra = {**_theorem()["steps"][0], "id": "extra"}
    return "\n".join(
        _proved(_edited(path, value))
        for path, value in (
            ("steps.0.certificate", "missing.json"), ("steps.0.certificate", "wrong.json"),
            ("steps.0.certificate", "number.json"), ("steps.0.parameters.left", "k+0"),
            ("steps.+", extra), ("conclusion.uses", ["two"]), ("conclusion.uses", ["three"]),
            ("conclusion.uses", ["two", "three", "number", "one", "two"]), ("steps.2.uses", []),
            ("steps.1.parameters.right", "k"),
        )
    )  # fmt: skip


def malformed_proofs() -> str:
    """References to what is not above, loose numbers, unknown and missing keys, wrong names."""
    one = _theorem()["steps"][0]
    return "\n".join(
        _proved(_edited(path, value))
        for path, value in (
            ("format", "cap-proof/2"), ("x", 1), ("theorem", None), ("source", None), ("conclusion",
            None),
            ("source", 5), ("theorem", "a\u00e9"), ("steps", []), ("steps", {}), ("steps.0.id",
            "two"),
            ("steps.0.id", "One"), ("steps.0.x", 1), ("steps.0.sentence", None), ("steps.0.kind",
            None),
            ("steps.0.kind", "identity"), ("steps.0.parameters", None), ("steps.0.parameters.left",
            None),
            ("steps.0.certificate", "../good.json"), ("steps.0.certificate", None), ("steps.1.id",
            "one"),
            ("steps.1.parameters.right", {"step": "two", "parameter": "left"}),
            ("steps.1.parameters.right", {"step": "three", "parameter": "left"}),
            ("steps.1.parameters.right", {"step": "number", "parameter": "left"}),
            ("steps.1.parameters.right", {"step": "one", "parameter": "none"}),
            ("steps.1.parameters.right", {"step": "one", "parameter": "left", "x": 1}),
            ("steps.1.parameters.right", {"step": "one"}), ("steps.1.parameters.right", {"step": 1,
            "parameter": 1}),
            ("steps.2.by_hand", "at most 0.3"), ("steps.2.by_hand", "at most 3/10"),
            ("steps.2.by_hand", "3 / 10"),
            ("steps.2.by_hand", "at most 3"), ("steps.2.by_hand", ""), ("steps.2.uses", ["number"]),
            ("steps.2.uses", ["three"]), ("steps.2.uses", None), ("steps.2.x", 1),
            ("steps.2.sentence", None),
            ("steps.2.kind", "identity.trigonometric"), ("conclusion.uses", ["none"]),
            ("conclusion.x", 1),
            ("conclusion.uses", None), ("conclusion.text", None), ("conclusion.constants", None),
            ("conclusion.text", "c = {e}"), ("conclusion.text", "c < 0.5"), ("conclusion.text",
            "c < 1/2"),
            ("conclusion.text", "nothing"), ("conclusion.constants.c.formula", "1/(b-b)"),
            ("conclusion.constants.c.formula", "a"), ("conclusion.constants.c.formula", "b.x"),
            ("conclusion.constants.c.x", 1), ("conclusion.constants.c.with", None),
            ("conclusion.constants.c.with.b", "1/2"), ("conclusion.constants.c.with.b.x", 1),
            ("conclusion.constants.c.with.b.step", "three"), ("conclusion.constants.c.with.b.step",
            "none"),
            ("conclusion.constants.c.with.b.parameter", "matrix"),
            ("conclusion.constants.c.with.b.parameter", "x"),
            ("steps.+", one),
        )
    )  # fmt: skip


def reports_without_steps() -> str:
    """A report is complete if it has steps, all are done, and nothing failed."""
    done, failed = Step("a", "s", "by hand"), Step("b", "s", "REJECTED: no", "x.json")
    reports = (
        Report("t", "T", "S", ()),
        Report("t", "T", "S", (done,)),
        Report("t", "T", "S", (done, failed)),
        Report("t", "T", "S", (done,), failure="unused"),
        Report("t", "T", "S", (), failure="unused"),
        Report("t", "T", "S", (failed,), failure="unused"),
    )
    return "\n".join(
        f"{report.complete} {report.lines(statements=True)} {report.lines(statements=False)}"
        for report in reports
    )


def certificates_that_are_read_once() -> str:
    """A certificate of many steps is verified once, and its result is kept."""
    with TemporaryDirectory() as name:
        root = Path(name)
        (root / "t").mkdir()
        (root / "t" / "steps.json").write_text(json.dumps(_theorem()))
        for file, content in (("good.json", GOOD), ("number.json", NUMBER)):
            (root / file).write_bytes(encoded(content))
        results: dict[Path, Result] = {}
        first = check_theorem(root / "t", root, results)
        (root / "good.json").unlink()
        second = check_theorem(root / "t", root, results)
        return _without(
            root, f"{sorted(results)} {first.complete} {second.complete} {first == second}"
        )
