import pytest

from faqbot.core.text.hashing import fingerprint


def test_a_fingerprint_stays_the_same_between_releases():
    assert fingerprint("https://oakhill.example/faq", "q3") == "ffce278823a47910"


@pytest.mark.parametrize(
    ("parts", "other_parts"),
    [
        pytest.param(("room", "12"), ("room1", "2"), id="parts are kept apart"),
        pytest.param(("room", "12"), ("12", "room"), id="order counts"),
        pytest.param(("room",), ("room", ""), id="an empty part counts"),
    ],
)
def test_different_parts_have_different_fingerprints(parts, other_parts):
    assert fingerprint(*parts) != fingerprint(*other_parts)


def test_text_with_lone_surrogates_has_a_fingerprint():
    assert len(fingerprint("torn \ud800 text")) == 16
