"""Attacks on the reader: whatever the file, there is a verdict with one printable line, soon."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from cap.certificate import (
    COMPANION_LIMIT,
    FILE_LIMIT,
    Certificate,
    Claim,
    loads,
    parse_json,
    read_integer,
    read_rational,
    write_integer,
)
from cap.verdict import Malformed, Refused, Unsupported, Verdict, exit_code, shorten
from cap.verify import Result, time_limit, verify
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import strategies
from tests.files import certificate, companion, corpus, encoded, judge, sealed

SECONDS = 20  # never hangs: far above what any of these files takes
GOOD = certificate(
    "matrix.positive-definite", {"matrix": [["2", "1"], ["1", "2"]], "bound": "1/2"},
    {"method": "elimination"},
)  # fmt: skip


def refused(result: Result, verdict: Verdict = Verdict.MALFORMED) -> None:
    """The verdict, and one printable ASCII line as reason; no statement."""
    assert result.verdict is verdict, result
    assert result.statement == ""
    assert result.why
    assert len(result.why) < 2000
    assert all(" " <= character <= "~" for character in result.why), result.why


def changed(change: Callable[[Any], Any]) -> Any:
    """GOOD after the change, with matching digests."""
    tree = deepcopy(GOOD)
    change(tree)
    return sealed(tree)


def text(**replacements: str) -> bytes:
    """GOOD with raw text in the place of the bound."""
    return encoded(GOOD).replace(b'"bound": "1/2"', replacements["bound"].encode("utf-8"))


def test_the_unchanged_file_is_verified(tmp_path: Path) -> None:
    """The file that all attacks start from is VERIFIED."""
    result = judge(tmp_path / "c.json", GOOD)
    assert result.verdict is Verdict.VERIFIED
    assert result.why == ""
    assert "> 1/2." in result.statement


RAW = {
    "empty": b"",
    "blank": b" \n",
    "truncated at half": encoded(GOOD)[: len(encoded(GOOD)) // 2],
    "truncated by one brace": encoded(GOOD).rstrip()[:-1],
    "twice": encoded(GOOD) * 2,
    "garbage after it": encoded(GOOD) + b"x",
    "a list": b"[]",
    "a string": b'"x"',
    "a number": b"1",
    "null": b"null",
    "100000 brackets": b"[" * 100000 + b"]" * 100000,
    "brackets never closed": b"[" * 10**6,
    "braces never closed": b'{"a":' * 10**5,
    "NaN": b'{"bound": NaN}',
    "Infinity": b'{"bound": Infinity}',
    "-Infinity": b'{"bound": -Infinity}',
    "float": b'{"bound": 0.5}',
    "float that is an integer": b'{"bound": 1.0}',
    "1e50000000": b'{"bound": 1e50000000}',
    "1E5": b'{"bound": 1E5}',
    "1_000": b'{"bound": 1_000}',
    "+1": b'{"bound": +1}',
    "01": b'{"bound": 01}',
    "0x10": b'{"bound": 0x10}',
    "integer of 10 MB": b'{"bound": ' + b"9" * 10**7 + b"}",
    "float of 10 MB": b'{"bound": 0.' + b"9" * 10**7 + b"}",
    "string of 10 MB": b'{"' + b"9" * 10**7 + b'": 1}',
    "integer of 5000 digits": b'{"bound": ' + b"9" * 5000 + b"}",
    "-0": b'{"bound": -0}',
    "2^53+1": b'{"bound": 9007199254740993}',
    "-2^53-1": b'{"bound": -9007199254740993}',
    "duplicate key": b'{"format": 1, "format": 1}',
    "duplicate key inside": b'{"claim": {"a": [{"b": 1, "b": 2}]}}',
    "byte order mark": b"\xef\xbb\xbf" + encoded(GOOD),
    "UTF-16": encoded(GOOD).decode().encode("utf-16"),
    "UTF-32": encoded(GOOD).decode().encode("utf-32"),
    "NUL": encoded(GOOD).replace(b'"0.1.0"', b'"0\x001"'),
    "NUL after it": encoded(GOOD) + b"\x00",
    "newline in a string": encoded(GOOD).replace(b'"0.1.0"', b'"0\n1"'),
    "escape code": encoded(GOOD).replace(b'"0.1.0"', b'"\x1b[2J"'),
    "escaped escape code": encoded(GOOD).replace(b'"0.1.0"', b'"\\u001b[2J"'),
    "escaped name of a key": encoded(GOOD).replace(b'"witness"', b'"\\u0077itness"'),
    "lone surrogate": encoded(GOOD).replace(b'"0.1.0"', b'"\\ud800"'),
    "surrogate in UTF-8": encoded(GOOD).replace(b'"0.1.0"', b'"\xed\xa0\x80"'),
    "bidirectional override": encoded(GOOD).replace(b'"0.1.0"', '"\u202e"'.encode()),
    "Latin-1": encoded(GOOD).replace(b'"0.1.0"', b'"\xe9"'),
    "comment": encoded(GOOD) + b"// ok",
    "single quotes": encoded(GOOD).replace(b'"', b"'"),
    "trailing comma": encoded(GOOD).replace(b"}\n}", b"},\n}"),
    "Arabic digit as a number": text(bound='"bound": \u0661'),
}


@pytest.mark.parametrize("data", RAW.values(), ids=RAW)
def test_not_the_format(tmp_path: Path, data: bytes) -> None:
    """Bytes that are no strict JSON are MALFORMED."""
    start = monotonic()
    refused(judge(tmp_path / "c.json", data))
    assert monotonic() - start < SECONDS


BOUNDS = [
    "0.5", "1e50000000", "1e5", "1_000", "1/1", "0/5", "2/4", "-0", "+1", "01", "1/02", "1/0",
    "1/-2", "--1", " 1", "1 ", "1\t", "", "/", "1/", "/2", "1/2/3", "1 /2", "0x10", "0x1p3", "nan",
    "inf", "Infinity", "\u0661", "\uff11", "\u00bd", "1" * 1001, "1/" + "3" * 1001,
    "-" + "1" * 1001, "1\u200b",
]  # fmt: skip
GOOD_BOUNDS = ["0", "-1", "1", "-1/2", "-" + "1" * 1000, "-1/" + "3" * 1000, "-9007199254740993"]


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda b: ascii(b)[:20])
def test_rationals_have_one_spelling(tmp_path: Path, bound: str) -> None:
    """Everything but "p" and "p/q" in lowest terms with at most 1000 ASCII digits is MALFORMED."""
    tree = changed(lambda t: t["claim"]["parameters"].update(bound=bound))
    data = json.dumps(tree, ensure_ascii=False).encode("utf-8")
    refused(judge(tmp_path / "c.json", data))
    with pytest.raises(Malformed):
        read_rational(bound, "$")


@pytest.mark.parametrize("bound", GOOD_BOUNDS, ids=lambda b: b[:20])
def test_rationals_that_are_read(tmp_path: Path, bound: str) -> None:
    """The nearest spellings that are allowed are read and printed as they stand."""
    tree = changed(lambda t: t["claim"]["parameters"].update(bound=bound))
    result = judge(tmp_path / "c.json", tree)
    assert (result.verdict is Verdict.VERIFIED) == (bound != "1")
    assert result.verdict is Verdict.REJECTED or f"> {bound}." in result.statement


@given(strategies.rationals)
def test_rationals_round_trip(number: Any) -> None:
    """Each rational of at most 1000 digits has the spelling p or p/q, and is read from it."""
    spelled = str(number)
    if len(str(abs(number.numerator))) > 1000 or len(str(number.denominator)) > 1000:
        with pytest.raises(Malformed):
            read_rational(spelled, "$")
    else:
        assert strategies.fraction(read_rational(spelled, "$")) == number


BIG = 2**53


@pytest.mark.parametrize(
    "value",
    [
        BIG,
        -BIG,
        BIG - 1,
        0,
        1,
        -1,
        hex(BIG + 1),
        hex(-BIG - 1),
        "0x" + "f" * 4096,
        "-0x" + "f" * 4096,
    ],
    ids=lambda v: str(v)[:20],
)
def test_integers_that_are_read(value: Any) -> None:
    """JSON integers up to 2^53, hex strings from there on; each number has one spelling."""
    number = read_integer(value, "$")
    assert write_integer(number) == value
    assert parse_json(json.dumps([value]).encode()) == [value]


@pytest.mark.parametrize(
    "value",
    [
        BIG + 1, -BIG - 1, hex(BIG), hex(-BIG), hex(BIG - 1), "0x0", "0x1", "0x", "-0x",
        "0X20000000000001", "0x2000000000000A", "0x020000000000001", "+0x20000000000001",
        "20000000000001", "9007199254740993", "0x" + "f" * 4097, "0x2000_0000_000001",
        True, False, None, 1.0,
        [], {}, "", "0b1",
    ],
    ids=lambda v: str(v)[:20],
)  # fmt: skip
def test_integers_that_are_refused(value: Any) -> None:
    """Hex below 2^53, other spellings, bools and other types are MALFORMED, in the text or as a
    value.
    """
    with pytest.raises(Malformed):
        read_integer(parse_json(json.dumps([value]).encode())[0], "$")


@given(strategies.integers)
def test_integers_round_trip(number: int) -> None:
    """write_integer and read_integer are inverse."""
    assert read_integer(write_integer(number), "$") == number


TREES: dict[str, Callable[[Any], Any]] = {
    "unknown key at the top": lambda t: t.update(extra=1),
    "unknown key in claim": lambda t: t["claim"].update(extra=1),
    "unknown key in parameters": lambda t: t["claim"]["parameters"].update(extra=1),
    "unknown key in witness": lambda t: t["witness"].update(extra=1),
    "unknown key in digest": lambda t: None,
    **{f"{key} is missing": lambda t, key=key: t.pop(key) for key in GOOD if key != "digest"},
    "name is missing": lambda t: t["claim"].pop("name"),
    "parameters are missing": lambda t: t["claim"].pop("parameters"),
    "bound is missing": lambda t: t["claim"]["parameters"].pop("bound"),
    "method is missing": lambda t: t["witness"].pop("method"),
    "name with capitals": lambda t: t["claim"].update(name="Matrix"),
    "name too long": lambda t: t["claim"].update(name="a" * 65),
    "empty list of companions": lambda t: t.update(companions=[]),
    "companion that is not used": lambda t: None,
}
FIELDS = [
    ("format",), ("claim",), ("claim", "name"), ("claim", "parameters"),
    ("claim", "parameters", "matrix"), ("claim", "parameters", "bound"),
    ("claim", "parameters", "matrix", 0), ("claim", "parameters", "matrix", 0, 0),
    ("witness",), ("witness", "method"), ("companions",), ("made_by",), ("digest",),
    ("digest", "claim"), ("digest", "witness"),
]  # fmt: skip
VALUES = [None, True, False, 0, 1, -1, 2**53, "", "x", "~", [], [[]], {}, {"a": {}}]


@pytest.mark.parametrize(
    "name", [n for n in TREES if n not in ("unknown key in digest", "companion that is not used")]
)
def test_wrong_keys(tmp_path: Path, name: str) -> None:
    """Unknown and missing keys are MALFORMED at every level, also where the digests match."""
    refused(judge(tmp_path / "c.json", changed(TREES[name])))


def test_unknown_key_in_digest(tmp_path: Path) -> None:
    """The digest has the keys claim and witness."""
    for change in ({"extra": "x"}, {"claim": None}):
        tree = deepcopy(GOOD)
        tree["digest"].update(change)
        refused(judge(tmp_path / "c.json", tree))
    del tree["digest"]["claim"]
    refused(judge(tmp_path / "c.json", tree))
    del tree["digest"]
    refused(judge(tmp_path / "c.json", tree))


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: ".".join(map(str, f)))
@pytest.mark.parametrize("value", VALUES, ids=json.dumps)
def test_wrong_types(tmp_path: Path, field: tuple, value: Any) -> None:
    """Another type at any field is refused with a reason; `made_by` is any object and nothing
    depends on it.
    """
    tree = deepcopy(GOOD)
    place = tree
    for key in field[:-1]:
        place = place[key]
    place[field[-1]] = value
    result = judge(tmp_path / "c.json", tree if field[0] == "digest" else sealed(tree))
    if field == ("made_by",) and isinstance(value, dict):
        assert result.verdict is Verdict.VERIFIED
    elif field == ("format",) or (field == ("claim", "name") and value == "x"):
        refused(result, Verdict.UNSUPPORTED)
    else:
        refused(result)


@pytest.mark.parametrize("key", ["claim", "witness"])
def test_wrong_digest(tmp_path: Path, key: str) -> None:
    """A digest that differs in one digit is MALFORMED."""
    tree = deepcopy(GOOD)
    stated = tree["digest"][key]
    tree["digest"][key] = stated[:-1] + ("0" if stated[-1] != "0" else "1")
    result = judge(tmp_path / "c.json", tree)
    refused(result)
    assert f"digest.{key}" in result.why


def test_changed_content_under_the_old_digest(tmp_path: Path) -> None:
    """A parameter or a witness that was changed by accident is MALFORMED, not REJECTED."""
    for change in (
        lambda t: t["claim"]["parameters"].update(bound="1/3"),
        lambda t: t["witness"].update(method="factor"),
    ):
        tree = deepcopy(GOOD)
        change(tree)
        refused(judge(tmp_path / "c.json", tree))


def test_unknown_format_and_kind(tmp_path: Path) -> None:
    """Another format or kind is UNSUPPORTED, whatever else the file holds."""
    refused(judge(tmp_path / "c.json", {"format": "cap-certificate/2"}), Verdict.UNSUPPORTED)
    tree = changed(lambda t: t["claim"].update(name="matrix.positive"))
    refused(judge(tmp_path / "c.json", tree), Verdict.UNSUPPORTED)


def test_control_characters_are_not_printed(tmp_path: Path) -> None:
    """What a refusal shows of a file is escaped: the character DEL."""
    data = encoded(GOOD).replace(b"cap-certificate/1", b"\x7fcap")
    refused(judge(tmp_path / "c.json", data), Verdict.UNSUPPORTED)


def test_nesting_limit() -> None:
    """15 levels of lists inside the file's object are read, 16 are refused."""
    deepest = '{"a": ' + "[" * 15 + "]" * 15 + "}"
    assert parse_json(deepest.encode())
    with pytest.raises(Malformed, match="nested"):
        parse_json(deepest.replace("[]", "[[]]").encode())


