"""The commands of the dialogue that list, read, search and find facts."""

from __future__ import annotations

from collections.abc import Iterable

from techdep_tui.commands.plain.desk import Desk, Place
from techdep_tui.commands.plain.voice import Voice
from techdep_tui.commands.plain.words import is_number, unknown
from techdep_tui.commands.records import one_line
from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Article, Block, BlockKind
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.errors import QueryError, TechdepError
from techdep_tui.core.listing import SORTS
from techdep_tui.core.search.model import SearchResult
from techdep_tui.ui.labels import date_label, origin_line, plural

ORDERS = SORTS
ORDER_WORDS = f"{', '.join(ORDERS[:-1])} or {ORDERS[-1]}"
MOST_HITS = 200

SEARCHING = (
    ("chips sanctions", "both words"),
    ('"import substitution"', "the words in a row"),
    ("chip* -gas  chips OR fabs", "begins so; without it; either"),
    ("~company", "other forms of an English word, too, after the one that you typed"),
    ("chips near:5 sanctions", "both, either first, at most five words between them"),
    ("title:x source:x author:x", "in that part; also tag: path: lang:"),
    ("date:2025..2026-03", "the article's own date; also after:2025-03 before:2026"),
    ("is:unread is:starred", "as you marked it"),
    ("who:putin org:rostec", "a name among the facts; also place: product: event: said:"),
    ("money:>1bn num:>50%", "a number or amount among the facts"),
    ("due:2026 fact:plan", "something due then; a fact of a kind"),
)
"""Forms of a query, each with what it finds."""

_BEFORE = {BlockKind.HEADING: "Heading: ", BlockKind.LIST_ITEM: "- ", BlockKind.SOURCE_ITEM: "Source: "}


def list_(desk: Desk, voice: Voice, rest: str) -> None:
    """The articles with numbers, newest first if not told otherwise."""
    order = rest or "date"
    if order not in ORDERS:
        raise unknown("order", order, ORDERS, f"Type list and one of {', '.join(ORDERS)}.")
    found = desk.number_all(order)
    for number, entry in enumerate(desk.collection.catalogue.entries(found), start=1):
        date = date_label(desk.collection.date_of(entry, infer=len(found) <= MOST_HITS))
        voice.say(f"{number}  {entry.title} ({entry.publisher}, {date})")


def open_(desk: Desk, voice: Voice, rest: str) -> None:
    """Open a numbered answer, or an article by its name, and read out where it opens."""
    if not rest:
        raise TechdepError("Open what? Type open and a number of the last answer, or the name of a file.")
    place = desk.answer(int(rest)) if is_number(rest) else Place(desk.collection.find(rest).id)
    is_news = place.span is None or desk.article is None or desk.article.id != place.article_id
    article = desk.open(place)
    if is_news:
        _say_head(desk, voice, article)
    if place.span is None:
        voice.say("Enter reads on, paragraph by paragraph; read all reads everything.")
    elif desk.at >= 0:
        mark = desk.mark
        _say_blocks(voice, article, desk.passages[desk.at])
        desk.mark = mark


def _say_head(desk: Desk, voice: Voice, article: Article) -> None:
    voice.say(article.title)
    date = desk.collection.date_of(article, infer=True)
    voice.say(origin_line(article.metadata, date, hint=date.why))
    paragraphs, words = plural(article.paragraph_count, "paragraph"), plural(article.word_count, "word")
    voice.say(f"{paragraphs}, {words}, {safe_line(article.path.name)}")


def read(desk: Desk, voice: Voice, rest: str) -> None:
    """Read a paragraph, a range of them, all, or the current one again."""
    desk.the_article()
    if not rest and desk.at < 0:
        next_(desk, voice, "")
        return
    for index in _passages_asked_for(desk, rest):
        _say_passage(desk, voice, index)


def _passages_asked_for(desk: Desk, rest: str) -> range:
    if rest == "all":
        return range(len(desk.passages))
    if not rest:
        return range(desk.at, desk.at + 1)
    first, dash, last = (part.strip() for part in rest.replace("–", "-").partition("-"))
    if not is_number(first) or (dash and not is_number(last)):
        raise TechdepError("Read what? Type read 3, read 3-5 or read all.")
    begin = desk.index_of(int(first))
    return range(begin, (desk.index_of(int(last)) if dash else begin) + 1)


def next_(desk: Desk, voice: Voice, rest: str) -> None:
    """Read the next paragraph."""
    desk.the_article()
    if desk.at + 1 >= len(desk.passages):
        raise TechdepError("This is the end of the article: type back, list or search.")
    _say_passage(desk, voice, desk.at + 1)


