"""What a later scrape makes of a site that changed, failed, or was left half read."""

from datetime import timedelta

import pytest

from faqbot.core.errors import FetchError

SEED = "https://oakhill.example/"
FAQ, COST, STAFF = SEED + "faq", SEED + "cost", SEED + "staff"
OFFICE = "The office of Oak Hill School opens at eight and closes at four on every weekday."


def numbered(count):
    return [f"{SEED}page{number}" for number in range(count)]


@pytest.fixture
def large(site):
    """Return a site of eleven pages with texts of their own, after its first scrape."""
    site.pages = {url: f"{OFFICE} Room {'i' * at}." for at, url in enumerate(numbered(10), 1)}
    site.pages[SEED] = "".join(f'<a href="{url}">more</a>' for url in site.pages)
    site.scrape()
    return site


def test_a_failing_page_is_kept_for_the_configured_days(known):
    known.pages[FAQ] = 500
    known.scrape(keep_failed_days=14)
    known.now += timedelta(days=13)

    results = known.scrape(keep_failed_days=14)

    assert results[FAQ] == "failed"
    assert "the copy of 2026-11-23 is kept" in known.reason(FAQ)
    assert FAQ in known.stored


def test_a_page_that_fails_for_longer_is_removed(known):
    known.pages[FAQ] = 500
    known.scrape(keep_failed_days=14)
    known.now += timedelta(days=15)

    results = known.scrape(keep_failed_days=14)

    assert results[FAQ] == "gone"
    assert "it has failed since 2026-11-23" in known.reason(FAQ)
    assert FAQ not in known.stored


def test_a_success_restarts_the_grace_period(known):
    known.pages[FAQ] = 500
    known.scrape()
    known.pages[FAQ] = "answers"
    known.scrape()
    known.pages[FAQ] = 500
    known.now += timedelta(days=15)

    assert known.scrape()[FAQ] == "failed"


def test_a_page_that_redirects_to_one_that_fails_keeps_its_copy(known):
    known.pages |= {FAQ: (301, STAFF), STAFF: 503}

    results = known.scrape()

    assert (results[FAQ], results[STAFF]) == ("failed", "failed")
    assert known.stored[FAQ] == "answers"


def test_a_long_chain_of_redirects_fails(site):
    site.pages[FAQ] = (302, "/hop/0")
    site.pages |= {f"{SEED}hop/{at}": (302, f"/hop/{at + 1}") for at in range(99)}

    results = site.scrape()

    assert results[FAQ] == "failed"
    assert len(site.requested) < 15


def lose_most(site):
    site.pages |= dict.fromkeys(numbered(10)[:8], 404)


def fail_mostly(site):
    site.pages |= dict.fromkeys(numbered(10)[:8], 500)


def show_shells(site):
    site.pages |= {url: f"Soon {'i' * at}" for at, url in enumerate(numbered(10), 1)}


def show_one_text(site):
    site.pages |= dict.fromkeys(numbered(10), "Down for maintenance until Monday.")


ILL = [
    pytest.param(lose_most, "only 3 of 11 known pages are left", id="gone"),
    pytest.param(fail_mostly, "8 failed", id="errors"),
    pytest.param(show_shells, "10 lost their text", id="without text"),
    pytest.param(show_one_text, "nothing was changed", id="one text"),
]


@pytest.mark.parametrize(("fall_ill", "told"), ILL)
def test_a_site_that_lost_most_of_its_pages_changes_nothing(large, fall_ill, told):
    before = large.stored
    fall_ill(large)

    large.scrape()

    assert told in large.report.failure
    assert f"faqbot scrape --force {SEED}" in large.report.failure
    assert large.stored == before


@pytest.mark.parametrize(("fall_ill", "told"), ILL)
def test_force_accepts_the_loss(large, fall_ill, told):
    before = large.stored
    fall_ill(large)
    large.scrape()

    large.scrape(force=True)

    assert large.report.failure == ""
    assert large.snapshot.entries.get(numbered(10)[0]) != before or large.stored != before


def test_force_never_empties_a_snapshot(known):
    before = known.stored
    known.pages = {SEED: "<meta name=robots content=noindex>"}

    known.scrape(force=True)

    assert "no page could be kept" in known.report.failure
    assert known.stored == before


