# Heard: make demo shows it at work; make test tests it; make check is the whole gate.
# Needs git, make and Python 3.11 or newer; everything else goes into .venv and .uv, nothing global.
PYTHON ?= python3
UV = $(eval UV := $$(shell $(PYTHON) tools/bootstrap.py))$(or $(UV),$(error uv is needed and could not be fetched; the reason stands above))
RUN = $(UV) run --frozen --no-sync
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help demo test check format update bench docs install clean

help:            ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 16

demo: install    ## the main job on the example company: import, review, HTML report
	@$(RUN) heard demo demo --report

test: install    ## every test, a real PostgreSQL among them
	@$(RUN) pytest --numprocesses auto --dist loadfile

check: install   ## the gate: format, lint, types, layers, docs fresh
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
	@for claim in bench/*.py; do $(RUN) python $$claim || exit 1; done

install:         ## everything into .venv, nothing global
	@$(if $(wildcard .venv),,echo "Installing into .venv; the first time takes a minute.")
	@$(UV) sync --frozen --quiet

clean:           ## remove what make has made: .venv, .uv, demo and caches
	@rm -rf .venv .uv demo dist build .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
