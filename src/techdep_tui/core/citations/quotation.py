"""A stretch of an article as a quotation with its citation and paragraph."""

from __future__ import annotations

from techdep_tui.core.articles.model import ASIDE, Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.styles import render, style_of
from techdep_tui.core.citations.typeset import CLOSERS, DOUBLE_CLOSE, DOUBLE_OPEN, paired, plain

_CUT = "[…]"
_OPENERS = {closer: opener for opener, closer in CLOSERS.items()}


def quotation(article: Article, start: int, end: int, reference: Reference, style_id: str) -> str:
    """The reading text's `start:end` as a style quotes it, with the citation after it.

    It is widened to whole words, and where it begins or ends in mid-sentence or leaves something out,
    stands […]. Line breaks become blanks; the quotation marks within change over (“…” outside, ‘…’
    inside, the other way in British styles). From the length on that the style says it is a block,
    without marks of its own.

    The paragraph is that of `start`, where that has a number. Styles that have no place for a counted
    paragraph (MLA 9, 6.20, wants only printed numbers; Vancouver has none) get it after the citation:
    [¶9]. Raises CitationError for an unknown style.
    """
    start, end = _whole_words(article.text, start, end)
    return _cited(article, start, _quoted_text(article, start, end), reference, style_id)


def speech(article: Article, start: int, end: int, reference: Reference, style_id: str) -> str:
    """Somebody's words in the reading text's `start:end` as a style quotes them, with the citation after it.

    They stand for themselves: without the article's own marks around them, its comma before the last one, and
    signs of what the article says before and after. All else is as in `quotation`.
    """
    while start < end and article.text[start] in _AROUND:
        start += 1
    while end > start and article.text[end - 1] in _AROUND:
        end -= 1
    words = _balanced(article.text[start:end].rstrip(","), start, start, end)
    return _cited(article, start, " ".join(words.split()), reference, style_id)


_AROUND = ' \n"“”«»„'


def _cited(article: Article, start: int, quoted: str, reference: Reference, style_id: str) -> str:
    """A quotation's words as a style sets them, and the citation with the paragraph of `start`."""
    style = style_of(style_id)
    paragraph = article.block_at(start).number if article.blocks else None
    if not style.block_words or len(quoted.split()) < style.block_words:
        quoted = style.setting.quoted(quoted)
    rendered = render(reference, style.id, paragraph=paragraph if style.cites_paragraphs else None)
    outside = f"[¶{paragraph}]" if paragraph and not style.cites_paragraphs else ""
    return " ".join(filter(None, (plain(quoted, style.setting), rendered.citation, outside)))


def _whole_words(text: str, start: int, end: int) -> Span:
    """The stretch without blanks at its ends, widened to whole words."""
    start, end = max(min(start, len(text)), 0), max(min(end, len(text)), 0)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def _quoted_text(article: Article, start: int, end: int) -> str:
    """The stretch as one line under way, with […] for what is cut off or left out."""
    pieces: list[str] = []
    for block in article.blocks:
        first, last = max(block.start, start), min(block.end, end)
        if first >= last:
            continue
        is_left_out = block.kind in ASIDE and not block.start <= start < end <= block.end
        piece = (
            _CUT
            if is_left_out
            else _balanced(article.text[block.start : block.end], block.start, first, last)
        )
        if piece != _CUT or pieces[-1:] != [_CUT]:
            pieces.append(piece)
    if not pieces:
        return " ".join(paired(article.text[start:end]).split())
    return " ".join([*_cut_before(article, start), *" ".join(pieces).split(), *_cut_after(article, end)])


def _balanced(text: str, offset: int, start: int, end: int) -> str:
    """A stretch of a block, its quotation marks recognised in the whole of it.

    A quotation that began before the stretch is opened anew, one that goes on after it is closed.
    """
    marked = paired(text).replace("“", DOUBLE_OPEN).replace("”", DOUBLE_CLOSE)
    before, piece = marked[: start - offset], marked[start - offset : end - offset]
    still_open, _ = _open_and_lone(before)
    at_end, lone_closers = _open_and_lone("".join(still_open) + piece)
    opened = "".join(_OPENERS[closer] for closer in reversed(lone_closers)) + "".join(still_open)
    return opened + piece + "".join(CLOSERS[opener] for opener in reversed(at_end))


def _open_and_lone(text: str) -> tuple[list[str], list[str]]:
    """The opening marks that no mark in `text` closes, and the closing ones that none opens."""
    opened: list[str] = []
    lone: list[str] = []
    for char in text:
        if char in CLOSERS:
            opened.append(char)
        elif char in _OPENERS:
            if opened:
                opened.pop()
            else:
                lone.append(char)
    return opened, lone


def _cut_before(article: Article, start: int) -> list[str]:
    if not article.sentences:
        return []
    sentence = article.sentence_at(start)
    cut_off = article.text[sentence.start : start] if sentence.start < start < sentence.end else ""
    return [_CUT] if any(char.isalnum() for char in cut_off) else []


def _cut_after(article: Article, end: int) -> list[str]:
    if not article.sentences or not end:
        return []
    sentence = article.sentence_at(end - 1)
    return [_CUT] if any(char.isalnum() for char in article.text[end : sentence.end]) else []
