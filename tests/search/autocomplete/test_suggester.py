import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.core.errors import BuildError
from faqbot.core.text.words import fold
from faqbot.search.autocomplete.candidates import Candidate
from faqbot.search.autocomplete.suggester import Suggester, Suggestion
from faqbot.search.autocomplete.writer import build_suggestions

QUESTIONS = [
    "Is there a fee for lunch?",
    "How do I enrol my child?",
    "How do I enrol my child in the after-school club?",
    "What does the after-school club cost?",
    "When does the club for children meet?",
    "Who meets visitors of the school?",
    "Where do visitors of the school meet?",
    "What's a coordinator?",
    "¿Cuándo es la inscripción?",
    "Où est l'école la plus proche ?",
    "学校几点开门？",
    "几点放学校车？",
]
many = settings(max_examples=100, deadline=None)


def wording(text):
    return " ".join(re.findall(r"[^\W_]", fold(text)))


def suggester_of(folder, rows):
    build_suggestions(folder, rows)
    return Suggester(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("suggest")
    build_suggestions(
        made,
        (
            Candidate(text, f"https://oakhill.example/#q{n}", "en", 1.0, 0)
            for n, text in enumerate(QUESTIONS)
        ),
    )
    return made


@pytest.fixture(scope="module")
def suggester(folder):
    return Suggester(folder)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("how do i", 1, id="prefix"),
        pytest.param("enr", 1, id="prefix of a word inside"),
        pytest.param("ENROL child", 1, id="capitals"),
        pytest.param("child enrol", 1, id="any order"),
        pytest.param("club co", 3, id="prefixes in order"),
        pytest.param("how do i enrol my child in", 2, id="whole words"),
        pytest.param("cuando es la inscripcion", 8, id="accents left out"),
        pytest.param("whats a", 7, id="apostrophe left out"),
        pytest.param("What’s", 7, id="curly apostrophe"),
        pytest.param("ecole", 9, id="word behind an article"),
        pytest.param("after school  club c", 3, id="hyphen left out"),
        pytest.param("is there the lunch", 0, id="function words that it lacks"),
        pytest.param("corodinator", 7, id="typo in a word"),
        pytest.param("corodin", 7, id="typo in the first letters of a word"),
        pytest.param("how do i enril", 1, id="typo at the end"),
        pytest.param("xenrol child", 1, id="extra first letter"),
        pytest.param("cild fee", None, id="known words that never meet"),
        pytest.param("visitirs meet", 6, id="typo, then in order"),
        pytest.param("开门", 10, id="part of a question without spaces"),
        pytest.param("学校几", 10, id="start of a question without spaces"),
        pytest.param("校学", None, id="letters that stand elsewhere"),
        pytest.param("zebra", None, id="nothing like it"),
        pytest.param("fea", None, id="short words have no typos"),
        pytest.param("", None, id="empty"),
        pytest.param("?!", None, id="no word"),
        pytest.param("\x00\u200b", None, id="invisible"),
    ],
)
def test_the_best_suggestion(suggester, typed, first):
    found = suggester.complete(typed, 5)

    wanted = [] if first is None else [QUESTIONS[first]]
    assert [suggestion.text for suggestion in found[:1]] == wanted


def test_a_suggestion_opens_its_question(suggester):
    assert suggester.complete("how do i enrol my child", 1) == [
        Suggestion(QUESTIONS[1], "https://oakhill.example/#q1")
    ]


def test_order_is_beginning_then_words_in_order_then_any_order(tmp_path):
    rows = ["A room for a club", "A club in another school room", "Club room keys of the school"]
    suggester = suggester_of(tmp_path, [Candidate(text, "", "en", 1.0, 0) for text in rows])

    assert [found.text for found in suggester.complete("club room", 9)] == [
        rows[2],
        rows[1],
        rows[0],
    ]


