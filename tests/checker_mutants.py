"""Mutants of the checkers themselves: every comparison, every term, every constant, every refusal.

A mutant is one change of one expression of the trusted code or of minicheck.py. It is killed if, on
some probe (a certificate file), the changed checker gives another verdict, statement or margin than
the unchanged one, or breaks. What survives is in `survivors.txt`, each with the reason why the
changed checker is sound too.

    python tests/checker_mutants.py [--share i/n] [MODULE ...]
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
SURVIVORS = ROOT / "tests" / "survivors.txt"
SECONDS = 60
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
REFUSALS = ("need", "only", "need_far_totals", "need_far_squares", "need_dominant_tail")


@dataclass(frozen=True)
class Mutant:
    """One change: `name` has module, function, old and new text; `source` is the changed module."""

    name: str
    source: str


def modules() -> dict[str, Path]:
    """Name -> file of everything that is mutated."""
    names = [f"cap.{name}" for name in ("certificate", "verdict", "verify", "proofs", "minicheck")]
    for package in ("kernels", "models", "claims"):
        for path in sorted((ROOT / "cap" / package).glob("*.py")):
            names += [f"cap.{package}" + ("" if path.stem == "__init__" else f".{path.stem}")]
    found = {}
    for name in names:
        path = ROOT / Path(*name.split("."))
        found[name] = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return found


def mutants(module: str, path: Path) -> Iterator[Mutant]:
    """All mutants of a module, in the order of the text."""
    tree = ast.parse(path.read_text())
    sites = list(_sites(tree, "", None))
    for index, (function, _) in enumerate(sites):
        for choice in range(10):
            changed = copy.deepcopy(tree)
            site = list(_sites(changed, "", None))[index][1]
            old = _text(site.get())
            if not _apply(site, choice):
                break
            new = _text(site.get())
            name = f"{module}:{function}: {old} -> {new}"
            yield Mutant(name, ast.unparse(ast.fix_missing_locations(changed)))


@dataclass
class Site:
    """A place in the tree that can be replaced."""

    parent: ast.AST
    field: str
    index: int | None

    def get(self) -> Any:
        value = getattr(self.parent, self.field)
        return value if self.index is None else value[self.index]

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def _sites(node: ast.AST, function: str, _parent: ast.AST | None) -> Iterator[tuple[str, Site]]:
    """Every place that `_apply` may change, with the name of the function around it."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        function = f"{function}.{node.name}" if function else node.name
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "type_params", "bases"}:
            continue
        children = value if isinstance(value, list) else [value]
        for index, child in enumerate(children):
            if not isinstance(child, ast.AST) or _is_docstring(child) or _is_type_alias(child):
                continue
            site = Site(node, field, index if isinstance(value, list) else None)
            if _choices(child):
                yield function or "<module>", site
            if not isinstance(child, ast.JoinedStr):
                yield from _sites(child, function, node)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_type_alias(node: ast.AST) -> bool:
    """`Name = dict[...]`: a type, not a value."""
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Subscript)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id[0].isupper()
        and not node.targets[0].id.isupper()
    )


def _choices(node: ast.AST) -> list[ast.AST]:
    """What a node may be replaced by."""
    if isinstance(node, ast.Compare):
        return [
            ast.Compare(node.left, [*node.ops[:i], new(), *node.ops[i + 1 :]], node.comparators)
            for i, op in enumerate(node.ops)
            for new in COMPARISONS[type(op)]
        ]
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        if _is_string(node):
            return []
        swapped = ast.BinOp(node.left, OPERATIONS[type(node.op)](), node.right)
        return [swapped, node.left, node.right]
    if isinstance(node, ast.AugAssign) and type(node.op) in OPERATIONS:
        if _is_string(node.value) or isinstance(node.value, ast.List):
            return []
        return [ast.AugAssign(node.target, OPERATIONS[type(node.op)](), node.value), ast.Pass()]
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return [ast.BoolOp(other, node.values), *node.values]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        return [node.operand]
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return [ast.Constant(node.value + 1), ast.Constant(node.value - 1)]
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        return [ast.Constant(not node.value)]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        return (
            [ast.Pass()]
            if name in REFUSALS or name.startswith(("_check", "check", "need", "_need"))
            else []
        )
    return [ast.Pass()] if isinstance(node, ast.Raise) else []


def _is_string(node: ast.AST) -> bool:
    """Text that is put together is for people or a pattern, not a term."""
    return any(
        isinstance(part, ast.JoinedStr)
        or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in ast.walk(node)
    )


def _apply(site: Site, choice: int) -> bool:
    choices = _choices(site.get())
    if choice >= len(choices):
        return False
    site.put(choices[choice])
    return True


def _text(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:120]


# --- running ---


