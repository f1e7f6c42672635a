"""What a kind of claim is: a statement of its parameters, and a check of a witness against them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from cap.certificate import Json

Margins = dict[str, str]  # what the check measured, for people: by how much the inequalities hold


class Kind(Protocol):
    """One row of the table in `cap/claims/__init__.py`."""

    @staticmethod
    def statement(parameters: Json) -> str:
        """The mathematical statement, printable ASCII; it depends on the parameters alone.

        Raises:
            Malformed: if the parameters are not those of the kind.
        """

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        """Return if the witness proves the statement.

        Raises:
            Refused: with the verdict, in every other case.
        """
