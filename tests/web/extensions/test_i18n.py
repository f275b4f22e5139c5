import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import faqbot
from faqbot.core.settings import Settings
from faqbot.web.app import create_app
from faqbot.web.extensions.i18n import PAGE_LANGUAGES, format_day, language_name

PACKAGE = Path(faqbot.__file__).parent
SOURCES = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted((PACKAGE / "web" / "templates").glob("*.html"))
}
OTHERS = [code for code in PAGE_LANGUAGES if code != "en"]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "VagueQuestionError": None,
}


@pytest.fixture(scope="module")
def app():
    return create_app(Settings())


def spoken() -> set[str]:
    """Return the English texts of code and templates; of two forms, the singular."""
    mapping = [("web/templates/**.html", "jinja2"), ("**.py", "python")]
    found = extract_from_dir(PACKAGE, mapping, keywords=KEYWORDS)
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def catalogue(code: str):
    folder = PACKAGE / "web" / "translations" / code / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as file:
        return folder, read_po(file, locale=code)


@pytest.mark.parametrize("code", OTHERS)
def test_everything_that_pages_say_is_translated(code):
    _, messages = catalogue(code)
    told = {}
    for message in messages:
        one = message.id if isinstance(message.id, str) else message.id[0]
        forms = [message.string] if isinstance(message.string, str) else message.string
        told[one] = not message.fuzzy and all(forms)
    told.pop("")
    assert told == dict.fromkeys(spoken(), True)


@pytest.mark.parametrize("code", OTHERS)
def test_translations_keep_what_is_filled_in(code):
    _, messages = catalogue(code)
    for message in messages:
        assert not list(message.check()), message.id


@pytest.mark.parametrize("code", OTHERS)
def test_the_compiled_words_are_those_of_the_catalogue(code):
    folder, messages = catalogue(code)
    with (folder / "messages.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message in messages:
        if message.pluralizable:
            said = tuple(compiled.ngettext(*message.id, number) for number in (1, 2))
            assert said == message.string
        elif message.id:
            assert compiled.gettext(message.id) == message.string


@pytest.mark.parametrize("name", [name for name, source in SOURCES.items() if "_(" in source])
def test_no_translated_template_holds_words_of_its_own(name):
    source = re.sub(r"\{[{%#].*?[}%#]\}", "", SOURCES[name], flags=re.DOTALL)
    shown = re.sub(r"<[^>]*>", "", source)
    named = re.findall(r'(?:aria-label|placeholder|title|alt)="([^"]*)"', source)
    assert not re.findall(r"[^\W\d_]+", " ".join([shown, *named]))


@pytest.mark.parametrize(
    ("asked", "url", "expected"),
    [
        pytest.param("es-MX,es;q=0.9,en;q=0.5", "/", "es", id="variant of a language"),
        pytest.param("fr,es;q=0.5", "/", "es", id="second choice"),
        pytest.param("fr", "/", "en", id="none of ours"),
        pytest.param("", "/", "en", id="no wish"),
        pytest.param("en", "/?hl=es", "es", id="the URL wins"),
        pytest.param("es", "/?hl=xx", "es", id="unknown in the URL"),
    ],
)
def test_a_page_speaks_the_language_of_the_browser_or_the_url(app, asked, url, expected):
    response = app.test_client().get(url, headers={"Accept-Language": asked})

    assert f'<html lang="{expected}">' in response.text
    assert response.headers["Content-Language"] == expected
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("language", "day", "shown"),
    [
        ("en", "2026-09-04", "September 4, 2026"),
        ("es", "2026-09-04", "4 de septiembre de 2026"),
        ("en", "2026", "2026"),
    ],
)
def test_days_are_written_as_the_language_does(app, language, day, shown):
    with app.test_request_context(f"/?hl={language}"):
        assert format_day(day) == shown


@pytest.mark.parametrize(
    ("code", "name"), [("es", "Spanish"), ("pt", "Portuguese"), ("zz", "Zz"), ("?", "?")]
)
def test_languages_are_called_by_their_names(app, code, name):
    with app.test_request_context("/?hl=en"):
        assert language_name(code) == name
