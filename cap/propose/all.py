"""Run `python -m cap.propose.all [ROOT]` to make every certificate that a step of proofs/ needs and
that is missing or wrong.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cap.certificate import Claim, Json
from cap.cli import Progress
from cap.proofs import claim_of, read_steps
from cap.propose import certify
from cap.verdict import Verdict
from cap.verify import verify


def needed(root: Path) -> dict[str, Claim]:
    """File name -> claim, over all theorems.

    Raises:
        ValueError: if two steps need different claims in one file.
    """
    claims: dict[str, Claim] = {}
    for steps in sorted(root.glob("proofs/*/steps.json")):
        parameters: dict[str, Json] = {}
        for item in read_steps(steps.parent).items("steps"):
            if "by_hand" in item.tree:
                continue
            claim = claim_of(item, parameters)
            parameters[item.tree["id"]] = claim.parameters
            if claims.setdefault(item.tree["certificate"], claim) != claim:
                raise ValueError(f"{item.path}: another claim stands in {item.tree['certificate']}")
    return claims


def main(root: Path) -> None:
    """Write what is missing; what verifies is left as it is."""
    for file, claim in sorted(needed(root).items()):
        path = root / "certificates" / file
        if verify(path, expect=claim).verdict is Verdict.VERIFIED:
            print(f"kept   {file}")
            continue
        progress = Progress()
        certify(claim, progress).save(path)
        progress.end()
        print(f"wrote  {file}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
