"""The accounts of the demo with their recorded decisions, from analysis to a file that passed.

The names below were copied from the accounts by hand: this test does not trust the engine, the
ledger or the gate to know what had to go.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from cli.exporters import gate
from cli.exporters.account import Account, Answer
from cli.exporters.formats import FORMATS, Format, render
from cli.redaction.analyze import analyze
from cli.redaction.apply import redact
from cli.redaction.decisions import Record, loads, match, unchecked
from cli.redaction.ledger import Redacted
from cli.redaction.model import Analysis

DEMO = Path(__file__).parents[2] / "demo"
LANGUAGES = ("en", "ru", "uk")

# Stems of everything that identifies somebody in the accounts.
SECRETS = {
    "en": """
        bohdan wasylenko holloway grace zelinsk saveliev kirill hope petro danko artem halpern
        rose gromov misha perekopska prystan oleshky gdynia leeds kherson taganrog renault
        2145 42981 556071 7700 382 bohdan_w example.org
    """,
    "ru": """
        тимур сабиров ахатович гульнар ворон олег семёныч дробот виктор приходьк людмил
        щербин мирошниченк лёх жен(?:я|ю|е)\\b вер(?:а|ой|е)\\b беркут шаман ларис игоревн
        гайсин роз[аы] kravets sveta горловк донец политех мариупол новоазовск ростов самар
        герцена 417 418 08818 4276 1234 47\\.11 38\\.08 mail\\.ru 949
    """,
    "uk": """
        оксан гриценяк андрі саєнк ігор марійч ган[яю]\\b чумаченк надія кобзар роман данилк
        рустам мороз лес[яі]\\b lysenk kateryn катерин тищенк дорошевич dorosh бердянськ
        мелітопол токмак запоріж текстильник шмідта 3360 15724 411 204417 2987605113
        hrytsenyak ukr\\.net
    """,
}


@cache
def opened(language: str) -> tuple[str, Analysis, Record]:
    text = (DEMO / "accounts" / f"{language}.txt").read_text(encoding="utf-8").rstrip("\n")
    record = loads((DEMO / "decisions" / f"{language}.toml").read_text(encoding="utf-8"))
    return text, analyze(text), record


def safe(language: str, seed: bytes) -> tuple[Redacted, Record]:
    text, analysis, record = opened(language)
    return redact(text, analysis, match(record, analysis).choices, seed), record


SEEDS = (b"the secret of the first case ...", b"the secret of another case .....")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recorded_decisions_leave_nothing_open(language: str) -> None:
    _, analysis, record = opened(language)
    matched = match(record, analysis)
    assert [(entity.kind, entity.forms) for entity in matched.undecided] == []


@pytest.mark.parametrize("seed", SEEDS, ids=["one secret", "another secret"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_doubtful_wording_was_looked_at_whatever_the_secret(
    language: str, seed: bytes
) -> None:
    done, record = safe(language, seed)
    assert [(one.original, one.replacement, one.reason) for one in unchecked(record, done)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_place_or_number_of_the_account_is_left(language: str) -> None:
    done, _ = safe(language, SEEDS[0])
    text, _, _ = opened(language)
    secrets = SECRETS[language].split()
    assert [stem for stem in secrets if not re.search(stem, text, re.IGNORECASE)] == []
    left = {
        stem: found.group()
        for stem in secrets
        if (found := re.search(rf"(?<![^\W_]){stem}", done.text, re.IGNORECASE))
    }
    assert left == {}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_account_passes_the_gate(language: str, form: Format, tmp_path: Path) -> None:
    done, record = safe(language, SEEDS[1])
    path = tmp_path / f"account-1.{form}"
    account = Account(language, (Answer("text", "", done.text),))
    path.write_bytes(render(account, form))
    leaks = gate.check(
        path,
        form,
        gate.originals(done),
        record.allowed,
        known=gate.known(done),
        language=language,
    )
    assert [leak.message for leak in leaks] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_account_is_still_worth_reading(language: str) -> None:
    """Most words are the witness's own; few are blanks."""
    done, _ = safe(language, SEEDS[0])
    changed = sum(len(entry.original.split()) for entry in done.ledger if entry.action != "keep")
    words = len(opened(language)[0].split())
    assert changed < 0.35 * words
    assert done.text.count("[") < 0.05 * words
