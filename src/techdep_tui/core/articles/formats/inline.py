"""The inside of a Markdown paragraph: which characters are text and which are markup.

Written by hand because the reading text must lead back to the file character by character; parsers that give
positions for whole blocks only cannot do that. One pass over the text, each construct bounded: linear time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.shape import Piece, PlacedLink

_SPECIAL = re.compile(r"[\\`*_\[\]<&{~^!]|https?://|(?<=\S)[ ]{2,}\n")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TARGET = re.compile(
    r"\(\s{0,8}(?:<([^<>\n]{0,2000})>|((?:[^\s()\[\]<>]|\([^\s()\[\]<>]{0,400}\)){0,2000}+))"
    r"(?:\s{1,8}(?:\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'|\([^()\n]{0,400}\)))?\s{0,8}\)"
)
_REFERENCE = re.compile(r"\s?\[([^\[\]\n]{0,200})\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]{0,200}\}")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,200})>")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]{0,20})(?:\s[^<>]{0,2000})?/?>")
_HREF = re.compile(r"href\s?=\s?[\"']?(https?://[^\"'\s<>]{1,2000})", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_BARE_ADDRESS = re.compile(r"https?://[^\s<>\[\]\"“”]{1,2000}")
_TICKS = re.compile(r"`{1,64}")
_SHORTCODE = re.compile(r"\{\{[^{}]{0,500}\}\}|\{%[^{}]{0,500}\}")
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "td", "th", "hr"})
"""Tags that part words."""


@dataclass(slots=True)
class Inline:
    """What is left of a stretch of Markdown: its text as pieces of the source, and its links."""

    pieces: list[Piece] = field(default_factory=list)
    links: list[PlacedLink] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """A run of `*` or `_` that may open or close emphasis; `cut` of its signs are markup."""

    sign: str
    start: int
    length: int
    can_open: bool
    can_close: bool
    cut_left: int = 0
    cut_right: int = 0


class _Reader:
    """Reads one block's text; the characters that are taken out collect in `cuts`."""

    def __init__(self, source: str, references: Mapping[str, str]) -> None:
        self.source = source
        self.references = references
        self.cuts: list[Piece] = []
        self.links: list[PlacedLink] = []
        self.runs: list[_Run] = []
        self.brackets: list[tuple[int, bool]] = []
        self.no_ticks_after: dict[int, int] = {}
        self.open_anchor: tuple[str, int] | None = None

    def read(self, start: int, end: int) -> None:
        """Read the source's `start:end`."""
        position = start
        while position < end:
            match = _SPECIAL.search(self.source, position, end)
            if not match:
                break
            position = self._special(match, end)

    def _special(self, match: re.Match[str], end: int) -> int:
        """Handle the construct at a special sign; the position behind it."""
        at, sign = match.start(), match[0][0]
        if sign in "*_":
            return self._emphasis(at, end)
        if sign == "[":
            return self._open_bracket(at, end)
        if sign == "]":
            return self._close_bracket(at, end)
        if sign == "!":
            if self.source.startswith("[", at + 1) and at + 1 < end:
                self.brackets.append((at, True))
                return at + 2
            return at + 1
        if sign == "\\":
            return self._escape(at, end)
        if sign == " ":
            return self._hard_break(match)
        if sign == "h":
            return self._bare_address(at, end)
        return {
            "`": self._code,
            "<": self._angle,
            "&": self._entity,
            "{": self._brace,
            "~": self._strike,
            "^": self._skip,
        }[sign](at, end)

    def _cut(self, start: int, end: int, shown: str = "") -> int:
        self.cuts.append(Piece(start, end, shown))
        return end

    def _skip(self, at: int, _end: int) -> int:
        return at + 1

    def _escape(self, at: int, end: int) -> int:
        following = self.source[at + 1 : min(at + 2, end)]
        if following == "\n":
            return self._cut(at, at + 2, "\n")
        if following and following in _PUNCTUATION:
            self._cut(at, at + 1)
            return at + 2
        return at + 1

    def _hard_break(self, match: re.Match[str]) -> int:
        following = self.source[match.end() : match.end() + 1]
        return self._cut(match.start(), match.end(), " " if following.islower() else "\n")

    def _strike(self, at: int, end: int) -> int:
        if self.source.startswith("~~", at) and at + 2 <= end:
            return self._cut(at, at + 2)
        return at + 1

    def _entity(self, at: int, end: int) -> int:
        match = _ENTITY.match(self.source, at, end)
        if not match:
            return at + 1
        shown = html.unescape(match[0])
        if shown == match[0] or not (shown.isprintable() or shown.isspace()):
            return match.end()
        return self._cut(at, match.end(), " " if shown.isspace() else shown)

    def _brace(self, at: int, end: int) -> int:
        match = _SHORTCODE.match(self.source, at, end) or (
            _ATTRIBUTES.match(self.source, at, end) if self.source.startswith("{:", at) else None
        )
        return self._cut(at, match.end()) if match else at + 1

    def _code(self, at: int, end: int) -> int:
        ticks = _TICKS.match(self.source, at, end)
        if not ticks:
            return at + 1
        length = len(ticks[0])
        if self.no_ticks_after.get(length, end) <= at:
            return ticks.end()
        for closing in _TICKS.finditer(self.source, ticks.end(), end):
            if len(closing[0]) == length:
                self._cut(at, ticks.end())
                return self._cut(*closing.span())
        self.no_ticks_after[length] = at
        return ticks.end()

    def _angle(self, at: int, end: int) -> int:
        address = _AUTOLINK.match(self.source, at, end)
        if address:
            self._cut(at, at + 1)
            if address[1].startswith("http"):
                self.links.append(PlacedLink(address[1], address[1], "link", at + 1, address.end() - 1))
            return self._cut(address.end() - 1, address.end())
        tag = _TAG.match(self.source, at, end)
        if not tag:
            return at + 1
        name = tag[1].lower()
        if name == "a":
            self._anchor(tag)
        return self._cut(at, tag.end(), "\n" if name == "br" else " " if name in _BREAKS else "")

    def _anchor(self, tag: re.Match[str]) -> None:
        href = _HREF.search(tag[0])
        if href:
            self.open_anchor = (html.unescape(href[1]), tag.end())
        elif self.open_anchor and tag[0].startswith("</"):
            url, start = self.open_anchor
            self.links.append(PlacedLink(self.source[start : tag.start()], url, "link", start, tag.start()))
            self.open_anchor = None

    def _bare_address(self, at: int, end: int) -> int:
        match = _BARE_ADDRESS.match(self.source, at, end)
        if not match:
            return at + 1
        url = match[0].rstrip(".,;:!?'*_)") if "(" not in match[0] else match[0].rstrip(".,;:!?'*_")
        self.links.append(PlacedLink(url, url, "link", at, at + len(url)))
        return at + max(len(url), 1)

    def _open_bracket(self, at: int, end: int) -> int:
        note = _FOOTNOTE.match(self.source, at, end)
        if note:
            return self._cut(at, note.end())
        self.brackets.append((at, False))
        return at + 1

    def _close_bracket(self, at: int, end: int) -> int:
        if not self.brackets:
            return at + 1
        opened, is_image = self.brackets.pop()
        url, after = self._target(at, end, opened + (2 if is_image else 1))
        if url is None:
            return at + 1
        if is_image:
            self._cut(opened, opened + 2)
            return self._cut(at, after)
        self._cut(opened, opened + 1)
        if url.startswith(("http://", "https://", "mailto:")):
            self.links.append(PlacedLink(self.source[opened + 1 : at], url, "link", opened + 1, at))
        return self._cut(at, after)

    def _target(self, at: int, end: int, label_start: int) -> tuple[str | None, int]:
        """What a closing bracket at `at` leads to, and the position behind that; no address if it is text."""
        target = _TARGET.match(self.source, at + 1, end)
        if target:
            return html.unescape(target[1] if target[1] is not None else target[2]), target.end()
        if not self.references:
            return None, at + 1
        label = self.source[label_start:at] if at - label_start <= 200 else ""
        reference = _REFERENCE.match(self.source, at + 1, end)
        name = (reference[1] or label if reference else label).strip().lower()
        if name in self.references:
            return self.references[name], reference.end() if reference else at + 1
        return None, at + 1

    def _emphasis(self, at: int, end: int) -> int:
        sign = self.source[at]
        stop = at + 1
        while stop < end and self.source[stop] == sign:
            stop += 1
        before = self.source[at - 1] if at else " "
        after = self.source[stop] if stop < end else " "
        is_left = not after.isspace() and (
            after not in _PUNCTUATION or before.isspace() or not before.isalnum()
        )
        is_right = not before.isspace() and (
            before not in _PUNCTUATION or after.isspace() or not after.isalnum()
        )
        if sign == "_":
            is_left, is_right = is_left and not before.isalnum(), is_right and not after.isalnum()
        run = _Run(sign, at, stop - at, is_left, is_right)
        if run.can_close:
            self._close_emphasis(run)
        if run.can_open and run.length > run.cut_left:
            self.runs.append(run)
        return stop

    def _close_emphasis(self, run: _Run) -> None:
        while run.cut_left < run.length and self.runs:
            opener = self.runs[-1]
            if opener.sign != run.sign:
                if not any(r.sign == run.sign for r in self.runs[-4:]):
                    return
                self.runs.pop()
                continue
            take = min(opener.length - opener.cut_left - opener.cut_right, run.length - run.cut_left)
            opener.cut_right += take
            self._cut(
                opener.start + opener.length - opener.cut_right,
                opener.start + opener.length - opener.cut_right + take,
            )
            self._cut(run.start + run.cut_left, run.start + run.cut_left + take)
            run.cut_left += take
            if opener.cut_left + opener.cut_right == opener.length:
                self.runs.pop()


def read_inline(source: str, spans: list[Span], references: Mapping[str, str]) -> Inline:
    """The text and the links of the source's `spans`, which follow one another as the lines of one block.

    The stretches between the spans (line breaks, quotation signs) become blanks. `references` holds the
    addresses of reference links by their names in small letters.
    """
    found = Inline()
    reader = _Reader(source, references)
    whole = Span(spans[0].start, spans[-1].end)
    if _SPECIAL.search(source, *whole):
        reader.read(*whole)
    gaps = [
        Piece(a.end, b.start, " ") for a, b in zip(spans, spans[1:], strict=False) if b.start - a.end != 1
    ]
    cuts = sorted([*reader.cuts, *gaps])
    position = whole.start
    for cut in cuts:
        if cut.start < position:
            continue
        if cut.start > position:
            found.pieces.append(Piece(position, cut.start))
        found.pieces.append(cut)
        position = cut.end
    if position < whole.end:
        found.pieces.append(Piece(position, whole.end))
    found.links = reader.links
    return found
