"""Overlays to read: help, and where the parts of an article come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Article, Part, Source
from techdep_tui.ui.actions import COMMANDS, Where, shown_keys
from techdep_tui.ui.fact_rows import KIND_WORDS
from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.widgets.text_view import Paragraph, TextView


class TextScreen(Overlay[None]):
    """Paragraphs in a box; `/` shows only those that hold some letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Close", show=False),
        Binding("slash", "filter", "Filter", show=False),
    ]

    def __init__(
        self,
        heading: str,
        paragraphs: Callable[[str], Sequence[Paragraph]],
    ) -> None:
        super().__init__(heading, (("j/k", "scroll"), ("Space", "page"), ("/", "filter"), ("Esc", "close")))
        self._paragraphs = paragraphs
        self._view = TextView(id="text")

    def body(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        super().on_mount()
        self._view.show(self._paragraphs(""))
        self.set_focus(self._view)

    def action_filter(self) -> None:
        def done(text: str | None) -> None:
            if text is None:
                self._view.show(self._paragraphs(""))

        self.ask("Letters to look for", done, on_edit=lambda text: self._view.show(self._paragraphs(text)))


def help_screen(where: Where, keymap: Mapping[str, str]) -> TextScreen:
    """The keys, those of the focused pane first."""
    order = [where, *(place for place in Where if place is not where)]

    def paragraphs(letters: str) -> list[Paragraph]:
        shown: list[Paragraph] = []
        for place in order:
            rows = [
                f"{shown_keys(command, keymap):<16} {command.name}"
                for command in COMMANDS
                if command.where is place
            ]
            rows = [row for row in rows if letters.casefold() in row.casefold()]
            if rows:
                shown.append((place.value.upper(), "heading"))
                shown.extend((row, "") for row in rows)
                shown.append(("", ""))
        searching = _words_on_searching(letters)
        if where is Where.SEARCH:
            return [*searching, *shown, *_words_on_facts(letters)]
        return [*shown, *_words_on_facts(letters), *searching]

    return TextScreen("Help: the keys, those that work here first", paragraphs)


_SEARCHING = (
    ("words", "all of them must stand in an article, in any order"),
    ('"a phrase"', "these words in a row; a hyphen is a blank"),
    ("-word", 'articles without it; also -"a phrase" and -(several words)'),
    ("one OR other", "either; brackets go around several: (chips OR fabs) -gas"),
    ("word*", "words that begin so"),
    ("~word", "other forms of an English word, too, after the form that you typed"),
    ("one near:5 other", "both, either first, at most five words between them"),
    ("title:word", "in the title; also source: author: tag: path: and lang:en"),
    ("date:2025..2026", "in these years; also date:2025-03, date:2025.. and date:..2020"),
    ("after:2025-03", "later than all of March 2025; also before:2026"),
    ("date:~2025", "with dates that are only inferred; also after:~2025 before:~2025"),
    ("is:unread", "as you marked it; also is:read is:starred"),
    ("who:putin org:rostec", "a name among the facts; also place: product: event: said:"),
    ("num:>50% money:>1bn", "a number or amount among the facts; also num:<14nm, money:$1bn..$5bn"),
    ("due:2026 fact:plan", "something due then; a fact of a kind"),
)


_FACT_SIGNS = (
    ("×7", "seven mentions; → opens the row to them"),
    ("yours", "you corrected it"),
    ("likely", "probable rather than certain"),
    ("doubtful", "it may be wrong, and why"),
    ("inferred", "what a value rests on that does not stand there"),
    ("┆", "in the margin of the text: reported speech, a plan or a comparison"),
)


def _words_on_facts(letters: str) -> list[Paragraph]:
    kinds = ((word, kind.value) for kind, word in KIND_WORDS.items())
    return _explained("WHAT STANDS BESIDE A FACT", (*kinds, *_FACT_SIGNS), letters)


def _words_on_searching(letters: str) -> list[Paragraph]:
    return _explained("WHAT CAN BE SEARCHED FOR", _SEARCHING, letters)


def _explained(heading: str, pairs: Iterable[tuple[str, str]], letters: str) -> list[Paragraph]:
    """Signs and what they mean, those that hold some letters, under a heading."""
    rows = [f"{sign:<16} {words}" for sign, words in pairs]
    rows = [row for row in rows if letters.casefold() in row.casefold()]
    return [(heading, "heading"), *((row, "") for row in rows), ("", "")] if rows else []


def parts_screen(article: Article, date: Part[str]) -> TextScreen:
    """Where every part of an article comes from: in the file, inferred and why, missing."""
    metadata = article.metadata
    parts: list[tuple[str, Part[str] | Part[tuple[str, ...]]]] = [
        ("title", metadata.title),
        ("standfirst", metadata.standfirst),
        ("authors", metadata.authors),
        ("publisher", metadata.publisher),
        ("date", date),
        ("address", metadata.url),
        ("original", metadata.source_url),
        ("tags", metadata.tags),
        ("language", metadata.language),
    ]

    def paragraphs(letters: str) -> list[Paragraph]:
        shown: list[Paragraph] = []
        for name, part in parts:
            value = ", ".join(part.value) if isinstance(part.value, tuple) else part.value or ""
            if letters.casefold() not in f"{name} {value} {part.why}".casefold():
                continue
            shown.append((f"{name:<11} {value or '–'}", ""))
            shown.append((f"{'':<11} {_origin(part)}", "dim" if part.source is Source.FILE else "warning"))
        shown.append((f"{'file':<11} {safe_line(str(article.path))}", ""))
        shown.append(
            (f"{'':<11} SHA-256 {article.digest}, {article.encoding}, {article.format.value}", "dim")
        )
        return shown

    return TextScreen("Where the parts come from", paragraphs)


def _origin(part: Part[str] | Part[tuple[str, ...]]) -> str:
    if part.source is Source.FILE:
        return f"in the file: {part.why}" if part.why else "in the file"
    if part.source is Source.INFERRED:
        return f"inferred: {part.why}"
    return "missing" + (f": {part.why}" if part.why else "")
