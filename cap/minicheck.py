"""The second checker of `cap-certificate/1`: one file, standard library only.

    python3 -I minicheck.py [--json | --quiet] PATH...    PATH: a certificate, or a folder of them

VERIFIED: the statement printed below the path is a theorem. It depends on the `claim` of the file
alone; the `witness` only decides whether the check succeeds. All arithmetic is exact; no float is
computed. Every hypothesis of every theorem is a call of `need`. A file can provoke a `Refused` and
a MemoryError, both caught at one place; divisions by what a file holds are guarded by `need`.
"""
from __future__ import annotations

import hashlib, json, os, re, stat, sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache, partial, reduce
from itertools import accumulate, combinations, combinations_with_replacement, pairwise, product
from math import gcd, isqrt, lcm
from operator import add, mul, sub, truediv
from pathlib import Path
from struct import unpack_from
from typing import Any

# The exit code is that of the first verdict that occurs.
EXIT_CODES = {"MALFORMED": 2, "UNSUPPORTED": 3, "REJECTED": 1, "INCONCLUSIVE": 4, "VERIFIED": 0}
MALFORMED, UNSUPPORTED, REJECTED, INCONCLUSIVE, VERIFIED = EXIT_CODES
class Refused(Exception):
    """(verdict, why): the end of a verification."""
def need(holds: object, why: str, *seen: object, verdict: str = REJECTED) -> None:
    """The guard: refuse unless `holds` is the object True. Shows at most 80 characters a value."""
    if holds is not True:
        shown = ", ".join(f"{value!a:.80}" for value in seen)
        raise Refused(verdict, f"{why} [{shown}]" if seen else why)
form = partial(need, verdict=MALFORMED)  # the guard for the form of a file

# --- reading: one spelling for each value, limits before any conversion ---
FORMAT, FILE_LIMIT, COMPANION_LIMIT = "cap-certificate/1", 8 * 2**20, 256 * 2**20  # bytes
NESTING_LIMIT, OBJECT_LIMIT, LIST_LIMIT, COMPANIONS = 16, 10_000, 100_000, 4
SMALL, LARGE = re.compile(r"0|-?[1-9][0-9]{0,15}"), re.compile(r"-?0x[1-9a-f][0-9a-f]{0,4095}")
RATIONAL = re.compile(r"-?[0-9]{1,1000}(/0*[1-9][0-9]{0,999})?")
NAME, SHA256 = re.compile(r"[a-z][a-z0-9_.-]{0,63}"), re.compile(r"[0-9a-f]{64}")
Json = Any
def parse_json(data: bytes) -> Json:
    """Strict JSON: ASCII, no escapes, no floats, no duplicate keys, bounded integers and depth."""
    def unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        form(len(dict(pairs)) == len(pairs), "a key occurs twice", [key for key, _ in pairs])
        return dict(pairs)
    def number(token: str) -> int:
        small = SMALL.fullmatch(token) is not None and abs(int(token)) <= 2**53
        form(small, "not an integer up to 2^53 (beyond it a hex string)", token)
        return int(token)
    form(len(data) <= FILE_LIMIT and data.isascii() and b"\\" not in data, "not plain ASCII")
    form(data.count(b"{") <= OBJECT_LIMIT and data.count(b"[") <= LIST_LIMIT, "too many brackets")
    text = data.decode("ascii")
    brackets = re.findall(r"[][{}]", re.sub(r'"[^"]*"', "", text))  # outside of strings
    depth = max(accumulate(1 if bracket in "[{" else -1 for bracket in brackets), default=0)
    form(depth <= NESTING_LIMIT, "nested too deeply", depth)
    try:
        return json.loads(text, object_pairs_hook=unique, parse_int=number, parse_float=number,
                          parse_constant=number)
    except json.JSONDecodeError as error:
        raise Refused(MALFORMED, f"not JSON: {error}") from None
def read(schema: Any, value: Json, path: str) -> Any:
    """The value, if it is of the form of the schema: a regular expression, a range of integers, a
    tuple of names, a type; [schema] is a nonempty list; {key: schema} an object with exactly these
    keys ("key?" may be absent, then None), read as the list of its values; or a function reads."""
    if isinstance(schema, dict):
        keys = {key.rstrip("?"): key for key in schema}
        form(isinstance(value, dict) and set(value) <= set(keys), f"{path}: not such keys", value)
        form(set(schema) & set(keys) <= set(value), f"{path}: expected {', '.join(schema)}", value)
        return [read(schema[key], value[k], f"{path}.{k}") if k in value else None
                for k, key in keys.items()]
    if isinstance(schema, list):
        form(isinstance(value, list) and len(value) > 0, f"{path}: expected a nonempty list", value)
        return [read(schema[0], item, path) for item in value]
    if isinstance(schema, re.Pattern):
        fits = isinstance(value, str) and schema.fullmatch(value) is not None
    elif isinstance(schema, (tuple, range)):
        fits = type(value) in (str, int) and value in schema
    elif isinstance(schema, type):
        fits = isinstance(value, schema)
    else:
        return schema(value, path)
    form(fits, f"{path}: expected {schema!a}", value)
    return value
def big_integer(value: Json, path: str) -> int:
    """A JSON integer up to 2^53, beyond it a hex string."""
    large = isinstance(value, str) and LARGE.fullmatch(value) is not None
    fits = type(value) is int or (large and abs(int(value, 16)) > 2**53)
    form(fits, f"{path}: expected an integer (a hex string beyond 2^53)", value)
    return int(value, 16) if large else int(value)
def rational(value: Json, path: str) -> Fraction:
    """ "p/q" in lowest terms: the very text that Python prints for the number."""
    fits = isinstance(value, str) and RATIONAL.fullmatch(value) is not None
    form(fits and str(Fraction(value)) == value, f'{path}: expected "p/q" in lowest terms', value)
    return Fraction(value)
def digest(tree: Json) -> str:
    compact = json.dumps(tree, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(compact.encode()).hexdigest()}"
CERTIFICATE = {
    "format": object, "claim": {"name": NAME, "parameters": dict}, "witness": dict, "made_by": dict,
    "companions?": [{"file": NAME, "bytes": range(COMPANION_LIMIT + 1), "sha256": SHA256}],
    "digest": {"claim": object, "witness": object}}
def read_certificate(path: Path) -> tuple[str, Json, Json, dict[str, bytes]]:
    """The name, the parameters, the witness and the bytes of the companions, which lie beside."""
    top = parse_json(read_file(path, FILE_LIMIT))
    if isinstance(top, dict) and "format" in top:
        need(top["format"] == FORMAT, f"expected {FORMAT}", top["format"], verdict=UNSUPPORTED)
    _, (name, parameters), witness, _, listed, stated = read(CERTIFICATE, top, "$")
    computed = [digest(top["claim"]), digest([witness, top.get("companions", [])])]
    form(stated == computed, "$.digest: does not match the content", stated)
    listed, companions = listed or [], dict[str, bytes]()
    form(sum(size for _, size, _ in listed) <= COMPANION_LIMIT, "$.companions: too large")
    form(len(listed) <= COMPANIONS, "$.companions: too many", len(listed))
    for file, size, sha256 in listed:
        form(file not in companions, "$.companions: one is named twice", file)
        companions[file] = content = read_file(path.parent / file, size)
        same = len(content) == size and hashlib.sha256(content).hexdigest() == sha256
        form(same, "the companion is not the one that the certificate names", file)
    return name, parameters, witness, companions
def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a regular file, neither a link nor larger than `limit`."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK  # a named pipe must not wait for a writer
    try:
        with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as stream:
            form(stat.S_ISREG(os.fstat(stream.fileno()).st_mode), "not a regular file")
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise Refused(MALFORMED, f"cannot be read (nor a link, nor a folder): {error!a}") from None
    form(len(data) <= limit, "the file is larger than allowed", limit)
    return data

# --- formulas: texts that are printed, and evaluated in any ring ---
LENGTH_LIMIT, DEPTH_LIMIT, POWER_LIMIT = 1000, 40, 64
TOKEN = re.compile(r"[0-9]+|[A-Za-z][A-Za-z0-9_]*|\*\*|[-+*/()]")
BINARY = {"+": add, "-": sub, "*": mul, "/": truediv}
# names -> values; integer -> value; functions -> (ring of the argument, argument -> value)
Ring = tuple[Mapping[str, Any], Callable[[int], Any], Mapping[str, Any]]
# the value in a ring; the largest product of nested exponents; all names, in divisors as "/name"
Parsed = tuple[Callable[[Ring], Any], int, set[str]]
@cache
def parse(formula: str) -> tuple[Callable[[Ring], Any], set[str]]:
    """The value of a formula as a function of the ring, and the names in it:
    sum     := product (("+" | "-") product)*         factor  := "-" factor | power
    product := factor (("*" | "/") factor)*           power   := atom ("**" integer)?
    atom    := integer | name | name "(" sum ")" | "(" sum ")" """
    form(len(formula) <= LENGTH_LIMIT, "a formula longer than allowed", LENGTH_LIMIT)
    tokens = ["", *TOKEN.findall(formula)[::-1]]  # the next one is the last; "" is the end
    form("".join(tokens[::-1]) == formula.replace(" ", ""), "not a formula", formula)
    result, power, names = _sum(tokens, DEPTH_LIMIT)
    form(tokens == [""], "not a formula: unexpected token", tokens[-1], formula)
    form(power <= POWER_LIMIT, "nested powers are too high", power)  # as in ((10**64)**64)**64
    return result, names
def _sum(tokens: list[str], depth: int, signs: str = "+-") -> Parsed:
    part = partial(_sum, signs="*/") if signs == "+-" else _factor
    (first, power, names), rest = part(tokens, depth), list[tuple[Any, Any]]()
    while tokens[-1] in tuple(signs):
        sign, (right, other, more) = tokens.pop(), part(tokens, depth)
        rest, power = [*rest, (BINARY[sign], right)], max(power, other)
        names = names | more | {f"/{name}" for name in more if sign == "/"}
    return (lambda ring: reduce(lambda left, op: op[0](left, op[1](ring)), rest, first(ring)),
            power, names)
def _factor(tokens: list[str], depth: int) -> Parsed:
    form(depth > 0, "a formula nested too deeply")
    if tokens[-1] == "-":
        tokens.pop()
        negated, power, names = _factor(tokens, depth - 1)
        return lambda ring: -negated(ring), power, names
    (base, power, names), n = _atom(tokens, depth), 1
    if tokens[-1] == "**":
        tokens.pop()
        n = int(tokens.pop()) if tokens[-1].isdigit() and len(tokens[-1]) <= 2 else 0
        form(1 <= n <= POWER_LIMIT, "an exponent must be an integer from 1 to 64")
    return lambda ring: reduce(mul, [base(ring)] * n), power * n, names
def _atom(tokens: list[str], depth: int) -> Parsed:
    token = tokens.pop()
    if token.isdigit():
        form(len(token) <= 100, "an integer of more than 100 digits in a formula")
        return lambda ring: ring[1](int(token)), 1, set()
    if token[:1].isalpha() and tokens[-1] != "(":
        return lambda ring: known(ring[0], token), 1, {token}
    form(token == "(" or (token[:1].isalpha() and tokens.pop() == "("), "not a formula", token)
    argument, power, names = _sum(tokens, depth - 1)
    form(tokens.pop() == ")", "a parenthesis is not closed")
    def call(ring: Ring) -> Any:
        inner, apply = known(ring[2], token)
        # x runs over all real numbers, not only over those >= 0 for which divisors are proved.
        need("x" not in inner[0] or "/x" not in names, "a divisor must not depend on x", token)
        return apply(argument(inner))
    return argument if token == "(" else call, power, names
def known(names: Mapping[str, Any], name: str) -> Any:
    form(name in names, "unknown name or function in a formula", name)
    return names[name]

