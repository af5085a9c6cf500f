"""Make the three word lists of codenames: `python -m tests.words.make [--wordnet FOLDER]`.

    frequency (wordfreq) → nouns in their first form → the rules → 2048 words a language

Frequencies come from wordfreq's data (CC BY-SA 4.0), readings of Russian and Ukrainian words from
pymorphy3's dictionaries, and which English noun names a thing from WordNet 3.0 (Debian's
wordnet-base). What the rules cannot know stands in two folders: `blocked/*.txt` was found by
reading the lists, word by word; `preferred/*.txt` are everyday words that a list begins with.
The rules and how a list is read: docs/spec/codename.md, section 2.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pymorphy3
import wordfreq

HERE = Path(__file__).parent
WORDS = HERE.parents[1] / "crypto" / "words"
WORDNET = Path("/usr/share/wordnet")
SIZE = 2048
PREFIX = 4  # letters that decide which word is meant

ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",  # ё is written е
    "uk": "абвгдеєжзиіїйклмнопрстуфхцчшщьюя",  # no ґ and no apostrophe: many phones hide them
}
FLOOR = 2e-7  # of all words of a text; rarer forms are misspellings and names

# WordNet's lexicographer files of things one can see or touch, and of times of the day or year.
THINGS = {"05", "06", "13", "17", "20", "28"}  # animal, artifact, food, object, plant, time

# Names, abbreviations, and words that are hard to use alone.
UNWANTED = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr", "Init", "Slng", "Arch", "Vulg"}
# What these endings make cannot be seen, and half of it is the language of offices.
ABSTRACT = {
    "ru": re.compile("(?:ость|ение|ание|изм|ция|ство|тие|ность|ика|логия|ист|тор|тель|ница)$"),
    "uk": re.compile(
        "(?:ість|ення|ання|іння|изм|ізм|ція|ство|цтво|ття|ика|іка|логія|ист|іст|тор|тель)$"
    ),
}


def preferred(language: str) -> list[str]:
    """Everyday words that are taken before all others; the rules hold for them as well."""
    lines = (HERE / "preferred" / f"{language}.txt").read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def blocked(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Words, and beginnings of words (written with a star behind), that no list may hold."""
    lines = (HERE / "blocked" / f"{language}.txt").read_text("utf-8").splitlines()
    entries = [word for line in lines if not line.startswith("#") for word in line.split()]
    stems = tuple(entry[:-1] for entry in entries if entry.endswith("*"))
    return frozenset(entry for entry in entries if not entry.endswith("*")), stems


def is_blocked(word: str, words: frozenset[str], stems: tuple[str, ...]) -> bool:
    """Is the word, or its beginning, in the block list?"""
    return word in words or word.startswith(stems)


def near(word: str) -> Iterator[str]:
    """Keys of which two words share at least one if one letter, at most, tells them apart.

    A letter changed, missing, or swapped with its neighbour; some pairs further apart share one
    as well, which costs nothing.
    """
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def close(left: str, right: str) -> bool:
    """Does one letter, changed, missing or swapped with its neighbour, tell the words apart?"""
    if abs(len(left) - len(right)) > 1:
        return False
    if len(left) == len(right):
        differing = [
            i for i, pair in enumerate(zip(left, right, strict=True)) if len(set(pair)) > 1
        ]
        swapped = (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and left[differing[0]] == right[differing[1]]
            and left[differing[1]] == right[differing[0]]
        )
        return len(differing) <= 1 or swapped
    short, long = sorted((left, right), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def ranked(language: str, wordnet: Path) -> list[str]:
    """Nouns in their first form, the commonest first."""
    counts: dict[str, float] = defaultdict(float)
    if language == "en":
        things = english_things(wordnet)
        for word, share in wordfreq.get_frequency_dict("en", wordlist="best").items():
            if word in things:
                counts[word] += share
    else:
        counts = slavic_nouns(language)
    shape = re.compile(f"[{ALPHABETS[language]}]{{4,8}}")
    words = [*preferred(language), *sorted(counts, key=lambda word: -counts[word])]
    return [word for word in words if shape.fullmatch(word)]


def english_things(wordnet: Path) -> set[str]:
    """English nouns whose commonest sense is a thing."""
    offsets = {}
    for line in (wordnet / "data.noun").read_text("utf-8").splitlines():
        if not line.startswith("  "):
            offset, lexname, _ = line.split(" ", 2)
            offsets[offset] = lexname
    found = set()
    for line in (wordnet / "index.noun").read_text("utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        senses = int(fields[2])
        if offsets[fields[-senses]] in THINGS:
            found.add(fields[0])
    return found


def slavic_nouns(language: str) -> dict[str, float]:
    """Dictionary forms of Russian or Ukrainian nouns with the frequency of all their forms."""
    reader = pymorphy3.MorphAnalyzer(lang=language)
    counts: dict[str, float] = defaultdict(float)
    for form, share in wordfreq.get_frequency_dict(language, wordlist="best").items():
        if share < FLOOR or not re.fullmatch("[а-яёіїєґ]+", form):
            continue
        best = max(reader.parse(form), key=lambda reading: reading.score)
        tags = {str(tag) for tag in best.tag.grammemes}
        if best.is_known and best.tag.POS == "NOUN" and not tags & UNWANTED:
            word = best.normal_form.replace("ё", "е")
            if not ABSTRACT[language].search(word):
                counts[word] += share
    return counts


def choose(words: Iterable[str], language: str, size: int = SIZE) -> list[str]:
    """The first `size` words that are not blocked and not too like one chosen before."""
    barred, stems = blocked(language)
    prefixes: set[str] = set()
    keys: set[str] = set()
    chosen: list[str] = []
    for word in words:
        if word[:PREFIX] in prefixes or is_blocked(word, barred, stems):
            continue
        if not keys.isdisjoint(near(word)):
            continue
        chosen.append(word)
        prefixes.add(word[:PREFIX])
        keys.update(near(word))
        if len(chosen) == size:
            break
    return chosen


def main() -> None:
    """Write all lists, sorted, so that a word's number says nothing about how common it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wordnet", type=Path, default=WORDNET, metavar="FOLDER")
    arguments = parser.parse_args()
    for language in ALPHABETS:
        words = choose(ranked(language, arguments.wordnet), language)
        if len(words) != SIZE:
            sys.exit(f"{language}: only {len(words)} words follow the rules.")
        (WORDS / f"{language}.txt").write_text("\n".join(sorted(words)) + "\n", "utf-8")
        sys.stdout.write(f"{language}: {SIZE} words\n")


if __name__ == "__main__":
    main()
