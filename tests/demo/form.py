"""Gives a sealed file to the server as the form for browsers without script does."""

import http.client
from pathlib import Path

from tests.demo.newsroom import DemoError

BOUNDARY = "----demonstration"


def give(port: int, sealed: Path) -> None:
    """POST the file; raises DemoError with what the server said unless it was stored."""
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="sealed"; filename="f"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode() + sealed.read_bytes()
    body += f"\r\n--{BOUNDARY}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request(
            "POST", "/sealed", body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        )
        answer = connection.getresponse()
        page = answer.read().decode("utf-8")
    finally:
        connection.close()
    if answer.status not in (200, 201):
        raise DemoError(f"The server did not store {sealed.name}: {answer.status}\n{page}")
