import json
from dataclasses import replace

import pytest

from faqbot.core.errors import BuildError, NotFoundError, RefusedBuildError
from faqbot.core.records import Document, Passage
from faqbot.core.settings import Settings
from faqbot.evaluation.preview import preview
from faqbot.search.builds.folders import read_build, seal
from faqbot.services.answering import AnswerService
from faqbot.services.indexing import make_build, publish_documents
from faqbot.services.publishing import builds, publish_verified, readiness, roll_back

URL = "https://pool.example.org"


def silent(_):
    pass


def page(number, answer="From six to nine.", site=URL):
    question = f"When does lane {number} open?"
    passage = Passage(f"p{site}{number}", f"d{site}{number}", "faq", answer, question)
    url = f"{site}/lane-{number}"
    return Document(f"d{site}{number}", url, "faq", f"Lane {number}", "en", passages=(passage,))


PAGES = [page(number) for number in range(10)]


@pytest.fixture
def settings(tmp_path):
    settings = Settings(tmp_path)
    publish_documents(settings, PAGES)
    return settings


def live_id(settings):
    return AnswerService(settings).build().id


def make_and_publish(settings, documents, *, force=False):
    build = make_build(settings, documents)
    return publish_verified(settings, build.id, silent, force=force)


def test_a_sound_build_is_published(settings):
    make_and_publish(settings, [*PAGES, page(10)])
    assert live_id(settings) == "000002"


def test_a_build_that_lost_much_is_refused_but_kept(settings):
    with pytest.raises(RefusedBuildError, match="only 5 of 10 documents are left"):
        make_and_publish(settings, PAGES[:5])
    assert live_id(settings) == "000001"

    publish_verified(settings, "2", silent, force=True)
    assert live_id(settings) == "000002"


def test_losing_a_few_pages_is_no_reason_to_refuse(settings):
    make_and_publish(settings, PAGES[:8])
    assert live_id(settings) == "000002"


def test_a_build_without_one_of_its_sites_is_refused(settings):
    make_and_publish(settings, [*PAGES, page(1, site="https://hall.example.org")])
    with pytest.raises(RefusedBuildError, match="nothing is left of hall.example.org"):
        make_and_publish(settings, PAGES)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("When does lane 3 open?,/lane-4", "row 2: “When does lane 3 open.*lane-3.* comes first"),
        ("When does lane 3 open?,", "row 2: .* should get no answer"),
    ],
    ids=["another page", "no page"],
)
def test_a_build_that_answers_the_staffs_questions_wrong_is_refused(settings, row, problem):
    sure = replace(settings, ask=replace(settings.ask, least_confidence=0.01))
    (settings.home / "questions.csv").write_text(f"question,expected_url\n{row}\n")
    with pytest.raises(RefusedBuildError, match=problem):
        make_and_publish(sure, PAGES)
    assert live_id(settings) == "000001"


def test_a_build_that_answers_the_staffs_questions_right_is_published(settings):
    row = "question,expected_url\nWhen does lane 3 open?,/lane-3\n"
    (settings.home / "questions.csv").write_text(row)
    make_and_publish(settings, PAGES)
    assert live_id(settings) == "000002"


def test_rolling_back_goes_to_the_previous_build_or_to_the_named_one(settings):
    make_and_publish(settings, PAGES)
    make_and_publish(settings, PAGES)
    assert roll_back(settings).id == "000002"
    assert roll_back(settings).id == "000001"
    assert roll_back(settings, "3").id == live_id(settings) == "000003"


def change_format(settings, build_id):
    """Let the files of a build say that another version of faqbot wrote them."""
    folder = settings.index_dir / "builds" / build_id
    manifest = json.loads((folder / "manifest.json").read_bytes())
    formats = dict.fromkeys(manifest["formats"], 1000)
    (folder / "manifest.json").write_text(json.dumps(manifest | {"formats": formats}))
    seal(folder, read_build(folder))


def test_a_published_build_that_opens_is_ready(settings):
    assert readiness(settings).published.id == "000001"
    assert readiness(settings).problem == ""


def test_before_the_first_build_readiness_says_how_to_begin(tmp_path):
    ready = readiness(Settings(tmp_path))

    assert ready.published is None
    assert ready.problem.endswith("nothing has been indexed yet; run `faqbot reindex URL` first")


def test_a_build_of_another_format_is_not_ready_and_says_what_to_run(settings):
    change_format(settings, "000001")

    ready = readiness(settings)

    assert ready.published is None
    assert ready.problem.startswith("cannot answer until this is fixed: ")
    assert ready.problem.endswith("; run `faqbot index`")


def test_the_build_that_answers_in_place_of_a_broken_one_is_named(settings):
    make_and_publish(settings, PAGES)
    change_format(settings, "000002")

    assert readiness(settings).problem.endswith("; until then build 000001 answers")
    assert live_id(settings) == "000001"


def test_a_build_that_cannot_be_opened_is_not_published_again(settings):
    change_format(settings, "000001")
    make_and_publish(settings, PAGES)

    with pytest.raises(BuildError, match="run `faqbot index`"):
        roll_back(settings)

    assert live_id(settings) == "000002"


@pytest.mark.parametrize("build_id", ["", "7", "../1", "١"])
def test_rolling_back_to_a_missing_build_lists_those_there_are(settings, build_id):
    with pytest.raises(NotFoundError, match=r"no earlier build|builds on disk: 000001"):
        roll_back(settings, build_id)


def test_old_builds_are_deleted_when_the_next_is_published(settings):
    for _ in range(5):
        make_and_publish(settings, PAGES)
    assert [each.build.id for each in builds(settings)] == ["000006", "000005", "000004"]


def test_a_preview_lists_changed_answers_worst_first(settings):
    changed = [page(1, "From seven to ten."), *PAGES[2:], page(12)]
    build = make_build(settings, [page(0), *changed[:5], *changed[6:]])
    questions = [(f"When does lane {number} open?", 10 + number) for number in (0, 1, 6, 12)]

    result = preview(settings, build.id, questions, silent)

    changes = {change.question: change for change in result.changes}
    assert "From seven" in changes["When does lane 1 open?"].after.text
    assert changes["When does lane 1 open?"].count == 11
    assert changes["When does lane 6 open?"].before.link.endswith("lane%206%20open%3F")
    assert "When does lane 0 open?" not in changes
    assert result.asked_count == 4
    assert live_id(settings) == "000001"


def test_without_visitors_the_sites_own_questions_are_asked(settings):
    build = make_build(settings, [page(0, "Never."), *PAGES[1:]])
    result = preview(settings, build.id, [], silent)
    assert [change.question for change in result.changes] == ["When does lane 0 open?"]