# --- rational functions of at most six symbols that run over all real numbers >= 0 ---
X = 6  # a monomial has the exponents of the six symbols 0, ..., 5 and of x (in arguments of sin)
POLYNOMIAL_LIMIT, WAVE_LIMIT = 5000, 2000  # terms
Powers = tuple[int, ...]
Polynomial = dict[Powers, Fraction]  # its terms; none is 0
Factor = tuple[tuple[Powers, Fraction], ...]  # the sorted terms of a polynomial
UNIT = [tuple(int(i == j) for j in range(X + 1)) for i in range(X + 1)]
NONE: Powers = (0,) * (X + 1)
AFFINE = [*UNIT[:X], NONE]  # the monomials of an affine form
def collected(terms: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """The sums of the coefficients of equal keys that are not 0."""
    total: dict[Any, Any] = {}
    for key, c in terms:
        total[key] = total[key] + c if key in total else c
    return {key: c for key, c in total.items() if c}
def times(p: Polynomial, q: Polynomial) -> Polynomial:
    pairs = product(p.items(), q.items())
    result = collected((tuple(map(add, m, n)), a * b) for (m, a), (n, b) in pairs)
    need(len(result) <= POLYNOMIAL_LIMIT, "a formula with too many terms", POLYNOMIAL_LIMIT)
    return result
def divided(p: Polynomial, f: Factor) -> Polynomial | None:
    """p/f if f divides p, else None: long division in the lexicographic order."""
    result, (lead, a) = dict[Powers, Fraction](), f[-1]
    while p:
        top = max(p)
        shift = tuple(map(sub, top, lead))
        if min(shift) < 0:
            return None
        result[shift] = c = p[top] / a
        p = collected([*p.items(), *((tuple(map(add, m, shift)), -c * b) for m, b in f)])
    return result

class Function:
    """The polynomial `above` divided by the product of f^e over `below`, f -> e > 0.
    Invariant: each f is positive wherever all symbols are >= 0. (A divisor has an `above` with
    coefficients of one sign and a constant term, and f is the quotient of the two.) So the function
    is defined; it is 0 iff `above` has no term. Each f that divides `above` is cancelled."""
    def __init__(self, above: Polynomial, below: Mapping[Factor, int]) -> None:
        left = dict(below) if above else {}
        for f in left:
            while left[f] and (exact := divided(above, f)) is not None:
                above, left[f] = exact, left[f] - 1
        self.above, self.below = above, {f: e for f, e in left.items() if e}
    def __bool__(self) -> bool: return bool(self.above)
    def __neg__(self) -> Function: return self * number(-1)
    def __sub__(self, other: Function) -> Function: return self + -other
    def __add__(self, other: Function) -> Function:
        p, q = self.below, other.below
        below = {f: max(p.get(f, 0), q.get(f, 0)) for f in p | q}
        return Function(collected([*self.over(below).items(), *other.over(below).items()]), below)
    def over(self, below: Mapping[Factor, int]) -> Polynomial:  # `above` for a larger `below`
        more = [f for f, e in below.items() for _ in range(e - self.below.get(f, 0))]
        return reduce(times, map(dict, more), self.above)
    def __mul__(self, other: Function) -> Function:
        below = collected([*self.below.items(), *other.below.items()])
        return Function(times(self.above, other.above), below)
    def __truediv__(self, other: Function) -> Function:
        need(NONE in other.above and len({a > 0 for a in other.above.values()}) == 1, "a divisor "
             "must not vanish for any index of the range")
        unit = other.above[NONE]
        f = tuple(sorted((m, a / unit) for m, a in other.above.items()))
        return self * number(1 / unit) * Function(number(1).over(other.below), {f: 1})
    def nonnegative(self) -> bool:
        """All coefficients of `above` are >= 0: then it is >= 0 wherever all symbols are >= 0."""
        return all(a >= 0 for a in self.above.values())
    def __abs__(self) -> Function:
        size = self if self.nonnegative() else -self
        need(size.nonnegative(), "an entry must have one sign on the whole range")
        return size
def number(c: Fraction | int) -> Function: return Function({NONE: Fraction(c)} if c else {}, {})
def symbol(i: int) -> Function: return Function({UNIT[i]: Fraction(1)}, {})
STEPS = {"": number(0), "s": symbol(0), "t": symbol(1), "st": symbol(0) + symbol(1)}
@cache
def value(formula: str, k: int) -> Fraction:
    """A formula of the model at an integer index for which it holds: no denominator is zero."""
    return Fraction(parse(formula)[0](({"k": Fraction(k)}, Fraction, {})))
@cache
def at(formula: str, first: int, step: str = "s") -> Function:
    """A formula of the model at k = first + step, for all s, t >= 0 at once."""
    ring: Ring = ({"k": number(first) + STEPS[step]}, number, {})
    result: Function = parse(formula)[0](ring) if step else number(value(formula, first))
    return result

# --- trigonometric polynomials in x whose frequencies are affine forms in the symbols ---
class Waves:
    """The sum of c i^u e^{imx} over `terms` (u, m, c), u = 0 or 1, i^2 = -1.
    m = (m_0, ..., m_6) is the form m_0 s_0 + ... + m_5 s_5 + m_6 with integers m_i. Forms that
    differ are kept apart even if they meet for some values of the symbols s_i. So without terms the
    function is 0 for all values; and if no symbol occurs, a function with terms is not 0."""
    def __init__(self, terms: Iterable[tuple[tuple[int, Powers], Function]]) -> None:
        self.terms = collected(terms)
        self.size = len({m for _, m in self.terms})
    def __neg__(self) -> Waves: return self * constant(number(-1))
    def __sub__(self, other: Waves) -> Waves: return self + -other
    def __add__(self, other: Waves) -> Waves:
        need(self.size + other.size <= WAVE_LIMIT, "a formula with too many terms")
        return Waves([*self.terms.items(), *other.terms.items()])
    def __mul__(self, other: Waves) -> Waves:
        need(self.size * other.size <= WAVE_LIMIT, "a formula with too many terms")
        return Waves(((u ^ v, tuple(map(add, m, n))), -(a * b) if u and v else a * b) for
                     ((u, m), a), ((v, n), b) in product(self.terms.items(), other.terms.items()))
    def __truediv__(self, other: Waves) -> Waves:
        need(set(other.terms) <= {(0, NONE)}, "a divisor must not depend on x")
        # 1/divisor comes first: 0/0 is refused although 0 has no terms.
        return self * constant(number(1) / other.terms.get((0, NONE), number(0)))
    def derivative(self) -> Waves:
        """(i^u e^{imx})' = m i^{u+1} e^{imx}"""
        return Waves(((1 - u, m), affine(m) * (-c if u else c)) for (u, m), c in self.terms.items())
    def integral(self) -> Function:
        """The integral over [-pi, pi] of f rho, rho = 1/(2 pi (1 - cos x)), for even f, f(0) = 0.
        (1 - cos mx)/(1 - cos x) = m + 2 sum_{l=1}^{m-1} (m-l) cos lx for integers m >= 0 (Fejer),
        so 1 - cos mx has the integral |m|; and f = sum of c_m cos mx = -sum of c_m (1 - cos mx)."""
        need(all(u == 0 for u, _ in self.terms), "the integrand must be even")
        need(all(min(m) >= 0 or max(m) <= 0 for _, m in self.terms), "a frequency of either sign")
        at_zero = sum(self.terms.values(), number(0))
        need(not at_zero, "the integrand must vanish at x = 0, where rho is singular")
        parts = (-c * affine(tuple(map(abs, m))) for (_, m), c in self.terms.items())
        return sum(parts, number(0))
def constant(c: Function) -> Waves: return Waves([((0, NONE), c)])
def affine(m: Powers) -> Function:  # the frequency m
    return Function({u: Fraction(a) for u, a in zip(AFFINE, m, strict=True) if a}, {})
def exponentials(argument: Function, u: int, sign: int) -> Waves:
    """i^u (sign e^{imx} + e^{-imx})/2 for the argument m x."""
    need(not argument.below, "the argument of sin and cos must be a polynomial")
    need(all(e[X] == 1 and sum(e) <= 2 and a.denominator == 1 for e, a in argument.above.items()),
         "the argument of sin and cos must be m*x, m affine with integer coefficients")
    m = tuple(int(argument.above.get(tuple(map(add, u, UNIT[X])), 0)) for u in AFFINE)
    half = number(Fraction(1, 2))
    return Waves([((u, m), half * number(sign)), ((u, tuple(-i for i in m)), half)])
def waves(formula: str, symbols: Mapping[str, Function], fields: Mapping[str, Waves],
          more: Mapping[str, Function] | None = None) -> Waves:
    """The value of a formula with sin(m*x), cos(m*x), D(f) = df/dx, symbols and fields; `more` has
    other variables y = Y x, each with a symbol Y of its own."""
    argument: Ring = ({**symbols, **(more or {}), "x": symbol(X)}, number, {})
    functions: dict[str, Any] = {"cos": (argument, lambda f: exponentials(f, 0, 1)),
                                 "sin": (argument, lambda f: exponentials(f, 1, -1))}
    names = {**{name: constant(f) for name, f in symbols.items()}, **fields}
    ring: Ring = (names, lambda n: constant(number(n)), functions)
    functions["D"] = (ring, Waves.derivative)
    result: Waves = parse(formula)[0](ring)
    return result

# --- infinite tables of entries, and the operators that they come from: the texts are the data ---
Mode = tuple[str, int]  # family and index
RULE = re.compile(r"(?m)^  <(.)_(.+), (.)_(.+)> = (.*)   (?:for k (>?=) j(?: ([+-]) (.*))?|[(].*)$")

class Table:
    """The entries of an infinite symmetric form between modes (p, j) and (q, k), p before q, and
    j <= k if p = q. near: (p, q, d) -> formula in k for k = j + d; far: (p, q) -> (offset, formula
    in k) for k >= j + offset, beyond all near offsets, all with the same p, `far_family`; fixed:
    single exceptions at near offsets. No near entry and no far offset is beyond `width`."""
    def __init__(self, families: str, text: str) -> None:
        self.families, self.text = families, text
        rules = RULE.findall(text)
        need(len(rules) == text.count("\n"), "each line of a table but the last must be a rule")
        self.near = {(p, q, int(sign + (d or "0"))): formula
                     for p, _, q, _, formula, relation, sign, d in rules if relation == "="}
        self.far = {(p, q): (int(d), formula)
                    for p, _, q, _, formula, relation, _, d in rules if relation == ">="}
        self.fixed = {((p, int(j)), (q, int(k))): formula
                      for p, j, q, k, formula, relation, _, _ in rules if not relation}
        self.width = max([abs(d) for _, _, d in self.near] + [d for d, _ in self.far.values()])
        need(len({p for p, _ in self.far}) <= 1, "far entries must start from one family")
        self.far_family = "".join({p for p, _ in self.far})
    def formula(self, x: Mode, y: Mode) -> tuple[str, int]:
        """The formula of <x, y>, and the index in it."""
        (p, j), (q, k) = sorted((x, y), key=lambda m: (self.families.index(m[0]), m[1]))
        offset, far = self.far.get((p, q), (0, "0"))
        general = self.near.get((p, q, k - j), far if k - j >= offset else "0")
        return self.fixed.get(((p, j), (q, k)), general), k
    def entry(self, x: Mode, y: Mode) -> Fraction: return value(*self.formula(x, y))

class Model:
    """B(X, Y) = the sum over `pairs` of the integral of left(X) right(Y) rho, <., .> its symmetric
    part. fields[p, k] are those of p_k if first[p] <= k < general[p], fields[p, 0] for later k."""
    def __init__(self, text: str, tables: Mapping[str, Table]) -> None:
        self.text, self.tables = text, tables
        modes = re.findall(r"\n  (.)_(?:(\d+)|k, k >= (\d+)): (.*)", text)
        self.first = {p: int(k or least) for p, k, least, _ in reversed(modes)}
        self.general = {p: int(least) for p, _, least, _ in modes if least}
        self.fields = {(p, int(k or 0)): dict(part.split(" = ") for part in fields.split(", "))
                       for p, k, _, fields in modes}
        self.constraints = re.findall(r"\nAll of them satisfy (.*) = 0[.]", text)
        self.pairs = re.findall(r"\n  \[(.*)\]\(X\) \* \[(.*)\]\(Y\)", text)

# The Hou-Li model with weak advection, linearised about (sin x, sin x, sin x): (A.2.3) of the
# thesis; the basis of Lemma A.2.3; the form -dE1 of Proposition A.2.4 in this basis.
L1 = "-2*sin(x)*D(u) - 2*cos(x)*psi + 2*u*cos(x) + 2*sin(x)*D(psi)"
L2 = "-2*sin(x)*D(omega) - 2*cos(x)*psi + 2*u*cos(x) + 2*sin(x)*D(u)"
DERIVED = """\
  <a_j, a_k> = 1 + 1/k**2 - 1/(k-1)**2   for k = j
  <a_j, a_k> = 1/k**2   for k = j + 1
  <a_j, a_k> = 1/k**2 - 1/(k-1)**2   for k >= j + 2
  <a_j, c_k> = (k+2)/(2*(k+1)**2)   for k = j - 2
  <a_j, c_k> = -(k**2-k-1)/(2*k**2*(k+1)**2)   for k = j - 1
  <a_j, c_k> = -(1+2*k-k**2)/(2*k**2*(k+1))   for k = j
  <a_j, c_k> = -1/(k*(k+1))   for k >= j + 1
  <c_j, c_k> = 1 + 1/(k*(k+1))   for k = j
  <a_1, a_1> = 2   (this entry alone, instead of the formula)
  <., .> = 0 for all other pairs, and <X, Y> = <Y, X>."""
# As the thesis prints it after "Substituting (A.2.4)": the entries between a and c negated.
PRINTED = re.sub("(a_j, c_k> = )(-?)", lambda sign: sign[1] + ("" if sign[2] else "-"), DERIVED)
# far formula -> bounds of the sums over all i >= k of its absolute value and of its square: proved.
SERIES = {"1/k**2 - 1/(k-1)**2": ("1/(k-1)**2", "1/(k-2)**5"),
          "-1/(k*(k+1))": ("1/k", "1/(3*(k-1)*k*(k+1))")}
OPERATORS = """Let rho(x) = 1/(2 pi (1 - cos x)), D = d/dx, and let the modes be
{}
Let B(X, Y) be the integral over [-pi, pi] of rho(x) times the sum of
{}
and <X, Y> = (B(X, Y) + B(Y, X))/2."""
ENERGY = OPERATORS.format("""\
  a_1: u = 0, omega = sin(x), psi = sin(x)
  a_k, k >= 2: u = 0, omega = sin(k*x) - sin((k-1)*x), psi = sin(k*x)/k**2 - sin((k-1)*x)/(k-1)**2
  c_k, k >= 1: u = sin(k*x)/k - sin((k+1)*x)/(k+1), omega = 0, psi = 0
All of them satisfy D(D(psi)) + omega = 0.""",
    f"  [-D({L1})](X) * [D(u)](Y)\n  [-({L2})](X) * [omega](Y)")
BASIS = OPERATORS.format("""\
  o_k, k >= 1: f = sin(k*x) - sin((k-1)*x), g = 0
  e_k, k >= 0: f = 0, g = cos(k*x) - cos((k+1)*x)""",
    "  [f](X) * [f](Y)\n  [g](X) * [g](Y)")
ORTHONORMAL = """  <o_j, o_k> = 1   for k = j
  <e_j, e_k> = 1   for k = j
  <., .> = 0 for all other pairs, and <X, Y> = <Y, X>."""
MODELS = {
    "houli": Model(ENERGY, {"derived": Table("ac", DERIVED), "printed": Table("ac", PRINTED)}),
    "houli-basis": Model(BASIS, {"orthonormal": Table("oe", ORTHONORMAL)})}
FORMS = {"houli": MODELS["houli"].tables["derived"]}

# --- the entries of the operators, for ALL pairs of modes ---
# Offsets k - j up to this one are compared one by one: any value is sound, too small a one refuses.
BAND = 3
Range = tuple[str, int, str]  # family p, index k0, step: all modes (p, k0 + step)
def cells(model: Model, p: str, q: str) -> Iterator[tuple[Range, Range]]:
    """Cells that cover all pairs (p, j), (q, k) of modes; for p = q all with j <= k. The smaller
    index j is fixed or start + s, the larger one j + d for each d <= BAND, or j + BAND + 1 + t."""
    first, start = model.first, max(model.general[p], model.general[q])
    for low, high in dict.fromkeys([(p, q), (q, p)]):
        need(first[low] + BAND + 1 >= model.general[high], "a special mode beyond the band", high)
        for j, d in product(range(first[low], start + 1), range(BAND + 2)):
            s, t = "s" if j == start else "", "t" if d > BAND else ""
            x, y = (low, j, s), (high, j + d, s + t)
            if j + d >= first[high]:
                yield (x, y) if low == p else (y, x)
@cache
def sides(model: Model, p: str, k0: int, step: str) -> list[list[Waves]]:
    """[left(X), right(X)] for each pair of the model, multiplied out."""
    k = {"k": number(k0) + STEPS[step]}
    formulas = model.fields.get((p, 0 if step else k0), model.fields[p, 0])
    fields = {f: waves(formula, k, {}) for f, formula in formulas.items()}
    for constraint in model.constraints:
        need(not waves(constraint, {}, fields).terms, "a constraint of the fields fails", p, k0)
    return [[waves(side, {}, fields) for side in pair] for pair in model.pairs]
def operators(model: Model, x: Range, y: Range) -> Function:
    """The entry <X, Y> = (B(X, Y) + B(Y, X))/2."""
    both = zip(sides(model, *x), sides(model, *y), strict=True)
    total = sum(((left_x * right_y).integral() + (left_y * right_x).integral()
                 for (left_x, right_x), (left_y, right_y) in both), number(0))
    return total * number(Fraction(1, 2))
def need_entries(model: Model, table: Table, signs: Mapping[tuple[str, str], int]) -> None:
    """<X, Y> = sign * the entry of the table, for ALL pairs of modes of each pair in `signs`: on
    each cell both sides are rational functions of (s, t), and they are the same."""
    need(table.width <= BAND, "the near entries of the table must lie within the band")
    for (p, q), sign in signs.items():
        alone = [(x[1], y[1]) for x, y in table.fixed if (x[0], y[0]) == (p, q)]
        for x, y in cells(model, p, q):
            (_, j, s), (_, k, t) = x, y
            outside = all(a < j or b < k for a, b in alone)
            need(not s + t or outside, "an exception must be a cell of its own", x, y)
            claimed = at(*table.formula((p, j), (q, k)), t) * number(sign)
            difference = operators(model, x, y) - claimed
            need(not difference, "the entry of the operators is another", x, y)

# --- the rows of the tail ---
def row_sum(table: Table, x: Mode, beyond: int, step: str) -> Function:
    """At least the sum of |<x, y>| over all y != x with index > beyond, x = (family, k + step). For
    step s: if for all s >= 0 the same formulas hold, k - width > beyond and the fixed indices."""
    (family, k), total = x, number(0)
    for p, q, d in table.near:
        for here, y in ((p, (q, k + d)), (q, (p, k - d))):
            if here == family and y != x and y[1] > beyond:
                total += abs(at(*table.formula(x, y), step))
    for (p, q), (offset, formula) in table.far.items():
        if q == family and k - offset > beyond:  # partners (p, j), beyond < j <= k - offset
            total += (number(k - offset - beyond) + STEPS[step]) * abs(at(formula, k, step))
        if p == family:  # partners (q, i), i >= k + offset
            total += at(SERIES[formula][0], max(k + offset, beyond + 1), step)
    return total
def need_telescope(bound: str, first: int, term: Function) -> None:
    """bound(k) - bound(k+1) >= term(k) and bound >= 0 for all k = first + s, hence
    sum_{i=k}^n term(i) <= bound(k) - bound(n+1) <= bound(k) for all n."""
    step = at(bound, first) - at(bound, first + 1) - term
    need(at(bound, first).nonnegative() and step.nonnegative(), "not a bound of the series", bound)
def need_dominant_tail(table: Table, shift: Fraction, n: int, beyond: int, rows: int) -> None:
    """For ALL modes x = (q, k), k > n: <x, x> - shift >= the sum of |<x, y>| over all modes y != x
    with index > beyond. The first `rows` values of k one by one, the others as one rational
    function. All row sums converge and <x, x> is bounded: the form is continuous."""
    for offset, formula in table.far.values():
        need_telescope(SERIES[formula][0], 1 + offset, abs(at(formula, 1 + offset)))
    last = n + rows + 1
    clear = last - table.width > max([beyond, *(k for pair in table.fixed for _, k in pair)])
    need(clear, "the general row must lie a bandwidth beyond the block and the exceptions", rows)
    for q, k in product(table.families, range(n + 1, last + 1)):
        step = "s" if k == last else ""
        diagonal = at(*table.formula((q, k), (q, k)), step)
        degree = max(map(sum, diagonal.above), default=0) - sum(
            e * max(sum(m) for m, _ in f) for f, e in diagonal.below.items())
        margin = diagonal - number(shift) - row_sum(table, (q, k), beyond, step)
        good = degree <= 0 and margin.nonnegative()
        need(good, "a row must be dominated by its bounded diagonal entry", q, k, step)

# --- finite blocks, and definite matrices: rows[i] = {j: entry}, j <= i, the lower triangle ---
Rows = list[dict[int, Fraction]]
def block(table: Table, n: int, shift: Fraction, tail: Fraction | None, summed: bool) -> Rows:
    """The matrix of F_n - shift I, less C/tail if `tail` is given, over the modes k <= n ordered by
    k and then by family. C >= B B^T: the columns k <= n + width of the coupling B to the modes
    k > n as they are; in the later ones there are only far entries, column (q, k) is formula(k)
    times the vector of ones on the far family, and their squares sum to at most SERIES[formula][1].
    If `summed`, the coordinate x_k of the far family is replaced by y_k = x_1 + ... + x_k, that is
    x_k = y_k - y_(k-1): a congruence, so definiteness is the same. Row y_k is row x_k minus row
    x_(k+1), in which far entries of equal larger index cancel: beyond width + 1 all are 0."""
    modes = [(p, k) for k in range(1, n + 1) for p in table.families]
    changed = table.far_family if summed else ""
    old = [[((p, k), 1)] + [((p, k + 1), -1)] * (p == changed and k < n) for p, k in modes]
    reach = len(table.families) * (table.width + 2) if summed else len(modes)
    rows = [{j: sum((a * b * (table.entry(x, y) - (shift if x == y else 0))
                     for x, a in old[j] for y, b in old[i]), Fraction(0))
             for j in range(max(0, i - reach), i + 1)} for i in range(len(modes))]
    if tail is None:
        return rows
    end = n + table.width + 1
    pieces = [(Fraction(1), {x: table.entry(x, (q, k)) for x in modes})
              for k in range(n + 1, end) for q in table.families]
    for (p, _), (_, formula) in table.far.items():
        need_telescope(SERIES[formula][1], end, at(formula, end) * at(formula, end))
        pieces.append((value(SERIES[formula][1], end), {x: Fraction(x[0] == p) for x in modes}))
    for weight, column in pieces:
        v = {i: c for i, x in enumerate(old) if (c := sum(a * column[m] for m, a in x))}
        subtract(rows, weight / tail, v)
    return rows
def subtract(rows: Rows, weight: Fraction, v: Mapping[int, Fraction]) -> None:
    """A - weight v v^T instead of A."""
    for i, j in [(i, j) for i in v for j in v if j <= i]:
        rows[i][j] = rows[i].get(j, Fraction(0)) - weight * v[i] * v[j]
def need_pivots(rows: Rows) -> None:
    """A symmetric matrix (p, b^T; b, A) is positive definite iff p > 0 and A - b b^T/p is."""
    for k, row in enumerate(rows):
        need(k in row and row[k] > 0, "every pivot must be positive", k + 1)
        b = {i: rows[i][k] for i in range(k + 1, len(rows)) if rows[i].get(k)}
        subtract(rows, 1 / row[k], b)
def need_dominant(rows: Rows, exponent: int, mantissas: list[Any], scaling: list[int]) -> None:
    """Let L be lower triangular, D = diag(2^e_i), E = D A D - 4^x L L^T. If E_ii > the sum of
    |E_ij| over j != i for all i, then E is positive definite (Gershgorin), hence D A D, hence A."""
    n, margin = len(rows), [Fraction(0)] * len(rows)
    need(len(mantissas) == n == len(scaling), "one row of L and one scaling for each row of A", n)
    for i, row in enumerate(mantissas):  # row i of L ends at the diagonal
        first = i + 1 - len(row)
        need(0 <= first <= i, "row i of a lower triangular factor has 1 to i + 1 entries", i)
        for j in {*range(first, i + 1), *rows[i]}:
            start = max(first, j + 1 - len(mantissas[j]))  # rows i and j of L both reach from here
            here, there = row[start - first:j + 1 - first], mantissas[j][start - j - 1:]
            e = -(Fraction(4) ** exponent * sum(map(mul, here, there)) if j >= first else 0)
            e += rows[i].get(j, 0) * Fraction(2) ** (scaling[i] + scaling[j])
            margin[i] += e if i == j else -abs(e)
            margin[j] -= abs(e) if i != j else 0
    need(min(margin) > 0, "what the factor leaves must be diagonally dominant")
def limited_work(n: int, *numbers: int) -> None:
    bits = max([64, *(number.bit_length() for number in numbers)])
    need(n**3 * bits <= PRODUCT_LIMIT, "too large for exact products: rows^3 * bits", n, bits,
         verdict=INCONCLUSIVE)
def cleared(rows: list[list[Fraction]]) -> tuple[int, list[list[int]]]:
    """(d, integers d A) with the common denominator d > 0 of a matrix A."""
    d = 1
    for c in (c for row in rows for c in row):
        d = lcm(d, c.denominator)
        limited_work(len(rows), d)
    a = [[int(c * d) for c in row] for row in rows]
    limited_work(len(rows), *(c for row in a for c in row))
    return d, a
def dense(rows: Rows) -> tuple[int, list[list[int]]]:
    """The same of a symmetric matrix."""
    n, zero = len(rows), Fraction(0)
    return cleared([[rows[max(i, j)].get(min(i, j), zero) for j in range(n)] for i in range(n)])
def congruence(d: int, a: list[list[int]], vectors: Any) -> list[list[int]]:
    """For each vector x_i: d x_i.A x_i, d x_i.x_i, and the sums over j != i of d |x_i.A x_j| and
    d |x_i.x_j|, from d A."""
    for v in vectors:
        need(len(v) == len(a), "a vector must fit the matrix", len(v))
        limited_work(len(a), *v)
    images = [[sum(map(mul, row, v)) for row in a] for v in vectors]
    found = []
    for i, v in enumerate(vectors):
        g, s = ([sum(map(mul, v, w)) for w in side] for side in (images, vectors))
        others = [sum(map(abs, side)) - abs(side[i]) for side in (g, s)]
        found.append([g[i], d * s[i], others[0], d * others[1]])
    return found
def count_below(parts: list[list[int]], t: Fraction) -> int:
    """If B_ij = x_i.(A - t)x_j is dominated by its diagonal (as |x_i.A x_j| + |t| |x_i.x_j| >=
    |B_ij| is), the signs of B_ii are those of its eigenvalues: shrink the other entries to 0. So
    A - t is negative on a space of dimension h, the number of negative B_ii, and positive on one
    of dimension m - h: A has at least h eigenvalues < t and m - h > t (Courant, Fischer)."""
    p, q, h = t.numerator, t.denominator, 0
    for i, (g, s, g_others, s_others) in enumerate(parts):
        good = abs(q * g - p * s) > q * g_others + abs(p) * s_others
        need(good, "the congruence must be diagonally dominant", i, t)
        h += q * g - p * s < 0
    return h
def terms(rows: Rows, v: list[int]) -> list[tuple[Fraction, int]]:
    """(entry, weight), such that the sum of entry * weight is v.A v."""
    return [(c, v[i] * v[j] * (1 if i == j else 2))
            for i, row in enumerate(rows) for j, c in row.items()]

# --- polynomials in one variable: the list of the coefficients, ascending, the last one not 0 ---
# in Z or Z[sqrt d]; points are rationals, or None for -infinity (side 0) and +infinity (side 1)
DEGREE_LIMIT, SHOWN_DEGREE, WORK_LIMIT, ROOT_LIMIT = 200, 30, 8_000_000, 10**6
Coefficients = list[Any]
Point = Fraction | None
class Surd:
    """a + b sqrt d, d no square; one d in a computation, and no sign is asked for d = -1."""
    def __init__(self, a: int, b: int, d: int) -> None: self.a, self.b, self.d = a, b, d
    def __bool__(self) -> bool: return self.a != 0 or self.b != 0
    def __add__(self, o: Surd) -> Surd: return Surd(self.a + o.a, self.b + o.b, self.d)
    def __sub__(self, o: Surd) -> Surd: return Surd(self.a - o.a, self.b - o.b, self.d)
    def __floordiv__(self, n: int) -> Surd: return Surd(self.a // n, self.b // n, self.d)
    def __mul__(self, o: Surd | int) -> Surd:
        if isinstance(o, int):
            return Surd(self.a * o, self.b * o, self.d)
        return Surd(self.a * o.a + self.d * self.b * o.b, self.a * o.b + self.b * o.a, self.d)
def sign(x: Any) -> int:
    """The sign of an integer or a Surd: that of a, unless b has another one and d b^2 > a^2."""
    if not isinstance(x, Surd):
        return int(x > 0) - int(x < 0)
    a, b = sign(x.a), sign(x.b)
    return b if a == 0 or (a * b < 0 and x.d * x.b * x.b > x.a * x.a) else a
def integers(f: Iterable[Any]) -> list[int]:
    return [n for c in f for n in ((c.a, c.b) if isinstance(c, Surd) else (c,))]
def limited(degree: int, numbers: list[Any]) -> None:
    bits = max(n.bit_length() for n in integers(numbers))
    bits *= 4 if isinstance(numbers[0], Surd) else 1
    need(degree**2 * bits <= WORK_LIMIT, "too large: degree^2 * bits of the integers (4 times that "
         "with sqrt)", degree, bits, WORK_LIMIT, verdict=INCONCLUSIVE)
def primitive(f: Coefficients) -> Coefficients:
    """A positive multiple, or [] for 0: the last coefficient an integer, no common factor."""
    f = f[:next((k for k in range(len(f), 0, -1) if f[k - 1]), 0)]
    if f and isinstance(f[-1], Surd):
        conjugate = Surd(f[-1].a, -f[-1].b, f[-1].d)
        f = [c * conjugate * sign(conjugate) for c in f]
    content = gcd(*integers(f))
    return [c // content for c in f]
def chain(f: Coefficients, g: Coefficients) -> list[Coefficients]:
    """f, g and the remainders of the Euclidean algorithm, each one negated, up to positive
    factors. The last is a greatest common divisor, of which the next chain is made."""
    found = [primitive(f), primitive(g)]
    limited(len(found[0]) - 1, found[0] + found[1])
    while found[-1]:
        rest, by = found[-2], found[-1]
        size, turn = by[-1] * sign(by[-1]), -sign(by[-1])
        while len(rest) >= len(by):
            shift, top = len(rest) - len(by), rest[-1] * turn
            rest = [c * size + by[k - shift] * top if k >= shift else c * size
                    for k, c in enumerate(rest[:-1])]
        found.append(primitive([c * -1 for c in rest]))
    return found[:-1]
def derivative(f: Coefficients) -> Coefficients: return [c * k for k, c in enumerate(f)][1:]
def sign_at(f: Coefficients, x: Point, side: int) -> int:
    """By Horner's rule for q^n f(p/q); at infinity by the term of the degree."""
    if x is None:
        return sign(f[-1]) * (-1 if side == 0 and len(f) % 2 == 0 else 1)
    limited(len(f) - 1, [x.numerator, x.denominator])
    total, power = f[-1], 1
    for c in f[-2::-1]:
        power *= x.denominator
        total = total * x.numerator + c * power
    return sign(total)
def index(found: list[Coefficients], a: Point, b: Point) -> int:
    """V(a) - V(b), V the changes of sign in a chain f, g, ... (zeros left out): if f is not 0 at
    a < b, the jumps of g/f from -inf to +inf between them less those from +inf to -inf (Sturm; the
    Cauchy index); for g = f' one at each root: the number of distinct roots between a and b."""
    low, high = ([s for f in found if (s := sign_at(f, x, i))] for i, x in enumerate((a, b)))
    return sum(map(int.__ne__, low, low[1:])) - sum(map(int.__ne__, high, high[1:]))
def deflated(f: Coefficients, x: Point) -> tuple[int, Coefficients]:
    """The multiplicity k of the root x = p/q, and f/(q x - p)^k, integral by Gauss's lemma."""
    k = 0
    while x is not None and sign_at(f, x, 0) == 0:
        down = [f[-1] // x.denominator]
        for c in f[-2:0:-1]:
            down.append((down[-1] * x.numerator + c) // x.denominator)
        k, f = k + 1, down[::-1]
    return k, f
def towers(f: Coefficients) -> list[list[Coefficients]]:
    """For k = 1, 2, ... the chain whose index between a < b, no roots of f, is the number of the
    distinct roots of multiplicity >= k there."""
    found = [chain(f, derivative(f))] if len(f) > 1 else []
    while found and len(found[-1][-1]) > 1:
        found.append(chain(found[-1][-1], derivative(found[-1][-1])))
    return found
def real_roots(f: Coefficients, a: Point, b: Point) -> tuple[int, int, list[int], int]:
    """On the closed domain from a to b: the multiplicities of a and b as roots, the numbers of
    roots of multiplicity >= 1, 2, ... between them, the sign of f right of a (at a, if a = b)."""
    at_a, right = deflated(f, a)
    if a is not None and a == b:
        return at_a, 0, [], 0 if at_a else sign_at(f, a, 0)
    at_b, rest = deflated(right, b)
    return at_a, at_b, [index(found, a, b) for found in towers(rest)], sign_at(right, a, 0)
def shifted(f: Coefficients, p: Any, q: int) -> Coefficients:
    """q^n f((p + t)/q), a polynomial in t."""
    n = len(f) - 1
    g = [c * q ** (n - k) for k, c in enumerate(f)]
    for j in [j for low in range(n) for j in range(n - 1, low - 1, -1)]:
        g[j] = g[j] + g[j + 1] * p
    return g
def right_of(f: Coefficients, bound: Fraction) -> int:
    """The number N of roots with a real part > bound, if none has that real part. With h(z) =
    f(bound + z/q) and i^-n h(iw) = u(w) + i v(w), the argument of u + i v grows by pi (n - 2N)
    over all real w, and by -pi times the Cauchy index I of v/u: N = (n + I)/2 (Routh, Hurwitz)."""
    h = shifted(f, bound.numerator, bound.denominator)[::-1]
    u, v = ([c * signs[k % 4] for k, c in enumerate(h)][::-1]
            for signs in ((1, 0, -1, 0), (0, -1, 0, 1)))
    found = chain(u, v)
    both = found[-1]  # its real roots are the roots on the axis
    on_axis = index(chain(both, derivative(both)), None, None)
    need(on_axis == 0, "no root may have the real part that bounds the half-plane", on_axis)
    return (len(h) - 1 + index(found, None, None)) // 2
def need_pellet(f: list[int], x: Fraction, y: Fraction, r: Fraction, m: int) -> None:
    """With g(z) = f(x + iy + rz), times an integer: if |g_m| > the sum of the other |g_k|, then f
    has exactly m roots in the disc |z| < 1 and none on the circle (Pellet, by Rouche). The moduli
    are rounded to multiples of 2^-64, |g_m| down and the others up."""
    q = lcm(x.denominator, y.denominator, r.denominator)
    centre, radius = Surd(int(x * q), int(y * q), -1), int(r * q)
    limited(len(f) - 1, [*f, centre, radius, q])
    squares = [(c.a * c.a + c.b * c.b) * radius ** (2 * k) << 128
               for k, c in enumerate(shifted([Surd(c, 0, -1) for c in f], centre, q))]
    others = sum(isqrt(s - 1) + 1 for k, s in enumerate(squares) if k != m and s)
    need(isqrt(squares[m]) > others, "on the circle one Taylor term must be larger than all others "
         "together", x, y, r, m)

# --- rational formulas in at most six variables (the symbols, all real), on boxes ---
PAIR_LIMIT, BOX_LIMIT = 4_000_000, 4_000_000_000
Side = tuple[Point, Point]
class Quotients:
    """What the quotients of one computation share: all that was divided by, each once and with
    leading coefficient 1, and how much was done."""
    def __init__(self, *names: str) -> None:
        self.names, self.divisors, self.pairs, self.work = names, list[Polynomial](), 0, 0
    def times(self, p: Polynomial, q: Polynomial) -> Polynomial:
        self.pairs += len(p) * len(q)
        need(self.pairs <= PAIR_LIMIT, "formulas with too many terms", self.pairs)
        result = times(p, q)
        need(max(map(sum, result), default=0) <= DEGREE_LIMIT, "a formula of too high a degree")
        return result
    def value(self, formula: str) -> Quotient:
        symbols = {x: Quotient(self, {UNIT[i]: Fraction(1)}, {}) for i, x in enumerate(self.names)}
        def integer(n: int) -> Quotient: return Quotient(self, number(n).above, {})
        result: Quotient = parse(formula)[0]((symbols, integer, {}))
        return result
    def coordinates(self, p: Polynomial, sides: list[Side]) -> tuple[Polynomial, list[int]]:
        """With the coordinates t of the sides as variables; and the degrees (0 for a point).
        x = (a + b t)/(1 + t), with (1 + t)^n before p, if both ends are numbers, x = a + t or b - t
        for one end, else t."""
        degrees = [max((m[i] for m in p), default=0) for i in range(len(sides))]
        size = reduce(mul, [n + 1 for n in degrees], 1)
        bits = max(map(bit_length, p.values()), default=0) + sum(
            n * sum(bit_length(x) for x in ends if x is not None)
            for n, ends in zip(degrees, sides, strict=True))
        self.work += size * (sum(degrees) + 1) * (bits + 64)
        need(self.work <= BOX_LIMIT, "too large", self.work, verdict=INCONCLUSIVE)
        for i, ((a, b), n) in enumerate(zip(sides, degrees, strict=True)):
            lines: dict[Powers, list[Any]] = {}
            for m, c in p.items():
                rest = (*m[:i], 0, *m[i + 1:])
                lines.setdefault(rest, [Fraction(0)] * (n + 1))[m[i]] = c
            p = {(*m[:i], k, *m[i + 1:]): c for m, line in lines.items()
                 for k, c in enumerate(coordinate(line, a, b)) if c}
        return p, [0 if a is not None and a == b else n
                   for (a, b), n in zip(sides, degrees, strict=True)]
def bit_length(x: Fraction) -> int: return x.numerator.bit_length() + x.denominator.bit_length()
def coordinate(p: list[Any], a: Point, b: Point) -> list[Any]:
    if a is None:
        return p if b is None else [c * (-1) ** k for k, c in enumerate(shifted(p, b, 1))]
    p = shifted(p, a, 1)
    if b is None or a == b:
        return p if b is None else p[:1]
    return shifted([c * (b - a) ** k for k, c in enumerate(p)][::-1], 1, 1)[::-1]
class Quotient:
    """above / the product of the divisors[i]^e over i -> e of `below`; nothing is cancelled. Where
    no divisor is 0 the formula is defined, with this value; where it is defined, its own are not
    0."""
    def __init__(self, ring: Quotients, above: Polynomial, below: dict[int, int]) -> None:
        self.ring, self.above, self.below = ring, above, below
    def over(self, below: dict[int, int]) -> Polynomial:  # `above` for a larger `below`
        more = [self.ring.divisors[i] for i, e in below.items()
                for _ in range(e - self.below.get(i, 0))]
        return reduce(self.ring.times, more, self.above)
    def __neg__(self) -> Quotient:
        return Quotient(self.ring, {m: -c for m, c in self.above.items()}, self.below)
    def __sub__(self, other: Quotient) -> Quotient: return self + -other
    def __add__(self, other: Quotient) -> Quotient:
        p, q = self.below, other.below
        below = {i: max(p.get(i, 0), q.get(i, 0)) for i in p | q}
        total = collected([*self.over(below).items(), *other.over(below).items()])
        return Quotient(self.ring, total, below)
    def __mul__(self, other: Quotient) -> Quotient:
        below = collected([*self.below.items(), *other.below.items()])
        return Quotient(self.ring, self.ring.times(self.above, other.above), below)
    def __truediv__(self, other: Quotient) -> Quotient:
        need(len(other.above) > 0, "a divisor that is zero everywhere")
        unit, divisors = other.above[max(other.above)], self.ring.divisors
        inverse = Quotient(self.ring, {NONE: Fraction(1)}, {}).over(other.below)
        inverse = {m: c / unit for m, c in inverse.items()}
        if set(other.above) == {NONE}:
            return self * Quotient(self.ring, inverse, {})
        q = {m: c / unit for m, c in other.above.items()}
        if q not in divisors:
            divisors.append(q)
        return self * Quotient(self.ring, inverse, {divisors.index(q): 1})
    def at(self, point: list[Fraction]) -> Fraction:
        """The value where no divisor is 0."""
        polynomials = [self.above, *self.ring.divisors]
        limited(max(sum(m) for p in polynomials for m in (*p, NONE)),
                [part for x in point for part in (x.numerator, x.denominator)])
        value, *divisors = [sum((reduce(mul, map(pow, point, m), c) for m, c in p.items()),
                                Fraction(0)) for p in polynomials]
        need(all(divisors), "the expression must be defined at the point")
        return reduce(truediv, (divisors[i] ** e for i, e in self.below.items()), value)
def need_sign(p: Polynomial, degrees: list[int], sides: list[Side], strict: bool) -> None:
    """Of a polynomial in the coordinates t >= 0 of a box (real for a side without end, n for t =
    infinity): it is >= 0 without negative coefficients and odd powers of a real t, and > 0 (strict)
    with the monomials of all corners, of which one is positive at each point."""
    need(all(c > 0 for c in p.values()), "a negative coefficient on a cell")
    even = all(k % 2 == 0 or ends != (None, None) for m in p
               for k, ends in zip(m, sides, strict=False))
    need(even, "an odd power of a coordinate without bound")
    corners = product(*((0,) if None in ends else (0, n)
                        for n, ends in zip(degrees, sides, strict=True)))
    positive = all((*corner, *NONE[len(sides):]) in p for corner in corners)
    need(positive or not strict, "not positive at a corner")

def need_cell(f: Quotient, ends: list[Side], squares: list[Any], strict: bool, ring: Quotients,
              ) -> None:
    """On a cell each divisor of f has a strict sign, and f the sign of the claim. Each polynomial
    is a sum of u v^2, u >= 0, (u, v in `squares`: first of the numerator) and of a rest with the
    sign."""
    divisors, sign = f.ring.divisors, 1
    need(len(squares) <= 1 + len(divisors), "squares without a polynomial", len(squares))
    squares = squares + [[]] * (1 + len(divisors) - len(squares))
    for i, (q, given) in enumerate(zip(divisors, squares[1:], strict=True)):
        here = -1 if ring.coordinates(q, ends)[0].get(NONE, 0) < 0 else 1
        need_sum(q, here, ends, given, True, ring)
        sign *= here ** f.below.get(i, 0)
    need_sum(f.above, sign, ends, squares[0], strict, ring)
def need_sum(p: Polynomial, sign: int, ends: list[Side], squares: Any, strict: bool,
             ring: Quotients) -> None:
    rest = {m: sign * c for m, c in p.items()}
    for u, v in squares:
        weight, root = ring.value(u).above, ring.value(v).above
        need(not ring.divisors, "weights and squares must be polynomials")
        need_sign(*ring.coordinates(weight, ends), ends, False)
        square = ring.times(weight, ring.times(root, root))
        rest = collected([*rest.items(), *((m, -c) for m, c in square.items())])
    need_sign(*ring.coordinates(rest, ends), ends, strict)

# --- sums of words in matrices that do not commute ---
Letter = tuple[str, bool, bool]  # the name; whether it is transposed; whether it is inverted
Word = tuple[Letter, ...]
WORD_PAIR_LIMIT, LETTER_LIMIT = 1_000_000, 200
class Words:
    """The sum of c w over `terms`, w -> c. `said` has the properties of the matrices, and `pairs`
    counts the products of two words in one computation."""
    def __init__(self, said: Mapping[str, list[str]], pairs: list[int],
                 terms: Iterable[tuple[Word, Fraction]]) -> None:
        self.said, self.pairs, self.terms = said, pairs, collected(terms)
        need(len(self.terms) <= POLYNOMIAL_LIMIT, "a formula with too many terms")
    def of(self, terms: Iterable[tuple[Word, Fraction]]) -> Words:
        return Words(self.said, self.pairs, terms)
    def __neg__(self) -> Words: return self.of((w, -c) for w, c in self.terms.items())
    def __sub__(self, other: Words) -> Words: return self + -other
    def __add__(self, other: Words) -> Words:
        return self.of([*self.terms.items(), *other.terms.items()])
    def __mul__(self, other: Words) -> Words:
        self.pairs[0] += len(self.terms) * len(other.terms)
        need(self.pairs[0] <= WORD_PAIR_LIMIT, "formulas with too many terms", self.pairs[0])
        return self.of((joined(v, w), a * b)
                       for (v, a), (w, b) in product(self.terms.items(), other.terms.items()))
    def __truediv__(self, other: Words) -> Words:
        need(set(other.terms) == {()}, "a divisor must be a number other than 0")
        return self.of((w, c / other.terms[()]) for w, c in self.terms.items())
    def transposed(self) -> Words:
        return self.of((tuple((x, not t and "symmetric" not in self.said[x], i)
                              for x, t, i in w[::-1]), c) for w, c in self.terms.items())
    def inverse(self) -> Words:
        need(len(self.terms) == 1, "only one product of matrices can be inverted")
        ((word, c),) = self.terms.items()
        need(all("invertible" in self.said[x] for x, _, _ in word), "a matrix not invertible")
        return self.of([(tuple((x, t, not i) for x, t, i in word[::-1]), 1 / c)])
def joined(v: Word, w: Word) -> Word:
    """The product of two words; a letter beside its inverse is left out."""
    while v and w and v[-1] == (*w[0][:2], not w[0][2]):
        v, w = v[:-1], w[1:]
    need(len(v) + len(w) <= LETTER_LIMIT, "a word too long", len(v) + len(w))
    return v + w
Square = list[list[Fraction]]
def matrix_product(a: Square, b: Square) -> Square:
    columns = list(zip(*b, strict=True))
    return [[sum(map(mul, row, column), Fraction(0)) for column in columns] for row in a]
def transpose(a: Square) -> Square: return [list(column) for column in zip(*a, strict=True)]

# --- the kinds: parameters -> (statement, check of a witness) ---
BLOCK_LIMIT, EXACT_BLOCK_LIMIT, PIVOT_LIMIT, ROWS_LIMIT = 20000, 50, 100, 10000
SIZE_LIMIT, SHOWN_SIZE, TWO_LIMIT, INDEX_LIMIT, SYMBOL_LIMIT = 2000, 10, 4096, 10**6, 6
PRODUCT_LIMIT = 5_000_000_000
BITS = 300  # finer than a relative precision of 256 bits of numbers of the size of the form
SYMBOL = re.compile(r"(?!(x|sin|cos|pi|e|i)$)[a-z][a-z0-9_]{0,15}")
P, W = "$.claim.parameters", "$.witness"
METHOD, FORM, BLOCK = ("elimination", "factor"), tuple(FORMS), range(1, BLOCK_LIMIT + 1)
INTEGERS, TWO = [big_integer], range(-TWO_LIMIT, TWO_LIMIT + 1)
Companions = Mapping[str, bytes]
Kind = tuple[str, Callable[[Json, Companions], None]]
def identity(parameters: Json, refuted: bool) -> Kind:
    """Left = right for all real x (y, ...) and all real values of the symbols; refuted: at integer
    values of the symbols, where the frequencies are distinct integers (forms k + l Y, that is
    functions e^{i(kx + ly)}), left - right has a nonzero term. y = Y x, and Y is no coefficient."""
    keys = {"left": str, "right": str, "symbols": dict, "variables?": [SYMBOL]}
    left, right, symbols, more = read(keys, parameters, P)
    form(more is None or "D" not in left + right, f"{P}.variables: without D(.)", more)
    more = more or []
    form(len(symbols) + len(more) <= SYMBOL_LIMIT, f"{P}.symbols: too many", SYMBOL_LIMIT)
    form(len({*symbols, *more}) == len(symbols) + len(more), f"{P}.variables: a name twice", more)
    numbers = range(-INDEX_LIMIT, INDEX_LIMIT + 1)
    least = {read(SYMBOL, s, P): read(numbers, symbols[s], f"{P}.{s}") for s in sorted(symbols)}
    found = parse(left)[1] | parse(right)[1]
    unknown = {s.strip("/") for s in found} - {"x", *least, *more}
    form(not unknown, f"{P}: names that are no symbols", sorted(unknown))
    text = "The following is FALSE (both sides are defined and differ for some values):\n" * refuted
    text += "Let D = d/dx.\n" * ("D" in left + right)  # no symbol has a capital letter
    quantified = [f"all real {s} >= {n}" for s, n in least.items()]
    text += ", ".join(["For all real x", *more, *quantified])
    def check(witness: Json, _: Companions) -> None:
        values = {s: range(n, INDEX_LIMIT + 1) for s, n in least.items()}
        chosen = read({"values": values} if refuted else {}, witness, W)
        need(not {f"/{y}" for y in more} & found, "a divisor must not depend on a variable", more)
        index = {s: number(n) + symbol(i) for i, (s, n) in enumerate(least.items())}
        if refuted:
            index = dict(zip(least, map(number, chosen[0]), strict=True))
        others = {y: symbol(i) * symbol(X) for i, y in enumerate(more, len(least))}
        differ = bool((waves(left, index, {}, others) - waves(right, index, {}, others)).terms)
        need(differ is refuted, "left and right must " + ("differ" if refuted else "be equal"))
    return f"{text}\n  {left}\n=\n  {right}", check
def entries(parameters: Json, refuted: bool) -> Kind:
    """The table holds the entries of the operators; refuted: not at one pair of modes, the witness,
    and (parameter `opposite`) the entries of whole pairs of families have the opposite sign."""
    keys = {"model": tuple(MODELS), "table": object, **({"opposite": list} if refuted else {})}
    name, table_name, *opposite = read(keys, parameters, P)
    model = MODELS[name]
    table = model.tables[read(tuple(model.tables), table_name, f"{P}.table")]
    allowed = {f"{p},{q}": (p, q) for p, q in combinations_with_replacement(table.families, 2)}
    chosen = [pair for n, pair in allowed.items() if not refuted or n in opposite[0]]
    form(not refuted or len(chosen) == len(opposite[0]), f"{P}.opposite: expected pairs", opposite)
    lines = [model.text, "Then the table" if refuted else "Then for ALL pairs of modes", table.text]
    lines += ["is FALSE: for some pair of modes <X, Y> is another number."] * refuted
    lines += [f"For ALL j, k the true entry <{p}_j, {q}_k> is the NEGATIVE of that of the table."
              for p, q in chosen if refuted]
    def mode(pair: Json, path: str) -> Mode:
        form(len(read([object], pair, path)) == 2, f"{path}: expected [family, index]", pair)
        p = read(tuple(model.first), pair[0], path)
        return p, read(range(model.first[p], INDEX_LIMIT + 1), pair[1], path)
    def check(witness: Json, _: Companions) -> None:
        modes = read(dict.fromkeys(("x", "y") * refuted, mode), witness, W)
        if refuted:
            x, y = modes
            difference = operators(model, (*x, ""), (*y, "")) - number(table.entry(x, y))
            need(bool(difference), "the two entries must differ at the pair of the witness", x, y)
        need_entries(model, table, dict.fromkeys(chosen, -1 if refuted else 1))
    return "\n".join(lines), check
def symmetric(source: Json) -> tuple[str, int, Callable[[Fraction, bool], Rows]]:
    """A symmetric matrix A, literal or a block: its text, its size n, and A - shift I, if wished in
    the summed coordinates of a block."""
    if isinstance(source, dict):
        keys = {"model": FORM, "block": range(1, SIZE_LIMIT // 2 + 1), "damping": rational}
        model, n, damping = read(keys, source, f"{P}.matrix")
        table = FORMS[model]
        size = n * len(table.families)
        text = (f"Let A be the {size} x {size} matrix of the entries <X, Y> - ({damping}) [X = Y]\n"
                f"between the modes X, Y with index k <= {n}, where (table of the model {model})\n"
                f"{table.text}")
        return text, size, lambda shift, summed: block(table, n, damping + shift, None, summed)
    size = len(read([list], source, f"{P}.matrix"))
    form({*map(len, source)} == {size} and size <= SIZE_LIMIT, "not square, or too large", size)
    form(source == [[*column] for column in zip(*source, strict=True)], "not symmetric", size)
    lower = [[rational(c, P) for c in row[:i + 1]] for i, row in enumerate(source)]
    def rows(shift: Fraction, _: bool) -> Rows:
        return [{j: c - shift * (i == j) for j, c in enumerate(row)} for i, row in enumerate(lower)]
    return shown("A", source), size, rows
def shown(name: str, rows: Json) -> str:
    """A literal matrix, in the statement by itself or by its digest."""
    if len(rows) <= SHOWN_SIZE:
        return f"Let {name} = [" + "; ".join(map(" ".join, rows)) + "]."
    size = f"{len(rows)} x {len(rows[0])}"
    return f"Let {name} be the {size} matrix whose canonical JSON has {digest(rows)}."
def matrix(parameters: Json, below: bool) -> Kind:
    """lambda_min(A) > bound, or < bound by v.A v < bound v.v (Rayleigh), A literal or a block."""
    source, bound = read({"matrix": object, "bound": rational}, parameters, P)
    text, size, rows = symmetric(source)
    def check(witness: Json, companions: Companions) -> None:
        if below:
            (v,) = read({"vector": INTEGERS}, witness, W)
            need(len(v) == size and any(v), "the vector must fit the matrix, not zero", len(v))
            quotient = sum(c * weight for c, weight in terms(rows(bound, False), v))
            need(quotient < 0, "the Rayleigh quotient must be below the bound")
        else:
            keys = {"method": METHOD, "factor?": dict, "scaling?": INTEGERS}
            method, factor, scaling = read(keys, witness, W)
            prove = definite(method, factor, scaling, size, PIVOT_LIMIT, companions)
            prove(rows(bound, method == "elimination"))
    return f"{text}\nThen the smallest eigenvalue of A is {'<' if below else '>'} {bound}.", check
def interval(value: Json, path: str) -> list[Fraction]:
    form(len(read([rational], value, path)) == 2, f"{path}: expected [l, u]", value)
    l, u = map(Fraction, value)  # noqa: E741
    form(l < u, f"{path}: the first end must be below the second", value)
    return [l, u]
EIGENVALUES = """\
Then these intervals are disjoint, none is wider than {}, every eigenvalue of A
lies inside one of them, and they hold so many, counted with multiplicity:"""
def eigenvalues(parameters: Json) -> Kind:
    """The numbers of eigenvalues below the ends of disjoint intervals, by a dominant congruence."""
    keys = {"matrix": object, "width": rational,
            "eigenvalues": [{"interval": interval, "count": range(1, SIZE_LIMIT + 1)}]}
    source, width, listed = read(keys, parameters, P)
    text, n, rows = symmetric(source)
    found = [(*ends, k) for ends, k in listed]
    form(len(found) <= SIZE_LIMIT, f"{P}.eigenvalues: too many", len(found))
    def check(witness: Json, _: Companions) -> None:
        (vectors,) = read({"vectors": [INTEGERS]}, witness, W)
        need(sum(k for *_, k in found) == n, "the intervals must hold all eigenvalues", n)
        for (_, u, _), (l, _, _) in pairwise(found):  # noqa: E741
            need(u < l, "the intervals must ascend, disjoint", u, l)
        need(len(vectors) == n, "as many vectors as rows are needed", len(vectors))
        parts, before = congruence(*dense(rows(Fraction(0), False)), vectors), 0
        for l, u, k in found:  # noqa: E741
            need(u - l <= width, "an interval is too wide", l, u)
            inside = count_below(parts, l), count_below(parts, u)
            need(inside == (before, before + k), "the counts must be those of the claim", inside)
            before += k
    lines = [f"  {l} <= x <= {u}: exactly {k}" for l, u, k in found]  # noqa: E741
    return "\n".join([text, EIGENVALUES.format(width), *lines]), check
def inertia(parameters: Json) -> Kind:
    """As many vectors as nonzero eigenvalues with a dominant congruence at 0; and for the others
    vectors v with A v = 0, each with a coordinate that is not 0 in it alone: independent ones."""
    size = range(SIZE_LIMIT + 1)
    keys = {"matrix": object, "positive": size, "negative": size, "zero": size}
    source, positive, negative, zero = read(keys, parameters, P)
    text, n, rows = symmetric(source)
    def check(witness: Json, _: Companions) -> None:
        found = read({"vectors?": [INTEGERS], "kernel?": [INTEGERS]}, witness, W)
        vectors, kernel = (listed or [] for listed in found)
        need(positive + negative + zero == n, "the numbers must sum to the size", n)
        need(len(kernel) == zero and len(vectors) == n - zero, "not as many vectors", len(vectors))
        d, a = dense(rows(Fraction(0), False))
        for v in kernel:
            need(len(v) == n, "a vector must fit the matrix", len(v))
            limited_work(n, *v)
        good = not any(sum(map(mul, row, v)) for v in kernel for row in a)
        need(good, "the matrix must annihilate the kernel")
        own = [[k for k, v in enumerate(kernel) if v[i]] for i in range(n)]
        alone = {k[0] for k in own if len(k) == 1}
        need(len(alone) == zero, "each vector of the kernel needs a coordinate of its own")
        below = count_below(congruence(d, a, vectors), Fraction(0))
        need(below == negative, "the counts must be those of the claim", below)
    return (f"{text}\nThen A has exactly {positive} positive and {negative} negative eigenvalues, "
            f"and {zero} times the\neigenvalue 0, counted with multiplicity."), check
def linear_system(parameters: Json) -> Kind:
    """With E = I - R A for any matrix R: if every row sum of |E| is < 1, then R A, hence A, is
    nonsingular. The solution x has x - c = R (b - A c) + E (x - c). If |R (b - A c)| + |E| r <= r,
    the contraction y -> R (b - A c) + E y maps the box |y| <= r into itself, and x - c is in it."""
    keys = {key: [rational] for key in ("right-side", "center", "radii")}
    source, b, c, r = read({"matrix": [[rational]], **keys}, parameters, P)
    n = len(source)
    form({*map(len, [*source, b, c, r])} == {n}, "expected n x n and n numbers", n)
    vectors = [[*row] for row in zip(b, c, r, strict=True)]
    form(all(row[2] >= 0 for row in vectors), f"{P}.radii: expected no negative number", r)
    def check(witness: Json, _: Companions) -> None:
        e, inverse = read({"exponent": TWO, "inverse": [INTEGERS]}, witness, W)
        fits = {*map(len, inverse)} == {n} and len(inverse) == n
        need(fits, "the inverse must be of the size of the matrix", len(inverse))
        d, a = cleared(source)
        lines = cleared(vectors)[1]
        up, unit = 2 ** max(e, 0), d * 2 ** max(-e, 0)
        limited_work(n, up, unit, *(x for row in inverse for x in row))
        rest = [d * row[0] - sum(x * line[1] for x, line in zip(left, lines, strict=True))
                for row, left in zip(lines, a, strict=True)]
        for i, row in enumerate(inverse):
            errors = [abs(unit * (i == j) - up * sum(map(mul, row, column)))
                      for j, column in enumerate(zip(*a, strict=True))]
            need(sum(errors) < unit, "the inverse must be good enough", i)
            moved = abs(up * sum(map(mul, row, rest)))
            moved += sum(map(mul, errors, [line[2] for line in lines]))
            need(moved <= unit * lines[i][2], "the solution must be proved to lie in the box", i)
    lines = [f"  |x_{i} - ({m})| <= {s}" for i, (m, s) in enumerate(zip(c, r, strict=True), 1)]
    head = "Then A x = b has exactly one solution x, and"
    texts = shown("A", parameters["matrix"]), shown("b", [[str(x)] for x in b])
    return "\n".join([*texts, head, *lines]), check
def definite(method: str, factor: Json, scaling: list[int] | None, size: int, small: int,
             companions: Companions) -> Callable[[Rows], None]:
    """The proof that a matrix is positive definite: by elimination, or by a factor with an
    exponent. A companion holds the full lower triangle of the mantissas by rows, as signed
    little-endian integers of 8 bytes."""
    form((factor is None) == (method == "elimination"), f"{W}: a factor, or elimination", method)
    if factor is None:
        form(scaling is None, f"{W}: elimination takes no scaling")
        need(size <= small, "exact elimination is for small matrices", size)
        return need_pivots
    need(all(abs(e) <= TWO_LIMIT for e in scaling or ()), "a scaling exponent is too large")
    if "companion" in factor:
        exponent, name = read({"exponent": TWO, "companion": tuple(companions)}, factor, W)
        need(len(companions[name]) == 4 * size * (size + 1), "the companion must hold a triangle")
        rows = [unpack_from(f"<{i + 1}q", companions[name], 4 * i * (i + 1)) for i in range(size)]
    else:
        exponent, rows = read({"exponent": TWO, "mantissas": list}, factor, W)
        need(len(rows) == size, "the factor must have one row for each row of the matrix", size)
        rows = read([INTEGERS], rows, f"{W}.factor.mantissas")
    return lambda a: need_dominant(a, exponent, rows, scaling or [0] * size)

Part = tuple[str, Callable[[], None]]
def domain(value: Json, path: str) -> tuple[Point, Point]:
    """["a", "b"], a <= b, the closed interval; "-inf" and "inf" for an end that is not there."""
    form(isinstance(value, list) and len(value) == 2, f"{path}: expected [a, b]", value)
    a = None if value[0] == "-inf" else rational(value[0], path)
    b = None if value[1] == "inf" else rational(value[1], path)
    form(a is None or b is None or a <= b, f"{path}: empty", a, b)
    return a, b
def polynomial(prove: Callable[..., Part], **keys: Any) -> Callable[[Json], Kind]:
    """A kind about p, without witness: `prove` gives the conclusion of its text, and its check."""
    def form_kind(parameters: Json) -> Kind:
        listed, d, *values = read(keys, parameters, P)
        form(d is None or isqrt(d) ** 2 != d, f"{P}.sqrt: a square", d)
        form(len(listed) <= DEGREE_LIMIT + 1, f"{P}.coefficients: too many", len(listed))
        pairs = [read([rational], c if d else [c], f"{P}.coefficients") for c in listed]
        form({*map(len, pairs)} == {2 if d else 1}, f"{P}.coefficients: expected pairs", d)
        form(any(pairs[-1]), f"{P}.coefficients: the last one is zero")
        unit = lcm(*(part.denominator for pair in pairs for part in pair))
        f = [Surd(int(pair[0] * unit), int(pair[1] * unit), d) if d else int(pair[0] * unit)
             for pair in pairs]
        root, n = f" sqrt({d})" * bool(d), len(f) - 1
        text = " + ".join(f"({' + '.join(map(str, pair))}{root})" + f" x^{k}" * (k > 0)
                          for k, pair in enumerate(pairs) if any(pair))
        if n > SHOWN_DEGREE:
            each = f"the pairs [a, b] of its coefficients a + b{root}" if d else "its coefficients"
            text = (f"Let p be the polynomial of degree {n} for which the list of\n{each}, "
                    f"ascending, has as canonical JSON the {digest(listed)}.")
        else:
            text = f"Let p(x) = {text}."
        conclusion, check = prove(f, *values)
        return f"{text}\n{conclusion}", lambda witness, _: check(*read({}, witness, W))
    return form_kind
def within(ends: tuple[Point, Point]) -> str:
    bounds = [f"x {sign} {x}" for sign, x in zip((">=", "<="), ends, strict=True) if x is not None]
    return "real x" + " with " * bool(bounds) + " and ".join(bounds)
def polynomial_sign(refuted: bool, f: Coefficients, ends: Any, relation: str) -> Part:
    """A polynomial changes its sign exactly at its roots of odd multiplicity: p >= 0 iff there is
    none between the ends and p > 0 right of a; p > 0 iff, moreover, there is no root at all."""
    text, strict = f"Then p(x) {relation} for all {within(ends)}.", relation == "> 0"
    if refuted:
        text = f"Then p(x) {'<=' if strict else '<'} 0 for some {within(ends)}."
    def check() -> None:
        at_a, at_b, inside, side = real_roots(f, *ends)
        roots, odd = at_a + at_b + sum(inside), sum(inside[::2]) - sum(inside[1::2])
        holds = side > 0 and roots == 0 if strict else side >= 0 and odd == 0
        need(holds is not refuted, "the sign must be that of the claim", at_a, at_b, inside, side)
    return text, check
def polynomial_real_roots(f: Coefficients, ends: Any, count: int, intervals: Any) -> Part:
    """Disjoint intervals inside the domain with one root each, as many as there are roots."""
    named = [(*points, m) for points, m in intervals or ()]
    form(intervals is None or len(named) == count, f"{P}.intervals: one for each root", count)
    form(all(x is not None for part in named for x in part), f"{P}.intervals: unbounded")
    def check() -> None:
        at_a, at_b, inside, _ = real_roots(f, *ends)
        found, chains = (at_a > 0) + (at_b > 0) + sum(inside[:1]), towers(f) if named else []
        need(found == count, "the number of roots must be that of the claim", found, count)
        for (_, u, _), (low, _, _) in pairwise(named):
            need(u < low, "the intervals must ascend, disjoint", u, low)
        for low, u, m in named:
            good = (ends[0] is None or ends[0] <= low) and (ends[1] is None or u <= ends[1])
            need(good, "the intervals must lie in the domain", low, u)
            found, _ = deflated(f, low)
            if low < u:
                free = found == 0 and sign_at(f, u, 1) != 0
                need(free, "a root must not be an end of its interval (it may be a point)", low, u)
                inside = [index(part, low, u) for part in chains]
                need(inside[:1] == [1], "an interval must hold one root", low, u)
                found = sum(inside)
            need(found == m, "the multiplicity must be that of the claim", low, u, found, m)
    lines = [f"  exactly one with {low} <= x <= {u}, of multiplicity {m}" for low, u, m in named]
    head = f"Then p has exactly {count} distinct roots among all {within(ends)}"
    return "\n".join([head + ", namely" * bool(lines), *lines]) + ".", check
DISCS = """Then these discs are disjoint, every complex root of p lies in one of them, and they
hold so many roots, counted with multiplicity (i^2 = -1):"""
def polynomial_roots(f: list[int], discs: Any) -> Part:
    """Disjoint discs with as many roots as the degree hold all roots."""
    form(len(discs) <= DEGREE_LIMIT, f"{P}.discs: too many", len(discs))
    good = all(len(center) == 2 and r > 0 for center, r, _ in discs)
    form(good, f"{P}.discs: expected two parts of a center and a positive radius")
    def check() -> None:
        need(sum(m for *_, m in discs) == len(f) - 1, "the discs must hold all roots", len(f) - 1)
        for ((x, y), r, _), ((u, v), s, _) in combinations(discs, 2):
            need((x - u) ** 2 + (y - v) ** 2 > (r + s) ** 2, "the discs must be disjoint", x, y)
        for (x, y), r, m in discs:
            need_pellet(f, x, y, r, m)
    lines = [f"  |x - ({x}) - ({y}) i| <= {r}: exactly {m}" for (x, y), r, m in discs]
    return "\n".join([DISCS, *lines]), check
def polynomial_half_plane(f: Coefficients, bound: Fraction, count: int) -> Part:
    def check() -> None:
        found = right_of(f, bound)
        need(found == count, "the number of roots must be that of the claim", found, count)
    return (f"Then exactly {count} complex roots of p, counted with multiplicity, have a real\n"
            f"part > {bound}, and none has the real part {bound}."), check
COUNT, MULTIPLICITY = range(DEGREE_LIMIT + 1), range(1, DEGREE_LIMIT + 1)
OF_P = {"coefficients": [object], "sqrt?": range(2, ROOT_LIMIT + 1)}
SIGN = {**OF_P, "domain": domain, "relation": ("> 0", ">= 0")}
INTERVAL = {"domain": domain, "multiplicity": MULTIPLICITY}
DISC = {"center": [rational], "radius": rational, "roots": MULTIPLICITY}

VARIABLE = re.compile(r"(?!(pi|e|i|inf|nan)$)[a-z][a-z0-9_]{0,15}")
def rational_formula(names: Iterable[str]) -> Callable[[Json, str], str]:
    """The schema of a formula of + - * / ** in these variables."""
    def fits(value: Json, path: str) -> str:
        form(isinstance(value, str), f"{path}: expected a formula", value)
        unknown = {x.strip("/") for x in parse(value)[1]} - set(names)
        form(not unknown, f"{path}: unknown names", sorted(unknown))
        form(re.search(r"\w *[(]", value) is None, f"{path}: functions are not for this kind")
        return str(value)
    return fits
def variables(real: Json, least: Json) -> dict[str, Side]:
    """The sides of the variables; those of integers begin with an integer, and have no end."""
    form(not set(real) & set(least), f"{P}.integers: also in the domain", sorted(least))
    box: dict[str, Side] = {}
    for x in sorted({**real, **least}):
        path = f"{P}.{read(VARIABLE, x, P)}"
        box[x] = domain(real[x], path) if x in real else (
            Fraction(read(range(-INDEX_LIMIT, INDEX_LIMIT + 1), least[x], path)), None)
        form(None in box[x] or box[x][0] != box[x][1], f"{path}: a point", x)
    form(1 <= len(box) <= SYMBOL_LIMIT, f"{P}: the number of variables", len(box))
    return box
def parametric(parameters: Json, refuted: bool) -> Kind:
    """A rational function is > 0 (>= 0) on a box, of which some variables take integers only: on
    each cell of a tree; refuted: at one point it is defined, and is not."""
    keys = {"expression": object, "domain": dict, "relation": ("> 0", ">= 0"), "integers?": dict}
    expression, real, relation, integers = read(keys, parameters, P)
    strict, least = relation == "> 0", integers or {}
    box = variables(real, least)
    text = rational_formula(box)
    read(text, expression, P)
    sides = [f"{a} <= " * (a is not None) + x + f" <= {b}" * (b is not None)
             for x, (a, b) in box.items() if x in real and (a, b) != (None, None)]
    parts = [f"real {', '.join(sorted(real))}" + " with " * bool(sides) + ", ".join(sides)]
    parts = parts * bool(real) + [f"integers {x} >= {box[x][0]}" for x in sorted(least)]
    head = "The following is FALSE (at some point the expression is defined, and it fails):\n"
    statement = (f"{head * refuted}For all {' and all '.join(parts)}:\n  {expression} {relation}\n"
                 "(in particular the expression is defined there).")
    def node(value: Json, path: str) -> Any:  # (variable, point), or the squares of a leaf
        head, *rest = read([object], value, path)
        if read(("split", "leaf"), head, path) == "leaf":
            pairs = [[read([text], pair, path) for pair in read(list, one, path)] for one in rest]
            form(all(len(pair) == 2 for one in pairs for pair in one), f"{path}: expected pairs")
            return pairs
        form(len(rest) == 2, f"{path}: expected a variable and a point", value)
        return read(tuple(box), rest[0], path), rational(rest[1], path)
    def fails(witness: Json, _: Companions) -> None:
        (point,) = read({"point": dict.fromkeys(box, rational)}, witness, W)
        for x, (name, (a, b)) in zip(point, box.items(), strict=True):
            need((a is None or a <= x) and (b is None or x <= b), "a point outside", name, x)
            need(name not in least or x.denominator == 1, "not an integer", name, x)
        value = Quotients(*box).value(expression).at(point)
        need(value <= 0 if strict else value < 0, "it must fail at the point", value)
    def holds(witness: Json, _: Companions) -> None:
        (nodes,) = read({"proof": list}, witness, W)
        nodes = [node(value, f"{W}.proof[{k}]") for k, value in enumerate(nodes)]
        f, ring, waiting = Quotients(*box).value(expression), Quotients(*box), [box]
        for step in nodes:
            need(len(waiting) > 0, "a node after the end of the proof")
            cell = waiting.pop()
            if isinstance(step, list):
                need_cell(f, list(cell.values()), step, strict, ring)
                continue
            (x, c), (a, b) = step, cell[step[0]]
            inside = (a is None or a < c or (x in least and a == c)) and (b is None or c < b)
            need(inside, "a cut must be inside the side", x, c)
            need(x not in least or c.denominator == 1, "a cut of integers must be one", x, c)
            waiting += [{**cell, x: (c + (x in least), b)}, {**cell, x: (a, c)}]
        need(not waiting, "the proof ends before all cells are proved", len(waiting))
    return statement, fails if refuted else holds

def sides_text(refuted: str, where: str, left: str, right: str, remark: str) -> str:
    head = f"The following is FALSE ({refuted}):\n" * bool(refuted)
    return f"{head}{where}\n  {left}\n=\n  {right}\n{remark}".rstrip("\n")
def rational_identity(parameters: Json, refuted: bool) -> Kind:
    """Left - right = N/(q_1 ...) with N = 0: equal where no q is 0, and no q is 0 everywhere;
    refuted: at a point where no q is 0, N is not."""
    left, right = read({"left": str, "right": str}, parameters, P)
    names = sorted({x.strip("/") for side in (left, right) for x in parse(side)[1]})
    form(1 <= len(names) <= SYMBOL_LIMIT, f"{P}: the number of variables", len(names))
    read({"names": [VARIABLE], "left": rational_formula(names), "right": rational_formula(names)},
         {"names": names, **parameters}, P)
    text = sides_text("at some point both sides are defined and differ" * refuted, "For all real "
        f"{', '.join(names)} for which both sides are defined:", left, right,
        "(no divisor is zero everywhere)." * (not refuted))
    def check(witness: Json, _: Companions) -> None:
        point = dict.fromkeys(names, rational)
        found = read({"point": point} if refuted else {}, witness, W)
        ring = Quotients(*names)
        difference = ring.value(left) - ring.value(right)
        if refuted:
            need(difference.at(found[0]) != 0, "left and right must differ at the point")
        else:
            need(not difference.above, "left minus right must be zero", len(difference.above))
    return text, check
MATRIX_NAME = re.compile(r"(?!(T|inv|n|x)$)[A-Za-z][A-Za-z0-9_]{0,15}")
ENTRY_LIMIT, MATRIX_WORK_LIMIT = 10**6, 128_000
def noncommutative(parameters: Json, refuted: bool) -> Kind:
    """Left - right = 0 as a sum of words: each rule of them holds for matrices; refuted: not 0 with
    matrices in place of the letters."""
    left, right, said = read({"left": str, "right": str, "matrices": dict}, parameters, P)
    form(1 <= len(said) <= SYMBOL_LIMIT, f"{P}.matrices: the number of matrices", len(said))
    said = {read(MATRIX_NAME, x, P): said[x] for x in sorted(said)}
    for x, properties in said.items():
        known_ones = properties in ([], ["symmetric"], ["invertible"], ["symmetric", "invertible"])
        form(known_ones, f"{P}.matrices.{x}: unknown properties", properties)
    for side in (left, right):
        unknown = {x.strip("/") for x in parse(side)[1]} - set(said)
        unknown |= set(re.findall(r"(\w+) *[(]", side)) - {"T", "inv"}
        form(not unknown, f"{P}: unknown names or functions", sorted(unknown))
    names, more = ", ".join(said), [f"{x} {' and '.join(p)}" for x, p in said.items() if p]
    text = sides_text("for some n and some such matrices both sides differ" * refuted,
        f"For all n >= 1 and all real n x n matrices {names}"
        + " with " * bool(more) + f"{', '.join(more)}:", left, right,
        "(T(.) is the transpose, inv(.) the inverse, a number so many times the identity).")
    def difference() -> dict[Word, Fraction]:
        zero, functions = Words(said, [0], []), dict[str, Any]()
        ring: Ring = ({x: zero.of([(((x, False, False),), Fraction(1))]) for x in said},
                      lambda n: zero.of([((), Fraction(n))]), functions)
        functions.update(T=(ring, Words.transposed), inv=(ring, Words.inverse))
        result: Words = parse(left)[0](ring) - parse(right)[0](ring)
        return result.terms
    def holds(witness: Json, _: Companions) -> None:
        read({}, witness, W)
        terms = difference()
        need(not terms, "left minus right must be zero", len(terms))
    def fails(witness: Json, _: Companions) -> None:
        n, given, inverses = read({"size": range(1, 5), "matrices": dict, "inverses": dict},
                                  witness, W)
        def matrix(value: Json, path: str) -> Square:
            found: Square = read([[rational]], value, path)
            form({len(found), *map(len, found)} == {n}, f"{path}: expected another size", n)
            small = all(abs(part) <= ENTRY_LIMIT for row in found for c in row
                        for part in (c.numerator, c.denominator))
            form(small, f"{path}: too large entries")
            return found
        invertible = [x for x, properties in said.items() if "invertible" in properties]
        a = dict(zip(said, read(dict.fromkeys(said, matrix), given, W), strict=True))
        b = dict(zip(invertible, read(dict.fromkeys(invertible, matrix), inverses, W), strict=True))
        unit = [[Fraction(i == j) for j in range(n)] for i in range(n)]
        for x, properties in said.items():
            need("symmetric" not in properties or a[x] == transpose(a[x]), "not symmetric", x)
            need(x not in b or matrix_product(a[x], b[x]) == unit, "not the inverse", x)
        terms = difference()
        work = n**3 * sum(map(len, terms))
        need(work <= MATRIX_WORK_LIMIT, "too many letters", work)
        total = [Fraction(0)] * n * n
        for word, c in terms.items():
            letters = ((b if i else a)[x] if not t else transpose((b if i else a)[x])
                       for x, t, i in word)
            found = reduce(matrix_product, letters, unit)
            entries = (e for row in found for e in row)
            total = [s + c * e for s, e in zip(total, entries, strict=True)]
        need(any(total), "left and right must differ for the matrices")
    return text, fails if refuted else holds

HEAD = """Let {sequences} be real sequences, |.|^2 the sum of the squares, and
  {F} = sum over families p, q and j, k >= 1 of <p_j, q_k> p_j q_k
  - {shift} ({squares}), where (table of the model {model})
{table}
Then """
NEGATIVE = HEAD + "{F} < 0 for some sequences with finitely many nonzero terms."
BEST = HEAD + """the largest real kappa with {F} >= 0 for all square-summable
sequences satisfies {lower} <= kappa < {upper}."""
POSITIVE = HEAD + """{F} >= 0 for all square-summable sequences.
More precisely, in the matrix of F:
"""
SCHUR = POSITIVE + """(1) the block of the modes k > {block} is >= {tail} times the identity;
{modes}, even after the subtraction of B B^T/({tail}),
    B its coupling to the modes k > {block}, has smallest eigenvalue > {bound}."""
ABSOLUTE = POSITIVE + """\
(1) each mode k > {block}: its diagonal entry minus the absolute values of ALL other
    entries of its row is >= {tail};
{modes} has smallest eigenvalue > {bound};
(3) each mode k <= {block}: the absolute values of its entries with modes k > {block}
    sum to at most {bound}."""
def quadratic_form(proof: Callable[..., None], **keys: Any) -> Callable[[Json], Kind]:
    """A kind about F: its text, and `proof` with the parameters."""
    def form_kind(parameters: Json) -> Kind:
        model, *found = read({"model": FORM, **keys}, parameters, P)
        table, values = FORMS[model], dict(zip(keys, found, strict=True))
        p, n = table.families, values.get("block", 0)
        text = TEXTS[values.get("coupling", proof)].format(
            sequences=" and ".join(f"{f} = ({f}_1, {f}_2, ...)" for f in p),
            F=f"F({', '.join(p)})", squares=" + ".join(f"|{f}|^2" for f in p), table=table.text,
            shift=f"({values['damping']})" if "damping" in values else "kappa",
            modes=f"(2) the block of the modes k <= {n} ({n * len(p)} x {n * len(p)})",
            model=model, **values)
        return text, lambda witness, _: proof(table, *found, witness)
    return form_kind
def positive(table: Table, damping: Fraction, n: int, tail: Fraction, bound: Fraction,
             coupling: str, witness: Json) -> None:
    """F >= 0 for square-summable sequences, with the blocks F_N, B (coupling), T (tail) of F.
    schur: if T >= tail > 0, C >= B B^T and F_N - C/tail > bound >= 0, then F >= 0, for
        x.F_N x + 2 x.B y + y.T y >= x.(F_N - B B^T/tail) x + tail |y + B^T x/tail|^2;
    T >= tail by Gershgorin. absolute: by 2 x y >= -(x^2 + y^2) for each entry between block and
    tail, F >= 0 if F_N > bound >= the row sum beyond N of each mode of the block, and each mode of
    the tail has a diagonal entry >= damping + tail + its whole row sum, tail >= 0."""
    keys = {"method": METHOD, "rows": range(table.width, ROWS_LIMIT + 1), "factor?": dict}
    method, rows, factor = read(keys, witness, W)
    families, schur = len(table.families), coupling == "schur"
    prove = definite(method, factor, None, n * families, EXACT_BLOCK_LIMIT * families, {})
    need(tail > 0 and bound >= 0 if schur else tail >= 0, "a bound has the wrong sign", tail, bound)
    need_dominant_tail(table, damping + tail, n, n if schur else 0, rows)
    for x in product(table.families, range(1, n + 1)) if not schur else ():
        left = number(bound) - row_sum(table, x, n, "")
        need(left.nonnegative(), "no row may lose more to the tail than the bound", *x, bound)
    prove(block(table, n, damping + bound, tail if schur else None, True))
def negative(table: Table, damping: Fraction, witness: Json) -> None:
    """F < 0 at an integer vector, in the coordinates of `block`: every term rounded down to a
    multiple of 2^-BITS, so that low <= 2^BITS F < low + the number of terms."""
    vector = read(dict.fromkeys(table.families, INTEGERS), witness, W)
    n = len(vector[0])
    need({*map(len, vector)} == {n} and n <= BLOCK_LIMIT, "wrong number of components", n)
    need(any(map(any, vector)), "the vector must not be zero")
    summed = [accumulate(v) if p == table.far_family else v
              for p, v in zip(table.families, vector, strict=True)]
    y = [c for components in zip(*summed, strict=True) for c in components]
    parts = [(weight * c.numerator << BITS) // c.denominator
             for c, weight in terms(block(table, n, damping, None, True), y)]
    low, high = sum(parts), sum(parts) + len(parts)
    need(low > 0 or high <= 0, "too close to 0 for the precision", BITS, verdict=INCONCLUSIVE)
    need(low <= 0, "the form must be negative at the vector")
def bracket(table: Table, lower: Fraction, upper: Fraction, witness: Json) -> None:
    """F >= 0 at the lower end (schur, bound 0), F < 0 somewhere at the upper end."""
    need(lower < upper, "the lower end must be below the upper end", lower, upper)
    keys = {"block": BLOCK, "tail": rational, "positive": dict, "direction": dict}
    n, tail, below, above = read(keys, witness, W)
    positive(table, lower, n, tail, Fraction(0), "schur", below)
    negative(table, upper, above)
# --- energy balls: (1.0.6) with p(x) = c2 x^2 - c1 x + c3, c1 > 0, c2 and c3 >= 0 ---
TRAPPING = """\
Let E >= 0 be a continuous function of t, 0 <= t < T <= infinity, let E^2 be absolutely
continuous on bounded closed intervals, and let at almost all t
  (1/2) d/dt E^2 <= -({c1}) E^2 + ({c2}) E^3 + ({c3}) E
(which follows from d/dt E <= -({c1}) E + ({c2}) E^2 + ({c3})).
Then for every r with {range}: if E(0) <= r, then E(t) <= r for all t.
If T is infinite{start}, then limsup E(t) <= {inner} as t -> infinity."""
CONTRACTION = """\
Let |.| be the norm of a real Banach space H, and let
  kappa = sqrt({D}), kappa >= {rate},   r = 2 ({c3})/({c1} + kappa), r <= {radius}.
(A) Let S_t, t >= 0, be a semiflow on {ball}: S_0 U = U, S_s S_t U = S_(s+t) U,
S_t U continuous in t. For any two trajectories U, V let |U|^2 and |U - V|^2 be absolutely
continuous on bounded closed intervals, and let at almost all t
  (1/2) d/dt |U|^2 <= -({c1}) |U|^2 + ({c2}) |U|^3 + ({c3}) |U|,
  (1/2) d/dt |U - V|^2 <= -({c1}) |U - V|^2 + ({c2}) (|U| + |V|) |U - V|^2.
Then there is exactly one steady state U*. |U*| <= r, every trajectory tends to U*, and
|S_t U - U*| <= exp(-kappa t) |U - U*| for all t if |U| <= r.
(B) Let L: D(L) -> H be linear and bijective, |L^-1 F| <= |F|/({c1}) for all F; let N map
{ball} to H, N(0) = 0 and |N(U) - N(V)| <= ({c2}) (|U| + |V|) |U - V|;
let |e| <= {c3}. Then L U + N(U) + e = 0 has exactly one solution U* in {ball},
and |U*| <= r."""
def energy_ball(contraction: bool, parameters: Json) -> Kind:
    """P <= 0 at both radii, hence between them: E E' <= E p(E) cannot lead out. With the Lipschitz
    form the difference of two solutions falls at the rate c1 - 2 c2 r = sqrt(D) for the root r."""
    def end(value: Json, path: str) -> Fraction | None:
        return None if value == "inf" else rational(value, path)
    keys = {"radius": rational, "rate": rational} if contraction else {"inner": rational}
    names = ["c1", "c2", "c3", *keys, "outer"]
    listed = {**dict.fromkeys(names, rational), "outer": end}
    values = dict(zip(names, read(listed, parameters, P), strict=True))
    c1, c2, c3, r, *rates, outer = values.values()
    d = c1 * c1 - 4 * c2 * c3
    between = f"r >= {r}" if outer is None else f"{r} <= r <= {outer}"
    text = (CONTRACTION if contraction else TRAPPING).format(
        D=d, ball="H" if outer is None else f"the ball |U| <= {outer}", range=between,
        start="" if outer is None else f" and E(0) < {outer}", **values)
    def proof(witness: Json, _: object) -> None:
        read({}, witness, W)
        need(c1 > 0 and c2 >= 0 and c3 >= 0, "c1 > 0, c2 >= 0, c3 >= 0", c1, c2, c3)
        p_r, p_outer = (c2 * x * x - c1 * x + c3 for x in (r, r if outer is None else outer))
        need(c2 == 0 if outer is None else r <= outer, "the radii must rise, inf for c2 = 0 alone")
        need(p_r <= 0 and p_outer <= 0, "c2 r^2 - c1 r + c3 must be <= 0", p_r, p_outer)
        for rate in rates:
            need(outer is None or p_outer < 0, "p(outer) must be negative", p_outer)
            need(rate > 0 and rate * rate <= d, "the rate is not between 0 and sqrt(D)", rate, d)
    return text, proof
TEXTS = {"schur": SCHUR, "absolute": ABSOLUTE, bracket: BEST, negative: NEGATIVE}
KINDS: dict[str, Callable[[Json], Kind]] = {
    "energy-ball.contraction": partial(energy_ball, True),
    "energy-ball.trapping": partial(energy_ball, False),
    "identity.noncommutative": partial(noncommutative, refuted=False),
    "identity.noncommutative-refuted": partial(noncommutative, refuted=True),
    "identity.rational": partial(rational_identity, refuted=False),
    "identity.rational-refuted": partial(rational_identity, refuted=True),
    "identity.trigonometric": partial(identity, refuted=False),
    "identity.trigonometric-refuted": partial(identity, refuted=True),
    "linear-system.solution": linear_system,
    "matrix.eigenvalue-below": partial(matrix, below=True),
    "matrix.eigenvalues": eigenvalues,
    "matrix.inertia": inertia,
    "matrix.positive-definite": partial(matrix, below=False),
    "parametric.sign": partial(parametric, refuted=False),
    "parametric.sign-refuted": partial(parametric, refuted=True),
    "polynomial.half-plane": polynomial(polynomial_half_plane, **OF_P,
        **{"real-part": rational}, count=COUNT),
    "polynomial.real-roots": polynomial(polynomial_real_roots, **OF_P, domain=domain, count=COUNT,
        **{"intervals?": [INTERVAL]}),
    "polynomial.roots": polynomial(polynomial_roots, coefficients=[object],
        **{"sqrt?": lambda _, path: form(False, f"{path}: not for this kind")}, discs=[DISC]),
    "polynomial.sign": polynomial(partial(polynomial_sign, False), **SIGN),
    "polynomial.sign-refuted": polynomial(partial(polynomial_sign, True), **SIGN),
    "quadratic-form.best-damping": quadratic_form(bracket, lower=rational, upper=rational),
    "quadratic-form.entries": partial(entries, refuted=False),
    "quadratic-form.entries-refuted": partial(entries, refuted=True),
    "quadratic-form.negative": quadratic_form(negative, damping=rational),
    "quadratic-form.positive": quadratic_form(positive, damping=rational, block=BLOCK,
        tail=rational, bound=rational, coupling=("schur", "absolute"))}
def kind(name: str, parameters: Json) -> Kind:
    """The canonical statement of a claim, and its check; raises `Refused`."""
    need(name in KINDS, "unknown kind of claim", name, verdict=UNSUPPORTED)
    return KINDS[name](parameters)

# --- verdicts and the command line ---
def verify_file(path: str | Path) -> tuple[str, str, str]:
    """(verdict, statement, why) of a certificate file."""
    try:
        name, parameters, witness, companions = read_certificate(Path(path))
        text, check = kind(name, parameters)
        form(all(repr(file) in str(witness) for file in companions), "a companion is not used")
        check(witness, companions)
    except Refused as refusal:
        return refusal.args[0], "", refusal.args[1]
    except MemoryError:
        return INCONCLUSIVE, "", "out of memory"
    return VERIFIED, text, ""
def main(arguments: list[str]) -> int:
    """Verify files, and all *.json in folders; the exit code."""
    options = {a for a in arguments if a.startswith("-")}
    paths, results = [Path(a) for a in arguments if a not in options], []
    if not paths or not options <= {"--json", "--quiet"}:
        sys.stderr.write("usage: minicheck.py [--json | --quiet] PATH...\n")
        return 2
    for file in [file for path in paths for file in sorted(path.rglob("*.json")) or [path]]:
        verdict, text, why = verify_file(file)
        results.append({"path": str(file), "verdict": verdict, "statement": text, "why": why})
        if "--json" not in options:
            more = [] if "--quiet" in options else (text or why).splitlines()
            print("\n  ".join([f"{verdict}  {ascii(str(file))[1:-1]}", *more]), flush=True)
    verdicts = [result["verdict"] for result in results]
    last = ", ".join(f"{verdicts.count(v)} {v.lower()}" for v in (
        VERIFIED, REJECTED, INCONCLUSIVE, MALFORMED, UNSUPPORTED))
    print(json.dumps(results, indent=1) if "--json" in options else last, flush=True)
    return next(code for verdict, code in EXIT_CODES.items() if verdict in verdicts)

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:  # the reader of the output is gone: do not fail again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(2)
