"""Every value a consent answer can have, and what becomes of it at export."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli import consent, wishes, work
from cli.errors import InputError
from cli.redaction import decisions
from cli.redaction.ledger import Choice
from cli.review.sitting import Review
from crypto.testimony import Answer
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import Thing, analysis

TEXT = (
    "The sergeant took me from the metro in Kola in early May. I am 24. I called Marina at once. "
    "The president Ivan Petrov said so."
)
THINGS = (
    Thing("q1", "rank", ("sergeant",), "ask"),
    Thing("q2", "age", ("24",), "ask"),
    Thing("q3", "date", ("early May",), "ask"),
    Thing("l1", "place", ("Kola",), "keep"),
    Thing("p1", "person", ("Marina",), "remove"),
    Thing("p2", "person", ("Ivan Petrov",), "remove"),
)
SAFE: dict[str, Answer] = {"hide": ("media",), "name": "none", "court": "no"}


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return Newsroom.make(tmp_path_factory.mktemp("wishes"), "--questionnaire", "conscription")


@dataclass(slots=True)
class Told:
    """A case with a consent, decided; what it still asks, and what its export says."""

    room: Newsroom
    case: str

    def review(self) -> Review:
        """Open a sitting over it."""
        vault = self.room.open()
        case = vault.case(self.case)
        asked = vault.settings().questionnaire_of(vault.index().cases[self.case].claimed)
        return Review(work.load(case, case.content(), asked))

    def wishes(self) -> list[str]:
        """Return the names of the wishes that nobody has seen to."""
        return [wish.name for wish in self.review().wishes()]

    def agree(self, name: str = "") -> None:
        """See to all of them."""
        review = self.review()
        for wish in review.wishes():
            review.see_to(wish, name)

    def export(self, *more: str) -> list[tuple[str, str]]:
        """Export it; return the id and text of each answer."""
        out = self.room.folder / f"safe-{self.case}"
        words: list[str | Path] = ["--out", out, "--format", "json", *more]
        self.room.done("export", self.room.vault, self.case, *words)
        path = max(out.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        answers = json.loads(path.read_text("utf-8"))["answers"]
        return [(answer["id"], answer["text"]) for answer in answers]

    def refused(self, *more: str) -> str:
        """Export what must be refused; return what was said."""
        out = self.room.folder / f"refused-{self.case}"
        ran = self.room.run(
            "export", self.room.vault, self.case, "--out", out, "--format", "json", *more
        )
        assert ran.code == 1
        assert not out.exists()
        return ran.err


def told(
    room: Newsroom,
    said: Mapping[str, Answer],
    choices: Mapping[str, Choice] | None = None,
    publish: str = "yes",
) -> Told:
    """Collect a testimony with this consent and decide everything in it.

    choices: by id of THINGS; what is not named is blanked
    """
    before = set(room.cases())
    answers: dict[str, Answer] = {"region": "north", "whom": ("me",)}
    sealed = room.seal(TEXT, answers=answers, consent=said, publish=publish)
    [name] = set(room.collect(room.handover([sealed], f"{len(before)}.tar"))) - before
    vault = room.open()
    case = vault.case(name)
    asked = vault.settings().questionnaire_of(vault.index().cases[name].claimed)
    whole = work.joined(case.content(), asked)
    value = work.to_value(analysis(whole.text, THINGS))
    for entity in value["entities"]:
        entity["public"] = entity["id"] == "p2"
    case.store(work.PROPOSAL, {"text": whole.text, "reviewers": 1, **value})
    made = work.load(case, case.content(), asked)
    chosen = choices or {}
    made = made.deciding({e.id: chosen.get(e.id, Choice("remove")) for e in made.analysis.entities})
    made.store()
    review = Review(made)
    review.confirm(*review.unchecked())
    return Told(room, name)


KEEP = Choice("keep")
LESS = Choice("generalize", "somewhere up north")

# The consent besides `publish: yes`; what the editor decided → the wishes that must be seen to.
WISHES: dict[str, tuple[dict[str, Answer], dict[str, Choice], list[str]]] = {
    "media alone": ({"hide": ("media",)}, {"l1": KEEP}, []),
    "nothing marked, nothing kept": ({}, {}, []),
    "nothing marked, a place kept": ({}, {"l1": KEEP}, ["hide-blank"]),
    "nothing marked, a person kept": ({}, {"p1": KEEP}, ["hide-blank", "no-name"]),
    "an empty list": ({"hide": ()}, {"q2": KEEP}, ["hide-blank"]),
    "a mark nobody knows": ({"hide": ("moon",)}, {"q2": KEEP}, ["hide-blank"]),
    "something else in their words": (SAFE | {"hide-other": "the dog"}, {}, ["hide-other"]),
    "something else, left empty": (SAFE | {"hide-other": "  "}, {}, []),
    "something else, as a list": (SAFE | {"hide-other": ("a",)}, {}, []),
    "place, blanked": (SAFE | {"hide": ("place",)}, {}, []),
    "place, said less exactly": (SAFE | {"hide": ("place",)}, {"l1": LESS}, ["hide-place"]),
    "dates, said less exactly": (SAFE | {"hide": ("dates",)}, {"q3": LESS}, ["hide-dates"]),
    "age, said less exactly": (SAFE | {"hide": ("age",)}, {"q2": LESS}, ["hide-age"]),
    "work, said less exactly": (SAFE | {"hide": ("work",)}, {"q1": LESS}, ["hide-work"]),
    "unit, said less exactly": (SAFE | {"hide": ("unit",)}, {"q1": LESS}, ["hide-unit"]),
    "family, nothing found": (SAFE | {"hide": ("family",)}, {"l1": LESS}, []),
    "health": (SAFE | {"hide": ("health",)}, {}, ["hide-health"]),
    "other people": (SAFE | {"hide": ("people",)}, {}, ["hide-people"]),
    "no name, nobody kept": (SAFE, {}, []),
    "no name, a person kept": (SAFE, {"p1": KEEP}, ["no-name"]),
    "no name, only a public figure kept": (SAFE, {"p2": KEEP}, []),
    "name left blank, a person kept": ({"hide": ("media",)}, {"p1": KEEP}, ["no-name"]),
    "their own name, a person kept": (
        SAFE | {"name": "own", "name-own": "the neighbour"},
        {"p1": KEEP},
        [],
    ),
    "an invented name": (SAFE | {"name": "invented"}, {}, ["invented"]),
    "a name nobody knows": (SAFE | {"name": "royal"}, {"p1": KEEP}, ["no-name"]),
    "all at once": (
        {"hide": ("health", "people"), "hide-other": "the dog", "name": "invented"},
        {},
        ["hide-other", "hide-health", "hide-people", "invented"],
    ),
}


@pytest.mark.parametrize("what", WISHES)
def test_what_no_code_can_carry_out_is_put_before_the_editor(newsroom: Newsroom, what: str) -> None:
    said, choices, expected = WISHES[what]
    case = told(newsroom, said, choices)
    assert case.wishes() == expected
    if expected:
        refused = case.refused()
        assert "of the witness to see to" in refused
        assert "testimony review" in refused
    case.agree("Falcon")
    assert case.wishes() == []
    assert "text" in dict(case.export())


def test_a_wish_names_what_still_stands_and_is_asked_again_when_that_changes(
    newsroom: Newsroom,
) -> None:
    case = told(newsroom, SAFE | {"hide": ("place",)}, {"l1": LESS})
    [wish] = case.review().wishes()
    assert "the place" in wish.shown
    assert "“somewhere up north”" in wish.shown
    case.agree()
    review = case.review()
    review.decide(review.entity("l1"), Choice("generalize", "a town on the Volga"))
    [again] = case.review().wishes()
    assert "“a town on the Volga”" in again.shown


def test_words_of_a_wish_that_stand_in_the_account_are_named(newsroom: Newsroom) -> None:
    case = told(newsroom, SAFE | {"hide-other": "that we met at metros, and my dog"})
    [wish] = case.review().wishes()
    assert "These of their words stand in it: “metro”." in wish.shown
    case = told(newsroom, SAFE | {"hide-other": "my dog"})
    [wish] = case.review().wishes()
    assert "stand in it" not in wish.shown


# What was marked → the kinds of THINGS that may not be kept.
FORBIDDEN: dict[str, tuple[str, ...]] = {
    "place": ("l1",),
    "dates": ("q3",),
    "work": ("q1",),
    "age": ("q2",),
    "unit": ("q1",),
    "people": ("p1",),
    "family": (),
    "health": (),
    "media": (),
}


@pytest.mark.parametrize("mark", FORBIDDEN)
def test_what_was_marked_may_not_be_kept(newsroom: Newsroom, mark: str) -> None:
    said = SAFE | {"hide": (mark,), "name": "own", "name-own": "the neighbour"}
    for thing in THINGS:
        case = told(newsroom, said, {thing.id: KEEP})
        case.agree()
        if thing.id in FORBIDDEN[mark]:
            assert f"asked to hide what stays in it: {thing.forms[0]}" in case.refused()
        else:
            assert any(thing.forms[0] in text for _, text in case.export())


def test_what_the_policy_keeps_waits_where_the_witness_asked_to_hide_it(
    newsroom: Newsroom,
) -> None:
    case = told(newsroom, SAFE | {"hide": ("place",)})
    review = case.review()
    kept = review.work.having(decisions.Record())
    assert [entity.id for entity in kept.matched().undecided] == ["q1", "q2", "q3", "l1"]
    assert review.forbidden(review.entity("l1"))


def test_answers_that_never_leave_wait_for_nobody(newsroom: Newsroom) -> None:
    case = told(newsroom, {})
    review = case.review()
    start = review.work.joined.ranges["region"][0]
    found = analysis(review.work.joined.text, [Thing("l9", "place", ("north",), "ask")])
    value = {"text": review.work.joined.text, "reviewers": 1, **work.to_value(found)}
    review.work.case.store(work.PROPOSAL, value)
    again = case.review()
    assert again.work.analysis.entities[0].mentions[0][0] == start
    assert again.waiting() == ()


# ---- the name -----------------------------------------------------------------------------------


def test_an_invented_name_stands_above_the_account(newsroom: Newsroom) -> None:
    case = told(newsroom, SAFE | {"name": "invented", "name-own": "the neighbour"})
    case.agree("  Red   Falcon ")
    assert case.export()[0] == ("name", "Red Falcon")


TAKEN = ["", "   ", "x" * 61, "Marina", "marina of the hill", "Neighbour"]


@pytest.mark.parametrize("name", TAKEN)
def test_a_name_that_stands_in_the_account_is_not_invented(newsroom: Newsroom, name: str) -> None:
    case = told(newsroom, SAFE | {"name": "invented", "name-own": "the neighbour"})
    with pytest.raises(InputError):
        case.agree(name)
    assert case.wishes() == ["invented"]


# ---- what for -----------------------------------------------------------------------------------

# publish, court → whether it may be published, whether it may go to a court
PURPOSES: dict[str, tuple[str, str, bool, bool]] = {
    "both": ("yes", "yes", True, True),
    "only published": ("yes", "no", True, False),
    "court left blank": ("yes", "", True, False),
    "only a court": ("no", "yes", False, True),
    "retold, and a court": ("retell", "yes", False, True),
    "only read": ("no", "no", False, False),
    "all left blank": ("", "", False, False),
    "words nobody knows": ("YES", "sure", False, False),
}


@pytest.mark.parametrize("what", PURPOSES)
def test_publication_and_court_are_allowed_each_by_itself(newsroom: Newsroom, what: str) -> None:
    publish, court, may_publish, may_court = PURPOSES[what]
    said = SAFE | {"court": court, "name": "own", "name-own": "the neighbour"}
    case = told(newsroom, said, publish=publish)
    if may_publish:
        assert case.export()[0] == ("name", "the neighbour")
    else:
        assert "Nothing was exported" in case.refused()
    if may_court:
        assert [name for name, _ in case.export("--for", "court")] == ["text", "whom", "region"]
    else:
        assert "lawyers or a court" in case.refused("--for", "court")


def test_a_court_gets_no_name_of_either_kind() -> None:
    for said in ({"name": "own", "name-own": "the neighbour"}, {"name": "invented"}):
        assert consent.name(said, "en", "Falcon", "court") == ()
        assert len(consent.name(said, "en", "Falcon")) == 1


# ---- answers and files --------------------------------------------------------------------------

ASKED = {
    "consent": ["hide"],
    "sections": [{"questions": [{"id": "text"}, {"id": "region", "reveals": "place"}]}],
}


def test_where_nobody_knows_what_was_asked_only_the_story_leaves() -> None:
    said: dict[str, Answer] = {"hide": ("age",)}
    answered = ["text", "region", "phone"]
    assert consent.withheld(said, None, answered) == {"region", "phone"}
    assert consent.withheld(said, ASKED, answered) == {"phone"}, "a question that is not there"
    assert consent.withheld({}, ASKED, answered) == {"region", "phone"}


FILES: dict[str, tuple[dict[str, Answer], dict[str, list[str]] | None, bool]] = {
    "marked": ({"hide": ("media",)}, {"consent": ["hide"]}, False),
    "something else marked": ({"hide": ("age",)}, {"consent": ["hide"]}, True),
    "asked and left blank": ({}, {"consent": ["hide"]}, False),
    "not asked": ({}, {"consent": []}, True),
    "nobody knows what was asked": ({}, None, False),
}


@pytest.mark.parametrize("what", FILES)
def test_files_leave_only_where_that_was_not_hidden(what: str) -> None:
    said, asked, may = FILES[what]
    assert (consent.files_may_leave(said, asked) == "") is may


def test_a_wish_is_recorded_word_for_word_and_read_again() -> None:
    wish = decisions.Wished("invented", "Ask “them”\nfor one", "Falcon")
    record = decisions.Record(wishes=(wish, decisions.Wished("hide-other", "x")))
    assert decisions.loads(decisions.dumps(record)) == record


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_a_witness_wrote_is_recorded_so_that_it_is_found_again(words: str) -> None:
    record = decisions.Record(wishes=(decisions.Wished("hide-other", words, words),))
    assert decisions.loads(decisions.dumps(record)) == record


def test_every_wish_that_can_be_shown_is_in_the_document() -> None:
    text = (Path(__file__).parents[3] / "docs" / "spec" / "questionnaire.md").read_text("utf-8")
    names = {"hide-other", "hide-health", "hide-people", "hide-blank", "no-name", wishes.INVENTED}
    assert not [name for name in names if f"`{name}`" not in text]
