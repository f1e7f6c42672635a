"""The corpora: right, wrong and malformed certificates of every kind, file by file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from cap.claims import KINDS
from cap.verdict import Verdict
from cap.verify import verify

from tests.files import CORPUS, REFUSED, UNREADABLE, corpus
from tests.make_corpus import corpus_files

ALLOWED = {"accept": (Verdict.VERIFIED,), "reject": REFUSED, "malformed": UNREADABLE}
SIZE = 3_000_000  # bytes: small enough to be read


@pytest.mark.parametrize(
    "path",
    [path for part in ALLOWED for path in corpus(part)],
    ids=lambda path: str(path.relative_to(CORPUS).with_suffix("")),
)
def test_verdict(path: Path) -> None:
    """accept is VERIFIED with a statement; reject is REJECTED or INCONCLUSIVE, malformed is
    MALFORMED or UNSUPPORTED, both with one printable line and without a statement.
    """
    part, kind = path.relative_to(CORPUS).parts[:2]
    result = verify(path)
    assert result.verdict in ALLOWED[part], result.why
    assert bool(result.statement) == (part == "accept")
    assert bool(result.why) == (part != "accept")
    assert all(" " <= character <= "~" for character in result.why)
    if part != "malformed":
        assert result.claim is not None
        assert result.claim.name == kind


@pytest.mark.parametrize("kind", KINDS)
def test_more_refused_than_accepted(kind: str) -> None:
    """Every kind has files of all three parts, and more that are refused than accepted."""
    count = Counter(part for part in ALLOWED for path in corpus(part) if path.parent.name == kind)
    assert min(count[part] for part in ALLOWED) >= 1
    assert count["reject"] + count["malformed"] > count["accept"]


def test_kinds() -> None:
    """The folders are those of the kinds in the table."""
    for part in ALLOWED:
        assert {path.name for path in (CORPUS / part).iterdir()} == set(KINDS)


def test_corpus_is_what_its_script_writes() -> None:
    """Running the script again gives the same files with the same bytes."""
    files = {
        str(path.relative_to(CORPUS)): path.read_bytes()
        for path in CORPUS.rglob("*")
        if path.is_file()
    }
    made = corpus_files()
    assert files.keys() == made.keys()
    assert [name for name in files if files[name] != made[name]] == []
    assert sum(map(len, files.values())) < SIZE


CHILD = """
import json, sys
from cap.verify import verify
print(json.dumps([[r.verdict.value, r.statement, r.why] for r in map(verify, sys.argv[1:])]))
"""


def test_optimised_python_changes_nothing() -> None:
    """Under `python -O`, which drops assertions, all verdicts, statements and reasons are the
    same.
    """
    paths = [str(path) for part in ALLOWED for path in corpus(part)]
    done = subprocess.run(
        [sys.executable, "-O", "-c", CHILD, *paths],
        capture_output=True, text=True, timeout=300, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    here = [[r.verdict.value, r.statement, r.why] for r in map(verify, paths)]
    assert json.loads(done.stdout) == here
