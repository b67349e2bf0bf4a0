"""Who lifts now and who next, and what judges them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bargroove.book import Book
from bargroove.wanted import Wanted
from gui.live_state import Turn
from gui.live_words import title

LOAD_STEP = 2.5  # kg
_LOSSES = (0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50, 0.60, None)


class Turns:
    """The turns at one rack: who lifts, in which order.

    Attributes:
        wanted: what is lifted now.
        turn: the same with what judges it.
        queue: who lifts next, in order.
    """

    def __init__(
        self,
        book: Book,
        wanted: Wanted,
        queue: Sequence[str] = (),
        plans: Mapping[str | None, Wanted] | None = None,
        base: Wanted | None = None,
    ) -> None:
        """Begin with what is wanted.

        Args:
            book: the logbook.
            wanted: what is lifted at first.
            queue: who lifts next, in order.
            plans: what each of them lifted last.
            base: what holds for whoever has not lifted yet; None for what is wanted at first.

        Raises:
            BadEntry, BadSettings, BadChoice: that cannot be.
        """
        self.book, self.queue = book, tuple(queue)
        self._base = base or wanted
        self._plans = {_key(name): one for name, one in (plans or {}).items()}
        self.begin(wanted)

    @property
    def title(self) -> str:
        """Lift, load and lifter in words."""
        return title(self.turn.lift, self.turn.load_kg, self.turn.lifter)

    def begin(self, wanted: Wanted, queue: Sequence[str] | None = None) -> None:
        """Let it be somebody's turn; a lifter who is new to the logbook is added.

        Raises:
            BadEntry, BadSettings, BadChoice: that cannot be; it stays as it was.
        """
        self.book.turn_to(wanted.lifter, add=True)
        alert = self.book.alert(wanted.lift, wanted.load_kg, wanted.phase, wanted.chosen)
        if queue is not None:
            self.queue = tuple(queue)
        lifter = self.book.lifter
        self.wanted = self._plans[_key(lifter)] = replace(wanted, lifter=lifter)
        self.turn = Turn(wanted.lift, alert, lifter, wanted.load_kg, wanted.target, self.queue)

    def next(self) -> bool:
        """Let it be the turn of who is next, and the present lifter's last; False for nobody."""
        if not self.queue:
            return False
        (name, *others), present = self.queue, self.turn.lifter
        fresh = replace(self._base, lift=self.wanted.lift, load_kg=None, target=None)
        wanted = self._plans.get(_key(name), fresh)
        self.queue = tuple(others)  # also where the name proves to be none
        self.begin(replace(wanted, lifter=name), [*others, *([present] if present else [])])
        return True

    def chosen(self, lifter: str | None, lift: str) -> Mapping[str, Any]:
        """Return the limits that were chosen here for a lifter in a lift, before all others."""
        known = self._plans.get(_key(lifter))
        return known.chosen if known and known.lift == lift else self._base.chosen

    def change_limit(self, step: int) -> None:
        """Move the limit of velocity loss by so many steps; beyond the last it is off."""
        now = self.turn.alert.limits.velocity_loss
        at = min(range(len(_LOSSES)), key=lambda i: _apart(_LOSSES[i], now))
        loss = _LOSSES[min(max(at + step, 0), len(_LOSSES) - 1)]
        limits = replace(self.turn.alert.limits, velocity_loss=loss)
        self.turn = replace(self.turn, alert=replace(self.turn.alert, limits=limits))
        self._want(chosen={**self.wanted.chosen, "velocity_loss": loss})

    def change_load(self, step: int) -> None:
        """Put so many times 2.5 kg more on the bar."""
        load = max((self.turn.load_kg or 20.0) + LOAD_STEP * step, LOAD_STEP)
        alert = replace(self.turn.alert, load_kg=load)
        self.turn = replace(self.turn, load_kg=load, alert=alert)
        self._want(load_kg=load)

    def _want(self, **changes: Any) -> None:
        self.wanted = self._plans[_key(self.wanted.lifter)] = replace(self.wanted, **changes)


def _key(lifter: str | None) -> str:
    return (lifter or "").casefold()


def _apart(one: float | None, other: float | None) -> float:
    """Return how far two limits are apart; one that is off lies beyond all others."""
    return abs((1.0 if one is None else one) - (1.0 if other is None else other))
