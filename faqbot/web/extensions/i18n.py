"""The languages of the pages: which one a visitor gets, and days and names as it writes them."""

from datetime import date

from babel import Locale, UnknownLocaleError
from flask import Flask, Response, request
from flask_babel import Babel, format_date, get_locale

# Each under its own name, as people look for theirs; the first one serves who asks for no other.
PAGE_LANGUAGES = {"en": "English", "es": "Español"}


def init_babel(app: Flask) -> None:
    """Let the templates of the application speak the visitor's language, with `_("…")`."""
    Babel(app, default_locale="en", locale_selector=page_language)
    app.add_template_filter(format_day)
    app.add_template_filter(language_name)
    app.after_request(_add_language_headers)


def page_language() -> str:
    """Return the language of the page: `hl` of the URL, else the best that the browser asks for."""
    wanted = chosen_language()
    return wanted or request.accept_languages.best_match(PAGE_LANGUAGES) or "en"


def chosen_language() -> str:
    """Return the language that the URL names, which its links keep, or ""."""
    wanted = request.args.get("hl", "")
    return wanted if wanted in PAGE_LANGUAGES else ""


def format_day(iso_day: str) -> str:
    """Return a day as people write it: "September 14, 2026", "14 de septiembre de 2026"."""
    try:
        return str(format_date(date.fromisoformat(iso_day), "long"))
    except ValueError:
        return iso_day


def language_name(code: str) -> str:
    """Return what a language is called in the language of the page."""
    try:
        name = Locale.parse(code).get_display_name(get_locale())
    except (UnknownLocaleError, ValueError):
        name = None
    return (name or code).capitalize()


def is_html(response: Response) -> bool:
    """Tell whether a response is a page."""
    return response.headers.get("Content-Type", "").startswith("text/html")


def _add_language_headers(response: Response) -> Response:
    if is_html(response):
        response.vary.add("Accept-Language")
        response.headers.setdefault("Content-Language", page_language())
    return response
