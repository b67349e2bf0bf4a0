from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hardware.c import building
from tests.hardware.c.speaking import Speaker


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where programs are made."""
    return tmp_path_factory.mktemp("made")


@pytest.fixture(scope="session")
def here(made: Path) -> Iterator[Speaker]:
    """The speaker on this computer, which stops at the first byte it reads beyond its own."""
    speaker = Speaker(building.for_this_computer(made / "speak", "speak.c", "line.c"))
    yield speaker
    speaker.end()


@pytest.fixture(scope="module", params=["here", "cortex-m3"])
def speaker(request: pytest.FixtureRequest, made: Path) -> Iterator[Speaker]:
    """The speaker, on this computer and on a Cortex-M3."""
    if request.param == "here":
        yield request.getfixturevalue("here")
        return
    image = building.for_cortex(made / "speak.elf", "speak.c", "line.c")
    speaker = Speaker(building.on_qemu(image, "stdio"))
    yield speaker
    speaker.end()
