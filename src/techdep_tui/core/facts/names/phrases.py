"""From a stretch of capitalised words to the phrases in it that may be names.

A stretch is cut where the lists know a name, at roles and titles ("Rostec CEO Sergey …"), at adjectives of
peoples, and at "of", "for", "and" that do not go on with a name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.names.atoms import Atom, atoms_of
from techdep_tui.core.facts.names.capitals import Capital
from techdep_tui.core.facts.names.gazetteer import gazetteer
from techdep_tui.core.facts.names.vocabulary import Vocabulary, vocabulary


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
    if len(run) == 1 and _is_plainly_none(text, run[0]):
        return iter(())
    atoms = atoms_of(text, run)
    if len(atoms) > 1:
        return _Cutter(text, atoms, headline).phrases()
    return _alone(atoms[0], headline is not None)


def _is_plainly_none(text: str, word: Capital) -> bool:
    """Whether a word that stands alone is no name, as most that begin a sentence."""
    if word.text not in vocabulary().no_names_alone or word.text in gazetteer().longest:
        return False
    return not (word.text.isupper() or text[word.end + 1 : word.end + 2].isdigit())


def _alone(atom: Atom, in_headline: bool) -> Iterator[Phrase]:
    """The phrase of a word, or a known name, that stands alone, if it is one."""
    if atom.known is not None or atom.text not in vocabulary().no_names_alone:
        yield Phrase(atom.text, atom.start, atom.end, (atom,), in_headline)


_COMPLEMENTS = frozenset(["of", "for", "on"])
_AFTER_PERSONS = frozenset(["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"])
_LONGEST = 14
"""How many words a name has at most."""
_REACH = 6
"""How many words ahead the head-word of a name is looked for."""


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
            if self._current or self._begins(index):
                self._current.append(atom)
            elif self._is_word_alone(atom):
                self._current.append(atom)
                yield from self._finish()
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

    # Roles

    def _is_role(self, index: int) -> bool:
        """Whether an atom is a role or the like in front of a name, not a part of one."""
        atom, words = self._atoms[index], self._words
        if self._current and atom.link != " ":
            return False
        if atom.known is not None:
            return atom.last_word in words.roles and self._next(index) is not None
        if atom.text in words.roles or atom.text.rpartition("-")[2] in words.roles:
            return bool(self._current) or not self._begins_committee(index)
        if atom.text not in words.noble or self._current:
            return False
        following = self._next(index)
        if following is None:
            return self._role_start is not None
        return following.text not in words.heads

    def _begins_committee(self, index: int) -> bool:
        """Whether a word for a role begins the name of an organisation: "Executive Committee"."""
        following = self._next(index)
        is_plain = following is not None and following.text.lower() in self._words.ordinary
        return is_plain and self._head(index) is not None

    def _finish_before_role(self, role: Atom) -> Iterator[Phrase]:
        """The phrase in front of a role, without the words that belong to the role: "Trade Minister"."""
        start = role.start if self._role_start is None or self._current else self._role_start
        while self._current and self._belongs_to_role(self._current[-1]):
            start = self._current.pop().start
        yield from self._finish()
        self._role_start = start

    def _belongs_to_role(self, atom: Atom) -> bool:
        """Whether a word in front of a role is a part of it."""
        if atom.text in self._words.modifiers:
            return True
        return atom.known is None and atom.text in self._words.peoples

    def _behind_role(self, index: int) -> int:
        """The atom that goes on behind a role and what belongs to it: "Secretary of State"."""
        if index == len(self._atoms) or self._atoms[index].link not in _COMPLEMENTS:
            return index
        while index < len(self._atoms) and self._goes_on_role(index):
            index += 1
        if index == len(self._atoms) or self._atoms[index].link != " ":
            self._role_start = None
        return index

    def _goes_on_role(self, index: int) -> bool:
        """Whether a word behind "Secretary of" and the like belongs to the role."""
        atom, words = self._atoms[index], self._words
        is_ordinary = atom.known is None and atom.text.lower() in words.ordinary
        is_plain = is_ordinary or atom.text in words.modifiers
        return is_plain and atom.text not in words.roles and not self._is_head_with_of(index)

    # Where a phrase begins

    def _begins(self, index: int) -> bool:
        """Whether a phrase may begin with an atom."""
        atom, words = self._atoms[index], self._words
        text = atom.text
        if atom.known is not None:
            return True
        if text in words.titles:
            return False
        if text in words.no_names or text in words.function:
            return self._is_forename(index)
        if text in words.places_first and self._is_part_of_people(index):
            return False
        if text in words.peoples:
            return self._is_named_for_people(index) or self._is_forename(index)
        if text.lower() in words.ordinary and (atom.opens or self._in_headline):
            return self._is_forename(index) or self._begins_office(index)
        return True

    def _begins_office(self, index: int) -> bool:
        """Whether an ordinary word begins the name of an organisation: "National Security Agency".

        In a headline only where the body has that name.
        """
        if not self._in_headline:
            return self._is_head_with_of(index) or self._head(index) is not None
        start = self._atoms[index].start
        reach = self._atoms[index + 1 : index + _REACH]
        return any(self._text[start : following.end] in self._body for following in reach)

    def _is_word_alone(self, atom: Atom) -> bool:
        """Whether a word that begins no phrase could be a name by what stands elsewhere: "Rice said"."""
        words, text = self._words, atom.text
        lists = (words.function, words.titles, words.no_names, words.peoples, words.places_first)
        return not any(text in listed for listed in lists)

    def _is_forename(self, index: int) -> bool:
        """Whether an ordinary word is a forename: "Mark", "Jan" in front of a word that is not ordinary."""
        words, text, following = self._words, self._atoms[index].text, self._next(index)
        if following is None or not (text in words.forenames or text in words.leading_surnames):
            return False
        if text in words.function and following.known is not None:
            return False
        lower = following.text.lower()
        return lower not in words.ordinary and following.text not in words.function

    def _is_part_of_people(self, index: int) -> bool:
        """Whether a word is the first of a people's: "North Korean"."""
        following = self._next(index)
        is_people = following is not None and following.text in self._words.peoples
        return is_people and self._head(index) is None

    def _is_named_for_people(self, index: int) -> bool:
        """Whether an adjective begins the name of an organisation: "American Enterprise Institute".

        A country's adjective in front of one of its offices does not belong to the name: "Chinese Foreign
        Ministry".
        """
        head = self._head(index)
        is_country = bool(self._words.peoples[self._atoms[index].text])
        return head is not None and not (is_country and head in self._words.offices)

    # What a phrase goes on with

    def _joins(self, index: int) -> bool:
        """Whether an atom goes on with the phrase that was gathered so far."""
        atom = self._atoms[index]
        if atom.opens or (atom.known is None and atom.text in self._words.function):
            return atom.text in self._words.leading_surnames and self._is_surname_first()
        if atom.link in ("#", "in") or len(self._current) == _LONGEST:
            return False
        if atom.link in ("de", "&", ","):
            return True
        if atom.link == "and":
            return self._joins_and(index)
        if atom.link in _COMPLEMENTS:
            return atom.text not in self._words.no_names and self._joins_of(atom)
        return self._joins_next(index)

    def _joins_of(self, atom: Atom) -> bool:
        """Whether "of" and the like join an atom: "Bank of Japan", "Corp. of China", "Study of Trade"."""
        words, last = self._words, self._current[-1].last_word
        if last in words.heads_of or (last in words.legal_forms and atom.is_known(Kind.PLACE)):
            return True
        return self._has_complement() and atom.known is None and atom.text.lower() in words.ordinary

    def _has_complement(self) -> bool:
        """Whether the phrase so far goes on behind "of" or the like."""
        return any(part.link in _COMPLEMENTS for part in self._current[1:])

    def _is_surname_first(self) -> bool:
        """Whether the phrase so far is one surname that given names follow: "Liu He"."""
        return len(self._current) == 1 and self._current[0].text in self._words.leading_surnames

    def _is_given_name(self, index: int) -> bool:
        """Whether an atom is the given name of somebody else with a known surname: "Deng Rong"."""
        atom, ordinary = self._atoms[index], self._words.ordinary
        return self._is_surname_first() and atom.known is None and atom.text.lower() not in ordinary

    def _joins_and(self, index: int) -> bool:
        """Whether "and" joins two halves of one name: "Food and Drug Administration"."""
        atom, last, ordinary = self._atoms[index], self._current[-1], self._words.ordinary
        if atom.known is not None or last.known is not None or atom.text.lower() not in ordinary:
            return False
        if self._is_head_with_of(index) or last.text.lower() not in ordinary:
            return False
        return self._has_complement() or self._head(index) is not None

    def _joins_next(self, index: int) -> bool:
        """Whether an atom right behind the phrase belongs to it."""
        atom, words, last = self._atoms[index], self._words, self._current[-1]
        is_tail = atom.text in words.heads
        if atom.text in words.no_names:
            return last.text in words.forenames
        if last.text in words.legal_forms and len(self._current) > 1 and not is_tail:
            following = self._next(index)
            return following is not None and following.text in words.legal_forms
        if last.is_known(Kind.PERSON):
            is_thing = atom.text in words.things and not self._in_headline
            is_tail = is_tail or is_thing or atom.text in words.places or atom.text in _AFTER_PERSONS
            return is_tail or self._is_given_name(index)
        if last.is_known(Kind.PLACE):
            return self._is_named_for_place(index)
        if atom.known is not None and not is_tail:
            return self._joins_known(index)
        is_loose = last.known is not None or atom.text.lower() in words.ordinary
        if self._in_headline and is_loose and not is_tail:
            written = self._text[self._current[0].start : atom.end]
            return written in self._body or self._head(index) is not None
        if last.known is not None and atom.text in words.forenames:
            return False
        if atom.text not in words.peoples or last.text in words.peoples or last.text in words.forenames:
            return True
        return self._head(index) is not None

    def _joins_known(self, index: int) -> bool:
        """Whether a known name belongs to the phrase: as a surname, or in "New China News Agency"."""
        atom, first = self._atoms[index], self._current[0]
        following = self._next(index)
        legal_forms = self._words.legal_forms
        if first.text in legal_forms or (following is not None and following.text in legal_forms):
            return True
        if first.known is None and first.text in self._words.forenames:
            return " " not in atom.text
        if not atom.is_known(Kind.PLACE) or not (first.known is None or first.is_known(Kind.ORG)):
            return False
        is_thing = following is not None and following.text in self._words.things
        return is_thing or self._head(index) is not None

    def _is_named_for_place(self, index: int) -> bool:
        """Whether a phrase that ends with a place goes on: "London Stock Exchange", "Ohio River"."""
        atom, words = self._atoms[index], self._words
        if atom.text in words.heads or atom.text in words.places:
            return True
        known = self._current[-1].known
        if atom.text in words.things and known is not None:
            return known.sort != "country"
        if atom.is_known(Kind.ORG) and self._current[0].known is not None:
            return all(word in words.heads or word.lower() in words.ordinary for word in atom.text.split())
        if atom.known is not None or atom.text in words.roles or atom.text in words.forenames:
            return False
        return len(self._current) > 1 or self._head(index) is not None

    # Looking ahead

    def _next(self, index: int) -> Atom | None:
        """The atom right behind another one."""
        following = self._atoms[index + 1] if index + 1 < len(self._atoms) else None
        return following if following is not None and following.link == " " and not following.opens else None

    def _is_head_with_of(self, index: int) -> bool:
        """Whether an atom is a head-word with its own "of": "Bank of …"."""
        if index + 1 == len(self._atoms) or self._atoms[index].last_word not in self._words.heads_of:
            return False
        return self._atoms[index + 1].link in _COMPLEMENTS

    def _head(self, index: int) -> str | None:
        """The head-word of an organisation in the words right behind an atom.

        In a headline only one that is seldom an ordinary word counts.
        """
        words = self._words
        for following in self._atoms[index + 1 : index + _REACH]:
            if following.link not in (" ", "&") or following.opens or following.text in words.roles:
                return None
            if following.is_known(Kind.PERSON, Kind.PRODUCT, Kind.ORG):
                return None
            last = following.last_word
            if last in words.heads and not (self._in_headline and words.heads[last] in ("company", "media")):
                return last
            if following.known is None and last in words.function:
                return None
        return None
