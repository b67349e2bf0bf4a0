"""A lifter's limits as the JSON that scripts read."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bargroove.report_json import SCHEMA, rounded
from gui.limits import Shown
from velocity.features import SIGNS
from velocity.groove import Groove
from velocity.technique import score_of_slide


def shown_dict(shown: Shown) -> dict[str, Any]:
    """Return a lifter's limits as plain values."""
    alert, taught = shown.alert, shown.alert.taught
    needed = score_of_slide(alert.signature.weights, alert.limits.false_alarms)
    return {
        "schema": SCHEMA,
        "limits": asdict(alert.limits),
        "from": {one.name: one.where for one in shown.origins},
        "evidence": shown.evidence,
        "clean_reps": alert.signature.reps,
        "sets": alert.signature.sets,
        "marks": shown.marks,
        "velocity_floor": {"own": asdict(alert.floor), "usual": asdict(shown.usual_floor)},
        "slides_at_spreads": {
            sign.name: rounded(float(score)) for sign, score in zip(SIGNS, needed, strict=True)
        },
        "failed_at_spreads": rounded(alert.failed_limit),
        "taught": taught
        and {
            "marks": taught.marks,
            "broke": taught.broke,
            "signs": [SIGNS[i].name for i in taught.rule[0]],
            "level": rounded(taught.rule[1]),
        },
        "groove": _groove(alert.signature.groove),
        "expected": {
            "false": rounded(shown.expected.false),
            "late": {f"{size:g}": rounded(late) for size, late in shown.expected.late.items()},
        },
        "own_sets": shown.audited and vars(shown.audited),
        **shown.ledger,
    }


def _groove(groove: Groove | None) -> dict[str, Any] | None:
    """Return the mean path over equal shares of the height, and its band, in m."""
    if groove is None:
        return None
    return {name: [rounded(float(x)) for x in path] for name, path in vars(groove).items()}
