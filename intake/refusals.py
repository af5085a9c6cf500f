"""What the server refuses, as values that know no HTTP.

Refusal
├── NotAnEnvelope     the bytes are not one sealed file of ours
├── Unsealed          they were readable: they crossed to the server in clear
├── WrongLength       the length is that of no size class
├── TooLarge          longer than the longest size class that is accepted
├── HeaderFirst       the first piece is too short to show its header
├── Broken            the connection ended before the bytes did
├── NoRoom            the budget or the disk is full
├── Busy              another process is rewriting the store
├── NotRewritten      rows went, and their bytes are still on the disk
├── Unknown           no upload has this id
├── Finished          the upload is complete, and belongs to the newsroom now
├── Offset            the piece does not begin where the last one ended
└── Closed            no manifest is in force today

Each message is for the operator and for tests; what a witness reads is in `words.py` and in the
answer pages. No message names an id, a length or a time.
"""


class Refusal(Exception):  # noqa: N818 - a refusal is no error of the server
    """Nothing was stored, and the reason can be said."""

    text = "The request was refused."

    def __init__(self) -> None:
        super().__init__(self.text)


class NotAnEnvelope(Refusal):
    text = "This is not one whole sealed file for this newsroom."


class Unsealed(NotAnEnvelope):
    text = "This was readable text: it crossed to the server unsealed."


class WrongLength(Refusal):
    text = "No sealed file of ours has this length."


class TooLarge(Refusal):
    text = "This is longer than the longest sealed file that is accepted."


class HeaderFirst(Refusal):
    text = "The first piece of an upload must hold the whole header of the sealed file."


class Broken(Refusal):
    text = "The connection ended before the upload did."


class NoRoom(Refusal):
    text = "There is no room for this now."


class Busy(Refusal):
    text = "The store is being rewritten by another process."


class NotRewritten(Refusal):
    text = (
        "What had to go is deleted, but the store could not be rewritten, so its bytes are still "
        "on the disk. Free disk space of twice the store, let no handover run, and run: "
        "intake tidy DIR"
    )


class Unknown(Refusal):
    text = "No upload has this id, or it has ended."


class Finished(Refusal):
    text = "This upload is complete."


class Offset(Refusal):
    text = "This piece does not begin where the last one ended."


class Closed(Refusal):
    text = (
        "No manifest is in force today. Check the clock, or install the editors' next ones: "
        "intake init DIR --manifest FILE"
    )
