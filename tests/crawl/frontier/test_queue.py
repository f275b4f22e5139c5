from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.crawl.frontier.queue import Frontier


def urls(frontier):
    return [url for url, _ in frontier]


def without_argument(url):
    return url.partition("?")[0]


def test_urls_nearest_to_the_seed_come_first():
    frontier = Frontier()
    frontier.add(["/"], 0)
    found = {"/": ["/faq", "/about"], "/faq": ["/cost"], "/about": ["/staff"]}

    order = []
    for url, depth in frontier:
        order.append((url, depth))
        frontier.add(found.get(url, []), depth + 1)

    assert order == [("/", 0), ("/faq", 1), ("/about", 1), ("/cost", 2), ("/staff", 2)]


def test_a_link_found_late_but_near_overtakes_those_further_away():
    frontier = Frontier()
    frontier.add(["/far"], 7)
    frontier.add(["/near"], 1)

    assert urls(frontier) == ["/near", "/far"]


def test_links_and_sitemap_take_turns():
    frontier = Frontier()
    frontier.add_listed([f"/item/{number}" for number in range(50_000)])
    frontier.add(["/", "/faq", "/about"], 0)

    first = [url for (url, _), _ in zip(frontier, range(6), strict=False)]

    assert first == ["/", "/item/0", "/faq", "/item/1", "/about", "/item/2"]


def test_a_link_moves_the_last_url_of_a_sitemap_forward():
    frontier = Frontier()
    frontier.add_listed(["/a", "/b", "/c", "/faq"])
    frontier.add(["/faq"], 1)

    assert urls(frontier) == ["/faq", "/a", "/b", "/c"]


def test_a_yielded_url_is_not_yielded_again():
    frontier = Frontier()
    frontier.add(["/", "/"], 0)
    order = urls(frontier)

    frontier.add(["/", "/faq"], 1)
    frontier.add_listed(["/", "/faq"])

    assert order == ["/"]
    assert urls(frontier) == ["/faq"]


def test_urls_with_equal_keys_are_yielded_once():
    frontier = Frontier(key=str.lower)
    frontier.add(["/FAQ", "/faq"], 1)

    assert urls(frontier) == ["/FAQ"]


def test_urls_that_became_equal_while_waiting_are_yielded_once():
    keys = [str]
    frontier = Frontier(key=lambda url: keys[-1](url))
    frontier.add([f"/list?day={day}" for day in range(30)], 1)

    order = []
    for url, _ in frontier:
        order.append(url)
        keys.append(without_argument)

    assert order == ["/list?day=0", "/list?day=1"]
    assert len(frontier) == 0


def test_urls_marked_as_done_are_not_yielded():
    frontier = Frontier()
    frontier.mark_done("/faq")
    frontier.add(["/", "/faq"], 0)

    assert urls(frontier) == ["/"]


def test_the_length_counts_waiting_urls():
    frontier = Frontier()
    frontier.add(["/a", "/b", "/c"], 0)
    frontier.add_listed(["/c", "/d"])
    next(iter(frontier))

    assert len(frontier) == 3


def test_the_queue_is_bounded_and_dropped_urls_are_counted():
    frontier = Frontier()
    long_urls = ["/" + "x" * 1_900 + str(number) for number in range(20_000)]

    frontier.add(long_urls, 1)

    assert 10_000 < len(frontier) < 20_000
    assert frontier.dropped_count == 20_000 - len(frontier)
    assert len(urls(frontier)) == 20_000 - frontier.dropped_count
    frontier.add(long_urls[-1:], 1)
    assert urls(frontier) == long_urls[-1:]


@given(st.lists(st.sampled_from("abcdefgh")), st.lists(st.sampled_from("abcdefgh")))
@settings(max_examples=100, deadline=None)
def test_every_url_is_yielded_once(linked, listed):
    frontier = Frontier()
    frontier.add(linked, 1)
    frontier.add_listed(listed)

    count = len(frontier)
    order = urls(frontier)

    assert sorted(order) == sorted({*linked, *listed})
    assert (count, len(frontier)) == (len(order), 0)
