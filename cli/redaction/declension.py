"""Declines a name that is on no list: one that an editor typed, Russian and Ukrainian.

The shape of the base form gives the class: adjective, -а, consonant, unchanging. The dictionary
gives what no ending tells: the stem of the other cases (Лев, Льва; Федір, Федора), the stress
(Ткачом, Шойгой) and the genitive plural. What neither knows is made by rule and marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from cli.redaction.morphology import Language, analyzer
from cli.redaction.paradigms import CASES, VOWELS, Case, Number

_HUSHING: Final = "жшчщ"
_BACK: Final = "гкх"
_SOFTENED: Final = {"г": "з", "к": "ц", "х": "с"}  # Ольга, Ользі
# A vowel before the last consonant of these may fall out: Кравец, Кравца. No ending tells.
_FLEETING: Final = {
    "ru": ("ец", "ок", "ек", "ёк", "ень", "ел", "ёл", "ей"),
    "uk": ("ець", "ок", "ек", "ень", "ел", "ір", "ів", "іг", "іж", "іль", "інь", "ій", "іш", "іт"),
}
_MARKS: Final = {"given": "Name", "patronymic": "Patr", "surname": "Surn"}
_PATRONYMIC_STRESS: Final = ("ильич", "лукич", "фомич", "кузьмич", "никитич", "саввич")
Forms = dict[tuple[Case, Number], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Declined:
    """One form. sure: by a table or a dictionary without doubt; else an editor must look."""

    text: str
    sure: bool


def decline_any(
    name: str,
    sort: str,
    gender: str,
    case: Case,
    number: Number,
    *,
    language: str,
    longer: bool = False,
) -> Declined:
    """Put any name into a case, keeping its capitals; of a double name both halves.

    name:   base form in the gender of the person; for a plural of a family too
    longer: prefer the Ukrainian -ові, -еві where there is a choice
    """
    if "-" in name:
        halves = [
            decline_any(half, sort, gender, case, number, language=language, longer=longer)
            for half in name.split("-")
        ]
        return Declined("-".join(one.text for one in halves), all(one.sure for one in halves))
    tongue: Language = "uk" if language == "uk" else "ru"
    if number == "plur" and sort == "surname" and name[-1] not in "ая":
        gender = "masc"  # «Левченки», whoever is named beside them
    forms, sure = _paradigm(name.lower(), sort, gender, tongue)
    found = forms.get((case, number))
    if not found:
        return Declined(name, case == "nomn" and number == "sing")
    made = found[-1] if longer else found[0]
    return Declined(name[:1] + made[1:] if name[:1].isupper() else made, sure)


@lru_cache(2_000)
def _paradigm(word: str, sort: str, gender: str, tongue: Language) -> tuple[Forms, bool]:
    parses = _parses(word, sort, gender, tongue)
    if word.endswith(("ых", "их", "аго", "яго", "ово")) or word[-1] in "еєёиіуюэї":
        return _unchanging(word), True
    if word[-1] == "о" and not (tongue == "uk" and gender == "masc"):
        return _unchanging(word), True
    if _is_thing(word, parses, tongue) and _is_possessive(word, gender):  # «Дельфин» is no «Пушкин»
        if word[-1] in "ая":
            return _first(word, parses, tongue)
        return _second(word, parses, tongue)
    if sort != "given" and _is_adjective(word, sort, gender, tongue):
        return _adjective(word, tongue), True
    if word[-1] in "ая":
        return _first(word, parses, tongue)
    if gender == "femn":
        if sort == "given" and word[-1] == "ь":
            return _third(word, tongue), True
        told = _dictionary(parses, "gent", "sing") if sort == "given" else ""
        if told and told != word:  # «Любов, Любові»
            return {
                (case, "sing"): (_dictionary(parses, case, "sing") or word,) for case in CASES
            }, True
        return _unchanging(word), True
    return _second(word, parses, tongue)


def _parses(word: str, sort: str, gender: str, tongue: Language) -> list[Any]:
    """Give the known dictionary entries with this base form, the likeliest for a name first."""
    morph = analyzer(tongue)
    if not morph.word_is_known(word):
        return []
    found = []
    for parse in morph.parse(word):
        marks = parse.tag.grammemes
        other = marks & {*CASES} - {"nomn"}  # the Ukrainian dictionary leaves some nominatives out
        if parse.tag.POS != "NOUN" or other or "Fixd" in marks or "plur" in marks:
            continue
        if word[-1] not in "ая" and gender not in marks:
            continue
        found.append(parse)
    wanted = _MARKS.get(sort, "-")
    return sorted(found, key=lambda p: (wanted not in p.tag.grammemes, "inan" in p.tag.grammemes))


def _is_thing(word: str, parses: list[Any], tongue: Language) -> bool:
    """Say whether a dictionary has the word as a noun, and not as a surname or a town."""
    names = {"Surn", "Geox", "Name"}
    return bool(parses) and not any(
        names & parse.tag.grammemes for parse in analyzer(tongue).parse(word)
    )


def _unchanging(word: str) -> Forms:
    return {(case, number): (word,) for case in CASES for number in ("sing", "plur")}


def _is_adjective(word: str, sort: str, gender: str, tongue: Language) -> bool:
    if word.endswith(("ий", "ый", "ой")):
        return len(word) > 3 and not (sort == "callsign" and word.endswith("ой") and len(word) < 5)
    if not word.endswith(("ая", "яя") if tongue == "ru" else ("а", "я")) or gender != "femn":
        return _is_possessive(word, gender) and sort == "surname"
    if tongue == "ru":
        return True
    return (
        word.endswith(("ська", "цька", "зька"))
        or _in_dictionary(word, tongue)
        or (sort == "surname" and _is_possessive(word, gender))
    )


def _in_dictionary(word: str, tongue: Language) -> bool:
    """Say whether a Ukrainian dictionary has the word as a full adjective (Гайова, гайовий)."""
    return tongue == "uk" and any(
        "ADJF" in str(p.tag) and "nomn" in p.tag.grammemes and p.normal_form.endswith("ий")
        for p in analyzer(tongue).parse(word)
        if analyzer(tongue).word_is_known(word)
    )


def _is_possessive(word: str, gender: str) -> bool:
    """Say whether it is a surname in -ов or -ин, which has endings of both kinds."""
    ends = ("ов", "ев", "ёв", "єв", "ин", "ын", "ін", "їн")
    if gender == "femn":
        return word[-1] == "а" and word[:-1].endswith(ends)
    return word.endswith(ends)


def _rows(stem: str, rows: str, number: Number = "sing") -> Forms:
    return {
        (case, number): tuple(stem + ending.replace("-", "") for ending in cell.split("/"))
        for case, cell in zip(CASES, rows.split(), strict=True)
    }


def _adjective(word: str, tongue: Language) -> Forms:
    """Both genders and the plural: the base form tells which of them the person needs."""
    feminine = word[-1] in "ая"
    if not _in_dictionary(word, tongue) and (
        _is_possessive(word, "masc") or (feminine and _is_possessive(word, "femn"))
    ):
        stem = word[:-1] if feminine else word
        if tongue == "ru":
            single = "а ой ой у ой ой а" if feminine else "- а у а ым е -"
            many = "ы ых ым ых ыми ых ы"
        else:
            single = "а ої ій у ою ій о" if feminine else "- а у/ові а им і/ові е"
            many = "и их им их ими их и"
        return {**_rows(stem, single), **_rows(stem, many, "plur")}
    stem = word[:-1] if feminine and tongue == "uk" else word[:-2]
    if tongue == "uk":
        single = "а ої ій у ою ій а" if feminine else "ий ого ому ого им ому/ім ий"
        return {**_rows(stem, single), **_rows(stem, "і их им их ими их і", "plur")}
    vowel = "и" if stem[-1] in _BACK + _HUSHING or word.endswith(("ний", "яя")) else "ы"
    soft = word.endswith(("ний", "яя"))
    if feminine:
        single = "яя ей ей юю ей ей яя" if soft else "ая ой ой ую ой ой ая"
    elif soft:
        single = "ий его ему его им ем ий"
    else:
        base = word[-2:]
        single = f"{base} ого ому ого {vowel}м ом {base}"
    many = f"{vowel}е {vowel}х {vowel}м {vowel}х {vowel}ми {vowel}х {vowel}е"
    return {**_rows(stem, single), **_rows(stem, many, "plur")}


def _first(word: str, parses: list[Any], tongue: Language) -> tuple[Forms, bool]:
    """Сорока, Илья, Зоя: one set of endings for both genders."""
    stem, last = word[:-1], _stem_end(word[:-1])
    if tongue == "ru":
        e = "е" if word[-1] == "а" or not stem.endswith("и") else "и"
        y = "ы" if word[-1] == "а" and last not in _BACK + _HUSHING else "и"
        u, a = ("у", "а") if word[-1] == "а" else ("ю", "я")
        o = "ой" if word[-1] == "а" and last not in _HUSHING + "ц" else "ей"
        stressed = _dictionary(parses, "ablt", "sing")
        if stressed and stressed.endswith(("ой", "ёй")):
            o = stressed[-2:].replace("ё", "е")
        forms = _rows(stem, f"{word[-1]} {y} {e} {u} {o} {e} {word[-1]}")
        many = f"{stem}{y}"
    else:
        hard = word[-1] == "а"
        other = stem[:-1] + _SOFTENED[last] if hard and last in _SOFTENED else stem
        after_vowel = stem[-1:] in VOWELS + "'"
        y = "ї" if after_vowel and not hard else "и" if hard and last not in _HUSHING else "і"
        i = "ї" if after_vowel and not hard else "і"
        u, a = ("у", "а") if hard else ("ю", "я")
        o = "єю" if after_vowel and not hard else "ею" if not hard or last in _HUSHING else "ою"
        v = "о" if hard else "є" if after_vowel else "е"
        forms = _rows(stem, f"{word[-1]} {y} {i} {u} {o} {i} {v}")
        forms["datv", "sing"] = forms["loct", "sing"] = (other + i,)
        told = _dictionary(parses, "voct", "sing")
        if told:
            forms["voct", "sing"] = (told,)
        many = f"{stem}{y}"
    known = _dictionary(parses, "gent", "plur")
    bare = stem if len(stem) > 1 and stem[-2:-1] in VOWELS else ""
    genitive = known or bare
    if genitive:
        plural = _rows(stem, f"- - {a}м - {a}ми {a}х -", "plur")
        plural["nomn", "plur"] = plural["voct", "plur"] = (many,)
        plural["gent", "plur"] = plural["accs", "plur"] = (genitive,)
        forms |= plural
    return forms, bool(parses) or last not in "ьйц" + _HUSHING


def _stem_end(stem: str) -> str:
    """Give the last letter of a stem, or a space."""
    return stem[-1:] or " "


def _dictionary(parses: list[Any], case: str, number: str) -> str:
    for parse in parses:  # the Ukrainian dictionary has no mark for the singular
        made = parse.inflect({case, "plur"} if number == "plur" else {case})
        if made and ("plur" in made.tag.grammemes) == (number == "plur"):
            return str(made.word)
    return ""


def _third(word: str, tongue: Language) -> Forms:
    """Адель, Любовь: women's names in a soft sign."""
    stem = word[:-1]
    if tongue == "ru":
        return _rows(stem, "ь и и ь ью и ь")
    return _rows(stem, "ь і і ь лю і е" if stem.endswith("л") else "ь і і ь ю і е")


