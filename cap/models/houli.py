"""The Hou-Li model with weak advection, linearised about (omega, u, psi) = (sin x, sin x, sin x)
(thesis, A.2).

    u_tau     = -2 a psi u_x     + 2 u psi_x + c_u u,
    omega_tau = -2 a psi omega_x + (u^2)_x   + c_u omega,      -psi_xx = omega.

L1 and L2 are the operators of (A.2.3). For odd perturbations omega = sum a_k o_k, u_x = sum c_k e_k
in the basis of Lemma A.2.3 the form of Proposition A.2.4 is -dE1 = -((L1)_x, u_x rho) - (L2, omega
rho).
"""

from __future__ import annotations

import re

from cap.kernels.form import Far, Table
from cap.kernels.operators import Family, Operators

EQUATION_U = "-2*a*psi*D(u) + 2*u*D(psi) + c_u*u"
EQUATION_OMEGA = "-2*a*psi*D(omega) + D(u*u) + c_u*omega"

L1 = "-2*sin(x)*D(u) - 2*cos(x)*psi + 2*u*cos(x) + 2*sin(x)*D(psi)"
L2 = "-2*sin(x)*D(omega) - 2*cos(x)*psi + 2*u*cos(x) + 2*sin(x)*D(u)"


def at_steady_state(equation: str) -> str:
    """The right-hand side at omega = u = psi = sin x, c_u = 2 (a - 1) psi_x(0) (A.2.2)."""
    steady = {"u": "sin(x)", "omega": "sin(x)", "psi": "sin(x)", "c_u": "(2*(a-1))"}
    return re.sub(r"[a-z_]+", lambda match: steady.get(match[0], match[0]), equation)


# F1 = F2, the error of the approximate steady state.
ERROR = "2*(a-1)*sin(x)*(1-cos(x))"

FAR_AA = Far(
    offset=2,
    formula="1/k**2 - 1/(k-1)**2",
    total="1/(k-1)**2",
    squares="1/(k-2)**5",
)
FAR_AC = Far(
    offset=1,
    formula="-1/(k*(k+1))",
    total="1/k",
    squares="1/(3*(k-1)*k*(k+1))",
)

TABLE = Table(
    families=("a", "c"),
    near={
        ("a", "a"): {0: "1 + 1/k**2 - 1/(k-1)**2", 1: "1/k**2"},
        ("a", "c"): {
            -2: "(k+2)/(2*(k+1)**2)",
            -1: "-(k**2-k-1)/(2*k**2*(k+1)**2)",
            0: "-(1+2*k-k**2)/(2*k**2*(k+1))",
        },
        ("c", "c"): {0: "1 + 1/(k*(k+1))"},
    },
    far={("a", "a"): FAR_AA, ("a", "c"): FAR_AC},
    fixed={(("a", 1), ("a", 1)): "2"},
)

# The formula that the thesis prints after "Substituting (A.2.4)": every entry between a and c has
# the other sign.
PRINTED = Table(
    families=("a", "c"),
    near={
        ("a", "a"): TABLE.near["a", "a"],
        ("a", "c"): {
            -2: "-(k+2)/(2*(k+1)**2)",
            -1: "(k**2-k-1)/(2*k**2*(k+1)**2)",
            0: "(1+2*k-k**2)/(2*k**2*(k+1))",
        },
        ("c", "c"): TABLE.near["c", "c"],
    },
    far={("a", "a"): FAR_AA, ("a", "c"): Far(1, "1/(k*(k+1))", FAR_AC.total, FAR_AC.squares)},
    fixed=TABLE.fixed,
)

ENERGY = Operators(
    families={
        "a": Family(
            first=1,
            fixed={1: {"u": "0", "omega": "sin(x)", "psi": "sin(x)"}},
            general={
                "u": "0",
                "omega": "sin(k*x) - sin((k-1)*x)",
                "psi": "sin(k*x)/k**2 - sin((k-1)*x)/(k-1)**2",
            },
        ),
        "c": Family(
            first=1,
            fixed={},
            general={"u": "sin(k*x)/k - sin((k+1)*x)/(k+1)", "omega": "0", "psi": "0"},
        ),
    },
    constraints=("D(D(psi)) + omega",),
    pairs=((f"-D({L1})", "D(u)"), (f"-({L2})", "omega")),
    tables={"derived": TABLE, "printed": PRINTED},
)

# Lemma A.2.3: the basis o_k of odd and e_k of even functions is orthonormal for rho.
BASIS = Operators(
    families={
        "o": Family(first=1, fixed={}, general={"f": "sin(k*x) - sin((k-1)*x)", "g": "0"}),
        "e": Family(first=0, fixed={}, general={"f": "0", "g": "cos(k*x) - cos((k+1)*x)"}),
    },
    constraints=(),
    pairs=(("f", "f"), ("g", "g")),
    tables={
        "orthonormal": Table(
            families=("o", "e"), near={("o", "o"): {0: "1"}, ("e", "e"): {0: "1"}}, far={}, fixed={}
        )
    },
)
