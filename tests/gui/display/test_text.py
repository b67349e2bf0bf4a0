from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from gui.display.text import LINE, cut, fit, width_of

TEXTS = st.text("abcdefghijklmnopqrstuvwxyzÄÖÜß0123456789 .,:±–", min_size=1, max_size=120)


@pytest.mark.usefixtures("app")
class TestTextInABox:
    @given(TEXTS, st.integers(80, 1200), st.integers(30, 400), st.integers(1, 5))
    def test_is_never_wider_or_higher_than_the_box(self, text, width, height, lines):
        chosen, broken = fit(text, width, height, 300.0, False, lines)
        if chosen.pixelSize() <= 6:
            return  # as small as text gets: no box is that small
        assert len(broken) <= lines
        assert len(broken) * chosen.pixelSize() * LINE <= height + 1
        widest = max(QFontMetricsF(chosen).horizontalAdvance(one) for one in broken)
        assert widest <= width

    def test_is_as_large_as_wished_where_there_is_room(self):
        chosen, broken = fit("bar forward", 2000, 200, 50.0, False, 1)
        assert (chosen.pixelSize(), broken) == (50, ("bar forward",))

    def test_loses_no_word(self):
        text = "limits: balanced, loss 20 %, floor 0.30 m/s; from 42 clean reps in 9 sets"
        _, broken = fit(text, 300, 200, 40.0, False, 4)
        assert " ".join(broken).replace("\u00a0", " ") == text

    def test_keeps_a_number_and_its_unit_in_one_line(self):
        narrow = width_of("bar forward 4.1", 40.0) + 2
        _, broken = fit("bar forward 4.1 cm", int(narrow), 200, 40.0, False, 2)
        assert broken == ("bar forward", "4.1\u00a0cm")

    def test_that_is_cut_shows_that_something_is_left_out(self):
        assert cut("no room left on the disk", 120.0, 20.0).endswith("…")
        assert cut("short", 120.0, 20.0) == "short"
