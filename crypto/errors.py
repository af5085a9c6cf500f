"""Everything that can go wrong in the core, as one tree.

    CryptoError
    ├── FormatError            the bytes are not what the specification says
    │   ├── HeaderError        age header: grammar, stanza shape, too long, low-order share
    │   ├── HeaderMacError     the header was changed after it was sealed
    │   ├── PayloadError       a chunk is damaged, missing, or follows the last one
    │   ├── ArmorError         the text form of an age file
    │   ├── TestimonyError     the tar or testimony.json that a witness made
    │   ├── HandoverError      the tar that the server hands over
    │   ├── CodenameError      eight words or numbers that are no codename (`.words` says which)
    │   ├── BoardError         the board of replies
    │   ├── OutboxError        the tar that editors send to the server
    │   └── NoteError          a signed note
    │       ├── SignatureError no trusted signature, or a wrong one
    │       ├── WrongKind      rightly signed, but another kind of note
    │       ├── BadField       a line of the note breaks its rule (`.field` says which)
    │       ├── OutOfDate
    │       │   ├── NotYetValid
    │       │   └── Expired
    │       └── LowerSerial    older than what was accepted before
    ├── NoMatch                none of the identities opens this file
    │   └── WrongPassphrase
    ├── KeyFormatError         a key string or an identity file that cannot be read
    ├── RecipientError         a set of recipients that must not be sealed to
    └── TooLarge               more bytes than the largest size class

A message is a sentence for a person; `hint` says what to do now and may be empty. No message
repeats key material, a passphrase, or bytes that a stranger wrote.
"""

# ruff: noqa: N818 - the names say what is wrong, as the specifications do


class CryptoError(Exception):
    """The root of the tree.

    message: what happened, to which thing
    hint:    what the person can do now, or ""
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class FormatError(CryptoError):
    """The bytes are not what the specification says."""


class HeaderError(FormatError):
    """An age header that must be refused before any key is tried or any chunk opened."""


class HeaderMacError(FormatError):
    """The file key was found, and the header's MAC does not fit it."""


class PayloadError(FormatError):
    """A chunk does not authenticate, is missing, or follows the last one."""


class ArmorError(FormatError):
    """The text form of an age file breaks the strict rules of RFC 7468."""


class TestimonyError(FormatError):
    """A testimony that must be refused; names the member and what is wrong with it."""

    __test__ = False


class HandoverError(FormatError):
    """A handover file that is damaged, incomplete or not one of ours."""


class CodenameError(FormatError):
    """What was typed is no codename.

    reason: "count": not eight words; "word": some are not on the list; "check": some are wrong
    words:  the numbers of those that are not on the list, from 1
    """

    def __init__(self, reason: str, message: str, words: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.reason = reason
        self.words = words


class BoardError(FormatError):
    """A board that is damaged, or a reply that cannot stand on one."""


class OutboxError(FormatError):
    """An outbox that is damaged, or not spelled as this program spells one."""


class NoteError(FormatError):
    """A signed note that cannot be read."""


class SignatureError(NoteError):
    """No signature by a trusted key, or one that does not verify."""


class WrongKind(NoteError):
    """Signed by a trusted key, but as another kind of note."""


class BadField(NoteError):
    """A line of a signed text breaks its rule.

    field: the key of the line, as the specification spells it
    """

    def __init__(self, field: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.field = field


class OutOfDate(NoteError):
    """The note is not valid on this day."""


class NotYetValid(OutOfDate):
    """The note's first day has not come."""


class Expired(OutOfDate):
    """The note's last day is over."""


class LowerSerial(NoteError):
    """The note is older than one that was accepted before."""


class NoMatch(CryptoError):
    """None of the identities opens this file."""


class WrongPassphrase(NoMatch):
    """The file is locked with a passphrase, and this is not the one."""


class KeyFormatError(CryptoError):
    """A key string or an identity file that cannot be read."""


class RecipientError(CryptoError):
    """A set of recipients that must not be sealed to."""


class TooLarge(CryptoError):
    """More bytes than the largest size class holds."""
