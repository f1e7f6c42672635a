"""The benchmarks run, and print one Markdown table each; times are never checked."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "benchmarks"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up there.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def quick(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(FOLDER / f"{name}.py"), "--quick", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def table(text: str) -> list[list[str]]:
    """The cells of the only table."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.startswith("| ") and line.endswith(" |") for line in lines)
    return [line[2:-2].split(" | ") for line in lines]


METHODS = (
    "cap verify",
    "minicheck.py",
    "search for that certificate",
    "dense certificate of the block alone",
    "octave-interval",
    "python-flint's `arb`",
    "mpmath.iv",
    "acb_mat.eig",
    "Rump 2006",
    "eigvalsh",
)


@pytest.fixture(scope="module")
def houli(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[dict[str, object]]]:
    """The printed text and the rows of the JSON file."""
    written = tmp_path_factory.mktemp("houli") / "rows.json"
    done = quick("houli_F200", "--allow-absent", "--json", str(written))
    assert done.returncode == 0, done.stderr
    return done.stdout, json.loads(written.read_text())["rows"]


def test_houli_benchmark_has_a_row_for_each_method(
    houli: tuple[str, list[dict[str, object]]],
) -> None:
    """Each row has all cells, and absent rows say what is missing."""
    text, tree = houli
    header, rule, *rows = table(text)
    assert header[:3] == ["what", "n", "seconds (min)"]
    assert set(rule) == {"---"}
    assert {len(row) for row in rows} == {len(header)}
    for method in METHODS:
        assert any(method in row[0] for row in rows), method
    for row in rows:
        assert row[-1].startswith(("absent: ", "yes: ", "no: ", "makes the certificate"))
        assert (row[2] == "-") == row[-1].startswith("absent: ")
    assert rows[0][-2] == "1"
    assert "Machine: " in text
    assert [row["what"] for row in tree] == [row[0] for row in rows]


def test_what_is_not_rigorous_is_said(houli: tuple[str, list[dict[str, object]]]) -> None:
    """Neither mpmath.iv nor eigvalsh proves anything, whatever they find."""
    for row in table(houli[0])[2:]:
        if "mpmath.iv" in row[0] or "eigvalsh" in row[0]:
            assert row[-1].startswith("no: ")


def test_dense_benchmark_prints_its_table(tmp_path: Path) -> None:
    """Random matrices and a Hilbert matrix, one row each."""
    written = tmp_path / "rows.json"
    done = quick("dense", "--allow-absent", "--json", str(written))
    assert done.returncode == 0, done.stderr
    header, rule, *rows = table(done.stdout)
    assert set(rule) == {"---"}
    assert [row[0] for row in rows] == ["random", "random", "Hilbert"]
    assert {len(row) for row in rows} == {len(header)}
    assert len(json.loads(written.read_text())["rows"]) == len(rows)


@pytest.mark.parametrize("name", ["houli_F200", "dense"])
def test_the_quick_table_does_not_go_into_a_page(name: str, tmp_path: Path) -> None:
    """The quick run of a benchmark is refused as the source of a page, which stays as it is."""
    page = tmp_path / "README.md"
    page.write_text(f"<!-- benchmark: {name} -->\n<!-- end -->\n")
    before = page.read_text()
    assert quick(name, "--readme", str(page)).returncode == 2
    assert page.read_text() == before


def test_a_block_of_a_page_is_replaced() -> None:
    """Only the lines between the marks of that name change; doing it twice changes nothing more."""
    replace = load("measure").replace_block
    page = (
        "a\n<!-- benchmark: x -->\nold\n<!-- end -->\nb\n<!-- benchmark: y -->\nc\n<!-- end -->\n"
    )
    new = replace(page, "x", "| t |")
    assert new == page.replace("\nold\n", "\n\n| t |\n\n")
    assert replace(new, "x", "| t |") == new


@pytest.mark.parametrize(
    "page",
    [
        "no marks\n",
        "<!-- benchmark: x -->\nno end\n",
        "<!-- benchmark: x -->\n<!-- end -->\n<!-- benchmark: x -->\n<!-- end -->\n",
    ],
)
def test_a_page_without_exactly_one_block_is_refused(page: str) -> None:
    """The marks must stand in the page once, else nothing is written."""
    with pytest.raises(ValueError, match="benchmark: x"):
        load("measure").replace_block(page, "x", "| t |")


def test_a_process_that_takes_too_long_is_stopped() -> None:
    """The limit ends it, and the run says so."""
    done = load("measure").run([sys.executable, "-c", "while True: pass"], 0.5)
    assert done.timed_out
    assert done.result() == {}


def test_inequalities() -> None:
    """Three of the suite, with the tools that are there."""
    done = quick("inequalities", "--allow-absent")
    assert done.returncode == 0, done.stderr
    header, _, *rows = table(done.stdout)
    assert len(rows) == 3
    assert all(float(row[header.index("`cap verify` (s)")]) > 0 for row in rows)
