"""Long fuzzing of everything that takes input from outside, against the properties of `tests/fuzzing`.

    python -m benchmarks.fuzz [--cases N] [--seconds S] [--targets decode,facts] [--seed N]

Run it in the root of the repository. With atheris (`pip install atheris`, not a dependency of the project)
the mutations follow the coverage of the program; without, or with `--engine random`, they are those of a
plain mutator of our own, which is quicker and blinder.

A finding is an exception that is not the documented one, a property that does not hold, a case that takes
longer than a second, or time that more than triples where the input doubles. Findings are written to
`--findings DIR` and told once for each place; the run goes on. Prints how many cases of each target ran, how
long they took together and the slowest, and exits 1 if there was a finding.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.fuzzing.growth import NOT_LONG, too_fast_a_growth

from techdep_tui.paths import builtin_articles

LIMIT_S = 1.0
"""Processor time that a case may take; they are short."""

LONGEST = 400
"""Bytes of a case at most."""

LINEAR_EVERY = 2_000
"""Every so many cases of a target one is made long, and then twice as long."""

SELDOM = {"state": 1, "dialogue": 1, "search": 3, "facts": 10, "citations": 10}
"""Cases of the slow targets for `OFTEN` of each other one."""
OFTEN = 20


class Run:
    """Runs cases, and keeps count of them and of what was found."""

    def __init__(
        self, targets: Mapping[str, Callable[[bytes], None]], findings: Path, seconds: float
    ) -> None:
        self.targets = targets
        self.seconds_allowed = seconds
        self.findings = findings
        self.order = [name for name in targets for _ in range(SELDOM.get(name, OFTEN))]
        self.cases: Counter[str] = Counter()
        self.seconds = dict.fromkeys(targets, 0.0)
        self.slowest = dict.fromkeys(targets, 0.0)
        self.long_cases = 0
        self.told: set[str] = set()
        self.begun = time.monotonic()

    def case(self, name: str, data: bytes) -> None:
        """Run one case, and now and then the same made long."""
        seconds = self._timed(name, data)
        self.cases[name] += 1
        self.seconds[name] += seconds
        self.slowest[name] = max(self.slowest[name], seconds)
        if seconds > LIMIT_S:
            self._tell(name, data, f"takes {seconds:.2f} s")
        if self.cases[name] % LINEAR_EVERY == 0 and name not in NOT_LONG and len(data) > 1:
            self._check_growth(name, data)

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() - self.begun > self.seconds_allowed

    def report(self) -> int:
        """Print the table; returns the exit code."""
        print(f"{'target':<14}{'cases':>10}{'seconds':>10}{'slowest ms':>12}")
        for name in self.targets:
            slowest = self.slowest[name] * 1e3
            print(f"{name:<14}{self.cases[name]:>10,}{self.seconds[name]:>10.1f}{slowest:>12.1f}")
        elapsed = time.monotonic() - self.begun
        print(
            f"{sum(self.cases.values()):,} cases and {self.long_cases:,} long ones in {elapsed:.0f} s, "
            f"{len(self.told)} findings",
            flush=True,
        )
        return 1 if self.told else 0

    def _timed(self, name: str, data: bytes) -> float:
        begin = time.process_time()
        try:
            self.targets[name](data)
        except Exception as error:  # noqa: BLE001 - whatever comes is a finding
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(frame.filename).name}:{frame.lineno}"
            self._tell(name, data, f"{type(error).__name__} at {place}: {str(error)[:200]}", place)
        return time.process_time() - begin

    def _check_growth(self, name: str, data: bytes) -> None:
        self.long_cases += 1
        if fault := too_fast_a_growth(lambda case: self._timed(name, case), data):
            self._tell(name, data, fault)

    def _tell(self, name: str, data: bytes, what: str, place: str = "slow") -> None:
        key = f"{name} {place}"
        if key in self.told:
            return
        self.told.add(key)
        self.findings.mkdir(parents=True, exist_ok=True)
        file = self.findings / f"{name}-{sha256(data).hexdigest()[:8]}"
        file.write_bytes(data)
        print(f"FINDING {name}: {what}\n  {data!r}\n  {file}", flush=True)


class Mutator:
    """Makes cases out of earlier ones: bytes changed, cut, doubled and spliced."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        texts = [path.read_bytes() for path in sorted(builtin_articles().iterdir())]
        self._pool = [b"\0" + text[at : at + 200] for text in texts for at in range(0, len(text), 200)]
        self._pool += [bytes([0x40]) + self._random.randbytes(n) for n in range(1, 120)]

    def next(self) -> bytes:
        """The next case, which may be the parent of later ones."""
        rng = self._random
        if rng.random() < 0.3:
            data = bytearray(b"\x40" + rng.randbytes(rng.randrange(1, 80)))
        else:
            data = bytearray(rng.choice(self._pool))
            for _ in range(rng.choice((1, 1, 2, 4, 8))):
                self._change(data)
        case = bytes(data[:LONGEST])
        if rng.random() < 0.1:
            self._pool[rng.randrange(len(self._pool))] = case or b"\0"
        return case

    def _change(self, data: bytearray) -> None:
        rng = self._random
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(6)
        if kind == 0 and at < len(data):
            data[at] = rng.randrange(256)
        elif kind == 1:
            data[at:at] = rng.randbytes(rng.randrange(1, 5))
        elif kind == 2:
            del data[at : at + rng.randrange(1, 20)]
        elif kind == 3:
            data[at:at] = data[at : at + rng.randrange(1, 20)] * rng.randrange(1, 6)
        elif kind == 4:
            other = rng.choice(self._pool)
            data[at:] = other[rng.randrange(len(other)) if other else 0 :]
        elif data:
            data[0] = rng.randrange(256)


