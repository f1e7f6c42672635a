"""What `cap certify` and `cap refute` need of a search: progress, and how it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cap.certificate import Claim, Json
from cap.verdict import Verdict

Progress = Callable[[str], None]


@dataclass
class NotCertified(Exception):  # noqa: N818 - a finding, not an error
    """No witness was found.

    `verdict` is REJECTED if the claim is false (then `counterexample` is the claim that refutes it,
    with its witness in `counterexample_witness`) and INCONCLUSIVE if the search gave up; `margin`
    says by how much it failed.
    """

    verdict: Verdict
    margin: str
    counterexample: Claim | None = None
    counterexample_witness: Json = None

    def __str__(self) -> str:
        text = f"not certified ({self.verdict.value}): {self.margin}"
        if self.counterexample is None:
            return text
        return f"{text}; `cap refute` writes a certificate of {self.counterexample.name} instead"
