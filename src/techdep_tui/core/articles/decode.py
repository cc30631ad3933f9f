"""The gate: bytes become safe text here and nowhere else.

A terminal obeys control characters wherever they stand, and no way of drawing text takes them all out. So
every string from outside (an article, its title, a file name, a path in an error) passes this module before
it is shown, copied, exported or printed. Afterwards a text holds no control character but newline and tab,
nothing that turns its direction, nothing invisible, no lone surrogate and no character without a meaning.

Two invisible characters may stay where writing needs them, because without them the text is misspelt: the
joiners U+200C and U+200D after a letter of a joining script (Persian, the scripts of India), U+200D between
two pictures (families, professions), and a variation selector after the picture or ideograph that it is for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from unicodedata import category

from techdep_tui.core.articles.offsets import OffsetMap, TextBuilder

REPLACEMENT = "\ufffd"
BOX = "\u25a1"

INVALID_BYTES = "invalid bytes"
SURPLUS_MARKS = "surplus combining marks"
MAX_MARKS = 8

_LINE_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_KINDS: Mapping[str, tuple[str, str]] = {
    "control characters": ("\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f", ""),
    "soft hyphens": ("\xad", ""),
    "direction marks": ("\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069", ""),
    "zero-width characters": (
        "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u3164"
        "\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef",
        "",
    ),
    "tag characters": ("\U000e0000-\U000e00ff\U000e01f0-\U000e0fff", ""),
    "format characters": (
        "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u206a-\u206f\ufff0-\ufffb"
        "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a",
        "",
    ),
    "private-use characters": ("\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd", BOX),
    "broken characters": (
        "\ud800-\udfff\ufdd0-\ufdef"
        + "".join(chr(p + 0xFFFE) + chr(p + 0xFFFF) for p in range(0, 0x110000, 0x10000)),
        REPLACEMENT,
    ),
}
"""Kind -> its characters (the inside of a character class) and the sign that stands for one, "" if it goes.

After the format controls (category Cf), variation selectors, fillers and noncharacters of Unicode 16.
"""

SHOWN_AS: Mapping[str, str] = MappingProxyType(
    {kind: sign for kind, (_, sign) in _KINDS.items() if sign} | {INVALID_BYTES: REPLACEMENT}
)
"""The kinds that leave a visible sign in the text; all others are taken out."""

_JOINING = "\u0620-\u0dff\u1000-\u109f\u1780-\u17d3\u1820-\u18aa"
_PICTURE = "\\#*0-9\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_IDEOGRAPH = "\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPECIAL = re.compile(
    "["
    + _LINE_BREAKS
    + "".join(characters for characters, _ in _KINDS.values())
    + "]"
    + f"(?<![{_JOINING}][\u200c\u200d])"
    + f"(?!(?<=[{_PICTURE}\ufe0f]\u200d)[{_PICTURE}])"
    + f"(?<![{_PICTURE}][\ufe0e\ufe0f])"
    + f"(?<![{_IDEOGRAPH}][\ufe00-\ufe0f\U000e0100-\U000e01ef])"
    + "(?<![\u1820-\u18aa][\u180b-\u180f])"
)

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u06ed\u0711-\u109f\u135d-\u135f"
    "\u1712-\u1cff\u1dc0-\u1dff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u309a\ua66f-\uabff\ufb1e"
    "\ufe20-\ufe2f\U00010000-\U0001ffff"
)
"""All combining marks, and much else: what may be one. `unicodedata` decides."""

_MARK_RUN = re.compile(f"(?:[{_MARKS}](?<!\\w)){{{MAX_MARKS + 1},}}")
_NOT_PLAIN = re.compile("[" + _LINE_BREAKS + "".join(c for c, _ in _KINDS.values()) + _MARKS + "]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's characters and the clean text made of them.

    `raw` is the plain decode, a byte-order mark counting as one character; `text` has passed the gate and
    ends its lines with a newline only. `offsets` leads from `text` to `raw`. `encoding` is "utf-8", "utf-16"
    or "cp1252". `removed` counts what was taken out or replaced, by kind in words for the reader; `SHOWN_AS`
    has the kinds that were replaced.
    """

    raw: str
    text: str
    offsets: OffsetMap
    encoding: str
    removed: Mapping[str, int]


def decode_bytes(data: bytes) -> Decoded:
    """Turn a file's bytes into safe text; never fails, whatever they are."""
    raw, encoding, invalid = _decode(data)
    counts: Counter[str] = Counter({INVALID_BYTES: invalid} if invalid else {})
    text, offsets = _clean(raw, counts)
    return Decoded(raw, text, offsets, encoding, dict(counts))


def safe_text(value: str) -> str:
    """Make any string safe to show; newlines and tabs stay."""
    return _clean(value, Counter())[0] if _NOT_PLAIN.search(value) else value


def safe_line(value: str) -> str:
    """Make any string safe to show in one line: a file name, a title, an error's text.

    Line breaks and tabs become blanks; other control characters show as their control pictures, since two
    file names may differ in nothing else. Bytes that `surrogateescape` let in become U+FFFD.
    """
    if value.isprintable() and value.isascii():
        return value
    return safe_text(value.translate(_PICTURES)).replace("\n", " ")


