import json
import shutil
from dataclasses import replace

import pytest

from faqbot.core.errors import SettingsError
from faqbot.core.settings import Settings, SourceSettings
from faqbot.sample_site.server import SampleSite
from faqbot.services.answering import AnswerService
from faqbot.services.crawling import scrape
from faqbot.services.indexing import build_index


def silent(_):
    pass


def with_sources(settings, *sources):
    return replace(settings, sources=tuple(SourceSettings(**source) for source in sources))


def test_one_dead_site_does_not_stop_another(loopback_settings):
    with SampleSite() as alive:
        reports = scrape(loopback_settings, ["http://127.0.0.1:1/", alive.url], silent)

    assert [bool(report.failure) for report in reports] == [False, True]
    assert reports[0].count("fetched") >= 40


def test_sources_in_the_settings_are_scraped_by_default(loopback_settings, sample_site):
    (loopback_settings.home / "more.csv").write_text(
        "question,answer\nWhere is the gym?,On Elm Street.\n"
    )
    settings = with_sources(
        loopback_settings,
        {"url": sample_site.url, "include": ("/forum/",)},
        {"file": "more.csv"},
    )

    reports = scrape(settings, [], silent)
    build_index(settings, silent)

    kept = {one.url for one in reports[0].outcomes if one.result == "fetched"}
    assert f"{sample_site.url}forum/faq.html" in kept
    assert all("/forum/" in url for url in kept - {sample_site.url})
    assert (
        AnswerService(settings).ask("Where is the gym?").results[0].hit.passage.text
        == "On Elm Street."
    )


def test_a_single_pdf_is_a_source_beside_its_site(loopback_settings, sample_site):
    report = f"{sample_site.url}files/attendance-brief.pdf"
    settings = with_sources(
        loopback_settings, {"url": sample_site.url, "max_pages": 3}, {"url": report}
    )

    by_seed = {done.seed: done for done in scrape(settings, [], silent)}

    assert [outcome.url for outcome in by_seed[report].outcomes] == [report]


def test_two_seeds_of_one_site_are_crawled_together(loopback_settings, sample_site):
    first, second = (f"{sample_site.url}forum/faq.html", f"{sample_site.url}es/preguntas.html")
    scrape(loopback_settings, [first], silent)

    (report,) = scrape(loopback_settings, [second], silent)

    assert report.seed == first
    assert {first, second} <= {outcome.url for outcome in report.outcomes}


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param(
            [{"url": "https://oakhill.example/"}, {"url": "https://www.oakhill.example/faq"}],
            id="one site twice",
        ),
        pytest.param(
            [{"urls": ("https://oakhill.example/", "https://elm.example/")}], id="two sites in one"
        ),
        pytest.param([{"url": "https://oakhill.example/", "include": ("no path",)}], id="pattern"),
    ],
)
def test_invalid_sources_are_errors_before_the_first_request(sources, loopback_settings):
    with pytest.raises(SettingsError, match="faqbot.toml"):
        scrape(with_sources(loopback_settings, *sources), [], silent)


def test_a_missing_file_of_questions_fails_alone(loopback_settings):
    (report,) = scrape(with_sources(loopback_settings, {"file": "lost.csv"}), [], silent)

    assert "lost.csv" in report.failure


def test_the_report_notes_pages_without_passages(sample_settings, tmp_path):
    # A copy: the home that all tests share must keep its one build.
    shutil.copytree(sample_settings.home, tmp_path / "home")
    settings = Settings(tmp_path / "home")
    build_index(settings, silent)

    (path,) = settings.scraped_dir.glob("*/report.json")
    outcomes = {one["url"]: one for one in json.loads(path.read_text())["outcomes"]}
    scan = next(one for url, one in outcomes.items() if url.endswith("founding-memo-1998.pdf"))
    assert scan["result"] == "empty"
    assert "OCR" in scan["reason"]