def test_excluded_pages_are_no_loss(large):
    results = large.scrape(exclude=("/page*",))

    assert large.report.failure == ""
    assert results[numbered(1)[0]] == "refused"
    assert set(large.stored) == {SEED}


def test_a_crawl_is_aborted_after_many_failures_in_a_row(site):
    urls = numbered(60)
    site.pages = {SEED: "".join(f'<a href="{url}">more</a>' for url in urls)}
    site.pages |= dict.fromkeys(urls, FetchError(SEED, "no response in time"))

    site.scrape()

    assert "25 pages in a row failed" in site.report.failure
    assert len(site.requested) == 26


def test_pages_with_equal_text_are_kept_once(site):
    site.pages[COST] = "<p>answers</p>"

    results = site.scrape()

    assert (results[FAQ], results[COST]) == ("fetched", "same")
    assert site.reason(COST) == f"same content as {FAQ}"
    assert set(site.stored) == {SEED, FAQ}


def test_a_known_page_stays_when_a_shorter_url_has_the_same_text(known):
    known.pages |= {SEED: known.pages[SEED] + '<a href="/f">new</a>', SEED + "f": "answers"}

    results = known.scrape()

    assert (results[FAQ], results[SEED + "f"]) == ("unchanged", "same")


def test_a_page_gives_way_to_its_canonical_url(site):
    site.pages |= {
        SEED: '<a href="/faq?print=all">more</a>',
        SEED + "faq?print=all": f'<link rel=canonical href="/faq"><p>{OFFICE}</p>',
        FAQ: f"<h1>Hours</h1><p>{OFFICE}</p>",
    }

    results = site.scrape()

    assert results[SEED + "faq?print=all"] == "same"
    assert set(site.stored) == {SEED, FAQ}


def test_a_missing_canonical_url_is_ignored(site):
    site.pages = {SEED: '<a href="/faq?v=1">more</a>'}
    site.pages[SEED + "faq?v=1"] = f'<link rel=canonical href="/faq"><p>{OFFICE}</p>'

    site.scrape()

    assert set(site.stored) == {SEED, SEED + "faq?v=1"}


def test_a_home_page_declared_canonical_of_everything_is_ignored(site):
    canonical = '<link rel=canonical href="/">'
    site.pages |= {FAQ: f"{canonical}<p>{OFFICE}</p>", COST: f"{canonical}<p>It is free.</p>"}

    site.scrape()

    assert set(site.stored) == {SEED, FAQ, COST}


@pytest.mark.parametrize("at_first", [True, False], ids=["at first", "later"])
def test_a_noindex_page_is_followed_and_not_kept(site, at_first):
    if not at_first:
        site.scrape()
    site.pages |= {
        FAQ: '<meta name=robots content=noindex><a href="/staff">people</a>',
        STAFF: "people",
    }

    results = site.scrape()

    assert results[FAQ] == "refused"
    assert "noindex" in site.reason(FAQ)
    assert (FAQ in site.stored, STAFF in site.stored) == (False, True)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<title>Page not found | Oak Hill</title>Sorry.", id="title"),
        pytest.param("<title>404 - Oak Hill</title>Sorry.", id="number"),
        pytest.param("<title>Oak Hill</title>We looked and looked.", id="as a made-up address"),
    ],
)
def test_a_soft_404_is_not_kept(known, page):
    made_up = SEED + "faqbot-asks-for-a-page-that-is-not-there"
    known.pages |= {made_up: "<title>Oak Hill</title>We looked and looked.", FAQ: page}

    results = known.scrape()

    assert results[FAQ] == "gone"
    assert "soft 404" in known.reason(FAQ)
    assert FAQ not in known.stored


def test_a_page_about_error_pages_is_a_page(known):
    known.pages[FAQ] = f"<title>What does 404 mean? - Oak Hill</title>{OFFICE}"

    assert known.scrape()[FAQ] == "fetched"


def test_a_page_that_needs_javascript_is_reported_with_advice(site):
    site.pages[FAQ] = '<div id="root"></div><script src="/main.js"></script>'

    results = site.scrape()

    assert results[FAQ] == "empty"
    assert "empty without JavaScript" in site.reason(FAQ)


def test_an_interrupted_scrape_resumes(site):
    site.pages[COST] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        site.scrape()
    site.pages[COST] = "prices"

    results = site.scrape()

    assert site.requested == [COST]
    assert results == {SEED: "fetched", FAQ: "fetched", COST: "fetched"}
    assert set(site.stored) == {SEED, FAQ, COST}


