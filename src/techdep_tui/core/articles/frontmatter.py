"""The head of a file that speaks of the article: YAML, TOML, JSON, or bare `Key: value` lines.

A head is read as text and never as objects, within bounds of size, depth and number. What does not parse is
read line by line, with a `HeadProblem` that says so. The body is never lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from techdep_tui.core.articles.head_lines import is_key_line, key_of, line_fields, simple_fields
from techdep_tui.core.articles.head_model import Field, FrontMatter, HeadProblem, UnreadableHead
from techdep_tui.core.articles.head_parsers import json_fields, toml_fields, yaml_fields
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.wordlists import words

MAX_CHARACTERS: Final = 65_536
MAX_LINES: Final = 500
_MAX_BARE_CHARACTERS: Final = 4_096
_KNOWN = words(
    """
    title headline author authors byline by date published publisher source url link category categories
    tags keywords description summary standfirst subtitle site website section language lang publication
    outlet source_url updated published_date publication_date newspaper subject topic
    """
)
"""Keys of bare lines; others are not told from a text that happens to begin with a word and a colon."""


def read_front_matter(text: str) -> FrontMatter | None:
    """The head of `text`, or `None` if it has none."""
    start = len(text) - len(text.lstrip())
    mark = text[start : start + 3]
    if mark in ("---", "+++"):
        end = text.find("\n", start)
        if end >= 0 and text[start:end].rstrip() == mark:
            return _fenced(text, end + 1, mark)
        return None
    if mark[:1] == "{":
        return _json(text, start)
    return _bare(text, start)


def _fenced(text: str, start: int, mark: str) -> FrontMatter | None:
    """A head that began with a line of `---` or `+++` before `start`; `...` may close YAML, too."""
    position = start
    while position < len(text) and position - start <= MAX_CHARACTERS:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        if text.startswith((mark, "..."), position):
            line = text[position:end].rstrip()
            if line == mark or (line == "..." and mark == "---"):
                return _closed(text, start, position, min(end + 1, len(text)), mark)
        position = end + 1
    return _unclosed(text, start) if mark == "---" else None


def _closed(text: str, start: int, end: int, body: int, mark: str) -> FrontMatter | None:
    """A head between two fences, unless it is a text between two rules."""
    head = text[start:end]
    if mark == "---" and not _looks_like_yaml(head):
        return None
    return _parsed(text, Span(start, end), body, "YAML" if mark == "---" else "TOML")


def _looks_like_yaml(head: str) -> bool:
    """Whether the first line is a key, a comment or the beginning of a list, or there is none."""
    first = next((line for line in head.split("\n") if line.strip()), "#")
    return first.lstrip().startswith(("#", "- ", "{", '"', "'", "&", "[")) or is_key_line(first)


def _unclosed(text: str, start: int) -> FrontMatter | None:
    """A head whose closing fence is missing: it goes as far as lines with keys do, up to a blank line."""
    end = text.find("\n\n", start, start + MAX_CHARACTERS)
    end = min(len(text), start + MAX_CHARACTERS) if end < 0 else end
    head = text[start:end]
    if not _looks_like_yaml(head) or sum(map(is_key_line, head.split("\n"))) < 2:
        return None
    found = _parsed(text, Span(start, end), end, "YAML")
    line = text.count("\n", 0, start)
    missing = HeadProblem(
        "the front matter has no closing ---", "it was taken to end at the first blank line", line
    )
    return FrontMatter(found.kind, found.fields, found.body, (missing, *found.problems))


def _parsed(text: str, place: Span, body: int, kind: str) -> FrontMatter:
    """The fields of a head that stands at `place`."""
    head = text[place.start : place.end]
    first_line = text.count("\n", 0, place.start) + 1
    problems: list[HeadProblem] = []
    if head.count("\n") > MAX_LINES:
        head = "\n".join(head.split("\n", MAX_LINES)[:MAX_LINES])
        reason = f"the front matter has more than {MAX_LINES:,} lines"
        problems.append(HeadProblem(reason, "those after it were not read", first_line + MAX_LINES))
    try:
        fields = list((_yaml_fields if kind == "YAML" else toml_fields)(head))
    except UnreadableHead as error:
        fields = list(line_fields(head))
        reason = f"the front matter is not valid {kind}: {error}"
        done = "its lines were read one by one as “key: value”"
        problems.append(HeadProblem(reason, done, first_line + error.line))
    placed = tuple(field.moved(place.start, first_line) for field in fields)
    return FrontMatter(kind, placed, body, (*problems, *_duplicates(placed)))


def _yaml_fields(head: str) -> Iterator[Field]:
    simple = simple_fields(head)
    return iter(simple) if simple is not None else yaml_fields(head)


def _duplicates(fields: tuple[Field, ...]) -> Iterator[HeadProblem]:
    """A problem for every key of the top level that stands there more than once."""
    seen: dict[str, int] = {}
    for field in fields:
        first = seen.setdefault(field.key, field.line) if field.depth == 0 else field.line
        if first != field.line:
            reason = f"the key “{field.key}” stands in lines {first} and {field.line} of the front matter"
            yield HeadProblem(reason, "the first value was taken", field.line)


def _json(text: str, start: int) -> FrontMatter | None:
    """A JSON object at the very beginning, with nothing else on its last line."""
    try:
        fields, length = json_fields(text[start : start + MAX_CHARACTERS])
    except UnreadableHead:
        return None
    end = start + length
    line_end = text.find("\n", end)
    if not fields or text[end : len(text) if line_end < 0 else line_end].strip():
        return None
    first_line = text.count("\n", 0, start) + 1
    return FrontMatter("JSON", tuple(field.moved(start, first_line) for field in fields), end)


def _bare(text: str, start: int) -> FrontMatter | None:
    """`Key: value` lines at the very beginning, up to a blank line; two keys, also the first, are known."""
    end = text.find("\n\n", start, start + _MAX_BARE_CHARACTERS)
    if end < 0:
        return None
    keys = [key_of(line, ":") for line in text[start:end].split("\n")]
    if None in keys or keys[0] not in _KNOWN or len(_KNOWN.intersection(keys)) < 2:
        return None
    first_line = text.count("\n", 0, start) + 1
    fields = tuple(field.moved(start, first_line) for field in line_fields(text[start:end]))
    return FrontMatter("key: value lines", fields, end, tuple(_duplicates(fields)))
