"""One frozen Settings, which `settings_reader` reads once at start.

Every field has a default that works on a laptop, a unit in its name and one line of help.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE_NAME = "faqbot.toml"
_UNITS_S = {"m": 60, "h": 3600, "d": 86_400}


def _setting(
    default: Any,
    help_text: str,
    *,
    least: float | None = None,
    most: float | None = None,
    form: str = "",
    takes: str = "",
    longest: int = 0,
) -> Any:
    limits = {"least": least, "most": most, "form": form, "takes": takes, "longest": longest}
    return field(default=default, metadata={"help": help_text, **limits})


@dataclass(frozen=True)
class ScrapeSettings:
    """How a site is fetched."""

    delay_s: float = _setting(
        1.0, "Pause between two requests; a longer Crawl-delay of the site wins.", least=0
    )
    allow_private: tuple[str, ...] = _setting(
        (),
        "host:port pairs (or host:*) on private addresses that may be contacted.",
        form=r"[^/\s]+:(\d+|\*)",
        takes="host:port or host:*",
    )
    contact: str = _setting(
        "", "E-mail or URL told to sites in the User-Agent, else their own address."
    )
    max_pages: int = _setting(1000, "Pages asked for on one site at most, in one run.", least=1)
    max_page_bytes: int = _setting(20_000_000, "Size of one page or file at most.", least=1)
    deadline_s: float = _setting(30.0, "Time for one response as a whole.", least=0.1)
    keep_failed_days: float = _setting(
        14.0, "How long a page that fails keeps its last good copy.", least=0
    )


@dataclass(frozen=True)
class SourceSettings:
    """Where content comes from: one `[[source]]` table, a site or a file."""

    url: str = _setting("", "Where to start reading a site; or the address of a single PDF.")
    urls: tuple[str, ...] = _setting((), "Where to start, if from several pages of one site.")
    file: str = _setting("", "A file of questions in place of a site, read at each reindex.")
    include: tuple[str, ...] = _setting(
        (), "Only pages like these, and the start: `/guide/*`, `/faq`."
    )
    exclude: tuple[str, ...] = _setting((), "No pages like these: `/archive/*`, `*?print=*`.")
    max_pages: int = _setting(0, "In place of scrape.max_pages; 0 leaves that.", least=0)
    max_depth: int = _setting(0, "Links followed from the start at most; 0 for all.", least=0)
    delay_s: float = _setting(0.0, "In place of scrape.delay_s; 0 leaves that.", least=0)
    ignore_parameters: tuple[str, ...] = _setting(
        (), "Parts of the query that make no other page: `sort`, `ref_*`."
    )
    sitemaps: tuple[str, ...] = _setting((), "Sitemaps that robots.txt does not name.")

    @property
    def starts(self) -> tuple[str, ...]:
        """Return all URLs of the table, in its order."""
        return (*filter(None, [self.url]), *self.urls)


@dataclass(frozen=True)
class IndexSettings:
    """How builds are kept."""

    max_lost_share: float = _setting(
        0.3,
        "A build that lost a larger share of documents or passages is refused.",
        least=0,
        most=1,
    )
    keep_builds: int = _setting(3, "Builds kept to go back to, the published one too.", least=1)


@dataclass(frozen=True)
class ReindexSettings:
    """What starts a reindex by itself, and who is told when it fails."""

    every: str = _setting(
        "",
        "Reindex so long after the last one while `faqbot serve` runs: `30m`, `24h`, `7d`; "
        "empty for never.",
        form=r"([1-9]\d{0,3}[mhd])?",
        takes="minutes, hours or days such as 30m, 24h or 7d, or nothing",
    )
    token: str = _setting(
        "",
        "What a CMS must send to start a reindex by `POST /api/v1/reindex`; empty switches that "
        "off. It belongs into the environment.",
    )
    notify: str = _setting(
        "",
        "Who is told of a reindex that failed while nobody watched: an e-mail address, or an "
        "https URL that gets JSON.",
        form=r"([^\s@,;<>\"]+@[^\s@,;<>\"]+|https://[^\s/]+\S*)?",
        takes="an e-mail address or an https URL",
    )
    smtp: str = _setting(
        "localhost:25",
        "Mail server that takes such mail, without a password.",
        form=r"([^\s:/\[\]]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}",
        takes="host:port",
    )

    @property
    def every_s(self) -> int:
        """Return the seconds from the end of a reindex to the next, 0 for never."""
        return int(self.every[:-1] or 0) * _UNITS_S.get(self.every[-1:], 0)


@dataclass(frozen=True)
class RankingSettings:
    """What each part of a score is worth; a reindex puts it in force."""

    question: float = _setting(
        1.0,
        "What words in the question of a passage add to what they are worth anywhere; up to three "
        "times that where all passages have one.",
        least=0,
        most=10,
    )
    heading: float = _setting(
        0.4, "The same for words in the heading right above running text.", least=0, most=10
    )
    pairs: float = _setting(0.2, "Two words that stand side by side.", least=0, most=10)
    grams: float = _setting(
        0.1, "Runs of four characters inside words, in the second stage.", least=0, most=10
    )
    function_words: float = _setting(
        0.5,
        "Function words (“do”, “my”) beside all other words, which are worth 1.",
        least=0,
        most=10,
    )
    asking_words: float = _setting(
        1.5, "Those that ask (“how”, “when”), in questions and headings.", least=0, most=10
    )


@dataclass(frozen=True)
class AskSettings:
    """How a question is answered."""

    limit: int = _setting(5, "Results shown when the visitor asks for no other number.", least=1)
    max_question_chars: int = _setting(1000, "Longest question that is searched for.", least=1)
    least_confidence: float = _setting(
        0.0,
        "Less sure, the best passage is one of the closest matches, not the answer; 0 takes the "
        "value found for the site, from which about 9 in 10 answers are right.",
        least=0,
        most=1,
    )


@dataclass(frozen=True)
class ServeSettings:
    """How the web service runs."""

    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(5000, "Port to listen on; 0 takes a free one.", least=0, most=65535)
    workers: int = _setting(
        0, "Processes that answer; 0 takes one for each core, 8 at most.", least=0, most=64
    )
    proxies: int = _setting(
        0, "Proxies in front of the service, whose X-Forwarded headers are believed.", least=0
    )
    prefix: str = _setting(
        "",
        "Path below which a proxy shows the service, such as `/faq`.",
        form=r"(/[A-Za-z0-9._~-]+)+",
        takes="a path such as /faq, without a slash at its end",
    )
    requests_per_minute: int = _setting(
        600, "Requests of one address in a minute, for each worker; 0 for any number.", least=0
    )
    redis: str = _setting(
        "", "Where all workers count requests together: `redis://127.0.0.1:6379/0`."
    )


@dataclass(frozen=True)
class PageSettings:
    """What the search page says in the words of the site's staff."""

    title: str = _setting("", "Name above the search page, such as that of the site.", longest=100)
    title_es: str = _setting("", "The same in Spanish; empty takes page.title.", longest=100)
    help: str = _setting(
        "",
        "Whom to ask where the site has no sure answer; addresses become links.",
        longest=1000,
    )
    help_es: str = _setting("", "The same in Spanish; empty takes page.help.", longest=1000)


