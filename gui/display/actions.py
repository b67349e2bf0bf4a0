"""What a person can ask for while the window is open, and by which keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Action(Enum):
    """Something to be done; those for the set are done by whoever runs it, the rest here."""

    BROKE = auto()
    CLEAN = auto()
    UNDO = auto()
    DISCARD = auto()
    EARLIER_REP = auto()
    LATER_REP = auto()
    LIMIT_UP = auto()
    LIMIT_DOWN = auto()
    LOAD_UP = auto()
    LOAD_DOWN = auto()
    NEXT_LIFTER = auto()
    END_SET = auto()
    MUTE = auto()
    LOUDER = auto()
    SOFTER = auto()
    SETUP = auto()
    SETTINGS = auto()
    FULL_SCREEN = auto()
    HELP = auto()
    QUIT = auto()


@dataclass(frozen=True)
class Keys:
    """The keys of an action, as Qt writes them; the first is the one that is shown."""

    action: Action
    keys: tuple[str, ...]


KEYS = (
    Keys(Action.BROKE, ("B",)),
    Keys(Action.CLEAN, ("C",)),
    Keys(Action.UNDO, ("U", "Ctrl+Z")),
    Keys(Action.DISCARD, ("D",)),
    Keys(Action.EARLIER_REP, ("Up",)),
    Keys(Action.LATER_REP, ("Down",)),
    Keys(Action.LIMIT_UP, ("+", "=")),
    Keys(Action.LIMIT_DOWN, ("-",)),
    Keys(Action.LOAD_UP, ("PgUp", ".")),
    Keys(Action.LOAD_DOWN, ("PgDown", ",")),
    Keys(Action.NEXT_LIFTER, ("N",)),
    Keys(Action.END_SET, ("E",)),
    Keys(Action.MUTE, ("M",)),
    Keys(Action.LOUDER, ("]",)),
    Keys(Action.SOFTER, ("[",)),
    Keys(Action.SETUP, ("S",)),
    Keys(Action.SETTINGS, ("P",)),
    Keys(Action.FULL_SCREEN, ("F", "F11")),
    Keys(Action.HELP, ("H", "F1", "?")),
    Keys(Action.QUIT, ("Ctrl+Q",)),
)

FOR_THE_SET = frozenset(
    {
        Action.BROKE,
        Action.CLEAN,
        Action.UNDO,
        Action.DISCARD,
        Action.EARLIER_REP,
        Action.LATER_REP,
        Action.LIMIT_UP,
        Action.LIMIT_DOWN,
        Action.LOAD_UP,
        Action.LOAD_DOWN,
        Action.NEXT_LIFTER,
        Action.END_SET,
    }
)
"""What is done by whoever runs the set."""
