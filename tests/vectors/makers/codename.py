"""Vectors of docs/spec/codename.md: words from bytes, bytes from what is typed, keys from both."""

import hashlib
from collections.abc import Iterator

from crypto.codename import Codename, derive, word_list
from crypto.spelling import LANGUAGES, LAYOUTS
from tests.vectors.makers.common import seed
from tests.vectors.shape import Vector

CODENAME = Codename(seed("codename")[:10])


def vectors() -> Iterator[tuple[str, Vector]]:
    """What is written, what is read, what is derived."""
    for name, secret in (
        ("write-zeros", bytes(10)),
        ("write-ones", b"\xff" * 10),
        ("write-one-bit", bytes(9) + b"\1"),
        ("write-any", CODENAME.reveal()),
    ):
        yield name, _write(Codename(secret))
    yield from _derived()
    for name, text, language in _good():
        yield (
            name,
            _inputs(text, language)
            | {
                "expect": "success",
                "secret_hex": CODENAME.reveal().hex(),
            },
        )
    for name, text, language, reason, words in _bad():
        yield (
            name,
            _inputs(text, language)
            | {
                "expect": "CodenameError",
                "reason": reason,
                "words": words,
            },
        )


def _write(codename: Codename) -> Vector:
    return {
        "op": "write",
        "comment": "The same numbers in every language.",
        "secret_hex": codename.reveal().hex(),
        "expect": "success",
        "words": {language: list(codename.words(language)) for language in LANGUAGES},
        "digits": list(codename.digits()),
    }


def _derived() -> Iterator[tuple[str, Vector]]:
    for name, salt in (("derive-any", "salt"), ("derive-with-another-salt", "another salt")):
        keys = derive(CODENAME, seed(salt)[:16])
        given = keys.given()
        yield (
            name,
            {
                "op": "derive",
                "comment": "The recipient is long, so that its SHA-256 stands here.",
                "secret_hex": CODENAME.reveal().hex(),
                "salt_hex": seed(salt)[:16].hex(),
                "expect": "success",
                "identity": str(keys.identity),
                "recipient_sha256_hex": hashlib.sha256(given.recipient.encode()).hexdigest(),
                "tag_key_hex": keys.tag_key.hex(),
                "reply_key_hex": keys.reply_key.hex(),
                "withdrawal_hex": keys.withdrawal.hex(),
                "withdrawal_sha256_hex": given.withdrawal.hex(),
            },
        )


def _good() -> Iterator[tuple[str, str, str]]:
    for language in LANGUAGES:
        words = CODENAME.words(language)
        yield f"read-{language}", " ".join(words), language
        yield f"read-{language}-on-a-page-in-another", " ".join(words), "uk"
        yield f"read-{language}-in-capitals", " ".join(words).upper(), "en"
        yield f"read-{language}-first-four-letters", " ".join(w[:4] for w in words), "en"
        yield f"read-{language}-with-hyphens", "-".join(words), "en"
        yield f"read-{language}-with-commas-alone", ",".join(words), "en"
        listed = "\n".join(f"{n}. {word}" for n, word in enumerate(words, 1))
        yield f"read-{language}-as-a-copied-list", listed, "en"
        for layout in LANGUAGES:
            if layout != language:
                table = str.maketrans(LAYOUTS[language], LAYOUTS[layout])
                typed = " ".join(words).translate(table)
                yield f"read-{language}-typed-on-the-{layout}-layout", typed, "en"
        shifted = str.maketrans(LAYOUTS[language], LAYOUTS["en"])
        if language != "en":
            capitals = str.maketrans("[];',.`", '{}:"<>~')
            typed = " ".join(words).translate(shifted).upper().translate(capitals)
            yield f"read-{language}-typed-on-the-en-layout-with-shift", typed, "en"
    digits = CODENAME.digits()
    yield "read-digits", " ".join(digits), "en"
    yield "read-digits-as-two-cards", f"{''.join(digits[:4])} {''.join(digits[4:])}", "en"
    yield "read-digits-without-a-space", "".join(digits), "en"
    yield "read-full-width-digits", " ".join(digits).translate(_WIDE), "en"
    mixed = [*CODENAME.words("ru")[:4], *digits[4:]]
    yield "read-words-and-digits", " ".join(mixed), "en"
    russian = CODENAME.words("ru")
    yield (
        "read-with-white-space-of-all-sorts",
        " \n\t\u00a0\u200b\ufeff\x1c\x85".join(["", *russian, ""]),
        "en",
    )
    yield "read-ended-wrongly", " ".join(f"{word[:4]}ами" for word in russian), "en"


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _bad() -> Iterator[tuple[str, str, str, str, list[int]]]:
    words = list(CODENAME.words("en"))
    yield "refuse-nothing", "", "en", "count", []
    yield "refuse-seven-words", " ".join(words[:7]), "en", "count", []
    yield "refuse-nine-words", " ".join([*words, words[0]]), "en", "count", []
    unlisted = [*words[:2], "qqqqq", *words[3:7], "xyzzy"]
    yield "refuse-words-that-are-not-listed", " ".join(unlisted), "en", "word", [3, 8]
    yield "refuse-a-short-word", " ".join([words[0][:3], *words[1:]]), "en", "word", [1]
    yield "refuse-number-0000", " ".join(["0000", *words[1:]]), "en", "word", [1]
    yield "refuse-number-2049", " ".join([*words[:7], "2049"]), "en", "word", [8]
    other = word_list("en")[(word_list("en").index(words[7]) + 1) % 2048]
    yield "refuse-a-wrong-word", " ".join([*words[:7], other]), "en", "check", []
    yield "refuse-words-in-another-order", " ".join(reversed(words)), "en", "check", []
    mixed = [*words[:7], CODENAME.words("ru")[7]]
    yield "refuse-two-languages", " ".join(mixed), "en", "word", [8]


def _inputs(text: str, language: str) -> Vector:
    return {
        "op": "read",
        "comment": "As a person types it.",
        "text": text,
        "language": language,
    }
