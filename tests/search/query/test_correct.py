import pytest

from faqbot.search.query.correct import CorrectedQuestion, correct_question
from faqbot.search.query.parse import parse_question
from faqbot.search.spelling.speller import Speller
from faqbot.search.spelling.writer import build_spelling

ENGLISH = {
    "fee": 9,
    "form": 7,
    "library": 6,
    "forms": 3,
    "abbot": 3,
    "place": 3,
    "hoe": 2,
    "cards": 2,
}
SPANISH = {"biblioteca": 9, "carné": 4}


@pytest.fixture(scope="module")
def spelling(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spelling")
    build_spelling(folder, {"en": ENGLISH, "es": SPANISH})
    return Speller(folder, lambda *_: 0)


def corrected(question, spelling, languages=("en", "es")):
    return correct_question(parse_question(question, languages, max_chars=200), spelling)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("waht is teh fee", "what is the fee", id="letters swapped"),
        pytest.param("abuot cards", "about cards", id="nearer than a word of the site"),
        pytest.param("hwo gets cards", "how gets cards", id="the first letter is right"),
        pytest.param("wich cards", "which cards", id="a word that asks lacks a letter"),
        pytest.param("waht libary", "what library", id="beside a word of the site"),
        pytest.param("¿qeu biblioteca tiene el carné?", "¿que biblioteca tiene el carné?", id="es"),
    ],
)
def test_misspelt_function_words_are_corrected_silently(typed, meant, spelling):
    assert corrected(typed, spelling) == CorrectedQuestion(meant, is_sure=True)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("whom does the fee please", id="words that the site never uses"),
        pytest.param("must fee", id="another letter"),
        pytest.param("width fee", id="a letter more in a word that does not ask"),
        pytest.param("mother fee", id="another first letter"),
        pytest.param("ear fee", id="a slip in the other language"),
        pytest.param("form fee", id="a word of the site"),
        pytest.param("fee -teh", id="excluded"),
    ],
)
def test_other_words_are_not_taken_for_function_words(question, spelling):
    assert corrected(question, spelling) is None


def test_a_nearer_word_of_the_site_is_preferred(spelling):
    assert corrected("fomr fee", spelling) == CorrectedQuestion("form fee", is_sure=True)
