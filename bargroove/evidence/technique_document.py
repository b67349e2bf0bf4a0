"""The page's part on technique: simulated lifters who come back, and what is said of their sets."""

from __future__ import annotations

from concurrent.futures import Executor

from bargroove.evidence import technique_details as details
from bargroove.evidence import technique_tables as tables
from bargroove.evidence.study import Progress, Study
from bargroove.evidence.technique import LIFTED, SETS_EACH, Subject
from bargroove.evidence.technique_scores import answers

PEOPLE_SHARE = 0.9  # people of each lift for each set that the study asks for

_PEOPLE = f"""Lifters who come back, each with a groove, days, drift and order of breaking down of
their own and one sensor, mounted anew each day; {SETS_EACH} sets each, with 65-80 % of the maximum,
through file and analysis like the sets above. `people` says of how many lifters a row's sets are.
The 95 % are Wilson's interval for as many independent sets as these are worth: a lifter's sets are
alike, and the number of sets is divided by the design effect between people.

An experienced lifter has six clean sets, about 35 reps, before; `3 marked slides too`: also three
other sets that slid, each bad rep marked. All earlier reps, but the marked ones, count as what the
product itself has judged them to be. `told` is near or rack because of technique. Where nothing
else is said, the velocity limits and the buffer are off.

Clean sets are looked at up to rep 8; `only slower` are the same sets to muscular failure. `rack too
early`: with all usual limits on, before the true velocities end the set by the same rules. A slide
begins with the lifter's first sign at rep 4-6, grows by half a spread with each rep, and the next
sign follows a rep later; a set that was ended before it does not count as told. Velocity loss is
that of sets to failure, the other limits left aside, against the same rule on true velocities.
Technical forecasts are of sets that break down at the lifter's own velocity loss. The hidden rule
looks at the true size of the one or two signs that go first, tolerates 1.5-3 spreads, and slips in
2 % of the marks; κ is over the reps of twelve other sets of each lifter, averaged over lifters.

`bound`: what an ideal watcher with the same share of false calls reaches who knows groove, spreads,
drift and the slide's size exactly and sees the true signs without error, by simulation: knowing
which sign of the lifter goes first / knowing only which usually do in the lift."""
_DETAILS = """`by the 3rd rep` and `before it` are of rack; `before it` is a false one. With each
first sign as many sets slide by 3 spreads as by 2."""


def technique_sections(study: Study, pool: Executor, progress: Progress) -> tuple[str, ...]:
    """Return the parts on technique; none if the study names no lift of theirs.

    Args:
        study: what to simulate.
        pool: what computes.
        progress: what tells people how far it is.
    """
    lifts = [lift for lift in LIFTED if lift in study.variants]
    if not lifts:
        return ()
    number = max(round(PEOPLE_SHARE * study.sets), 1)
    subjects = [Subject(lift, i, study.seed) for i in range(number) for lift in lifts]
    title = f"lifters, {SETS_EACH} sets each"
    people = list(progress(title, pool.map(answers, subjects), len(subjects)))
    return (
        f"## Technique\n\n{_PEOPLE}\n\n{tables.summary(people)}",
        f"**By lift**\n\n{details.by_lift(people)}",
        f"**Slides**\n\n{_DETAILS}\n\n{details.slides(people)}\n\n{details.by_sign(people)}",
        f"**What clean sets are told to show**\n\n{details.false_signs(people)}",
        f"**Gross events, velocity loss, forecasts**\n\n{details.events(people)}",
        details.stops(people),
        details.forecasts(people),
    )
