"""`create_app`: the Flask application, wired from its parts."""

from contextlib import suppress

from flask import Flask

from faqbot.core.errors import BuildError
from faqbot.core.settings import Settings
from faqbot.services.visitors import Visitors
from faqbot.web.api.openapi import init_openapi
from faqbot.web.api.views import make_api
from faqbot.web.api.webhooks import make_webhooks
from faqbot.web.embed.views import make_embed
from faqbot.web.extensions.charset import FormRequest
from faqbot.web.extensions.error_handlers import register_error_handlers
from faqbot.web.extensions.i18n import init_babel
from faqbot.web.extensions.metrics import Metrics, make_probes
from faqbot.web.extensions.rate_limit import init_rate_limit
from faqbot.web.extensions.request_log import init_request_log
from faqbot.web.extensions.security import FRAME, init_security, trust_proxies
from faqbot.web.visitor.views import make_visitor_pages


def create_app(settings: Settings) -> Flask:
    """Return the web application for these settings, with the published build open.

    If no build can be opened, the application starts anyway and each request tries again.
    `extensions["close"]` of the application releases the build and the database.

    Raises SettingsError.
    """
    app = Flask(__name__)
    app.request_class = FormRequest
    metrics = Metrics()
    visitors = Visitors(settings, on_answer=metrics.count_answer)
    app.extensions["close"] = visitors.close
    # First: Flask calls what follows a request in reverse, so the log sees the final response.
    init_request_log(app, metrics, writes_lines=settings.log.requests)
    init_security(app, settings)
    trust_proxies(app, settings)
    init_rate_limit(app, settings)
    init_babel(app)
    pages = make_visitor_pages(visitors, settings)
    app.register_blueprint(pages)
    app.register_blueprint(pages, name=FRAME, url_prefix="/embed/frame")
    app.register_blueprint(make_embed())
    app.register_blueprint(make_webhooks(settings))
    app.register_blueprint(make_probes(metrics, visitors.build))
    init_openapi(app, make_api(visitors, settings.ask.max_question_chars))
    register_error_handlers(app)
    with suppress(BuildError):
        visitors.build()
    return app
