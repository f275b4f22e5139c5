"""`create_app`: wire the pages and the API to one Visitors."""

from contextlib import suppress

from flask import Flask

from faqbot.core.errors import BuildError
from faqbot.core.settings import Settings
from faqbot.services.visitors import Visitors
from faqbot.web.api.openapi import describe_api
from faqbot.web.api.views import make_api
from faqbot.web.api.webhooks import make_hooks
from faqbot.web.embed.views import make_embed
from faqbot.web.extensions.i18n import speak_languages
from faqbot.web.extensions.metrics import Metrics, make_probes
from faqbot.web.extensions.problems import explain_errors
from faqbot.web.extensions.rate_limit import limit_requests
from faqbot.web.extensions.request_log import watch_requests
from faqbot.web.extensions.security import FRAME, guard, know_proxies
from faqbot.web.visitor.views import make_visitor_pages


def create_app(settings: Settings) -> Flask:
    """Return the web application for these settings, with the published build open.

    Without one that can be opened, each request tries again.

    Raises SettingsError.
    """
    app = Flask(__name__)
    metrics = Metrics()
    visitors = Visitors(settings, on_answer=metrics.count_answer)
    app.extensions["close"] = visitors.close
    watch_requests(app, metrics, writes_lines=settings.log.requests)
    guard(app, settings)
    know_proxies(app, settings)
    limit_requests(app, settings)
    speak_languages(app)
    pages = make_visitor_pages(visitors, settings)
    app.register_blueprint(pages)
    app.register_blueprint(pages, name=FRAME, url_prefix="/embed/frame")
    app.register_blueprint(make_embed())
    app.register_blueprint(make_hooks(settings))
    app.register_blueprint(make_probes(metrics, visitors.build))
    describe_api(app, make_api(visitors, settings.ask.max_question_chars))
    explain_errors(app)
    with suppress(BuildError):
        visitors.build()
    return app
