"""The repository tests its own structure: the trusted part, the schema, the README, the tests."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
from cap.claims import KINDS

ROOT = Path(__file__).parents[1]
TRUSTED = [
    *(ROOT / "cap" / f"{name}.py" for name in ("certificate", "verdict", "verify", "proofs")),
    *(
        path
        for name in ("kernels", "models", "claims")
        for path in sorted((ROOT / "cap" / name).glob("*.py"))
    ),
]
SCHEMA = jsonschema.Draft202012Validator(
    json.loads((ROOT / "cap" / "certificate.schema.json").read_text())
)


def test_the_trusted_part_stays_small() -> None:
    """Below 6300 lines of at most 100 columns; the second checker below 1400."""
    lines = [line for path in TRUSTED for line in path.read_text().splitlines()]
    second = (ROOT / "cap" / "minicheck.py").read_text().splitlines()
    assert len(lines) < 6300
    assert len(second) <= 1400
    assert max(map(len, lines + second)) <= 100


@pytest.mark.parametrize("path", TRUSTED, ids=lambda path: path.stem)
def test_trusted_code_has_no_assert_no_float_and_no_eval(path: Path) -> None:
    """`assert` vanishes under -O, a float is not exact, eval and pickle run what a file says."""
    for node in ast.walk(ast.parse(path.read_text())):
        assert not isinstance(node, ast.Assert), node.lineno
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, (float, complex))), (
            node.lineno
        )
        if isinstance(node, ast.Name):
            assert node.id not in {"eval", "exec", "pickle", "compile", "__import__"}, node.lineno


def test_only_need_and_named_refusals_raise_in_claims_and_kernels() -> None:
    """Trusted code refuses through `need` and the named refusals alone."""
    allowed = {"Malformed", "Inconclusive", "Unsupported", "Rejected"}
    for path in TRUSTED:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                function = node.exc.func
                name = function.id if isinstance(function, ast.Name) else ast.unparse(function)
                bool_of_a_verdict = name == "TypeError" and path.stem in {"verdict", "verify"}
                assert name in allowed | {"self._wrong"} or bool_of_a_verdict, (
                    path.name,
                    node.lineno,
                )


@pytest.mark.parametrize(
    "path", sorted((ROOT / "certificates").glob("*.json")), ids=lambda path: path.stem
)
def test_certificates_satisfy_the_schema_and_are_canonical(path: Path) -> None:
    """Every file has the published shape, no float, and survives a round trip byte for byte."""
    from cap.certificate import loads

    data = path.read_bytes()
    SCHEMA.validate(json.loads(data, parse_float=pytest.fail))
    assert loads(data).to_bytes() == data
    assert len(data) <= 400_000


@pytest.mark.parametrize("key", ["format", "claim", "witness", "made_by", "digest", "extra"])
def test_the_schema_refuses_a_file_without_a_key_or_with_one_more(key: str) -> None:
    """The schema is as strict about keys as the reader."""
    tree = json.loads((ROOT / "certificates" / "houli_small.json").read_text())
    if key == "extra":
        tree[key] = 1
    else:
        del tree[key]
    assert not SCHEMA.is_valid(tree)


def test_the_schema_knows_every_kind() -> None:
    """Each kind has its parameters in the schema."""
    text = (ROOT / "cap" / "certificate.schema.json").read_text()
    assert all(f'"{kind}"' in text for kind in KINDS)


def test_the_readme_has_every_theorem_and_every_certificate() -> None:
    """The README names each theorem of proofs/ and each file of certificates/."""
    text = (ROOT / "README.md").read_text()
    theorems = [folder.parent.name for folder in (ROOT / "proofs").glob("*/steps.json")]
    for name in [*theorems, *(path.name for path in (ROOT / "certificates").glob("*.json"))]:
        assert name in text


def test_no_two_tests_of_a_file_have_the_same_name() -> None:
    """A second test of the same name would silently replace the first."""
    for path in sorted((ROOT / "tests").rglob("*.py")):
        names = Counter(
            node.name
            for node in ast.parse(path.read_text()).body
            if isinstance(node, ast.FunctionDef)
        )
        assert [name for name, count in names.items() if count > 1] == [], path


def test_every_test_states_its_fact() -> None:
    """Each test function has a docstring."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                assert ast.get_docstring(node), (path.name, node.name)


def test_the_top_level_is_the_agreed_one() -> None:
    """The top level is what the README says, and nothing else."""
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    top = {line.split("/")[0] for line in tracked.stdout.splitlines()}
    assert top <= {
        "pyproject.toml", "cap", "certificates", "proofs", "tests", "README.md",
        "benchmarks", ".ci", ".gitignore", "Makefile",
    }  # fmt: skip


def test_files_speak_of_mathematics_and_software_alone() -> None:
    """No absolute path of a machine in any text file."""
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".txt", ""} and path.is_file():
            assert not re.search(r"/(work|root|home|tmp)/[a-z]", path.read_text()), name
