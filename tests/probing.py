"""What probes are made of: calls, and what they say."""

from __future__ import annotations

from collections.abc import Callable

from cap.verdict import Refused


def said(*calls: Callable[[], object]) -> str:
    """What each call gives, a line each; a refusal is its verdict and its reason."""
    return "\n".join(map(_said, calls))


def _said(call: Callable[[], object]) -> str:
    try:
        return str(call())
    except Refused as refusal:
        return f"refused: {refusal.verdict.name}, {refusal.why}"


def each(function: Callable[..., object], *arguments: object) -> str:
    """What a function of one argument says of each of them."""
    return said(*(lambda argument=argument: function(argument) for argument in arguments))
