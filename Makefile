# make lab · make test · make test-long · make wheels · make check · make bench · make docs · make other-processor
# Needs Python 3.11 or later and nothing else: everything is installed into .venv, from the pinned
# versions in constraints.txt, and only when what it depends on has changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLUGINS := $(wildcard plugins/*/pyproject.toml)
EXAMPLES := $(wildcard plugins/examples/*/pyproject.toml)
MODULES := toolkit plugins tests benchmarks scripts models
PORT ?= 8888
WORKERS ?= 2

.PHONY: lab test test-long wheels check format bench docs picture other-processor constraints clean
.DEFAULT_GOAL := lab

lab: $(VENV)/.installed
	$(BIN)/toolkit lab --port $(PORT)

test: $(VENV)/.installed $(VENV)/.browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --durations=20

test-long: $(VENV)/.installed
	$(BIN)/python -m pytest -m long

wheels: $(VENV)/.installed
	$(BIN)/python -m pytest tests/packaging

check: $(VENV)/.installed
	$(BIN)/ruff check $(MODULES)
	$(BIN)/ruff format --check $(MODULES)
	$(BIN)/mypy
	$(BIN)/deptry toolkit
	for folder in $(dir $(PLUGINS) $(EXAMPLES)); do \
	  (cd $$folder && $(CURDIR)/$(BIN)/deptry . --package-module-name-map press-toolkit=toolkit) || exit 1; \
	done

format: $(VENV)/.installed
	$(BIN)/ruff check --fix $(MODULES)
	$(BIN)/ruff format $(MODULES)

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks

docs: $(VENV)/.installed
	$(BIN)/python -m sphinx -q -W --keep-going -c docs -d out/doctrees . out/site
	@echo "out/site/index.html"

picture: $(VENV)/.installed $(VENV)/.browser
	$(BIN)/python scripts/picture.py docs/explorer.png

other-processor: $(VENV)/.installed
	$(BIN)/python -m scripts.other_processor

constraints:
	$(BIN)/uv pip compile pyproject.toml --group plugins --group test --group check --group bench --group docs --group build \
	  --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -o constraints.txt

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; call make with PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "This Python cannot make a virtual environment; on Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.pinned: constraints.txt $(VENV)/.python
	grep -A 40 '^uv==' constraints.txt | awk 'NR > 1 && /^[a-z]/ {exit} {print}' > $(VENV)/uv.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r constraints.txt
	@touch $@

$(VENV)/.installed: $(VENV)/.pinned pyproject.toml $(PLUGINS)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation \
	  -e . $(patsubst %/pyproject.toml,-e ./%,$(PLUGINS))
	@touch $@

$(VENV)/.browser: scripts/install_browser.sh $(VENV)/.pinned
	sh scripts/install_browser.sh $(BIN)/python
	@touch $@

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache
