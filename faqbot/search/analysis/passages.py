"""One passage as the parts of an index see it. Nothing is analysed before a part needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from faqbot.core.records import Document, Passage
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import joined_terms, terms

# Raise it when the same passage gives other terms or texts than before.
VERSION = 3


@dataclass(frozen=True)
class PassageTerms:
    """What a passage says after analysis: the terms of each of its fields, in order.

    `fields` has one list for each field (question, title, headings, text); pairs never cross from
    one to the next. `question` has the terms of the question again, or, for running text, those of
    the heading that it stands under (`is_heading`), and `aliases` those of the aliases.
    """

    language: str
    fields: Sequence[Sequence[str]]
    question: Sequence[str] = ()
    aliases: Sequence[str] = ()
    is_heading: bool = False


class AnalysedPassage:
    """A passage with its document, and what analysis makes of both."""

    def __init__(self, document: Document, passage: Passage) -> None:
        self.document = document
        self.passage = passage

    @property
    def questions(self) -> list[str]:
        """Return the question and its aliases."""
        return questions_of(self.passage)

    @property
    def texts(self) -> list[str]:
        """Return everything else that the passage says."""
        return [self.document.title, *self.passage.heading_path, self.passage.text]

    @cached_property
    def terms(self) -> PassageTerms:
        """Return the terms; analysed when first asked for."""
        return analyse(self)


def questions_of(passage: Passage) -> list[str]:
    """Return the question of a passage and its aliases."""
    return [text for text in (passage.question, *passage.aliases) if text]


def heading_of(document: Document, passage: Passage) -> str:
    """Return the heading right above a passage, else the title."""
    return (passage.heading_path or (document.title,))[-1]


def year_of(document: Document) -> str:
    """Return the year in which a document was published or changed, or ""."""
    return (document.published or document.modified)[:4]


def passage_fingerprint(document: Document, passage: Passage) -> int:
    """Return 64 bits that tell a passage from every other, by all that its row is made from.

    What else the document says is stored beside the rows, and changes none of them.
    """
    header = (document.id, document.language, document.kind, document.title, year_of(document))
    return int(fingerprint(repr((*header, *vars(passage).values()))), 16)


def analyse(analysed: AnalysedPassage) -> PassageTerms:
    """Return the terms of a passage."""
    passage, language = analysed.passage, analysed.document.language
    texts = [text for text in (passage.question, *analysed.texts) if text]
    # A field of their own: words written as one stand beside none of their neighbours.
    joined = [term for text in texts for term in joined_terms(text, language)]
    fields = [*(terms(text, language) for text in texts), joined]
    question = _question_terms(passage.question, language)
    aliases = [term for alias in passage.aliases for term in _question_terms(alias, language)]
    if not passage.question and passage.heading_path:
        question = terms(passage.heading_path[-1], language)
    is_heading = not analysed.questions
    return PassageTerms(language, fields, question, aliases, is_heading)


def _question_terms(text: str, language: str) -> list[str]:
    return [*terms(text, language), *joined_terms(text, language)]
