"""Inequalities of the literature, each with a false neighbour: a constant moved just past its sharp
value. Sources stand beside them:

    CI   G. Melquiond, Coq.Interval, README and examples
    MT   B. Akbarpour, L. C. Paulson, MetiTarski: an automatic theorem prover for real-valued
         special functions, J. Automated Reasoning 44 (2010), and its library of problems
    MN   C. Munoz, A. Narkawicz, Formalization of Bernstein polynomials and applications to global
         optimization, J. Automated Reasoning 51 (2013), Section 6
    FP   A. Solovyev et al., Rigorous estimation of floating-point round-off errors with symbolic
         Taylor expansions, TOPLAS 41 (2018), benchmarks
    M    D. S. Mitrinovic, Analytic Inequalities (1970)
    JY   M. Jamil, X.-S. Yang, A literature survey of benchmark functions (2013)
"""

from __future__ import annotations

from dataclasses import dataclass, field

Side = tuple[str, str]
REALS, HALF = ("-inf", "inf"), ("0", "inf")
ACUTE = ("0", "3/2")


@dataclass(frozen=True)
class Named:
    """An inequality, its source, the false one beside it, and what makes it hard."""

    name: str
    source: str
    text: str
    false: str
    sides: dict[str, Side] = field(default_factory=dict)
    tight: bool = False


def box(names: str, *sides: Side) -> dict[str, Side]:
    """One side for all names, or one for each."""
    listed = names.split()
    return dict(zip(listed, sides if len(sides) > 1 else sides * len(listed), strict=True))


def polynomial(text: str) -> str:
    """Names x1 x2 ... written with blanks for products."""
    return text.replace(" ", "*").replace("_", " ")


X, X_UP = box("x", REALS), box("x", HALF)
SQRT = "(((((122/7397*x-1733/13547)*x+529/1274)*x-767/999)*x+407/334)*x+227/925)"
CAPRASSE = "-a*c**3 + 4*b*c**2*d + 4*a*c*d**2 + 2*b*d**3 + 4*a*c + 4*c**2 - 10*b*d - 10*d**2 + 2"
BUTCHER = "f*b**2 + g*c**2 - a*d**2 + d**3 + d**2 - a/3 + 4/3*d"
BUTCHER_BOX = box(
    "a b c d g f", ("-1", "0"), ("-1/10", "9/10"), ("-1/10", "1/2"), ("-1", "-1/10"),
    ("-1/10", "-1/20"), ("-1/10", "-3/100"),
)  # fmt: skip
MAGNETISM = "a**2 + 2*b**2 + 2*c**2 + 2*d**2 + 2*f**2 + 2*g**2 - a"
CAMEL = "4*x**2 - 21/10*x**4 + x**6/3 + x*y - 4*y**2 + 4*y**4"
KEPLER = "b*f + c*g - b*c - f*g + a*(-a + b + c - d + f + g)"
TURBINE = "3 + 2/r**2 - 1/8*(3 - 2*v)*w**2*r**2/(1 - v) - 9/2"
TURBINE_BOX = box("v w r", ("-9/2", "-3/10"), ("2/5", "9/10"), ("19/5", "39/5"))

