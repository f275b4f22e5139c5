import socket

import pytest
from click.testing import CliRunner

from faqbot.cli.serving.demo import demo_command
from faqbot.core.errors import ServeError, SourceError
from faqbot.sample_site.server import SampleSite
from faqbot.services.crawling import scrape


def run_demo(settings, *, site_port=0):
    arguments = ["--no-serve", "--site-port", str(site_port)]
    return CliRunner().invoke(demo_command, arguments, obj=settings, catch_exceptions=False)


def test_the_demo_without_serving_prints_an_answer(loopback_settings):
    assert "How much does a community school cost" in run_demo(loopback_settings).stdout


def test_the_demo_refuses_a_folder_with_another_site(loopback_settings):
    with SampleSite() as other:
        list(scrape(loopback_settings, [other.url], lambda _: None))
        with pytest.raises(SourceError, match=other.url):
            run_demo(loopback_settings)


def test_a_port_in_use_is_named_with_the_option_to_change_it(loopback_settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"port {port}.*--site-port"):
            run_demo(loopback_settings, site_port=port)
