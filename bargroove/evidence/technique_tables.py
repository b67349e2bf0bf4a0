"""What is asked of the judgement of technique, beside what simulated lifters get."""

from __future__ import annotations

from collections.abc import Sequence

from bargroove.evidence.technique_bound import bound
from bargroove.evidence.technique_shares import Answers, Estimate, mean, share
from bargroove.markdown import table

People = Sequence[Answers]
Target = tuple[float, float]
"""At least and aim; what should be small has the smaller one last."""

HISTORIES = {"clean": "clean reps only", "marked": "3 marked slides too"}
FORECASTS = {
    "muscular first": "muscular, first set",
    "muscular history": "muscular, 6 sets before",
    "technical first": "technical, first set",
    "technical history": "technical, 6 and 3 that slid",
}
SLID: dict[float, Target] = {2.0: (70.0, 85.0), 3.0: (93.0, 98.0)}
_FALSE, _SLOWER, _EARLY, _SURE = (5.0, 2.0), (3.0, 1.0), (1.0, 0.2), (97.0, 99.0)
_KAPPA = (0.70, 0.85)
_HELD, _HELD_AIM = (75.0, 90.0), (78.0, 82.0)  # % of truths inside the range
_BEFORE = {
    "false clean": ("clean sets, experienced: false rack", _FALSE),
    "false first": ("clean sets, first set ever: false rack", _FALSE),
    "false marked": ("clean sets, 3 marked slides before: false rack", _FALSE),
    "false usual": ("clean sets, all usual limits: rack too early", _FALSE),
    "false usual, two early": ("... by two reps or more", _FALSE),
}
_AFTER = {
    "gross": ("gross event: rack on that rep", _SURE),
    "loss beside": ("20 % velocity loss: the same rep or one beside", _SURE),
    "loss two early": ("... two reps early or more", _EARLY),
    "false slower": ("only slower, to failure: rack", _SLOWER),
    "told slower": ("... near or rack", _SLOWER),
}


def summary(people: People) -> str:
    """Return each target beside what is reached."""
    rows = [_row(people, key, *asked) for key, asked in _BEFORE.items()]
    rows += _slides(people)
    rows += [_row(people, key, *asked) for key, asked in _AFTER.items()]
    rows += [_forecast(people, key, name) for key, name in FORECASTS.items()]
    rows.append(_agreement(mean(people, "kappa")))
    header = ("target, % of sets", "at least", "aim", "is", "95 %", "bound", "sets", "people")
    return table((*header, "reached"), rows)


def reached(value: float, target: Target) -> str:
    """Say whether a value reaches the aim, only the least asked for, or not even that."""
    least, aim = target
    sign = 1.0 if aim >= least else -1.0
    return "aim" if sign * value >= sign * aim else "yes" if sign * value >= sign * least else "NO"


def _row(people: People, key: str, name: str, target: Target, limit: str = "") -> list[str]:
    found = share(people, key)
    asked = [f"{target[0]:g}", f"{target[1]:g}"]
    verdict = reached(100.0 * found.value, target)
    return [name, *asked, *_told(found), limit, *_counts(found), verdict if found.sets else "-"]


def _slides(people: People) -> list[list[str]]:
    """Return what is told of slides, and what ends the set, beside what an ideal watcher could."""
    rows = []
    for size, target in SLID.items():
        for who, name in HISTORIES.items():
            for kind, false in (("told", "told"), ("rack", "false")):
                limit = bounds(size, share(people, f"{false} {who}"))
                title = f"slide of {size:g}, {kind} by its 2nd rep; {name}"
                rows.append(_row(people, f"slide {size:g} {who} {kind}", title, target, limit))
    return rows


def bounds(size: float, false: Estimate) -> str:
    """Return what an ideal watcher with as many false calls reaches, knowing more and less."""
    if not false.sets:
        return "-"
    each = (bound(size, false.value, knows_first=knows) for knows in (True, False))
    return " / ".join(f"{100.0 * one:.0f}" for one in each)


def _forecast(people: People, key: str, name: str) -> list[str]:
    found = share(people, f"{key} inside")
    value = 100.0 * found.value
    within = [low <= value <= high for low, high in (_HELD_AIM, _HELD)]
    verdict = "aim" if within[0] else "yes" if within[1] else "NO"
    title = f"3 reps before the end, in the range: {name}"
    told = verdict if found.sets else "-"
    return [title, "75-90", "80", *_told(found), "", *_counts(found), told]


def _agreement(found: Estimate) -> list[str]:
    cells = [f"{_KAPPA[0]:.2f}", f"{_KAPPA[1]:.2f}", *_told(found, ".2f", 1.0), "", "-"]
    verdict = reached(found.value, _KAPPA) if found.sets else "-"
    return ["after 20 marks: Cohen's κ with the hidden rule", *cells, str(found.people), verdict]


def _told(found: Estimate, form: str = ".1f", scale: float = 100.0) -> list[str]:
    return [found.text(form, scale), found.interval(form, scale)]


def _counts(found: Estimate) -> list[str]:
    return [str(found.sets), str(found.people)]