SUITE = (
    # One variable, tight at an isolated point.
    Named("exp tangent", "M 3.6", "exp(x) >= 1 + x", "exp(x) >= 1 + 1.001*x", X, True),
    Named("exp through e", "M 3.6", "exp(x) >= x*exp(1)", "exp(x) >= 1.001*x*exp(1)", X, True),
    Named("log tangent", "M 3.6", "x >= 1 + log(x)", "x >= 1.001 + log(x)",
          box("x", ("1/100", "inf")), True),
    Named("Bernoulli", "M 2.4", "(1+x)**5 >= 1 + 5*x", "(1+x)**5 >= 1 + 5.01*x",
          box("x", ("-1", "inf")), True),
    Named("log-1", "MT", "log(1+x) <= x", "log(1+x) <= 0.999*x", X_UP, True),
    Named("log-2", "MT", "2*x/(2+x) <= log(1+x)", "2.001*x/(2+x) <= log(1+x)", X_UP, True),
    Named("log-4", "MT", "log(1+x) <= x*(6+x)/(2*(3+2*x))", "log(1+x) <= x*(6+x)/(2.001*(3+2*x))",
          X_UP, True),
    Named("log-5", "MT", "log(1+x) >= x/(1+x)", "log(1+x) >= 1.001*x/(1+x)", X_UP, True),
    Named("cos-1", "MT", "cos(x) <= 1 - x**2/2 + x**4/24", "cos(x) <= 1 - x**2/2 + x**4/24.01",
          X, True),
    Named("sin-1", "MT", "sin(x) >= x - x**3/6", "sin(x) >= x - x**3/6.01", X_UP, True),
    Named("exp-2", "MT", "exp(x) >= 1 + x + x**2/2 + x**3/6",
          "exp(x) >= 1 + x + x**2/2 + x**3/5.99", X_UP, True),
    Named("tanh-1", "MT", "tanh(x) <= x", "tanh(x) <= 0.999*x", X_UP, True),
    Named("sinh-1", "MT", "sinh(x) >= x + x**3/6", "sinh(x) >= x + x**3/5.99", X_UP, True),
    Named("cosh-1", "MT", "cosh(x) >= 1 + x**2/2", "cosh(x) >= 1 + x**2/1.999", X, True),
    Named("atan-1", "MT", "atan(x) >= x - x**3/3", "atan(x) >= x - x**3/3.01", X_UP, True),
    Named("atan-2", "MT", "atan(x) >= x/(1+x**2)", "atan(x) >= 1.001*x/(1+x**2)", X_UP, True),
    Named("Jordan", "M 2.3", "sin(x) >= 2*x/pi", "sin(x) >= 2.01*x/pi",
          box("x", ("0", "157/100")), True),
    Named("Huygens", "M 3.4", "2*sin(x) + tan(x) >= 3*x", "2*sin(x) + tan(x) >= 3.001*x",
          box("x", ACUTE), True),
    Named("Cusa", "M 3.4", "x*(2 + cos(x))/3 >= sin(x)", "x*(2 + cos(x))/3.001 >= sin(x)",
          X_UP, True),
    Named("Wilker", "M 3.4", "sin(x)**2 + x*tan(x) >= 2*x**2",
          "sin(x)**2 + x*tan(x) >= 2.001*x**2", box("x", ACUTE), True),
    # One variable, with a margin.
    Named("root-1", "CI", "sqrt(1-x) <= 141422/100000", "sqrt(1-x) <= 141421/100000",
          box("x", ("-1", "1"))),
    Named("root-2", "CI", f"sqrt(x) - {SQRT} <= 5/65536", f"sqrt(x) - {SQRT} <= 4/65536",
          box("x", ("1/2", "2"))),
    Named("root-3", "CI", f"sqrt(x) - {SQRT} >= -5/65536", f"sqrt(x) - {SQRT} >= -4/65536",
          box("x", ("1/2", "2"))),
    Named("exp beats a cube", "M 3.6", "exp(x) > 0.74*x**3", "exp(x) > 0.745*x**3", X_UP),
    Named("pi", "CI", "pi < 355/113", "pi < 354/113"),
    # Two variables.
    Named("nested roots above", "CI", "sqrt(1+x/sqrt(x+y)) - 144/1000*x - 118/100 <= 71/32768",
          "sqrt(1+x/sqrt(x+y)) - 144/1000*x - 118/100 <= 53/32768",
          box("x y", ("3/2", "2"), ("1", "33/32"))),
    Named("nested roots below", "CI", "sqrt(1+x/sqrt(x+y)) - 144/1000*x - 118/100 >= -71/32768",
          "sqrt(1+x/sqrt(x+y)) - 144/1000*x - 118/100 >= 20/32768",
          box("x y", ("3/2", "2"), ("1", "33/32"))),
    Named("Matyas", "JY 71", "0.26*(x**2+y**2) >= 0.48*x*y", "0.26*(x**2+y**2) >= 0.53*x*y",
          box("x y", REALS), True),
    Named("McCormick", "JY 72", "sin(x+y) + (x-y)**2 - 1.5*x + 2.5*y + 1 > -1.9133",
          "sin(x+y) + (x-y)**2 - 1.5*x + 2.5*y + 1 > -1.9131",
          box("x y", ("-3/2", "4"), ("-3", "4"))),
    Named("six-hump camel", "JY 30", f"{CAMEL} > -1.0317", f"{CAMEL} > -1.0316",
          box("x y", ("-2", "2"), ("-1", "1"))),
    # Three and more variables.
    Named("Schwefel", "MN", "(x-y**2)**2 + (y-1)**2 + (x-z**2)**2 + (z-1)**2 >= 0",
          "(x-y**2)**2 + (y-1)**2 + (x-z**2)**2 + (z-1)**2 >= 0.0001", box("x y z", ("-10", "10")),
          True),
    Named("reaction diffusion", "MN", "-x + 2*y - z - 0.835634534*y*(1+y) > -36.7126908",
          "-x + 2*y - z - 0.835634534*y*(1+y) > -36.7126", box("x y z", ("-5", "5"))),
    Named("Caprasse", "MN", f"{CAPRASSE} > -3.1801", f"{CAPRASSE} > -3.18",
          box("a b c d", ("-1/2", "1/2"))),
    Named("Lotka-Volterra", "MN", "a*b**2 + a*c**2 + a*d**2 - 1.1*a + 1 >= -20.8",
          "a*b**2 + a*c**2 + a*d**2 - 1.1*a + 1 >= -20.79", box("a b c d", ("-2", "2")), True),
    Named("Butcher", "MN", f"{BUTCHER} > -1.4394", f"{BUTCHER} > -1.4393", BUTCHER_BOX),
    # In the source with a seventh variable of the same form.
    Named("magnetism", "MN", f"{MAGNETISM} >= -1/4", f"{MAGNETISM} >= -0.2499",
          box("a b c d f g", ("-1", "1")), True),
    Named("rigid body", "FP", "-x*y - 2*y*z - x - z >= -705", "-x*y - 2*y*z - x - z >= -704",
          box("x y z", ("-15", "15")), True),
    Named("turbine", "FP", f"{TURBINE} < -1", f"{TURBINE} < -2", TURBINE_BOX),
    Named("kepler", "FP", f"{KEPLER} > 20", f"{KEPLER} > 21", box("a b c d f g", ("4", "159/25"))),
    Named("triangle of exponentials", "M 3.6", "exp(x) + exp(y) + exp(z) >= 3 + x + y + z",
          "exp(x) + exp(y) + exp(z) >= 3 + 1.01*(x + y + z)", box("x y z", REALS), True),
    Named("three squares", "M 2.1", "x**2 + y**2 + z**2 >= x*y + y*z + z*x",
          "x**2 + y**2 + z**2 >= 1.01*(x*y + y*z + z*x)", box("x y z", REALS), True),
)  # fmt: skip

# True, and not proved by the search: for log-3 the normal form would have to know sqrt(u)**2 = u.
OPEN = (
    Named("log-3", "MT", "log(1+x) <= x/sqrt(1+x)", "log(1+x) <= 0.999*x/sqrt(1+x)", X_UP, True),
)  # fmt: skip
