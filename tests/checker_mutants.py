"""Mutants of the checkers themselves: every comparison, every term, every constant, every refusal.

A mutant is one change of one expression of the trusted code or of minicheck.py. It is killed if, on
some probe (a certificate file, or a function of `PROBES`), the changed checker gives another
verdict, reason, statement, margin or value than the unchanged one, or breaks. What survives is in
`survivors.txt`, each with the reason why the changed checker is sound too.

    python tests/checker_mutants.py [--share i/n] [--unlisted] [MODULE ...]
"""

from __future__ import annotations

import argparse
import ast
import atexit
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
SURVIVORS = ROOT / "tests" / "survivors.txt"
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
# Only people read the digits of a margin and the values in a refusal: `need(holds, why, a=...)`.
EXPLAINING = {"need", "Malformed", "Rejected", "Inconclusive", "Unsupported"}
FOR_PEOPLE = {"decimal"}
PROBES = (
    "tests.formula_probes",
    "tests.kernel_probes",
    "tests.inequality_probes",
    "tests.matrix_probes",
    "tests.polynomial_probes",
    "tests.reader_probes",
)
MINICHECK_PROBES = (
    "tests.formula_probes",
    "tests.matrix_probes",
    "tests.minicheck_probes",
    "tests.polynomial_probes",
)
MEMORY = 4 * 2**30
WAIT = 600  # seconds, for a process that waits for something that never comes

KILLERS: dict[str, list[Probe]] = {}  # module:function -> the probes that killed its last mutants


@dataclass(frozen=True)
class Mutant:
    """One change: `name` has module, function, old and new text; `code` is the changed module."""

    name: str
    code: CodeType

    @property
    def function(self) -> str:
        """The function that is changed, or <module>."""
        return self.name.split(":")[1]


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
    return {name: path for name, path in found.items() if path.exists()}


def mutants(module: str, share: tuple[int, int] = (0, 1)) -> Iterator[Mutant]:
    """Every `share[1]`-th mutant of a module from `share[0]` on, in the order of the text.

    Mutants of one function that read the same are numbered: "... [2]".
    """
    path = modules()[module]
    tree = ast.parse(path.read_text())
    names: Counter[str] = Counter()
    for function, site in list(_sites(tree, "")):
        old = site.get()
        for new in _choices(old):
            name = f"{module}:{function}: {_text(old)} -> {_text(new)}"
            names[name] += 1
            if (names.total() - 1) % share[1] != share[0]:
                continue
            site.put(ast.fix_missing_locations(ast.copy_location(new, old)))
            code = compile(tree, str(path), "exec")
            site.put(old)
            yield Mutant(name if names[name] == 1 else f"{name} [{names[name]}]", code)


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


def _sites(node: ast.AST, function: str) -> Iterator[tuple[str, Site]]:
    """Every place with `_choices`, with the name of the function around it."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        function = f"{function}.{node.name}" if function else node.name
    if function in FOR_PEOPLE:
        return
    unread = {"annotation", "returns", "decorator_list", "type_params", "bases"}
    if isinstance(node, ast.Call) and _called(node) in EXPLAINING:
        unread.add("keywords")
    for field, value in ast.iter_fields(node):
        if field in unread:
            continue
        children = value if isinstance(value, list) else [value]
        for index, child in enumerate(children):
            if not isinstance(child, ast.AST) or _is_docstring(child) or _is_type_alias(child):
                continue
            site = Site(node, field, index if isinstance(value, list) else None)
            if _choices(child):
                yield function or "<module>", site
            if not isinstance(child, ast.JoinedStr):
                yield from _sites(child, function)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


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
        return [ast.Pass()]
    return [ast.Pass()] if isinstance(node, ast.Raise) else []


def _is_string(node: ast.AST) -> bool:
    """Text that is put together is for people or a pattern, not a term."""
    return any(
        isinstance(part, ast.JoinedStr)
        or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in ast.walk(node)
    )


def _text(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:120]


# --- running ---


class Replacing(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from changed code."""

    def __init__(self, name: str, code: CodeType) -> None:
        self.name, self.path, self.code = name, modules()[name], code

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
        exec(self.code, module.__dict__)  # noqa: S102


@dataclass(frozen=True)
class Probe:
    """What the unchanged checker says of a probe, and the functions (module:name) that it calls."""

    name: str
    outcome: tuple[str, ...]
    called: frozenset[str]
    seconds: float


def probe_names(module: str) -> list[str]:
    """The probes of a module: files below the root, "module:function", and "proofs", which stands
    for `cap proofs`.
    """
    folders = (ROOT / "certificates", ROOT / "tests" / "corpus")
    files = [
        str(path.relative_to(ROOT)) for folder in folders for path in sorted(folder.rglob("*.json"))
    ]
    written = MINICHECK_PROBES if module == "cap.minicheck" else PROBES
    functions = [
        f"{home}:{name}"
        for home in written
        for name, value in vars(importlib.import_module(home)).items()
        if getattr(value, "__module__", "") == home and name.islower() and name[0] != "_"
    ]
    if module == "cap.minicheck":
        files += written_files()
    return [*functions, *files, *(["proofs"] if module == "cap.proofs" else [])]


@cache
def written_files() -> list[str]:
    """Files for minicheck that are too large or too strange for the corpus; removed at exit."""
    from tests import minicheck_probes

    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return minicheck_probes._write(Path(folder.name))


