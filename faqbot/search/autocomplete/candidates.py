"""What is suggested to visitors: the questions of the site, and headings that one section has.

A heading that several sections have ("Results"), or that has function words only ("Who does what"),
asks for nothing in particular.
"""

from collections import defaultdict
from collections.abc import Iterator

from faqbot.core.records import Document, Passage
from faqbot.core.text.words import fold, word_texts
from faqbot.search.autocomplete.suggester import Row
from faqbot.search.query.function_words import stop_words
from faqbot.search.results.deep_link import deep_link

_QUESTION_WEIGHT, _ALIAS_WEIGHT, _HEADING_WEIGHT = 3, 2, 1


def heading_of(document: Document, passage: Passage) -> str:
    """Return the heading right above a passage, else the title."""
    return (passage.heading_path or (document.title,))[-1]


class Offers:
    """Takes the passages of a build, in order of rows."""

    def __init__(self) -> None:
        self._count = 0
        self._rows: list[Row] = []
        self._sections: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)

    def add(self, document: Document, passage: Passage) -> None:
        """Take in the question of a passage, or the heading that it stands under.

        Its other wordings too: somebody asks like this.
        """
        place = self._count
        self._count += 1
        asked = [(alias, _ALIAS_WEIGHT) for alias in passage.aliases]
        if passage.question:
            asked.append((passage.question, _QUESTION_WEIGHT))
        else:
            heading = heading_of(document, passage)
            sections = self._sections[fold(heading)]
            if not sections:
                # Of a section, it is the first passage that a heading leads to.
                asked.append((heading, _HEADING_WEIGHT))
            sections.add((document.id, *passage.heading_path))
        if asked:
            url = deep_link(document.url, passage)
            self._rows.extend(
                Row(text, url, document.language, weight, place) for text, weight in asked
            )

    def rows(self) -> Iterator[Row]:
        """Yield what is offered: one row for each wording of a question, or one heading."""
        for row in self._rows:
            if row.weight > _HEADING_WEIGHT or self._tells(row):
                yield row

    def _tells(self, heading: Row) -> bool:
        """Return whether a heading asks for one thing."""
        words = frozenset(map(fold, word_texts(heading.question)))
        is_single = len(self._sections[fold(heading.question)]) == 1
        return is_single and bool(words - stop_words(heading.language))
