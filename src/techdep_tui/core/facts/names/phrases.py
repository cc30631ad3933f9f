"""From a stretch of capitalised words to the phrases in it that may be names.

A stretch is cut where the lists know a name, at roles and titles ("Rostec CEO Sergey …"), at adjectives of
peoples, and at "of", "for", "and" that do not go on with a name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.names.capitals import Capital
from techdep_tui.core.facts.names.gazetteer import Known, gazetteer
from techdep_tui.core.facts.names.vocabulary import Vocabulary, vocabulary


class Atom(NamedTuple):
    """A word, or the words of a known name."""

    text: str
    start: int
    end: int
    link: str
    opens: bool
    known: Known | None


class Phrase(NamedTuple):
    """Words that may be a name; `role_start` is where a role or title right in front of it begins."""

    text: str
    start: int
    end: int
    atoms: tuple[Atom, ...]
    in_headline: bool
    role_start: int | None = None


def phrases(text: str, run: Sequence[Capital], headline: Collection[str] | None = None) -> Iterator[Phrase]:
    """The phrases of a stretch.

    In a headline every word may have a capital: `headline` are then the phrases of the article's body, which
    tell what belongs together.
    """
    return _Cutter(text, _atoms(text, run), headline).phrases()


def _atoms(text: str, run: Sequence[Capital]) -> list[Atom]:
    """The words of a stretch, with those of a known name as one."""
    names, longest = gazetteer()
    atoms: list[Atom] = []
    index, count = 0, len(run)
    while index < count:
        word = run[index]
        known, stop = None, index + 1
        in_capitals = len(word.text) > 3 and word.text.isupper() and word.text not in names
        first = word.text.capitalize() if in_capitals else word.text
        for last in range(min(count, index + longest.get(first, 0)) - 1, index - 1, -1):
            written = text[word.start : run[last].end] if last > index else word.text
            known = names.get(written.title() if in_capitals else written)
            if known is not None:
                stop = last + 1
                break
        end = run[stop - 1].end
        written = text[word.start : end] if stop > index + 1 else word.text
        atoms.append(Atom(written, word.start, end, word.link, word.opens, known))
        index = stop
    return atoms


class _Cutter:
    """Goes through the atoms of one stretch and gathers the phrase that it is in."""

    def __init__(self, text: str, atoms: list[Atom], headline: Collection[str] | None) -> None:
        self._text = text
        self._atoms = atoms
        self._in_headline = headline is not None
        self._body: Collection[str] = headline or ()
        self._words: Vocabulary = vocabulary()
        self._current: list[Atom] = []
        self._role_start: int | None = None

    def phrases(self) -> Iterator[Phrase]:
        """The phrases, in order."""
        index, count = 0, len(self._atoms)
        while index < count:
            atom = self._atoms[index]
            if self._current and not self._joins(index):
                yield from self._finish()
            if self._is_role(index):
                yield from self._finish_before_role(atom)
                index = self._behind_role(index + 1)
                continue
            if self._current or self._begins(atom, index):
                self._current.append(atom)
            elif self._may_be_name(atom):
                yield Phrase(atom.text, atom.start, atom.end, (atom,), self._in_headline, self._role_start)
                self._role_start = None
            elif atom.known is None and atom.text in self._words.titles and self._role_start is None:
                self._role_start = atom.start
            index += 1
        yield from self._finish()

    def _finish(self) -> Iterator[Phrase]:
        """The phrase that was gathered, if it is one."""
        atoms, self._current = self._current, []
        role_start, self._role_start = self._role_start, None
        if atoms:
            start, end = atoms[0].start, atoms[-1].end
            yield Phrase(self._text[start:end], start, end, tuple(atoms), self._in_headline, role_start)

    def _finish_before_role(self, role: Atom) -> Iterator[Phrase]:
        """The phrase in front of a role, without the words that belong to the role: "Trade Minister"."""
        start = role.start
        while self._current and self._belongs_to_role(self._current[-1]):
            start = self._current.pop().start
        yield from self._finish()
        self._role_start = start

    def _belongs_to_role(self, atom: Atom) -> bool:
        if atom.text in self._words.modifiers:
            return True
        return atom.known is None and atom.text in self._words.peoples

    def _is_role(self, index: int) -> bool:
        """Whether an atom is a role or the like in front of a name, not a part of one."""
        atom = self._atoms[index]
        words = self._words
        if atom.known is not None or (self._current and atom.link != " "):
            return False
        if atom.text in words.roles:
            return True
        if atom.text not in words.noble or self._current:
            return False
        following = self._atoms[index + 1] if index + 1 < len(self._atoms) else None
        return following is not None and following.link == " " and following.text not in words.heads

    def _behind_role(self, index: int) -> int:
        """The atom that goes on behind a role and what belongs to it: "Secretary of State"."""
        if index >= len(self._atoms) or self._atoms[index].link != "of":
            return index
        first = index
        while index < len(self._atoms):
            atom = self._atoms[index]
            is_plain = atom.known is None and atom.text.lower() in self._words.ordinary
            if not is_plain or atom.text in self._words.roles or self._goes_on_with_of(index):
                break
            index += 1
        if index < len(self._atoms) and self._atoms[index].link != " ":
            return first if self._goes_on_with_of(first) else index
        return index

    def _goes_on_with_of(self, index: int) -> bool:
        """Whether an atom is a head-word with its own "of": "Bank of …"."""
        following = index + 1
        return (
            following < len(self._atoms)
            and self._atoms[following].link in ("of", "for")
            and self._atoms[index].text in self._words.heads_of
        )

    def _begins(self, atom: Atom, index: int) -> bool:
        """Whether a phrase may begin with an atom."""
        if atom.known is not None:
            return True
        words, text = self._words, atom.text
        if text in words.function or text in words.titles or text in words.no_names:
            return False
        if text in words.peoples:
            return self._head_follows(index, words.heads)
        if text.lower() in words.ordinary and (atom.opens or self._in_headline):
            return self._is_plain_name(index)
        return True

    def _may_be_name(self, atom: Atom) -> bool:
        """Whether an ordinary word could be a name after all, by what stands elsewhere: "Rice said"."""
        words, text = self._words, atom.text
        return not (
            text in words.function or text in words.titles or text in words.no_names or text in words.peoples
        )

    def _is_plain_name(self, index: int) -> bool:
        """Whether an ordinary word whose capital says nothing begins a name: "National Security Agency"."""
        if self._goes_on_with_of(index):
            return True
        return self._head_follows(index, self._words.heads)

    def _head_follows(self, index: int, heads: dict[str, str]) -> bool:
        """Whether the head-word of an organisation stands in the words right behind an atom."""
        for following in self._atoms[index + 1 : index + 6]:
            if following.link not in (" ", "&") or following.text in self._words.roles:
                return False
            if following.known is not None and following.known.kind is not Kind.ORG:
                return False
            if following.known is None and following.text in heads:
                return True
        return False

    def _joins(self, index: int) -> bool:
        """Whether an atom goes on with the phrase that was gathered so far."""
        atom, link = self._atoms[index], self._atoms[index].link
        if link == "de":
            return True
        if link == "&":
            return True
        if link == "and":
            return self._joins_and(index)
        if link in ("of", "for", "on"):
            last = self._current[-1]
            is_head = last.text.rsplit(" ", 1)[-1] in self._words.heads_of
            return is_head and atom.text not in self._words.no_names
        return self._joins_next(index, atom)

    def _joins_and(self, index: int) -> bool:
        """Whether "and" joins two halves of one name: "Food and Drug Administration"."""
        atom, last = self._atoms[index], self._current[-1]
        ordinary = self._words.ordinary
        if atom.known is not None or last.known is not None or atom.text.lower() not in ordinary:
            return False
        if self._goes_on_with_of(index) or last.text.lower() not in ordinary:
            return False
        is_complement = any(part.link in ("of", "for", "on") for part in self._current[1:])
        return is_complement or self._head_follows(index, self._words.heads)

    def _joins_next(self, index: int, atom: Atom) -> bool:
        """Whether an atom right behind the phrase belongs to it."""
        words, last = self._words, self._current[-1]
        is_tail = atom.text in words.heads or atom.text in words.legal_forms
        if atom.text in words.no_names:
            return last.text in words.forenames
        if last.known is not None and last.known.kind is Kind.PERSON:
            return is_tail or atom.text in ("Jr.", "Jr", "Sr.", "III", "II")
        if last.known is not None and last.known.kind is Kind.PLACE:
            return self._is_named_for_place(index, atom)
        if atom.known is not None and not is_tail:
            return self._joins_known(atom)
        if self._in_headline and atom.text.lower() in words.ordinary and not is_tail:
            written = self._text[self._current[0].start : atom.end]
            return written in self._body or self._head_follows(index, words.heads)
        if last.known is not None and atom.text in words.forenames:
            return False
        return atom.text not in words.peoples

    def _joins_known(self, atom: Atom) -> bool:
        """Whether a known name goes on with the phrase: a surname that is a place, too."""
        first = self._current[0]
        if first.known is None and first.text in self._words.forenames:
            return atom.known is not None and " " not in atom.text
        return False

    def _is_named_for_place(self, index: int, atom: Atom) -> bool:
        """Whether a phrase that ends with a place goes on: "London Stock Exchange", "Ohio River"."""
        words = self._words
        if atom.text in words.heads or atom.text in words.places:
            return True
        if atom.known is not None or atom.text in words.roles or atom.text in words.forenames:
            return False
        if len(self._current) > 1:
            return True
        return self._head_follows(index, words.heads)
