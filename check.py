"""Every check of the project, one after the other; exits 1 if one fails.

python check.py            lint, format, types, import contracts, tests
python check.py --fix      lets ruff mend what it can first
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent

CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("lint", [sys.executable, "-m", "ruff", "check", "."]),
    ("format", [sys.executable, "-m", "ruff", "format", "--check", "."]),
    ("types", [sys.executable, "-m", "mypy"]),
    ("import contracts", [str(BIN / "lint-imports")]),
    ("tests", [sys.executable, "-m", "pytest", "-n", "2"]),
)


def main() -> int:
    """Run all checks, also after one failed; returns the exit code."""
    if "--fix" in sys.argv[1:]:
        subprocess.run([sys.executable, "-m", "ruff", "check", "--fix", "."], cwd=HERE, check=False)
        subprocess.run([sys.executable, "-m", "ruff", "format", "."], cwd=HERE, check=False)
    failed = []
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        begin = time.perf_counter()
        if subprocess.run(command, cwd=HERE, check=False).returncode:
            failed.append(name)
        print(f"   {time.perf_counter() - begin:.1f} s", flush=True)
    print(f"== failed: {', '.join(failed)}" if failed else "== all checks passed")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
