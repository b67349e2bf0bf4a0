from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

for _name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
    os.environ.pop(_name, None)  # no test opens a window on anybody's screen


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Recordings made by others, which may not be copied into the project."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"real recordings are not here: no folder {folder}")
    return folder


@pytest.fixture(scope="session")
def app() -> Iterator[QApplication]:
    """The application that widgets need, drawn nowhere; there is but one in a process."""
    from PySide6.QtWidgets import QApplication

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QT_QPA_PLATFORM", "offscreen")
        made = QApplication.instance() or QApplication(["bargroove"])
    assert isinstance(made, QApplication)
    yield made
    made.processEvents()
