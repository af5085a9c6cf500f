"""What was removed from an account, and a clean text that was made of it."""

from __future__ import annotations

from cli.exporters.account import Account, Answer
from cli.exporters.needles import Original
from cli.redaction.model import Analysis

REMOVED = (
    Original("p1", "person", ("Сергей Сидоренко", "Сергею"), ("Николай Авдеев", "Николаю")),
    Original("p2", "person", ("Оксана Петрівна Головко",), ("Ніна Іванівна Марчук",)),
    Original("p3", "person", ("Wolodymyr Hnatiuk", "Hnatiuk's"), ("Martin Keller", "Keller's")),
    Original("p4", "person", ("Вера",), ("Алла",)),
    Original("i1", "phone", ("+38 (050) 991-27-64",), ("[номер]",)),
    Original("i2", "handle", ("@sid_serg.91",), ("[ник]",)),
    Original("i3", "email", ("sidor.dnepr@ukr.net",), ("[адрес почты]",)),
    Original("q1", "date", ("с 14 марта 2022 года",), ("с середины марта 2022 года",)),
    Original("l1", "place", ("Новосёловка",), ("[место]",)),
)
CLEAN = (
    "Николай Авдеев пришёл в середине марта 2022 года. Мы ждали его у дома, в 14 окнах горел "
    "свет. Я не теряла веру. Ніна Іванівна Марчук сказала: «Тікайте». Martin Keller's car stood "
    "outside. Номер машины никто не запомнил, на доме 91 или 27."
)


def nobody(text: str) -> Analysis:
    """An engine that finds nothing: here only the search is tested."""
    return Analysis("ru", (), ())


def account(text: str, question: str = "") -> Account:
    return Account("ru", (Answer("text", question, text),))
