"""The commands and the code of the README, word for word."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"```(sh|python)\n(.*?)```", README, re.DOTALL)


def run(command: str, cwd: Path, home: Path, path: str = "") -> subprocess.CompletedProcess[str]:
    """A shell command with an empty HOME and nothing of this environment but what pip needs."""
    kept = {
        key: value for key, value in os.environ.items() if key.startswith(("PIP_", "SSL_", "UV_"))
    }
    search = f"{path}:{os.environ['PATH']}" if path else "/usr/local/bin:/usr/bin:/bin"
    environment = {**kept, "HOME": str(home), "PATH": search, "LANG": "C"}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


def test_the_python_code_runs(tmp_path: Path) -> None:
    """The example of the API prints True and the statement."""
    (code,) = [text for language, text in BLOCKS if language == "python"]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("True Let A = [2 1/3; 1/3 1].")


def test_the_commands_for_own_claims_run(tmp_path: Path) -> None:
    """Every line of the shell block that begins with `cap` succeeds, in order."""
    (block,) = [text for language, text in BLOCKS if language == "sh" and text.startswith("cap ")]
    for line in block.splitlines():
        arguments = shlex.split(line)
        assert arguments[0] == "cap"
        command = [sys.executable, "-m", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (line, done.stdout, done.stderr)


def test_the_second_checker_runs_with_nothing_installed(tmp_path: Path) -> None:
    """The command without any installation ends with every certificate verified."""
    (block,) = [text for language, text in BLOCKS if "minicheck" in text]
    done = run(f"{block.strip().replace('python3', sys.executable)}", ROOT, tmp_path)
    count = len(list((ROOT / "certificates").glob("*.json")))
    assert done.stdout.splitlines()[-1].startswith(f"{count} verified, 0 rejected, 0 inconclusive")


@pytest.mark.slow
@pytest.mark.parametrize("block", [0, 1], ids=["make", "without-make"])
def test_a_fresh_clone_verifies(tmp_path: Path, block: int) -> None:
    """With an empty HOME `make verify` and the commands without make end as the README says."""
    clone, home = tmp_path / "clone", tmp_path / "home"
    home.mkdir()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    shells = [text for language, text in BLOCKS if language == "sh"]
    commands = [line.split("#")[0].strip() for line in shells[block].splitlines()]
    python = str(Path(sys.base_prefix) / "bin")
    for command in commands:
        if command == "make test":
            continue  # it would run this test again
        done = run(command, clone, home, python)
        assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])
    expected = len(list((clone / "certificates").glob("*.json"))) if block == 0 else 1
    good = f"{expected} verified, 0 rejected, 0 inconclusive, 0 malformed, 0 unsupported"
    assert done.stdout.splitlines()[-1] == good
    if block == 0:
        assert "theorems complete, 0 incomplete" in done.stdout
