import pytest

from faqbot.crawl.http.cookies import Cookies

PAGE = "https://oakhill.example/faq"


@pytest.fixture
def cookies():
    jar = Cookies()
    jar.take(PAGE, "/faq", ["seen=1; Max-Age=60", "lang=es"])
    return jar


def test_cookies_are_sent_to_every_page_of_their_origin(cookies):
    assert cookies.header("https://oakhill.example/about?a=1") == "seen=1; lang=es"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://www.oakhill.example/faq", id="another host"),
        pytest.param("https://oakhill.example:8443/faq", id="another port"),
        pytest.param("http://oakhill.example/faq", id="not encrypted"),
    ],
)
def test_cookies_are_sent_to_no_other_origin(cookies, url):
    assert cookies.header(url) == ""


def test_a_new_value_replaces_the_old_one(cookies):
    assert cookies.take(PAGE, PAGE, ["seen=2"])
    assert cookies.header(PAGE) == "seen=2; lang=es"


def test_a_known_cookie_is_not_new(cookies):
    assert not cookies.take(PAGE, PAGE, ["seen=1"])


@pytest.mark.parametrize(
    "line",
    ["", "=1", "seen", "a=b\r\nX-Evil: 1", "ñ=1", "a=" + "x" * 5000, "a b=1", 'a="x y"'],
)
def test_an_invalid_cookie_is_not_sent(line):
    jar = Cookies()

    assert not jar.take(PAGE, PAGE, [line])
    assert jar.header(PAGE) == ""


def test_the_number_of_cookies_is_bounded():
    jar = Cookies()

    jar.take(PAGE, PAGE, [f"c{number}=1" for number in range(1000)])

    assert jar.header(PAGE).count("=") == 20