def _second(word: str, parses: list[Any], tongue: Language) -> tuple[Forms, bool]:
    """Мельник, Кедр, Воробей, Тарасенко: masculine nouns."""
    stem, sure = _oblique(word, parses, tongue)
    soft = word[-1] in "йь" or (tongue == "uk" and _soft_by_dictionary(word, parses))
    last = _stem_end(stem)
    if tongue == "ru":
        stressed = _dictionary(parses, "ablt", "sing")
        if soft:
            single = f"- я ю я {'ём' if stressed.endswith('ём') else 'ем'} {_i(word)} -"
            many = "и ев ям ев ями ях и" if word[-1] == "й" else "и ей ям ей ями ях и"
            if word.endswith("ей") and stem.endswith("ь"):  # Воробей, Воробьёв
                single, many = "- я ю я ём е -", "и ёв ям ёв ями ях и"
        elif last in _HUSHING + "ц":
            ablt = "ом" if word in _PATRONYMIC_STRESS or stressed.endswith("ом") else "ем"
            single = f"- а у а {ablt} е -"
            gent = "ей" if last in _HUSHING else "ов" if ablt == "ом" else "ев"
            y = "и" if last in _HUSHING else "ы"
            many = f"{y} {gent} ам {gent} ами ах {y}"
            if not parses and word not in _PATRONYMIC_STRESS and not word.endswith("вич"):
                sure = False
        else:
            y = "и" if last in _BACK else "ы"
            single, many = "- а у а ом е -", f"{y} ов ам ов ами ах {y}"
    elif soft:
        after = stem[-1:] in VOWELS + "'"
        je = "є" if after else "е"
        single = f"- я ю/{je}ві я {je}м {'ї' if after else 'і'}/{je}ві ю"
        single = single.replace(f" {'ї' if after else 'і'}/", " ю/", 1) if after else single
        y, a = ("ї", "я") if after else ("і", "я")
        many = f"{y} їв {a}м їв {a}ми {a}х {y}" if after else f"{y} ів {a}м ів {a}ми {a}х {y}"
    elif last in _HUSHING:
        single, many = "- а у/еві а ем і/еві е", "і ів ам ів ами ах і"
    else:
        loct = "у/ові" if last in _BACK or word[-1] == "о" else "і/ові"
        voct = "у" if word.endswith(("ко", "ик", "ік", "ок", "юк", "ук", "як", "ак")) else "е"
        single, many = f"- а у/ові а ом {loct} {voct}", "и ів ам ів ами ах и"
    forms = {**_rows(stem, single), **_rows(stem, many, "plur")}
    forms["nomn", "sing"] = (word,)
    told = _dictionary(parses, "voct", "sing") if tongue == "uk" else ""
    if tongue == "ru":
        forms["voct", "sing"] = (word,)
    elif told and told != word:
        forms["voct", "sing"] = (told,)
    return forms, sure


