"""The one guard verb of the trusted code: `grep -rn "need(" cap` lists every hypothesis of every
theorem.
"""

from __future__ import annotations

from cap.verdict import Rejected


def need(holds: object, why: str, **seen: object) -> None:
    """Refuse unless `holds` is the object `True`.

    A numpy bool, a ball that is only possibly positive, a NaN or any other "truthy" object is not a
    proof and is refused. `why` says what was needed; `seen` are the values that were compared,
    printed with the refusal.

    Raises:
        Rejected: if `holds` is anything but `True`.
    """
    if holds is not True:
        raise Rejected(why, **seen)
