"""Fills template sentences with names, call signs and words, and joins them to testimonies.

Every text has its own habits, drawn at random: capitals or none, full stops or none, ё or е.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal, NamedTuple, cast

from cli.redaction.latin import common_first_names, common_last_names, latin_name
from cli.redaction.lexicon import script_of
from cli.redaction.morphology import Language, analyzer, readings, zipf, zipf_in
from cli.redaction.shortnames import all_short_names
from cli.redaction.wordlists import sections

_CASES: Final = {"n": "nomn", "g": "gent", "d": "datv", "a": "accs", "i": "ablt", "p": "loct"}
_GENDERS: Final = {"m": "masc", "f": "femn"}
_SLOT: Final = re.compile(r"<([FLONPWT])([mfp](?=[ngdaip]))?([ngdaip])?>")
_CACHE: Final = Path(".build/name-lemmas.json")
_LETTERS: Final = "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя"
_SPELLED: Final = (
    "a,b,v,g,g,d,e,yo,ie,zh,z,y,i,yi,y,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya"
)
_ROMAN: Final = dict(zip(_LETTERS, _SPELLED.split(","), strict=True))
Tag = Literal["P", "O"]


class Example(NamedTuple):
    """A text for training: who is where, as (start, end) in characters."""

    text: str
    people: tuple[tuple[int, int], ...]


@cache
def name_lemmas() -> dict[str, dict[str, list[str]]]:
    """List the dictionaries' names by language and kind. Kept in .build: it takes a minute."""
    if _CACHE.exists():
        found: dict[str, dict[str, list[str]]] = json.loads(_CACHE.read_text(encoding="utf-8"))
        return found
    found = {}
    for language in ("ru", "uk"):
        kinds: dict[str, set[str]] = {"Name": set(), "Surn": set(), "Patr": set()}
        for word, tag, lemma, _, _ in analyzer(language).iter_known_word_parses(""):
            if word == lemma and len(word) > 2:
                for kind, members in kinds.items():
                    if kind in tag.grammemes:
                        members.add(word)
        found[language] = {kind: sorted(members) for kind, members in kinds.items()}
    _CACHE.parent.mkdir(exist_ok=True)
    _CACHE.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return found


@cache
def inflect(word: str, language: Language, case: str, gender: str, kind: str) -> str:
    """Put a nominative into a case (letter of _CASES), by the dictionary or by its ending."""
    wanted = _CASES[case]
    for parse in analyzer(language).parse(word):
        marks = parse.tag.grammemes
        fits = kind == "NOUN" or (kind in marks and (gender in marks or "ms-f" in marks))
        if fits and "nomn" in marks and "plur" not in marks:
            extra = {gender} if kind == "Surn" and "ADJF" in parse.tag else set()
            form = parse.inflect({wanted, "sing"} | extra)
            if form:
                return str(form.word)
    return word if kind == "NOUN" else _by_ending(word, language, case, gender)


def _by_ending(word: str, language: Language, case: str, gender: str) -> str:
    stem, last, uk = word[:-1], word[-1], language == "uk"
    if case == "n":
        return word
    if last in "ая":
        soft, hard_k = last == "я", word[-2:-1] in "гкхжчшщц"
        if uk and word[-2:-1] in "гкх" and case in "dp":
            return stem[:-1] + {"к": "ці", "г": "зі", "х": "сі"}[word[-2]]
        genitive = ("і" if soft else "и") if uk else ("и" if soft or hard_k else "ы")
        instrumental = ("ею" if soft else "ою") if uk else ("ей" if soft else "ой")
        dative = "і" if uk else "е"
        endings = {"g": genitive, "d": dative, "p": dative, "i": instrumental}
        return stem + endings.get(case, "ю" if soft else "у")
    if gender != "masc":
        return word
    if last == "й":
        soft_i = "єм" if uk else "ем"
        return stem + {"g": "я", "d": "ю", "a": "я", "i": soft_i, "p": "ї" if uk else "е"}[case]
    if last == "о" and uk:
        return stem + {"g": "а", "d": "ові", "a": "а", "i": "ом", "p": "ові"}[case]
    if last in "аеёиоуыэюяіїєь":
        return word
    return word + {"g": "а", "d": "у", "a": "а", "i": "ом", "p": "і" if uk else "е"}[case]


@cache
def nouns(language: Literal["ru", "uk", "en"]) -> list[str]:
    """Common words that can serve as call signs: nouns and adjectives of middling frequency."""
    from wordfreq import top_n_list

    found = []
    for word in top_n_list(language, 40_000 if language != "en" else 16_000):
        frequency = zipf_in(word, language)
        if not 2.4 < frequency < 4.7 or len(word) < 3 or not word.isalpha():
            continue
        if language == "en":
            plain = frequency >= 2.9 and script_of(word) == "l"
            if plain and latin_name(word).first is None and not word.endswith(_VERBAL):
                found.append(word)
            continue
        if script_of(word) != "c":
            continue
        best = readings(word, language)
        marks = best[0].grammemes
        named = any(reading.name_kind or "Geox" in reading.grammemes for reading in best)
        if (
            best[0].known
            and best[0].pos in ("NOUN", "ADJF", "ADJ")
            and "nomn" in marks
            and not marks & {"plur", "neut"}
            and not named
        ):
            found.append(word)
    return found


