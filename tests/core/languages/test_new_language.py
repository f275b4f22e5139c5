"""A language is one file: what a file that was not there before changes."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import faqbot
from faqbot.core.languages.registry import Languages
from faqbot.core.records import Page
from faqbot.core.text.sentences import sentences
from faqbot.crawl.page.directives import read_directives
from faqbot.crawl.page.soft_404 import is_soft_404
from faqbot.extract.faq.wording import has_prefix, question_text
from faqbot.extract.meta.dates import find_dates
from faqbot.search.query.function_words import decisive_words, function_words, stop_words

POLISH = """
name = "Polish"
function_words = 'i w na do z'
question_words = 'jak gdzie kiedy'
framing_words = 'proszę chcę'
negations = 'nie bez'
abbreviations = 'np'
months = '''
styczeń stycznia
luty lutego
marzec marca
kwiecień kwietnia
maj maja
czerwiec czerwca
lipiec lipca
sierpień sierpnia
wrzesień września
październik października
listopad listopada
grudzień grudnia
'''
question_prefixes = 'Pyt Pytanie'
answer_prefixes = 'Odp Odpowiedź'
soft_404_phrases = 'nie znaleziono strony'
"""
PAGE = """<html lang="pl"><meta charset="utf-8"><title>Biblioteka</title><main><h1>Biblioteka</h1>
<p>Pytanie: Jak długo trwa wypożyczenie?</p>
<p>Odpowiedź: Książki wypożyczamy na trzy tygodnie.</p>
<p>Pytanie: Gdzie zwrócić książki?</p>
<p>Odpowiedź: W każdej filii oraz w automacie przy wejściu.</p>
</main></html>"""
SCRIPT = """
import sys
from faqbot.core.records import Page
from faqbot.extract.documents import read_document
from faqbot.extract.meta.dates import find_date
from faqbot.search.query.parse import parse_question
page = Page("https://a.example/faq", 200, "2026-01-01T00:00:00Z", {"content-type": "text/html"},
            "", sys.stdin.buffer.read())
for passage in read_document(page).passages:
    print(passage.question, "|", passage.text)
print(find_date("Warszawa, 5 września 2024"))
print(sorted(parse_question("chleb i woda", ["pl"], max_chars=99).common["pl"]))
"""


@pytest.fixture
def languages(tmp_path):
    (tmp_path / "pl.toml").write_text(POLISH, encoding="utf-8")
    return Languages(tmp_path)


def test_its_words_are_known(languages):
    assert function_words("pl", languages) == {"i", "w", "na", "do", "z"}
    assert {"gdzie", "prosze", "na"} <= stop_words("pl", languages)
    assert decisive_words("pl", languages) == {"nie", "bez"}


@pytest.mark.parametrize("text", ["5 września 2024", "5 wrzesnia 2024"])
def test_its_months_are_read(languages, text):
    assert [found.day for found in find_dates(text, languages)] == ["2024-09-05"]


def test_its_questions_lose_their_prefix(languages):
    assert has_prefix("Pytanie: Gdzie?", languages)
    assert question_text("Pyt. Gdzie?", languages) == "Gdzie?"
    assert question_text("Pyt. Gdzie?") == "Pyt. Gdzie?"


def test_its_abbreviations_end_no_sentence(languages):
    assert len(list(sentences("Dokument, np. Paszport.", languages))) == 1


def test_its_error_pages_are_recognized(languages):
    body = b"<title>Nie znaleziono strony</title><p>Ups."
    page = Page("https://a.example/x", 200, "2026-01-01T00:00:00Z", {}, "", body)
    shown = read_directives(page, product="faqbot", now=datetime(2026, 1, 1, tzinfo=UTC))

    assert is_soft_404(shown, not_found=None, home=shown, languages=languages)
    assert not is_soft_404(shown, not_found=None, home=shown)


def test_one_file_in_the_package_is_enough(tmp_path):
    """In a copy of the package, in a process of its own: pages are read, questions understood."""
    package = Path(faqbot.__file__).parent
    skipped = shutil.ignore_patterns("__pycache__", "sample_site", "web")
    shutil.copytree(package, tmp_path / "faqbot", ignore=skipped)
    (tmp_path / "faqbot/core/languages/pl.toml").write_text(POLISH, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=PAGE.encode(),
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )

    assert done.stdout.decode().splitlines() == [
        "Jak długo trwa wypożyczenie? | Książki wypożyczamy na trzy tygodnie.",
        "Gdzie zwrócić książki? | W każdej filii oraz w automacie przy wejściu.",
        "2024-09-05",
        "['i']",
    ]
