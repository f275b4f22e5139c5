"""How questions are written: marks, words, numbers and labels; what only looks like a question."""

import re
from functools import lru_cache

from faqbot.core.languages.registry import LANGUAGES, Languages
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold

MARKS = ("?", "؟", "？", "⁇", "⁈")
STOP = "[.:)．：]"
_MIN_QUESTION_CHARS = 5
MAX_QUESTION_CHARS = 300
_MAX_ICONS = 4
_MIN_COUNTED = 3
_COUNTED_SHARE = 0.8
_BULLET = re.compile(r"^[-–—+•·●■▪◆►▶▸▾▼›»*#]\s+")
# A number only if the other questions are numbered too: "2.0 GPA required?".
_COUNTER = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*)\s+(?:[-–—]\s+)?(?=\S)")
# The number or label that a question starts with. A year before a colon is no number: "2024: what
# changed?".
_NUMBER = (
    r"(?i)^(?:#\s?\d+\s?[.:)]?|\(?\d{1,3}(?:\.\d+)*[.:)](?=\s|[^\W\d])"
    rf"|\(?faq\s?\d+\w?\s?{STOP}|\[?{{question_prefixes}}\s?\d*(?:\.\d+)*\s?(?:{STOP}|\])+)\s*"
)
_PREFIX = (
    rf"(?i)^(?:\(?(?P<faq>faq)\s?\d+\w?\s?{STOP}"
    rf"|[(\[]?(?P<word>{{question_prefixes}})\s?(?P<number>\d*(?:\.\d+)*)\s?(?P<stop>{STOP}|\]))"
    r"\s*\S"
)
# The label before an answer: "A:", "Antwort 2.".
_ANSWER_LABEL = rf"\s*(?P<word>{{answer_prefixes}})\s?\d*\s?(?P<mark>{STOP})(?:\s+|$|(?<=[：．]))"
_CALL_TO_ACTION = r"(?i){calls_to_action}"
_ICON = re.compile(
    r"(?:[+−–—▾▼▸▶›»×✕⌄¶🔗⊕⊖]|(?<=\s)#|expand_more|chevron_right|keyboard_arrow_down|\badd"
    r"|(?i:\bperma(?:link|nent link)))$"
)
# Greek ends a question in a semicolon, Armenian has its mark on the stressed vowel.
_GREEK_QUESTION = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]\S?\s?;$")
_ARMENIAN_MARK = "\u055e"
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FIRST_WORD = re.compile(r"[¿¡\"'“„«(]*([^\W\d_]+(?:['’-][^\W\d_]+)*)")


@lru_cache(maxsize=10_000)
def question_text(text: str, languages: Languages = LANGUAGES) -> str:
    """Return a question without its number, its `Q:` and the icons of an accordion.

    >>> question_text("#3: Are they public schools? +")
    'Are they public schools?'
    """
    return _without_icons(languages.pattern(_NUMBER).sub("", _BULLET.sub("", squeeze(text))))


def _without_icons(text: str) -> str:
    """Return the text without trailing icons such as + or expand_more."""
    for _ in range(_MAX_ICONS):
        text = text.rstrip()
        shorter = _ICON.sub("", text)
        # "ages 18+" keeps its sign: an icon follows a space or a question mark.
        if shorter == text or (shorter[-1:].isalnum() and text[len(shorter)] == "+"):
            break
        text = shorter
    return text


def is_question_line(text: str, *, starts_paragraph: bool) -> bool:
    """Return whether a line is a question: it has a "Q:", or asks and starts a paragraph."""
    if not min_length(text) <= len(text) <= MAX_QUESTION_CHARS:
        return False
    return has_prefix(text) or (starts_paragraph and asks(text))


@lru_cache(maxsize=10_000)
def is_call(text: str) -> bool:
    """Return whether the text is a call to action in the form of a question."""
    return bool(LANGUAGES.pattern(_CALL_TO_ACTION).fullmatch(text))


def has_prefix(text: str, languages: Languages = LANGUAGES) -> bool:
    """Return whether the text is labelled as a question: `Q:`, `P.`."""
    return bool(languages.pattern(_PREFIX).match(text))


