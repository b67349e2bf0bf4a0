"""A lifter's limits, each with where it comes from and what calls are to be expected of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

import numpy as np

from gui.grid import Column, grid
from gui.live_words import UNSEEN, counted
from gui.table import bullets
from gui.terminal import Colour, Style
from velocity.alert import Alert
from velocity.expected import Expected
from velocity.features import FEATURES, SIGNS, Feature
from velocity.rep import Measured
from velocity.signature import Signature
from velocity.technique import score_of_slide

_LEDGER = {
    "cap": "reps of a training cycle that may slide or fail",
    "cycle_days": "days of a training cycle",
}


class Audited(Protocol):
    """How often a lifter's own sets would be called: counts of clean ones and of slides."""

    @property
    def clean(self) -> int:
        """Sets without a bad rep."""

    @property
    def false(self) -> int:
        """Of them, those that would have been ended."""

    @property
    def slid(self) -> int:
        """Sets in which technique slid."""

    @property
    def late(self) -> int:
        """Of them, those not called by the second bad rep."""


@dataclass(frozen=True)
class Origin:
    """A limit as people write it, and who has chosen it."""

    name: str
    value: str
    where: str


@dataclass(frozen=True)
class Shown:
    """All that there is to show.

    Attributes:
        alert: what will judge the lifter's next set.
        origins: the limits that can be chosen.
        usual_floor: the population's velocity floor, m/s.
        marks: how many reps are marked.
        expected: calls by the arithmetic of the charts.
        audited: calls on the lifter's own sets; None without one.
        ledger: the cap on reps that are not clean, and the days of a cycle, as far as they are set.
    """

    alert: Alert
    origins: Sequence[Origin]
    usual_floor: Measured
    marks: int
    expected: Expected
    audited: Audited | None
    ledger: Mapping[str, int]

    @property
    def evidence(self) -> str:
        """What the technique limits stand on, in words."""
        return evidence_of(self.alert.signature, self.marks)


def evidence_of(signature: Signature, marks: int) -> str:
    """Return what technique limits stand on, in words: ``from 24 clean reps in 4 sets, …``."""
    counts = [counted(signature.reps, "clean rep"), counted(marks, "mark")]
    if not signature.own:
        return f"default: not enough data ({', '.join(counts)})"
    return f"from {counts[0]} in {counted(signature.sets, 'set')}, and {counts[1]}"


def render(shown: Shown, style: Style) -> str:
    """Return the limits as text."""
    alert, origins = shown.alert, shown.origins
    chosen = grid(
        [
            Column(("limit",), [one.name.replace("_", " ") for one in origins], left=True),
            Column(("value",), [one.value for one in origins], left=True),
            Column(("from",), [one.where for one in origins], left=True),
        ]
    )
    notes = [_floor(shown), *(f"{_LEDGER[name]}: {n}" for name, n in shown.ledger.items())]
    if not alert.limits.technique:
        return "\n".join([*chosen, "", *bullets([*notes, "technique ends no set"], style)])
    heading = style.paint(f"Technique, {shown.evidence}", Colour.BOLD)
    notes += [failed_words(alert), *_calls(shown), UNSEEN]
    return "\n".join([*chosen, "", heading, *_signs(shown), "", *bullets(notes, style)])


def _signs(shown: Shown) -> list[str]:
    """Return the table of the signs: what is usual, and where it starts to slide."""
    signature, limits = shown.alert.signature, shown.alert.limits
    order = np.argsort(-signature.weights, kind="stable")
    needed = score_of_slide(signature.weights, limits.false_alarms)
    rows = [(SIGNS[i], FEATURES[SIGNS[i].feature], int(i)) for i in order]
    lines, of = signature.lines, [feature for _, feature, _ in rows]
    own = signature.own
    spread = [lines[sign.feature].spread * feature.scale for sign, feature, _ in rows]
    usual = [float(lines[sign.feature].mean[0]) for sign, _, _ in rows]
    slides = [
        u + sign.direction * needed[i] * lines[sign.feature].spread
        for (sign, _, i), u in zip(rows, usual, strict=True)
    ]
    return grid(
        [
            Column(("sign",), [sign.told for sign, _, _ in rows], left=True),
            Column(("at",), [_at(feature.height) for _, feature, _ in rows], left=True),
            Column(
                ("usual",), [_placed(*one) if own else "–" for one in zip(of, usual, strict=True)]
            ),
            Column(("spread",), [f"{s:.1f}" for s in spread]),
            Column(
                ("slides at", "(one rep)"),
                [_placed(*one) if own else "–" for one in zip(of, slides, strict=True)],
            ),
            Column(("unit",), [feature.shown for _, feature, _ in rows], left=True),
            Column(("first in",), [f"{100 * signature.weights[i]:.0f} %" for _, _, i in rows]),
        ]
    )


def _placed(feature: Feature, value: float) -> str:
    """Return where a feature lies; tempo is the logarithm of a time."""
    return f"{exp(value):.1f} s" if feature.name == "tempo" else f"{value * feature.scale:.1f}"


def _at(height: float | None) -> str:
    return "whole rep" if height is None else f"{100 * height:.0f} % height"


def _floor(shown: Shown) -> str:
    floor, usual, own = shown.alert.limits.velocity_floor, shown.usual_floor, shown.alert.floor
    if floor is None:
        return "no velocity ends a set"
    told = f"velocity floor {floor:.2f} m/s; the lift's usual one is {_told(usual)}"
    return told if own == usual else f"{told}, with your slowest reps {_told(own)}"


def _told(measured: Measured) -> str:
    return f"{measured.value:.2f} ± {measured.se:.2f}"


def failed_words(alert: Alert) -> str:
    """Return where technique has failed, and by whose word."""
    taught = alert.taught
    if alert.limits.failed is not None:
        return f"technique has failed beyond {alert.limits.failed:.1f} spreads: set by you"
    if taught is None:
        return (
            f"technique has failed beyond {alert.failed_limit:.1f} spreads: default, not enough"
            " marks (mark reps as broke and as clean to teach it)"
        )
    signs, level = taught.rule
    what = "any sign" if len(signs) > 2 else " or ".join(_sign_words(i) for i in signs)
    return (
        f"technique has failed where {what} is beyond {level:.1f} spreads: taught by"
        f" {counted(taught.marks, 'mark')}, {taught.broke} of them broke"
    )


def _sign_words(sign: int) -> str:
    """Return what a sign is called, and at which height where it speaks of one."""
    height = FEATURES[SIGNS[sign].feature].height
    return SIGNS[sign].told + ("" if height is None else f" at {_at(height)}")


def _calls(shown: Shown) -> list[str]:
    expected, audited = shown.expected, shown.audited
    late = " and ".join(f"{100 * share:.0f} % of {size:g}" for size, share in expected.late.items())
    told = [
        f"expected: {100 * expected.false:.0f} % of clean sets called wrongly; of slides, {late}"
        " spreads not yet warned of by their second rep"
    ]
    if audited is None:
        return told
    tried = (
        (audited.false, audited.clean, "clean set", "ended wrongly"),
        (audited.late, audited.slid, "slide", "called late"),
    )
    own = [f"{bad} of {counted(of, noun)} {what}" for bad, of, noun, what in tried if of]
    if own:
        told.append(f"on your own sets, each judged by the others: {', '.join(own)}")
    return told
