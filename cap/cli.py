"""The command line: parsing and printing only. A heavy module is loaded by the verb that needs
it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from cap.certificate import FILE_LIMIT, Claim, Reader, loads, parse_json, pretty, read_file
from cap.claims import KINDS
from cap.verdict import Refused, Verdict, exit_code
from cap.verify import Result, statement, time_limit, verify

USAGE_ERROR = 2
FAILED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code (see `cap/verdict.py`)."""
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except Refused as refusal:
        print(f"{refusal.verdict.name}: {refusal}", file=sys.stderr)
        return exit_code([refusal.verdict])
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone: not an error of ours, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (OSError, TypeError, ValueError) as error:
        print(f"cap: {error}", file=sys.stderr)
        return USAGE_ERROR


def parser() -> argparse.ArgumentParser:
    """All verbs and their options."""
    top = argparse.ArgumentParser(prog="cap", description="Computer-assisted proofs as files.")
    verbs = top.add_subparsers(required=True, metavar="VERB")

    verb = verbs.add_parser("verify", help="check certificates; 0 only if every one is VERIFIED")
    verb.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder of *.json")
    verb.add_argument("--expect", metavar="CLAIM.json", help="the claim that must be proved")
    verb.add_argument("--level", choices=("flint", "mini"), default="flint", help="which checker")
    verb.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes")
    verb.add_argument("--json", action="store_true", help="one JSON array instead of text")
    verb.add_argument("--quiet", action="store_true", help="one line for each file")
    verb.add_argument(
        "--time-limit", type=_seconds, default=300, metavar="S", help="for each file, default 300"
    )
    verb.add_argument("--memory-limit", type=_positive, metavar="MB", help="for each file")
    verb.set_defaults(run=_verify)

    verb = verbs.add_parser("show", help="what a certificate claims, without checking it")
    verb.add_argument("file", metavar="FILE")
    verb.add_argument("--latex", action="store_true", help="the claim as LaTeX")
    verb.set_defaults(run=_show)

    verb = verbs.add_parser("kinds", help="the kinds of claim that the checker knows")
    verb.add_argument("kind", nargs="?", metavar="KIND")
    verb.set_defaults(run=_kinds)

    verb = verbs.add_parser("proofs", help="do the certificates give the theorems?")
    verb.add_argument("theorem", nargs="?", metavar="THEOREM")
    verb.add_argument("--root", default=".", help="the folder that has proofs/ and certificates/")
    verb.set_defaults(run=_proofs)

    for name, text in (("certify", "prove a claim"), ("refute", "prove the opposite of a claim")):
        verb = verbs.add_parser(name, help=f"{text}: search, check and write a certificate")
        verb.add_argument("kind", metavar="KIND", choices=sorted(KINDS))
        verb.add_argument("parameters", nargs="?", metavar="PARAMETERS.json", help="- for stdin")
        verb.add_argument("-p", action="append", default=[], metavar="key=value", dest="pairs")
        verb.add_argument("-o", required=True, metavar="FILE", dest="output")
        verb.set_defaults(run=_certify, verb=name)
    return top


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError("must be a positive number of seconds")
    return value


# --- verify ---


def _verify(options: argparse.Namespace) -> int:
    paths = list(find_certificates(options.paths))
    expect = _read_claim(options.expect) if options.expect else None
    results: list[Result] = []
    try:
        for result in _results(paths, options, expect):
            results.append(result)
            if not options.json:
                lines = _result_lines(result)
                print(next(lines) if options.quiet else "\n".join(lines), flush=True)
    except KeyboardInterrupt:
        print(f"interrupted after {len(results)} of {len(paths)} files", file=sys.stderr)
        raise
    finally:
        if options.json:
            print(json.dumps([_as_json(result) for result in results], indent=1))
        else:
            print(summary(result.verdict for result in results))
    return exit_code(result.verdict for result in results)


def _result_lines(result: Result) -> Iterator[str]:
    yield f"{result.verdict.name}  {_printable(result.path)}"
    if result.verdict is not Verdict.VERIFIED:
        yield f"  {result.why}"
        return
    yield _indented(result.statement)
    for name, value in result.margin.items():
        yield f"    {name}: {value}"


