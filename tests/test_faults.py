"""Every system call on loading, saving, exporting and copying fails once and for ever: nothing breaks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LEAST_FAULTS = 300


@pytest.mark.skipif(sys.platform != "linux", reason="preloads a library, as Linux does it")
@pytest.mark.skipif(shutil.which("cc") is None and not os.environ.get("CI"), reason="no C compiler is here")
def test_whichever_call_fails_nothing_breaks_and_what_was_there_stays_whole(tmp_path: Path) -> None:
    library = tmp_path / "failing.so"
    source = HERE / "faults" / "failing.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-w", "-o", library, source, "-ldl"], check=True)
    place = tmp_path / "place"
    place.mkdir()
    directories = {f"TECHDEP_TUI_{kind}_DIR": str(tmp_path / kind) for kind in ("STATE", "CACHE", "CONFIG")}
    done = subprocess.run(
        [sys.executable, HERE / "faults" / "child.py", place],
        env={**os.environ, **directories, "LD_PRELOAD": str(library)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    works = [json.loads(line) for line in done.stdout.splitlines()]
    assert {each["work"]: each["findings"] for each in works if each["findings"]} == {}
    assert all(each["faults"] for each in works)
    assert sum(each["faults"] for each in works) >= LEAST_FAULTS
