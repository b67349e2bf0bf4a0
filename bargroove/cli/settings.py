"""``bargroove settings``: where they are, and what holds."""

from __future__ import annotations

import argparse
from pathlib import Path

from bargroove.choices import CHOICES, written
from bargroove.errors import CannotWrite
from bargroove.files import reason, write_whole
from bargroove.places import settings_path
from bargroove.settings import EXAMPLE, Settings, read_settings
from velocity import LIFTS
from velocity.limits import Limits, usual_limits


def run(arguments: argparse.Namespace) -> None:
    """Print where the settings are and what they say, or begin a file of them.

    Raises:
        BadSettings: they cannot be used.
        CannotWrite: the file cannot be begun.
    """
    if arguments.init:
        _begin()
        return
    settings = read_settings()
    print(f"Settings: {settings.path}{'' if settings.there else ' (not there)'}")
    if not settings.there:
        print("Nothing is set: all is as built in. bargroove settings --init begins a file.")
    print()
    for name, value, origin in _holding(settings, arguments):
        print(f"{name:<15} {value:<17} {origin}".rstrip())
    print(
        "\nBefore these go the limits that the logbook has for a lifter, and before both what the"
        "\ncommand line says."
    )


def _holding(settings: Settings, arguments: argparse.Namespace) -> list[tuple[str, str, str]]:
    """Return each setting, what it is, and where that comes from."""
    lift = arguments.lift
    layers = settings.layers(arguments.lifter, lift or "", arguments.phase)
    fields = settings.fields(arguments.lifter, lift or "", arguments.phase)
    usual = usual_limits(LIFTS[lift]) if lift else Limits()
    rows = []
    for name in CHOICES:
        if name in fields:
            origin = [f"[{table}]" for table, limits in layers if name in limits][-1]
            rows.append((name, written(name, fields[name]), origin))
        else:
            rows.append((name, _usual(name, usual, lift), "built in"))
    return rows


def _usual(name: str, usual: Limits, lift: str | None) -> str:
    if name == "velocity_floor" and lift is None:
        return "the lift's own"
    return written(name, getattr(usual, name))


def _begin() -> None:
    path = settings_path()
    if path.exists():
        raise CannotWrite(f"{path}: the settings are there already; open them in an editor")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"{path.parent}: there can be no folder for settings ({reason(error)}); let"
            " BARGROOVE_CONFIG name another place"
        ) from None
    write_whole(path, "settings", _write)
    print(f"Settings: {path}\nAll in it is commented out: nothing has changed yet.")


def _write(draft: Path) -> None:
    draft.write_text(EXAMPLE, encoding="utf-8")
