"""Does a chain of statements, each by its certificate or by a named argument, give the theorem?

`proofs/<theorem>/steps.json`, format `cap-proof/1`:

    {"format": "cap-proof/1", "theorem": "...", "source": "Proposition A.2.4",
     "steps": [
      {"id": "f200", "sentence": "...", "kind": "...", "parameters": {...},
       "certificate": "houli_F200.json"},
      {"id": "density", "sentence": "...", "by_hand": "the argument", "uses": ["f200"]}],
     "conclusion": {"text": "... {rate} ...", "uses": ["f200", "density"], "constants": {
      "rate": {"formula": "d", "with": {"d": {"step": "f200", "parameter": "damping"}}}}}}

A machine step is done if its certificate verifies AND its statement is, byte for byte, the
statement of the parameters that stand here. A number passes between steps by reference alone: a
parameter may be {"step": id, "parameter": name}, and the numbers of the conclusion are evaluated
from parameters of verified steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flint import fmpq

from cap.certificate import (
    FILE_LIMIT,
    NAME,
    Claim,
    Json,
    Reader,
    parse_json,
    read_file,
    read_rational,
)
from cap.kernels.expression import evaluate, parse
from cap.verdict import Malformed, Verdict
from cap.verify import Result, statement, verify

FORMAT = "cap-proof/1"
IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]{0,40}")
CERTIFICATE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,80}\.json")
TEXT = re.compile(r"[ -~]{1,4000}")
# Numbers in a by-hand argument would be results without a certificate: decimals and fractions are
# refused there. What looks like (A.2.5) or "2 sin x" is not one.
LOOSE_NUMBER = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+(?![\w.])|\s*/\s*[0-9])")
DONE = ("machine-checked", "by hand")


@dataclass(frozen=True)
class Step:
    """One step and what became of it: `state` is one of `DONE` or says why the step fails."""

    name: str
    sentence: str
    state: str
    certificate: str = ""
    statement: str = ""
    argument: str = ""

    @property
    def done(self) -> bool:
        """Whether the step holds."""
        return self.state in DONE


@dataclass(frozen=True)
class Report:
    """A theorem with its steps; `conclusion` is empty unless every step is done."""

    name: str
    theorem: str
    source: str
    steps: tuple[Step, ...]
    conclusion: str = ""
    failure: str = ""
    constants: Mapping[str, fmpq] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every step holds and is used."""
        return not self.failure and bool(self.steps) and all(step.done for step in self.steps)

    def lines(self, *, statements: bool) -> list[str]:
        """For people: each sentence of the source beside the statement that was checked."""
        shown = [f"{self.name}: {self.theorem} [{self.source}]"]
        for step in self.steps:
            mark = "ok  " if step.done else "FAIL"
            by = f"{step.certificate}, {step.state}" if step.certificate else step.state
            shown += [f"  {mark} {step.name} ({by})", f"       {step.sentence}"]
            if statements:
                shown += [
                    f"         | {line}" for line in (step.statement or step.argument).splitlines()
                ]
        if self.complete:
            return [*shown, f"  THEOREM: {self.conclusion}"]
        failed = [step.name for step in self.steps if not step.done]
        return [*shown, f"  INCOMPLETE: {self.failure or 'failed steps: ' + ', '.join(failed)}"]


def check_all(root: Path, only: str | None = None) -> Iterator[Report]:
    """The reports of all theorems in root/proofs, or of one, each when it is done.

    Raises:
        Malformed: if there is no theorem, or not the one that was asked for.
    """
    folders = sorted(path.parent for path in (root / "proofs").glob("*/steps.json"))
    if only is not None:
        folders = [folder for folder in folders if folder.name == only]
    if not folders:
        known = ", ".join(
            sorted(path.parent.name for path in (root / "proofs").glob("*/steps.json"))
        )
        raise Malformed(
            "no such theorem in proofs/ (--root names the folder)", theorem=only, known=known
        )
    results: dict[Path, Result] = {}
    for folder in folders:
        yield check_theorem(folder, root / "certificates", results)


def check_theorem(folder: Path, certificates: Path, results: dict[Path, Result]) -> Report:
    """Check one theorem: every step, then the constants of the conclusion.

    `results` keeps what was verified, so that a certificate that many theorems use is read once.
    """
    reader = read_steps(folder)
    steps: list[Step] = []
    parameters: dict[str, Mapping[str, Json]] = {}
    for item in reader.items("steps"):
        name = item.text("id", IDENTIFIER)
        if name in [step.name for step in steps]:
            raise Malformed(f"{item.path}.id: a step of this name stands above", name=name)
        if "by_hand" in item.tree:
            steps.append(_by_hand(item, name, [step.name for step in steps]))
        else:
            step, parameters[name] = _by_machine(item, name, parameters, certificates, results)
            steps.append(step)
    report = Report(
        folder.name, reader.text("theorem", TEXT), reader.text("source", TEXT), tuple(steps)
    )
    if not all(step.done for step in steps):
        return report
    text, constants, unused = _conclusion(reader.child("conclusion"), steps, reader, parameters)
    failure = f"steps that nothing uses: {', '.join(unused)}" if unused else ""
    return Report(
        report.name, report.theorem, report.source, report.steps, text, failure, constants
    )


