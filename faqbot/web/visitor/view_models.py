"""What the search page shows: an answer prepared for the template, and the filters."""

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
class SearchParams:
    """The parameters of a search URL; an empty kind or language means all."""

    q: str = ""
    kind: str = ""
    lang: str = ""

    @property
    def query(self) -> str:
        """Return the question with its kind as an operator, as people may type it."""
        return f"{self.q} kind:{self.kind}" if self.kind else self.q

    def without_filter(self, question: str) -> str:
        """Return a correction of the query without the operator."""
        return question.removesuffix(f" kind:{self.kind}")

    def url_args(self, **changes: str) -> dict[str, Any]:
        """Return the arguments for `url_for`, with some of them changed; it drops None."""
        return {name: value or None for name, value in (asdict(self) | changes).items()}


class ResultView(NamedTuple):
    """One result; `path` runs from the document's title to the heading above the passage.

    `link` leads to the passage; it is "" if the passage is on no page, as imported ones.
    """

    heading: str
    path: tuple[str, ...]
    text: Markup
    link: str
    language: str
    published: str
    modified: str


@dataclass(frozen=True)
class AnswerView:
    """An answer: `best` is the direct answer, `others` are further hits or the closest matches.

    `correction` is the corrected question or ""; `is_corrected` says that it was the one answered.
    """

    level: Literal["answer", "closest", "none"]
    question: str
    answer_id: str
    correction: str
    is_corrected: bool
    best: ResultView | None
    others: tuple[ResultView, ...]


class FilterOption(NamedTuple):
    """One value of a filter, and the URL of the search with it."""

    label: str
    url: str
    is_current: bool


def answer_view(answer: Answer, params: SearchParams, answer_id: str) -> AnswerView:
    """Return what the page shows of an answer."""
    direct = answer.direct
    others = answer.results[1:] if direct else answer.results
    return AnswerView(
        level=answer.level,
        question=answer.question,
        answer_id=answer_id,
        correction=params.without_filter(answer.did_you_mean),
        is_corrected=answer.is_corrected,
        best=_result_view(direct, marked_answer(direct)) if direct else None,
        # A passage without a link cannot be read elsewhere, so it is shown in full.
        others=tuple(
            _result_view(result, excerpt(result) if result.deep_link else marked_answer(result))
            for result in others
        ),
    )


def filters(params: SearchParams, build: Build) -> list[list[FilterOption]]:
    """Return the filters for kind and language; a build with only one value gets none."""
    kinds = {
        "faq": gettext("Questions and answers"),
        "page": gettext("Pages"),
        "publication": gettext("Publications"),
    }
    labels = {
        "kind": {kind: label for kind, label in kinds.items() if kind in build.kinds},
        "lang": {code: language_name(code) for code in build.languages},
    }
    all_values = {"kind": gettext("All kinds"), "lang": gettext("All languages")}
    return [
        [
            FilterOption(
                label,
                url_for(".search", **params.url_args(**{name: value})),
                value == getattr(params, name),
            )
            for value, label in ({"": all_values[name]} | options).items()
        ]
        for name, options in labels.items()
        if len(options) > 1
    ]


def parse_search_params(args: Mapping[str, str], build: Build) -> SearchParams:
    """Return the parameters of a URL; a kind or language that the build lacks is ignored."""
    kind, language = args.get("kind", ""), args.get("lang", "")
    return SearchParams(
        args.get("q", ""),
        kind if kind in build.kinds else "",
        language if language in build.languages else "",
    )


def _result_view(result: Result, text: Markup) -> ResultView:
    passage, document = result.hit.passage, result.hit.document
    path = [part for part in (document.title, *passage.heading_path) if part]
    heading = passage.question or (path[-1] if path else document.url)
    return ResultView(
        heading=heading,
        path=tuple(_without_repeats(part for part in path if part != heading)),
        text=text,
        link=result.deep_link,
        language=document.language,
        published=document.published,
        modified=document.modified if document.modified != document.published else "",
    )


def _without_repeats(path: Iterable[str]) -> Iterator[str]:
    """Yield the headings without repeats: a page's title often begins with its first heading."""
    last = ""
    for part in path:
        if not last or not (part.startswith(last) or last.startswith(part)):
            yield part
            last = part