def find_certificates(paths: Sequence[str]) -> Iterator[Path]:
    """Files as they are given; for a folder all *.json in it, sorted, or else the folder itself."""
    for path in map(Path, paths):
        found = sorted(path.rglob("*.json")) if path.is_dir() else []
        yield from found or [path]


def _results(
    paths: list[Path], options: argparse.Namespace, expect: Claim | None
) -> Iterator[Result]:
    if options.memory_limit is None and (options.jobs == 1 or len(paths) == 1):
        for path in paths:
            yield _in_this_process(path, options, expect)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(options.jobs) as pool:
        yield from pool.map(lambda path: _in_own_process(path, options), paths)


def _in_this_process(path: Path, options: argparse.Namespace, expect: Claim | None) -> Result:
    if path.is_dir():
        return Result(Verdict.MALFORMED, str(path), why="no certificate (*.json) in this folder")
    try:
        with time_limit(options.time_limit):
            return verify(path, expect) if options.level == "flint" else _minicheck(path, expect)
    except Refused as refusal:
        return Result(refusal.verdict, str(path), why=str(refusal))


def _in_own_process(path: Path, options: argparse.Namespace) -> Result:
    """FLINT ends the process when memory runs out: under a memory limit each file has its own."""
    import resource
    import subprocess

    def set_limit() -> None:
        if options.memory_limit is not None:
            size = options.memory_limit * 2**20
            resource.setrlimit(resource.RLIMIT_AS, (size, size))

    command = [sys.executable, "-m", "cap", "verify", str(path), "--json", "--level", options.level]
    command += ["--time-limit", str(options.time_limit)]
    command += ["--expect", options.expect] if options.expect else []
    done = subprocess.run(  # noqa: S603 - our own interpreter on our own module
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        preexec_fn=set_limit,
        check=False,
    )
    try:
        (tree,) = json.loads(done.stdout)
    except ValueError:
        why = "the process of the checker was ended (--memory-limit, or no memory)"
        return Result(Verdict.INCONCLUSIVE, str(path), why=why)
    return Result(
        Verdict[tree["verdict"]],
        str(path),
        tree["statement"],
        tree["why"],
        tree["margin"],
        tuple(tree["assumptions"]),
    )


def _minicheck(path: Path, expect: Claim | None) -> Result:
    from cap import minicheck

    verdict, text, why = minicheck.verify_file(str(path))
    if verdict == "VERIFIED" and expect is not None and text != statement(expect):
        verdict, text = "REJECTED", ""
        why = "the certificate proves another statement than the expected one"
    trusted = ("cap/minicheck.py", "the Python interpreter and its standard library")
    return Result(Verdict[verdict], str(path), text, why, assumptions=trusted)


def _as_json(result: Result) -> dict[str, object]:
    return {
        "path": _printable(result.path),
        "verdict": result.verdict.name,
        "statement": result.statement,
        "why": result.why,
        "margin": dict(result.margin),
        "assumptions": list(result.assumptions),
    }


def summary(verdicts: Iterable[Verdict]) -> str:
    """The last line of every verification."""
    seen = list(verdicts)
    return ", ".join(f"{seen.count(verdict)} {verdict.value}" for verdict in Verdict)


def _read_claim(path: str) -> Claim:
    """{"name": ..., "parameters": ...}, or a certificate whose claim is meant."""
    tree = parse_json(read_file(Path(path), FILE_LIMIT))
    reader = Reader(tree, "$")
    if "claim" in reader.tree:
        reader = reader.child("claim")
    reader.only("name", "parameters")
    claim = Claim(str(reader.tree["name"]), reader.child("parameters").tree)
    statement(claim)
    return claim


# --- show, kinds, proofs ---


def _show(options: argparse.Namespace) -> int:
    data = read_file(Path(options.file), FILE_LIMIT)
    certificate = loads(data)
    text = statement(certificate.claim)
    if options.latex:
        from cap.report.latex import theorem

        print(theorem(certificate.claim.name, text))
        return 0
    print(f"kind:      {certificate.claim.name}")
    print(f"size:      {len(data)} bytes, {len(certificate.companions)} companions")
    for key, value in certificate.to_json()["digest"].items():
        print(f"{key + ':':10} {value}")
    print(f"made by:   {_printable(json.dumps(certificate.made_by))}")
    print("claims (not checked here, `cap verify` does that):")
    print(_indented(text))
    return 0


