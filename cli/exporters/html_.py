"""Writes a safe account as one HTML file that asks nobody for anything.

No script, no address, no picture; a policy in the file forbids all of them once more. The only
tags are those of `TAGS`, letter for letter: `html_reader` refuses a file with any other.
"""

from __future__ import annotations

import hashlib
import html
from base64 import b64encode
from typing import Final

from cli.exporters.account import Account
from cli.exporters.clean import paragraphs, visible

LANGUAGES: Final = ("en", "ru", "uk")
STYLE: Final = """
:root { color-scheme: light dark; }
body { margin: 0; font: 1.125rem/1.6 Georgia, "Noto Serif", serif; color: #1b1b1b;
  background: #fdfcfa; }
main { max-width: 36rem; margin: 0 auto; padding: 2rem 1rem 4rem; overflow-wrap: anywhere; }
h1, h2 { line-height: 1.25; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
p { margin: 0 0 1rem; }
em { color: #575757; }
@media (prefers-color-scheme: dark) {
  body { color: #e8e6e3; background: #161616; }
  em { color: #b0aca6; }
}
@media print { body { color: #000; background: #fff; } main { padding: 0; } }
"""
_HASH: Final = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
)
_HEAD: Final = (
    '<meta charset="utf-8">',
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
)
TAGS: Final = frozenset(
    [
        "<!DOCTYPE html>",
        *(f'<html lang="{language}">' for language in LANGUAGES),
        *_HEAD,
        "<br>",
        *(
            f"<{slash}{name}>"
            for name in ("head", "title", "style", "body", "main", "h1", "h2", "p", "em")
            for slash in ("", "/")
        ),
        "</html>",
    ]
)


def render(account: Account) -> str:
    """Give the whole file, ending in one line break."""
    language = account.language if account.language in LANGUAGES else "en"
    body = [f"<h1>{_line(account.title)}</h1>", f"<p><em>{_line(account.note)}</em></p>"]
    for answer in account.answers:
        if answer.question:
            body.append(f"<h2>{_line(answer.question)}</h2>")
        body += [
            f"<p>{'<br>'.join(map(_escape, lines))}</p>"
            for lines in paragraphs(visible(answer.text))
        ]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{language}">',
            "<head>",
            *_HEAD,
            f"<title>{_line(account.title)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            *body,
            "</main>",
            "</body>",
            "</html>\n",
        ]
    )


def _line(text: str) -> str:
    return _escape(" ".join(visible(text).split()))


def _escape(text: str) -> str:
    return html.escape(text, quote=True)
