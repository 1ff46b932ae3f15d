# make demo      sets up .venv and reads the sample reports
# make test      sets up .venv with the tools and passes all checks
# make bench     measures how fast reports are read (bench/README.md)
# make compiled  writes to dist/ a wheel for this platform that reads faster; takes a C compiler and minutes
# make docs      writes what the docs show of real runs: commands, a sample, figures
#
# PYTHON=... names the Python (3.11 or newer) to make the environment from.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
export PYTHON

# A clone is installed as it stands, so that a changed file takes effect at once.
INSTALL_SELF := $(PIP) install --no-deps --no-build-isolation --editable .

.PHONY: help demo page test lint types layers check bench compiled docs lock clean

help:
	@sed -n 's/^# //p' Makefile

demo: $(VENV)/run.stamp
	$(BIN)/tawatur read samples

page: $(VENV)/run.stamp
	$(BIN)/tawatur read --format html --output demo.html samples
	@echo "open demo.html in a browser" >&2

test: lint types layers check

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

layers: $(VENV)/dev.stamp
	$(BIN)/lint-imports

check: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n auto

bench: $(VENV)/dev.stamp
	$(BIN)/python bench/read.py
	$(BIN)/python bench/compiled.py

compiled: $(VENV)/dev.stamp
	HATCH_BUILD_HOOK_ENABLE_CUSTOM=true $(BIN)/python -m hatchling build --target wheel

docs: $(VENV)/run.stamp
	$(BIN)/python scripts/write-docs

# The dev lock holds all of the run lock, so either environment can follow on the other.
$(VENV)/run.stamp: requirements.lock pyproject.toml scripts/make-venv
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || scripts/make-venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements.lock
	$(INSTALL_SELF)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml scripts/make-venv
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || scripts/make-venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	$(INSTALL_SELF)
	@touch $@

# Takes the newest versions that pyproject.toml allows; run it with the oldest Python we support.
COMPILE := .venv-lock/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra build
lock:
	scripts/make-venv .venv-lock
	.venv-lock/bin/python -m pip --quiet install pip-tools
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) .venv-lock .bootstrap .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -rf build dist demo.html
