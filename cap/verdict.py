"""The five verdicts, their exit codes, and the exceptions that carry them (design.md, "The
certificate file").
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Verdict(Enum):
    """What a verification ends with. Only `VERIFIED` says that the printed statement holds."""

    VERIFIED = "verified"
    REJECTED = "rejected"
    INCONCLUSIVE = "inconclusive"
    MALFORMED = "malformed"
    UNSUPPORTED = "unsupported"

    def __bool__(self) -> bool:
        raise TypeError("a verdict is not a truth value: compare it with `is Verdict.VERIFIED`")


# The order in which a refusal decides the exit code of many files.
EXIT_CODES = (
    (Verdict.MALFORMED, 2),
    (Verdict.UNSUPPORTED, 3),
    (Verdict.REJECTED, 1),
    (Verdict.INCONCLUSIVE, 4),
)


def exit_code(verdicts: Iterable[Verdict]) -> int:
    """0 if there is at least one verdict and all are VERIFIED, else the code of the first refusal
    in `EXIT_CODES`.
    """
    seen = set(verdicts)
    if not seen:
        return 2
    for verdict, code in EXIT_CODES:
        if verdict in seen:
            return code
    return 0


class Refused(Exception):
    """Base of all refusals; `verdict` is the verdict that the refusal leads to and `seen` the
    objects in question.
    """

    verdict = Verdict.REJECTED

    def __init__(self, why: str, **seen: object) -> None:
        super().__init__(why)
        self.why = why
        self.seen = seen

    def __str__(self) -> str:
        values = ", ".join(f"{name} = {shorten(value)}" for name, value in self.seen.items())
        return f"{self.why} [{values}]" if values else self.why


class Rejected(Refused):
    """The witness does not establish the statement."""


class Inconclusive(Refused):
    """Precision or a limit ran out before the statement was established."""

    verdict = Verdict.INCONCLUSIVE


class Malformed(Refused):
    """Not a certificate of the format that it claims to be."""

    verdict = Verdict.MALFORMED


class Unsupported(Refused):
    """A format or a kind of claim that this version does not know."""

    verdict = Verdict.UNSUPPORTED


def shorten(value: object) -> str:
    """A printable ASCII rendering of at most 80 characters: nothing from a file reaches a
    terminal unfiltered.
    """
    if isinstance(value, (list, dict)):
        return f"{type(value).__name__} of {len(value)} items"
    try:
        text = str(value).encode("ascii", "backslashreplace").decode()
    except ValueError:  # Python refuses to write integers of more than 4300 digits
        return "a number too large to print"
    text = "".join(c if " " <= c <= "~" else "?" for c in text)
    text = f"'{text}'" if isinstance(value, str) else text
    return text if len(text) <= 80 else f"{text[:60]}...({len(text)} characters)"
