"""What other sites embed: the script of `<faq-search>`, and a page with its snippet."""

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask_babel import gettext
from markupsafe import escape

# As high as a question with its answer on most screens; a frame cannot know what it holds.
_FRAME_HEIGHT = 640
_CHOICES = {"lang": ("", "en", "es"), "theme": ("", "light", "dark"), "limit": ("", "1", "3", "8")}
# Sites load the script with every page; a new one is there within the hour.
_SCRIPT_AGE_S = 3600


def make_embed() -> Blueprint:
    """Return the routes of the widget."""
    embed = Blueprint("embed", __name__)

    @embed.get("/embed.js")
    def script() -> Response:
        response = current_app.send_static_file("embed.js")
        response.cache_control.public, response.cache_control.no_cache = True, None
        response.cache_control.max_age = _SCRIPT_AGE_S
        # Browsers fetch modules of other origins with CORS; the script is the same for everybody.
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    @embed.get("/embed")
    def shown() -> str:
        chosen = {
            name: value if (value := request.args.get(name, "")) in values else ""
            for name, values in _CHOICES.items()
        }
        host = url_for("visitor.search", _external=True, hl=None).rstrip("/")
        options: dict[str, str] = {name: value for name, value in chosen.items() if value}
        return render_template(
            "embed.html",
            choices=_CHOICES,
            chosen=chosen,
            options=options,
            host=host,
            snippets={"script": _snippet(host, options), "frame": _frame(host, options)},
        )

    return embed


def _snippet(host: str, options: dict[str, str]) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in options.items())
    label, ask = escape(gettext("Question")), escape(gettext("Ask"))
    return (
        f'<script type="module" src="{host}/embed.js"></script>\n'
        f'<faq-search src="{host}"{attributes}>\n'
        f'  <form action="{host}/"><input name="q" aria-label="{label}">'
        f"<button>{ask}</button></form>\n"
        "</faq-search>"
    )


def _frame(host: str, options: dict[str, str]) -> str:
    language = f"?hl={options['lang']}" if "lang" in options else ""
    title = escape(gettext("Questions and answers"))
    return (
        f'<iframe src="{host}/embed/frame{language}" title="{title}"\n'
        f'  width="100%" height="{_FRAME_HEIGHT}" loading="lazy"></iframe>'
    )
