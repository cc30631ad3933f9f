"""What a bar leaves out where it is too short for all."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from techdep_tui.ui.widgets.bars import Bar


class OneBar(App[None]):
    def compose(self) -> ComposeResult:
        yield Bar()


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, "name 9 articles, 3 unread    reading 10%"),
        (32, "name 9 articles      reading 10%"),
        (22, "name 9 articles    10%"),
        (17, "name 9 articles,…"),
    ],
)
async def test_what_goes_on_is_told_rather_than_how_many_there_are(width: int, shown: str) -> None:
    app = OneBar()
    async with app.run_test(size=(width, 1)) as pilot:
        bar = app.query_one(Bar)
        bar.left, bar.shorter = "name 9 articles, 3 unread", ("name 9 articles",)
        bar.right, bar.brief = "reading 10%", "10%"
        await pilot.pause()
        assert bar.render_line(0).text.rstrip() == shown
