"""Named signs for all parameters, each with a false neighbour: a constant past its sharp value."""

from __future__ import annotations

from dataclasses import dataclass, field

REALS, HALF, UNIT = ("-inf", "inf"), ("0", "inf"), ("0", "1")


@dataclass(frozen=True)
class Named:
    """text holds, `false` does not, on the same domain."""

    name: str
    text: str
    false: str
    sides: dict[str, tuple[str, str]] = field(default_factory=dict)
    integers: dict[str, int] = field(default_factory=dict)


def box(count: int, low: str, high: str) -> dict[str, tuple[str, str]]:
    return {f"x{i}": (low, high) for i in range(1, count + 1)}


CAPRASSE = "-x1*x3**3+4*x2*x3**2*x4+4*x1*x3*x4**2+2*x2*x4**3+4*x1*x3+4*x3**2-10*x2*x4-10*x4**2+2"
MAGNETISM = "x1**2+2*x2**2+2*x3**2+2*x4**2+2*x5**2+2*x6**2-x1"
LOTKA = "x1*x2**2+x1*x3**2+x1*x4**2-11/10*x1+1"
TRIANGLE = {"a": ("1", "inf"), "b": ("1", "inf"), "d": ("1", "inf")}
NESBITT = "a/(b+d)+b/(d+a)+d/(a+b)"

SUITE = [
    Named("sum of squares", "x**2+y**2+z**2 >= x*y+y*z+z*x", "x**2+y**2+z**2 > x*y+y*z+z*x",
          {"x": REALS, "y": REALS, "z": REALS}),
    Named("three means", "a**3+b**3+d**3 >= 3*a*b*d", "a**3+b**3+d**3 >= 3.0001*a*b*d",
          {"a": HALF, "b": HALF, "d": HALF}),
    Named("Nesbitt", f"{NESBITT} >= 3/2", f"{NESBITT} >= 3/2 + 1/10**9", TRIANGLE),
    Named("Motzkin", "x**4*y**2+x**2*y**4+1 >= 3*x**2*y**2",
          "x**4*y**2+x**2*y**4+1 > 3*x**2*y**2", {"x": REALS, "y": REALS}),
    Named("Magnetism", f"{MAGNETISM} >= -1/4", f"{MAGNETISM} >= -1/4 + 1/10**9",
          box(6, "-1", "1")),
    Named("Reaction diffusion",
          "-x1+2*x2-x3-0.835634534*x2*(1+x2) >= -36.7126907",
          "-x1+2*x2-x3-0.835634534*x2*(1+x2) >= -36.7", box(3, "-5", "5")),
    Named("Caprasse", f"{CAPRASSE} >= -3.181", f"{CAPRASSE} >= -3.18",
          box(4, "-1/2", "1/2")),
    Named("Lotka-Volterra", f"{LOTKA} >= -20.8", f"{LOTKA} > -20.8", box(4, "-2", "2")),
    Named("root with a parameter", "(3*x-1)**2*(1+a*x) >= 0", "(3*x-1)**2*(1+a*x) > 0",
          {"x": HALF, "a": UNIT}),
    Named("quadratic for all indices", "(2*n+1)*x**2 - 2*n*x + n/2 > 0",
          "(2*n+1)*x**2 - 2*n*x + n/2 - 1/6 > 0", {"x": REALS}, {"n": 1}),
    Named("roots at neighbouring integers", "(n-2)*(n-3)*(n-7)**2 >= 0",
          "(n-2)*(n-3)*(n-7)**2 > 0", {}, {"n": -5}),
    # NLH, the weight w + |z|^-6, y = |z|^2: the damping is 1/4 for all w <= 1/512, no more
    Named("damping in L2", "w*y**3-24*w*y**2+4 >= 0", "w*y**3-24*w*y**2+4 > 0",
          {"y": HALF, "w": ("0", "1/512")}),
    Named("damping in L2, past the sharp weight", "w*y**3-24*w*y**2+4 >= -1/8",
          "w*y**3-24*w*y**2+4 >= 0", {"y": HALF, "w": ("0", "1/511")}),
    # NLH, k = 2n + 10, q = 3n + 21: the exponent 6k/(q + 2) in the mean of the H^k damping
    Named("exponent of the damping in H^k", "(12*n+60)/(3*n+23) >= 36/13",
          "(12*n+60)/(3*n+23) > 36/13", {}, {"n": 1}),
    Named("quotient in the index", "n*(n+1)/(n+2) > n/2", "n*(n+1)/(n+2) > 2*n/3", {}, {"n": 1}),
]  # fmt: skip
