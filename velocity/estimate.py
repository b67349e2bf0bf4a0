"""The estimate of one set: from samples to a track of the bar and the posterior behind it.

Anchors need the reps and the reps need a track, so both are found in turn: first from rests and
the bar's room alone, then with the bar's returns, at last linearised anew in the bar's own frame
and with the holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from velocity import anchors, bar_frame, lever
from velocity.attitude import from_rotation_vector, product, rotation_matrix
from velocity.bar_frame import BarAxis, find_bar_axis
from velocity.calibration import (
    ACCEL_BIAS,
    ACCEL_MATRIX,
    COUNT,
    GYRO_BIAS,
    GYRO_MATRIX,
    TILT,
    Constants,
)
from velocity.legs import Leg
from velocity.level import first_guess
from velocity.lever import Lever
from velocity.lifts import Lift
from velocity.look import Frame, Look, Track, View, linearise
from velocity.posterior import Posterior
from velocity.rests import find_rests
from velocity.samples import MISSING, Floats, Samples
from velocity.strapdown import Motion

ROUGH_RATE = 50.0  # Hz: enough to tell where the reps are
FIRST_ROUNDS, ROUNDS = 1, (2, 3)  # of looking again at noise and anchors, from look to look
MOVING, STUCK_SECONDS = 0.2, 0.25  # rad/s; so long in motion no axis reads the same
TILT_SD = 0.05  # rad, of the first guess
ACCEL_BIAS_SD = 0.2  # m/s², the 20 mg of a part straight from its maker
ACCEL_SCALE_SD, GYRO_SCALE_SD, CROSS_SD = 0.004, 0.007, 0.003  # shares, likewise


@dataclass(frozen=True)
class Estimate:
    """All that is known of one set.

    Attributes:
        look: what it stands on and does not change.
        frame: the linearisation behind it.
        view: what the last solution shows.
    """

    look: Look
    frame: Frame
    view: View

    @property
    def samples(self) -> Samples:
        """What it stands on."""
        return self.look.samples

    @cached_property
    def gravity(self) -> float:
        """The median size of the specific force, m/s²."""
        return float(np.median(np.linalg.norm(self.samples.specific_force, axis=1)))

    @cached_property
    def stuck(self) -> bool:
        """Whether an axis of the sensor slept while the bar moved."""
        samples = self.samples
        moving = np.abs(samples.angular_rate).max(axis=1) > MOVING
        moved = np.concatenate(([0], np.cumsum(moving & ((samples.flags & MISSING) == 0))))
        readings = np.concatenate((samples.specific_force, samples.angular_rate), axis=1)
        changed = np.diff(readings, axis=0, prepend=np.nan) != 0.0
        slept = [np.diff(moved[np.append(np.flatnonzero(axis), -1)]).max() for axis in changed.T]
        return bool(max(slept) > STUCK_SECONDS * samples.rate)

    @property
    def motion(self) -> Motion:
        """The sensor's motion around which the posterior is linear."""
        return self.frame.linear.nominal

    @property
    def posterior(self) -> Posterior:
        """The posterior of the drift."""
        return self.view.posterior

    @property
    def track(self) -> Track:
        """The track of the bar's reported point."""
        return self.view.track

    @property
    def axis(self) -> BarAxis:
        """The bar's axis in the sensor's frame."""
        return self.look.axis

    @property
    def left(self) -> Floats:
        """(3, n) world direction of the bar's left end."""
        return self.frame.left

    @property
    def lever(self) -> Lever:
        """From the reported point to the sensor."""
        return self.view.lever

    @property
    def legs(self) -> list[Leg]:
        """The ways up and down of the set."""
        return self.view.legs

    @property
    def reps(self) -> list[int]:
        """The numbers of the legs that are a rep's way up."""
        return self.view.reps