def test_shorter_questions_come_first_then_those_with_more_weight(tmp_path):
    rows = [("Lunch in class", 1.0), ("Lunch at noon", 1.0), ("Lunch at home", 2.0)]
    suggester = suggester_of(
        tmp_path, [Candidate(text, "", "en", weight, 0) for text, weight in rows]
    )

    assert [found.text for found in suggester.complete("lun", 9)] == [
        "Lunch at home",
        "Lunch at noon",
        "Lunch in class",
    ]


def test_a_wording_is_suggested_once_with_the_url_of_most_weight(tmp_path):
    rows = [
        Candidate("Is it free?", "/a", "en", 1.0, 0),
        Candidate("IS IT FREE", "/b", "en", 2.0, 0),
    ]

    assert suggester_of(tmp_path, rows).complete("is", 9) == [Suggestion("IS IT FREE", "/b")]


def test_a_typo_brings_more_only_where_too_little_is_found(suggester):
    assert len(suggester.complete("visitors", 9)) == 2
    assert [found.text for found in suggester.complete("meets visitors", 9)] == [QUESTIONS[5]]


def test_no_more_than_the_limit_is_suggested(suggester):
    assert len(suggester.complete("w", 2)) == 2
    assert suggester.complete("w", 0) == []


def test_the_best_come_first_among_very_many(tmp_path):
    rows = [Candidate(f"Which bus goes to stop {n}", "", "en", 1.0, 0) for n in range(9999, 0, -1)]
    suggester = suggester_of(tmp_path, rows)

    assert [found.text for found in suggester.complete("bus", 2)] == [
        "Which bus goes to stop 1",
        "Which bus goes to stop 2",
    ]
    assert suggester.complete("stop 9999 bus", 1)[0].text == "Which bus goes to stop 9999"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("enrol zebra " * 1000, id="many words"),
        pytest.param("e" * 10_000, id="one word"),
        pytest.param("\x00\x1b[31m" * 3000, id="control characters"),
        pytest.param("a\u0301" * 5000, id="marks"),
        pytest.param("学" * 10_000, id="without spaces"),
    ],
)
def test_ten_thousand_characters_are_harmless(suggester, typed):
    assert suggester.complete(typed, 5) == []


@given(typed=st.text(max_size=60))
@many
def test_any_text_gets_the_same_suggestions_twice(suggester, typed):
    found = suggester.complete(typed, 4)

    assert found == suggester.complete(typed, 4)
    assert len(found) == len(set(found)) <= 4


@given(
    questions=st.lists(st.text("abÉñ' -?学校ส", min_size=1, max_size=12), min_size=1, max_size=8),
    data=st.data(),
)
@many
def test_the_beginning_of_a_question_always_finds_it(questions, data, tmp_path_factory):
    rows = [Candidate(f"a{text}", "", "en", 1.0, 0) for text in questions]
    suggester = suggester_of(tmp_path_factory.mktemp("any"), rows)
    question = data.draw(st.sampled_from(questions))
    typed = f"a{question}"[: data.draw(st.integers(1, len(question) + 1))]

    found = suggester.complete(typed, 8)

    assert wording(f"a{question}") in [wording(suggestion.text) for suggestion in found]


def test_a_site_without_questions_suggests_nothing(tmp_path):
    assert suggester_of(tmp_path, []).complete("how", 5) == []


def test_every_file_that_is_lost_cut_or_swollen_is_a_build_error(folder):
    for file in sorted(folder.iterdir()):
        content = file.read_bytes()
        for damage in (None, content[:-4], content + b"\xff" * 4):
            file.unlink()
            if damage is not None:
                file.write_bytes(damage)
            with pytest.raises(BuildError):
                Suggester(folder)
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
        opened = Suggester(folder)
    except BuildError:
        return
    else:
        [opened.complete(typed, 5) for typed in ("how do i enr", "meet visitirs", "学校", "s")]
    finally:
        file.write_bytes(content)
