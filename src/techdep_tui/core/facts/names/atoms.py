"""The capitalised words of a stretch, with those that make up a known name as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.names.capitals import Capital
from techdep_tui.core.facts.names.gazetteer import Known, gazetteer
from techdep_tui.core.facts.names.vocabulary import vocabulary


class Atom(NamedTuple):
    """A word, or the words of a known name; `link` and `opens` are those of its first word.

    A single word whose name is ambiguous counts as a word.
    """

    text: str
    start: int
    end: int
    link: str
    opens: bool
    known: Known | None

    @property
    def last_word(self) -> str:
        """The last of its words."""
        return self.text.rsplit(" ", 1)[-1]

    def is_known(self, *kinds: Kind) -> bool:
        """Whether it is a known name of one of the kinds."""
        return self.known is not None and self.known.kind in kinds


def atoms_of(text: str, run: Sequence[Capital]) -> list[Atom]:
    """The atoms of a stretch, the longest known names first."""
    atoms: list[Atom] = []
    index, count = 0, len(run)
    while index < count:
        word = run[index]
        known, stop = _longest_known(text, run, index)
        end = run[stop - 1].end
        written = text[word.start : end] if stop > index + 1 else word.text
        if text[end : end + 1] == " " and text[end + 1 : end + 2].isdigit():
            known, written, end = _with_number(known, written, text, end)
        atoms.append(Atom(written, word.start, end, word.link, word.opens, known))
        while stop < count and run[stop].start < end:
            stop += 1
        index = stop
    return atoms


def _longest_known(text: str, run: Sequence[Capital], index: int) -> tuple[Known | None, int]:
    """The longest known name that begins with a word, and the word behind it.

    In capitals ("NEW YORK") or with full stops ("F.B.I.") it counts as written otherwise.
    """
    names, longest = gazetteer()
    word = run[index].text
    form: Callable[[str], str] = str
    reach = longest.get(word)
    if reach is None:
        form = str.title if "." not in word else _without_stops
        reach = longest.get(form(word)) if word.isupper() else None
        if reach is None:
            return None, index + 1
    for last in range(min(len(run), index + reach) - 1, index - 1, -1):
        written = text[run[index].start : run[last].end] if last > index else word
        entries = names.get(form(written))
        if entries is None or (last == index and not _may_be_alone(run, index, entries[0], form(written))):
            continue
        return entries[0], last + 1
    return None, index + 1


def _without_stops(written: str) -> str:
    return written.replace(".", "")


def _may_be_alone(run: Sequence[Capital], index: int, known: Known, usual: str) -> bool:
    """Whether one word is the known name `usual`: not ambiguous, no short word in capitals, no forename."""
    is_short = len(usual) < 4 and usual != run[index].text and not usual.isupper()
    return not (known.is_ambiguous or is_short or _is_forename(run, index, known))


_NUMBER = LazyPattern(
    r" \d{1,4}[A-Za-z]{0,2}\b(?: (?:Pro|Max|Plus|Ultra|Mini|MAX)\b)?"
    r"(?![.,]\d)(?! (?:percent|million|billion|years|days|times)\b)"
)
_NUMBERED = frozenset(
    ["device", "smartphone", "aircraft", "missile", "vehicle", "spacecraft", "processor", "facility", "ship"]
)
"""Sorts of products that have numbers."""


def _with_number(known: Known | None, written: str, text: str, end: int) -> tuple[Known | None, str, int]:
    """A name with the number behind it, where that belongs to it: "Falcon 9"; else it as it is."""
    number = _NUMBER.match(text, end, end + 12)
    if number is None:
        return known, written, end
    numbered = written + number[0]
    entries = gazetteer().names.get(numbered)
    if entries is not None:
        return entries[0], numbered, number.end()
    if known is not None and known.kind is Kind.PRODUCT and known.sort in _NUMBERED:
        return known._replace(name=numbered), numbered, number.end()
    return known, written, end


def _is_forename(run: Sequence[Capital], index: int, known: Known) -> bool:
    """Whether a word that may be a place is a forename here: "Nancy" in front of another capitalised word."""
    if known.kind is not Kind.PLACE or index + 1 == len(run):
        return False
    words, text, following = vocabulary(), run[index].text, run[index + 1]
    if following.link not in (" ", "de") or following.opens:
        return False
    if len(following.text) == 2 and following.text[1] == "." and known.sort == "city":
        return True
    if text not in words.forenames or following.text in words.places or following.text in words.heads:
        return False
    if known.sort == "country":
        return index > 0 and run[index - 1].text in words.roles | words.titles
    return True
