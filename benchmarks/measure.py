"""Timing of whole processes, and Markdown tables. Standard library only.

A process inherits the largest resident size of the process that starts it (Linux carries it across
exec). What starts the measured processes must therefore stay small: it loads neither cap nor numpy.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
END = "<!-- end -->"
# The idle threads of OpenMP and OpenBLAS spin: where another process needs a core, all cores are
# slower than one, several times so for n = 400.
ONE_THREAD = ("env", "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1")
LOAD = os.getloadavg()[0]  # before the first measurement: what else the machine was doing
ENOUGH = 40.0  # seconds: no repetition is started after so much time with one command


@dataclass(frozen=True)
class Run:
    """One finished process: wall time in s, peak resident memory in MB, exit code, output."""

    seconds: float
    megabytes: float
    code: int
    output: str
    errors: str
    timed_out: bool

    def result(self) -> dict[str, Any]:
        """The JSON object in the last line of the output, {} where there is none."""
        lines = self.output.splitlines() if self.code == 0 else []
        if not lines or not lines[-1].startswith("{"):
            return {}
        tree: dict[str, Any] = json.loads(lines[-1])
        return tree

    def why(self) -> str:
        """The reason of a failure: the last line of what the process wrote."""
        lines = (self.errors or self.output).strip().splitlines()
        return lines[-1][:100] if lines else f"exit code {self.code}"


def run(command: Sequence[str], limit: float) -> Run:
    """Run one command in the root of the repository; kill it after `limit` seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        # Popen.wait() would hide the memory: only wait4 reports it for one single child.
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=err
        )
        timer = threading.Timer(limit, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
    return Run(
        seconds,
        usage.ru_maxrss / 1024,
        process.returncode,
        texts[0],
        texts[1],
        timed_out=process.returncode < 0 and seconds >= limit,
    )


def repeat(command: Sequence[str], limit: float, times: int) -> list[Run]:
    """Up to `times` runs, fewer where they are long or fail."""
    runs = [run(command, limit)]
    while len(runs) < times and runs[-1].code == 0 and sum(r.seconds for r in runs) < ENOUGH:
        runs.append(run(command, limit))
    return runs


def fastest(runs: Sequence[Run]) -> float:
    return min(r.seconds for r in runs)


def median(runs: Sequence[Run]) -> float:
    return statistics.median(r.seconds for r in runs)


def peak(runs: Sequence[Run]) -> float:
    return max(r.megabytes for r in runs)


def cap(*arguments: str) -> list[str]:
    """`cap ...` of this checkout, by this interpreter."""
    return [sys.executable, "-m", "cap", *arguments]


def minicheck(file: str) -> list[str] | None:
    """The second checker on a file; None where the checkout has none."""
    checker = ROOT / "cap" / "minicheck.py"
    return [sys.executable, "-I", str(checker), file] if checker.exists() else None


def number(value: float | None) -> str:
    """Three digits for people; '-' for None."""
    if value is None:
        return "-"
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    cells = [list(header), ["---"] * len(header), *map(list, rows)]
    return "\n".join("| " + " | ".join(row) + " |" for row in cells)


def machine(packages: Sequence[str], more: Mapping[str, str]) -> str:
    """One paragraph: processor, cores, versions."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if line.startswith("model name")
        ),
        "unknown processor",
    )
    versions = {"Python": ".".join(map(str, sys.version_info[:3]))}
    for package in packages:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            versions[package] = "absent"
    listed = ", ".join(f"{name} {value}" for name, value in {**versions, **more}.items())
    cores = len(os.sched_getaffinity(0))
    load = f"load average before the run: {LOAD:.1f}"
    return f"Machine: {cpu}, {cores} cores ({load}); {listed}."


def replace_block(page: str, name: str, text: str) -> str:
    """`page` with the lines between `<!-- benchmark: name -->` and `<!-- end -->` replaced.

    Raises:
        ValueError: if the page has not exactly one such line, or no end after it.
    """
    begin = f"<!-- benchmark: {name} -->\n"
    if page.count(begin) != 1:
        raise ValueError(f"expected one line {begin.strip()!r}, found {page.count(begin)}")
    before, _, rest = page.partition(begin)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"no {END!r} after {begin.strip()!r}")
    return f"{before}{begin}\n{text}\n\n{end}{after}"
