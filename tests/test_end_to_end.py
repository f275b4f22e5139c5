"""The demo as a newcomer runs it, then questions over HTTP."""

import json
import os
import re
import signal
import subprocess
import sys
from urllib.request import urlopen

import pytest

FAQBOT = [sys.executable, "-c", "from faqbot.cli.commands import main; main()"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Run the whole demo and give the process and what it printed up to the addresses."""
    home = tmp_path_factory.mktemp("demo")
    command = [*FAQBOT, "--home", str(home), "demo", "--port", "0", "--site-port", "0"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        printed = ""
        while "Ctrl-C" not in printed:
            line = process.stdout.readline()
            assert line, process.stderr.read()
            printed += line
        yield process, printed
        process.kill()


def address(printed: str, label: str) -> str:
    return re.search(rf"{label}:\s+(http://127\.0\.0\.1:\d+/)", printed).group(1)


def test_the_demo_prints_the_right_answer_with_its_link(demo):
    printed = demo[1]
    assert "$180,000 a year" in printed.replace("\n", " ")
    assert address(printed, "Sample site") + "aboutschools/faqs.aspx#q13" in printed


def test_the_search_page_answers_and_its_link_leads_to_the_passage(demo):
    printed = demo[1]
    api = address(printed, "Search page") + "api/v1/ask?q=what+does+membership+cost+for+individuals"
    with urlopen(api) as response:
        best = json.load(response)["answer"]
    with urlopen(best["url"]) as response:
        page = response.read().decode()
    anchor = best["deep_link"].partition("#")[2].partition(":~:")[0]
    assert f'id="{anchor}"' in page


def test_the_page_at_the_root_is_the_search_page(demo):
    with urlopen(address(demo[1], "Search page") + "?q=refund") as response:
        assert b"<mark>" in response.read()


def test_sigterm_ends_the_service_cleanly(demo):
    process = demo[0]
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
