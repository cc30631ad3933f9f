"""Plain text whose paragraphs are one line each, and whose headings carry no markup."""

from __future__ import annotations

from collections.abc import Sequence

from techdep_tui.core.articles.formats.layout import Unit, name_kinds
from techdep_tui.core.articles.formats.links import add_links
from techdep_tui.core.articles.model import BlockKind, Format
from techdep_tui.core.articles.shape import BlockWriter, Line, Parsed, Piece

HEADING_LEVEL = 2
"""Bare headings have no levels; they lie all below the title."""


def parse(source: str, lines: Sequence[Line]) -> Parsed:
    """Parse plain text; every one of its `lines` is a block."""
    units = [Unit(" ".join(line.text.split()), [Piece(line.start, line.end)]) for line in lines]
    name_kinds(units)
    writer = BlockWriter(source)
    write_units(writer, units)
    add_links(writer, units, [])
    return writer.parsed(Format.PLAIN)


def write_units(writer: BlockWriter, units: Sequence[Unit]) -> None:
    """Write the units as blocks."""
    for unit in units:
        writer.block(unit.kind, unit.pieces, HEADING_LEVEL if unit.kind is BlockKind.HEADING else 0)
