# make demo    everything a fresh machine needs, then the demonstration
# make setup   what is needed to work on Yifa        make check   format, lint, types, imports, procedures, links
# make test    all tests                             make quick   those of the floors: law, procedures, the record, figures, reports
# make fmt     format
# make bench   benchmarks, as ratios                 make clean   throw away what was built (not var/)
#
# Nothing is done twice: what is up to date has a stamp in the virtual environment.

VENV   ?= .venv
PYTHON ?= python3
# One more than the cores: who drives a browser waits for it half of the time.
PYTEST ?= -n $(shell expr $$(nproc) + 1) --dist loadfile --no-loadscope-reorder
BIN    := $(VENV)/bin
STAMPS := $(VENV)/stamps

.DEFAULT_GOAL := help
.PHONY: help setup demo test quick check fmt bench clean messages

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -5

$(STAMPS)/run-packages: .ci/packages.txt scripts/packages.sh
	@sh scripts/packages.sh run
	@mkdir -p $(@D) && touch $@

$(STAMPS)/test-packages: .ci/packages.txt scripts/packages.sh
	@sh scripts/packages.sh run test
	@mkdir -p $(@D) && touch $@

$(STAMPS)/python: requirements/dev.lock requirements/uv.lock pyproject.toml scripts/python.sh | $(STAMPS)/run-packages
	@sh scripts/python.sh $(VENV) $(PYTHON)
	@mkdir -p $(@D) && touch $@

# Without its fonts Yifa still runs; what it lacks is said by the script.
$(STAMPS)/fonts: scripts/fonts.sh
	@if sh scripts/fonts.sh; then mkdir -p $(@D) && touch $@; fi

messages: $(STAMPS)/python
	@$(BIN)/yifa messages

setup: $(STAMPS)/test-packages $(STAMPS)/python $(STAMPS)/fonts messages

demo: $(STAMPS)/python $(STAMPS)/fonts messages
	@$(BIN)/yifa demo up

test: setup
	@$(BIN)/pytest $(PYTEST)

# What stands on the floors (fields, pages, settings, command line) and what takes the whole library through its states is left to `make test`.
UPPER  := work desk portal conf cli demo journeys procedure/test_library.py procedure/test_formatting.py
quick: setup
	@$(BIN)/pytest $(PYTEST) -m "not slow and not browser" $(UPPER:%=--ignore=tests/%)

check: $(STAMPS)/python
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python scripts/lint_rules.py
	$(BIN)/python scripts/check_links.py
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/yifa procedures format --check
	$(BIN)/yifa procedures check
	$(BIN)/yifa figures check
	$(BIN)/python scripts/write_schema.py --check

fmt: $(STAMPS)/python
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(STAMPS)/python
	@$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find yifa -name '*.mo' -delete
