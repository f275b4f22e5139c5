"""The search page, which works without JavaScript."""

from collections.abc import Iterator

from flask import Blueprint, render_template, request
from markupsafe import Markup, escape

from faqbot.records import Result
from faqbot.visitors import Visitors


def make_visitor_pages(visitors: Visitors) -> Blueprint:
    """Return the routes that visitors see, answering through these visitors."""
    pages = Blueprint("visitor", __name__)
    pages.add_app_template_filter(marked)

    @pages.get("/")
    def search() -> str:
        question = request.args.get("q", "")
        if "q" not in request.args:
            return render_template("search.html", question="", answer=None)
        return render_template("search.html", question=question, answer=visitors.ask(question))

    return pages


def marked(result: Result) -> Markup:
    """Return the text of a result, escaped, with its highlights in <mark>."""
    return Markup("").join(_pieces(result))


def _pieces(result: Result) -> Iterator[Markup]:
    text = result.hit.passage.text
    done = 0
    for start, end in result.highlights:
        yield escape(text[done:start])
        yield Markup("<mark>{}</mark>").format(text[start:end])
        done = end
    yield escape(text[done:])
