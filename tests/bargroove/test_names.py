from __future__ import annotations

import pytest

from bargroove.names import can_be_printed


@pytest.mark.parametrize("name", ["Ann", "ليلى", "علی‌رضا", "Zoë 🏋️‍♀️", ""])
def test_names_of_any_script_are_names(name):
    assert can_be_printed(name)


@pytest.mark.parametrize("name", ["a\nb", "a\tb", "a\x00", "left‮right", "a​b"])
def test_what_is_not_to_be_seen_is_not_in_a_name(name):
    assert not can_be_printed(name)
