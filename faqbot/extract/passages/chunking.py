"""Running text split into chunks that can be read, and found, on their own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from faqbot.core.text.sentences import sentences

# The target size of a chunk; a text or paragraph of up to _MAX_WORDS stays whole.
_TARGET_WORDS = 120
_MAX_WORDS = 180
# No chunk is shorter than this; no sentence longer than _MAX_OVERLAP_WORDS is repeated.
_MIN_WORDS = 30
_MAX_OVERLAP_WORDS = 40
# Long "words" of encoded files count as several.
_WORD_CHARS = 12
# In scripts that are written without spaces: Thai to Burmese, Khmer, East Asian ones.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")
_UNSPACED_WORD_CHARS = 2
_PIECE = re.compile(r"(?s)\S.{0,400}(?!\S)|\S{1,400}")
_SENTENCE_END = re.compile(r"[.!?…؟۔।。！？][)\]\"'”’»」』）]{0,3}\Z")
_BULLET = "- "


@dataclass(frozen=True)
class _Unit:
    """What is never split: a line, or a sentence of a long one; `glue` precedes it."""

    text: str
    glue: str
    size: int
    is_item: bool

    @property
    def is_lead_in(self) -> bool:
        return self.text.endswith((":", "："))


def size_of(text: str) -> int:
    """Return the size of a text in words; scripts without spaces have one in two characters."""
    words = text.split()
    if text.isascii():
        return max(len(words), len(text) // _WORD_CHARS)
    unspaced = len(_UNSPACED.findall(text)) // _UNSPACED_WORD_CHARS
    return max(len(words), unspaced, len(text) // _WORD_CHARS)


def chunk(lines: Sequence[str]) -> list[str]:
    """Return the lines as chunks of about 120 words and similar length.

    Chunks end between lines, and in a line of more than 180 words between sentences; a line that
    ends in a colon stays with the next. Each chunk but the first starts with the last sentence of
    the one before or, within a list, with the line that introduces the list.
    """
    units = list(_units(lines))
    total = sum(unit.size for unit in units)
    count = round(total / _TARGET_WORDS) if total > _MAX_WORDS else 1
    borders = _borders(units, count)
    leads = _leads(units)
    texts = []
    for start, end in zip([0, *borders], [*borders, len(units)], strict=True):
        overlap = _overlap(units, start, leads[start]) if start else ""
        text = _join(units[start:end])
        texts.append(f"{overlap}{units[start].glue}{text}" if overlap else text)
    return [text for text in texts if text.strip()]


def split_after(text: str, limit: int) -> tuple[str, list[str]]:
    """Return the start of a text, at most `limit` words, and the remaining lines.

    The split is between lines, unless the start would then have less than half of `limit`.
    """
    units = list(_units(text.split("\n")))
    ends = list(accumulate(unit.size for unit in units))
    if not ends or ends[-1] <= limit + _MIN_WORDS:
        return text, []
    fitting = [at for at in range(1, len(units)) if limit / 2 <= ends[at - 1] <= limit]
    between_lines = [at for at in fitting if units[at].glue == "\n" and _may_split(units, at)]
    at = max(between_lines or fitting, default=1)
    return _join(units[:at]), _join(units[at:]).split("\n")


def _units(lines: Iterable[str]) -> Iterator[_Unit]:
    for line in lines:
        is_item = line.startswith(_BULLET)
        if (size := size_of(line)) <= _MAX_WORDS:
            yield _Unit(line, "\n", size, is_item)
            continue
        for part in filter(str.strip, line.split("\n")):
            glue = "\n"
            for piece in _pieces(part):
                yield _Unit(piece, glue, max(1, size_of(piece)), is_item)
                glue = " "


def _pieces(line: str) -> Iterator[str]:
    """Yield a short line whole, a long one by sentences, an endless sentence in pieces."""
    if size_of(line) <= _MAX_WORDS:
        yield line
        return
    bullet = _BULLET if line.startswith(_BULLET) else ""
    for sentence in sentences(line):
        is_long = size_of(sentence.text) > _MAX_WORDS
        for piece in _PIECE.findall(sentence.text) if is_long else [sentence.text]:
            yield bullet + piece.rstrip()
            bullet = ""


def _borders(units: Sequence[_Unit], count: int) -> list[int]:
    """Return where chunks after the first start: as equal as possible, none of a few words."""
    ends = [0, *accumulate(unit.size for unit in units)]
    total = ends[-1]
    borders: list[int] = []
    at = 1
    for number in range(1, count):
        ideal = total * number / count
        min_end = ends[borders[-1] if borders else 0] + _MIN_WORDS
        best = 0
        while at < len(units) and ends[at] <= total - _MIN_WORDS:
            if ends[at] >= min_end and _may_split(units, at):
                if best and abs(ends[at] - ideal) >= abs(ends[best] - ideal):
                    break
                best = at
            at += 1
        if best:
            borders.append(best)
            at = best + 1
    return borders


def _may_split(units: Sequence[_Unit], at: int) -> bool:
    """Return whether a chunk may start here: not between a lead-in and what it introduces."""
    return not units[at - 1].is_lead_in or units[at].is_lead_in


def _leads(units: Sequence[_Unit]) -> list[str]:
    """Return for each unit the line that introduces its list, or ""."""
    leads = []
    lead = ""
    for before, unit in zip([None, *units], units, strict=False):
        if not unit.is_item:
            lead = ""
        elif before and not before.is_item:
            lead = before.text if before.is_lead_in else ""
        leads.append(lead)
    return leads


def _overlap(units: Sequence[_Unit], start: int, lead: str) -> str:
    """Return what the chunk from `start` repeats of the one before, or "".

    Lines that do not end as sentences do (addresses, table rows, items) are not repeated.
    """
    before, first = units[start - 1], units[start]
    text = lead
    if not (first.glue == "\n" and before.is_item):
        last = before.text.rpartition("\n")[2]
        text = [*sentences(last)][-1].text if _SENTENCE_END.search(last) else ""
    return text if size_of(text) <= _MAX_OVERLAP_WORDS else ""


def _join(units: Sequence[_Unit]) -> str:
    return "".join(unit.glue + unit.text for unit in units)[1:]
