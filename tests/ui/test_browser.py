"""What leaves the program: addresses, for the system's browser."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from techdep_tui.ui import browser
from techdep_tui.ui.browser import open_in_browser, shown_host


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, Any]]]:
    calls: list[tuple[list[str], dict[str, Any]]] = []
    monkeypatch.setattr(browser, "_opener", lambda: ["opener"])
    monkeypatch.setattr(subprocess, "Popen", lambda command, **options: calls.append((command, options)))
    return calls


def test_an_address_is_one_argument_of_a_program_without_a_terminal(
    started: list[tuple[list[str], dict[str, Any]]],
) -> None:
    open_in_browser("https://x.example/a b;id")
    ((command, options),) = started
    assert command == ["opener", "https://x.example/a b;id"]
    assert options["start_new_session"]
    assert options["stdin"] == options["stdout"] == options["stderr"] == subprocess.DEVNULL


@pytest.mark.parametrize(
    "url",
    ["--version", "-x", "file:///etc/passwd", "javascript:alert(1)", "data:x", "", "//x", "[", "ftp://x"],
)
def test_nothing_but_web_and_mail_is_opened(
    url: str, started: list[tuple[list[str], dict[str, Any]]]
) -> None:
    assert open_in_browser(url).startswith("Not opened")
    assert started == []


def test_the_host_is_the_one_that_is_led_to() -> None:
    assert shown_host("https://good.example@evil.example/") == "evil.example"
    assert shown_host("https://pаypаl.com/").startswith("xn--")
    assert shown_host("https://[broken") == "unclear"
