"""Which pose a sensor is being held in: still readings gathered while people turn it about."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from velocity.calibration import GRAVITY
from velocity.samples import MISSING, Floats, Samples
from velocity.six_poses import FACES, Still, missing_faces

_BLOCK = 0.25  # s: readings are judged by such pieces
_FORCE_SD, _RATE_SD = 0.010 * GRAVITY, np.radians(1.0)  # m/s², rad/s: most in a still piece
_CREEP = 0.010 * GRAVITY  # m/s²: most that a piece may differ from the still ones before it
_SETTLING = 2  # pieces that are left out after a motion
_NEEDED, _ENOUGH = 8, 40  # pieces that make a pose, and after which more add nothing
_APART = np.cos(np.radians(15.0))  # two poses between the axes that are closer are one


@dataclass(frozen=True)
class Holding:
    """What is held now.

    Attributes:
        face: one of the six poses; None where gravity lies between two axes.
        still: whether the sensor lies still.
        share: 0 to 1, how far the pose has been taken.
    """

    face: str | None
    still: bool
    share: float


class PoseGatherer:
    """Fed with samples in pieces of any size, it keeps the means of the poses held still.

    ``holding`` tells what is seen now, ``stills`` all poses taken so far: at most one for each
    face, the one held last, and further ones between the axes.
    """

    def __init__(self) -> None:
        self.holding = Holding(None, False, 0.0)
        self._faces: dict[str, Still] = {}
        self._between: list[Still] = []
        self._run: list[Floats] = []
        self._rest: list[Samples] = []

    @property
    def stills(self) -> list[Still]:
        """The poses taken so far."""
        return [*self._faces.values(), *self._between]

    @property
    def done(self) -> list[str]:
        """Which of the six faces have been taken."""
        return [face for face in FACES if face in self._faces]

    @property
    def left(self) -> list[str]:
        """Which of the six faces are still to come."""
        return missing_faces(self.stills)

    def feed(self, samples: Samples) -> None:
        """Take the next samples."""
        self._rest.append(samples)
        block = max(round(_BLOCK * samples.rate), 4)
        while sum(map(len, self._rest)) >= block:
            self._judge(self._first(block), samples.rate)

    def _first(self, n: int) -> Floats:
        """Return the first (n, 7) readings that wait: force, rate and whether it is missing."""
        readings = np.vstack(
            [
                np.column_stack([s.specific_force, s.angular_rate, s.flags & MISSING])
                for s in self._rest
            ]
        )
        last = self._rest[-1]
        left = len(readings) - n
        self._rest = [last.part(len(last) - left, len(last))] if left else []
        return readings[:n]

    def _judge(self, block: Floats, rate: float) -> None:
        mean, sd = block.mean(axis=0), block.std(axis=0)
        still = bool(
            sd[:3].max() < _FORCE_SD and sd[3:6].max() < _RATE_SD and not block[:, 6].any()
        )
        if still and self._run:
            before = np.mean(self._run[-_NEEDED:], axis=0)
            still = bool(np.abs(mean[:3] - before[:3]).max() < _CREEP)
        self._run = [*self._run, mean][: _SETTLING + _ENOUGH] if still else []
        self._take(len(block) / rate)

    def _take(self, seconds: float) -> None:
        taken = self._run[_SETTLING:]
        latest = _still(taken or self._run, seconds)
        share = min(len(taken) / _NEEDED, 1.0)
        self.holding = Holding(latest.face if latest else None, latest is not None, share)
        if latest is None or share < 1.0:
            return
        if latest.face is not None:
            self._faces[latest.face] = latest
        else:
            self._between = [s for s in self._between if not _same(s, latest)] + [latest]


def _still(means: list[Floats], seconds: float) -> Still | None:
    """Return the mean of pieces' means, (7,) each, and by their scatter its standard error."""
    if not means:
        return None
    pieces = np.array(means)
    error = pieces.std(axis=0).reshape(-1) / np.sqrt(max(len(pieces) - 1, 1))
    mean = pieces.mean(axis=0)
    return Still(
        mean[:3], mean[3:6], float(error[:3].max()), float(error[3:6].max()), seconds * len(means)
    )


def _same(one: Still, other: Still) -> bool:
    a, b = one.specific_force, other.specific_force
    return bool(a @ b > _APART * np.linalg.norm(a) * np.linalg.norm(b))
