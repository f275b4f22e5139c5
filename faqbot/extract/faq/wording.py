"""How questions are written: their marks, numbers and signs; what only looks like a question."""

import re
from functools import cache, lru_cache

from faqbot.core.languages.registry import LANGUAGES, Languages
from faqbot.core.text.unicode import squeeze

MARKS = ("?", "؟", "？")
STOP = "[.:)．：]"
_SHORTEST = 5
LONGEST = 300
_MOST_ICONS = 4
_FEWEST_COUNTED = 3
_COUNTED_SHARE = 0.8
_BULLET = re.compile(r"^[-–—+•·●■▪◆►▶▸▾▼›»*]\s+")
# Counts the questions only if their neighbours are counted too: "2.0 GPA required?".
_COUNTER = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*)\s+(?:[-–—]\s+)?(?=\S)")
_ICON = re.compile(r"(?:[+−–—▾▼▸▶›»×✕⌄¶]|expand_more|chevron_right|keyboard_arrow_down|\badd)$")


@lru_cache(maxsize=10_000)
def question_text(text: str, languages: Languages = LANGUAGES) -> str:
    """Return a question without its number, its `Q:` and the icons of its accordion.

    >>> question_text("#3: Are they public schools? +")
    'Are they public schools?'
    """
    return _without_icons(_number(languages).sub("", _BULLET.sub("", squeeze(text))))


def _without_icons(text: str) -> str:
    """Return the text without the icons at its end, such as + or expand_more."""
    for _ in range(_MOST_ICONS):
        text = text.rstrip()
        shorter = _ICON.sub("", text)
        # "ages 18+" keeps its sign: an icon stands apart, or behind a mark.
        if shorter == text or (shorter[-1:].isalnum() and text[len(shorter)] == "+"):
            break
        text = shorter
    return text


def is_question_line(text: str, *, starts_paragraph: bool) -> bool:
    """Return whether one line of text is a question: it says so ("Q:"), or opens a paragraph."""
    if not _SHORTEST <= len(text) <= LONGEST:
        return False
    return has_prefix(text) or (starts_paragraph and asks(text))


def is_call(text: str) -> bool:
    """Return whether the text calls to write, to join or to vote, in the form of a question."""
    return bool(_call_to_action(LANGUAGES).fullmatch(text))


def question_prefix(languages: Languages = LANGUAGES) -> str:
    """Return a regular expression for what questions call themselves: "Q", "Frage"."""
    return languages.alternatives("question_prefixes")


def answer_prefix(languages: Languages = LANGUAGES) -> str:
    """Return a regular expression for what answers call themselves: "A", "Antwort"."""
    return languages.alternatives("answer_prefixes")


def has_prefix(text: str, languages: Languages = LANGUAGES) -> bool:
    """Return whether the text calls itself a question: `Q:`, `P.`."""
    return bool(_prefix(languages).match(text))


def has_number(text: str) -> bool:
    """Return whether the text starts with what may be the number of a question."""
    return bool(_number(LANGUAGES).match(text) or _COUNTER.match(text))


def can_be_question(text: str) -> bool:
    """Return whether a text is as long as questions are, and no call in the form of one."""
    question = question_text(text)
    return _SHORTEST <= len(question) <= LONGEST and not is_call(question)


def asks(text: str) -> bool:
    """Return whether the text has the mark of a question at its end, or at its start as Spanish."""
    return text.endswith(MARKS) or text.startswith("¿")


def ends_asking(text: str) -> bool:
    """Return whether the last words of a text ask, icons and quotation marks aside."""
    return _without_icons(text[-LONGEST:]).rstrip('”"»)').endswith(MARKS)


def without_counters(questions: list[str]) -> list[str]:
    """Return the questions without numbers that only count them: if most have one, in order.

    >>> without_counters(["1.9 Who?", "1.10 When?", "2.1 Where?"])
    ['Who?', 'When?', 'Where?']
    >>> without_counters(["2.0 GPA required?", "Who?"])
    ['2.0 GPA required?', 'Who?']
    """
    found = [_COUNTER.match(question) for question in questions]
    counted = [tuple(map(int, number.group(1).split("."))) for number in found if number]
    if len(counted) < _FEWEST_COUNTED or len(counted) < _COUNTED_SHARE * len(questions):
        return questions
    if sorted(set(counted)) != counted:
        return questions
    return [_COUNTER.sub("", question) for question in questions]


@cache
def _number(languages: Languages) -> re.Pattern[str]:
    """Return what matches the number or prefix that a question starts with."""
    # A year before a colon is no number of a question: "2024: what changed?".
    return re.compile(
        r"^(?:#\s?\d+\s?[.:)]?|\(?\d{1,3}(?:\.\d+)*[.:)](?=\s|[^\W\d])"
        rf"|{question_prefix(languages)}\s?\d*{STOP})\s*",
        re.IGNORECASE,
    )


@cache
def _prefix(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"^\(?{question_prefix(languages)}\s?\d*{STOP}\s*\S", re.IGNORECASE)


@cache
def _call_to_action(languages: Languages) -> re.Pattern[str]:
    return re.compile(languages.alternatives("calls_to_action"), re.IGNORECASE)
