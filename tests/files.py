"""Certificate files for tests: trees, digests and bytes by code of their own (the format of
design.md), and what `cap verify` says of them.
"""

from __future__ import annotations

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

from cap.verdict import Verdict
from cap.verify import Result, verify

CORPUS = Path(__file__).parent / "corpus"
REFUSED = (Verdict.REJECTED, Verdict.INCONCLUSIVE)
UNREADABLE = (Verdict.MALFORMED, Verdict.UNSUPPORTED)

Tree = Any


def certificate(kind: str, parameters: Tree, witness: Tree, companions: Tree = None) -> Tree:
    """The tree of a certificate, with its digests."""
    tree = {
        "format": "cap-certificate/1",
        "claim": {"name": kind, "parameters": parameters},
        "witness": witness,
        **({"companions": companions} if companions else {}),
        "made_by": {"cap": "0.1.0"},
        "digest": {},
    }
    return sealed(copy.deepcopy(tree))


def sealed(tree: Tree) -> Tree:
    """The tree with recomputed digests, where there is something to compute them from."""
    if not (isinstance(tree, dict) and {"claim", "witness"} <= tree.keys()):
        return tree
    witness = [tree["witness"], tree.get("companions", [])]
    return {**tree, "digest": {"claim": sha256(tree["claim"]), "witness": sha256(witness)}}


def sha256(tree: Tree) -> str:
    """The digest of a JSON tree: compact, keys sorted."""
    text = json.dumps(tree, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def encoded(tree: Tree) -> bytes:
    """Bytes of the tree; the reader does not depend on the layout."""
    return (json.dumps(tree, indent=1) + "\n").encode()


def companion(name: str, data: bytes) -> Tree:
    """The entry of "companions" for a file."""
    return {"file": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def judge(path: Path, data: bytes | Tree) -> Result:
    """Write the file and verify it."""
    path.write_bytes(data if isinstance(data, bytes) else encoded(data))
    return verify(path)


def corpus(part: str) -> list[Path]:
    """The certificate files of accept, reject or malformed."""
    return sorted((CORPUS / part).glob("*/*.json"))
