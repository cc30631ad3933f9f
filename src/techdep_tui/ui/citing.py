"""What the citation overlay cites and how: its choices, the text that they give, what is said about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from techdep_tui import paths
from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Article, Source
from techdep_tui.core.citations.addresses import without_tracking
from techdep_tui.core.citations.exchange import FORMATS, export
from techdep_tui.core.citations.listed import is_csl_file, why_no_paragraph
from techdep_tui.core.citations.parts import missing, parts
from techdep_tui.core.citations.record import ORIGINAL, PARTS, Reference, original_record
from techdep_tui.core.citations.styles import STYLES
from techdep_tui.ui.copying import entries

if TYPE_CHECKING:
    from techdep_tui.ui.app import ReadingRoom
    from techdep_tui.ui.widgets.text_view import Paragraph

_PART_STYLES = {Source.FILE: "", Source.INFERRED: "warning", Source.MISSING: "dim"}


_FEW = 50
"""So many articles are cited between two frames; more take a worker."""


class Form(Enum):
    """What of a style is shown and copied."""

    ENTRY = "entry for the bibliography"
    CITATION = "note or citation in the text"
    PARAGRAPH = "note or citation of the paragraph"


@dataclass(frozen=True, slots=True)
class Offer:
    """A style, an exchange format or a CSL file (then `id` is its path) that can be chosen."""

    id: str
    label: str
    is_style: bool

    @property
    def needs_pandoc(self) -> bool:
        """Whether it is the style of a CSL file."""
        return self.is_style and is_csl_file(self.id)


def offers(csl_files: Sequence[Path]) -> list[Offer]:
    """All styles, then all formats, then the styles in files."""
    return [
        *(Offer(style.id, style.label, is_style=True) for style in STYLES.values()),
        *(Offer(form.id, form.label, is_style=False) for form in FORMATS.values()),
        *(csl_offer(path) for path in csl_files),
    ]


def csl_offer(path: Path) -> Offer:
    """The offer of the style in a file."""
    return Offer(str(path), f"{safe_line(path.stem)} (pandoc)", is_style=True)


def kept_csl_files() -> list[Path]:
    """The CSL files in the directory `styles` beside the settings."""
    try:
        return sorted(path for path in (paths.config_dir() / "styles").iterdir() if is_csl_file(path.name))
    except OSError:
        return []


@dataclass
class Citing:
    """The articles to cite and the reader's choices; `paragraph` is at the mark of a single article."""

    articles: Sequence[Article]
    room: ReadingRoom
    paragraph: int | None = None
    uses_inferred: bool = False
    is_original: bool = False
    strips_tracking: bool = False
    accessed: date | None = None
    form: Form = field(default=Form.ENTRY)

    def references(self) -> list[Reference]:
        """The references as chosen; of the originals those that there are."""
        if self.is_original:
            found = (self._original(article) for article in self.articles)
            return [reference for reference in found if reference is not None]
        return [
            self.room.reference(
                article,
                use_inferred=self.uses_inferred,
                accessed=self.accessed,
                strip_tracking=self.strips_tracking,
            )
            for article in self.articles
        ]

    def text(self, references: Sequence[Reference], offer: Offer) -> str:
        """What will be copied. Raises CitationError where the style of a file cannot be had."""
        if not references:
            return ""
        if not offer.is_style:
            return export(references, offer.id).rstrip("\n")
        paragraph = self.paragraph if self.form is Form.PARAGRAPH else None
        return entries(
            references,
            offer.id,
            is_citation=self.form is not Form.ENTRY,
            paragraph=None if why_no_paragraph(offer.id) else paragraph,
        )

    def takes_a_while(self, offer: Offer) -> bool:
        """Whether the text is better made beside the screen's loop."""
        return offer.needs_pandoc or len(self.articles) > _FEW

    # The choices

    def look_through(self) -> None:
        """Find out which choices there are; goes through all articles."""
        _ = self.has_original, self._is_tracked

    @cached_property
    def has_original(self) -> bool:
        """Whether one of the articles names an original elsewhere."""
        return any(original_record(article) is not None for article in self.articles)

    def next_form(self) -> None:
        """Entry, then citation, then that of the paragraph at the mark, where there is one."""
        forms = [form for form in Form if form is not Form.PARAGRAPH or self.paragraph is not None]
        self.form = forms[(forms.index(self.form) + 1) % len(forms)]

    @property
    def first_missing(self) -> str:
        """The first part that a single article's reference goes without."""
        return next(iter(missing(self.references()[0])), "publisher")

    def fill(self, name: str, value: str) -> None:
        """Keep a part of the single article, or of its original, beside it; without a value take it back."""
        field_name = f"{ORIGINAL}{name}" if self.is_original else name
        self.room.state.record_override(self.articles[0].digest, field_name, value.strip() or None)

    # What is said

    def about(self, offer: Offer) -> str:
        """The heading: the style and what of it is shown."""
        return f"{offer.label} · {self.form.value}" if offer.is_style else offer.label

    def notes(self, offer: Offer) -> Iterator[str]:
        """What must be said about the text: why a paragraph is not in it."""
        if offer.is_style and self.form is Form.PARAGRAPH and (why_not := why_no_paragraph(offer.id)):
            yield f"{why_not} It is paragraph {self.paragraph}."

    def origins(self, references: Sequence[Reference]) -> list[Paragraph]:
        """Where each part comes from; of many references, what they go without."""
        if len(references) != 1:
            return list(_summary(references))
        lines: list[Paragraph] = [("WHERE EACH PART COMES FROM", "heading")]
        if self.is_original:
            lines.append(("The original that this copy names. You have not read it here.", "warning"))
        shown = parts(references[0])
        return [*lines, *((f"{line.name:<10} {line.text}", _PART_STYLES[line.source]) for line in shown)]

    def choices(self) -> str:
        """The choices that there are, each with its key."""
        words = []
        if self.has_original:
            words.append(
                "Tab: " + ("the copy that was read" if self.is_original else "cite the original, not read")
            )
        if not self.is_original:
            words.append("D: " + ("leave inferred parts out" if self.uses_inferred else "use inferred parts"))
        words.append("A: " + ("no access date" if self.accessed else "add today’s access date"))
        if self._is_tracked:
            words.append("t: " + ("the whole address" if self.strips_tracking else "strip tracking"))
        return " · ".join(words)

    @cached_property
    def _is_tracked(self) -> bool:
        urls = (
            url
            for article in self.articles
            for url in (article.metadata.url.value, article.metadata.source_url.value)
            if url
        )
        return any(without_tracking(url).removed for url in urls)

    def _original(self, article: Article) -> Reference | None:
        return self.room.original(article, accessed=self.accessed, strip_tracking=self.strips_tracking)


def _summary(references: Sequence[Reference]) -> Iterator[Paragraph]:
    yield f"{len(references):,} entries, sorted and told apart as the style asks.", ""
    lacking: Mapping[str, int] = Counter(name for reference in references for name in missing(reference))
    for name in PARTS:
        if name in lacking:
            yield f"{name:<10} missing in {lacking[name]:,} of {len(references):,}", "dim"
