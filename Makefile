# Backpropagation Through Time, Derived. Run make without a target for help.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
ifndef AT_ONCE
.NOTPARALLEL:
endif
.PHONY: help book dev pyodide try-pyodide looked-through environments test \
	test-fast test-reader engines attack coverage mutants versions fuzz serve lab \
	look weigh check-proofs accessible picture pdf class colab dist bench \
	bench-bptt frameworks experiments clean

supported = $(shell "$(1)" -c 'import sys; print(sys.version_info >= (3, 11))' \
	2>/dev/null)
first = $(firstword $(foreach p,$(1),$(if $(filter True,$(call supported,$p)),$p)))
PYTHON ?= $(call first,python3 python3.14 python3.13 python3.12 python3.11)
READER ?= $(call first,python3.12 python3.11)
PORT ?= 8000
CHROMIUM := /usr/bin/chromium
# Firefox; WebKitGTK, with the driver and the screen that it needs.
ENGINES := /usr/bin/firefox-esr /usr/bin/WebKitWebDriver /usr/bin/Xvfb
ENGINE_PACKAGES := firefox-esr webkit2gtk-driver xvfb

BIN := .venv/bin
BOOK := .venv/book.stamp
DEV := .venv/dev.stamp
MATHJAX := node_modules/mathjax/package.json
WHEELS := .venv/wheels/stamp
PYODIDE := $(or $(PYODIDE_DIR),_build/pyodide)
READ := .venv-reader/stamp
BENCH := .venv-bench/stamp
BINDER := .venv-binder/stamp
MUTANTS := .venv-mutants/stamp
RELEASE := .venv-release/stamp
VIEWER := .venv/share/jupyter/lab/settings/overrides.json
# WORKERS tests at a time; tests/together.py says which of them stay together.
WORKERS ?= 2
PYTEST = pytest -n $(WORKERS)
# One thread each: two tests with two threads each wait for one another.
export OPENBLAS_NUM_THREADS = 1
COVERED = _build/coverage.json
NUMERIC = tests/checker tests/contract tests/judge tests/page tests/plots \
	tests/symbolic $(wildcard tests/test_*.py)
# What the versions of NumPy, SymPy and matplotlib may change; what chapters
# prove is proved anew when they are executed. `make versions` runs it all.
VERSIONS = tests/book/test_execute.py tests/contract/test_contract.py \
	tests/contract/test_lstm.py tests/judge/test_judged.py tests/page \
	tests/plots tests/symbolic/corpus tests/symbolic/printing \
	$(wildcard tests/test_*.py)