def outcome(module: str, probe: str) -> tuple[str, ...]:
    """What the checker that has the module says of a probe."""
    if probe == "proofs":
        from cap.proofs import check_all

        return (str(list(check_all(ROOT))),)
    if ":" in probe:
        home, name = probe.split(":")
        return (getattr(importlib.import_module(home), name)(),)
    if module == "cap.minicheck":
        from cap import minicheck

        verdict, text, why = minicheck.verify_file(str(ROOT / probe))
        return verdict, text, why
    from cap.verify import verify

    result = verify(ROOT / probe)
    return result.verdict.name, result.statement, result.why, str(result.margin)


@cache
def probes(module: str) -> list[Probe]:
    """All probes of a module, the fastest first."""
    runner = module if module == "cap.minicheck" else "cap.verify"
    return sorted((_probe(runner, name) for name in probe_names(module)), key=lambda p: p.seconds)


@cache
def _probe(runner: str, name: str) -> Probe:
    folder = str(ROOT / "cap") + os.sep
    called: set[tuple[str, str]] = set()

    def record(frame: Any, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(folder):
            called.add((frame.f_code.co_filename, frame.f_code.co_qualname))

    outcome(runner, name)  # what is imported late is imported now
    _forget()
    start = time.process_time()
    sys.setprofile(record)
    try:
        seen = outcome(runner, name)
    finally:
        sys.setprofile(None)
    modules_of = {str(path): module for module, path in modules().items()}
    functions = {
        f"{modules_of[file]}:{function.replace('<locals>.', '')}"
        for file, function in called
        if file in modules_of
    }
    return Probe(name, seen, frozenset(functions), time.process_time() - start)


def _forget() -> None:
    """Empty the caches that keep results from one probe to the next."""
    for name, loaded in list(sys.modules.items()):
        if name.startswith("cap."):
            for value in vars(loaded).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def survives(mutant: Mutant) -> bool:
    """Run the changed module in its own process, on the probes that call the changed function."""
    module = mutant.name.split(":")[0]
    relevant = [p for p in probes(module) if _calls(p, module, mutant.function)]
    # What killed other mutants of the function, the latest first, is likely to kill this one.
    killers = KILLERS.setdefault(f"{module}:{mutant.function}", [])
    relevant = [*killers, *(p for p in relevant if p not in killers)]
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _allow(10)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            for name in [name for name in sys.modules if _depends_on_cap(name)]:
                del sys.modules[name]
            sys.meta_path.insert(0, Replacing(module, mutant.code))
            status = 0 if all(_same(module, probe, writing) for probe in relevant) else 1
        except BaseException:  # noqa: BLE001 - whatever breaks the changed checker kills the mutant
            status = 1
        finally:
            os._exit(status)
    os.close(writing)
    handle = os.pidfd_open(child)
    if not select.select([handle], [], [], WAIT)[0]:
        os.kill(child, signal.SIGKILL)  # it waits for something
    os.close(handle)
    with os.fdopen(reading, "rb") as stream:
        begun = len(stream.read())
    if os.waitpid(child, 0)[1] == 0:
        return True
    if begun:
        killers[:] = [relevant[begun - 1], *(k for k in killers if k != relevant[begun - 1])][:3]
    return False


def _same(module: str, probe: Probe, begun: int) -> bool:
    """Whether the changed checker says the same, with a few times the processor time; a byte goes
    to `begun` first.
    """
    os.write(begun, b".")
    _allow(1 + 10 * probe.seconds)
    return outcome(module, probe.name) == probe.outcome


def _allow(seconds: float) -> None:
    """So much processor time from now on, and more of the clock's; then the process ends."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 10 + 10 * seconds)  # a mutant may wait for ever


def _depends_on_cap(name: str) -> bool:
    return name == "cap" or (name.startswith(("cap.", "tests.")) and name != __name__)


def _calls(probe: Probe, module: str, function: str) -> bool:
    """A probe that does not call a function cannot notice a change in it. A change outside of
    functions meets every probe; a change in a class, every probe of its methods.
    """
    changed = f"{module}:{function}"
    return function == "<module>" or any(
        name == changed or name.startswith(f"{changed}.") for name in probe.called
    )


def run(
    names: list[str], share: tuple[int, int], without: Collection[str] = ()
) -> Iterator[tuple[str, bool]]:
    """(name, whether it survived) for every `share[1]`-th mutant from `share[0]` on, but those of
    some names.
    """
    for module in names:
        for mutant in mutants(module, share):
            if mutant.name not in without:
                yield mutant.name, survives(mutant)


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
    """Run the mutants of the named modules; print the survivors, and a count for each module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("modules", nargs="*", default=list(modules()))
    parser.add_argument("--share", default="0/1", help="i/n: every n-th mutant from the i-th on")
    parser.add_argument(
        "--unlisted", action="store_true", help="leave out the survivors that are listed"
    )
    options = parser.parse_args()
    without = listed() if options.unlisted else {}
    index, count = map(int, options.share.split("/"))
    for module in options.modules:
        killed = survived = 0
        for name, alive in run([module], (index, count), without):
            killed, survived = killed + (not alive), survived + alive
            if alive:
                print(name, flush=True)
        print(f"# {module}: {killed} killed, {survived} survived", flush=True)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
