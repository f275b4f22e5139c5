import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from faqbot.core.errors import SourceError, UrlError
from faqbot.core.records import Weights
from faqbot.core.settings import RankingSettings, Settings
from faqbot.sample_site.server import SampleSite
from faqbot.search.builds.folders import published_id, read_build
from faqbot.services.answering import AnswerService
from faqbot.services.crawling import scrape
from faqbot.services.indexing import build_index


def reindex(settings, *urls):
    scrape(settings, urls, lambda _: None)
    build_index(settings, lambda _: None)


def test_a_second_scrape_of_the_unchanged_site_downloads_nothing(loopback_settings):
    with SampleSite() as site:
        first = scrape(loopback_settings, [site.url], lambda _: None)[0]
        second = scrape(loopback_settings, [site.url], lambda _: None)[0]
    assert first.count("fetched") == second.count("unchanged") >= 40
    assert (second.count("fetched"), second.downloaded_bytes) == (0, 0)


def test_known_sites_are_scraped_again_by_default(loopback_settings, small_site):
    with small_site({"/": "<h1>Hours</h1><p>The office opens at nine.</p>"}) as url:
        scrape(loopback_settings, [url], lambda _: None)
        assert [report.seed for report in scrape(loopback_settings, [], lambda _: None)] == [url]


def test_what_changed_on_the_site_changes_the_answer(loopback_settings, small_site):
    pages = {"/": "<h1>Hours</h1><p>The office opens at nine.</p>"}
    with small_site(pages) as url:
        reindex(loopback_settings, url)
        pages["/"] = "<h1>Hours</h1><p>The office opens at ten.</p>"
        reindex(loopback_settings)
    first = AnswerService(loopback_settings).ask("office hours").results[0]
    assert first.hit.passage.text == "The office opens at ten."


def test_a_changed_weight_changes_the_answer_after_a_reindex(loopback_settings, small_site):
    pages = {
        "/": "<h1>Office</h1><h2>Where are the spare keys?</h2><p>At the gate, with the porter.</p>"
        "<h2>Hours</h2><p>The keys hang in the hall: keys for all, all keys.</p>"
    }
    strong = replace(loopback_settings, ranking=RankingSettings(question=10.0))
    weak = replace(loopback_settings, ranking=RankingSettings(question=0.0))
    with small_site(pages) as url:
        reindex(weak, url)
        before = AnswerService(strong).ask("your keys").results[0].hit.passage.question
        reindex(strong)
    after = AnswerService(weak).ask("your keys").results[0].hit.passage.question
    assert [before, after] == ["", "Where are the spare keys?"]


def test_the_default_weights_of_the_settings_are_those_of_the_search():
    assert Weights(**vars(RankingSettings())) == Weights()


def test_a_page_that_vanished_from_the_site_is_no_longer_an_answer(loopback_settings, small_site):
    link = '<p>Welcome to our little office.</p><a href="/fees">Fees</a>'
    pages = {"/": link, "/fees": "<h1>Fees</h1><p>The permit costs twelve dollars.</p>"}
    with small_site(pages) as url:
        reindex(loopback_settings, url)
        del pages["/fees"]
        reindex(loopback_settings)
    assert AnswerService(loopback_settings).ask("permit").results == ()


def test_a_site_without_text_publishes_nothing(loopback_settings, small_site):
    with (
        small_site({"/": "<html></html>"}) as url,
        pytest.raises(SourceError, match="nothing was published"),
    ):
        reindex(loopback_settings, url)
    assert not (loopback_settings.index_dir / "published").exists()


def test_a_site_that_is_down_keeps_yesterdays_answers(loopback_settings, small_site):
    with small_site({"/": "<h1>Hours</h1><p>The office opens at nine.</p>"}) as url:
        reindex(loopback_settings, url)
    (report,) = scrape(loopback_settings, [], lambda _: None)
    assert "cannot be reached" in report.failure
    build_index(loopback_settings, lambda _: None)
    assert AnswerService(loopback_settings).ask("office hours").results


def test_pages_without_content_are_reported_with_the_reason(sample_settings, tmp_path):
    shutil.copytree(sample_settings.home, tmp_path / "home")
    report = build_index(Settings(tmp_path / "home"), lambda _: None)
    reasons = {outcome.url.rpartition("/")[2]: outcome.reason for outcome in report.skipped}
    assert "OCR" in reasons["founding-memo-1998.pdf"]


