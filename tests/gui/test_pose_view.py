from __future__ import annotations

from gui.live_state import LinkState
from gui.pose_view import lines
from gui.terminal import Style, shown_width
from velocity.poses import Holding

LINK = LinkState("streaming", True, "BVM-51ab")


def test_it_shows_what_is_held_done_and_left():
    text = "\n".join(lines(Holding("y up", True, 0.5), ["x up", "z down"], 1, LINK, Style(79)))
    assert "4 left" in text
    assert "✓ x up" in text
    assert "▶ y up" in text
    assert "· y down" in text
    assert "1 further" in text
    assert "still, y up" in text
    assert "BVM-51ab" in text


def test_a_sensor_in_motion_is_told():
    rows = lines(Holding(None, False, 0.0), [], 0, LINK, Style(79))
    assert "moving …" in rows
    assert max(map(shown_width, rows)) <= 79
    assert len(rows) <= 23
