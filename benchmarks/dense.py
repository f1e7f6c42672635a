"""`matrix.positive-definite` for dense matrices: random ones, and the Hilbert matrix of size 20.

Random: A = G G^T + I, G an n x n matrix of multiples of 1/16 in [-1, 1] from a fixed seed; the
claim is lambda_min(A) > 1/2. Prints a Markdown table.

    python benchmarks/dense.py [--quick] [--json FILE] [--readme README.md] [--allow-absent]

Exit code: 1 if a certificate is not VERIFIED, or if the second checker is absent without
--allow-absent.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

from measure import (
    ONE_THREAD,
    cap,
    fastest,
    machine,
    markdown,
    minicheck,
    number,
    peak,
    repeat,
    replace_block,
    run,
)

NAME = "dense"
HEADER = (
    "matrix",
    "n",
    "search (s)",
    "file (KB)",
    "`cap verify` (s)",
    "MB",
    "`minicheck.py` (s)",
    "MB",
    "numpy Cholesky alone (s)",
)
Matrix = list[list[Fraction]]


@dataclass(frozen=True)
class Row:
    """One line of the table; None is what was not measured."""

    matrix: str
    n: int
    search: float
    kilobytes: float
    verify: float
    verify_megabytes: float
    minicheck: float | None
    minicheck_megabytes: float | None
    numpy: float | None

    def cells(self, *, minicheck_absent: bool) -> list[str]:
        second = "absent" if minicheck_absent else number(self.minicheck)
        return [
            self.matrix,
            str(self.n),
            number(self.search),
            number(self.kilobytes),
            number(self.verify),
            number(self.verify_megabytes),
            second,
            number(self.minicheck_megabytes),
            "fails" if self.numpy is None else f"{self.numpy:.1e}",
        ]


def random_matrix(n: int) -> Matrix:
    numbers = random.Random(n)
    g = [[numbers.randint(-16, 16) for _ in range(n)] for _ in range(n)]
    return [
        [Fraction(sum(map(int.__mul__, g[i], g[j])) + 256 * (i == j), 256) for j in range(n)]
        for i in range(n)
    ]


def hilbert_matrix(n: int) -> Matrix:
    return [[Fraction(1, i + j + 1) for j in range(n)] for i in range(n)]


def main() -> int:
    options = parse()
    matrices = [("random", n) for n in ((20, 30) if options.quick else (100, 200, 400))]
    matrices.append(("Hilbert", 10 if options.quick else 20))
    failed: list[str] = []
    rows = [benchmark(name, n, options.limit, options.repeats, failed) for name, n in matrices]
    absent = minicheck("") is None
    table = markdown(HEADER, [row.cells(minicheck_absent=absent) for row in rows])
    text = f"{table}\n\n{note(quick=options.quick)}"
    print(text)
    if options.json:
        tree = {"rows": [asdict(row) for row in rows]}
        Path(options.json).write_text(json.dumps(tree, indent=1) + "\n", "utf-8")
    for failure in failed:
        print(f"failed: {failure}", file=sys.stderr)
    if failed or (absent and not options.allow_absent):
        return 1
    if options.readme:
        page = Path(options.readme)
        page.write_text(replace_block(page.read_text("utf-8"), NAME, text), "utf-8")
    return 0


def benchmark(name: str, n: int, limit: float, repeats: int, failed: list[str]) -> Row:
    """Search once, verify repeatedly."""
    matrix = (random_matrix if name == "random" else hilbert_matrix)(n)
    bound = "1/2" if name == "random" else "0"
    with tempfile.TemporaryDirectory() as folder:
        claim, certificate = Path(folder) / "claim.json", Path(folder) / "certificate.json"
        entries = [[str(entry) for entry in row] for row in matrix]
        claim.write_text(json.dumps({"matrix": entries, "bound": bound}), "utf-8")
        search = run(
            cap("certify", "matrix.positive-definite", str(claim), "-o", str(certificate)), limit
        )
        if search.code:
            failed.append(f"{name} {n}, search: {search.why()}")
        verify = repeat(cap("verify", str(certificate)), limit, repeats)
        command = minicheck(str(certificate))
        second = repeat(command, limit, repeats) if command else []
        for r in [*verify, *second]:
            if r.code:
                failed.append(f"{name} {n}: {r.why()}")
                break
        floating = run(
            [*ONE_THREAD, sys.executable, "-m", "benchmarks.dense_numpy", str(claim)], limit
        ).result()
        row = Row(
            name,
            n,
            search.seconds,
            certificate.stat().st_size / 1000 if certificate.exists() else 0.0,
            fastest(verify),
            peak(verify),
            fastest(second) if second else None,
            peak(second) if second else None,
            floating.get("seconds"),
        )
    print(f"  {name} {n}: {number(row.search)} s, {number(row.verify)} s", file=sys.stderr)
    return row


def note(*, quick: bool) -> str:
    return (
        f"Made by `python benchmarks/{NAME}.py{' --quick' if quick else ''}`. Random: G G^T + I "
        "with multiples of 1/16 in G, lambda_min > 1/2; Hilbert: lambda_min > 0. Seconds are of "
        "whole processes, the minimum of several runs (search: one run), except for numpy's "
        "factorisation, which proves nothing.\n\n" + machine(["python-flint", "numpy"], {})
    )


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Benchmark of dense positive definite matrices.")
    parser.add_argument("--quick", action="store_true", help="small n, few runs: for tests")
    parser.add_argument("--json", metavar="FILE", help="write the rows as JSON, too")
    parser.add_argument("--readme", metavar="FILE", help="put the table into this page")
    parser.add_argument("--allow-absent", action="store_true", help="absent rows are no failure")
    parser.add_argument("--repeats", type=int, default=5, help="runs of each check")
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for one process")
    options = parser.parse_args()
    if options.quick and options.readme:
        parser.error("--readme takes the full table, not that of --quick")
    if options.repeats < 1 or options.limit <= 0:
        parser.error("--repeats and --limit must be positive")
    if options.quick:
        options.repeats = 2
    return options


if __name__ == "__main__":
    sys.exit(main())
