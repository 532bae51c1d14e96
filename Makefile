# One verb a target. `check` and `data` never write to the tree; `format`, `golden` and `screenshots` do.
VENV := .venv
PYTHON_IN_VENV := $(VENV)/bin/python
PIP_INSTALL := $(PYTHON_IN_VENV) -m pip install --quiet --disable-pip-version-check
PYTEST_WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run build bench lighthouse test check data format golden screenshots authoring clean

help:  ## Say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' Makefile

run: build/.made  ## Serve the atlas at http://127.0.0.1:8050 (PORT and HOST are respected)
	@$(PYTHON_IN_VENV) -m dashboard run

build: $(VENV)/.installed  ## Bring the small map library from npm and compress what pages load (both optional)
	@$(PYTHON_IN_VENV) -m dashboard build

test: $(VENV)/.installed-dev build/.made  ## Run all tests, those in a real browser included
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && \
		$(PYTHON_IN_VENV) -m pytest -n $(PYTEST_WORKERS) --dist loadfile

bench: $(VENV)/.installed-dev build/.made  ## Measure the page beside others in a real browser; writes docs/PERFORMANCE.md
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && $(PYTHON_IN_VENV) -m benchmarks.run

lighthouse: $(VENV)/.installed-dev build/.made  ## Lighthouse's scores of four pages; writes docs/PERFORMANCE.md
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && $(PYTHON_IN_VENV) -m benchmarks.lighthouse

check: $(VENV)/.installed-dev  ## Style, types and who may import whom
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(PYTHON_IN_VENV) -m pytest -p no:cacheprovider tests/test_layers.py

data: $(VENV)/.installed  ## Findings over data/ and seeds/
	@$(PYTHON_IN_VENV) -m dashboard check

format: $(VENV)/.installed-dev  ## Put the code into its form
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

golden: $(VENV)/.installed  ## Write tests/golden/lengths.csv anew: km by route, segment and country
	@$(PYTHON_IN_VENV) -m dashboard golden

screenshots: $(VENV)/.installed-dev  ## Take the picture of the README anew
	@CHROMIUM="$$(.ci/ensure-browser)" && export CHROMIUM && $(PYTHON_IN_VENV) -m tests.browser.screenshots

authoring: $(VENV)/.installed-authoring  ## Install what tracing lines and making the basemap need (some 200 MB)

clean:  ## Remove the environment and what the tools cache
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build

# Once an environment; without npm, or without a network, the page is served as well, only larger.
build/.made: $(VENV)/.installed
	@$(PYTHON_IN_VENV) -m dashboard build && mkdir -p $(@D) && touch $@ || true

# Each stamp is younger than the requirements it was installed from, so a second run costs nothing.
$(VENV)/.installed: requirements.txt .ci/ensure-venv
	@.ci/ensure-venv
	@echo "Installing requirements.txt ..."
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing requirements-dev.txt ..."
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

$(VENV)/.installed-authoring: requirements-authoring.txt $(VENV)/.installed-dev
	@echo "Installing requirements-authoring.txt ..."
	@$(PIP_INSTALL) -r requirements-authoring.txt
	@touch $@
