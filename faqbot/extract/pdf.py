"""The text of a PDF: its pages as headings and paragraphs, read by a child process."""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import dropwhile, pairwise, takewhile
from math import isfinite
from signal import SIGXCPU
from statistics import median
from tempfile import TemporaryFile
from threading import Timer
from typing import NamedTuple

from faqbot.errors import ExtractionError
from faqbot.extract.html import Block
from faqbot.text import fold, iso_date, squeeze

_LIMIT_S = 90.0
_MAX_ANSWER_BYTES = 64 * 2**20
_FEWEST_READABLE = 0.5
_REASONS = {
    "empty": "is empty; upload it again",
    "no pdf": "is damaged or no PDF; upload it again",
    "damaged": "is damaged or no PDF; upload it again",
    "encrypted": "is encrypted; publish it without a password",
    "pages": "is damaged inside; upload it again",
    "scan": "holds no text, only images; run text recognition (OCR) on the scan",
    "slow": "takes too long to read; save it anew from the program that made it",
    "crash": "makes the PDF reader fail; save it anew from the program that made it",
    "large": "holds too much text for one file; split it",
}
_NO_TITLE = re.compile(
    r"microsoft |.*\.\w{2,5}$|\(?(anonymous|unspecified|untitled|no title|title|document|"
    r"presentation|powerpoint|slide|layout|print|full page|template)\W*\d*\)?$|\S*[_\d]\S*$|\W*$",
    re.I,
)
_BULLET = re.compile(r"[•●○◦▪■□◆➢✓‣·\uf0a7\uf0b7]\s*|[–—*-](\s+|$)")
_CONTENTS = re.compile(r"(\. ?){4}\s*\S{1,5}$")  # a line of a table of contents
_ITEM = re.compile(r"\(?(\d{1,3}|[a-zA-Z])[.)]\s")
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]")
_LONGEST_HEADING = 160
_MOST_TITLE_LINES = 4
_SENTENCE_ENDS = ".!?:;"
# Bounds that keep the time linear whatever a file holds: a glance at the end of a line, a title,
# a paragraph.
_TAIL = 60
_LONGEST_TITLE = 300
_MOST_LINES = 200
_WORD = re.compile(r"\w+(?:-\w+)*")


@dataclass(frozen=True)
class PdfText:
    """What a file states of itself, and the blocks of each page in reading order.

    `title` is the largest text of the first page if the file states none; `language` is two
    letters or "".
    """

    title: str
    authors: tuple[str, ...]
    published: str
    language: str
    pages: tuple[tuple[Block, ...], ...]


