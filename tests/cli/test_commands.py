"""The `faqbot` command as people run it: in a process of its own."""

import json
import os
import subprocess
import sys

import pytest


def faqbot(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("FAQBOT_")}
    return subprocess.run(
        [sys.executable, "-c", "from faqbot.cli.commands import main; main()", *arguments],
        capture_output=True,
        text=True,
        env=clean | environ,
        timeout=120,
        check=False,
    )


@pytest.fixture
def home(sample_settings) -> str:
    return str(sample_settings.home)


def test_ask_prints_the_passage_and_its_link(home, sample_site):
    done = faqbot("--home", home, "ask", "what does membership cost for individuals")
    assert done.returncode == 0
    assert "What does membership cost?" in done.stdout
    assert f"{sample_site.url}forum/faq.html#member-cost\n" in done.stdout


def test_ask_prints_json_in_the_shape_of_the_interface(home):
    done = faqbot("--home", home, "ask", "--json", "--limit", "2", "dental van")
    answer = json.loads(done.stdout)
    assert len(answer["results"]) == 2
    assert answer["answer"]["deep_link"].startswith(answer["answer"]["url"])


def test_a_question_without_a_match_is_no_failure(home):
    done = faqbot("--home", home, "ask", "zeppelin")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nothing found" in done.stdout


def test_the_home_may_come_from_the_environment(home):
    assert faqbot("ask", "dental van", FAQBOT_HOME=home).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        pytest.param(["ask", "cost"], 1, "nothing has been indexed yet", id="no index"),
        pytest.param(["index"], 1, "run `faqbot scrape URL` first", id="nothing scraped"),
        pytest.param(["scrape"], 1, "no site has been scraped yet", id="no site"),
        pytest.param(["scrape", "ftp://example.org"], 2, "https:// or http://", id="scheme"),
        pytest.param(["scrape", "example.org"], 2, "https:// or http://", id="no scheme"),
        pytest.param(["scrape", "http://127.0.0.1:1/"], 1, "private address", id="private"),
        pytest.param(["scrape", "http://site.invalid/"], 1, "cannot be reached", id="unreachable"),
    ],
)
def test_failures_are_one_plain_line(tmp_path, arguments, status, message):
    done = faqbot("--home", str(tmp_path), *arguments)
    assert done.returncode == status
    assert message in done.stderr
    assert done.stderr.startswith("faqbot: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("question", "message"),
    [
        pytest.param("", "is empty", id="empty"),
        pytest.param("x " * 5000, "9,999 characters", id="long"),
        pytest.param("what is the", "only common words", id="stop words"),
        pytest.param("🎈", "has no word", id="emoji"),
    ],
)
def test_questions_that_cannot_be_asked_are_wrong_use(home, question, message):
    done = faqbot("--home", home, "ask", question)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_unknown_setting_names_the_nearest_valid_one():
    done = faqbot("ask", "cost", FAQBOT_SCRAPE__DELAY="2")
    assert done.returncode == 2
    assert "FAQBOT_SCRAPE__DELAY_S" in done.stderr


def test_reindex_scrapes_indexes_and_says_what_it_did(tmp_path, sample_site):
    environ = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    done = faqbot("--home", str(tmp_path), "reindex", sample_site.url, **environ)
    assert done.returncode == 0
    assert "0 unchanged" in done.stdout
    assert "Published build 000001" in done.stdout
    assert "founding-memo-1998.pdf holds no text" in done.stdout


def test_a_second_scrape_says_that_nothing_was_downloaded(home, sample_site):
    environ = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    done = faqbot("--home", home, "scrape", sample_site.url, **environ)
    assert "0 fetched" in done.stdout
    assert "nothing downloaded" in done.stdout


def test_scrape_reports_each_url_as_json(home, sample_site):
    environ = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    done = faqbot("--home", home, "scrape", "--json", **environ)
    (report,) = json.loads(done.stdout)
    results = {outcome["url"]: outcome["result"] for outcome in report["outcomes"]}
    assert results[sample_site.url] == "unchanged"
    assert results[f"{sample_site.url}search.aspx"] == "refused"


@pytest.mark.parametrize("command", ["scrape", "index", "reindex", "ask", "serve", "demo"])
def test_every_command_explains_itself_with_an_example(command):
    done = faqbot(command, "--help")
    assert done.returncode == 0
    assert f"Example: faqbot {command}" in done.stdout


def test_a_home_that_cannot_be_written_is_one_plain_line(tmp_path, sample_site):
    (tmp_path / "scraped").write_text("a file, not a folder")
    environ = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    done = faqbot("--home", str(tmp_path), "scrape", sample_site.url, **environ)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "scraped" in done.stderr
