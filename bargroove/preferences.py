"""What the screen remembers from one start to the next, in one file beside the settings."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from bargroove.errors import CannotWrite
from bargroove.files import reason, write_whole
from bargroove.names import can_be_printed
from bargroove.places import settings_path
from gui.display.preferences import BadPreference, Preferences
from gui.display.remote import Plan
from velocity import LIFTS
from velocity.policies import POLICIES

SCHEMA = 1
_NAME = "display.json"
_MOST_PLANS, _MOST_IN_TURN = 200, 50
_LONGEST = 400  # signs of a name or of a URL
_HEAVIEST, _FASTEST = 1000.0, 3.0  # kg, m/s


@dataclass(frozen=True)
class Remembered:
    """What is remembered.

    Attributes:
        preferences: how the screen looks and sounds.
        plan: what was lifted last; None before the first time.
        plans: what each lifter lifted last, by name, the latest last.
        queue: who lifts next, in order.
    """

    preferences: Preferences = field(default_factory=Preferences)
    plan: Plan | None = None
    plans: Mapping[str, Plan] = field(default_factory=dict)
    queue: tuple[str, ...] = ()


def path() -> Path:
    """Return the file."""
    return settings_path().with_name(_NAME)


def load() -> tuple[Remembered, str]:
    """Return what is remembered, and a notice where the file is damaged, else "".

    A damaged file is set aside, and all is as at the first start. What is in it that does not
    belong there, or cannot be any more, is left out.
    """
    try:
        held = json.loads(path().read_text(encoding="utf-8"))
        if not isinstance(held, dict) or held.get("schema") != SCHEMA:
            raise ValueError(f"it has no schema {SCHEMA}")
    except FileNotFoundError:
        return Remembered(), ""
    except OSError as error:
        return Remembered(), f"{path()}: it cannot be read ({reason(error)}); nothing is remembered"
    except (ValueError, RecursionError) as error:
        return Remembered(), _set_aside(str(error))
    return _remembered(held), ""


def save(remembered: Remembered) -> None:
    """Remember, in place of what was remembered before.

    Raises:
        CannotWrite: the file cannot be written.
    """
    text = json.dumps(_to_json(remembered), indent=2, allow_nan=False, ensure_ascii=False) + "\n"
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"{path().parent}: there can be no folder for what the screen remembers"
            f" ({reason(error)}); let BARGROOVE_CONFIG name a file in another place"
        ) from None
    write_whole(path(), "memory of the screen", lambda draft: _write(draft, text))


def _write(draft: Path, text: str) -> None:
    draft.write_text(text, encoding="utf-8")


def _to_json(remembered: Remembered) -> dict[str, Any]:
    latest = list(remembered.plans.items())[-_MOST_PLANS:]
    return {
        "schema": SCHEMA,
        "preferences": asdict(remembered.preferences),
        "plan": remembered.plan and asdict(remembered.plan),
        "plans": {name: asdict(plan) for name, plan in latest},
        "queue": list(remembered.queue),
    }


def _set_aside(told: str) -> str:
    """Give a damaged file another name; return what to tell."""
    aside = path().with_name(f"{_NAME}.damaged")
    try:
        path().replace(aside)
    except OSError as error:
        return f"{path()}: it is damaged ({told}) and cannot be set aside ({reason(error)})"
    return (
        f"{path()}: it was damaged ({told}) and is now {aside.name}; the screen's settings and"
        " the last choices are as at the first start"
    )


def _remembered(held: Mapping[str, Any]) -> Remembered:
    plans, queue = held.get("plans"), held.get("queue")
    read = {
        name: plan
        for name, one in (plans if isinstance(plans, dict) else {}).items()
        if _is_name(name) and (plan := _plan(one)) is not None
    }
    names = [name for name in queue if _is_name(name)] if isinstance(queue, list) else []
    return Remembered(
        _preferences(held.get("preferences")),
        _plan(held.get("plan")),
        dict(list(read.items())[-_MOST_PLANS:]),
        tuple(names[:_MOST_IN_TURN]),
    )


def _preferences(held: object) -> Preferences:
    """Return those preferences that can be; the others are the usual ones."""
    preferences = Preferences()
    for name, value in _known(held, Preferences).items():
        try:
            preferences = Preferences(**{**asdict(preferences), name: value})
        except BadPreference:
            continue
    return preferences


def _plan(held: object) -> Plan | None:
    """Return a plan; None where it is none that could be lifted."""
    known = _known(held, Plan)
    good = _MAY.keys() >= known.keys() and all(_MAY[name](known[name]) for name in known)
    return Plan(**known) if good and "source" in known else None


def _known(held: object, kind: type[Preferences | Plan]) -> dict[str, Any]:
    """Return what is held of the fields of a class."""
    names = {one.name for one in fields(kind)}
    return {name: held[name] for name in held if name in names} if isinstance(held, dict) else {}


def _is_name(value: object) -> bool:
    return _is_text(value) and value != ""


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and can_be_printed(value)


def _is_number(value: Any, most: float) -> bool:
    """Return whether a value is nothing or a number above nothing."""
    return value is None or (type(value) in (int, float) and 0 < value <= most)


_MAY: dict[str, Callable[[Any], bool]] = {
    "source": _is_text,
    "lifter": lambda value: value is None or _is_name(value),
    "lift": lambda value: isinstance(value, str) and value in LIFTS,
    "load_kg": lambda value: _is_number(value, _HEAVIEST),
    "policy": lambda value: value == "" or (isinstance(value, str) and value in POLICIES),
    "target": lambda value: _is_number(value, _FASTEST),
}