def read_steps(folder: Path) -> Reader:
    """The steps file of a theorem, with at least one step."""
    reader = Reader(parse_json(read_file(folder / "steps.json", FILE_LIMIT)), f"{folder.name}")
    reader.only("format", "theorem", "source", "steps", "conclusion")
    reader.choice("format", FORMAT)
    if not reader.items("steps"):
        raise Malformed(f"{reader.path}.steps: expected at least one step")
    return reader


def claim_of(item: Reader, parameters: Mapping[str, Mapping[str, Json]]) -> Claim:
    """The claim of a machine step; a parameter {"step", "parameter"} is taken from an earlier
    machine step.
    """
    values = {}
    for key, value in item.child("parameters").tree.items():
        if _is_reference(value):
            values[key] = _lookup(Reader(value, f"{item.path}.{key}"), parameters)
        else:
            values[key] = value
    return Claim(item.text("kind", NAME), values)


def _by_machine(
    item: Reader,
    name: str,
    parameters: Mapping[str, Mapping[str, Json]],
    certificates: Path,
    results: dict[Path, Result],
) -> tuple[Step, Mapping[str, Json]]:
    item.only("id", "sentence", "kind", "parameters", "certificate")
    file = item.text("certificate", CERTIFICATE)
    claim = claim_of(item, parameters)
    text = statement(claim)
    path = certificates / file
    if path not in results:
        results[path] = verify(path)
    result = results[path]
    if result.verdict is not Verdict.VERIFIED:
        state = f"{result.verdict.name}: {result.why}"
    elif result.statement != text:
        state = "the certificate proves another statement than the one that the step needs"
    else:
        state = DONE[0]
    return Step(name, item.text("sentence", TEXT), state, file, text), claim.parameters


def _by_hand(item: Reader, name: str, earlier: list[str]) -> Step:
    item.only("id", "sentence", "by_hand", "uses")
    argument = item.text("by_hand", TEXT)
    loose = LOOSE_NUMBER.search(argument)
    if loose is not None:
        raise Malformed(f"{item.path}.by_hand: a number without a certificate", number=loose[0])
    _uses(item, earlier)
    return Step(name, item.text("sentence", TEXT), DONE[1], argument=argument)


def _uses(item: Reader, known: list[str]) -> list[str]:
    names = item.sequence("uses")
    for name in names:
        if name not in known:
            raise Malformed(f"{item.path}.uses: no such step above", name=name)
    return names


def _conclusion(
    item: Reader, steps: list[Step], reader: Reader, parameters: Mapping[str, Mapping[str, Json]]
) -> tuple[str, dict[str, fmpq], list[str]]:
    """The text with its constants, their values, and the steps that neither it nor another step
    uses.
    """
    item.only("text", "uses", "constants")
    constants = {}
    used = set(_uses(item, [step.name for step in steps]))
    for name in item.child("constants").tree:
        constant = item.child("constants").child(name).only("formula", "with")
        values = {}
        for symbol in constant.child("with").tree:
            reference = constant.child("with").child(symbol)
            values[symbol] = read_rational(_lookup(reference, parameters), reference.path)
        try:
            constants[name] = evaluate(parse(constant.text("formula", TEXT)), values, fmpq, {})
        except ZeroDivisionError:
            raise Malformed(f"{constant.path}.formula: division by zero") from None
    text = item.text("text", TEXT)
    for name, value in constants.items():
        text = text.replace("{" + name + "}", str(value))
    if "{" in text or LOOSE_NUMBER.search(item.text("text", TEXT)):
        raise Malformed(
            f"{item.path}.text: every number must be a constant with a reference", text=text
        )
    for other in reader.items("steps"):
        used |= set(other.tree.get("uses", []))
        used |= {
            value["step"]
            for value in other.tree.get("parameters", {}).values()
            if _is_reference(value)
        }
    return text, constants, [step.name for step in steps if step.name not in used]


def _is_reference(value: Json) -> bool:
    return isinstance(value, dict) and set(value) == {"step", "parameter"}


def _lookup(reference: Reader, parameters: Mapping[str, Mapping[str, Json]]) -> Json:
    reference.only("step", "parameter")
    step, name = reference.choice("step", *parameters), reference.text("parameter", NAME)
    if name not in parameters[step]:
        raise Malformed(
            f"{reference.path}: the step has no such parameter", step=step, parameter=name
        )
    return parameters[step][name]