def fold_for_matching(text: str) -> str:
    """Fold typographic blanks to a blank and the hyphens U+2010 and U+2011 to "-", character by character.

    The result has the same length and the same positions. Quotation marks, dashes and the minus sign stay
    as they are: what reads quotations, ranges and amounts tells them apart.
    """
    return text if text.isascii() else _FOLDED.sub(_fold, text)


_PICTURES = (
    {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"} | dict.fromkeys(b"\t\n\v\f\r", " ")
)
_FOLDED = re.compile("[\xa0\u1680\u2000-\u200a\u2010\u2011\u202f\u205f\u3000]")


def _fold(match: re.Match[str]) -> str:
    return "-" if match[0] in "\u2010\u2011" else " "


def _decode(data: bytes) -> tuple[str, str, int]:
    """The characters, the name of the encoding and how many of the characters stand for invalid bytes."""
    codec = _utf16_codec(data)
    if codec:
        return _decode_as(data, codec, "utf-16")
    try:
        return data.decode(), "utf-8", 0
    except UnicodeDecodeError:
        return _decode_as(data, *(("utf-8",) * 2 if _is_mostly_utf8(data) else ("cp1252",) * 2))


def _decode_as(data: bytes, codec: str, name: str) -> tuple[str, str, int]:
    try:
        return data.decode(codec), name, 0
    except UnicodeDecodeError:
        raw = data.decode(codec, "replace")
        return raw, name, raw.count(REPLACEMENT)


_SAMPLE = 4096
_BELOW_BLANK = bytes(range(0x20))


def _utf16_codec(data: bytes) -> str | None:
    """The codec if the bytes are UTF-16: they begin with its mark, or clearly look like it.

    Clearly: in a sample, nine in ten bytes of one side are below 0x20, as the high bytes of all alphabets
    are, one in twenty is zero, as for blanks and digits, and the other side has next to no zeros.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16-le" if data[0] == 0xFF else "utf-16-be"
    sample = data[:_SAMPLE]
    if b"\0" not in sample or len(sample) < 2:
        return None
    sides = {"utf-16-be": sample[0::2], "utf-16-le": sample[1::2]}
    for codec, high in sides.items():
        low = sides["utf-16-le" if codec == "utf-16-be" else "utf-16-be"]
        is_high = len(high.translate(None, _BELOW_BLANK)) * 10 <= len(high) <= high.count(0) * 20
        if is_high and low.count(0) * 20 <= len(low):
            return codec
    return None


_SURROGATE_FORM = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether bytes that are not valid UTF-8 are still best read as such.

    They are if the valid characters of several bytes outnumber the broken ones: a text in cp1252 has hardly
    ever a valid one. Surrogates written as three bytes each count as valid here.
    """
    text = data.decode("utf-8", "replace")
    surrogates = len(_SURROGATE_FORM.findall(data))
    broken = text.count(REPLACEMENT)
    several_bytes = len(text) - len(text.encode("ascii", "ignore")) - broken
    return several_bytes + surrogates > broken - 3 * surrogates


def _clean(raw: str, counts: Counter[str]) -> tuple[str, OffsetMap]:
    """The safe text and its way back to `raw`; adds to `counts` what was taken out or replaced."""
    if not _NOT_PLAIN.search(raw):
        return raw, OffsetMap.identity(len(raw))
    text, offsets = _without_specials(raw, counts)
    if not _MARK_RUN.search(text):
        return text, offsets
    cut, cut_offsets = _without_surplus_marks(text, counts)
    return cut, cut_offsets.compose(offsets)


def _without_specials(raw: str, counts: Counter[str]) -> tuple[str, OffsetMap]:
    builder = TextBuilder(raw)
    end = 1 if raw.startswith("\ufeff") else 0
    for match in _SPECIAL.finditer(raw, end):
        builder.keep(end, match.start())
        start, end = match.span()
        kind, sign = _treatment(match[0])
        if kind:
            counts[kind] += 1
        if not raw.startswith("\r\n", start):
            builder.fold(sign, start, end)
    builder.keep(end, len(raw))
    return builder.text(), builder.offsets()


@lru_cache(maxsize=1024)
def _treatment(character: str) -> tuple[str, str]:
    """The kind of a special character ("" for a line break) and the sign that stands for it."""
    for kind, (characters, sign) in _KINDS.items():
        if re.match(f"[{characters}]", character):
            return kind, sign
    return "", "\n"


def _without_surplus_marks(text: str, counts: Counter[str]) -> tuple[str, OffsetMap]:
    builder = TextBuilder(text)
    end = 0
    for candidate in _MARK_RUN.finditer(text):
        marks = 0
        for at in range(*candidate.span()):
            marks = marks + 1 if category(text[at]).startswith("M") else 0
            if marks > MAX_MARKS:
                builder.keep(end, at)
                end = at + 1
                counts[SURPLUS_MARKS] += 1
    builder.keep(end, len(text))
    return builder.text(), builder.offsets()