@dataclass(frozen=True)
class EmbedSettings:
    """Which other sites may show answers."""

    origins: tuple[str, ...] = _setting(
        (),
        "Sites that may embed faqbot and read its API, as `https://www.example.org`.",
        form=r"https?://([a-z0-9-]+\.)*[a-z0-9-]+(:[1-9][0-9]{0,4})?",
        takes="origins in lower case and without a path, such as https://www.example.org",
    )


@dataclass(frozen=True)
class DatabaseSettings:
    """Where what people entered is kept."""

    url: str = _setting(
        "",
        "PostgreSQL as postgresql://user@host/name; empty keeps SQLite in instance/. "
        "A password belongs into the environment.",
    )


@dataclass(frozen=True)
class LogSettings:
    """Which traces of visitors are kept."""

    questions: bool = _setting(
        default=True,
        help_text="Log what is asked, with e-mail addresses and long numbers masked.",
    )
    keep_days: int = _setting(400, "Days after which logged questions are deleted.", least=1)
    requests: bool = _setting(
        default=False,
        help_text="Write a line of JSON for each request to stderr, without question and address.",
    )


@dataclass(frozen=True)
class Settings:
    """Every setting, and the folder where the data lives."""

    home: Path = Path()
    scrape: ScrapeSettings = field(default_factory=ScrapeSettings)
    index: IndexSettings = field(default_factory=IndexSettings)
    reindex: ReindexSettings = field(default_factory=ReindexSettings)
    ranking: RankingSettings = field(default_factory=RankingSettings)
    ask: AskSettings = field(default_factory=AskSettings)
    serve: ServeSettings = field(default_factory=ServeSettings)
    page: PageSettings = field(default_factory=PageSettings)
    embed: EmbedSettings = field(default_factory=EmbedSettings)
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    log: LogSettings = field(default_factory=LogSettings)
    sources: tuple[SourceSettings, ...] = ()

    @property
    def scraped_dir(self) -> Path:
        """Return the folder of the snapshots."""
        return self.home / "scraped"

    @property
    def index_dir(self) -> Path:
        """Return the folder of the builds."""
        return self.home / "index"

    @property
    def database_file(self) -> Path:
        """Return the file of the staff database where `database.url` names no other."""
        return self.home / "instance" / "faqbot.sqlite3"
