import pytest
from flask import request

from faqbot.core.settings import Settings
from faqbot.web.app import create_app


@pytest.fixture
def args(tmp_path):
    """Return what reads a query string as the service does."""
    app = create_app(Settings(tmp_path))

    def read(query: str) -> dict[str, str]:
        with app.test_request_context(f"/?{query}"):
            return request.args.to_dict()

    return read


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("q=caf%E9", {"q": "café"}, id="Latin-1"),
        pytest.param("q=Geb%FChr+2024&hl=en", {"q": "Gebühr 2024", "hl": "en"}, id="two arguments"),
        pytest.param("q=%93fees%94+%80", {"q": "“fees” €"}, id="windows-1252"),
        pytest.param("q=caf%C3%A9", {"q": "café"}, id="UTF-8"),
        pytest.param("q=1%2B1%26x%3D2%E9", {"q": "1+1&x=2é"}, id="escaped signs"),
        pytest.param("q=%81%E9&q=2&&thanks", {"q": "\ufffdé", "thanks": ""}, id="undefined byte"),
    ],
)
def test_a_query_is_utf_8_or_else_windows_1252(args, query, expected):
    assert args(query) == expected


@pytest.mark.parametrize("path", ["/?hl=en&q={}", "/embed/frame/?hl=en&q={}"])
def test_a_form_in_latin_1_gets_the_page_that_one_in_utf_8_gets(sample_settings, path):
    client = create_app(sample_settings).test_client()

    old, new = (client.get(path.format(q)).text for q in ("caf%E9+cost", "caf%C3%A9+cost"))

    assert "café cost" in old
    assert old == new


def test_the_api_answers_a_question_in_latin_1(sample_settings):
    client = create_app(sample_settings).test_client()

    old, new = (
        client.get(f"/api/v1/ask?q=caf{e}+membership+cost").get_json() for e in ("%E9", "%C3%A9")
    )

    assert old["results"]
    assert old | {"took_ms": 0} == new | {"took_ms": 0}
