"""The commands without a screen: list, show, search, facts, cite, export."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from techdep_tui import paths as places
from techdep_tui.commands import records
from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.discover import SUFFIXES
from techdep_tui.core.articles.model import Article, Source
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import CitationError, CollectionError, QueryError, TechdepError

if TYPE_CHECKING:
    from techdep_tui.core.citations.record import Reference

FOUND, NOTHING = 0, 1


def run_verb(options: Namespace) -> int:
    """Run one command; returns its exit code."""
    collection = load_collection(options.paths)
    return {
        "list": _list,
        "show": _show,
        "search": _search,
        "facts": _facts,
        "cite": _cite,
        "export": _export,
    }[options.verb](collection, options)


def load_collection(paths: Sequence[Path]) -> Collection:
    """The articles under some paths, or the built-in ones; raises CollectionError where there are none."""
    collection = Collection(paths or [places.builtin_articles()], places.facts_file, places.word_lists_dir)
    collection.load()
    if not collection.articles and not collection.problems:
        where = ", ".join(safe_line(str(path)) for path in collection.paths)
        raise CollectionError(
            f"No articles in {where}: put files there that end in {' '.join(SUFFIXES)},"
            " or name another folder."
        )
    return collection


def _list(collection: Collection, options: Namespace) -> int:
    unread = [problem for problem in collection.problems if problem.is_fatal]
    if options.json:
        for article in collection.articles:
            _print_json(records.article_record(article, collection.date_of(article, infer=True)))
        for problem in unread:
            _print_json(records.problem_record(problem))
    else:
        for article in collection.articles:
            print(_row(article, collection))
        for problem in unread:
            print(f"{safe_line(str(problem.path))}: {problem.reason}", file=sys.stderr)
    return FOUND if collection.articles else NOTHING


def _row(article: Article, collection: Collection) -> str:
    given = collection.date_of(article, infer=True)
    shown = {
        Source.FILE: (given.value or "")[:10],
        Source.INFERRED: f"~{given.value}",
        Source.MISSING: "undated",
    }
    return f"{article.id}  {shown[given.source]:<17}  {article.title}"


def _show(collection: Collection, options: Namespace) -> int:
    article = collection.find(options.articles[0])
    if options.json:
        _print_json(records.text_record(article))
        return FOUND
    for block in article.blocks:
        number = f"¶{block.number}  " if block.number is not None else ""
        print(number + article.text[block.start : block.end], end="\n\n")
    return FOUND


def _search(collection: Collection, options: Namespace) -> int:
    from techdep_tui.core.search.query import parse_query
    from techdep_tui.core.search.tree import asks_for_facts

    query = " ".join(options.query)
    collection.index()
    try:
        if asks_for_facts(parse_query(query).root):
            collection.index_facts()
        result = collection.search(query)
    except QueryError as error:
        pointer = " " * error.position + "^"
        raise TechdepError(f"{error}\n  {query}\n  {pointer}") from error
    printed = 0
    for typed, words in result.corrections.items():
        print(f"“{typed}” is in no article; searched instead: {', '.join(words)}", file=sys.stderr)
    for hits in result.by_article:
        article = collection.get(hits.article_id)
        for hit in hits.hits:
            if printed >= options.limit:
                return FOUND
            printed += 1
            if options.json:
                _print_json(records.hit_record(article, hits, hit))
            else:
                place = f"¶{hit.paragraph}" if hit.paragraph is not None else "title or heading"
                fuzzy = "  (typing error forgiven)" if hit.is_fuzzy else ""
                print(f"{article.title}, {place}: {records.one_line(article, hit.sentence)}{fuzzy}")
    if not printed:
        for term in result.killers:
            print(f"Nothing matches because of “{term}”.", file=sys.stderr)
    return FOUND if printed else NOTHING


def _facts(collection: Collection, options: Namespace) -> int:
    from techdep_tui.core.facts.describe import short
    from techdep_tui.core.facts.model import Kind
    from techdep_tui.core.facts.record import to_record

    kinds = {kind.strip() for each in options.kind for kind in each.split(",") if kind.strip()}
    if unknown := kinds - set(Kind):
        raise TechdepError(f"There is no kind {', '.join(sorted(unknown))}; there are {', '.join(Kind)}.")
    found = NOTHING
    for article in _named(collection, options.articles) if options.articles else collection.articles:
        for fact in collection.facts(article):
            if kinds and fact.kind not in kinds:
                continue
            found = FOUND
            if options.json:
                path = safe_line(str(article.path))
                _print_json({**to_record(article, fact), "article": article.id, "path": path})
            else:
                place = f"¶{fact.paragraph}" if fact.paragraph is not None else "–"
                subject = f"  (of {fact.subject})" if fact.subject else ""
                print(f"{article.id}  {place:<5} {fact.kind.value:<11} {short(fact, article)}{subject}")
    return found


def _cite(collection: Collection, options: Namespace) -> int:
    from techdep_tui.core.citations import exchange, parts, styles

    if options.style == "list":
        for style in styles.STYLES.values():
            print(f"{style.id:<42} {style.label}")
        return FOUND
    articles = _named(collection, options.articles)
    references = _references(collection, articles, options)
    if options.format and not options.json:
        print(exchange.export(references, options.format).rstrip("\n"))
        return FOUND
    for number, (article, reference) in enumerate(zip(articles, references, strict=True), start=1):
        if options.paragraph is not None and article.paragraph(options.paragraph) is None:
            raise CitationError(f"{article.path.name} has paragraphs 1 to {article.paragraph_count}.")
        rendered = styles.render(reference, options.style, paragraph=options.paragraph, number=number)
        if not options.json:
            print(rendered.citation if options.paragraph is not None else rendered.bibliography)
            continue
        record: dict[str, object] = {
            "article": article.id,
            "style": options.style,
            "bibliography": rendered.bibliography,
            "citation": rendered.citation,
            "missing": list(parts.missing(reference)),
            "is_read": reference.is_read,
        }
        if options.format:
            record[options.format] = exchange.export([reference], options.format)
        _print_json(record)
    return FOUND


def _export(collection: Collection, options: Namespace) -> int:
    from techdep_tui.core.citations import exchange

    articles = _named(collection, options.articles) if options.articles else collection.articles
    references = _references(collection, articles, options)
    if options.json:
        for article, reference in zip(articles, references, strict=True):
            text = exchange.export([reference], options.format or "biblatex")
            _print_json({"article": article.id, "format": options.format or "biblatex", "text": text})
        return FOUND
    text = exchange.export(references, options.format or "biblatex")
    if options.output is None:
        print(text.rstrip("\n"))
        return FOUND
    try:
        with options.output.open("x", encoding="utf-8", newline="") as file:
            file.write(text.rstrip("\n") + "\n")
    except FileExistsError:
        raise TechdepError(
            f"{options.output} is there already; name a new file, or remove it first."
        ) from None
    except OSError as error:
        raise TechdepError(f"{options.output} cannot be written: {error.strerror}.") from error
    print(f"{len(references)} written to {options.output}", file=sys.stderr)
    return FOUND


def _named(collection: Collection, names: Iterable[str]) -> list[Article]:
    return [collection.find(name) for name in names]


def _references(collection: Collection, articles: Iterable[Article], options: Namespace) -> list[Reference]:
    from techdep_tui.core.citations.record import article_record, original_record

    accessed = date.today() if options.accessed else None  # noqa: DTZ011 - the reader's own day
    references = []
    for article in articles:
        reference: Reference | None
        if options.original:
            reference = original_record(article, accessed=accessed)
            if reference is None:
                raise CitationError(f"{article.path.name} names no original.")
        else:
            whole = collection.with_inferred_date(article) if options.inferred else article
            reference = article_record(whole, use_inferred=options.inferred, accessed=accessed)
        references.append(reference)
    return references


def _print_json(record: Mapping[str, object]) -> None:
    print(json.dumps(record, ensure_ascii=False))