def test_file_limit(tmp_path: Path) -> None:
    """A file of exactly the limit is read; one byte more is refused, and never read as a whole."""
    path = tmp_path / "c.json"
    data = encoded(GOOD)
    path.write_bytes(data + b" " * (FILE_LIMIT - len(data)))
    assert verify(path).verdict is Verdict.VERIFIED
    with path.open("ab") as stream:
        stream.write(b" ")
    refused(verify(path))
    with path.open("ab") as stream:
        stream.truncate(2**40)  # sparse: a terabyte
    start = monotonic()
    refused(verify(path))
    assert monotonic() - start < SECONDS


def test_not_a_file(tmp_path: Path) -> None:
    """A missing file, a link, a named pipe without a writer and a device are MALFORMED; nothing
    waits.
    """
    good = tmp_path / "good.json"
    assert judge(good, GOOD).verdict is Verdict.VERIFIED
    (tmp_path / "link.json").symlink_to(good)
    (tmp_path / "dangling.json").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.json")
    start = monotonic()
    for name in ("link", "dangling", "pipe", "missing", "good.json/x"):
        refused(verify(tmp_path / f"{name}.json"))
    for device in ("/dev/zero", "/dev/null"):
        refused(verify(device))
    refused(verify(tmp_path / ("x" * 300)))
    assert monotonic() - start < SECONDS


