# Xingjian: two commands, `make demo` and `make test`, need Python 3.11 and nothing else prepared.
# What each target does: `make help`. Where state lies and how to recover: infra/RUNBOOK.md.

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; \
	done; echo python3)
PY = .venv/bin/python
LOCAL = $(PY) -m infra.local
MANAGE = $(PY) -m backend
PROGRAMS = web worker beat
ARGS ?=

# Without compiled modules every start of the site takes three times as long.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo demo-run demo-steps test check serve services migrate stop status env backup restore \
	bench bench-tablet sim requirements set-up-run set-up-dev clean
.NOTPARALLEL:

help: ## say what each target does
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name what; do \
		printf '  make %-14s %s\n' "$$name" "$$what"; done

demo: demo-steps ## the whole story on synthetic data, then the site stays up until Ctrl-C
	@$(LOCAL) run -- $(PY) -m infra.demo --logins
	@$(LOCAL) follow

demo-run: demo-steps ## the same without staying
	@$(LOCAL) down $(PROGRAMS)

demo-steps: services
	@$(LOCAL) run -- $(PY) -m infra.demo --run || { $(LOCAL) down $(PROGRAMS); exit 1; }

serve: migrate ## the site on this checkout's data, until Ctrl-C
	@$(LOCAL) restart $(PROGRAMS)
	@$(LOCAL) follow

test: set-up-dev ## everything the continuous integration runs (ARGS: words for pytest)
	@$(LOCAL) up
	@$(LOCAL) run -- $(MANAGE) build_words >/dev/null
	@$(LOCAL) run -- $(PY) -m infra.local.stages test $(ARGS)

check: set-up-dev ## style, types, layers, schemas, migrations
	@$(LOCAL) run -- $(PY) -m infra.local.stages check

bench: set-up-dev ## measure (tests/bench)
	@$(LOCAL) up
	@$(LOCAL) run -- $(PY) -m pytest tests/bench -s $(ARGS)

bench-tablet: set-up-dev ## measure the tablet on a slowed-down machine, in Chromium
	@$(LOCAL) up
	@$(LOCAL) run -- $(PY) -m pytest tests/bench/tablet -s $(ARGS)

sim: ## simulate many tablets for a long time
	@echo 'sim: the sync simulator comes with a later version; nothing was simulated'

services: set-up-run ## database, broker and object store; started once, then reused
	@$(LOCAL) up

migrate: services ## bring the database to this version
	@$(LOCAL) own -- $(MANAGE) migrate --verbosity 1
	@$(LOCAL) own -- $(MANAGE) secure_database
	@$(LOCAL) run -- $(MANAGE) build_words >/dev/null

backup: services ## database, objects and public log into one folder (ARGS: --to DIR --keep N --durable)
	@$(PY) -m infra.backup $(ARGS)

restore: services ## bring a backup back: make restore FROM=DIR (ARGS: --replace)
	@test -n '$(FROM)' || { echo 'restore: which backup? make restore FROM=DIR'; exit 1; }
	@$(LOCAL) down $(PROGRAMS)
	@$(PY) -m infra.restore '$(FROM)' $(ARGS)

stop: ## end everything this checkout started, and nothing else
	@if $(PY) -c 'import pg0' 2>/dev/null; then $(LOCAL) down; \
	else echo 'stop: nothing was set up here'; fi

status: ## what runs and answers
	@$(LOCAL) status

env: ## print the application's environment (contains passwords)
	@$(LOCAL) env

requirements: set-up-run ## compile the lock files anew from pyproject.toml and package.json
	@$(PY) -m infra.local.locks

clean: stop ## remove what can be made again; data under var/ stays
	rm -rf .venv backend/tablet/node_modules backend/tablet/dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +

set-up-run:
	@$(PYTHON) -m infra.local.bootstrap run

set-up-dev:
	@$(PYTHON) -m infra.local.bootstrap dev
