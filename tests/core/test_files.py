"""Files are written whole, and never over another unless that is meant."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from techdep_tui.core.files import write_new, write_over


def test_a_new_file_is_written_and_an_old_one_refused(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 240 + ".bib")
    write_new(path, "“new”\n")
    assert path.read_bytes() == "“new”\n".encode()
    with pytest.raises(FileExistsError):
        write_new(path, "other")
    assert path.read_text(encoding="utf-8") == "“new”\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_system_without_links_gets_a_new_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "new.bib", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["new.bib"]


def test_a_file_that_came_in_between_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.bib"
    real = os.fsync

    def overtaken(handle: int) -> None:
        path.write_text("other")
        real(handle)

    monkeypatch.setattr(os, "fsync", overtaken)
    with pytest.raises(FileExistsError):
        write_new(path, "new")
    assert path.read_text() == "other"
    assert list(tmp_path.iterdir()) == [path]


def test_an_old_file_is_replaced_as_a_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.bib"
    path.write_text("old")
    write_over(path, "new")
    assert path.read_text() == "new"

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_over(path, "newer")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="needs file modes")
def test_a_new_file_has_the_mode_that_files_have(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_new(tmp_path / "new.bib", "new")
    finally:
        os.umask(old)
    assert (tmp_path / "new.bib").stat().st_mode & 0o777 == 0o640
