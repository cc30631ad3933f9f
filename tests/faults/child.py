"""Runs each kind of work with its first, second … n-th system call failing; started by tests/test_faults.py.

Under `failing.c`, in a process of its own. Prints for each kind of work the faults injected and those with
another outcome than the allowed ones.
"""

from __future__ import annotations

import ctypes
import errno
import io
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from techdep_tui import config
from techdep_tui.cli import main
from techdep_tui.config import ClipboardSettings
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import CollectionError, SettingsError
from techdep_tui.core.facts.cache import FactCache
from techdep_tui.core.facts.store import facts_as_bytes
from techdep_tui.core.files import write_over
from techdep_tui.core.state.model import Mark
from techdep_tui.core.state.state import State
from techdep_tui.ui.clipboard.bring import copy

ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.ENOENT, errno.EMFILE)
A, B = "a" * 64, "b" * 64
ARTICLES = ("one.md", "two.txt", "deeper/three.md")


class Work(NamedTuple):
    """`prepare` fills a folder, `act` works in it while calls fail, `check` judges afterwards.

    `act` gives what it said or did, which `check` gets; `AssertionError` and whatever else they raise are
    findings.
    """

    prepare: Callable[[Path], None]
    act: Callable[[Path], object]
    check: Callable[[Path, object], None]


def one_line(words: str) -> None:
    """Words for the reader are there, and are one line."""
    assert words.strip(), "nothing is said"
    assert "\n" not in words, words


# Loading


def prepare_articles(folder: Path) -> None:
    """Three articles, one in a deeper folder."""
    (folder / "deeper").mkdir()
    for name in ARTICLES:
        (folder / name).write_text(f"# On {name}\n\nIt cost $5 million. It was late.\n", encoding="utf-8")


def load(folder: Path) -> object:
    """Load them."""
    collection = Collection([folder])
    try:
        collection.load()
    except CollectionError as error:
        return [], [str(error)]
    return [a.text for a in collection.each_article()], [f"{p.path} {p.reason}" for p in collection.problems]


def check_load(_folder: Path, said: object) -> None:
    """What is not there is told."""
    assert isinstance(said, tuple)
    texts, problems = said
    assert all("It cost $5 million. It was late." in text for text in texts)
    assert len(texts) == len(ARTICLES) or problems
    for problem in problems:
        one_line(problem)


def prepare_settings(folder: Path) -> None:
    """A setting."""
    (folder / "settings.yaml").write_text("theme: dark\n", encoding="utf-8")


def load_settings(folder: Path) -> object:
    """Load it."""
    try:
        return config.load(folder / "settings.yaml").theme
    except SettingsError as error:
        one_line(str(error))
        return None


def check_settings(_folder: Path, theme: object) -> None:
    """It is the one of the file, or that of no file."""
    assert theme in ("dark", config.Settings.theme, None)


# Saving


def prepare_state(folder: Path) -> None:
    """A star and a place."""
    with State.open(folder / "state.sqlite") as state:
        state.set_starred(A, True)
        state.set_place(A, 7)


def save(folder: Path) -> object:
    """Another star, a read mark, its undoing, and a part filled in."""
    with State.open(folder / "state.sqlite") as state:
        state.set_starred(B, True)
        state.set_read([A, B], True)
        state.undo()
        state.record_override(A, "publisher", "The Example")
        marks = state.marks([A, B])
        assert marks[B].is_starred, marks
        return state.problem


def check_state(folder: Path, problem: object) -> None:
    """What was there is there; what is not kept is told."""
    with State.open(folder / "state.sqlite") as state:
        assert state.problem is None, state.problem
        marks = state.marks([A, B])
        assert marks[A].is_starred, marks
        assert marks[A].place == 7, marks
        is_whole = marks[B] == Mark(is_starred=True) and not marks[A].is_read
        is_whole = is_whole and state.overrides(A) == {"publisher": "The Example"}
    assert is_whole or problem
    if problem is not None:
        one_line(str(problem))
    assert not list(folder.glob("*.broken-*"))


def prepare_cache(folder: Path) -> None:
    """A cache of facts with one entry."""
    FactCache(folder / "facts.sqlite").put([(b"1" * 16, facts_as_bytes([]))])


