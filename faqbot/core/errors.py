"""Every error that faqbot raises on purpose, in one tree.

FaqbotError
├── SettingsError       a setting is unknown or has a value that cannot be used
├── LanguageError       the file of a language has a mistake
├── UrlError            a URL that faqbot cannot work with
├── FetchError          one page could not be fetched; a crawl records it and goes on
│   └── RefusedError    faqbot declined to ask for it: robots.txt, scope or a private address
├── SourceError         a whole site gave nothing to work with
├── ExtractionError     one page or file could not be read; it is counted and passed over
├── BuildError          an index could not be made or opened
│   ├── NoBuildError    nothing has been indexed yet
│   └── RefusedBuildError   a build that must not be published as it is
├── NotFoundError       no document or passage of that id in the published build
├── QuestionError       a question that cannot be searched for
│   └── VagueQuestionError  it has no word that could be looked for
├── VoteError           what was sent is no vote on an answer
├── StoreError          the staff database cannot be opened, read or written
├── JobRunningError     a job of that kind runs already
├── JobCancelledError   staff cancelled the running job
├── NotifyError         staff could not be told of a failure
└── ServeError          the web service cannot start

Messages name the thing, the fact and the way out. Only the faces turn errors into exit codes,
HTTP status or pages.
"""

from collections.abc import Sequence


class FaqbotError(Exception):
    """Base of every error that faqbot raises on purpose."""


class SettingsError(FaqbotError):
    """A setting is unknown or has a value that cannot be used."""


class LanguageError(FaqbotError):
    """The file of a language has an unknown key or a value of the wrong form."""


class UrlError(FaqbotError):
    """A URL that faqbot cannot work with, such as one that is not http or https."""


class FetchError(FaqbotError):
    """One page could not be fetched; a crawl records it and goes on."""

    def __init__(self, url: str, reason: str) -> None:
        # A reason may quote what a server sent: nothing that steers a terminal passes.
        self.url = url
        self.reason = "".join(char for char in reason if char.isprintable())
        super().__init__(f"{url}: {self.reason}")


class RefusedError(FetchError):
    """faqbot declined to ask for the page: robots.txt, scope or a private address."""


class SourceError(FaqbotError):
    """A whole site gave nothing to work with."""


class ExtractionError(FaqbotError):
    """One page or file could not be read; it is counted and passed over.

    `may_pass` says that another try may succeed: it took too long or too much memory.
    """

    def __init__(self, reason: str, *, may_pass: bool = False) -> None:
        super().__init__(reason)
        self.may_pass = may_pass


class BuildError(FaqbotError):
    """An index could not be made or opened."""


class NoBuildError(BuildError):
    """Nothing has been indexed yet."""


class RefusedBuildError(BuildError):
    """A build that must not be published as it is; `problems` says why, one line each."""

    def __init__(self, build_id: str, problems: Sequence[str]) -> None:
        self.build_id = build_id
        self.problems = tuple(problems)
        super().__init__(
            f"build {build_id} was not published: {'; '.join(self.problems)}. The published build "
            f"stays in force; `faqbot publish {build_id} --force` publishes this one all the same"
        )


class NotFoundError(FaqbotError):
    """No document or passage of that id is in the published build."""


class QuestionError(FaqbotError):
    """A question that cannot be searched for: empty, too long, or without a word."""


class VagueQuestionError(QuestionError):
    """A question without a word that could be looked for: common words, or signs only."""


class VoteError(FaqbotError):
    """What was sent is no vote on an answer, such as one for an answer that was never given."""


class StoreError(FaqbotError):
    """The staff database cannot be opened, read or written; answering goes on without it."""


class JobRunningError(FaqbotError):
    """A job of that kind runs already, and there is one at a time."""


class JobCancelledError(FaqbotError):
    """Staff cancelled the running job."""


class NotifyError(FaqbotError):
    """Staff could not be told of a failure, by mail or by a call of their URL."""


class ServeError(FaqbotError):
    """The web service cannot start, because its port is taken for example."""