def test_unchanged_and_gone_pages_of_an_interrupted_scrape_are_not_requested_again(known):
    known.pages |= {SEED: known.pages[SEED] + '<a href="/staff">', STAFF: KeyboardInterrupt()}
    known.pages[FAQ] = 404
    known.now += timedelta(hours=1)
    with pytest.raises(KeyboardInterrupt):
        known.scrape()
    known.pages[STAFF] = "people"

    results = known.scrape()

    assert known.requested == [STAFF]
    assert results == {SEED: "fetched", FAQ: "gone", COST: "unchanged", STAFF: "fetched"}


def test_failures_of_an_interrupted_scrape_are_requested_again(site):
    site.pages |= {FAQ: 503, COST: KeyboardInterrupt()}
    with pytest.raises(KeyboardInterrupt):
        site.scrape()
    site.pages |= {FAQ: "answers", COST: "prices"}

    assert site.scrape()[FAQ] == "fetched"


@pytest.mark.parametrize(
    ("later", "force"),
    [
        pytest.param(timedelta(hours=25), False, id="a day later"),
        pytest.param(timedelta(hours=-1), False, id="clock set back"),
        pytest.param(timedelta(hours=1), True, id="forced"),
    ],
)
def test_an_old_or_forced_scrape_starts_afresh(site, later, force):
    site.pages[COST] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        site.scrape()
    site.pages |= {FAQ: "better answers", COST: "prices"}
    site.now += later

    site.scrape(force=force)

    assert site.stored[FAQ] == "better answers"


@pytest.mark.parametrize("rest", ["", '{"url": "https://oakhill.ex', "[]\n", '{"url": 7}\n'])
def test_a_damaged_journal_line_costs_only_itself(site, tmp_path, rest):
    site.pages[COST] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        site.scrape()
    with (tmp_path / "oakhill.example" / "journal.jsonl").open("a") as journal:
        journal.write(rest)
    site.pages[COST] = "prices"

    site.scrape()

    assert site.requested == [COST]


def test_a_finished_scrape_leaves_no_journal(known, tmp_path):
    assert {path.name for path in (tmp_path / "oakhill.example").iterdir()} == {
        "manifest.json",
        "pages",
    }


def test_the_journal_of_a_committed_run_is_ignored(site, tmp_path):
    journal = tmp_path / "oakhill.example" / "journal.jsonl"
    site.pages[COST] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        site.scrape()
    lines = journal.read_text()
    site.pages |= {COST: "prices", FAQ: "answers"}
    site.scrape()
    journal.write_text(lines)  # as if killed between the manifest and the journal's end
    site.pages[FAQ] = "better answers"

    site.scrape()

    assert site.stored[FAQ] == "better answers"


def test_all_seeds_of_a_site_are_read(site):
    site.pages = {FAQ: "answers", COST: "prices"}

    site.scrape(seeds=(FAQ, COST))

    assert set(site.stored) == {FAQ, COST}
    assert site.snapshot.seeds == (FAQ, COST)


def test_one_seed_that_fails_does_not_fail_the_site(known):
    known.pages[COST] = 500

    known.scrape(seeds=(SEED, COST))

    assert known.report.failure == ""
    assert set(known.stored) == {SEED, FAQ, COST}


def test_a_single_file_is_read_without_its_site(site):
    report = SEED + "report.pdf"
    site.pages[report] = '<a href="/faq">'

    site.scrape(seeds=(report,))

    assert site.requested == [report]


def test_patterns_and_depth_limit_the_crawl(site):
    site.pages |= {FAQ: '<a href="/faq/deep">more</a>', FAQ + "/deep": "details"}

    results = site.scrape(exclude=("/cost",), max_depth=1)

    assert site.requested == [SEED, FAQ]
    assert 'excluded by the pattern "/cost"' in site.reason(COST)
    assert results[FAQ + "/deep"] == "refused"


def test_pages_of_a_sitemap_are_read(site):
    site.pages[SEED + "sitemap.xml"] = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{STAFF}</loc></url></urlset>"
    )
    site.pages[STAFF] = "people"

    assert site.scrape()[STAFF] == "fetched"


def test_unread_urls_beyond_max_pages_are_counted(site):
    site.scrape(max_pages=2)

    assert site.report.unread_count == 1
