from __future__ import annotations

import io
import time

import pytest

from bargroove.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr("bargroove.progress._PATIENCE", 0.01)


def shown(monkeypatch, stream, seconds):
    monkeypatch.setattr("sys.stderr", stream)
    with progress("reading set.csv"):
        time.sleep(seconds)
    return stream.getvalue()


@pytest.mark.usefixtures("impatient")
def test_who_waits_at_a_terminal_sees_what_is_done_and_then_nothing(monkeypatch):
    text = shown(monkeypatch, Terminal(), 0.2)
    assert "reading set.csv … 0 s" in text
    assert text.endswith("\r\x1b[K")


def test_what_is_quick_says_nothing(monkeypatch):
    assert shown(monkeypatch, Terminal(), 0.0) == ""


@pytest.mark.usefixtures("impatient")
def test_a_file_gets_no_progress(monkeypatch):
    assert shown(monkeypatch, io.StringIO(), 0.1) == ""
