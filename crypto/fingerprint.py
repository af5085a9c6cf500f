"""A newsroom's root key as eight words, for comparing by eye, aloud or on paper.

    words("newsroom-root+1a2b3c4d+AQ…", "ru") -> ("…", …)

The words are the codename's lists, so that one key has the same eight numbers in each language.
They hold 88 bits of SHA-256: enough that nobody finds a second key with the same words.

Source: docs/spec/fingerprint.md; tests/vectors/fingerprint/.
"""

import hashlib

from crypto.codename import word_list

COUNT = 8  # words
BITS = 11  # a word: 2048 of them
LANGUAGES = ("en", "ru", "uk")


def numbers(vkey: str) -> tuple[int, ...]:
    """The eight places in the list, from 0, for a verifier key's string form.

    vkey: one line without its line feed, as `printf %s "$vkey" | sha256sum` would take it
    """
    head = int.from_bytes(hashlib.sha256(vkey.encode()).digest()[: COUNT * BITS // 8])
    return tuple(head >> BITS * place & 0x7FF for place in reversed(range(COUNT)))


def words(vkey: str, language: str = "en") -> tuple[str, ...]:
    """The eight words in one language."""
    return tuple(word_list(language)[number] for number in numbers(vkey))
