"""The app: settings, theme, keys, first screen, and the work that belongs to no pane: loading and copying."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from textual import events, on, work
from textual.app import App, SuspendNotSupported
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.worker import Worker, WorkerState, get_current_worker

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import TechdepError
from techdep_tui.core.holding import Changes, Progress
from techdep_tui.core.state.model import Mark
from techdep_tui.paths import cache_dir, word_lists_dir
from techdep_tui.ui import themes
from techdep_tui.ui.actions import BY_ID, Command, Where, app_bindings, shown_keys
from techdep_tui.ui.copier import Copier
from techdep_tui.ui.labels import changes_words
from techdep_tui.ui.marks import Marks
from techdep_tui.ui.messages import (
    CollectionChanged,
    CollectionGrew,
    CollectionIndexed,
    CopiesFound,
    CopyDone,
    FactsIndexed,
    Failed,
)
from techdep_tui.ui.screens.main import MainScreen
from techdep_tui.ui.screens.shape import ShapedScreen
from techdep_tui.ui.shown import WithoutColour, shown

if TYPE_CHECKING:
    from datetime import date

    from textual.command import Provider
    from textual.driver import Driver
    from textual.notifications import SeverityLevel

    from techdep_tui.config import Settings
    from techdep_tui.core.articles.model import Article
    from techdep_tui.core.citations.record import Reference
    from techdep_tui.core.state.searches import Searches
    from techdep_tui.core.state.state import State
    from techdep_tui.ui.clipboard import CopyReport

_PATIENCE_S, _LOOK_AGAIN_S = 5.0, 0.05
"""How long a key waits for the answer to the last one, and how often it is looked whether one will come."""

_TWICE_S = 2.0
"""Two Ctrl+C within so many seconds quit."""


def _driver() -> type[Driver] | None:
    """Our own driver, where there is one; else Textual's."""
    if sys.platform == "win32":
        return None
    from techdep_tui.ui.terminal import Terminal  # of systems with terminals as files

    return Terminal


def _palette() -> type[Provider]:
    from techdep_tui.ui.palette import RoomCommands  # opened on demand

    return RoomCommands


