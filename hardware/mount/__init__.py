"""The mount: a clamp for the shaft of a bar, written as STL by ``python -m hardware.mount``."""

from __future__ import annotations

from hardware.mount.build import PARTS, SHAFTS, CannotBuild, build
from hardware.mount.solid import Solid, read_stl

__all__ = ["PARTS", "SHAFTS", "CannotBuild", "Solid", "build", "read_stl"]
