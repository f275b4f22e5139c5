import shutil

import pytest

from faqbot.core.errors import BuildError, NoBuildError, QuestionError
from faqbot.core.records import Document, Passage
from faqbot.core.settings import AskSettings, Settings
from faqbot.services.answering import AnswerService
from faqbot.services.indexing import build_index


@pytest.fixture
def settings(sample_settings, tmp_path) -> Settings:
    shutil.copytree(sample_settings.home, tmp_path / "home")
    return Settings(tmp_path / "home")


def test_the_answer_quotes_the_page_and_names_the_build(sample_settings):
    answer = AnswerService(sample_settings).ask("What do individuals pay for membership?")
    assert answer.direct is answer.results[0]
    assert answer.level == "answer"
    assert 0.5 <= answer.confidence < 1
    assert "Individuals pay $45 a year" in answer.direct.hit.passage.text
    assert answer.build_id == "000001"


def test_the_limit_comes_from_the_call_or_the_settings(settings):
    service = AnswerService(Settings(settings.home, ask=AskSettings(limit=2)))
    assert len(service.ask("school cost").results) == 2
    assert len(service.ask("school cost", limit=7).results) == 7


def test_a_language_narrows_the_search(sample_settings):
    results = AnswerService(sample_settings).ask("costo forum", language="es").results
    assert {result.hit.document.language for result in results} == {"es"}


def test_a_language_that_the_site_does_not_have_finds_nothing(sample_settings):
    assert AnswerService(sample_settings).ask("cost", language="fi").results == ()


def test_a_newly_published_build_answers_without_a_restart(settings):
    service = AnswerService(settings)
    before = service.ask("cost").build_id
    build_index(settings, lambda _: None)
    assert (before, service.ask("cost").build_id) == ("000001", "000002")


def test_passages_and_documents_are_found_by_the_ids_of_an_answer(sample_settings):
    service = AnswerService(sample_settings)
    passage = service.ask("clinic dental van").results[0].hit.passage
    document = service.document(passage.document_id)
    assert isinstance(service.passage(passage.id), Passage)
    assert isinstance(document, Document)
    assert passage in document.passages


def test_filters_are_neither_corrected_nor_searched_for(sample_settings):
    service = AnswerService(sample_settings)
    plain, narrowed = service.ask("membership cost"), service.ask("membership cost kind:faq -zebra")
    assert narrowed.did_you_mean == ""
    assert narrowed.results[0].hit == plain.results[0].hit


def test_a_correction_that_leaves_only_common_words_is_not_offered(sample_settings):
    answer = AnswerService(sample_settings).ask("abuot")
    assert (answer.results, answer.is_corrected, answer.did_you_mean) == ((), False, "")


def test_a_question_beyond_the_site_gets_no_answer(sample_settings):
    answer = AnswerService(sample_settings).ask("how do I sharpen the chain of a zeppelin")
    assert (answer.level, answer.results, answer.direct) == ("none", (), None)


def test_a_question_of_unknown_words_gets_only_a_correction(sample_settings):
    answer = AnswerService(sample_settings).ask("what is the zepelin shcool")
    assert AnswerService(sample_settings).ask("what is the zepelin").level == "none"
    assert "school" in answer.did_you_mean


def test_the_configured_confidence_overrides_the_calibrated_one(settings):
    question = "average class size"
    levels = []
    for minimum in (0.0, 0.001, 1.0):
        rules = AskSettings(least_confidence=minimum)
        service = AnswerService(Settings(settings.home, ask=rules))
        levels.append(service.ask(question).level)
    assert levels == ["closest", "answer", "closest"]


def test_a_build_with_a_damaged_calibration_is_reported(settings):
    next(settings.index_dir.rglob("calibration.json")).write_text("{}")
    with pytest.raises(BuildError, match="run `faqbot index`"):
        AnswerService(settings).ask("cost")


def test_asking_before_the_first_build_says_that_nothing_is_indexed(tmp_path):
    with pytest.raises(NoBuildError, match="nothing has been indexed yet"):
        AnswerService(Settings(tmp_path)).ask("cost")


def test_a_build_with_lost_files_is_reported(settings):
    for path in (settings.index_dir / "builds" / "000001" / "store").glob("_MAIN*"):
        path.unlink()
    with pytest.raises(BuildError, match="run `faqbot index`"):
        AnswerService(settings).ask("cost")


def test_the_open_build_goes_on_answering_if_the_new_one_is_damaged(settings, caplog):
    service = AnswerService(settings)
    before = service.ask("cost")
    build_index(settings, lambda _: None)
    for path in (settings.index_dir / "builds" / "000002" / "store").glob("_MAIN*"):
        path.unlink()

    assert service.ask("cost") == before
    assert "still answering from build 000001" in caplog.text


def test_a_question_that_is_too_long_is_refused(settings):
    service = AnswerService(Settings(settings.home, ask=AskSettings(max_question_chars=10)))
    with pytest.raises(QuestionError, match="in 10 or fewer"):
        service.ask("what does it cost")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What is a community school?", id="word for word"),
        pytest.param("how much does a community school cost", id="most of it"),
    ],
)
def test_a_question_of_the_site_gets_a_direct_answer(sample_settings, question):
    answer = AnswerService(sample_settings).ask(question).direct
    assert question.split()[-1].strip("?") in answer.hit.passage.question
