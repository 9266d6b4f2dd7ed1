# The framing suite. `make help` lists what there is.
#
# make reproduce    from the embedded corpus to tables, figures and report.html, in out/
# make test         what CI runs

SHELL := /bin/sh
PYTHON ?=
CORPUS ?= data/constructed
OUT ?= out
JOBS ?= 2
GOLD ?= ../shared/data/polnear-train.jsonl
PART ?= check

# The interpreter: PYTHON=... if given, else the first of these that runs and is new enough.
PYTHONS := python3.11 python3.12 python3
IS_PYTHON := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))
HAS_VENV := import ensurepip, venv

# .venv is made anew or brought up to date when this changes: the lock, the package's metadata, the place.
STATE := $(shell { cat requirements.lock pyproject.toml; pwd; } | cksum | cut -d ' ' -f 1)
READY := .venv/.ready-$(STATE)
RUN := .venv/bin/python

# `reproduce` and `clean` delete in OUT: not where it is this folder, one above it or one of its own.
OWN := $(CURDIR)/ $(addsuffix /,$(abspath .ci .git benchmarks data docs framing notebooks tests))
SAFE_OUT = $(if $(and $(OUT),$(if $(filter $(patsubst %/,%,$(abspath $(OUT)))/%,$(OWN)),,yes)),, \
	$(error OUT="$(OUT)" holds files of the suite itself, and what earlier runs left in OUT is deleted; name another folder))

# uv, itself pinned in the lock, installs the rest five times faster than pip; both check every hash.
EXACTLY := --require-hashes --only-binary :all: -r requirements.lock
INSTALL_UV = awk '/^[a-z0-9]/ { wanted = /^uv==/ } wanted' requirements.lock > .venv/uv.lock; \
	$(RUN) -m pip install --quiet --no-compile --require-hashes --only-binary :all: -r .venv/uv.lock

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export UV_LINK_MODE ?= copy
export PYTHONNOUSERSITE := 1
export FRAMING_CACHE ?= $(CURDIR)/.framing-cache
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_REQUIRE_VIRTUALENV

.DEFAULT_GOAL := help
.PHONY: help setup reproduce derived test lint docs bench bench-attribution bench-speed fuzz lock environment readme clean distclean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 26

setup: $(READY)  ## make .venv with exactly what requirements.lock pins

$(READY):
	@set -eu; \
	python="$(PYTHON)"; \
	if [ -z "$$python" ]; then \
		for candidate in $(PYTHONS); do \
			if $$candidate -c '$(IS_PYTHON)' >/dev/null 2>&1; then python=$$candidate; break; fi; \
		done; \
	fi; \
	if [ -z "$$python" ] || ! $$python -c '$(IS_PYTHON)' >/dev/null 2>&1; then \
		echo "framing needs Python 3.11 or 3.12; $${python:-$(PYTHONS)}: none found." >&2; \
		echo "Install one (Debian: apt-get install python3 python3-venv) or name one: make PYTHON=/path/to/python3.11" >&2; \
		exit 1; \
	fi; \
	if ! $$python -c '$(HAS_VENV)' >/dev/null 2>&1; then \
		echo "$$python cannot make virtual environments: its venv module is missing (Debian: apt-get install python3-venv)." >&2; \
		exit 1; \
	fi; \
	wanted=$$($$python -c 'import sys; print(sys.version_info[:3], sys.base_prefix)'); \
	present=$$($(RUN) -c 'import sys, pip; print(sys.version_info[:3], sys.base_prefix)' 2>/dev/null || true); \
	if [ "$$wanted" != "$$present" ]; then \
		echo "== making .venv with $$($$python --version)"; \
		$$python -m venv --clear .venv; \
	fi; \
	rm -f .venv/.ready-*; \
	echo "== installing $$(grep -c == requirements.lock) pinned packages into .venv (a minute or two)"; \
	$(INSTALL_UV) && $(RUN) -m uv pip install --quiet --python $(RUN) $(EXACTLY) || { \
		echo "== uv could not install them; with pip instead, which takes longer"; \
		$(RUN) -m pip install --quiet --no-compile $(EXACTLY); \
	}; \
	$(RUN) -m pip install --quiet --no-deps --no-build-isolation --no-index --editable .; \
	touch $@

