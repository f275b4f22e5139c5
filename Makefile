# Main targets: `make demo`, `make check` (under a minute) and `make test` (everything).
# Each sets up what it needs in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: demo check test lint coverage format settings languages translations picture lock wheel \
  bench clean

demo: $(VENV)/.installed
	$(BIN)/faqbot demo $(ARGS)

# For every save: style, types, and the tests that start no browser, server or process.
check: $(VENV)/.installed-test lint
	$(BIN)/pytest -n auto -m "not slow" --hypothesis-profile=fast

# Before a commit goes to main: style, types and every test.
test: $(VENV)/.installed-test lint
	$(BIN)/pytest -n auto

# Every test, with the lines and branches that none of them reaches; htmlcov/ shows them in place.
coverage: $(VENV)/.installed-test
	$(BIN)/pytest -n auto --cov --cov-report=term:skip-covered --cov-report=html

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Write the tables of docs/settings.md from the code.
settings: $(VENV)/.installed-test
	$(BIN)/python docs/make_settings.py

# Write the tables of docs/languages.md from the files of the languages.
languages: $(VENV)/.installed-test
	$(BIN)/python docs/make_languages.py

# Update and compile the catalogues of translated page texts. Of their headers only the plural forms
# are kept: the others vary with the version of Babel and the day.
translations: $(VENV)/.installed-test
	$(BIN)/pybabel -q extract -F pyproject.toml -k VagueQuestionError --no-location --sort-output \
	  -o $(VENV)/messages.pot faqbot
	$(BIN)/pybabel -q update -i $(VENV)/messages.pot -d faqbot/web/translations \
	  --ignore-obsolete --no-fuzzy-matching
	@sed -i -E '/^"(Project|Report|PO|Last|Language-Team|Generated)[^:]*:/d' \
	  faqbot/web/translations/*/LC_MESSAGES/messages.po
	$(BIN)/pybabel -q compile -f -d faqbot/web/translations

# Take the README's screenshot of the demo in Chromium.
picture: $(VENV)/.installed-test
	PICTURE=docs/search-page.png $(BIN)/pytest tests/web/test_browser.py

# Pin every dependency to an exact version, with hashes, in requirements.lock. The lower bounds stay
# in pyproject.toml. Run it before a release and after changing a dependency.
lock: $(VENV)/.installed-test
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command 'make lock' --extra postgres --extra redis \
	  --output-file requirements.lock pyproject.toml

# Build the release: a wheel and a source archive in dist/.
wheel: $(VENV)/.installed-test
	$(BIN)/python -m hatchling build -d dist

# Run every benchmark beside its peers and write docs/figures.md. DATA is the folder of test data;
# bench/README.md says what it holds.
bench: $(VENV)/.installed-test
	$(BIN)/pip install --quiet bm25s scrapy soup5ever symspellpy tantivy trafilatura
	$(BIN)/python bench/figures.py $(DATA) $(ARGS)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage htmlcov

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@command -v npm >/dev/null && npm install --prefix $(VENV) --no-audit --no-fund \
	  --loglevel=error axe-core@4 || echo "npm is missing: the accessibility tests will be skipped"
	@touch $@

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "faqbot needs Python 3.11 or later: sudo apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "faqbot needs Python 3.11 or later; this is $$($(PYTHON) --version)." \
	    "Choose another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
