from dataclasses import replace

import pytest

from faqbot.core.records import Document
from faqbot.extract.html.blocks import Block
from faqbot.extract.passages.ids import Draft
from faqbot.extract.passages.sections import make_passages, sections, without_repeats

TEXT = "We swim on Mondays and Fridays."
JOIN = Draft("faq", "Everybody in town.", "Who may join?", ("Swim Club",), "join")
COST = Draft("faq", "Nine dollars a year.", "What does it cost?", ("Swim Club",))
HOURS = Draft("text", TEXT, heading_path=("Swim Club", "Hours"))


def text_of(drafts):
    return [draft.text for draft in drafts]


def ids(drafts, document_id="d1"):
    return {passage.text: passage.id for passage in make_passages(document_id, drafts)}


def document(name, *drafts):
    url = f"https://example.org/{name}"
    return Document(name, url, "page", name, "en", passages=make_passages(name, drafts))


@pytest.mark.parametrize(
    ("headings", "path"),
    [
        pytest.param([], ("Swim Club",), id="title where no heading stands"),
        pytest.param([(1, "Club")], ("Club",), id="heading in place of the title"),
        pytest.param([(1, "Club"), (2, "Hours")], ("Club", "Hours"), id="two levels"),
        pytest.param([(1, "Club"), (4, "Hours")], ("Club", "Hours"), id="a level left out"),
        pytest.param([(1, "Club"), (2, "Fees"), (2, "Hours")], ("Club", "Hours"), id="next"),
        pytest.param(
            [(1, "Club"), (2, "Fees"), (3, "Children"), (2, "Hours")],
            ("Club", "Hours"),
            id="back up",
        ),
        pytest.param([(3, "Fees"), (2, "Hours")], ("Hours",), id="higher after lower"),
    ],
)
def test_a_section_knows_the_headings_above_it(headings, path):
    page_blocks = [Block(text, level) for level, text in headings] + [Block(TEXT)]

    drafts = sections(page_blocks, "Swim Club")

    assert [(draft.kind, draft.text, draft.heading_path) for draft in drafts] == [
        ("text", TEXT, path)
    ]


@pytest.mark.parametrize(
    ("anchors", "anchor"),
    [
        pytest.param(("club", "hours"), "hours", id="own"),
        pytest.param(("club", ""), "club", id="of the heading above"),
        pytest.param(("", ""), "", id="none"),
    ],
)
def test_a_section_is_linked_by_its_nearest_heading_that_can_be(anchors, anchor):
    headings = [Block("Club", 1, anchors[0]), Block("Hours", 2, anchors[1])]
    assert [draft.anchor for draft in sections([*headings, Block(TEXT)], "")] == [anchor]


def test_every_heading_starts_a_section():
    page_blocks = [
        Block(TEXT),
        Block("Fees", 2),
        Block("Nine dollars a year."),
        Block("Paid once."),
    ]
    assert text_of(sections(page_blocks, "")) == [TEXT, "Nine dollars a year.\nPaid once."]


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(Block("Fees and hours and rules", is_jump=True), id="links within the page"),
        pytest.param(Block("Read more"), id="too few words to answer anything"),
    ],
)
def test_what_is_no_running_text_makes_no_section(block):
    assert sections([block], "Swim Club") == []


def test_a_long_section_is_cut_between_paragraphs():
    red, green = (f"{name} " * 100 + "end" for name in ("red", "green"))
    blue = "Blue is the color of the pool."

    drafts = sections([Block("Colors", 2, "colors"), *map(Block, (red, green, blue))], "")

    assert text_of(drafts) == [red, f"{green}\n{blue}"]
    assert {(draft.heading_path, draft.anchor) for draft in drafts} == {(("Colors",), "colors")}


def test_passages_carry_all_that_their_drafts_say():
    first, second = make_passages("d1", [JOIN, HOURS])
    assert (first.kind, first.text, first.question) == ("faq", JOIN.text, JOIN.question)
    assert (first.heading_path, first.anchor) == (JOIN.heading_path, "join")
    assert (second.kind, second.heading_path) == ("text", HOURS.heading_path)
    assert [(passage.document_id, passage.position) for passage in (first, second)] == [
        ("d1", 0),
        ("d1", 1),
    ]


@pytest.mark.parametrize(
    "drafts",
    [
        pytest.param([COST, HOURS, JOIN], id="other order"),
        pytest.param([Draft("faq", "At the pool.", "Where?"), JOIN, COST, HOURS], id="one more"),
    ],
)
def test_ids_survive_a_new_order_and_new_neighbors(drafts):
    before = ids([JOIN, COST, HOURS])
    assert {text: name for text, name in ids(drafts).items() if text in before} == before


