"""What the view of the groove shows: the paths of a set's reps, and the lifter's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gui.display.language import translate
from gui.display.panel import last_rep
from gui.live_state import LiveState, Turn
from velocity.lifts import LIFTS
from velocity.rep import HEIGHTS, Rep
from velocity.samples import Floats
from velocity.signature import LEAST_REPS

_CM = 100.0
_USUAL = 60.0  # cm, of a lift of which nothing is known
BAND = 2.0
"""Spreads on either side of a groove, and standard errors on either side of a path."""


@dataclass(frozen=True)
class Band:
    """A groove in cm, as plain numbers; ``own`` where enough clean reps stand behind it."""

    mean: tuple[float, ...]
    spread: tuple[float, ...]
    own: bool


@dataclass(frozen=True)
class Paths:
    """All that is shown of a set: the path of one rep, those of the others, and the groove.

    ``travel`` is the height, cm, over which the groove is drawn; ``reps`` are the clean ones
    that are known, None where nobody has said who lifts.
    """

    set: int
    rep: Rep | None
    others: tuple[Rep, ...]
    band: Band | None
    travel: float
    reps: int | None


def paths_of(state: LiveState) -> Paths:
    """Return what is shown of a state: the chosen rep's path, else the last one's."""
    known = [rep for rep in state.reps if rep.course is not None and rep.counts]
    rep = next((one for one in known if one.rep == state.chosen), None) or last_rep(state)
    others = tuple(one for one in known if one is not rep and one.valid)
    turn = state.judged
    reps = None if turn is None else turn.alert.signature.reps
    return Paths(state.set, rep, others, _band(turn), _travel(turn, rep), reps)


def joined(paths: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    """Return paths, cm, as one with breaks in between."""
    gap = np.array([np.nan])
    x, y = [gap], [gap]
    for forward, height in paths:
        x += [forward, gap]
        y += [height, gap]
    return np.concatenate(x), np.concatenate(y)


def path_of(rep: Rep) -> tuple[Floats, Floats]:
    """Return how far forward a rep was, and how high, cm, (21,) each."""
    forward = np.zeros_like(HEIGHTS) if rep.course is None else rep.course.forward
    return _CM * forward, _CM * rep.range_of_motion.value * HEIGHTS


def _band(turn: Turn | None) -> Band | None:
    signature = turn.alert.signature if turn else None
    if signature is None or signature.groove is None:
        return None
    groove = signature.groove
    return Band(
        tuple((_CM * groove.forward).tolist()),
        tuple((_CM * groove.forward_band).tolist()),
        signature.own,
    )


def _travel(turn: Turn | None, rep: Rep | None) -> float:
    """Return over which height, cm, a groove is drawn: that of the rep, or the lift's usual one."""
    if rep is not None:
        return _CM * rep.range_of_motion.value
    if turn is None:
        return _USUAL
    usual = [one.range_of_motion.value for one in turn.alert.recent]
    return _CM * float(np.mean(usual or LIFTS[turn.lift].range_of_motion))


def reach_of(shown: Paths) -> float:
    """Return how far to either side what is shown goes, cm."""
    reps = [*shown.others, *([shown.rep] if shown.rep else [])]
    sides = [float(np.abs(path_of(rep)[0]).max()) for rep in reps]
    if shown.band is not None:
        pairs = zip(shown.band.mean, shown.band.spread, strict=True)
        sides += [abs(mean) + BAND * spread for mean, spread in pairs]
    return 1.1 * max(sides, default=0.0)


def title_of(shown: Paths) -> str:
    """Return which rep's path it is."""
    if shown.rep is None:
        return translate("Window", "Bar path, cm")
    return translate("Window", "Path of rep {number}, cm").format(number=shown.rep.rep)


def words_of(shown: Paths) -> str:
    """Return what stands behind the groove."""
    if shown.reps is None:
        return ""
    if shown.band is None:
        told = translate("Window", "no groove yet: {count} of {least} clean reps")
    elif not shown.band.own:
        told = translate("Window", "groove so far: {count} of {least} clean reps")
    else:
        told = translate("Window", "groove of {count} clean reps")
    return told.format(count=shown.reps, least=LEAST_REPS)
