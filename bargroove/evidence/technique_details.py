"""The tables behind the targets of technique: by lift, by sign, by event, by forecast."""

from __future__ import annotations

from collections.abc import Sequence

from bargroove.evidence.technique import EVENTS, LIFTED, SLIDES
from bargroove.evidence.technique_shares import Answers, mean, share
from bargroove.evidence.technique_tables import FORECASTS, HISTORIES
from bargroove.markdown import table
from hardware.simulated import Sign

People = Sequence[Answers]

_BY_LIFT = {
    "false clean": "false rack, experienced",
    "told clean": "... told near or rack",
    "false first": "false rack, first set ever",
    "told first": "... told near or rack",
    "false slower": "only slower: rack",
    "told slower": "... told near or rack",
    "gross": "gross event: rack",
    "loss same": "velocity loss: the same rep",
    "muscular history inside": "muscular forecast holds",
    "technical history inside": "technical forecast holds",
}
_CLEAN = {
    "first": "first set ever",
    "clean": "experienced",
    "marked": "3 slides",
    "slower": "slower",
}


def by_lift(people: People) -> str:
    """Return the main shares, %, of each lift."""
    questions = dict(_BY_LIFT)
    for size in SLIDES:
        for who, name in HISTORIES.items():
            questions[f"slide {size:g} {who} told"] = f"slide of {size:g} told; {name}"
            questions[f"slide {size:g} {who} rack"] = "... rack"
    lifts = [lift for lift in LIFTED if any(one.lift == lift for one in people)]
    rows = []
    for question, name in questions.items():
        each = (share(_of(people, lift), question) for lift in lifts)
        rows.append([name, *(found.text() for found in each), share(people, question).text()])
    kappas = (mean(_of(people, lift), "kappa").text(".2f", 1.0) for lift in lifts)
    rows.append(["κ after 20 marks", *kappas, mean(people, "kappa").text(".2f", 1.0)])
    return table(("% of sets", *lifts, "all"), rows)


def slides(people: People) -> str:
    """Return how soon slides are told, and how often before they begin."""
    questions = ("told", "rack", "third", "before")
    rows = []
    for size in SLIDES:
        for who, name in HISTORIES.items():
            found = [share(people, f"slide {size:g} {who} {one}") for one in questions]
            cells = [one.text() for one in found]
            rows.append([f"{size:g}, {name}", str(found[0].sets), *cells])
    return table(("slide, history", "sets", "told", "rack", "by the 3rd rep", "before it"), rows)


def by_sign(people: People) -> str:
    """Return how often a slide is told and ends the set, by the sign that goes first."""
    kinds = [(size, who, one) for size in SLIDES for who in HISTORIES for one in ("told", "rack")]
    rows = []
    for sign in Sign:
        name = sign.name.lower()
        found = [share(people, f"slide {s:g} {who} {one}, {name}") for s, who, one in kinds]
        if found[0].sets:
            cells = [one.text(".0f") for one in found]
            rows.append([name.replace("_", " "), str(found[0].sets), *cells])
    heads = [f"{size:g}{'' if who == 'clean' else ', marked'}, {one}" for size, who, one in kinds]
    return table(("first sign", "sets", *heads), rows)


def false_signs(people: People) -> str:
    """Return what clean sets are first told to show, % of sets."""
    names = [f"told {who}, " for who in _CLEAN]
    keys = {key for one in people for key in one.said if key.startswith("told")}
    signs = sorted({key.partition(", ")[2] for key in keys} - {""})
    rows = [[sign, *(_part(people, name, sign) for name in names)] for sign in signs]
    whole = (share(people, f"told {who}").text() for who in _CLEAN)
    return table(("told of clean sets, %", *_CLEAN.values()), [*rows, ["any", *whole]])


def _part(people: People, name: str, sign: str) -> str:
    """Return in which part of the sets this sign is what is told first, %."""
    sets = sum(len(one.said.get(name.removesuffix(", "), ())) for one in people)
    told = sum(len(one.said.get(name + sign, ())) for one in people)
    return f"{100.0 * told / sets:.1f}" if sets else "-"


def events(people: People) -> str:
    """Return how often each gross event ends the set at once."""
    found = {event: share(people, f"gross, {event}") for event in EVENTS}
    rows = [[name, str(one.sets), one.text(), one.interval()] for name, one in found.items()]
    return table(("gross event", "sets", "rack on that rep, %", "95 %"), rows)


def forecasts(people: People) -> str:
    """Return how often a range is told, how wide it is, and on which side truths fall out."""
    rows = []
    for key, name in FORECASTS.items():
        asked, width = share(people, f"{key} told"), mean(people, f"{key} width")
        sides = (share(people, f"{key} {side}") for side in ("inside", "fewer", "more"))
        cells = [asked.text(), *(side.text() for side in sides), width.text(".1f", 1.0)]
        rows.append([name, str(asked.sets), *cells])
    sides_told = ("holds, %", "too few", "too many", "mean width, reps")
    return table(("3 reps before the end", "sets", "told, %", *sides_told), rows)


def stops(people: People) -> str:
    """Return where the velocity-loss limit stops, beside where the true velocities would."""
    questions = {
        "loss same": "the same rep",
        "loss beside": "or one beside",
        "loss two early": "two early or more",
        "loss two late": "two late or more",
    }
    found = {name: share(people, key) for key, name in questions.items()}
    rows = [[name, one.text(), one.interval()] for name, one in found.items()]
    return table(("20 % velocity loss stops at", "% of sets", "95 %"), rows)


def _of(people: People, lift: str) -> list[Answers]:
    return [one for one in people if one.lift == lift]
