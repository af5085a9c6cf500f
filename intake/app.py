"""The WSGI application: routes, constant headers, calm errors."""

import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from intake import pages, settings, words
from intake.desk import Desk
from intake.headers import CONSTANT, VISIT
from intake.views import site, tus


class QuietRequest(Request):
    """A request whose body no parser of the framework ever touches."""

    max_form_memory_size = 0
    max_form_parts = 0


class Application(Flask):
    """Flask without what it would write or guess. desk: the use cases it serves."""

    request_class = QuietRequest
    desk: Desk

    def log_exception(self, exc_info: Any) -> None:
        """Say what failed and where; never for which request, and no time."""
        kind, _, trace = exc_info
        where = traceback.extract_tb(trace)[-1]
        name = f"{Path(where.filename).name}:{where.lineno}"
        print(f"intake: {kind.__name__} in {name}", file=sys.stderr, flush=True)  # noqa: T201


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    data_dir: Path | str,
    now: Callable[[], datetime] = utc_now,
    static: Path = pages.STATIC,
) -> Application:
    """Build the application over one data folder.

    data_dir: a folder that `intake init` made
    now:      the clock, with a time zone
    static:   the built browser client
    raises:   SettingsError, ShelfError, PagesError
    """
    desk = Desk.open(settings.load(Path(data_dir)), now)
    built = pages.load(static)
    app = Application(__name__, static_folder=None, template_folder=None)
    app.desk = desk
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    site.add_routes(app, desk, built)
    tus.add_routes(app, desk)
    app.register_error_handler(Exception, lambda error: _calm(app, built, error))
    app.after_request(_constant)
    return app


def _calm(app: Flask, built: pages.Pages, error: Exception) -> Response:
    """Any error as a page that tells nothing about the request."""
    code = (error.code if isinstance(error, HTTPException) else None) or 500
    if code >= 500:
        app.log_exception(sys.exc_info())
    known = {404: "missing", 405: "method", 413: "large"}
    reason = known.get(code, "broken")
    if request.path.startswith("/testimonies"):
        response = Response(words.plain(reason), code, content_type=site.PLAIN)
    else:
        response = Response(built.answers[reason], code, content_type=site.HTML)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _constant(response: Response) -> Response:
    for name, value in CONSTANT:
        if name != "Cache-Control" or response.headers.get(name) != VISIT:
            response.headers[name] = value
    return response
