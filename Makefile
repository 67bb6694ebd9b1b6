# What a contributor runs; the workflows call the same targets. The first target that needs it sets up .venv/ from the
# pinned files in requirements/, and nothing outside this folder is touched.
# Needs: a Python of at least 3.11, and any GNU Make from 3.81 on (macOS has that one).

PYTHON ?= python3
FORMAT ?= text
BIN := .venv/bin

# Hashes: only the files that were locked. Wheels only: no compiler is needed, and no package runs code to install.
INSTALL := $(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes --only-binary :all:
# The flags about `emit` keep the address of a private index, which a machine may have configured, out of the files.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
	--no-emit-index-url --no-emit-find-links --no-emit-index-annotation \
	--annotation-style line --custom-compile-command "make lock" $(UPGRADE)

# Files that say what .venv/ holds. Another Python has another name here, and so makes a new .venv/.
VENV := .venv/.python-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
RUN := .venv/.run
TEST := .venv/.test
BENCH := .venv/.bench

# Material prints a banner about MkDocs 2, which pyproject.toml excludes.
export NO_MKDOCS_2_WARNING := 1

# Where this is set, each start of Python compiles all modules again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help site pdf check serve test lint format lock bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo 'make PYTHON=python3.12 ... takes another Python than python3'

# The commit that data/ is of, for citations; '' where it has changes that no commit holds, and outside of a repository.
DATA_COMMIT = test -z "$$(git status --porcelain -- data 2>&1)" && git log -1 --format=%H -- data || :

site: $(RUN) ## build the site into site/; EDIT_URL=... makes its pages link to where their records can be edited
	$(BIN)/dossier build --edit-url "$$EDIT_URL" --commit "$$($(DATA_COMMIT))"

pdf: $(RUN) ## write docs/brief.pdf and docs/book.pdf, which the site then offers at its foot; needs Pango
	$(BIN)/dossier brief -o docs/brief.pdf
	$(BIN)/dossier book -o docs/book.pdf

check: $(RUN) ## only look for problems in data/
	$(BIN)/dossier check --format $(FORMAT)

serve: $(RUN) ## show the site on this machine and rebuild it at each change
	$(BIN)/dossier serve

test: lint ## lint, then run all tests; those of the site need Node.js and Chromium
	@tests/tools/prepare.sh
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder -m "not alone"
	$(BIN)/pytest -m alone

lint: $(TEST) ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(TEST) ## put the code into its standard form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV) ## write requirements/*.txt anew; newer versions with UPGRADE=--upgrade
	$(INSTALL) -r requirements/lock.txt
	$(COMPILE) requirements/lock.in -o requirements/lock.txt
	$(COMPILE) pyproject.toml --extra cite --extra pictures --extra print -o requirements/run.txt
	$(COMPILE) pyproject.toml --extra test -c requirements/run.txt -o requirements/test.txt
	$(COMPILE) pyproject.toml --extra bench -c requirements/run.txt -o requirements/bench.txt
	$(COMPILE) requirements/build.in -c requirements/test.txt -o requirements/build.txt
	$(COMPILE) requirements/properdocs.in -c requirements/test.txt -o requirements/properdocs.txt
	$(COMPILE) requirements/zensical.in -c requirements/test.txt -o requirements/zensical.txt

bench: $(BENCH) ## measure at every size and write docs/guide/speed.md; takes hours, less with BENCH_OPTIONS="--sizes 500"
	$(BIN)/python -m bench.scale --document $(BENCH_OPTIONS)
	$(BIN)/python bench/verify.py

clean: ## remove what make made
	rm -rf .venv site site-offline tests/tools/node_modules bench/tools/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
		'This project needs Python 3.11 or newer; $(PYTHON) is not. Name another: make PYTHON=python3.12 ...' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo \
		'$(PYTHON) lacks its venv module. On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@touch $@

$(RUN): $(VENV) pyproject.toml requirements/build.txt requirements/run.txt
	$(INSTALL) -r requirements/build.txt -r requirements/run.txt
	$(BIN)/python -m pip --quiet --disable-pip-version-check install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(TEST): $(RUN) requirements/test.txt requirements/properdocs.txt requirements/zensical.txt
	$(INSTALL) -r requirements/test.txt
	$(INSTALL) -r requirements/properdocs.txt
	$(INSTALL) -r requirements/zensical.txt
	@touch $@

# Without npm the benchmark runs too, and says that Eleventy is missing.
$(BENCH): $(RUN) requirements/bench.txt bench/tools/package-lock.json
	$(INSTALL) -r requirements/bench.txt
	if command -v npm >/dev/null; then cd bench/tools && npm ci; fi
	@touch $@
