"""What must hold whatever the input: a target takes bytes, makes its kind of input of them, and judges.

A target raises `AssertionError`, or lets through whatever the program raises but may not: both are findings.
The tests run them on what hypothesis thinks of, `benchmarks/fuzz.py` on millions of mutations.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from io import StringIO
from pathlib import Path
from unicodedata import category

from techdep_tui import config, settings_text
from techdep_tui.commands.plain.desk import Desk
from techdep_tui.commands.plain.dialogue import answer_line
from techdep_tui.commands.plain.voice import Voice
from techdep_tui.core.articles.build import build_article
from techdep_tui.core.articles.decode import BOX, MAX_MARKS, REPLACEMENT, decode_bytes, safe_line, safe_text
from techdep_tui.core.articles.frontmatter import read_front_matter
from techdep_tui.core.articles.model import Article, BlockKind
from techdep_tui.core.citations.exchange import FORMATS, export
from techdep_tui.core.citations.parts import missing, parts
from techdep_tui.core.citations.quotation import quotation
from techdep_tui.core.citations.record import PARTS, article_record, original_record
from techdep_tui.core.citations.styles import STYLES, render
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import QueryError, SettingsError
from techdep_tui.core.facts.describe import as_sentence, short
from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.record import to_record
from techdep_tui.core.facts.store import UnreadableFactsError, facts_as_bytes, read_facts
from techdep_tui.core.plain_yaml import YamlFault, read_yaml
from techdep_tui.core.search.query import parse_query
from techdep_tui.core.search.tree import Query
from techdep_tui.core.state.model import Mark
from techdep_tui.core.state.state import State
from techdep_tui.paths import builtin_articles
from tests.fuzzing import pieces

Target = Callable[[bytes], None]

_PIECED = 0x40
"""A first byte from here on says that the others number pieces; below, that they are the text itself."""


def text_of(data: bytes, parts_: Sequence[str]) -> str:
    """The text that bytes stand for: their own, or pieces by number, two bytes each where there are many."""
    if data[:1] < bytes([_PIECED]):
        return data[1:].decode("utf-8", "surrogateescape")
    step = 1 if len(parts_) <= 256 else 2
    numbers = (int.from_bytes(data[at : at + step]) for at in range(1, len(data), step))
    return "".join(parts_[number % len(parts_)] for number in numbers)


def as_bytes(text: str) -> bytes:
    """The file of a text."""
    return text.encode(
        "utf-8", "surrogateescape" if any("\udc80" <= c <= "\udcff" for c in text) else "surrogatepass"
    )


def decode(data: bytes) -> None:
    """Any bytes become safe text, and every character of it leads back."""
    decoded = decode_bytes(as_bytes(text_of(data, pieces.MARKS)))
    assert_safe(decoded.text)
    assert decoded.offsets.length == len(decoded.text)
    assert all(count > 0 for count in decoded.removed.values())
    before = 0
    for i in range(0, len(decoded.text), max(len(decoded.text) // 64, 1)):
        start, end = decoded.offsets.span(i, i + 1)
        assert before <= start < end <= len(decoded.raw)
        before = start
    again = safe_text(decoded.text)
    assert again == decoded.text
    line = safe_line(decoded.raw)
    assert_safe(line)
    assert "\n" not in line
    assert "\t" not in line


def markdown(data: bytes) -> None:
    """Any markup becomes an article."""
    _judge(_article(as_bytes("# Title\n\n" + text_of(data, pieces.MARKUP))))


def plain_text(data: bytes) -> None:
    """Any lines become an article."""
    _judge(_article(as_bytes(text_of(data, pieces.MARKUP))))


def pdf_text(data: bytes) -> None:
    """What came out of a PDF, with its page breaks, becomes an article."""
    text = text_of(data, pieces.MARKUP)
    half = len(text) // 2
    _judge(_article(as_bytes(f"A title\nfor it\n\n{text[:half]}\n\n1\n\f{text[half:]}\n\f")))


def front_matter(data: bytes) -> None:
    """Any head is read or passed over, and the body is never lost."""
    text = safe_text(text_of(data, pieces.HEADS))
    for head_text in (text, f"---\n{text}\n---\nBody.\n", f"+++\n{text}\n+++\nBody.\n"):
        head = read_front_matter(head_text)
        if head is not None:
            assert 0 <= head.body <= len(head_text)
            for problem in head.problems:
                assert_line(problem.reason)
            for field in head.fields:
                assert 1 <= field.line <= head_text.count("\n") + 1
    article = _article(f"---\n{text}\n---\nThe body of it.\n".encode("utf-8", "replace"))
    assert "The body of it." in article.text
    _judge(article)


def yaml(data: bytes) -> None:
    """Any text is read as plain YAML or refused with a reason."""
    with suppress(YamlFault):
        read_yaml(text_of(data, pieces.HEADS))


def query(data: bytes) -> None:
    """Any query is read or refused at a character; the lenient reading agrees and never fails."""
    text = text_of(data, pieces.QUERIES)
    lenient = parse_query(text, lenient=True)
    fault = None
    try:
        assert _finished(parse_query(text)) == _finished(lenient)
    except QueryError as error:
        fault = error.position
    assert fault == (lenient.problem.position if lenient.problem else None)
    assert fault is None or 0 <= fault <= len(text)


def search(data: bytes) -> None:
    """Any query finds places that are there, and says in safe words what it did."""
    collection = _collection()
    result = collection.search(safe_text(text_of(data, pieces.QUERIES)), lenient=True, limit=10)
    for typed, words in result.corrections.items():
        assert_line(typed, *words)
    for found in result.by_article:
        article = collection.get(found.article_id)
        for hit in found.hits[:5]:
            assert 0 <= hit.start <= hit.end <= len(article.text)
            assert hit.sentence.start <= hit.start


def settings(data: bytes) -> None:
    """Any settings are understood, or one line says what is wrong."""
    text = decode_bytes(as_bytes(text_of(data, pieces.SETTINGS))).text
    try:
        settings_text.parse(text)
    except SettingsError as error:
        assert_line(str(error))


def facts(data: bytes) -> None:
    """Any text has facts whose characters are there, and which come back as they were kept."""
    text = text_of(data, pieces.of_facts())
    article = _article(as_bytes(f"# Title\n\nMOSCOW, 3 March 2025.\n\n{text}\n"))
    found = extract(article)
    assert list(found) == sorted(found, key=lambda fact: fact.start)
    for fact in found[:: len(found) // 100 + 1]:
        assert 0 <= fact.start < fact.end <= len(article.text)
        assert 0 <= fact.sentence.start <= fact.sentence.end <= len(article.text)
        assert_line(short(fact, article), fact.subject or "", fact.why)
        assert_safe(as_sentence(fact, article))
        record = to_record(article, fact)
        assert record["text"] == article.raw[record["start"] : record["end"]]
        json.dumps(record, allow_nan=False)
    assert read_facts(facts_as_bytes(found)) == tuple(found)


def kept_facts(data: bytes) -> None:
    """Whatever stands in the cache, it is facts or refused."""
    import zlib

    for kept in (data, zlib.compress(data[:1] and data[1:], 1)):
        with suppress(UnreadableFactsError):
            read_facts(kept)


def citations(data: bytes) -> None:
    """Any metadata can be cited in every style and format, in safe words."""
    text = text_of(data, pieces.HEADS if data[1:2] < b"\x80" else pieces.MARKS)
    cells = [safe_line(cell) for cell in (*text.split("\n"), "", "", "", "", "", "")]
    article = _article(as_bytes(f"---\ntitle: {cells[0]}\nsource_url: {cells[1]}\n---\nIt is. So “it” is.\n"))
    overrides = {name: cell for name, cell in zip(PARTS, cells[1:], strict=False) if cell}
    number = sum(data)
    references = [article_record(article, use_inferred=bool(number % 2), overrides=overrides)]
    original = original_record(article)
    if original is not None:
        references.append(original)
    style, form = (list(table)[number % len(table)] for table in (STYLES, FORMATS))
    for reference in references:
        assert_line(*(line.text for line in parts(reference)), *missing(reference))
        for words in render(reference, style, paragraph=number % 3 or None, number=number):
            assert_safe(words)
        json.dumps(dict(reference.csl), allow_nan=False)
    exported = export(references, form).replace("\r\n", "\n")  # RIS wants these ends of lines
    assert_safe(exported.replace("\u200b", "") if form == "org" else exported)  # which escapes so
    start = number % max(len(article.text), 1)
    assert_safe(quotation(article, start, start + number % 40, references[0], style))


def state(data: bytes) -> None:
    """Whatever is done, the state says so afterwards, and undo leads back step by step."""
    digests = [letter * 64 for letter in "abc"]
    with _empty_state() as kept:
        history: list[Mapping[str, Mark]] = []
        for number in data[:24]:
            before = dict(kept.marks(digests))
            chosen = [digest for bit, digest in enumerate(digests) if number >> bit & 1]
            action = number >> 3 & 3
            if action == 0:
                kept.set_starred(chosen, bool(number & 64))
            elif action == 1:
                kept.set_read(chosen, bool(number & 64))
            elif action == 2:
                kept.record_override(digests[0], "publisher", text_of(data, pieces.MARKS) or None)
                assert_safe(kept.overrides(digests[0]).get("publisher", ""))
                continue
            elif history:
                while kept.undo_step() is not None and kept.marks(digests) != history[-1]:
                    pass
                assert kept.marks(digests) == history.pop()
            if action < 2 and kept.marks(digests) != before:
                history.append(before)
        assert kept.problem is None


def dialogue(data: bytes) -> None:
    """Whatever is typed, the line dialogue answers in safe lines."""
    out = StringIO()
    voice = Voice(StringIO(), out)
    with _empty_state() as kept:
        desk = Desk(_collection(), "seeds", config.Settings(), kept)
        desk.number_all("date")
        for line in text_of(data, pieces.TYPED).split("\n")[:6]:
            if not line.strip().startswith(("co", "y")):  # what is copied goes to the real clipboard
                answer_line(desk, voice, line)
    assert_safe(out.getvalue())
    assert "\t" not in out.getvalue()


TARGETS: Mapping[str, Target] = {
    target.__name__: target
    for target in (
        *(decode, markdown, plain_text, pdf_text, front_matter, yaml, query, search),
        *(settings, facts, kept_facts, citations, state, dialogue),
    )
}


def assert_safe(text: str) -> None:
    """No character that a terminal obeys or that hides, and no tower of marks."""
    characters = set(text)
    assert not [ascii(c) for c in characters if _is_forbidden(c)]
    if any(map(_is_mark, characters)):
        run = 0
        for character in text:
            run = run + 1 if _is_mark(character) else 0
            assert run <= MAX_MARKS


def assert_line(*lines: str) -> None:
    """Each is safe, and one line."""
    for line in lines:
        assert_safe(line)
        assert "\n" not in line, line


@lru_cache(maxsize=4096)
def _is_forbidden(character: str) -> bool:
    if character in "\n\t\u200c\u200d":
        return False
    code = ord(character)
    is_invisible = 0xFDD0 <= code <= 0xFDEF or 0xE0000 <= code <= 0xE00FF or code & 0xFFFE == 0xFFFE
    return is_invisible or category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    return category(character)[0] == "M"


def _finished(parsed: Query) -> str:
    """A query without what only says that its last word may still be typed."""
    return repr(parsed.root).replace("is_prefix=True", "is_prefix=False")


def _article(data: bytes) -> Article:
    return build_article(Path("article.txt"), sha256(data).hexdigest(), decode_bytes(data))


def _assert_leads_back(article: Article) -> None:
    """Runs that map one by one are the file's own text, but for blanks and what stands for others."""
    offsets = article.offsets
    assert offsets.length == len(article.text)
    ends = [*offsets.starts, offsets.length][1:]
    before = 0
    for start, end, first, last in zip(
        offsets.starts, ends, offsets.source_starts, offsets.source_ends, strict=True
    ):
        assert 0 <= first <= last <= len(article.raw)
        assert before <= first
        before = first
        if end - start == last - first:
            shown, raw = article.text[start:end], article.raw[first:last]
            assert shown == raw or all(map(_stands_for, shown, raw)), (shown, raw)


