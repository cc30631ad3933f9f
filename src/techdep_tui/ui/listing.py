"""The orders in which the list of articles can stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from techdep_tui.core.articles.model import Article, Part

SORTS = ("date", "title", "publisher", "length", "file")
"""Newest first, by title, by publisher, longest first, by path."""


def sort_articles(
    articles: Iterable[Article], order: str, date_of: Callable[[Article], Part[str]]
) -> list[Article]:
    """The articles in one of the `SORTS`; what is lacking comes last, ties stay in the order of files."""
    by_file = sorted(articles, key=lambda article: str(article.path))
    if order == "date":
        return _with_last(by_file, lambda article: date_of(article).value, is_falling=True)
    if order == "publisher":
        return _with_last(by_file, lambda article: _fold(article.metadata.publisher.value))
    if order == "title":
        return sorted(by_file, key=lambda article: _fold(article.title) or "")
    if order == "length":
        return sorted(by_file, key=lambda article: -len(article.text))
    return by_file


def _fold(text: str | None) -> str | None:
    return text.casefold() if text else None


def _with_last(
    articles: list[Article], key: Callable[[Article], str | None], *, is_falling: bool = False
) -> list[Article]:
    keyed = [(key(article), article) for article in articles]
    known = [(value, article) for value, article in keyed if value is not None]
    known.sort(key=lambda pair: pair[0], reverse=is_falling)
    return [article for _, article in known] + [article for value, article in keyed if value is None]