def back(desk: Desk, voice: Voice, rest: str) -> None:
    """Read the paragraph before the current one."""
    desk.the_article()
    if desk.at < 1:
        raise TechdepError("This is the beginning of the article: type next to read on.")
    _say_passage(desk, voice, desk.at - 1)


def _say_passage(desk: Desk, voice: Voice, index: int) -> None:
    blocks = desk.go_to(index)
    _say_blocks(voice, desk.the_article(), blocks)


def _say_blocks(voice: Voice, article: Article, blocks: Iterable[Block]) -> None:
    for block in blocks:
        number = f"¶{block.number}  " if block.number is not None else ""
        voice.say(number + _BEFORE.get(block.kind, "") + article.text[block.start : block.end])


def search(desk: Desk, voice: Voice, rest: str) -> None:
    """Search all articles, and number the hits."""
    if not rest:
        raise TechdepError("Search for what? Type search and words; help search shows the forms.")
    result = _found(desk, voice, rest)
    for typed, words in result.corrections.items():
        voice.say(f"“{typed}” is in no article; searched instead: {', '.join(words)}")
    places: list[Place] = []
    lines: list[str] = []
    for hits in result.by_article:
        article = desk.collection.get(hits.article_id)
        for hit in hits.hits[: MOST_HITS - len(places)]:
            places.append(Place(article.id, Span(hit.start, hit.end)))
            where = f"¶{hit.paragraph}" if hit.paragraph is not None else "title or heading"
            lines.append(f"{len(places)}  {article.title}, {where}: {one_line(article, hit.sentence)}")
        if len(places) >= MOST_HITS:
            break
    if not places:
        raise TechdepError(_nothing(result))
    desk.answers = places
    of = plural(len(desk.collection.catalogue), "article")
    only = f"; the first {MOST_HITS} of them" if len(places) >= MOST_HITS else ""
    voice.say(f"{plural(len(places), 'hit')} in {result.total:,} of {of}{only}")
    for line in lines:
        voice.say(line)


def _found(desk: Desk, voice: Voice, query: str) -> SearchResult:
    from techdep_tui.core.search.query import parse_query  # tantivy: at the first search
    from techdep_tui.core.search.tree import asks_for_facts

    collection = desk.collection
    try:
        root = parse_query(query).root
        collection.index()
        if asks_for_facts(root) and not collection.has_all_facts:
            if not collection.is_small:
                voice.say("Looking for the facts of all articles first; Ctrl+C breaks it off.")
            collection.index_facts()
        return collection.search(query)
    except QueryError as error:
        words = str(error).rstrip(".")
        raise TechdepError(f"At character {error.position + 1}: {words}: type help search.") from error


def _nothing(result: SearchResult) -> str:
    because = " and ".join(f"“{term}”" for term in result.killers)
    return f"Nothing found{f' because of {because}' if because else ''}: type search and other words."


def facts(desk: Desk, voice: Voice, rest: str) -> None:
    """The facts of the open article with numbers, of all kinds or of some."""
    from techdep_tui.core.facts.describe import short  # word lists: at the first facts
    from techdep_tui.core.facts.model import Certainty, Kind

    article = desk.the_article()
    kinds = set(rest.casefold().replace(",", " ").split())
    for word in sorted(kinds - set(Kind)):
        raise unknown("kind", word, list(Kind), f"Type facts and one of {', '.join(Kind)}.")
    found = [fact for fact in desk.collection.facts(article) if not kinds or fact.kind in kinds]
    if not found:
        raise TechdepError(f"No {' or '.join(sorted(kinds)) or 'fact'} found here: type read to read on.")
    desk.answers = [Place(article.id, Span(fact.start, fact.end)) for fact in found]
    voice.say(plural(len(found), "fact"))
    for number, fact in enumerate(found, start=1):
        place = f"¶{fact.paragraph}" if fact.paragraph is not None else "heading"
        subject = f" (of {fact.subject})" if fact.subject else ""
        doubt = ", doubtful" if fact.certainty is Certainty.DOUBTFUL else ""
        voice.say(f"{number}  {place} {fact.kind.value}{doubt}: {short(fact, article)}{subject}")


def problems(desk: Desk, voice: Voice, rest: str) -> None:
    """Every problem: path, reason, what was done."""
    if not desk.collection.problems:
        voice.say("No problems: every file that was looked for could be read.")
    for problem in desk.collection.problems:
        line = f", line {problem.line}" if problem.line else ""
        done = f" → {problem.done}" if problem.done else ""
        voice.say(f"{safe_line(str(problem.path))}{line}: {problem.reason}{done}")
