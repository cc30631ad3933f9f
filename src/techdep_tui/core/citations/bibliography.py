"""Many references become a bibliography: sorted, numbered and told apart as the style asks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.citations import typeset
from techdep_tui.core.citations.listing import Listing, Naming, Order
from techdep_tui.core.citations.names import Apart, Given, Name, NameForm
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.styles import Rendered, Style, rendered, style_of
from techdep_tui.core.citations.typeset import AMERICAN
from techdep_tui.core.citations.work import Work, work_of

_ARTICLE = LazyPattern(r"\A(?:the|an?) (?=\w)")
_NO_LETTER = LazyPattern(r"[^\w ]+|_")
_SHORT = NameForm(is_short=True)


class Entry(NamedTuple):
    """An entry of a bibliography: its place among the references given (from 0), its number, its texts."""

    place: int
    number: int
    rendered: Rendered


def bibliography(
    references: Sequence[Reference], style_id: str, *, paragraph: int | None = None
) -> list[Entry]:
    """The references as a list in a style, in its order, each told apart from the others.

    Two works of one author and year get letters ("2026a", "2026b"), authors of one family name their
    initials, lists of authors that are cut off alike a further name, or the title, as the style says.
    `paragraph` is one to cite, too. Raises CitationError for an unknown style.
    """
    style = style_of(style_id)
    works = [work_of(reference.csl) for reference in references]
    order = sorted(range(len(works)), key=lambda i: _sort_key(works[i], style.listing))
    listed = _told_apart([works[i] for i in order], style)
    return [
        Entry(place, number, rendered(work, style, paragraph, number))
        for number, (place, work) in enumerate(zip(order, listed, strict=True), start=1)
    ]


# The order


def _sort_key(work: Work, listing: Listing) -> tuple[object, ...]:
    """What entries are sorted by; "nothing before something" for lists of authors."""
    if listing.order is Order.CITED:
        return ()
    title = _filed(work.title) if work.is_english else _folded(work.title)
    lead = tuple(_filed_name(name, listing) for name in work.authors)
    if not lead:
        lead = ((_filed(listing.stand_in(work)) or title, "", ""),)
    date = work.issued
    if listing.order is Order.TITLE:
        return lead, title
    has_year = bool(date and date.year)
    is_late = has_year if listing.undated_first else not has_year
    when = (date.year, date.month, date.day) if date else (0, 0, 0)
    return lead, is_late, when[:1] if listing.order is Order.YEAR else when, title


def _filed_name(name: Name, listing: Listing) -> tuple[str, str, str]:
    if name.is_institution:
        return _filed(name.family), "", ""
    family = name.short if listing.files_particle else name.family
    return _folded(family), _folded(name.given), _folded(name.suffix)


def _filed(text: str) -> str:
    """A title or institution as it is filed: without the English article that it begins with."""
    return _ARTICLE.sub("", _folded(text), count=1) if text else ""


def _folded(text: str) -> str:
    """Small letters without accents and signs."""
    bare = unicodedata.normalize("NFKD", typeset.plain(text).casefold())
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(_NO_LETTER.sub("", letters.replace("-", " ")).split())


# Telling apart


def _told_apart(works: list[Work], style: Style) -> list[Work]:
    """The works in their order, with what tells them apart and dashes for authors that come again."""
    listing = style.listing
    if listing.tells_apart:
        for step in (_with_given_names, _with_more_names, _with_titles, _with_letters):
            works = step(works, style)
    return _with_dashes(works, listing) if listing.has_dashes else works


def _with_given_names(works: list[Work], style: Style) -> list[Work]:
    """Where first authors share a family name, the citation says which."""
    naming = style.listing.naming

    def group(work: Work) -> Hashable:
        first = _first_person(work)
        if first is None:
            return None
        return _cited(work, style) if naming is Naming.WHERE_ALIKE else first.short

    out = list(works)
    for alike in _groups(works, group):
        firsts = {i: name for i in alike if (name := _first_person(works[i])) is not None}
        for i, given in _given_of(firsts, has_full=naming is Naming.FULL):
            out[i] = _put(works[i], works[i].apart._replace(given=given))
    return out


def _given_of(firsts: dict[int, Name], *, has_full: bool) -> Iterator[tuple[int, Given]]:
    """How much of the given name each of these needs, which share their family name."""
    initials = {i: _SHORT.write([name], AMERICAN, Apart(given=Given.INITIALS)) for i, name in firsts.items()}
    namesakes: dict[str, set[str]] = {}
    for i, name in firsts.items():
        namesakes.setdefault(initials[i], set()).add(name.given)
    for i in firsts:
        if has_full and len(namesakes[initials[i]]) > 1:
            yield i, Given.FULL
        elif len(namesakes) > 1:
            yield i, Given.INITIALS


def _with_more_names(works: list[Work], style: Style) -> list[Work]:
    """Where lists of authors are cut off alike, as many names as it takes; never “et al.” for one."""
    if style.listing.names_titles:
        return works
    out = list(works)
    for alike in _groups(works, lambda work: _cited(work, style)):
        lists = {i: tuple(name.short for name in works[i].authors) for i in alike}
        shown = _names_that_differ(sorted(set(lists.values())))
        for i, names in lists.items():
            out[i] = _put(works[i], works[i].apart._replace(shown=shown[names]))
    return out


def _names_that_differ(lists: list[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """How many names of each list, of sorted ones, tell it apart from its neighbours; 0 for a single list."""
    out = dict.fromkeys(lists, 0)
    for one, two in pairwise(lists):
        shown = _shared(one, two) + 1
        out[one], out[two] = max(out[one], shown), max(out[two], shown)
    return {names: len(names) if shown == len(names) - 1 else shown for names, shown in out.items()}


def _with_titles(works: list[Work], style: Style) -> list[Work]:
    """Where citations are alike and the style gives no letters, the title."""
    out = list(works)
    if style.listing.names_titles:
        for alike in _groups(works, lambda work: _cited(work, style)):
            for i in alike:
                out[i] = _put(works[i], works[i].apart._replace(by_title=True))
    return out


def _with_letters(works: list[Work], style: Style) -> list[Work]:
    """Where citations are alike, letters after the year in the order of the list."""
    out = list(works)
    if style.listing.has_letters:
        for alike in _groups(works, lambda work: _cited(work, style)):
            for position, i in enumerate(alike):
                out[i] = _put(works[i], works[i].apart._replace(letter=_letters(position)))
    return out


def _with_dashes(works: list[Work], listing: Listing) -> list[Work]:
    """A dash for the authors, or who stands in for them, that the entry before has, too."""
    leads = [work.authors or listing.stand_in(work) for work in works]
    return [
        _put(work, work.apart._replace(is_repeated=bool(lead) and i > 0 and leads[i - 1] == lead))
        for i, (work, lead) in enumerate(zip(works, leads, strict=True))
    ]


def _cited(work: Work, style: Style) -> str:
    return typeset.plain(style.citation(work, None, 1), style.setting)


def _first_person(work: Work) -> Name | None:
    first = work.authors[0] if work.authors else None
    return first if first and first.given and not first.is_institution else None


def _groups(works: Sequence[Work], key: Callable[[Work], Hashable]) -> Iterable[list[int]]:
    """The places of works that have one key, two at least; those without a key are in no group."""
    groups: dict[Hashable, list[int]] = {}
    for i, work in enumerate(works):
        found = key(work)
        if found is not None:
            groups.setdefault(found, []).append(i)
    return [group for group in groups.values() if len(group) > 1]


def _shared(names: Sequence[str], other: Sequence[str]) -> int:
    """How many names two lists have in common at their beginning."""
    pairs = zip(names, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(names), len(other)))


def _put(work: Work, apart: Apart) -> Work:
    return work._replace(apart=apart)


def _letters(position: int) -> str:
    """ "a" for 0, "z" for 25, "aa" for 26."""
    out = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        out = chr(97 + rest) + out
    return out
