"""The text of a PDF as headings and paragraphs, read by a child process under limits."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import isfinite
from tempfile import TemporaryFile
from threading import Timer

from faqbot.core.errors import ExtractionError
from faqbot.core.text.iso import iso_date
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold
from faqbot.extract.html.blocks import Block
from faqbot.extract.pdf.blocks import largest_text, read_blocks
from faqbot.extract.pdf.layout import Piece

_LIMIT_S = 90.0
_MEMORY_BYTES = 400 * 2**20  # fifteen real PDFs, up to 3.3 MB, needed less than 160 MiB each
_OUT_OF_CPU = -getattr(signal, "SIGXCPU", 24)
_MAX_ANSWER_BYTES = 64 * 2**20
_MIN_READABLE_SHARE = 0.5
_REASONS = {
    "empty": "is empty; upload it again",
    "no pdf": "is damaged or not a PDF; upload it again",
    "damaged": "is damaged or not a PDF; upload it again",
    "encrypted": "is encrypted; publish it without a password",
    "pages": "has damaged pages; upload it again",
    "scan": "holds no text, only images; run text recognition (OCR) on the scan",
    "garbled": "has fonts that do not say which letters they show, so its text is unreadable; "
    "export it again with Unicode text, or run text recognition (OCR)",
    "slow": "takes too long to read; export it again from the program that made it",
    "crash": "makes the PDF reader fail or run out of memory; "
    "export it again from the program that made it",
    "system": "is a PDF, which this system cannot read with limits; run faqbot on Linux or macOS",
    "large": "holds too much text for one file; split it",
}
_TEMPORARY = ("slow", "crash", "system")
_NO_TITLE = re.compile(
    r"microsoft |.*\.\w{2,5}$|\(?(anonymous|unspecified|untitled|no title|title|document|"
    r"presentation|powerpoint|slide|layout|print|full page|template)\W*\d*\)?$|\S*[_\d]\S*$|\W*$",
    re.I,
)
_MAX_TITLE_CHARS = 300


@dataclass(frozen=True)
class PdfText:
    """The metadata of a file, and the blocks of each page in reading order.

    Without a title in the metadata, `title` is the largest text of the first page; `language` is
    two letters or "".
    """

    title: str
    authors: tuple[str, ...]
    published: str
    language: str
    pages: tuple[tuple[Block, ...], ...]


def read_pdf(
    body: bytes, *, limit_s: float = _LIMIT_S, memory_bytes: int = _MEMORY_BYTES
) -> PdfText:
    """Return the text of a PDF file.

    Raises ExtractionError, with the next step, for files that are empty, encrypted, damaged, scans
    or without readable letters, for files that crash the reader or exceed `limit_s` seconds or
    `memory_bytes`, and for all files where the system cannot limit a process (Windows).
    """
    if not body.strip():
        raise _error("empty")
    if b"%PDF-" not in body[:1024]:
        raise _error("no pdf")
    if find_spec("resource") is None:
        raise _error("system")
    try:
        answer = json.loads(_ask_child(body, limit_s, memory_bytes))
        if "error" in answer:
            raise _error(str(answer["error"]))
        texts = ((key, squeeze(str(value))) for key, value in answer["metadata"].items())
        metadata = {key: text[:_MAX_TITLE_CHARS] for key, text in texts}
        pages = [[_line(*line) for line in page or ()] for page in answer["pages"]]
        readable = sum(1 for page in answer["pages"] if page is not None)
        scans = int(answer["scans"])
        garbled = int(answer["garbled"])
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        # Only a child process that the file has taken over answers like this.
        raise _error("crash") from error
    if readable <= _MIN_READABLE_SHARE * len(pages):
        raise _error("pages")
    if garbled > len(pages) / 2 or (garbled and not any(pages)):
        raise _error("garbled")
    if not any(pages) or scans > len(pages) / 2:
        raise _error("scan")
    return _text(metadata, pages)


def _error(reason: str) -> ExtractionError:
    reason = reason if reason in _REASONS else "crash"
    return ExtractionError(_REASONS[reason], may_pass=reason in _TEMPORARY)


def _ask_child(body: bytes, limit_s: float, memory_bytes: int) -> bytes:
    """Return what the child writes; its other limits are set in `pdf.child`."""
    # -I and the empty environment: nothing in a folder or variable changes what the child imports.
    command = [sys.executable, "-I", "-m", "faqbot.extract.pdf.child", str(memory_bytes)]
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
            "slow" if time.monotonic() >= deadline or child.returncode == _OUT_OF_CPU else "crash"
        )
    return answer


def _line(text: str, left: float, right: float, baseline: float, size: float, bold: int) -> Piece:
    line = Piece(str(text), float(left), float(right), float(baseline), float(size), bool(bold))
    if not all(map(isfinite, line[1:])):
        raise ValueError(line)
    return line


def _text(metadata: Mapping[str, str], pages: Sequence[Sequence[Piece]]) -> PdfText:
    day = metadata.get("CreationDate", "").removeprefix("D:")
    author = metadata.get("Author", "")
    language = metadata.get("Language", "")
    return PdfText(
        title=_title(metadata) or largest_text(next(page for page in pages if page)),
        authors=() if _is_no_title(author, metadata) else tuple(re.split(r"\s*;\s*", author)),
        published=iso_date(f"{day[:4]}-{day[4:6]}-{day[6:8]}"),
        language=language[:2].lower() if language.isascii() else "",
        pages=read_blocks(pages),
    )


def _title(metadata: Mapping[str, str]) -> str:
    title = re.sub(r"^Microsoft \w+ - ", "", metadata.get("Title", ""))
    return "" if _is_no_title(title, metadata) else title


def _is_no_title(name: str, metadata: Mapping[str, str]) -> bool:
    software = fold(f"{metadata.get('Creator', '')} {metadata.get('Producer', '')}")
    return bool(_NO_TITLE.match(name)) or fold(name) in software
