"""All that is known of one language: the fields of its file, and how they are written.

Words are written as people write them: composed (NFC), with their accents; the modules that use
them fold them where needed.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from faqbot.core.errors import LanguageError

KEYBOARDS = ("qwerty", "qwertz", "azerty")
# A phrase that matches text of any length takes too long on a hostile page.
_UNBOUNDED = re.compile(r"(?<!\\)\.[*+]|\{\d*,\}")
_Value = TypeVar("_Value")


def _field(kind: str, use: str, default: object = ()) -> Any:
    """Describe a field; `use` is its line in docs/languages.md.

    A "flag" is true or false; "words" are separated by white space; "lines" are plain text, one
    item to a line; "months" are twelve lines, the names of one month in each, the full name first.
    "phrases" are regular expressions, one to a line, so that "page (?:was )?not found" is one
    line; case never counts, and they have no capturing group and no repetition without a bound.
    """
    return field(default=default, metadata={"kind": kind, "use": use})


def _table(kind: str, use: str, keys: str) -> Any:
    """Describe a table with these keys, whose values have this kind."""
    metadata = {"kind": kind, "use": use, "keys": tuple(keys.split())}
    return field(default_factory=dict, metadata=metadata)


_text = partial(_field, "text", default="")
_words = partial(_field, "words")
_phrases = partial(_field, "phrases")
_lines = partial(_field, "lines")


@dataclass(frozen=True, eq=False)
class Language:
    """What is known of one language; a field is empty where its file says nothing.

    `metadata["use"]` of each field names what it holds and the module that reads it.
    """

    code: str
    name: str = _text("English name of the language")

    # Words and terms
    stemmer: str = _text("Snowball algorithm (`core/text/words`)")
    other_codes: tuple[str, ...] = _words(
        "codes of variants that count as this language (`core/text/iso`)"
    )
    keyboard: str = _field(
        "keyboard",
        "usual keyboard layout: qwerty, qwertz or azerty (`search/spelling/keyboard`)",
        default="qwerty",
    )

    # Questions
    function_words: tuple[str, ...] = _words(
        "words that serve grammar: the, of (`search/query/function_words`)"
    )
    ambiguous_function_words: tuple[str, ...] = _words(
        "function words that mean something when they stand alone: a will (`search/query/parse`)"
    )
    question_words: tuple[str, ...] = _words(
        "words that ask: what, how (`search/query/function_words`)"
    )
    framing_words: tuple[str, ...] = _words(
        'words around what is asked: "I need to know" (`search/query/function_words`)'
    )
    negations: tuple[str, ...] = _words("not, without (`search/query/function_words`)")
    numerals: tuple[str, ...] = _words(
        "numbers in words: two, half (`search/query/function_words`)"
    )
    synonyms: tuple[str, ...] = _lines(
        "everyday words that mean the same, a group on each line (`search/confidence/paraphrases`)"
    )
    off_topic_questions: tuple[str, ...] = _lines(
        "everyday questions that no organization's site answers, one on each line "
        "(`search/confidence/paraphrases`)"
    )

    # Sentences and dates
    abbreviations: tuple[str, ...] = _words(
        "never end a sentence: Dr., e.g.; lower case, without the last full stop "
        "(`core/text/sentences`)"
    )
    abbreviations_before_numbers: tuple[str, ...] = _words(
        "end no sentence before a number: No. 5 (`core/text/sentences`)"
    )
    abbreviations_at_end: tuple[str, ...] = _words(
        "end a sentence before a word that starts one: etc., Inc. (`core/text/sentences`)"
    )
    sentence_starters: tuple[str, ...] = _words(
        "words that sentences start with, lower case (`core/text/sentences`)"
    )
    months: tuple[tuple[str, ...], ...] = _field(
        "months",
        "twelve lines: names of each month, the full name first (`extract/meta/dates`)",
    )
    ambiguous_months: tuple[str, ...] = _words(
        "names of months that mean something else without a day: set, out (`extract/meta/dates`)"
    )
    full_stop_after_day: bool = _field(
        "flag", 'a day of the month is written "3. Mai" (`core/text/sentences`)', default=False
    )
    date_prepositions: tuple[str, ...] = _words(
        "between day, month and year: of, de; d', without a space (`extract/meta/dates`)"
    )
    ordinal_suffixes: tuple[str, ...] = _words(
        "after the day of the month: 1st, 1er (`extract/meta/dates`)"
    )
    date_units: tuple[str, ...] = _words(
        "after year, month and day, in this order: 年 月 日 (`extract/meta/dates`)"
    )
    eras: tuple[str, ...] = _lines(
        "eras in which years are counted, each with the year before its first: 令和 2018 "
        "(`extract/meta/dates`)"
    )
    day_before_month: bool = _field(
        "flag", "3/4 is a day in April (`extract/meta/dates`)", default=False
    )
    day_before_month_in: tuple[str, ...] = _words(
        "codes of countries where it is, if not wherever the language is spoken: gb au "
        "(`extract/meta/dates`)"
    )

    # Bylines and names
    updated_labels: tuple[str, ...] = _phrases(
        'before the day of the last change: "last updated" (`extract/meta/bylines`)'
    )
    published_labels: tuple[str, ...] = _phrases(
        'before the day of publication: "posted" (`extract/meta/bylines`)'
    )
    date_label_words: tuple[str, ...] = _words(
        "between such a label and the day: on, am (`extract/meta/bylines`)"
    )
    byline_prefixes: tuple[str, ...] = _words(
        "before the author's name: by, von (`extract/meta/`, `extract/publications/fields`)"
    )
    byline_verbs: tuple[str, ...] = _phrases(
        "before such a prefix: written, posted (`extract/meta/bylines`)"
    )
    author_labels: tuple[str, ...] = _phrases(
        "before a colon and the author's name: author (`extract/meta/bylines`)"
    )
    byline_ends: tuple[str, ...] = _words("after the author's name: on (`extract/meta/bylines`)")
    conjunctions: tuple[str, ...] = _words(
        "between two names: and (`extract/meta/metadata`, `extract/publications/fields`)"
    )
    name_particles: tuple[str, ...] = _words(
        "lower case within names of people: van, de (`extract/meta/metadata`, "
        "`extract/publications/fields`)"
    )
    rare_name_particles: tuple[str, ...] = _words(
        "more of them, believed in bylines only: y, zu (`extract/meta/metadata`)"
    )
    placeholder_authors: tuple[str, ...] = _words(
        "names that a CMS states for nobody: admin (`extract/meta/metadata`)"
    )

    # Pages
    generic_titles: tuple[str, ...] = _phrases(
        "titles that name no page: home (`extract/meta/titles`)"
    )
    numbered_titles: tuple[str, ...] = _words(
        "words that a number makes a generic title: chapter 2 (`extract/meta/titles`)"
    )
    permalinks: tuple[str, ...] = _phrases(
        'links to the heading beside them: "Permalink to" (`extract/html/anchors`)'
    )
    top_links: tuple[str, ...] = _phrases(
        'links to the start of the page: "back to top" (`extract/html/main_content`)'
    )
    soft_404_phrases: tuple[str, ...] = _phrases(
        "titles of error pages with status 200; a blank is any white space (`crawl/page/soft_404`)"
    )
    error_words: tuple[str, ...] = _words("before such a title: error (`crawl/page/soft_404`)")
    javascript_prefixes: tuple[str, ...] = _phrases(
        "before “JavaScript” on pages that need it: enable (`crawl/page/soft_404`)"
    )
    javascript_suffixes: tuple[str, ...] = _phrases(
        "after “JavaScript” on such pages: required (`crawl/page/soft_404`)"
    )

    # FAQs
    question_prefixes: tuple[str, ...] = _words(
        "labels before a question: Q, Question (`extract/faq/wording`)"
    )
    answer_prefixes: tuple[str, ...] = _words(
        "labels before an answer: A, Answer (`extract/faq/wording`)"
    )
    question_openings: tuple[str, ...] = _words(
        "first words of questions besides the words that ask: can, est-ce (`extract/faq/wording`)"
    )
    question_endings: tuple[str, ...] = _words(
        "last letters of questions that need no mark: か。 (`extract/faq/wording`)"
    )
    faq_names: tuple[str, ...] = _phrases(
        "what pages and sections of questions are called: FAQ (`extract/faq/evidence`)"
    )
    section_names: tuple[str, ...] = _phrases(
        "headings that never ask: introduction, caution (`extract/faq/evidence`)"
    )
    step_labels: tuple[str, ...] = _words(
        "before the number of a step, a clause or a chapter: Step 2 (`extract/faq/evidence`)"
    )
    generic_toggles: tuple[str, ...] = _phrases(
        'buttons that open an answer and say nothing: "click to expand" (`extract/faq/toggles`)'
    )
    references: tuple[str, ...] = _phrases(
        'answers that only refer to another place: "see below" (`extract/faq/evidence`)'
    )
    placeholders: tuple[str, ...] = _phrases(
        'what stands for an answer still to be written: "to do" (`extract/faq/evidence`)'
    )
    calls_to_action: tuple[str, ...] = _phrases(
        'calls in the form of a question: "More questions?" (`extract/faq/wording`)'
    )
    column_names: Mapping[str, tuple[str, ...]] = _table(
        "lines",
        "headers of tables, by what the column holds: .csv and .xlsx files, and tables of "
        "questions (`extract/sheets/columns`, `extract/faq/question_tables`)",
        keys="id question answer title url language tags",
    )

    # Publications
    publication_labels: Mapping[str, tuple[str, ...]] = _table(
        "phrases",
        "labels in lists of publications, by what they label (`extract/publications/fields`)",
        keys="authors date organization size abstract title",
    )
    organization_words: tuple[str, ...] = _words(
        "words of organizations and titles, not of people's names (`extract/publications/fields`)"
    )
    download_words: tuple[str, ...] = _words(
        "words of links that only say that there is a file (`extract/publications/fields`)"
    )


FIELDS = {each.name: each for each in fields(Language) if each.name != "code"}


def make_language(code: str, values: Mapping[str, Any], file: str) -> Language:
    """Return the language that these values of a file describe.

    Raises LanguageError, naming file and key, for an unknown key or a value of the wrong form.
    """
    for key in values:
        if key not in FIELDS:
            raise LanguageError(f"{file}: {key} is no field of a language; see docs/languages.md")
    if not values.get("name"):
        raise LanguageError(f'{file}: name is missing; add name = "…", the English name')
    checked = {key: _checked(f"{file}: {key}", key, value) for key, value in values.items()}
    return Language(code, **checked)


def check_phrases(language: Language) -> None:
    """Raise LanguageError for the first phrase that is no regular expression, or not a safe one.

    Reading a file does not: compiling all phrases takes longer than all the rest.
    """
    for key, described in FIELDS.items():
        if described.metadata["kind"] == "phrases":
            value = getattr(language, key)
            tables = value.values() if described.metadata.get("keys") else [value]
            for phrase in chain.from_iterable(tables):
                _check_phrase(f"{language.code}: {key}: {phrase}", phrase)


def _check_phrase(place: str, phrase: str) -> None:
    try:
        group_count = re.compile(phrase).groups
    except re.error as error:
        raise LanguageError(f"{place}: not a regular expression: {error}") from error
    if group_count or _UNBOUNDED.search(phrase):
        raise LanguageError(f"{place}: write (?:…) instead of (…), .{{0,40}} instead of .*")


def _checked(place: str, key: str, value: object) -> Any:
    metadata = FIELDS[key].metadata
    if metadata["kind"] == "flag":
        return _typed(place, value, bool, "true or false")
    if names := metadata.get("keys"):
        table = _typed(place, value, dict, "a table")
        if unknown := set(table) - set(names):
            raise LanguageError(f"{place}.{min(unknown)} is unknown; allowed: {', '.join(names)}")
        return {name: _parsed(f"{place}.{name}", metadata["kind"], table[name]) for name in table}
    return _parsed(place, metadata["kind"], value)


def _parsed(place: str, kind: str, value: object) -> Any:
    text = _typed(place, value, str, "a text")
    if kind == "words":
        return _unique(place, text.split())
    if kind in ("lines", "phrases"):
        return _unique(place, _split_lines(text))
    if kind == "months":
        return _month_names(place, text)
    if kind == "keyboard" and text not in KEYBOARDS:
        raise LanguageError(f"{place} is {text}; allowed: {', '.join(KEYBOARDS)}")
    return text


def _typed(place: str, value: object, kind: type[_Value], words: str) -> _Value:
    if not isinstance(value, kind):
        raise LanguageError(f"{place} must be {words}, not {value!r}")
    return value


def _unique(place: str, parts: list[str]) -> tuple[str, ...]:
    for part in parts:
        if not unicodedata.is_normalized("NFC", part):
            raise LanguageError(f"{place}: {part} is not composed; save the file in NFC")
    if len(set(parts)) < len(parts):
        twice = next(part for part in parts if parts.count(part) > 1)
        raise LanguageError(f"{place} has {twice} twice; remove one")
    return tuple(parts)


def _split_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _month_names(place: str, text: str) -> tuple[tuple[str, ...], ...]:
    lines = [_unique(place, line.split()) for line in _split_lines(text)]
    if len(lines) != 12:
        raise LanguageError(f"{place} has {len(lines)} lines; write one for each of the 12 months")
    return tuple(lines)
