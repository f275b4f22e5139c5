"""The language of a page, and dates and language names written in it."""

from datetime import date

from babel import Locale, UnknownLocaleError
from flask import Flask, Response, request
from flask_babel import Babel, format_date, get_locale

# Each under its own name; the first is the default.
PAGE_LANGUAGES = {"en": "English", "es": "Español"}


def init_babel(app: Flask) -> None:
    """Translate the application's templates into the visitor's language, with `_("…")`."""
    Babel(app, default_locale="en", locale_selector=page_language)
    app.add_template_filter(format_day)
    app.add_template_filter(language_name)
    app.after_request(_add_language_headers)


def page_language() -> str:
    """Return the language of the page: `hl` of the URL, else the browser's best match."""
    return chosen_language() or request.accept_languages.best_match(PAGE_LANGUAGES) or "en"


def chosen_language() -> str:
    """Return the language named by `hl` in the URL, or ""; links of the page keep it."""
    language = request.args.get("hl", "")
    return language if language in PAGE_LANGUAGES else ""


def format_day(iso_day: str) -> str:
    """Return a date in long form: "September 14, 2026", "14 de septiembre de 2026"."""
    try:
        return str(format_date(date.fromisoformat(iso_day), "long"))
    except ValueError:  # a publication may have a year only
        return iso_day


def language_name(code: str) -> str:
    """Return the name of a language in the language of the page; an unknown code as it is."""
    try:
        name = Locale.parse(code).get_display_name(get_locale())
    except (UnknownLocaleError, ValueError):
        name = None
    # Spanish writes names of languages in lower case, but each stands alone here.
    return (name or code).capitalize()


def _add_language_headers(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.add("Accept-Language")
        response.headers["Content-Language"] = page_language()
    return response
