"""The envelope: an age file for exactly one post-quantum recipient.

Source: docs/spec/envelope.md.
"""

from collections.abc import Sequence

from crypto.age import DecryptReader, encrypt
from crypto.files import Sink, Source
from crypto.keys import HybridRecipient, Identity
from crypto.structure import check_one_recipient


def seal(src: Source, dst: Sink, recipient: HybridRecipient) -> None:
    """Seal all of `src`, which the caller has padded to a size class."""
    encrypt(src, dst, [recipient])


def open_reader(src: Source, identities: Sequence[Identity]) -> DecryptReader:
    """A reader of what is inside.

    Anything but exactly one mlkem768x25519 stanza is refused before a key is tried.
    raises: HeaderError, HeaderMacError, NoMatch; the reader raises PayloadError
    """
    return DecryptReader(src, identities, check_one_recipient)
