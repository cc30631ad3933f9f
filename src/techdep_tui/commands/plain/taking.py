"""The commands of the dialogue that leave with something: citations and copies."""

from __future__ import annotations

from techdep_tui.commands.plain.desk import Desk
from techdep_tui.commands.plain.voice import Voice
from techdep_tui.commands.plain.words import is_number
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.errors import CitationError, TechdepError


def cite(desk: Desk, voice: Voice, rest: str) -> None:
    """The citation of the open article; a style that is named stays the style of this dialogue."""
    from techdep_tui.core.citations import parts  # citations: at the first one

    voice.say(_citation(desk, rest))
    lacking = parts.missing(desk.reference(desk.the_article()))
    if lacking:
        voice.say(f"Not in the file: {', '.join(lacking)}.")


def styles(desk: Desk, voice: Voice, rest: str) -> None:
    """The citation styles and exchange formats by id."""
    from techdep_tui.core.citations.exchange import FORMATS
    from techdep_tui.core.citations.styles import STYLES

    for style in STYLES.values():
        voice.say(f"{style.id}: {style.label}")
    for form in FORMATS.values():
        voice.say(f"{form.id}: {form.label}")


def copy(desk: Desk, voice: Voice, rest: str) -> None:
    """Copy a quotation, a citation or the address, say what it was, and where it went."""
    what, _, more = rest.partition(" ")
    if what == "cite":
        text = _citation(desk, more.strip())
    elif what == "address":
        text = _address(desk)
    elif not rest or is_number(rest):
        text = _quotation(desk, int(rest) if rest else None)
    else:
        raise TechdepError("Copy what? Type copy, copy 3, copy cite, copy cite mla, or copy address.")
    from techdep_tui.ui.clipboard import copy as bring  # at the first copy

    # Without a way to write to the terminal: OSC 52 would be a control sequence.
    report = bring(text, settings=desk.settings.clipboard)
    voice.say(text)
    voice.say(f"{report.message}.")


def _citation(desk: Desk, name: str) -> str:
    """The bibliography entry in a style, which is then that of the dialogue, or a record in a format."""
    from techdep_tui.core.citations.exchange import export, format_of
    from techdep_tui.core.citations.styles import render, style_of

    reference = desk.reference(desk.the_article())
    if name:
        try:
            desk.style = style_of(name).id
        except CitationError as error:
            try:
                return export([reference], format_of(name).id).rstrip("\n")
            except CitationError:
                raise TechdepError(f"{error} Type styles to see them all.") from None
    return render(reference, desk.style).bibliography


def _address(desk: Desk) -> str:
    metadata = desk.the_article().metadata
    address = metadata.url.value or metadata.source_url.value
    if not address:
        raise TechdepError("The file names no address of its own: type copy cite for the citation.")
    return address


def _quotation(desk: Desk, number: int | None) -> str:
    """A paragraph, or what is marked, in quotation marks with its citation."""
    from techdep_tui.ui.copying import quotation

    article = desk.the_article()
    span = desk.mark
    if number is not None:
        blocks = desk.passages[desk.index_of(number)]
        span = Span(blocks[-1].start, blocks[-1].end)
    if span is None:
        raise TechdepError("Nothing was read yet: type read first, or copy and the number of a paragraph.")
    return quotation(article, span, desk.reference(article), desk.style)