_VERBAL: Final = ("ed", "ing", "ly", "s")


@cache
def _things(language: Language) -> list[str]:
    """Nouns of any gender and frequency that name nobody."""
    from wordfreq import top_n_list

    found = []
    for word in top_n_list(language, 60_000):
        if len(word) < 3 or script_of(word) != "c" or zipf_in(word, language) > 5.3:
            continue
        best = readings(word, language)
        named = any(reading.name_kind or "Geox" in reading.grammemes for reading in best)
        noun = best[0].known and best[0].pos == "NOUN" and "nomn" in best[0].grammemes
        if noun and not named:
            found.append(word)
    return found


@cache
def _given(language: Language) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"m": [], "f": []}
    for name in name_lemmas()[language]["Name"]:
        genders = {
            mark
            for reading in readings(name, language)
            if reading.name_kind == "Name" and "nomn" in reading.grammemes
            for mark in reading.grammemes & {"masc", "femn"}
        }
        weight = 1 if zipf(name, True) < 2 else 4 if zipf(name, True) < 3 else 10
        for letter, gender in _GENDERS.items():
            if gender in genders and len(name) > 2:
                found[letter] += [name] * weight
    for name, gender in all_short_names():
        found["m" if gender == "masc" else "f"] += [name] * 6
    return found


@cache
def _templates(language: str) -> list[str]:
    path = files("cli.redaction") / "train" / "templates" / f"{language}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    title = ""
    path = files("cli.redaction") / "train" / "templates" / "words.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            title = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(title, []).extend(line.split())
    return found


@cache
def _places(language: str) -> list[str]:
    listed = sections("places.txt")["place"] | sections("places.txt")["capital"]
    if language == "en":
        return sorted(word for word in listed if script_of(word) == "l")
    return sorted(
        word
        for word in listed
        if script_of(word) == "c" and readings(word, cast(Language, language))[0].known
    )


_PATRONYMIC: Final = re.compile(r"(?:ов|ев|йов|ьов)ич$")


