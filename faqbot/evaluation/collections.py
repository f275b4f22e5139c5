"""Test collections: passages, questions, and the passages that answer each question."""

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
# A small .xz file can expand without limit.
_MAX_BYTES = 4_000_000_000
_SAMPLE_ROWS = 40
_SAMPLE_CHARS = 100


class JudgedQuestion(NamedTuple):
    """One question of a collection; `split` names its part of the collection, such as "test"."""

    id: str
    text: str
    is_answerable: bool = True
    split: str = ""


@dataclass(frozen=True)
class Collection:
    """Documents of one passage each, questions, and the relevance grades of their passages.

    `grades` maps question id to passage id to grade; a grade above 0 answers the question.
    """

    documents: tuple[Document, ...]
    questions: tuple[JudgedQuestion, ...]
    grades: Mapping[str, Mapping[str, int]]


class _CorpusRow(NamedTuple):
    id: str
    question: str
    text: str
    title: str
    url: str
    variants: tuple[str, ...]
    language: str


_Record = TypeVar("_Record", _CorpusRow, JudgedQuestion)


def read_collection(folder: Path) -> Collection:
    """Return the collection in a folder: corpus.jsonl, queries.jsonl, qrels.tsv, or each as .xz.

    Raises ExtractionError, naming file and line, if one is missing or cannot be used.
    """
    if not folder.is_dir():
        raise ExtractionError(
            f"{folder}: is neither a folder with corpus.jsonl, queries.jsonl and qrels.tsv "
            "nor a .csv file with the columns question and expected_url"
        )
    names = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")
    corpus, queries, qrels = [_plain_or_compressed(folder / name) for name in names]
    rows = _records(corpus, "passage", _corpus_row)
    questions = _records(queries, "question", _question)
    language = _language(rows)
    documents = tuple(_document(row, row.language or language) for row in rows)
    return Collection(documents, tuple(questions), _grades(qrels))


def _plain_or_compressed(path: Path) -> Path:
    for file in (path, path.with_name(f"{path.name}.xz")):
        if file.is_file():
            return file
    raise ExtractionError(f"{path}: is missing")


def _records(path: Path, noun: str, read: Callable[[dict[str, Any]], _Record]) -> list[_Record]:
    """Return the record of each line, in order; their ids are unique."""
    records: dict[str, _Record] = {}
    for number, line in _lines(path):
        try:
            record = read(_object(line))
            if record.id in records:
                raise ValueError(f"the id {record.id[:60]} is used twice")
        except ValueError as error:
            raise _problem(path, number, str(error)) from error
        records[record.id] = record
    if not records:
        raise ExtractionError(f"{path}: holds no {noun}")
    return list(records.values())


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, numbered from 1."""
    size = 0
    try:
        with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as file:
            # One byte more than allowed tells a line that is too long, without reading all of it.
            pieces = iter(partial(file.readline, _MAX_LINE_BYTES + 1), b"")
            for number, line in enumerate(pieces, start=1):
                size += len(line)
                if len(line) > _MAX_LINE_BYTES or size > _MAX_BYTES:
                    raise _problem(path, number, "is too long, or the file is too large")
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
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("is not JSON") from None
    if not isinstance(value, dict):
        raise ValueError("is not a JSON object")
    return {key: value for key, value in value.items() if value is not None}


def _corpus_row(fields: Mapping[str, Any]) -> _CorpusRow:
    variants = fields.get("variants", [])
    if not (isinstance(variants, list) and all(isinstance(text, str) for text in variants)):
        raise ValueError("variants is not a list of strings")
    row = _CorpusRow(
        id=_id(fields),
        question=_text(fields, "question"),
        text=_text(fields, "answer") or _text(fields, "text"),
        title=_text(fields, "title"),
        url=_text(fields, "url"),
        variants=tuple(filter(None, map(squeeze, variants))),
        language=language_code(_text(fields, "lang")),
    )
    if not (row.question or row.text or row.title or row.variants):
        raise ValueError("has neither question, answer, text nor title")
    return row


def _question(fields: Mapping[str, Any]) -> JudgedQuestion:
    is_answerable = fields.get("answerable", True)
    if not isinstance(is_answerable, bool):
        raise ValueError("answerable is neither true nor false")
    if "text" not in fields:
        raise ValueError("has no text")
    return JudgedQuestion(_id(fields), _text(fields, "text"), is_answerable, _text(fields, "split"))


def _text(fields: Mapping[str, Any], key: str) -> str:
    value = fields.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} is not text")
    return squeeze(value)


def _id(fields: Mapping[str, Any]) -> str:
    """Return the id; without spaces, because spaces separate the columns of a run."""
    text = str(fields.get("id", ""))
    if not text or " " in text or not text.isprintable():
        raise ValueError("needs an id without spaces and control characters")
    return text


def _language(rows: Sequence[_CorpusRow]) -> str:
    """Return the language of a sample of rows across the collection."""
    sample = rows[:: max(1, len(rows) // _SAMPLE_ROWS)][:_SAMPLE_ROWS]
    texts = (f"{row.question} {row.text}"[:_SAMPLE_CHARS] for row in sample)
    return detect_language(" ".join(texts), "en")


def _document(row: _CorpusRow, language: str) -> Document:
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
            message = "is not question id, passage id and integer grade, separated by tabs"
            raise _problem(path, number, message) from None
    return grades
