"""The collector of cycles rests while an account is read, and nothing is left for it."""

from __future__ import annotations

import gc

import pytest

from cli.redaction import page
from cli.redaction.analyze import analyze
from cli.redaction.collector import without_collector

_TEXTS = (
    "Мене звати Олена Мороз, мій номер 050 123-45-67, чоловік Андрій був у 14 бригаді.",
    "Нас охранял прапорщик Зозулин, жили на улице Садовой, дом 5. Лёхе было девятнадцать.",
    "My brother Mark worked as a nurse. Write to mark.hale@example.org or call him.",
)


def test_reading_an_account_leaves_no_cycles() -> None:
    for text in _TEXTS:
        analyze(text)  # what is loaded once may leave some
    gc.collect()
    gc.disable()
    try:
        for number in range(20):
            analyze(f"{_TEXTS[number % 3]} {number}")
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_the_collector_rests_while_an_account_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rested: list[bool] = []
    read = page.read

    def noting(text: str) -> page.Page:
        rested.append(not gc.isenabled())
        return read(text)

    monkeypatch.setattr("cli.redaction.analyze.read", noting)
    analyze(_TEXTS[2])
    assert rested == [True]
    assert gc.isenabled()


def test_the_collector_works_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), without_collector():
        raise ValueError("broken")
    assert gc.isenabled()


def test_a_collector_paused_by_somebody_else_stays_paused() -> None:
    gc.disable()
    try:
        with without_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
