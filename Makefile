# `make report` runs the main job, `make test` passes the tests; each sets up what it needs in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: report test check bench clean

report: $(VENV)/.run
	$(BIN)/policykb report

test: $(VENV)/.test check
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test
	$(BIN)/python benchmarks/query.py
	$(BIN)/python benchmarks/validate.py
	$(BIN)/python benchmarks/report.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# What the program needs to run, pinned and hashed.
$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# The tests need nothing beyond the lock but, where there is one, a browser; they say so when it is missing.
$(VENV)/.test: $(VENV)/.run
	touch $@

clean:
	rm -rf $(VENV) dist build policykb-report
