"""The text of a result as HTML, with its best sentence and the query words marked.

Marks are computed for the characters of the passage's text. Its HTML has the same text with links,
lists and tables; if both have the same letters in the same order, the marks are carried over.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import groupby

from markupsafe import Markup, escape

from faqbot.core.records import Result

_MAX_EXCERPT_CHARS = 300
# A best sentence that begins within these is shown with all the text before it.
_MAX_LEAD_CHARS = 120
_SENTENCE, _WORD = 1, 2
_TAG = re.compile(r"(<[^>]*>)")
_BULLETS = re.compile(r"^- ", re.MULTILINE)


def marked_answer(result: Result) -> Markup:
    """Return the whole passage; without marks if its HTML differs from its text, as in tables."""
    passage = result.hit.passage
    marks = _marks(result)
    if not passage.html:
        return Markup('<p class="lines">{}</p>').format(_marked(passage.text, marks))
    pieces = _TAG.split(passage.html)
    texts, tags = list(map(unescape, pieces[::2])), [*pieces[1::2], ""]
    letters = _letters(passage.text)
    if [char for text in texts for char in text if not char.isspace()] != [
        passage.text[place] for place in letters
    ]:
        return Markup(passage.html)  # noqa: S704  sanitized when it was indexed
    marked_texts = _mark_texts(texts, [marks[place] for place in letters])
    # The tags are those of the sanitized HTML.
    parts = [text + Markup(tag) for text, tag in zip(marked_texts, tags, strict=True)]  # noqa: S704
    return Markup("").join(parts)


def excerpt(result: Result) -> Markup:
    """Return about 300 characters of the passage, starting at its best sentence."""
    text = result.hit.passage.text
    start = result.best_sentence[0] if result.best_sentence[0] > _MAX_LEAD_CHARS else 0
    end = len(text)
    if end - start > _MAX_EXCERPT_CHARS:
        limit = start + _MAX_EXCERPT_CHARS
        end = max(text.rfind(sign, start + 1, limit) for sign in " \n")
        end = end if end > 0 else limit
    words = [mark & _WORD for mark in _marks(result)[start:end]]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return escape(before) + _marked(_BULLETS.sub("· ", text)[start:end], words) + escape(after)


def _marks(result: Result) -> bytearray:
    """Return the marks of each character of the text: _SENTENCE, _WORD, both or 0."""
    text = result.hit.passage.text
    marks = bytearray(len(text))
    start, end = result.best_sentence
    # Marking the only sentence of a passage would tell the reader nothing.
    sentence = () if text.strip() == text[start:end] else (result.best_sentence,)
    for spans, mark in ((sentence, _SENTENCE), (result.highlights, _WORD)):
        for start, end in spans:
            for place in range(start, min(end, len(marks))):
                marks[place] |= mark
    return marks


def _letters(text: str) -> list[int]:
    """Return the places of the characters that are neither space nor the bullet of a list item."""
    # The text has "- " where the HTML has <li>.
    bullets = {match.start() for match in _BULLETS.finditer(text)}
    return [place for place, char in enumerate(text) if place not in bullets and not char.isspace()]


def _mark_texts(texts: Sequence[str], marks: Sequence[int]) -> Iterator[Markup]:
    """Yield the texts with the marks of their letters; space within a sentence is marked too."""
    # Space has no mark of its own: it is marked if the letters on both sides are.
    padded = [0, *marks, 0]
    done = 0
    for text in texts:
        if text.isspace():
            yield Markup(text)  # noqa: S704  between <tr> and <td>, say, no <mark> is allowed
            continue
        text_marks = []
        for char in text:
            if char.isspace():
                text_marks.append(padded[done] & padded[done + 1] & _SENTENCE)
            else:
                done += 1
                text_marks.append(padded[done])
        yield _marked(text, text_marks)


def _marked(text: str, marks: Sequence[int]) -> Markup:
    """Return the escaped text with <mark> around the characters that have marks."""
    parts = []
    for in_sentence, places in groupby(range(len(text)), lambda place: marks[place] & _SENTENCE):
        words = groupby(places, lambda place: marks[place] & _WORD)
        inner = Markup("").join(_word(text, run, is_word=bool(word)) for word, run in words)
        sentence = Markup('<mark class="sentence">{}</mark>')
        parts.append(sentence.format(inner) if in_sentence else inner)
    return Markup("").join(parts)


def _word(text: str, places: Iterable[int], *, is_word: bool) -> Markup:
    word = "".join(text[place] for place in places)
    return Markup("<mark>{}</mark>").format(word) if is_word else escape(word)
