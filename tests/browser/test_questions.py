"""The newsroom's questions on the page: all of them, with consent, promises and the key's words."""

import json
from collections.abc import Callable

import pytest

from cli import questions
from crypto import fingerprint
from crypto.questionnaire import PROMISES
from tests.browser.fakesocks import Answer, Relay, Request
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, Newsroom, label
from tests.browser.sealing import keys
from tests.browser.test_journey import newest, words

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session"),
]

ASKED = questions.load(questions.READY["conscription"])
PROMISED: dict[str, object] = {
    **ASKED,
    "promises": {name: label(f"We promise {name}") for name in PROMISES},
}


def serving(newsroom: Newsroom, asked: dict[str, object]) -> Callable[[Request], Answer | None]:
    """A server whose manifest asks this."""
    note = newsroom.manifest(questionnaire=asked)
    served = {"/manifest": note, "/keys": keys(newsroom, note)}
    return lambda request: (
        Answer(served[request.path], "text/plain") if request.path in served else None
    )


def begin(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, asked: dict[str, object], language: str
) -> dict[str, str]:
    relay.fresh(serving(newsroom, asked))
    texts = words(language)
    firefox.open(f"{ADDRESS}#{language}")
    firefox.press(texts["land.write"], "button")
    firefox.wait_for_text(texts["prep.ok"])
    for part in firefox.all("summary"):
        part.click()
    return texts


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_every_word_of_the_ready_questionnaire_can_be_read(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, language: str
) -> None:
    texts = begin(firefox, relay, newsroom, ASKED, language)
    shown = firefox.text()
    for section in ASKED["sections"]:
        for question in section["questions"]:
            if question["id"] == "text":
                continue
            assert section["title"][language] in shown
            assert question["label"][language] in shown
            assert question.get("hint", {}).get(language, "") in shown
            for option in question.get("options", ()):
                assert option["label"][language] in shown
    firefox.type("#text", "x")
    firefox.press(texts["write.next"], "button")
    for question in ("use", "name", "hide", "court"):
        assert texts[f"rev.{question}.blank"] in firefox.text(), "what a blank means is said"
    assert texts["rev.promises"] not in firefox.text(), "nothing is promised for the newsroom"
    assert texts["help.h"] not in firefox.text()
    assert firefox.complaints() == []


def test_one_answer_is_enough_and_consent_left_blank_is_the_most_protective(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = begin(firefox, relay, newsroom, ASKED, "ru")
    firefox.press("В военкомате", "label")
    firefox.type("#q-began", "прошлой зимой, проверка пустых")
    firefox.press(texts["write.next"], "button")
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["ok.next"])
    [found] = [
        one.testimony
        for one in newsroom.opened()
        if one.testimony.answers.get("began") == "прошлой зимой, проверка пустых"
    ]
    assert found.answers["place"] == ("office",)
    assert "text" not in found.answers
    assert found.consent == {"publish": "no", "name": "none", "court": "no"}


def test_every_wish_arrives(firefox: Firefox, relay: Relay, newsroom: Newsroom) -> None:
    texts = begin(firefox, relay, newsroom, ASKED, "uk")
    firefox.type("#text", "Усі побажання.")
    firefox.press(texts["write.next"], "button")
    firefox.press(texts["rev.use.retell"], "label")
    firefox.press(texts["rev.name.invented"], "label")
    firefox.press(texts["rev.hide.unit"], "label")
    firefox.press(texts["rev.hide.media"], "label")
    firefox.type("#hide-field", "собаку")
    firefox.press(texts["rev.court"] and texts["rev.court.yes"], "label")
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["ok.next"])
    assert newest(newsroom, "Усі побажання.").testimony.consent == {
        "publish": "retell",
        "name": "invented",
        "hide": ("unit", "media"),
        "hide-other": "собаку",
        "court": "yes",
    }


def test_what_the_newsroom_promises_is_shown_where_it_matters(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    relay.fresh(serving(newsroom, PROMISED))
    texts = words("uk")
    firefox.open(ADDRESS + "#uk")
    firefox.wait_for_text("We promise help (uk)")
    assert texts["help.h"] in firefox.text()
    firefox.press(texts["land.write"], "button")
    firefox.wait_for_text(texts["prep.ok"])
    firefox.type("#text", "Обіцянки.")
    firefox.press(texts["write.next"], "button")
    for name in ("reads", "withheld", "meeting", "minors"):
        assert f"We promise {name} (uk)" in firefox.text()
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["ok.next"])
    assert "We promise help (uk)" in firefox.text()


MARKUP = "<img src=/canary onerror=alert(1)><b>&amp;</b>"


def test_words_of_a_questionnaire_are_text_and_never_markup(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    hostile = json.loads(json.dumps(PROMISED))
    for section in hostile["sections"]:
        section["title"] = section["hint"] = label(MARKUP)
        for question in section["questions"]:
            question["label"] = question["hint"] = label(MARKUP)
            for option in question.get("options", ()):
                option["label"] = label(MARKUP)
    hostile["promises"] = {name: label(MARKUP) for name in PROMISES}
    texts = begin(firefox, relay, newsroom, hostile, "en")
    firefox.type("#text", "x")
    firefox.press(texts["write.next"], "button")
    firefox.wait_for_text(texts["rev.promises"])
    assert firefox.text().count(MARKUP) == 4, "as many promises, letter by letter"
    assert (
        firefox.script(
            "return document.querySelectorAll('#app img, #app details b, [onerror]').length;"
        )
        == 0
    )
    assert not [line for line in relay.lines() if "canary" in line]
    assert firefox.complaints() == []


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_the_key_s_words_come_when_they_are_asked_for_and_tell_no_language(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, language: str
) -> None:
    relay.fresh()
    texts = words(language)
    firefox.open(f"{ADDRESS}#{language}")
    firefox.wait_for_text(texts["true.h"])
    assert "GET /words.txt" not in relay.lines()
    firefox.press(texts["true.h"], "summary")
    eight = " ".join(fingerprint.words(str(newsroom.root.verifier), language))
    firefox.wait_for_text(eight)
    assert texts["true.limit"] in firefox.text()
    heads = [one.head for one in relay.log.requests if one.path == "/words.txt"]
    assert len(heads) == 1
    assert b"language: en-us" in heads[0].lower()
    firefox.press(texts["true.h"], "summary")
    firefox.press(texts["true.h"], "summary")
    assert eight in firefox.text()
    assert relay.lines().count("GET /words.txt") == 1
    assert firefox.complaints() == []


def test_words_that_do_not_come_can_be_asked_for_again(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = words("uk")
    broken = [Answer(b"", "text/plain", "503 Service Unavailable")]
    relay.fresh(lambda r: broken.pop() if r.path == "/words.txt" and broken else None)
    firefox.open(ADDRESS + "#uk")
    firefox.press(texts["true.h"], "summary")
    firefox.wait_for_text(texts["true.none"])
    firefox.press(texts["true.h"], "summary")
    firefox.press(texts["true.h"], "summary")
    firefox.wait_for_text(" ".join(fingerprint.words(str(newsroom.root.verifier), "uk")))