class _Line(NamedTuple):
    """One line of text; places and sizes in points, the baseline counts upwards."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool


class _Look(NamedTuple):
    """How the document is set: size and weight of its body, pitch of its lines in sizes."""

    size: float
    is_bold: bool
    pitch: float
    heading_sizes: tuple[int, ...]


def read_pdf(body: bytes, *, limit_s: float = _LIMIT_S) -> PdfText:
    """Return the text of a PDF file.

    Raises ExtractionError, with the next step, for files that are empty, encrypted, damaged or
    scans, and for those that take more than `limit_s` seconds or crash the reader.
    """
    if not body.strip():
        raise _error("empty")
    if b"%PDF-" not in body[:1024]:
        raise _error("no pdf")
    try:
        answer = json.loads(_ask_child(body, limit_s))
        if "error" in answer:
            raise _error(str(answer["error"]))
        stated = {
            str(key): squeeze(str(value))[:_LONGEST_TITLE]
            for key, value in answer["stated"].items()
        }
        pages = [[_line(*line) for line in page or ()] for page in answer["pages"]]
        readable = sum(1 for page in answer["pages"] if page is not None)
        scans = int(answer["scans"])
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise _error("crash") from error  # only a reader that a file has taken over answers so
    if readable <= _FEWEST_READABLE * len(pages):
        raise _error("pages")
    if not any(pages) or scans > len(pages) / 2:
        raise _error("scan")
    return _text(stated, pages)


def _error(reason: str) -> ExtractionError:
    return ExtractionError(_REASONS.get(reason, _REASONS["crash"]))


def _ask_child(body: bytes, limit_s: float) -> bytes:
    """Return what the child writes; its limits on itself are in `pdf_child`."""
    command = [sys.executable, "-I", "-m", "faqbot.extract.pdf_child"]
    deadline = time.monotonic() + limit_s
    with TemporaryFile() as source:
        source.write(body)
        source.seek(0)
        with subprocess.Popen(  # noqa: S603
            command,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
        ) as child:
            timer = Timer(limit_s, child.kill)
            timer.daemon = True
            timer.start()
            answer = child.stdout.read(_MAX_ANSWER_BYTES + 1) if child.stdout else b""
            if len(answer) > _MAX_ANSWER_BYTES:
                child.kill()
            child.wait()
            timer.cancel()
    if len(answer) > _MAX_ANSWER_BYTES:
        raise _error("large")
    if child.returncode:
        raise _error(
            "slow" if time.monotonic() >= deadline or child.returncode == -SIGXCPU else "crash"
        )
    return answer


def _line(text: str, left: float, right: float, baseline: float, size: float, bold: int) -> _Line:
    line = _Line(str(text), float(left), float(right), float(baseline), float(size), bool(bold))
    if not all(map(isfinite, line[1:])):
        raise ValueError(line)
    return line


def _text(stated: Mapping[str, str], pages: Sequence[Sequence[_Line]]) -> PdfText:
    look = _look(pages)
    texts = (line.text for page in pages for line in page)
    known = {fold(word) for text in texts for word in _WORD.findall(text)}
    day = stated.get("CreationDate", "").removeprefix("D:")
    author = stated.get("Author", "")
    return PdfText(
        title=_title(stated) or _largest(next(page for page in pages if page)),
        authors=() if _is_no_title(author, stated) else tuple(re.split(r"\s*;\s*", author)),
        published=iso_date(f"{day[:4]}-{day[4:6]}-{day[6:8]}"),
        language=language[:2].lower() if (language := stated.get("Language", "")).isascii() else "",
        pages=_mended([list(_blocks(page, look, known)) for page in pages], known),
    )


def _mended(pages: Sequence[list[Block]], known: Set[str]) -> tuple[tuple[Block, ...], ...]:
    """Return the pages with each paragraph whole, on the page where it starts."""
    for above, below in pairwise(pages):
        if above and below and not (above[-1].level or below[0].level):
            start, end = above[-1].text, below[0].text
            if end[0].islower() and start[-1] not in _SENTENCE_ENDS:
                above[-1] = Block(_joined([start, end], known))
                del below[0]
    return tuple(map(tuple, pages))


def _title(stated: Mapping[str, str]) -> str:
    title = re.sub(r"^Microsoft \w+ - ", "", stated.get("Title", ""))
    return "" if _is_no_title(title, stated) else title


def _is_no_title(name: str, stated: Mapping[str, str]) -> bool:
    software = fold(f"{stated.get('Creator', '')} {stated.get('Producer', '')}")
    return bool(_NO_TITLE.match(name)) or fold(name) in software


def _largest(lines: Sequence[_Line]) -> str:
    """Return the first run of lines in the largest size that makes words."""
    worded = [line for line in lines if _LETTERS.search(line.text)]
    if not worded:
        return squeeze(lines[0].text)
    size = max(line.size for line in worded)
    run = list(
        takewhile(
            lambda line: line.size > 0.95 * size, dropwhile(lambda line: line.size < size, worded)
        )
    )
    is_larger = size > min(line.size for line in lines)
    kept = run[: _MOST_TITLE_LINES if is_larger else 1]
    return squeeze(_joined([line.text for line in kept], frozenset()))


def _look(pages: Sequence[Sequence[_Line]]) -> _Look:
    lines = [line for page in pages for line in page]
    looks: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        looks[round(line.size * 2) / 2, line.is_bold] += len(line.text)
    (size, is_bold), _ = looks.most_common(1)[0]
    gaps = [
        gap / above.size
        for page in pages
        for above, below in pairwise(page)
        if 0.5 < (gap := above.baseline - below.baseline) / above.size < 2.5
    ]
    larger = sorted({round(line.size) for line in lines if line.size >= 1.12 * size}, reverse=True)
    return _Look(size, is_bold, median(gaps) if gaps else 1.2, tuple(larger[:5]))


def _blocks(lines: Sequence[_Line], look: _Look, known: Set[str]) -> Iterator[Block]:
    """Yield headings and paragraphs: runs of lines that go on from one another."""
    run: list[_Line] = []
    for line in lines:
        if run and _starts_block(run, line, look):
            yield from _block(run, look, known)
            run = []
        run.append(line)
    if run:
        yield from _block(run, look, known)


def _block(run: Sequence[_Line], look: _Look, known: Set[str]) -> Iterator[Block]:
    joined = _joined([line.text for line in run], known)
    text = squeeze(_BULLET.sub("- ", joined, count=1) if _BULLET.match(joined) else joined)
    levels = [_level(line, look) for line in run]
    level = max(levels) if all(levels) and len(text) <= _LONGEST_HEADING else 0
    if re.search(r"\w", text):
        yield Block(text, level, is_jump=bool(_CONTENTS.search(text[-_TAIL:])))


def _level(line: _Line, look: _Look) -> int:
    """Return 1 to 6 for lines that are set as headings, by size, then weight; else 0."""
    text = line.text.strip()
    if not _LETTERS.search(text) or _BULLET.match(text) or text.endswith((",", ";")):
        return 0
    if line.size >= 1.12 * look.size:
        return min(sum(size > round(line.size) for size in look.heading_sizes) + 1, 5)
    is_strong = line.is_bold and not look.is_bold and line.size >= 0.95 * look.size
    is_plain = " | " in text or text.endswith(".")
    return min(len(look.heading_sizes) + 1, 6) if is_strong and not is_plain else 0


def _starts_block(run: Sequence[_Line], line: _Line, look: _Look) -> bool:
    above = run[-1]
    gap = above.baseline - line.baseline
    goes_on = line.text[:1].islower() and above.text[-1:] not in _SENTENCE_ENDS
    if _BULLET.match(line.text) or (_ITEM.match(line.text) and not goes_on):
        return True
    if abs(line.size - above.size) > 0.08 * max(line.size, above.size):
        return True
    if (
        len(run) >= _MOST_LINES
        or _CONTENTS.search(above.text[-_TAIL:])
        or " | " in above.text + line.text
    ):
        return True
    if gap < -0.5 * line.size:  # the next column
        return not goes_on
    if gap > 1.3 * max(look.pitch, 1.0) * line.size:
        return True
    if bool(_level(line, look)) != bool(_level(above, look)):
        return not goes_on
    return not _level(line, look) and _ends_early(run, line)


def _ends_early(run: Sequence[_Line], line: _Line) -> bool:
    """Return whether the line is indented, or its first word had room on the line above."""
    above = run[-1]
    is_item = bool(_BULLET.match(run[0].text) or _ITEM.match(run[0].text))
    if line.left > above.left + 0.8 * line.size and not (is_item and len(run) == 1):
        return True
    first = len(line.text.split(" ", 1)[0]) * 0.6 * line.size
    had_room = above.right + first + line.size < line.right
    return had_room and not above.text.endswith("-") and not _BULLET.fullmatch(above.text)


def _joined(lines: Sequence[str], known: Set[str]) -> str:
    """Return the lines as one text; a hyphen stays if the file has the word only with it."""
    text = lines[0].strip()
    for below in map(str.strip, lines[1:]):
        broken = re.search(r"\w+[-\u00ad]$", text[-_TAIL:])
        if not broken or not below[:1].isalnum():
            text = f"{text} {below}"
            continue
        rest = _WORD.match(below)
        whole = fold(broken.group()[:-1] + (rest.group() if rest else ""))
        hyphened = fold(f"{broken.group()[:-1]}-{rest.group() if rest else ''}")
        is_real = not below[0].islower() or (hyphened in known and whole not in known)
        text = f"{text[:-1]}{'-' if is_real else ''}{below}"
    return text
