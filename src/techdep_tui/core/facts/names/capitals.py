"""The capitalised words of a text, and how each hangs on the one before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.names.gazetteer import gazetteer
from techdep_tui.core.facts.names.vocabulary import vocabulary


class Capital(NamedTuple):
    """A capitalised word, without a possessive 's.

    `link` tells how it hangs on the capitalised word before it: " " next to it, "of", "for", "on", "and" or
    "&" with that between them (articles aside), "in" with a word over which only known names go, "de" with a
    small word of names, "," a legal form behind a comma, "#" with a number between them, "" not at all.
    `opens` tells that a sentence, quotation or line begins with it, so that its capital says little.
    """

    text: str
    start: int
    end: int
    link: str
    opens: bool


_UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
_WORD = LazyPattern(
    rf"[{_UPPER}](?:(?:\.[{_UPPER}]){{1,5}}(?:\.|(?![\w.]))|\.(?= ?[{_UPPER}])"
    rf"|\w{{0,40}}(?:[-'&](?:[{_UPPER}]\.[{_UPPER}]\.|\w{{1,40}})){{0,6}}(?:\.(?:com|org|net|ru|io|ai|js)\b|\+(?!\d))?)"
)
"""A word from its first capital on; what belongs to it in front of that is `_begin`."""
_NEXT_WORD = LazyPattern(r" ?(\w{1,20})")
_PREFIXES = ("al-", "el-", "ul-", "d'")
_SMALL_BEFORE = LazyPattern(r"(?<!\w)(?:[a-z]{1,2}|\d{1,4})\Z")
_PARTICLES = (
    "de la|de los|del|de|da|dos|das|do|di|du|la|le|van der|van den|van de|van|von der|von|bin|ibn|bint|al|ul"
)
_LINKS = {
    " ": " ",
    "-": "",
    " & ": "&",
    " and ": "and",
    " and the ": "and",
    **{f" {word} ": word for word in ("of", "for", "on")},
    **{f" {word} ": "in" for word in ("in", "in the", "the", "to", "at", "with")},
    **{f" {word} the ": word for word in ("of", "for", "on")},
    **{f" {words} ": "de" for words in _PARTICLES.split("|")},
}
_OPENERS = frozenset("\"“«([*•#>'‘")


def capitals(text: str, start: int, end: int, sentence_starts: Collection[int]) -> Iterator[Capital]:
    """The capitalised words of a block of a text, in order."""
    dotted, genitives, legal_forms = vocabulary().dotted, vocabulary().genitives, vocabulary().legal_forms
    last = start
    for match in _WORD.finditer(text, start, end):
        begin = match.start()
        if text[begin - 1 : begin] != " " and (begin := _begin(text, begin, last)) < 0:
            continue
        word, stop = text[begin : match.end()], match.end()
        if text[stop : stop + 1] == "$":
            continue
        if stop - begin == 2 and word[1] == "." and _begins_sentence(text, stop):
            word, stop = word[0], stop - 1
        if "'" in word and word[-2:] in ("'s", "'S") and word not in genitives:
            word, stop = word[:-2], stop - 2
        elif text[stop : stop + 1] == "." and f"{word}." in dotted:
            word, stop = word + ".", stop + 1
        gap = text[last:begin]
        link = "," if gap == ", " and word in legal_forms else _LINKS.get(gap, "")
        if not link and len(gap) < 7 and gap.strip().isdigit():
            link = "#"
        opens = begin in sentence_starts or begin == start or text[begin - 1] in _OPENERS
        if "-" in word:
            if word[1] == "-" and word[0] in "DRI" and _is_seat(text, begin, stop):
                continue
            for piece, at in _pieces(word, begin):
                yield Capital(piece, at, at + len(piece), link, opens)
                link, stop = "", at + len(piece)
        else:
            yield Capital(word, begin, stop, link, opens)
        last = stop


def _begin(text: str, position: int, floor: int) -> int:
    """Where the word begins whose first capital is at `position`: "iPhone", "1C", "al-Assad"; -1 for no word.

    What is part of an address, a handle or a longer word is none.
    """
    before = text[position - 1 : position]
    if before == " " or position <= floor:
        return position
    if before.isalnum():
        small = _SMALL_BEFORE.search(text, max(floor, position - 6), position)
        return -1 if small is None else _begin(text, small.start(), floor)
    if before in "@#._" or (before == "/" and (text[position - 2].islower() or text[position - 2] in ":/")):
        return -1
    for prefix in _PREFIXES:
        if before == prefix[-1] and text.startswith(prefix, position - len(prefix)):
            return position - len(prefix)
    return position


def _begins_sentence(text: str, position: int) -> bool:
    """Whether the word behind a letter with a full stop begins a sentence: "plan B. The", not "J. Smith"."""
    following = _NEXT_WORD.match(text, position)
    return following is not None and following[1] in vocabulary().function


def _is_seat(text: str, begin: int, stop: int) -> bool:
    """Whether a word is a party and a state behind a member's name: "(D-Md.)", ", R-Utah,"."""
    return (text[begin - 1] == "(" or text[begin - 2 : begin] == ", ") and text[stop : stop + 1] in "),."


def _pieces(word: str, begin: int) -> list[tuple[str, int]]:
    """A word with hyphens as the names that it is made of, each with where it begins.

    "US-China" is two, "Washington-based" one, "Jean-Claude" and "MS-21" stay as they are.
    """
    names, words = gazetteer().names, vocabulary()
    peoples = words.peoples
    if word in names:
        return [(word, begin)]
    parts = word.split("-")
    if parts[0] in words.no_names and parts[-1] in words.no_names:
        return []
    small = next((i for i, part in enumerate(parts) if part[:1].islower()), len(parts))
    if 0 < small < len(parts) and parts[small] in words.ordinary:
        return [("-".join(parts[:small]), begin)]
    if all(part in names or part in peoples for part in parts):
        pieces = []
        for part in parts:
            pieces.append((part, begin))
            begin += len(part) + 1
        return pieces
    return [(word, begin)]


def runs(capitals: Iterator[Capital]) -> Iterator[list[Capital]]:
    """Stretches of capitalised words that hang together."""
    run: list[Capital] = []
    for word in capitals:
        if run and not word.link:
            yield run
            run = []
        run.append(word)
    if run:
        yield run