class Filler:
    """Fills slots in one language with one source of chance."""

    def __init__(self, language: Literal["ru", "uk", "en"], chance: random.Random) -> None:
        self.language: Literal["ru", "uk", "en"] = language
        self.chance = chance

    def slot(self, kind: str, gender: str, case: str) -> str:
        if self.language == "en":
            return self._english(kind)
        return self._slavic(self.language, kind, gender, case)

    def _slavic(self, language: Language, kind: str, gender: str, case: str) -> str:
        chance, full = self.chance, _GENDERS.get(gender, "masc")
        if kind == "F":
            return inflect(chance.choice(_given(language)[gender]), language, case, full, "Name")
        if kind == "O":
            name = chance.choice(_patronymics(language, gender))
            if case == "n" and gender != "f" and chance.random() < 0.4:
                return _PATRONYMIC.sub("ыч" if language == "ru" else "ич", name)
            return inflect(name, language, case, full, "Patr")
        if kind == "P":
            short = chance.choice(_given(language)[chance.choice("mf")])
            return self._possessive(short, language, gender, case)
        if kind == "L":
            return self._surname(language, gender, case)
        if kind == "T":
            return inflect(chance.choice(_places(language)), language, case, "masc", "NOUN")
        if kind == "W":
            return self._thing(language, "plur" if gender == "p" else "sing", case)
        pool = nouns(language)
        if kind == "N" and chance.random() < 0.4:
            pool = _words()[f"nick-{language}"]
        return inflect(chance.choice(pool), language, case, "masc", "NOUN")

    def _thing(self, language: Language, number: str, case: str) -> str:
        """Any noun in a case and number: what a name is not."""
        for _ in range(20):
            parse = analyzer(language).parse(self.chance.choice(_things(language)))[0]
            form = parse.inflect({number, _CASES[case]})
            if form:
                return str(form.word)
        return "дом" if language == "ru" else "дім"

    def _surname(self, language: Language, gender: str, case: str) -> str:
        chance = self.chance
        name = chance.choice(name_lemmas()[language]["Surn"])
        draw = chance.random()
        if draw < 0.2:
            pool = _words()[f"surname-{language}"] if draw < 0.1 else nouns(language)
            name = chance.choice(pool)
        if gender == "p":
            stem = name[:-1] if name[-1] in "оаяй" else name
            ending = {"n": "и" if language == "uk" or name[-1] in "огкх" else "ы"}
            plural = {**ending, "g": "ів" if language == "uk" else "ов", "d": "ам", "i": "ами"}
            return stem + plural.get(case, "ах")
        return inflect(name, language, case, _GENDERS[gender or "m"], "Surn")

    def _possessive(self, name: str, language: Language, gender: str, case: str) -> str:
        if name[-1] not in "ая":
            stem = name if name[-1] not in "йьо" else name[:-1] + ("є" if name[-1] == "й" else "")
            base = stem + (
                "ов" if language == "ru" else "ів" if (gender, case) == ("m", "n") else "ов"
            )
        else:
            stem = name[:-1]
            if language == "uk":
                stem = re.sub("к$", "ч", re.sub("г$", "ж", re.sub("х$", "ш", stem)))
            base = stem + "ин"
        endings = {
            "m": {"n": "", "g": "ого", "d": "ому", "a": "", "i": "ым", "p": "ом"},
            "f": {"n": "а", "g": "ой", "d": "ой", "a": "у", "i": "ой", "p": "ой"},
        }
        if language == "uk":
            endings["f"] = {"n": "а", "g": "ої", "d": "ій", "a": "у", "i": "ою", "p": "ій"}
            endings["m"] |= {"i": "им", "p": "ому"}
        return base + endings[gender or "m"][case]

    def _english(self, kind: str) -> str:
        chance = self.chance
        draw = chance.random()
        if kind == "F":
            if draw < 0.22:
                return chance.choice(_words()["word-names-en"])
            if draw < 0.55:
                return self.romanised("Name")
            first = common_first_names()
            return first[min(int(chance.expovariate(1 / 500)), len(first) - 1)]
        if kind == "L":
            if draw < 0.5:
                return self.romanised("Surn")
            last = common_last_names()
            return last[min(int(chance.expovariate(1 / 2500)), len(last) - 1)]
        if kind == "T":
            return chance.choice(_places("en"))
        if kind == "N" and draw < 0.35:
            return chance.choice(_words()["nick-en"])
        return chance.choice(nouns("en"))

    def romanised(self, kind: str) -> str:
        """A Slavic name in Latin letters, by a system that varies."""
        chance = self.chance
        language: Language = chance.choice(("ru", "uk"))
        if kind == "Name":
            name = chance.choice(_given(language)[chance.choice("mf")])
        else:
            name = chance.choice(name_lemmas()[language][kind])
        plain = chance.random() < 0.25
        spelled = ""
        for char in name:
            if char == "г" and language == "uk":
                spelled += "h"
            elif plain and char in "юяйіиїхц":
                spelled += {"ю": "u", "я": "a", "х": "h", "ц": "c"}.get(char, "i")
            else:
                spelled += _ROMAN.get(char, char if char == "'" else "")
        return spelled.replace("'", "")

    def sentence(self, template: str) -> tuple[list[str], list[Tag]]:
        words: list[str] = []
        tags: list[Tag] = []
        for token in template.split():
            match = _SLOT.search(token)
            if not match:
                words.append(token)
                tags.append("O")
                continue
            kind, gender, case = match.groups()
            filled = self.slot(kind, gender, case or "n")
            words.append(token.replace(match.group(), filled))
            tags.append("O" if kind in "WT" else "P")
        return words, tags


_DAUGHTER: Final = {
    "ru": (("ович", "овна"), ("евич", "евна")),
    "uk": (("йович", "ївна"), ("ович", "івна")),
}


@cache
def _patronymics(language: Language, gender: str) -> list[str]:
    """Patronymics in the nominative; a woman's is made from the man's, which is the lemma."""
    male = [name for name in name_lemmas()[language]["Patr"] if name.endswith("ич")]
    if gender != "f":
        return male
    return [
        name.removesuffix(ending) + daughter
        for name in male
        for ending, daughter in _DAUGHTER[language]
        if name.endswith(ending)
    ]


def _join(parts: Sequence[tuple[list[str], list[Tag]]], chance: random.Random) -> Example:
    stops, cased, shouted = chance.random() < 0.45, chance.random() < 0.25, chance.random() < 0.05
    text = ""
    people: list[tuple[int, int]] = []
    for words, tags in parts:
        for place, (word, tag) in enumerate(zip(words, tags, strict=True)):
            spelled = word.replace("ё", "е") if chance.random() < 0.5 else word
            if cased and (tag == "P" or place == 0):
                spelled = spelled[:1].upper() + spelled[1:]
            if shouted:
                spelled = spelled.upper()
            text += " " if text else ""
            if tag == "P":
                people.append((len(text), len(text) + len(spelled)))
            text += spelled
        if stops:
            text += chance.choice((".", ",", ".", "!", "", "\n"))
        elif chance.random() < 0.1:
            text += "\n"
    return Example(text, tuple(people))


def testimonies(language: Literal["ru", "uk", "en"], count: int, seed: int) -> list[Example]:
    """Make `count` texts of six to twelve sentences."""
    chance = random.Random(f"{language}{seed}")  # noqa: S311  # training texts, no secret
    filler = Filler(language, chance)
    found = []
    for _ in range(count):
        chosen = chance.choices(_templates(language), k=chance.randint(6, 12))
        found.append(_join([filler.sentence(template) for template in chosen], chance))
    return found
