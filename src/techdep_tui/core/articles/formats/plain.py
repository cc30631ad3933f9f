"""Plain text whose paragraphs are one line each, and whose headings carry no markup."""

from __future__ import annotations

from techdep_tui.core.articles.formats.layout import Unit, name_kinds
from techdep_tui.core.articles.formats.links import add_links
from techdep_tui.core.articles.model import BlockKind, Format
from techdep_tui.core.articles.shape import BlockWriter, Parsed, Piece, read_lines


def parse(source: str, start: int) -> Parsed:
    """Parse the plain text that begins at `start`; every line that is not blank is a block."""
    lines = read_lines(source, start)
    units = [Unit(" ".join(line.text.split()), [Piece(line.start, line.end)], line.gap) for line in lines]
    name_kinds(units)
    writer = BlockWriter(source)
    for unit in units:
        writer.block(unit.kind, unit.pieces, 2 if unit.kind is BlockKind.HEADING else 0)
    add_links(writer, units, [])
    return writer.parsed(Format.PLAIN)
