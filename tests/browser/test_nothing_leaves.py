"""Whatever is pressed on a page that is not whole, not one byte goes to the server.

HTML sends a lone field on Enter even without a button, and a button without a type sends its form.
So answer fields stand in no form and have no name; here each field and button is tried on a page
whose script is missing, cut, late or dead.
"""

from collections.abc import Callable

import pytest

from tests.browser.fakesocks import Answer, Hang, Relay, Request, Rule
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS
from tests.browser.test_journey import begin, words

pytestmark = pytest.mark.slow

STANDARD = pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session")
SAFEST = pytest.mark.parametrize("firefox", ["safest"], indirect=True, scope="session")
FIELDS = "textarea, input:not([type=file])"
BUTTONS = "button, summary, details, label, input[type=file], h1, p"
SECRET = "My name is Danylo Kovalenko"
SCRIPT = "text/javascript"
AT_END = "return location.hash === '#en' && document.getElementById('app') !== null;"
# Shows the fields, then puts a copy in the page's place: it looks the same, and nothing listens.
DEATH = (
    b";document.querySelector('#begin button').click();"
    b"document.body.replaceWith(document.body.cloneNode(true));"
    b"location.replace('#uk'); location.replace('#en'); throw new Error('dead');"
)
DEAF = b"globalThis.Worker = class { postMessage() {} terminate() {} };"
# What the page's own script is in each case: path, and what stands in its place.
BROKEN: dict[str, tuple[str, Callable[[bytes], Answer | Hang]]] = {
    "the page's script never arrives": ("/page.js", lambda body: Hang()),
    "the page's script is cut in the middle": (
        "/page.js",
        lambda body: Answer(body[: len(body) // 2], SCRIPT),
    ),
    "the page's script dies at its start": (
        "/page.js",
        lambda body: Answer(b"throw new Error('dead');" + body, SCRIPT),
    ),
    "the page's script is dead once the fields are shown": (
        "/page.js",
        lambda body: Answer(body + DEATH, SCRIPT),
    ),
    "the Worker is deaf": ("/page.js", lambda body: Answer(DEAF + body, SCRIPT)),
    "the Worker's script never arrives": ("/worker.js", lambda body: Hang()),
    "the Worker's script is cut in the middle": (
        "/worker.js",
        lambda body: Answer(body[: len(body) // 2], SCRIPT),
    ),
    "the Worker dies at its start": (
        "/worker.js",
        lambda body: Answer(b"throw new Error('dead');", SCRIPT),
    ),
    "the keys never arrive": ("/keys", lambda body: Hang()),
}


def replacing(path: str, instead: Answer | Hang) -> Rule:
    return lambda request: instead if request.path == path else None


def try_everything(firefox: Firefox) -> int:
    """Fill in each field and press Enter in it, press each thing that can be pressed; returns how
    many were tried."""
    tried = 0
    for field in firefox.all(FIELDS):
        if field.get_attribute("type") != "checkbox":
            firefox.script(
                "arguments[0].focus(); arguments[0].value = arguments[1];", field, SECRET
            )
        firefox.enter(field)
        tried += 1
    for selector in BUTTONS.split(", "):
        for index in range(len(firefox.all(selector))):
            shown = firefox.all(selector)
            if index < len(shown):
                firefox.script("arguments[0].click();", shown[index])
                tried += 1
    return tried


def settled(firefox: Firefox, relay: Relay) -> list[str]:
    """Requests so far, after one that was asked for last has been seen.

    Requests leave a browser in the order in which they were begun, so that nothing begun before
    can still be on its way.
    """
    firefox.script(
        "const probe = document.createElement('link');"
        "probe.rel = 'stylesheet'; probe.href = '/probe-' + arguments[0] + '.css';"
        "document.head.append(probe);",
        len(relay.lines()),
    )
    lines = relay.wait(lambda lines: any("/probe-" in line for line in lines))
    return [line for line in lines if "/probe-" not in line]


@STANDARD
@pytest.mark.parametrize("case", BROKEN)
def test_nothing_leaves_a_page_that_is_not_whole(firefox: Firefox, relay: Relay, case: str) -> None:
    path, broken = BROKEN[case]
    firefox.open(ADDRESS + "#en")
    whole = firefox.script(
        "const request = new XMLHttpRequest(); request.open('GET', arguments[0], false);"
        "request.send(); return request.responseText;",
        path,
    )
    relay.fresh(replacing(path, broken(whole.encode())))
    firefox.open_without_waiting(ADDRESS + "#en")
    relay.wait(lambda lines: f"GET {path}" in lines)
    firefox.wait_for("the end of the page", lambda: firefox.script(AT_END))
    if path != "/page.js" or "deaf" in case:
        firefox.press(words("en")["land.write"], "button")
    if path != "/page.js" or "deaf" in case or "shown" in case:
        firefox.type("#text", SECRET)
    before = {
        *settled(firefox, relay),
        f"GET {path}",
        "GET /keys",
    }
    address = firefox.url()
    assert try_everything(firefox) > 3
    assert words("en")["rev.send"] not in firefox.text()
    after = settled(firefox, relay)
    assert set(after) <= before, "something left the page"
    assert not any(line.startswith("POST") for line in after)
    assert firefox.url() == address
    relay.fresh()


@SAFEST
def test_nothing_leaves_the_page_where_no_script_runs(firefox: Firefox, relay: Relay) -> None:
    firefox.open(ADDRESS + "#en")
    before = settled(firefox, relay)
    assert try_everything(firefox) > 3, "the button for a file too: without a file it sends nothing"
    after = settled(firefox, relay)
    assert sorted(after) == sorted(before)
    assert firefox.url() == ADDRESS + "#en"


@STANDARD
def test_enter_in_each_field_of_a_whole_page_sends_nothing(firefox: Firefox, relay: Relay) -> None:
    texts = begin(firefox, "en")
    for part in firefox.all("summary"):
        part.click()
    fields = firefox.all(FIELDS)
    assert len(fields) >= 6
    for field in fields:
        firefox.enter(field)
    firefox.type("#text", SECRET)
    firefox.press(texts["write.next"], "button")
    for mark in firefox.all("input[type=radio]"):
        firefox.enter(mark)
    assert not any(line.startswith("POST") for line in settled(firefox, relay))


@STANDARD
def test_fields_have_no_name_and_stand_in_no_form(firefox: Firefox, relay: Relay) -> None:
    begin(firefox, "en")
    found = firefox.script(
        "return [document.forms.length, document.querySelectorAll('[name]:not(meta)').length,"
        " document.querySelectorAll('[placeholder]').length,"
        " document.querySelectorAll('textarea, input').length,"
        " document.querySelectorAll('[autocomplete=off]').length];"
    )
    assert found[:3] == [0, 0, 0]
    assert found[3] == found[4] > 5


@STANDARD
def test_the_same_looking_does_see_a_form_that_sends_on_enter(
    firefox: Firefox, relay: Relay
) -> None:
    naive = b"<!doctype html><title>x</title><form action='/'><input id=text name=story></form>"

    def rule(request: Request) -> Answer | None:
        return Answer(naive, "text/html") if request.path == "/naive" else None

    relay.fresh(rule)
    firefox.open(ADDRESS + "naive")
    firefox.type("#text", SECRET)
    firefox.enter(firefox.one("#text"))
    lines = relay.wait(lambda lines: any("story=" in line for line in lines))
    assert any("Danylo" in line for line in lines)