def test_folder_instead_of_a_file(tmp_path: Path) -> None:
    """A folder in the place of a certificate or of a companion is MALFORMED."""
    refused(verify(tmp_path))
    (tmp_path / "l.bin").mkdir()
    refused(judge(tmp_path / "c.json", with_companions(companion("l.bin", FACTOR))))


def test_unreadable_file(tmp_path: Path) -> None:
    """A file that nobody may read, not even root, is MALFORMED; so is one without permission."""
    refused(verify("/proc/self/mem"))
    path = tmp_path / "c.json"
    path.write_bytes(encoded(GOOD))
    path.chmod(0)
    if os.geteuid() != 0:  # root reads it all the same
        refused(verify(path))


# --- companions ---

FACTOR = b"".join(x.to_bytes(8, "little", signed=True) for x in (1, 0, 1))
WITNESS = {"method": "factor", "factor": {"exponent": 0, "companion": "l.bin"}}


def with_companions(*entries: Any, witness: Any = None) -> Any:
    return certificate(
        "matrix.positive-definite",
        {"matrix": [["2", "1/2"], ["1/2", "2"]], "bound": "0"},
        WITNESS if witness is None else witness,
        list(entries),
    )


def test_companion(tmp_path: Path) -> None:
    """A factor in a companion is read from the same folder."""
    (tmp_path / "l.bin").write_bytes(FACTOR)
    result = judge(tmp_path / "c.json", with_companions(companion("l.bin", FACTOR)))
    assert result.verdict is Verdict.VERIFIED, result


