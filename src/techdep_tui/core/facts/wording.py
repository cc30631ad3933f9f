"""Fields of normalised values in words: figures, dues, what is set against what."""

from __future__ import annotations

import re
from calendar import day_name, month_name

from techdep_tui.core.facts.model import Fact, Kind, Norm

_MODS = {"~": "about ", ">": "over ", ">=": "at least ", "<": "under ", "<=": "up to "}
_DATE_MODS = {"START": "early ", "MID": "mid ", "END": "late ", "APPROX": "about "}


def field(norm: Norm, name: str) -> str:
    """A field in words; nothing where it has no value."""
    held = norm.get(name)
    if held is None:
        return ""
    return ", ".join(held) if isinstance(held, tuple) else str(held)


def listed(*words: str) -> str:
    """What there is of these words, with commas."""
    return ", ".join(filter(None, words))


def via(norm: Norm, word: str = "via ") -> str:
    """Who passes somebody's words on: "via RIA Novosti"."""
    name = field(norm, "via")
    return word + name if name else ""


def person(norm: Norm) -> str:
    """Name, role and organisation, unless the role names it."""
    role, org = field(norm, "role"), field(norm, "org")
    return listed(field(norm, "name"), role, "" if org.casefold() in role.casefold() else org)


def event(norm: Norm) -> str:
    """Name, kind and date: "invasion of Ukraine (conflict, 2022-02)"."""
    sort = field(norm, "kind")
    about = listed("" if sort == "other" else sort, calendar(field(norm, "date")))
    return f"{field(norm, 'name')} ({about})" if about and norm.get("name") else field(norm, "name")


def value(fact: Fact) -> str:
    """The normalised value of a number or date: "over 14bn USD", "late 2026"."""
    norm = fact.norm
    mod = field(norm, "mod")
    if fact.kind is Kind.DATE:
        day = norm.get("value")
        return "" if is_vague(day) else _DATE_MODS.get(mod, "") + calendar(str(day))
    unit = field(norm, "currency" if fact.kind is Kind.MONEY else "unit")
    numbers = " to ".join(filter(None, map(figure, (norm.get("amount", norm.get("value")), norm.get("max")))))
    return _MODS.get(mod, "") + numbers + ("" if unit == "%" else " ") + unit


def is_vague(day: object) -> bool:
    """Whether a TIMEX3 value names no day, period or length: none, "some years", "in future", "in May"."""
    return day is None or "X" in str(day) or str(day).endswith("_REF")


def calendar(day: str) -> str:
    """A TIMEX3 value as a reader knows it: "1990s" for 199, "3 years" for P3Y, "Monday" for XXXX-WXX-1."""
    day, _, time = day.partition("T")
    if day.isdigit() and len(day) == 3:
        day = f"{day}0s"
    elif day.startswith("XXXX-WXX-"):
        day = _WEEKDAYS.get(day.removeprefix("XXXX-WXX-"), day)
    elif month := _MONTH.fullmatch(day):
        day = " ".join(filter(None, (month[2], month_name[int(month[1])])))
    elif (length := _OFFSET.fullmatch(day)) and day.startswith("P"):
        day = _count(int(length[2]), _UNITS[length[3]])
    return f"{day} {_TIMES[time]}" if time in _TIMES else day


_MONTH = re.compile(r"XXXX-(0[1-9]|1[0-2])(?:-([0-3]\d))?")
_WEEKDAYS = {str(number): name for number, name in enumerate(day_name, start=1)} | {"WE": "weekend"}
_TIMES = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}


def target(norm: Norm) -> str:
    """The number that a plan is about: "14 nm", "250bn RUB", "70%"."""
    number, unit = figure(norm.get("value")), field(norm, "unit")
    return number + ("" if unit in ("%", "") else " ") + unit if number else ""


def due(norm: Norm) -> str:
    """When a plan is due: "by 2026-12-31", "within 1 year", "in the same year"."""
    day = field(norm, "due")
    return f"by {calendar(day)}" if day else _offset(field(norm, "rel"))


_UNITS = {"D": "day", "WE": "weekend", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade"}
_OFFSET = re.compile(r"([+-]?)P?(\d{1,4})(DE|WE|[DWMQY])")


def _offset(rel: str) -> str:
    """An offset from the time of writing or speaking in words; as it stands where it is of no known form."""
    match = _OFFSET.fullmatch(rel)
    if match is None:
        return rel
    count, unit = int(match[2]), _UNITS[match[3]]
    if not count:
        return f"in the same {unit}"
    return f"{_count(count, unit)} {'earlier' if match[1] == '-' else 'later'}"


def _count(count: int, unit: str) -> str:
    return f"{count} {unit}" + ("" if count == 1 else "s")


def relation(norm: Norm) -> str:
    """What is set against what: "Max: less than WhatsApp; Telegram", "imports: up from 4 to 9 nm"."""
    left, right, way = field(norm, "left"), field(norm, "right"), field(norm, "dir")
    match field(norm, "kind"):
        case "change":
            told = " ".join(filter(None, (_WAYS["change"].get(way, "changes"), _steps(norm))))
        case "rank":
            told = _WAYS["rank"].get(way, "ranks") + (f" among {right}" if right else "")
        case _:
            told = _WAYS["versus"].get(way, "compared")
            told += f" {'than' if way else 'with'} {right}" if right else ""
    return f"{left}: {told}" if left and told else left or told


_WAYS = {
    "change": {"+": "up", "-": "down"},
    "rank": {"+": "ranks first", "-": "ranks last"},
    "versus": {"+": "more", "-": "less"},
}


def _steps(norm: Norm) -> str:
    unit = field(norm, "unit")
    unit = unit if unit in ("%", "") else " " + unit
    words = (("by", "delta"), ("from", "from"), ("to", "to"))
    told = [f"{word} {figure(norm.get(name))}" for word, name in words if norm.get(name) is not None]
    return " ".join(told) + unit if told else ""


_POWERS = ((1e12, "tn"), (1e9, "bn"), (1e6, "mn"))


def figure(value: object) -> str:
    """A number as a reader likes it: "250bn", "1,200", "3.5"; a text as it stands."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    for power, word in _POWERS:
        if abs(value) >= power:
            return f"{value / power:,.10g}{word}"
    return f"{value:,.10g}"
