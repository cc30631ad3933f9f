"""References as one line for a text or a page: Markdown, Org, HTML, plain.

All keep one order: authors, the title with its link, newspaper or site, date. An address that is not of the
web becomes no link; it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.citations.dates import DateForm, iso
from techdep_tui.core.citations.names import NameForm
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.typeset import AMERICAN, ITALIC, ROMAN, html, italic, plain, tagged
from techdep_tui.core.citations.work import Work, work_of

_LINKABLE = LazyPattern(r"(?:https?://|mailto:)[^\s<>\"]+$", re.IGNORECASE)
_MARKDOWN = LazyPattern(r"[\\`*_\[\]<>#|~&]")
_MARKDOWN_BLOCK = LazyPattern(r"(?:[-+=]|(\d{1,9})[.)])")
ENTITY = LazyPattern(r"&(?=#?\w{1,32};)")
"""A sign that a page would read as the beginning of another character."""

_ZERO_WIDTH_SPACE = "\u200b"
_AUTHORS = NameForm()
_DAY = DateForm(day_first=True)


def markdown(references: Sequence[Reference]) -> str:
    """Paragraphs of Markdown: `Author, [Title](address), *Newspaper*, 2026-02-01`."""
    return "\n\n".join(map(_markdown_line, references))


def org(references: Sequence[Reference]) -> str:
    """Paragraphs of Org: `Author, [[address][Title]], /Newspaper/, 2026-02-01`."""
    return "\n\n".join(_line(reference, _org_text, _org_link, _iso_day) for reference in references)


def html_lines(references: Sequence[Reference]) -> str:
    """Paragraphs of HTML: `<p>Author, <a href="address">Title</a>, <i>Newspaper</i>, <time>…</time></p>`."""
    return "\n".join(f"<p>{_line(reference, html, _html_link, _html_day)}</p>" for reference in references)


def plain_lines(references: Sequence[Reference]) -> str:
    """One plain line each: `Author, “Title,” Newspaper, 1 February 2026, address`."""
    return "\n".join(_plain_line(work_of(reference.csl)) for reference in references)


def _plain_line(work: Work) -> str:
    return plain(
        AMERICAN.join(
            ", ",
            _AUTHORS.write(work.authors, AMERICAN),
            AMERICAN.quoted(work.title),
            work.container or work.publisher,
            _DAY.write(work.issued) if work.issued else "",
            work.url,
            f"accessed {_DAY.write(work.accessed)}" if work.accessed else "",
        )
    )


def _line(
    reference: Reference,
    text: Callable[[str], str],
    link: Callable[[str, str], str],
    day: Callable[[Work], str],
) -> str:
    """A line; `text` escapes a text under way, `link` makes a link of an escaped text and an address."""
    work = work_of(reference.csl)
    title = text(tagged(reference.csl.get("title")))
    is_linked = bool(_LINKABLE.match(work.url))
    parts = (
        text(_AUTHORS.write(work.authors, AMERICAN)),
        link(title or text(work.url), work.url) if is_linked else title,
        text(italic(tagged(reference.csl.get("container-title")))),
        day(work),
        "" if is_linked else text(work.url),
    )
    return AMERICAN.join(", ", *parts)


def _markdown_line(reference: Reference) -> str:
    line = _line(reference, _markdown_text, _markdown_link, _iso_day)
    block = _MARKDOWN_BLOCK.match(line)
    at = (block.end(1) if block[1] else 0) if block else 0
    return f"{line[:at]}\\{line[at:]}" if block else line


def _markdown_text(text: str) -> str:
    return _emphasised(_MARKDOWN.sub(r"\\\g<0>", text), "*")


def _markdown_link(text: str, url: str) -> str:
    url = ENTITY.sub(r"\\&", url.replace("\\", "%5C"))
    if not _has_balanced_brackets(url):
        url = url.replace("(", "\\(").replace(")", "\\)")
    return f"[{text}]({url})"


def _has_balanced_brackets(url: str) -> bool:
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def _org_text(text: str) -> str:
    """Brackets that would end a link are held apart by a zero-width space, as the Org manual advises."""
    for bracket in "[]":
        text = text.replace(bracket * 2, f"{bracket}{_ZERO_WIDTH_SPACE}{bracket}")
    return _emphasised(text, "/")


def _org_link(text: str, url: str) -> str:
    end = _ZERO_WIDTH_SPACE if text.endswith("]") else ""
    return f"[[{url.replace('[', '%5B').replace(']', '%5D')}][{text}{end}]]"


def _html_link(text: str, url: str) -> str:
    return f'<a href="{html(url)}">{text}</a>'


def _emphasised(text: str, mark: str) -> str:
    return plain(text.replace(ITALIC, mark).replace(ROMAN, mark))


def _iso_day(work: Work) -> str:
    return iso(work.issued)


def _html_day(work: Work) -> str:
    if not work.issued:
        return ""
    day, shown = iso(work.issued), html(_DAY.write(work.issued))
    return f'<time datetime="{day}">{shown}</time>' if day and not work.issued.until else shown
