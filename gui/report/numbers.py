"""Numbers and times as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import isfinite

from gui.table import measured
from velocity.rep import Measured

NONE = "–"
"""What was not measured."""


def with_errors(
    values: Sequence[Measured | None], scale: float = 1.0, digits: int = 2
) -> tuple[str, ...]:
    """Return values and their standard errors in matching digits: ``0.62 ± 0.01``.

    Args:
        values: what to show; None, or no number, is shown as not measured.
        scale: shown unit ÷ unit of the values.
        digits: most decimal places.
    """
    return tuple(_spaced(one) for one in measured(values, scale, digits)) if values else ()


def with_error(value: Measured | None, scale: float = 1.0, digits: int = 2) -> str:
    """Return one value and its standard error."""
    return with_errors([value], scale, digits)[0]


def plain(value: float | None, places: int = 0) -> str:
    """Return a number with so many places, with a true minus sign; never minus nothing."""
    if value is None or not isfinite(value):
        return NONE
    return f"{round(value, places) + 0.0:.{places}f}".replace("-", "\N{MINUS SIGN}")


def percent(share: float | None) -> str:
    """Return a share in percent: ``24 %``."""
    return NONE if share is None or not isfinite(share) else f"{plain(100.0 * share)} %"


def load(load_kg: float | None) -> str:
    """Return a load: ``102.5 kg``."""
    return NONE if load_kg is None else f"{load_kg:g} kg"


def day(at: datetime) -> str:
    """Return a day: ``Sunday 22 November 2026``."""
    return f"{at:%A} {at.day} {at:%B %Y}"


def moment(at: datetime) -> str:
    """Return a day and a time of day."""
    return f"{day(at)}, {at:%H:%M}"


def _spaced(told: str) -> str:
    value, sign, error = told.replace("-", "\N{MINUS SIGN}").partition("±")
    return f"{value} ± {error.strip()}" if sign else value
