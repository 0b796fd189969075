# Everything is installed into .venv, from the lock files, once. `make PYTHON=python3.12 test` picks another Python.
PYTHON ?=
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/pip install -qq
CORPUS ?= ../shared/corpora/polnear
TORCH ?= $(shell sed -n 's/.*"\(torch==[^"]*\)".*/\1/p' pyproject.toml)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check fix bench train lock hooks clean
.PRECIOUS: $(VENV)/%.installed

help: ## List what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 14

DEMO := build/demo.duckdb
demo: $(VENV)/run.installed ## Read the example articles, put them on record, and ask
	$(BIN)/onrecord read --format text examples/*.*
	@mkdir -p build && rm -rf $(DEMO)* build/kestria
	$(BIN)/python -m onrecord.evaluation.kestria examples/kestria --pages build/kestria
	$(BIN)/onrecord add examples/*.* build/kestria --ledger $(DEMO)
	$(BIN)/onrecord find "were the alarms in the mine switched off" --limit 5 --format table --ledger $(DEMO)
	$(BIN)/onrecord who "Petra Quill" --limit 5 --format table --ledger $(DEMO)
	$(BIN)/onrecord story --limit 8 --format table --ledger $(DEMO)
	$(BIN)/onrecord claims "troops massed on the border" --limit 4 --format table --ledger $(DEMO)
	$(BIN)/onrecord trace "$$($(BIN)/onrecord claims "2.4 million crowns for the minister" --limit 1 --format csv --ledger $(DEMO) | cut -d, -f3 | tail -1)" --format tree --ledger $(DEMO)
	$(BIN)/onrecord conflicts --limit 6 --format table --ledger $(DEMO)
	$(BIN)/onrecord stats --format table --ledger $(DEMO)

test: $(VENV)/dev.installed ## Run the tests (ARGS="-k quotation" for some of them)
	$(BIN)/pytest $(ARGS)

check: $(VENV)/dev.installed ## Formatting, lint, types, and who may import whom
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fix: $(VENV)/dev.installed ## Format, and mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/bench.installed ## Speed, memory and start-up, beside textacy; the ledger, building (all of it: most of a day)
	$(BIN)/python -m onrecord.evaluation.speed
	$(BIN)/python -m onrecord.evaluation.asking
	$(BIN)/python -m onrecord.evaluation.adding --articles 2000 --runs 2 --memory 100000
	$(BIN)/python -m onrecord.evaluation.killing --rounds 100
	$(BIN)/python -m onrecord.evaluation.identities
	$(BIN)/python -m onrecord.evaluation.kestria examples/kestria/seen
	$(BIN)/python -m onrecord.evaluation.kestria examples/kestria/unseen
	$(BIN)/python -m onrecord.evaluation.building --articles 100000 --times 10

train: $(VENV)/torch.installed ## Train the attribution model (CORPUS=folder)
	$(BIN)/onrecord train attributions --corpus $(CORPUS) $(ARGS)

hooks: $(VENV)/dev.installed ## Check every commit before it is made
	$(BIN)/pre-commit install

# The other locks take the releases that run.txt and dev.txt take. torch stands in none of them: which build of it
# is right, and so its hash, depends on the machine.
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-emit-index-url --strip-extras \
	--custom-compile-command "make lock" --group build $(ARGS)
lock: $(VENV)/dev.installed ## Write the lock files anew (ARGS=--upgrade for newer releases)
	$(COMPILE) -o requirements/run.txt > /dev/null
	$(COMPILE) --group dev -c requirements/run.txt -o requirements/dev.txt > /dev/null
	$(COMPILE) --extra bench -c requirements/dev.txt -o requirements/bench.txt > /dev/null
	$(COMPILE) --extra train -c requirements/dev.txt --no-emit-package torch -o requirements/train.txt > /dev/null

clean: ## Remove what was installed, built and cached
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/pip:
	@echo "Setting up $(VENV) …"
	@tools/venv.sh $(VENV) $(PYTHON)

$(VENV)/%.installed: requirements/%.txt pyproject.toml | $(BIN)/pip
	@echo "Installing what requirements/$*.txt lists …"
	@$(PIP) --require-hashes --no-deps -r $<
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/torch.installed: $(VENV)/train.installed
	@$(PIP) $(TORCH)
	@touch $@
