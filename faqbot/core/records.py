"""The nouns of faqbot: frozen records that pass between its parts.

Page -> Document -> Passage on the way in; Query -> Hit -> Answer on the way out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

DocumentKind = Literal["faq", "page", "publication"]
PassageKind = Literal["faq", "text"]
Level = Literal["answer", "closest", "none"]
Phase = Literal["scrape", "extract", "index", "ask"]
JobState = Literal["waiting", "running", "done", "failed", "cancelled", "died"]
StartedBy = Literal["button", "cron", "webhook", "terminal", "schedule"]
OutcomeResult = Literal[
    "fetched", "unchanged", "moved", "same", "gone", "refused", "failed", "empty"
]


@dataclass(frozen=True)
class Page:
    """One fetched URL as it came off the wire.

    `url` is spelled as `core.urls` does; `fetched_at` is an ISO 8601 time in UTC; header names are
    in lower case; `sha256` is the hash of `body`.
    """

    url: str
    status: int
    fetched_at: str
    headers: dict[str, str]
    sha256: str
    body: bytes = field(repr=False)

    @property
    def content_type(self) -> str:
        """Return the media type in lower case without parameters, or "" if the server sent none."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


@dataclass(frozen=True)
class Passage:
    """What is retrieved and can be an answer: a question with its answer, or a section of text.

    `heading_path` runs from the outermost heading to the innermost; `anchor` is the part of the
    link after `#`, or ""; without one, or if it may be hidden, `text_fragment` leads to words of
    the page, as the part of the link after `#:~:text=`. `position` counts from 0 in the document.
    `text` separates paragraphs with line feeds and starts list items with "- "; `html` is the same
    as safe HTML.
    `url` is set if the passage is not on its document's page but in a file that the page offers.
    """

    id: str
    document_id: str
    kind: PassageKind
    text: str
    question: str = ""
    aliases: tuple[str, ...] = ()
    heading_path: tuple[str, ...] = ()
    anchor: str = ""
    position: int = 0
    html: str = ""
    url: str = ""
    text_fragment: str = ""


@dataclass(frozen=True)
class Document:
    """One page or file after extraction.

    `language` is a two-letter code; `fetched_at` is an ISO 8601 time; `published` and `modified`
    are ISO 8601 dates, or "" if unknown. The document of a hit comes without its passages.
    """

    id: str
    url: str
    kind: DocumentKind
    title: str
    language: str
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    fetched_at: str = ""
    passages: tuple[Passage, ...] = ()


class Query(NamedTuple):
    """A visitor's question after parsing; `text` is the question without its filters.

    For each language searched, `terms` holds the analysed terms in the order of the question;
    `joined` those of words written as one, such as "e-mail"; `common` those of function words such
    as "the"; `weights` how likely the question is in this language, 0 to 1. A passage must have
    all `phrases` and none of the `excluded` words, both as typed, and be of one of the `kinds` and
    `years`, if there are any.
    """

    # A named tuple is made several times faster than a dataclass, and each question makes one.

    question: str
    terms: Mapping[str, tuple[str, ...]]
    common: Mapping[str, frozenset[str]] = MappingProxyType({})
    weights: Mapping[str, float] = MappingProxyType({})
    joined: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    text: str = ""
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    @property
    def word_count(self) -> int:
        """Return the number of different content words in the likeliest language."""
        likely = max(self.weights, key=lambda language: self.weights[language])
        return len(set(self.terms[likely]) - self.common[likely])


@dataclass(frozen=True)
class Hit:
    """One passage with its document, score and rank (ranks count from 1)."""

    passage: Passage
    document: Document
    score: float
    rank: int


@dataclass(frozen=True)
class Result:
    """A hit made ready to show; spans are (start, end) in the characters of the text.

    `highlights` are the words of the question, `best_sentence` is the one that answers best.
    """

    hit: Hit
    deep_link: str
    highlights: tuple[tuple[int, int], ...]
    best_sentence: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Answer:
    """What the visitor gets: results, best first, all from one build.

    `did_you_mean` is the question with misspelt words corrected, or ""; `is_corrected` says that
    the results are those of the corrected question. `confidence` is the probability that the first
    result answers. `level` says what the results are: "answer" if the first one is, "closest"
    matches, or "none" because the site does not cover the question.
    """

    question: str
    results: tuple[Result, ...]
    build_id: str
    did_you_mean: str = ""
    is_corrected: bool = False
    confidence: float = 0.0
    level: Level = "none"

    @property
    def direct(self) -> Result | None:
        """Return the direct answer, or None if there are only closest matches or none at all."""
        return self.results[0] if self.results and self.level == "answer" else None


