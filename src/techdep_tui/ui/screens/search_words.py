"""What the search says about a result: how much was found and how, what is wrong, what was perhaps meant."""

from __future__ import annotations

from techdep_tui.core.errors import QueryError
from techdep_tui.core.search.model import Aside, How, SearchResult
from techdep_tui.ui.labels import plural

REFINING = "Enter: only these · -: without these · F4 or Esc: back to the query"


def tally(result: SearchResult, articles: int, hits: int | None, room: int) -> str:
    """`18 hits · 2 of 3 articles · 2 ms · exact`, or as much of it as there is room for.

    The hits are `None` where they are too many to count.
    """
    if not result.query:
        return plural(articles, "article")
    counted = [] if hits is None else [plural(hits, "hit")]
    found = f"{result.total:,} of {plural(articles, 'article')}"
    time = f"{result.elapsed_s * 1000:.0f} ms"
    for parts in ([*counted, found, time, _how(result)], [*counted, found, _how(result)], [*counted, found]):
        words = " · ".join(parts)
        if len(words) <= room:
            return words
    return found


def _how(result: SearchResult) -> str:
    words = {How.EXACT: "exact", How.FORM: "other forms", How.FUZZY: "errors forgiven"}
    return ", then ".join(words[how] for how in result.ways) or "nothing exact"


def fault(error: QueryError) -> str:
    """Where a query goes wrong, and what was expected there."""
    expected = f" Expected: {error.expected}." if error.expected else ""
    return f"At character {error.position + 1}: {error}{expected}"


def pointer(query: str, error: QueryError) -> tuple[str, ...]:
    """The query with a mark under the wrong character; nothing while the reader is typing there."""
    if error.position >= len(query.rstrip()):
        return ()
    return query, f"{' ' * error.position}^ expected: {error.expected or 'something else'}", ""


def hint(aside: Aside, keys: str) -> str:
    """What was perhaps meant, and the key that takes it."""
    return f"Did you mean “{aside.instead}”? {keys} takes it." if aside.instead else ""


def notes_above(result: SearchResult) -> tuple[str, ...]:
    """What must be said before anything else: a fault, and why nothing matches exactly."""
    notes = list(pointer(result.query, result.problem)) if result.problem else []
    if result.query and result.meant and not result.exact:
        instead = [
            f"“{typed}” is in no article; searched instead: {', '.join(words)}"
            for typed, words in result.corrections.items()
        ]
        killers = [
            f"Without “{term}” something would be found."
            if result.are_killers_known
            else f"“{term}” finds nothing."
            for term in result.killers
            if term not in result.corrections
        ]
        notes += [*killers, *instead] or ["Nothing matches all of this."]
        notes.append("")
    return tuple(notes)


def notes_below(result: SearchResult, aside: Aside) -> tuple[str, ...]:
    """The nearest words, where little was found."""
    near = [
        f"Nearest to “{typed}”: {', '.join(words)}"
        for typed, words in aside.nearest.items()
        if words != result.corrections.get(typed)
    ]
    return tuple(near)
