"""Marks: how well they teach the rule that a marker keeps to, and tells nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bargroove.evidence.technique import SLIDES, Career, Lifted
from bargroove.evidence.technique_history import Marks, Watched
from bargroove.evidence.technique_shares import Answers
from hardware.simulated import Sign

MARKS = 20
SLIPS = 0.02  # share of marks that are slips
TOLERANCE = (1.5, 3.0)  # spreads
SEEN_REPS = 8  # of a set
NEW = 4  # sets of each kind on which marker and limits are compared


@dataclass(frozen=True)
class Rule:
    """What a marker calls broken: a rep with any of some signs further out than they tolerate.

    Attributes:
        signs: each with its direction; ``tolerance`` in the lifter's own spreads.
    """

    signs: tuple[tuple[Sign, int], ...]
    tolerance: float

    def of(self, one: Lifted) -> dict[int, bool]:
        """Return for a set's reps, by the index of each found, whether it truly was broken."""
        done = [rep for rep in one.done.reps[:SEEN_REPS] if rep.rep - 1 in one.found]
        out = [(rep.signs - rep.groove) / one.done.person.spread for rep in done]
        broken = [any(way * far[sign] > self.tolerance for sign, way in self.signs) for far in out]
        return {one.found[rep.rep - 1]: broke for rep, broke in zip(done, broken, strict=True)}


def agreement(found: Answers, lives: Career, clean: Watched) -> None:
    """Add Cohen's κ between a marker's rule and what 20 marks have taught, on other sets.

    The rule looks at the sign that goes first, or at the first two; one set of each size of slide
    and a clean one are marked, rep by rep, until there are 20 marks.
    """
    breaks = lives.past[0].done.person.breaks
    rule = Rule(breaks[: lives.rng.integers(1, 3)], float(lives.rng.uniform(*TOLERANCE)))
    seen = _sets(lives, 0)
    marks = _marked(seen, rule, lives.rng)
    found.add("marks broke", sum(one.count("broke") for one in marks))
    taught = clean.after(seen, marks)
    others = [one for number in range(1, NEW + 1) for one in _sets(lives, number)]
    verdicts = np.array([pair for one in others for pair in _beside_rule(taught, one, rule)], bool)
    if (agreed := kappa(verdicts)) is not None:
        found.add("kappa", agreed)


def kappa(pairs: np.ndarray) -> float | None:
    """Return Cohen's κ of (n, 2) answers (1960, Educ. Psychol. Meas. 20:37).

    None where both always give the same answer, which says nothing.
    """
    yes = pairs.mean(axis=0)
    by_chance = float(yes.prod() + (1.0 - yes).prod())
    if by_chance == 1.0:
        return None
    return (float((pairs[:, 0] == pairs[:, 1]).mean()) - by_chance) / (1.0 - by_chance)


def _sets(lives: Career, number: int) -> list[Lifted]:
    """Return a set of each size of slide, and a clean one."""
    return [*(lives.slid[size][number] for size in SLIDES), lives.deep[number]]


def _marked(sets: Sequence[Lifted], rule: Rule, rng: np.random.Generator) -> list[Marks]:
    """Return the marks on the reps of sets, until there are enough."""
    left, marks = MARKS, []
    for one in sets:
        truth = list(rule.of(one).items())[:left]
        left -= len(truth)
        said = {i: broke != (rng.random() < SLIPS) for i, broke in truth}
        marks.append(tuple(_word(said.get(i)) for i in range(len(one.reps))))
    return marks


def _word(broke: bool | None) -> str | None:
    return None if broke is None else "broke" if broke else "clean"


def _beside_rule(taught: Watched, one: Lifted, rule: Rule) -> list[tuple[bool, bool]]:
    """Return whether each rep counts as failed, and whether it broke by the rule."""
    techniques = [rep.technique for rep in taught.judge(one)]
    states = [technique.state if technique else "unsure" for technique in techniques]
    return [(states[i] == "failed", broke) for i, broke in rule.of(one).items()]
