"""The trusted table of kinds: name -> statement and check. Nothing registers itself; an unknown
name is UNSUPPORTED.
"""

from __future__ import annotations

from cap.claims.algebra import (
    NoncommutativeIdentity,
    NoncommutativeIdentityRefuted,
    RationalIdentity,
    RationalIdentityRefuted,
)
from cap.claims.eigenvalues import Eigenvalues, Inertia
from cap.claims.energy_ball import Contraction, Trapping
from cap.claims.form_entries import Entries, EntriesRefuted
from cap.claims.identity import TrigonometricIdentity, TrigonometricIdentityRefuted
from cap.claims.inequality import InequalityHolds, InequalityRefuted
from cap.claims.integral import IntegralEnclosure
from cap.claims.kind import Kind
from cap.claims.linear_system import LinearSolution
from cap.claims.matrix import EigenvalueBelow, PositiveDefinite
from cap.claims.parametric import ParametricSign, ParametricSignRefuted
from cap.claims.polynomial_complex import HalfPlane, Roots
from cap.claims.polynomial_real import PolynomialSign, PolynomialSignRefuted, RealRoots
from cap.claims.quadratic_form import BestDamping, QuadraticFormNegative, QuadraticFormPositive
from cap.claims.system_zero import SystemZero

KINDS: dict[str, type[Kind]] = {
    "energy-ball.contraction": Contraction,
    "energy-ball.trapping": Trapping,
    "identity.noncommutative": NoncommutativeIdentity,
    "identity.noncommutative-refuted": NoncommutativeIdentityRefuted,
    "identity.rational": RationalIdentity,
    "identity.rational-refuted": RationalIdentityRefuted,
    "identity.trigonometric": TrigonometricIdentity,
    "identity.trigonometric-refuted": TrigonometricIdentityRefuted,
    "inequality": InequalityHolds,
    "inequality-refuted": InequalityRefuted,
    "integral.enclosure": IntegralEnclosure,
    "linear-system.solution": LinearSolution,
    "matrix.eigenvalue-below": EigenvalueBelow,
    "matrix.eigenvalues": Eigenvalues,
    "matrix.inertia": Inertia,
    "matrix.positive-definite": PositiveDefinite,
    "parametric.sign": ParametricSign,
    "parametric.sign-refuted": ParametricSignRefuted,
    "polynomial.half-plane": HalfPlane,
    "polynomial.real-roots": RealRoots,
    "polynomial.roots": Roots,
    "polynomial.sign": PolynomialSign,
    "polynomial.sign-refuted": PolynomialSignRefuted,
    "quadratic-form.best-damping": BestDamping,
    "quadratic-form.entries": Entries,
    "quadratic-form.entries-refuted": EntriesRefuted,
    "quadratic-form.negative": QuadraticFormNegative,
    "quadratic-form.positive": QuadraticFormPositive,
    "system.zero": SystemZero,
}
