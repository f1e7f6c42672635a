"""The explicit lists of models that a certificate may name."""

from __future__ import annotations

from cap.kernels.form import Table
from cap.kernels.operators import Operators
from cap.models import houli

FORMS: dict[str, Table] = {"houli": houli.TABLE}
OPERATORS: dict[str, Operators] = {"houli": houli.ENERGY, "houli-basis": houli.BASIS}