def _by_random(run: Run, cases: int, seed: int) -> int:
    mutator = Mutator(seed)
    for number in range(cases):
        run.case(run.order[number % len(run.order)], mutator.next())
        if run.is_over:
            break
    return run.report()


def _by_coverage(atheris: Any, run: Run, cases: int, seed: int) -> int:
    """Never returns: atheris ends the process, so the report is made at the last case."""
    done = 0

    def one(data: bytes) -> None:
        nonlocal done
        if data:
            run.case(run.order[data[0] % len(run.order)], data[1:])
        done += 1
        if done >= cases or run.is_over:
            os._exit(run.report())

    options = [f"-seed={seed + 1}", f"-max_len={LONGEST}", "-verbosity=0", "-rss_limit_mb=0", "-timeout=60"]
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()
    return 1


def _targets(atheris: Any) -> ModuleType:
    """The targets, with the program made to tell its coverage if atheris is there."""
    if atheris is None:
        return importlib.import_module("tests.fuzzing.targets")
    with atheris.instrument_imports(include=["techdep_tui"]):
        return importlib.import_module("tests.fuzzing.targets")


def _atheris(engine: str) -> Any:
    if engine == "random":
        return None
    try:
        return importlib.import_module("atheris")
    except ImportError:
        if engine == "atheris":
            raise
        return None


def main() -> int:
    """Fuzz as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--targets", default="", help="names with commas between; all if not given")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--engine", choices=("any", "atheris", "random"), default="any")
    parser.add_argument("--findings", type=Path, default=Path("findings"))
    options = parser.parse_args()
    atheris = _atheris(options.engine)
    targets = _targets(atheris).TARGETS
    names = options.targets.split(",") if options.targets else list(targets)
    run = Run({name: targets[name] for name in names}, options.findings, options.seconds)
    print(
        f"{'atheris' if atheris else 'a plain mutator'}, seed {options.seed}, {', '.join(names)}", flush=True
    )
    if atheris:
        return _by_coverage(atheris, run, options.cases, options.seed)
    return _by_random(run, options.cases, options.seed)


if __name__ == "__main__":
    sys.exit(main())
