"""Named systems of equations with a start near a zero, and boxes for which the claim is false.

MGH: J. J. More, B. S. Garbow, K. E. Hillstrom, Testing unconstrained optimization software, ACM
Trans. Math. Software 7 (1981); the numbers are those of the list there.
MM: K. Meintjes, A. P. Morgan, Chemical equilibrium systems as numerical test problems, ACM Trans.
Math. Software 16 (1990).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import cap

Claim = cap.Claim


def names(n: int) -> list[str]:
    return [f"x{i}" for i in range(1, n + 1)]


def broyden(n: int) -> list[str]:
    x = ["0", *names(n), "0"]
    return [f"(3-2*{x[i]})*{x[i]} - {x[i - 1]} - 2*{x[i + 1]} + 1" for i in range(1, n + 1)]


def boundary_value(n: int) -> list[str]:
    x = ["0", *names(n), "0"]
    return [
        f"2*{x[i]} - {x[i - 1]} - {x[i + 1]} + ({x[i]} + {i}/{n + 1} + 1)**3/{2 * (n + 1) ** 2}"
        for i in range(1, n + 1)
    ]


def brown(n: int) -> list[str]:
    x = names(n)
    total = "+".join(x)
    return [*(f"{x[i]} + {total} - {n + 1}" for i in range(n - 1)), f"{'*'.join(x)} - 1"]


def trigonometric(n: int) -> list[str]:
    x = names(n)
    total = "-".join(f"cos({v})" for v in x)
    return [f"{n} - {total} + {i}*(1 - cos({v})) - sin({v})" for i, v in enumerate(x, start=1)]


CIRCLE = ["x**2 + y**2 - 1", "y - x**2"]
POWELL_SINGULAR = ["x1 + 10*x2", "sqrt(5)*(x3 - x4)", "(x2 - 2*x3)**2", "sqrt(10)*(x1 - x4)**2"]
S = "/sqrt(40)"
R5, R6, R7 = "193/1000", f"(2597/1000000){S}", f"(3448/1000000){S}"
R8, R9, R10 = "(1799/100000000)/40", f"(2155/10000000){S}", "(3846/100000000)/40"
COMBUSTION = [
    "x1*x2 + x1 - 3*x5",
    f"2*x1*x2 + x1 + x2*x3**2 + {R8}*x2 - 10*x5 + 2*{R10}*x2**2 + {R7}*x2*x3 + {R9}*x2*x4",
    f"2*x2*x3**2 + 2*{R5}*x3**2 - 8*x5 + {R6}*x3 + {R7}*x2*x3",
    f"{R9}*x2*x4 + 2*x4**2 - 40*x5",
    f"x1*(x2+1)+{R10}*x2**2+x2*x3**2+{R8}*x2+{R5}*x3**2+x4**2-1+{R6}*x3+{R7}*x2*x3+{R9}*x2*x4",
]
HELICAL = ["10*(x3 - 5*atan(x2/x1)/pi)", "10*(sqrt(x1**2 + x2**2) - 1)", "x3"]

# title: expressions, variables, a start; the numbers of the title are checked in the tests
ZEROS: dict[str, tuple[list[str], list[str], list[Any]]] = {
    "circle and parabola": (CIRCLE, ["x", "y"], ["0.8", "0.6"]),
    "MGH 1, Rosenbrock": (["10*(x2 - x1**2)", "1 - x1"], names(2), ["0.9", "1.1"]),
    "MGH 2, Freudenstein and Roth": (
        ["-13 + x1 + ((5 - x2)*x2 - 2)*x2", "-29 + x1 + ((x2 + 1)*x2 - 14)*x2"], names(2), [5, 4],
    ),
    "MGH 3, Powell, badly scaled": (
        ["10000*x1*x2 - 1", "exp(-x1) + exp(-x2) - 1.0001"], names(2), ["0.000011", "9.1"],
    ),
    "MGH 7, helical valley": (HELICAL, names(3), ["1.1", "0.1", "0.1"]),
    "MGH 26, trigonometric, n = 5": (trigonometric(5), names(5), ["0.01"] * 5),
    "MGH 27, Brown, almost linear, n = 5": (brown(5), names(5), ["0.98"] * 5),
    "MGH 28, discrete boundary value, n = 10": (
        boundary_value(10), names(10), [Fraction(i * (i - 11), 121) for i in range(1, 11)],
    ),
    "MGH 30, Broyden, tridiagonal, n = 10": (broyden(10), names(10), [-1] * 10),
    "MGH 35, Chebyquad, n = 2": (
        ["(2*x1 - 1) + (2*x2 - 1)", "2*(2*x1 - 1)**2 + 2*(2*x2 - 1)**2 - 2 + 2/3"], names(2),
        ["0.2", "0.8"],
    ),
    "MM, combustion of propane": (
        COMBUSTION, names(5), ["0.0031", "34.6", "0.065", "0.859", "0.0369"],
    ),
    "Lambert: x exp(x) = 1": (["x*exp(x) - 1"], ["x"], ["0.5"]),
    "Kepler: x - sin(x)/2 = 1": (["x - sin(x)/2 - 1"], ["x"], ["1.5"]),
}  # fmt: skip

# Boxes without a zero, with two, with a double one, or where something is not defined.
FALSE: dict[str, Claim] = {
    "two zeros": cap.SystemZero(CIRCLE, ["x", "y"], [0, "0.6"], 1),
    "no zero": cap.SystemZero(CIRCLE, ["x", "y"], ["0.5", "0.3"], "0.1"),
    "a zero just outside": cap.SystemZero(["x**2 - 2"], ["x"], ["1.3"], "0.114213562373"),
    "MGH 13, Powell, singular": cap.SystemZero(POWELL_SINGULAR, names(4), [0] * 4, "0.001"),
    "a double zero": cap.SystemZero(["(x - 1)**2"], ["x"], [1], "0.1"),
    "not defined at the end": cap.SystemZero(["x - 1 + 0/(2 - x)"], ["x"], [1], 1),
    "a corner in the box": cap.SystemZero(["2*x + abs(x) - 1"], ["x"], [0], "0.5"),
}
