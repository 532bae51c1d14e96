# Each target has one task. `check` and `data` never change a file of the repository; `format`, `golden`, `messages` and `screenshots` do.
VENV := .venv
PYTHON_IN_VENV := $(VENV)/bin/python
PIP_INSTALL := $(PYTHON_IN_VENV) -m pip install --quiet --disable-pip-version-check
PYTEST_WORKERS ?= 3

.DEFAULT_GOAL := help
.PHONY: help run build bench lighthouse test check data messages format golden screenshots lock curation curate authoring database ogc clean

help:  ## Say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' Makefile

run: build/.made  ## Serve the atlas at http://127.0.0.1:8050 (set PORT and HOST for another address)
	@$(PYTHON_IN_VENV) -m dashboard run

build: $(VENV)/.installed  ## Fetch the small map library from npm, bundle and compress the files of the pages (optional)
	@$(PYTHON_IN_VENV) -m dashboard build

# Without a PostgreSQL the tests of the database do not run, and the last lines say so. Two cores get three workers, because some tests wait.
# Python stores its compiled files, whatever the environment says, so that workers and servers of the tests do not compile them again.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.installed-dev build/.made  ## Run all tests, those in a real browser and a real database included
	@.ci/ensure-postgres >/dev/null || true
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && \
		$(PYTHON_IN_VENV) -m pytest -n $(PYTEST_WORKERS)

bench: $(VENV)/.installed-dev build/.made  ## Compare the page with others in a real browser; writes docs/PERFORMANCE.md
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && $(PYTHON_IN_VENV) -m benchmarks.run

lighthouse: $(VENV)/.installed-dev build/.made  ## Measure four pages with Lighthouse; writes docs/PERFORMANCE.md
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && $(PYTHON_IN_VENV) -m benchmarks.lighthouse

check: $(VENV)/.installed-dev  ## Check style, types, imports between folders, translations, size, known vulnerabilities
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@.ci/check-scripts
	@$(PYTHON_IN_VENV) -m pytest -p no:cacheprovider tests/test_layers.py tests/i18n/test_catalogues.py tests/i18n/test_keys.py
	@$(PYTHON_IN_VENV) .ci/size
	@$(PYTHON_IN_VENV) .ci/audit

data: $(VENV)/.installed  ## Check data/ and seeds/, and print all findings
	@$(PYTHON_IN_VENV) -m dashboard check

messages: $(VENV)/.installed  ## Copy new and changed English texts into the .po files, to be translated there
	@$(VENV)/bin/pybabel update --input-file dashboard/i18n/locales/messages.pot --output-dir dashboard/i18n/locales \
		--no-wrap --previous --ignore-obsolete --ignore-pot-creation-date

format: $(VENV)/.installed-dev  ## Format the code
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .
	@[ ! -x node_modules/.bin/biome ] || node_modules/.bin/biome check --write

golden: $(VENV)/.installed  ## Rewrite tests/golden/lengths.csv: km by route, segment and country
	@$(PYTHON_IN_VENV) -m dashboard golden

screenshots: $(VENV)/.installed-dev  ## Retake the pictures of the README
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && $(PYTHON_IN_VENV) -m tests.browser.screenshots

lock: $(VENV)/.installed-dev  ## Rewrite requirements.lock from requirements.txt, with the hashes of every file
	@$(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
		requirements.txt --output-file requirements.lock

curation: $(VENV)/.installed-curation  ## Install the packages of curators (`python -m dashboard draft`, `check --watch`)

curate: $(VENV)/.installed-curation build/.made  ## Confirm proposed statements in the browser (http://127.0.0.1:8050/curate/)
	@$(PYTHON_IN_VENV) -m dashboard curate

authoring: $(VENV)/.installed-authoring  ## Install the packages for tracing lines and making the basemap (some 300 MB)

database: $(VENV)/.installed-database  ## Install the packages for PostgreSQL (`python -m dashboard publish`, ATLAS_DATABASE)

ogc: $(VENV)/.installed-ogc  ## Install the packages of the OGC API (`/ogc`, for QGIS and GDAL; some 160 MB)

clean:  ## Remove the environment, the build and the caches of the tools
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build

# Once for each environment. Without npm or a network the page works too, but is larger.
build/.made: $(VENV)/.installed $(shell find assets/src -name '*.js')
	@$(PYTHON_IN_VENV) -m dashboard build && mkdir -p $(@D) && touch $@ || true

# Each stamp is newer than the requirements that it was installed from, so a second run installs nothing.
$(VENV)/.installed: requirements.lock .ci/ensure-venv
	@.ci/ensure-venv
	@echo "Installing requirements.lock ..."
	@$(PIP_INSTALL) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed-%: requirements-%.txt $(VENV)/.installed
	@echo "Installing $< ..."
	@$(PIP_INSTALL) -r $<
	@touch $@

$(VENV)/.installed-dev: requirements-curation.txt requirements-database.txt requirements-ogc.txt
$(VENV)/.installed-authoring: $(VENV)/.installed-dev
