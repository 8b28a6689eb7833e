# Staffroll: `make demo` shows it, `make test` proves it. Everything runs in .venv, made from a lock file.
PYTHON ?= python3
PORT ?= 8000
SERVE ?= 1
# A registry of your own is apart from the demo's; it stays.
SITE_DIR ?= $(or $(STAFFROLL_DATA_DIR),var/site)
LOOKS_DIR ?= var/looks
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CLIENTS := tests/clients/typescript
LIGHTHOUSE := tests/clients/lighthouse
NODE_STAMP := $(CLIENTS)/node_modules/.package-lock.json

.DEFAULT_GOAL := help
.PHONY: help demo site test quick costs permissions walks long document scripts clients lighthouse lint lint-types lint-code lint-site lint-docs check schema examples baseline bench lock format run worker messages looks

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

# uv when it is there and reaches a package index, else venv and pip, which may know another index.
$(STAMP): requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Staffroll needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Call make with PYTHON=/path/to/python3.11.")'
	@{ command -v uv >/dev/null 2>&1 && \
		uv venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV) && \
		uv pip install --quiet --require-hashes --python $(BIN)/python -r requirements-dev.lock; } || \
	{ $(PYTHON) -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock; }
	@touch $@

demo: $(STAMP) ## load the demo, export its rolls, serve it (SERVE=0 stops after the exports, PORT=8000)
	@$(BIN)/python manage.py demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

site: $(STAMP) ## an empty registry of your own, which stays: its first account, its workers, its pages (PORT=8000, SITE_DIR=var/site)
	@STAFFROLL_DATA_DIR=$(SITE_DIR) $(BIN)/python manage.py site --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

test: $(STAMP) ## run the tests
	@$(BIN)/python -m pytest

quick: $(STAMP) ## run what fits into a minute: tests that cost little and start no process, browser or film; of each module the first that asks the site, of each test that uses the database or sets a roll the first case
	@$(BIN)/python -m pytest -n logical -m 'not (slow or worker or process or browser or film or further or matrix or walk or case)'

costs: $(STAMP) ## measure which tests `make quick` has no time for, in some minutes, and write tests/costly.txt anew
	@$(BIN)/python -m pytest --costs -m 'not (worker or process or browser or film or further or matrix or walk or case)'

permissions: $(STAMP) ## ask every address as every kind of visitor, in about two minutes
	@$(BIN)/python -m pytest -m matrix tests/rules/test_permissions.py

# What npm installs has the date of its own list of it.
$(NODE_STAMP): $(CLIENTS)/package.json $(CLIENTS)/package-lock.json $(CLIENTS)/.npmrc
	@command -v npm >/dev/null 2>&1 || { echo "This needs Node.js 20 with npm." >&2; exit 1; }
	@cd $(CLIENTS) && npm ci --loglevel=error --no-progress >/dev/null
	@touch $@

walks: $(STAMP) ## ask, drill and migrate what takes long by nature, in a few minutes: every place for a withheld name, workers that are killed, old schemas
	@$(BIN)/python -m pytest -n 3 -m 'walk or worker'

# Beside the matrix, which computes, the walks may wait.
long: $(STAMP) ## permissions and walks in one run, which ends sooner than the two
	@$(BIN)/python -m pytest -n 3 -m 'matrix or walk or worker'

document: $(NODE_STAMP) ## lint docs/openapi.json with Redocly's rules (needs Node.js 20)
	@cd $(CLIENTS) && REDOCLY_SUPPRESS_UPDATE_NOTICE=true npm run --silent lint

scripts: $(NODE_STAMP) ## check the types of the modules that pages run (needs Node.js 20)
	@cd $(CLIENTS) && npm run --silent scripts

clients: $(STAMP) document ## generate a Python and a TypeScript client, read the demo with both, try all writes (needs Node.js 20)
	@$(BIN)/python scripts/walk_clients

