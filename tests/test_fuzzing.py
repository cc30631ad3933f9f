"""Whatever comes in, what must hold holds: a few hundred cases for each kind of input."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing.growth import NOT_LONG, too_fast_a_growth
from tests.fuzzing.targets import TARGETS

SLOW = {"state": 60, "dialogue": 60, "search": 150}
"""Cases of the targets that keep files or search; all others get 300."""


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes_in_what_must_hold_holds(name: str) -> None:
    @settings(
        max_examples=SLOW.get(name, 300),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.binary(max_size=120))
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    holds()


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in NOT_LONG])
def test_twice_as_long_an_input_takes_about_twice_as_long(name: str) -> None:
    random = Random(name)
    for length in (1, 2, 3, 8, 40):
        for first in (b"\0", b"\x80"):
            assert too_fast_a_growth(TARGETS[name], first + random.randbytes(length)) == ""
