import pytest

from faqbot.core.errors import SettingsError
from faqbot.crawl.frontier.scope import Scope

SEED = "https://www.oakhill.example/"


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        pytest.param("/archive/*", "archive/2019/fair", True, id="all below"),
        pytest.param("/archive/", "archive/2019/fair", True, id="slash at the end"),
        pytest.param("/archive/", "archived", False, id="slash ends the name"),
        pytest.param("/staff", "staff", True, id="one page"),
        pytest.param("/staff", "staff/anna", False, id="not below one page"),
        pytest.param("/staff", "staff?page=2", False, id="query counts"),
        pytest.param("/staff*", "staff?page=2", True, id="star takes the query"),
        pytest.param("*.pdf", "files/plan.pdf", True, id="ending"),
        pytest.param("*.pdf", "files/plan.pdf.html", False, id="not the ending"),
        pytest.param("*/print/*", "news/12/print/a4", True, id="inside"),
        pytest.param("/a*a", "a", False, id="pieces do not overlap"),
        pytest.param("/a*b*b*c", "abxc", False, id="each piece once"),
        pytest.param("/a*b*b*c", "abbc", True, id="pieces in a row"),
        pytest.param("/list?sort=*", "list?sort=name", True, id="question mark is itself"),
        pytest.param("/list?sort=*", "lists", False, id="question mark is no wildcard"),
        pytest.param("/año/*", "a%C3%B1o/1", True, id="as people write it"),
        pytest.param("/a%C3%B1o/*", "a%C3%B1o/1", True, id="as browsers copy it"),
        pytest.param("/Staff", "staff", False, id="case"),
        pytest.param("https://oakhill.example/archive/*", "archive/1", True, id="with the site"),
    ],
)
def test_a_pattern_includes_and_excludes_what_it_matches(pattern, path, fits):
    url = SEED + path

    assert bool(Scope(SEED, exclude=[pattern]).refusal(url, 1)) is fits
    assert bool(Scope(SEED, include=[pattern]).refusal(url, 1)) is not fits


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        pytest.param("archive/*", "write it like", id="no slash"),
        pytest.param("", "write it like", id="empty"),
        pytest.param("/faq#q3", "write it like", id="fragment"),
        pytest.param("/two words", "write it like", id="space"),
        pytest.param("https://district.example/*", "another site", id="other site"),
        pytest.param("ftp://oakhill.example/*", "not a web address", id="other scheme"),
    ],
)
def test_a_pattern_that_cannot_match_is_named_in_the_error(pattern, complaint):
    with pytest.raises(SettingsError, match=complaint) as raised:
        Scope(SEED, exclude=[pattern])

    assert f'"{pattern}"' in str(raised.value)


def test_refusals_name_their_reason():
    scope = Scope(SEED, include=["/faq/", "/news/"], exclude=["/news/old/*"], max_depth=3)

    assert scope.refusal(SEED + "faq/1", 3) == ""
    assert scope.refusal(SEED + "faq/1", 4) == "more than 3 links away from the start"
    assert scope.refusal(SEED + "news/old/1", 1) == 'excluded by the pattern "/news/old/*"'
    assert scope.refusal(SEED + "staff", 1) == "matches no include pattern"
    assert scope.refusal("https://district.example/faq/", 1) == "belongs to another site"


def test_the_seed_is_always_in_scope():
    assert Scope(SEED, include=["/faq/"], exclude=["*"]).refusal(SEED, 0) == ""


def test_a_pattern_of_many_stars_does_not_backtrack():
    scope = Scope(SEED, exclude=["/" + "*a" * 900 + "*b"])

    assert scope.refusal(SEED + "a" * 1_900, 1) == ""


@pytest.mark.parametrize(
    ("url", "key"),
    [
        pytest.param("http://oakhill.example/faq?a=1", SEED + "faq?a=1", id="same site"),
        pytest.param("https://district.example/faq", "https://district.example/faq", id="other"),
    ],
)
def test_the_key_is_the_same_with_and_without_www(url, key):
    assert Scope(SEED).key(url) == key
