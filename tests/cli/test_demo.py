import socket

import pytest

from faqbot.cli.demo import run_demo
from faqbot.core.errors import ServeError, SourceError
from faqbot.sample_site.server import SampleSite
from faqbot.services.crawling import scrape


def test_the_demo_answers_and_stops(loopback_settings, capsys):
    run_demo(loopback_settings, serve=False, port=None, site_port=0)
    assert "How much does a community school cost" in capsys.readouterr().out


def test_the_demo_does_not_mix_with_somebodys_site(loopback_settings):
    with SampleSite() as other:
        list(scrape(loopback_settings, [other.url], lambda _: None))
        with pytest.raises(SourceError, match=other.url):
            run_demo(loopback_settings, serve=False, port=None, site_port=0)


def test_a_taken_port_is_named_with_the_way_out(loopback_settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"port {port}.*--site-port"):
            run_demo(loopback_settings, serve=False, port=None, site_port=port)
