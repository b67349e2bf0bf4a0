"""What a person may choose of a set's limits: how each is written, and what contradicts what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from math import isfinite, nan
from typing import Any

from bargroove.errors import BargrooveError
from gui.live_words import counted
from velocity.lifts import Lift
from velocity.limits import Limits, usual_limits
from velocity.policies import POLICIES

OFF = "off"

_GIVE_WAY = {
    "policy": ("technique", "buffer"),
    "technique": ("buffer",),
}
"""What was chosen of these more generally no longer holds where the first is chosen."""


class BadChoice(BargrooveError, ValueError):
    """A limit that cannot be one, or limits that contradict each other."""


def read_choice(name: str, text: object) -> Any:
    """Return a limit as ``Limits`` has it.

    Args:
        name: of the field; shares are written in percent.
        text: what was written; it may be a number or a truth value already.

    Raises:
        BadChoice: it is none; the message says what it may be.
    """
    return _READERS[known(name, _READERS, "limit")](text)


def written(name: str, value: Any) -> str:
    """Return a limit as a person writes it: what ``read_choice`` reads, and its unit."""
    match name, value:
        case "technique", _:
            return "on" if value else OFF
        case "buffer" | "degraded_share", None:
            return "the policy's own"
        case "failed", None:
            return "the usual, or what marks teach"
        case "failed", _:
            return f"{value:g} spreads"
        case _, None:
            return OFF
        case "velocity_loss" | "false_alarms" | "degraded_share", _:
            return f"{100 * value:g} %"
        case "velocity_floor", _:
            return f"{value:.3g} m/s"
    return str(value)


def known(name: str, names: Collection[str], what: str) -> str:
    """Return a name that is among those there are.

    Raises:
        BadChoice: it is not; the message names the nearest, or all.
    """
    if name in names:
        return name
    near = get_close_matches(name.lower().replace("-", "_"), list(names), 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
    raise BadChoice(f"{name!r} is no {what}; {hint}")


def merged(*layers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what holds of several layers of choices, each of which goes before those it follows.

    A policy takes the place of all that a policy decides, so what an earlier layer says of that
    no longer holds; a technique that is not watched leaves no reps to keep before it fails.

    Raises:
        BadChoice: what holds in the end contradicts itself.
    """
    held: dict[str, Any] = {}
    for layer in layers:
        gone = {
            name
            for chosen, value in layer.items()
            if chosen == "policy" or value is False
            for name in _GIVE_WAY.get(chosen, ())
        }
        held = {name: value for name, value in held.items() if name not in gone} | dict(layer)
    check(held)
    return held


def limits_of(lift: Lift, *layers: Mapping[str, Any]) -> Limits:
    """Return the limits of a lift where several layers of choices hold; see ``merged``.

    What is chosen beside the limits themselves, such as a cap, is left out.

    Raises:
        BadChoice: what holds in the end contradicts itself.
    """
    held = {name: value for name, value in merged(*layers).items() if name in _LIMITS}
    return replace(usual_limits(lift), **held)


def check(chosen: Mapping[str, Any]) -> None:
    """Refuse choices that contradict each other.

    Raises:
        BadChoice: they do; the message says which, and what to leave out.
    """
    policy, buffer = chosen.get("policy"), chosen.get("buffer")
    technique_off = chosen.get("technique") is False
    if policy == "strict" and technique_off:
        raise BadChoice(
            "the policy strict stops where technique starts to slide, but technique is off: choose"
            " another policy, or leave technique on"
        )
    if policy == "push" and buffer:
        raise BadChoice(
            f"the policy push keeps no reps before technique fails, but buffer is {buffer}: choose"
            " balanced or strict, or leave buffer out"
        )
    if technique_off and buffer:
        raise BadChoice(
            f"buffer keeps {counted(buffer, 'rep')} before technique fails, but technique is off:"
            " leave one of the two out"
        )


def _percent(name: str, least: float, most: float, *, may_be_off: bool) -> Callable[[object], Any]:
    other = f', or "{OFF}"' if may_be_off else ""

    def read(written: object) -> float | None:
        if may_be_off and written == OFF:
            return None
        return (
            _number(name, written, least, most, f"a percentage from {least:g} to {most:g}{other}")
            / 100
        )

    return read


def _floor(written: object) -> float | None:
    if written == OFF:
        return None
    return _number("velocity_floor", written, 0.05, 1.5, f'from 0.05 to 1.5 m/s, or "{OFF}"')


def _technique(written: object) -> bool:
    if isinstance(written, bool):
        return written
    if written not in ("on", OFF):
        raise BadChoice(f'technique is "on" or "{OFF}", not {written!r}')
    return written == "on"


def _buffer(written: object) -> int:
    if written == OFF:
        return 0
    told = f'a whole number of reps from 0 to 10, or "{OFF}"'
    number = _number("buffer", written, 0, 10, told)
    if number != int(number):
        raise BadChoice(f"buffer is {told}, not {written!r}")
    return int(number)


def _failed(written: object) -> float:
    return _number("failed", written, 1, 20, "from 1 to 20 spreads")


def _policy(written: object) -> str:
    return known(str(written), POLICIES, "policy")


def _number(name: str, written: object, least: float, most: float, told: str) -> float:
    number = nan
    if isinstance(written, int | float | str) and not isinstance(written, bool):
        with suppress(ValueError):  # text that is no number
            number = float(written)
    if not (isfinite(number) and least <= number <= most):
        raise BadChoice(f"{name} is {told}, not {written!r}")
    return number


_READERS: dict[str, Callable[[object], Any]] = {
    "policy": _policy,
    "velocity_loss": _percent("velocity_loss", 1, 95, may_be_off=True),
    "velocity_floor": _floor,
    "technique": _technique,
    "buffer": _buffer,
    "false_alarms": _percent("false_alarms", 0.1, 50, may_be_off=False),
    "degraded_share": _percent("degraded_share", 0, 100, may_be_off=False),
    "failed": _failed,
}

_LIMITS = frozenset(Limits.__dataclass_fields__)
CHOICES = tuple(_READERS)
"""The names of what can be chosen: fields of ``velocity.limits.Limits``."""
