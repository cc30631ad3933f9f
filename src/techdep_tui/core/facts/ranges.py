"""Two neighbouring numbers: a range ("5 to 10 percent"), or two that share the later one's unit."""

from __future__ import annotations

import re

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.amounts import Amount
from techdep_tui.core.facts.units import BARE, Sort


def joined(text: str, amounts: list[Amount], floor: int) -> list[Amount]:
    """The amounts with ranges joined and units lent to the numbers before them.

    Two numbers without a unit become a range as well; what they count is read behind the second.
    """
    result: list[Amount] = []
    for amount in reversed(_with_earlier_unit(text, amounts)):
        pair = _pair(text, amount, result[-1], floor) if result else None
        if pair is None:
            result.append(amount)
        else:
            result[-1:] = reversed(pair)
    result.reverse()
    return result


_COMPARED = LazyPattern(r",? (?:from|vs\.?|versus|against|compared (?:with|to)|(?:up|down) from) \Z")
_LONGEST_COMPARISON = 16


def _with_earlier_unit(text: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts, large numbers without a unit with that of the one they are compared with.

    "1.2 billion dlrs from 1.1 billion": both are dollars.
    """
    result: list[Amount] = []
    for amount in amounts:
        before = result[-1] if result else None
        is_compared = (
            before is not None
            and amount.unit is BARE
            and amount.is_scaled
            and before.is_scaled
            and before.unit.sort in (Sort.MONEY, Sort.MEASURE)
            and amount.start - before.end < _LONGEST_COMPARISON
            and _COMPARED.match(text, before.end, amount.start) is not None
        )
        if before is not None and is_compared:
            value = amount.value * before.unit.factor
            amount = amount._replace(unit=before.unit, value=value, is_elliptic=True)
        result.append(amount)
    return result


_JOINT = LazyPattern(r"(?: ?[-–] ?| (to|and|or) (?:as (?:much|many) as )?)\Z")
_LONGEST_JOINT = 20
_FROM = LazyPattern(r"\b(?:(rang\w{1,3} )?(from)|(between)) (?:the )?\Z", re.IGNORECASE)
_CHANGED_BY = LazyPattern(r"\b(?:by|up|down|rose|fell|lost|won|grew|shed|\w{2,12}ed) \Z")


def _pair(text: str, first: Amount, second: Amount, floor: int) -> tuple[Amount, ...] | None:
    """What two neighbours make together; `None` if they have nothing to do with each other.

    "from 90 to 14 nm" and "rose $5 to $38" are two, "25 percent to 30 percent" and "ranging from 5 to 10
    percent" are ranges.
    """
    joint = _JOINT.match(text, first.end, second.start) if second.start - first.end < _LONGEST_JOINT else None
    if joint is None or second.maximum is not None or second.is_elliptic or second.mod != "=":
        return None
    word = joint[1] or "-"
    if second.unit is BARE and first.unit.sort is Sort.MONEY and word != "and":
        second = second._replace(unit=first.unit)
    if not _may_pair(first, second):
        return None
    lent = _lend(first, second)
    low = max(floor, first.start - 20)
    before = _FROM.search(text, low, first.start)
    is_between = before is not None and before[3] is not None
    is_from = before is not None and before[2] is not None and before[1] is None
    is_two = (word == "and" and not is_between) or (word == "to" and is_from)
    is_change = (
        word == "to" and first.unit is not BARE and _CHANGED_BY.search(text, low, first.start) is not None
    )
    if is_two or is_change or lent.value >= second.value:
        return (lent, second) if first.unit is not second.unit and word != "or" else None
    return (_range(lent, second),)


def _may_pair(first: Amount, second: Amount) -> bool:
    """Whether two amounts can be a range or share the later one's unit; a year lends itself no unit."""
    if first.unit is BARE:
        is_year = (
            not first.is_scaled and first.number_end - first.number_start == 4 and 1500 <= first.value < 2100
        )
        return second.unit is BARE or not is_year
    return first.unit.sort is second.unit.sort and first.unit.code == second.unit.code


def _lend(first: Amount, second: Amount) -> Amount:
    """`first` with unit and magnitude of `second`, as far as only the later number has them written."""
    is_bare = first.unit is BARE
    factor = second.unit.factor if is_bare else 1.0
    if second.is_scaled and not first.is_scaled and first.bare < second.bare:
        factor = second.value / second.bare
    return first._replace(unit=second.unit, value=first.value * factor, is_elliptic=is_bare)


def _range(first: Amount, second: Amount) -> Amount:
    """One amount from the first to the second."""
    return second._replace(
        start=first.start,
        number_start=first.number_start,
        value=first.value,
        maximum=second.value,
        mod=first.mod,
    )
