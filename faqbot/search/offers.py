"""What is suggested to visitors: the questions of the site, and headings that one section has.

A heading that several sections have ("Results"), or that has function words only ("Who does what"),
asks for nothing in particular.
"""

from collections import defaultdict
from collections.abc import Iterator

from faqbot.records import Document, Passage
from faqbot.search.answer import deep_link
from faqbot.search.function_words import little_words
from faqbot.search.suggest import Row
from faqbot.text import fold, word_texts

_QUESTION_WEIGHT, _ALIAS_WEIGHT, _HEADING_WEIGHT = 3, 2, 1


def heading_of(document: Document, passage: Passage) -> str:
    """Return the heading right above a passage, else the title."""
    return (passage.heading_path or (document.title,))[-1]


class Offers:
    """Takes the passages of a build, in order of rows."""

    def __init__(self) -> None:
        self._count = 0
        self._questions: list[Row] = []
        self._headings: list[Row] = []
        self._sections: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)

    def add(self, document: Document, passage: Passage) -> None:
        """Take in the question of a passage, or the heading that it stands under.

        Its other wordings too: somebody asks like this.
        """
        place = self._count
        self._count += 1
        url, language = deep_link(document.url, passage), document.language
        for alias in passage.aliases:
            self._questions.append(Row(alias, url, language, _ALIAS_WEIGHT, place))
        if passage.question:
            self._questions.append(Row(passage.question, url, language, _QUESTION_WEIGHT, place))
            return
        heading = heading_of(document, passage)
        self._headings.append(Row(heading, url, language, _HEADING_WEIGHT, place))
        self._sections[fold(heading)].add((document.id, *passage.heading_path))

    def rows(self) -> Iterator[Row]:
        """Yield what is offered: one row for each wording of a question, or one heading."""
        yield from self._questions
        for row in self._headings:
            words = frozenset(map(fold, word_texts(row.question)))
            if len(self._sections[fold(row.question)]) == 1 and words - little_words(row.language):
                yield row
