"""A list of references in one of the program's styles, or in a CSL file's through pandoc."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from techdep_tui.core.citations.bibliography import Entry, bibliography
from techdep_tui.core.citations.styles import style_of

if TYPE_CHECKING:
    from techdep_tui.core.citations.record import Reference

_SUFFIX = ".csl"


def is_csl_file(name: str) -> bool:
    """Whether the name of a style is that of a CSL file."""
    return name.lower().endswith(_SUFFIX)


def listed(references: Sequence[Reference], style: str, *, paragraph: int | None = None) -> list[Entry]:
    """The bibliography in the style that goes by a name, or in the CSL file at a path.

    Raises CitationError for an unknown style, and where a file's style cannot be had.
    """
    if not is_csl_file(style):
        return bibliography(references, style, paragraph=paragraph)
    from techdep_tui.core.citations import pandoc  # an extra that most never use

    return pandoc.bibliography(references, pandoc.csl_style(Path(style).expanduser()), paragraph=paragraph)


def why_no_paragraph(style: str) -> str:
    """Why a style does not cite counted paragraphs, in a sentence; empty if it does."""
    return "" if is_csl_file(style) else style_of(style).why_no_paragraph
