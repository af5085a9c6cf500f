"""How far each finding narrows down whom an account is about, alone and together with others.

Weights are bits: the logarithm of how many people one has to be told apart from. Twenty-five bits
name one person in Ukraine. What is said of one person adds up, as if independent, so a village with
a unit and a day beats a city with a month. All shares are orders of magnitude, for putting things
in order, never for saying that a text is safe.

The other accounts of a vault change the order, and nothing else: what none of them tells comes
before what many tell. How many people a combination leaves is reckoned without them, since who
reads of a village knows its people, however many of them have written.

Sources: State Statistics Service of Ukraine, population on 1 January 2021 (41.6 million; about
28 000 villages with 12.6 million people, so 450 in a village); UN World Population Prospects (one
year of age holds 1 in 80); ISCO major groups in ILOSTAT for callings; tables of organisation for
units (battalion 500, brigade 3 000). A day is one in the thousand days an account may be about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2
from typing import Final

from cli.redaction.elsewhere import Elsewhere
from cli.redaction.keys import fold
from cli.redaction.lexicon import word
from cli.redaction.model import IDENTIFIER_KINDS, QUASI_KINDS, Analysis, Decision, Entity
from cli.redaction.tokens import tokenize

PEOPLE: Final = 41_600_000
ALL: Final = log2(PEOPLE)
FEW: Final = 20  # a group this small is told by name in its village; a vault so small says nothing
_MOST: Final = 5  # combinations that are worth an editor's eye
_TOGETHER: Final = 3  # things in one combination
_REPEATED: Final = 2  # times that one thing may stand in what is shown
_CONSIDERED: Final = 8  # the heaviest things of one person that are combined

_VILLAGE: Final = re.compile(
    r"\b(?:сел[оаеу]\w{0,2}|деревн\w+|хутор\w*|аул\w*|станиц\w+|пос[её]л\w+|смт|селищ\w+|village|"
    r"hamlet|settlement|aul)\b"
)
_REGION: Final = re.compile(
    r"\b(?:област\w+|обл|кра[йяею]|республик\w+|республік\w+|oblast|region|province|state)\b"
)
_DISTRICT: Final = re.compile(r"\b(?:район\w*|р-н|громад\w+|волост\w+|district|raion|hromada)\b")
_SMALL_UNIT: Final = re.compile(
    r"\b(?:рот\w{1,2}|взвод\w*|отделени\w+|відділенн\w+|батаре\w+|экипаж\w*|екіпаж\w*|"
    r"расч[её]т\w*|company|platoon|squad|crew)\b"
)
_DAY: Final = re.compile(
    r"\b\d{1,2}\b(?! ?(?:мес|міс|months?|week|нед|тиж))|(?:ого|его|ього)\b|\b(?:first|second|"
    r"third|\w+th)\b"
)
_SPELL: Final = re.compile(
    r"\b(?:дн\w{1,2}|день|дней|сут\w+|доб\w?|діб|недел\w+|тиж\w+|месяц\w*|місяц\w*|days?|weeks?|"
    r"months?)$"
)
_YEAR_ONLY: Final = re.compile(r"(?:19|20)\d\d\D{0,8}|\d0-х.*")
_NUMBER: Final = re.compile(r"\d|№|[«\"“]")


@dataclass(frozen=True, slots=True)
class Weight:
    """How much one entity narrows the circle.

    bits:   0 to ALL; 1 halves the circle; by the people of a country, and by the vault where
            one was given
    why:    for the editor, as the middle of a sentence: "a village, about 450 people"
    shared: by the people alone
    others: the other accounts of the vault that tell it, None if that is not known
    """

    entity: str
    bits: float
    why: str
    shared: float
    others: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Combination:
    """Things said of one person that together leave few people.

    entities: ids, heaviest first
    people:   how many are left by the estimate, at least 1
    why:      a sentence for the editor
    others:   the other accounts of the vault that tell all of it, None if that is not known
    """

    entities: tuple[str, ...]
    people: int
    why: str
    others: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """weights: by entity id; order: ids, most dangerous first; combinations: worst first."""

    weights: Mapping[str, Weight]
    order: tuple[str, ...]
    combinations: tuple[Combination, ...]


def rank(
    analysis: Analysis,
    text: str,
    elsewhere: Elsewhere | None = None,
    decisions: Mapping[str, Decision] | None = None,
) -> Ranking:
    """Weigh all entities of an account and find what points at few people in combination.

    elsewhere: what the other accounts of a vault tell; below 20 accounts it changes no weight
    decisions: by entity id; with them it is weighed what a reader is still told: nothing of what
               is removed, little of what is said less exactly, all of what is kept or undecided
    """
    weights: dict[str, Weight] = {}
    for entity in analysis.entities:
        weight = _weigh(entity, text)
        if elsewhere is not None and (others := elsewhere.of(entity)) is not None:
            weight = _in_vault(weight, others, elsewhere)
        if decisions is not None:
            weight = _told(weight, entity.kind, decisions.get(entity.id, entity.decision))
        weights[entity.id] = weight
    combined = _combined(analysis, text, weights, elsewhere)
    return Ranking(weights, _order(analysis, weights), combined)


def _bits(people: float) -> float:
    return max(0.0, min(ALL, log2(PEOPLE / people)))


# What is left of a thing when it is said less exactly, in bits: one of a class, a month, a decade.
_COARSE: Final = {
    "age": 3.0, "date": 5.0, "job": 5.0, "rank": 8.0, "employer": 6.0, "education": 5.0,
    "place": 4.5, "unit": 9.0, "org": 9.0,
}  # fmt: skip


def _in_vault(weight: Weight, others: frozenset[str], elsewhere: Elsewhere) -> Weight:
    """Half of what the people say, half of what the other accounts say.

    Where none tells it, neither says less than the other: a village is as small as it is.
    """
    bits = weight.shared
    if elsewhere.accounts >= FEW:
        rarity = log2((elsewhere.accounts + 1) / (len(others) + 1.5))
        bits = (bits + rarity) / 2 if others else max(bits, rarity)
    why = f"{weight.why}, {elsewhere.say(others)}"
    return Weight(weight.entity, max(0.0, min(ALL, bits)), why, weight.shared, others)


def _told(weight: Weight, kind: str, decision: Decision) -> Weight:
    if decision == "remove":
        return Weight(weight.entity, 0.0, "removed", 0.0)
    if decision == "generalize":
        coarse = _COARSE.get(kind, 0.0)
        bits, shared = min(weight.bits, coarse), min(weight.shared, coarse)
        return Weight(weight.entity, bits, "said less exactly", shared)
    return weight


def _weigh(entity: Entity, text: str) -> Weight:
    said = " ".join(fold(form) for form in entity.forms)
    if entity.kind == "place":  # «в селе Терны»: the noun stands outside the mention
        start, end = entity.mentions[0]
        said = fold(text[max(0, start - 14) : end + 10])
    bits, why = _estimate(entity, said)
    return Weight(entity.id, bits, why, bits)


def _estimate(entity: Entity, text: str) -> tuple[float, str]:
    kind = entity.kind
    if kind == "person":
        whole = max(len(form.split()) for form in entity.forms) > 1
        return (ALL, "a full name") if whole else (_bits(20_000), "one name, about 20 000 people")
    if kind == "unit":
        small = _SMALL_UNIT.search(text)
        return (
            (_bits(100), "a small unit, about 100 people")
            if small
            else (_bits(3_000), "a unit, about 3 000 people")
        )
    if kind in IDENTIFIER_KINDS:
        return ALL, "leads to one person by itself"
    table: Mapping[str, Callable[[str], tuple[float, str]]] = {
        "place": _place,
        "org": lambda _: (_bits(500), "an organisation, about 500 people"),
        "unknown": lambda _: (_bits(5_000), "a rare word, perhaps a name"),
        "age": _age,
        "date": _date,
        "job": _job,
        "rank": lambda _: (_bits(PEOPLE / 500), "a rank, 1 in 500"),
        "employer": lambda said: _named(said, 200, 40_000, "workplace"),
        "education": lambda said: _named(said, 500, 400_000, "school or class"),
        "relation": lambda _: (_bits(PEOPLE / 200), "a circumstance, 1 in 200"),
        "culture": lambda _: (_bits(PEOPLE / 150), "a people or faith, 1 in 150"),
    }
    return table[kind](text) if kind in table else (0.0, "not weighed")


def _place(text: str) -> tuple[float, str]:
    if _REGION.search(text):
        return _bits(1_700_000), "a region, about 1.7 million people"
    if _DISTRICT.search(text):
        return _bits(60_000), "a district, about 60 000 people"
    if _VILLAGE.search(text):
        return _bits(450), "a village, about 450 people"
    kinds: frozenset[str] = frozenset()
    for each in tokenize(text, join=False):
        kinds |= word(each.word).places
    if kinds & {"country", "capital"}:
        return _bits(3_000_000), "a country or capital"
    if kinds & {"place"}:
        return _bits(150_000), "a city, about 150 000 people"
    return _bits(7_000), "a small place, about 7 000 people"


def _age(text: str) -> tuple[float, str]:
    if re.search(r"\b\d0-|за |под |under|over|early|late|mid|ies\b|подрост|підліт|teen", text):
        return _bits(PEOPLE / 8), "an age band, 1 in 8"
    return _bits(PEOPLE / 80), "an exact age, 1 in 80"


def _date(text: str) -> tuple[float, str]:
    if _SPELL.search(text):
        return _bits(PEOPLE / 8), "a length of time"
    if _YEAR_ONLY.fullmatch(text):
        return _bits(PEOPLE / 3), "a year"
    if _DAY.search(text):
        return _bits(PEOPLE / 1000), "a day, 1 in 1 000"
    return _bits(PEOPLE / 33), "a month or feast, 1 in 33"


def _job(text: str) -> tuple[float, str]:
    if _NUMBER.search(text) or len(text.split()) > 2:
        return _bits(300), "a calling and where, about 300 people"
    return _bits(PEOPLE / 100), "a calling, 1 in 100"


def _named(text: str, small: int, large: int, what: str) -> tuple[float, str]:
    if _NUMBER.search(text) or len(text.split()) > 3:
        return _bits(small), f"a {what} that is named, about {small} people"
    return _bits(large), f"a {what} of a common sort"


def _order(analysis: Analysis, weights: Mapping[str, Weight]) -> tuple[str, ...]:
    """Heaviest first; of equals the one that is named more often, then the earlier."""
    return tuple(
        entity.id
        for entity in sorted(
            analysis.entities,
            key=lambda each: (-weights[each.id].bits, -len(each.mentions), each.mentions[0][0]),
        )
    )


def _subjects(analysis: Analysis, text: str) -> Mapping[str, list[Entity]]:
    """Say of whom each thing is told: the one person of its sentence, else the teller."""
    people = [entity for entity in analysis.entities if entity.kind == "person"]
    told: dict[str, list[Entity]] = {}
    for entity in analysis.entities:
        if entity.kind not in (*QUASI_KINDS, "place", "org", "unit"):
            continue
        owners = {""}
        for start, end in entity.mentions:
            left = max(text.rfind(sign, 0, start) for sign in ".!?\n")
            ends = [place for sign in ".!?\n" if (place := text.find(sign, end)) >= 0]
            right = min(ends, default=len(text))
            near = {each.id for each in people for at, _ in each.mentions if left < at < right}
            owners = near if len(near) == 1 else owners
        for owner in owners:
            told.setdefault(owner, []).append(entity)
    return told


def _combined(
    analysis: Analysis, text: str, weights: Mapping[str, Weight], elsewhere: Elsewhere | None
) -> tuple[Combination, ...]:
    found: list[Combination] = []
    for told in _subjects(analysis, text).values():
        telling = [each for each in told if weights[each.id].shared >= 1]
        heavy = sorted(telling, key=lambda each: -weights[each.id].shared)[:_CONSIDERED]
        for size in range(2, _TOGETHER + 1):
            for group in combinations(heavy, size):
                if len({each.kind for each in group}) < size or _smaller(found, group):
                    continue
                left = PEOPLE / 2 ** sum(weights[each.id].shared for each in group)
                if left <= FEW:
                    found.append(_combination(group, max(1, round(left)), weights, elsewhere))
    many = elsewhere is not None and elsewhere.accounts >= FEW

    def vault(each: Combination) -> tuple[int, float]:
        """What nobody else tells first, and of that the rarest."""
        return len(each.others or ()), -sum(weights[one].bits for one in each.entities)

    found.sort(key=lambda e: (e.people, len(e.entities), *(vault(e) if many else ())))
    shown: list[Combination] = []
    seen: Counter[str] = Counter()
    for each in found:
        if len(shown) < _MOST and all(seen[one] < _REPEATED for one in each.entities):
            shown.append(each)
            seen.update(each.entities)
    return tuple(sorted(shown, key=vault) if many else shown)


def _smaller(found: Sequence[Combination], group: Sequence[Entity]) -> bool:
    """Look whether a part of a group is dangerous already."""
    ids = {each.id for each in group}
    return any(set(each.entities) < ids for each in found)


def _combination(
    group: Sequence[Entity],
    people: int,
    weights: Mapping[str, Weight],
    elsewhere: Elsewhere | None,
) -> Combination:
    parts = [f"{each.forms[0]} ({weights[each.id].why})" for each in group]
    said = ", ".join(parts[:-1]) + " and " + parts[-1]
    left = "one person" if people == 1 else f"about {people} people"
    why = f"{said} leave {left}."
    known = [others for each in group if (others := weights[each.id].others) is not None]
    both = frozenset.intersection(*known) if len(known) == len(group) else None
    if both is not None and elsewhere is not None:
        why += f" All of this is told {elsewhere.say(both)}."
    return Combination(tuple(each.id for each in group), people, why, both)