@pytest.mark.parametrize(
    "name",
    [
        "../l.bin",
        "/l.bin",
        "a/l.bin",
        "..",
        ".",
        "",
        ".l",
        "l\x00",
        "L.bin",
        "l bin",
        "l\\bin",
        "~",
    ],
)
def test_companion_names(tmp_path: Path, name: str) -> None:
    """Paths, hidden files, capitals and blanks are MALFORMED: a plain name or nothing."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "l.bin").write_bytes(FACTOR)
    witness = {"method": "factor", "factor": {"exponent": 0, "companion": name}}
    tree = with_companions(companion(name, FACTOR), witness=witness)
    refused(judge(tmp_path / "inner" / "c.json", tree))


def test_companions_that_are_refused(tmp_path: Path) -> None:
    """Missing, truncated, longer, changed, linked or a pipe: MALFORMED."""
    entry = companion("l.bin", FACTOR)
    path = tmp_path / "c.json"
    place = tmp_path / "l.bin"
    tree = with_companions(entry)
    refused(judge(path, tree))
    for data in (FACTOR[:-1], FACTOR + b"\0", b"\1" + FACTOR[1:][::-1], b""):
        place.write_bytes(data)
        refused(judge(path, tree))
    place.unlink()
    (tmp_path / "other").write_bytes(FACTOR)
    place.symlink_to(tmp_path / "other")
    refused(judge(path, tree))
    place.unlink()
    os.mkfifo(place)
    refused(judge(path, tree))
    place.unlink()
    place.write_bytes(FACTOR)
    assert judge(path, tree).verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    "change",
    [
        {"bytes": len(FACTOR) - 1}, {"bytes": len(FACTOR) + 1}, {"bytes": -1}, {"bytes": True},
        {"bytes": COMPANION_LIMIT + 1}, {"bytes": "24"}, {"sha256": "0" * 64}, {"sha256": "0" * 63},
        {"sha256": None}, {"file": "m.bin"}, {"file": None}, {"extra": 1},
    ],
    ids=str,
)  # fmt: skip
def test_wrong_entries_of_companions(tmp_path: Path, change: dict[str, Any]) -> None:
    """Size, hash and name must be those of the file."""
    (tmp_path / "l.bin").write_bytes(FACTOR)
    refused(judge(tmp_path / "c.json", with_companions({**companion("l.bin", FACTOR), **change})))


def test_companions_that_do_not_fit_the_witness(tmp_path: Path) -> None:
    """One that is not used, one that is used and not listed, one that is listed twice."""
    (tmp_path / "l.bin").write_bytes(FACTOR)
    (tmp_path / "m.bin").write_bytes(FACTOR)
    one, two = companion("l.bin", FACTOR), companion("m.bin", FACTOR)
    refused(judge(tmp_path / "c.json", with_companions(one, two)))
    refused(judge(tmp_path / "c.json", with_companions(two)))
    refused(judge(tmp_path / "c.json", with_companions(one, one)))
    refused(judge(tmp_path / "c.json", with_companions()))


# --- anything ---


@given(st.binary(max_size=200))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_bytes(tmp_path: Path, data: bytes) -> None:
    """Random bytes are MALFORMED."""
    refused(judge(tmp_path / "c.json", data))


@given(st.integers(0, len(encoded(GOOD)) - 1), st.integers(0, 255))
@example(0, 0)
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_changed_byte(tmp_path: Path, place: int, byte: int) -> None:
    """A changed byte gives a verdict; VERIFIED only with the statement of the original."""
    data = bytearray(encoded(GOOD))
    data[place] = byte
    result = judge(tmp_path / "c.json", bytes(data))
    if result.verdict is Verdict.VERIFIED:
        assert result.statement == judge(tmp_path / "c.json", GOOD).statement
    else:
        assert result.verdict in (Verdict.MALFORMED, Verdict.UNSUPPORTED)
        refused(result, result.verdict)


@given(strategies.json_trees, st.sampled_from(FIELDS))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_trees(tmp_path: Path, value: Any, field: tuple) -> None:
    """A random JSON tree at any field gives a verdict and nothing else."""
    tree = deepcopy(GOOD)
    place = tree
    for key in field[:-1]:
        place = place[key]
    place[field[-1]] = value
    result = judge(tmp_path / "c.json", sealed(tree))
    if result.verdict is not Verdict.VERIFIED:
        refused(result, result.verdict)
    else:
        assert field[0] in ("made_by", "digest") or sealed(tree)["claim"] == GOOD["claim"]


@given(strategies.json_trees)
def test_shorten_is_printable(value: Any) -> None:
    """Every value is shown as at most 90 printable ASCII characters."""
    for shown in (shorten(value), shorten(str(value) + "\x1b\u202e\ud800\n"), shorten("\x00" * 99)):
        assert len(shown) <= 90
        assert all(" " <= character <= "~" for character in shown)


# --- large files, each in a process of its own ---

MEMORY = 10**9
CHILD = """
import resource, sys
from cap.verify import verify
result = verify(sys.argv[1])
print(result.verdict.value, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def matrix_of(size: int, entry: str) -> Any:
    rows = [[entry if i == j else "0" for j in range(size)] for i in range(size)]
    return certificate(
        "matrix.positive-definite", {"matrix": rows, "bound": "0"}, {"method": "elimination"}
    )


LARGE: dict[str, Callable[[], bytes]] = {
    "brackets": lambda: b"[" * FILE_LIMIT,
    "integer": lambda: b"1" * FILE_LIMIT,
    "string": lambda: b'"' + b"a" * (FILE_LIMIT - 2) + b'"',
    "empty lists": lambda: b"[" + b"[]," * (FILE_LIMIT // 3 - 1) + b"1]",
    "integers": lambda: b"[" + b"1," * (FILE_LIMIT // 2 - 1) + b"1]",
    "large integers": lambda: b"[" + b"9007199254740991," * (FILE_LIMIT // 17 - 1) + b"1]",
    "strings": lambda: b"[" + b'"ab",' * (FILE_LIMIT // 5 - 1) + b"1]",
    "blanks": lambda: b" " * FILE_LIMIT,
    "many keys": lambda: b"{" + b",".join(b'"%x":1' % i for i in range(10**6)) + b"}",
    "digest of 10 MB": lambda: encoded({**GOOD, "digest": {"claim": ["x" * 10**7], "witness": ""}}),
    "matrix of 1500 rows": lambda: encoded(matrix_of(1500, "1")),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_files(tmp_path: Path, name: str) -> None:
    """Files near the limit are refused in seconds, with less than 1 GB."""
    path = tmp_path / "c.json"
    path.write_bytes(LARGE[name]())
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    verdict, memory = done.stdout.split()
    assert verdict in ("malformed", "rejected")
    assert int(memory) < MEMORY


def test_time_limit(tmp_path: Path) -> None:
    """Exact elimination of long rationals is cut off by the time limit: INCONCLUSIVE."""
    size, digits = 30, 900
    rows = [["0"] * size for _ in range(size)]
    for i in range(size):
        for j in range(i):
            rows[i][j] = rows[j][i] = f"1/{10**digits + 2 * (i * size + j) + 1}"
        rows[i][i] = "1"
    tree = certificate(
        "matrix.positive-definite", {"matrix": rows, "bound": "0"}, {"method": "elimination"}
    )
    path = tmp_path / "c.json"
    path.write_bytes(encoded(tree))
    start = monotonic()
    with time_limit(0.5):
        result = verify(path)
    assert monotonic() - start < SECONDS
    refused(result, Verdict.INCONCLUSIVE)
    assert "time-limit" in result.why


# --- round trips, verdicts ---

TREES_OF_OBJECTS = st.dictionaries(
    st.text("abc", min_size=1, max_size=3), strategies.json_trees, max_size=3
)


@pytest.mark.parametrize("path", corpus("accept"), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_round_trip(path: Path) -> None:
    """Reading and writing gives the same bytes for every certificate."""
    data = path.read_bytes()
    assert loads(data).to_bytes() == data


@given(TREES_OF_OBJECTS, TREES_OF_OBJECTS)
def test_round_trip_of_random_certificates(parameters: Any, witness: Any) -> None:
    """Any claim and witness without floats come back as they were."""
    original = Certificate(Claim("a.kind", parameters), witness, (), {"cap": "0"})
    read = loads(original.to_bytes())
    assert read == original
    assert read.to_bytes() == original.to_bytes()


def test_own_digests_are_those_of_the_format() -> None:
    """The digests of the tests' own code are those that the reader computes."""
    assert loads(encoded(GOOD)).to_json()["digest"] == GOOD["digest"]


def test_verdicts_and_results_are_not_truth_values(tmp_path: Path) -> None:
    """`if result:` raises, so that a refusal cannot pass for a proof."""
    for thing in (*Verdict, judge(tmp_path / "c.json", GOOD)):
        with pytest.raises(TypeError, match="truth value"):
            bool(thing)


V, R, INC, M, U = (
    Verdict.VERIFIED, Verdict.REJECTED, Verdict.INCONCLUSIVE, Verdict.MALFORMED, Verdict.UNSUPPORTED
)  # fmt: skip


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [([], 2), ([V], 0), ([V, V], 0), ([V, R], 1), ([M], 2), ([U], 3), ([INC, V], 4), ([INC, R], 1),
     ([R, U], 3), ([U, M], 2), ([V, INC, R, U, M], 2)],
)  # fmt: skip
def test_exit_codes(verdicts: list[Verdict], code: int) -> None:
    """0 if all are VERIFIED; else the first of 2, 3, 1, 4; no file at all is 2."""
    assert exit_code(verdicts) == code


def test_expected_claim(tmp_path: Path) -> None:
    """A true certificate of another statement than the expected one is REJECTED."""
    path = tmp_path / "c.json"
    assert judge(path, GOOD).verdict is Verdict.VERIFIED
    claim = Claim("matrix.positive-definite", GOOD["claim"]["parameters"])
    assert verify(path, expect=claim).verdict is Verdict.VERIFIED
    other = Claim(claim.name, {**claim.parameters, "bound": "1/3"})
    refused(verify(path, expect=other), Verdict.REJECTED)
    refused(verify(path, expect=Claim("unknown", {})), Verdict.UNSUPPORTED)


def test_refusals_carry_their_verdict() -> None:
    """Each refusal says which verdict it leads to, and what was seen."""
    assert Refused("no").verdict is Verdict.REJECTED
    assert Malformed("no").verdict is Verdict.MALFORMED
    assert Unsupported("no").verdict is Verdict.UNSUPPORTED
    assert str(Refused("too small", value=1, bound=2)) == "too small [value = 1, bound = 2]"
