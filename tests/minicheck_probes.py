"""Probes of the second checker: files at the limits of the format, the command line, and inputs of
its functions that no file can hold.

As in kernel_probes.py, each function is a probe of `checker_mutants.py`. `_write` writes the files.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import struct
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cap import minicheck
from cap.minicheck import (
    DERIVED,
    MODELS,
    ORTHONORMAL,
    Function,
    Model,
    Refused,
    Table,
    Waves,
    at,
    block,
    cells,
    need,
    need_dominant,
    need_dominant_tail,
    need_entries,
    need_pivots,
    need_telescope,
    operators,
    parse,
    row_sum,
    sides,
    symbol,
    terms,
    value,
)

Json = Any
MIB = 2**20
IDENTITY = "identity.trigonometric"
DEFINITE = "matrix.positive-definite"


# --- files ---


def _write(folder: Path) -> list[str]:
    """Files at both sides of the limits, and those of test_minicheck.py: their paths."""
    from tests import test_minicheck as known
    from tests.files import certificate, companion, encoded, sealed

    files: dict[str, bytes] = {**known.MALFORMED, **known.WELL_FORMED, **known.UNSUPPORTED}
    trees: dict[str, Json] = {
        title: certificate(*content) for title, content in {**known.RIGHT, **known.WRONG}.items()
    }

    def identity(left: str, right: str, **symbols: int) -> Json:
        return certificate(IDENTITY, {"left": left, "right": right, "symbols": symbols}, {})

    good = identity("1", "1")
    files |= {"no key": b"{}", "no format": b'{"claim": 1}'}
    for n in (8 * MIB, 8 * MIB + 1):
        files[f"{n} bytes"] = encoded(good) + b" " * (n - len(encoded(good)))
    for n in (10_000, 10_001):  # 7 objects are the certificate itself
        objects = n - encoded(good).count(b"{")
        trees[f"{n} objects"] = {**good, "made_by": {"x": [{}] * objects}}
    for n in (100_000, 100_001):
        lists = n - encoded(good).count(b"[") - 1
        trees[f"{n} lists"] = {**good, "made_by": {"x": [[]] * lists}}
    for integer in (2**53, -(2**53), 2**53 + 1, -(2**53) - 1):
        trees[f"integer {integer}"] = {**good, "made_by": {"x": integer}}
    two = [["2", "-1"], ["-1", "2"]]
    for n in (2**53, 2**53 + 1, 2**53 - 1, 16**4095, 16**4096):
        for text in (hex(n), hex(-n)):
            trees[f"vector {text[:20]} {len(text)}"] = certificate(
                "matrix.eigenvalue-below",
                {"matrix": two, "bound": "1001/1000"},
                {"vector": [text, text]},
            )
    for n in (1000, 1001):
        for bound in (f"-{'7' * n}", f"-1/{'7' * n}", f"-1/0{'7' * (n - 1)}"):
            claim = {"matrix": two, "bound": bound}
            trees[f"bound {bound[:6]} {n}"] = certificate(
                DEFINITE, claim, {"method": "elimination"}
            )
        trees[f"formula of {n} letters"] = identity("1" + " " * (n - 1), "1")
    trees["derivative on the right"] = identity("cos(x)", "D(sin(x))")
    trees["elimination with a scaling"] = certificate(
        DEFINITE, {"matrix": two, "bound": "0"}, {"method": "elimination", "scaling": [0, 0]}
    )
    for i in range(-4, 5):  # F = -i/2^300, in units of the precision
        damping = str(2 + Fraction(i, 2**300))
        trees[f"damping 2 + {i}/2^300"] = certificate(
            "quadratic-form.negative", {"model": "houli", "damping": damping}, {"a": [1], "c": [0]}
        )
    for n in (39, 40, 41):
        trees[f"{n} parentheses"] = identity("(" * n + "1" + ")" * n, "1")
        trees[f"{n} signs"] = identity("-" * n + "1", "-1" if n % 2 else "1")
        trees[f"{n} of both"] = identity("-(" * (n // 2) + "1" + ")" * (n // 2), "1")
    for n in (64, 65):
        trees[f"power {n}"] = identity(f"1**{n}", "1")
        trees[f"power {n} of a power"] = identity(f"(1**{n // 8 if n == 64 else 9})**8", "1")
        trees[f"power {n} in a sum"] = identity(f"1 + (1**8 + 1**{n})*1", "3")
    for n in (100, 101):
        trees[f"integer of {n} digits"] = identity(f"{'3' * n} - {'3' * n}", "0")
    for n in (6, 7):
        names = "abcdfgh"[:n]
        trees[f"{n} symbols"] = identity(
            "+".join(names), "+".join(names), **dict.fromkeys(names, 0)
        )
    for n in (10**6, 10**6 + 1, -(10**6), -(10**6) - 1):
        trees[f"symbol from {n}"] = identity("k", "k", k=n)
    for name in ("k" * 16, "k" * 17, "k_1", "k0", "_k", "e", "i", "ex", "ix", "x1", "cos1", "pi2"):
        trees[f"symbol {name}"] = identity(name, name, **{name: 0})
    for n in (999, 1000, 1001):
        trees[f"{n} waves"] = identity(f"cos({n}*x)*cos(x)", f"cos(x)*cos({n}*x)")
    sums = {n: "+".join(f"cos({i}*x)" for i in range(n)) for n in (20, 22, 23, 24)}
    for n, text in sums.items():
        trees[f"{n} waves squared"] = identity(f"({text})*({text})", f"({text})**2")
    for rows, size in ((10001, 4), (2, 50), (2, 51)):
        trees[f"{rows} rows, block {size}"] = certificate(
            "quadratic-form.positive",
            {
                "model": "houli",
                "damping": "1/10",
                "block": size,
                "tail": "49/100",
                "bound": "0",
                "coupling": "schur",
            },
            {"method": "elimination", "rows": rows},
        )
    for n in (10, 11, 100, 101):
        chain = [[str(known.second_difference(n)[i][j]) for j in range(n)] for i in range(n)]
        claim = {"matrix": chain, "bound": "0"}
        trees[f"chain of {n}"] = certificate(DEFINITE, claim, {"method": "elimination"})

    # a factor in a companion, and companions that are not as the file says
    matrix = {"matrix": [["5", "-2"], ["-2", "5"]], "bound": "1/10"}
    data = struct.pack("<3q", 8, -4, 7)
    for title, change in {
        "as it is": {},
        "other size": {"bytes": 23},
        "larger size": {"bytes": 25},
        "other digest": {"sha256": "0" * 64},
        "no digest": {"sha256": "0" * 63},
        "no file": {"file": "b.bin"},
        "a path": {"file": "../a.bin"},
        "size at the limit": {"bytes": 256 * MIB},
        "size beyond": {"bytes": 256 * MIB + 1},
        "negative size": {"bytes": -1},
        "size true": {"bytes": True},
    }.items():
        listed = {**companion("a.bin", data), **change}
        witness = {"method": "factor", "factor": {"exponent": -2, "companion": "a.bin"}}
        trees[f"companion {title}"] = certificate(DEFINITE, matrix, witness, [listed])
    one = companion("a.bin", data)
    others = [{**one, "file": f"{name}.bin"} for name in "bcde"]
    trees["a companion named twice"] = certificate(DEFINITE, matrix, witness, [one, one])
    for n in (3, 4):
        trees[f"{n + 1} companions"] = certificate(DEFINITE, matrix, witness, [one, *others[:n]])
    for size in (64 * MIB, 64 * MIB + 1):
        four = [{**each, "bytes": size} for each in [one, *others[:3]]]
        trees[f"companions of {size}"] = certificate(DEFINITE, matrix, witness, four)
    wrong = [data[:-8], data + data[:8], struct.pack("<3q", 8, 4, 7), struct.pack(">3q", 8, -4, 7)]
    for i, content in enumerate(wrong):
        (folder / f"w{i}.bin").write_bytes(content)
        factor = {"exponent": -2, "companion": f"w{i}.bin"}
        trees[f"wrong companion {i}"] = certificate(
            DEFINITE,
            matrix,
            {"method": "factor", "factor": factor},
            [companion(f"w{i}.bin", content)],
        )
    for exponent in (-4096, -4097, 4096, 4097, -3, -1):
        for scale in ([0, 0], [1, 0], [4096, -4096], [4097, 0], [0, -4097], [0], [0, 0, 0]):
            factor = {"exponent": exponent, "mantissas": [[8], [-4, 7]]}
            trees[f"exponent {exponent}, scaling {scale}"] = certificate(
                DEFINITE, matrix, {"method": "factor", "factor": factor, "scaling": scale}
            )
    for name in "abcde":
        (folder / f"{name}.bin").write_bytes(data)

    del trees["product of too many terms"]  # takes seconds
    files |= {title: encoded(sealed(tree)) for title, tree in trees.items()}
    (folder / "link.json").symlink_to("good.json")
    (folder / "folder.json").mkdir()
    os.mkfifo(folder / "pipe.json")
    paths = [folder / name for name in ("link.json", "folder.json", "pipe.json", "missing.json")]
    for i, content in enumerate(files.values()):
        paths.append(folder / f"{i}.json")
        paths[-1].write_bytes(content)
    return [str(path) for path in paths]


# --- what the functions say ---


def _said(call: Callable[[], object]) -> str:
    try:
        return _shown(call())
    except Refused as refusal:
        return f"refused: {refusal.args}"
    except ZeroDivisionError:
        return "division by zero"


def _shown(result: object) -> str:
    if isinstance(result, Function):
        return f"{sorted(result.above.items())} / {sorted(result.below.items())}"
    if isinstance(result, Waves):
        return str(sorted((term, _shown(c)) for term, c in result.terms.items()))
    if isinstance(result, dict):
        return str(sorted((str(key), _shown(item)) for key, item in result.items()))
    if isinstance(result, (list, tuple)):
        return f"[{', '.join(map(_shown, result))}]"
    return str(result)


def _all(calls: Iterable[Callable[[], object]]) -> str:
    return "\n".join(map(_said, calls))


def guards() -> str:
    """Only True passes, whatever a value says of itself; refusals show at most 80 characters."""
    return _all(
        lambda seen=seen: need(*seen)
        for seen in ((True, "why"), (1, "why"), (False, "why", "x" * 100, 5), (None, "why"))
    )


def command_line() -> str:
    """Options, order of verdicts, last line, exit codes."""
    files = {
        "v": b'{"format": "cap-certificate/1"}',
        "u": b'{"format": "other"}',
        "r": None,
        "g": None,
        "i": None,
    }
    from tests.files import certificate, encoded

    def identity(right: str) -> bytes:
        return encoded(certificate(IDENTITY, {"left": "1", "right": right, "symbols": {}}, {}))

    files |= {"r": identity("2"), "g": identity("1")}
    files["i"] = encoded(
        certificate(
            "quadratic-form.negative", {"model": "houli", "damping": "2"}, {"a": [1], "c": [0]}
        )
    )
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sub").mkdir()
        (folder / "empty").mkdir()
        for key, data in files.items():
            (folder / "sub" / f"{key}.json").write_bytes(data or b"")
        paths = {key: str(folder / "sub" / f"{key}.json") for key in files}
        runs = [
            [],
            ["--json"],
            ["--other", paths["g"]],
            [paths["g"]],
            [paths["r"]],
            [paths["i"]],
            [paths["u"]],
            [paths["v"]],
            [paths["g"], paths["r"]],
            [paths["i"], paths["r"]],
            [paths["u"], paths["r"]],
            [paths["u"], paths["v"]],
            ["--quiet", paths["g"]],
            ["--quiet", paths["r"], paths["g"]],
            ["--json", paths["g"], paths["r"]],
            ["--json", "--quiet", paths["g"]],
            [str(folder)],
            [str(folder / "empty")],
            [str(folder / "missing")],
            [paths["i"], paths["g"]],
        ]
        lines = []
        for arguments in runs:
            out, err = io.StringIO(), io.StringIO()
            with redirect_stdout(out), redirect_stderr(err):
                code = minicheck.main(arguments)
            lines.append(f"{code} {out.getvalue()} {err.getvalue()}".replace(name, ""))
    return "\n".join(lines)


def formulas() -> str:
    """Values of formulas at an index and on a range; what is not a formula."""
    texts = [
        "1",
        "k",
        "-k**2",
        "(k+1)*(k-1)/k",
        "1/(k-3)",
        "2-3-4",
        "8/4/2",
        "2**3**2",
        "-2**2",
        "1/k**2 - 1/(k-1)**2",
        "(k**2-1)/(k+1)",
        "0/(k+1)",
        "k/0",
        "0/0",
        "(k",
        "k)",
        "k k",
        "",
        "+1",
        "k+",
        "k**",
        "k**0",
        "k**-1",
        "k***2",
        "k^2",
        "1.5",
        "j",
        "sin(k)",
        "()",
        "k(1)",
        "1//2",
        "2 k",
        "((k))",
        "k**64",
        "k**65",
        "(k**8)**8",
        "(k**8)**9",
        "k**007",
        "k**064",
        "k**1",
        "k**007+1",
        "k1(1)",
    ]
    return _all(
        lambda text=text, step=step: at(text, 4, step) if step is not None else parse(text)[1]
        for text in texts
        for step in ("s", "t", "st", "", None)
    )


def functions() -> str:
    """Sums, products, quotients, signs and cancellations of rational functions."""
    s, t, one, zero = symbol(0), symbol(1), minicheck.number(1), minicheck.number(0)
    parts = [
        zero,
        one,
        -one,
        one - s / (one + one),
        s,
        s + one,
        s * t + one,
        one - s,
        s * s - one,
        minicheck.number(Fraction(-2, 3)),
        (s + one) / (t + one),
        one / (s + one) / (s + one),
        s / (s * s + s + one),
    ]
    pairs = [(p, q) for p in parts for q in parts]
    return _all(
        call
        for p, q in pairs
        for call in (
            lambda p=p, q=q: p + q,
            lambda p=p, q=q: p - q,
            lambda p=p, q=q: p * q,
            lambda p=p, q=q: p / q,
            lambda p=p: abs(p),
            lambda p=p: (bool(p), p.nonnegative(), -p),
        )
    )


def integrals() -> str:
    """Products, derivatives and integrals of trigonometric polynomials; those that are refused."""
    one = minicheck.number(1)
    names = {"j": symbol(0) + one, "k": symbol(1) + one}
    texts = [
        "1-cos(k*x)",
        "1-cos((j-k)*x)",
        "sin(j*x)*sin(k*x)",
        "cos(x)-cos(3*x)",
        "sin(x)",
        "1",
        "k*(1-cos(x))",
        "sin(-k*x)*sin(j*x)",
        "cos(k*x)-cos(j*x)",
        "D(sin(k*x))-k*cos(k*x)",
        "D(D(cos(j*x)))",
        "(1-cos(x))/(k+1)",
        "sin(x)/sin(x)",
        "0/0",
        "sin(x)/k",
        "sin(x*k*j)",
        "sin(x*x)",
        "sin(x/2)",
        "sin(2*x/2)",
        "sin(k)",
        "sin(x+1)",
        "cos(0*x)",
        "cos(x/(k+1))",
        "sin(x/(x+1))",
        "sin(k*x/(x+1)*(x+1))",
        "sin(k*x/(k+1)*(k+1))",
        "x",
        "D(k)",
        "f",
        "D(f)",
        "cos((j+2*k+3)*x)-1",
        "sin((j-3)*x)**2",
        "(1-cos(x))**2",
        "2*(1-cos(x))-sin(x)**2",
    ]
    fields = {"f": minicheck.waves("sin(2*x)", {}, {})}

    def both(text: str) -> list[object]:
        found = minicheck.waves(text, names, fields)
        return [found, found.derivative(), found.size, found.integral()]

    return _all(lambda text=text: both(text) for text in texts)


def tables() -> str:
    """What is read from the texts of tables and models."""
    texts = [DERIVED, ORTHONORMAL, minicheck.PRINTED, DERIVED.replace("k >= j + 1", "k >= j + 4")]
    wrong = [
        DERIVED + "\n",
        DERIVED.replace("<c_j, c_k>", "c"),
        DERIVED.replace("<a_j, a_k> = 1/k**2 - 1/(k-1)**2", "<c_j, a_k> = 1/k**2"),
    ]
    found = [
        (t.near, t.far, t.fixed, t.width, t.far_family)
        for t in (Table("oe" if "o_" in text else "ac", text) for text in texts)
    ]
    modes = [(p, k) for p in "ac" for k in range(1, 9)]
    table = Table("ac", DERIVED)
    entries = [table.entry(x, y) for x in modes for y in modes]
    models = [(m.first, m.general, m.fields, m.constraints, m.pairs) for m in MODELS.values()]
    return _shown([found, entries, models]) + _all(lambda t=t: Table("ac", t).near for t in wrong)


def pairs_of_modes() -> str:
    """The cells, and the entries of the operators on each of them."""
    lines = []
    for model in MODELS.values():
        families = sorted(model.first)
        for p in families:
            for q in families:
                found = list(cells(model, p, q))
                lines.append(_shown(found))
                lines.append(_all(lambda x=x, y=y, m=model: operators(m, x, y) for x, y in found))
    text = MODELS["houli"].text
    late = [Model(text.replace("a_k, k >= 2", f"a_k, k >= {k}"), {}) for k in (5, 6, 7)]
    return "\n".join(lines) + _all(lambda m=m: list(cells(m, "a", "c")) for m in late)


def fields_that_break_a_constraint() -> str:
    """psi is not of the vorticity of its mode."""
    text = MODELS["houli"].text
    models = [
        Model(text, {}),
        Model(text.replace("psi = sin(x)", "psi = 2*sin(x)"), {}),
        Model(text.replace("psi = sin(k*x)/k**2", "psi = sin(k*x)/k**3"), {}),
    ]
    modes = [("a", 1, ""), ("a", 2, ""), ("a", 2, "s"), ("c", 1, "st")]
    return _all(lambda m=m, mode=mode: sides(m, *mode) for m in models for mode in modes)


def entries_of_tables() -> str:
    """Right tables, and tables with a wrong, a missing, a late or an exceptional entry."""
    model, basis = MODELS["houli"], MODELS["houli-basis"]
    exception = "  <a_1, a_1> = 2   (this entry alone, instead of the formula)\n"
    texts = [DERIVED, minicheck.PRINTED, DERIVED.replace(exception, "")]
    far = exception.replace("a_1, a_1> = 2", "a_1, a_9> = 2")
    texts.append(DERIVED.replace(exception, exception + far))
    texts += [
        DERIVED.replace(exception, exception + exception.replace(*ends))
        for ends in (
            ("a_1, a_1", "a_2, a_2"),
            ("a_1, a_1> = 2", "a_3, a_3> = 1"),
            ("a_1, a_1> = 2", "a_1, a_2> = 1/4"),
            ("a_1, a_1> = 2", "a_1, c_1> = -1/2"),
        )
    ]
    texts += [
        DERIVED.replace("k = j + 1", "k = j + 4"),
        DERIVED.replace("k >= j + 2", "k >= j + 3"),
        DERIVED.replace("k = j - 2", "k = j - 4"),
        DERIVED.replace("k >= j + 1", "k >= j + 2"),
    ]
    signs = [{("a", "c"): 1}, {("a", "c"): -1}, {("a", "a"): 1, ("c", "c"): 1}, {}]
    calls = [
        lambda text=text, sign=sign: need_entries(model, Table("ac", text), sign)
        for text in texts
        for sign in signs
    ]
    texts = [ORTHONORMAL, ORTHONORMAL.replace("= 1   for k = j\n", "= 1   for k = j + 1\n", 1)]
    texts += [text.replace("<e_j, e_k> = 1 ", "<e_j, e_k> = k/k ") for text in texts]
    calls += [
        lambda text=text, p=p, q=q: need_entries(basis, Table("oe", text), {(p, q): 1})
        for text in texts
        for p, q in ("oo", "oe", "ee")
    ]
    return _all(calls)


def series() -> str:
    """Bounds of series: proved, just proved, too small, negative, growing."""
    terms_ = {
        "1/k**2": ["1/(k-1)", "1/k", "1/(k-1)-1", "2/(k-1)", "1/(k-1/2)", "-1/k", "k", "5"],
        "0": ["0", "1", "-1", "1/k"],
        "1/(k*(k+1))": ["1/k", "1/(k+1)", "1/k-1/100"],
    }
    return _all(
        lambda bound=bound, term=term, k=k: need_telescope(bound, k, at(term, k))
        for term, bounds in terms_.items()
        for bound in bounds
        for k in (2, 5)
    )


def series_that_are_not_proved() -> str:
    """Tails and couplings with other bounds of the far entries: too small, of later terms, with
    a pole before the first index.
    """
    formula = "1/k**2 - 1/(k-1)**2"
    right = minicheck.SERIES[formula]
    lines = []
    for total in (right[0], "1/k**2", "0", "1/(k-1)**2 + 1/(k-2)"):
        for squares in (right[1], "0"):
            minicheck.SERIES[formula] = total, squares
            lines.append(
                _all(
                    [
                        lambda: need_dominant_tail(_changed(), Fraction(1, 9), 9, 9, 3),
                        lambda: len(block(_changed(), 3, Fraction(1, 7), Fraction(1, 3), True)),
                    ]
                )
            )
    minicheck.SERIES[formula] = right
    return "\n".join(lines)


def absolute_tails() -> str:
    """The largest tail with which absolute coupling gets as far as the block, by bisection."""
    table, low, high, lines = _changed(), Fraction(0), Fraction(1), []

    def tried(tail: Fraction) -> str:
        witness = {"method": "elimination", "rows": 3}
        return _said(
            lambda: minicheck.positive(
                table, Fraction(1, 10), 9, tail, Fraction(1, 2), "absolute", witness
            )
        )

    for _ in range(14):
        middle = (low + high) / 2
        lines.append(f"{middle} {tried(middle)}")
        refused = "dominated" in lines[-1]
        low, high = (low, middle) if refused else (middle, high)
    return "\n".join(lines)


def _changed(*changes: tuple[str, str]) -> Table:
    text = DERIVED
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return Table("ac", text)


def rows_of_the_tail() -> str:
    """Row sums at an index and on a range; for tables with other signs and offsets too."""
    tables_ = [
        _changed(),
        _changed(("1/k**2   for", "1/k-1/9   for")),
        _changed(("(k+2)/(2*(k+1)**2)", "1/9-1/k")),
        _changed(("-(k**2-k-1)/", "(k-9)/")),
        _changed(("= -1/(k*(k+1))   for k >= j + 1", "= -1/(k*(k+1))   for k >= j + 5")),
    ]
    return _all(
        lambda t=t, x=x, beyond=beyond, step=step: row_sum(t, x, beyond, step)
        for t in tables_
        for x in (("a", 9), ("c", 9), ("a", 5), ("c", 5), ("a", 10), ("c", 6))
        for beyond in (0, 1, 3, 4, 8)
        for step in ("", "s")
    )


def dominant_tails() -> str:
    """Up to which shift the tail is dominant, from how many rows on, for which tables."""
    right = _changed()
    cases: list[tuple[Table, Fraction, int, int, int]] = []
    for n, beyond, rows in (
        (4, 4, 2),
        (4, 0, 2),
        (9, 9, 3),
        (9, 0, 3),
        (4, 4, 1),
        (4, 4, 0),
        (1, 1, 2),
        (0, 0, 2),
        (0, 0, 3),
        (0, 0, 4),
        (30, 30, 2),
    ):
        cases += [(right, Fraction(i, 100), n, beyond, rows) for i in range(0, 100, 3)]
    grows = _changed(("1 + 1/k**2 - 1/(k-1)**2", "k"))
    late = _changed(("<a_1, a_1> = 2", "<a_9, a_9> = 2"))
    minus = _changed(("1 + 1/(k*(k+1))", "1 - 6/k"))
    wide = _changed(("= 1/k**2   for k = j + 1", "= 1/k**2   for k = j - 6"))
    powers = [_changed(("1 + 1/k**2 - 1/(k-1)**2", f"9*k**{e}/(k+1)**2")) for e in (1, 2, 3)]
    cases += [
        (t, Fraction(1, 9), n, n, rows)
        for t in (grows, late, minus, wide, *powers)
        for n in (4, 7, 9)
        for rows in (2, 3, 6, 20)
    ]
    return _all(lambda case=case: need_dominant_tail(*case) for case in cases)


def blocks() -> str:
    """The matrices of blocks, with and without the coupling and in both coordinates."""
    other = Table("ca", re.sub(r"  <a_j, c_k> .*\n", "", DERIVED))  # far entries of the second
    return _all(
        lambda t=t, n=n, tail=tail, summed=summed: [
            sorted(row.items()) for row in block(t, n, Fraction(1, 7), tail, summed)
        ]
        for t in (_changed(), other)
        for n in (1, 2, 5, 9)
        for tail in (None, Fraction(1, 3))
        for summed in (False, True)
    )


def definite_matrices() -> str:
    """Pivots and dominance at their limits; values of quadratic forms."""
    f = Fraction
    a = [{0: f(2)}, {0: f(-1), 1: f(2)}, {1: f(-1), 2: f(2)}]
    low = [{0: f(2)}, {0: f(-1), 1: f(1, 2)}]
    none = [{0: f(2)}, {0: f(-1)}, {2: f(1)}]
    one = [{0: f(1)}, {1: f(1)}, {2: f(1)}]
    arrow = [{0: f(4)}, {0: f(1), 1: f(1)}, {0: f(1), 2: f(1)}]
    factor = [[90], [-45, 78], [-52, 73]]
    cases = [
        (a, -6, factor, [0] * 3),
        (a, -6, [[90], [-45, 78], [0, -52, 73]], [0] * 3),
        (a, -6, [[90], [-45, 78], [-53, 73]], [0] * 3),
        (a, -5, factor, [0] * 3),
        (a, -6, [[90], [-45, 78], [73]], [0] * 3),
        (a, -7, factor, [-1] * 3),
        (a, -6, factor, [0, 0]),
        (a, -6, factor[:2], [0] * 3),
        (a, -6, [[90], [], [1]], [0] * 3),
        (a, -6, [[90, 1], [1, 1], [1]], [0] * 3),
        (a, -6, factor, [1, 0, 0]),
        (low, -6, [[90], [-45, 1]], [0] * 2),
        (low, -6, [[90], [-45, 0]], [0, 0]),
        ([{0: f(1)}], 0, [[1]], [0]),
        ([{0: f(1)}], 0, [[0]], [0]),
        ([{0: f(0)}], 0, [[0]], [0]),
        # The identity less L L^T: entries of the product where the matrix has none, rows of
        # different reach.
        (one, -4, [[1], [1], [15, 5]], [0] * 3),
        (one, -4, [[1], [0, 1], [0, 15, 5]], [0] * 3),
        (one, -4, [[1], [0, 1], [0, 2, 5]], [0] * 3),
        (one, -4, [[1], [0, 1], [15, 0, 5]], [0] * 3),
        (one, -4, [[1], [1], [15, 0, 5]], [0] * 3),
        (one, -4, [[1], [1], [0, 15, 5]], [0] * 3),
        (one, -4, [[15], [0, 15], [0, 0, 15]], [0] * 3),
    ]
    calls: list[Callable[[], object]] = [lambda c=c: need_dominant(*c) for c in cases]
    calls += [
        lambda m=m: need_pivots([dict(row) for row in m])
        for m in (
            a,
            low,
            none,
            arrow,
            [{}],
            [{0: f(0)}],
            [{0: f(1)}, {0: f(1), 1: f(1)}],
            [{0: f(1)}, {0: f(1), 1: f(2)}],
        )
    ]
    calls += [lambda v=v: terms(a, v) for v in ([1, 2, 3], [0, 0, 1], [1, -1, 0])]
    return _all(calls)


def values_at_an_index() -> str:
    """Formulas of the table at single indices."""
    return _all(lambda k=k, t=t: value(t, k) for k in (2, 3, 9) for t in minicheck.SERIES)


def digests() -> str:
    """The digest of a tree is that of its compact JSON with sorted keys."""
    tree = {"b": [1, "x"], "a": {}}
    right = hashlib.sha256(b'{"a":{},"b":[1,"x"]}').hexdigest()
    return f"{minicheck.digest(tree)} {right}"
