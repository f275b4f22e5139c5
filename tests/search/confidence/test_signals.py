import json
import math
from dataclasses import replace

import pytest

from faqbot.core.errors import BuildError
from faqbot.core.records import Reliability
from faqbot.search.confidence.signals import (
    Calibration,
    Rarity,
    Signals,
    confidence,
    coverage,
    level,
    read_calibration,
    read_signals,
    weigh,
    write_calibration,
)

SITE = Calibration(
    offset=0.4,
    min_confidence=0.8,
    min_normalised_score=0.5,
    reliability=Reliability(240, 0.92, 0.61),
)
SURE = Signals(score=30.0, margin=0.6, word_count=4, normalised_score=1.5)


@pytest.mark.parametrize(
    "weaker",
    [
        pytest.param(Signals(30.0, 0.0, 4, 1.5), id="the second scores alike"),
        pytest.param(Signals(9.0, 0.6, 4, 1.5), id="a low score"),
        pytest.param(Signals(30.0, 0.6, 12, 1.5), id="many words in the question"),
    ],
)
def test_weaker_evidence_gives_less_confidence(weaker):
    assert 0 < confidence(weaker, SITE) < confidence(SURE, SITE) < 1


def test_a_higher_offset_gives_more_confidence():
    assert confidence(SURE, Calibration(offset=1.0)) > confidence(SURE, Calibration(offset=-1.0))


def test_without_a_hit_confidence_is_zero_and_nothing_is_shown():
    nothing = read_signals([], 3, Rarity(9.0, 1.0))
    assert (confidence(nothing, SITE), level(nothing, SITE)) == (0.0, "none")


@pytest.mark.parametrize(
    ("signals", "expected"),
    [
        pytest.param(SURE, "answer", id="sure"),
        pytest.param(Signals(12.0, 0.02, 4, 1.5), "closest", id="not sure"),
        pytest.param(Signals(30.0, 0.6, 4, 0.4), "none", id="most words are unknown"),
    ],
)
def test_there_are_three_levels(signals, expected):
    assert level(signals, SITE) == expected


def test_a_higher_threshold_turns_an_answer_into_a_closest_match():
    assert level(SURE, SITE, min_confidence=0.999) == "closest"


def test_unknown_words_lower_the_normalised_score():
    known, half = weigh([2, 3], [True, True], 100), weigh([2, 0], [True, True], 100)
    scores = [read_signals([8.0, 2.0], 2, rarity).normalised_score for rarity in (known, half)]
    assert scores[0] > scores[1] > 0
    assert known.known == 1.0
    assert 0 < half.known < 1


def test_without_a_known_content_word_the_normalised_score_is_zero():
    rarity = weigh([40, 0], [False, True], 100)
    assert read_signals([3.0], 1, rarity).normalised_score == 0.0


def test_function_words_count_if_there_are_no_others():
    assert weigh([40, 30], [False, False], 100).known == 1.0


def test_a_calibration_is_read_as_it_was_written(tmp_path):
    write_calibration(tmp_path, SITE)
    assert read_calibration(tmp_path) == SITE


def test_without_a_calibration_the_shipped_values_hold(tmp_path):
    assert read_calibration(tmp_path) == Calibration()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param({"offset": math.nan}, id="not a number"),
        pytest.param({"offset": 1e300}, id="offset out of range"),
        pytest.param({"least_confidence": -0.1}, id="confidence out of range"),
        pytest.param({"least_reach": "far"}, id="text"),
        pytest.param({"version": 99}, id="another version"),
        pytest.param({"surprise": 1}, id="unknown field"),
        pytest.param({"reliability": None}, id="no reliability"),
    ],
)
def test_a_damaged_calibration_is_named(tmp_path, damage):
    write_calibration(tmp_path, SITE)
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | damage))
    with pytest.raises(BuildError, match=r"calibration\.json.*run `faqbot index`"):
        read_calibration(tmp_path)


@pytest.mark.parametrize("content", [b"", b"[]", b'"text"', b"\xff", b"{}"])
def test_a_file_that_is_not_a_calibration_is_named(tmp_path, content):
    (tmp_path / "calibration.json").write_bytes(content)
    with pytest.raises(BuildError, match="run `faqbot index`"):
        read_calibration(tmp_path)


@pytest.mark.parametrize(
    ("query", "question", "share"),
    [
        pytest.param({"pool": 3.0}, {"pool": 3.0}, 1.0, id="word for word"),
        pytest.param({"pool": 3.0}, {"pool": 3.0, "close": 1.0}, 0.75, id="most of it"),
        pytest.param({"pool": 3.0, "rent": 2.0}, {"pool": 3.0}, 0.0, id="and something else"),
        pytest.param({}, {"pool": 3.0}, 0.0, id="nothing"),
    ],
)
def test_coverage_is_zero_if_anything_else_is_asked(query, question, share):
    assert coverage(query, question) == share


def test_a_question_of_the_site_gets_its_answer_whatever_scores_alike():
    unsure = Signals(12.0, 0.02, 4, 1.5)
    assert level(replace(unsure, coverage=1.0), SITE) == "answer"
    assert level(replace(unsure, coverage=0.4), SITE) == "closest"
