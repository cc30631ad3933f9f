"""The query language: once, for the search box, the filters and the command line.

    chips sanctions            both words, anywhere in title, standfirst, text or tags
    "import substitution"      these words next to each other (import-substitution is the same)
    import*                    words that begin so
    -gas   -"oil price"        not this; NOT is the same
    chips OR processors        either; OR binds its two neighbours, closer than the blank does
    (chips OR fabs) -gas       brackets
    title: source: author: tag:    the word, or the phrase in quotation marks, in that field
    date:2025   date:2025-03..2026   date:..2024-12-31   the date that the article itself gives, ends included
    date:~2025                 the same with dates that are only inferred

Words are compared folded (see `words`): case, accents, kinds of quotation marks, hyphens and blanks do not
count. A date known to the month or year matches when any day of it lies in the range.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from techdep_tui.core.errors import QueryError
from techdep_tui.core.search.periods import EARLIEST, LATEST, Period, period_of
from techdep_tui.core.search.sources import source_word
from techdep_tui.core.search.words import tokens


class Field(StrEnum):
    """A part of an article that a query can name."""

    TITLE = "title"
    SOURCE = "source"
    AUTHOR = "author"
    TAG = "tag"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words next to each other, in one field or (`field` is `None`) anywhere in the text.

    `start:end` are its characters in the query, as in every node. With `is_prefix` the last word may go on.
    `weight` multiplies its score.
    """

    words: tuple[str, ...]
    start: int
    end: int
    field: Field | None = None
    is_prefix: bool = False
    typed: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class DateTerm:
    """The article's date lies in `period`, at least with one of the days that it may mean."""

    period: Period
    start: int
    end: int
    with_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """`child` does not match."""

    child: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class All:
    """Every one of `children` (two or more) matches."""

    children: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of `children` (two or more) matches."""

    children: tuple[Node, ...]
    start: int
    end: int


Node = Term | DateTerm | Not | All | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood; `root` is `None` only for a lenient one with nothing in it to search for.

    `problem` is what a lenient reading passed over first. `unfinished` is the term that the text of a lenient
    query ends in, which may be the beginning of a longer word.
    """

    text: str
    root: Node | None
    problem: QueryError | None = None
    unfinished: Term | None = None

    def words_of(self, node: Node) -> str:
        """The part of the query that a node was read from."""
        return self.text[node.start : node.end]


def parse_query(text: str, *, lenient: bool = False) -> Query:
    """Read a query.

    A lenient reading is for a query that is being typed: it closes what is open and passes over what is not
    there yet, and never raises. Otherwise raises `QueryError` at the first character that does not fit.
    """
    return _Parser(text, lenient).parse()


