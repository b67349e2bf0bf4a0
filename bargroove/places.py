"""Where this user's files belong on this system."""

from __future__ import annotations

import os
from datetime import datetime
from itertools import count
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Return the folder of captures and calibrations; ``BARGROOVE_DATA`` names another one."""
    chosen = os.environ.get("BARGROOVE_DATA")
    if chosen:
        return Path(chosen).expanduser()
    return Path(platformdirs.user_data_dir("bargroove", appauthor=False))


def captures_folder() -> Path:
    """Return where live sets are captured if nothing else is asked for."""
    return data_folder() / "captures"


def calibrations_folder() -> Path:
    """Return where the calibrations of sensors are kept."""
    return data_folder() / "calibrations"


def reports_folder() -> Path:
    """Return where reports are written if nothing else is asked for."""
    return data_folder() / "reports"


def demo_logbook() -> Path:
    """Return the logbook of simulated sets that are only shown."""
    return data_folder() / "demo.sqlite"


def settings_path() -> Path:
    """Return the file of the user's settings; ``BARGROOVE_CONFIG`` names another one."""
    chosen = os.environ.get("BARGROOVE_CONFIG")
    if chosen:
        return Path(chosen).expanduser()
    return Path(platformdirs.user_config_dir("bargroove", appauthor=False)) / "settings.toml"


def capture_path(folder: Path, lift: str, now: datetime) -> Path:
    """Return a name for a capture that begins now, and that no file has yet."""
    stem = f"{now:%Y-%m-%d-%H%M%S}-{lift}"
    names = (f"{stem}{'' if n == 1 else f'-{n}'}.capture" for n in count(1))
    return next(path for name in names if not (path := folder / name).exists())
