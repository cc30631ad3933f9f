"""The citation of an article as it will be copied, in any style, and where each of its parts comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Article
from techdep_tui.core.citations.listed import is_csl_file
from techdep_tui.core.citations.record import PARTS, Reference
from techdep_tui.core.errors import CitationError
from techdep_tui.core.files import write_new, write_over
from techdep_tui.ui.actions import Where, bindings, commands, shown_keys
from techdep_tui.ui.citing import Citing, Offer, csl_offer, kept_csl_files, offers
from techdep_tui.ui.labels import plural
from techdep_tui.ui.messages import CitationMade
from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.widgets.text_view import ChoiceView, Paragraph, TextView

if TYPE_CHECKING:
    from techdep_tui.ui.app import ReadingRoom

_DIGITS = "1234567890"
_YES = "yes"


class CiteScreen(Overlay[None]):
    """Styles on the left; on the right the citation, and where each part comes from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Where.CITE),
        *(Binding(digit, f"pick({i})", f"Style {i + 1}", show=False) for i, digit in enumerate(_DIGITS)),
    ]

    def __init__(self, articles: Sequence[Article], room: ReadingRoom, paragraph: int | None = None) -> None:
        """`paragraph` is the one at the mark, which a single article can be cited with."""
        first = articles[0]
        what = first.title if len(articles) == 1 else plural(len(articles), "article")
        keys = tuple((shown_keys(command), command.hint) for command in commands(Where.CITE) if command.hint)
        super().__init__(f"Cite: {what}", (("1…0", "style"), *keys))
        self._room = room
        self._citing = Citing(articles, room, paragraph, strips_tracking=room.settings.strip_tracking)
        self._offers = offers([*kept_csl_files(), *room.csl_files])
        self._shown = self._offers
        self._text = ""
        self._generation = 0
        self._list = ChoiceView(id="styles")
        self._preview = TextView(id="preview")

    def body(self) -> ComposeResult:
        with Horizontal(id="cite"):
            yield self._list
            yield self._preview

    def on_mount(self) -> None:
        super().on_mount()
        self._show_offers(self._room.citation_style)
        self.set_focus(self._list)

    @property
    def text(self) -> str:
        """The citation as it will be copied; empty while it is being made."""
        return self._text

    @property
    def _offer(self) -> Offer | None:
        return self._shown[self._list.cursor] if self._shown else None

    # What is shown

    @on(ChoiceView.Moved)
    def _moved(self) -> None:
        self._show_citation()

    def _show_offers(self, chosen: str = "") -> None:
        rows = [
            (f"{_DIGITS[i] if i < len(_DIGITS) else ' '}  {offer.label}",)
            for i, offer in enumerate(self._shown)
        ]
        cursor = next((i for i, offer in enumerate(self._shown) if offer.id == chosen), 0)
        self._list.show(rows, cursor)
        self._show_citation()

    def _show_citation(self) -> None:
        self._generation += 1
        offer, self._text = self._offer, ""
        if offer is None:
            self._preview.show([("No style holds these letters; Esc shows all.", "dim")])
            return
        if self._citing.takes_a_while(offer):
            self._show_text(offer, (), "at work …")
            self._make_beside(self._generation, offer)
        else:
            self.note(self._citing.choices())
            references = self._citing.references()
            self._text = self._citing.text(references, offer)
            self._show_text(offer, references)

    def _show_text(self, offer: Offer, references: Sequence[Reference], fault: str = "") -> None:
        gap: Paragraph = ("", "")
        lines: list[Paragraph] = [(line, "") for line in self._text.splitlines()]
        if offer.is_style:  # entries stand apart, as they will in a text
            lines = [each for line in lines for each in (line, gap)]
        lines += [(fault, "warning")] if fault else []
        origins = self._citing.origins(references) if references else []
        said: list[Paragraph] = [(note, "warning") for note in self._citing.notes(offer)]
        self._preview.show([(self._citing.about(offer), "heading"), gap, *lines, *said, gap, *origins])

    @work(thread=True, exclusive=True, exit_on_error=False, group="cite", description="cite")
    def _make_beside(self, generation: int, offer: Offer) -> None:
        references = tuple(self._citing.references())
        self._citing.look_through()
        try:
            made = CitationMade(generation, references, self._citing.text(references, offer))
        except CitationError as error:
            made = CitationMade(generation, references, "", str(error))
        self.post_message(made)

    @on(CitationMade)
    def _show_made(self, event: CitationMade) -> None:
        if event.generation == self._generation and self._offer is not None:
            self._text = event.text
            self.note(self._citing.choices())
            self._show_text(self._offer, event.references, event.fault)

    # The style

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

    def action_csl_file(self) -> None:
        def done(name: str | None) -> None:
            if not name:
                return
            path = Path(name.strip()).expanduser()
            if not is_csl_file(path.name) or not path.is_file():
                self.note(f"{safe_line(str(path))} is no CSL file that is there.")
                return
            offer = csl_offer(path)
            if offer not in self._offers:
                self._room.csl_files.append(path)
                self._offers = [*self._offers, offer]
            self._shown = self._offers
            self._show_offers(offer.id)

        self.ask("Which CSL file? (FILE.csl; your pandoc 3 formats it)", done)

    # What is cited, and how

    def action_inferred(self) -> None:
        self._citing.uses_inferred = not self._citing.uses_inferred
        self._show_citation()

    def action_accessed(self) -> None:
        today = date.today()  # noqa: DTZ011 - the reader's own day
        self._citing.accessed = None if self._citing.accessed else today
        self._show_citation()

    def action_tracking(self) -> None:
        self._citing.strips_tracking = not self._citing.strips_tracking
        self._show_citation()

    def action_original(self) -> None:
        if self._citing.has_original:
            self._citing.is_original = not self._citing.is_original
            self._show_citation()
        else:
            self.note("The file names no original elsewhere.")

    def action_form(self) -> None:
        self._citing.next_form()
        self._show_citation()

    def action_fill(self) -> None:
        if len(self._citing.articles) != 1:
            self.note("Parts are filled in for one article at a time.")
            return

        def done(line: str | None) -> None:
            name, colon, value = (line or "").partition(":")
            name = name.strip().casefold()
            if not line or not colon:
                return
            if name not in PARTS:
                self.note(f"There is no part “{safe_line(name)}”; there are {', '.join(PARTS)}.")
                return
            self._citing.fill(name, value)
            self._show_citation()
            self.note(f"{name} kept beside the article; U takes it back.")

        label = "part: what it is (author: Ivanova, Polina; Hall, Ben   date: 2026-02-01)"
        self.ask(label, done, value=f"{self._citing.first_missing}: ")

    def action_undo(self) -> None:
        undone = self._room.state.undo_step()
        self._show_citation()
        self.note(f"Undone: {undone.words}." if undone else "Nothing to undo.")
        if undone and (main := self._room.main_screen):
            main.show_marks(undone.digests)

    # Where it goes

    def action_copy(self) -> None:
        offer = self._offer
        if offer is None or not self.text:
            return
        if offer.is_style and not offer.needs_pandoc:
            self._room.citation_style = offer.id
        self._room.copy_text(self.text, f"citation ({offer.label})")
        self.dismiss(None)

    def action_export(self) -> None:
        def done(name: str | None) -> None:
            if not name or not self.text:
                return
            try:
                path = Path(name).expanduser()
                is_there = path.exists()
            except (OSError, ValueError, RuntimeError) as error:  # too long; with NUL; the home of nobody
                self.note(f"{safe_line(name)} cannot be written: {error}.")
                return
            if is_there:
                self._ask_to_overwrite(path)
            else:
                self.note(self._write(path))

        self.ask("Write to which file?", done)

    def _ask_to_overwrite(self, path: Path) -> None:
        def done(answer: str | None) -> None:
            is_meant = (answer or "").strip().casefold() == _YES
            shown = safe_line(str(path))
            self.note(self._overwrite(path) if is_meant else f"{shown} is as it was.")

        self.ask(f"{safe_line(str(path))} is there already. Type {_YES} to write over it", done)

    def _write(self, path: Path) -> str:
        try:
            write_new(path, self.text + "\n")
        except OSError as error:
            return f"{safe_line(str(path))} cannot be written: {error.strerror}."
        return f"Written to {safe_line(str(path))}."

    def _overwrite(self, path: Path) -> str:
        """Put a whole new file in the old one's place."""
        try:
            write_over(path, self.text + "\n")
        except OSError as error:
            return f"{safe_line(str(path))} cannot be written: {error.strerror}."
        return f"Written to {safe_line(str(path))}."
