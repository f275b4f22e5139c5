"""Homes made by earlier versions: they answer, or say in one line what to do."""

import gc
import tarfile
import warnings
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from faqbot.core.errors import BuildError
from faqbot.core.settings_reader import load_settings
from faqbot.jobs.control import last_jobs
from faqbot.jobs.status import status
from faqbot.services.answering import AnswerService
from faqbot.services.indexing import build_index

# Each is the home of a reindex of one imported file of two questions.
HOMES = sorted(Path(__file__).parent.joinpath("homes").glob("*.tar.gz"))


@pytest.fixture(params=HOMES, ids=[path.name.removesuffix(".tar.gz") for path in HOMES])
def settings(request, tmp_path):
    with tarfile.open(request.param) as archive:
        archive.extractall(tmp_path, filter="data")
    with warnings.catch_warnings():
        # Whoosh leaves a file open that it cannot unpickle.
        warnings.simplefilter("ignore", ResourceWarning)
        yield load_settings({}, tmp_path)
        gc.collect()


def problems(settings):
    return status(settings, datetime.now(UTC)).problems


def ask(settings):
    service = AnswerService(settings)
    try:
        return service.ask("Where is the gym?").direct.hit.passage.text
    finally:
        service.close()


def test_a_build_of_an_earlier_version_answers_or_status_says_what_to_run(settings):
    answer = ""
    with suppress(BuildError):
        answer = ask(settings)

    if answer:
        assert (answer, problems(settings)) == ("On Elm Street.", ())
    else:
        [problem] = problems(settings)
        assert problem.startswith("cannot answer until this is fixed: ")
        assert problem.endswith("; run `faqbot index`")
        assert "\n" not in problem


def test_an_index_run_makes_an_earlier_home_answer_again(settings):
    build_index(settings, lambda _: None)

    assert ask(settings) == "On Elm Street."
    assert problems(settings) == ()


def test_the_jobs_of_an_earlier_version_are_listed(settings):
    [job] = last_jobs(settings, 10)

    assert (job.id, job.kind, job.state, job.build_id) == (1, "reindex", "done", "000001")
