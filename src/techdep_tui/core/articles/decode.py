"""The gate: bytes become safe text here and nowhere else.

A terminal obeys control characters wherever they stand, and no way of drawing text takes them all out. So
every string from outside (an article, its title, a file name, a path in an error) passes this module before
it is shown, copied, exported or printed. Afterwards a text holds no control character but newline and tab,
nothing that turns its direction, nothing invisible, no lone surrogate and no character without a meaning.

Two invisible characters stay where the writing needs them, because without them it is misspelt: a joiner
(U+200C, U+200D) after a letter of a joining script (Persian, the scripts of India) or between two pictures
(families, professions), and a variation selector after the picture, ideograph or letter that it is for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import category

from techdep_tui.core.articles.offsets import OffsetMap, TextBuilder

REPLACEMENT = "\ufffd"
BOX = "\u25a1"
MAX_MARKS = 8
"""So many combining marks may follow one another."""

INVALID_BYTES = "invalid bytes"
SURPLUS_MARKS = "surplus combining marks"


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


class _Treatment(NamedTuple):
    """What happens to a character: its kind in words ("" for a line break), the sign that stands for it."""

    kind: str
    sign: str = ""


_NEW_LINE = _Treatment("", "\n")
_CONTROL = _Treatment("control characters")
_DIRECTION = _Treatment("direction marks")
_ZERO_WIDTH = _Treatment("zero-width characters")
_SOFT_HYPHEN = _Treatment("soft hyphens")
_TAG = _Treatment("tag characters")
_FORMAT = _Treatment("format characters")
_PRIVATE = _Treatment("private-use characters", BOX)
_BROKEN = _Treatment("broken characters", REPLACEMENT)

SHOWN_AS: Mapping[str, str] = MappingProxyType(
    {_PRIVATE.kind: BOX, _BROKEN.kind: REPLACEMENT, INVALID_BYTES: REPLACEMENT}
)
"""The kinds that leave a sign in the text, and which; all others are taken out."""

NOT_TEXT = frozenset({_CONTROL.kind, _BROKEN.kind, INVALID_BYTES})
"""The kinds that no text has many of."""


def decode_bytes(data: bytes) -> Decoded:
    """Turn a file's bytes into safe text; never fails, whatever they are."""
    raw, encoding, invalid = decode_characters(data)
    counts: Counter[str] = Counter()
    if invalid:
        counts[INVALID_BYTES] = invalid
    text, offsets = _clean(raw, counts)
    return Decoded(raw, text, offsets, encoding, dict(counts))


def odd_bytes(data: bytes) -> int:
    """How many bytes are control characters that no text has many of; none are, in UTF-16."""
    return 0 if utf16_codec(data) else len(data) - len(data.translate(None, _ODD_BYTES))


def safe_text(value: str) -> str:
    """Make any string safe to show; newlines and tabs stay."""
    return _clean(value, Counter())[0]


def is_clean(text: str) -> bool:
    """Whether a text holds only characters that the gate lets pass, if perhaps in other places.

    For what has passed the gate before: a piece of a clean text is clean, though what `_is_needed` looks at
    may stand outside of it.
    """
    characters = _rare_characters(text)
    if not all(map(_may_stay, characters)):
        return False
    has_run = any(map(_is_mark, characters)) and _MARK_RUN.search(text)
    return not has_run or _without_surplus_marks(text, Counter())[0] == text


def safe_line(value: str) -> str:
    """Make any string safe to show in one line: a file name, a title, an error's text.

    Line breaks and tabs become blanks; other control characters show as their control pictures, since two
    file names may differ in nothing else. Bytes that `surrogateescape` let in become U+FFFD.
    """
    if value.isascii() and value.isprintable():
        return value
    return safe_text(value.translate(_CONTROL_PICTURES)).replace("\n", " ")


def fold_for_matching(text: str) -> str:
    """Fold typographic blanks to a blank and the hyphens U+2010 and U+2011 to "-".

    Each character becomes one character, so length and positions stay. Quotation marks, dashes and the minus
    sign stay as they are: what reads quotations, ranges and amounts tells them apart.
    """
    if not text.isascii():
        for character, plain in _FOLDED.items():
            text = text.replace(character, plain)
    return text


