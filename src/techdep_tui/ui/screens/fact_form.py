"""A form for a fact: its kind, and the fields of that kind, to be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from techdep_tui.core.articles.model import Article
from techdep_tui.core.errors import CorrectionError
from techdep_tui.core.facts.describe import words_of
from techdep_tui.core.facts.fields import FIELDS, KIND, as_typed, fill_in, parse_kind
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.record import collapsed
from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.widgets.entry import Entry, label

Filled = tuple[Kind, Mapping[str, Scalar]]
"""The kind, and the fields that the reader changed; all that have a value where the kind is another."""


class FactForm(Overlay["Filled | None"]):
    """One line for each field; Enter keeps them all, Esc none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Leave it as it was", show=False),
        Binding("enter", "keep", "Keep", show=False, priority=True),
        Binding("down", "app.focus_next", "Next field", show=False),
        Binding("up", "app.focus_previous", "Previous field", show=False),
    ]

    def __init__(self, fact: Fact, article: Article, heading: str) -> None:
        keys = (("↑↓ Tab", "field"), ("Ctrl+U", "clear"), ("Enter", "keep"), ("Esc", "leave it"))
        super().__init__(f"Correct: {heading}", keys)
        self._fact = fact
        self._sentence = collapsed(article.text[fact.sentence.start : fact.sentence.end])
        self._kind = fact.kind
        self._shown = as_typed(fact)
        self._typed = {"name": words_of(fact, article), **self._shown, KIND: fact.kind.value}
        self._faults: dict[str, str] = {}
        self._form = VerticalScroll(id="form", can_focus=False)

    def body(self) -> ComposeResult:
        yield label(self._sentence, id="sentence")
        with self._form:
            yield from self._lines()

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self._focus, FIELDS[self._kind][0].name)

    def _lines(self) -> ComposeResult:
        yield self._line(KIND, KIND)
        for field in FIELDS[self._kind]:
            yield self._line(field.name, field.word)

    def _line(self, name: str, word: str) -> Horizontal:
        box = Entry(self._typed.get(name, ""), id=_id(name))
        return Horizontal(label(word, classes="word"), box, classes="field")

    @on(Entry.Changed)
    async def _edited(self, event: Entry.Changed) -> None:
        event.stop()
        name = _name(event.input.id)
        self._typed[name] = event.value
        if self._faults.pop(name, None) is not None:
            self._explain(name)
        if event.input.id != _id(KIND):
            return
        try:
            kind = parse_kind(event.value)
        except CorrectionError:
            return
        if kind is not self._kind:
            self._kind = kind
            self._typed["kind"] = self._shown.get("kind", "") if kind is self._fact.kind else ""
            await self._form.remove_children(list(self._form.query(".field"))[1:])
            await self._form.mount_all([self._line(field.name, field.word) for field in FIELDS[kind]])

    def on_descendant_focus(self) -> None:
        if isinstance(self.focused, Entry):
            self._explain(_name(self.focused.id))

    def action_keep(self) -> None:
        try:
            kind = parse_kind(self._typed[KIND])
            filled = fill_in(self._fact, kind, self._typed)
        except CorrectionError as error:
            self._faults = {error.field: str(error)}
            self._focus(error.field)
            self._explain(error.field)
            return
        self.dismiss((kind, filled) if filled or kind is not self._fact.kind else None)

    def _focus(self, name: str) -> None:
        self.query_one(f"#{_id(name)}", Entry).focus()

    def _explain(self, name: str) -> None:
        """Say what is expected in a field, or what is wrong with it."""
        words = {field.name: f"{field.word}: {field.form.expected}" for field in FIELDS[self._kind]}
        words[KIND] = f"One of {', '.join(Kind)}"
        self.note(self._faults.get(name) or words.get(name, ""))


def _id(name: str) -> str:
    return "field-" + name.replace(" ", "_")


def _name(box: str | None) -> str:
    return (box or "").removeprefix("field-").replace("_", " ")
