"""Uploads in pieces: tus 1.0.0 with the deviations that docs/spec/upload.md lists.

Core, creation, creation-with-upload, expiration and termination.
"""

import re
from collections.abc import Callable
from email.utils import format_datetime
from functools import wraps

from flask import Flask, Response, request

from intake import words
from intake.body import Body
from intake.desk import LONGEST, Desk, Status, UploadId
from intake.headers import FORGET
from intake.refusals import (
    Broken,
    Busy,
    Closed,
    Finished,
    HeaderFirst,
    NoRoom,
    NotAnEnvelope,
    Offset,
    Refusal,
    TooLarge,
    Unknown,
    Unsealed,
    WrongLength,
)

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,expiration,termination"
BODY_TYPE = "application/offset+octet-stream"
NUMBER = re.compile(r"0|[1-9][0-9]{0,15}")
ID = re.compile(r"[0-9a-f]{32}")

CODES: dict[type[Refusal], tuple[int, str]] = {
    Unsealed: (400, "unsealed"),
    NotAnEnvelope: (400, "damaged"),
    WrongLength: (400, "length"),
    HeaderFirst: (400, "header"),
    Broken: (400, "damaged"),
    TooLarge: (413, "large"),
    NoRoom: (507, "full"),
    Busy: (503, "busy"),
    Closed: (503, "closed"),
    Unknown: (404, "missing"),
    Finished: (410, "finished"),
    Offset: (409, "offset"),
}


class Answer(Exception):  # noqa: N818 - an answer, not an error of the server
    """A request that is refused before any use case is asked."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def add_routes(app: Flask, desk: Desk) -> None:
    """Add /testimonies and what is below it."""

    def route(rule: str, *methods: str) -> Callable[[View], View]:
        def add(view: View) -> View:
            name = f"{rule} {methods[0]}"
            app.add_url_rule(rule, name, _speaking_tus(view), methods=list(methods))
            return view

        return add

    @route("/testimonies", "OPTIONS")
    @route("/testimonies/<upload>", "OPTIONS")
    def options(upload: str = "") -> Response:
        response = Response(status=204)
        response.headers["Tus-Version"] = VERSION
        response.headers["Tus-Extension"] = EXTENSIONS
        response.headers["Tus-Max-Size"] = str(LONGEST)
        return response

    @route("/testimonies", "POST")
    def create() -> Response:
        for name in ("Upload-Defer-Length", "Upload-Concat"):
            if name in request.headers:
                raise Answer(400, "protocol")
        if request.headers.get("Upload-Metadata"):  # an empty one says nothing
            raise Answer(400, "metadata")
        length = _number("Upload-Length")
        if _has_body():
            upload, status = desk.begin_with(length, _piece())
        else:
            upload, status = desk.begin(length)
        response = _received(_progress(201, status), status)
        response.headers["Location"] = f"/testimonies/{upload}"
        return response

    @route("/testimonies/<upload>", "HEAD")
    def look(upload: str) -> Response:
        status = desk.status(_id(upload))
        response = _progress(200, status)
        response.headers["Upload-Length"] = str(status.length)
        return response

    @route("/testimonies/<upload>", "PATCH")
    def go_on(upload: str) -> Response:
        offset = _number("Upload-Offset")
        status = desk.append(_id(upload), offset, _piece())
        return _received(_progress(204, status), status)

    @route("/testimonies/<upload>", "POST")
    def go_on_by_post(upload: str) -> Response:
        if request.headers.get("X-HTTP-Method-Override", "").upper() != "PATCH":
            raise Answer(405, "method")
        return go_on(upload)

    @route("/testimonies/<upload>", "DELETE")
    def drop(upload: str) -> Response:
        desk.drop(_id(upload))
        return Response(status=204)


View = Callable[..., Response]


def _speaking_tus(view: View) -> View:
    """Check the version before, turn refusals into answers, name the version after."""

    @wraps(view)
    def wrapped(**arguments: str) -> Response:
        try:
            if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
                raise Answer(412, "protocol")
            response = view(**arguments)
        except Refusal as refusal:
            response = _refuse(*CODES[type(refusal)])
        except Answer as answer:
            response = _refuse(answer.code, answer.reason)
        response.headers["Tus-Resumable"] = VERSION
        return response

    return wrapped


def _refuse(code: int, reason: str) -> Response:
    Body(request.stream, request.content_length).drain()
    response = Response(words.plain(reason), code, content_type="text/plain; charset=utf-8")
    if code == 412:
        response.headers["Tus-Version"] = VERSION
    return response


def _progress(code: int, status: Status) -> Response:
    response = Response(status=code)
    response.headers["Upload-Offset"] = str(status.offset)
    response.headers["Upload-Expires"] = format_datetime(status.expires, usegmt=True)
    return response


def _received(response: Response, status: Status) -> Response:
    """With the last byte the browser may forget what it kept for the visit."""
    if status.offset == status.length:
        response.headers["Clear-Site-Data"] = FORGET
    return response


def _has_body() -> bool:
    return request.content_length != 0 if request.content_length is not None else _chunked()


def _chunked() -> bool:
    return "chunked" in request.headers.get("Transfer-Encoding", "").lower()


def _piece() -> Body:
    if request.mimetype != BODY_TYPE:
        raise Answer(415, "type")
    return Body(request.stream, request.content_length)


def _number(name: str) -> int:
    value = request.headers.get(name, "")
    if not NUMBER.fullmatch(value):
        raise Answer(400, "protocol")
    return int(value)


def _id(upload: str) -> UploadId:
    if not ID.fullmatch(upload):
        raise Unknown
    return UploadId(upload)
