"""The build gives the bytes that the repository names, and its sources are clean."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.client.tools import CLIENT, LANGUAGES, NODE, ROOT, TSC

# Bytes that cross Tor before a text can be sent, compressed: page, style, scripts. What is left of
# the 90 000 of a visit is for the list of keys, with all that a newsroom asks, and for headers.
MOST_WEIGHT = 75_000
STATIC = ROOT / "intake" / "static"


def build(root: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NODE, str(root / "intake" / "client" / "build.mjs")],
        env={**os.environ, "CLIENT_OUT": str(out)},
        capture_output=True,
        text=True,
        cwd=root,
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("client") / "static"
    done = build(ROOT, out)
    assert done.returncode == 0, done.stderr
    return out


def copied(folder: Path) -> Path:
    """The client's sources in another place, with the same packages."""
    for name in ("client", "templates", "locales"):
        shutil.copytree(ROOT / "intake" / name, folder / "intake" / name)
    shutil.copytree(ROOT / "crypto" / "words", folder / "crypto" / "words")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def test_a_build_gives_the_bytes_that_the_repository_names(built: Path) -> None:
    named = (CLIENT / "BUILD.sha256").read_text().splitlines()
    assert len(named) > 10
    for line in named:
        digest, name = line.split("  ")
        assert hashlib.sha256((built / name).read_bytes()).hexdigest() == digest, name


def test_another_folder_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build(copied(tmp_path / "else"), out).returncode == 0
    for file in built.rglob("*"):
        if file.is_file():
            assert file.read_bytes() == (out / file.relative_to(built)).read_bytes(), file.name


def test_a_changed_source_stops_the_build_with_words(tmp_path: Path) -> None:
    root = copied(tmp_path / "changed")
    page = root / "intake" / "client" / "page.css"
    page.write_text(page.read_text().replace("#17594a", "#17594b"))
    done = build(root, tmp_path / "out")
    assert done.returncode == 1
    assert "page.css" in done.stderr
    assert "page.js" not in done.stderr
    assert "--update" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_text_that_is_missing_in_one_language_stops_the_build(tmp_path: Path) -> None:
    root = copied(tmp_path / "missing")
    locale = root / "intake" / "locales" / "uk.json"
    texts = json.loads(locale.read_text("utf-8"))
    del texts["land.lead"]
    locale.write_text(json.dumps(texts), "utf-8")
    done = build(root, tmp_path / "out")
    assert done.returncode != 0
    assert "land.lead" in done.stderr
    assert "uk.json" in done.stderr


