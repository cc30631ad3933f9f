"""Makes a large folder of article files out of a folder of real ones, to measure at scale.

    python benchmarks/make_corpus.py N --from FOLDER --to FOLDER [--copies PERCENT]

Each file has the head of a real one (front matter, title lines of plain text, wrapped lines as out of a PDF)
with another title, date and source, and paragraphs of many articles of the same shape, as many as its model
has. Names change places with others that are about as frequent, rare ones become new ones, numbers others.
File k is the same whatever N is, in every run; they lie a thousand to a folder.

So many PERCENT of the files (3) are near-duplicates of an earlier one, each of one of three kinds:

* re-post: the same paragraphs under another outlet's head, a day or two later;
* wire: another outlet's shorter copy, without a paragraph, and with some numbers and words edited;
* pdf: the text as it comes out of a printed page, with wrapped lines and page ends.

`TO.copies.tsv`, beside the folder, tells them: number, number of the original, kind, path.
"""

from __future__ import annotations

import argparse
import re
import textwrap
import time
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from multiprocessing import Pool
from pathlib import Path
from random import Random
from typing import NamedTuple
from zlib import crc32

from techdep_tui.core.articles.discover import discover
from techdep_tui.core.articles.entry import host_of
from techdep_tui.core.articles.load import load
from techdep_tui.core.articles.model import NUMBERED, Article, Format

KINDS = ("re-post", "wire", "pdf")
PER_FOLDER = 1000
_PROCESSES = 2

_SHORTEST_PIECE, _LONGEST_PIECE = 40, 700
_LONGEST_SENTENCE = 1200
_SHORT = 2000
"""Characters; articles that are shorter are made of sentences, lest two of them are one by chance."""
_LONGEST_TAIL = 600
_LAST_DAY = date(2026, 10, 31)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NO_NAMES = frozenset(
    (*_MONTHS, *(m[:3] for m in _MONTHS), "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
) | frozenset(("Sunday", "The", "But", "And", "Its", "His", "Her", "This", "That"))
_BAND = 16
"""So many names of about the same frequency change places among themselves."""
_INVENTED = 400_000
_SYLLABLES = [c + v for c in "bdghklmnrst" for v in "aeio"]

_CAPITALISED = re.compile(r"\b[A-Z][a-z]{2,}\b")
_MID_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_NUMBER = re.compile(r"\d+")
_DAY = re.compile(r"\b(?:19|20)\d\d([-/])[01]\d\1[0-3]\d")
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)}|{'|'.join(m[:3] for m in _MONTHS)})\b")
_ROTATED = [str.maketrans("123456789", "".join(str((d + s) % 9 + 1) for d in range(9))) for s in range(9)]


class Slot(NamedTuple):
    """A stretch of a head: `kind` is text, title, day or another name of what stands there."""

    kind: str
    text: str


@dataclass(frozen=True)
class Model:
    """What a made file takes from a real one; `length` are the characters of its paragraphs."""

    format: Format
    encoding: str
    newline: str
    head: tuple[Slot, ...]
    between: str
    tail: str
    length: int
    title: str


class Outlet(NamedTuple):
    """A publisher and its host; either may be unknown, then it is empty."""

    name: str
    host: str


@dataclass(frozen=True)
class Draft:
    """One file before it is written."""

    model: Model
    title: str
    day: date
    outlet: Outlet
    paragraphs: tuple[str, ...]
    salt: int
    new_names: tuple[str, ...]


