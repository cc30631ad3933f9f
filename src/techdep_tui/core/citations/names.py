"""Names of authors: out of CSL-JSON, and listed in a style's way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.citations.typeset import Setting, clean, is_east_asian, without_stops

_TIGHT_PARTICLE = LazyPattern(r"(?:al-|el-|d['’])(?=[^\W\d_])")
_TIGHT = "-'’"
_TOKEN = LazyPattern(r"[^\s.]+\.?")


class Name(NamedTuple):
    """A person's name in its parts, or an institution's, which has only `family`.

    `particle` belongs to the family name ("van der" Veen), `dropping` to the given one (Charles "de" Gaulle).
    """

    family: str
    given: str = ""
    particle: str = ""
    dropping: str = ""
    suffix: str = ""
    has_comma_suffix: bool = False
    is_institution: bool = False

    @property
    def short(self) -> str:
        """What a citation in the text calls the author."""
        return joined(self.particle, self.family) or self.given


class Inverted(Enum):
    """Which names of a list begin with the family name."""

    NONE = 0
    FIRST = 1
    ALL = 2


class Given(Enum):
    """How much of the given name stands before the family name of a citation's first author."""

    NONE = 0
    INITIALS = 1
    FULL = 2


class Apart(NamedTuple):
    """What tells a work apart from the others in a list; nothing where it stands by itself.

    `letter` is put to the year ("2026a"). The citation names at least `shown` authors, the first with as much
    of his `given` name, and with `by_title` the title after them. `is_repeated` says that the entry before
    has the same authors.
    """

    letter: str = ""
    shown: int = 0
    given: Given = Given.NONE
    by_title: bool = False
    is_repeated: bool = False


ALONE = Apart()


class NameForm(NamedTuple):
    """How a style lists names.

    `separator` stands between family and given name of an inverted name. Given names are cut to initials if
    `has_initials`; `after_initial` follows an initial in any case. From `limit` names on, `shown` are named,
    then `et_al` (with `shows_last` an ellipsis and the last one). `conjunction` stands before the last name,
    after a comma if `serial_comma` (`None`: from three names on), but never between two institutions;
    `et_al_comma` likewise (`None`: after two).
    """

    inverted: Inverted = Inverted.NONE
    separator: str = ", "
    has_initials: bool = False
    after_initial: str = ". "
    keeps_hyphens: bool = True
    demotes_particle: bool = False
    strips_periods: bool = False
    is_short: bool = False
    conjunction: str = "and"
    serial_comma: bool | None = None
    limit: int = 1000
    shown: int = 1
    shows_last: bool = False
    et_al: str = "et al."
    et_al_comma: bool | None = None

    def write(self, names: Sequence[Name], setting: Setting, apart: Apart = ALONE) -> str:
        """The list of names, told apart from others that would be shortened alike; empty for none."""
        shown = max(self.shown, apart.shown)
        if len(names) < self.limit or shown >= len(names):
            is_serial = self.serial_comma and not (len(names) == 2 and all(n.is_institution for n in names))
            has_comma = len(names) > 2 if self.serial_comma is None else bool(is_serial)
            written = [self._name(name, i, apart.given) for i, name in enumerate(names)]
            return self._all(written, has_comma, setting)
        first = [self._name(name, i, apart.given) for i, name in enumerate(names[:shown])]
        if self.shows_last:
            return setting.join(", ", *first, f"… {self._name(names[-1], len(names))}")
        has_comma = len(first) > 1 if self.et_al_comma is None else self.et_al_comma
        return setting.join(", " if has_comma else " ", setting.join(", ", *first), self.et_al)

    def _all(self, written: list[str], has_comma: bool, setting: Setting) -> str:
        if len(written) < 2:
            return "".join(written)
        before_last = f"{',' if has_comma or not self.conjunction else ''} {self.conjunction} "
        return setting.join(before_last.replace("  ", " "), setting.join(", ", *written[:-1]), written[-1])

    def _name(self, name: Name, position: int, given: Given = Given.NONE) -> str:
        if name.is_institution:
            return name.family
        if self.is_short:
            return self._short(name, given if position == 0 else Given.NONE)
        if is_east_asian(name.family) and is_east_asian(name.given or name.family):
            return name.family + name.given
        if self.inverted is Inverted.ALL or (self.inverted is Inverted.FIRST and position == 0):
            return self._inverted(name)
        full = joined(self._given(name.given, self.has_initials), name.dropping, name.particle, name.family)
        return f"{full}{', ' if name.has_comma_suffix else ' '}{self._suffix(name)}" if name.suffix else full

    def _inverted(self, name: Name) -> str:
        before, after = ("", name.particle) if self.demotes_particle else (name.particle, "")
        given = joined(self._given(name.given, self.has_initials), name.dropping, after)
        return self.separator.join(filter(None, (joined(before, name.family), given, self._suffix(name))))

    def _short(self, name: Name, given: Given) -> str:
        if given is Given.NONE or not name.family:
            return name.short
        return joined(self._given(name.given, given is Given.INITIALS), name.short)

    def _suffix(self, name: Name) -> str:
        return without_stops(name.suffix) if self.strips_periods else name.suffix

    def _given(self, given: str, has_initials: bool) -> str:
        """Given names or their initials: "John A.", "J. A.", "J.A.", "JA"; names in small letters stay."""
        out = ""
        for match in _TOKEN.finditer(given):
            token = match[0]
            is_abbreviation = _is_abbreviation(token)
            if is_abbreviation or (has_initials and token[0].isupper()):
                if token.startswith("-"):
                    out = out.rstrip(" ")
                out += self._initial(token, is_abbreviation)
            else:
                out = f"{out.rstrip(' ')} {token} "
        return out.strip()

    def _initial(self, token: str, is_abbreviation: bool) -> str:
        if is_abbreviation:
            text = token.rstrip(".")
            return (text if self.keeps_hyphens else text.lstrip("-")) + self.after_initial
        letters = [part[0] for part in token.split("-") if part[:1].isupper()]
        hyphen = self.after_initial.rstrip(" ") + ("-" if self.keeps_hyphens else "")
        return hyphen.join(letters) + self.after_initial


