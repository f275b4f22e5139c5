"""The search page: ask, read, vote. It needs no JavaScript and sets no cookie.

Other sites can show it in a frame, without its header.
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
from faqbot.web.visitor.view_models import (
    SearchParams,
    answer_view,
    filters,
    parse_search_params,
)

# The same routes are registered twice: as the page itself and, below another path, as the frame.
PAGE = "visitor"


def make_visitor_pages(visitors: Visitors, settings: Settings) -> Blueprint:
    """Return the routes of the search page; adds variables to all templates of the application."""
    pages = Blueprint(PAGE, __name__)

    @pages.app_context_processor
    def template_variables() -> dict[str, Any]:
        return {
            "pages": FRAME if request.blueprint == FRAME else PAGE,
            "language": page_language(),
            "languages": PAGE_LANGUAGES,
            "chosen_language": chosen_language(),
            "title": _in_language(settings.page, "title"),
            "help": _in_language(settings.page, "help"),
            "log": settings.log,
            "max_question_chars": settings.ask.max_question_chars,
            "params": SearchParams(),
        }

    @pages.app_url_defaults
    def keep_language(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint.partition(".")[0] in (PAGE, FRAME):
            values.setdefault("hl", chosen_language() or None)

    # Also "/embed/frame", without a slash at its end.
    @pages.get("/", strict_slashes=False)
    def search() -> str:
        if "q" not in request.args:
            return render_template("search.html", is_home=True)
        return _answer_page("thanked" if "thanks" in request.args else "")

    @pages.post("/vote")
    def post_vote() -> ResponseReturnValue:
        """Store a vote and redirect back to the answer.

        There is no CSRF token: without cookies or a login, a forged request can do nothing that
        the forger's own server could not do as well.
        """
        vote = request.form.get("helpful", "")
        if vote not in ("yes", "no"):
            raise BadRequest("helpful must be yes or no")
        try:
            visitors.vote(
                request.form.get("answer_id", ""),
                request.form.get("question", ""),
                helpful=vote == "yes",
                comment=request.form.get("comment", ""),
            )
        except StoreError as error:
            current_app.logger.error("a vote could not be stored: %s", error)
            return _answer_page("failed", request.form.get("comment", "")), 503
        params = parse_search_params(request.args, visitors.build())
        # 303 makes it a GET (RFC 9110, 15.4.4): reloading the page sends no second vote.
        return redirect(url_for(".search", **params.url_args(), thanks=1), 303)

    def _answer_page(vote: str, comment: str = "") -> str:
        """Return the page with an answer; showing it again after a vote is not logged."""
        build = visitors.build()
        params = parse_search_params(request.args, build)
        _check_length(params.q, settings.ask.max_question_chars)
        answer = visitors.ask(params.query, language=params.lang, is_repeated=bool(vote))
        return render_template(
            "search.html",
            question=params.q,
            params=params,
            answer=answer_view(answer, params, answer_id(answer)),
            filters=filters(params, build),
            vote=vote,
            comment=comment,
            max_comment_chars=MAX_COMMENT_CHARS,
        )

    return pages


def _check_length(question: str, limit: int) -> None:
    """Refuse a long question in the page's language; the search itself refuses in English."""
    if len(question) > limit:
        message = gettext(
            "Your question has %(count)s characters. Please shorten it to %(limit)s or fewer.",
            count=format_decimal(len(question)),
            limit=format_decimal(limit),
        )
        raise BadRequest(message)


def _in_language(page: PageSettings, name: str) -> str:
    """Return a text of the staff in the language of the page, else in English."""
    translation: str = getattr(page, f"{name}_{page_language()}", "")
    return translation or getattr(page, name)
