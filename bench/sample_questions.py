"""How often the right passage of the sample site comes first, and among the first five.

    python bench/sample_questions.py [CSV…]

There are two sets of questions. `tests/sample_questions.csv` asks as visitors do, in plain words.
`far_questions.csv` shares as few words with the pages as its writer could manage; it shows the
limits of word matching. Each set is asked twice: of the pages alone, and with the staff's file of
other wordings, one for each question of the site, whose writer had seen neither set.
"""

import csv
import re
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

from faqbot.core.errors import QuestionError
from faqbot.core.settings import ScrapeSettings, Settings
from faqbot.sample_site.server import SampleSite
from faqbot.sample_site.site import WORDINGS
from faqbot.services.answering import AnswerService
from faqbot.services.crawling import import_file, scrape
from faqbot.services.indexing import build_index

HERE = Path(__file__).parent
SETS = [HERE.parent / "tests" / "sample_questions.csv", HERE / "far_questions.csv"]


def rank_of(service: AnswerService, question: str, expected: set[str]) -> int:
    """Return the rank of the first expected link, or 0 if it is not among the first five."""
    try:
        results = service.ask(question, limit=5).results
    except QuestionError:
        return 0
    # Without the words that browsers and viewers search for.
    links = [re.split(":~:text=|&search=", unquote(result.deep_link))[0] for result in results]
    return next((rank for rank, link in enumerate(links, 1) if link in expected), 0)


def report(settings: Settings, site: str, files: list[Path], label: str) -> None:
    """Index the site and print a line for each file."""
    build_index(settings, lambda _: None)
    service = AnswerService(settings)
    for file in files:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.DictReader(lines) if row["expected_url"]]
        ranks = [
            rank_of(
                service,
                row["question"],
                {site.rstrip("/") + url for url in row["expected_url"].split()},
            )
            for row in rows
        ]
        first, top = ranks.count(1), len(ranks) - ranks.count(0)
        figures = f"{first} of {len(rows)} right first, {top} among the first five"
        print(f"{label:14} {file.name}: {figures}")


def main(files: list[Path]) -> None:
    """Scrape the sample site into a temporary folder and ask it with and without wordings."""
    with tempfile.TemporaryDirectory() as home, SampleSite() as site:
        rules = ScrapeSettings(delay_s=0.0, allow_private=("127.0.0.1:*",))
        settings = Settings(Path(home), scrape=rules)
        scrape(settings, [site.url], lambda _: None)
        report(settings, site.url, files, "pages alone")
        import_file(settings, WORDINGS)
        report(settings, site.url, files, "with wordings")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or SETS)
