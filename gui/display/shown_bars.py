"""What the bars of a set show: each rep's velocity and verdict, and what the limits allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from gui.display.language import decimal, translate
from gui.display.panel import state_of
from gui.live_state import LiveState, Marks, Turn
from velocity.rep import DISCARDED, Rep


@dataclass(frozen=True)
class Bar:
    """A rep: ``state`` is a verdict, ``unsure``, or ``discarded``; velocities in m/s."""

    number: int
    velocity: float
    se: float
    state: str
    mark: str
    chosen: bool

    @property
    def compares(self) -> bool:
        """Whether the set's best may be this rep."""
        return self.state in ("ok", "near", "rack")


@dataclass(frozen=True)
class Limit:
    """A line: what it is, what is told of it, and its ``levels``, m/s, one for each rep.

    ``kind`` is ``limit`` (of velocity loss; told in percent), ``floor``, ``failure`` (where no
    floor is set) or ``target``.
    """

    kind: str
    value: float
    levels: tuple[float, ...]


@dataclass(frozen=True)
class Bars:
    """All that is shown of a set."""

    set: int
    bars: tuple[Bar, ...]
    limits: tuple[Limit, ...]


def bars_of(state: LiveState) -> Bars:
    """Return what is shown of a state."""
    bars = tuple(_bar(rep, state.marks, state.chosen) for rep in state.reps)
    return Bars(state.set, bars, _limits(state.judged, bars))


def words_of(limit: Limit) -> str:
    """Return what stands at the end of a line."""
    if limit.kind == "limit":
        return translate("Window", "limit {number} %").format(number=f"{limit.value:.0f}")
    told = {
        "floor": translate("Window", "floor {number}"),
        "failure": translate("Window", "failure {number}"),
        "target": translate("Window", "target {number}"),
    }
    return told[limit.kind].format(number=decimal(f"{limit.value:.2f}"))


def _bar(rep: Rep, marks: Marks, chosen: int) -> Bar:
    state = state_of(rep) if rep.counts else DISCARDED
    said = marks.get(rep.rep, ())
    mean = rep.mean_velocity
    return Bar(rep.rep, mean.value, mean.se, state, said[-1] if said else "", rep.rep == chosen)


def _limits(turn: Turn | None, bars: Sequence[Bar]) -> tuple[Limit, ...]:
    if turn is None:
        return ()
    limits, found, reps = turn.alert.limits, list[Limit](), max(len(bars), 1)
    loss, floor = limits.velocity_loss, limits.velocity_floor
    if loss is not None and any(bar.compares for bar in bars):
        best = accumulate((bar.velocity if bar.compares else 0.0 for bar in bars), max)
        found.append(Limit("limit", 100.0 * loss, tuple((1.0 - loss) * one for one in best)))
    kind, slowest = ("floor", floor) if floor is not None else ("failure", turn.alert.floor.value)
    found.append(Limit(kind, slowest, (slowest,) * reps))
    if turn.target is not None:
        found.append(Limit("target", turn.target, (turn.target,) * reps))
    return tuple(found)
