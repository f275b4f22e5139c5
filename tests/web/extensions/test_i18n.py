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


def extracted_messages() -> set[str]:
    """Return the English texts of code and templates; of two forms, the singular."""
    mapping = [("web/templates/**.html", "jinja2"), ("**.py", "python")]
    messages = extract_from_dir(PACKAGE, mapping, keywords=KEYWORDS)
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in messages}


def catalogue(code: str):
    folder = PACKAGE / "web" / "translations" / code / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as file:
        return folder, read_po(file, locale=code)


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_of_the_pages_is_translated(code):
    _, messages = catalogue(code)
    is_translated = {}
    for message in messages:
        one = message.id if isinstance(message.id, str) else message.id[0]
        forms = [message.string] if isinstance(message.string, str) else message.string
        is_translated[one] = not message.fuzzy and all(forms)
    is_translated.pop("")
    assert is_translated == dict.fromkeys(extracted_messages(), True)


@pytest.mark.parametrize("code", OTHERS)
def test_translations_keep_the_placeholders(code):
    _, messages = catalogue(code)
    for message in messages:
        assert not list(message.check()), message.id


@pytest.mark.parametrize("code", OTHERS)
def test_the_compiled_catalogue_is_up_to_date(code):
    folder, messages = catalogue(code)
    with (folder / "messages.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message in messages:
        if message.pluralizable:
            forms = tuple(compiled.ngettext(*message.id, number) for number in (1, 2))
            assert forms == message.string
        elif message.id:
            assert compiled.gettext(message.id) == message.string


@pytest.mark.parametrize("name", [name for name, source in SOURCES.items() if "_(" in source])
def test_translated_templates_hold_no_untranslated_text(name):
    source = re.sub(r"\{[{%#].*?[}%#]\}", "", SOURCES[name], flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", "", source)
    attributes = re.findall(r'(?:aria-label|placeholder|title|alt)="([^"]*)"', source)
    assert not re.findall(r"[^\W\d_]+", " ".join([text, *attributes]))


@pytest.mark.parametrize(
    ("accepted", "url", "expected"),
    [
        pytest.param("es-MX,es;q=0.9,en;q=0.5", "/", "es", id="variant of a language"),
        pytest.param("fr,es;q=0.5", "/", "es", id="second choice"),
        pytest.param("fr", "/", "en", id="none of ours"),
        pytest.param("", "/", "en", id="no preference"),
        pytest.param("en", "/?hl=es", "es", id="the URL wins"),
        pytest.param("es", "/?hl=xx", "es", id="unknown in the URL"),
    ],
)
def test_the_page_language_comes_from_the_url_or_the_browser(app, accepted, url, expected):
    response = app.test_client().get(url, headers={"Accept-Language": accepted})

    assert f'<html lang="{expected}">' in response.text
    assert response.headers["Content-Language"] == expected
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        ("en", "2026-09-04", "September 4, 2026"),
        ("es", "2026-09-04", "4 de septiembre de 2026"),
        ("en", "2026", "2026"),
    ],
)
def test_dates_are_formatted_for_the_language(app, language, day, expected):
    with app.test_request_context(f"/?hl={language}"):
        assert format_day(day) == expected


@pytest.mark.parametrize(
    ("code", "name"), [("es", "Spanish"), ("pt", "Portuguese"), ("zz", "Zz"), ("?", "?")]
)
def test_languages_have_names(app, code, name):
    with app.test_request_context("/?hl=en"):
        assert language_name(code) == name
