"""The looks that the reader can choose from.

`terminal` takes the terminal's own sixteen colours; `monochrome` uses none at all, only bold, reverse and
underline, and is what `NO_COLOR` asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

_ANSI_VARIABLES = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "border": "ansi_default",
    "border-blurred": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "reverse",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
    "screen-selection-background": "ansi_default",
    "screen-selection-foreground": "ansi_default",
    "scrollbar": "ansi_default",
    "scrollbar-hover": "ansi_default",
    "scrollbar-active": "ansi_default",
    "scrollbar-background": "ansi_default",
    "scrollbar-background-hover": "ansi_default",
    "scrollbar-background-active": "ansi_default",
    "scrollbar-corner-color": "ansi_default",
}


def _ansi(name: str, *, has_colour: bool) -> Theme:
    def colour(ansi: str) -> str:
        return ansi if has_colour else "ansi_default"

    return Theme(
        name=name,
        primary=colour("ansi_blue"),
        secondary=colour("ansi_cyan"),
        accent=colour("ansi_magenta"),
        warning=colour("ansi_yellow"),
        error=colour("ansi_red"),
        success=colour("ansi_green"),
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        ansi=True,
        variables=_ANSI_VARIABLES,
    )


TERMINAL = _ansi("terminal", has_colour=True)
MONOCHROME = _ansi("monochrome", has_colour=False)

DARK = Theme(
    name="dark",
    primary="#7aa2d6",
    secondary="#86b8b0",
    accent="#d9a06a",
    warning="#e0b35a",
    error="#e58080",
    success="#9cc384",
    foreground="#d8d8d2",
    background="#16181c",
    surface="#16181c",
    panel="#23272e",
    dark=True,
    variables={"border": "#7aa2d6", "border-blurred": "#59606b"},
)

LIGHT = Theme(
    name="light",
    primary="#1f4f8f",
    secondary="#17645c",
    accent="#8a4a10",
    warning="#7a5200",
    error="#a32020",
    success="#2f6420",
    foreground="#22252a",
    background="#fbfaf6",
    surface="#fbfaf6",
    panel="#ecebe4",
    dark=False,
    variables={"border": "#1f4f8f", "border-blurred": "#80858d"},
)

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#8fd3ff",
    secondary="#7dffd4",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff9c9c",
    success="#9dff9d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={"border": "#ffffff", "border-blurred": "#9a9a9a"},
)

THEMES = (TERMINAL, DARK, LIGHT, HIGH_CONTRAST, MONOCHROME)
NAMES = tuple(theme.name for theme in THEMES)


@dataclass(frozen=True)
class Look:
    """How a piece of a line is drawn: in which of the theme's colours ("" for the pane's own), and how.

    `attributes` are rich's words: bold, italic, underline, reverse.
    """

    colour: str = ""
    attributes: str = ""


LOOKS: Mapping[str, Look] = {
    "cursor": Look("", "reverse"),
    "strong": Look("", "bold"),
    "dim": Look("secondary"),
    "sign": Look("accent"),
    "mark": Look("accent", "bold"),
    "title": Look("primary", "bold"),
    "heading": Look("primary", "bold underline"),
    "quiet": Look("", "italic"),
    "aside": Look("secondary", "italic"),
    "fact": Look("", "underline"),
    "speech": Look("", "italic"),
    "hit": Look("warning", "bold underline"),
    "lit": Look("", "bold reverse"),
    "selected": Look("", "reverse"),
    "warning": Look("warning"),
}
"""The looks of all pieces of lines.

They stand here and not in the stylesheet: component classes for as many pieces and panes took a quarter
of the time to the first screen.
"""


def style_of(names: str, variables: Mapping[str, str]) -> Style:
    """The rich style of a look, or of several laid over each other ("a b"), in a theme's variables."""
    style = Style.null()
    for name in names.split():
        look = LOOKS[name]
        colour = Color.parse(variables[look.colour]).rich_color if look.colour else None
        style += Style.parse(look.attributes) + Style(color=colour)
    return style
