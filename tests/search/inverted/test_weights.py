from dataclasses import fields

import pytest

from faqbot.core.errors import BuildError
from faqbot.core.records import Document, Passage, Weights
from faqbot.search.inverted.weights import read_weights, write_weights
from faqbot.search.query.parse import parse_question
from faqbot.search.ranked_engine import RankedEngine

TEXT = "Lanes are free on Monday."
# Of each weight: the question, the passage that only this weight puts first, and its rival.
CASES = {
    "question": ("swimming lanes", {"question": "Swimming?", "text": TEXT}, "Lanes, swimming."),
    "heading": (
        "swimming lanes",
        {"heading_path": ("Swimming",), "text": TEXT},
        "Lanes for swimming, free.",
    ),
    "pairs": ("swimming lanes", {"text": f"A pool has swimming lanes. {TEXT}"}, "Lanes. Swimming."),
    "ngrams": ("swimmingpool lanes", {"text": f"{TEXT} Swimming."}, "Lanes, lanes."),
    "function_words": (
        "with lanes",
        {"text": f"{TEXT} With hats, with caps, with fins, with boards."},
        "Lanes are blue.",
    ),
    "asking_words": (
        "when lanes",
        {"question": "When?", "text": TEXT},
        "Lanes, more lanes and lanes.",
    ),
}


def documents(favoured, rival):
    passages = (
        Passage("rival", "", "text", rival),
        Passage("favoured", "", "faq" if "question" in favoured else "text", **favoured),
        Passage("other", "", "text", "Towels cost two coins, with soap."),
    )
    url = "https://pool.example/"
    return [Document("pool", url, "page", "Pool", "en", passages=passages)]


def first(folder, question):
    reader = RankedEngine().open(folder)
    hits = reader.search(parse_question(question, ["en"], max_chars=100), 5).hits
    reader.close()
    return hits[0].passage.id


@pytest.mark.parametrize("name", [item.name for item in fields(Weights)])
def test_each_weight_changes_what_comes_first_in_builds_made_with_it(name, tmp_path):
    question, favoured, rival = CASES[name]
    without, with_much = tmp_path / "without", tmp_path / "with"
    for folder, weight in ((without, 0.0), (with_much, 10.0)):
        folder.mkdir()
        previous = without if folder == with_much else None
        engine = RankedEngine(Weights(**{name: weight}))
        engine.build(documents(favoured, rival), folder, previous)

    assert [first(without, question), first(with_much, question)] == ["rival", "favoured"]


def test_weights_are_read_as_they_were_written(tmp_path):
    weights = Weights(question=0.25, ngrams=3.0)
    write_weights(tmp_path, weights)

    assert read_weights(tmp_path) == weights


def test_weights_that_are_lost_are_named_with_the_way_out(tmp_path):
    with pytest.raises(BuildError, match=r"weights\.json: .*; run `faqbot index`"):
        read_weights(tmp_path)


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"question": "1"}', '{"question": NaN}', '{"pairs": 11}', '{"colour": 1}'],
)
def test_damaged_weights_are_named_with_the_way_out(content, tmp_path):
    (tmp_path / "weights.json").write_text(content)

    with pytest.raises(BuildError, match=r"weights\.json: .*; run `faqbot index`"):
        read_weights(tmp_path)
