"""The facts of a collection: those of one article at once, those of all behind the screen.

Facts of many articles are too many to be held (150 an article): the last ones asked for are, the others are
read from the cache again, or extracted again.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.cache import FactCache, extractor_version, key_of
from techdep_tui.core.facts.elsewhere import Extractor, ProcessGoneError
from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.lexicon.own import digest_text, read_own
from techdep_tui.core.facts.model import Fact
from techdep_tui.core.facts.store import UnreadableFactsError, facts_as_bytes, read_facts

_MOST_HELD = 20_000
"""Facts that are held, besides those of the article that was asked for last."""

_LARGE = 50_000
"""Characters; a longer text takes more time and memory than the start of another process."""

_KEPT_AT_ONCE = 32
"""Articles whose facts are written to the cache in one step."""


class CollectedFacts:
    """Extracts facts, and keeps them. Safe with several threads."""

    def __init__(
        self, cache_file: Callable[[], Path] | None = None, word_lists: Callable[[], Path] | None = None
    ) -> None:
        """`cache_file` says where facts are kept, `word_lists` where the reader's own word lists are.

        Both are asked when they are first needed; without them there are none.
        """
        self._cache_file = cache_file
        self._word_lists = word_lists() if word_lists is not None else None
        lists, self.problems = read_own(self._word_lists) if self._word_lists is not None else ({}, [])
        lexicon.use(lists)
        self.version = extractor_version() + digest_text(lists).encode()
        self._cache: FactCache | None = None
        self._held: OrderedDict[str, tuple[Fact, ...]] = OrderedDict()
        self._held_count = 0
        self._lock = Lock()

    def of(self, article: Article) -> tuple[Fact, ...]:
        """The facts of one article, in order of place."""
        facts = self._if_held(article)
        if facts is None:
            facts = self._if_cached(article)
            if facts is None:
                facts = self._extract(article)
            self._hold(article, facts)
        return facts

    def of_all(
        self, articles: Iterable[Article], cancelled: Callable[[], bool], *, is_small: bool = False
    ) -> Iterator[tuple[Article, tuple[Fact, ...]]]:
        """Each article with its facts, extracted in another process where they are not known yet.

        A small collection is read here: another process would be longer in starting.
        """
        if is_small:
            for article in articles:
                if cancelled():
                    return
                yield article, self.of(article)
            return
        with closing(_Elsewhere(self._keep, self._word_lists)) as elsewhere:
            for article in articles:
                if cancelled():
                    return
                facts = self._if_held(article)
                if facts is None:
                    facts = self._if_cached(article)
                yield article, elsewhere.extract(article) if facts is None else facts
                time.sleep(0)

    def _extract(self, article: Article) -> tuple[Fact, ...]:
        if len(article.text) >= _LARGE:
            with closing(_Elsewhere(self._keep, self._word_lists)) as elsewhere:
                return elsewhere.extract(article)
        facts = extract(article)
        self._keep([(article, facts_as_bytes(facts))])
        return facts

    def _if_held(self, article: Article) -> tuple[Fact, ...] | None:
        with self._lock:
            return self._held.get(article.id)

    def _hold(self, article: Article, facts: tuple[Fact, ...]) -> None:
        with self._lock:
            self._held_count += len(facts) - len(self._held.pop(article.id, ()))
            self._held[article.id] = facts
            while self._held_count > _MOST_HELD and len(self._held) > 1:
                self._held_count -= len(self._held.popitem(last=False)[1])

    def _if_cached(self, article: Article) -> tuple[Fact, ...] | None:
        cache = self._the_cache()
        return cache.get(key_of(article, self.version)) if cache else None

    def _keep(self, facts: Iterable[tuple[Article, bytes]]) -> None:
        cache = self._the_cache()
        if cache:
            cache.put((key_of(article, self.version), data) for article, data in facts)

    def _the_cache(self) -> FactCache | None:
        with self._lock:
            if self._cache is None and self._cache_file is not None:
                self._cache = FactCache(self._cache_file())
            return self._cache


class _Elsewhere:
    """Extracts in another process, started at the first article; here where that process cannot be had."""

    def __init__(
        self, keep: Callable[[Iterable[tuple[Article, bytes]]], None], word_lists: Path | None
    ) -> None:
        self._keep = keep
        self._word_lists = word_lists
        self._extractor: Extractor | None = None
        self._is_here = False
        self._unkept: list[tuple[Article, bytes]] = []

    def extract(self, article: Article) -> tuple[Fact, ...]:
        """The facts of an article; none of one that the extractor cannot work through."""
        data = self._as_bytes(article)
        if not data:
            return ()
        self._unkept.append((article, data))
        if len(self._unkept) >= _KEPT_AT_ONCE:
            self._keep_all()
        with suppress(UnreadableFactsError):
            return read_facts(data)
        return ()

    def close(self) -> None:
        """Keep what is not kept yet, and end the process."""
        self._keep_all()
        if self._extractor is not None:
            self._extractor.close()

    def _as_bytes(self, article: Article) -> bytes:
        if not self._is_here:
            try:
                self._extractor = self._extractor or Extractor(self._word_lists)
                return self._extractor.extract(article)
            except ProcessGoneError:
                self._is_here = True
        return facts_as_bytes(extract(article))

    def _keep_all(self) -> None:
        self._keep(self._unkept)
        self._unkept = []
