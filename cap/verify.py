"""The only entry of the trusted part: file -> verdict."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from cap.certificate import FILE_LIMIT, Certificate, Claim, loads, read_companion, read_file
from cap.claims import KINDS
from cap.verdict import Inconclusive, Malformed, Refused, Rejected, Unsupported, Verdict


@dataclass(frozen=True)
class Result:
    """The outcome for one file.

    `statement` is what now holds if `verdict` is VERIFIED, and empty otherwise; `why` is the
    refusal, empty if VERIFIED.
    """

    verdict: Verdict
    path: str
    statement: str = ""
    why: str = ""
    margin: Mapping[str, str] = field(default_factory=dict)
    assumptions: tuple[str, ...] = ()
    claim: Claim | None = None

    def __bool__(self) -> bool:
        raise TypeError("a result is not a truth value: compare result.verdict with cap.VERIFIED")


ASSUMPTIONS = (
    "cap/certificate.py, verdict.py, verify.py, kernels/, models/, claims/",
    "python-flint and FLINT, the Python interpreter",
)


def verify(path: str | os.PathLike[str], expect: Claim | None = None) -> Result:
    """Verify one certificate file.

    Args:
        path: a regular file; its companions lie in the same folder.
        expect: if given, a certificate of any other statement is REJECTED.
    """
    path = Path(path)
    claim: Claim | None = None
    try:
        certificate = loads(read_file(path, FILE_LIMIT))
        claim = certificate.claim
        companions = {c.file: read_companion(path.parent, c) for c in certificate.companions}
        text = statement(claim)
        if expect is not None and text != statement(expect):
            raise Rejected("the certificate proves another statement than the expected one")
        margin = check(certificate, companions)
    except Refused as refusal:
        return Result(refusal.verdict, str(path), why=str(refusal), claim=claim)
    except MemoryError:
        return Result(
            Verdict.INCONCLUSIVE, str(path), why="out of memory (--memory-limit)", claim=claim
        )
    except RecursionError:
        return Result(Verdict.MALFORMED, str(path), why="nested too deeply", claim=claim)
    return Result(
        Verdict.VERIFIED, str(path), text, margin=margin, assumptions=ASSUMPTIONS, claim=claim
    )


def statement(claim: Claim) -> str:
    """The canonical statement of a claim: equal statements are equal theorems.

    Raises:
        Unsupported: for an unknown kind.
        Malformed: for parameters that are not of the kind.
    """
    if claim.name not in KINDS:
        raise Unsupported("unknown kind of claim", name=claim.name, known=", ".join(KINDS))
    text = KINDS[claim.name].statement(claim.parameters)
    if not all(" " <= character <= "~" or character == "\n" for character in text):
        raise Malformed("the statement must be printable ASCII")
    return text


def check(certificate: Certificate, companions: Mapping[str, bytes]) -> dict[str, str]:
    """Run the check of the kind; every companion must be used by the witness."""
    for name in companions:
        if repr(name) not in str(certificate.witness):
            raise Malformed("a companion that the witness does not use", file=name)
    return KINDS[certificate.claim.name].check(
        certificate.claim.parameters, certificate.witness, companions
    )


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Turn a time limit into INCONCLUSIVE. POSIX, main thread, not nested."""

    def out_of_time(_signal: int, _frame: FrameType | None) -> None:
        raise Inconclusive("out of time (--time-limit)", seconds=seconds)

    former = signal.signal(signal.SIGALRM, out_of_time)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
