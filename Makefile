# Every command a developer needs. `make` alone lists them.
# PYTHON chooses the Python (3.11 or newer) that .venv is made with.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done || true)
PYTHON := $(or $(PYTHON),python3)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
ARGS ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test test-sqlite test-postgres check lint templates types imports migrations system audit \
	bench soak screenshots assets lock clean environment environment-dev pdf browser build-folder

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: environment pdf assets ## Serve the demonstration college on http://localhost:8000 (PORT=, HOST=)
	@exec $(BIN)/python .setup/run.py

test: environment-dev pdf browser assets ## Run every test on SQLite and on PostgreSQL (ARGS="tests/college -x")
	@$(BIN)/python .setup/test.py sqlite postgresql -- $(ARGS)

test-sqlite: environment-dev pdf browser assets ## Run the tests on SQLite alone
	@$(BIN)/python .setup/test.py sqlite -- $(ARGS)

test-postgres: environment-dev pdf browser assets ## Run the tests on PostgreSQL alone (DATABASE_URL, else one of our own)
	@$(BIN)/python .setup/test.py postgresql -- $(ARGS)

check: environment-dev lint templates types imports migrations system audit ## Lint, format, types, import contracts, migrations

lint: environment-dev ## Python: faults and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

templates: environment-dev ## Templates: faults
	@$(BIN)/djlint templates --lint --quiet

types: environment-dev ## Types
	@$(BIN)/mypy

imports: environment-dev ## Which way imports run
	@$(BIN)/lint-imports --cache-dir .cache/imports

migrations: environment-dev build-folder ## Models and migrations agree
	@$(MANAGE) makemigrations --check --dry-run

system: environment-dev build-folder ## Django's own checks
	@$(MANAGE) check --fail-level WARNING

audit: environment-dev ## Known holes in what we depend on, where advisories can be reached
	@$(BIN)/python .setup/audit.py

bench: environment-dev assets ## Measure, each figure as a ratio to something measured in the same run
	@$(BIN)/python -m bench $(ARGS)

soak: environment-dev assets ## Kill web and workers for a long while; nothing acknowledged may be lost
	@$(BIN)/python -m bench.soak $(ARGS)

screenshots: environment-dev pdf browser assets ## Take a picture of every page
	@$(BIN)/pytest tests/journeys -m screenshots $(ARGS)

assets: environment ## Build what the browser is sent
	@$(BIN)/python .setup/assets.py

lock: environment-dev ## Write the hashed locks from the pins (UPGRADE=1 lets indirect ones move)
	@.setup/lock

clean: ## Remove all that was made, the demonstration's database too
	rm -rf .venv .cache build node_modules college.sqlite3 .import_linter_cache .hypothesis

environment:
	@$(PYTHON) .setup/environment.py

environment-dev:
	@$(PYTHON) .setup/environment.py --dev

pdf: environment
	@$(BIN)/python .setup/system.py pdf

browser: environment
	@$(BIN)/python .setup/system.py browser

build-folder:
	@mkdir -p build/static
