"""Which inequalities of tests/suites/inequalities.py each tool proves, and in what time.

`cap` searches for a certificate and then verifies it as a process of its own. Coq.Interval
(Debian's `coq` and `libcoq-interval`) tries its tactic plain, with bisection, with mean values and
with Taylor models; octave-interval evaluates on boxes and bisects. Every try is a whole process;
all of them run on the same machine, one after the other. Prints a Markdown table.

    python benchmarks/inequalities.py [--quick] [--limit S] [--json FILE] [--allow-absent]

Exit code: 1 if `cap` fails on one that another tool proves, or if a tool is absent without
--allow-absent.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from measure import ONE_THREAD, ROOT, cap, machine, markdown, number, peak, repeat, run

sys.path.insert(0, str(ROOT))

BOXES = 20_000  # boxes that octave-interval may look at
OCTAVE = str(ROOT / "benchmarks" / "interval_positive.m")
PREAMBLE = (
    "From Coq Require Import Reals.\nFrom Interval Require Import Tactic.\nOpen Scope R_scope.\n"
)
HEADER = (
    "inequality", "tight", "variables", "`cap verify` (s)", "MB", "`cap certify` (s)",
    "Coq.Interval (s)", "octave-interval (s)",
)  # fmt: skip
COQ_NAMES = {"abs": "Rabs", "log": "ln"}
COQ_HYPERBOLIC = {
    "sinh": "((exp ({0}) - exp (-({0}))) / 2)",
    "cosh": "((exp ({0}) + exp (-({0}))) / 2)",
    "tanh": "(1 - 2 / (exp (2 * ({0})) + 1))",
}


@dataclass(frozen=True)
class Row:
    """Seconds are None where nothing was proved."""

    name: str
    tight: bool
    variables: int
    verify: float | None
    megabytes: float | None
    certify: float | None
    coq: float | None
    octave: float | None

    def cells(self) -> list[str]:
        times = (self.verify, self.megabytes, self.certify, self.coq, self.octave)
        tight = "tight" if self.tight else ""
        return [self.name, tight, str(self.variables), *map(number, times)]


def coq(tree: Sequence[object]) -> str:
    """A parsed formula as a term of Coq."""
    head, *parts = tree
    if head in ("integer", "name"):
        return "PI" if parts[0] == "pi" else str(parts[0])
    if head == "call":
        name, argument = str(parts[0]), coq(parts[1])  # type: ignore[arg-type]
        if name in COQ_HYPERBOLIC:
            return COQ_HYPERBOLIC[name].format(argument)
        return f"({COQ_NAMES.get(name, name)} ({argument}))"
    if head == "**":
        return f"({coq(parts[0])} ^ {parts[1]})"  # type: ignore[arg-type]
    if len(parts) == 1:
        return f"(- {coq(parts[0])})"  # type: ignore[arg-type]
    return f"({coq(parts[0])} {head} {coq(parts[1])})"  # type: ignore[arg-type]


def goal(tree: Sequence[object], relation: str, sides: dict[str, list[str]]) -> str:
    """The inequality as a goal of Coq; the tactic is tried in four ways."""
    bounds = []
    for name, (low, high) in sides.items():
        bounds += [] if low == "-inf" else [f"{low} <= {name}"]
        bounds += [] if high == "inf" else [f"{name} <= {high}"]
    quantified = f"forall {' '.join(sides)} : R, " if sides else ""
    hypotheses = "".join(f"{bound} -> " for bound in bounds)
    strict = "<" if relation == "> 0" else "<="
    ways = ["interval"]
    if sides:
        every = ", ".join(f"i_bisect {name}" for name in sides)
        first = next(iter(sides))
        ways += [
            f"interval with ({every}, i_depth 20)",
            f"interval with ({every}, i_autodiff {first}, i_depth 20)",
            f"interval with ({every}, i_taylor {first}, i_depth 20)",
        ]
    tried = " | ".join(ways)
    statement = f"Goal {quantified}{hypotheses}0 {strict} {coq(tree)}."
    return f"{PREAMBLE}{statement}\nProof. intros. first [ {tried} ]. Qed.\n"


def octave_formula(tree: Sequence[object]) -> str:
    """A parsed formula in Octave; every integer becomes an interval."""
    head, *parts = tree
    if head == "integer":
        return f'infsupdec("{parts[0]}")'
    if head == "name":
        return 'infsupdec("pi")' if parts[0] == "pi" else str(parts[0])
    if head == "call":
        return f"{parts[0]}({octave_formula(parts[1])})"  # type: ignore[arg-type]
    if head == "**":
        return f"pown({octave_formula(parts[0])}, {parts[1]})"  # type: ignore[arg-type]
    if len(parts) == 1:
        return f"(-{octave_formula(parts[0])})"  # type: ignore[arg-type]
    left, right = map(octave_formula, parts)  # type: ignore[arg-type]
    return f"({left} {head} {right})"


def octave_program(tree: Sequence[object], relation: str, sides: dict[str, list[str]]) -> str:
    """Calls interval_positive.m with the function and the ends."""
    ends = ", ".join(f'infsupdec("[{low}, {high}]")' for low, high in sides.values())
    names = ", ".join(sides)
    return (
        f"addpath('{Path(OCTAVE).parent}');\n"
        f"f = @({names}) {octave_formula(tree)};\n"
        f"exit(1 - interval_positive(f, {{{ends}}}, {int(relation == '> 0')}, {BOXES}));\n"
    )


class Benchmark:
    """The rows, one inequality after the other."""

    def __init__(self, limit: float, repeats: int, folder: Path) -> None:
        self.limit, self.repeats, self.folder = limit, repeats, folder
        self.octave = shutil.which("octave-cli")
        self.coq = shutil.which("coqc")

    def row(self, name: str, text: str, sides: dict[str, list[str]], *, tight: bool) -> Row:
        from cap import Inequality
        from cap.kernels.expression import parse

        claim = Inequality(text, domain=sides).parameters  # type: ignore[arg-type]
        tree, relation = parse(claim["expression"]), claim["relation"]
        file, found = self.folder / "claim.json", self.folder / "found.json"
        file.write_text(json.dumps(claim), "utf-8")
        found.unlink(missing_ok=True)
        searched = run(cap("certify", "inequality", str(file), "-o", str(found)), self.limit)
        verified = repeat(cap("verify", str(found)), self.limit, self.repeats)
        proved = all(r.code == 0 for r in verified)
        return Row(
            name,
            tight,
            len(sides),
            min(r.seconds for r in verified) if proved else None,
            peak(verified) if proved else None,
            searched.seconds if proved else None,
            self.time(self.coq, "goal.v", goal(tree, relation, claim["domain"])),
            self.time(self.octave, "goal.m", octave_program(tree, relation, claim["domain"])),
        )

    def time(self, program: str | None, name: str, text: str) -> float | None:
        """Seconds of one run of Coq or Octave on a file, if it proves."""
        if program is None:
            return None
        file = self.folder / name
        file.write_text(text, "utf-8")
        load = ["--no-gui", "--eval", f"pkg load interval; source('{file}')"]
        done = run(
            [*ONE_THREAD, program, *(load if name.endswith(".m") else [str(file)])], self.limit
        )
        return done.seconds if done.code == 0 else None


def main() -> int:
    """Run everything; see the docstring of the module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--quick", action="store_true", help="three inequalities, one run each")
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for each process")
    parser.add_argument("--json", type=Path, help="write the rows there too")
    parser.add_argument("--allow-absent", action="store_true")
    options = parser.parse_args()
    from tests.suites.inequalities import OPEN, SUITE

    chosen = [SUITE[0], SUITE[20], SUITE[24]] if options.quick else [*SUITE, *OPEN]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        benchmark = Benchmark(options.limit, 1 if options.quick else 5, Path(folder))
        for named in chosen:
            sides = {name: list(side) for name, side in named.sides.items()}
            rows.append(benchmark.row(named.name, named.text, sides, tight=named.tight))
            print(rows[-1].cells(), file=sys.stderr, flush=True)
    print(markdown(HEADER, [row.cells() for row in rows]))
    solved = {
        "cap": sum(r.verify is not None for r in rows),
        "Coq.Interval": sum(r.coq is not None for r in rows),
        "octave-interval": sum(r.octave is not None for r in rows),
    }
    print(f"\nProved of {len(rows)}: {', '.join(f'{k} {v}' for k, v in solved.items())}.")
    print(machine(["python-flint"], {}))
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", "utf-8")
    lost = [r.name for r in rows if r.verify is None and (r.coq or r.octave)]
    absent = [
        n for n, p in (("coqc", benchmark.coq), ("octave-cli", benchmark.octave)) if p is None
    ]
    for name in lost:
        print(f"proved by another tool and not by cap: {name}", file=sys.stderr)
    for name in absent:
        print(f"absent: {name}", file=sys.stderr)
    return 1 if lost or (absent and not options.allow_absent) else 0


if __name__ == "__main__":
    sys.exit(main())
