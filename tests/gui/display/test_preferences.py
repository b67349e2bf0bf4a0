from __future__ import annotations

from dataclasses import fields

import pytest

from gui.display.preferences import MAY_BE, BadPreference, Preferences, changed


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("theme", "Light", "light"),
        ("text_scale", "130", 1.3),
        ("text_scale", " 160 % ", 1.6),
        ("language", "de", "de"),
        ("language", "", ""),
        ("volume", "0", 0),
        ("volume", "100%", 100),
        ("muted", "on", True),
        ("speech", "ON", True),
        ("touch_bar", "off", False),
    ],
)
def test_a_preference_is_taken_as_people_write_it(name, text, value):
    assert getattr(changed(Preferences(), name, text), name) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("theme", "blue"),
        ("text_scale", "99"),
        ("text_scale", "161"),
        ("text_scale", "1.3"),
        ("text_scale", "large"),
        ("language", "fr"),
        ("volume", "101"),
        ("volume", "-1"),
        ("volume", "٣"),
        ("volume", ""),
        ("volume", "9" * 5000),
        ("muted", "maybe"),
        ("full_screen", "1"),
    ],
)
def test_a_wrong_one_is_refused_with_what_it_may_be(name, text):
    with pytest.raises(BadPreference, match=MAY_BE[name].split()[1]) as refused:
        changed(Preferences(), name, text)
    assert refused.value.name == name


@pytest.mark.parametrize(
    "wrong", [{"volume": 50.0}, {"volume": True}, {"text_scale": float("nan")}, {"muted": 1}]
)
def test_preferences_cannot_be_made_wrong(wrong):
    with pytest.raises(BadPreference):
        Preferences(**wrong)


def test_there_is_a_sentence_for_each():
    assert set(MAY_BE) == {field.name for field in fields(Preferences)}
