"""Times to verify that the smallest eigenvalue of F^(200) is > 17/5000.

F^(200) is the 400 x 400 matrix of the thesis (A.2.5) with the damping 4/25. `cap verify` reads a
certificate; the other rows are what one would do without one. Every row is a whole process of its
own; all of them run on the same machine, one after the other. Prints a Markdown table.

    python benchmarks/houli_F200.py [--quick] [--json FILE] [--readme README.md] [--allow-absent]

Exit code: 1 if a certificate is not VERIFIED, or if a row is absent without --allow-absent.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from measure import (
    ONE_THREAD,
    ROOT,
    Run,
    cap,
    fastest,
    machine,
    markdown,
    median,
    minicheck,
    number,
    peak,
    repeat,
    replace_block,
    run,
)

NAME = "houli_F200"
CERTIFICATE = f"certificates/{NAME}.json"
PARAMETERS = {
    "model": "houli",
    "damping": "4/25",
    "block": 200,
    "tail": "41/50",
    "bound": "17/5000",
    "coupling": "schur",
}
SIZE = 400
OCTAVE = str(ROOT / "benchmarks" / "interval_chol.m")
INSTALL = "absent: `apt-get install -y octave-interval`"
EIG_STEP = 8  # bits

INFINITE = "yes: F >= 0 for all modes, and the bound for the block"
BLOCK = "yes: the block alone"
UNDECIDED = "no: not decided, the intervals are too wide"
HEADER = (
    "what",
    "n",
    "seconds (min)",
    "median",
    "runs",
    "step alone (s)",
    "MB",
    "ratio",
    "rigorous, and of what",
)


@dataclass(frozen=True)
class Row:
    """One line of the table; None is what was not measured."""

    what: str
    n: int
    proves: str
    seconds: float | None = None
    median: float | None = None
    runs: int = 0
    alone: float | None = None
    megabytes: float | None = None
    extrapolated_from: int | None = None

    @property
    def absent(self) -> bool:
        return self.proves.startswith("absent")

    def cells(self, reference: float) -> list[str]:
        about = "~ " if self.extrapolated_from else ""
        ratio = None
        if self.seconds is not None and self.n == SIZE:
            ratio = self.seconds / reference
        note = f" (cubic from n = {self.extrapolated_from})" if self.extrapolated_from else ""
        return [
            self.what,
            str(self.n),
            about + number(self.seconds) + note,
            number(self.median),
            str(self.runs or "-"),
            about + number(self.alone),
            number(self.megabytes),
            "-" if ratio is None else f"{about}{number(ratio)}",
            self.proves,
        ]


def measured(what: str, n: int, proves: str, runs: Sequence[Run]) -> Row:
    alone = [result["alone"] for r in runs if "alone" in (result := r.result())]
    return Row(
        what,
        n,
        proves,
        fastest(runs),
        median(runs),
        len(runs),
        min(alone, default=None),
        peak(runs),
    )


def method(name: str, n: int, *more: str) -> list[str]:
    return [*ONE_THREAD, sys.executable, "-m", "benchmarks.houli_methods", name, str(n), *more]


class Benchmark:
    """The rows, one method after the other."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.quick: bool = options.quick
        self.limit: float = options.limit
        self.repeats: int = 2 if options.quick else options.repeats
        self.size = 20 if options.quick else SIZE
        self.folder = folder
        self.failed: list[str] = []

    def rows(self) -> Iterator[Row]:
        yield self.verified("**`cap verify`**", cap("verify", CERTIFICATE), SIZE, INFINITE)
        second = minicheck(CERTIFICATE)
        what = "`minicheck.py`, standard library only"
        if second is None:
            yield Row(what, SIZE, "absent: no cap/minicheck.py")
        else:
            yield self.verified(what, second, SIZE, INFINITE)
        yield self.search("the search for that certificate, once", PARAMETERS)
        yield from self.block_alone()
        yield from self.octave()
        yield from self.by_process(
            "ball Cholesky written with python-flint's `arb`, 53 bits", "arb", BLOCK
        )
        yield from self.sizes(
            "interval Cholesky written with `mpmath.iv`",
            [8, 16] if self.quick else [80, 160],
            lambda n: method("iv", n),
            "no: `mpmath.iv` is not rigorous (mpmath issue 1181)",
            show=True,
        )
        yield from self.eigenvalues()
        yield from self.by_process(
            "numpy Cholesky with an a priori bound of its rounding errors (Rump 2006)",
            "rump",
            f"{BLOCK}, if the LAPACK in use obeys the textbook error bound",
        )
        yield from self.by_process(
            "numpy `eigvalsh`", "eigvalsh", "no: floating point, the yardstick"
        )

    def verified(self, what: str, command: list[str], n: int, proves: str) -> Row:
        runs = repeat(command, self.limit, self.repeats)
        if any(r.code for r in runs):
            self.failed.append(what)
            proves = f"FAILED: {runs[-1].why()}"
        return measured(what, n, proves, runs)

    def search(self, what: str, parameters: dict[str, Any]) -> Row:
        """`cap certify`; it must find the very certificate that was verified."""
        claim, found = self.folder / "claim.json", self.folder / "found.json"
        claim.write_text(json.dumps(parameters), "utf-8")
        command = cap("certify", "quadratic-form.positive", str(claim), "-o", str(found))
        row = self.verified(what, command, SIZE, "makes the certificate; not trusted")
        wanted = json.loads((ROOT / CERTIFICATE).read_text("utf-8"))["claim"]["parameters"]
        if wanted != parameters:
            self.failed.append(f"{CERTIFICATE} is about other parameters: {wanted}")
        return row

    def block_alone(self) -> Iterator[Row]:
        """The same question as the rows below it: the finite matrix and nothing else."""
        claim, found = self.folder / "block.json", self.folder / "block_certificate.json"
        model = {"model": "houli", "block": self.size // 2, "damping": PARAMETERS["damping"]}
        claim.write_text(json.dumps({"matrix": model, "bound": PARAMETERS["bound"]}), "utf-8")
        command = cap("certify", "matrix.positive-definite", str(claim), "-o", str(found))
        search = measured(
            "the search for the next row's certificate, once",
            self.size,
            "makes the certificate; not trusted",
            [run(command, self.limit)],
        )
        yield search
        yield self.verified(
            "`cap verify`, a dense certificate of the block alone",
            cap("verify", str(found)),
            self.size,
            BLOCK,
        )

    def octave(self) -> Iterator[Row]:
        """With one thread, and with all cores."""
        what = "Octave, `chol` of octave-interval"
        program = octave()
        if program is None:
            yield Row(what, self.size, INSTALL)
            return

        def command(n: int) -> list[str]:
            ends = self.folder / f"{n}.bin"
            if not ends.exists():
                exported = run(method("export", n, str(ends)), self.limit)
                if exported.code:
                    raise RuntimeError(exported.why())
            return [*program, OCTAVE, str(n), str(ends)]

        probes = [10] if self.quick else [100, 200]
        yield from self.sizes(
            f"{what}, one thread", probes, lambda n: [*ONE_THREAD, *command(n)], BLOCK
        )
        yield from self.sizes(f"{what}, all cores", probes, command, BLOCK)

    def by_process(self, what: str, name: str, proves: str) -> Iterator[Row]:
        return self.sizes(what, [], lambda n: method(name, n), proves)

    def sizes(
        self,
        what: str,
        probes: list[int],
        command: Callable[[int], list[str]],
        proves: str,
        *,
        show: bool = False,
    ) -> Iterator[Row]:
        """The row of the full size, extrapolated from the last probe where it would take more than
        the limit; the smaller sizes are shown in that case, and if `show`.
        """
        small: list[Row] = []
        for n in probes:
            small.append(self.one_size(what, n, command(n), proves, self.repeats if show else 1))
        last = extrapolated(small[-1], self.size) if small else None
        if last is None or (last.seconds or 0) < self.limit:
            full = self.one_size(what, self.size, command(self.size), proves, self.repeats)
            last = full if full.seconds is not None or last is None else last
        if show or last.extrapolated_from or last.proves == UNDECIDED:
            yield from small
        yield last

    def one_size(self, what: str, n: int, command: list[str], proves: str, times: int) -> Row:
        runs = repeat(command, self.limit, times)
        if runs[-1].timed_out:
            return Row(what, n, f"no: not decided within {self.limit:.0f} s")
        if runs[-1].code:
            self.failed.append(f"{what}, n = {n}: {runs[-1].why()}")
            return measured(what, n, f"FAILED: {runs[-1].why()}", runs)
        decided = all(r.result().get("proved") for r in runs)
        return measured(what, n, proves if decided else UNDECIDED, runs)

    def eigenvalues(self) -> Iterator[Row]:
        """acb_mat.eig at the least precision, in steps of EIG_STEP bits, that isolates all
        eigenvalues: python-flint returns none of them before.
        """
        what = "python-flint `acb_mat.eig`, all eigenvalues isolated"
        bits, small = 48, list[Row]()
        for n in [10, self.size] if self.quick else [100, 200, SIZE]:
            guess = extrapolated(small[-1], n) if small else None
            try:
                bits = self.least_bits(n, bits, (guess.seconds or 0) if guess else 0)
            except TimeoutError as error:
                yield from small
                yield extrapolated(small[-1], self.size) if small else Row(what, n, str(error))
                return
            except RuntimeError as error:
                self.failed.append(f"{what}: {error}")
                yield Row(what, n, f"FAILED: {error}")
                return
            runs = repeat(method("eig", n, str(bits)), self.limit, self.repeats)
            small.append(measured(f"{what}, {bits} bits", n, BLOCK, runs))
        yield small[-1]

    def least_bits(self, n: int, bits: int, guess: float) -> int:
        """The least precision that isolates all eigenvalues, sought from `bits` on.

        Raises:
            TimeoutError: if it would take more than the limit; `guess` is the time of one try.
            RuntimeError: if a try fails otherwise.
        """
        tried: dict[int, Run] = {}

        def works(precision: int) -> bool:
            if precision not in tried:
                left = self.limit - sum(r.seconds for r in tried.values())
                last = run(method("eig", n, str(precision)), left) if left > guess else None
                if last is None or last.timed_out:
                    raise TimeoutError(f"no: not decided within {self.limit:.0f} s")
                if last.code:
                    raise RuntimeError(last.why())
                tried[precision] = last
            return bool(tried[precision].result()["proved"])

        while bits > EIG_STEP and works(bits):
            bits -= EIG_STEP
        while not works(bits):
            bits += EIG_STEP
        return bits


def extrapolated(row: Row, n: int) -> Row:
    """The cubic through one measurement."""
    factor = (n / row.n) ** 3
    return Row(
        row.what,
        n,
        "no: not run to the end, only a time",
        seconds=(row.seconds or 0) * factor,
        alone=None if row.alone is None else row.alone * factor,
        extrapolated_from=row.n,
    )


def octave() -> list[str] | None:
    """The start of a command line; None without Octave or its interval package."""
    program = shutil.which("octave-cli")
    if program is None:
        return None
    command = [program, "--norc", "--no-history", "--quiet"]
    return command if run([*command, OCTAVE], 60).result() else None


def note(options: argparse.Namespace) -> str:
    program = octave()
    libraries = run(method("versions", 0), 60).result()
    if program is not None:
        libraries.update(run([*program, OCTAVE], 60).result())
    return (
        f"Made by `python benchmarks/{NAME}.py{' --quick' if options.quick else ''}`. Seconds are "
        'of whole processes: the minimum and the median of the runs. "Step alone" leaves out the '
        "start of the process and the construction of the matrix; Octave's matrix is prepared "
        "outside its process. Ratio: to the first row. Rows use one core "
        "unless they say so.\n\n" + machine(["python-flint", "mpmath", "numpy"], libraries)
    )


def main() -> int:
    options = parse()
    with tempfile.TemporaryDirectory() as folder:
        benchmark = Benchmark(options, Path(folder))
        rows = []
        for row in benchmark.rows():
            rows.append(row)
            print(f"  {row.what}: n = {row.n}, {number(row.seconds)} s", file=sys.stderr)
    reference = rows[0].seconds or 1.0
    text = f"{markdown(HEADER, [row.cells(reference) for row in rows])}\n\n{note(options)}"
    print(text)
    if options.json:
        tree = {"rows": [asdict(row) for row in rows], "note": note(options)}
        Path(options.json).write_text(json.dumps(tree, indent=1) + "\n", "utf-8")
    for failure in benchmark.failed:
        print(f"failed: {failure}", file=sys.stderr)
    absent = [row for row in rows if row.absent]
    if benchmark.failed or (absent and not options.allow_absent):
        return 1
    if options.readme:
        page = Path(options.readme)
        page.write_text(replace_block(page.read_text("utf-8"), NAME, text), "utf-8")
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Benchmark of the bound for F^(200).")
    parser.add_argument("--quick", action="store_true", help="small n, few runs: for tests")
    parser.add_argument("--json", metavar="FILE", help="write the rows as JSON, too")
    parser.add_argument("--readme", metavar="FILE", help="put the table into this page")
    parser.add_argument("--allow-absent", action="store_true", help="absent rows are no failure")
    parser.add_argument("--repeats", type=int, default=7, help="runs of each row (fewer if long)")
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for one method")
    options = parser.parse_args()
    if options.quick and options.readme:
        parser.error("--readme takes the full table, not that of --quick")
    if options.repeats < 1 or options.limit <= 0:
        parser.error("--repeats and --limit must be positive")
    return options


if __name__ == "__main__":
    sys.exit(main())
