"""The page, its files, the manifest, the root key, and the form for a sealed file."""

import gzip
from collections.abc import Callable
from functools import lru_cache

from flask import Flask, Response, request

from crypto import armor
from crypto.errors import ArmorError
from crypto.files import Source, read_full
from intake.body import BadForm, Body, FormFile, NoFile, Peeked
from intake.desk import Desk
from intake.headers import FORGET, VISIT
from intake.pages import File, Pages
from intake.refusals import (
    Broken,
    Busy,
    Closed,
    NoRoom,
    NotAnEnvelope,
    Refusal,
    TooLarge,
    Unsealed,
    WrongLength,
)

HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
FIELD = "sealed"
# What is saved and opened from disk, under a name that says nothing.
PARTS = (".js", ".css", ".png")
SAVED_AS = {"/seal.html": "anketa.html", "/keys": "list.txt"}
ARMOR_PEEK = 1024  # bytes; armour may stand behind some blank lines

ANSWERS: dict[type[Refusal], tuple[int, str]] = {
    Unsealed: (400, "unsealed"),
    NotAnEnvelope: (400, "damaged"),
    WrongLength: (400, "damaged"),
    Broken: (400, "damaged"),
    TooLarge: (413, "large"),
    NoRoom: (507, "full"),
    Closed: (503, "full"),
    Busy: (503, "busy"),
}


def add_routes(app: Flask, desk: Desk, pages: Pages) -> None:
    """Add everything but the uploads in pieces."""

    def get(rule: str, view: Callable[[], Response]) -> None:
        app.add_url_rule(rule, endpoint=rule, view_func=view, methods=["GET"])

    def serving(file: File, path: str = "") -> Callable[[], Response]:
        return lambda: _kept(_named(_serve(file), path), path)

    get("/", serving(pages.page))
    for name, file in pages.files.items():
        get(f"/{name}", serving(file, f"/{name}"))
    get("/root", lambda: Response(desk.root() + "\n", content_type=PLAIN))

    def signed(before: str = "", path: str = "") -> Response:
        try:
            note = before.encode() + desk.manifest().raw
        except Refusal as refusal:
            return answer(refusal)
        return _named(_serve(File(PLAIN, note, _packed(note))), path)

    get("/manifest", signed)
    # For who seals offline: the root key's line and the manifest, in one file.
    get("/keys", lambda: signed(f"{desk.root()}\n", "/keys"))

    def board() -> Response:
        current = desk.board()
        if current is None:
            return Response(pages.answers["missing"], 404, content_type=HTML)
        return Response(current, content_type="application/octet-stream")

    get("/board", board)

    def answer(refusal: Refusal) -> Response:
        status, reason = ANSWERS[type(refusal)]
        return Response(pages.answers[reason], status, content_type=HTML)

    @app.post("/sealed")
    def sealed() -> Response:
        body = Body(request.stream, request.content_length)
        try:
            desk.deposit(_opened(body), lambda: body.broken)
        except NoFile:
            body.drain()
            return Response(pages.answers["nofile"], 400, content_type=HTML)
        except (BadForm, ArmorError):
            body.drain()
            return answer(NotAnEnvelope())
        except Refusal as refusal:
            body.drain()
            return answer(refusal)
        done = Response(pages.answers["received"], 201, content_type=HTML)
        done.headers["Clear-Site-Data"] = FORGET
        return done


def _opened(body: Body) -> Source:
    """The one file in the request, out of its form and its armour."""
    form = request.mimetype == "multipart/form-data"
    source: Source = FormFile(body, request.content_type or "", FIELD) if form else body
    head = read_full(source, ARMOR_PEEK)
    whole = Peeked(head, source)
    return armor.dearmor(whole) if armor.is_armored(head) else whole


def _serve(file: File) -> Response:
    response = Response(file.body, content_type=file.type)
    if file.gzip is not None and request.accept_encodings["gzip"]:
        response.data = file.gzip
        response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=4)
def _packed(note: bytes) -> bytes:
    """A manifest for Tor: its questions shrink to a sixth."""
    return gzip.compress(note, mtime=0)


def _kept(response: Response, path: str) -> Response:
    """Let a browser keep scripts, style and pictures for this visit; pages never."""
    if path.endswith(PARTS):
        response.headers["Cache-Control"] = VISIT
    return response


def _named(response: Response, path: str) -> Response:
    """Let the browser save the answer instead of showing it, where it is for saving."""
    if path in SAVED_AS:
        response.headers["Content-Disposition"] = f'attachment; filename="{SAVED_AS[path]}"'
    return response
