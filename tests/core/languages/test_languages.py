"""The files of the languages: each can be read, and mistakes are named."""

import unicodedata

import pytest
import Stemmer

from faqbot.core.errors import LanguageError
from faqbot.core.languages.language import FIELDS, check_phrases
from faqbot.core.languages.registry import LANGUAGES, Languages, alternation
from faqbot.core.text.iso import language_code
from faqbot.core.text.words import fold

# Words of these fields stand with capitals where people write them so.
CAPITALIZED = {"months", "question_prefixes", "answer_prefixes", "byline_prefixes"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "en.toml").write_text('name = "English"\nconjunctions = "and"\n')
    return tmp_path


def texts(value):
    """Yield the single words and lines that a field holds."""
    if isinstance(value, str):
        yield value
    elif not isinstance(value, bool):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


@pytest.mark.parametrize("code", LANGUAGES.codes)
def test_every_file_is_valid(code):
    language = LANGUAGES.language(code)
    check_phrases(language)
    assert language_code(code) == code
    assert not language.stemmer or language.stemmer in Stemmer.algorithms()
    for key, described in FIELDS.items():
        for text in texts(getattr(language, key)):
            place = f"{code}.toml: {key}: {text}"
            assert unicodedata.is_normalized("NFC", text), place
            if described.metadata["kind"] in ("words", "lines") and key not in CAPITALIZED:
                is_question = key == "off_topic_questions"
                assert is_question or text == text.lower(), f"{place} belongs in lower case"


@pytest.mark.parametrize("code", LANGUAGES.codes)
def test_phrases_that_are_folded_hold_nothing_that_folding_breaks(code):
    """Such as \\W, which would become \\w."""
    for phrase in LANGUAGES.language(code).generic_titles:
        assert phrase == phrase.lower()


@pytest.mark.parametrize("code", LANGUAGES.codes)
def test_prefixes_are_capitalized(code):
    language = LANGUAGES.language(code)
    for prefix in (*language.question_prefixes, *language.answer_prefixes):
        assert prefix[0] == prefix[0].upper()


def test_a_month_means_the_same_in_every_language():
    meanings = {}
    for language in LANGUAGES.all():
        for number, names in enumerate(language.months, 1):
            for name in names:
                assert meanings.setdefault(fold(name), number) == number, f"{language.code} {name}"


def test_ambiguous_months_and_function_words_are_among_the_others():
    for language in LANGUAGES.all():
        months = {name for names in language.months for name in names}
        assert set(language.ambiguous_months) <= months
        assert set(language.ambiguous_function_words) <= set(language.function_words)


def test_a_column_name_means_the_same_in_every_language():
    meanings = {}
    for language in LANGUAGES.all():
        for held, names in language.column_names.items():
            for name in names:
                assert meanings.setdefault(fold(name), held) == held, f"{language.code} {name}"


def test_a_language_without_a_file_is_empty(folder):
    unknown = Languages(folder).language("xx")
    assert (unknown.code, unknown.function_words, unknown.keyboard) == ("xx", (), "qwerty")


def test_a_union_holds_the_words_of_all_languages(folder):
    (folder / "es.toml").write_text("name = 'Spanish'\nconjunctions = 'y e and'\n")
    languages = Languages(folder)
    assert languages.union("conjunctions") == ("and", "y", "e")
    assert languages.alternatives("conjunctions") == "(?:and|y|e)"
    assert languages.pattern(r"(?i)\d{2,3} {conjunctions}\b").fullmatch("12 AND")
    assert languages.alternatives("top_links") == alternation([]) == "(?!)"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param("colour = 'red'", "colour is no field", id="unknown key"),
        pytest.param("conjunctions = ['and']", "conjunctions must be a text", id="list"),
        pytest.param("full_stop_after_day = 'yes'", "must be true or false", id="flag"),
        pytest.param("keyboard = 'dvorak'", "keyboard is dvorak; allowed: qwerty", id="keyboard"),
        pytest.param("months = 'May'", "months has 1 lines", id="months"),
        pytest.param("conjunctions = 'and and'", "conjunctions has and twice", id="twice"),
        pytest.param("numerals = 'u\u0308ber'", "not composed", id="not composed"),
        pytest.param("[column_names]\nprice = 'price'", "column_names.price is unknown", id="key"),
        pytest.param("conjunctions = ", "en.toml", id="no TOML"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_key(folder, line, problem):
    (folder / "en.toml").write_text(f"name = 'English'\n{line}\n", encoding="utf-8")
    with pytest.raises(LanguageError, match="en.toml") as error:
        Languages(folder).language("en")
    assert problem in str(error.value)


def test_a_file_without_a_name_says_so(folder):
    (folder / "en.toml").write_text("conjunctions = 'and'\n")
    with pytest.raises(LanguageError, match="name is missing"):
        Languages(folder).language("en")


@pytest.mark.parametrize("phrase", ["(page) not found", "not [found", "not .* found", "x{3,}"])
def test_a_phrase_that_is_wrong_or_without_a_bound_is_named(folder, phrase):
    (folder / "en.toml").write_text(f"name = 'English'\nsoft_404_phrases = '{phrase}'\n")
    with pytest.raises(LanguageError, match="en: soft_404_phrases"):
        check_phrases(Languages(folder).language("en"))


def test_a_file_is_read_on_first_use(folder):
    (folder / "es.toml").write_text("wrong")
    languages = Languages(folder)
    assert languages.language("en").name == "English"
    with pytest.raises(LanguageError, match=r"es\.toml"):
        languages.all()


def test_every_field_names_the_module_that_reads_it():
    for key, described in FIELDS.items():
        assert key == "name" or "`" in described.metadata["use"], key