def estimate(
    samples: Samples,
    lift: Lift,
    offset_m: float | None = None,
    axis: Floats | None = None,
    *,
    going_on: bool = False,
) -> Estimate:
    """Estimate one set.

    Args:
        samples: of one set, with as much rest around it as there is.
        lift: what was lifted.
        offset_m: m from the bar's middle to the sensor, positive to the left; None if unknown.
        axis: (3,) the bar's axis in the sensor's frame; None to find it from the motion.
        going_on: whether the set has not ended: its last rep may lack its way back.
    """
    rests = find_rests(samples)
    start, bias, bias_sd = first_guess(samples, rests)
    bar = find_bar_axis(samples) if axis is None else BarAxis(axis, 0.0)
    always = anchors.at_rest(rests, samples.rate) + anchors.in_room(samples.duration)
    known = lever.beforehand(bar, offset_m)
    prior_sd, told = _prior_sd(bias_sd), offset_m is not None
    look = Look(samples, lift, rests, always, prior_sd, bar, known, told, going_on)

    rough = look.thinned(max(1, round(samples.rate / ROUGH_RATE)))
    frame = linearise(rough.samples, start, Constants(gyro_bias=bias), np.zeros(COUNT), bar)
    view = _rough_view(rough, frame)
    turned = _in_bar_frame(frame, view, drifting=not len(rests.first))
    frame = linearise(samples, *turned, bar)
    for rounds in ROUNDS if view.reps else ROUNDS[-1:]:
        view = look.at(frame, look.returns_and_holds(view, frame), rounds)
    return Estimate(look, frame, view)


def _rough_view(look: Look, frame: Frame) -> View:
    """Return the view in which the reps are first found."""
    view = look.at(frame, [], FIRST_ROUNDS)
    seen = view if view.reps else look.without_drift(view)
    if seen.reps:
        return look.at(frame, look.returns(seen, frame), FIRST_ROUNDS)
    return view


def _prior_sd(bias_sd: float) -> Floats:
    """Return the prior standard deviations (COUNT,) of the constants."""
    sd = np.empty(COUNT)
    sd[TILT], sd[GYRO_BIAS], sd[ACCEL_BIAS] = TILT_SD, bias_sd, ACCEL_BIAS_SD
    sd[GYRO_MATRIX] = np.where(np.eye(3) > 0, GYRO_SCALE_SD, CROSS_SD).ravel()
    sd[ACCEL_MATRIX] = np.where(np.eye(3) > 0, ACCEL_SCALE_SD, CROSS_SD).ravel()
    return sd


def _in_bar_frame(frame: Frame, view: View, *, drifting: bool) -> tuple[Floats, Constants, Floats]:
    """Return start attitude, constants and prior of a new linearisation in the bar's own frame.

    The world is turned about the vertical until the bar lies along y. Where no rest has shown
    the gyro's bias, a steady turn of the bar about the vertical is taken for bias.
    """
    found = frame.constants.vector() + view.posterior.mean[:COUNT]
    turn, trend = _heading(frame.left, view)
    around = np.array([0.0, 0.0, -turn])
    tilt = np.append(found[TILT], 0.0)
    start = product(from_rotation_vector(tilt), frame.start)
    start = product(from_rotation_vector(around), start)
    prior = frame.constants.vector() + frame.prior
    if drifting:
        about = frame.linear.nominal.rotation[2].mean(axis=1) * trend
        found[GYRO_BIAS] += about
        prior[GYRO_BIAS] += about
    known = from_rotation_vector(around)
    prior[TILT] = (rotation_matrix(known) @ (np.append(prior[TILT], 0.0) - tilt))[:2]
    found[TILT] = 0.0
    return start, Constants.from_vector(found), prior - found


def _heading(left: Floats, view: View) -> tuple[float, float]:
    """Return the bar's mean heading over the reps, rad, and its trend, rad/s."""
    rate = view.posterior.linear.nominal.rate
    span = slice(0, left.shape[1])
    if view.reps:
        span = slice(view.legs[view.reps[0]].start, view.legs[view.reps[-1]].end + 1)
    angle = bar_frame.heading(left)[span]
    time = np.arange(len(angle)) / rate
    trend = float(np.polyfit(time - time.mean(), angle, 1)[0]) if len(angle) > 2 * rate else 0.0
    return float(angle.mean()), trend
