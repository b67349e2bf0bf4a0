"""What the help says of the signs and of the sounds."""

from __future__ import annotations

from gui.display.language import translate


def of_signs() -> tuple[tuple[str, str], ...]:
    """Return what each state means and how it sounds, in two lines, by its name."""
    return (
        ("ok", translate("Help", "go on\none short high beep")),
        ("near", translate("Help", "a limit is near\ntwo tones")),
        ("rack", translate("Help", "put the bar back now\na long call of many tones")),
        (
            "unsure",
            translate("Help", "the reading is in doubt\none short beep"),
        ),
    )


def of_sounds() -> tuple[tuple[str, str], ...]:
    """Return what the other sounds mean."""
    return (
        (translate("Help", "Falling tone"), translate("Help", "the bar has left its usual path")),
        (translate("Help", "Low double beep"), translate("Help", "slower than the target")),
    )