reproduce: $(READY)  ## analyse the embedded corpus; write every table, figure and report.html to out/
	$(SAFE_OUT)@echo "== removing what an earlier run left in $(OUT)/"
	@rm -rf "$(OUT)/tables" "$(OUT)/figures" "$(OUT)/notebooks" "$(OUT)/report.html"
	@echo "== 1/3 analysing $(CORPUS) -> $(OUT)/tables"
	@$(RUN) -m framing analyze "$(CORPUS)" --out "$(OUT)/tables" --format csv
	@echo "== 2/3 running the notebooks -> $(OUT)/figures"
	@$(RUN) -m framing figures --corpus "$(CORPUS)" --out "$(OUT)/figures"
	@$(RUN) -m framing figures --tables "$(OUT)/tables" --out "$(OUT)/figures/standard"
	@echo "== 3/3 writing $(OUT)/report.html"
	@$(RUN) -m framing report "$(OUT)/tables" --articles "$(CORPUS)" --out "$(OUT)/report.html"
	@echo "== done: $$(find "$(OUT)" -type f | wc -l | tr -d ' ') files in $(OUT)/; open $(OUT)/report.html"

# Counts, places and stances, no text. ARTICLES=FILE.jsonl takes articles that `framing datasets fetch basil` has written.
derived: $(READY)  ## rebuild data/derived from the public corpus, fetched unless ARTICLES= names it
	@set -eu; articles="$(ARTICLES)"; \
	if [ -z "$$articles" ]; then \
		articles="$(OUT)/basil.jsonl"; \
		$(RUN) -m framing datasets fetch basil --out "$$articles"; \
	fi; \
	echo "== analysing $$articles -> data/derived/basil"; \
	$(RUN) benchmarks/derive_basil.py "$$articles"

test: $(READY)  ## the checks of CI: style, unit tests, lexicon examples, doctests, notebooks
	@echo "== ruff"
	@$(RUN) -m ruff check .
	@echo "== pytest: notebooks, tests, doctests, on $(JOBS) processes"
	@$(RUN) -m pytest -q -n $(JOBS) --dist worksteal --nbmake --nbmake-timeout=300 $(wildcard notebooks) tests framing

lint: $(READY)  ## ruff and strict mypy
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy

docs: $(READY)  ## build the pages of docs/ into build/site, without network
	@NO_MKDOCS_2_WARNING=1 $(RUN) -m mkdocs build --strict --quiet
	@echo "== open build/site/index.html"

# Every script alone on the machine, some minutes each; ONLY="--only loop" runs one and writes the page from all that is kept.
bench: $(READY)  ## measure every claim of speed, write docs/performance.md (GOLD=, ONLY=)
	@$(RUN) benchmarks/bench.py "$(GOLD)" $(ONLY)

fuzz: $(READY)  ## feed every area with bytes, guided by coverage where atheris is installed (RUNS=)
	@$(RUN) benchmarks/fuzz.py all --runs $(or $(RUNS),20000)

# GOLD=FILE.jsonl: articles with annotated attributions, see data/README.md. PUBLISH=--publish writes data/accuracy.csv.
bench-attribution: $(READY)  ## measure the reported statements on annotated articles (GOLD=, PART=)
	@$(RUN) benchmarks/attribution.py "$(GOLD)" --part $(PART) --bootstrap 1000 $(PUBLISH)

bench-speed: $(READY)  ## measure the time that the suite adds to the bare parse (GOLD=)
	@$(RUN) benchmarks/attribution_speed.py "$(GOLD)"

# UPGRADE=--upgrade takes newer releases; without it, what is pinned stays as long as it fits.
lock: $(READY)  ## pin everything anew in requirements.lock, with hashes
	@echo "== resolving pyproject.toml -> requirements.lock"
	@$(RUN) -m uv pip compile pyproject.toml --output-file requirements.lock --quiet $(UPGRADE) \
		--all-extras --universal --python-version 3.11 --fork-strategy fewest --only-binary :all: \
		--generate-hashes --no-config --no-emit-index-url --no-emit-find-links --no-annotate \
		--custom-compile-command "make lock"

# conda-forge writes its name with underscores, which pyproject2conda turns into hyphens.
environment: $(READY)  ## write environment.yml (conda) from pyproject.toml
	@echo "== pyproject.toml -> environment.yml"
	@$(RUN) -m pyproject2conda project --envs environment --overwrite force
	@sed 's/spacy-model-en-core-web-sm/spacy-model-en_core_web_sm/' environment.yml > environment.yml.new
	@mv environment.yml.new environment.yml

readme: $(READY)  ## run the commands of README.md and docs/ and write what they print into it and into docs/
	@$(RUN) .ci/readme.py

clean:  ## remove what runs have made
	$(SAFE_OUT)rm -rf "$(OUT)/tables" "$(OUT)/figures" "$(OUT)/notebooks" "$(OUT)/report.html" out build dist .framing-cache .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name .venv -prune -o -name __pycache__ -type d -print | xargs rm -rf

distclean: clean  ## clean, and remove .venv too
	rm -rf .venv
