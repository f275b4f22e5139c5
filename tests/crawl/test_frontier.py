from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.crawl.frontier import Frontier


def test_urls_come_in_the_order_in_which_they_were_found():
    frontier = Frontier(["/"])
    found = {"/": ["/faq", "/about"], "/faq": ["/cost"]}

    order = []
    for url in frontier:
        order.append(url)
        frontier.add(found.get(url, []))

    assert order == ["/", "/faq", "/about", "/cost"]


def test_a_url_that_was_handed_out_is_not_handed_out_again():
    frontier = Frontier(["/", "/"])
    order = list(frontier)

    frontier.add(["/", "/faq"])

    assert order == ["/"]
    assert list(frontier) == ["/faq"]


def test_its_length_is_what_still_waits():
    frontier = Frontier(["/a", "/b", "/c"])
    next(iter(frontier))

    assert len(frontier) == 2


@given(st.lists(st.sampled_from("abcdefgh")))
@settings(max_examples=100, deadline=None)
def test_every_url_is_handed_out_once(urls):
    assert list(Frontier(urls)) == list(dict.fromkeys(urls))
