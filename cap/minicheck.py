"""The second checker of `cap-certificate/1`: one file, standard library only, nothing else to trust.

    python3 -I minicheck.py PATH... [--json]        PATH: a certificate, or a folder of certificates

VERIFIED means that the statement printed below the path is a theorem. The statement depends on the
`claim` of the file alone; the `witness` only decides whether the check succeeds. All arithmetic is
exact: integers, `Fraction`, polynomials with integer coefficients; no float is ever computed. Every
hypothesis of every theorem is a call of `need`, which refuses unless it gets the object `True`.

Order: refusals, reading, formulas, rational functions, trigonometric polynomials, infinite tables
and operators, the model (data), entries, tails, definite matrices, the nine kinds, command line.

A file can provoke a `Refused`, a RecursionError of `json.loads` (deep nesting) and a MemoryError,
each caught at one place. Divisions are guarded: by `need` for formulas of a file, and by their
formulas for the entries of the model, which have no zero denominator at an index where they hold.
"""
# fmt: off     (one blank line between functions: the file is meant to be read in one sitting)
from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import stat
import struct
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache, partial
from itertools import combinations_with_replacement, product
from math import gcd, lcm
from operator import add, mul, sub, truediv
from typing import Any, NamedTuple

VERDICTS = ("VERIFIED", "REJECTED", "INCONCLUSIVE", "MALFORMED", "UNSUPPORTED")
VERIFIED, REJECTED, INCONCLUSIVE, MALFORMED, UNSUPPORTED = VERDICTS
EXIT_CODES = ((MALFORMED, 2), (UNSUPPORTED, 3), (REJECTED, 1), (INCONCLUSIVE, 4), (VERIFIED, 0))
Json = Any
Check = Callable[[Json, Mapping[str, bytes]], None]  # of a witness and the companions

# --- refusals ---

class Refused(Exception):
    """The end of a verification, with the verdict that it ends with."""

    def __init__(self, verdict: str, why: str) -> None:
        super().__init__(why)
        self.verdict = verdict

def need(holds: object, why: str, *seen: object, verdict: str = REJECTED) -> None:
    """The guard: refuse unless `holds` is the object True; `seen` are the values in question."""
    if holds is not True:
        raise Refused(verdict, f"{why} [{', '.join(map(show, seen))}]" if seen else why)

form = partial(need, verdict=MALFORMED)  # the guard for the form of a file

def show(value: object) -> str:
    """At most 80 printable ASCII characters (six digits of a number), whatever a file holds."""
    if isinstance(value, (int, Fraction)):
        return str(Context(prec=6).divide(Decimal(value.numerator), Decimal(value.denominator)))
    shown = ascii(value)
    return shown if len(shown) <= 80 else f"{shown[:60]}...({len(shown)} characters)"

# --- reading: one spelling for each value, limits before any conversion ---

FORMAT = "cap-certificate/1"
FILE_LIMIT, COMPANION_LIMIT = 16 * 2**20, 256 * 2**20  # bytes
NESTING_LIMIT = 16
SMALL = re.compile(r"0|-?[1-9][0-9]{0,15}")
LARGE = re.compile(r"-?0x[1-9a-f][0-9a-f]{0,4095}")
RATIONAL = re.compile(r"-?[0-9]{1,1000}(/0*[1-9][0-9]{0,999})?")
NAME = re.compile(r"[a-z][a-z0-9_.-]{0,63}")
SHA256 = re.compile(r"[0-9a-f]{64}")

