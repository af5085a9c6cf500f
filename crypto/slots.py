"""How a board is cut into slots: lengths, and checks that need no key.

    slot = nonce (16) · tag (32) · one age file, exactly as long as the rest

The server serves a board and checks its shape with nothing but this.

Source: docs/spec/board.md, section 1.
"""

from crypto.errors import BoardError, HeaderError
from crypto.structure import CHUNK, HEADER_LEN, NONCE_SIZE, TAG, check_header

SLOT_SIZE = 8 * 1024  # bytes: about 3 200 Cyrillic letters, a page and a half
COUNTS = (64, 128, 256)  # slots of a board; a newsroom with more replies doubles it
NONCE = 16
TAG_SIZE = 32
SEALED = SLOT_SIZE - NONCE - TAG_SIZE  # bytes of the age file
PLAIN = SEALED - HEADER_LEN - NONCE_SIZE - TAG  # bytes in it: one chunk, always full
LENGTHS = tuple(count * SLOT_SIZE for count in COUNTS)

assert 0 < PLAIN <= CHUNK  # noqa: S101 - constants


def split(board: bytes) -> list[bytes]:
    """The slots of a board.

    raises: BoardError if its length is that of no board
    """
    if len(board) not in LENGTHS:
        raise BoardError(f"A board of {len(board)} bytes has none of the lengths of a board.")
    return [board[at : at + SLOT_SIZE] for at in range(0, len(board), SLOT_SIZE)]


def check_board(board: bytes) -> None:
    """Refuse a board of which not every slot could hold a reply.

    raises: BoardError
    """
    for number, slot in enumerate(split(board), 1):
        try:
            check_header(slot[NONCE + TAG_SIZE :])
        except HeaderError as error:
            raise BoardError(f"Slot {number} of the board holds no sealed file. {error}") from None
