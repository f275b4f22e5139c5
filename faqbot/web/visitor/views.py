"""The search page: ask, read, say whether it helped. No JavaScript is needed, no cookie is set.

It can stand in frames of other sites, without what only a page of its own needs.
"""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, gettext
from werkzeug.exceptions import BadRequest

from faqbot.core.errors import StoreError
from faqbot.core.settings import PageSettings, Settings
from faqbot.services.answering import answer_id
from faqbot.services.visitors import MAX_COMMENT_CHARS, Visitors
from faqbot.web.extensions.i18n import PAGE_LANGUAGES, chosen_language, page_language
from faqbot.web.extensions.security import FRAME
from faqbot.web.visitor.view_models import Asked, choices, parse_search_params, show

# The same routes serve the page of its own and, below another path, the frame in other sites.
PAGE = "visitor"


def make_visitor_pages(visitors: Visitors, settings: Settings) -> Blueprint:
    """Return the routes that people see, and what all pages of the application are told."""
    pages = Blueprint(PAGE, __name__)

    @pages.app_context_processor
    def words() -> dict[str, Any]:
        return {
            "pages": FRAME if request.blueprint == FRAME else PAGE,
            "language": page_language(),
            "languages": PAGE_LANGUAGES,
            "chosen_language": chosen_language(),
            "title": _in_language(settings.page, "title"),
            "help": _in_language(settings.page, "help"),
            "log": settings.log,
            "most_question_chars": settings.ask.max_question_chars,
            "asked": Asked(),
        }

    @pages.app_url_defaults
    def keep_language(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint.partition(".")[0] in (PAGE, FRAME):
            values.setdefault("hl", chosen_language() or None)

    @pages.get("/", strict_slashes=False)
    def search() -> str:
        if "q" not in request.args:
            return render_template("search.html", is_home=True)
        return _answer("thanked" if "thanks" in request.args else "")

    @pages.post("/vote")
    def vote() -> ResponseReturnValue:
        """Store a vote and lead back to the answer.

        There is no token against forged votes: without cookies or a login, a page elsewhere can
        send nothing in a visitor's name that its own server could not send as well.
        """
        said = request.form.get("helpful", "")
        if said not in ("yes", "no"):
            raise BadRequest("helpful must be yes or no")
        try:
            visitors.vote(
                request.form.get("answer_id", ""),
                request.form.get("question", ""),
                helpful=said == "yes",
                comment=request.form.get("comment", ""),
            )
        except StoreError as error:
            current_app.logger.error("a vote could not be stored: %s", error)
            return _answer("failed", request.form.get("comment", "")), 503
        asked = parse_search_params(request.args, visitors.build())
        return redirect(url_for(".search", **asked.arguments(), thanks=1), 303)

    def _answer(vote: str, comment: str = "") -> str:
        """Return the page with an answer; after a vote, the question was not asked anew."""
        build = visitors.build()
        asked = parse_search_params(request.args, build)
        _check_length(asked.q, settings.ask.max_question_chars)
        answer = visitors.ask(asked.narrowed, language=asked.lang, is_repeated=bool(vote))
        return render_template(
            "search.html",
            question=asked.q,
            asked=asked,
            answer=show(answer, asked, answer_id(answer)),
            choices=choices(asked, build),
            vote=vote,
            comment=comment,
            most_comment_chars=MAX_COMMENT_CHARS,
        )

    return pages


def _check_length(question: str, most: int) -> None:
    """Refuse in the language of the page what a browser cuts, as the box names its limit."""
    if len(question) > most:
        text = gettext(
            "The question has %(count)s characters; ask it in %(most)s or fewer.",
            count=format_decimal(len(question)),
            most=format_decimal(most),
        )
        raise BadRequest(text)


def _in_language(words: PageSettings, name: str) -> str:
    """Return what staff wrote in the language of the page, else in English."""
    own: str = getattr(words, f"{name}_{page_language()}", "")
    return own or getattr(words, name)
