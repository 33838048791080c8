# What there is to do with depgraph. Needs Python 3.11 or later, make and the network; nothing else.

PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile
BUILD_NEEDS := hatchling>=1.33 editables>=0.5
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock" pyproject.toml -

.PHONY: help install run demo test test-lts prove check bench lock

help: ## say what there is (this list)
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r what why; do printf '%-16s %s\n' "$$what" "$$why"; done

install: .venv/run.stamp ## make the environment (.venv) from requirements.lock, every file's hash checked

run: install ## serve on 127.0.0.1:8000; Java and Neo4j are fetched the first time
	$(BIN)/depgraph serve

demo: install ## serve with a small studio loaded, and print three answers
	$(BIN)/depgraph demo

test: check ## every check, at small counts, with an own Neo4j for each worker
	$(BIN)/python -m depgraph.embedded.fetch
	$(PYTEST)

test-lts: export DEPGRAPH_NEO4J_VERSION = 5.26.30
test-lts: .venv/dev.stamp ## the tests on Neo4j 5.26 LTS
	$(BIN)/python -m depgraph.embedded.fetch
	$(PYTEST)

prove: export DEPGRAPH_PROVE = 1
prove: .venv/dev.stamp ## the tests at the counts that the project promises (long)
	$(BIN)/python -m depgraph.embedded.fetch
	$(PYTEST)

check: .venv/dev.stamp ## format, lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports

bench: .venv/dev.stamp ## measure every question beside its peers; then receipts, up to 1,000,000 segments (long)
	@status=0; for what in "" "provenance --size small" "provenance --size full --reuse"; do \
		$(BIN)/python -m bench $$what || status=$$?; done; exit $$status

lock: .venv/run.stamp ## make the lock files anew from pyproject.toml (needs the network)
	$(BIN)/python -m pip install --quiet uv==0.13.8
	printf '%s\n' $(foreach need,$(BUILD_NEEDS),'$(need)') | $(COMPILE) --upgrade -o requirements.lock
	printf '%s\n' $(foreach need,$(BUILD_NEEDS),'$(need)') | $(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

# The stamps: a second `make run` installs nothing and needs no network.
.venv/run.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'depgraph needs Python 3.11 or later; $(PYTHON) is older or missing. Try: make PYTHON=python3.12 $(MAKECMDGOALS)'; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
