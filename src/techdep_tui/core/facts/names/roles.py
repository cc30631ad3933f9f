"""The role of a person and for whom, where they are written at the name.

In front of it: "Rostec head Sergey …", "Russia's President Vladimir …", "analyst Ole …". Behind it:
"…, CEO of Baikal Electronics,", "…, an analyst at Wells Fargo", "… of Third Bridge".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.names.gazetteer import country_names
from techdep_tui.core.facts.names.vocabulary import vocabulary


class Mentioned(NamedTuple):
    """A name in one place: its characters, its kind, its full name, where a role in front of it begins."""

    start: int
    end: int
    kind: Kind
    name: str
    role_start: int | None = None


class Role(NamedTuple):
    """A role as written and the organisation or country that it is for."""

    role: str | None
    org: str | None


_BEFORE = 90
_BEHIND = 110
_LONGEST_WORD = 34
_APPOSITION = LazyPattern(
    r",? (?:the |an? |its |his |her |their |then |now )?((?:[^,.;:()\"“”]|\.(?=\S)){2,100})"
)
_OF_ORG = LazyPattern(r"(?: (?:of|at|from|with)|, who (?:heads|leads|runs|chairs|founded)) (?:the )?")
_THE_COMPANY = LazyPattern(r"\b(?:company|firm|group|bank|agency)'s \Z")
_CLAUSE = LazyPattern(r"\w{1,20}ing\b|(?:when|which|while|as|but|and|after|because|who|where)\b")
"""How what follows a comma begins where it is no apposition."""
_JOINT = LazyPattern(r" (?:of|at|for|in|with|to) (?:the |its )?\Z")
_AFTER_OWNER = LazyPattern(r"(?:'s?)? (?=\S)")


class Roles:
    """Reads the roles of the persons among the names of an article, which are in order of place."""

    def __init__(self, text: str, mentioned: Sequence[Mentioned]) -> None:
        self._text = text
        self._names = mentioned
        self._starts = [name.start for name in mentioned]

    def of(self, index: int) -> Role:
        """The role of a person, by its place among the names."""
        person = self._names[index]
        in_front = self._in_front(index, person) or self._in_front_of_org(index, person)
        behind = self._behind(person)
        if in_front is not None and in_front.org is None and behind is not None:
            return in_front._replace(org=behind.org)
        return in_front or behind or Role(None, self._only_org(index, person))

    def _in_front(self, index: int, person: Mentioned) -> Role | None:
        """The role that ends where the name begins."""
        floor = max(0, person.start - _BEFORE, self._names[index - 1].end if index else 0)
        start = self._role_start(person, floor)
        if start is None:
            return None
        role = self._text[start : person.start].strip(" ,")
        return Role(role, self._owner(index, start, role)) if role not in vocabulary().address else None

    def _in_front_of_org(self, index: int, person: Mentioned) -> Role | None:
        """The role in front of its organisation: "Vice-Chairman of the Military Commission Zhang …"."""
        org = self._names[index - 1] if index else None
        if org is None or org.kind is not Kind.ORG or self._text[org.end : person.start] != " ":
            return None
        joint = _JOINT.search(self._text, max(0, org.start - 10), org.start)
        if joint is None:
            return None
        word, _ = self._word_before(0, joint.start() + 1)
        is_role = word in vocabulary().roles or word in vocabulary().lower_roles
        return Role(word, org.name) if is_role else None

    def _word_before(self, floor: int, position: int) -> tuple[str, int]:
        """The word in front of the blank in front of `position`, and where it begins; "" if there is none."""
        begin = max(floor, position - _LONGEST_WORD)
        piece = self._text[begin:position]
        if piece[-1:] != " ":
            return "", position
        piece = piece.rstrip(" ,")
        start = piece.rfind(" ") + 1
        return piece[start:], begin + start

    def _role_start(self, person: Mentioned, floor: int) -> int | None:
        """Where the words of a role in front of a name begin."""
        start = self._small_role(person.start, floor) if person.role_start is None else person.role_start
        if start == person.start:
            return None
        while True:
            word, begin = self._word_before(floor, start)
            if not word or not vocabulary().is_modifier(word):
                return start
            start = begin

    def _small_role(self, position: int, floor: int) -> int:
        """Where a role in small letters right in front of a name begins: "deputy minister of trade "."""
        words = vocabulary()
        behind, start = "", position
        for _ in range(6):
            word, begin = self._word_before(floor, start)
            if not word[:1].islower():
                return position
            if word in words.lower_roles and behind in ("", "of", "for"):
                return begin
            if behind == "" and word not in words.portfolios:
                return position
            behind, start = word, begin
        return position

    def _owner(self, index: int, start: int, role: str) -> str | None:
        """Whose role begins at `start`: of the name in front, an adjective's country, "the company"."""
        if index:
            before = self._names[index - 1]
            if before.kind in (Kind.ORG, Kind.PLACE):
                match = _AFTER_OWNER.match(self._text, before.end, start + 1)
                if match is not None and match.end() == start:
                    return before.name
        if _THE_COMPANY.search(self._text, max(0, start - 16), start):
            return self._last_org(index)
        if role.lower().replace("-", " ").rsplit(" ", 1)[-1] not in vocabulary().roles_of_states:
            return None
        word, _ = self._word_before(0, start)
        return country_names().get(vocabulary().peoples.get(word, ""))

    def _last_org(self, index: int) -> str | None:
        """The organisation that was named last before a person."""
        names = reversed(self._names[max(0, index - 8) : index])
        return next((name.name for name in names if name.kind is Kind.ORG), None)

    def _behind(self, person: Mentioned) -> Role | None:
        """The role in an apposition behind the name."""
        if self._text[person.end : person.end + 2] != ", ":
            return None
        match = _APPOSITION.match(self._text, person.end, person.end + _BEHIND)
        if match is None or _CLAUSE.match(match[1]):
            return None
        start, end = match.span(1)
        org = self._org_within(start, end)
        if org is not None and org.start == start:
            owner = _AFTER_OWNER.match(self._text, org.end, end)
            start = owner.end() if owner is not None else end
        elif org is not None:
            end = org.start
        joint = _JOINT.search(self._text, start, end)
        role = " ".join(self._text[start : joint.start() if joint is not None else end].split())
        if not any(word in vocabulary().lower_roles for word in role.lower().replace("-", " ").split()[:6]):
            return None
        return Role(role, org.name if org is not None else None)

    def _only_org(self, index: int, person: Mentioned) -> str | None:
        """The organisation that a person is "of" or "at", heads or is named as its, without a role."""
        before = self._names[index - 1] if index else None
        if before is not None and before.kind is Kind.ORG and self._text[before.end : person.start] == "'s ":
            return before.name
        match = _OF_ORG.match(self._text, person.end, person.end + 24)
        org = self._org_within(match.end(), match.end() + 1) if match is not None else None
        return org.name if org is not None else None

    def _org_within(self, start: int, end: int) -> Mentioned | None:
        """The first organisation that begins in `start:end`."""
        index = bisect_left(self._starts, start)
        while index < len(self._names) and self._starts[index] < end:
            if self._names[index].kind is Kind.ORG:
                return self._names[index]
            index += 1
        return None
