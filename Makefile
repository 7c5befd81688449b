# Sunshine Desk. `make help` lists what can be typed.
# Shell scripts in scripts/ do the work; every target prepares what it needs.

PY := .venv/bin/python
BIN := .venv/bin
# Whole files to so many processes, in the order of tests/order.py: they wait a lot.
FILES_TO := --dist loadfile --no-loadscope-reorder -n
# Hundreds of processes are started; none needs to read our sources anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run demo install install-dev build test check unit e2e bench faults audit search load lighthouse fmt pins clean

help: ## List these targets
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

run: install ## Prepare everything and serve on http://localhost:8000
	@exec $(PY) scripts/serve.py

demo: install ## The same with a made-up office in a data folder of its own
	@exec $(PY) scripts/serve.py --demo

install: ## Prepare what is needed to run
	@scripts/install.sh

install-dev: ## Prepare what is needed to test
	@scripts/install.sh dev

build: install ## Build the pages if something changed
	@$(PY) scripts/frontend.py

test: check unit e2e ## Prepare everything and run every check and test

check: install-dev ## Style, types, the direction of imports, and the packages installed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(PY) scripts/audit.py

audit: install-dev ## Ask the package index and the advisories about every pinned package
	@$(PY) scripts/audit.py --ask $(if $(SILENCE),--silence-is-said)

unit: install-dev ## Every test but the browser's
	@$(PY) -m pytest $(FILES_TO) 4 --ignore=tests/e2e

e2e: install-dev ## The browser tests, with pictures of every page if PICTURES=yes
	@scripts/fronts.sh
	@$(PY) scripts/frontend.py
	@$(if $(PICTURES),RECORDS_PICTURES=yes )$(PY) -m pytest $(FILES_TO) 3 tests/e2e

bench: install-dev ## Measure, and print medians and ratios
	@$(PY) -m bench.run

faults: install-dev ## Kill a working process 240 times and count what was lost
	@$(PY) -m tests.faults.kills

search: install-dev ## Property and fuzz tests with new examples, for as many rounds as you like
	@for round in $$(seq $(or $(ROUNDS),1)); do RECORDS_EXAMPLES=searching $(PY) -m pytest $(FILES_TO) 4 -m hypothesis --ignore=tests/e2e || exit 1; done

load: install-dev ## Two hundred tabs for two minutes, alone and during a flood of bad sign-ins
	@$(PY) -m tests.load.tabs $(or $(SECONDS),120) $(or $(TABS),200) $(or $(PAUSE),5)

lighthouse: install-dev ## Measure the sign-in page and the desk with Lighthouse
	@$(PY) -m tests.e2e.lighthouse

fmt: install-dev ## Format the code and sort the imports
	@$(BIN)/ruff check --fix --select I .
	@$(BIN)/ruff format .

pins: install-dev ## Rewrite the second part of requirements*.txt, and the SHA-256 of every file
	@$(PY) scripts/pins.py
	@$(PY) scripts/hashes.py

clean: ## Remove what was built and cached; data and .venv stay
	@rm -rf .web build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