$(LIGHTHOUSE)/node_modules/.package-lock.json: $(LIGHTHOUSE)/package.json $(LIGHTHOUSE)/package-lock.json $(LIGHTHOUSE)/.npmrc
	@cd $(LIGHTHOUSE) && npm ci --loglevel=error --no-progress >/dev/null
	@touch $@

lighthouse: $(STAMP) $(LIGHTHOUSE)/node_modules/.package-lock.json ## ask Lighthouse about ten public pages of the demo, in some minutes (needs Node.js 20 and chromium)
	@$(BIN)/python scripts/walk_lighthouse

# Four parts, each of which takes one processor: `make -j 2 lint` runs them side by side.
lint: lint-types lint-code lint-site lint-docs ## format, lint, types, import contracts, migrations, system checks and documentation

lint-types: $(STAMP)
	$(BIN)/mypy

lint-code: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

lint-site: $(STAMP)
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.rules.migrations
	$(BIN)/python manage.py check --fail-level WARNING

lint-docs: $(STAMP)
	$(BIN)/python -m pytest -n 0 tests/docs/test_docs.py

check: lint test long ## all of it, and all tests

looks: $(STAMP) ## write contact sheets of the shipped templates into LOOKS_DIR=var/looks, for the eye: small lists and a feature, ja and en, three rasters
	@$(BIN)/python -m tests.contact_sheets $(LOOKS_DIR)

schema: $(STAMP) ## write docs/openapi.json and docs/roll-document.schema.json anew
	@$(BIN)/python -m productions.rollkit.document.json_schema docs/roll-document.schema.json
	@$(BIN)/python manage.py spectacular --format openapi-json --file docs/openapi.json

examples: $(STAMP) ## write the answers that the document shows as examples anew, then the document
	@RECORD_EXAMPLES=1 $(BIN)/python -m pytest -q -n 0 tests/api/test_examples.py -k 'every_body or every_answer_is'
	@$(BIN)/python -m productions.rollkit.document.json_schema docs/roll-document.schema.json
	@$(BIN)/python manage.py spectacular --format openapi-json --file docs/openapi.json

baseline: $(STAMP) ## make today's API the promise that later changes may not break
	@$(BIN)/python -m json.tool --compact --no-ensure-ascii docs/openapi.json docs/openapi.baseline.json

bench: $(STAMP) ## all figures, in about ten minutes (benchmarks/README.md says which databases it needs)
	@$(BIN)/python -m benchmarks.read --rounds 3 --seconds 0.8
	@$(BIN)/python -m benchmarks.growth --rounds 3 --seconds 0.7
	@$(BIN)/python -m benchmarks.busy --rounds 3 --seconds 0.7
	@$(BIN)/python -m benchmarks.workers
	@$(BIN)/python -m benchmarks.cold
	@$(BIN)/python -m benchmarks.memory
	@$(BIN)/python -m benchmarks.fonts
	@$(BIN)/python -m benchmarks.layout
	@$(BIN)/python -m benchmarks.write
	@$(BIN)/python -m benchmarks.preview
	@$(BIN)/python -m benchmarks.film --rounds 1
	@$(BIN)/python -m benchmarks.film_slices --rounds 1
	@$(BIN)/python -m benchmarks.film --memory --lengths 1000 10000
	@test -z "$(BENCH_SQLITE_URL)" || \
		BENCH_DATABASE_URL=$(BENCH_SQLITE_URL) $(BIN)/python -m benchmarks.read --rounds 2 --seconds 0.5

lock: ## write both lock files anew (needs uv)
	uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	uv pip compile --quiet pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-dev.lock

format: $(STAMP) ## format and tidy imports
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

run: $(STAMP) ## serve the site on PORT
	$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

worker: $(STAMP) ## run the workers: films and dumps have one of their own
	@$(BIN)/python manage.py run_workers

messages: $(STAMP) ## compile the catalogues
	$(BIN)/pybabel compile --directory locale --domain django
