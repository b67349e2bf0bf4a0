"""What the evidence simulates, and how it is told how far that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bargroove.evidence.cases import Case, Outcome
from bargroove.evidence.live import Heard
from bargroove.evidence.scores import TARGET_VARIANTS

FAULT_SHARE = 4  # one set in so many is repeated with each fault

Result = TypeVar("Result")


class Progress(Protocol):
    """Takes a title, results as they come and how many there will be; yields the results."""

    def __call__(self, title: str, results: Iterable[Result], total: int, /) -> Iterable[Result]:
        """Yield the results and tell people of them."""


@dataclass(frozen=True)
class Study:
    """What to simulate: the ways of lifting, how many sets of each, and the seed of them all."""

    variants: tuple[str, ...]
    sets: int
    seed: int

    def cases(self) -> list[Case]:
        """Return the usual cases."""
        return [Case(name, i, self.seed) for name in self.variants for i in range(self.sets)]

    def few(self) -> list[Case]:
        """Return some of them: of the variants that the targets speak of, if any is there."""
        spoken = [name for name in self.variants if name in TARGET_VARIANTS] or self.variants
        sets = range(-(-self.sets // FAULT_SHARE))
        return [Case(name, i, self.seed) for name in spoken for i in sets]


Run = TypeVar("Run", Outcome, Heard)


def grouped(outcomes: Iterable[Run]) -> dict[str, list[Run]]:
    """Return results by their way of lifting."""
    groups: dict[str, list[Run]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.variant, []).append(outcome)
    return groups