def _stands_for(shown: str, original: str) -> bool:
    return shown == original or shown in (BOX, REPLACEMENT) or (shown.isspace() and original.isspace())


def _judge(article: Article) -> None:
    """Blocks and sentences are in order, everything is safe, and every character leads back."""
    _assert_leads_back(article)
    assert_safe(article.text)
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        end = block.end
    end = 0
    for sentence in article.sentences:
        block = article.block_at(sentence.start)
        assert end <= sentence.start < sentence.end
        assert block.start <= sentence.start
        assert sentence.end <= block.end
        end = sentence.end
    for link in article.links:
        assert 0 <= link.start <= link.end <= len(article.text)
        assert_line(link.text, link.url)
    assert_line(article.title, *_metadata_words(article), *(problem.reason for problem in article.problems))
    numbers = [block.number for block in article.blocks if block.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert article.blocks or not article.text
    assert all(block.kind in BlockKind for block in article.blocks)


def _metadata_words(article: Article) -> Iterable[str]:
    metadata = article.metadata
    for part in (metadata.publisher, metadata.date, metadata.url, metadata.source_url, metadata.language):
        yield part.value or ""
        yield part.why
    for many in (metadata.authors, metadata.tags):
        yield from many.value or ()


@cache
def _collection() -> Collection:
    collection = Collection([builtin_articles()])
    collection.load()
    collection.index()
    collection.index_facts()
    return collection


def _empty_state() -> State:
    """A state of its own, in memory if the system has a place for that."""
    folder = Path(tempfile.gettempdir()) if not Path("/dev/shm").is_dir() else Path("/dev/shm")
    path = folder / f"techdep-tui-fuzz-{os.getpid()}" / "state.sqlite"
    for old in path.parent.glob("*"):
        old.unlink()
    return State.open(path)
