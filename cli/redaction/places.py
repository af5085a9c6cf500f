"""Places and organisations: lists, the word before, quotation marks, legal forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from cli.redaction import translit
from cli.redaction.evidence import Evidence
from cli.redaction.model import Finding
from cli.redaction.page import SENTENCE_END, Page
from cli.redaction.wordlists import sections

_LOCATIVE: Final = sections("sets.txt")["locative"]
# Nouns whose proper name follows (село Дубки) or goes before (Харківська область).
_SETTLEMENT: Final = sections("sets.txt")["settlement"]
_DISTRICT: Final = sections("sets.txt")["district"]
_QUOTED_ORG: Final = re.compile(
    r"(?<!\w)(?:ооо|оао|зао|пао|ао|ип|тов|тзов|пат|зат|ват|прат|фоп|кп|дп|гп|муп|фгуп|"
    r"гбу|нко|го|бф|фонд|"
    r"завод|комбинат|комбінат|фабрика|магазин|кафе|ресторан|аптека|кафе-бар|санаторий|"
    r"санаторій|лагерь|табір|"
    r"организаци[яию]|організаці[яїю]|газет[аеуы]|радио|телеканал|компани[яию]|"
    r"компані[яїю]|фирм[аеуы]|фірм[аиу]|"
    r"ансамбль|клуб|отель|готель|гостиниц[аеу]|торговый центр|трц|тц|агрофирм[аеуы]|"
    r"колхоз|совхоз|кооператив|"
    r"company|factory|shop|store|cafe|hotel|fund|charity|foundation|club|newspaper)\w{0,3}[ ]+"
    r"[«\"“„](?P<x>[^»\"”“\n]{2,50})[»\"”“]",
    re.IGNORECASE,
)
_LEGAL_EN: Final = re.compile(
    r"(?<!\w)(?:[A-Z][\w&'-]+[ ]){1,4}(?:Ltd|LLC|Inc|Corp|GmbH|Company|Factory|"
    r"University|College|Institute|"
    r"Foundation|Fund|Bank|Church|Hospital|Academy|Agency|Committee|Party)\b\.?"
)
_ACRONYM: Final = re.compile(r"[A-ZА-ЯІЇЄҐ]{2,6}\d{0,3}")


def _listed(page: Page, position: int, evidence: Evidence) -> Finding | None:
    known, token = page.words[position], page.tokens[position]
    if not known.places or known.places == {"office"}:
        return None
    capital = page.cased and token.raw[:1].isupper()
    if page.cased and not capital and known.known:
        return None
    sure = bool(known.places & {"country", "capital", "place"})
    common = any(grammar and grammar.common_share > 0.3 for grammar in (known.ru, known.uk))
    english_word = known.script == "l" and known.zipf > 4.6 and not known.places & {"country"}
    if not capital and (not sure or (common and known.zipf > 3.4 and known.ru) or english_word):
        dictionary_only = known.uk is not None and "geox" not in known.places and sure
        before = page.words[position - 1].text if position else ""
        if before not in _LOCATIVE and not (dictionary_only and known.zipf < 4.6 and not common):
            return None
        if not sure and known.zipf > 3.8:
            return None
    if not sure and (known.classes or known.zipf > 4.2) and not page.cased:
        return None
    if known.classes & {"function", "preposition"}:
        return None
    if evidence.person >= 0.6 and not known.places & {"country", "capital"}:
        return None
    score = 0.9 if sure else 0.6
    return Finding(token.start, token.end, "place", "listed place", score)


@cache
def _two_words() -> frozenset[tuple[str, str]]:
    """Listed places of two words (нова-каховка), as pairs of stems by sound."""
    listed = sections("places.txt")["place"]
    return frozenset(
        (translit.stem_key(parts[0]), translit.stem_key(parts[1]))
        for parts in (name.split("-") for name in listed)
        if len(parts) == 2
    )


def _pairs(page: Page) -> Iterator[Finding]:
    for position in range(len(page.words) - 1):
        if page.gap(position + 1) not in (" ", "-"):
            continue
        first, second = page.words[position].text, page.words[position + 1].text
        if (translit.stem_key(first), translit.stem_key(second)) in _two_words():
            start, end = page.tokens[position].start, page.tokens[position + 1].end
            yield Finding(start, end, "place", "listed place", 0.8)


def _named(page: Page, evidence: Sequence[Evidence]) -> Iterator[Finding]:
    """Village X, X region: a word that the noun beside it makes a place."""
    for position, known in enumerate(page.words):
        if known.lemmas & _SETTLEMENT and position + 1 < len(page.words):
            other, token = page.words[position + 1], page.tokens[position + 1]
            gap = page.gap(position + 1)
            fit = not other.classes & {"function", "preposition", "speech", "kin"}
            verb = "VERB" in other.shape and "NOUN" not in other.shape
            upper = token.raw[:1].isupper()
            if (
                fit
                and not verb
                and not SENTENCE_END.search(gap.replace(".", ""))
                and "," not in gap
            ):
                rare = other.zipf < 3.6 or (page.cased and upper)
                if rare and other.script != "d" and (upper or not page.cased):
                    last = position + 1
                    if (
                        last + 1 < len(page.words)
                        and "ADJ" in other.shape
                        and "NOUN" in page.words[last + 1].shape
                        and page.tokens[last + 1].raw[:1].isupper()
                    ):
                        last += 1
                    yield Finding(
                        token.start, page.tokens[last].end, "place", "after a kind of place", 0.6
                    )
        if known.lemmas & _DISTRICT and position:
            before, token = page.words[position - 1], page.tokens[position - 1]
            adjective = "ADJ" in before.shape or not before.known
            if (
                adjective
                and not before.classes & {"function"}
                and (before.text.endswith(_REGIONAL) or (page.cased and token.raw[:1].isupper()))
            ):
                yield Finding(
                    token.start, page.tokens[position].end, "place", "named district", 0.7
                )


_REGIONAL: Final = tuple(sections("sets.txt")["regional"])


def places_and_orgs(page: Page, evidence: Sequence[Evidence]) -> list[Finding]:
    """Find places and organisations; a word that is surely a person is left to the people."""
    found: list[Finding] = []
    for position in range(len(page.words)):
        place = _listed(page, position, evidence[position])
        if place:
            found.append(place)
    found += _pairs(page)
    found += _named(page, evidence)
    for pattern in (_QUOTED_ORG, _LEGAL_EN):
        for match in pattern.finditer(page.text):
            start, end = match.span("x" if "x" in pattern.groupindex else 0)
            found.append(Finding(start, end, "org", "name of an organisation", 0.7))
    return found


def sort_of_unknown(page: Page, position: int) -> str:
    """Guess what a capitalised word no list has is: an acronym is an organisation."""
    token = page.tokens[position]
    return "org" if _ACRONYM.fullmatch(token.raw) and page.cased else "unknown"
