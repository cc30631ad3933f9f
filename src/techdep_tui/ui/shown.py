"""What may be drawn: the only place where a string becomes something of Textual's or rich's.

Everything that stands on the screen has been through here, past the gate once more and never as markup; ruff
keeps all other modules from making contents, segments and text widgets of their own.
"""

from __future__ import annotations

import re
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from techdep_tui.core.articles.decode import safe_line

_PLAIN: Final = {
    **dict.fromkeys([0x200D, 0xFE0E, 0xFE0F, 0x20E3, *range(0x1F3FB, 0x1F400)]),
    **{0x1F1E6 + i: chr(ord("A") + i) for i in range(26)},
}
_PICTURES: Final = re.compile(
    "[\u20e3\ufe0e\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]|[\u2190-\U0001faff]\u200d"
)


def shown(text: str) -> str:
    """A line as it is drawn: past the gate, with pictures that have the same width in every terminal.

    A family of emoji joined to one picture takes two columns here and six there, a flag two or four: they are
    drawn as the pictures and letters that they are made of, lest the frame shifts. What is copied is not
    changed.
    """
    if text.isascii() and text.isprintable():
        return text
    text = safe_line(text)
    return text.translate(_PLAIN) if _PICTURES.search(text) else text


def content(*lines: str) -> Content:
    """Lines that are no markup, for bars and titles."""
    return Content("\n".join(map(shown, lines)))


def segment(text: str, style: Style) -> Segment:
    """A piece of a line in a style."""
    return Segment(shown(text), style)


class WithoutColour(LineFilter):
    """Takes every colour away and leaves bold, reverse and underline.

    Textual's own filters for that leave the codes of default colours, or greys.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(text, style.without_color if style is not None else None, control)
            for text, style, control in segments
        ]
