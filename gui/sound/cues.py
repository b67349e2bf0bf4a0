"""Which sound a change of the live set calls for."""

from __future__ import annotations

from enum import IntEnum, auto

from gui.live_state import LiveState
from velocity.events import MonitorEvent, RepFinished, RepRevised, SetStarted
from velocity.rep import Rep

TECHNIQUE_REASONS = frozenset(
    {"technique_slide", "technique_failed", "stall", "hitch", "sudden_tilt", "depth"}
)
"""Names of the reasons that are about how a rep was lifted."""


class Cue(IntEnum):
    """Something to be told by a sound; of a rep's, the later ones say more."""

    COUNTED = auto()
    BELOW_TARGET = auto()
    NEAR = auto()
    TECHNIQUE = auto()
    RACK = auto()
    LINK_LOST = auto()
    LINK_BACK = auto()
    CHECK = auto()


class Caller:
    """Decides which sound is due; it is told everything, in the order in which it happens."""

    def __init__(self) -> None:
        self._called: list[tuple[Rep, Cue]] = []  # of the present set
        self._alarmed = False
        self._stood = self._lost = False

    def hears(self, event: MonitorEvent, state: LiveState) -> Cue | None:
        """Return the sound that is due after an event that the state has taken, None for none.

        A rep is called once, and once more only if later numbers say that the bar is to be racked.
        """
        was, self._alarmed = self._alarmed, state.alarm
        match event:
            case SetStarted():
                self._called.clear()
            case RepFinished(rep=rep):
                target = state.judged.target if state.judged else None
                return self._call(rep, call_of(rep, target))
            case RepRevised() if state.alarm and not was and state.last_valid:
                return self._call(state.last_valid, Cue.RACK)
        return None

    def hears_link(self, state: LiveState) -> Cue | None:
        """Return the sound that is due after a change of the link, None for none."""
        stood, self._stood = self._stood, state.link.stands
        if stood and not self._stood:
            self._lost = True
            return Cue.LINK_LOST
        if self._stood and self._lost:
            self._lost = False
            return Cue.LINK_BACK
        return None

    def _call(self, rep: Rep, cue: Cue) -> Cue | None:
        """Return the call, unless that much has been called of the same rep."""
        if any(_same(rep, other) and cue <= called for other, called in self._called):
            return None
        self._called.append((rep, cue))
        return cue


def call_of(rep: Rep, target: float | None) -> Cue:
    """Return what a rep that has just ended is called by.

    Args:
        rep: the rep, with its verdict.
        target: mean velocity to reach, m/s; None for none.
    """
    if not rep.valid:
        return Cue.COUNTED  # it counts, and nothing else is known of it
    if rep.verdict == "rack":
        return Cue.RACK
    if rep.verdict == "near":
        of_technique = bool(rep.reasons) and rep.reasons[0].name in TECHNIQUE_REASONS
        return Cue.TECHNIQUE if of_technique else Cue.NEAR
    below = target is not None and rep.mean_velocity.value < target
    return Cue.BELOW_TARGET if below else Cue.COUNTED


def _same(one: Rep, other: Rep) -> bool:
    """Return whether two readings are of the same rep; its number may have changed."""
    return one.start_s < other.end_s and other.start_s < one.end_s
