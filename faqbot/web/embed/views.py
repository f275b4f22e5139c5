"""The widget for other sites: the script of `<faq-search>`, and a page with its snippet."""

from flask import Blueprint, Response, current_app, render_template, request, url_for

from faqbot.web.extensions.i18n import PAGE_LANGUAGES

# Attributes of the element, with the values that the page offers.
_OPTIONS = {"lang": (*PAGE_LANGUAGES,), "theme": ("light", "dark"), "limit": ("1", "3", "8")}
# Sites load the script with every page, so browsers cache it; an update arrives within the hour.
_SCRIPT_MAX_AGE_S = 3600


def make_embed() -> Blueprint:
    """Return the routes of the widget."""
    embed = Blueprint("embed", __name__)

    @embed.get("/embed.js")
    def script() -> Response:
        response = current_app.send_static_file("embed.js")
        # Flask marks static files as no-cache.
        response.cache_control.public, response.cache_control.no_cache = True, None
        response.cache_control.max_age = _SCRIPT_MAX_AGE_S
        # Browsers fetch modules of other origins with CORS; the script is the same for everybody.
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    @embed.get("/embed")
    def snippets() -> str:
        selected = {
            name: value
            for name, values in _OPTIONS.items()
            if (value := request.args.get(name)) in values
        }
        host = url_for("visitor.search", _external=True, hl=None).rstrip("/")
        return render_template("embed.html", options=_OPTIONS, selected=selected, host=host)

    return embed
