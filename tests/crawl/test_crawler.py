import pytest

from faqbot.core.errors import FetchError, RefusedError

SEED = "https://oakhill.example/"
FAQ, COST, STAFF = SEED + "faq", SEED + "cost", SEED + "staff"
DISTRICT = "https://district.example/"


def linking(*urls):
    return "".join(f'<p><a href="{url}">more</a>' for url in urls)


def test_the_first_scrape_stores_every_page_that_is_linked(site):
    results = site.scrape()

    assert results == {SEED: "fetched", FAQ: "fetched", COST: "fetched"}
    assert site.stored == site.pages
    assert site.snapshot.seeds == (SEED,)
    assert site.downloaded_bytes == sum(len(html) for html in site.pages.values())


def test_pages_are_visited_in_the_order_of_the_links(site):
    site.pages |= {FAQ: linking(STAFF), STAFF: "people"}

    site.scrape()

    assert site.requested == [SEED, FAQ, COST, STAFF]


def test_progress_counts_done_and_known_pages(site):
    site.scrape()

    assert [(step.phase, step.done, step.total, step.note) for step in site.progress] == [
        ("scrape", 1, 3, SEED),
        ("scrape", 2, 3, FAQ),
        ("scrape", 3, 3, COST),
    ]


@pytest.mark.parametrize("knows_conditions", [True, False], ids=["status 304", "sent again"])
def test_a_second_scrape_finds_the_same_pages_unchanged(known, knows_conditions):
    known.knows_conditions = knows_conditions

    results = known.scrape()

    assert results == dict.fromkeys([SEED, FAQ, COST], "unchanged")
    assert known.requested == [SEED, FAQ, COST]
    assert known.stored == known.pages
    assert (known.downloaded_bytes == 0) is knows_conditions


def test_a_changed_page_is_replaced(known):
    known.pages[FAQ] = "better answers"

    results = known.scrape()

    assert results == {SEED: "unchanged", FAQ: "fetched", COST: "unchanged"}
    assert known.stored[FAQ] == "better answers"
    assert known.downloaded_bytes == len("better answers")


def test_a_page_whose_file_was_lost_is_fetched_again(known, tmp_path):
    (tmp_path / "oakhill.example" / "pages" / known.snapshot.page(FAQ).sha256).unlink()

    known.knows_conditions = True

    known.scrape()

    assert FAQ in known.requested
    assert known.stored == known.pages


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_removed(known, status):
    known.pages[FAQ] = status

    results = known.scrape()

    assert results[FAQ] == "gone"
    assert set(known.stored) == {SEED, COST}


FAILURES = [
    pytest.param(FetchError(FAQ, "no response in time"), id="no answer"),
    pytest.param(500, id="server error"),
    pytest.param(403, id="forbidden"),
    pytest.param((301, "mailto:office@oakhill.example"), id="redirect to no page"),
    pytest.param((301, "http://["), id="broken redirect"),
    pytest.param((301, ""), id="redirect to nowhere"),
]


@pytest.mark.parametrize("answer", FAILURES)
def test_a_page_that_fails_keeps_its_last_copy(known, answer):
    known.pages[FAQ] = answer

    results = known.scrape()

    assert results[FAQ] == "failed"
    assert known.stored[FAQ] == "answers"


def test_links_of_the_last_copy_are_followed_while_a_page_fails(known):
    known.pages |= {FAQ: linking(STAFF), STAFF: "people"}
    known.scrape()
    known.pages[FAQ] = 500

    known.scrape()

    assert known.stored[STAFF] == "people"


UNSEEN = [
    pytest.param(404, id="dead link"),
    pytest.param(304, id="not modified since never"),
]


@pytest.mark.parametrize("answer", [*FAILURES, *UNSEEN])
def test_a_new_page_that_fails_is_counted_and_the_others_are_stored(site, answer):
    site.pages[FAQ] = answer

    results = site.scrape()

    assert results == {SEED: "fetched", FAQ: "failed", COST: "fetched"}
    assert set(site.stored) == {SEED, COST}


def test_a_page_that_is_now_disallowed_is_removed(known):
    known.pages[FAQ] = RefusedError(FAQ, "unsupported content type image/png")

    results = known.scrape()

    assert results[FAQ] == "refused"
    assert set(known.stored) == {SEED, COST}


def test_pages_disallowed_by_robots_txt_are_not_requested(known):
    results = known.scrape(forbidden=["/faq"])

    assert results[FAQ] == "refused"
    assert known.requested == [SEED, COST]
    assert set(known.stored) == {SEED, COST}


@pytest.mark.parametrize(
    ("changes", "forbidden", "reason"),
    [
        pytest.param(
            {SEED: FetchError(SEED, "cannot be reached")}, [], "cannot be reached", id="down"
        ),
        pytest.param({SEED: 503}, [], "HTTP status 503", id="in maintenance"),
        pytest.param({SEED: 404}, [], "HTTP status 404", id="gone"),
        pytest.param({}, ["/"], "disallowed by robots.txt", id="forbidden"),
        pytest.param(
            {SEED: (301, DISTRICT)},
            [],
            f"redirects to {DISTRICT}: belongs to another site",
            id="given up",
        ),
        pytest.param({SEED: (301, STAFF), STAFF: 500}, [], "HTTP status 500", id="moved away"),
        pytest.param({SEED: (301, SEED)}, [], "redirect", id="redirect to itself"),
    ],
)
def test_a_site_whose_seed_cannot_be_read_keeps_its_snapshot(known, changes, forbidden, reason):
    before = known.stored
    known.pages |= changes

    known.scrape(forbidden=forbidden)

    assert known.report.failure.startswith(f"{SEED}: nothing could be read")
    assert reason in known.report.failure
    assert known.stored == before


