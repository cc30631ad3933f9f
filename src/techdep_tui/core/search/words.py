"""The words of a text: the same ones for the index, the query and what is lit in the text.

A text is *folded* before it is cut into words. Case and accents go; quotation marks, hyphens (also U+2011),
blanks (also U+202F) and every other sign become a blank; what cannot be seen goes. Scripts that are written
without blanks between words (Han, kana, Thai …) give one word a character, so that a phrase of them finds
what a reader of them would look for.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """A word as the index knows it, and the characters of the text that it stands for."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """The folded words of a text in their order; blanks, and nothing else, stand between them."""
    return _translate(text, _WORDS)


def tokens(text: str) -> Iterator[Token]:
    """The words of a text with their places; the words are those of `fold(text).split()`."""
    folded = fold_with_places(text)
    for match in _WORD.finditer(folded.text):
        yield Token(match[0], *folded.source(match.start(), match.end()))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text: its character `i` stands for `starts[i]:ends[i]` of the text that it came from."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the unfolded text that `start:end` (not empty) came from."""
        return self.starts[start], self.ends[end - 1]


def fold_with_places(text: str, *, keep_signs: bool = False) -> Folded:
    """Fold a text and keep the way back.

    With `keep_signs` only the shape of signs is folded (one kind of quotation mark, hyphen, apostrophe and
    blank), for finding a plain string instead of words.
    """
    table = _SIGNS if keep_signs else _WORDS
    folded = _fold_even(text, table)
    if folded is None:
        return _fold_uneven(text, table)
    return Folded(folded, range(len(text)), range(1, len(text) + 1))


def fold_parts(text: str, parts: Iterable[tuple[int, int]]) -> Iterator[str]:
    """`fold` of some parts `start:end` of a text, which is quicker than one by one."""
    folded = _fold_even(text, _WORDS)
    for start, end in parts:
        yield fold(text[start:end]) if folded is None else folded[start:end]


def is_written_without_blanks(word: str) -> bool:
    """Whether a folded word is a character of a script that puts no blanks between words."""
    return bool(_UNSPACED.match(word))


def _fold_even(text: str, table: _Table) -> str | None:
    """Fold a text if every character of it stays one character."""
    try:
        return text.encode("ascii", table.name_if_even).translate(table.ascii).decode()
    except _UnevenError:
        return None


def _fold_uneven(text: str, table: _Table) -> Folded:
    """Fold a text in which not every character stays one character."""
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    last = 0
    for match in _PIECE.finditer(text):
        start, end = match.span()
        piece = _translate(match[0], table)
        pieces += text[last:start].translate(table), piece
        starts.extend(range(last, start))
        ends.extend(range(last + 1, start + 1))
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
        last = end
    pieces.append(text[last:].translate(table))
    starts.extend(range(last, len(text)))
    ends.extend(range(last + 1, len(text) + 1))
    return Folded("".join(pieces), starts, ends)


def _translate(text: str, table: _Table) -> str:
    """Put what `table` says in the place of every character."""
    if not text.isascii() and _ACCENT.search(text):
        text = _ACCENTED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    return text.encode("ascii", table.name).translate(table.ascii).decode()


_WORD = re.compile(r"[^ ]+")
_ACCENT = re.compile(r"[\u0300-\u036f\u3099\u309a]")
_ACCENTED = re.compile(rf"[^\W\d_]{_ACCENT.pattern}{{1,16}}")
_PIECE = re.compile(rf"{_ACCENTED.pattern}|[^\x00-\x7f]")

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, kana, Bopomofo and Han."""

_SPECIAL = str.maketrans("łđħıŧŋ", "ldhitn", "") | str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "þ": "th"}
)
"""Letters that Unicode does not take apart, though writers without them on the keyboard do."""

_HYPHENS = dict.fromkeys("‐‑‒–—−﹘﹣－", "-")
_SIGN = _HYPHENS | dict.fromkeys("“”„‟«»〝〞＂", '"') | dict.fromkeys("‘’‚‛‹›ʼ′＇`´", "'")


def _fold_letters(character: str) -> str:
    """Lower case without accents; `й` and its like are letters of their own and stay."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    base = parts[0]
    if not ("\u0400" <= base <= "\u04ff" and base != "е"):
        parts = "".join(part for part in parts if unicodedata.combining(part) < _FIRST_ACCENT)
    return unicodedata.normalize("NFC", parts).translate(_SPECIAL)


_FIRST_ACCENT = 10
"""Combining classes below are vowel signs and the like, without which a word is another word."""


def _is_part_of_word(character: str) -> bool:
    if character.isalnum():
        return character != "ʼ" and not unicodedata.decomposition(character).startswith("<super>")
    return (
        unicodedata.category(character) in {"Mn", "Mc"} and unicodedata.combining(character) < _FIRST_ACCENT
    )


def _is_unseen(character: str) -> bool:
    category = unicodedata.category(character)
    return category in {"Cf", "Me"} or (
        category == "Mn" and unicodedata.combining(character) >= _FIRST_ACCENT
    )


class _UnevenError(Exception):
    """A character is folded to none or to several."""


class _Table(dict[int, str]):
    """What stands for a character in a folded text; filled as characters are met.

    ASCII is folded as bytes, and a codec's error handler puts UTF-8 in the place of all else: that is several
    times as quick as `str.translate`, and every article passes here. The second handler raises where places
    would move.
    """

    def __init__(self, name: str, fold_character: Callable[[str], str]) -> None:
        super().__init__()
        self.name, self.name_if_even = f"techdep-tui.{name}", f"techdep-tui.{name}-if-even"
        self._fold_character = fold_character
        self.ascii = bytes(ord(self[code]) if code < 128 else code for code in range(256))
        codecs.register_error(self.name, self._fold_run)
        codecs.register_error(self.name_if_even, self._fold_even_run)

    def __missing__(self, code: int) -> str:
        folded = self[code] = self._fold_character(chr(code))
        return folded

    def _fold_run(self, error: UnicodeError) -> tuple[bytes, int]:
        assert isinstance(error, UnicodeEncodeError)
        return error.object[error.start : error.end].translate(self).encode(), error.end

    def _fold_even_run(self, error: UnicodeError) -> tuple[bytes, int]:
        assert isinstance(error, UnicodeEncodeError)
        folded = [self[ord(character)] for character in error.object[error.start : error.end]]
        if any(len(character) != 1 for character in folded):
            raise _UnevenError
        return "".join(folded).encode(), error.end


def _as_words(character: str) -> str:
    if _is_unseen(character):
        return ""
    if not _is_part_of_word(character):
        return " "
    letters = _fold_letters(character)
    if _UNSPACED.match(letters):
        return "".join(f" {letter} " for letter in letters)
    return "".join(letter if _is_part_of_word(letter) else " " for letter in letters)


def _as_signs(character: str) -> str:
    if _is_unseen(character):
        return ""
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Cs":
        return "\ufffd"
    return _fold_letters(character) if character.isalnum() else _SIGN.get(character, character)


_WORDS = _Table("words", _as_words)
_SIGNS = _Table("signs", _as_signs)