class ReadingRoom(App[None]):
    """The reading room over the articles of some paths."""

    TITLE = "techdep-tui"
    CSS_PATH = "styles.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = app_bindings()

    def __init__(
        self,
        paths: Sequence[Path],
        settings: Settings,
        *,
        open_state: Callable[[], State],
        name_of_folder: str,
        theme: str | None = None,
        keeps_cache: bool = True,
    ) -> None:
        super().__init__(driver_class=_driver())
        self.fault: BaseException | None = None
        self.settings = settings
        self.paths = tuple(paths)
        self._keeps_cache = keeps_cache
        self.collection = self._collection()
        self.copier = Copier(self._bring, lambda copy: self.post_message(CopyDone(copy)))
        self.csl_files: list[Path] = []
        self.citation_style = settings.citation_style
        self.keymap_by_id: Mapping[str, str] = settings.keys
        self._open_state = open_state
        self._state: State | None = None
        self._opening = Lock()
        self.marks = Marks()
        self._folder = name_of_folder
        self._interrupted_at = 0.0
        self._stop_watching = Event()
        self._updating = Lock()
        self._answering: asyncio.Task[None] | None = None
        self._typed_ahead: deque[events.Key] = deque()
        self._released: events.Key | None = None
        for each in themes.THEMES:
            self.register_theme(each)
        self.theme = "monochrome" if self.no_color else theme or settings.theme
        self.set_keymap({key: keys for key, keys in settings.keys.items() if key in BY_ID})

    def _collection(self) -> Collection:
        """The articles under the paths, not read yet, with what the reader said of their facts."""
        return Collection(
            self.paths,
            cache_dir if self._keeps_cache else None,
            word_lists_dir,
            lambda digest: self.state.corrections(digest),
            lambda mark: self.state.marked(mark),
            lambda: self.state.corrected(),
        )

    def get_default_screen(self) -> MainScreen:
        return MainScreen(self.size, self.collection, self._folder, self.settings)

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = super().get_line_filters()
        return [*filters, WithoutColour()] if self.theme == "monochrome" else filters

    async def on_event(self, event: events.Event) -> None:
        """Hand a key on when the last one has been answered, and not before.

        Textual hands every key to the focused widget at once and runs bindings when it comes back from there:
        of `/` and letters typed ahead of the screen, the letters would be commands of the list.
        """
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._answering is None or event is self._released:
            self._released = None
            target = self.focused or self.screen
            await super().on_event(event)
            self._answering = asyncio.create_task(self._release_next(target))
        else:
            self._typed_ahead.append(event)

    async def _release_next(self, target: Widget) -> None:
        """Wait until a key's target, all around it and the screen that it opened have run; then go on."""
        for pump in (*target.ancestors_with_self, self):
            await _have_run(pump)
        for pump in (self.screen, self):
            await _have_run(pump)
        if self._typed_ahead:
            self._released = self._typed_ahead.popleft()
            self.post_message(self._released)
        else:
            self._answering = None

    # What the reader did

    @property
    def state(self) -> State:
        """What the reader did; opened at the first use, after the first screen."""
        with self._opening:
            if self._state is None:
                self._state = self._open_state()
            return self._state

    @property
    def searches(self) -> Searches:
        """What the reader searched for."""
        from techdep_tui.core.state.searches import Searches  # SQLite, as for the state

        return Searches(self.state)

    def mark(self, digest: str) -> Mark:
        """What the reader did with one article."""
        return self.marks[digest]

    def refresh_marks(self, digests: Sequence[str]) -> None:
        """Read again what was done with these articles."""
        self.marks.take(self.state.marks(digests))

    def reference(
        self,
        article: Article,
        *,
        use_inferred: bool = False,
        accessed: date | None = None,
        strip_tracking: bool | None = None,
    ) -> Reference:
        """The reference of an article as it was read, with the parts that the reader filled in.

        The settings say whether its address goes without tracking parameters, if nobody else does.
        """
        from techdep_tui.core.citations.record import article_record  # needed at the first copy

        return article_record(
            self.collection.with_inferred_date(article),
            use_inferred=use_inferred,
            overrides=self.state.overrides(article.digest),
            accessed=accessed,
            strip_tracking=self.settings.strip_tracking if strip_tracking is None else strip_tracking,
        )

    def original(self, article: Article, *, accessed: date | None, strip_tracking: bool) -> Reference | None:
        """The reference of what a re-post was taken from, with the parts that the reader filled in."""
        from techdep_tui.core.citations.record import filled_in_for_original, original_record

        overrides = filled_in_for_original(self.state.overrides(article.digest))
        return original_record(article, overrides=overrides, accessed=accessed, strip_tracking=strip_tracking)

    # Loading

    def load(self) -> None:
        """Read the collection: a few files at once, before the first frame, more in the background.

        The first frame with all that is in them costs less than one without and one with them.
        """
        try:
            if self.collection.is_small:
                self.collection.load()
        except TechdepError as error:
            self._post_to_main(Failed(str(error)))
            return
        self.call_after_refresh(self._read_and_index)

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="load")
    def _read_and_index(self) -> None:
        worker = get_current_worker()
        collection = self.collection
        self.marks = Marks(self.state.all_marks())
        gc.freeze()  # what is there stays: looking through it for garbage would stop the screen

        def tell(progress: Progress) -> None:
            self.marks.look_at(collection.catalogue)
            collection.listing.follow(lambda: worker.is_cancelled)
            self._post_to_main(CollectionGrew(progress))

        if collection.progress.is_done:
            tell(collection.progress)
        else:
            collection.load(tell, cancelled=lambda: worker.is_cancelled)
        collection.index(cancelled=lambda: worker.is_cancelled)
        gc.freeze()
        if not worker.is_cancelled:
            _warm_up()
            self._post_to_main(CollectionIndexed())
            if not collection.is_small:
                collection.warm_up(cancelled=lambda: worker.is_cancelled)
            collection.find_copies(cancelled=lambda: worker.is_cancelled)
            self._post_to_main(CopiesFound())
            collection.index_facts(
                lambda done: self._post_to_main(FactsIndexed(done)), cancelled=lambda: worker.is_cancelled
            )

    @work(thread=True, exclusive=True, exit_on_error=False, group="watch", description="watch")
    def follow_changes(self) -> None:
        """Follow what changes in the folders, from when they were read."""
        from techdep_tui.core.watching import NotWatchedError, watch  # once everything is loaded

        worker, collection = get_current_worker(), self.collection
        self._stop_watching = stop = Event()
        has_looked = False
        try:
            for changed in watch(collection.paths, stop):
                if worker.is_cancelled:
                    return
                if changed or not has_looked:
                    seen = changed if has_looked else collection.paths
                    self._update(collection, seen, lambda: worker.is_cancelled)
                    has_looked = True
        except NotWatchedError as error:
            self.call_from_thread(self.say, str(error))

    def _update(
        self, collection: Collection, changed: Sequence[Path], cancelled: Callable[[], bool]
    ) -> Changes:
        """Let everything follow what has changed; one after the other, whoever asks."""
        with self._updating:
            changes = collection.update(changed)
            if not any(changes):
                return changes
            collection.index()
            self.marks.look_at(collection.catalogue)
            collection.listing.follow(cancelled)
            collection.find_copies(cancelled)
            self._post_to_main(CollectionChanged(changes))
        collection.index_facts(cancelled=cancelled)
        self._post_to_main(FactsIndexed(collection.articles_with_facts))
        return changes

    def reload(self) -> None:
        """Read the folder again, and go on at the same article and place.

        In a large folder, where only what has changed is read, everything else stays as it is meanwhile.
        """
        main = self.main_screen
        if main is None:
            return
        if not self.collection.is_stored:
            self.collection.close()
            self.collection = self._collection()
            main.start_over(self.collection)
            self.load()
        elif self.collection.is_indexed:
            self.say("Looking for changes …")
            self._look_again()
        else:
            self.say("The folder is being read.")

    @work(thread=True, exclusive=True, exit_on_error=False, group="again", description="looking for changes")
    def _look_again(self) -> None:
        worker = get_current_worker()
        changes = self._update(self.collection, self.collection.paths, lambda: worker.is_cancelled)
        self.call_from_thread(self.say, f"{changes_words(changes) or 'Nothing has changed'}.")

    @property
    def main_screen(self) -> MainScreen | None:
        """The main screen, also while an overlay is open."""
        return next((screen for screen in self.screen_stack if isinstance(screen, MainScreen)), None)

    def empty_words(self) -> tuple[str, ...]:
        """What to say where there is no article: what was looked for, and what to do."""
        from techdep_tui.core.articles.discover import SUFFIXES  # needed only here

        return (
            "Looked for files that end in",
            " ".join(sorted(SUFFIXES)),
            "in " + self._folder + ".",
            "",
            "Put texts there and press F5,",
            "or start techdep-tui FOLDER.",
        )

    # Copying

    def copy_text(self, text: str, what: str) -> None:
        """Bring a text to the reader's clipboard, off the screen's loop, and say truly where it went."""
        self.say(f"Copying: {what} …")
        self.copier.copy(text, what)

    def copy_to_clipboard(self, text: str) -> None:
        """Every copy of the app goes the same way, also those of Textual's own widgets."""
        self.copy_text(text, "selection")

    @property
    def clipboard(self) -> str:
        """What Ctrl+V puts into a box of the app: its own last copy."""
        return self.copier.copies[-1].text if self.copier.copies else ""

    def show_by_hand(self, text: str) -> None:
        """Show a text on the plain screen, for selection by hand, until a key is pressed."""
        from techdep_tui.ui.plain_screen import handed_back, show  # needed only here

        try:
            with handed_back(self):
                show(text)
        except SuspendNotSupported:
            self.say("There is no plain screen here.")

    @on(CopyDone)
    def _say_where_a_copy_went(self, event: CopyDone) -> None:
        event.copy.is_told = True
        self.say(event.copy.words(shown_keys(BY_ID["article.show-copy"], self.keymap_by_id)))

    def _bring(self, text: str) -> CopyReport:
        from techdep_tui.ui.clipboard import copy  # needed at the first copy

        return copy(text, write_osc52=self._write_to_terminal, settings=self.settings.clipboard)

    def _write_to_terminal(self, sequence: str) -> None:
        """Write between two frames, lest one cut the other in two; waits while the screen is another's."""
        driver = self._driver
        if driver is not None:
            self.call_from_thread(driver.write, sequence)

    def _post_to_main(self, message: Message) -> None:
        main = self.main_screen
        if main is not None:
            main.post_message(message)

    # Commands

    def action_help(self) -> None:
        from techdep_tui.ui.screens.text import help_screen  # opened on demand

        main = self.main_screen
        where = Where(main.pane) if main is not None else Where.EVERYWHERE
        self.push_screen(help_screen(where, self.keymap_by_id))

    def action_next_theme(self) -> None:
        index = themes.NAMES.index(self.theme) if self.theme in themes.NAMES else -1
        self.theme = themes.NAMES[(index + 1) % len(themes.NAMES)]
        self.say(f"Theme: {self.theme}.")

    def action_show_copy(self) -> None:
        if self.copier.copies:
            self.show_by_hand(self.copier.copies[-1].text)
        else:
            self.say("Nothing was copied yet.")

    def action_interrupt(self) -> None:
        selected = self._selected_text()
        if selected:
            self.copy_text(selected, "selection")
            return
        now = time.monotonic()
        if now - self._interrupted_at < _TWICE_S:
            self.exit()
        self._interrupted_at = now
        self.say("Ctrl+C again quits, as q does.")

    async def run_command(self, command: Command) -> None:
        """Run a command of the registry by itself, as from the palette."""
        main = self.main_screen
        if main is None:
            return
        panes = {Where.LIST: main.list, Where.READER: main.reader, Where.FACTS: main.facts}
        await self.run_action(command.action, panes.get(command.where, main))

    def say(self, text: str) -> None:
        """Say something in the status line of the screen that is seen, and of the main one below it."""
        for screen in {self.main_screen, *self.screen_stack[-1:]}:
            if isinstance(screen, ShapedScreen):
                screen.note(text)

    def _selected_text(self) -> str | None:
        """What is selected: with the mouse, in a box to type in, or by sentences in the reader."""
        if typed := str(getattr(self.focused, "selected_text", "")):
            return typed
        if self.screen is self.main_screen and (selected := self.main_screen.reader.selected_text):
            return selected
        return self.screen.get_selected_text()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Textual's own messages, never as markup."""
        super().notify(shown(message), title=shown(title), severity=severity, timeout=timeout, markup=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker that failed says so; the room goes on without what it was to bring."""
        if event.state is WorkerState.ERROR:
            reason = f"{event.worker.description} failed: {safe_line(repr(event.worker.error))}"
            self._post_to_main(Failed(reason))

    async def on_unmount(self) -> None:
        """By now the terminal is given back; a copy that was asked for before still has to arrive."""
        self._stop_watching.set()
        self.collection.close()
        await asyncio.to_thread(self.copier.wait)
        if self._state is not None:
            self._state.close()

    # Faults

    def failed(self, error: BaseException) -> None:
        """End the app for an error that nobody thought of; the command line says so."""
        if self.fault is None:
            self.fault = error
        self._return_code = 1
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """What Textual would print at the end: an error that can be drawn."""
        error = next((each for each in renderables if isinstance(each, BaseException)), sys.exc_info()[1])
        self.failed(error or RuntimeError("the screen failed"))

    def _fatal_error(self) -> None:
        """Textual would print a traceback with the values of all variables, texts of files among them."""
        self.failed(self._exception or RuntimeError("a handler failed"))


async def _have_run(pump: MessagePump) -> None:
    """Wait until a widget has worked through what has been handed to it, or is gone; not for ever."""
    done = asyncio.Event()
    is_handed = pump.call_later(done.set)
    deadline = time.monotonic() + _PATIENCE_S
    while (
        is_handed
        and (pump.is_attached or pump.is_running)
        and not done.is_set()
        and time.monotonic() < deadline
    ):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _LOOK_AGAIN_S)


def _warm_up() -> None:
    """Import what the first key presses need, while nobody waits for it."""
    import techdep_tui.ui.clipboard
    import techdep_tui.ui.copying
    import techdep_tui.ui.screens.search
    import techdep_tui.ui.widgets.prompt  # noqa: F401