def test_an_interrupted_scrape_does_not_change_the_snapshot(known):
    before = known.stored
    known.pages |= {SEED: linking(FAQ), FAQ: KeyboardInterrupt()}

    with pytest.raises(KeyboardInterrupt):
        known.scrape()

    assert known.stored == before


def test_links_to_other_sites_are_not_followed(site):
    site.pages[SEED] += linking(DISTRICT, "https://forum.oakhill.example/", "//oakhill.example:81/")

    results = site.scrape()

    assert set(results) == {SEED, FAQ, COST}
    assert set(site.requested) == {SEED, FAQ, COST}


def test_the_site_under_www_is_the_same_site(site):
    site.pages |= {SEED: linking("http://www.oakhill.example/faq")}
    site.pages["http://www.oakhill.example/faq"] = "answers"

    assert set(site.scrape()) == {SEED, "http://www.oakhill.example/faq"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_moved_page_is_stored_under_its_new_url(known, status):
    known.pages |= {FAQ: (status, "/staff"), STAFF: "answers"}

    results = known.scrape()

    assert results == {SEED: "unchanged", FAQ: "moved", STAFF: "fetched", COST: "unchanged"}
    assert set(known.stored) == {SEED, COST, STAFF}


def test_a_seed_that_moved_within_the_site_is_followed(site):
    site.pages |= {SEED: (301, FAQ)}

    results = site.scrape()

    assert results == {SEED: "moved", FAQ: "fetched"}
    assert site.stored == {FAQ: "answers"}


def test_a_redirect_to_another_site_is_refused(known):
    known.pages |= {FAQ: (301, DISTRICT), DISTRICT: "not ours"}

    results = known.scrape()

    assert results[FAQ] == "refused"
    assert DISTRICT not in known.requested
    assert set(known.stored) == {SEED, COST}


def test_a_redirect_to_a_disallowed_url_is_not_followed(site):
    site.pages |= {FAQ: (301, STAFF), STAFF: "people"}

    results = site.scrape(forbidden=["/staff"])

    assert results[STAFF] == "refused"
    assert STAFF not in site.requested


def test_pages_that_redirect_to_each_other_are_requested_once(site):
    site.pages |= {FAQ: (301, COST), COST: (301, FAQ)}

    site.scrape()

    assert site.requested == [SEED, FAQ, COST]


def test_a_page_that_is_linked_many_times_is_fetched_once(site):
    site.pages |= {
        SEED: linking(FAQ, "/faq#q2", "/x/../faq", "HTTPS://OAKHILL.example:443/faq", SEED),
        FAQ: linking(FAQ, SEED),
    }

    site.scrape()

    assert site.requested == [SEED, FAQ]


def test_an_orphan_is_kept_while_it_exists(known):
    known.pages[SEED] = linking(FAQ)

    results = known.scrape()

    assert results == {SEED: "fetched", FAQ: "unchanged", COST: "unchanged"}
    assert "no page links to it any more" in known.reason(COST)
    assert "no page links" not in known.reason(FAQ)
    assert set(known.stored) == {SEED, FAQ, COST}


def test_an_orphan_that_is_gone_is_removed(known):
    known.pages = {SEED: linking(FAQ), FAQ: "answers"}

    assert known.scrape()[COST] == "gone"
    assert set(known.stored) == {SEED, FAQ}


@pytest.mark.parametrize(
    ("content_type", "followed"),
    [
        pytest.param("text/html", True, id="HTML"),
        pytest.param("application/xhtml+xml", True, id="XHTML"),
        pytest.param("", True, id="unnamed"),
        pytest.param("application/pdf", False, id="PDF"),
        pytest.param("text/plain", False, id="plain text"),
    ],
)
def test_only_web_pages_have_links(site, make_page, content_type, followed):
    def fetch(url, previous=None):
        return make_page(linking(FAQ) if url == SEED else "", url=url, content_type=content_type)

    site.fetch = fetch

    assert (FAQ in site.scrape()) is followed


def test_at_most_max_pages_are_requested(site):
    site.scrape(max_pages=2)

    assert site.requested == [SEED, FAQ]
    assert set(site.stored) == {SEED, FAQ}


def test_disallowed_pages_do_not_count_towards_max_pages(site):
    site.scrape(forbidden=["/faq"], max_pages=2)

    assert site.requested == [SEED, COST]


def test_known_pages_beyond_max_pages_are_kept(known):
    results = known.scrape(max_pages=2)

    assert known.requested == [SEED, FAQ]
    assert results[COST] == "unchanged"
    assert known.stored == known.pages


def test_known_pages_behind_one_beyond_max_pages_are_kept(known):
    known.pages |= {COST: linking(STAFF), STAFF: "people"}
    known.scrape()

    known.scrape(max_pages=2)

    assert known.stored == known.pages


def test_a_max_pages_that_reaches_no_page_does_not_change_the_snapshot(known):
    before = known.stored
    known.pages |= {SEED: (301, STAFF), STAFF: 500}

    known.scrape(max_pages=1)

    assert known.report.failure
    assert known.stored == before
