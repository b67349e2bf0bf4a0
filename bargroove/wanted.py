"""What somebody means to lift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from velocity.samples import Floats


@dataclass(frozen=True)
class Wanted:
    """What somebody means to lift, and what is said of it.

    Attributes:
        lift: key of ``velocity.LIFTS``.
        lifter: None for nobody.
        load_kg: bar included, None if not known.
        phase, cue, note: in the lifter's own words.
        target: mean velocity to reach, m/s.
        offset_m, bar_axis: where the sensor sits, as ``analyze`` takes them.
        chosen: limits that hold before all others, as fields of ``Limits``.
        demo: whether it is shown, not lifted.
    """

    lift: str
    lifter: str | None = None
    load_kg: float | None = None
    phase: str = ""
    cue: str = ""
    note: str = ""
    target: float | None = None
    offset_m: float | None = None
    bar_axis: Floats | None = None
    chosen: Mapping[str, Any] = field(default_factory=dict)
    demo: bool = False
