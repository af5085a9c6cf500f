"""Firefox ESR with the preferences of Tor Browser's three levels, driven through Marionette.

    with Firefox("safer", socks_port=relay.port) as firefox:
        firefox.open("http://….onion/#ru")
        firefox.click("#begin button")

Waiting is for something that can be seen, with a long deadline; nothing depends on speed.
"""

import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # the driver's own, while it is imported
    from marionette_driver import errors
    from marionette_driver.by import By
    from marionette_driver.keys import Keys
    from marionette_driver.marionette import Marionette, WebElement

from tests.browser.levels import COMMON, LEVELS
from tests.browser.levels import Level as Level  # for who names one

DEADLINE = 90.0  # seconds; two slow cores that others use too
POLL = 0.05
# What the driver says about an element while the page is changing: look again.
CHANGING = (
    errors.NoSuchElementException,
    errors.StaleElementException,
    errors.ElementNotInteractableException,
    errors.ElementClickInterceptedException,
)


class Firefox:
    """One headless Firefox with a fresh profile."""

    def __init__(
        self, level: Level, socks_port: int, language: str = "en-US, en", cache: bool = False
    ) -> None:
        """cache: keep files in memory as Tor Browser does; else a script that a test puts in the
        place of another would not be asked for."""
        self.level = level
        self.deadline = DEADLINE  # seconds to wait for something to be seen
        self._profile = Path(tempfile.mkdtemp(prefix="intake-firefox-"))
        preferences = {
            **COMMON,
            **LEVELS[level],
            "network.proxy.socks_port": socks_port,
            "marionette.port": 0,  # Firefox takes a free one and writes it into its profile
            "intl.accept_languages": language,
            "browser.cache.memory.enable": cache,
        }
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in preferences.items()]
        (self._profile / "user.js").write_text("\n".join(lines))
        command = ["firefox-esr", "-headless", "-marionette", "-remote-allow-system-access"]
        self._process = subprocess.Popen(
            [*command, "-no-remote", "-profile", str(self._profile)],
            env={**os.environ, "HOME": str(self._profile), "MOZ_HEADLESS": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            port = self._await_port()
            self._marionette: Any = Marionette(host="127.0.0.1", port=port, socket_timeout=300)
            self._marionette.start_session()
        except BaseException:
            self.close()
            raise
        self._marionette.timeout.page_load = 120
        self._marionette.timeout.script = 120

    def _await_port(self) -> int:
        written = self._profile / "MarionetteActivePort"
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"Firefox ended with {self._process.returncode} at its start.")
            if written.is_file() and (text := written.read_text()).strip().isdigit():
                return int(text)
            time.sleep(POLL)
        raise TimeoutError(f"Firefox did not open its port within {DEADLINE} s.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End Firefox and remove its profile."""
        self._process.terminate()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(60)
        shutil.rmtree(self._profile, ignore_errors=True)

    # ---- pages ------------------------------------------------------------------------------

    def open(self, url: str) -> None:
        """Load a page from scratch, even where only the fragment differs from the last one."""
        self._marionette.navigate("about:blank")
        self._marionette.navigate(url)

    def open_without_waiting(self, url: str) -> None:
        """Begin to load a page that may never finish loading."""
        self._marionette.navigate("about:blank")
        strategy = self._marionette.session_capabilities["pageLoadStrategy"]
        self.script("setTimeout(() => { location.href = arguments[0]; }, 0, ...arguments);", url)
        assert strategy == "normal"

    def url(self) -> str:
        return str(self._marionette.get_url())

    def title(self) -> str:
        return str(self._marionette.title)

    def script(self, code: str, *arguments: object) -> Any:
        """Run code beside the page: it works at Safest too and leaves no trace in the page."""
        return self._marionette.execute_script(code, script_args=list(arguments))

    def script_beside(self, code: str) -> Any:
        """The same, in a place that lasts as long as the page: what one call leaves there, the
        next one finds."""
        return self._marionette.execute_script(code, sandbox="beside", new_sandbox=False)

    def script_in_page(self, code: str, *arguments: object) -> Any:
        """Run code as the page's own: the page sees its changes, and the page's policy binds it.

        A promise is waited for.
        """
        return self._marionette.execute_script(code, script_args=list(arguments), sandbox=None)

    def script_in_window(self, code: str, *arguments: object) -> Any:
        """Run code as the browser itself, around the page. A promise is waited for."""
        with self._marionette.using_context("chrome"):
            return self._marionette.execute_script(code, script_args=list(arguments))

    def save_into(self, folder: Path) -> None:
        """Save whatever a page gives to save into this folder, without asking."""
        self.script_in_window(
            """
            Services.prefs.setIntPref("browser.download.folderList", 2);
            Services.prefs.setCharPref("browser.download.dir", arguments[0]);
            Services.prefs.setBoolPref("browser.download.useDownloadDir", true);
            Services.prefs.setBoolPref("browser.download.always_ask_before_handling_new_types",
              false);
            """,
            str(folder),
        )

    def wait_for(self, what: str, holds: Callable[[], Any], deadline: float | None = None) -> Any:
        """Wait until `holds()` is true; returns its value.

        what: for the message, in the words of a person
        """
        deadline = deadline or self.deadline
        end = time.monotonic() + deadline
        while True:
            try:
                value = holds()
                if value:
                    return value
            except CHANGING:
                value = None
            if time.monotonic() > end:
                raise TimeoutError(
                    f"{what}: not within {deadline} s. The page: {self.text()[:600]}"
                )
            time.sleep(POLL)

    def text(self) -> str:
        """What a person can read."""
        return str(self.script("return document.body ? document.body.innerText : '';"))

    def wait_for_text(self, words: str, deadline: float | None = None) -> None:
        self.wait_for(f"“{words}” on the page", lambda: words in self.text(), deadline)

    # ---- elements ---------------------------------------------------------------------------

    def all(self, selector: str) -> list[WebElement]:
        """Elements that are shown."""
        found = self._marionette.find_elements(By.CSS_SELECTOR, selector)
        return [element for element in found if element.is_displayed()]

    def one(self, selector: str) -> WebElement:
        """The first element that is shown, waited for."""
        shown = self.wait_for(f"an element {selector}", lambda: self.all(selector))
        return shown[0]

    def labelled(self, selector: str, words: str) -> WebElement:
        """The shown element with these words in it, waited for."""

        def find() -> WebElement | None:
            return next((e for e in self.all(selector) if words in e.text), None)

        return self.wait_for(f"“{words}” to press", find)

    def press(self, words: str, selector: str = "button, summary, nav a, .pick a, label") -> None:
        """Click what carries these words, as soon as it is there."""
        self._click(f"“{words}” to press", lambda: self.labelled(selector, words))

    def click(self, selector: str) -> None:
        self._click(f"an element {selector} to click", lambda: self.one(selector))

    def _click(self, what: str, find: Callable[[], WebElement]) -> None:
        def attempt() -> bool:
            element = find()
            self.script("arguments[0].scrollIntoView({block: 'center'});", element)
            element.click()
            return True

        self.wait_for(what, attempt)

    def type(self, selector: str, words: str) -> None:
        """Put words into a field as a paste would, with the event that typing gives."""
        self.script(
            "arguments[0].focus(); arguments[0].value = arguments[1];"
            "arguments[0].dispatchEvent(new Event('input', {bubbles: true}));",
            self.one(selector),
            words,
        )

    def enter(self, element: WebElement) -> None:
        """Press Enter in a field."""
        element.send_keys(Keys.ENTER)

    def keys(self, keys: str) -> None:
        """Press keys in whatever has the focus."""
        sequence = self._marionette.actions.sequence("key", "keyboard")
        sequence.send_keys(keys)
        sequence.perform()

    def tab_to(self, target: str, first: bool = False) -> int:
        """Press Tab until the focus is on what carries these words or matches `#id`; returns how
        often.

        first: begin at the top of the page
        """
        if first:
            self.script("document.activeElement.blur(); getSelection().removeAllRanges();")
        for presses in range(1, 60):
            self.keys(Keys.TAB)
            here = self.script(
                "const here = document.activeElement;"
                "return ['#' + here.id, here.innerText || here.labels?.[0]?.innerText || ''];"
            )
            if here[0] == target or here[1].startswith(target):
                return presses
        raise AssertionError(f"Tab never comes to “{target}”.")

    def choose_files(self, selector: str, files: Sequence[tuple[str, str, bytes]]) -> None:
        """Give files to a file field: (name, media type, bytes)."""
        self.script(
            """
            const [field, files] = arguments;
            const list = new DataTransfer();
            for (const [name, type, data] of files) {
              const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
              list.items.add(new File([bytes], name, {type}));
            }
            field.files = list.files;
            field.dispatchEvent(new Event("change", {bubbles: true}));
            """,
            self._marionette.find_element(By.CSS_SELECTOR, selector),
            [(name, kind, base64.b64encode(data).decode()) for name, kind, data in files],
        )

    def kept_on_disk(self) -> list[str]:
        """Files in the profile in which an address of an onion stands.

        Firefox goes on writing: a file that is renamed meanwhile is met under its other name.
        """
        found = []
        for path in self._profile.rglob("*"):
            with contextlib.suppress(FileNotFoundError):
                if path.is_file() and b".onion/" in path.read_bytes():
                    found.append(str(path))
        return found

    # ---- looking ----------------------------------------------------------------------------

    def resize(self, width: int, height: int) -> None:
        """Give the page, not the window, this size in CSS pixels.

        A window cannot be narrower than 450 pixels, so the page's frame is made smaller inside it.
        """
        self._marionette.set_window_rect(width=max(width, 450) + 100, height=height + 300)
        with self._marionette.using_context("chrome"):
            self._marionette.execute_script(
                """
                const {style} = gBrowser.selectedBrowser;
                for (const [side, size] of [["width", arguments[0]], ["height", arguments[1]]]) {
                  style.setProperty(`min-${side}`, `${size}px`, "important");
                  style.setProperty(`max-${side}`, `${size}px`, "important");
                }
                """,
                script_args=[width, height],
            )
        self.wait_for(
            f"a page of {width} by {height}",
            lambda: self.script("return [innerWidth, innerHeight];") == [width, height],
        )

    def screenshot(self, path: Path, full: bool = False) -> None:
        path.write_bytes(base64.b64decode(self._marionette.screenshot(full=full)))

    def complaints(self) -> list[str]:
        """Policy violations and script errors of pages, since the last call.

        Not among them: that Firefox ended a page's last function because it ended its process, and
        that it obeyed when it was told to forget its cache.
        """
        with self._marionette.using_context("chrome"):
            found = self._marionette.execute_script(
                """
                const messages = Services.console.getMessageArray();
                Services.console.reset();
                return messages
                  .filter((message) => message instanceof Ci.nsIScriptError)
                  .map((message) => message.QueryInterface(Ci.nsIScriptError))
                  .filter(({category, sourceName, errorMessage}) =>
                    sourceName.includes(".onion") || /Content-Security-Policy/.test(errorMessage)
                    || /^CSP/.test(category))
                  .filter(({category}) => category !== "Clear-Site-Data")
                  .filter(({errorMessage}) => !/^Script terminated by timeout/.test(errorMessage))
                  .map(({category, errorMessage}) => `${category}: ${errorMessage}`);
                """
            )
        return [str(message) for message in found]
