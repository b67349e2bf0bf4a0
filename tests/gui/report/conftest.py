from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gui.report.content import SetContent
from gui.report.set_page import set_page
from tests.browser import started

MADE = datetime(2026, 11, 22, 12, 0)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as browser:
        yield browser


@pytest.fixture
def written(tmp_path: Path) -> Callable[[SetContent], Path]:
    """Write the page of a set to a file."""

    def write(content: SetContent) -> Path:
        path = tmp_path / f"report {len(list(tmp_path.iterdir()))}.html"
        path.write_text(set_page(content, made=MADE, version="9.9"), encoding="utf-8")
        return path

    return write
