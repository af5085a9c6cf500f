"""Vectors of the root key as words, docs/spec/fingerprint.md."""

from collections.abc import Iterator

from crypto import fingerprint
from tests.vectors.makers.common import DESK, ROOT
from tests.vectors.shape import Vector

# A name of any letters and a made-up key: the words follow from the line, whatever it says.
OTHERS = {
    "a-cyrillic-name": "голос+00000000+AQ" + "A" * 42,
    "an-empty-line": "",
    "one-bit-more": f"{ROOT.verifier} ",
}


def vectors() -> Iterator[tuple[str, Vector]]:
    """The same eight numbers in three languages."""
    lines = {"a-root-key": str(ROOT.verifier), "a-desk-key": str(DESK.verifier), **OTHERS}
    for name, line in lines.items():
        yield (
            name,
            {
                "op": "words",
                "comment": "First 88 bits of SHA-256, eleven a word.",
                "vkey": line,
                "numbers": list(fingerprint.numbers(line)),
                "words": {
                    language: list(fingerprint.words(line, language))
                    for language in fingerprint.LANGUAGES
                },
                "expect": "success",
            },
        )
