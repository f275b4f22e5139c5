"""What is suggested to visitors: the questions of the site, and headings that one section has.

A heading that several sections have ("Results"), or that has function words only ("Who does what"),
asks for nothing in particular.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from faqbot.core.records import Document, Passage
from faqbot.core.text.words import fold, word_texts
from faqbot.search.analysis.passages import heading_of
from faqbot.search.query.function_words import stop_words
from faqbot.search.results.deep_link import deep_link

_QUESTION_WEIGHT, _ALIAS_WEIGHT, _HEADING_WEIGHT = 3, 2, 1


class Candidate(NamedTuple):
    """One question to suggest; of equally long ones, the one with more weight comes first.

    `row` is the row of its passage in the build.
    """

    question: str
    url: str
    language: str
    weight: float
    row: int


class Candidates:
    """Takes the passages of a build, in order of rows."""

    def __init__(self) -> None:
        self._candidates: list[Candidate] = []
        self._sections: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)

    def add(self, row: int, document: Document, passage: Passage) -> None:
        """Take in the question of a passage, or the heading that it stands under.

        Its other wordings too: somebody asks like this.
        """
        questions = [(alias, _ALIAS_WEIGHT) for alias in passage.aliases]
        if passage.question:
            questions.append((passage.question, _QUESTION_WEIGHT))
        else:
            heading = heading_of(document, passage)
            sections = self._sections[fold(heading)]
            if not sections:
                # Of a section, it is the first passage that a heading leads to.
                questions.append((heading, _HEADING_WEIGHT))
            sections.add((document.id, *passage.heading_path))
        if questions:
            url = deep_link(document.url, passage)
            self._candidates.extend(
                Candidate(text, url, document.language, weight, row) for text, weight in questions
            )

    def chosen(self) -> Iterator[Candidate]:
        """Yield what is suggested: one candidate for each wording of a question, or one heading."""
        for candidate in self._candidates:
            if candidate.weight > _HEADING_WEIGHT or self._is_specific(candidate):
                yield candidate

    def _is_specific(self, heading: Candidate) -> bool:
        """Return whether a heading asks for one thing."""
        words = frozenset(map(fold, word_texts(heading.question)))
        is_single = len(self._sections[fold(heading.question)]) == 1
        return is_single and bool(words - stop_words(heading.language))