class Stock:
    """What is taken from the real articles: models, pieces by format, outlets and names."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.models = [model_of(article) for article in articles if article.paragraph_count]
        self.pieces: dict[Format, list[str]] = {}
        self.sentences: dict[Format, list[str]] = {}
        for article in articles:
            self.pieces.setdefault(article.format, []).extend(pieces_of(article))
            self.sentences.setdefault(article.format, []).extend(sentences_of(article))
        self.by_format = {kind: [m for m in self.models if m.format is kind] for kind in self.pieces}
        self.outlets = [outlet for article in articles if (outlet := outlet_of(article)).name]
        self.place_of_name = {name: i for i, name in enumerate(names_in(articles))}
        self.names = list(self.place_of_name)


def names_in(articles: Sequence[Article]) -> list[str]:
    """Capitalised words within sentences that hardly ever stand in small letters, most frequent first."""
    counts: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for article in articles:
        counts.update(_MID_SENTENCE.findall(article.text))
        small.update(article.text.split())
    return [
        name for name, n in counts.most_common() if small[name.lower()] * 10 < n and name not in _NO_NAMES
    ]


def outlet_of(article: Article) -> Outlet:
    """Whose article it is, as far as it is told."""
    url = article.metadata.source_url.value or article.metadata.url.value
    return Outlet(article.metadata.publisher.value or "", host_of(url) if url else "")


def pieces_of(article: Article) -> Iterator[str]:
    """The paragraphs as they stand in the file; a long one in parts."""
    for start, end in _paragraphs(article):
        yield from _parts(article, start, end, _LONGEST_PIECE)


def sentences_of(article: Article) -> Iterator[str]:
    """The sentences of the paragraphs as they stand in the file."""
    for start, end in _paragraphs(article):
        yield from _parts(article, start, end, 0)


def _paragraphs(article: Article) -> list[tuple[int, int]]:
    """Those that are sentences: no scraps, no lists of addresses, no text that lost its full stops."""
    longest = max((end - start for start, end in article.sentences), default=0)
    if longest > _LONGEST_SENTENCE:
        return []
    return [
        (block.start, block.end)
        for block in article.blocks
        if block.kind in NUMBERED and block.end - block.start > _SHORTEST_PIECE
        if "://" not in article.raw[slice(*article.in_file(block.start, block.end))]
    ]


def _parts(article: Article, start: int, end: int, most: int) -> Iterator[str]:
    """A stretch of the reading text in the file's characters, cut where sentences begin."""
    at = start
    begin = bisect(article.sentences, start - 1, key=lambda span: span.start)
    for sentence in article.sentences[begin:]:
        if sentence.start >= end:
            break
        if sentence.end - at > most and sentence.end < end:
            yield _in_file(article, at, sentence.end)
            at = sentence.end
    yield _in_file(article, at, end)


def _in_file(article: Article, start: int, end: int) -> str:
    return _one_newline(article.raw[slice(*article.in_file(start, end))]).strip()


def _one_newline(text: str) -> str:
    return text.replace("\r\n", "\n")


def model_of(article: Article) -> Model:
    """The head, the tail and the measures of an article."""
    spans = [article.in_file(b.start, b.end) for b in article.blocks if b.kind in NUMBERED]
    first, last = spans[0], spans[-1]
    between = article.raw[first.end : spans[1].start] if len(spans) > 1 else " "
    return Model(
        article.format,
        article.encoding,
        "\r\n" if "\r\n" in article.raw else "\n",
        tuple(slots_of(article, first.start)),
        "\n\n" if between.strip() else _one_newline(between),
        _one_newline(article.raw[last.end : last.end + _LONGEST_TAIL]),
        sum(end - start for start, end in spans),
        article.title,
    )


def slots_of(article: Article, end: int) -> Iterator[Slot]:
    """The head of an article, its title, date and source told apart from the rest."""
    raw, outlet = article.raw[:end], outlet_of(article)
    found = [(*match.span(), "day") for match in _DAY.finditer(raw)]
    for kind, part in (("title", article.metadata.title), ("long day", article.metadata.date)):
        found += [(*part.span, kind)] if part.span else []
    for kind, words in (("title", article.title), ("name", outlet.name), ("host", outlet.host)):
        found += [(*m.span(), kind) for m in re.finditer(re.escape(words), raw)] if words else []
    at = 0
    for start, stop, kind in sorted(found, key=lambda each: (each[0], -each[1])):
        if start >= at and stop <= end:
            yield Slot("text", _one_newline(raw[at:start]))
            yield Slot("day" if _DAY.match(raw, start, stop) else kind, _one_newline(raw[start:stop]))
            at = stop
    yield Slot("text", _one_newline(raw[at:]))


