"""The text of a result as HTML: the sentence that answers best and the words asked for are marked.

Marks are worked out for the characters of the passage's text. Its HTML says the same with links,
lists and tables; where both have the same letters in the same order, the marks are carried over.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import groupby

from markupsafe import Markup, escape

from faqbot.core.records import Result

_MOST_EXCERPT_CHARS = 300
# A sentence that begins so early is shown with what stands before it.
_EARLY_CHARS = 120
_SENTENCE, _WORD = 1, 2
_TAG = re.compile(r"(<[^>]*>)")
_BULLETS = re.compile(r"^- ", re.MULTILINE)


def marked_answer(result: Result) -> Markup:
    """Return the whole passage; in HTML that differs from its text, as in tables, without marks."""
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
        return Markup(passage.html)  # noqa: S704  made safe when it was indexed
    woven = _woven(texts, [marks[place] for place in letters])
    # The tags are those of the safe HTML.
    parts = [text + Markup(tag) for text, tag in zip(woven, tags, strict=True)]  # noqa: S704
    return Markup("").join(parts)


def excerpt(result: Result) -> Markup:
    """Return about 300 characters of the passage, from its best sentence on."""
    text = result.hit.passage.text
    start = result.best_sentence[0] if result.best_sentence[0] > _EARLY_CHARS else 0
    end = len(text)
    if end - start > _MOST_EXCERPT_CHARS:
        most = start + _MOST_EXCERPT_CHARS
        end = max(text.rfind(sign, start + 1, most) for sign in " \n")
        end = end if end > 0 else most
    words = [mark & _WORD for mark in _marks(result)[start:end]]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return escape(before) + _marked(_BULLETS.sub("· ", text)[start:end], words) + escape(after)


def _marks(result: Result) -> bytearray:
    """Return for each character of the text whether its sentence, its word or both are marked."""
    text = result.hit.passage.text
    marks = bytearray(len(text))
    start, end = result.best_sentence
    # Where there is only one sentence, it does not need to be found.
    sentence = () if text.strip() == text[start:end] else (result.best_sentence,)
    for spans, mark in ((sentence, _SENTENCE), (result.highlights, _WORD)):
        for start, end in spans:
            for place in range(start, min(end, len(marks))):
                marks[place] |= mark
    return marks


def _letters(text: str) -> list[int]:
    """Return the places of the characters that are neither space nor the sign of a list item."""
    signs = {found.start() for found in _BULLETS.finditer(text)}
    return [place for place, char in enumerate(text) if place not in signs and not char.isspace()]


def _woven(texts: Sequence[str], marks: Sequence[int]) -> Iterator[Markup]:
    """Yield the texts with the marks of their letters; space within a sentence belongs to it."""
    ends = [0, *marks, 0]
    done = 0
    for text in texts:
        if text.isspace():
            yield Markup(text)  # noqa: S704  space between tags, where no mark may stand
            continue
        shown = []
        for char in text:
            if char.isspace():
                shown.append(ends[done] & ends[done + 1] & _SENTENCE)
            else:
                done += 1
                shown.append(ends[done])
        yield _marked(text, shown)


def _marked(text: str, marks: Sequence[int]) -> Markup:
    """Return the text, escaped, in which the character at each place has the mark at that place."""
    parts = []
    for in_sentence, places in groupby(range(len(text)), lambda place: marks[place] & _SENTENCE):
        words = groupby(places, lambda place: marks[place] & _WORD)
        inside = Markup("").join(_word(text, run, is_word=bool(word)) for word, run in words)
        parts.append(_sentence(inside) if in_sentence else inside)
    return Markup("").join(parts)


def _word(text: str, places: Iterable[int], *, is_word: bool) -> Markup:
    cut = "".join(text[place] for place in places)
    return Markup("<mark>{}</mark>").format(cut) if is_word else escape(cut)


def _sentence(inside: Markup) -> Markup:
    return Markup('<mark class="sentence">{}</mark>').format(inside)
