"""A file of any size in parts."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest

from techdep_tui.core.articles import parts
from techdep_tui.core.articles.parts import Part, read_part
from techdep_tui.core.errors import UnreadableFile


def all_parts(path: Path) -> list[Part]:
    read = [read_part(path)]
    while read[-1].end < read[-1].total:
        assert read[-1].end > read[-1].start
        read.append(read_part(path, read[-1].end, read[-1].line_after))
    return read


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line", ["чип by sea\n", "𝔸 wide 汉字 one without an end "])
def test_the_parts_together_are_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codec: str, line: str
) -> None:
    monkeypatch.setattr(parts, "PART_BYTES", 1001)
    text = ("" if codec == "utf-8" else "\ufeff") + line * 400
    file = tmp_path / "large.txt"
    file.write_bytes(text.encode(codec))

    read = all_parts(file)

    assert len(read) > 3
    assert "".join(part.text for part in read) == text
    for before, part in pairwise(read):
        assert part.first_line == before.first_line + before.text.count("\n")


def test_bytes_that_are_no_text_are_read_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART_BYTES", 512)
    file = tmp_path / "odd.txt"
    file.write_bytes(bytes(range(256)) * 8 + b"\x80" * 999)
    assert all_parts(file)[-1].end == 8 * 256 + 999


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("pipe.txt", "gone.txt", "."):
        with pytest.raises(UnreadableFile):
            read_part(tmp_path / name)


def test_a_file_that_became_shorter_has_an_empty_part_behind_its_end(tmp_path: Path) -> None:
    file = tmp_path / "short.txt"
    file.write_text("short")
    assert read_part(file, 100).text == ""
