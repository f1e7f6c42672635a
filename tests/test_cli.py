"""Real runs of the command line: output, exit codes, and what is loaded."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CERTIFICATES = ROOT / "certificates"
SMALL = CERTIFICATES / "houli_small.json"
GOOD_LINE = "{} verified, 0 rejected, 0 inconclusive, 0 malformed, 0 unsupported"


def cap(
    *arguments: str | Path, stdin: str = "", cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run `python -m cap` as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "cap", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=cwd,
    )


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    """The line that counts the verdicts."""
    return done.stdout.splitlines()[-1]


@pytest.fixture
def broken(tmp_path: Path) -> dict[str, Path]:
    """One file for each refusal."""
    text = SMALL.read_text()
    tree = json.loads(text)
    files = {
        "malformed": text.replace('"block": 4', '"block": 5'),
        "unsupported": text.replace("cap-certificate/1", "cap-certificate/9"),
    }
    paths = {}
    for name, content in files.items():
        paths[name] = tmp_path / f"{name}.json"
        paths[name].write_text(content)
    from cap.certificate import Certificate, Claim

    parameters = {**tree["claim"]["parameters"], "damping": "33/200"}
    claim = Claim("quadratic-form.positive", parameters)
    paths["rejected"] = tmp_path / "rejected.json"
    Certificate(claim, tree["witness"], (), {}).save(paths["rejected"])
    return paths


def test_all_certificates_verify_with_exit_code_0() -> None:
    """`cap verify certificates` ends with the line that counts them all as verified."""
    done = cap("verify", "--quiet", CERTIFICATES)
    count = len(list(CERTIFICATES.glob("*.json")))
    assert (done.returncode, last_line(done)) == (0, GOOD_LINE.format(count))
    assert done.stderr == ""


def test_the_first_of_2_3_1_4_that_occurs_is_the_exit_code(broken: dict[str, Path]) -> None:
    """MALFORMED beats UNSUPPORTED beats REJECTED beats INCONCLUSIVE beats VERIFIED."""
    bad, unknown, wrong = (broken[name] for name in ("malformed", "unsupported", "rejected"))
    assert cap("verify", SMALL, wrong).returncode == 1
    assert cap("verify", wrong, unknown, SMALL).returncode == 3
    assert cap("verify", wrong, unknown, bad).returncode == 2
    sharp = CERTIFICATES / "houli_sharp.json"
    assert cap("verify", sharp, "--time-limit", "0.001").returncode == 4
    assert cap("verify", sharp, wrong, "--time-limit", "0.001").returncode in (1, 4)


def test_a_refusal_names_both_sides(broken: dict[str, Path]) -> None:
    """A rejected file says which inequality failed and shows the number."""
    done = cap("verify", broken["rejected"])
    assert "REJECTED" in done.stdout
    assert "every pivot must be positive" in done.stdout
    assert "value = '-" in done.stdout


def test_jobs_give_the_same_output_in_the_same_order(broken: dict[str, Path]) -> None:
    """--jobs 2 prints the very same text as one process."""
    paths = [CERTIFICATES, *broken.values()]
    one, two = cap("verify", *paths), cap("verify", *paths, "--jobs", "2")
    assert (one.stdout, one.returncode) == (two.stdout, two.returncode)


def test_json_output_is_one_array(broken: dict[str, Path]) -> None:
    """--json gives path, verdict, statement, reason for every file and nothing else."""
    done = cap("verify", "--json", SMALL, broken["rejected"])
    first, second = json.loads(done.stdout)
    assert (first["verdict"], second["verdict"], done.returncode) == ("VERIFIED", "REJECTED", 1)
    assert first["statement"].startswith("Let a = ")
    assert (second["statement"], first["why"]) == ("", "")


def test_expect_binds_the_statement(tmp_path: Path) -> None:
    """--expect with the claim of the file verifies, with another damping it is REJECTED."""
    claim = json.loads(SMALL.read_text())["claim"]
    expected = tmp_path / "claim.json"
    expected.write_text(json.dumps(claim))
    assert cap("verify", SMALL, "--expect", expected).returncode == 0
    assert cap("verify", SMALL, "--expect", SMALL).returncode == 0
    claim["parameters"]["damping"] = "3/20"
    expected.write_text(json.dumps(claim))
    for jobs in ("1", "2"):
        assert cap("verify", SMALL, SMALL, "--expect", expected, "--jobs", jobs).returncode == 1


def test_a_path_that_is_no_certificate_is_malformed(tmp_path: Path) -> None:
    """A missing file, an empty folder and a device: exit code 2, one line each, a last line."""
    link = tmp_path / "link.json"
    link.symlink_to(SMALL)
    for path in (tmp_path / "absent.json", tmp_path / "empty", Path("/dev/null"), link):
        if path.name == "empty":
            path.mkdir()
        done = cap("verify", path)
        assert done.returncode == 2, path
        assert last_line(done).endswith("1 malformed, 0 unsupported")
        assert "Traceback" not in done.stderr


def test_a_memory_limit_is_inconclusive() -> None:
    """When the process of a checker dies of its memory limit the verdict is INCONCLUSIVE."""
    done = cap("verify", SMALL, "--memory-limit", "30")
    assert done.returncode == 4
    assert cap("verify", SMALL, "--memory-limit", "2000").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("verify",),
        ("verify", "--jobs", "0", "x"),
        ("verify", "--time-limit", "nan", "x"),
        ("kinds", "no.such"),
        ("certify", "no.such", "-o", "x"),
        ("certify", "matrix.positive-definite", "-o", "x"),
        ("certify", "matrix.positive-definite", "-p", "matrix", "-o", "x"),
        ("certify", "matrix.positive-definite", "-p", "bound=1", "-o", "x"),
        ("certify", "matrix.positive-definite", "-p", "matrix=[[1.5]]", "-o", "x"),
        (
            "certify",
            "quadratic-form.negative",
            "-p",
            "model=houli",
            "-p",
            "damping=1e-1",
            "-o",
            "x",
        ),
        ("certify", "quadratic-form.negative", "-p", "model=other", "-p", "damping=1", "-o", "x"),
        ("show", "absent.json"),
        ("proofs", "--root", "/nonexistent"),
        ("proofs", "no-such-theorem"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_no_traceback(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    """Every wrong call prints what is wrong and writes nothing."""
    done = cap(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert list(tmp_path.iterdir()) == []


def test_certify_and_refute_write_what_verifies(tmp_path: Path) -> None:
    """From -p, from a file and from stdin; a failed certify exits with 1 and writes nothing."""
    out = tmp_path / "c.json"
    pairs = ["-p", "model=houli", "-p", "damping=0.164"]
    assert cap("certify", "quadratic-form.negative", *pairs, "-o", out).returncode == 0
    assert cap("verify", out).returncode == 0
    claim = json.loads(out.read_text())["claim"]["parameters"]
    (tmp_path / "p.json").write_text(json.dumps(claim))
    again = tmp_path / "again.json"
    assert (
        cap("certify", "quadratic-form.negative", tmp_path / "p.json", "-o", again).returncode == 0
    )
    assert again.read_bytes() == out.read_bytes()
    stdin = json.dumps(claim)
    assert cap("certify", "quadratic-form.negative", "-", "-o", again, stdin=stdin).returncode == 0
    false = ["-p", "model=houli", "-p", "damping=0.16"]
    missing = tmp_path / "missing.json"
    done = cap("certify", "quadratic-form.negative", *false, "-o", missing)
    assert done.returncode == 1
    assert "NOT CERTIFIED" in done.stdout
    assert not missing.exists()
    assert cap("refute", "quadratic-form.negative", *false, "-o", missing).returncode == 0
    assert cap("verify", missing).returncode == 0


def test_show_does_not_claim_that_it_checked(broken: dict[str, Path]) -> None:
    """`cap show` prints the statement of a file whose witness is wrong, and says so."""
    done = cap("show", broken["rejected"])
    assert done.returncode == 0
    assert "not checked here" in done.stdout
    assert r"\begin{theorem}" in cap("show", SMALL, "--latex").stdout


def test_kinds_lists_every_kind() -> None:
    """`cap kinds` has one line for each kind, `cap kinds KIND` its theorem."""
    from cap.claims import KINDS

    lines = cap("kinds").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(KINDS)
    assert "Theorem" in cap("kinds", "matrix.positive-definite").stdout


def test_verify_loads_no_heavy_package() -> None:
    """Start-up is part of the speed: neither numpy nor scipy, sympy, mpmath, rich, concurrent."""
    code = (
        "import sys; from cap.cli import main; "
        f"main(['verify', '--quiet', {str(CERTIFICATES / 'houli_F200.json')!r}]); "
        "print(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(eval(done.stdout.splitlines()[-1]))  # noqa: S307 - printed by ourselves
    assert "flint" in loaded
    assert not loaded & {
        "numpy",
        "scipy",
        "sympy",
        "mpmath",
        "rich",
        "concurrent",
        "asyncio",
        "multiprocessing",
    }


def test_an_interrupted_run_says_what_was_done() -> None:
    """Ctrl-C: exit code 130, the count so far, no traceback."""
    # A shell's background job ignores Ctrl-C, and so would what it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    paths = [str(CERTIFICATES / "houli_sharp.json")] * 200
    process = subprocess.Popen(
        [sys.executable, "-m", "cap", "verify", "--quiet", *paths],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(2)
    out, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted after" in error
    assert "Traceback" not in error
    assert out.splitlines()[-1].endswith("0 unsupported")
