"""The `faqbot` command as people run it: in a separate process."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from faqbot.cli.commands import cli, load_command


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
    assert (
        f"{sample_site.url}forum/faq.html#member-cost:~:text=What%20does%20membership"
        in done.stdout
    )


def test_ask_prints_the_same_json_as_the_api(home):
    done = faqbot(
        "--home", home, "ask", "--json", "--limit", "2", "what do individuals pay for membership"
    )
    answer = json.loads(done.stdout)
    assert len(answer["results"]) == 2
    assert answer["answer"]["deep_link"].startswith(answer["answer"]["url"])


def test_without_a_clear_answer_ask_lists_the_closest_matches(home):
    done = faqbot("--home", home, "ask", "average class size")
    assert done.stdout.startswith("No clear answer. The closest matches:")


def test_a_question_without_a_match_exits_with_0(home):
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
        pytest.param(["eval", "nowhere"], 1, "nowhere: is neither a folder", id="no collection"),
        pytest.param(["eval", "nowhere.csv"], 1, "nowhere.csv: No such file", id="no questions"),
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
        pytest.param("x " * 5000, "10,000 characters", id="long"),
        pytest.param("what is the", "only common words", id="stop words"),
        pytest.param("🎈", "has no word", id="emoji"),
    ],
)
def test_unanswerable_input_exits_with_2(home, question, message):
    done = faqbot("--home", home, "ask", question)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_unknown_setting_names_the_nearest_valid_one():
    done = faqbot("ask", "cost", FAQBOT_SCRAPE__DELAY="2")
    assert done.returncode == 2
    assert "FAQBOT_SCRAPE__DELAY_S" in done.stderr


def test_reindex_scrapes_and_indexes_and_reports_both(tmp_path, sample_site):
    environ = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    done = faqbot("--home", str(tmp_path), "reindex", sample_site.url, **environ)
    assert done.returncode == 0
    assert "0 unchanged" in done.stdout
    assert "Published build 000001" in done.stdout
    assert "of direct answers are right; about " in done.stdout
    assert "questions generated from this site." in done.stdout
    assert "founding-memo-1998.pdf holds no text" in done.stdout


def test_a_second_scrape_says_that_nothing_was_downloaded(home, sample_site):
    environ = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    done = faqbot("--home", home, "scrape", sample_site.url, **environ)
    assert "0 fetched" in done.stdout
    assert "nothing downloaded" in done.stdout


def test_a_site_that_fails_is_a_line_and_the_others_are_published(tmp_path, sample_site):
    environ = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    dead = "http://127.0.0.1:1/"
    done = faqbot("--home", str(tmp_path), "reindex", dead, sample_site.url, **environ)
    assert done.returncode == 1
    assert "Published build 000001" in done.stdout
    assert [line for line in done.stderr.splitlines() if line.startswith(f"faqbot: {dead}")]


def test_init_writes_a_file_that_scrape_takes(tmp_path, sample_site):
    environ = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    faqbot("--home", str(tmp_path), "init", sample_site.url, **environ)
    done = faqbot("--home", str(tmp_path), "scrape", **environ)
    assert (done.returncode, "60 fetched" in done.stdout) == (0, True)
    again = faqbot("--home", str(tmp_path), "init", sample_site.url, **environ)
    assert (again.returncode, "already exists" in again.stderr) == (2, True)


def test_scrape_reports_each_url_as_json(home, sample_site):
    environ = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    done = faqbot("--home", home, "scrape", "--json", **environ)
    (report,) = json.loads(done.stdout)
    results = {outcome["url"]: outcome["result"] for outcome in report["outcomes"]}
    assert results[sample_site.url] == "unchanged"
    assert results[f"{sample_site.url}search.aspx"] == "refused"


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_the_help_of_every_command_has_an_example(name):
    done = CliRunner().invoke(cli, [name, "--help"])
    assert done.exit_code == 0
    assert f"Example: faqbot {name}" in done.stdout


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_the_list_of_commands_repeats_the_first_sentence_of_their_help(name):
    help_text = load_command(name).get_short_help_str(limit=1000)
    assert cli.commands[name].get_short_help_str(limit=1000) == help_text


def test_an_unknown_command_exits_with_2():
    done = faqbot("reindx")
    assert done.returncode == 2
    assert "No such command 'reindx'" in done.stderr


def test_help_does_not_import_the_libraries_of_the_commands():
    loaded = "import sys; from faqbot.cli.commands import cli; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert {"numpy", "flask", "sqlalchemy", "bs4"}.isdisjoint(done.stdout.split())


def test_a_home_that_cannot_be_written_is_one_plain_line(tmp_path, sample_site):
    (tmp_path / "scraped").write_text("a file, not a folder")
    environ = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    done = faqbot("--home", str(tmp_path), "scrape", sample_site.url, **environ)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "scraped" in done.stderr


@pytest.fixture
def pages(tmp_path):
    (tmp_path / "club.html").write_text("<h2>Who may join?</h2><p>Everybody in town.</p>")
    (tmp_path / "empty.html").write_text("<nav>Menu</nav>")
    return tmp_path


def test_extract_prints_one_json_document_per_line(pages):
    done = faqbot("extract", str(pages / "club.html"), str(pages / "club.html"), "--json")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == second
    assert first["passages"][0]["question"] == "Who may join?"
    assert first["passages"][0]["text"] == "Everybody in town."
    assert first["passages"][0]["html"] == "<p>Everybody in town.</p>"


def test_extract_writes_a_file_for_each_page(pages):
    faqbot("extract", str(pages / "club.html"), "--out", str(pages / "out"), "--json")
    document = json.loads((pages / "out" / "club.json").read_text())
    assert document["kind"] == "page"


def test_extract_prints_questions_and_answers(pages):
    text = faqbot("extract", str(pages / "club.html")).stdout
    assert "[faq] Who may join?" in text
    assert "Everybody in town." in text


def test_extract_names_a_page_that_yields_nothing_and_goes_on(pages):
    names = [str(pages / name) for name in ("empty.html", "missing.html", "club.html")]
    done = faqbot("extract", *names, "--json")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert f"{names[0]}: holds no question and no running text" in done.stderr
    assert f"{names[1]}: No such file or directory" in done.stderr


def test_extract_says_what_was_left_out_of_a_page(pages):
    page = pages / "fees.html"
    page.write_text("<nav>Home Hours</nav><h2>Fees</h2><p>Each visit costs nine euros.</p>")

    document = json.loads(faqbot("extract", str(page), "--json").stdout)

    assert document["omitted"] == [
        {"reason": "navigation", "word_count": 2, "sample": "Home Hours"}
    ]
    assert "Left out (words): navigation 2" in faqbot("extract", str(page)).stdout


def test_extract_warns_of_a_page_that_lost_most_of_its_text(pages):
    page = pages / "fees.html"
    hidden = f"<div><p style='display: none'>{'We swim here. ' * 30}</p></div>" * 3
    page.write_text(f"<h2>Fees</h2><p>Each visit costs nine euros.</p>{hidden}")

    done = faqbot("extract", str(page))

    assert f"{page}: most of its text was left out: 270 words (hidden)" in done.stderr
    assert done.returncode == 0


def test_extract_reads_a_page_from_the_web(sample_site):
    environ = {"FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    done = faqbot("extract", f"{sample_site.url}aboutschools/faqs.aspx", "--json", **environ)
    document = json.loads(done.stdout)
    assert sum(passage["kind"] == "faq" for passage in document["passages"]) == 19


def test_imported_questions_are_answered_after_an_index_run(tmp_path):
    (tmp_path / "desk.csv").write_text(
        "Pregunta;Respuesta;Enlace\n"
        "¿Dónde estaciono?;Detrás de la biblioteca.;https://oakhill.example/visita\n"
        "¿Quién abre?;;\n",
        encoding="utf-8",
    )
    home = ["--home", str(tmp_path / "home")]
    imported = faqbot(*home, "import", str(tmp_path / "desk.csv"))
    indexed = faqbot(*home, "index")
    answer = json.loads(faqbot(*home, "ask", "--json", "donde estaciono").stdout)["answer"]

    assert "question: Pregunta" in imported.stdout
    assert "1 question imported" in imported.stdout
    assert "row 3" in imported.stdout
    assert "too few passages to measure" in indexed.stdout
    assert answer["text"] == "Detrás de la biblioteca."
    assert answer["url"] == "https://oakhill.example/visita"


def test_import_says_what_visitors_see_as_the_source(tmp_path):
    (tmp_path / "messy4.csv").write_text("question,answer\nWhy?,So.\nWhy?,No.\n")
    home = ["--home", str(tmp_path / "home")]
    first = faqbot(*home, "import", str(tmp_path / "messy4.csv")).stdout
    assert "visitors see “Messy4” as the source; --name gives it another name" in first
    second = faqbot(*home, "import", str(tmp_path / "messy4.csv"), "--name", "Desk").stdout
    assert "visitors see “Desk” as the source\n" in second
    assert "row 3: “Why?” has another answer in row 2" in second
    assert "two answers: messy4.csv, row 3" in faqbot(*home, "index").stdout


def test_a_file_without_questions_is_one_plain_line(tmp_path):
    (tmp_path / "empty.csv").write_text("")
    done = faqbot("--home", str(tmp_path), "import", str(tmp_path / "empty.csv"))
    assert done.returncode == 1
    assert done.stderr.startswith("faqbot: empty.csv: ")
    assert done.stderr.count("\n") == 1