def test_the_types_of_the_browser_s_code_hold() -> None:
    done = subprocess.run(
        [NODE, TSC, "--project", str(CLIENT)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_page_is_light(built: Path) -> None:
    packed = [built / f"{name}.gz" for name in ("page.html", "page.css", "page.js", "worker.js")]
    weight = sum(file.stat().st_size for file in packed)
    assert weight <= MOST_WEIGHT


def test_pages_hold_no_inline_code_and_lead_nowhere_else(built: Path) -> None:
    pages = [page for page in built.rglob("*.html") if page.name != "seal.html"]
    assert len(pages) > 5
    for page in pages:
        text = page.read_text("utf-8")
        assert not re.search(r"<style|\son[a-z]+=|\sstyle=|javascript:|https?:", text), page
        assert re.findall(r"<script[^>]*>", text) in ([], ['<script src="/page.js" defer>'])
        links = set(re.findall(r'(?:href|src|action)="([^"]*)"', text))
        elsewhere = {link for link in links if not re.match(r"[/#]", link)}
        icons = {link for link in elsewhere if link.startswith("data:image/png;base64,")}
        assert len(icons) == 1, "the icon stands in the page"
        assert elsewhere - icons == {"about:blank"}
        assert text.count("data:") == 1


def test_the_page_for_computers_is_one_file_that_may_do_nothing_else(built: Path) -> None:
    page = (built / "seal.html").read_text("utf-8")
    head, _, rest = page.partition("<style>")
    style, _, rest = rest.partition("</style>")
    body, _, rest = rest.partition("<script>")
    script, _, foot = rest.partition("</script>")
    policy = dict(
        rule.split(" ", 1)
        for rule in re.findall(r'Content-Security-Policy" content="([^"]*)"', head)[0].split("; ")
    )
    for name, text in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert policy.pop(name) == f"'sha256-{digest}'"
    assert policy == {
        "default-src": "'none'",
        "connect-src": "'none'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    assert head.index("Content-Security-Policy") < head.index("<title>")
    links = set(re.findall(r'(?:href|src|action)="([^"]*)"', head + body + foot))
    assert links == {"about:blank", "#en", "#ru", "#uk"}
    assert not re.search(r"https?://|@import|url\(", style + body)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|importScripts", script)


def test_sources_set_text_never_markup_and_keep_nothing() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|localStorage"
        r"|sessionStorage|indexedDB|\.cookie|pushState|replaceState|console\.|Math\.random"
    )
    sources = list(CLIENT.rglob("*.js"))
    assert len(sources) > 10
    for source in sources:
        assert not (found := forbidden.search(source.read_text("utf-8"))), f"{source.name}: {found}"


def test_sources_are_short() -> None:
    for source in CLIENT.rglob("*.*js"):
        if source.name != "known.js":
            assert len(source.read_text("utf-8").splitlines()) <= 400, source.name


def texts(language: str) -> dict[str, str]:
    path = ROOT / "intake" / "locales" / f"{language}.json"
    found: dict[str, str] = json.loads(path.read_text("utf-8"))
    return found


def test_every_language_has_every_text_with_the_same_places_to_fill() -> None:
    english = texts("en")
    for language in LANGUAGES:
        other = texts(language)
        assert list(other) == list(english), language
        for key, text in other.items():
            assert text.strip() == text != "", f"{language} {key}"
            places = sorted(re.findall(r"\{[a-z]+\}", text))
            assert places == sorted(re.findall(r"\{[a-z]+\}", english[key])), f"{language} {key}"


def test_every_text_is_used() -> None:
    everything = "\n".join(
        path.read_text("utf-8")
        for folder in ("client", "templates")
        for path in (ROOT / "intake" / folder).rglob("*.*")
        if path.suffix in {".js", ".mjs", ".html"}
    )
    # Made from a part: the kind of hidden data, of trouble, the choice, the name of an answer page.
    made = ("files.", "err.", "page.", "mail.")
    asked = ("rev.use", "rev.name", "rev.hide", "rev.court", "rev.reply")
    for key in texts("en"):
        part = key.split(".")[1] if key.startswith(made) else key
        if key.startswith(asked):
            part = key.split(".")[-1]
        assert re.search(rf"\b{re.escape(part)}\b", everything), f"{key} is used nowhere"


def test_texts_are_typeset_and_calm() -> None:
    for language in LANGUAGES:
        for key, text in texts(language).items():
            assert not re.search(r"[!\"'\U0001F000-\U0001FAFF]|\.\.\.| - ", text), (
                f"{language} {key}"
            )
            if language == "uk":
                assert not re.search("[ыэёъ]", text), f"{language} {key}"
            if language == "ru":
                assert not re.search("[іїєґ]", text), f"{language} {key}"


# Words that endanger whoever is seen reading them: none on first screens and in headings.
DANGEROUS = re.compile(
    r"army|conscript|draft|\bwar\b|police|testimon|evidence|crime|tortur|rights|anonym|secret|leak"
    r"|encrypt|onion|darknet|арми|призыв|мобилиз|военк|повестк|войн|полици|показани|свидетел"
    r"|преступ|пытк|анонимн|секретн|слив|жалоб|армі|мобіліз|ТЦК|повістк|війн|поліці|свідчен|злочин"
    r"|катуван|анонімн|таємн|скарг",
    re.IGNORECASE,
)


def test_no_dangerous_word_stands_where_a_glance_falls() -> None:
    glance = re.compile(r"^(land|start|leave|darker|language)|\.h$|^safe\.")
    for language in LANGUAGES:
        for key, text in texts(language).items():
            if glance.search(key):
                assert not (found := DANGEROUS.search(text)), f"{language} {key}: {found}"
