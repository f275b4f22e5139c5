"""What the search page shows: an answer, ready to print, and the ways to narrow the question."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from flask import url_for
from flask_babel import gettext
from markupsafe import Markup

from faqbot.core.records import Answer, Build, Result
from faqbot.web.extensions.i18n import language_name
from faqbot.web.visitor.highlighting import excerpt, marked_answer


@dataclass(frozen=True)
class Asked:
    """A question as its URL has it; kind and language narrow the search, "" stands for all."""

    q: str = ""
    kind: str = ""
    lang: str = ""

    @property
    def narrowed(self) -> str:
        """Return the question with its kind, as people may type it."""
        return self.q + self._filter

    def without_filter(self, question: str) -> str:
        """Return a question that was made of the narrowed one, such as its correction."""
        return question.removesuffix(self._filter) if self.kind else question

    def arguments(self, **others: str) -> dict[str, Any]:
        """Return the arguments of its URL, with `others` in place of its own."""
        return {name: value or None for name, value in (asdict(self) | others).items()}

    @property
    def _filter(self) -> str:
        return f" kind:{self.kind}" if self.kind else ""


class ResultView(NamedTuple):
    """One result; `place` runs from the title of the document to the heading above the passage.

    `link` leads to the passage, or is "" where there is no page to read it on.
    """

    heading: str
    place: tuple[str, ...]
    text: Markup
    link: str
    language: str
    published: str
    modified: str


@dataclass(frozen=True)
class AnswerView:
    """An answer: `best` is sure, `others` are further hits or, without `best`, the closest ones.

    `meant` is the question as it was probably meant, or ""; `is_corrected` says that the answer is
    that of the corrected question.
    """

    level: Literal["answer", "closest", "none"]
    question: str
    answer_id: str
    meant: str
    is_corrected: bool
    best: ResultView | None
    others: tuple[ResultView, ...]


class Choice(NamedTuple):
    """One way to narrow the question, and the URL that does it."""

    name: str
    url: str
    is_chosen: bool


def show(answer: Answer, asked: Asked, answer_id: str) -> AnswerView:
    """Return what the page shows of an answer to this question."""
    direct = answer.direct
    others = answer.results[1:] if direct else answer.results
    return AnswerView(
        level=answer.level,
        question=answer.question,
        answer_id=answer_id,
        meant=asked.without_filter(answer.did_you_mean),
        is_corrected=answer.is_corrected,
        best=_shown(direct, marked_answer(direct)) if direct else None,
        # What stands on no page can be read here only.
        others=tuple(
            _shown(result, excerpt(result) if result.deep_link else marked_answer(result))
            for result in others
        ),
    )


def choices(asked: Asked, build: Build) -> list[list[Choice]]:
    """Return the ways to narrow the question by kind and by language, where there are several."""
    kinds = {
        "faq": gettext("Questions and answers"),
        "page": gettext("Pages"),
        "publication": gettext("Publications"),
    }
    by_kind = [(kind, name) for kind, name in kinds.items() if kind in build.kinds]
    by_language = [(code, language_name(code)) for code in build.languages]
    return [
        list(_choices(asked, argument, [("", everything), *options]))
        for argument, everything, options in (
            ("kind", gettext("All kinds"), by_kind),
            ("lang", gettext("All languages"), by_language),
        )
        if len(options) > 1
    ]


def parse_search_params(arguments: Mapping[str, str], build: Build) -> Asked:
    """Return the question of a URL; what the build does not have narrows nothing."""
    kind, language = arguments.get("kind", ""), arguments.get("lang", "")
    return Asked(
        arguments.get("q", ""),
        kind if kind in build.kinds else "",
        language if language in build.languages else "",
    )


def _choices(asked: Asked, argument: str, options: Iterable[tuple[str, str]]) -> Iterator[Choice]:
    for value, name in options:
        url = url_for(".search", **asked.arguments(**{argument: value}))
        yield Choice(name, url, value == asdict(asked)[argument])


def _shown(result: Result, text: Markup) -> ResultView:
    passage, document = result.hit.passage, result.hit.document
    path = [part for part in (document.title, *passage.heading_path) if part]
    heading = passage.question or (path[-1] if path else document.url)
    return ResultView(
        heading=heading,
        place=tuple(_without_echo(part for part in path if part != heading)),
        text=text,
        link=result.deep_link,
        language=document.language,
        published=document.published,
        modified=document.modified if document.modified != document.published else "",
    )


def _without_echo(path: Iterable[str]) -> Iterator[str]:
    """Yield the headings, less those that begin as the one before, as a page's title and first."""
    last = ""
    for part in path:
        if not last or not (part.startswith(last) or last.startswith(part)):
            yield part
            last = part