def positive_terms(node: Node | None) -> Iterator[Term]:
    """The terms that an article is found by, in the order of the query: none of those under a `Not`."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, All | AnyOf):
        for child in node.children:
            yield from positive_terms(child)


def replace_terms(node: Node, change: Callable[[Term], Node]) -> Node:
    """The same query with every positive term changed."""
    if isinstance(node, Term):
        return change(node)
    if isinstance(node, All | AnyOf):
        return replace(node, children=tuple(replace_terms(child, change) for child in node.children))
    return node


_LONGEST = 4_000
_DEEPEST = 40
_QUOTES = '"“”„‟«»＂'
_QUOTE = re.compile(f"[{_QUOTES}]")
_BLANKS = re.compile(r"\s*")
_RUN = re.compile(rf"[^\s(){_QUOTES}]*")
_FIELD = re.compile(r"([^\W\d_]{1,20}):")
_OPERATOR = re.compile(r"(?:OR|AND|NOT)(?=[\s()]|$)")
_DATE_PARTS = (
    (re.compile(r"\d{4}", re.ASCII), re.compile(r"\d{0,3}", re.ASCII), "a year of four digits"),
    (re.compile(r"-(?:0[1-9]|1[0-2])"), re.compile(r"-?[01]?"), "a month from -01 to -12"),
    (re.compile(r"-(?:0[1-9]|[12]\d|3[01])", re.ASCII), re.compile(r"-?[0-3]?"), "a day from -01 to -31"),
)
"""The parts of a date: a whole one, as much of it as may stand before a wrong character, and its name."""

_FIELDS = frozenset(field.value for field in Field)


class _Parser:
    """Recursive descent over the characters of one query."""

    def __init__(self, text: str, lenient: bool) -> None:
        self._whole = text
        self._text = text[:_LONGEST]
        self._lenient = lenient
        self._at = 0
        self._depth = 0
        self._problem: QueryError | None = None
        self._open: Term | None = None

    def parse(self) -> Query:
        if len(self._whole) > _LONGEST:
            self._fail(f"A query has at most {_LONGEST:,} characters.", _LONGEST, "the end of the query")
        root = self._sequence()
        if root is None:
            self._fail("There is nothing to search for.", len(self._text), "a word")
        last = self._open if self._lenient and self._open and self._open.end == len(self._whole) else None
        return Query(self._whole, root, self._problem, last)

    def _fail(self, message: str, position: int, expected: str) -> None:
        error = QueryError(message, position, expected)
        if not self._lenient:
            raise error
        self._problem = self._problem or error

    @property
    def _next(self) -> str:
        """The next character, empty at the end."""
        return self._text[self._at : self._at + 1]

    def _sequence(self) -> Node | None:
        """Everything up to the closing bracket or the end."""
        groups: list[list[Node]] = []
        joins: int | None = None
        while True:
            self._at = _match(_BLANKS, self._text, self._at).end()
            if not self._next or (self._next == ")" and self._depth):
                break
            operator = _OPERATOR.match(self._text, self._at)
            if operator and operator[0] == "OR":
                if not groups or joins is not None:
                    self._fail("OR stands between two words.", self._at, "a word before OR")
                self._at = operator.end()
                joins = self._at if groups else None
            elif operator and operator[0] == "AND":
                self._at = operator.end()
            elif node := self._operand():
                if joins is not None:
                    groups[-1].append(node)
                else:
                    groups.append([node])
                joins = None
        if joins is not None:
            self._fail("OR stands between two words.", self._at, "a word after OR")
        return _joined([joined for group in groups if (joined := _joined(group, AnyOf))], All)

    def _operand(self) -> Node | None:
        """A term or a group, with what negates it; `None` if there is nothing in it to search for."""
        start = self._at
        operator = _OPERATOR.match(self._text, start)
        if not operator and self._next != "-":
            return self._positive()
        self._at = operator.end() if operator else start + 1
        if operator:
            self._at = _match(_BLANKS, self._text, self._at).end()
        if not self._next or self._next.isspace() or self._next == ")":
            sign = operator[0] if operator else "-"
            self._fail(f"“{sign}” leaves out what follows it.", self._at, "a word, a phrase or a bracket")
            return None
        child = self._positive()
        self._open = None
        return Not(child, start, self._at) if child else None

    def _positive(self) -> Node | None:
        if self._next == "(":
            return self._group()
        if self._next == ")":
            self._fail("This bracket closes nothing.", self._at, "a word, or “(” further left")
            self._at += 1
            return None
        named = _FIELD.match(self._text, self._at)
        if not named:
            return self._term(None, self._at)
        name = named[1].casefold()
        if name not in _FIELDS:
            if named.end() < len(self._text) and not self._text[named.end()].isspace():
                fields = ", ".join(f"{field}:" for field in Field)
                self._fail(f"There is no field “{name}:”.", self._at, f"one of {fields} or quotation marks")
            return self._term(None, self._at)
        start, self._at = self._at, named.end()
        if not self._next or self._next.isspace() or self._next in "()":
            expected = "a date such as 2025 or 2025-03..2026" if name == Field.DATE else "a word or a phrase"
            self._fail(f"“{name}:” needs its value right behind the colon.", self._at, expected)
            return None
        return self._date(start) if name == Field.DATE else self._term(Field(name), start)

    def _group(self) -> Node | None:
        opening = self._at
        self._at += 1
        self._depth += 1
        if self._depth > _DEEPEST:
            self._fail(f"Brackets go at most {_DEEPEST} deep.", opening, "a word")
            self._depth -= 1
            return None
        inner = self._sequence()
        self._depth -= 1
        if inner is None:
            self._fail("There is nothing in these brackets.", self._at, "a word")
        if self._next == ")":
            self._at += 1
        else:
            self._fail("This bracket is not closed.", self._at, "“)”")
        return inner

    def _term(self, field: Field | None, start: int) -> Term | None:
        """One word or phrase; signs alone are passed over, since nothing in the index stands for them."""
        value = self._value()
        found = list(tokens(value.text))
        if not found:
            if value.is_quoted or value.is_prefix or field:
                self._fail("There is no word here to search for.", value.start, "a letter or a digit")
            return None
        words = tuple(token.word for token in found)
        typed = tuple(value.text[token.start : token.end] for token in found)
        if field is Field.SOURCE:
            words, typed = (source_word(value.text),), (value.text,)
        term = Term(words, start, self._at, field, value.is_prefix, typed)
        self._open = term if value.is_open and found[-1].end == len(value.text) else None
        return term

    def _value(self) -> _Value:
        """What stands here: a phrase in quotation marks, or a word up to the next blank, bracket or mark."""
        start = self._at
        if self._next not in _QUOTES:
            self._at = _match(_RUN, self._text, start).end()
            run = self._text[start : self._at]
            if "*" in run[:-1]:
                star = start + run.index("*")
                self._fail("“*” is the rest of a word, so it ends one.", star, "a letter or a digit")
            return _Value(run, start, False, run.endswith("*"), not run.endswith("*"))
        close = _QUOTE.search(self._text, start + 1)
        if not close:
            self._at = len(self._text)
            self._fail("The quotation mark is not closed.", self._at, "a closing quotation mark")
            return _Value(self._text[start + 1 :], start + 1, True, False, True)
        inside = self._text[start + 1 : close.start()]
        has_star = self._text.startswith("*", close.end())
        self._at = close.end() + has_star
        return _Value(inside, start + 1, True, has_star or inside.endswith("*"), False)

    def _date(self, start: int) -> DateTerm | None:
        value = self._value()
        is_marked = value.text.startswith("~")
        text, at = value.text[is_marked:], value.start + is_marked
        first, dots, last = text.partition("..")
        if not first and not last:
            self._fail("There is no date here.", at, _DATE_PARTS[0][2])
            return None
        last_at = at + len(first) + len(dots)
        since = self._period(first, at) if first else None
        until = self._period(last, last_at) if last else None
        if not dots:
            until = since
        if not since and not until:
            return None
        period = Period(since.first if since else EARLIEST, until.last if until else LATEST)
        if period.last < period.first:
            self._fail("This range ends before it begins.", last_at, f"{first} or later")
            return None
        return DateTerm(period, start, self._at, is_marked)

    def _period(self, date: str, start: int) -> Period | None:
        """A date of the query; in a lenient reading one that goes wrong counts as far as it is right."""
        known, at = None, 0
        for pattern, so_far, expected in _DATE_PARTS:
            part = pattern.match(date, at)
            if not part:
                wrong = _match(so_far, date, at).end()
                self._fail("This is not a date.", start + wrong, expected)
                return known
            at = part.end()
            known = period_of(date[:at])
            if at == len(date):
                return known
        self._fail("This is not a date.", start + at, "a blank or “..”")
        return known


class _Value(NamedTuple):
    """A word or the inside of a phrase, and where it begins; an open one may go on as the reader types."""

    text: str
    start: int
    is_quoted: bool
    is_prefix: bool
    is_open: bool


def _joined(nodes: list[Node], kind: type[All] | type[AnyOf]) -> Node | None:
    """One node of several; of a single one itself, of none `None`."""
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return kind(tuple(nodes), nodes[0].start, nodes[-1].end)


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    """The match of a pattern that always matches."""
    match = pattern.match(text, at)
    assert match
    return match
