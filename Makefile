# One verb a target. `check` and `data` never write to the tree; `format`, `golden`, `messages` and `screenshots` do.
VENV := .venv
PYTHON_IN_VENV := $(VENV)/bin/python
PIP_INSTALL := $(PYTHON_IN_VENV) -m pip install --quiet --disable-pip-version-check
PYTEST_WORKERS ?= 3

.DEFAULT_GOAL := help
.PHONY: help run build bench lighthouse test check data messages format golden screenshots lock curation curate authoring database ogc clean

help:  ## Say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' Makefile

run: build/.made  ## Serve the atlas at http://127.0.0.1:8050 (PORT and HOST are respected)
	@$(PYTHON_IN_VENV) -m dashboard run

build: $(VENV)/.installed  ## Bring the small map library from npm, bundle and compress what pages load (all optional)
	@$(PYTHON_IN_VENV) -m dashboard build

# Without a PostgreSQL the tests of the database do not run, and the last lines say so. Three workers for two cores: some wait.
# What Python compiles is kept, whatever the environment says: workers and servers of the tests need not compile it again.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.installed-dev build/.made  ## Run all tests, those in a real browser and a real database included
	@.ci/ensure-postgres >/dev/null || true
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && \
		$(PYTHON_IN_VENV) -m pytest -n $(PYTEST_WORKERS)

bench: $(VENV)/.installed-dev build/.made  ## Measure the page beside others in a real browser; writes docs/PERFORMANCE.md
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && $(PYTHON_IN_VENV) -m benchmarks.run

lighthouse: $(VENV)/.installed-dev build/.made  ## Lighthouse's scores of four pages; writes docs/PERFORMANCE.md
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && $(PYTHON_IN_VENV) -m benchmarks.lighthouse

check: $(VENV)/.installed-dev  ## Style, types, who may import whom, whole translations, size, known vulnerabilities
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@.ci/check-scripts
	@$(PYTHON_IN_VENV) -m pytest -p no:cacheprovider tests/test_layers.py tests/i18n/test_catalogues.py tests/i18n/test_keys.py
	@$(PYTHON_IN_VENV) .ci/size
	@$(PYTHON_IN_VENV) .ci/audit

data: $(VENV)/.installed  ## Findings over data/ and seeds/
	@$(PYTHON_IN_VENV) -m dashboard check

messages: $(VENV)/.installed  ## Bring new and changed English texts into the translations, to be translated there
	@$(VENV)/bin/pybabel update --input-file dashboard/i18n/locales/messages.pot --output-dir dashboard/i18n/locales \
		--no-wrap --previous --ignore-obsolete --ignore-pot-creation-date

format: $(VENV)/.installed-dev  ## Put the code into its form
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .
	@[ ! -x node_modules/.bin/biome ] || node_modules/.bin/biome check --write

golden: $(VENV)/.installed  ## Write tests/golden/lengths.csv anew: km by route, segment and country
	@$(PYTHON_IN_VENV) -m dashboard golden

screenshots: $(VENV)/.installed-dev  ## Take the picture of the README anew
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && $(PYTHON_IN_VENV) -m tests.browser.screenshots

lock: $(VENV)/.installed-dev  ## Write requirements.lock anew from requirements.txt, with the hashes of every file
	@$(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
		requirements.txt --output-file requirements.lock

curation: $(VENV)/.installed-curation  ## Install what curating needs beside what runs (`python -m dashboard draft`, `check --watch`)

curate: $(VENV)/.installed-curation build/.made  ## Confirm in the browser what drafts propose (http://127.0.0.1:8050/curate/)
	@$(PYTHON_IN_VENV) -m dashboard curate

authoring: $(VENV)/.installed-authoring  ## Install what tracing lines and making the basemap need (some 300 MB)

database: $(VENV)/.installed-database  ## Install what a PostgreSQL wants (`python -m dashboard publish`, ATLAS_DATABASE)

ogc: $(VENV)/.installed-ogc  ## Install what the OGC API wants (`/ogc`, for QGIS and GDAL; some 160 MB)

clean:  ## Remove the environment and what the tools cache
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build

# Once an environment; without npm, or without a network, the page is served as well, only larger.
build/.made: $(VENV)/.installed $(shell find assets/src -name '*.js')
	@$(PYTHON_IN_VENV) -m dashboard build && mkdir -p $(@D) && touch $@ || true

# Each stamp is younger than the requirements it was installed from, so a second run costs nothing.
$(VENV)/.installed: requirements.lock .ci/ensure-venv
	@.ci/ensure-venv
	@echo "Installing requirements.lock ..."
	@$(PIP_INSTALL) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed-curation: requirements-curation.txt $(VENV)/.installed
	@echo "Installing requirements-curation.txt ..."
	@$(PIP_INSTALL) -r requirements-curation.txt
	@touch $@

$(VENV)/.installed-database: requirements-database.txt $(VENV)/.installed
	@echo "Installing requirements-database.txt ..."
	@$(PIP_INSTALL) -r requirements-database.txt
	@touch $@

$(VENV)/.installed-ogc: requirements-ogc.txt $(VENV)/.installed
	@echo "Installing requirements-ogc.txt ..."
	@$(PIP_INSTALL) -r requirements-ogc.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements-curation.txt requirements-database.txt requirements-ogc.txt $(VENV)/.installed
	@echo "Installing requirements-dev.txt ..."
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

$(VENV)/.installed-authoring: requirements-authoring.txt $(VENV)/.installed-dev
	@echo "Installing requirements-authoring.txt ..."
	@$(PIP_INSTALL) -r requirements-authoring.txt
	@touch $@
