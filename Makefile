# Heard: make demo shows it at work; make test tests it; make check is the whole gate.
UV := $(shell python3 tools/bootstrap.py)
RUN := $(UV) run --frozen --no-sync

.PHONY: help demo test check format update bench docs install clean

help:            ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/: *## /\t/'

install:         ## everything into .venv, nothing global
	@$(UV) sync --frozen --quiet

demo: install    ## the main job on the example company: import, review, HTML report
	@$(RUN) heard demo demo --report

test: install    ## every test, a real PostgreSQL among them
	@$(RUN) pytest

check: install   ## format, lint, types, layers, docs fresh
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@$(RUN) python tools/docs.py --check

format: install  ## put the code in form
	@$(RUN) ruff check --fix-only --quiet .
	@$(RUN) ruff format --quiet .

update: install  ## rewrite the golden files from what the code does now; read the diff like code
	@HEARD_UPDATE=1 $(RUN) pytest tests/sources

docs: install    ## rewrite the pages that are made from the code
	@$(RUN) python tools/docs.py

bench: install   ## each claim of speed, against its named peer, in the same run
	@for claim in bench/*.py; do $(RUN) --group bench python $$claim || exit 1; done
