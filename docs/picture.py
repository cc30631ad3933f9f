"""Draws the README's picture: the built-in articles at 120x36 after a search, without a terminal.

python docs/picture.py [FILE]        (default: docs/screen.svg)
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

from techdep_tui import config, paths
from techdep_tui.core.state.state import State
from techdep_tui.ui.app import ReadingRoom

KEYS = ("slash", *"zelenograd", "enter")


async def draw(target: Path) -> None:
    """Open the room, press the keys, write the picture."""
    app = ReadingRoom(
        [paths.builtin_articles()],
        config.Settings(theme="dark"),
        open_state=lambda: State.open(paths.state_file()),
        name_of_folder="built-in articles",
    )
    async with app.run_test(size=(120, 36)) as pilot:
        await app.workers.wait_for_complete()
        for key in KEYS:
            await pilot.press(key)
            await app.workers.wait_for_complete()
        await pilot.pause(0.5)
        svg = app.export_screenshot(title="techdep-tui")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # no picture that fetches fonts
    svg = re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)
    target.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["TECHDEP_TUI_STATE_DIR"] = home
        os.environ.pop("NO_COLOR", None)
        default = Path(__file__).parent / "screen.svg"
        asyncio.run(draw(Path(sys.argv[1]) if len(sys.argv) > 1 else default))
