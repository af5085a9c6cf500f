"""What the server says in plain text to upload programs, in three languages.

The page and the answers to its form have finished files of their own (`intake/static`); these
lines are for `curl`, for tus clients, and for whoever looks at the network panel.
"""

NOTHING = (
    "Nothing was stored.",
    "Ничего не сохранено.",
    "Нічого не збережено.",
)

REASONS: dict[str, tuple[str, str, str]] = {
    "unsealed": (
        "This was readable text, not a sealed file: it crossed to the server unsealed.",
        "Это был читаемый текст, а не запечатанный файл: он дошёл до сервера незапечатанным.",
        "Це був читабельний текст, а не запечатаний файл: він дійшов до сервера незапечатаним.",
    ),
    "damaged": (
        "This is not one whole file sealed for this newsroom. Seal it again and send it again.",
        "Это не целый файл, запечатанный для этой редакции. Запечатайте и отправьте его снова.",
        "Це не цілий файл, запечатаний для цієї редакції. Запечатайте й надішліть його знову.",
    ),
    "length": (
        "No sealed file of ours has this length. Seal it again with a program that pads.",
        "Запечатанные файлы такой длины не бывают. Запечатайте снова программой, которая "
        "дополняет длину.",
        "Запечатані файли такої довжини не бувають. Запечатайте знову програмою, яка доповнює "
        "довжину.",
    ),
    "large": (
        "This is longer than what is accepted. Send fewer or smaller files.",
        "Это больше, чем принимается. Отправьте меньше файлов или файлы поменьше.",
        "Це більше, ніж приймається. Надішліть менше файлів або менші файли.",
    ),
    "header": (
        "The first piece must hold the whole header of the sealed file. Send a larger first piece.",
        "В первой части должен быть весь заголовок запечатанного файла. Пришлите её целиком.",
        "У першій частині має бути весь заголовок запечатаного файлу. Надішліть її цілою.",
    ),
    "full": (
        "There is no room now. Please try again tomorrow; a text without files is taken longest.",
        "Сейчас нет места. Попробуйте завтра; текст без файлов принимается дольше всего.",
        "Зараз немає місця. Спробуйте завтра; текст без файлів приймається найдовше.",
    ),
    "busy": (
        "The server is putting its store in order. Please try again in ten minutes.",
        "Сервер приводит хранилище в порядок. Попробуйте через десять минут.",
        "Сервер упорядковує сховище. Спробуйте за десять хвилин.",
    ),
    "closed": (
        "The newsroom accepts nothing today: it has published no terms for this day.",
        "Редакция сегодня ничего не принимает: на этот день она не опубликовала условий.",
        "Редакція сьогодні нічого не приймає: на цей день вона не оприлюднила умов.",
    ),
    "missing": (
        "There is nothing at this address, or it has ended.",
        "По этому адресу ничего нет, или срок истёк.",
        "За цією адресою нічого немає, або термін минув.",
    ),
    "finished": (
        "This upload is complete and belongs to the newsroom now. It stays.",
        "Эта отправка завершена и принадлежит редакции. Она остаётся.",
        "Це надсилання завершене й належить редакції. Воно залишається.",
    ),
    "offset": (
        "This piece does not begin where the last one ended. Ask for the offset and go on there.",
        "Эта часть начинается не там, где кончилась прошлая. Запросите смещение и продолжите.",
        "Ця частина починається не там, де закінчилася попередня. Запитайте зміщення й продовжте.",
    ),
    "metadata": (
        "Names and other metadata are not accepted. Send without Upload-Metadata.",
        "Имена и другие метаданные не принимаются. Отправьте без Upload-Metadata.",
        "Імена та інші метадані не приймаються. Надішліть без Upload-Metadata.",
    ),
    "protocol": (
        "This request is not tus 1.0.0 as this server speaks it.",
        "Это не запрос tus 1.0.0 в том виде, в каком его понимает сервер.",
        "Це не запит tus 1.0.0 у тому вигляді, в якому його розуміє сервер.",
    ),
    "type": (
        "The body must be application/offset+octet-stream.",
        "Тело запроса должно быть application/offset+octet-stream.",
        "Тіло запиту має бути application/offset+octet-stream.",
    ),
    "method": (
        "This address cannot be used in this way.",
        "Этот адрес так не используется.",
        "Ця адреса так не використовується.",
    ),
    "broken": (
        "Something failed on our side. Please try again later.",
        "Что-то сломалось на нашей стороне. Попробуйте позже.",
        "Щось зламалося на нашому боці. Спробуйте пізніше.",
    ),
}

STANDS = frozenset({"finished", "missing"})
"""Reasons after which “nothing was stored” would be wrong or out of place."""

LENGTH = 1024  # bytes of every plain answer, so that its size tells nothing


def plain(reason: str) -> bytes:
    """The lines of one reason, all languages, at constant length."""
    lines = []
    for language, sentence in enumerate(REASONS[reason]):
        stored = "" if reason in STANDS else f" {NOTHING[language]}"
        lines.append(f"{sentence}{stored}\n")
    return "".join(lines).encode().ljust(LENGTH - 1) + b"\n"
