"""Size classes: every testimony is one of sixteen sizes.

An observer of a line or of a seized disk sees lengths. Classes make them say little: every
text-only account up to about 31 000 Cyrillic letters has the same one.

Source: docs/spec/padding.md.
"""

from crypto.errors import FormatError, TooLarge

KIB = 1024
MIB = 1024 * KIB

# Doubling from 64 KiB to 32 MiB, then two classes a doubling to 256 MiB: many classes above would
# have one member a week, fewer would cost a third of all bytes sent over Tor.
SIZE_CLASSES: tuple[int, ...] = (
    *(64 * KIB << i for i in range(10)),
    *(n * MIB for n in (48, 64, 96, 128, 192, 256)),
)
MAX_SIZE = SIZE_CLASSES[-1]


def size_class(length: int) -> int:
    """The smallest size class that holds `length` bytes.

    length: 0 to MAX_SIZE
    raises: TooLarge, with the size and the limit in bytes
    """
    for size in SIZE_CLASSES:
        if length <= size:
            return size
    raise TooLarge(
        f"The testimony has {length} bytes with its attachments; at most {MAX_SIZE} fit.",
        "Leave out the largest attachment, or send attachments as testimonies of their own.",
    )


def pad(body: bytes) -> bytes:
    """Grow `body` with zero bytes to the smallest size class that holds it.

    body:    0 to MAX_SIZE bytes (a tar, so that trailing zeros are ignored)
    returns: bytes whose length is in SIZE_CLASSES
    raises:  TooLarge, with the size and the limit in bytes
    """
    return body.ljust(size_class(len(body)), b"\0")


def unpad(padded: bytes, length: int) -> bytes:
    """Cut `padded` back to the `length` bytes that its content says it has.

    Zero bytes at the end of a tar may be content, so that the length must come from the tar.
    raises: FormatError if the whole is no size class, is too short, or its tail is not zero
    """
    check_padded_length(len(padded))
    if not 0 <= length <= len(padded):
        raise FormatError(f"The content has {length} bytes, more than the whole.")
    if padded.count(0, length) != len(padded) - length:
        raise FormatError("The padding holds something other than zero bytes.")
    return padded[:length]


def check_padded_length(length: int) -> None:
    """Refuse a length that is no size class.

    Any class is accepted, not only the smallest: a sender may choose to look larger.
    raises: FormatError
    """
    if length not in SIZE_CLASSES:
        raise FormatError(f"A length of {length} bytes is none of the size classes.")
