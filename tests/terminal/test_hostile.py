"""The hostile corpus in the real program: nothing leaks, nothing hangs, nothing is lost, the frame holds.

`TECHDEP_TUI_HOSTILE=each` opens every specimen in a folder of its own and looks into every overlay.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.terminal.hostile_corpus import GROUPS, HARMLESS, write_group
from tests.terminal.pty.session import environment
from tests.terminal.pty.visit import Verdict, visit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="uses Linux's terminals and /proc")

SIZES = ((120, 36), (40, 10))
HANG_S = 10.0
"""The bar is 2 s, which the large mode holds; a busy machine of two cores gets more."""

MOST_MB = 300
IS_LARGE = os.environ.get("TECHDEP_TUI_HOSTILE") == "each"


@cache
def harmless(size: tuple[int, int], place: Path) -> Verdict:
    """A visit to a folder with nothing hostile in it."""
    if not (place / "plain").exists():
        write_group(place / "plain", ())
    return visit(place / "plain", place / f"home-{size[0]}", size, len(HARMLESS), looks_every=1)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("hostile")
    yield place
    for root, folders, _ in os.walk(place):
        for folder in folders:
            if not os.path.islink(os.path.join(root, folder)):  # noqa: PTH114, PTH118 - names that are not text
                os.chmod(os.path.join(root, folder), 0o700)  # noqa: PTH101, PTH118
    shutil.rmtree(place, ignore_errors=True)


def assert_unhurt(verdict: Verdict, plain: Verdict, longest_s: float) -> None:
    """A hostile folder was read as a harmless one is."""
    leaks = set(verdict.controls) - set(plain.controls)
    assert not leaks, leaks
    assert not verdict.spoofs, {f"U+{ord(character):04X}" for character in verdict.spoofs}
    assert not verdict.frames, "\n".join(verdict.frames[:10])
    assert verdict.terminal == []
    assert verdict.slowest[0] < longest_s, verdict.slowest
    assert verdict.memory_mb < MOST_MB


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("group", GROUPS)
def test_a_hostile_folder_is_read_like_any_other(
    place: Path, tmp_path: Path, group: str, size: tuple[int, int]
) -> None:
    made = write_group(tmp_path / group, GROUPS[group])
    articles = sum(specimen.is_article for specimen in made) + len(HARMLESS)
    verdict = visit(tmp_path / group, tmp_path / "home", size, articles, looks_every=8)
    assert_unhurt(verdict, harmless(size, place), HANG_S)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("group", "number"),
    [(group, number) for group, made in GROUPS.items() for number in range(len(made)) if IS_LARGE],
)
def test_each_specimen_by_itself(
    place: Path, tmp_path: Path, group: str, number: int, size: tuple[int, int]
) -> None:
    write_group(tmp_path / group, (GROUPS[group][number],))
    articles = GROUPS[group][number].is_article + len(HARMLESS)
    verdict = visit(tmp_path / group, tmp_path / "home", size, articles, looks_every=1)
    assert_unhurt(verdict, harmless(size, place), 2.0)


@pytest.mark.parametrize("group", GROUPS)
def test_check_accounts_for_everything_it_saw(tmp_path: Path, group: str) -> None:
    made = write_group(tmp_path / group, GROUPS[group])
    done = subprocess.run(
        [sys.executable, "-m", "techdep_tui", "check", "--json", str(tmp_path / group)],
        capture_output=True,
        env=environment(tmp_path / "home"),
        check=False,
        timeout=60,
    )
    assert done.returncode in (0, 1), done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    tally = json.loads(done.stdout.splitlines()[-1])
    reasons = [*tally["unread"].values(), *tally["passed_over"].values()]
    assert tally["seen"] == tally["articles"] + sum(reasons)
    if group not in ("things", "names"):
        assert tally["seen"] == len(made) + len(HARMLESS)


def test_the_corpus_is_large_and_always_the_same() -> None:
    assert sum(map(len, GROUPS.values())) >= 250
