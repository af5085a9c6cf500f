"""seal.html in Firefox from disk: it seals with the network off, and cannot do anything else."""

import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crypto import fingerprint
from crypto.note import Signer
from crypto.questionnaire import CONSENT, PROMISES
from tests.browser import pictures
from tests.browser.fakesocks import Relay
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, QUESTIONNAIRE, Newsroom, label
from tests.browser.sealing import HOLD, SEAL, changed, choose_keys, deposit, keys, open_page, save
from tests.browser.test_journey import newest, words
from tests.browser.test_layout import CLIPPED, LABELS, SMALL, WIDE

pytestmark = pytest.mark.slow
ONLINE = pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session")

FULL: dict[str, object] = {
    **QUESTIONNAIRE,
    "consent": list(CONSENT),
    "promises": {name: label(f"We promise {name}") for name in PROMISES},
}


@pytest.fixture(scope="module")
def alone() -> Iterator[Firefox]:
    """Firefox at Safer whose only way out is a port where nobody listens."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with Firefox("safer", closed.getsockname()[1]) as running:
            yield running


def test_with_no_network_it_makes_a_file_that_the_newsroom_opens(
    alone: Firefox, newsroom: Newsroom, tmp_path: Path
) -> None:
    texts = words("ru")
    open_page(alone, tmp_path, "ru")
    alone.wait_for_text(texts["sh.need"])
    assert texts["sh.make"] not in alone.text(), "no button before the list and the tests"
    alone.type("#text", "Запечатано без сети: ґ, ї, 🌾.")
    choose_keys(alone, keys(newsroom, newsroom.manifest(questionnaire=FULL)))
    alone.wait_for_text(texts["sh.words"])
    eight = " ".join(fingerprint.words(str(newsroom.root.verifier), "ru"))
    assert eight in alone.text()
    alone.press("When and where", "summary")
    alone.type("#q-day", "зимой")
    alone.press("In the street (ru)", "label")
    photograph = pictures.jpeg()
    alone.choose_files("#files", [("Petrenko.jpg", "image/jpeg", photograph)])
    alone.wait_for_text(texts["files.device"])
    alone.press(texts["rev.use.yes"], "label")
    alone.press(texts["rev.name.own"], "label")
    alone.type("#name-field", "Сосед")
    alone.press(texts["rev.hide.place"], "label")
    for name in ("reads", "withheld", "meeting", "minors", "help"):
        assert f"We promise {name} (ru)" in alone.text()

    sealed = save(alone, tmp_path, "ru").read_bytes()
    assert deposit(newsroom, sealed) == 201
    opened = newest(newsroom, "Запечатано без сети: ґ, ї, 🌾.")
    assert opened.testimony.language == "ru"
    assert opened.testimony.answers["day"] == "зимой"
    assert opened.testimony.answers["place"] == "street"
    assert opened.testimony.consent == {
        "publish": "yes",
        "name": "own",
        "name-own": "Сосед",
        "hide": ("place",),
        "court": "no",
    }
    arrived = opened.attachments["attachments/1.jpg"]
    assert b"Exif" not in arrived
    assert pictures.pixels(arrived) == pictures.pixels(photograph)
    assert alone.complaints() == []


@ONLINE
@pytest.mark.parametrize("language", ["en", "uk"])
def test_with_a_network_it_asks_for_nothing(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path, language: str
) -> None:
    open_page(firefox, tmp_path, language)
    relay.fresh()
    choose_keys(firefox, keys(newsroom))
    firefox.type("#text", f"A line in {language}.")
    sealed = save(firefox, tmp_path, language)
    assert sealed.stat().st_size == 67195, "the smallest size, as from the page"
    assert deposit(newsroom, sealed.read_bytes()) == 201
    testimony = newest(newsroom, f"A line in {language}.").testimony
    assert testimony.consent == {"publish": "no"}
    assert (testimony.language, testimony.answers) == (
        language,
        {"text": f"A line in {language}."},
    )
    assert relay.lines() == relay.log.foreign == []
    assert firefox.complaints() == []


STRANGER = Signer.generate("newsroom-root")
LISTS: dict[str, tuple[Callable[[Newsroom], bytes], str]] = {
    "last month's": (lambda n: keys(n, n.manifest(days=-40)), "sh.old"),
    "next month's": (lambda n: keys(n, n.manifest(days=40)), "sh.early"),
    "a stranger's manifest behind our key": (
        lambda n: keys(n, n.manifest(root=STRANGER)),
        "sh.nokeys",
    ),
    "one letter changed": (
        lambda n: keys(n).replace(b"retention-days 30", b"retention-days 31"),
        "sh.nokeys",
    ),
    "cut off": (lambda n: keys(n)[:-20], "sh.nokeys"),
    "the manifest alone": (lambda n: n.manifest(), "sh.nokeys"),
    "the key alone": (lambda n: str(n.root.verifier).encode(), "sh.nokeys"),
    "another file": (lambda n: pictures.png(), "sh.nokeys"),
    "an empty file": (lambda n: b"", "sh.nokeys"),
    "a file of a megabyte": (lambda n: keys(n) + b" " * 2**20, "sh.nokeys"),
}


@ONLINE
@pytest.mark.parametrize("case", LISTS)
def test_a_list_that_is_not_good_gives_a_reason_and_no_button(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path, case: str
) -> None:
    make, reason = LISTS[case]
    texts = words("uk")
    open_page(firefox, tmp_path, "uk")
    firefox.type("#text", "Що було")
    choose_keys(firefox, keys(newsroom))
    firefox.labelled("button", texts["sh.make"])
    choose_keys(firefox, make(newsroom))
    firefox.wait_for_text(texts[reason].partition("{")[0])
    assert texts["sh.make"] not in firefox.text(), "the button of the list before is gone"
    value = firefox.script("return document.getElementById('text').value;")
    assert value == "Що було", "the text stays"


@ONLINE
def test_a_stranger_s_list_is_told_by_its_words_alone(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path
) -> None:
    """Anyone can make a list that is whole in itself: comparing the words is all there is."""
    open_page(firefox, tmp_path, "en")
    choose_keys(firefox, f"{STRANGER.verifier}\n".encode() + newsroom.manifest(root=STRANGER))
    firefox.wait_for_text(words("en")["sh.words"])
    assert " ".join(fingerprint.words(str(STRANGER.verifier))) in firefox.text()
    assert " ".join(fingerprint.words(str(newsroom.root.verifier))) not in firefox.text()


@ONLINE
def test_a_browser_that_computes_wrongly_gets_no_button(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path
) -> None:
    open_page(firefox, tmp_path, "en", changed("quick brown fox", "quick brown dog"))
    choose_keys(firefox, keys(newsroom))
    firefox.wait_for_text(words("en")["sh.unable"])
    assert words("en")["sh.make"] not in firefox.text()


# What a changed or injected script would try; each answer names the rule that stopped it.
ATTEMPTS = """
const address = arguments[0];
const broken = [];
const seen = new Promise((resolve) => {
  document.addEventListener("securitypolicyviolation", ({effectiveDirective}) => {
    broken.push(effectiveDirective);
    if (new Set(broken).size === 5) resolve();
  });
});
const form = document.createElement("form");
form.action = address;
form.method = "post";
const frame = document.createElement("iframe");
frame.src = address;
document.body.append(form);
const tries = [
  () => fetch(address).catch(() => {}),
  () => { new Image().src = address; },
  () => form.submit(),
  () => document.body.append(frame),
  () => form.setAttribute("onclick", "fetch(address)"),
];
for (const attempt of tries) {
  try {
    attempt();
  } catch {
    // Some rules tell the caller, too.
  }
}
return seen.then(() => [...new Set(broken)].sort());
"""


@ONLINE
def test_its_own_policy_stops_every_way_out(firefox: Firefox, relay: Relay, tmp_path: Path) -> None:
    open_page(firefox, tmp_path, "en")
    relay.fresh()
    stopped = firefox.script_in_page(ATTEMPTS, ADDRESS + "nothing?canary")
    assert stopped == [
        "connect-src",
        "form-action",
        "frame-src",
        "img-src",
        "require-trusted-types-for",
    ]
    assert relay.lines() == relay.log.foreign == []
    assert len(firefox.complaints()) >= 5


@ONLINE
def test_while_it_seals_the_page_shows_true_progress_and_stops_when_told(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path
) -> None:
    texts = words("en")
    open_page(firefox, tmp_path, "en")
    choose_keys(firefox, keys(newsroom))
    firefox.choose_files("#files", [("a.bin", "", bytes(1_000_000))])
    firefox.press(texts["files.keep"], "label")
    firefox.script_in_page(HOLD)
    firefox.press(texts["sh.make"], "button")
    progress = "return document.querySelector('progress').value;"
    part = firefox.wait_for("some progress", lambda: firefox.script(progress))
    assert 0 < part < 0.5, "three slices of sixteen"
    firefox.press(texts["sh.stop"], "button")
    firefox.script_in_page("window.letGo();")
    firefox.wait_for_text(texts["sh.stopped"])
    assert firefox.all("a[download]") == []
    firefox.press(texts["sh.make"], "button")
    firefox.wait_for_text(texts["sh.done.h"])


@ONLINE
def test_nothing_to_seal_is_said_and_a_made_file_can_be_made_anew(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path
) -> None:
    texts = words("en")
    open_page(firefox, tmp_path, "en")
    choose_keys(firefox, keys(newsroom))
    firefox.press(texts["sh.make"], "button")
    firefox.wait_for_text(texts["err.empty"])
    firefox.type("#text", "One")
    firefox.press(texts["sh.make"], "button")
    firefox.wait_for_text(texts["sh.done.h"])
    first = firefox.script("return document.querySelector('a[download]').href;")
    firefox.press(texts["sh.again"], "button")
    firefox.type("#text", "Two")
    firefox.press(texts["sh.make"], "button")
    firefox.wait_for_text(texts["sh.done.h"])
    assert firefox.script("return document.querySelector('a[download]').href;") != first
    name = firefox.script("return document.querySelector('a[download]').download;")
    assert re.fullmatch(r"list-[0-9]{4}\.bin", name)


@ONLINE
def test_it_works_by_keyboard_alone(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path
) -> None:
    texts = words("en")
    open_page(firefox, tmp_path, "en")
    firefox.wait_for_text(texts["sh.need"])
    assert firefox.tab_to(texts["leave"], first=True) == 1, "leave stands first"
    firefox.tab_to("#keys")
    choose_keys(firefox, keys(newsroom))  # a picker of the system has no keys of ours
    firefox.wait_for_text(texts["sh.words"])
    firefox.tab_to("#text")
    firefox.keys("By keyboard.")
    firefox.tab_to(texts["sh.make"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["sh.done.h"])
    assert firefox.script("return document.activeElement.textContent;") == texts["sh.done.h"]
    firefox.tab_to(texts["sh.save"].partition("{")[0])
    firefox.tab_to(texts["sh.again"])
    firefox.keys("\ue007")
    firefox.wait_for_text(texts["sh.off"])
    assert firefox.script("return document.getElementById('text').value;") == "By keyboard."


@ONLINE
def test_leaving_it_wipes_what_was_typed(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path
) -> None:
    open_page(firefox, tmp_path, "uk")
    firefox.type("#text", "Що було")
    firefox.script_in_page("window.kept = document.getElementById('text');")
    firefox.script_in_page("window.dispatchEvent(new PageTransitionEvent('pagehide'));")
    assert firefox.script_in_page("return window.kept.value;") == ""
    assert firefox.text().strip() == ""


@ONLINE
@pytest.mark.parametrize("language", ["en", "ru", "uk"])
@pytest.mark.parametrize("width", [320, 1200])
def test_every_state_of_it_fits(
    firefox: Firefox,
    relay: Relay,
    newsroom: Newsroom,
    tmp_path: Path,
    language: str,
    width: int,
) -> None:
    texts = words(language)
    firefox.resize(width, 640)
    open_page(firefox, tmp_path, language)
    choose_keys(firefox, keys(newsroom, newsroom.manifest(questionnaire=FULL)))
    firefox.wait_for_text(texts["rev.court"])
    for part in firefox.all("summary"):
        part.click()
    assert firefox.script(WIDE) <= 0
    assert firefox.script(CLIPPED) == firefox.script(SMALL) == firefox.script(LABELS) == []
    firefox.type("#text", "x")
    firefox.press(texts["sh.make"], "button")
    firefox.wait_for_text(texts["sh.done.h"])
    assert firefox.script(WIDE) <= 0
    assert firefox.script(CLIPPED) == firefox.script(SMALL) == []


@pytest.mark.parametrize("firefox", ["safest"], indirect=True, scope="session")
@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_without_script_it_says_where_to_open_it(
    firefox: Firefox, relay: Relay, tmp_path: Path, language: str
) -> None:
    open_page(firefox, tmp_path, language)
    firefox.wait_for_text(words(language)["sh.noscript"])
    assert firefox.all("textarea, input[type=file]") == []


@pytest.mark.parametrize("firefox", ["safest"], indirect=True, scope="session")
def test_at_safest_the_page_and_the_list_are_there_to_save(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path
) -> None:
    texts = words("uk")
    firefox.save_into(tmp_path)
    firefox.open(ADDRESS + "#uk")
    for text, name, data in (
        ("safe.b.page", "anketa.html", SEAL.read_bytes()),
        ("safe.b.keys", "list.txt", keys(newsroom, (newsroom.folder / "manifest").read_bytes())),
    ):
        firefox.press(texts[text], "a")
        wait_for_file(firefox, tmp_path / name, data)


def wait_for_file(firefox: Firefox, path: Path, data: bytes) -> None:
    firefox.wait_for(path.name, lambda: path.exists() and path.read_bytes() == data)
