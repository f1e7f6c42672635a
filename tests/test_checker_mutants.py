"""The probes kill every mutant of the checkers but those that are listed with a reason."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.checker_mutants import listed, modules, mutants, probe_names, survives

ROOT = Path(__file__).parents[1]
SHARES = ("0/2", "1/2")
BROKEN = (
    "cap.kernels.need:need: raise Rejected(why, **seen) -> pass",
    "cap.kernels.tail:need_dominant_tail: excess >= 0 -> excess < 0",
    "cap.kernels.matrix:pivots: pivot > 0 -> pivot >= 0",
    "cap.kernels.form:Table.formula: offset >= far.offset -> offset > far.offset",
)


def test_broken_checkers_are_killed() -> None:
    """A guard and three comparisons out of different modules."""
    for name in BROKEN:
        (mutant,) = (m for m in mutants(name.split(":")[0]) if m.name == name)
        assert not survives(mutant), name


def test_every_mutant_compiles_and_has_a_name_of_its_own() -> None:
    """A mutant that is no program would be killed for nothing; two of a name, counted once. Every
    listed survivor is one of them.
    """
    found = set()
    for module in modules():
        names = [mutant.name for mutant in mutants(module)]
        assert len(set(names)) == len(names), module
        found.update(names)
    assert listed().keys() <= found


def test_every_survivor_has_a_reason() -> None:
    """Each listed mutant stands once, under a heading."""
    lines = [
        line
        for line in (ROOT / "tests" / "survivors.txt").read_text().splitlines()
        if line and not line.startswith("## ")
    ]
    assert len(set(lines)) == len(lines)
    assert all(len(reason) > 20 for reason in listed().values())
    assert {line.split(":")[0] for line in lines} <= modules().keys()


def test_every_probe_states_its_fact() -> None:
    """Each probe function has a docstring."""
    from tests import (
        formula_probes,
        inequality_probes,
        kernel_probes,
        matrix_probes,
        polynomial_probes,
        reader_probes,
    )

    for home in (
        formula_probes,
        inequality_probes,
        kernel_probes,
        matrix_probes,
        polynomial_probes,
        reader_probes,
    ):
        names = [n.split(":")[1] for n in probe_names("cap.verify") if n.startswith(home.__name__)]
        assert names
        assert all(getattr(home, name).__doc__ for name in names)


@pytest.mark.slow
def test_every_mutant_is_killed_or_listed() -> None:
    """All mutants of all modules but the listed survivors, on two processes. That the listed ones
    survive is seen by `make mutants`.
    """
    script = str(ROOT / "tests" / "checker_mutants.py")
    running = [
        subprocess.Popen(
            [sys.executable, script, "--unlisted", "--share", share],
            stdout=subprocess.PIPE,
            text=True,
        )
        for share in SHARES
    ]
    output = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    counted = [line for text in output for line in text.splitlines()]
    assert [line for line in counted if not line.startswith("# ")] == []
    assert sum(int(line.split()[2]) for line in counted) > 3000
