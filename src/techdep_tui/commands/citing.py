"""The commands `cite` and `export`: references of articles, of what a search finds, of CSL-JSON."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import NamedTuple

from techdep_tui import paths as places
from techdep_tui.commands.output import complain, say, say_json
from techdep_tui.commands.verbs import named, search
from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Article, Source
from techdep_tui.core.citations import exchange, parts, styles
from techdep_tui.core.citations.bibliography import Entry
from techdep_tui.core.citations.csl_json import read_csl_json
from techdep_tui.core.citations.listed import is_csl_file, listed, why_no_paragraph
from techdep_tui.core.citations.record import (
    Reference,
    article_record,
    filled_in_for_original,
    original_record,
)
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import CitationError, TechdepError
from techdep_tui.core.files import write_new

FOUND, NOTHING = 0, 1
_MOST_BYTES = 64_000_000


class _Of(NamedTuple):
    """What is said of the article that a reference is of: not all of it, for there may be very many."""

    id: str
    file: str
    paragraphs: int


class _Cited(NamedTuple):
    """A reference, and the article that it is of; a record from outside has none."""

    reference: Reference
    article: _Of | None


def run_citing(options: Namespace, load: Callable[[], Collection]) -> int:
    """Run `cite` or `export`; `load` reads the articles, if they are needed. Returns the exit code."""
    if options.verb == "cite" and options.style == "list":
        for style in styles.STYLES.values():
            say(f"{style.id:<42} {style.label}")
        return FOUND
    cited = _from_csl(options.from_csl) if options.from_csl else _of_articles(load(), options)
    if not cited:
        return NOTHING
    if options.verb == "export":
        return _export(cited, options)
    return _cite(cited, options)


# Which references


def _from_csl(name: str) -> list[_Cited]:
    try:
        if name == "-":
            data = sys.stdin.buffer.read(_MOST_BYTES + 1) if sys.stdin else b""
        else:
            with Path(name).expanduser().open("rb") as file:
                data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise CitationError(f"{safe_line(name)} cannot be read: {error.strerror}.") from error
    if len(data) > _MOST_BYTES:
        raise CitationError(f"{safe_line(name)} is longer than {_MOST_BYTES:,} bytes.")
    return [_Cited(reference, None) for reference in read_csl_json(data)]


def _of_articles(collection: Collection, options: Namespace) -> list[_Cited]:
    articles: Iterable[Article]
    if options.search is not None:
        found = search(collection, options.search).by_article
        articles = (collection.get(hits.article_id) for hits in found)
    elif options.articles:
        articles = named(collection, options.articles)
    else:
        articles = collection.each_article()
    with ExitStack() as opened:
        return list(_references(collection, articles, options, _filled_in(opened)))


def _references(
    collection: Collection,
    articles: Iterable[Article],
    options: Namespace,
    filled_in: Callable[[Article], Mapping[str, str]],
) -> Iterator[_Cited]:
    accessed = date.today() if options.accessed else None  # noqa: DTZ011 - the reader's own day
    for article in articles:
        of = _Of(article.id, safe_line(article.path.name), article.paragraph_count)
        mine = filled_in(article)
        if options.original:
            reference = original_record(
                article,
                overrides=filled_in_for_original(mine),
                accessed=accessed,
                strip_tracking=options.strip_tracking,
            )
            if reference is None:
                raise CitationError(f"{of.file} names no original.")
            yield _Cited(reference, of)
            continue
        whole = collection.with_inferred_date(article) if options.inferred else article
        reference = article_record(
            whole,
            use_inferred=options.inferred,
            overrides=mine,
            accessed=accessed,
            strip_tracking=options.strip_tracking,
        )
        yield _Cited(reference, of)


def _filled_in(opened: ExitStack) -> Callable[[Article], Mapping[str, str]]:
    """What the reader filled in in the reading room; nothing where no state has been kept."""
    if not places.state_file().exists():
        return lambda _article: {}
    from techdep_tui.core.state.state import State  # SQLite: only for who has a state

    state = opened.enter_context(State.open(places.state_file()))
    return lambda article: state.overrides(article.digest)


# What is printed


def _cite(cited: list[_Cited], options: Namespace) -> int:
    references = [each.reference for each in cited]
    paragraph = _paragraph(cited, options)
    if options.json:
        for each, entry in zip(cited, _in_order_given(references, options.style, paragraph), strict=True):
            say_json(_record(each, entry, options, paragraph, is_listed=len(cited) > 1))
        return FOUND
    _say_what_is_inferred(references)
    if options.format:
        text = exchange.export(references, options.format)
    else:
        entries = listed(references, options.style, paragraph=paragraph)
        is_citation = options.paragraph is not None
        text = "\n".join(
            entry.rendered.citation if is_citation else entry.rendered.bibliography for entry in entries
        )
    _put(text, len(references), options.output)
    return FOUND


def _say_what_is_inferred(references: Iterable[Reference]) -> None:
    """Say beside the citations which parts the files do not hold, and which sources were not read."""
    for reference in references:
        said = [
            f"{name} {origin.value} is inferred ({origin.why})"
            for name, origin in reference.origins.items()
            if origin.is_used and origin.source is Source.INFERRED
        ]
        if not reference.is_read:
            said.insert(0, "the original that it names, which was not read")
        if said:
            complain(f"{safe_line(reference.file)}: {'; '.join(said)}")


def _paragraph(cited: list[_Cited], options: Namespace) -> int | None:
    """The paragraph to cite; where a style forbids a number that was counted, none, and that is said.

    Of a record from outside it may be a number that the source prints.
    """
    paragraph: int | None = options.paragraph
    if paragraph is None:
        return None
    for each in cited:
        if each.article is not None and paragraph > each.article.paragraphs:
            raise CitationError(f"{each.article.file} has paragraphs 1 to {each.article.paragraphs}.")
    why_not = why_no_paragraph(options.style)
    if not why_not:
        return paragraph
    complain(why_not)
    return None if any(each.article for each in cited) else paragraph


def _in_order_given(references: list[Reference], style: str, paragraph: int | None) -> list[Entry]:
    entries = listed(references, style, paragraph=paragraph)
    return sorted(entries, key=lambda entry: entry.place)


def _record(
    each: _Cited, entry: Entry, options: Namespace, paragraph: int | None, *, is_listed: bool
) -> dict[str, object]:
    """A reference as `cite --json` gives it: by itself, and in `listed` as in the list of all."""
    reference, rendered = each.reference, entry.rendered
    if is_listed and not is_csl_file(options.style):
        rendered = styles.render(reference, options.style, paragraph=paragraph)
    record: dict[str, object] = {"id": reference.csl.get("id", "")}
    if each.article is not None:
        record["article"] = each.article.id
    record |= {
        "style": options.style,
        "bibliography": rendered.bibliography,
        "citation": rendered.citation,
        "missing": list(parts.missing(reference)),
        "is_read": reference.is_read,
    }
    if is_listed:
        record["listed"] = {
            "number": entry.number,
            "bibliography": entry.rendered.bibliography,
            "citation": entry.rendered.citation,
        }
    if options.format:
        record[options.format] = exchange.export([reference], options.format)
    return record


def _export(cited: list[_Cited], options: Namespace) -> int:
    form = options.format or "biblatex"
    if options.json:
        for each in cited:
            name = {"article": each.article.id} if each.article else {"id": each.reference.csl.get("id", "")}
            say_json({**name, "format": form, "text": exchange.export([each.reference], form)})
        return FOUND
    _put(exchange.export([each.reference for each in cited], form), len(cited), options.output)
    return FOUND


def _put(text: str, count: int, target: Path | None) -> None:
    """Print the text, or write it to a new file."""
    text = text.rstrip("\n")
    if target is None:
        say(text)
        return
    try:
        write_new(target, text + "\n")
    except FileExistsError:
        raise TechdepError(f"{target} is there already; name a new file, or remove it first.") from None
    except OSError as error:
        raise TechdepError(f"{target} cannot be written: {error.strerror}.") from error
    complain(f"{count} written to {target}")
