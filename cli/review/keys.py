"""The keys of the review, what they do, and where they lie on a Cyrillic keyboard."""

from __future__ import annotations

from typing import Final

# key → (what it does, its short name in the bar below, what the help says)
KEYS: Final = {
    "y": ("accept", "accept", "take what is proposed"),
    "k": ("keep", "keep", "keep it as it is"),
    "g": ("words", "say less", "say less: edit the words that stand there instead"),
    "p": ("name", "name", "give another name (people, unknown words)"),
    "r": ("blank", "blank", "blank it: a neutral word in brackets"),
    "c": ("confirm", "looks right", "the new wording in front is right"),
    "A": ("accept_kind", "all of a kind", "accept all of this kind that wait, after showing them"),
    "Y": ("accept_all", "", "accept all that waits, of every kind, after showing it"),
    "K": ("keep_kind", "", "keep all of this kind that wait, after showing them; never people"),
    "C": ("confirm_all", "", "all new wordings are right, after showing them"),
    "w": ("wishes", "", "wishes of the witness that only you can see to, one by one"),
    "d": ("combined", "", "what leaves few people together, of all that waits or stays"),
    "e": ("untouched", "", "what stays although nobody was asked: look at it, hide some of it"),
    "1": ("side_first", "", "while two editors settle: take what the first decided"),
    "2": ("side_second", "", "while two editors settle: take what the second decided"),
    "n": ("next", "next", "the next that waits"),
    "N": ("previous", "", "the one before that waits"),
    "j": ("join", "join", "join this with another: go there, Enter"),
    "s": ("split", "split", "split off the places written like the one in front"),
    "m": ("mark", "mark", "mark words by hand: arrows, Shift and arrows, Enter, its kind"),
    "f": ("filter", "", "list only what waits, or everything"),
    "/": ("search", "search", "search; the same words again: the next place"),
    "u": ("undo", "undo", "undo, without end, over all sittings"),
    "U": ("redo", "", "take again what was undone"),
    "v": ("view", "reader", "what the reader will see, and back"),
    "?": ("help", "help", "this help"),
    "q": ("quit", "stop", "stop; go on later where you stopped"),
}
MOVES: Final = (
    ("↑ ↓", "another thing in the list"),
    ("← →, Tab", "another place of the same thing"),
    ("PgUp PgDn", "scroll the account"),
    ("Home End", "the first and the last in the list"),
    ("Esc", "leave what was begun"),
)

_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_CYRILLIC: Final = (
    "йцукенгшщзхъфывапролджэячсмитьбю.",
    "йцукенгшщзхїфівапролджєячсмитьбю.",
)
_PLACES: Final = {
    there: here
    for board in _CYRILLIC
    for here, there in (
        *zip(_LATIN, board, strict=True),
        *zip(_LATIN.upper(), board.upper(), strict=True),
    )
    if there.isalpha()
} | {".": "/", ",": "?"}

KINDS: Final = {
    "p": "person",
    "l": "place",
    "o": "org",
    "t": "phone",
    "h": "handle",
    "n": "number",
    "d": "document",
    "b": "address",
    "u": "unit",
    "a": "age",
    "w": "date",
    "j": "job",
    "k": "rank",
    "e": "employer",
    "s": "education",
    "f": "relation",
    "c": "culture",
}


def latin(char: str) -> str:
    """Return the key on a Latin keyboard that lies where `char` lies on a Cyrillic one."""
    return _PLACES.get(char, char)
