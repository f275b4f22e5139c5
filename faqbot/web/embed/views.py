"""The widget for other sites: the script of `<faq-search>`, and a page with its snippet."""

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask_babel import gettext
from markupsafe import escape

# Holds a question with its answer on most screens; a frame cannot fit its height to its content.
_FRAME_HEIGHT = 640
_OPTIONS = {"lang": ("", "en", "es"), "theme": ("", "light", "dark"), "limit": ("", "1", "3", "8")}
# Sites load the script with every page, so browsers cache it; an update arrives within the hour.
_SCRIPT_MAX_AGE_S = 3600


def make_embed() -> Blueprint:
    """Return the routes of the widget."""
    embed = Blueprint("embed", __name__)

    @embed.get("/embed.js")
    def script() -> Response:
        response = current_app.send_static_file("embed.js")
        response.cache_control.public, response.cache_control.no_cache = True, None
        response.cache_control.max_age = _SCRIPT_MAX_AGE_S
        # Browsers fetch modules of other origins with CORS; the script is the same for everybody.
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    @embed.get("/embed")
    def snippets() -> str:
        selected = {
            name: value if (value := request.args.get(name, "")) in values else ""
            for name, values in _OPTIONS.items()
        }
        host = url_for("visitor.search", _external=True, hl=None).rstrip("/")
        attributes: dict[str, str] = {name: value for name, value in selected.items() if value}
        return render_template(
            "embed.html",
            options=_OPTIONS,
            selected=selected,
            attributes=attributes,
            host=host,
            snippets={
                "script": _script_snippet(host, attributes),
                "frame": _frame_snippet(host, attributes),
            },
        )

    return embed


def _script_snippet(host: str, attributes: dict[str, str]) -> str:
    html = "".join(f' {name}="{value}"' for name, value in attributes.items())
    label, ask = escape(gettext("Question")), escape(gettext("Ask"))
    return (
        f'<script type="module" src="{host}/embed.js"></script>\n'
        f'<faq-search src="{host}"{html}>\n'
        f'  <form action="{host}/"><input name="q" aria-label="{label}">'
        f"<button>{ask}</button></form>\n"
        "</faq-search>"
    )


def _frame_snippet(host: str, attributes: dict[str, str]) -> str:
    language = f"?hl={attributes['lang']}" if "lang" in attributes else ""
    title = escape(gettext("Questions and answers"))
    return (
        f'<iframe src="{host}/embed/frame{language}" title="{title}"\n'
        f'  width="100%" height="{_FRAME_HEIGHT}" loading="lazy"></iframe>'
    )
