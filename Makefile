# Three entries: make verify (core dependencies), make test (at most five minutes), make test-all.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: verify test test-all mutants certificates clean

verify: .venv/core
	$(BIN)/cap proofs
	$(PYTHON) -I cap/minicheck.py --quiet certificates
	$(BIN)/cap verify --quiet certificates

test: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n 2 -m "not slow"

test-all: verify test
	$(BIN)/pytest -n 2 --durations=12 -m slow

# All mutants of the checkers: prints the survivors, which tests/survivors.txt lists (about half an hour).
mutants: .venv/test
	$(BIN)/python tests/checker_mutants.py

# Make what proofs/ needs and certificates/ lacks.
certificates: .venv/core
	$(BIN)/python -m cap.propose.all

clean:
	rm -rf .venv build dist cap.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/core: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/test: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@ .venv/core