def copied(number: int, share: float) -> tuple[int, str] | None:
    """The original's number and the kind of copy, where this file is one."""
    if number < 2 or _dice(number, b"copy") >= share:
        return None
    original = int(number - 1 - _dice(number, b"of") * min(number - 1, 400)) // 50 * 50
    while copied(original, share):
        original -= 1
    return original, KINDS[crc32(b"kind %d" % number) % len(KINDS)]


def _dice(number: int, what: bytes) -> float:
    return crc32(b"%s %d" % (what, number)) / 2**32


def draft(stock: Stock, number: int, share: float) -> Draft:
    """The file with this number."""
    dice = Random(number)
    if copy := copied(number, share):
        return copy_of(stock, draft(stock, copy[0], share), copy[1], dice)
    model = dice.choice(stock.models)
    pool = (stock.sentences if model.length < _SHORT else stock.pieces)[model.format]
    paragraphs: list[str] = []
    length = 0
    while length < model.length - len(paragraphs[-1] if paragraphs else "") / 2 or not paragraphs:
        paragraphs.append(dice.choice(pool))
        length += len(paragraphs[-1])
    new_names = tuple(_invented(int(_INVENTED * dice.random() ** 3)) for _ in range(3))
    return Draft(
        model,
        _title(model, dice.choice(stock.models), dice),
        _LAST_DAY - timedelta(days=int(dice.random() ** 2 * 365 * 30)),
        dice.choice(stock.outlets),
        tuple(paragraphs),
        dice.randrange(1, 5040),
        new_names,
    )


def _title(one: Model, other: Model, dice: Random) -> str:
    """The beginning of one title and the end of another, without what YAML would stumble over."""
    begin, end = one.title.split(), other.title.split()
    words = begin[: dice.randint(1, max(len(begin) - 1, 1))] + end[-dice.randint(1, max(len(end) - 1, 1)) :]
    return " ".join(words)[:140].translate({ord('"'): None, ord("\\"): None, ord(":"): ",", ord("#"): None})


def _invented(number: int) -> str:
    syllables = []
    for _ in range(2 + number % 2):
        number, place = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[place])
    return ("".join(syllables) + ("n", "v", "s", "r", "")[number % 5]).capitalize()


def copy_of(stock: Stock, original: Draft, kind: str, dice: Random) -> Draft:
    """A near-duplicate; its paragraphs stand in one line each, but for those of a printed page."""
    shape = Format.PDF_TEXT if kind == "pdf" else dice.choice((Format.MARKDOWN, Format.PLAIN))
    model = dice.choice(stock.by_format[shape])
    paragraphs = [" ".join(paragraph.split()) for paragraph in original.paragraphs]
    if kind == "wire":
        paragraphs = shortened(paragraphs, dice)
    if kind == "pdf":
        width = dice.randint(78, 100)
        paragraphs = [textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs]
        model = replace(model, between="\n\n")
    return replace(
        original,
        model=replace(model, between=model.between if "\n" in model.between else "\n\n"),
        title=original.title if dice.random() < 0.75 else f"Update {dice.randint(1, 3)} - {original.title}",
        day=original.day + timedelta(days=dice.randint(0, 2)),
        outlet=dice.choice(stock.outlets),
        paragraphs=tuple(paragraphs),
    )


