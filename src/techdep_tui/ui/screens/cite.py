"""The citation of an article as it will be copied, in any style, and where each of its parts comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from techdep_tui.core.articles.model import Article, Source
from techdep_tui.core.citations.exchange import FORMATS, export
from techdep_tui.core.citations.parts import missing, parts
from techdep_tui.core.citations.record import PARTS, Reference, original_record
from techdep_tui.core.citations.styles import STYLES
from techdep_tui.ui.actions import Where, bindings, commands, shown_keys
from techdep_tui.ui.copying import entries
from techdep_tui.ui.labels import plural
from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.widgets.text_view import ChoiceView, Paragraph, TextView

if TYPE_CHECKING:
    from techdep_tui.ui.app import ReadingRoom

_PART_STYLES = {Source.FILE: "", Source.INFERRED: "warning", Source.MISSING: "dim"}
_DIGITS = "1234567890"


@dataclass(frozen=True, slots=True)
class Offer:
    """A style or an exchange format that can be chosen."""

    id: str
    label: str
    is_style: bool


def offers() -> list[Offer]:
    """All styles, then all formats."""
    return [
        *(Offer(style.id, style.label, is_style=True) for style in STYLES.values()),
        *(Offer(form.id, form.label, is_style=False) for form in FORMATS.values()),
    ]


class CiteScreen(Overlay[None]):
    """Styles on the left; on the right the citation, and where each part comes from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Where.CITE),
        *(Binding(digit, f"pick({i})", f"Style {i + 1}", show=False) for i, digit in enumerate(_DIGITS)),
    ]

    def __init__(self, articles: Sequence[Article], room: ReadingRoom) -> None:
        first = articles[0]
        what = first.title if len(articles) == 1 else plural(len(articles), "article")
        keys = tuple((shown_keys(command), command.hint) for command in commands(Where.CITE) if command.hint)
        super().__init__(f"Cite: {what}", (("1…0", "style"), *keys))
        self._articles = articles
        self._room = room
        self._offers = offers()
        self._shown = self._offers
        self._uses_inferred = False
        self._is_original = False
        self._is_note = False
        self._accessed: date | None = None
        self._list = ChoiceView(id="styles")
        self._preview = TextView(id="preview")

    def body(self) -> ComposeResult:
        with Horizontal(id="cite"):
            yield self._list
            yield self._preview

    def on_mount(self) -> None:
        super().on_mount()
        ids = [offer.id for offer in self._shown]
        style = self._room.citation_style
        self._show_offers(ids.index(style) if style in ids else 0)
        self.set_focus(self._list)

    @property
    def text(self) -> str:
        """The citation as it will be copied."""
        offer = self._offer
        references = self._references()
        if offer is None or not references:
            return ""
        if not offer.is_style:
            return export(references, offer.id).rstrip("\n")
        return entries(references, offer.id, is_note=self._is_note)

    @property
    def _offer(self) -> Offer | None:
        return self._shown[self._list.cursor] if self._shown else None

    def _references(self) -> list[Reference]:
        if self._is_original:
            found = (original_record(article, accessed=self._accessed) for article in self._articles)
            return [reference for reference in found if reference is not None]
        return [
            self._room.reference(article, use_inferred=self._uses_inferred, accessed=self._accessed)
            for article in self._articles
        ]

    # What is shown

    @on(ChoiceView.Moved)
    def _moved(self) -> None:
        self._show_citation()

    def _show_offers(self, cursor: int = 0) -> None:
        rows = [
            (f"{_DIGITS[i] if i < len(_DIGITS) else ' '}  {offer.label}",)
            for i, offer in enumerate(self._shown)
        ]
        self._list.show(rows, cursor)
        self._show_citation()

    def _show_citation(self) -> None:
        offer = self._offer
        if offer is None:
            self._preview.show([("No style holds these letters; Esc shows all.", "dim")])
            return
        form = " · note or in-text citation" if self._is_note and offer.is_style else ""
        shown: list[Paragraph] = [(f"{offer.label}{form}", "heading"), ("", "")]
        shown += [(line, "") for line in self.text.splitlines()]
        shown += [("", ""), *self._origin_lines()]
        self._preview.show(shown)
        self.note(self._choices())

    def _origin_lines(self) -> list[Paragraph]:
        references = self._references()
        if len(references) != 1:
            return [(f"One entry for each of {plural(len(references), 'article')}.", "dim")]
        lines: list[Paragraph] = [("WHERE EACH PART COMES FROM", "heading")]
        if self._is_original:
            lines.append(("The original that this copy names. You have not read it here.", "warning"))
        shown = parts(references[0])
        return [*lines, *((f"{line.name:<10} {line.text}", _PART_STYLES[line.source]) for line in shown)]

    def _choices(self) -> str:
        has_original = any(original_record(article) is not None for article in self._articles)
        words = []
        if has_original:
            words.append(
                "Tab: " + ("the copy that was read" if self._is_original else "cite the original, not read")
            )
        words.append("D: " + ("leave inferred parts out" if self._uses_inferred else "use inferred parts"))
        words.append("A: " + ("no access date" if self._accessed else "add today as access date"))
        return " · ".join(words)

    # Actions

    def action_cursor(self, step: int) -> None:
        self._list.action_cursor(step)

    def action_pick(self, index: int) -> None:
        self._list.move_to(index)
        self._show_citation()

    def action_filter(self) -> None:
        def edited(letters: str) -> None:
            self._shown = [offer for offer in self._offers if letters.casefold() in offer.label.casefold()]
            self._show_offers()

        def done(letters: str | None) -> None:
            if letters is None:
                edited("")

        self.ask("Letters of a style", done, on_edit=edited)

    def action_inferred(self) -> None:
        self._uses_inferred = not self._uses_inferred
        self._show_citation()

    def action_accessed(self) -> None:
        self._accessed = None if self._accessed else date.today()  # noqa: DTZ011 - the reader's own day
        self._show_citation()

    def action_original(self) -> None:
        if any(original_record(article) is not None for article in self._articles):
            self._is_original = not self._is_original
            self._show_citation()
        else:
            self.note("The file names no original elsewhere.")

    def action_fill(self) -> None:
        if len(self._articles) != 1 or self._is_original:
            self.note("Parts are filled in for one article at a time, as it was read.")
            return
        article = self._articles[0]
        lacking = next(iter(missing(self._room.reference(article))), "publisher")

        def done(line: str | None) -> None:
            name, colon, value = (line or "").partition(":")
            name = name.strip().casefold()
            if not line or not colon:
                return
            if name not in PARTS:
                self.note(f"There is no part “{name}”; there are {', '.join(PARTS)}.")
                return
            self._room.state.record_override(article.digest, name, value.strip() or None)
            self._show_citation()
            self.note(f"{name} kept beside the article; U in the main screen takes it back.")

        self.ask("part: what it is", done, value=f"{lacking}: ")

    def action_form(self) -> None:
        self._is_note = not self._is_note
        self._show_citation()

    def action_copy(self) -> None:
        offer = self._offer
        if offer is None or not self.text:
            return
        if offer.is_style:
            self._room.citation_style = offer.id
        self._room.copy_text(self.text, f"citation ({offer.label})")
        self.dismiss(None)

    def action_export(self) -> None:
        def done(name: str | None) -> None:
            if name:
                self.note(self._write(name))

        self.ask("Write to which file? (an existing one is not overwritten)", done)

    def _write(self, name: str) -> str:
        path = Path(name)
        try:
            path = path.expanduser()
            with path.open("x", encoding="utf-8", newline="") as file:
                file.write(self.text + "\n")
        except FileExistsError:
            return f"{path} is there already; choose another name."
        except (
            OSError,
            ValueError,
            RuntimeError,
        ) as error:  # the last: nobody's home; before: a name with NUL
            reason = error.strerror if isinstance(error, OSError) else str(error)
            return f"{path} cannot be written: {reason}."
        return f"Written to {path}."