@dataclass(frozen=True)
class Reliability:
    """How far direct answers can be trusted, measured on questions made from the site's own.

    `right_share` is the share of direct answers that are right, `answered_share` the share of
    answerable questions that get one, 0 to 1; None if there were too few questions.
    """

    question_count: int = 0
    right_share: float | None = None
    answered_share: float | None = None


@dataclass(frozen=True)
class Weights:
    """What parts of a score are worth, beside 1 for a word anywhere in a passage.

    The formulas stand in `search.inverted.impacts`; docs/ranking.md says what each weight brings.
    """

    question: float = 1.0
    heading: float = 0.4
    pairs: float = 0.2
    ngrams: float = 0.1
    function_words: float = 0.5
    asking_words: float = 1.5


@dataclass(frozen=True)
class Build:
    """One complete index on disk.

    `made_at` is an ISO 8601 time in UTC; `sources` counts documents by site (host and port) and by
    name of imported file; `kinds` counts them by kind.
    """

    id: str
    engine: str
    made_at: str
    document_count: int
    passage_count: int
    languages: tuple[str, ...]
    sources: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    reliability: Reliability = field(default_factory=Reliability)


@dataclass(frozen=True)
class StoredBuild:
    """A build on disk, and whether it is or has been live."""

    build: Build
    is_published: bool
    was_published: bool


@dataclass(frozen=True)
class Progress:
    """How far a phase is; `total` is 0 while unknown."""

    phase: Phase
    done: int
    total: int
    note: str = ""


ReportProgress = Callable[[Progress], None]
"""What long work calls at each step: it draws a bar, writes to a job, or stops the work."""


@dataclass(frozen=True)
class Outcome:
    """What happened to one URL of a scrape, and why.

    "same" pages show the content of another page of the site; "empty" ones have no content.
    """

    url: str
    result: OutcomeResult
    reason: str = ""


@dataclass(frozen=True)
class Finding:
    """A rule that excluded many URLs: their pattern, one of them, and their number."""

    rule: str
    pattern: str
    example: str
    count: int


@dataclass(frozen=True)
class Omission:
    """Text of a page that was left out for one reason: its words, and how the text starts."""

    reason: str
    word_count: int
    sample: str = ""


@dataclass(frozen=True)
class ScrapeReport:
    """What a scrape of one site did; `downloaded_bytes` counts page bodies.

    `seed` is the first of the URLs where the scrape started. `failure` says why the snapshot was
    not changed, or is "". `unread_count` counts known URLs beyond the limit on pages,
    `unlisted_count` refused ones that are not among the outcomes, and `resumed_count` responses
    from an interrupted run. `findings` are the rules that the crawler learnt.
    """

    seed: str
    outcomes: tuple[Outcome, ...]
    downloaded_bytes: int
    unread_count: int = 0
    unlisted_count: int = 0
    findings: tuple[Finding, ...] = ()
    failure: str = ""
    finished_at: str = ""
    resumed_count: int = 0

    def count(self, result: OutcomeResult) -> int:
        """Return how many URLs had this result."""
        return sum(outcome.result == result for outcome in self.outcomes)


@dataclass(frozen=True)
class ImportReport:
    """What was imported from a file of questions: (field, header) pairs, and unusable rows.

    `question_count` counts questions with an answer, `variant_count` those with only a link;
    `name` is what visitors see as their source.
    """

    columns: tuple[tuple[str, str], ...]
    question_count: int
    variant_count: int
    problems: tuple[str, ...]
    name: str = ""
    has_given_name: bool = False


@dataclass(frozen=True)
class PageOmissions:
    """What was left out of one page; `warning` is not empty if that is most of its text."""

    url: str
    omitted: tuple[Omission, ...]
    warning: str = ""


@dataclass(frozen=True)
class IndexReport:
    """The build of an index run, and the pages without content (URL and reason).

    `conflicts` names rows of imported files with two answers to one question, `warnings` pages
    that lost most of their text.
    """

    build: Build
    skipped: tuple[Outcome, ...]
    conflicts: tuple[str, ...] = ()
    warnings: tuple[PageOmissions, ...] = ()


@dataclass(frozen=True)
class Job:
    """A job and its progress.

    Times are ISO 8601 in UTC, or ""; `rate` is in pieces a second, `estimate_s` the seconds that
    are left of the phase, both 0 while unknown. `error` says why it failed, was cancelled or died,
    `build_id` what it made. One that died ended with its last sign of life.
    """

    id: int
    kind: str
    started_by: StartedBy
    state: JobState
    started_at: str
    updated_at: str
    finished_at: str
    phase: str
    done: int
    total: int
    rate: float
    estimate_s: float
    note: str
    error: str
    build_id: str
    cancel_requested: bool
    pid: int

    @property
    def is_active(self) -> bool:
        """Tell whether it waits or runs."""
        return self.state in ("waiting", "running")
