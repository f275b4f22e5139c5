"""Answers and documents as JSON: the same from the API and from the command line."""

from dataclasses import asdict
from typing import Any

from faqbot.core.records import Answer, Document, Result
from faqbot.search.results.deep_link import public_url
from faqbot.services.answering import answer_id

_RELATED = 5


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer in the shape of the public API."""
    results = [_result_json(result) for result in answer.results]
    certainty = {"answer_id": answer_id(answer), "confidence": round(answer.confidence, 3)}
    return {
        "query": answer.question,
        "level": answer.level,
        "answer": results[0] | certainty if answer.direct else None,
        "results": results,
        "did_you_mean": answer.did_you_mean or None,
        # The API fills it for a question that cannot be searched for.
        "hint": None,
        "related": _related(answer),
        "build": answer.build_id,
    }


def document_json(document: Document) -> dict[str, Any]:
    """Return a document with its passages in the shape of the public API."""
    return asdict(document) | {"url": public_url(document.url)}


def _related(answer: Answer) -> list[dict[str, str]]:
    """Return the questions of the other results, with their links."""
    questions = {
        result.hit.passage.question: result.deep_link
        for result in answer.results[1:]
        if result.hit.passage.question
    }
    if answer.results:
        # Another page may have the same question as the answer.
        questions.pop(answer.results[0].hit.passage.question, None)
    return [{"text": text, "url": url} for text, url in questions.items()][:_RELATED]


def _result_json(result: Result) -> dict[str, Any]:
    passage, document = result.hit.passage, result.hit.document
    return {
        "id": passage.id,
        "kind": passage.kind,
        "question": passage.question,
        "text": passage.text,
        "html": passage.html,
        "title": document.title,
        "url": public_url(document.url),
        "deep_link": result.deep_link,
        "heading_path": list(passage.heading_path),
        "language": document.language,
        "published": document.published,
        "modified": document.modified,
        "fetched": document.fetched_at,
        "score": round(result.hit.score, 4),
        "highlights": [list(span) for span in result.highlights],
        "best_sentence": list(result.best_sentence),
    }