_CONTROL_PICTURES = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    **dict.fromkeys(b"\t\n\v\f\r", " "),
    0x7F: "\u2421",
}
_FOLDED = {
    **dict.fromkeys("\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
    **dict.fromkeys("\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2010\u2011", "-"),
}


def decode_characters(data: bytes) -> tuple[str, str, int]:
    """The plain characters, the encoding's name, and how many characters stand for invalid bytes.

    They have not passed the gate.
    """
    codec = utf16_codec(data)
    if codec:
        return _decode_as(data, codec, "utf-16")
    try:
        return data.decode(), "utf-8", 0
    except UnicodeDecodeError:
        encoding = "utf-8" if _is_mostly_utf8(data) else "cp1252"
        return _decode_as(data, encoding, encoding)


def _decode_as(data: bytes, codec: str, name: str) -> tuple[str, str, int]:
    try:
        return data.decode(codec), name, 0
    except UnicodeDecodeError:
        raw = data.decode(codec, "replace")
        return raw, name, raw.count(REPLACEMENT)


_SAMPLE = 4096
_BELOW_BLANK = bytes(range(0x20))
_ODD_BYTES = _BELOW_BLANK.translate(None, b"\t\n\v\f\r")


def utf16_codec(data: bytes) -> str | None:
    """The codec if the bytes are UTF-16: they begin with its mark, or clearly look like it.

    Clearly: in a sample, nine in ten bytes of one side are below 0x20, as the high bytes of all alphabets
    are, one in twenty is zero, as for blanks and digits, and the other side has next to no zeros.
    """
    if data.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if data.startswith(b"\xfe\xff"):
        return "utf-16-be"
    sample = data[:_SAMPLE]
    if b"\0" not in sample:
        return None
    even, odd = sample[0::2], sample[1::2]
    if _are_high_bytes(odd, even):
        return "utf-16-le"
    return "utf-16-be" if _are_high_bytes(even, odd) else None


def _are_high_bytes(high: bytes, low: bytes) -> bool:
    from_blank = len(high.translate(None, _BELOW_BLANK))
    return from_blank * 10 <= len(high) <= high.count(0) * 20 and low.count(0) * 20 <= len(low)


_SURROGATE_FORM = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether bytes that are not valid UTF-8 are still best read as such.

    They are if the valid characters of several bytes outnumber the broken ones, for in cp1252 hardly ever do
    two letters make a valid one. A surrogate written as a character of three bytes counts as valid here.
    """
    text = data.decode("utf-8", "replace")
    surrogates = len(_SURROGATE_FORM.findall(data))
    broken = text.count(REPLACEMENT) - 3 * surrogates
    several_bytes = len(text) - len(text.encode("ascii", "ignore")) - text.count(REPLACEMENT)
    return several_bytes + surrogates > broken


_PLAIN_ASCII = bytes(range(0x20, 0x7F)) + b"\n\t"
_ASTRAL = "\U00010000-\U0010ffff"
_MARK_RUN = re.compile(rf"[^\w\s!-\xbf\u2010-\u20cf\u2100-\u2bff]{{{MAX_MARKS + 1},}}")
"""Where a long run of combining marks may be; what is excluded has none, `category` decides on the rest."""


def _clean(raw: str, counts: Counter[str]) -> tuple[str, OffsetMap]:
    """The safe text and its way back to `raw`; adds to `counts` what was taken out or replaced.

    Nearly all texts have nothing special: what is not plain ASCII is sifted out first, in one quick pass, and
    only the few different characters of it are looked at.
    """
    characters = _rare_characters(raw)
    text, offsets = raw, None
    special = frozenset(filter(_treatment, characters))
    if special:
        text, offsets = _without_special(raw, special, counts)
    if any(map(_is_mark, characters)) and _MARK_RUN.search(text):
        cut, cut_offsets = _without_surplus_marks(text, counts)
        text, offsets = cut, cut_offsets.compose(offsets) if offsets else cut_offsets
    return text, offsets or OffsetMap.identity(len(text))


def _rare_characters(text: str) -> set[str]:
    """The characters of a text that are not plain ASCII."""
    rare = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_ASCII)
    return set(rare.decode("utf-8", "surrogatepass"))


def _without_special(raw: str, special: frozenset[str], counts: Counter[str]) -> tuple[str, OffsetMap]:
    builder = TextBuilder(raw)
    end = 1 if raw.startswith("\ufeff") else 0
    for match in _pattern_of(special).finditer(raw, end):
        treatment = _treatment(match[0])
        if treatment is None or (treatment is _ZERO_WIDTH and _is_needed(raw, match.start())):
            continue
        builder.keep(end, match.start())
        start, end = match.span()
        if treatment.kind:
            counts[treatment.kind] += 1
        if not raw.startswith("\r\n", start):
            builder.fold(treatment.sign, start, end)
    builder.keep(end, len(raw))
    return builder.text(), builder.offsets()


@lru_cache(maxsize=64)
def _pattern_of(special: frozenset[str]) -> re.Pattern[str]:
    """Finds the given characters; all of those beyond U+FFFF if there is one, for many are slow to tell."""
    basic = {character for character in special if character < _ASTRAL[0]}
    return re.compile("[" + re.escape("".join(sorted(basic))) + (_ASTRAL if basic < special else "") + "]")


@lru_cache(maxsize=16384)
def _treatment(character: str) -> _Treatment | None:
    """What happens to a character, `None` if it stays: by its general category, with Unicode's exceptions."""
    if character in _LINE_BREAKS:
        return _NEW_LINE
    for first, last, treatment in _EXCEPTIONS:
        if first <= character <= last:
            return treatment
    if category(character) == "Cn":
        is_noncharacter = ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"
        return _BROKEN if is_noncharacter else None
    return _BY_CATEGORY.get(category(character))


_LINE_BREAKS = frozenset("\r\v\f\x85\u2028\u2029")
_BY_CATEGORY = {"Cc": _CONTROL, "Cf": _FORMAT, "Cs": _BROKEN, "Co": _PRIVATE}
_EXCEPTIONS = (
    ("\t", "\n", None),
    ("\xad", "\xad", _SOFT_HYPHEN),
    ("\u034f", "\u034f", _ZERO_WIDTH),  # combining grapheme joiner
    ("\u061c", "\u061c", _DIRECTION),
    ("\u115f", "\u1160", _ZERO_WIDTH),  # Hangul fillers, as U+3164 and U+FFA0
    ("\u17b4", "\u17b5", _ZERO_WIDTH),  # Khmer inherent vowels
    ("\u180b", "\u180f", _ZERO_WIDTH),  # Mongolian variation selectors and vowel separator
    ("\u200b", "\u200d", _ZERO_WIDTH),
    ("\u200e", "\u200f", _DIRECTION),
    ("\u202a", "\u202e", _DIRECTION),
    ("\u2060", "\u2065", _ZERO_WIDTH),
    ("\u2066", "\u2069", _DIRECTION),
    ("\u3164", "\u3164", _ZERO_WIDTH),
    ("\ufe00", "\ufe0f", _ZERO_WIDTH),  # variation selectors
    ("\ufeff", "\ufeff", _ZERO_WIDTH),
    ("\uffa0", "\uffa0", _ZERO_WIDTH),
    ("\ufff0", "\ufff8", _FORMAT),
    ("\U000e0100", "\U000e01ef", _ZERO_WIDTH),  # variation selectors for ideographs
    ("\U000e0000", "\U000e0fff", _TAG),
)
"""First and last character of a range and its treatment; the default-ignorable code points of Unicode 16."""

_JOINERS = frozenset("\u200c\u200d")
_NEEDED_SOMEWHERE = (
    *(("\u180b", "\u180d"), ("\u180f", "\u180f"), ("\u200c", "\u200d"), ("\ufe00", "\ufe0f")),
    ("\U000e0100", "\U000e01ef"),
)
"""The invisible characters that `_is_needed` lets stand in some place."""
_JOINING_SCRIPTS = (("\u0620", "\u0dff"), ("\u1000", "\u109f"), ("\u1780", "\u17d3"), ("\u1820", "\u18aa"))
_PICTURES = (
    *(("\xa9", "\xa9"), ("\xae", "\xae"), ("\u203c", "\u203c"), ("\u2049", "\u2049"), ("\u2122", "\u2122")),
    *(("\u2139", "\u2139"), ("\u2190", "\u2bff"), ("\u3030", "\u303d"), ("\u3297", "\u3299")),
    ("\U0001f000", "\U0001faff"),
)
_IDEOGRAPHS = (("\u2e80", "\u2fdf"), ("\u3005", "\u3007"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"))
_RARE_IDEOGRAPHS = ("\U00020000", "\U0003ffff")
_MONGOLIAN = ("\u1820", "\u18aa")
_KEYCAPS = frozenset("#*0123456789")


def _is_needed(text: str, at: int) -> bool:
    """Whether the invisible character at `at` stands where the writing needs it."""
    before, character, after = text[max(at - 1, 0) : at], text[at], text[at + 1 : at + 2]
    if character in _JOINERS:
        if _is_in(before, *_JOINING_SCRIPTS):
            return category(before)[0] in "LM"
        picture = text[max(at - 2, 0) : at - 1] if before == "\ufe0f" else before
        return character == "\u200d" and _is_in(picture, *_PICTURES) and _is_in(after, *_PICTURES)
    if "\ufe0e" <= character <= "\ufe0f":
        return _is_in(before, *_PICTURES) or (before in _KEYCAPS and after == "\u20e3")
    if "\u180b" <= character <= "\u180f":
        return _is_in(before, _MONGOLIAN)
    is_selector = "\ufe00" <= character <= "\ufe0d" or character >= "\U000e0100"
    return is_selector and _is_in(before, *_IDEOGRAPHS, _RARE_IDEOGRAPHS)


def _may_stay(character: str) -> bool:
    """Whether there are places where the gate lets a character stand."""
    return _treatment(character) is None or _is_in(character, *_NEEDED_SOMEWHERE)


def _is_in(character: str, *ranges: tuple[str, str]) -> bool:
    return any(first <= character <= last for first, last in ranges)


def _without_surplus_marks(text: str, counts: Counter[str]) -> tuple[str, OffsetMap]:
    builder = TextBuilder(text)
    end = 0
    for candidate in _MARK_RUN.finditer(text):
        marks = 0
        for at in range(*candidate.span()):
            marks = marks + 1 if _is_mark(text[at]) else 0
            if marks > MAX_MARKS:
                builder.keep(end, at)
                end = at + 1
                counts[SURPLUS_MARKS] += 1
    builder.keep(end, len(text))
    return builder.text(), builder.offsets()


@lru_cache(maxsize=16384)
def _is_mark(character: str) -> bool:
    """Whether a character joins the one before it; the joiners count, lest they begin a new run."""
    return category(character)[0] == "M" or character in _JOINERS
