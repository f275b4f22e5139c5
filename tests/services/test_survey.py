import pytest

from faqbot.core.errors import SettingsError, SourceError
from faqbot.core.settings_reader import load_settings
from faqbot.services.crawling import scrape
from faqbot.services.survey import describe, survey, write_settings


def test_a_survey_describes_the_site(loopback_settings, sample_site):
    seen = survey(loopback_settings, sample_site.url)

    assert seen.title == "Open Doors Alliance for Community Schools"
    assert "en" in seen.languages
    assert seen.counted_by == "sitemaps"
    assert f"{sample_site.url}forum/faq.html" in seen.questions
    assert any("faqs.aspx" in line for line in describe(seen))


def test_the_written_settings_work(loopback_settings, sample_site):
    write_settings(loopback_settings, survey(loopback_settings, sample_site.url))

    environ = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    settings = load_settings(environ, loopback_settings.home)
    (report,) = scrape(settings, [], lambda _: None)
    assert report.count("fetched") >= 40


def test_existing_settings_are_never_overwritten(loopback_settings, sample_site):
    path = loopback_settings.home / "faqbot.toml"
    path.write_text("# mine\n")

    with pytest.raises(SettingsError, match="already exists"):
        write_settings(loopback_settings, survey(loopback_settings, sample_site.url))

    assert path.read_text() == "# mine\n"


def test_an_unreadable_site_is_an_error(loopback_settings):
    with pytest.raises(SourceError, match="nothing was written"):
        survey(loopback_settings, "http://127.0.0.1:1/")