def test_an_index_without_a_scrape_names_the_way_out(loopback_settings):
    with pytest.raises(SourceError, match="run `faqbot scrape URL` first"):
        build_index(loopback_settings, lambda _: None)


def test_a_scrape_without_a_site_names_the_way_out(loopback_settings):
    with pytest.raises(SourceError, match="faqbot scrape https://"):
        scrape(loopback_settings, [], lambda _: None)


def test_a_wrong_scheme_is_refused_before_any_request(loopback_settings):
    with pytest.raises(UrlError, match="https:// or http://"):
        scrape(loopback_settings, ["ftp://example.org"], lambda _: None)


def test_a_private_address_is_refused_unless_the_settings_name_it(loopback_settings, small_site):
    closed = Settings(loopback_settings.home)
    with small_site({"/": "<p>Secret of the intranet.</p>"}) as url:
        (report,) = scrape(closed, [url], lambda _: None)
    assert "scrape.allow_private" in report.failure


def test_progress_is_reported_for_every_phase(loopback_settings, small_site):
    steps = []
    with small_site({"/": "<h1>Hours</h1><p>The office opens at nine.</p>"}) as url:
        scrape(loopback_settings, [url], steps.append)
        build_index(loopback_settings, steps.append)
    assert {step.phase for step in steps} == {"scrape", "extract", "index"}
    assert all(step.done <= step.total for step in steps)


def test_an_index_run_reuses_the_published_build(sample_settings, tmp_path, caplog):
    shutil.copytree(sample_settings.home, tmp_path / "home")
    settings = Settings(tmp_path / "home")
    segments = {path.name for path in segments_of(settings)}
    build_index(settings, lambda _: None)
    assert {path.name for path in segments_of(settings)} == segments
    assert caplog.text == ""


def test_a_damaged_build_is_named_and_not_reused(loopback_settings, caplog, small_site):
    pages = {"/": "<h1>Hours</h1><p>The office opens at nine.</p>"}
    with small_site(pages) as url:
        reindex(loopback_settings, url)
        (segment,) = segments_of(loopback_settings)
        segment.write_bytes(segment.read_bytes()[:-1])
        reindex(loopback_settings)
    assert segment.name not in {path.name for path in segments_of(loopback_settings)}
    assert segment.name in caplog.text
    assert AnswerService(loopback_settings).ask("office hours").results


def segments_of(settings: Settings) -> set[Path]:
    """Return the files of the published build's segments; no two are ever named alike."""
    published = (settings.index_dir / "published").read_text().strip()
    return set((settings.index_dir / "builds" / published / "store").glob("*.seg"))


def test_a_build_states_how_far_its_answers_can_be_trusted(sample_settings):
    index_dir = sample_settings.index_dir
    reliability = read_build(index_dir / "builds" / published_id(index_dir)).reliability
    assert reliability.question_count > 100
    assert reliability.right_share > 0.75
    assert 0 < reliability.answered_share < 1


def test_the_start_of_an_answer_of_many_parts_comes_before_the_rest(loopback_settings, small_site):
    rest = "".join(f"<p>Shelf {n} holds ledgers of the year {1800 + n}.</p>" for n in range(200))
    page = f"<h2>What is the muniment room?</h2><p>It keeps our oldest papers.</p>{rest}"
    with small_site({"/": page}) as url:
        reindex(loopback_settings, url)
    best = AnswerService(loopback_settings).ask("what is the muniment room").results[0].hit.passage
    assert best.text.startswith("It keeps our oldest papers.")


def test_only_what_changed_is_extracted_again(loopback_settings, small_site):
    links = "".join(f'<a href="/{n}">Room {n}</a> ' for n in range(4))
    pages = {f"/{n}": f"<h1>Room {n}</h1><p>Room {n} has {n} desks." for n in range(4)}
    pages["/"] = f"<p>Welcome to our little office.</p>{links}"
    with small_site(pages) as url:
        reindex(loopback_settings, url)
        before = cached_files(loopback_settings)
        pages["/2"] = "<h1>Room 2</h1><p>Room 2 is closed for repairs."
        reindex(loopback_settings)
    assert len(before) == 10  # of each page what it adds to the site, and what is in it
    assert len(before & cached_files(loopback_settings)) == 8


def cached_files(settings):
    files = settings.scraped_dir.glob("*/extracted/*")
    return {(path.name, path.stat().st_mtime_ns) for path in files}
