"""The query language: once, for the search box, the filters and the command line.

    chips sanctions            both words, anywhere in title, standfirst, text or tags
    "import substitution"      these words next to each other (import-substitution is the same)
    import*                    words that begin so
    ~company   ~"chip plant"   other forms of the words, too (companies); the exact form goes first
    chips near:5 sanctions     both, in either order, with at most five words between them
    -gas   -"oil price"        not this; NOT is the same
    chips OR processors        either; OR binds its two neighbours, closer than the blank does
    (chips OR fabs) -gas       brackets
    title: source: author: tag:    the word, or the phrase in quotation marks, in that field
    path:                          words of the folder's and the file's name
    date:2025   date:2025-03..2026   date:..2024-12-31   the date that the article itself gives, ends included
    after:2025-03   before:2026    later than all of March 2025; earlier than all of 2026
    date:~2025   after:~2025       the same with dates that are only inferred
    lang:en   is:unread   is:read   is:starred
    who:putin  org:rostec  place:crimea  product:"baikal m"  event:sanctions  said:putin
                               a name among the article's facts; said: who is quoted or reported
    num:>50%  num:<=14nm  num:1000..5000  money:>1bn  money:$1bn..$5bn
                               a number among the facts: > >= < <= or a range; with or without a unit
    due:2026   due:..2027-06   something promised, planned or forecast until then
    fact:plan                  a fact of this kind

Words are compared folded (see `words`): case, accents, kinds of quotation marks, hyphens and blanks do not
count. A date known to the month or year matches when any day of it lies in the range.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeGuard

from techdep_tui.core.errors import QueryError
from techdep_tui.core.search.fact_terms import (
    KINDS,
    KINDS_OF,
    NAMED,
    FactField,
    FactTerm,
    WrongValueError,
    read_bounds,
)
from techdep_tui.core.search.periods import EARLIEST, LATEST, Period
from techdep_tui.core.search.sources import source_word
from techdep_tui.core.search.tree import (
    All,
    AnyOf,
    DateTerm,
    Field,
    Mark,
    MarkTerm,
    Near,
    Node,
    Not,
    Query,
    Term,
)
from techdep_tui.core.search.typed_dates import read_date, read_range
from techdep_tui.core.search.words import tokens


def parse_query(text: str, *, lenient: bool = False) -> Query:
    """Read a query.

    A lenient reading is for a query that is being typed: it closes what is open and passes over what is not
    there yet, and never raises. Otherwise raises `QueryError` at the first character that does not fit.
    """
    return _Parser(text, lenient).parse()


_LONGEST = 4_000
_DEEPEST = 40
_QUOTES = '"“”„‟«»＂'
_QUOTE = re.compile(f"[{_QUOTES}]")
_BLANKS = re.compile(r"\s*")
_RUN = re.compile(rf"[^\s(){_QUOTES}]*")
_FIELD = re.compile(r"([^\W\d_]{1,20}):")
_OPERATOR = re.compile(r"(?:OR|AND|NOT)(?=[\s()]|$)")
_NEAR = re.compile(r"near:", re.IGNORECASE)
_DISTANCE = re.compile(r"[1-9]\d?(?=[\s()]|$)", re.ASCII)
_DATES = frozenset({Field.DATE, Field.AFTER, Field.BEFORE})
_MARKS = ", ".join(Mark)

_FACT_FIELDS = frozenset(field.value for field in FactField)
_FIELDS = _FACT_FIELDS | {field.value for field in Field}
_EXPECTED: dict[str, str] = {
    Field.DATE: "a date such as 2025 or 2025-03..2026",
    Field.AFTER: "a date such as 2025 or 2025-03",
    Field.BEFORE: "a date such as 2025 or 2025-03",
    Field.LANG: "a language such as en",
    Field.IS: f"one of {_MARKS}",
    FactField.DUE: "a date such as 2026 or 2026-03..2027",
    FactField.NUM: "a number such as >50%, 14nm or 1000..5000",
    FactField.MONEY: "an amount such as >1bn or $1bn..$5bn",
    FactField.FACT: f"a kind of fact: {', '.join(KINDS)}",
}
"""What belongs behind the colon of a field; a word or phrase behind all others."""


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
            return self._chain()
        self._at = operator.end() if operator else start + 1
        if operator:
            self._at = _match(_BLANKS, self._text, self._at).end()
        if not self._next or self._next.isspace() or self._next == ")":
            sign = operator[0] if operator else "-"
            self._fail(f"“{sign}” leaves out what follows it.", self._at, "a word, a phrase or a bracket")
            return None
        child = self._chain()
        self._open = None
        return Not(child, start, self._at) if child else None

    def _chain(self) -> Node | None:
        """A term, or several with `near:` between them."""
        start, chain, distances = self._at, [self._positive()], list[int]()
        while chain[0] and (near := _NEAR.match(self._text, _match(_BLANKS, self._text, self._at).end())):
            self._at = near.end()
            self._check_neighbour(chain[-1], start)
            distances.append(self._distance(near.end()))
            start = self._at = _match(_BLANKS, self._text, self._at).end()
            if not self._next or self._next == ")" or _OPERATOR.match(self._text, start):
                self._fail("near: stands between two words.", start, "a word or a phrase")
                break
            chain.append(self._positive())
            self._check_neighbour(chain[-1], start)
        return _joined(_paired(chain, distances), All)

    def _distance(self, start: int) -> int:
        """The number behind `near:`; 0 if there is none."""
        number = _DISTANCE.match(self._text, self._at)
        if number is None:
            self._at = _match(_RUN, self._text, self._at).end()
            self._fail("near: says how many words may stand between.", start, "a number from 1 to 99")
            return 0
        self._at = number.end()
        return int(number[0])

    def _check_neighbour(self, node: Node | None, start: int) -> None:
        if node is not None and not _can_be_near(node):
            self._fail("near: stands between two words.", start, "a word or a phrase, without a field or “~”")

    def _positive(self) -> Node | None:
        if self._next == "(":
            return self._group()
        if self._next == ")":
            self._fail("This bracket closes nothing.", self._at, "a word, or “(” further left")
            self._at += 1
            return None
        if _NEAR.match(self._text, self._at):
            self._fail("near: stands between two words.", self._at, "a word or a phrase before near:")
            self._at = _match(_RUN, self._text, self._at).end()
            return None
        named = _FIELD.match(self._text, self._at)
        if not named:
            return self._term(None, self._at)
        name = named[1].casefold()
        if name not in _FIELDS:
            if named.end() < len(self._text) and not self._text[named.end()].isspace():
                fields = ", ".join(f"{field}:" for field in (*Field, *FactField, "near"))
                self._fail(f"There is no field “{name}:”.", self._at, f"one of {fields} or quotation marks")
            return self._term(None, self._at)
        start, self._at = self._at, named.end()
        if not self._next or self._next.isspace() or self._next in "()":
            expected = _EXPECTED.get(name, "a word or a phrase")
            self._fail(f"“{name}:” needs its value right behind the colon.", self._at, expected)
            return None
        if name in _FACT_FIELDS:
            return self._fact(FactField(name), start)
        field = Field(name)
        if field is Field.IS:
            return self._mark(start)
        return self._date(field, start) if field in _DATES else self._term(field, start)

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
        with_forms = self._next == "~"
        self._at += with_forms
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
        if with_forms and value.is_prefix:
            self._fail("A beginning has no other forms.", self._at - 1, "either “~” before or “*” behind")
        with_forms = with_forms and not value.is_prefix and field is not Field.SOURCE
        term = Term(words, start, self._at, field, value.is_prefix, typed, with_forms=with_forms)
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

    def _fact(self, field: FactField, start: int) -> FactTerm | None:
        """A term that asks for facts."""
        if field in NAMED:
            named = self._term(None, start)
            if named is None:
                return None
            is_prefix = named.is_prefix or (self._lenient and named is self._open)
            self._open = None
            return FactTerm(field, KINDS_OF[field], start, self._at, named.words, is_prefix)
        value = self._value()
        if field is FactField.FACT:
            kind = value.text.casefold()
            kinds = tuple(name for name in KINDS if name == kind or (value.is_open and name.startswith(kind)))
            if kind not in KINDS:
                self._fail(f"There is no kind of fact “{value.text}”.", value.start, _EXPECTED[field])
            return FactTerm(field, kinds, start, self._at) if kinds else None
        if field is FactField.DUE:
            period = read_range(value.text, value.start, self._fail)
            return FactTerm(field, KINDS_OF[field], start, self._at, period=period) if period else None
        try:
            bounds = read_bounds(value.text, field)
        except WrongValueError as fault:
            self._fail(str(fault), value.start + fault.at, fault.expected)
            return None
        return FactTerm(field, KINDS_OF[field], start, self._at, bounds=bounds)

    def _date(self, field: Field, start: int) -> DateTerm | None:
        value = self._value()
        is_marked = value.text.startswith("~")
        text, at = value.text[is_marked:], value.start + is_marked
        if field is Field.DATE:
            period = read_range(text, at, self._fail)
        elif (day := read_date(text, at, self._fail)) is None:
            period = None
        elif field is Field.AFTER:
            period = Period(day.last + 1, LATEST)
        else:
            period = Period(EARLIEST, day.first - 1)
        return DateTerm(period, start, self._at, is_marked) if period else None

    def _mark(self, start: int) -> MarkTerm | None:
        value = self._value()
        name = value.text.casefold()
        if name not in list(Mark):
            fitting = [len(mark) for mark in Mark if value.is_open and mark.startswith(name)]
            at = value.start if not fitting else value.start + len(name)
            self._fail(f"There is no mark “{value.text}”.", at, f"one of {_MARKS}")
            return None
        return MarkTerm(Mark(name), start, self._at)


class _Value(NamedTuple):
    """A word or the inside of a phrase, and where it begins; an open one may go on as the reader types."""

    text: str
    start: int
    is_quoted: bool
    is_prefix: bool
    is_open: bool


def _can_be_near(node: Node | None) -> TypeGuard[Term]:
    return isinstance(node, Term) and node.field is None and not node.with_forms


def _paired(chain: list[Node | None], distances: list[int]) -> list[Node]:
    """Each two neighbours of a chain as a `Near`; what cannot be one of two stands for itself."""
    pairs: list[Node] = []
    alone = dict(enumerate(chain))
    for i, (left, right, distance) in enumerate(zip(chain, chain[1:], distances, strict=False)):
        if distance and _can_be_near(left) and _can_be_near(right):
            pairs.append(Near(left, right, distance, left.start, right.end))
            alone[i] = alone[i + 1] = None
    return pairs + [node for node in alone.values() if node]


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
