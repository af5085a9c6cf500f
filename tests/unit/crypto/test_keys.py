"""Keys: the specification's own examples, and messages that never show a secret."""

import subprocess
import sys
from pathlib import Path

import pytest

from crypto import bech32
from crypto.errors import HeaderError, KeyFormatError
from crypto.keys import (
    HybridIdentity,
    HybridRecipient,
    ScryptIdentity,
    ScryptRecipient,
    Secret,
    X25519Identity,
    X25519Recipient,
    parse_identity_file,
)

ROOT = Path(__file__).parents[3]

# Examples of the age specification, "Native recipient types".
X25519_SECRET = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
X25519_PUBLIC = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
HYBRID_SECRET = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
HYBRID_PUBLIC_START = "age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5zrqtzdx"
HYBRID_PUBLIC_END = "qmwze9pyyzk3tlhl53k2ykx3qheyty7saeq0d3fzv49zc0k"


def test_the_specification_s_x25519_example() -> None:
    identity = X25519Identity.parse(X25519_SECRET)
    assert str(identity.recipient()) == X25519_PUBLIC
    assert str(identity) == X25519_SECRET


def test_the_specification_s_post_quantum_example() -> None:
    identity = HybridIdentity.parse(HYBRID_SECRET)
    recipient = str(identity.recipient())
    assert recipient.startswith(HYBRID_PUBLIC_START)
    assert recipient.endswith(HYBRID_PUBLIC_END)
    assert len(recipient) == 1959
    assert str(identity) == HYBRID_SECRET


def test_new_keys_differ_and_survive_their_string_form() -> None:
    for kind in (HybridIdentity, X25519Identity):
        one, two = kind.generate(), kind.generate()
        assert str(one) != str(two)
        assert str(kind.parse(str(one)).recipient()) == str(one.recipient())
    recipient = HybridIdentity.generate().recipient()
    again = HybridRecipient.parse(str(recipient))
    assert again == recipient
    assert hash(again) == hash(recipient)


def test_no_secret_shows_in_a_repr() -> None:
    secret = X25519Identity.parse(X25519_SECRET)
    things = [secret, HybridIdentity.parse(HYBRID_SECRET), Secret(b"hunter2")]
    things += [ScryptIdentity("hunter2"), ScryptRecipient("hunter2", 10)]
    shown = " ".join(map(repr, things)) + repr(vars(things[3])) + repr(vars(things[4]))
    for part in ("hunter2", "AGE-SECRET", "GFPYY", "XX76J"):
        assert part.lower() not in shown.lower()
    assert Secret(b"hunter2").reveal() == b"hunter2"


BAD_KEYS = {
    "a wrong letter": X25519_SECRET.replace("YY", "YZ", 1),
    "a missing letter": X25519_SECRET[:-1],
    "mixed case": X25519_SECRET[:-1] + "x",
    "a letter outside the alphabet": X25519_SECRET[:-1] + "B",
    "no prefix": X25519_SECRET[16:],
    "no separator": "age",
    "nothing": "",
    "a recipient": X25519_PUBLIC,
    "a post-quantum identity": HYBRID_SECRET,
    "another prefix": bech32.encode("AGE-SECRET-KEY-X-", bytes(32)),
    "31 bytes": bech32.encode("AGE-SECRET-KEY-", bytes(31)),
    "33 bytes": bech32.encode("AGE-SECRET-KEY-", bytes(33)),
    "a Cyrillic letter": X25519_SECRET[:-1] + "Х",
}


@pytest.mark.parametrize("text", BAD_KEYS.values(), ids=BAD_KEYS.keys())
def test_a_bad_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(KeyFormatError) as caught:
        X25519Identity.parse(text)
    assert len(text) < 8 or text[-8:].lower() not in str(caught.value).lower()


def test_a_public_key_that_is_none_is_refused() -> None:
    valid = HybridIdentity.parse(HYBRID_SECRET).recipient().public
    over = b"\xff" * 1184 + valid[1184:]  # coefficients above the modulus, FIPS 203 section 7.2
    for public in (over, valid[:-1], valid + b"\0", b""):
        with pytest.raises(KeyFormatError):
            HybridRecipient(public)
    # Points of low order: with each of them X25519 gives zero, whatever the other half is.
    for point in (0, 1, 2**255 - 20, 2**255 - 19, 2**255 - 18):
        with pytest.raises(KeyFormatError):
            HybridRecipient(valid[:1184] + point.to_bytes(32, "little"))
    with pytest.raises(KeyFormatError):
        X25519Recipient(bytes(31))
    with pytest.raises(KeyFormatError):
        X25519Recipient(bytes(32)).wrap(bytes(16))  # the point that gives zero to everyone
    for make in (HybridIdentity, X25519Identity):
        with pytest.raises(KeyFormatError):
            make(bytes(31))


def test_an_identity_file_gives_its_keys_in_order() -> None:
    text = f"# created long ago\r\n\n  {HYBRID_SECRET}  \n# another\n{X25519_SECRET}\n"
    found = parse_identity_file(text)
    assert [str(identity) for identity in found] == [HYBRID_SECRET, X25519_SECRET]


def test_a_bad_identity_file_names_the_line_only() -> None:
    broken = X25519_SECRET.replace("GFPYY", "GFPZZ", 1)
    with pytest.raises(KeyFormatError, match="Line 3 of the key file") as caught:
        parse_identity_file(f"# one\n{HYBRID_SECRET}\n{broken}\n")
    assert "GFP" not in str(caught.value)
    with pytest.raises(KeyFormatError, match="holds no identity"):
        parse_identity_file("# nothing here\n\n")


def test_a_work_factor_above_the_limit_is_refused_before_any_work() -> None:
    stanza = ScryptRecipient("x", 3).wrap(bytes(16))
    with pytest.raises(HeaderError, match="above 2"):
        ScryptIdentity("x", max_log_n=2).unwrap(stanza)
    assert ScryptIdentity("x", max_log_n=3).unwrap(stanza) == bytes(16)
    with pytest.raises(ValueError, match="log_n"):
        ScryptRecipient("x", 23)


def test_a_work_factor_beyond_this_machine_s_memory_is_said_in_words() -> None:
    script = (
        "import resource\n"
        "from crypto import errors, keys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29))\n"
        "try:\n"
        "    keys.ScryptRecipient('x', 20).wrap(bytes(16))\n"
        "except errors.CryptoError as error:\n"
        "    print(error, error.hint)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout.startswith("The passphrase needs 1024 MiB of free memory")


def test_a_passphrase_in_bytes_and_in_text_is_the_same() -> None:
    stanza = ScryptRecipient("пароль", 1).wrap(bytes(16))
    assert ScryptIdentity("пароль".encode()).unwrap(stanza) == bytes(16)


def test_bech32_takes_one_case_and_whole_bytes_only() -> None:
    assert bech32.decode(bech32.encode("Z".lower(), b"\x00\xff")) == ("z", b"\x00\xff")
    assert bech32.decode(bech32.encode("Z", b"\x00\xff")) == ("Z", b"\x00\xff")
    for hrp in ("", "aB", "a b", "ё"):
        with pytest.raises(KeyFormatError):
            bech32.encode(hrp, b"")
    # Right checksums behind 5 bits, 15 bits, and 10 of which the spare two are set.
    for text in ("a1q3g6mn3", "a1qqqd87cpp", "a1qpamnt9j"):
        with pytest.raises(KeyFormatError, match="where a byte ends"):
            bech32.decode(text)
    assert bech32.decode("a1qqqd87cq") == ("a", b"\0")