def shortened(paragraphs: list[str], dice: Random) -> list[str]:
    """Without a paragraph, mostly the last, and with an edited word in some of the others."""
    kept = list(paragraphs)
    if len(kept) > 2:
        del kept[-1 if dice.random() < 0.7 else dice.randrange(1, len(kept))]
    for _ in range(max(len(kept) // 4, 1)):
        place = dice.randrange(len(kept))
        words = kept[place].split()
        words[dice.randrange(len(words))] = dice.choice(("some", "about", "reportedly", "late", "now"))
        kept[place] = " ".join(words)
    return kept


def rendered(stock: Stock, made: Draft) -> bytes:
    """The bytes of a file."""
    changed = partial(_changed, stock, made)
    parts = [changed(slot.text) if slot.kind == "text" else _filled(slot, made) for slot in made.model.head]
    parts.append(made.model.between.join(map(changed, made.paragraphs)))
    parts.append(changed(made.model.tail))
    return "".join(parts).replace("\n", made.model.newline).encode(made.model.encoding, "replace")


def _filled(slot: Slot, made: Draft) -> str:
    """What stands in a slot of another file's head."""
    if slot.kind == "title":
        lines = slot.text.split("\n")
        return made.title if len(lines) == 1 else textwrap.fill(made.title, max(map(len, lines)))
    if slot.kind == "day":
        return _DAY.sub(lambda match: made.day.isoformat().replace("-", match[1]), slot.text)
    if slot.kind == "long day":
        name = _MONTHS[made.day.month - 1]
        text = _NUMBER.sub(lambda m: str(made.day.year if len(m[0]) == 4 else made.day.day), slot.text)
        return _MONTH.sub(lambda m: name if len(m[0]) > 3 else name[:3], text)
    return (made.outlet.name if slot.kind == "name" else made.outlet.host) or slot.text


def _changed(stock: Stock, made: Draft, text: str) -> str:
    """A text with other names, numbers and days."""
    if made.model.format is Format.MARKDOWN and text.startswith("---"):
        return text
    salt, names, places = made.salt, stock.names, stock.place_of_name

    def name(match: re.Match[str]) -> str:
        place = places.get(match[0])
        if place is None or (place * 7 + salt) % 3:
            return match[0]
        if place * 3 > len(names) * 2:
            return made.new_names[(place + salt) % 3]
        other = place // _BAND * _BAND + (place + salt) % _BAND
        return names[other] if other < len(names) else match[0]

    return _NUMBER.sub(partial(_other_number, salt), _CAPITALISED.sub(name, text))


def _other_number(salt: int, match: re.Match[str]) -> str:
    digits = match[0]
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return str(min(int(digits) - salt % 5 + 2, 2026))
    if len(digits) <= 2 and int(digits) <= 28:
        return digits if salt % 2 or digits[0] == "0" else str((int(digits) + salt) % 28 + 1)
    return digits.translate(_ROTATED[salt % 9])


def name_of(made: Draft, number: int) -> str:
    """A file's name in the manner of its format."""
    if made.model.format is Format.MARKDOWN:
        slug = "-".join(re.findall(r"[a-z0-9]+", made.title.lower()))[:60]
        return f"{made.day.isoformat()}-{slug or 'news'}-{number:06d}.md"
    return f"{number:06d}_{sha256(b'%d' % number).hexdigest()[:16]}.txt"


def write(stock: Stock, folder: Path, share: float, numbers: range) -> tuple[int, list[str]]:
    """Write some files; gives their bytes, and a line for each copy."""
    size, lines = 0, []
    for number in numbers:
        made = draft(stock, number, share)
        path = folder / f"{number // PER_FOLDER:03d}" / name_of(made, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(rendered(stock, made))
        if copy := copied(number, share):
            lines.append(f"{number}\t{copy[0]}\t{copy[1]}\t{path.relative_to(folder)}\n")
    return size, lines


def main() -> None:
    """Read, make, write, tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", metavar="N", type=int)
    parser.add_argument("--from", dest="source", type=Path, required=True)
    parser.add_argument("--to", dest="target", type=Path, required=True)
    parser.add_argument("--copies", type=float, default=3.0, help="percent (default: %(default)s)")
    options = parser.parse_args()
    if options.target.exists():
        parser.error(f"{options.target} exists")
    begin = time.perf_counter()
    stock = Stock([a for a in load(discover([options.source]).files) if isinstance(a, Article)])
    job = partial(write, stock, options.target, options.copies / 100)
    with Pool(_PROCESSES) as pool:
        written = pool.map(job, [range(at, options.count, _PROCESSES) for at in range(_PROCESSES)])
    lines = sorted((line for _, some in written for line in some), key=lambda line: int(line.split("\t")[0]))
    Path(f"{options.target}.copies.tsv").write_text("".join(lines), encoding="utf-8")
    size = sum(size for size, _ in written)
    kinds = Counter(line.split("\t")[2] for line in lines)
    print(f"{options.count:,} files, {size / 1e6:.1f} MB, {size / max(options.count, 1) / 1000:.2f} KB each,")
    print(
        f"in {time.perf_counter() - begin:.1f} s; {len(lines):,} of them copies:", dict(sorted(kinds.items()))
    )


if __name__ == "__main__":
    main()