def names_of(value: object) -> tuple[Name, ...]:
    """The names in a CSL-JSON field; those without a letter are left out."""
    if not isinstance(value, list | tuple):
        return ()
    return tuple(name for entry in value if isinstance(entry, Mapping) and (name := _name_of(entry)))


def _name_of(entry: Mapping[str, object]) -> Name | None:
    literal, family, given = (_part(entry.get(field)) for field in ("literal", "family", "given"))
    if literal or not (family or given):
        return Name(literal, is_institution=True) if literal else None
    if not family:
        family, given = given, ""
    suffix = _part(entry.get("suffix"))
    if not suffix and ", " in given:
        given, _, suffix = given.partition(", ")
    particle = _part(entry.get("non-dropping-particle"))
    if not particle:
        particle, family = _split_particle(family)
    return Name(
        family=family,
        given=given,
        particle=particle,
        dropping=_part(entry.get("dropping-particle")),
        suffix=suffix,
        has_comma_suffix=entry.get("comma-suffix") not in (None, False, 0, "", "false"),
    )


def _is_abbreviation(token: str) -> bool:
    """Whether a given name is written as an initial: "J", "J.", "Th.", "-P."."""
    is_short = len(token.rstrip(".")) == 1 or (token.endswith(".") and len(token) <= 3)
    return is_short and any(char.isalpha() for char in token)


def _part(value: object) -> str:
    """A part of a name without commas around it, since the style sets its own; empty without a letter."""
    text = clean(value).strip(" ,;")
    return text if any(char.isalnum() for char in text) else ""


def _split_particle(family: str) -> tuple[str, str]:
    """The particle that a family name begins with, words in small letters, and the rest."""
    words = family.split(" ")
    count = next((i for i, word in enumerate(words) if not (word.islower() and _is_word(word))), 0)
    particle, rest = " ".join(words[:count]), " ".join(words[count:])
    if not count and (tight := _TIGHT_PARTICLE.match(rest)):
        particle, rest = tight[0], rest[tight.end() :]
    return particle, rest


def _is_word(text: str) -> bool:
    return all(char.isalpha() or char in _TIGHT for char in text)


def joined(*parts: str) -> str:
    """The parts with blanks between them, but none after "al-" and "d’"."""
    out = ""
    for part in parts:
        if part:
            out = f"{out}{'' if not out or out[-1] in _TIGHT else ' '}{part}"
    return out
