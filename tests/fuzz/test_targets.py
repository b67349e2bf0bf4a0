from __future__ import annotations

import pytest

from tests.fuzz.targets import NAMES, target


@pytest.mark.parametrize("name", NAMES)
def test_a_target_takes_what_it_begins_with(name: str) -> None:
    run, seeds = target(name)
    assert len(seeds) > 2
    for seed in [b"", b"\x00", *seeds]:
        run(seed)