OTHERS = $(filter-out $(NUMERIC) tests/__pycache__, \
	$(patsubst %/,%,$(wildcard tests/*/)))

# What sys.version_info must be for the book, and for a reader's versions.
RECENT = sys.version_info >= (3, 11)
READABLE = sys.version_info[:2] in [(3, 11), (3, 12)]
NAME = import sys; print("python%d.%d" % sys.version_info[:2])
define WRONG_PYTHON
@"$(1)" -c 'import sys; sys.exit(not ($(2)))' || { \
	echo "$(1) is $$("$(1)" -c '$(NAME)'), but Python $(3) is needed$(4)"; \
	exit 1; }
endef
define NO_PYTHON
@test -n "$(1)" || { echo "No Python $(2) found. Install one, or name it:" \
	"make $(MAKECMDGOALS) $(3)=/path/to/python3. On Debian, as root:" \
	"apt-get install $(4)"; exit 1; }
@command -v "$(1)" >/dev/null || { echo "$(1) is no program: name another," \
	"as in make $(MAKECMDGOALS) $(3)=/path/to/python3"; exit 1; }
$(call WRONG_PYTHON,$(1),$(5),$(2),: make $(MAKECMDGOALS) $(3)=/path/to/another)
@"$(1)" -c "import ensurepip, venv" 2>/dev/null || { echo "$(1) cannot make" \
	"environments. On Debian, as root: apt-get install" \
	"$$("$(1)" -c '$(NAME)')-venv"; exit 1; }
endef
OFFLINE = { echo "$(1) failed: see above. Is there a network? The first run" \
	"needs one, later runs do not."; exit 1; }

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

book: $(BOOK) $(MATHJAX) $(WHEELS)  ## execute the chapters, build _build/html
	@$(BIN)/python tools/book_build.py

dev: $(DEV)  ## what tests and editing need besides, in .venv

pyodide: $(PYODIDE)/pyodide-lock.json  ## Python for readers' browsers, for the site to serve

test: environments book engines test-reader coverage  ## everything, the book and browsers included
	@$(BIN)/$(PYTEST) $(if $(READER)$(CI),-m "not chapters") $(OTHERS)

test-fast: $(DEV)  ## the library and the proofs only
	@$(BIN)/$(PYTEST) $(NUMERIC)

engines: $(CHROMIUM) $(ENGINES)  ## Chromium, Firefox and WebKitGTK, for the tests (as root)

# The checker alone: no SymPy, no NumPy, nothing installed.
PROOFS ?= _build/html/proofs.json
check-proofs:  ## check all proofs of the built book with rnnlib/checker alone
	$(call NO_PYTHON,$(PYTHON),3.11 or later,PYTHON,python3,$(RECENT))
	@test -f "$(PROOFS)" || { echo "$(PROOFS) is not there: make book"; exit 1; }
	@PYTHONPATH=rnnlib "$(PYTHON)" -S -m checker "$(PROOFS)"

# EXAMPLES of each test: an hour or so for 300.
EXAMPLES ?= 300
fuzz: $(DEV)  ## spoil the arguments of every function of rnnlib (EXAMPLES=300)
	@HYPOTHESIS_PROFILE=long EXAMPLES=$(EXAMPLES) nice $(BIN)/$(PYTEST) \
		tests/contract/test_fuzz.py

# ATTACKS statements at the doors of the prover: 5000 take some twenty minutes.
ATTACKS ?= 5000
ATTACK_PATHS = tests/symbolic/corpus:tests/symbolic/methods
# SLIPS of each kind and certificate of the built book: 4 take two minutes.
SLIPS ?= 4
attack: $(DEV)  ## random statements and slips at the doors of prover and checker (ATTACKS=5000, SLIPS=4)
	@PYTHONPATH="$(ATTACK_PATHS)" nice $(BIN)/python \
		tests/symbolic/attacks/attacks.py $(ATTACKS)
	@if test -f "$(PROOFS)"; then PYTHONPATH=.:tests/checker nice \
		$(BIN)/python tests/checker/checker_attack.py "$(PROOFS)" $(SLIPS); \
		else echo "$(PROOFS) is not there: make book, for slips in it"; fi

coverage: $(DEV)  ## the library and the proofs: do tests take the branches of rnnlib?
	@mkdir -p _build
	@$(BIN)/python -m slipcover --branch --source rnnlib --json \
		--out $(COVERED) -m $(PYTEST) $(NUMERIC)
	@$(BIN)/python tests/branches.py $(COVERED) 98

# ONLY="3.14 newest" runs a part of it; DEBOOTSTRAP=1, as root, brings Pythons
# that are not here.
versions:  ## library and proofs on Python 3.11 to 3.14, oldest and newest libraries
	$(call NO_PYTHON,$(PYTHON),3.11 or later,PYTHON,python3-venv,$(RECENT))
	@nice "$(PYTHON)" tools/versions.py $(ONLY) $(if $(DEBOOTSTRAP),--debootstrap)

serve: book  ## serve the book on localhost (PORT=8000)
	@$(BIN)/python tools/serve.py _build/html "$(PORT)"

# Readers get notebooks made of the chapters, and their edits are kept; authors
# the chapters themselves, where tools/author leaves alone what they did not edit.
NOTEBOOKS ?= notebooks
CHAPTERS ?= book
AUTHORS_LAB = --FileContentsManager.pre_save_hook=unchanged.keep \
	--LabApp.app_settings_dir="$(CURDIR)/tools/author"
lab: $(DEV) $(VIEWER)  ## open the chapters as notebooks in JupyterLab (AUTHOR=1: their sources)
	@$(if $(AUTHOR),,$(BIN)/python tools/notebooks.py "$(NOTEBOOKS)")
	@$(if $(AUTHOR),PYTHONPATH="$(CURDIR)/tools/author") $(BIN)/jupyter lab \
		$(if $(filter 0,$(shell id -u)),--allow-root) \
		$(if $(AUTHOR),$(AUTHORS_LAB),--LabApp.default_url=/lab/tree/index.ipynb) \
		$(LAB_OPTIONS) "$(if $(AUTHOR),$(CHAPTERS),$(NOTEBOOKS))"

accessible: book $(DEV) $(CHROMIUM)  ## all rules of axe-core on every page; _build/axe.json
	@$(BIN)/python tests/site/axe.py

pdf: $(DEV) $(MATHJAX) $(CHROMIUM)  ## the whole book as one PDF in _build, for the site to offer
	@PYTHONPATH=book/_ext $(BIN)/python tools/pdf.py

class: pyodide book  ## the site for a class without a network: a folder and a zip in _build
	@PYTHONPATH="book/_ext:$(CURDIR)" $(BIN)/python tools/classroom.py

colab: book $(DEV)  ## chapters on the versions that Google Colab has
	@PYTHONPATH="book/_ext:$(CURDIR)" $(BIN)/python tools/colab.py $(CHAPTERS)

dist: $(RELEASE)  ## rnnlib as a wheel and an sdist in _build/dist, looked through
	@.venv-release/bin/python tools/release.py $(TAG)

look: book $(DEV) $(CHROMIUM)  ## pictures of every page in _build/look
	@$(BIN)/python tests/site/look.py

weigh: book $(DEV) $(CHROMIUM)  ## what each page makes a browser fetch, in kB
	@$(BIN)/python tests/site/weigh.py

picture: $(DEV)  ## the README's picture, from the book's first page
	@$(BIN)/python tools/picture.py

bench: bench-bptt book $(DEV) engines  ## time BPTT, and Python in the page (make pyodide first)
	@$(BIN)/python benchmarks/naive.py
	@$(BIN)/python benchmarks/costs.py
	@$(BIN)/python benchmarks/workspace.py
	@$(BIN)/python benchmarks/live.py
	@$(BIN)/python benchmarks/engines.py

bench-bptt: $(BENCH)  ## time BPTT beside PyTorch, JAX and autograd
	@PYTHONPATH="$(CURDIR)" .venv-bench/bin/python benchmarks/letters.py
	@PYTHONPATH="$(CURDIR)" .venv-bench/bin/python benchmarks/frameworks.py
	@PYTHONPATH="$(CURDIR)" .venv-bench/bin/python benchmarks/flow.py

# JAX on the processor, whatever else the machine has.
frameworks: $(BENCH)  ## run the programs of "The same in PyTorch and JAX", keep what they found
	@PYTHONPATH="$(CURDIR)" JAX_PLATFORMS=cpu .venv-bench/bin/python \
		experiments/frameworks/record.py

# A run that is in rnnlib/data already is not done again. The allocator keeps
# what it once had, which saves a fifth of the time.
experiments: $(BOOK)  ## the long runs of "Does it matter?": hours, any part at a time
	@MALLOC_MMAP_THRESHOLD_=1000000000 MALLOC_TRIM_THRESHOLD_=1000000000 \
		nice $(BIN)/python experiments/run.py

# ONLY=core or ONLY=checker, or modules of it, as ONLY="terms words".
mutants: $(MUTANTS)  ## slips in the library's core and in the checker: how many are noticed?
	@PYTHONHASHSEED=0 PROOFS="$(PROOFS)" nice .venv-mutants/bin/python \
		tools/mutants.py $(ONLY)

clean:  ## remove all that was built (environments stay)
	rm -rf _build build .pytest_cache .ruff_cache .mypy_cache \
		.hypothesis *.egg-info .coverage*

# Environments. A stamp is newer than the pins it was installed from.
.venv/bin/python:
	$(call NO_PYTHON,$(PYTHON),3.11 or later,PYTHON,python3-venv,$(RECENT))
	@"$(PYTHON)" -m venv .venv

# make book NEWEST=1, where there is no .venv yet: the newest of what
# requirements.txt names, below the bounds in its comments.
PINS = -r requirements.txt -c constraints.txt
ifdef NEWEST
PINS = $(shell sed 's/==[^#]*# *\(<[0-9.]*\).*/\1/; s/==.*//; s/^\#.*//; \
	s/.\+/"&"/' requirements.txt)
endif

$(BOOK): requirements.txt constraints.txt pyproject.toml | .venv/bin/python
	$(call WRONG_PYTHON,$(BIN)/python,$(RECENT),3.11 or later,: remove .venv)
	@$(BIN)/pip install -q $(PINS) || $(call OFFLINE,pip)
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.txt $(BOOK)
	@$(BIN)/pip install -q -r requirements-dev.txt -c constraints.txt \
		|| $(call OFFLINE,pip)
	@touch $@

$(MATHJAX): package.json package-lock.json $(BOOK)
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit \
		--no-fund --loglevel=error || $(call OFFLINE,npm)
	@touch $@

$(WHEELS): requirements-pyodide.txt $(BOOK)
	@rm -rf $(@D)
	@$(BIN)/pip download -q --require-hashes --no-deps --only-binary=:all: \
		-r $< -d $(@D) || $(call OFFLINE,pip)
	@touch $@

# The official files and their checksums; then lean, with a lock of its own.
$(PYODIDE)/pyodide-lock.json: tools/pyodide.py $(wildcard tools/lean.*) \
		$(WHEELS) $(MATHJAX) book/_ext/book_pyodide.py
	@PYTHONPATH=book/_ext $(BIN)/python tools/pyodide.py "$(PYODIDE)"

looked-through: $(DEV)
	@$(BIN)/ruff check
	@$(BIN)/mypy

try-pyodide: $(BOOK)
	@$(MAKE) pyodide || { echo "Without Pyodide, see above, live Python" \
		"cannot be tested."; test -z "$(CI)"; }

# All that testing needs besides the book, two things at a time; while pip
# waits for the network, what is written is looked through.
environments:
	@$(MAKE) -j2 AT_ONCE=1 try-pyodide $(DEV) $(VIEWER) looked-through \
		$(if $(READER)$(CI),$(READ) $(BINDER))

$(CHROMIUM):
	@test "$$(id -u)" = 0 || { echo "The browser tests need Chromium." \
		"On Debian, as root: apt-get install chromium"; exit 1; }
	apt-get update -q && apt-get install -qy --no-install-recommends chromium

# Grouped (&), so that three programs are installed once.
$(ENGINES) &:
	@test "$$(id -u)" = 0 || { echo "The tests in Firefox and WebKit need" \
		"$(ENGINES). On Debian, as root: apt-get install" \
		"$(ENGINE_PACKAGES)"; exit 1; }
	apt-get update -q && apt-get install -qy --no-install-recommends \
		$(ENGINE_PACKAGES)

# The versions a reader's browser runs, on a Python that has wheels for them.
.venv-reader/bin/python:
	$(call NO_PYTHON,$(READER),3.12 or 3.11,READER,python3.11-venv,$(READABLE))
	@"$(READER)" -m venv .venv-reader

# PyTorch and JAX, for the benchmark only.
$(BENCH): benchmarks/requirements.txt constraints.txt
	$(call NO_PYTHON,$(PYTHON),3.11 or later,PYTHON,python3-venv,$(RECENT))
	@"$(PYTHON)" -m venv .venv-bench
	@.venv-bench/bin/pip install -q -r $< -c constraints.txt \
		|| $(call OFFLINE,pip)
	@touch $@

.venv-mutants/bin/python .venv-release/bin/python:
	$(call NO_PYTHON,$(PYTHON),3.11 or later,PYTHON,python3-venv,$(RECENT))
	@"$(PYTHON)" -m venv $(@:/bin/python=)

$(READ) $(MUTANTS) $(RELEASE): .venv-%/stamp: requirements-%.txt \
		| .venv-%/bin/python
	@$(@D)/bin/pip install -q -r $< || $(call OFFLINE,pip)
	@touch $@

# The same settings here as on Binder.
$(VIEWER): .binder/overrides.json | .venv/bin/python
	@mkdir -p $(@D) && cp $< $@

# Binder's environment, made as Binder makes it.
$(BINDER): $(wildcard .binder/*) constraints.txt pyproject.toml \
		tools/notebooks.py
	$(call NO_PYTHON,$(READER),3.12 or 3.11,READER,python3.11-venv,$(READABLE))
	@"$(READER)" -m venv --clear .venv-binder
	@.venv-binder/bin/pip install -q -r .binder/requirements.txt \
		|| $(call OFFLINE,pip)
	@NB_PYTHON_PREFIX="$(CURDIR)/.venv-binder" .binder/postBuild
	@touch $@

ifeq ($(READER)$(CI),)
test-reader:
	@echo "Skipped: the tests on a reader's versions need Python 3.12 or" \
		"3.11. On Debian, as root: apt-get install python3.11-venv"
else
test-reader: $(READ)  ## numbers, figures and chapters on a reader's versions
	@PYTHONPATH="$(CURDIR)" .venv-reader/bin/python -m $(PYTEST) $(VERSIONS)
endif