def has_weak_prefix(text: str) -> bool:
    """Return whether the label could be an initial or the letter of a list: "P. Smith"."""
    label = LANGUAGES.pattern(_PREFIX).match(text)
    return bool(
        label
        and label["word"]
        and len(label["word"]) == 1
        and label["word"] not in "QВ问問質"
        and not label["number"]
        and label["stop"] in ".)．"
    )


def answer_label(text: str, question: str) -> str:
    """Return the label that an answer starts with, or "".

    A single letter before a full stop or bracket counts only if the question is labelled too:
    "A. Lincoln signed it."

    >>> answer_label("A: For free.", "Q: May I swim?")
    'A: '
    """
    label = LANGUAGES.pattern(_ANSWER_LABEL).match(text)
    if label and (len(label["word"]) > 1 or label["mark"] in ":：" or has_prefix(question)):
        return label.group()
    return ""


def has_number(text: str) -> bool:
    """Return whether the text starts with a possible number of a question."""
    return bool(LANGUAGES.pattern(_NUMBER).match(text) or _COUNTER.match(text))


def can_be_question(text: str) -> bool:
    """Return whether a text has the length of a question and is no call to action."""
    question = question_text(text)
    return min_length(question) <= len(question) <= MAX_QUESTION_CHARS and not is_call(question)


def min_length(text: str) -> int:
    """Return how many characters a question must have; a character may be a word."""
    return _MIN_QUESTION_CHARS if not _WIDE.search(text) else _MIN_QUESTION_CHARS // 2


def word_count(text: str) -> int:
    """Return the number of words, two characters for one where words are not separated."""
    return max(len(text.split()), len(_WIDE.findall(text)) // 2)


def asks(text: str) -> bool:
    """Return whether the text has the mark or the ending of a question.

    >>> asks("Who?"), asks("¿Quién? (niños)"), asks("駐車場はありますか。"), asks("Who may join")
    (True, True, True, False)
    """
    text = text.rstrip(' ”"»)’')
    return (
        text.endswith(MARKS)
        or text.startswith("¿")
        or (not text.isascii() and _asks_in_letters(text))
    )


def _asks_in_letters(text: str) -> bool:
    if _ARMENIAN_MARK in text or _GREEK_QUESTION.search(text):
        return True
    return bool(_WIDE.search(text)) and text.endswith(_question_endings())


@lru_cache(maxsize=1)
def _question_endings() -> tuple[str, ...]:
    return LANGUAGES.union("question_endings")


def opens_asking(text: str) -> bool:
    """Return whether the first word of a text opens questions: "How", "Can", "Est-ce"."""
    first = _FIRST_WORD.match(text)
    if first and fold(first[1]) in _openings():
        return True
    return bool(_WIDE.match(text)) and text.startswith(_wide_openings())


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    words = (*LANGUAGES.union("question_words"), *LANGUAGES.union("question_openings"))
    return frozenset(map(fold, words))


@lru_cache(maxsize=1)
def _wide_openings() -> tuple[str, ...]:
    return tuple(word for word in LANGUAGES.union("question_openings") if _WIDE.match(word))


def ends_asking(text: str) -> bool:
    """Return whether a text ends in a question mark, ignoring icons and quotation marks."""
    if text.isascii() and "?" not in text:
        return False
    return asks(_without_icons(text[-MAX_QUESTION_CHARS:]))


def without_counters(questions: list[str]) -> list[str]:
    """Return the questions without their numbers, if most have one and the numbers ascend.

    >>> without_counters(["1.9 Who?", "1.10 When?", "2.1 Where?"])
    ['Who?', 'When?', 'Where?']
    >>> without_counters(["2.0 GPA required?", "Who?"])
    ['2.0 GPA required?', 'Who?']
    """
    matches = [_COUNTER.match(question) for question in questions]
    counted = [tuple(map(int, match.group(1).split("."))) for match in matches if match]
    if len(counted) < _MIN_COUNTED or len(counted) < _COUNTED_SHARE * len(questions):
        return questions
    if sorted(set(counted)) != counted:
        return questions
    return [_COUNTER.sub("", question) for question in questions]
