"""The inside of a Markdown paragraph: which characters are text and which are markup.

Written by hand because the reading text must lead back to the file character by character; parsers that give
positions for whole blocks only cannot do that. One pass over the text, each construct bounded: linear time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from techdep_tui.core.articles.markup import TAG, unescaped
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.articles.shape import Piece, PlacedLink

_SPECIAL = LazyPattern(r"[\\`*_\[\]<&{~:\n]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TARGET = LazyPattern(
    r"\(\s{0,8}(?:<([^<>\n]{0,2000})>|((?:[^\s()\[\]<>]|\([^\s()\[\]<>]{0,400}\)){0,2000}+))"
    r"(?:\s{1,8}(?:\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'|\([^()\n]{0,400}\)))?\s{0,8}\)"
)
_REFERENCE = LazyPattern(r"\s?\[([^\[\]\n]{0,200})\]")
_FOOTNOTE = LazyPattern(r"\[\^[^\[\]\s]{1,60}\]")
_ATTRIBUTES = LazyPattern(r"\{:[^{}\n]{0,200}\}")
_SHORTCODE = LazyPattern(r"\{\{[^{}]{0,500}\}\}|\{%[^{}]{0,500}\}")
_AUTOLINK = LazyPattern(r"<(https?://[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,200})>")
_HREF = LazyPattern(r"(?i)href\s?=\s?[\"']?(https?://[^\"'\s<>]{1,2000})")
_ENTITY = LazyPattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_REST_OF_ADDRESS = LazyPattern(r"://[^\s<>\[\]\"]{1,2000}")
_TICKS = LazyPattern(r"`{1,64}")
_AFTER_ADDRESS = ".,;:!?'*_”’)"
_PARTING = frozenset(("br", "p", "div", "li", "tr", "td", "th", "hr"))
"""Elements that part words."""
_OPENERS_SEEN = 4
"""Openers of emphasis that a closing one looks back over; what lies further back does not match."""


class Inline(NamedTuple):
    """What is left of a stretch of Markdown: its text as pieces of the source, and its links."""

    pieces: list[Piece]
    links: list[PlacedLink]

    def text(self, source: str) -> str:
        """The text with its blanks collapsed."""
        return " ".join(
            "".join(source[p.start : p.end] if p.shown is None else p.shown for p in self.pieces).split()
        )


def read_inline(source: str, spans: Sequence[Span], references: Mapping[str, str]) -> Inline:
    """The text and the links of the source's `spans`, which follow one another as the lines of one block.

    What stands between the spans (line breaks, signs of quotation) becomes a blank. `references` holds the
    addresses of reference links by their names in small letters.
    """
    whole = Span(spans[0].start, spans[-1].end)
    cuts = [Piece(a.end, b.start, " ") for a, b in pairwise(spans) if source[a.end : b.start].strip()]
    reader = _Reader(source, references, whole.end)
    reader.read(whole.start)
    cuts = sorted([*reader.cuts, *cuts]) if cuts else sorted(reader.cuts)
    pieces: list[Piece] = []
    position = whole.start
    for cut in cuts:
        if cut.start < position:
            continue
        if cut.start > position:
            pieces.append(Piece(position, cut.start))
        pieces.append(cut)
        position = cut.end
    if position < whole.end:
        pieces.append(Piece(position, whole.end))
    return Inline(pieces, reader.links)


class _Run:
    """A run of `*` or `_` that may open or close emphasis; signs at both its ends may have been used up."""

    __slots__ = ("end", "sign", "start")

    def __init__(self, sign: str, start: int, end: int) -> None:
        self.sign = sign
        self.start = start
        self.end = end


class _Reader:
    """Reads one block up to `end`; what is taken out of the text collects in `cuts`."""

    def __init__(self, source: str, references: Mapping[str, str], end: int) -> None:
        self.source = source
        self.references = references
        self.end = end
        self.cuts: list[Piece] = []
        self.links: list[PlacedLink] = []
        self._runs: list[_Run] = []
        self._brackets: list[int] = []
        self._ticks_missing: set[int] = set()
        self._anchor: tuple[str, int] | None = None

    def read(self, position: int) -> None:
        """Read from `position` to the end; each construct says where it ends."""
        match = _SPECIAL.search(self.source, position, self.end)
        if not match:
            return
        constructs: Mapping[str, Callable[[int], int]] = {
            "*": self._emphasis, "_": self._emphasis, "[": self._open_bracket, "]": self._close_bracket,
            "\\": self._escape, "`": self._code, "<": self._angle, "&": self._entity, "{": self._brace,
            "~": self._strike, ":": self._address, "\n": self._line_break,
        }  # fmt: skip
        while match is not None:
            position = constructs[match[0]](match.start())
            match = _SPECIAL.search(self.source, position, self.end)

    def _cut(self, start: int, end: int, shown: str = "") -> int:
        self.cuts.append(Piece(start, end, shown))
        return end

    def _escape(self, at: int) -> int:
        following = self.source[at + 1 : min(at + 2, self.end)]
        if following == "\n":
            return self._cut(at, at + 2, "\n")
        if following and following in _PUNCTUATION:
            self._cut(at, at + 1)
            return at + 2
        return at + 1

    def _line_break(self, at: int) -> int:
        """Two blanks before a line's end keep the break, unless the next line goes on in small letters."""
        if self.source.startswith("  ", at - 2) and not self.source[at + 1 : at + 2].islower():
            self._cut(at - 2, at + 1, "\n")
        return at + 1

    def _strike(self, at: int) -> int:
        return self._cut(at, at + 2) if self.source.startswith("~~", at) and at + 2 <= self.end else at + 1

    def _entity(self, at: int) -> int:
        match = _ENTITY.match(self.source, at, self.end)
        shown = unescaped(match[0]) if match else ""
        if not match or shown == match[0] or not (shown.isprintable() or shown.isspace()):
            return at + 1
        return self._cut(at, match.end(), " " if shown.isspace() else shown)

    def _brace(self, at: int) -> int:
        pattern = _ATTRIBUTES if self.source.startswith("{:", at) else _SHORTCODE
        match = pattern.match(self.source, at, self.end)
        return self._cut(*match.span()) if match else at + 1

    def _code(self, at: int) -> int:
        ticks = _TICKS.match(self.source, at, self.end)
        if not ticks:
            return at + 1
        length = len(ticks[0])
        if length not in self._ticks_missing:
            for closing in _TICKS.finditer(self.source, ticks.end(), self.end):
                if len(closing[0]) == length:
                    self._cut(*ticks.span())
                    return self._cut(*closing.span())
            self._ticks_missing.add(length)
        return ticks.end()

    def _angle(self, at: int) -> int:
        """An address in angle brackets, or a tag."""
        if address := _AUTOLINK.match(self.source, at, self.end):
            self._cut(at, at + 1)
            if address[1].startswith("http"):
                self.links.append(PlacedLink(address[1], address[1], "link", at + 1, address.end() - 1))
            return self._cut(address.end() - 1, address.end())
        tag = TAG.match(self.source, at, self.end)
        if not tag:
            return at + 1
        name = tag[1].lower()
        if name == "a":
            self._anchor_tag(tag[0], *tag.span())
        return self._cut(at, tag.end(), "\n" if name == "br" else " " if name in _PARTING else "")

    def _anchor_tag(self, tag: str, start: int, end: int) -> None:
        if href := _HREF.search(tag):
            self._anchor = (unescaped(href[1]), end)
        elif self._anchor and tag.startswith("</"):
            url, text_start = self._anchor
            self.links.append(PlacedLink(self.source[text_start:start], url, "link", text_start, start))
            self._anchor = None

    def _address(self, at: int) -> int:
        """An address that stands bare in the text; `at` is its colon."""
        scheme = next((s for s in ("https", "http") if self.source.endswith(s, 0, at)), None)
        match = _REST_OF_ADDRESS.match(self.source, at, self.end) if scheme else None
        if not scheme or not match:
            return at + 1
        after = _AFTER_ADDRESS[:-1] if "(" in match[0] else _AFTER_ADDRESS
        url = scheme + match[0].rstrip(after)
        start = at - len(scheme)
        self.links.append(PlacedLink(url, url, "link", start, start + len(url)))
        return max(start + len(url), at + 1)

    def _open_bracket(self, at: int) -> int:
        if note := _FOOTNOTE.match(self.source, at, self.end):
            return self._cut(*note.span())
        self._brackets.append(at)
        return at + 1

    def _close_bracket(self, at: int) -> int:
        """The end of a link's text or an image's description, if an address follows; else a bracket."""
        if not self._brackets:
            return at + 1
        opened = self._brackets.pop()
        url, after = self._target(at, opened + 1)
        if url is None:
            return at + 1
        is_image = opened > 0 and self.source[opened - 1] == "!"
        self._cut(opened - is_image, opened + 1)
        if not is_image and url.startswith(("http://", "https://", "mailto:")):
            self.links.append(PlacedLink(self.source[opened + 1 : at], url, "link", opened + 1, at))
        return self._cut(at, after)

    def _target(self, at: int, label_start: int) -> tuple[str | None, int]:
        """What a closing bracket leads to, and the position behind that; no address if it is text."""
        if target := _TARGET.match(self.source, at + 1, self.end):
            return unescaped(target[1] if target[1] is not None else target[2]), target.end()
        if not self.references:
            return None, at + 1
        label = self.source[label_start:at] if at - label_start <= 200 else ""
        reference = _REFERENCE.match(self.source, at + 1, self.end)
        name = (reference[1] or label) if reference else label
        url = self.references.get(name.strip().lower())
        return url, reference.end() if reference else at + 1

    def _emphasis(self, at: int) -> int:
        """A run of `*` or `_`: whether it opens or closes is told by what stands on its sides."""
        sign, stop = self.source[at], at + 1
        while stop < self.end and self.source[stop] == sign:
            stop += 1
        before = self.source[at - 1] if at else " "
        after = self.source[stop] if stop < self.end else " "
        can_open = not after.isspace() and (after not in _PUNCTUATION or not before.isalnum())
        can_close = not before.isspace() and (before not in _PUNCTUATION or not after.isalnum())
        if sign == "_":
            can_open, can_close = can_open and not before.isalnum(), can_close and not after.isalnum()
        run = _Run(sign, at, stop)
        if can_close:
            self._close_emphasis(run)
        if can_open and run.start < run.end:
            self._runs.append(run)
        return stop

    def _close_emphasis(self, run: _Run) -> None:
        """Match a closing run with the openers before it, sign by sign."""
        while run.start < run.end and self._runs:
            opener = self._runs[-1]
            if opener.sign != run.sign:
                if not any(other.sign == run.sign for other in self._runs[-_OPENERS_SEEN:]):
                    return
                self._runs.pop()
                continue
            taken = min(opener.end - opener.start, run.end - run.start)
            opener.end -= taken
            self._cut(opener.end, opener.end + taken)
            self._cut(run.start, run.start + taken)
            run.start += taken
            if opener.start == opener.end:
                self._runs.pop()
