"""The settings: what a person has written into a TOML file of limits, for all sets or for some.

Tables, each of which goes before those above it::

    [limits]                        every set
    [lift.squat]                    a lift
    [lifter.Anna]                   a lifter
    [lifter.Anna.squat]             a lifter's lift
    [lifter.Anna.squat.peaking]     the same in one phase of training
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bargroove.choices import CHOICES, BadChoice, check, known, merged, read_choice
from bargroove.errors import BargrooveError
from bargroove.files import reason
from bargroove.places import settings_path
from velocity import LIFTS

_TABLES = ("limits", "lift", "lifter")

EXAMPLE = """\
# Bargroove: what ends a set. Remove the # before a line to make it hold.
# What the logbook holds for a lifter (bargroove limits set) goes before this file,
# and what the command line says goes before both.

[limits]                         # every set, unless a table below says otherwise
# policy = "balanced"            # strict, balanced or push
# velocity_loss = 20             # percent of the best rep's velocity, or "off"
# velocity_floor = 0.30          # m/s, or "off"; without it, the lift's own
# technique = true               # false: technique ends no set
# buffer = 1                     # reps kept before technique fails, or "off"
# false_alarms = 5               # percent of clean sets that may be ended wrongly
# degraded_share = 40            # percent of a set's reps that push lets slide
# failed = 4.5                   # spreads out of the groove at which technique has failed

# [lift.deadlift]                # a lift
# velocity_loss = 15

# [lifter.Anna.squat]            # a lifter's lift
# policy = "strict"

# [lifter.Anna.squat.peaking]    # the same with --phase peaking
# policy = "push"
"""


class BadSettings(BargrooveError, ValueError):
    """Settings that cannot be used; the message names the file and the key."""


@dataclass(frozen=True)
class Settings:
    """What the file says.

    Attributes:
        path: of the file; ``there`` says whether it exists.
        tables: the limits of each table, by the table's name in parts.
    """

    path: Path
    there: bool = False
    tables: Mapping[tuple[str, ...], Mapping[str, Any]] = field(default_factory=dict)

    def layers(
        self, lifter: str | None, lift: str, phase: str = ""
    ) -> list[tuple[str, Mapping[str, Any]]]:
        """Return the tables that hold for a set, by name, the most general first."""
        own = ("lifter", _key(lifter or ""))
        names = [("limits",), ("lift", lift), own, (*own, lift), (*own, lift, _key(phase))]
        return [(".".join(name), self.tables[name]) for name in names if name in self.tables]

    def fields(self, lifter: str | None, lift: str, phase: str = "") -> dict[str, Any]:
        """Return what holds for a set, as fields of ``Limits``.

        Raises:
            BadSettings: the tables that hold contradict each other.
        """
        try:
            return merged(*(table for _, table in self.layers(lifter, lift, phase)))
        except BadChoice as error:
            raise BadSettings(f"{self.path}: {error}") from None


def read_settings() -> Settings:
    """Return the user's settings; without a file, none.

    Raises:
        BadSettings: the file cannot be read, or says something that cannot be.
    """
    path = settings_path()
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if os.environ.get("BARGROOVE_CONFIG"):
            raise BadSettings(f"{path}: BARGROOVE_CONFIG names a file that is not there") from None
        return Settings(path)
    except OSError as error:
        raise BadSettings(f"{path}: the settings cannot be read ({reason(error)})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path}: this is no TOML ({error})") from None
    return Settings(path, True, _Reader(path).all(held))


class _Reader:
    """Turns the file's tables into limits, and says where something is wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables: dict[tuple[str, ...], dict[str, Any]] = {}

    def all(self, held: Mapping[str, Any]) -> dict[tuple[str, ...], dict[str, Any]]:
        for name, table in held.items():
            self._known(name, _TABLES, "table", ())
            self._table((name,), table)
        return self._tables

    def _table(self, place: tuple[str, ...], held: object) -> None:
        if not isinstance(held, dict):
            raise self._bad(place, "it is to be a table: [" + ".".join(place) + "]")
        limits = {name: value for name, value in held.items() if not isinstance(value, dict)}
        if place in (("lift",), ("lifter",)) and limits:
            name, kind = next(iter(limits)), place[0]
            raise self._bad(place, f"{name} belongs to one {kind}: write [{kind}.NAME]")
        try:
            read = {name: self._value(place, name, value) for name, value in limits.items()}
            check(read)
        except BadChoice as error:
            raise self._bad(place, str(error)) from None
        self._tables[_place(place)] = read
        for name, table in held.items():
            if isinstance(table, dict):
                self._inner((*place, name), table)

    def _inner(self, place: tuple[str, ...], held: dict[str, Any]) -> None:
        """Read a table within a table, where there may be one."""
        kind, *names = place
        if kind == "lift" and len(names) == 1:
            self._known(names[0], LIFTS, "lift", place)
        elif kind == "lifter" and len(names) in (2, 3):
            self._known(names[1], LIFTS, "lift", place)
        elif not (kind == "lifter" and len(names) == 1):
            raise self._bad(place, "there is no such table")
        self._table(place, held)

    def _value(self, place: tuple[str, ...], name: str, value: object) -> Any:
        self._known(name, CHOICES, "setting", place)
        return read_choice(name, value)

    def _known(self, name: str, names: Any, what: str, place: tuple[str, ...]) -> None:
        try:
            known(name, names, what)
        except BadChoice as error:
            raise self._bad(place, str(error)) from None

    def _bad(self, place: tuple[str, ...], told: str) -> BadSettings:
        where = f"[{'.'.join(place)}]: " if place else ""
        return BadSettings(f"{self._path}: {where}{told}")


def _place(place: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name of a table as it is looked up, whatever the case of people's own words."""
    kind, *names = place
    if kind == "lifter":
        names = [name if i == 1 else _key(name) for i, name in enumerate(names)]
    return (kind, *names)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
