import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.core.errors import UrlError
from faqbot.core.urls import normalise_url
from faqbot.crawl.frontier.parameters import Parameters

SITE = "https://oakhill.example"


def taught(pages, ignored=()):
    """Return parameters that have read pages, given as (path, text) in this order."""
    parameters = Parameters(ignored)
    for path, text in pages:
        parameters.learn(SITE + path, text)
    return parameters


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("/faq?utm_source=mail&UTM_Medium=x", "/faq", id="campaign"),
        pytest.param("/faq?fbclid=1&id=7&gclid=2&msclkid=3&mc_eid=4", "/faq?id=7", id="clicks"),
        pytest.param("/faq?PHPSESSID=1", "/faq", id="PHP"),
        pytest.param("/faq;jsessionid=0A1B.node2?id=7", "/faq?id=7", id="Java"),
        pytest.param("/faq;jsessionid=0A1B/staff", "/faq/staff", id="Java, inside the path"),
        pytest.param("/(S(abcdefghijklmnopqrstuvw1))/faq", "/faq", id="ASP.NET"),
        pytest.param("/faq?ASPSESSIONIDQAQ=KLM", "/faq", id="ASP"),
        pytest.param("/faq?sid=8d3f0a6b5c4e2f19", "/faq", id="looks like a session"),
        pytest.param("/faq?sid=12", "/faq?sid=12", id="looks like a number"),
        pytest.param(
            "/find?s=transportation-for-all", "/find?s=transportation-for-all", id="words"
        ),
        pytest.param("/faq?print=1&id=7", "/faq?id=7", id="print"),
        pytest.param("/faq?print", "/faq", id="print without a value"),
        pytest.param("/faq?format=print", "/faq", id="print as a format"),
        pytest.param("/faq?print=posters", "/faq?print=posters", id="print as a subject"),
        pytest.param("/faq?format=list", "/faq?format=list", id="another format"),
        pytest.param("/faq?page=2&q=utm_source", "/faq?page=2&q=utm_source", id="nothing idle"),
        pytest.param("/a;b=1/(c)?x", "/a;b=1/(c)?x", id="other signs in the path"),
    ],
)
def test_arguments_that_make_no_difference_are_dropped(path, expected):
    assert Parameters().strip(SITE + path) == SITE + expected


def test_configured_arguments_are_dropped_too():
    parameters = Parameters(["From", "hide_*"])

    assert parameters.strip(SITE + "/faq?from=home&hide_menu=1&id=7") == SITE + "/faq?id=7"


@given(st.text(st.sampled_from("/?&=;%()autm_sidprint1S9")))
@settings(max_examples=100, deadline=None)
def test_dropping_twice_changes_nothing(rest):
    parameters = Parameters()
    try:
        url = normalise_url(SITE + "/" + rest)
    except UrlError:
        return

    once = parameters.strip(url)

    assert parameters.strip(once) == once == parameters.key(once)


def test_a_parameter_without_effect_is_learnt():
    parameters = taught(
        [("/month/11", "dull")] + [(f"/month/11?day={n}", "dull") for n in range(5)]
    )

    assert parameters.key(SITE + "/month/12?day=31&view=all") == SITE + "/month/12?view=all"
    assert parameters.key(SITE + "/tours?day=31") == SITE + "/tours?day=31"


def test_learnt_parameters_change_the_key_but_not_the_requested_url():
    parameters = taught((f"/month/11?day={n}", "dull") for n in range(9))

    assert parameters.strip(SITE + "/month/11?day=31") == SITE + "/month/11?day=31"


def test_learnt_parameters_are_reported_with_an_example():
    parameters = taught((f"/month/11?day={n}", "dull") for n in range(9))

    (finding,) = parameters.findings()

    assert finding.pattern == "/month/#?day"
    assert finding.example == SITE + "/month/11?day=1"
    assert finding.count == 8


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([(f"/list?page={n}", f"page {n}") for n in range(50)], id="all differ"),
        pytest.param([(f"/list?page={n}", "same") for n in range(4)], id="few pages"),
        pytest.param(
            [("/list?page=0", "other")] + [(f"/list?page={n}", "same") for n in range(1, 50)],
            id="one differs",
        ),
        pytest.param(
            [(f"/list?page={n}", "same") for n in range(50)] + [("/list", "all")], id="base differs"
        ),
        pytest.param(
            [(f"/list?page={n}&id={n}", "same") for n in range(50)], id="two differences at once"
        ),
    ],
)
def test_a_parameter_is_not_ignored_without_evidence(pages):
    parameters = taught(pages)

    assert parameters.key(SITE + "/list?page=7") == SITE + "/list?page=7"
    assert parameters.findings() == []


def test_each_filter_of_a_list_is_learnt_by_itself():
    names = "abc"
    parameters = taught(
        [("/list", "same")] + [(f"/list?{name}={n}", "same") for n in range(5) for name in names]
    )

    assert parameters.key(SITE + "/list?a=7&b=8&c=9") == SITE + "/list"


def test_memory_is_bounded_for_very_many_pages():
    parameters = taught((f"/view?id={n}", str(n)) for n in range(30_000))

    assert parameters.key(SITE + "/view?id=1") == SITE + "/view?id=1"
