import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.core.errors import BuildError
from faqbot.search.spelling.speller import Speller
from faqbot.search.spelling.writer import build_spelling

ENGLISH = {
    "the": 60,
    "school": 40,
    "community": 18,
    "enrolment": 12,
    "parents": 12,
    "after": 12,
    "lunch": 9,
    "address": 8,
    "kindergarten": 5,
    "afternoon": 4,
    "plane": 4,
    "plans": 4,
    "grade": 3,
    "room": 2,
    "covid19": 2,
}
GERMAN = {
    "schule": 9,
    "anmeldung": 7,
    "arbeit": 6,
    "platz": 6,
    "kinder": 5,
    "betreuung": 4,
    "geld": 4,
    "amt": 3,
    "woche": 3,
    "ende": 3,
}
# Words that stand side by side, and in how many passages.
PAIRS = {("community", "school"): 9, ("after", "school"): 1}
many = settings(max_examples=100, deadline=None)


def together(language, first, second):
    return PAIRS.get((first, second), 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("spelling")
    build_spelling(made, {"en": ENGLISH, "de": GERMAN, "es": {"matrícula": 3}, "zh": {"学校": 3}})
    return made


@pytest.fixture(scope="module")
def spelling(folder):
    return Speller(folder, together)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("scholo", "school", id="transposed"),
        pytest.param("enrolmnt", "enrolment", id="letter left out"),
        pytest.param("parentss", "parents", id="doubled letter"),
        pytest.param("luncj", "lunch", id="neighbouring key in a short word"),
        pytest.param("adress", "address", id="half of a double letter"),
        pytest.param("kindregraten", "kindergarten", id="two transpositions"),
        pytest.param("ESCHOOL", "school", id="extra first letter, capitals"),
        pytest.param("shcool's", "school", id="possessive"),
        pytest.param("communityschool", "community school", id="space left out"),
        pytest.param("afterschool", "after school", id="one word for two"),
    ],
)
def test_a_typo_is_corrected(spelling, typed, meant):
    assert spelling.correct(typed, "en").text == meant


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("school", id="known"),
        pytest.param("Schools", id="another form of a known word"),
        pytest.param("teh", id="three letters"),
        pytest.param("scho0l", id="digit"),
        pytest.param("lonce", id="two edits in five letters"),
        pytest.param("skhqqx", id="nothing near"),
        pytest.param("", id="empty"),
        pytest.param("s" * 10_000, id="endless"),
    ],
)
def test_what_is_known_or_near_to_nothing_is_left_alone(spelling, word):
    assert spelling.correct(word, "en") is None


def test_an_accent_left_out_is_no_typo(spelling):
    assert spelling.knows("matricula", "es")
    assert spelling.correct("MATRÍCULA", "es") is None


def test_scripts_without_spaces_are_left_alone(spelling):
    assert spelling.correct("学校学学", "zh") is None


def test_each_language_has_its_own_words(spelling):
    assert spelling.correct("kindre", "de").text == "kinder"
    assert spelling.correct("scholo", "fr") is None


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        pytest.param("comunity", "silent", id="one slip in a long word"),
        pytest.param("planr", "suggest", id="two words as near"),
        pytest.param("lmunch", "silent", id="extra letter"),
        pytest.param("qunch", "suggest", id="wrong first letter"),
        pytest.param("communityschool", "silent", id="two words that often stand together"),
        pytest.param("afterschool", "suggest", id="two words that stand together once"),
        pytest.param("lunchroom", "suggest", id="two words that never stand together"),
    ],
)
def test_only_what_is_clear_is_corrected_silently(spelling, typed, kind):
    assert spelling.correct(typed, "en").kind == kind


def test_two_words_that_never_stand_together_give_way_to_a_word_that_is_near(tmp_path):
    build_spelling(tmp_path, {"en": {"carport": 5, "car": 90, "pot": 90}})

    assert Speller(tmp_path, together).correct("carpot", "en").text == "carport"


def test_of_equally_near_words_the_more_frequent_one_is_meant(tmp_path):
    build_spelling(tmp_path, {"en": {"forms": 2, "farms": 90}})

    assert Speller(tmp_path, together).correct("fqrms", "en").text == "farms"


def test_forms_of_one_word_are_no_rivals(tmp_path):
    build_spelling(tmp_path, {"en": {"enrolment": 5, "enrolments": 5}})

    assert Speller(tmp_path, together).correct("enrolmentd", "en").kind == "silent"


@given(word=st.text(max_size=40))
@many
def test_any_word_gets_the_same_answer_twice(spelling, word):
    for language in ("en", "de", "xx"):
        found = spelling.correct(word, language)
        assert found == spelling.correct(word, language)
        assert not (found and spelling.knows(word, language))


@given(counts=st.dictionaries(st.text(max_size=10), st.integers(0, 9), max_size=20))
@many
def test_whatever_the_words_no_known_one_is_touched(counts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    build_spelling(folder, {"en": counts})
    spelling = Speller(folder, together)

    assert not [word for word in counts if spelling.correct(word, "en")]


@pytest.mark.parametrize("language", ["en", ""])
def test_a_site_without_words_corrects_nothing(tmp_path, language):
    build_spelling(tmp_path, {language: {}})

    assert Speller(tmp_path, together).correct("scholo", language) is None


def test_every_file_that_is_lost_cut_or_swollen_is_a_build_error(folder):
    for file in sorted(folder.iterdir()):
        content = file.read_bytes()
        for damage in (None, content[:-4], content + b"\xff" * 4):
            file.unlink()
            if damage is not None:
                file.write_bytes(damage)
            with pytest.raises(BuildError):
                Speller(folder, together)
            file.write_bytes(content)


@given(data=st.data())
@many
def test_a_file_with_a_wrong_byte_is_a_build_error_or_works_on(folder, data):
    file = data.draw(st.sampled_from(sorted(file for file in folder.iterdir())))
    content = file.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    wrong = bytes([data.draw(st.integers(0, 255))])
    file.write_bytes(content[:place] + wrong + content[place + 1 :])
    try:
        opened = Speller(folder, together)
    except BuildError:
        return
    else:
        [opened.correct(word, "en") for word in ("scholo", "afterschool", "planr")]
    finally:
        file.write_bytes(content)
