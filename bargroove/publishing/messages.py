"""What is told of a live set: the JSON of ``live --json``, with whose set and which lift it is."""

from __future__ import annotations

from typing import Any

from bargroove.live_json import event_dict
from bargroove.report_json import SCHEMA
from gui.live_state import LiveState
from velocity.events import MonitorEvent, Moved, RepStarted


def message(event: MonitorEvent, state: LiveState) -> dict[str, Any] | None:
    """Return what is told of an event; None where that is nothing: that the bar moves.

    There is no name of a lifter in it.
    """
    turn = state.lifted or state.turn
    if isinstance(event, Moved | RepStarted) or turn is None:
        return None
    about = {"schema": SCHEMA, "lift": turn.lift, "load_kg": turn.load_kg}
    return {**about, **event_dict(event)}
