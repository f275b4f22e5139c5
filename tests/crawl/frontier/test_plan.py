import pytest

from faqbot.core.errors import SettingsError
from faqbot.crawl.frontier.plan import Plan

SEED = "https://oakhill.example/"


@pytest.mark.parametrize(
    ("seed", "is_file"),
    [
        pytest.param(SEED, False, id="site"),
        pytest.param(SEED + "files/rules.pdf", True, id="PDF"),
        pytest.param(SEED + "files/pdf", False, id="page about PDFs"),
    ],
)
def test_a_pdf_is_a_single_file(seed, is_file):
    assert Plan((seed,)).is_single_file is is_file


def test_the_scope_has_the_limits_of_the_plan():
    plan = Plan((SEED,), max_depth=2, include=("/faq/",), exclude=("*.zip",))

    scope = plan.scope()

    assert scope.refusal(SEED + "faq/desk", 2) == ""
    assert "links away" in scope.refusal(SEED + "faq/desk", 3)
    assert "include" in scope.refusal(SEED + "news", 1)
    assert "*.zip" in scope.refusal(SEED + "faq/all.zip", 1)


def test_a_pattern_that_cannot_match_is_refused():
    with pytest.raises(SettingsError, match="faq"):
        Plan((SEED,), include=("faq",)).scope()
