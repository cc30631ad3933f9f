"""Parts of a year: "early", "end of the", halves and quarters, with centuries and decades in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.timex import Expression
from techdep_tui.core.facts.words import Word, WordList

PART_MODS = {
    "early": "START",
    "earlier": "START",
    "beginning": "START",
    "start": "START",
    "outset": "START",
    "turn": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "later": "END",
    "end": "END",
    "close": "END",
    "year-end": "END",
}
"""Words for a part of a period, with their TIMEX3 mod."""

YEAR_OFFSETS = {"last": "-1Y", "this": "0Y", "the": "0Y", "next": "+1Y"}
"""Words before "year", with the offset that they mean."""

_PART_BEFORE = LazyPattern(
    r"\b(?:(?:(?:early|mid)-to-)?(early|late|mid|year-end|end)(?:-| (?:in |of )?)"
    r"|(beginning|start|middle|end|close|outset|early|late)[- ]of[- ](?:(?:the|this) )?(?:year )?)\Z"
)


def part_before(lower: str, position: int, floor: int) -> tuple[int, str] | None:
    """Where a part of a period ("late ", "mid-", "end of the ") before `position` begins, and its mod.

    `lower` is the text in lower case; nothing before `floor` is looked at.
    """
    match = _PART_BEFORE.search(lower, max(floor, position - 28), position)
    return (match.start(), PART_MODS[match[1] or match[2]]) if match is not None else None


class Half(NamedTuple):
    """A half or quarter of a year: where it begins, its code ("Q3", "H1"), whether of a fiscal year."""

    start: int
    code: str
    is_fiscal: bool


_ORDINAL = r"(first|second|third|fourth|final|1st|2nd|3rd|4th)"
_HALF_BEFORE_YEAR = LazyPattern(
    rf"\b{_ORDINAL}[- ](?:fiscal[- ])?(half|quarter),? (?:of )?(?:the )?"
    r"(fiscal |fy ?|financial )?(?:year )?\Z"
    r"|\b(q[1-4]|h[12]|[1-4]q|[12]h) (?:of )?(fiscal |fy ?)?\Z"
)


def quarter_or_half(lower: str, position: int, floor: int) -> Half | None:
    """The quarter or half whose year stands at `position`: "third quarter of ", "Q3 "."""
    match = _HALF_BEFORE_YEAR.search(lower, floor, position)
    if match is None:
        return None
    is_fiscal = bool(match[3] or match[5]) or "fiscal" in match[0]
    return Half(match.start(), _letters(match[4]) if match[4] else _code(match[1], match[2]), is_fiscal)


def _code(ordinal: str, word: str) -> str:
    """`Q3` or `H1` of an ordinal and "quarter" or "half"."""
    number = lexicon.read("calendar")["ordinals"][ordinal]
    return f"Q{number}" if word == "quarter" else f"H{min(number, 2)}"


def _letters(written: str) -> str:
    """`Q3` of "q3" or "3q"."""
    upper = written.upper()
    return upper if upper[0] in "QH" else upper[::-1]


def parts_of_years(reading: Reading) -> Iterator[Expression]:
    """Quarters and halves, centuries, decades in words or with an apostrophe."""
    for word in reading.words[WordList.PERIOD]:
        if word.word in ("quarter", "half"):
            expression = _quarter(reading, word)
        elif word.word.startswith("centur"):
            expression = _century(reading, word)
        elif word.word.endswith("ties"):
            expression = _decade(reading, word)
        else:
            continue
        if expression is not None:
            yield expression
    for block in reading.blocks_with_digits:
        yield from _short_forms(reading, block.start, block.end)


_ORDINAL_BEFORE = LazyPattern(rf"\b{_ORDINAL}[- ](fiscal[- ])?\Z")
_OTHER_HALF = LazyPattern(
    r"-? ?(?:century|hour|an?\b|dozen)| of (?!(?:this|last|next|the) (?:year|fiscal)|fiscal)"
)
_WHOSE_YEAR = LazyPattern(r" of (this|last|next|the) (fiscal |financial )?year\b")
_YEAR_BEFORE = LazyPattern(
    r"\b(?:(fiscal |financial )?((?:1[5-9]|20)\d\d)(?:'s)? (fiscal )?|(last|this|next) year's (fiscal )?"
    r"|(?:fiscal|financial) )\Z"
)


def _quarter(reading: Reading, word: Word) -> Expression | None:
    """A quarter or half by its ordinal: "third quarter", "last year's fiscal first quarter"."""
    lower = reading.lower
    ordinal = _ORDINAL_BEFORE.search(lower, max(word.floor, word.start - 15), word.start)
    if ordinal is None or (word.word == "half" and _OTHER_HALF.match(lower, word.end, word.ceiling)):
        return None
    begin, stop, is_fiscal = ordinal.start(), word.end, bool(ordinal[2])
    year, whose = None, None
    after = _WHOSE_YEAR.match(lower, stop, word.ceiling)
    if after is not None:
        whose, stop, is_fiscal = after[1], after.end(), is_fiscal or bool(after[2])
    before = _YEAR_BEFORE.search(lower, max(word.floor, begin - 24), begin)
    if before is not None:
        begin, year, whose = before.start(), before[2], before[4] or whose
        is_fiscal = is_fiscal or "f" in before[0]
    part = part_before(lower, begin, word.floor)
    begin, mod = part if part is not None else (begin, None)
    value = f"{year or 'XXXX'}-{_code(ordinal[1], word.word)}"
    basis = "explicit" if year else "dct"
    return Expression(begin, stop, "DATE", value, mod, YEAR_OFFSETS.get(whose or ""), basis, is_fiscal)


_QUARTER_CODE = LazyPattern(r"[QH1-4](?:(?<=[QH])[1-4]|(?<=[1-4])[QH])(?!\w)(?: ?'(\d\d))?(?!\w)")
_FISCAL_YEAR = LazyPattern(r"FY ?'?(\d\d)(?!\w)")
_QUARTER_BEFORE = LazyPattern(r"\b(Q[1-4]|[1-4]Q) \Z")
_SHORT_DECADE = LazyPattern(r"'([0-9])0s(?!\w)")


def _short_forms(reading: Reading, start: int, end: int) -> Iterator[Expression]:
    """Short forms: "Q3", "2Q", "H1 '25", "FY25", "'90s"; before a whole year they are found with that."""
    text = reading.text
    for match in _QUARTER_CODE.finditer(text, start, end):
        begin = match.start()
        if begin == start or not (text[begin - 1].isalnum() or text[begin - 1] in "-.$"):
            year, basis = ("20" + match[1], "explicit") if match[1] else ("XXXX", "dct")
            yield Expression(begin, match.end(), value=f"{year}-{_letters(match[0][:2])}", basis=basis)
    for match in _FISCAL_YEAR.finditer(text, start, end):
        quarter = _QUARTER_BEFORE.search(text, max(start, match.start() - 4), match.start())
        value = f"20{match[1]}" + (f"-{_letters(quarter[1].lower())}" if quarter is not None else "")
        begin = quarter.start() if quarter is not None else match.start()
        yield Expression(begin, match.end(), value=value, basis="explicit", is_fiscal=True)
    for match in _SHORT_DECADE.finditer(text, start, end):
        if match.start() == start or not text[match.start() - 1].isalnum():
            decade = Expression(match.start(), match.end(), value=f"19{match[1]}", basis="explicit")
            yield _with_part(reading, decade, start)


_CENTURY_BEFORE = LazyPattern(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th)|(eighteenth|nineteenth|twentieth|twenty-first|twenty-second))[- ]\Z"
)


def _century(reading: Reading, word: Word) -> Expression | None:
    """A century by its number: "21st century" is 20, as its years begin."""
    match = _CENTURY_BEFORE.search(reading.lower, max(word.floor, word.start - 15), word.start)
    if match is None or word.word != "century":
        return None
    number = int(match[1]) if match[1] else lexicon.read("calendar")["centuries"][match[2]]
    expression = Expression(match.start(), word.end, value=f"{number - 1:02d}", basis="explicit")
    return _with_part(reading, expression, word.floor)


def _decade(reading: Reading, word: Word) -> Expression | None:
    """A decade in words, which is one of the twentieth century: "the late eighties"."""
    before = reading.lower[max(word.floor, word.start - 10) : word.start]
    if not before.endswith(("the ", "early ", "late ", "mid-")):
        return None
    digit = lexicon.read("calendar")["decades"][word.word]
    return _with_part(
        reading, Expression(word.start, word.end, value=f"19{digit}", basis="explicit"), word.floor
    )


def _with_part(reading: Reading, expression: Expression, floor: int) -> Expression:
    """The expression with "early" or "end of the" before it."""
    part = part_before(reading.lower, expression.start, floor)
    return expression._replace(start=part[0], mod=part[1]) if part is not None else expression
