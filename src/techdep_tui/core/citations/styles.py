"""The citation styles by name, and how a reference is rendered in one.

A small formatter of our own for news items, written from the styles' rules. Measured before it was written:
citeproc-py is right for 27 of 160 entries of such records, the reference engine in JavaScript costs 80 MB or
6 s, pandoc 150 MB. `benchmarks/citations.py` compares ours with the reference engine's strings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from techdep_tui.core.citations import typeset
from techdep_tui.core.citations.listing import Listing, Naming, Order
from techdep_tui.core.citations.lookup import look_up
from techdep_tui.core.citations.manuals import apa, chicago, harvard, ieee, mla, nlm, oscola
from techdep_tui.core.citations.manuals.chicago import EDITION_17, EDITION_18
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.typeset import AMERICAN, BRITISH, Setting
from techdep_tui.core.citations.work import Work, work_of


class Style(NamedTuple):
    """A citation style.

    `entry(work, number)` and `citation(work, paragraph, number)` give texts under way (see `typeset`). With
    `is_note` the citation is a footnote, not a bracket in the text. `why_no_paragraph` says why the style
    does not allow a counted paragraph in its citation, if so. `block_words` is the length in words from
    which a quotation stands apart without quotation marks, 0 for never. `listing` says how the style makes
    a bibliography.
    """

    id: str
    label: str
    help: str
    entry: Callable[[Work, int], str]
    citation: Callable[[Work, int | None, int], str]
    setting: Setting = AMERICAN
    is_note: bool = False
    why_no_paragraph: str = ""
    block_words: int = 0
    listing: Listing = Listing()

    @property
    def cites_paragraphs(self) -> bool:
        """Whether the citation of a counted paragraph may say which."""
        return not self.why_no_paragraph


class Rendered(NamedTuple):
    """An entry of the bibliography and the citation in the text or note, as text and as HTML."""

    bibliography: str
    citation: str
    bibliography_html: str
    citation_html: str


_ALL = (
    Style(
        "apa",
        "APA 7",
        "(Author, 2026, para. 9)",
        apa.entry,
        apa.citation,
        block_words=40,
        listing=Listing(Order.DATE, apa.stand_in, Naming.INITIALS, has_letters=True, undated_first=True),
    ),
    Style(
        "modern-language-association",
        "MLA 9",
        "(Author); a paragraph stands after it: [¶9]",
        mla.entry,
        mla.citation,
        why_no_paragraph="MLA 9 cites no counted paragraphs, only those that the source numbers itself.",
        block_words=60,
        listing=Listing(Order.TITLE, naming=Naming.FULL, names_titles=True, has_dashes=True),
    ),
    Style(
        "chicago-notes-bibliography",
        "Chicago 18, notes",
        "a footnote and a bibliography",
        EDITION_18.notes_entry,
        EDITION_18.note,
        is_note=True,
        block_words=100,
        listing=Listing(Order.TITLE, chicago.stand_in, files_particle=False),
    ),
    Style(
        "chicago-author-date",
        "Chicago 18, author-date",
        "(Author 2026, para. 9)",
        EDITION_18.author_date_entry,
        EDITION_18.author_date_citation,
        block_words=100,
        listing=Listing(Order.YEAR, chicago.stand_in, Naming.FULL, has_letters=True, files_particle=False),
    ),
    Style(
        "harvard-cite-them-right",
        "Harvard (Cite Them Right 12)",
        "(Author, 2026, para. 9)",
        harvard.entry,
        harvard.citation,
        setting=BRITISH,
        block_words=40,
        listing=Listing(Order.YEAR, harvard.stand_in, Naming.WHERE_ALIKE, has_letters=True),
    ),
    Style("ieee", "IEEE", "[1, Para. 9]", ieee.entry, ieee.citation),
    Style(
        "nlm-citation-sequence",
        "Vancouver (NLM)",
        "(1); a paragraph stands after it: [¶9]",
        nlm.entry,
        nlm.citation,
        why_no_paragraph="Vancouver (NLM) cites by number and has no place for a paragraph.",
    ),
    Style(
        "oscola",
        "OSCOLA 4",
        "a footnote, British law",
        oscola.entry,
        oscola.note,
        setting=BRITISH,
        is_note=True,
        block_words=50,
        listing=Listing(Order.DATE, has_dashes=True),
    ),
    Style(
        "chicago-notes-bibliography-17th-edition",
        "Chicago 17, notes",
        "a footnote and a bibliography",
        EDITION_17.notes_entry,
        EDITION_17.note,
        is_note=True,
        block_words=100,
        listing=Listing(Order.TITLE, chicago.stand_in, files_particle=False, has_dashes=True),
    ),
    Style(
        "chicago-author-date-17th-edition",
        "Chicago 17, author-date",
        "(Author 2026, para. 9)",
        EDITION_17.author_date_entry,
        EDITION_17.author_date_citation,
        block_words=100,
        listing=Listing(
            Order.YEAR, chicago.stand_in, Naming.FULL, has_letters=True, files_particle=False, has_dashes=True
        ),
    ),
)

STYLES: Mapping[str, Style] = {style.id: style for style in _ALL}
"""The styles by id, which is that of the official CSL style; in the order in which they are offered."""

ALIASES: Mapping[str, str] = {
    "apa7": "apa",
    "mla": "modern-language-association",
    "mla9": "modern-language-association",
    "chicago": "chicago-notes-bibliography",
    "chicago-note": "chicago-notes-bibliography",
    "chicago-notes": "chicago-notes-bibliography",
    "chicago-date": "chicago-author-date",
    "chicago17": "chicago-notes-bibliography-17th-edition",
    "harvard": "harvard-cite-them-right",
    "vancouver": "nlm-citation-sequence",
    "nlm": "nlm-citation-sequence",
}
"""Short names for ids."""


def style_of(name: str) -> Style:
    """The style that goes by an id or short name. Raises CitationError with the nearest names."""
    return look_up(name, STYLES, ALIASES, "citation style")


def render(reference: Reference, style_id: str, *, paragraph: int | None = None, number: int = 1) -> Rendered:
    """The reference by itself in a style, with a paragraph of the source as locator and its number.

    In note styles `citation` is the note. Raises CitationError for an unknown style.
    """
    return rendered(work_of(reference.csl), style_of(style_id), paragraph, number)


def rendered(work: Work, style: Style, paragraph: int | None, number: int) -> Rendered:
    """A work in a style, with what tells it apart from others if it stands in a list."""
    entry, citation = style.entry(work, number), style.citation(work, paragraph, number)
    return Rendered(
        bibliography=typeset.plain(entry, style.setting),
        citation=typeset.plain(citation, style.setting),
        bibliography_html=typeset.html(entry, style.setting),
        citation_html=typeset.html(citation, style.setting),
    )
