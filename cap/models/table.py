"""The explicit lists of models that a certificate may name."""

from __future__ import annotations

from cap.models import houli
from cap.kernels.form import Table
from cap.kernels.operators import Operators

FORMS: dict[str, Table] = {"houli": houli.TABLE}
OPERATORS: dict[str, Operators] = {"houli": houli.ENERGY, "houli-basis": houli.BASIS}
