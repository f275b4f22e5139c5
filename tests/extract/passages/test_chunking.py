import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.extract.passages.chunking import chunk, size_of, split_after


def paragraph(name, count):
    """Return one sentence of `count` words."""
    return " ".join([name.capitalize()] * (count - 1)) + " end."


RED, GREEN, BLUE = (paragraph(name, 90) for name in ("red", "green", "blue"))
TALL = paragraph("tall", 175)
SHORT = "We swim on Mondays."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([RED, GREEN], [f"{RED}\n{GREEN}"], id="up to 180 words"),
        pytest.param([RED, GREEN, BLUE], [RED, f"{GREEN}\n{BLUE}"], id="between paragraphs"),
        pytest.param(
            [TALL, SHORT, SHORT],
            ["\n".join([TALL, SHORT, SHORT])],
            id="no part of a few words at the end",
        ),
        pytest.param(
            [SHORT, TALL, GREEN],
            [f"{SHORT}\n{TALL}", GREEN],
            id="nor at the start",
        ),
        pytest.param(
            [f"{BLUE} {SHORT}", TALL],
            [f"{BLUE} {SHORT}", f"{SHORT}\n{TALL}"],
            id="the last sentence is said again",
        ),
        pytest.param(
            [f"{BLUE} Room | Floor", TALL],
            [f"{BLUE} Room | Floor", TALL],
            id="but not what is no sentence",
        ),
        pytest.param(
            [RED, "12 Elm Road.\nWe swim. ", GREEN],
            [RED, f"12 Elm Road.\nWe swim. \n{GREEN}"],
            id="lines of one block stay together",
        ),
    ],
)
def test_long_text_is_cut_into_equal_parts_between_paragraphs(lines, expected):
    assert chunk(lines) == expected


def test_a_line_that_introduces_a_list_stays_with_it():
    assert chunk([RED, "Bring:", f"- {GREEN}", f"- {BLUE}"])[1].startswith("Bring:\n- ")


def test_a_list_that_is_cut_repeats_the_line_that_introduces_it():
    items = [f"- {paragraph(f'item{number}', 50)}" for number in range(5)]

    texts = chunk(["Bring:", *items])

    assert texts == ["\n".join(["Bring:", *items[:2]]), "\n".join(["Bring:", *items[2:]])]


def test_nothing_is_repeated_between_a_list_and_what_follows_it():
    assert chunk([f"- {RED} {SHORT}", TALL]) == [f"- {RED} {SHORT}", TALL]


def test_a_list_of_lines_that_all_end_in_colons_is_cut_too():
    assert len(chunk([f"{RED}:"] * 20)) > 5


def test_a_long_paragraph_is_cut_between_sentences():
    said = [f"{paragraph(f'word{number}', 60)}" for number in range(4)]
    assert chunk([" ".join(said)]) == [" ".join(said[:2]), " ".join(said[2:])]


def test_a_long_item_keeps_its_bullet_once():
    said = [f"{paragraph(f'word{number}', 60)}" for number in range(4)]
    assert chunk(["- " + " ".join(said)]) == ["- " + " ".join(said[:2]), " ".join(said[2:])]


@pytest.mark.parametrize("unit", ["word ", "word", ". ", "学校是", ": ", "\n", "- a\n", "a:\n"])
def test_a_long_line_falls_into_parts_with_linear_work(unit, count_calls):
    text = unit * (20_000 // len(unit))

    texts = chunk([text])

    assert count_calls(chunk, [text * 2]) < 2.2 * count_calls(chunk, [text]) + 100
    assert max(map(size_of, texts), default=0) <= 400
    assert max(map(len, texts), default=0) <= 5_000


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(4, 250), max_size=12))
def test_cutting_loses_no_word_and_keeps_parts_readable(lengths):
    paragraphs = [
        " ".join(f"p{number}w{at}" for at in range(length)) for number, length in enumerate(lengths)
    ]

    texts = chunk(paragraphs)

    assert " ".join(texts).split() == " ".join(paragraphs).split()
    assert all(len(text.split()) <= 360 for text in texts)
    assert len(texts) < 2 or all(len(text.split()) >= 30 for text in texts)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([RED], (RED, []), id="short"),
        pytest.param([RED, GREEN, BLUE], (f"{RED}\n{GREEN}", [BLUE]), id="between paragraphs"),
        pytest.param(
            [RED, "Bring:", f"- {GREEN}", f"- {BLUE}"],
            (RED, ["Bring:", f"- {GREEN}", f"- {BLUE}"]),
            id="before the line that leads to a list",
        ),
        pytest.param([RED, GREEN, SHORT], (f"{RED}\n{GREEN}\n{SHORT}", []), id="a few words more"),
        pytest.param(
            [SHORT, f"{RED} {GREEN} {BLUE}"],
            (f"{SHORT}\n{RED}", [f"{GREEN} {BLUE}"]),
            id="within a paragraph where nothing else is",
        ),
    ],
)
def test_the_start_of_a_text_ends_at_the_last_paragraph_within_the_limit(lines, expected):
    limit = 182 if lines[-1] in (BLUE, SHORT) else 180
    assert split_after("\n".join(lines), limit) == expected


@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param("We swim on Mondays.", 4, id="words"),
        pytest.param("河边路十二号，星期一关门", 5, id="Chinese"),
        pytest.param("プールは月曜日に閉まります", 6, id="Japanese"),
        pytest.param("สระปิดวันจันทร์", 7, id="Thai"),
        pytest.param("A" * 240, 20, id="encoded file"),
    ],
)
def test_the_size_of_a_text_is_what_it_says_in_words(text, size):
    assert size_of(text) == size
