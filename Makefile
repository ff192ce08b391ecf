# Everything a developer does. `make` alone shows the list.
.DEFAULT_GOAL := help
.PHONY: help run test test-all check format bench bench-all lock figures screenshots translations clean dev packages provider

PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2
CODE := $(BIN)/python -m

# Tests choose their own folder and database: what is set for `make run` must not reach them.
OWN_SETTINGS = env -u PORT -u DATABASE_URL -u DOCUMENT_STORE -u DOCUMENT_KEYS \
  $$(env | sed -nE 's/^((WEDERHOOR|FLASK)_[A-Za-z0-9_]*)=.*/-u \1/p')

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: .venv/.run-stamp ## start the panel on http://127.0.0.1:5000 (PORT=... for another port)
	@exec $(CODE) flask --app admin_app start

test: dev packages ## run all tests but the slow ones (ARGS="-k word" for some)
	@$(OWN_SETTINGS) $(CODE) pytest -m "not slow" -n $(WORKERS) --dist worksteal $(ARGS)

test-all: dev packages provider ## run every test, the slow ones too
	@$(OWN_SETTINGS) $(CODE) pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: dev ## format, lint, types and templates: what .ci/run checks before the tests
	@wrong=0; \
	$(CODE) ruff format --check . || wrong=1; \
	$(CODE) ruff check . || wrong=1; \
	$(CODE) mypy || wrong=1; \
	$(CODE) djlint --quiet --lint templates || wrong=1; \
	exit $$wrong

format: dev ## put code and templates in the house style
	@$(CODE) ruff check --fix-only .
	@$(CODE) ruff format .

bench: dev ## measure the panel on a small set (a few minutes)
	@$(OWN_SETTINGS) $(CODE) bench $(ARGS)

bench-all: dev packages ## measure everything: both databases, up to a million complaints
	@$(OWN_SETTINGS) $(CODE) bench --all $(ARGS)

# Keeps the versions that stand in the .txt files; UPGRADE=1 takes the newest, on purpose.
LOCK = $(BIN)/uv pip compile -q --generate-hashes --no-header --python-version 3.11 $(if $(UPGRADE),--upgrade)
lock: dev ## compile the requirements with hashes (UPGRADE=1 takes newer versions)
	$(LOCK) -o requirements.txt requirements.in
	$(LOCK) -o requirements-dev.txt requirements-dev.in

translations: dev ## collect the texts of screens into translations/, and compile them
	@$(CODE) babel.messages.frontend -q extract -F babel.cfg -o .texts.pot --no-location --sort-output .
	@$(CODE) babel.messages.frontend -q update -i .texts.pot -d translations --no-fuzzy-matching --ignore-obsolete --omit-header
	@$(CODE) babel.messages.frontend -q compile -f -d translations
	@rm .texts.pot

figures: dev packages ## measure the summary figures, into docs/figures.md (long)
	@$(OWN_SETTINGS) $(CODE) scripts.figures -n $(WORKERS) --dist worksteal $(ARGS)

screenshots: dev packages ## pictures of every screen per role, into docs/screens (ten minutes)
	@$(OWN_SETTINGS) $(CODE) scripts.screenshots

clean: ## remove the environment and the caches; instance/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

dev: .venv/.run-stamp .venv/.dev-stamp

packages:
	@sh scripts/debian_packages.sh chromium libreoffice-writer-nogui python3-uno postgresql gnupg

# The provider of OpenID Connect that the tests of single sign-on start; only `make test-all` does.
provider: .venv/provider/.stamp

.venv/provider/.stamp: tests/provider/package-lock.json | .venv/.run-stamp
	@sh scripts/debian_packages.sh nodejs npm
	@mkdir -p $(@D) && cp tests/provider/package.json $< $(@D)
	@cd $(@D) && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

.venv/.run-stamp: requirements.txt
	@sh scripts/environment.sh "$(PYTHON)" $< $@

.venv/.dev-stamp: requirements-dev.txt | .venv/.run-stamp
	@sh scripts/environment.sh "$(PYTHON)" $< $@
