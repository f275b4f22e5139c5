"""A test collection: passages, questions, and which passages answer which question."""

import json
import lzma
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from faqbot.core.errors import ExtractionError
from faqbot.core.records import Document, DocumentKind, Passage
from faqbot.core.text.iso import language_code
from faqbot.core.text.unicode import squeeze
from faqbot.extract.meta.language import detect_language

_MAX_LINE_BYTES = 10_000_000
# A small .xz file can unfold without end.
_MAX_BYTES = 4_000_000_000
_SAMPLE_ROWS = 40
_SAMPLE_CHARACTERS = 100


class JudgedQuestion(NamedTuple):
    """One question of a collection; `split` is the part of the collection it belongs to, or ""."""

    id: str
    text: str
    is_answerable: bool = True
    split: str = ""


@dataclass(frozen=True)
class Collection:
    """Documents of one passage each, questions, and per question id the grades of passage ids.

    A passage answers a question if its grade is above 0.
    """

    documents: tuple[Document, ...]
    questions: tuple[JudgedQuestion, ...]
    grades: Mapping[str, Mapping[str, int]]


class _Row(NamedTuple):
    id: str
    question: str
    text: str
    title: str
    url: str
    variants: tuple[str, ...]
    language: str


_Record = TypeVar("_Record", _Row, JudgedQuestion)


def read_collection(folder: Path) -> Collection:
    """Return the collection in a folder: corpus.jsonl, queries.jsonl, qrels.tsv, or each as .xz.

    Raises ExtractionError, naming file and line, if one is missing or cannot be used.
    """
    if not folder.is_dir():
        raise ExtractionError(
            f"{folder}: is neither a folder with corpus.jsonl, queries.jsonl and qrels.tsv "
            "nor a .csv of question,expected_url"
        )
    names = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")
    corpus, queries, qrels = [_plain_or_packed(folder / name) for name in names]
    rows = _records(corpus, "passage", _row)
    questions = _records(queries, "question", _question)
    language = _language(rows)
    documents = tuple(_document(row, row.language or language) for row in rows)
    return Collection(documents, tuple(questions), _grades(qrels))


def _plain_or_packed(path: Path) -> Path:
    packed = path.with_name(f"{path.name}.xz")
    found = next((file for file in (path, packed) if file.is_file()), None)
    if found is None:
        raise ExtractionError(f"{path}: is missing")
    return found


def _records(path: Path, noun: str, read: Callable[[dict[str, Any]], _Record]) -> list[_Record]:
    """Return what each line says, in order; every id is used once."""
    found: dict[str, _Record] = {}
    for number, line in _lines(path):
        try:
            record = read(_object(line))
            if record.id in found:
                raise ValueError(f"the id {record.id[:60]} is used twice")
        except ValueError as error:
            raise _problem(path, number, str(error)) from error
        found[record.id] = record
    if not found:
        raise ExtractionError(f"{path}: holds no {noun}")
    return list(found.values())


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, numbered from 1."""
    read_bytes = 0
    try:
        with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as file:
            pieces = iter(partial(file.readline, _MAX_LINE_BYTES + 1), b"")
            for number, line in enumerate(pieces, start=1):
                read_bytes += len(line)
                if len(line) > _MAX_LINE_BYTES or read_bytes > _MAX_BYTES:
                    raise _problem(path, number, "is too long, or the file is")
                text = line.decode("utf-8-sig", "replace").strip("\r\n \t")
                if text:
                    yield number, text
    except (lzma.LZMAError, EOFError) as error:
        raise ExtractionError(f"{path}: is damaged ({error})") from error
    except OSError as error:
        raise ExtractionError(f"{path}: {error.strerror or error}") from error


def _problem(path: Path, number: int, message: str) -> ExtractionError:
    return ExtractionError(f"{path}: line {number}: {message}")


def _object(line: str) -> dict[str, Any]:
    try:
        stated = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("is not JSON") from None
    if not isinstance(stated, dict):
        raise ValueError("is not a JSON object")
    return {key: value for key, value in stated.items() if value is not None}


def _row(stated: Mapping[str, Any]) -> _Row:
    variants = stated.get("variants", [])
    if not (isinstance(variants, list) and all(isinstance(text, str) for text in variants)):
        raise ValueError("variants is not a list of texts")
    row = _Row(
        id=_id(stated),
        question=_text(stated, "question"),
        text=_text(stated, "answer") or _text(stated, "text"),
        title=_text(stated, "title"),
        url=_text(stated, "url"),
        variants=tuple(filter(None, map(squeeze, variants))),
        language=language_code(_text(stated, "lang")),
    )
    if not (row.question or row.text or row.title or row.variants):
        raise ValueError("has neither question, answer, text nor title")
    return row


def _question(stated: Mapping[str, Any]) -> JudgedQuestion:
    is_answerable = stated.get("answerable", True)
    if not isinstance(is_answerable, bool):
        raise ValueError("answerable is neither true nor false")
    if "text" not in stated:
        raise ValueError("has no text")
    return JudgedQuestion(_id(stated), _text(stated, "text"), is_answerable, _text(stated, "split"))


def _text(stated: Mapping[str, Any], key: str) -> str:
    value = stated.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} is not text")
    return squeeze(value)


def _id(stated: Mapping[str, Any]) -> str:
    """Return the id, which has to fit into the columns of a run."""
    found = str(stated.get("id", ""))
    if not found or " " in found or not found.isprintable():
        raise ValueError("has no id that is text without spaces and control characters")
    return found


def _language(rows: Sequence[_Row]) -> str:
    """Return the language of a sample of rows from the whole collection."""
    sample = rows[:: max(1, len(rows) // _SAMPLE_ROWS)][:_SAMPLE_ROWS]
    texts = (f"{row.question} {row.text}"[:_SAMPLE_CHARACTERS] for row in sample)
    return detect_language(" ".join(texts), "en")


def _document(row: _Row, language: str) -> Document:
    passage = Passage(
        id=row.id,
        document_id=row.id,
        kind="faq" if row.question else "text",
        text=row.text,
        question=row.question,
        aliases=row.variants,
    )
    kind: DocumentKind = "faq" if row.question else "page"
    return Document(row.id, row.url, kind, row.title, language, passages=(passage,))


def _grades(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        cells = line.split("\t")
        try:
            question_id, passage_id, grade = cells
            grades.setdefault(question_id, {})[passage_id] = int(grade)
        except ValueError:
            message = "is not question id, passage id and whole grade, separated by tabs"
            raise _problem(path, number, message) from None
    return grades
