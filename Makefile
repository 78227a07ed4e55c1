# The commands of this checkout; `make` alone lists them.
PYTHON ?= python3
VENV_BIN := .venv/bin
PREPARE := $(PYTHON) scripts/prepare
ifdef PORT
export SALES_SUPERVISION_PORT := $(PORT)
endif

.DEFAULT_GOAL := help
.PHONY: help run test bench load reliability build check check-backend check-frontend test-frontend test-backend \
        format lock migration-scripts openapi wheel sbom audit python

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-15s %s\n", $$1, $$2 }'

run: python ## Everything to have the product in the browser, with demo data
	@$(PREPARE) port packages page
	@$(VENV_BIN)/sales-supervision serve --upgrade --demo

test: python ## Everything to run every check and every test
	@$(PREPARE) tools page load chromium nginx
	@$(MAKE) --no-print-directory check test-frontend test-backend

build: python ## Build the page into the Python package
	@$(PREPARE) packages page

wheel: build sbom ## Make the Python wheel, with the page inside, and its bills of materials, in dist/
	@$(VENV_BIN)/python -m build --wheel --no-isolation --outdir dist backend

sbom: ## Make the bills of materials (CycloneDX) of package and page, in dist/
	@$(PREPARE) tools page
	@$(VENV_BIN)/python scripts/audit sbom

audit: ## Look for known weaknesses of the packages, and for licences that are not allowed
	@$(PREPARE) tools page
	@$(VENV_BIN)/python scripts/audit licences advisories

check: check-backend check-frontend ## Lint, format and type checks

check-backend:
	$(VENV_BIN)/ruff check .
	$(VENV_BIN)/ruff format --check .
	cd backend && ../$(VENV_BIN)/mypy
	cd backend && MYPYPATH=../scripts/prepare ../$(VENV_BIN)/mypy ../scripts/prepare
	cd backend && MYPYPATH=../scripts/audit ../$(VENV_BIN)/mypy ../scripts/audit
	cd backend && MYPYPATH=.. ../$(VENV_BIN)/mypy -p benchmarks

check-frontend:
	$(PREPARE) npm run check

test-frontend:
	$(PREPARE) npm run test

test-backend:
	cd backend && ../$(VENV_BIN)/pytest -c pyproject.toml ../benchmarks/tests
	# Apart, since Playwright keeps an event loop of its own in the process.
	cd backend && ../$(VENV_BIN)/pytest -n 2 tests/browser
	cd backend && ../$(VENV_BIN)/pytest -n 2 --ignore tests/browser

bench: python ## Measure, beside the limits of the specification
	@$(PREPARE) tools page chromium
	@$(VENV_BIN)/python -m benchmarks

load: python ## Play supervisors at work and say what is carried; LOAD="--quick" and others choose
	@$(PREPARE) tools page load nginx
	@$(VENV_BIN)/python -m benchmarks.load $(LOAD)

reliability: python ## Kill, cut, repeat and reorder at length; prints what was lost (nothing)
	@$(PREPARE) tools page
	cd backend && ../$(VENV_BIN)/python -m tests.reliability

format: ## Format the code
	$(VENV_BIN)/ruff check --fix .
	$(VENV_BIN)/ruff format .
	$(PREPARE) npm run format

openapi: ## Write the interface's description and the page's types from the code
	$(VENV_BIN)/sales-supervision openapi > frontend/openapi.json
	$(PREPARE) npm run api

migration-scripts: ## Write the SQL Server scripts of add_optimistic_locking from the code
	$(VENV_BIN)/sales-supervision db sql baseline:add_optimistic_locking --dialect mssql \
	  > backend/database/migrations/add_optimistic_locking.sql
	$(VENV_BIN)/sales-supervision db sql add_optimistic_locking:baseline --dialect mssql \
	  > backend/database/migrations/add_optimistic_locking_rollback.sql

lock: ## Lock the Python packages anew, with hashes
	scripts/lock

python:
	@command -v $(PYTHON) > /dev/null || { \
	  echo "Python is missing: install Python 3.11 or newer, or name one with make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$$($(PYTHON) --version 2>&1) is too old: install Python 3.11 or newer, or name one with make PYTHON=…" >&2; exit 1; }
