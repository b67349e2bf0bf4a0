from __future__ import annotations

import io

import pytest

from gui.terminal import Colour, Style, style_of


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_has_colours():
    assert style_of(Terminal(), {"TERM": "xterm-256color"}).colour


@pytest.mark.parametrize(
    ("stream", "environment"),
    [
        (io.StringIO(), {"TERM": "xterm"}),
        (Terminal(), {"TERM": "dumb"}),
        (Terminal(), {}),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": "1"}),
    ],
)
def test_nothing_else_has(stream, environment):
    assert not style_of(stream, environment).colour


def test_an_empty_no_color_forbids_nothing():
    assert style_of(Terminal(), {"TERM": "xterm", "NO_COLOR": ""}).colour


def test_the_width_is_that_of_the_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "72")
    assert style_of(io.StringIO(), {}).width == 72


def test_paint_leaves_plain_text_alone():
    assert Style().paint("rack", Colour.VERMILION) == "rack"
    assert "rack" in Style(colour=True).paint("rack", Colour.VERMILION)
