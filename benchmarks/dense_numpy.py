"""The floating-point Cholesky factorisation of a claim's matrix, for dense.py.

python -m benchmarks.dense_numpy CLAIM.json
"""

from __future__ import annotations

import json
import sys
import time
from fractions import Fraction
from pathlib import Path

import numpy as np


def seconds(path: Path) -> float | None:
    """The fastest of five factorisations; None if numpy finds the matrix not positive definite."""
    entries = json.loads(path.read_text("utf-8"))["matrix"]
    a = np.array([[float(Fraction(entry)) for entry in row] for row in entries])
    times = []
    for _ in range(5):
        start = time.perf_counter()
        try:
            np.linalg.cholesky(a)
        except np.linalg.LinAlgError:
            return None
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    print(json.dumps({"seconds": seconds(Path(sys.argv[1]))}))