def _i(word: str) -> str:
    return "и" if word.endswith("ий") else "е"


def _oblique(word: str, parses: list[Any], tongue: Language) -> tuple[str, bool]:
    """Give the stem of the other cases and whether it is known."""
    regular = word[:-1] if word[-1] in "йьо" else word
    if word == "тиміш":  # the dictionary keeps the і
        return "тимош", True
    genitive = _dictionary(parses, "gent", "sing")
    if genitive and genitive[-1] in "аяую":
        return genitive[:-1], True
    if word.endswith(("ёк", "ек", "ок")) and len(word) > 3:  # «Витёк, Витька»
        before = word[:-2]
        soft = word.endswith(("ёк", "ек")) and before[-1] not in _HUSHING + VOWELS
        return before + ("ьк" if soft else "к"), word.endswith("ёк")
    if word.endswith("ець" if tongue == "uk" else "ец"):
        cut = word[: -3 if tongue == "uk" else -2]
        return cut + ("йц" if cut[-1] in VOWELS else "ц"), False
    return regular, not word.endswith(_FLEETING[tongue]) or word.endswith(("ович", "евич"))


def possessive_of(name: str, ending: str, gender: str, language: str) -> Declined:
    """Make a possessive adjective of a given name: Сашин, Денисов, Ольжин, Федорів.

    ending: after -ин- or -ов-, from paradigms.POSSESSIVE_ENDINGS
    """
    lower = name.lower()
    if lower[-1] in "ая":
        stem = lower[:-1]
        if language != "uk":
            made = stem + "ин"
        elif lower[-1] == "я":
            made = stem + (
                "їн" if stem[-1] in VOWELS + "'" else "ін" if stem[-2:] == "лл" else "ин"
            )
        else:
            made = stem[:-1] + {"г": "ж", "к": "ч", "х": "ш"}.get(stem[-1], stem[-1]) + "ин"
        return Declined(name[0] + made[1:] + ending, True)
    genitive = decline_any(name, "given", gender, "gent", "sing", language=language)
    stem, soft = genitive.text[:-1], genitive.text[-1:] == "я"
    if genitive.text == name or not stem:
        return Declined(name, False)
    if language != "uk":
        ending = {"ого": "а", "ому": "у"}.get(ending, ending)  # «Денисова гаража»
        return Declined(stem + ("ев" if soft else "ов") + ending, genitive.sure)
    after = stem[-1] in VOWELS + "'"
    if not ending:
        return Declined(stem + ("їв" if after else "ів"), genitive.sure)
    joint = "єв" if after else "ев" if soft or stem[-1] in _HUSHING else "ов"
    return Declined(stem + joint + ending, genitive.sure)


def called(name: str, language: str) -> str | None:
    """Shorten a name as one calls somebody in Russian: Ир, Галь, Зой. None if it cannot be."""
    if language == "uk" or name[-1:] not in ("а", "я") or len(name) < 3:
        return None
    if name[-1] == "а":
        return name[:-1] if name[-2] not in VOWELS else None
    return name[:-1] + ("й" if name[-2] in VOWELS else "ь")


def _soft_by_dictionary(word: str, parses: list[Any]) -> bool:
    """«Ігор, Ігоря»: soft, though it does not look so."""
    return word[-1] not in "йьо" and _dictionary(parses, "gent", "sing").endswith(("я", "ю"))
