from dataclasses import replace

import pytest

from faqbot.core.errors import QuestionError
from faqbot.core.records import Document, Passage
from faqbot.search.autocomplete.candidates import Candidates
from faqbot.services.answering import AnswerService


def document(number, *, title, passages):
    held = tuple(
        Passage(
            id=f"{number}-{place}",
            document_id=str(number),
            kind="faq" if question else "text",
            text="Some text.",
            question=question,
            heading_path=headings,
            position=place,
        )
        for place, (question, headings) in enumerate(passages)
    )
    url = f"https://oakhill.example/{number}"
    return Document(str(number), url, "page", title, "en", passages=held)


def offered(*documents):
    candidates = Candidates()
    passages = [(each, passage) for each in documents for passage in each.passages]
    for row, (each, passage) in enumerate(passages):
        candidates.add(row, each, passage)
    return [candidate.question for candidate in candidates.chosen()]


def test_questions_and_headings_are_offered():
    page = document(1, title="Fees", passages=[("Is there a fee?", ()), ("", ("Part I", "Buses"))])
    assert offered(page) == ["Is there a fee?", "Buses"]


def test_other_wordings_are_offered_with_the_place_of_their_passage():
    page = document(1, title="Fees", passages=[("Is there a fee?", ()), ("When is it due?", ())])
    first, second = page.passages
    page = replace(page, passages=(first, replace(second, aliases=("What is the last day?",))))
    candidates = Candidates()
    for row, each in enumerate(page.passages):
        candidates.add(row, page, each)
    assert [(each.question, each.row) for each in candidates.chosen()] == [
        ("Is there a fee?", 0),
        ("What is the last day?", 1),
        ("When is it due?", 1),
    ]


def test_the_title_stands_for_running_text_without_a_heading():
    assert offered(document(1, title="Bus timetable", passages=[("", ())])) == ["Bus timetable"]


@pytest.mark.parametrize("second", ["Results", "RESULTS"])
def test_a_heading_of_two_sections_is_not_offered(second):
    pages = [
        document(1, title="Maple", passages=[("", ("Maple", "Results"))]),
        document(2, title="Cedar", passages=[("", ("Cedar", second))]),
    ]
    assert offered(*pages) == []


def test_a_heading_over_two_passages_of_one_section_is_offered():
    passages = [("", ("Buses",)), ("", ("Buses",))]
    assert offered(document(1, title="Ways", passages=passages)) == ["Buses"]


def test_a_heading_of_function_words_only_is_not_offered():
    page = document(1, title="Who we are", passages=[("", ("Who does what",))])
    assert offered(page) == []


def test_what_is_suggested_is_answered_by_the_passage_it_opens(sample_settings):
    service = AnswerService(sample_settings)
    suggested = {
        suggestion
        for typed in ("sch", "com", "how", "wh", "coord", "part", "fund", "fee", "cu", "esc", "pa")
        for suggestion in service.suggest(typed, 20)
    }
    assert len(suggested) > 80
    wrong = []
    for suggestion in suggested:
        try:
            answer = service.ask(suggestion.text)
        except QuestionError as error:
            wrong.append((suggestion.text, str(error)))
            continue
        if not answer.direct or answer.results[0].deep_link != suggestion.url:
            wrong.append((suggestion.text, answer.level, answer.results[:1]))
    assert wrong == []