def _kinds(options: argparse.Namespace) -> int:
    if options.kind is None:
        for name, kind in KINDS.items():
            print(f"{name:32} {_first_line(kind.__doc__)}")
        return 0
    if options.kind not in KINDS:
        print(f"cap: unknown kind {options.kind!r}; known: {', '.join(KINDS)}", file=sys.stderr)
        return USAGE_ERROR
    kind = KINDS[options.kind]
    print(options.kind)
    print(_indented(f"{kind.__doc__}\n{sys.modules[kind.__module__].__doc__}"))
    return 0


def _first_line(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split()).partition(": ")[2]


def _proofs(options: argparse.Namespace) -> int:
    from cap.proofs import check_all

    reports = []
    for report in check_all(Path(options.root), options.theorem):
        reports.append(report)
        print("\n".join(report.lines(statements=options.theorem is not None)), flush=True)
    incomplete = sum(not report.complete for report in reports)
    print(f"{len(reports) - incomplete} theorems complete, {incomplete} incomplete")
    return FAILED if incomplete else 0


# --- certify, refute ---


def _certify(options: argparse.Namespace) -> int:
    from cap import certify, refute
    from cap.propose.search import NotCertified

    claim = _claim_from(options)
    search = certify if options.verb == "certify" else refute
    progress = Progress()
    try:
        certificate = search(claim, progress)
    except NotCertified as failure:
        progress.end()
        print(f"NOT CERTIFIED ({failure.verdict.value}): {failure.margin}")
        if failure.counterexample is not None:
            print(f"the opposite holds ({failure.counterexample.name}):")
            print(_indented(statement(failure.counterexample)))
            witness = pretty(failure.counterexample_witness)
            print(_indented(witness if len(witness) <= 400 else f"{witness[:400]} ..."))
        print("nothing was written")
        return FAILED
    progress.end()
    certificate.save(options.output)
    print(f"wrote {_printable(options.output)} ({certificate.claim.name})")
    print(_indented(statement(certificate.claim)))
    return 0


def _claim_from(options: argparse.Namespace) -> Claim:
    if bool(options.parameters) == bool(options.pairs):
        raise ValueError("give either PARAMETERS.json (or -), or -p key=value")
    if options.parameters:
        source = options.parameters
        data = sys.stdin.buffer.read(FILE_LIMIT + 1) if source == "-" else None
        tree = parse_json(read_file(Path(source), FILE_LIMIT) if data is None else data)
        return Claim(options.kind, Reader(tree, "$").tree)
    from cap.api import CLASSES

    values: dict[str, object] = {}
    for pair in options.pairs:
        key, equals, text = pair.partition("=")
        key = key.replace("-", "_")  # as in real-part
        if not equals or key in values:
            raise ValueError(f"-p {pair[:60]!r}: expected key=value, each key once")
        values[key] = parse_json(text.encode()) if text.startswith(("[", "{")) else text
    if options.kind.startswith("identity."):
        sides = ("left", "right")
        values = {k: text if k in sides else int(str(text)) for k, text in values.items()}
    claim: Claim = CLASSES[options.kind](**values)
    return claim


class Progress:
    """Messages of a search on stderr, from the second second on: one line that is overwritten on a
    terminal, plain lines elsewhere.
    """

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.shown = self.start
        self.terminal = sys.stderr.isatty()

    def __call__(self, message: str) -> None:
        """Show a message unless it comes too soon."""
        now = time.monotonic()
        if now - self.start < 1 or now - self.shown < (0.1 if self.terminal else 5):
            return
        self.shown = now
        text = f"{now - self.start:6.1f} s  {message}"
        if self.terminal:
            print(f"\r{text[:100]:100}", end="", file=sys.stderr, flush=True)
        else:
            print(text, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Clear the line."""
        if self.terminal and self.shown > self.start:
            print(f"\r{'':100}\r", end="", file=sys.stderr, flush=True)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _printable(text: str) -> str:
    """Printable ASCII: a file name must not write escape codes to a terminal."""
    return ascii(text)[1:-1]


if __name__ == "__main__":
    sys.exit(main())
