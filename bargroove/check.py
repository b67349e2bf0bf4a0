"""What came of looking at something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """How well something works."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True)
class Check:
    """What was looked at, how it stands, and in words what there is or what to do."""

    name: str
    state: State
    told: str
