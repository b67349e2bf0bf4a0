from __future__ import annotations

import numpy as np

from bargroove.insights.cues import Cues, cues
from bargroove.insights.estimates import Interval
from bargroove.insights.lifted import Withheld
from tests.blocks import cue_block, logged, numbered

BLOCKS = 40


def differences(odds: float) -> list[Interval]:
    found = [cues(cue_block(np.random.default_rng(seed), odds)) for seed in range(BLOCKS)]
    return [d for each in found if isinstance(each, Cues) and (d := each.trials[0].difference)]


def test_a_cue_that_does_nothing_is_not_praised():
    found = differences(1.0)
    assert len(found) == BLOCKS
    assert sum(each.high < 0 or each.low > 0 for each in found) <= 0.1 * BLOCKS


def test_a_cue_that_keeps_technique_is_found():
    found = differences(0.25)
    assert sum(each.high < 0 for each in found) >= 0.75 * BLOCKS
    assert not any(each.low > 0 for each in found)


def test_a_cue_used_for_light_sets_only_is_not_praised_for_their_lightness():
    rng = np.random.default_rng(1)
    sets = [
        logged(
            "cccf" if rng.random() < (0.2 if light else 0.7) else "cccc",
            day=day,
            load_kg=60.0 if light else 100.0,
            cue="chest up" if rng.random() < (0.9 if light else 0.3) else "",
        )
        for day in range(40)
        for light in (True, False)
    ]
    found = cues(numbered(sets))
    assert isinstance(found, Cues)
    assert "cannot be told apart" in found.told


def test_three_sets_each_are_too_early():
    sets = [logged("cccf", day=day, cue="brace" if day % 2 else "") for day in range(6)]
    found = cues(numbered(sets))
    assert isinstance(found, Cues)
    assert found.trials[0].difference is None
    assert "Too early to say of “brace” and no cue: 3 and 3 sets" in found.told


def test_without_uncued_sets_cues_are_compared_with_the_commonest():
    words = ["brace", "brace", "chest up"]
    found = cues(numbered([logged("cccf", day=day, cue=words[day % 3]) for day in range(30)]))
    assert isinstance(found, Cues)
    assert (found.against.cue, found.trials[0].side.cue) == ("brace", "chest up")


def test_sets_that_all_hold_tell_nothing_apart():
    found = cues(numbered([logged("cccc", day=d, cue="brace" if d % 2 else "") for d in range(20)]))
    assert "Technique held in all sets" in found.told


def test_loads_that_are_never_alike_tell_nothing_apart():
    sets = [
        logged("cccf", day=day, cue="brace" if day % 2 else "", load_kg=60.0 if day % 2 else 90.0)
        for day in range(20)
    ]
    assert "Never used at like load" in cues(numbered(sets)).told


def test_no_cue_at_all_is_told():
    found = cues([logged("cccf")])
    assert isinstance(found, Withheld)
    assert "--cue" in found.told
