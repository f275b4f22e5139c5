import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from faqbot.core.text.words import UNSPACED, fold, joined_terms, term, terms, words

any_text = given(st.text(max_size=200))
many = settings(max_examples=100, deadline=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Is it free?", ["Is", "it", "free"], id="punctuation"),
        pytest.param(
            "Parents' night isn't Tuesday’s",
            ["Parents", "night", "isn't", "Tuesday’s"],
            id="apostrophes",
        ),
        pytest.param("Room 12B: $1,200", ["Room", "12B", "1", "200"], id="numbers"),
        pytest.param("after_school-club", ["after", "school", "club"], id="underscore, hyphen"),
        pytest.param("Школа 学校 مدرسة", ["Школа", "学校", "مدرسة"], id="other scripts"),
        pytest.param("… – !", [], id="no word"),
    ],
)
def test_words_are_runs_of_letters_and_digits(text, expected):
    assert [word.text for word in words(text)] == expected


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("nin\u0303os", id="Spanish, decomposed"),
        pytest.param("हिन्दी", id="Hindi"),
        pytest.param("العَرَبِيَّة", id="Arabic with vowel signs"),
    ],
)
def test_a_word_written_with_combining_marks_stays_whole(word):
    assert [found.text for found in words(word)] == [word]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("after-school club", ["afterschool"], id="hyphen"),
        pytest.param("U.S. and R&D", ["us", "rd"], id="initials"),
        pytest.param("1,200,000 or 1,2", ["1200000"], id="thousands"),
        pytest.param("3.5 on 12.05.2026", [], id="decimals and days"),
        pytest.param("(202) 555-0142", ["5550142"], id="telephone"),
        pytest.param("his/hers, one. Two", [], id="words apart"),
        pytest.param("a-b-c-d-e-f-g", [], id="too many for one word"),
    ],
)
def test_words_written_as_one_are_joined(text, expected):
    assert joined_terms(text, "en") == expected


@any_text
@many
def test_each_word_has_its_span(text):
    found = list(words(text))

    assert all(text[word.start : word.end] == word.text for word in found)
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("PTA Meeting", "pta meeting", id="case"),
        pytest.param("Inscripción", "inscripcion", id="accent"),
        pytest.param("Inscripcio\u0301n", "inscripcion", id="accent, decomposed"),
        pytest.param("Straße", "strasse", id="sharp s"),
        pytest.param("ｆａｑ", "faq", id="full width"),
        pytest.param("oﬃce", "office", id="ligature"),
        pytest.param("𝐇𝐞𝐥𝐩", "help", id="mathematical capitals"),
    ],
)
def test_spellings_of_a_word_fold_to_one(text, expected):
    assert fold(text) == expected


@any_text
@example("№ 5 ™ ℌ")
@many
def test_folding_twice_changes_nothing(text):
    once = fold(text)

    assert fold(once) == once


@pytest.mark.parametrize(
    ("language", "form", "other_form"),
    [
        pytest.param("da", "skoler", "skole", id="Danish"),
        pytest.param("de", "Schulen", "Schule", id="German"),
        pytest.param("en", "schools", "school", id="English"),
        pytest.param("en", "school's", "school", id="English possessive"),
        pytest.param("en", "school’s", "school", id="English possessive, curly"),
        pytest.param("en", "don’t", "don't", id="English apostrophes"),
        pytest.param("es", "inscripciones", "inscripción", id="Spanish"),
        pytest.param("es", "matrículas", "MATRICULA", id="Spanish without accent"),
        pytest.param("fi", "koulut", "koulu", id="Finnish"),
        pytest.param("fr", "écoles", "école", id="French"),
        pytest.param("it", "scuole", "scuola", id="Italian"),
        pytest.param("nl", "scholen", "school", id="Dutch"),
        pytest.param("no", "skoler", "skole", id="Norwegian"),
        pytest.param("pt", "escolas", "escola", id="Portuguese"),
        pytest.param("ro", "elevilor", "elevi", id="Romanian"),
        pytest.param("ru", "школы", "школа", id="Russian noun"),
        pytest.param("ru", "новый", "новые", id="Russian adjective"),
        pytest.param("sv", "skolor", "skola", id="Swedish"),
        pytest.param("tr", "okullar", "okul", id="Turkish"),
    ],
)
def test_forms_of_a_word_are_one_term(language, form, other_form):
    assert term(form, language) == term(other_form, language)


def test_a_language_without_a_stemmer_is_only_folded():
    assert term("Školy", "cs") == "skoly"


def test_words_that_only_look_alike_stay_apart():
    assert term("planning", "en") != term("planet", "en")


def test_an_endless_word_becomes_a_term_of_bounded_length():
    assert len(term("z" * 5000, "en")) <= 64


def test_terms_keep_order_and_repeats():
    assert terms("Vans, buggy, van!", "en") == ["van", "buggi", "van"]


@pytest.mark.parametrize(
    ("text", "is_unspaced"),
    [
        pytest.param("学校", True, id="Chinese"),
        pytest.param("がっこう", True, id="Japanese"),
        pytest.param("โรงเรียน", True, id="Thai"),
        pytest.param("학교", False, id="Korean"),
        pytest.param("हिन्दी", False, id="Hindi"),
        pytest.param("école", False, id="Latin"),
    ],
)
def test_scripts_without_spaces_between_words_are_recognised(text, is_unspaced):
    assert bool(UNSPACED.search(text)) is is_unspaced
