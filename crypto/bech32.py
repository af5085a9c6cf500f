"""Bech32, as age spells keys: BIP 173 without its limit on length.

Source: BIP 173; C2SP age, "Conventions".
"""

from collections.abc import Iterable

from crypto.errors import KeyFormatError

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM = 6  # letters


def encode(hrp: str, data: bytes) -> str:
    """The Bech32 string of `data`; upper case if `hrp` is.

    hrp:    1 or more characters of one case
    raises: KeyFormatError
    """
    if not _good_hrp(hrp) or (hrp != hrp.lower() and hrp != hrp.upper()):
        raise KeyFormatError("The prefix of a key must be visible ASCII of one case.")
    values = list(_regroup(data, 8, 5))
    tail = _polymod([*_expand(hrp.lower()), *values, *[0] * _CHECKSUM]) ^ 1
    values += [tail >> 5 * (5 - i) & 31 for i in range(_CHECKSUM)]
    text = hrp.lower() + "1" + "".join(_ALPHABET[v] for v in values)
    return text.upper() if hrp != hrp.lower() else text


def decode(text: str) -> tuple[str, bytes]:
    """Prefix, as it is written, and data.

    raises: KeyFormatError; the message never repeats the text, which may be a secret key
    """
    if text != text.lower() and text != text.upper():
        raise KeyFormatError("The key mixes upper and lower case letters.", "Copy it again, whole.")
    hrp, separator, letters = text.rpartition("1")
    if not separator or not _good_hrp(hrp) or len(letters) < _CHECKSUM:
        raise KeyFormatError("This is not a key: it has no prefix or is too short.")
    try:
        values = [_VALUES[letter] for letter in letters.lower()]
    except KeyError:
        raise KeyFormatError("The key holds a character that keys never have.") from None
    if _polymod([*_expand(hrp.lower()), *values]) != 1:
        raise KeyFormatError(
            "The key does not fit its own checksum: a letter is wrong or missing.",
            "Copy it again, whole.",
        )
    values = values[:-_CHECKSUM]
    spare = len(values) * 5 % 8
    if spare >= 5 or (spare and values[-1] & (1 << spare) - 1):
        raise KeyFormatError("The key does not end where a byte ends.")
    return hrp, bytes(_regroup(values, 5, 8))[: len(values) * 5 // 8]


def _good_hrp(hrp: str) -> bool:
    return bool(hrp) and all("!" <= c <= "~" for c in hrp)


def _expand(hrp: str) -> list[int]:
    return [*(ord(c) >> 5 for c in hrp), 0, *(ord(c) & 31 for c in hrp)]


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate(_GENERATOR):
            if top >> i & 1:
                check ^= generator
    return check


def _regroup(values: Iterable[int], size: int, new_size: int) -> Iterable[int]:
    """Groups of `size` bits as groups of `new_size`, the last one filled with zeros."""
    buffer = bits = 0
    for value in values:
        buffer = buffer << size | value
        bits += size
        while bits >= new_size:
            bits -= new_size
            yield buffer >> bits
            buffer &= (1 << bits) - 1
    if bits:
        yield buffer << (new_size - bits)
