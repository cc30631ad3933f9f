"""Our program on a large folder, beside recoll, SQLite's FTS5, ripgrep and fzf, side by side in one run.

    python benchmarks/scale.py FOLDER [--sizes 3,1000,10000,100000] [--queries N] [--parts index,screen]

For each size (default: the whole folder) that many files of FOLDER (see `make_corpus.py`) are taken: hard
links in a folder beside it, removed at the end. Printed are

* index: seconds from the start of a process without any cache to where everything can be found, the
  processor's seconds of that, the most memory of all its processes together (PSS), and bytes on disk;
* queries: the median of milliseconds to at most 1,000 articles, by kind. Ours and FTS5's are asked in a
  process that stays, through its interface; recollq, rg and fzf begin anew each time, as they are used;
* screen: the real program on a pty of 120x36, cold (no cache) and warm: seconds until there is a title in
  the list and it has answered a key, until everything can be searched, the keys' 95th percentile and longest
  time to the changed screen meanwhile, and the memory of all its processes, at most and at rest.

A peer that is not installed is named and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import select
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.terminal.pty.session import Session, environment

if TYPE_CHECKING:
    from techdep_tui.core.collection import Collection

MOST = 1000
_PATIENCE_S = 1800.0
_OTHER_PANE = ("\t", re.compile("▶ (?:Articles|Reader|Facts)".encode()))
"""A key that always does something, and what then comes, whatever the list is doing."""
_REST_S = 3.0
_LINES_WITH_TITLES = r"""^(title:.*|# .*|[A-Z“‘"'].*)$"""
Question = tuple[str, ...]
"""The words of a query; their kind tells how they belong together."""


# Memory


def processes_of(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for each in found:
        with suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def memory_mb(pid: int) -> float:
    """What a process and its descendants take; what several share is counted once (PSS)."""
    total = 0
    for each in processes_of(pid):
        with suppress(OSError):
            match = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{each}/smaps_rollup").read_text(), re.M)
            total += int(match[1]) if match else 0
    return total / 1024


def busy_s(pid: int) -> float:
    """The processor's seconds of a process and its descendants so far."""
    ticks = 0
    for each in processes_of(pid):
        with suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


class Peak(threading.Thread):
    """Watches what a process and its descendants take, until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._stop_it = pid, threading.Event()
        self.most_mb = 0.0
        self.start()

    def run(self) -> None:
        while not self._stop_it.wait(0.2):
            self.most_mb = max(self.most_mb, memory_mb(self._pid))

    def stop(self) -> float:
        """The most that was seen."""
        self._stop_it.set()
        self.join()
        return self.most_mb


# What is measured: each makes an index in a process of its own, then answers queries


class Indexing(NamedTuple):
    """What it took to make an index; `rest_mb` is the memory of a process that stays to be asked."""

    seconds: float
    busy_s: float
    peak_mb: float
    disk_mb: float
    rest_mb: float | None = None


def our_collection(folder: Path, home: Path) -> Collection:
    """Our collection, everything indexed; what it keeps is below `home`."""
    from techdep_tui.core.collection import Collection

    collection = Collection([folder], cache=lambda: home)
    collection.load()
    collection.index()
    return collection


def ask_ours(collection: Collection, kind: str, words: Question) -> int:
    """How many articles one query finds."""
    query = " ".join(words)
    result = collection.search(_quoted(kind, query), limit=MOST)
    if kind == "title, mistyped":
        return len(collection.search_aside(result).titles) + result.total
    return result.total


def fts5_database(folder: Path, home: Path) -> sqlite3.Connection:
    """The same files in FTS5 on disk."""
    database = sqlite3.connect(home / "fts5")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(
        "CREATE VIRTUAL TABLE articles USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
    )
    with database:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                text = path.read_bytes().decode("utf-8", "replace")
                database.execute("INSERT INTO articles(text) VALUES (?)", (text,))
    return database


def ask_fts5(database: sqlite3.Connection, kind: str, words: Question) -> int | None:
    """How many articles one query finds; the best come first, as with ours."""
    if kind == "title, mistyped":
        return None
    query = "SELECT rowid FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?"
    return len(database.execute(query, (_quoted(kind, " ".join(words)), MOST)).fetchall())


def _quoted(kind: str, query: str) -> str:
    return f'"{query}"' if kind == "phrase" else query + "*" * (kind == "prefix")


def staying(name: str, folder: Path, home: Path) -> None:
    """Be the process that makes an index and is then asked: lines of JSON in, lines of JSON out."""
    ask: Callable[[str, Question], int | None]
    if name == "ours":
        collection = our_collection(folder, home)

        def ask(kind: str, words: Question) -> int | None:
            return ask_ours(collection, kind, words)

    else:
        database = fts5_database(folder, home)

        def ask(kind: str, words: Question) -> int | None:
            return ask_fts5(database, kind, words)

    print(json.dumps("indexed"), flush=True)
    for line in sys.stdin:
        kind, words = json.loads(line)
        begin = time.perf_counter()
        found = ask(kind, tuple(words))
        print(json.dumps([time.perf_counter() - begin, found]), flush=True)


class Staying:
    """Ours or FTS5 in a process of its own."""

    def __init__(self, name: str) -> None:
        self.name = name

    def index(self, folder: Path, home: Path) -> Indexing:
        begin = time.perf_counter()
        command = [sys.executable, __file__, str(folder), "--staying", self.name, "--home", str(home)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        peak = Peak(self._process.pid)
        self._read()
        seconds, busy = time.perf_counter() - begin, busy_s(self._process.pid)
        return Indexing(seconds, busy, peak.stop(), _size_mb(home), memory_mb(self._process.pid))

    def ask(self, kind: str, words: Question) -> tuple[float, int | None]:
        assert self._process.stdin
        self._process.stdin.write(json.dumps([kind, words]) + "\n")
        self._process.stdin.flush()
        seconds, found = json.loads(self._read())
        return seconds, found

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _read(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name}: ended with {self._process.wait()}")
        return line


class Recoll:
    """recoll, without stemming, whose settings and index are in a folder of its own."""

    name = "recoll"

    def index(self, folder: Path, home: Path) -> Indexing:
        self._home = home
        settings = f"topdirs = {folder}\nindexstemminglanguages =\nloglevel = 1\nnoaspell = 1\n"
        (home / "recoll.conf").write_text(settings)
        begin, before = time.perf_counter(), os.times()
        process = subprocess.Popen(
            ["recollindex", "-c", str(home)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        peak = Peak(process.pid)
        process.wait()
        after = os.times()
        busy = after.children_user + after.children_system - before.children_user - before.children_system
        return Indexing(time.perf_counter() - begin, busy, peak.stop(), _size_mb(home))

    def ask(self, kind: str, words: Question) -> tuple[float, int | None]:
        if kind == "title, mistyped":
            return 0.0, None
        command = [
            "recollq",
            "-c",
            str(self._home),
            "-s",
            "",
            "-b",
            "-n",
            str(MOST),
            _quoted(kind, " ".join(words)),
        ]
        return _seconds_and_lines(command)

    def close(self) -> None:
        pass


class Files:
    """ripgrep over the files, and fzf over their titles: nothing is kept."""

    name = "rg"

    def index(self, folder: Path, home: Path) -> None:
        self._folder = folder

    def ask(self, kind: str, words: Question) -> tuple[float, int | None]:
        files = ["rg", "--files-with-matches", "--ignore-case", "--regexp"]
        folder = str(self._folder)
        if kind == "title, mistyped":
            if not shutil.which("fzf"):
                return 0.0, None
            titles = ["rg", "-m1", "-N", "--no-filename", "--regexp", _LINES_WITH_TITLES, folder]
            return _seconds_and_lines(titles, ["fzf", "-f", " ".join(words)])
        if kind == "two words":
            first, second = (rf"\b{word}\b" for word in words)
            return _seconds_and_lines([*files, first, "-0", folder], ["xargs", "-0", *files, second])
        pattern = r"\b" + r"\W+".join(words) + ("" if kind == "prefix" else r"\b")
        return _seconds_and_lines([*files, pattern, folder])

    def close(self) -> None:
        pass


def _seconds_and_lines(*commands: list[str]) -> tuple[float, int]:
    """Run commands, each on what the one before says; the time, and the lines that the last one says."""
    begin, said = time.perf_counter(), b""
    for command in commands:
        said = subprocess.run(command, input=said, capture_output=True, check=False).stdout
    return time.perf_counter() - begin, said.count(b"\n")


def _size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def peers() -> list[Staying | Recoll | Files]:
    """Who takes part; names who is missing."""
    missing = [name for name in ("recollindex", "recollq", "rg", "fzf") if not shutil.which(name)]
    if missing:
        print("not installed, left out:", ", ".join(missing))
    found: list[Staying | Recoll | Files] = [Staying("ours"), Staying("FTS5")]
    return (
        found
        + [Recoll()] * (not {"recollindex", "recollq"} & set(missing))
        + [Files()] * ("rg" not in missing)
    )


# Queries


def questions(folder: Path, count: int) -> Iterator[tuple[str, list[Question]]]:
    """Queries of each kind, drawn from some of the files."""
    dice = random.Random(1)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    texts = [
        path.read_bytes().decode("utf-8", "replace") for path in dice.sample(paths, min(300, len(paths)))
    ]
    lines = [words for text in texts for line in text.split("\n") if len(words := _plain_words(line)) > 5]
    counts = Counter(word for words in lines for word in words if len(word) > 3)
    ordered = [word for word, _ in counts.most_common()]
    rare, common = ordered[-max(len(ordered) // 3, 1) :], ordered[:60]
    titles = [match[0] for text in texts if (match := re.search(_LINES_WITH_TITLES, text, re.M))]

    def run(length: int) -> Question:
        words = dice.choice(lines)
        at = dice.randrange(len(words) - length)
        return tuple(words[at : at + length])

    def mistyped() -> Question:
        words = [word for word in _plain_words(dice.choice(titles)) if len(word) > 4][:2] or ["russia"]
        at = dice.randrange(1, len(words[0]) - 1)
        return (words[0][:at] + words[0][at + 1 :], *words[1:])

    kinds: dict[str, Callable[[], Question]] = {
        "rare word": lambda: (dice.choice(rare),),
        "common word": lambda: (dice.choice(common),),
        "two words": lambda: tuple(dice.sample(common, 2)),
        "phrase": lambda: run(3),
        "prefix": lambda: (dice.choice(ordered)[:3],),
        "title, mistyped": mistyped,
    }
    for kind, draw in kinds.items():
        yield kind, [draw() for _ in range(count)]


def _plain_words(line: str) -> list[str]:
    """The words of a line if all of them are plain ASCII, which every peer takes for the same words."""
    words = line.lower().rstrip(".").split()
    return words if all(word.isascii() and word.isalpha() for word in words) else []


# The real program


class Screen(NamedTuple):
    """One start of the program."""

    usable_s: float
    searchable_s: float
    p95_ms: float
    longest_ms: float
    peak_mb: float
    rest_mb: float


class Unread(Session):
    """A session that reads the screen only when asked: to follow every byte takes longer than to send it."""

    _fed = 0

    def pump(self, seconds: float) -> bool:
        if self.master < 0 or not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.bytes += data
        return bool(data)

    def text(self) -> str:
        """The screen as it is now."""
        self.screen.feed(self._decoder.decode(bytes(self.bytes[self._fed :])))
        self._fed = len(self.bytes)
        return self.screen.text()

    def wait_until(self, is_so: Callable[[], object]) -> None:
        """Take what comes until something is so."""
        deadline = time.perf_counter() + _PATIENCE_S
        while not is_so():
            self.pump(0.05)
            if time.perf_counter() > deadline or self.process.poll() is not None:
                raise SystemExit(f"waited in vain:\n{self.text()}")

    def milliseconds(self, key: str, answer: re.Pattern[bytes]) -> float:
        """From a key to where a pattern has come."""
        at, begin = len(self.bytes), time.perf_counter()
        self.press(key)
        self.wait_until(lambda: answer.search(self.bytes, at))
        return (time.perf_counter() - begin) * 1000


def _is_searchable(text: str, count: int) -> bool:
    """Whether the first line tells of all articles (a file may be none), and of nothing that is not done."""
    top = text.split("\n", 1)[0]
    match = re.search(r"([\d,]+) articles?\b", top)
    is_all = match is not None and int(match[1].replace(",", "")) >= count * 0.99
    return is_all and not re.search(r"reading|making the index|looking for (?:files|changes)", top)


def screen(folder: Path, home: Path, count: int) -> Screen:
    """Start the program, press keys until everything can be searched, and let it rest."""
    begin = time.perf_counter()
    session = Unread([str(folder)], environment(home))
    with session:
        peak = Peak(session.process.pid)
        session.wait_until(lambda: re.search(r"Articles 1/[1-9]", session.text()))
        keys = [session.milliseconds(*_OTHER_PANE)]
        usable = time.perf_counter() - begin
        while not _is_searchable(session.text(), count):
            keys.append(session.milliseconds(*_OTHER_PANE))
            session.settle(0.05)
            if time.perf_counter() - begin > _PATIENCE_S:
                raise SystemExit(f"not searchable:\n{session.text()}")
        searchable = time.perf_counter() - begin
        session.settle(_REST_S)
        rest = memory_mb(session.process.pid)
        ordered = sorted(keys)
        p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
        return Screen(usable, searchable, p95, ordered[-1], peak.stop(), rest)


# The table


@contextmanager
def subset(folder: Path, count: int | None) -> Iterator[tuple[Path, int]]:
    """So many files of a folder, in a folder beside it; gives their number, too."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if count is None or count >= len(files):
        yield folder, len(files)
        return
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        for path in files[:count]:
            target = Path(place, path.relative_to(folder))
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)
        yield Path(place), count


def measure_index(folder: Path, queries: int) -> None:
    """A line for each peer, then one for each kind of query."""
    asked = list(questions(folder, queries))
    print(f"{'index':16}{'seconds':>10}{'busy, s':>10}{'peak, MB':>10}{'rest, MB':>10}{'disk, MB':>10}")
    medians: dict[str, dict[str, str]] = {kind: {} for kind, _ in asked}
    for peer in peers():
        with tempfile.TemporaryDirectory() as home:
            if took := peer.index(folder, Path(home)):
                rest = f"{took.rest_mb:10.0f}" if took.rest_mb else f"{'–':>10}"
                cells = (
                    f"{took.seconds:10.2f}{took.busy_s:10.2f}{took.peak_mb:10.0f}{rest}{took.disk_mb:10.1f}"
                )
                print(f"{peer.name:16}{cells}", flush=True)
            for kind, words in asked:
                answers = [peer.ask(kind, each) for each in words]
                if all(found is not None for _, found in answers):
                    milliseconds = statistics.median(seconds for seconds, _ in answers) * 1000
                    found = sum(found or 0 for _, found in answers) / len(answers)
                    medians[kind][peer.name] = f"{milliseconds:9.1f} {found:7,.0f}"
            peer.close()
    names = list(dict.fromkeys(name for row in medians.values() for name in row))
    print(f"{'queries':16}" + "".join(f"{name + ' ms, found':>20}" for name in names))
    for kind, row in medians.items():
        print(f"{kind:16}" + "".join(f"{row.get(name, '–'):>20}" for name in names), flush=True)


def measure_screen(folder: Path, count: int) -> None:
    """A line for the cold start, one for the warm one."""
    print(
        f"{'screen':16}"
        + "".join(
            f"{name:>15}"
            for name in ("usable, s", "searchable, s", "keys p95, ms", "longest, ms", "peak, MB", "rest, MB")
        )
    )
    with tempfile.TemporaryDirectory() as home:
        for name in ("cold", "warm"):
            took = screen(folder, Path(home), count)
            cells = (
                f"{took.usable_s:15.2f}{took.searchable_s:15.2f}{took.p95_ms:15.0f}{took.longest_ms:15.0f}"
            )
            print(f"{name:16}{cells}{took.peak_mb:15.0f}{took.rest_mb:15.0f}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="", help="numbers of files (default: all)")
    parser.add_argument("--queries", type=int, default=7, help="of each kind (default: %(default)s)")
    parser.add_argument("--parts", default="index,screen", help="what is measured (default: %(default)s)")
    parser.add_argument("--staying", help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.staying:
        staying(options.staying, options.folder, options.home)
        return
    for size in map(int, options.sizes.split(",")) if options.sizes else [None]:
        with subset(options.folder.resolve(), size) as (folder, count):
            print(f"== {count:,} files, {_size_mb(folder):.1f} MB")
            if "index" in options.parts:
                measure_index(folder, options.queries)
            if "screen" in options.parts:
                measure_screen(folder, count)
            print(flush=True)


if __name__ == "__main__":
    main()
