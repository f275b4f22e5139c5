"""What speaks for an element being a question, and what against it, in one table of weights.

The weights are log odds: the score of an element is `BIAS` plus the weights of its signs, each
times its strength from 0 to 1, and an element with a score above 0 is a question. To teach the
extractor a new sign, add its weight here and measure it in `candidates` (the element and what
stands around it), `questions` (its place among the others) or `answer_signs`.

Source: set by hand on 123 pages of FAQs, guides and publications (1,776 pairs), where 99 of 100
pairs found are right and 99 of 100 are found, and checked on pages not looked at before.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from faqbot.core.languages.registry import LANGUAGES
from faqbot.extract.faq.wording import asks, opens_asking, word_count

Signs = dict[str, float]

BIAS = -3.5
WEIGHTS = {
    # How it is written
    "mark": 3.5,
    "opening": 1.3,
    "prefix": 4.5,
    "weak prefix": 1.0,
    "number": 0.5,
    "statement": 0.75,
    # Its markup
    "summary": 4.0,
    "toggle": 0.75,
    "term": 0.5,
    "heading": 0.75,
    "named": 1.5,
    "question column": 5.0,
    "above a generic toggle": 2.0,
    "bold": 0.5,
    "plain": -1.5,
    "form or code": -4.0,
    "within a line": -6.0,
    # What stands around it
    "faq page": 2.5,
    "alike": 5.0,
    "listed": 1.0,
    # What only looks like one
    "step": -5.0,
    "section name": -5.0,
    "name of an FAQ": -6.0,
    "ends open": -1.5,
    "leads away": -1.5,
    "stray": -3.0,
    "label": -2.5,
    "below a question": -4.0,
    "list without questions": -2.5,
    "second mark": -1.0,
    "sentences": -3.0,
    # Its answer
    "short answer": -0.25,
    "answer refers": -3.5,
    "answer is missing": -8.0,
    "answer is a number": -8.0,
    "answer leads away": -1.5,
    "unanswered alike": -3.5,
    "list of links": -8.0,
    "list without answers": -8.0,
}
_MIN_STATEMENT_WORDS = 3
_MIN_ANSWER_WORDS = 3
_REFERENCE = r"(?i)\W*(?:\d{1,3}(?:\.\d{1,3})*[.)])?\W*(?:{references})?\W*"
_PLACEHOLDER = r"(?i)\W*(?:{placeholders})\W*"
_NUMBER = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*[.)])?\W*")
_MAX_REFERENCE_CHARS = 80
_STEP = r"(?i)\W*(?:{step_labels})\W?\s?(?:\d+|[ivx]+\b|[a-z]\b)|§"
_SECTION = r"(?i)[\W\d]*(?:{section_names})[\W\d]*"
_FAQ = r"(?i)(?<!\w)(?:{faq_names})(?!\w)"
_FAQ_ALONE = r"(?i)\W*(?:.{0,25}\W)?(?:{faq_names})(?:\W.{0,40})?"
_MAX_NAME_CHARS = 100
_FAQ_CLASS = re.compile(
    r"(?i)(?:^|[-_])(?:question|q)(?:$|[-_]+(?:title|text|head(?:er|ing)?)$)"
    r"|faq[-_]*(?:question|q)[-_]+(?:flex|inner|label|row|text|wrap(?:per)?|container)$"
    r"|(?:faq|accordion|acc|toggle|collaps(?:e|ible))[-_]*"
    r"(?:question|title|q|head(?:er|ing)?|button|btn|trigger|toggle)$"
)
_SENTENCE_END = re.compile(r"[.!](?=\s+[^\W\d_a-z]|$)|。")


def score(signs: Mapping[str, float]) -> float:
    """Return the log odds that an element with these signs is a question."""
    return BIAS + sum(WEIGHTS[name] * strength for name, strength in signs.items())


@lru_cache(maxsize=5_000)
def wording_signs(text: str) -> tuple[tuple[str, float], ...]:
    """Return the signs in the text of an element, without its number and label."""
    signs: Signs = {}
    if asks(text):
        signs["mark"] = 1
        if text.count("?") > 2:
            signs["second mark"] = 1
    else:
        if opens_asking(text):
            signs["opening"] = 1
        elif word_count(text) >= _MIN_STATEMENT_WORDS:
            signs["statement"] = 1
        if text.endswith((":", "：", ",")):
            signs["ends open"] = 1
        if len(_SENTENCE_END.findall(text)) > 1:
            signs["sentences"] = 1
    if is_step(text):
        signs["step"] = 1
    if is_section_name(text):
        signs["section name"] = 1
    elif "mark" not in signs and is_faq_name(text):
        signs["name of an FAQ"] = 1
    return tuple(signs.items())


def is_step(text: str) -> bool:
    """Return whether a text names a step, a chapter or a clause: "Step 2", "Article 5"."""
    return bool(LANGUAGES.pattern(_STEP).match(text[:_MAX_NAME_CHARS]))


def is_section_name(text: str) -> bool:
    """Return whether a text is a heading that never asks: "Introduction", "Caution"."""
    return len(text) <= _MAX_NAME_CHARS and bool(LANGUAGES.pattern(_SECTION).fullmatch(text))


def is_faq_name(text: str) -> bool:
    """Return whether a text says that it is, or stands over, a list of questions."""
    return len(text) <= _MAX_NAME_CHARS and bool(LANGUAGES.pattern(_FAQ_ALONE).fullmatch(text))


def names_faq(text: str) -> bool:
    """Return whether a title or an address names a page of questions: "Boat FAQ"."""
    return bool(LANGUAGES.pattern(_FAQ).search(text[: 3 * _MAX_NAME_CHARS]))


def is_faq_class(name: str) -> bool:
    """Return whether a class or an id says that its element is a question: "faq-question"."""
    return bool(_FAQ_CLASS.search(name))


def answer_signs(text: str, *, link_share: float) -> Signs:
    """Return the signs in an answer; `link_share` is how much of it is the text of links."""
    signs: Signs = {}
    if word_count(text) < _MIN_ANSWER_WORDS:
        signs["short answer"] = 1
    if _NUMBER.fullmatch(text):
        signs["answer is a number"] = 1
    elif len(text) <= _MAX_REFERENCE_CHARS and LANGUAGES.pattern(_PLACEHOLDER).fullmatch(text):
        signs["answer is missing"] = 1
    elif refers(text):
        signs["answer refers"] = 1
    elif link_share > 0.9:
        signs["answer leads away"] = 1
    return signs


def refers(text: str) -> bool:
    """Return whether an answer is nothing but a number or a hint: "1.3.", "See below", "or"."""
    is_short = len(text) <= _MAX_REFERENCE_CHARS
    return is_short and bool(LANGUAGES.pattern(_REFERENCE).fullmatch(text))
