"""The capitalised words of a stretch, with those that make up a known name as one."""

from __future__ import annotations

from collections.abc import Sequence
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
    names, longest = gazetteer()
    atoms: list[Atom] = []
    index, count = 0, len(run)
    while index < count:
        word = run[index]
        known, stop = None, index + 1
        in_capitals = len(word.text) > 1 and word.text.isupper() and word.text not in names
        first = word.text.capitalize() if in_capitals else word.text
        reach = longest.get(first)
        if reach is None:
            atoms.append(Atom(*word, None))
            index += 1
            continue
        for last in range(min(count, index + reach) - 1, index - 1, -1):
            written = text[word.start : run[last].end] if last > index else word.text
            entries = names.get(written.title() if in_capitals else written) or names.get(
                written.replace(".", "")
            )
            is_short = in_capitals and len(written) < 4
            if entries is not None and (last > index or not (is_short or entries[0].is_ambiguous)):
                known, stop = entries[0], last + 1
                break
        if known is not None and stop == index + 1 and _is_forename(run, index, known):
            known = None
        end = run[stop - 1].end
        written = text[word.start : end] if stop > index + 1 else word.text
        if text[end : end + 1] == " " and text[end + 1 : end + 2].isdigit():
            known, written, end = _with_number(known, written, text, end)
        atoms.append(Atom(written, word.start, end, word.link, word.opens, known))
        while stop < count and run[stop].start < end:
            stop += 1
        index = stop
    return atoms


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