class Replacing(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from changed source."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self.name, self.path, self.source = name, path, source

    def find_spec(self, name: str, _path: object, _target: object = None) -> Any:
        if name != self.name:
            return None
        package = self.path.name == "__init__.py"
        return importlib.util.spec_from_file_location(
            name,
            self.path,
            loader=self,
            submodule_search_locations=[str(self.path.parent)] if package else None,
        )

    def create_module(self, _spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)  # noqa: S102


@dataclass(frozen=True)
class Probe:
    """What the unchanged checker says of a file, and which functions of the module it calls."""

    path: Path
    outcome: tuple[str, str, str]
    called: frozenset[str]
    seconds: float


def probe_files() -> list[Path]:
    """Certificates of all kinds and verdicts; the folder proofs/ stands for `cap proofs`."""
    folders = (ROOT / "certificates", ROOT / "tests" / "corpus")
    return [
        ROOT / "proofs",
        *(path for folder in folders for path in sorted(folder.rglob("*.json"))),
    ]


def outcome(module: str, path: Path) -> tuple[str, str, str]:
    """Verdict, statement and margin of one probe by the checker that has the module."""
    if path.name == "proofs":
        from cap.proofs import check_all

        return "", str(list(check_all(ROOT))), ""
    if module == "cap.minicheck":
        from cap import minicheck

        verdict, text, _ = minicheck.verify_file(str(path))
        return verdict, text, ""
    from cap.verify import verify

    result = verify(path)
    return result.verdict.name, result.statement, str(result.margin)


def probes(module: str) -> list[Probe]:
    """All probes, the fastest first.

    A probe that does not call a function cannot notice a change in it and is left out for it.
    """
    file = str(modules()[module])
    found = []
    for path in probe_files():
        if (path.name == "proofs") != (module == "cap.proofs"):
            continue
        for cached in _caches(module):
            cached.cache_clear()
        called: set[str] = set()

        def record(frame: Any, event: str, _: object, called: set[str] = called) -> None:
            if event == "call" and frame.f_code.co_filename == file:
                called.add(frame.f_code.co_qualname.replace("<locals>.", ""))

        start = time.perf_counter()
        sys.setprofile(record)
        try:
            seen = outcome(module, path)
        finally:
            sys.setprofile(None)
        found.append(Probe(path, seen, frozenset(called), time.perf_counter() - start))
    return sorted(found, key=lambda probe: probe.seconds)


def _caches(module: str) -> list[Any]:
    """The functions whose results are kept from one probe to the next."""
    __import__(module)
    return [
        value
        for name, loaded in list(sys.modules.items())
        if name.startswith("cap.")
        for value in vars(loaded).values()
        if hasattr(value, "cache_clear")
    ]


def survives(mutant: Mutant, module: str, path: Path, known: list[Probe]) -> bool:
    """Run the changed module in its own process, on the probes that call the changed function."""
    function = mutant.name.split(":")[1]
    relevant = [p for p in known if function == "<module>" or _calls(p, function)]
    child = os.fork()
    if child == 0:
        status = 1
        try:
            signal.alarm(SECONDS)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            for name in [name for name in sys.modules if name == "cap" or name.startswith("cap.")]:
                del sys.modules[name]
            sys.meta_path.insert(0, Replacing(module, path, mutant.source))
            same = (outcome(module, probe.path) == probe.outcome for probe in relevant)
            status = 0 if all(same) else 1
        except BaseException:  # noqa: BLE001 - whatever breaks the changed checker kills the mutant
            status = 1
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1] == 0


def _calls(probe: Probe, function: str) -> bool:
    """Also for the class around a method, whose defaults and constants every method may use."""
    return any(name == function or name.startswith(f"{function}.") for name in probe.called)


def run(names: list[str], share: tuple[int, int]) -> Iterator[tuple[str, bool]]:
    """(name, whether it survived) for every `share[1]`-th mutant from `share[0]` on."""
    for module in names:
        path = modules()[module]
        known = probes(module)
        for number, mutant in enumerate(mutants(module, path)):
            if number % share[1] == share[0]:
                yield mutant.name, survives(mutant, module, path, known)


def listed() -> dict[str, str]:
    """Survivor -> reason: a heading `## reason` holds for the lines below it."""
    reasons: dict[str, str] = {}
    heading = ""
    for line in SURVIVORS.read_text().splitlines() if SURVIVORS.exists() else []:
        if line.startswith("## "):
            heading = line[3:]
        elif line.strip():
            reasons[line] = heading
    return reasons


def main() -> int:
    """Run the mutants of the named modules and print the survivors."""
    parser = argparse.ArgumentParser()
    parser.add_argument("modules", nargs="*", default=list(modules()))
    parser.add_argument("--share", default="0/1", help="i/n: every n-th mutant from the i-th on")
    options = parser.parse_args()
    index, count = map(int, options.share.split("/"))
    killed = survived = 0
    for name, alive in run(options.modules, (index, count)):
        killed, survived = killed + (not alive), survived + alive
        if alive:
            print(name, flush=True)
    print(f"# {killed} killed, {survived} survived", flush=True)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
