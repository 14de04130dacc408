# `make report` runs the main job, `make test` passes the tests; each sets up what it needs in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-warn-script-location

.PHONY: report test check bench lock clean

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
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

# What its tests need beside that; a browser shows the pages to the tests.
$(VENV)/.test: requirements-test.lock $(VENV)/.run
	$(PIP) --require-hashes -r requirements-test.lock
	command -v chromium >/dev/null || { apt-get update -q && apt-get install -q -y chromium fonts-noto-cjk; }
	touch $@

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group install --generate-hashes --universal --python-version 3.11 \
	    --quiet --no-header --no-annotate -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dl --group install --group test --generate-hashes --universal --python-version 3.11 \
	    --quiet --no-header --no-annotate -c requirements.lock -o requirements-test.lock

clean:
	rm -rf $(VENV) dist build policykb-report