def use_cache(folder: Path) -> object:
    """Read it and write to it."""
    cache = FactCache(folder / "facts.sqlite")
    found = cache.get(b"1" * 16)
    cache.put([(b"2" * 16, facts_as_bytes([]))])
    cache.close()
    return found


def check_cache(folder: Path, found: object) -> None:
    """It can be used."""
    assert found in ((), None)
    cache = FactCache(folder / "facts.sqlite")
    cache.put([(b"3" * 16, facts_as_bytes([]))])
    assert cache.get(b"3" * 16) == ()
    cache.close()


# Exporting and copying


def prepare_old_file(folder: Path) -> None:
    """Files that are there already."""
    (folder / "old.bib").write_text("old\n", encoding="utf-8")
    (folder / "last-copy.txt").write_text("old", encoding="utf-8")


def export(folder: Path) -> object:
    """Write a new file from the command line, and one over an old one."""
    said = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(said):
        code = main(["export", "--output", str(folder / "new.bib")])
    try:
        write_over(folder / "old.bib", "new\n")
    except OSError:
        return code, said.getvalue(), False
    return code, said.getvalue(), True


def check_export(folder: Path, done: object) -> None:
    """Each file is whole, or as it was."""
    assert isinstance(done, tuple)
    code, said, is_new = done
    one_line(said.rstrip("\n"))
    new = folder / "new.bib"
    assert code == (0 if new.exists() else 2), said
    assert not new.exists() or new.read_text(encoding="utf-8").count("\n}") == 3
    assert (folder / "old.bib").read_text(encoding="utf-8") == ("new\n" if is_new else "old\n")


def copy_text(folder: Path) -> object:
    """Copy where there is no clipboard."""
    report = copy("new", environ={}, which=lambda _: None, state_dir=folder, settings=ClipboardSettings())
    return report.message, report.file is not None


def check_copy(folder: Path, done: object) -> None:
    """The file has the old text or the new, and which is told."""
    assert isinstance(done, tuple)
    message, is_new = done
    one_line(message)
    assert (folder / "last-copy.txt").read_text(encoding="utf-8") == ("new" if is_new else "old")


WORKS = {
    "loading": Work(prepare_articles, load, check_load),
    "settings": Work(prepare_settings, load_settings, check_settings),
    "saving": Work(prepare_state, save, check_state),
    "cache": Work(prepare_cache, use_cache, check_cache),
    "exporting": Work(prepare_old_file, export, check_export),
    "copying": Work(prepare_old_file, copy_text, check_copy),
}


def run(work: Work, place: Path, failing: ctypes.CDLL) -> tuple[int, list[str]]:
    """Every fault of one kind of work: how many, and what went wrong."""
    template = place / "template"
    template.mkdir()
    work.prepare(template)
    calls = _injected(work, place, failing, 0, 0, 0)[0]
    faults, findings = 0, []
    for number in range(1, calls + 1):
        for error in ERRORS:
            for is_forever in (0, 1):
                found = _injected(work, place, failing, number, error, is_forever)[1]
                faults += 1
                if found:
                    how = "for ever" if is_forever else "once"
                    findings.append(f"call {number} of {calls}, {errno.errorcode[error]} {how}: {found}")
    return faults, findings


def _injected(
    work: Work, place: Path, failing: ctypes.CDLL, number: int, error: int, is_forever: int
) -> tuple[int, str]:
    """Run the work once with one fault; the calls that it made, and what went wrong if something did."""
    folder = place / "work"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(place / "template", folder)
    calls = 0
    try:
        failing.fail_at(str(folder).encode(), number, error, is_forever)
        try:
            done = work.act(folder)
        finally:
            calls = failing.calls()
        work.check(folder, done)
    except (Exception, SystemExit) as wrong:  # noqa: BLE001 - whatever comes is a finding
        return calls, f"{type(wrong).__name__}: {wrong}"
    return calls, ""


if __name__ == "__main__":
    failing_calls = ctypes.CDLL(None)
    root = Path(sys.argv[1])
    for name, each in WORKS.items():
        (root / name).mkdir()
        warm = root / name / "warm"
        warm.mkdir()
        each.prepare(warm)
        each.act(warm)  # so that everything is imported before calls fail
        injected, wrong_ones = run(each, root / name, failing_calls)
        print(json.dumps({"work": name, "faults": injected, "findings": wrong_ones}), flush=True)