def parse_json(data: bytes) -> Json:
    """Strict JSON: ASCII, no escapes, no floats, no duplicate keys, bounded integers and depth."""
    form(len(data) <= FILE_LIMIT, "the file is larger than allowed", len(data))
    form(data.isascii() and b"\\" not in data, "not ASCII without backslashes")
    try:
        tree = json.loads(data.decode("ascii"), object_pairs_hook=_object, parse_int=_integer,
                          parse_float=_no_number, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Refused(MALFORMED, f"not JSON: {error.msg} in line {error.lineno}") from None
    except RecursionError:
        raise Refused(MALFORMED, "nested too deeply") from None
    level = [tree]
    for _ in range(NESTING_LIMIT + 1):
        level = [v for v in level if isinstance(v, (dict, list))]
        level = [v for t in level for v in (t.values() if isinstance(t, dict) else t)]
    form(not level, "nested too deeply")
    return tree

def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    form(len(dict(pairs)) == len(pairs), "a key occurs twice", [key for key, _ in pairs])
    return dict(pairs)

def _integer(token: str) -> int:
    small = SMALL.fullmatch(token) is not None and abs(int(token)) <= 2**53
    form(small, "not a JSON integer of this format (hex strings beyond 2^53)", token)
    return int(token)

def _no_number(token: str) -> Json:
    raise Refused(MALFORMED, f"floats, NaN and Infinity are not in this format [{show(token)}]")

def record(tree: Json, where: str, *keys: str, optional: tuple[str, ...] = ()) -> dict[str, Json]:
    """An object with all of `keys`, some of `optional` and nothing else."""
    fits = isinstance(tree, dict) and set(keys) <= set(tree) <= {*keys, *optional}
    form(fits, f"{where}: expected the keys {', '.join((*keys, *optional))}", tree)
    return dict(tree)

def mapping(tree: Json, where: str) -> dict[str, Json]:
    form(isinstance(tree, dict), f"{where}: expected an object", tree)
    return dict(tree)

def text(value: Json, where: str, pattern: re.Pattern[str]) -> str:
    fits = isinstance(value, str) and pattern.fullmatch(value) is not None
    form(fits, f"{where}: expected a string of the form {pattern.pattern}", value)
    return str(value)

def choice(value: Json, where: str, choices: Iterable[str]) -> str:
    known = list(choices)
    form(isinstance(value, str) and value in known, f"{where}: expected one of {known}", value)
    return str(value)

def integer(value: Json, where: str, least: int, most: int) -> int:
    fits = type(value) is int and least <= value <= most
    form(fits, f"{where}: expected an integer from {least} to {most}", value)
    return int(value)

def big_integer(value: Json, where: str) -> int:
    """A JSON integer up to 2^53, beyond it a hex string."""
    if type(value) is int:
        return value
    fits = isinstance(value, str) and LARGE.fullmatch(value) is not None
    form(fits and abs(int(value, 16)) > 2**53, f"{where}: expected an integer", value)
    return int(value, 16)

def rational(value: Json, where: str) -> Fraction:
    """ "p/q" in lowest terms: the very text that Python prints for the number."""
    fits = isinstance(value, str) and RATIONAL.fullmatch(value) is not None
    form(fits and str(Fraction(value)) == value, f'{where}: expected "p/q" in lowest terms', value)
    return Fraction(value)

def listing(value: Json, where: str, read: Callable[[Json, str], Any]) -> list[Any]:
    """A nonempty list, each item read by `read`."""
    form(isinstance(value, list) and len(value) > 0, f"{where}: expected a nonempty list", value)
    return [read(item, where) for item in value]

integers = partial(listing, read=big_integer)

def digest(tree: Json) -> str:
    compact = json.dumps(tree, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(compact.encode("ascii")).hexdigest()

def read_certificate(data: bytes, folder: str) -> tuple[str, Json, Json, dict[str, bytes]]:
    """The name, the parameters, the witness and the bytes of the companions."""
    top = parse_json(data)
    if isinstance(top, dict) and "format" in top:
        need(top["format"] == FORMAT, f"expected {FORMAT}", top["format"], verdict=UNSUPPORTED)
    keys = ("format", "claim", "witness", "made_by", "digest")
    record(top, "$", *keys, optional=("companions",))
    claim = record(top["claim"], "$.claim", "name", "parameters")
    name = text(claim["name"], "$.claim.name", NAME)
    parameters = mapping(claim["parameters"], "$.claim.parameters")
    witness, _ = mapping(top["witness"], "$.witness"), mapping(top["made_by"], "$.made_by")
    listed = listing(top["companions"], "$.companions", _companion) if "companions" in top else []
    form(len({file for file, _, _ in listed}) == len(listed), "a companion is named twice")
    content = [witness, [{"file": f, "bytes": n, "sha256": s} for f, n, s in listed]]
    for key, tree in record(top["digest"], "$.digest", "claim", "witness").items():
        matches = tree == digest(claim if key == "claim" else content)
        form(matches, f"$.digest.{key} does not match the content", tree)
    companions = {}
    for file, size, sha256 in listed:
        companions[file] = data = read_file(os.path.join(folder, file), size)
        same = len(data) == size and hashlib.sha256(data).hexdigest() == sha256
        form(same, "the companion is not the one that the certificate names", file)
    return name, parameters, witness, companions

def _companion(tree: Json, where: str) -> tuple[str, int, str]:
    record(tree, where, "file", "bytes", "sha256")
    size = integer(tree["bytes"], where, 0, COMPANION_LIMIT)
    return text(tree["file"], where, NAME), size, text(tree["sha256"], where, SHA256)

def read_file(path: str, limit: int) -> bytes:
    """The bytes of a regular file, neither a link nor larger than `limit`."""
    try:
        # O_NONBLOCK: opening a named pipe must not wait for a writer.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as stream:
            form(stat.S_ISREG(os.fstat(handle).st_mode), "not a regular file")
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise Refused(MALFORMED, f"cannot be read (links are refused): {show(error)}") from None
    form(len(data) <= limit, "the file is larger than allowed", limit)
    return data

# --- formulas: text -> program of a stack machine -> value in any ring ---

LENGTH_LIMIT, DEPTH_LIMIT, EXPONENT_LIMIT = 1000, 40, 64
ALLOWED = re.compile(r"[-+*/() A-Za-z0-9_]+")
TOKEN = re.compile(r"[0-9]+|[A-Za-z][A-Za-z0-9_]*|\*\*|[-+*/()]")
BINARY = {"+": add, "-": sub, "*": mul, "/": truediv}
# Instructions: ("integer", n), ("name", s), ("call", f, program), ("**", n), ("negate",), ("+",)...
Program = list[tuple[Any, ...]]
Parsed = tuple[Program, int]  # and the largest product of nested exponents

@lru_cache(maxsize=None)
def parse(formula: str) -> Program:
    """The program of a formula.

    sum     := product (("+" | "-") product)*         factor  := "-" factor | power
    product := factor (("*" | "/") factor)*           power   := atom ("**" integer)?
    atom    := integer | name | name "(" sum ")" | "(" sum ")"
    """
    fits = len(formula) <= LENGTH_LIMIT and ALLOWED.fullmatch(formula) is not None
    tokens = TOKEN.findall(formula)
    form(fits and "".join(tokens) == formula.replace(" ", ""), "not a formula", formula)
    tokens = ["", *reversed(tokens)]  # the next token is the last of the list; "" is the end
    program, power = _sum(tokens, DEPTH_LIMIT)
    form(tokens == [""], "not a formula: unexpected token", tokens[-1], formula)
    # ((10**64)**64)**64 would be a number of a million digits.
    form(power <= EXPONENT_LIMIT, "nested powers are too high", power)
    return program

def _sum(tokens: list[str], depth: int, signs: tuple[str, ...] = ("+", "-")) -> Parsed:
    """part (sign part)*, from left to right; the parts of a sum are products, of these factors."""
    part = partial(_sum, signs=("*", "/")) if "+" in signs else _factor
    program, power = part(tokens, depth)
    while tokens[-1] in signs:
        sign = tokens.pop()
        right, other = part(tokens, depth)
        program, power = [*program, *right, (sign,)], max(power, other)
    return program, power

def _factor(tokens: list[str], depth: int) -> Parsed:
    form(depth > 0, "a formula nested too deeply")
    if tokens[-1] == "-":
        tokens.pop()
        program, power = _factor(tokens, depth - 1)
        return [*program, ("negate",)], power
    program, power = _atom(tokens, depth)
    if tokens[-1] != "**":
        return program, power
    tokens.pop()
    n = int(tokens.pop()) if tokens[-1].isdigit() and len(tokens[-1]) <= 2 else 0
    form(1 <= n <= EXPONENT_LIMIT, "an exponent must be an integer from 1 to 64")
    return [*program, ("**", n)], power * n

def _atom(tokens: list[str], depth: int) -> Parsed:
    form(tokens[-1] != "", "a formula ends too early")
    token = tokens.pop()
    if token.isdigit():
        form(len(token) <= 100, "an integer of more than 100 digits in a formula")
        return [("integer", int(token))], 1
    function = token if token[0].isalpha() else ""
    if function and tokens[-1] != "(":
        return [("name", token)], 1
    form((tokens.pop() if function else token) == "(", "not a formula: unexpected token", token)
    program, power = _sum(tokens, depth - 1)
    form(tokens.pop() == ")", "a parenthesis is not closed")
    return ([("call", function, program)] if function else program), power

def run(program: Program, names: Mapping[str, Any], number: Any,
        functions: Mapping[str, Any]) -> Any:
    """The value of a program in the ring of `names`; a function gets the program of its argument."""
    stack: list[Any] = []
    for head, *rest in program:
        if head == "integer":
            stack.append(number(rest[0]))
        elif head == "name":
            form(rest[0] in names, "unknown name in a formula", rest[0])
            stack.append(names[rest[0]])
        elif head == "call":
            form(rest[0] in functions, "unknown function in a formula", rest[0])
            stack.append(functions[rest[0]](rest[1]))
        elif head == "**":
            base = stack[-1]
            for _ in range(rest[0] - 1):
                stack[-1] = stack[-1] * base
        elif head == "negate":
            stack[-1] = -stack[-1]
        else:
            right = stack.pop()
            stack[-1] = BINARY[head](stack[-1], right)
    return stack[-1]

def names_of(program: Program) -> set[str]:
    inner = [names_of(rest[1]) for head, *rest in program if head == "call"]
    return {rest[0] for head, *rest in program if head == "name"}.union(*inner)

# --- rational functions of at most six symbols that run over all real numbers >= 0 ---

X = 6  # a monomial has the exponents of the six symbols 0, ..., 5 and of x (in arguments of sin)
POLYNOMIAL_LIMIT, WAVE_LIMIT = 5000, 2000  # terms
Powers = tuple[int, ...]
Polynomial = dict[Powers, int]
Factor = tuple[tuple[Powers, int], ...]  # the sorted terms of a primitive polynomial, not constant
UNIT = [tuple(int(i == j) for j in range(X + 1)) for i in range(X + 1)]
NONE: Powers = (0,) * (X + 1)

class Function:
    """f = c times the product of f_i^e_i, f_i distinct primitive integer polynomials, e_i integers.

    Invariant: a factor with e_i < 0 is positive wherever all symbols are >= 0. (A divisor has a
    numerator with coefficients of one sign and a constant term, so it has no zero there, hence none
    of its factors has one, and each keeps there the sign of its constant term, which is made
    positive.) So f is defined there, and no greatest common divisor is needed: a sum has the least
    common multiple of the denominators, and cancels every factor of it that divides the numerator.
    """

    def __init__(self, c: Fraction | int, powers: Mapping[Factor, int] | None = None) -> None:
        self.c = Fraction(c)
        self.powers = {f: e for f, e in (powers or {}).items() if e and self.c}

    def __add__(self, other: Function) -> Function:
        both = {**self.powers, **other.powers}
        common = {f: min(self.powers.get(f, 0), other.powers.get(f, 0)) for f in both}
        unit = Fraction(1, lcm(self.c.denominator, other.c.denominator))
        total: Polynomial = {}
        for term in (self, other):
            rest = expand({f: term.powers.get(f, 0) - e for f, e in common.items()})
            for m, a in rest.items() if term.c else ():
                total[m] = total.get(m, 0) + int(term.c / unit) * a
        return quotient(total, unit, common)

    def __neg__(self) -> Function:
        return Function(-self.c, self.powers)

    def __sub__(self, other: Function) -> Function:
        return self + -other

    def __mul__(self, other: Function) -> Function:
        both = {**self.powers, **other.powers}
        powers = {f: self.powers.get(f, 0) + other.powers.get(f, 0) for f in both}
        return Function(self.c * other.c, powers)

    def __truediv__(self, other: Function) -> Function:
        above, _ = other.reduced()
        one_sign = all(a > 0 for a in above.values()) or all(a < 0 for a in above.values())
        need(one_sign and NONE in above, "a divisor must not vanish for any index of the range")
        need(all(m[X] == 0 for f in other.powers for m, _ in f), "a divisor must not depend on x")
        return self * Function(1 / other.c, {f: -e for f, e in other.powers.items()})

    def __abs__(self) -> Function:
        negative = -self
        one_sign = self.nonnegative() or negative.nonnegative()
        need(one_sign, "an entry must have one sign on the whole range")
        return self if self.nonnegative() else negative

    def reduced(self) -> tuple[dict[Powers, Fraction], list[Factor]]:
        """The numerator after all cancellations, and the factors left in the denominator."""
        above = expand({f: e for f, e in self.powers.items() if e > 0})
        above, below = cancelled(above, {f: e for f, e in self.powers.items() if e < 0})
        return {m: self.c * a for m, a in above.items() if self.c}, [f for f in below if below[f]]

    def nonnegative(self) -> bool:
        """All coefficients of the numerator are >= 0: then f >= 0 wherever all symbols are >= 0."""
        return all(a >= 0 for a in self.reduced()[0].values())

def cancelled(p: Polynomial, powers: Mapping[Factor, int]) -> tuple[Polynomial, dict[Factor, int]]:
    """p divided by each factor with negative exponent as often as it divides p."""
    left = dict(powers)
    for f in left:
        while left[f] < 0 and (exact := divided(p, f)) is not None:
            p, left[f] = exact, left[f] + 1
    return p, left

def quotient(p: Polynomial, c: Fraction, powers: Mapping[Factor, int]) -> Function:
    """c p times the product of the powers, with all cancellations."""
    p, left = cancelled({m: a for m, a in p.items() if a}, powers)
    if not p:
        return Function(0)
    content = gcd(*p.values()) * (-1 if p.get(NONE, p[max(p)]) < 0 else 1)
    if set(p) != {NONE}:
        f = tuple(sorted((m, a // content) for m, a in p.items()))
        left[f] = left.get(f, 0) + 1
    return Function(c * content, left)

def expand(powers: Mapping[Factor, int]) -> Polynomial:
    """The product of powers with exponents >= 0, multiplied out."""
    p: Polynomial = {NONE: 1}
    for f in [f for f, e in powers.items() for _ in range(e)]:
        terms: Polynomial = {}
        for (m, a), (n, b) in product(p.items(), f):
            key = tuple(map(add, m, n))
            terms[key] = terms.get(key, 0) + a * b
        p = {m: a for m, a in terms.items() if a}
        need(len(p) <= POLYNOMIAL_LIMIT, "a formula with too many terms", POLYNOMIAL_LIMIT)
    return p

def divided(p: Polynomial, f: Factor) -> Polynomial | None:
    """p/f if f divides p, else None: long division in the lexicographic order.

    By the lemma of Gauss the quotient has integer coefficients, as f is primitive.
    """
    p, result = dict(p), {}
    lead, a = f[-1]
    while p:
        top = max(p)
        shift = tuple(map(sub, top, lead))
        if min(shift) < 0 or p[top] % a:
            return None
        result[shift] = b = p[top] // a
        for m, coefficient in f:
            key = tuple(map(add, m, shift))
            p[key] = p.get(key, 0) - b * coefficient
            if not p[key]:
                del p[key]
    return result

def symbol(i: int) -> Function:
    return Function(1, {((UNIT[i], 1),): 1})

STEPS = {"": Function(0), "s": symbol(0), "t": symbol(1), "s+t": symbol(0) + symbol(1)}

# --- trigonometric polynomials in x whose frequencies are affine forms in the symbols ---

class Waves:
    """The sum of c cos(m x) and c sin(m x) over `terms` {(odd, m): c}, odd = 1 for sin.

    m = (m_0, ..., m_6) is the form m_0 s_0 + ... + m_5 s_5 + m_6 with integers m_i, the first that
    is not 0 being positive (cos is even, sin odd, sin 0 = 0). Forms that differ are kept apart even
    if they meet for some values of the symbols s_i. So without terms the function is 0 for all
    values; and if no symbol occurs, a function with terms is not 0 (linear independence).
    """

    def __init__(self, terms: Iterable[tuple[int, Powers, Function]]) -> None:
        total: dict[tuple[int, Powers], Function] = {}
        for odd, m, c in terms:
            sign = next((i for i in m if i), 0)
            if sign < 0:
                m, c = tuple(-i for i in m), (-c if odd else c)
            if sign or not odd:
                total[odd, m] = total[odd, m] + c if (odd, m) in total else c
        self.terms = [(odd, m, c) for (odd, m), c in total.items() if c.c]

    def size(self) -> int:
        """The number of exponentials e^{imx}."""
        return sum(2 if m != NONE else 1 for m in {m for _, m, _ in self.terms})

    def __add__(self, other: Waves) -> Waves:
        need(self.size() + other.size() <= WAVE_LIMIT, "a formula with too many terms")
        return Waves([*self.terms, *other.terms])

    def __neg__(self) -> Waves:
        return Waves((odd, m, -c) for odd, m, c in self.terms)

    def __sub__(self, other: Waves) -> Waves:
        return self + -other

    def __mul__(self, other: Waves) -> Waves:
        """2 cos m cos n = cos(m+n) + cos(m-n),      2 sin m sin n = -cos(m+n) + cos(m-n),
        2 sin m cos n = sin(m+n) + sin(m-n),         2 cos m sin n = sin(m+n) - sin(m-n).
        """
        need(self.size() * other.size() <= WAVE_LIMIT, "a formula with too many terms")
        terms = []
        for (u, m, a), (v, n, b) in product(self.terms, other.terms):
            c = a * b * Function(Fraction(1, 2))
            terms.append((u ^ v, tuple(map(add, m, n)), -c if u and v else c))
            terms.append((u ^ v, tuple(map(sub, m, n)), -c if v and not u else c))
        return Waves(terms)

    def __truediv__(self, other: Waves) -> Waves:
        need(all(m == NONE for _, m, _ in other.terms), "a divisor must not depend on x")
        # 1/divisor comes first: 0/0 is refused although 0 has no terms.
        inverse = Function(1) / sum((c for _, _, c in other.terms), Function(0))
        return Waves((odd, m, c * inverse) for odd, m, c in self.terms)

    def derivative(self) -> Waves:
        """cos(m x)' = -m sin(m x), sin(m x)' = m cos(m x)."""
        return Waves((1 - odd, m, c * affine(m) * Function(2 * odd - 1)) for odd, m, c in self.terms)

    def integral(self) -> Function:
        """The integral over [-pi, pi] of f rho, rho = 1/(2 pi (1 - cos x)), for even f, f(0) = 0.

        (1 - cos mx)/(1 - cos x) = m + 2 sum_{l=1}^{m-1} (m-l) cos lx for integers m >= 0 (Fejer),
        so 1 - cos mx has the integral m; and f = sum of c_m cos mx = -sum of c_m (1 - cos mx).
        """
        need(all(odd == 0 for odd, _, _ in self.terms), "the integrand must be even")
        need(all(min(m) >= 0 for _, m, _ in self.terms), "a frequency must have one sign")
        at_zero = sum((c for _, _, c in self.terms), Function(0))
        need(at_zero.c == 0, "the integrand must vanish at x = 0, where rho is singular")
        return sum((-c * affine(m) for _, m, c in self.terms), Function(0))

def affine(m: Powers) -> Function:
    """The frequency m as a function."""
    return quotient({**{UNIT[i]: m[i] for i in range(X)}, NONE: m[X]}, Fraction(1), {})

def frequency(program: Program, symbols: Mapping[str, Function]) -> Powers:
    """The m of an argument m*x."""
    terms, below = run(program, {**symbols, "x": symbol(X)}, Function, {}).reduced()
    need(not below, "the argument of sin and cos must be a polynomial")
    m = [0] * (X + 1)
    for powers, c in terms.items():
        need(powers[X] == 1, "the argument of sin and cos must be m*x")
        affine_form = sum(powers) <= 2 and c.denominator == 1
        need(affine_form, "a frequency must be affine in the symbols, with integer coefficients")
        m[powers.index(1)] = int(c)  # the term c x, index X, holds the constant m_6
    return tuple(m)

def waves(program: Program, symbols: Mapping[str, Function], fields: Mapping[str, Waves]) -> Waves:
    """The value of a formula with sin(m*x), cos(m*x), D(f) = df/dx, symbols and fields."""
    names = {name: Waves([(0, NONE, f)]) for name, f in symbols.items()} | dict(fields)
    value: Waves = run(program, names, lambda n: Waves([(0, NONE, Function(n))]), {
        "sin": lambda argument: Waves([(1, frequency(argument, symbols), Function(1))]),
        "cos": lambda argument: Waves([(0, frequency(argument, symbols), Function(1))]),
        "D": lambda argument: waves(argument, symbols, fields).derivative(),
    })
    return value

# --- infinite tables of entries, and the operators that they come from ---

Mode = tuple[str, int]  # family and index

class Far(NamedTuple):
    """<p_j, q_k> = formula(k) for all k >= j + offset. The check proves that total(k) is at least
    the sum of |formula(i)| over all i >= k, and squares(k) that of formula(i)^2.
    """

    offset: int
    formula: str
    total: str
    squares: str

class Table(NamedTuple):
    """The entries of an infinite symmetric form between modes (p, j) and (q, k), p before q:

    near: (p, q) -> {d: formula in k} for k = j + d, with d >= 0 if p = q; far: (p, q) -> Far, all
    with the same p, beyond all near offsets; fixed: single exceptions at near offsets; else 0.
    """

    families: str
    near: dict[tuple[str, str], dict[int, str]]
    far: dict[tuple[str, str], Far]
    fixed: dict[tuple[Mode, Mode], str]

    def pairs(self) -> list[tuple[str, str]]:
        return list(combinations_with_replacement(self.families, 2))

    def width(self) -> int:
        """Beyond this offset there are only far entries, and all of these follow their formula."""
        near = [abs(d) for offsets in self.near.values() for d in offsets]
        return max(near + [far.offset for far in self.far.values()])

    def formula(self, p: str, q: str, offset: int) -> str | None:
        """The formula of <p_j, q_k>, k = j + offset, in k; None for 0."""
        far = self.far.get((p, q))
        beyond = far.formula if far is not None and offset >= far.offset else None
        return self.near.get((p, q), {}).get(offset, beyond)

    def entry(self, x: Mode, y: Mode) -> Fraction:
        """<x, y>"""
        (p, j), (q, k) = (x, y) if x[0] != y[0] and x[0] == self.families[0] else \
            sorted((x, y), key=lambda m: (self.families.index(m[0]), m[1]))
        formula = self.fixed.get(((p, j), (q, k))) or self.formula(p, q, k - j)
        return Fraction(0) if formula is None else value(formula, k)

    def lines(self) -> list[str]:
        shown = []
        for p, q in self.pairs():
            for d, formula in sorted(self.near.get((p, q), {}).items()):
                offset = f" {'+' if d > 0 else '-'} {abs(d)}" if d else ""
                shown.append(f"  <{p}_j, {q}_k> = {formula}   for k = j{offset}")
            for far in [self.far[p, q]] if (p, q) in self.far else []:
                shown.append(f"  <{p}_j, {q}_k> = {far.formula}   for k >= j + {far.offset}")
        for ((p, j), (q, k)), formula in self.fixed.items():
            alone = "(this entry alone, instead of the formula)"
            shown.append(f"  <{p}_{j}, {q}_{k}> = {formula}   {alone}")
        return [*shown, "  <., .> = 0 for all other pairs, and <X, Y> = <Y, X>."]

@lru_cache(maxsize=None)
def value(formula: str, k: int) -> Fraction:
    """The value of a formula of the model at an index."""
    return Fraction(run(parse(formula), {"k": Fraction(k)}, Fraction, {}))

def at(formula: str, first: int, step: str = "s") -> Function:
    """The formula at k = first + step, for all s, t >= 0 at once."""
    result: Function = run(parse(formula), {"k": Function(first) + STEPS[step]}, Function, {})
    return result

class Family(NamedTuple):
    """Modes k = first, first + 1, ...: `fixed[k]` for the first few k, `general` for the others."""

    first: int
    fixed: dict[int, dict[str, str]]
    general: dict[str, str]

class Model(NamedTuple):
    """B(X, Y) = the sum over `pairs` of the integral of left(X) right(Y) rho; <., .> is its
    symmetric part; `constraints` vanish for every mode; `tables` are claimed for <., .>.
    """

    families: dict[str, Family]
    constraints: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    tables: dict[str, Table]

    def lines(self) -> list[str]:
        shown = ["Let rho(x) = 1/(2 pi (1 - cos x)), D = d/dx, and let the modes be"]
        for p, family in self.families.items():
            rows = [(f"{p}_{k}", fields) for k, fields in family.fixed.items()]
            rows.append((f"{p}_k, k >= {family.first + len(family.fixed)}", family.general))
            for mode, fields in rows:
                shown.append(f"  {mode}: " + ", ".join(f"{f} = {t}" for f, t in fields.items()))
        shown += [f"All of them satisfy {constraint} = 0." for constraint in self.constraints]
        shown.append("Let B(X, Y) be the integral over [-pi, pi] of rho(x) times the sum of")
        shown += [f"  [{left}](X) * [{right}](Y)" for left, right in self.pairs]
        return [*shown, "and <X, Y> = (B(X, Y) + B(Y, X))/2."]

# --- data: the Hou-Li model with weak advection, linearised about (sin x, sin x, sin x) ---

# (A.2.3) of the thesis; the basis of Lemma A.2.3; the form -dE1 of Proposition A.2.4 in this basis.
L1 = "-2*sin(x)*D(u) - 2*cos(x)*psi + 2*u*cos(x) + 2*sin(x)*D(psi)"
L2 = "-2*sin(x)*D(omega) - 2*cos(x)*psi + 2*u*cos(x) + 2*sin(x)*D(u)"
AA, CC = {0: "1 + 1/k**2 - 1/(k-1)**2", 1: "1/k**2"}, {0: "1 + 1/(k*(k+1))"}
AC = {-2: "(k+2)/(2*(k+1)**2)", -1: "-(k**2-k-1)/(2*k**2*(k+1)**2)",
      0: "-(1+2*k-k**2)/(2*k**2*(k+1))"}
PRINTED_AC = {-2: "-(k+2)/(2*(k+1)**2)", -1: "(k**2-k-1)/(2*k**2*(k+1)**2)",
              0: "(1+2*k-k**2)/(2*k**2*(k+1))"}
FAR_AA = Far(2, "1/k**2 - 1/(k-1)**2", "1/(k-1)**2", "1/(k-2)**5")
FAR_AC = Far(1, "-1/(k*(k+1))", "1/k", "1/(3*(k-1)*k*(k+1))")
DERIVED = Table("ac", {("a", "a"): AA, ("a", "c"): AC, ("c", "c"): CC},
                {("a", "a"): FAR_AA, ("a", "c"): FAR_AC}, {(("a", 1), ("a", 1)): "2"})
# As the thesis prints it after "Substituting (A.2.4)": the entries between a and c negated.
PRINTED = DERIVED._replace(
    near={**DERIVED.near, ("a", "c"): PRINTED_AC},
    far={**DERIVED.far, ("a", "c"): FAR_AC._replace(formula="1/(k*(k+1))")})
ENERGY = Model(
    {"a": Family(1, {1: {"u": "0", "omega": "sin(x)", "psi": "sin(x)"}},
                 {"u": "0", "omega": "sin(k*x) - sin((k-1)*x)",
                  "psi": "sin(k*x)/k**2 - sin((k-1)*x)/(k-1)**2"}),
     "c": Family(1, {}, {"u": "sin(k*x)/k - sin((k+1)*x)/(k+1)", "omega": "0", "psi": "0"})},
    ("D(D(psi)) + omega",), ((f"-D({L1})", "D(u)"), (f"-({L2})", "omega")),
    {"derived": DERIVED, "printed": PRINTED})
BASIS = Model(
    {"o": Family(1, {}, {"f": "sin(k*x) - sin((k-1)*x)", "g": "0"}),
     "e": Family(0, {}, {"f": "0", "g": "cos(k*x) - cos((k+1)*x)"})},
    (), (("f", "f"), ("g", "g")),
    {"orthonormal": Table("oe", {("o", "o"): {0: "1"}, ("e", "e"): {0: "1"}}, {}, {})})
FORMS = {"houli": DERIVED}
MODELS = {"houli": ENERGY, "houli-basis": BASIS}

# --- the entries of the operators, for ALL pairs of modes ---

# Offsets k - j up to this one are compared one by one: any value is sound, too small a one refuses.
BAND = 3
Range = tuple[str, int, str]  # family p, index k0, step: all modes (p, k0 + step)

class Entries:
    """The entries <X, Y> of a model, multiplied out as trigonometric polynomials."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.known: dict[Range, list[list[Waves]]] = {}

    def sides(self, p: str, k0: int, step: str) -> list[list[Waves]]:
        """[left(X), right(X)] for each pair of the model."""
        if (p, k0, step) not in self.known:
            family = self.model.families[p]
            formulas = family.general if step else family.fixed.get(k0, family.general)
            k = {"k": Function(k0) + STEPS[step]}
            fields = {f: waves(parse(formula), k, {}) for f, formula in formulas.items()}
            for constraint in self.model.constraints:
                zero = not waves(parse(constraint), {}, fields).terms
                need(zero, "the fields of a mode must satisfy the constraints", p, k0)
            self.known[p, k0, step] = [
                [waves(parse(side), {}, fields) for side in pair] for pair in self.model.pairs]
        return self.known[p, k0, step]

    def entry(self, x: Range, y: Range) -> Function:
        """<X, Y> = (B(X, Y) + B(Y, X))/2"""
        total = Function(0)
        for (left_x, right_x), (left_y, right_y) in zip(self.sides(*x), self.sides(*y), strict=True):
            total += (left_x * right_y).integral() + (left_y * right_x).integral()
        return total * Function(Fraction(1, 2))

    def cells(self, p: str, q: str) -> Iterator[tuple[Range, Range]]:
        """Cells that cover all pairs (p, j), (q, k) of modes; for p = q all with j <= k.

        For each |d| <= BAND, k = j + d: single pairs while a mode is fixed, then one range. Beyond
        the band the larger index is the smaller one + BAND + 1 + t; the smaller is fixed or j0 + s.
        """
        first = {f: self.model.families[f].first for f in (p, q)}
        general = {f: first[f] + len(self.model.families[f].fixed) for f in (p, q)}
        for d in range(0 if p == q else -BAND, BAND + 1):
            end = max(general[p], general[q] - d)
            for j in range(max(first[p], first[q] - d), end):
                yield (p, j, ""), (q, j + d, "")
            yield (p, end, "s"), (q, end + d, "s")
        for low, high in [(p, q)] if p == q else [(p, q), (q, p)]:
            reached = first[low] + BAND + 1 >= general[high]
            need(reached, "beyond the band the mode with the larger index must be general")
            for j in range(first[low], general[low] + 1):
                s = "s" if j == general[low] else ""
                x, y = (low, j, s), (high, j + BAND + 1, "s+t" if s else "t")
                yield (x, y) if low == p else (y, x)

    def compare(self, table: Table, signs: Mapping[tuple[str, str], int]) -> None:
        """<X, Y> = sign * the entry of the table, for ALL pairs of modes of each pair in `signs`:
        on each cell both sides are rational functions of (s, t), and they are the same.
        """
        need(table.width() <= BAND, "the near entries of the table must lie within the band")
        for (p, q), sign in signs.items():
            alone = [(x[1], y[1]) for x, y in table.fixed if (x[0], y[0]) == (p, q)]
            for x, y in self.cells(p, q):
                (_, j, j_step), (_, k, k_step) = x, y
                formula = table.formula(p, q, k - j)  # the same on the whole cell
                if not j_step and not k_step:
                    claimed = Function(table.entry((p, j), (q, k)))
                else:
                    outside = all(a < j or b < k for a, b in alone)
                    need(outside, "an exception of the table must be a cell of its own", p, q)
                    claimed = Function(0) if formula is None else at(formula, k, k_step)
                difference = self.entry(x, y) - claimed * Function(sign)
                need(difference.c == 0, "the entry of the operators is another", p, j, q, k)

# --- the rows of the tail ---

def row_sum(table: Table, x: Mode, beyond: int, ring: tuple[Any, Any, Any]) -> Any:
    """At least the sum of |<x, y>| over all modes y != x with index > beyond, for x = (q, k + s).

    ring = (value, Fraction, 0) is for s = 0; (at, Function, s) for all s >= 0 at once, right when
    the same partners occur for all s: k - width > beyond, and k - width > the fixed indices.
    """
    of, number, s = ring
    family, k = x
    total = number(0)
    for (p, q), offsets in table.near.items():
        for d, formula in offsets.items():
            for here, y, larger in ((p, (q, k + d), k + d), (q, (p, k - d), k)):
                if here == family and y != x and y[1] > beyond:
                    fixed = table.fixed.get((x, y), table.fixed.get((y, x), formula))
                    total += abs(of(fixed, larger))
    for (p, q), far in table.far.items():
        if q == family and k - far.offset > beyond:  # partners (p, j), beyond < j <= k - offset
            total += (number(k - far.offset - beyond) + s) * abs(of(far.formula, k))
        if p == family:  # partners (q, i), i >= k + offset
            total += of(far.total, max(k + far.offset, beyond + 1))
    return total

def need_telescope(bound: str, first: int, term: Function) -> None:
    """bound(k) - bound(k+1) >= term(k) and bound >= 0 for all k = first + s, hence
    sum_{i=k}^n term(i) <= bound(k) - bound(n+1) <= bound(k) for all n: the series converges.
    """
    step = at(bound, first) - at(bound, first + 1) - term
    need(at(bound, first).nonnegative() and step.nonnegative(), "not a bound of the series", bound)

def need_dominant_tail(table: Table, shift: Fraction, n: int, beyond: int, rows: int) -> None:
    """For ALL modes x = (q, k), k > n: <x, x> - shift >= the sum of |<x, y>| over all modes y != x
    with index > beyond, and <x, x> is bounded. The first `rows` values of k one by one, the others
    as one rational function.
    """
    for far in table.far.values():  # all row sums converge
        need_telescope(far.total, 1 + far.offset, abs(at(far.formula, 1 + far.offset)))
    first = n + rows + 1
    clear = first - table.width() > max([beyond, *(k for pair in table.fixed for _, k in pair)])
    need(clear, "the general row must lie a bandwidth beyond the block and the exceptions", rows)
    for q in table.families:
        for k in range(n + 1, first):
            loss = row_sum(table, (q, k), beyond, (value, Fraction, 0))
            margin = table.entry((q, k), (q, k)) - shift - loss
            need(margin >= 0, "a row of the tail must be dominated by its diagonal", q, k, margin)
        diagonal = at(table.near[q, q][0], first)
        degree = sum(e * max(sum(m) for m, _ in f) for f, e in diagonal.powers.items())
        need(degree <= 0, "the diagonal entries must be bounded", q)
        loss = row_sum(table, (q, first), beyond, (at, Function, STEPS["s"]))
        dominated = (diagonal - Function(shift) - loss).nonnegative()
        need(dominated, "all further rows must be dominated (try more rows)", q, first)

# --- finite blocks, and definite matrices: rows[i] = {j: entry}, j <= i, the lower triangle ---

Rows = list[dict[int, Fraction]]

def block(table: Table, n: int, shift: Fraction, tail: Fraction | None, summed: bool) -> Rows:
    """The matrix of F_n - shift I, less C/tail if `tail` is given, over the modes k <= n ordered by
    k and then by family. C >= B B^T: the columns k <= n + width of the coupling B to the modes
    k > n as they are; in the later ones there are only far entries, column (q, k) is formula(k)
    times the vector `ones` of all modes of the far family, and their squares sum to `squares`.

    If `summed`, the coordinate x_k of the far family is replaced by y_k = x_1 + ... + x_k, that is
    x_k = y_k - y_(k-1): a congruence, so definiteness is the same. Row y_k is row x_k minus row
    x_(k+1), in which far entries of equal larger index cancel: beyond width + 1 all entries vanish.
    """
    modes = [(p, k) for k in range(1, n + 1) for p in table.families]
    width = table.width()
    far_family = next(p for p, _ in table.far) if summed else ""
    old = [[((p, k), 1)] + [((p, k + 1), -1)] * (p == far_family and k < n) for p, k in modes]
    rows: Rows = []
    for i in range(len(modes)):
        first = max(0, i - len(table.families) * (width + 2)) if summed else 0
        rows.append({j: sum((a * b * (table.entry(x, y) - (shift if x == y else 0))
                             for x, a in old[j] for y, b in old[i]), Fraction(0))
                     for j in range(first, i + 1)})
    if tail is None:
        return rows
    later = range(n + 1, n + width + 1)
    pieces = [(Fraction(1), {x: table.entry(x, (q, k)) for x in modes})
              for k in later for q in table.families]
    for (p, _), far in table.far.items():
        term = at(far.formula, later[-1] + 1)
        need_telescope(far.squares, later[-1] + 1, term * term)
        pieces.append((value(far.squares, later[-1] + 1), {x: Fraction(x[0] == p) for x in modes}))
    for weight, column in pieces:
        v = {i: sum(a * column[x] for x, a in old[i]) for i in range(len(modes))}
        v = {i: a for i, a in v.items() if a}
        for i, j in product(v, v):
            if j <= i:
                rows[i][j] = rows[i].get(j, Fraction(0)) - weight / tail * v[i] * v[j]
    return rows

def need_pivots(rows: Rows) -> None:
    """A symmetric matrix is positive definite iff all pivots of Gaussian elimination without
    pivoting are positive; here on integer rows, which may be multiplied by positive numbers.
    """
    n = len(rows)
    need(n <= PIVOT_LIMIT, "exact elimination is for small matrices", n)
    full = [{j: rows[max(i, j)].get(min(i, j), Fraction(0)) for j in range(n)} for i in range(n)]
    scale = [lcm(*(c.denominator for c in row.values())) for row in full]
    a = [{j: int(c * scale[i]) for j, c in row.items() if c} for i, row in enumerate(full)]
    for k in range(n):
        pivot = a[k].get(k, 0)
        need(pivot > 0, "every pivot must be positive", k + 1)
        for i in range(k + 1, n):
            factor = a[i].get(k, 0)
            if factor:
                row = {j: pivot * a[i].get(j, 0) - factor * a[k].get(j, 0) for j in {**a[i], **a[k]}}
                content = gcd(*row.values())
                a[i] = {j: c // content for j, c in row.items() if c and j > k}

def need_dominant(rows: Rows, exponent: int, factor: list[list[int]], scaling: list[int]) -> None:
    """Let L be lower triangular, D = diag(2^e_i), E = D A D - 4^x L L^T. If E_ii > the sum of
    |E_ij| over j != i for all i, then E is positive definite (Gershgorin), hence D A D, hence A.

    L is by rows that end at the diagonal. margin_i = E_ii - sum |E_ij| = exact_i - 4^x units_i.
    """
    n, unit = len(rows), Fraction(4) ** exponent
    need(len(factor) == n == len(scaling), "one row and one scaling for each row of the matrix", n)
    fits = all(1 <= len(row) <= i + 1 for i, row in enumerate(factor))
    need(fits, "row i of a lower triangular factor has 1 to i + 1 entries")
    exact, units = [Fraction(0)] * n, [0] * n
    for i, row in enumerate(factor):
        first = i + 1 - len(row)
        for j in sorted({*range(first, i + 1), *rows[i]}):
            start = max(first, j + 1 - len(factor[j]))
            here, there = row[start - first:j + 1 - first], factor[j][start - j - 1:]
            inner = sum(map(mul, here, there)) if j >= first else 0  # (L L^T)_ij
            if j in rows[i]:
                e = rows[i][j] * Fraction(2) ** (scaling[i] + scaling[j]) - unit * inner
                exact[i] += e if i == j else -abs(e)
                exact[j] -= 0 if i == j else abs(e)
            else:
                units[i] += inner if i == j else abs(inner)
                units[j] += 0 if i == j else abs(inner)
    margin = min(a - unit * b for a, b in zip(exact, units, strict=True))
    need(margin > 0, "what the factor leaves must be diagonally dominant", margin)

def terms(table: Table, vector: Mapping[str, list[int]]) -> Iterator[tuple[Fraction, int]]:
    """(entry, weight), such that the sum of entry * weight is the form at the vector."""
    n = len(vector[table.families[0]])
    for (p, q), offsets in table.near.items():
        for d in offsets:
            for k in range(max(1, 1 + d), min(n, n + d) + 1):
                weight = vector[p][k - d - 1] * vector[q][k - 1]
                yield table.entry((p, k - d), (q, k)), weight * (1 if p == q and d == 0 else 2)
    for (p, q), far in table.far.items():
        prefix = 0
        for k in range(1 + far.offset, n + 1):
            prefix += vector[p][k - far.offset - 1]
            yield value(far.formula, k), 2 * prefix * vector[q][k - 1]

# --- the kinds: parameters -> (statement, check of a witness) ---

BLOCK_LIMIT, EXACT_BLOCK_LIMIT, PIVOT_LIMIT, ROWS_LIMIT = 20000, 50, 100, 10000
SIZE_LIMIT, SHOWN_SIZE, EXPONENT_OF_TWO_LIMIT = 2000, 10, 4096
BITS = 300  # finer than a relative precision of 256 bits of numbers of the size of the form
SYMBOL, SYMBOL_LIMIT = re.compile(r"[a-z][a-z0-9_]{0,15}"), 6
RESERVED = ("x", "sin", "cos", "pi", "e", "i")
INDEX_LIMIT = 10**6
Kind = tuple[str, Check]

def identity(parameters: Json, refuted: bool) -> Kind:
    """left = right for all real x and all real values of the symbols; refuted: at integer values of
    the symbols, where the frequencies are distinct integers, left - right has a nonzero term.
    """
    where = "$.claim.parameters"
    record(parameters, where, "left", "right", "symbols")
    symbols = mapping(parameters["symbols"], where)
    good = all(SYMBOL.fullmatch(s) is not None and s not in RESERVED for s in symbols)
    form(good and len(symbols) <= SYMBOL_LIMIT, f"{where}.symbols: not names of symbols", symbols)
    least = {s: integer(symbols[s], s, -INDEX_LIMIT, INDEX_LIMIT) for s in sorted(symbols)}
    sides = [text(parameters[side], where, ALLOWED) for side in ("left", "right")]
    programs = [parse(side) for side in sides]
    unknown = set().union(*map(names_of, programs)) - {"x", *least}
    form(not unknown, f"{where}: names that are no symbols", sorted(unknown))
    quantifiers = ", ".join(["For all real x", *(f"all real {s} >= {n}" for s, n in least.items())])
    lines = [quantifiers, f"  {sides[0]}", "=", f"  {sides[1]}"]
    lines = ["Let D = d/dx."] * ("D(" in "".join(sides)) + lines
    if refuted:
        lines.insert(0, "The following is FALSE (both sides are defined and differ for some values):")

    def check(witness: Json, _: Mapping[str, bytes]) -> None:
        record(witness, "$.witness", *["values"] * refuted)
        if refuted:
            values = record(witness["values"], "$.witness.values", *least)
            at_point = {s: integer(values[s], s, n, INDEX_LIMIT) for s, n in least.items()}
            index = {s: Function(k) for s, k in at_point.items()}
        else:
            index = {s: Function(n) + symbol(i) for i, (s, n) in enumerate(least.items())}
        left, right = (waves(program, index, {}) for program in programs)
        differ = bool((left - right).terms)
        need(differ == refuted, "left and right must " + ("differ" if refuted else "be equal"))

    return "\n".join(lines), check

def entries(parameters: Json, refuted: bool) -> Kind:
    """The table holds the entries of the operators; refuted: not at one pair of modes, the witness,
    and (parameter `opposite`) the entries of whole pairs of families have the opposite sign.
    """
    where = "$.claim.parameters"
    record(parameters, where, "model", "table", *["opposite"] * refuted)
    model = MODELS[choice(parameters["model"], where, MODELS)]
    table = model.tables[choice(parameters["table"], where, model.tables)]
    pairs, lines = table.pairs(), model.lines()
    if not refuted:
        lines += ["Then for ALL pairs of modes", *table.lines()]
    else:
        names = parameters["opposite"]
        allowed = [f"{p},{q}" for p, q in pairs]
        fits = isinstance(names, list) and all(name in allowed for name in names)
        form(fits and len(set(names)) == len(names), f"{where}.opposite: expected pairs", names)
        pairs = [pair for pair, name in zip(pairs, allowed, strict=True) if name in names]
        lines += ["Then the table", *table.lines(),
                  "is FALSE: for some pair of modes <X, Y> is another number."]
        lines += [f"For ALL j and k the true entry <{p}_j, {q}_k> is the NEGATIVE of that of the"
                  " table." for p, q in pairs]

    def mode(value: Json) -> Mode:
        fits = isinstance(value, list) and len(value) == 2 and value[0] in list(model.families)
        form(fits and type(value[1]) is int, "$.witness: expected [family, index]", value)
        least = model.families[value[0]].first
        return value[0], integer(value[1], "$.witness", least, INDEX_LIMIT)

    def check(witness: Json, _: Mapping[str, bytes]) -> None:
        record(witness, "$.witness", *["x", "y"] * refuted)
        derived = Entries(model)
        if refuted:
            x, y = mode(witness["x"]), mode(witness["y"])
            difference = derived.entry((*x, ""), (*y, "")) - Function(table.entry(x, y))
            need(difference.c != 0, "the two entries must differ at the pair of the witness", x, y)
        derived.compare(table, dict.fromkeys(pairs, -1 if refuted else 1))

    return "\n".join(lines), check

def matrix(parameters: Json, below: bool) -> Kind:
    """lambda_min(A) > bound, or < bound by v.A v < bound v.v (Rayleigh), A literal or a block."""
    where = "$.claim.parameters"
    record(parameters, where, "matrix", "bound")
    bound, source = rational(parameters["bound"], where), parameters["matrix"]
    table, rows, damping = None, [], Fraction(0)
    if isinstance(source, dict):
        record(source, where, "model", "block", "damping")
        model = choice(source["model"], where, FORMS)
        n = integer(source["block"], where, 1, SIZE_LIMIT // 2)
        table, damping = FORMS[model], rational(source["damping"], where)
        size = n * len(table.families)
        lines = [f"Let A be the {size} x {size} matrix of the entries <X, Y> - ({damping}) [X = Y]",
                 f"between the modes X, Y with index k <= {n}, where (table of the model {model})",
                 *table.lines()]
    else:
        rows = listing(source, where, partial(listing, read=rational))
        size = len(rows)
        square = size <= SIZE_LIMIT and all(len(row) == size for row in rows)
        form(square and rows == list(map(list, zip(*rows, strict=True))), "not symmetric", size)
        shown = "; ".join(" ".join(map(str, row)) for row in rows)
        lines = [f"Let A = [{shown}]." if size <= SHOWN_SIZE else
                 f"Let A be the {size} x {size} matrix whose canonical JSON has {digest(source)}."]
    lines.append(f"Then the smallest eigenvalue of A is {'<' if below else '>'} {bound}.")

    def shifted(summed: bool) -> Rows:
        if table is not None:
            return block(table, n, damping + bound, None, summed)
        return [{j: row[j] - (bound if i == j else 0) for j in range(i + 1)}
                for i, row in enumerate(rows)]

    def check_above(witness: Json, companions: Mapping[str, bytes]) -> None:
        method = choice(witness.get("method"), "$.witness.method", ("elimination", "factor"))
        if method == "elimination":
            record(witness, "$.witness", "method")
            need(size <= PIVOT_LIMIT, "exact elimination is for small matrices", size)
            return need_pivots(shifted(True))
        record(witness, "$.witness", "method", "factor", optional=("scaling",))
        scaling = [0] * size
        if "scaling" in witness:
            scaling = integers(witness["scaling"], "$.witness.scaling")
            small = all(abs(e) <= EXPONENT_OF_TWO_LIMIT for e in scaling)
            need(small, "a scaling exponent is too large", EXPONENT_OF_TWO_LIMIT)
        exponent, factor = read_factor(witness["factor"], size, companions)
        return need_dominant(shifted(False), exponent, factor, scaling)

    def check_below(witness: Json, _: Mapping[str, bytes]) -> None:
        v = integers(record(witness, "$.witness", "vector")["vector"], "$.witness.vector")
        need(len(v) == size and any(v), "a vector that fits the matrix, not zero", len(v), size)
        if table is None:
            form_value = sum(v[i] * sum(map(mul, row, v)) for i, row in enumerate(rows))
        else:
            parts = {p: v[i::len(table.families)] for i, p in enumerate(table.families)}
            form_value = sum(c * w for c, w in terms(table, parts))
        excess = form_value - (damping + bound) * sum(map(mul, v, v))
        need(excess < 0, "the Rayleigh quotient must be below the bound", excess)

    return "\n".join(lines), check_below if below else check_above

def read_factor(tree: Json, size: int, companions: Mapping[str, bytes]) -> tuple[int, Any]:
    """The exponent and the rows of a factor; a companion holds the full lower triangle by rows,
    as signed little-endian integers of 8 bytes.
    """
    where = "$.witness.factor"
    key = "companion" if "companion" in mapping(tree, where) else "mantissas"
    exponent = integer(tree.get("exponent"), where, -EXPONENT_OF_TWO_LIMIT, EXPONENT_OF_TWO_LIMIT)
    record(tree, where, "exponent", key)
    if key == "mantissas":
        form(isinstance(tree[key], list), f"{where}: expected a list", tree[key])
        need(len(tree[key]) == size, "the factor must have one row for each row", size)
        return exponent, listing(tree[key], where, integers)
    data = companions[choice(tree[key], where, companions)]
    need(len(data) == 4 * size * (size + 1), "the companion must hold a full triangle", len(data))
    starts = [4 * i * (i + 1) for i in range(size)]
    return exponent, [struct.unpack_from(f"<{i + 1}q", data, at) for i, at in enumerate(starts)]

def form_lines(model: str, damping: Fraction | str) -> list[str]:
    """The definition of F."""
    families = FORMS[model].families
    sequences = " and ".join(f"{p} = ({p}_1, {p}_2, ...)" for p in families)
    squares, shift = " + ".join(f"|{p}|^2" for p in families), damping
    return [f"Let {sequences} be real sequences, |.|^2 the sum of the squares, and",
            f"  F({', '.join(families)}) = sum over families p, q and j, k >= 1 of <p_j, q_k> p_j q_k",
            f"  - {shift} ({squares}), where (table of the model {model})", *FORMS[model].lines()]

class Positive(NamedTuple):
    """F >= 0 on square-summable sequences, for the damping. F_N, B, T: block, coupling, tail of F.

    schur: if T >= tail > 0, C >= B B^T and F_N - C/tail > bound >= 0, then F >= 0, for
        x.F_N x + 2 x.B y + y.T y >= x.(F_N - B B^T/tail) x + tail |y + B^T x/tail|^2;
    T >= tail by Gershgorin. absolute: by 2 x y >= -(x^2 + y^2) for each entry between block and
    tail, F >= 0 if F_N > bound >= the row sum beyond N of each mode of the block, and each mode of
    the tail has a diagonal entry >= damping + tail + its whole row sum, tail >= 0.
    """

    table: Table
    damping: Fraction
    n: int
    tail: Fraction
    bound: Fraction
    schur: bool

    def check(self, witness: Json) -> None:
        table, size = self.table, self.n * len(self.table.families)
        record(witness, "$.witness", "method", "rows", optional=("factor",))
        method = choice(witness["method"], "$.witness", ("elimination", "factor"))
        rows = integer(witness["rows"], "$.witness", table.width(), ROWS_LIMIT)
        record(witness, "$.witness", "method", "rows", *["factor"] * (method == "factor"))
        exponent, factor = 0, []
        if method == "factor":
            exponent, factor = read_factor(witness["factor"], size, {})
        else:
            need(self.n <= EXACT_BLOCK_LIMIT, "exact elimination is for small blocks", self.n)
        right = self.tail > 0 and self.bound >= 0 if self.schur else self.tail >= 0
        need(right, "the bounds of the tail and of the block must be positive", self.tail)
        beyond = self.n if self.schur else 0
        need_dominant_tail(table, self.damping + self.tail, self.n, beyond, rows)
        for x in product(table.families, range(1, self.n + 1)) if not self.schur else ():
            loss = row_sum(table, x, self.n, (value, Fraction, 0))
            need(loss <= self.bound, "no row may lose more to the tail than the bound", *x, loss)
        tail = self.tail if self.schur else None
        f = block(table, self.n, self.damping + self.bound, tail, summed=True)
        if method == "factor":
            need_dominant(f, exponent, factor, [0] * size)
        else:
            need_pivots(f)

def positive(parameters: Json) -> Kind:
    where = "$.claim.parameters"
    record(parameters, where, "model", "damping", "block", "tail", "bound", "coupling")
    model = choice(parameters["model"], where, FORMS)
    damping, tail, bound = (rational(parameters[k], where) for k in ("damping", "tail", "bound"))
    n = integer(parameters["block"], where, 1, BLOCK_LIMIT)
    schur = choice(parameters["coupling"], where, ("schur", "absolute")) == "schur"
    families = FORMS[model].families
    size = n * len(families)
    block_text = f"(2) the block of the modes k <= {n} ({size} x {size})"
    shown = [f"(1) the block of the modes k > {n} is >= {tail} times the identity;",
             f"{block_text}, even after the subtraction of B B^T/({tail}),",
             f"    B its coupling to the modes k > {n}, has smallest eigenvalue > {bound}."]
    if not schur:
        shown = [f"(1) each mode k > {n}: its diagonal entry minus the absolute values of ALL other",
                 f"    entries of its row is >= {tail};",
                 f"{block_text} has smallest eigenvalue > {bound};",
                 f"(3) each mode k <= {n}: the absolute values of its entries with modes k > {n}",
                 f"    sum to at most {bound}."]
    lines = [*form_lines(model, f"({damping})"),
             f"Then F({', '.join(families)}) >= 0 for all square-summable sequences.",
             "More precisely, in the matrix of F:", *shown]
    claim = Positive(FORMS[model], damping, n, tail, bound, schur)
    return "\n".join(lines), lambda witness, _: claim.check(witness)

def check_negative(table: Table, damping: Fraction, witness: Json) -> None:
    """F < 0 at an integer vector v: every term rounded down to a multiple of 2^-BITS, so that
    low <= 2^BITS F(v) < low + count.
    """
    record(witness, "$.witness", *table.families)
    vector = {p: integers(witness[p], "$.witness") for p in table.families}
    lengths = {len(v) for v in vector.values()}
    need(len(lengths) == 1 and max(lengths) <= BLOCK_LIMIT, "as many components for each family")
    square = sum(x * x for v in vector.values() for x in v)
    need(square > 0, "the vector must not be zero")
    low = count = 0
    for c, weight in (*terms(table, vector), (-damping, square)):
        low += (weight * c.numerator << BITS) // c.denominator
        count += 1
    need(low > 0 or low + count <= 0, "the value is too close to 0 for the precision",
         verdict=INCONCLUSIVE)
    need(low + count <= 0, "the form must be negative at the vector", Fraction(low, 2**BITS))

def negative(parameters: Json) -> Kind:
    where = "$.claim.parameters"
    record(parameters, where, "model", "damping")
    model = choice(parameters["model"], where, FORMS)
    damping, families = rational(parameters["damping"], where), ", ".join(FORMS[model].families)
    lines = [*form_lines(model, f"({damping})"),
             f"Then F({families}) < 0 for some sequences with finitely many nonzero terms."]
    return "\n".join(lines), lambda witness, _: check_negative(FORMS[model], damping, witness)

def best_damping(parameters: Json) -> Kind:
    """F >= 0 at the lower end (positive, schur, bound 0), F < 0 somewhere at the upper end."""
    where = "$.claim.parameters"
    record(parameters, where, "model", "lower", "upper")
    model = choice(parameters["model"], where, FORMS)
    lower, upper = (rational(parameters[end], where) for end in ("lower", "upper"))
    families = ", ".join(FORMS[model].families)
    lines = [*form_lines(model, "kappa"),
             f"Then the largest real kappa with F({families}) >= 0 for all square-summable",
             f"sequences satisfies {lower} <= kappa < {upper}."]

    def check(witness: Json, _: Mapping[str, bytes]) -> None:
        need(lower < upper, "the lower end must be below the upper end", lower, upper)
        record(witness, "$.witness", "block", "tail", "positive", "direction")
        n = integer(witness["block"], "$.witness.block", 1, BLOCK_LIMIT)
        tail = rational(witness["tail"], "$.witness.tail")
        Positive(FORMS[model], lower, n, tail, Fraction(0), True).check(witness["positive"])
        check_negative(FORMS[model], upper, witness["direction"])

    return "\n".join(lines), check

KINDS: dict[str, Callable[[Json], Kind]] = {
    "identity.trigonometric": partial(identity, refuted=False),
    "identity.trigonometric-refuted": partial(identity, refuted=True),
    "matrix.eigenvalue-below": partial(matrix, below=True),
    "matrix.positive-definite": partial(matrix, below=False),
    "quadratic-form.best-damping": best_damping,
    "quadratic-form.entries": partial(entries, refuted=False),
    "quadratic-form.entries-refuted": partial(entries, refuted=True),
    "quadratic-form.negative": negative,
    "quadratic-form.positive": positive,
}

def kind(name: str, parameters: Json) -> Kind:
    need(name in KINDS, "unknown kind of claim", name, verdict=UNSUPPORTED)
    return KINDS[name](parameters)

def statement(name: str, parameters: Json) -> str:
    """The canonical statement of a claim; raises `Refused`."""
    return kind(name, parameters)[0]

# --- verdicts and the command line ---

def verify_bytes(data: bytes, folder: str) -> tuple[str, str, str]:
    """(verdict, statement, why) of the bytes of a certificate with companions in `folder`."""
    try:
        name, parameters, witness, companions = read_certificate(data, folder)
        proved, check = kind(name, parameters)
        for file in companions:
            form(repr(file) in str(witness), "a companion that the witness does not use", file)
        check(witness, companions)
    except Refused as refusal:
        return refusal.verdict, "", str(refusal)
    except MemoryError:
        return INCONCLUSIVE, "", "out of memory"
    return VERIFIED, proved, ""

def verify_file(path: str | os.PathLike[str]) -> tuple[str, str, str]:
    """(verdict, statement, why) of a certificate file."""
    try:
        data = read_file(os.fspath(path), FILE_LIMIT)
    except Refused as refusal:
        return refusal.verdict, "", str(refusal)
    return verify_bytes(data, os.path.dirname(os.fspath(path)))

def certificates(folder: str) -> list[str]:
    """All *.json in a folder, recursively; folders that cannot be listed stand for themselves."""
    found, folders = [], [folder]
    while folders:
        here = folders.pop()
        try:
            with os.scandir(here) as listed:
                items = list(listed)
        except OSError:
            found.append(here)
            continue
        folders += [item.path for item in items if item.is_dir(follow_symlinks=False)]
        found += [item.path for item in items
                  if item.name.endswith(".json") and not item.is_dir(follow_symlinks=False)]
    return sorted(found)

def main() -> int:
    parser = argparse.ArgumentParser(description="Verify certificates.", allow_abbrev=False)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a certificate or a folder")
    parser.add_argument("--json", action="store_true", help="print one JSON array")
    arguments = parser.parse_args()
    results, nothing = [], False
    for path in arguments.paths:
        found = certificates(path) if os.path.isdir(path) else [path]
        if not found:
            nothing = True
            sys.stderr.write(f"no certificate in the folder {ascii(path)}\n")
        for file in found:
            verdict, proved, why = verify_file(file)
            results.append({"path": file, "verdict": verdict, "statement": proved, "why": why})
            if not arguments.json:
                shown = "".join(f"  {line}\n" for line in (proved or why).splitlines())
                sys.stdout.write(f"{verdict}  {ascii(file)[1:-1]}\n{shown}")
    counts = {v: sum(result["verdict"] == v for result in results) for v in VERDICTS}
    sys.stdout.write(json.dumps(results, indent=1) + "\n" if arguments.json else
                     ", ".join(f"{n} {v.lower()}" for v, n in counts.items()) + "\n")
    sys.stdout.flush()
    return 2 if nothing else next(code for verdict, code in EXIT_CODES if counts[verdict])

if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # the reader of the output is gone: do not fail again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(2)
