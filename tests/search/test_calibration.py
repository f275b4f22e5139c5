"""Calibration on small sites of our own invention."""

from itertools import product

import pytest

from faqbot.core.records import Document, Passage
from faqbot.search.calibration import calibrate
from faqbot.search.confidence.signals import Calibration, level
from faqbot.search.pipeline import retrieve
from faqbot.search.ranked_engine import RankedEngine

PAIRS = [
    ("When does the harbour office open?", "At nine, every weekday."),
    ("Who may rent the boathouse for a wedding?", "Every resident of the island."),
    ("How much is a yearly swimming ticket?", "Forty dollars; children swim free."),
    ("Where do I report a broken street lamp?", "Call the works yard."),
    ("Is there a discount for retired sailors?", "Half of every ferry fare."),
    ("How do I join the choir?", "Come to a rehearsal on Monday."),
    ("Which bus stops at the lighthouse?", "The number nine, twice an hour."),
    ("Can I borrow a telescope from the library?", "For two weeks, with a card."),
    ("What is collected in the green bin?", "Leaves, grass and peelings."),
    ("When is the apple market held?", "On the first Saturday of October."),
    ("Who repairs the footpath to the beach?", "Volunteers, each spring."),
    ("Are dogs allowed on the northern dunes?", "Only from October to March."),
    ("How do I register a rowing boat?", "Bring proof that you own it."),
    ("Where can visitors park overnight?", "Behind the fire station."),
    ("What does a burial plot cost?", "It depends on the cemetery."),
    ("How long is the waiting list for kindergarten?", "About four months."),
    ("May I light a bonfire in my garden?", "Not between May and August."),
    ("Which documents does a marriage licence need?", "Passports and birth records."),
    ("Who teaches evening pottery?", "Two potters from the mainland."),
    ("How is the mayor elected?", "By all residents, every six years."),
    ("Where is lost luggage kept?", "At the ferry terminal for a month."),
    ("Does the clinic give flu shots?", "In November, without appointment."),
    ("When are council minutes published?", "Ten days after the meeting."),
    ("Can a club use the school gymnasium?", "After six, if it is insured."),
]
PLANS = product(["small", "large", "yearly", "monthly", "family"], ["ferry", "gym", "choir", "bus"])
CONFUSED = [(f"What does the {plan} {place} plan cost?", "Ask us.") for plan, place in PLANS]


def documents(pairs, language="en") -> list[Document]:
    site = []
    for number, (question, text) in enumerate(pairs):
        passage = Passage(f"p{number}", f"d{number}", "faq" if question else "text", text, question)
        url = f"https://town.example/{number}"
        site.append(Document(f"d{number}", url, "faq", "Town", language, passages=(passage,)))
    return site


@pytest.fixture
def opened(tmp_path):
    """Return a function that indexes documents and returns their `retrieve`."""
    readers = []

    def make(site, languages=("en",)):
        folder = tmp_path / str(len(readers))
        folder.mkdir()
        RankedEngine().build(site, folder)
        reader = RankedEngine().open(folder)
        readers.append(reader)
        return lambda question, limit: retrieve(
            reader, question, languages, limit=limit, max_chars=1000
        )

    yield make
    for reader in readers:
        reader.close()


def test_the_same_site_always_gives_the_same_calibration(opened):
    site = documents(PAIRS)
    first, second = (calibrate(site, ["en"], opened(site)) for _ in range(2))
    assert first == second
    assert first != Calibration()


def test_reliability_is_measured_on_questions_made_from_the_site(opened):
    site = documents(PAIRS)
    reliability = calibrate(site, ["en"], opened(site)).reliability
    assert 100 < reliability.question_count <= 240
    assert 0.5 < reliability.right_share <= 1
    assert 0 < reliability.answered_share <= 1


def test_a_site_whose_passages_are_easily_confused_gives_fewer_direct_answers(opened):
    sites = (documents(PAIRS), documents(CONFUSED))
    clear, confused = (calibrate(site, ["en"], opened(site)).reliability for site in sites)
    assert clear.answered_share > 0.5 > confused.answered_share


def test_few_passages_leave_the_shipped_values(opened):
    site = documents(PAIRS)[:6]
    assert calibrate(site, ["en"], opened(site)) == Calibration()
    assert calibrate([], ["en"], opened([])) == Calibration()


def test_questions_are_also_made_from_running_text(opened):
    site = documents(("", f"{question.replace('?', '.')} {text}") for question, text in PAIRS)
    assert calibrate(site, ["en"], opened(site)).reliability.question_count > 0


def test_a_question_of_the_site_has_matches_and_an_off_topic_one_has_none(opened):
    site = documents(PAIRS)
    ask = opened(site)
    calibration = calibrate(site, ["en"], ask)
    questions = ("when does the harbour office open", "how do I tune a ukulele by ear")
    own, off_topic = (level(ask(question, 5).signals, calibration) for question in questions)
    assert own != "none"
    assert off_topic == "none"


@pytest.mark.parametrize("question", ["", "the of and", "?!", "word " * 3000], ids=len)
def test_strange_questions_do_no_harm(opened, question):
    site = [*documents(PAIRS), *documents([(question, "Some text that stands alone.")])[:1]]
    assert calibrate(site, ["en"], opened(site)).reliability.question_count > 0
