# Two commands: `make demo` does the main job on the dossier that ships with the project,
# `make test` runs lint, types, layers and tests. Both set up .venv first.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := .cache/demo.sqlite

.PHONY: help setup demo desk docs figures test lint types layers pytest bench evaluate train train-relations clean

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## make setup     make .venv from requirements.lock
setup: $(VENV)/.done

$(VENV)/.done: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Pourparler needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)" or 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

## make demo      read the dossier of 2018-2019 and print the brief
demo: setup
	@mkdir -p $(dir $(DEMO)) && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/pourparler read demo/reports --record $(DEMO) --format summary
	$(BIN)/pourparler brief --record $(DEMO)
	@echo && echo 'Next, on the same record:' \
		&& echo '  $(BIN)/pourparler brief --as-of 2018-05-25 --record $(DEMO)   # as it stood when the summit was off' \
		&& echo '  $(BIN)/pourparler overtures --actor PRK --open --record $(DEMO)   # what North Korea still waits for, or owes' \
		&& echo '  make desk   # the same as pages in the browser'

## make desk      open the demo dossier as pages in the browser
desk: setup
	@test -f $(DEMO) || $(MAKE) --no-print-directory demo
	$(BIN)/pourparler desk --record $(DEMO) --open

## make docs      draw the pictures and run the examples of docs/cli.md again
docs: setup
	@test -f $(DEMO) || $(MAKE) --no-print-directory demo
	$(BIN)/python docs/pictures.py $(DEMO)
	$(BIN)/python docs/screenshots.py $(DEMO)
	$(BIN)/python docs/cli.py $(DEMO)

## make figures   run the evaluations behind the tables of the docs again: DATA=folder of the corpora
figures: setup
	$(BIN)/python docs/figures.py $(DATA)

## make test      lint, types, layers, tests
test: setup lint types layers pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports --no-cache

pytest: setup
	$(BIN)/python -m pytest

## make bench     speed, one table: reading against the parser alone, one report, coder, ledger; QUICK=1: two minutes
bench: setup
	OMP_NUM_THREADS=1 $(BIN)/python -m evals.bench $(if $(QUICK),--quick)

## make train     train the statement model again: DATA=train.jsonl, CHECK=dev.jsonl to choose thresholds on
train: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-train.lock
	$(BIN)/python -m training.statements $(DATA) $(if $(CHECK),--check $(CHECK))

## make train-relations  train the relation model again: DATA=relations_train.tsv, EVENTS=events_dev.json; CV=1 to cross-validate
train-relations: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-train.lock
	$(BIN)/python -m training.relations_train $(DATA) $(if $(EVENTS),--events $(EVENTS)) $(if $(CV),--cross-validate)

clean:
	rm -rf $(VENV) .cache build dist *.egg-info src/*.egg-info
