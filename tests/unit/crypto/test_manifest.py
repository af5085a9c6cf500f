"""The manifest: rotation as a table of sentences, and what cannot be signed."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from crypto import manifest
from crypto.errors import BadField, CryptoError, Expired, LowerSerial, NotYetValid, SignatureError
from crypto.manifest import Fields, Manifest, UntrustedManifest
from crypto.note import Signer

OLD_ROOT = Signer.generate("newsroom.example/root-2026")
ROOT = Signer.generate("newsroom.example/root-2027")
DESK = Signer.generate("newsroom.example/desk")
LABEL = {"en": "What happened?", "ru": "Что было?", "uk": "Що було?"}
QUESTIONS: dict[str, Any] = {
    "sections": [
        {
            "id": "words",
            "title": LABEL,
            "questions": [{"id": "text", "kind": "text", "label": LABEL}],
        }
    ]
}


def _fields(**changes: Any) -> Fields:
    values: dict[str, Any] = {
        "newsroom": "Голос",
        "onion": "a" * 56 + ".onion",
        "serial": 5,
        "not_before": date(2027, 1, 4),
        "not_after": date(2027, 1, 20),
        "desk": str(DESK.verifier),
        "codename_salt": bytes(16),
        "recipient": "age1pq1" + "q" * 1952,
        "questionnaire": QUESTIONS,
    }
    return Fields(**{**values, **changes})


def _verify(day: datetime, last: int | None = None, **changes: Any) -> Manifest:
    note = manifest.sign(_fields(**changes), ROOT)
    return UntrustedManifest(note).verify([ROOT.verifier], day, last)


NOON = datetime(2027, 1, 10, 12, tzinfo=UTC)

ROTATION: dict[str, tuple[datetime, int | None, type[CryptoError] | None]] = {
    "nothing was seen before": (NOON, None, None),
    "the same manifest was seen before": (NOON, 5, None),
    "the last epoch's manifest was seen before": (NOON, 4, None),
    "the next epoch's manifest was seen before": (NOON, 6, LowerSerial),
    "the day before it begins": (datetime(2027, 1, 3, 23, 59, 59, tzinfo=UTC), None, NotYetValid),
    "the first second": (datetime(2027, 1, 4, tzinfo=UTC), None, None),
    "the last second": (datetime(2027, 1, 20, 23, 59, 59, 999999, tzinfo=UTC), None, None),
    "the day after it ends": (datetime(2027, 1, 21, tzinfo=UTC), None, Expired),
    "already the next day in Vladivostok": (
        datetime(2027, 1, 21, 9, tzinfo=timezone(timedelta(hours=10))),
        None,
        None,
    ),
    "still the last day in Lisbon, over in UTC": (
        datetime(2027, 1, 20, 23, tzinfo=timezone(-timedelta(hours=1))),
        None,
        Expired,
    ),
    "an old one after a new one, out of date as well": (
        datetime(2027, 2, 1, tzinfo=UTC),
        6,
        Expired,
    ),
}


@pytest.mark.parametrize(("now", "last", "error"), ROTATION.values(), ids=ROTATION.keys())
def test_rotation(now: datetime, last: int | None, error: type[CryptoError] | None) -> None:
    if error is None:
        assert _verify(now, last).serial == 5
        return
    with pytest.raises(error) as caught:
        _verify(now, last)
    assert caught.value.hint


def test_what_was_signed_is_what_comes_out() -> None:
    fields = _fields(newsroom='Новая "Газета" \U0001f33e', sizes=(65536, 131072), retention_days=14)
    note = manifest.sign(fields, ROOT)
    found = UntrustedManifest(note).verify([ROOT.verifier], NOON, None)
    for name in Fields.__dataclass_fields__:
        assert getattr(found, name) == getattr(fields, name)
    assert found.raw == note
    assert manifest.sign(fields, ROOT) == note
    assert note.decode().rpartition("\n\n")[0].isascii()


def test_a_new_root_is_trusted_beside_the_old_one() -> None:
    roots = [OLD_ROOT.verifier, ROOT.verifier]
    for root in (OLD_ROOT, ROOT):
        note = manifest.sign(_fields(), root)
        assert UntrustedManifest(note).verify(roots, NOON, None).serial == 5
    with pytest.raises(SignatureError):
        UntrustedManifest(manifest.sign(_fields(), OLD_ROOT)).verify([ROOT.verifier], NOON, None)


def test_a_manifest_of_another_epoch_can_be_checked_without_being_in_force() -> None:
    note = manifest.sign(_fields(), ROOT)
    assert UntrustedManifest(note).authenticate([ROOT.verifier]).serial == 5
    with pytest.raises(SignatureError):
        UntrustedManifest(note).authenticate([OLD_ROOT.verifier])


def test_a_time_without_its_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="time zone"):
        _verify(datetime(2027, 1, 10, 12))


UNSIGNABLE: dict[str, tuple[str, dict[str, Any]]] = {
    "a newsroom of two lines": ("newsroom", {"newsroom": "a\nb"}),
    "an onion with a line feed": ("text", {"onion": "a" * 56 + ".onion\nserial 9"}),
    "a serial below one": ("serial", {"serial": -1}),
    "a salt of 15 bytes": ("codename-salt", {"codename_salt": bytes(15)}),
    "a recipient of another type": ("recipient", {"recipient": "age1" + "q" * 58}),
    "a size of our own": ("sizes", {"sizes": (1000,)}),
    "a year": ("not-after", {"not_after": date(2028, 1, 4)}),
    "a desk that is no key": ("desk", {"desk": "desk"}),
    "no retention": ("retention-days", {"retention_days": 0}),
    "no questions": ("questionnaire", {"questionnaire": {"sections": []}}),
}


@pytest.mark.parametrize(("field", "changes"), UNSIGNABLE.values(), ids=UNSIGNABLE.keys())
def test_what_no_reader_would_take_is_not_signed(field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(BadField) as caught:
        manifest.sign(_fields(**changes), ROOT)
    assert caught.value.field == field
