# The first target of a fresh clone sets everything up; later ones find it done.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help demo test check audit gradescope bench fuzz format clean
FUZZ ?= 600
QUICK ?=
ASSIGNMENT ?= backprop
SUITE ?= jammy

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(READY)  ## grade the sample submissions of backprop
	"$(BIN)/python" grade.py run backprop submissions/backprop --force

test: $(READY)  ## run the tests
	"$(BIN)/python" -m pytest -q

check: $(READY)  ## format, lint, strict types, tests
	"$(BIN)/ruff" format --check .
	"$(BIN)/ruff" check .
	"$(BIN)/mypy"
	"$(BIN)/python" -m pytest -q --cov --cov-report=term-missing:skip-covered

audit: $(READY)  ## prove the tests of all assignments; QUICK=1 tries a sample
	"$(BIN)/python" grade.py audit $(if $(QUICK),--quick)

gradescope: $(READY)  ## build and run ASSIGNMENT's zip on a bare system, as Gradescope would; SUITE=bookworm
	"$(BIN)/python" -m tests.container.from_nothing $(ASSIGNMENT) $(SUITE)

bench: $(READY)  ## measure the budgets, as ratios of one run
	"$(BIN)/python" -m tests.bench

fuzz: $(READY)  ## hostile frames for FUZZ seconds, guided by coverage
	"$(BIN)/python" -c 'import atheris' 2>/dev/null || "$(BIN)/python" -m pip install --quiet atheris==3.0.0
	"$(BIN)/python" -m tests.fuzz_wire $(FUZZ)

format: $(READY)  ## format and mend what can be mended
	"$(BIN)/ruff" format .
	"$(BIN)/ruff" check --fix .

clean:  ## remove what was made
	rm -rf "$(VENV)" reports build *.egg-info .mypy_cache .ruff_cache

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -r requirements.lock
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)
