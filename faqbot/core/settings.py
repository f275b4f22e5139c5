"""All settings in one frozen dataclass, which `settings_reader` fills once at start.

Every field has a default that works on a laptop, a unit in its name and one line of help.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faqbot.core.records import Weights

FILE_NAME = "faqbot.toml"
_UNITS_S = {"m": 60, "h": 3600, "d": 86_400}


def _setting(
    default: Any,
    help_text: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    pattern: str = "",
    expected: str = "",
    max_chars: int = 0,
) -> Any:
    """Return a field with these limits; `expected` says in words what `pattern` matches."""
    limits = {"minimum": minimum, "maximum": maximum, "max_chars": max_chars}
    form = {"pattern": pattern, "expected": expected}
    return field(default=default, metadata={"help": help_text, **limits, **form})


@dataclass(frozen=True)
class ScrapeSettings:
    """How a site is fetched."""

    delay_s: float = _setting(
        1.0, "Pause between two requests; a longer Crawl-delay of the site wins.", minimum=0
    )
    allow_private: tuple[str, ...] = _setting(
        (),
        "Private addresses that may be contacted, as host:port or host:*.",
        pattern=r"[^/\s]+:(\d+|\*)",
        expected="host:port or host:*",
    )
    contact: str = _setting(
        "", "E-mail address or URL sent in the User-Agent; empty sends the site's own address."
    )
    max_pages: int = _setting(1000, "Maximum number of pages per site and run.", minimum=1)
    max_page_bytes: int = _setting(20_000_000, "Maximum size of one page or file.", minimum=1)
    deadline_s: float = _setting(30.0, "Time limit for one whole response.", minimum=0.1)
    keep_failed_days: float = _setting(
        14.0, "Days for which a page that fails keeps its last good copy.", minimum=0
    )


@dataclass(frozen=True)
class SourceSettings:
    """Where content comes from: one `[[source]]` table, a site or a file."""

    url: str = _setting("", "Start page of a site, or the URL of a single PDF.")
    urls: tuple[str, ...] = _setting((), "Several start pages of one site.")
    file: str = _setting("", "A file of questions instead of a site, read at each reindex.")
    name: str = _setting(
        "", "What visitors see as the source of a file; by default its title or file name."
    )
    include: tuple[str, ...] = _setting(
        (), "Read only matching pages and the start page: `/guide/*`, `/faq`."
    )
    exclude: tuple[str, ...] = _setting((), "Skip matching pages: `/archive/*`, `*?print=*`.")
    max_pages: int = _setting(0, "Overrides scrape.max_pages; 0 keeps it.", minimum=0)
    max_depth: int = _setting(
        0, "Maximum distance from the start page in links; 0 for no limit.", minimum=0
    )
    delay_s: float = _setting(0.0, "Overrides scrape.delay_s; 0 keeps it.", minimum=0)
    ignore_parameters: tuple[str, ...] = _setting(
        (), "Query parameters that do not change the page: `sort`, `ref_*`."
    )
    sitemaps: tuple[str, ...] = _setting((), "Sitemaps that robots.txt does not list.")

    @property
    def starts(self) -> tuple[str, ...]:
        """Return all URLs of the table, in its order."""
        return (*filter(None, [self.url]), *self.urls)


@dataclass(frozen=True)
class IndexSettings:
    """How builds are kept."""

    max_lost_share: float = _setting(
        0.3,
        "Refuse a build that lost a larger share of its documents or passages.",
        minimum=0,
        maximum=1,
    )
    keep_builds: int = _setting(3, "Builds to keep, including the published one.", minimum=1)


@dataclass(frozen=True)
class ReindexSettings:
    """What starts a reindex, and who is notified when it fails."""

    every: str = _setting(
        "",
        "Time from the end of one reindex to the next while `faqbot serve` runs: `30m`, `24h`, "
        "`7d`; empty for never.",
        pattern=r"([1-9]\d{0,3}[mhd])?",
        expected="minutes, hours or days such as 30m, 24h or 7d, or nothing",
    )
    token: str = _setting(
        "",
        "Token that a CMS sends to start a reindex by `POST /api/v1/reindex`; empty disables "
        "this. Set it in the environment.",
    )
    notify: str = _setting(
        "",
        "Where to report an unattended reindex that failed: an e-mail address, or an https URL "
        "that receives JSON.",
        pattern=r"([^\s@,;<>\"]+@[^\s@,;<>\"]+|https://[^\s/]+\S*)?",
        expected="an e-mail address or an https URL",
    )
    smtp: str = _setting(
        "localhost:25",
        "Mail server for these reports, used without a password.",
        pattern=r"([^\s:/\[\]]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}",
        expected="host:port",
    )

    @property
    def every_s(self) -> int:
        """Return the seconds from the end of a reindex to the next, 0 for never."""
        return int(self.every[:-1] or 0) * _UNITS_S.get(self.every[-1:], 0)


@dataclass(frozen=True)
class RankingSettings:
    """What parts of a score are worth; used by the next index run."""

    question: float = _setting(
        Weights.question,
        "Weight of words in the question of a passage, beside 1 for words anywhere in it; up to "
        "three times that where all passages have a question.",
        minimum=0,
        maximum=10,
    )
    function_words: float = _setting(
        Weights.function_words,
        "Weight of function words (“do”, “my”), beside 1 for all other words.",
        minimum=0,
        maximum=10,
    )
    ngrams: float = _setting(
        Weights.ngrams,
        "Weight of character n-grams, which find compounds and misspelt words.",
        minimum=0,
        maximum=10,
    )


@dataclass(frozen=True)
class AskSettings:
    """How a question is answered."""

    limit: int = _setting(5, "Default number of results.", minimum=1)
    max_question_chars: int = _setting(1000, "Maximum length of a question.", minimum=1)
    least_confidence: float = _setting(
        0.0,
        "Confidence below which the best passage is shown as a closest match, not as the answer; "
        "0 uses the value measured for the site, at which about 9 in 10 answers are right.",
        minimum=0,
        maximum=1,
    )


@dataclass(frozen=True)
class ServeSettings:
    """How the web service runs."""

    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(5000, "Port to listen on; 0 picks a free one.", minimum=0, maximum=65535)
    workers: int = _setting(
        0, "Number of worker processes; 0 for one per core, at most 8.", minimum=0, maximum=64
    )
    proxies: int = _setting(
        0, "Proxies in front of the service whose X-Forwarded headers are trusted.", minimum=0
    )
    prefix: str = _setting(
        "",
        "Path under which a proxy serves faqbot, such as `/faq`.",
        pattern=r"(/[A-Za-z0-9._~-]+)+",
        expected="a path such as /faq, without a slash at its end",
    )
    requests_per_minute: int = _setting(
        600, "Requests allowed per address, minute and worker; 0 for no limit.", minimum=0
    )
    redis: str = _setting(
        "", "Redis server in which all workers count requests together: `redis://127.0.0.1:6379/0`."
    )


@dataclass(frozen=True)
class PageSettings:
    """Texts of the search page."""

    title: str = _setting("", "Title of the search page, such as the site's name.", max_chars=100)
    title_es: str = _setting("", "The same in Spanish; empty uses page.title.", max_chars=100)
    help: str = _setting(
        "", "Whom to ask if the site has no sure answer; addresses become links.", max_chars=1000
    )
    help_es: str = _setting("", "The same in Spanish; empty uses page.help.", max_chars=1000)


@dataclass(frozen=True)
class EmbedSettings:
    """Which other sites may embed the widget."""

    origins: tuple[str, ...] = _setting(
        (),
        "Sites that may embed faqbot and read its API: `https://www.example.org`.",
        pattern=r"https?://([a-z0-9-]+\.)*[a-z0-9-]+(:[1-9][0-9]{0,4})?",
        expected="origins in lower case and without a path, such as https://www.example.org",
    )


@dataclass(frozen=True)
class DatabaseSettings:
    """Where questions, feedback and jobs are stored."""

    url: str = _setting(
        "",
        "PostgreSQL server as postgresql://user@host/name; empty for SQLite in instance/. "
        "Set a URL with a password in the environment.",
    )


@dataclass(frozen=True)
class LogSettings:
    """What is logged of visitors."""

    questions: bool = _setting(
        default=True, help_text="Log questions, with e-mail addresses and long numbers masked."
    )
    keep_days: int = _setting(400, "Days after which logged questions are deleted.", minimum=1)
    requests: bool = _setting(
        default=False,
        help_text="Write one JSON line per request to stderr, without question and address.",
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
