"""What each action is called on a button, and what it does in a sentence."""

from __future__ import annotations

from gui.display.actions import KEYS, Action
from gui.display.language import translate

_SHOWN_KEYS = {one.action: one.keys for one in KEYS}
_SIGNS = {"-": "−", "Up": "↑", "Down": "↓"}


def label(action: Action) -> str:
    """Return what stands on an action's button: a word or two."""
    return {
        Action.BROKE: translate("Words", "Broke"),
        Action.CLEAN: translate("Words", "Clean"),
        Action.UNDO: translate("Words", "Undo"),
        Action.DISCARD: translate("Words", "No rep"),
        Action.EARLIER_REP: translate("Words", "Rep before"),
        Action.LATER_REP: translate("Words", "Rep after"),
        Action.LIMIT_UP: translate("Words", "Limit +"),
        Action.LIMIT_DOWN: translate("Words", "Limit −"),
        Action.LOAD_UP: translate("Words", "Load +"),
        Action.LOAD_DOWN: translate("Words", "Load −"),
        Action.NEXT_LIFTER: translate("Words", "Next lifter"),
        Action.END_SET: translate("Words", "End set"),
        Action.MUTE: translate("Words", "Mute"),
        Action.LOUDER: translate("Words", "Louder"),
        Action.SOFTER: translate("Words", "Softer"),
        Action.SETUP: translate("Words", "Set-up"),
        Action.SETTINGS: translate("Words", "Settings"),
        Action.FULL_SCREEN: translate("Words", "Full screen"),
        Action.HELP: translate("Words", "Help"),
        Action.QUIT: translate("Words", "Leave"),
    }[action]


def sentence(action: Action) -> str:
    """Return what an action does."""
    return {
        Action.BROKE: translate("Help", "technique broke in this rep"),
        Action.CLEAN: translate("Help", "this rep was clean"),
        Action.UNDO: translate("Help", "take the last mark back"),
        Action.DISCARD: translate("Help", "this was no rep: do not count it"),
        Action.EARLIER_REP: translate("Help", "go to the rep before, to mark it"),
        Action.LATER_REP: translate("Help", "go to the rep after, to mark it"),
        Action.LIMIT_UP: translate("Help", "let the bar slow down more before RACK"),
        Action.LIMIT_DOWN: translate("Help", "let the bar slow down less before RACK"),
        Action.LOAD_UP: translate("Help", "more weight on the bar"),
        Action.LOAD_DOWN: translate("Help", "less weight on the bar"),
        Action.NEXT_LIFTER: translate("Help", "whoever is next in the queue"),
        Action.END_SET: translate("Help", "the bar is racked: close the set"),
        Action.MUTE: translate("Help", "no sound at all, or sound again"),
        Action.LOUDER: translate("Help", "make all sounds louder"),
        Action.SOFTER: translate("Help", "make all sounds softer"),
        Action.SETUP: translate("Help", "sensor, lifter, lift, load, queue"),
        Action.SETTINGS: translate("Help", "colours, text size, language, sound"),
        Action.FULL_SCREEN: translate("Help", "cover the whole screen, or leave it"),
        Action.HELP: translate("Help", "this page"),
        Action.QUIT: translate("Help", "end the set and close the window"),
    }[action]


def keys_of(action: Action) -> tuple[str, ...]:
    """Return an action's keys as people read them, the first of them foremost."""
    return tuple(_key(key) for key in _SHOWN_KEYS[action])


def _key(key: str) -> str:
    if key in ("PgUp", "PgDown"):
        return translate("Words", "Pg ↑") if key == "PgUp" else translate("Words", "Pg ↓")
    return _SIGNS.get(key, key.replace("Ctrl", translate("Words", "Ctrl")))
