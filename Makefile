# Two commands do everything: `make demo` and `make test`. Both set up what they need in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: demo test lint format settings languages translations picture wheel bench clean

demo: $(VENV)/.installed
	$(BIN)/faqbot demo $(ARGS)

test: $(VENV)/.installed-test lint
	$(BIN)/pytest -n auto

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The tables of docs/settings.md, from the code.
settings: $(VENV)/.installed-test
	$(BIN)/python docs/make_settings.py

# The tables of docs/languages.md, from the files of the languages.
languages: $(VENV)/.installed-test
	$(BIN)/python docs/make_languages.py

# What the pages say in other languages: brings the catalogues up to date and compiles them. Of
# their headers the language's plural forms stay: what Babel takes for granted changes over time.
translations: $(VENV)/.installed-test
	$(BIN)/pybabel -q extract -F pyproject.toml -k VagueQuestionError --no-location --sort-output \
	  -o $(VENV)/messages.pot faqbot
	$(BIN)/pybabel -q update -i $(VENV)/messages.pot -d faqbot/web/translations \
	  --ignore-obsolete --no-fuzzy-matching
	@sed -i -E '/^"(Project|Report|PO|Last|Language-Team|Generated)[^:]*:/d' \
	  faqbot/web/translations/*/LC_MESSAGES/messages.po
	$(BIN)/pybabel -q compile -f -d faqbot/web/translations

# The README's picture, taken from the demo's answers in Chromium.
picture: $(VENV)/.installed-test
	PICTURE=docs/search-page.png $(BIN)/pytest tests/web/test_browser.py

# The release: a wheel and a source archive in dist/.
wheel: $(VENV)/.installed-test
	$(BIN)/python -m hatchling build -d dist

# Every bench beside its peers, written to docs/figures.md; DATA is the folder of the test data.
bench: $(VENV)/.installed-test
	$(BIN)/pip install --quiet bm25s scrapy symspellpy tantivy trafilatura
	$(BIN)/python bench/figures.py $(DATA) $(ARGS)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@command -v npm >/dev/null && npm install --prefix $(VENV) --no-audit --no-fund \
	  --loglevel=error axe-core@4 || echo "npm is missing: what axe tests will be skipped"
	@touch $@

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "faqbot needs Python 3.11 or later: sudo apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "faqbot needs Python 3.11 or later; this is $$($(PYTHON) --version)." \
	    "Name another with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