@pytest.mark.parametrize("draft", [JOIN, COST, HOURS], ids=["anchor", "question", "heading path"])
def test_an_id_survives_a_rewritten_answer(draft):
    rewritten = replace(draft, text="We say it better now.")
    assert [*ids([draft]).values()] == [*ids([rewritten]).values()]


@pytest.mark.parametrize(
    ("draft", "changes"),
    [
        pytest.param(JOIN, {"question": "Who is welcome?"}, id="new wording, same anchor"),
        pytest.param(COST, {"heading_path": ("Fees",)}, id="new heading, same question"),
    ],
)
def test_an_id_survives_changes_around_what_it_is_made_of(draft, changes):
    assert ids([draft]) == ids([replace(draft, **changes)])


def test_passages_under_one_heading_have_ids_of_their_own():
    assert len(set(ids([HOURS, replace(HOURS, text="We rest on Sundays.")]).values())) == 2


def parts(*texts):
    return [replace(HOURS, text=" ".join(f"{text}{at}" for at in range(100))) for text in texts]


@pytest.mark.parametrize(
    "names",
    [
        pytest.param("first new second third", id="between"),
        pytest.param("first second third new", id="behind"),
        pytest.param("first third second", id="other order"),
    ],
)
def test_ids_under_one_heading_survive_new_neighbors(names):
    before = ids(parts("first", "second", "third"))
    after = ids(parts(*names.split()))
    assert before.items() <= after.items()


def test_a_text_under_a_heading_keeps_its_id_when_a_second_follows():
    assert ids([HOURS]).items() <= ids([HOURS, *parts("new")]).items()


def test_ids_under_one_heading_survive_small_edits():
    first, second, third = parts("first", "second", "third")
    edits = [
        replace(second, text=second.text.replace(f"second{at} ", "other ")) for at in range(99)
    ]

    kept = [
        [*ids([first, second, third]).values()] == [*ids([first, edit, third]).values()]
        for edit in edits
    ]

    assert sum(kept) >= 95


def test_questions_at_one_anchor_keep_their_ids_whatever_is_answered():
    other, more = (replace(JOIN, question=f"May {name} join?") for name in ("dogs", "cats"))
    rewritten = replace(more, text="We say it better now.")

    before, after = (
        {passage.question: passage.id for passage in make_passages("d1", drafts)}
        for drafts in ([JOIN, other, more], [JOIN, rewritten, other])
    )

    assert before == after
    assert len(set(before.values())) == 3


def test_the_same_text_under_the_same_heading_has_ids_of_its_own_each_time():
    ids = [passage.id for passage in make_passages("d1", [replace(HOURS, text="Rest.")] * 4)]
    assert len(set(ids)) == 4


LONG = [" ".join([f"word{number}"] * 99) + " end." for number in range(13)]


def test_a_very_long_answer_is_cut_between_paragraphs_and_goes_on_under_its_question():
    draft = replace(JOIN, text="\n".join(LONG), html="<p>All of <b>it</b>.</p>")

    answer, *rest = make_passages("d1", [draft])

    assert (answer.text, answer.html) == (LONG[0], f"<p>{LONG[0]}</p>")
    assert [line for part in rest for line in part.text.split("\n")] == LONG[1:]
    assert {(part.kind, part.question, part.heading_path, part.anchor) for part in rest} == {
        ("text", "", ("Swim Club", JOIN.question), "join")
    }
    assert answer.id == make_passages("d1", [JOIN])[0].id


def test_an_answer_of_a_thousand_words_stays_whole():
    draft = replace(JOIN, text="\n".join(LONG[:10]), html="<p>All of <b>it</b>.</p>")
    assert [(each.text, each.html) for each in make_passages("d1", [draft])] == [
        (draft.text, draft.html)
    ]


def test_the_same_question_on_two_pages_has_two_ids():
    assert ids([JOIN], "d1") != ids([JOIN], "d2")


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.upper()], ids=["word for word", "but for capital letters"]
)
def test_a_text_under_two_addresses_belongs_to_the_first(text):
    page, copy = document("page", HOURS, COST), document("print", replace(HOURS, text=text), JOIN)

    kept = list(without_repeats([page, copy]))

    assert [text_of(each.passages) for each in kept] == [[TEXT, COST.text], [JOIN.text]]


def test_a_page_with_nothing_of_its_own_is_dropped():
    kept = without_repeats([document("page", HOURS), document("print", HOURS)])
    assert [each.id for each in kept] == ["page"]


def test_one_answer_to_two_questions_is_not_a_repeat():
    other = replace(JOIN, question="Who is welcome?")
    kept = without_repeats([document("one", JOIN), document("two", other)])
    assert [each.id for each in kept] == ["one", "two"]
