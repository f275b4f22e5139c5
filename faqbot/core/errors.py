"""Every error that faqbot raises on purpose, in one tree.

FaqbotError
├── SettingsError, LanguageError                    configuration
├── UrlError, SourceError                           what to crawl
├── FetchError ── RefusedError                      one page of a crawl
├── ExtractionError                                 one page or file
├── BuildError ── NoBuildError, RefusedBuildError   the index
├── NotFoundError, VoteError                        requests of visitors
├── QuestionError ── VagueQuestionError             their questions
├── StoreError                                      the staff database
├── JobRunningError, JobCancelledError, NotifyError jobs
└── ServeError                                      the web service

Messages name the thing, the fact and the way out. Only the faces turn errors into exit codes,
HTTP status or pages.
"""

from collections.abc import Sequence


class FaqbotError(Exception):
    """Base of every error that faqbot raises on purpose."""


class SettingsError(FaqbotError):
    """A setting is unknown or has an invalid value."""


class LanguageError(FaqbotError):
    """The file of a language has an unknown key or a value of the wrong form."""


class UrlError(FaqbotError):
    """A URL that faqbot cannot work with, such as one that is not http or https."""


class FetchError(FaqbotError):
    """One page could not be fetched; the crawl records it and goes on."""

    def __init__(self, url: str, reason: str) -> None:
        # A reason may quote the server: remove what a terminal would take for control sequences.
        self.url = url
        self.reason = "".join(char for char in reason if char.isprintable())
        super().__init__(f"{url}: {self.reason}")


class RefusedError(FetchError):
    """The page was not requested: robots.txt, scope or a private address."""


class SourceError(FaqbotError):
    """A site or folder has nothing to work with."""


class ExtractionError(FaqbotError):
    """A page or file could not be read; it is counted and skipped.

    `may_pass` says that another try may succeed: this one took too long or too much memory.
    """

    def __init__(self, reason: str, *, may_pass: bool = False) -> None:
        super().__init__(reason)
        self.may_pass = may_pass


class BuildError(FaqbotError):
    """An index could not be made or opened."""


class NoBuildError(BuildError):
    """Nothing has been indexed yet."""


class RefusedBuildError(BuildError):
    """A build failed verification; `problems` says why, one line each."""

    def __init__(self, build_id: str, problems: Sequence[str]) -> None:
        self.build_id = build_id
        self.problems = tuple(problems)
        super().__init__(
            f"build {build_id} was not published: {'; '.join(self.problems)}. The build before it "
            f"stays live; `faqbot publish {build_id} --force` publishes this one anyway"
        )


class NotFoundError(FaqbotError):
    """There is no document, passage, build or job with this id."""


class QuestionError(FaqbotError):
    """A question that cannot be searched for: too long, or without a content word."""


class VagueQuestionError(QuestionError):
    """A question without a content word: empty, or only common words or signs."""


class VoteError(FaqbotError):
    """Invalid vote, such as one for an answer that was never given."""


class StoreError(FaqbotError):
    """The staff database cannot be opened, read or written; answering goes on without it."""


class JobRunningError(FaqbotError):
    """A job of this kind is already running; there is one at a time."""


class JobCancelledError(FaqbotError):
    """Staff cancelled the running job."""


class NotifyError(FaqbotError):
    """Staff could not be notified of a failure, by mail or webhook."""


class ServeError(FaqbotError):
    """The web service cannot start, for example because its port is taken."""
