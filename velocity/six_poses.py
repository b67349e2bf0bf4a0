"""Six still poses: from gravity, what an accelerometer gets wrong; from rest, what a gyroscope.

At rest the specific force is gravity's, whose size is known and whose direction is not. So each
pose gives one equation, |(1 - M) a - b| = g (Frosio, Pedersini and Borghese 2009, IEEE Trans.
Instrum. Meas. 58(6), "Autocalibration of MEMS accelerometers"). The bias b and the diagonal of M
(the scale) are seen at once by a pair of opposite poses. Of the cross terms of M:

- a turn of all axes together changes no size, so M is taken to be symmetric;
- the symmetric ones show only where gravity lies between two axes. In poses along the axes they
  hardly do, and what is expected of such sensors holds them near zero. Any further pose, on an
  edge or a corner, lets them be seen.

That expectation is a Gaussian prior on all nine unknowns, so the answer has a standard error also
in those directions that no pose has seen. A gyroscope's scale cannot be seen at rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from velocity.calibration import GRAVITY, Constants
from velocity.samples import Floats

FACES = ("x up", "x down", "y up", "y down", "z up", "z down")
"""The six poses, each named for the axis that points up or down."""

_ALIGNED = np.cos(np.radians(25.0))
_DIAGONAL, _ABOVE = np.arange(3), np.triu_indices(3, 1)
_PRIOR_SD = np.array([0.04 * GRAVITY] * 3 + [0.02] * 3 + [0.005] * 3)
"""1 σ expected of bias (m/s²), scale and cross terms (shares) of parts sold for phones."""

_LEAST_NOISE = 0.0005 * GRAVITY  # m/s²: no mean of a still pose is better: warmth, creep
_ROUNDS = 6
_MOST_SIGMA = 4.0  # standard deviations of the prior that an answer may lie off
_WORST_RESIDUAL = 0.004 * GRAVITY  # m/s²


class BadPoses(ValueError):
    """Poses from which no calibration should be made; the message says why and what to do."""


@dataclass(frozen=True)
class Still:
    """The mean reading of one still pose.

    Attributes:
        specific_force: (3,) m/s², sensor frame, as read.
        angular_rate: (3,) rad/s, likewise.
        force_se: m/s², standard error of each component of ``specific_force``.
        rate_se: rad/s, likewise of ``angular_rate``.
        seconds: how long it was held.
    """

    specific_force: Floats
    angular_rate: Floats
    force_se: float
    rate_se: float
    seconds: float

    @property
    def face(self) -> str | None:
        """Which of ``FACES`` it is; None where gravity lies between two axes."""
        along = self.specific_force / max(float(np.linalg.norm(self.specific_force)), 1e-9)
        axis = int(np.abs(along).argmax())
        if abs(along[axis]) < _ALIGNED:
            return None
        return FACES[2 * axis + (along[axis] < 0)]


@dataclass(frozen=True)
class Solved:
    """A calibration and how good it is; all in m/s² but ``rate_se``, rad/s.

    Attributes:
        constants: corrections of accelerometer and gyroscope; the tilt is zero.
        before: RMS over the poses of how far the size of gravity was off as read.
        residual: the same after correction; small by construction with only six poses.
        expected: standard error of the size of gravity after correction, RMS over all
            directions, also those that no pose has seen.
        rate_se: standard error of the gyroscope's bias.
        poses: how many there were.
    """

    constants: Constants
    before: float
    residual: float
    expected: float
    rate_se: float
    poses: int


def missing_faces(stills: Sequence[Still]) -> list[str]:
    """Return which of the six poses are not among these."""
    held = {still.face for still in stills}
    return [face for face in FACES if face not in held]


def solve(stills: Sequence[Still]) -> Solved:
    """Return the calibration that the poses show.

    Raises:
        BadPoses: a pose is missing, or the answer is none that a sound sensor gives.
    """
    if missing := missing_faces(stills):
        raise BadPoses(f"poses missing: {', '.join(missing)}")
    read = np.array([still.specific_force for still in stills])
    noise = np.maximum([still.force_se for still in stills], _LEAST_NOISE)
    unknown, covariance = _fitted(read, noise)
    _refuse_absurd(unknown)
    size, _ = _sizes(unknown, read)
    solved = Solved(
        _constants(unknown, _gyro_bias(stills)),
        _rms(np.linalg.norm(read, axis=1) - GRAVITY),
        _rms(size - GRAVITY),
        _expected_error(unknown, covariance),
        float(np.sqrt(np.mean([still.rate_se**2 for still in stills]) / len(stills))),
        len(stills),
    )
    _refuse_residual(solved)
    return solved


def _fitted(read: Floats, noise: Floats) -> tuple[Floats, Floats]:
    """Return the nine unknowns of (k, 3) readings, and their (9, 9) covariance: Gauss-Newton."""
    unknown, prior = np.zeros(9), np.diag(_PRIOR_SD**-2)
    covariance: Floats = prior
    for _ in range(_ROUNDS):
        size, slope = _sizes(unknown, read)
        weighted = slope / noise[:, None] ** 2
        covariance = np.asarray(np.linalg.inv(weighted.T @ slope + prior), np.float64)
        unknown = unknown - covariance @ (weighted.T @ (size - GRAVITY) + prior @ unknown)
    return unknown, covariance


def _sizes(unknown: Floats, read: Floats) -> tuple[Floats, Floats]:
    """Return (k,) sizes of the corrected (k, 3) readings, and their (k, 9) derivatives."""
    corrected = read - read @ _matrix(unknown).T - unknown[:3]
    size: Floats = np.linalg.norm(corrected, axis=1)
    along = corrected / size[:, None]
    i, j = _ABOVE
    crossed = along[:, i] * read[:, j] + along[:, j] * read[:, i]
    slope: Floats = -np.hstack([along, along * read, crossed])
    return size, slope


def _matrix(unknown: Floats) -> Floats:
    """Return the symmetric (3, 3) matrix of scale and cross terms."""
    matrix = np.zeros((3, 3))
    matrix[_DIAGONAL, _DIAGONAL] = unknown[3:6]
    matrix[_ABOVE] = matrix.T[_ABOVE] = unknown[6:]
    return matrix


def _constants(unknown: Floats, gyro_bias: Floats) -> Constants:
    return Constants(
        gyro_bias=gyro_bias, accel_bias=unknown[:3].copy(), accel_matrix=_matrix(unknown)
    )


def _gyro_bias(stills: Sequence[Still]) -> Floats:
    weights = [still.seconds for still in stills]
    return np.average([still.angular_rate for still in stills], axis=0, weights=weights)


def _expected_error(unknown: Floats, covariance: Floats) -> float:
    """Return the standard error of the size of gravity, m/s², RMS over all directions."""
    turn = np.pi * (3.0 - np.sqrt(5.0)) * np.arange(200)
    z = np.linspace(-1, 1, 200)
    across = np.sqrt(1 - z**2)
    sphere = np.column_stack([across * np.cos(turn), across * np.sin(turn), z])
    _, slope = _sizes(unknown, GRAVITY * sphere)
    return float(np.sqrt(np.einsum("ij,jk,ik->i", slope, covariance, slope).mean()))


def _refuse_absurd(unknown: Floats) -> None:
    off = np.abs(unknown) / _PRIOR_SD
    worst = int(off.argmax())
    if off[worst] <= _MOST_SIGMA:
        return
    axes = ("x", "y", "z", "x", "y", "z", "x and y", "x and z", "y and z")[worst]
    if worst < 3:
        what = f"a bias of {1000 * unknown[worst] / GRAVITY:.0f} mg on {axes}"
    else:
        kind = "scale" if worst < 6 else "angle"
        what = f"an error of {100 * unknown[worst]:.1f} % in the {kind} of {axes}"
    raise BadPoses(
        f"the poses show {what}, which no sound sensor has: was it still, and is its range right?"
        " Do it again; if it comes out the same, the sensor is broken"
    )


def _refuse_residual(solved: Solved) -> None:
    if solved.residual > _WORST_RESIDUAL:
        raise BadPoses(
            f"after correction gravity is still off by {1000 * solved.residual / GRAVITY:.1f} mg"
            " from pose to pose: something moved, or the sensor was still warming up; do it again"
        )


def _rms(values: Floats) -> float:
    return float(np.sqrt(np.mean(values**2)))
