"""What a calling is replaced by is true of it: less is said, nothing else."""

import pytest

from cli.redaction.callings import calling

# calling, what stands before it, language → what may be said instead
TRUE = [
    ("fisherman", "old Petro, a ", "en", "worker"),
    ("forester", "the ", "en", "worker"),
    ("shepherd", "a ", "en", "farm worker"),
    ("manager", "the ", "en", "person in charge"),
    ("painter", "he was a ", "en", "worker"),
    ("photographer", "a ", "en", "worker"),
    ("secretary", "the ", "en", "worker"),
    ("mayor", "the ", "en", "official"),
    ("рыбак", "он старый ", "ru", "работник"),
    ("агрономом", "работал ", "ru", "работником"),
    ("директором", "он был ", "ru", "руководителем"),
    ("тренеру", "сказал ", "ru", "работнику"),
    ("физруком", "он был ", "ru", "педагогом"),
    ("рибалка", "він ", "uk", "працівник"),
    ("директоркою", "вона працює ", "uk", "керівницею"),
    ("лісником", "він працював ", "uk", "працівником"),
]


@pytest.mark.parametrize(("original", "before", "language", "less"), TRUE)
def test_a_calling_becomes_a_class_that_it_belongs_to(
    original: str, before: str, language: str, less: str
) -> None:
    made = calling(original, before, language)
    assert made is not None
    assert made.text == less
