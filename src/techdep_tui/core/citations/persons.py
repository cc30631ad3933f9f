"""A name as a byline prints it becomes a name in parts, as CSL-JSON wants it."""

from __future__ import annotations

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.articles.publishers import known_publisher
from techdep_tui.core.citations.typeset import is_east_asian

_WORDS_OF_INSTITUTIONS = """
    agency association authority bank board bureau center centre club commission committee company
    correspondent correspondents council department desk editorial editor editors foundation government
    group institute international journal library magazine media ministry monitoring network news
    newsroom office organisation organization parliament post press report reporter reporters research
    review service services society staff studio team times today tribune union university watch world
    writer writers
"""
_INSTITUTION = frozenset(_WORDS_OF_INSTITUTIONS.split())
_SUFFIX = LazyPattern(r",? (Jr\.?|Sr\.?|II|III|IV|M\.D\.|Ph\.D\.|MP|OBE)$")
_COMPOUND = "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 夏侯 南宫 皇甫 尉迟 남궁 황보 제갈 사공"
_COMPOUND_SURNAMES = frozenset(_COMPOUND.split())


def person(text: str) -> dict[str, str]:
    """The CSL-JSON name of an author: `family` and `given`, or `literal` for an institution or a single word.

    "Ivanova, Polina" is read as written; else the last word is the family name, with the particles in small
    letters before it.
    """
    text = " ".join(text.split())
    if is_east_asian(text) and " " not in text:
        return _east_asian(text)
    if _is_institution(text):
        return {"literal": text}
    match = _SUFFIX.search(text)
    suffix = {"suffix": match[1]} if match else {}
    text = text[: match.start()] if match else text
    family, comma, given = text.partition(", ")
    if comma:
        return {"family": family, "given": given} | suffix
    words = text.split(" ")
    if len(words) == 1:
        return {"literal": text} if not suffix else {"family": text} | suffix
    at = len(words) - 1
    while at > 1 and words[at - 1].islower():
        at -= 1
    return {"family": " ".join(words[at:]), "given": " ".join(words[:at])} | suffix


def persons(text: str) -> list[dict[str, str]]:
    """The names of authors typed in one line, separated by semicolons."""
    return [person(name) for name in text.split(";") if name.strip()]


def _is_institution(text: str) -> bool:
    if known_publisher(text):
        return True
    words = text.lower().replace("’s", "").split()
    return len(words) > 1 and (words[0] == "the" or any(word.strip(".,") in _INSTITUTION for word in words))


def _east_asian(text: str) -> dict[str, str]:
    """Family name first: one character, or two of the known compound ones; long texts are institutions."""
    if not 2 <= len(text) <= 4 or any("\u3040" <= char <= "\u30ff" for char in text):
        return {"literal": text}
    at = 2 if text[:2] in _COMPOUND_SURNAMES or len(text) == 4 else 1
    return {"family": text[:at], "given": text[at:]} if text[at:] else {"literal": text}
