"""The estimate of one set: from samples to a track of the bar and the posterior behind it.

Anchors need the reps and the reps need a track, so both are found in turn: first from rests and
the bar's room alone, then with the bar's returns, at last linearised anew in the bar's own frame
and with the holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
from velocity.drift import Sensitivities, sensitivities
from velocity.legs import Leg
from velocity.level import first_guess
from velocity.lever import Lever
from velocity.lifts import Lift
from velocity.posterior import Anchors, Posterior, solve
from velocity.reps import find_reps
from velocity.rests import Rests, find_rests
from velocity.samples import Floats, Samples
from velocity.strapdown import Motion, cumulative_integral, integrate
from velocity.turnarounds import Turnarounds, find_turnarounds

ROUGH_RATE = 50.0  # Hz: enough to tell where the reps are
FIRST_ROUNDS, ROUNDS = 1, (2, 3)  # of looking again at noise and anchors, from look to look
TILT_SD = 0.05  # rad, of the first guess
ACCEL_BIAS_SD = 0.2  # m/s², the 20 mg of a part straight from its maker
ACCEL_SCALE_SD, GYRO_SCALE_SD, CROSS_SD = 0.004, 0.007, 0.003  # shares, likewise


@dataclass(frozen=True)
class Track:
    """The bar's reported point: velocity (3, n) m/s and position (3, n) m, world frame."""

    velocity: Floats
    position: Floats


@dataclass(frozen=True)
class Estimate:
    """All that is known of one set.

    Attributes:
        samples: what it stands on.
        motion: the sensor's motion around which the posterior is linear.
        posterior: of the drift.
        track: of the bar's reported point.
        axis: the bar's axis in the sensor's frame.
        left: (3, n) world direction of the bar's left end.
        lever: from the reported point to the sensor.
        legs: the ways up and down of the set; ``reps`` are the numbers of the reps' ways up.
    """

    samples: Samples
    motion: Motion
    posterior: Posterior
    track: Track
    axis: BarAxis
    left: Floats
    lever: Lever
    legs: list[Leg]
    reps: list[int]


@dataclass(frozen=True)
class _Frame:
    """A linearisation, and what follows from it alone.

    ``prior`` (COUNT,) is the mean of the change of the constants before any anchor.
    """

    start: Floats
    constants: Constants
    prior: Floats
    linear: Sensitivities
    left: Floats


@dataclass(frozen=True)
class _View:
    """What one solution shows."""

    posterior: Posterior
    track: Track
    lever: Lever
    legs: list[Leg]
    reps: list[int]


def estimate(
    samples: Samples, lift: Lift, offset_m: float | None = None, axis: Floats | None = None
) -> Estimate:
    """Estimate one set.

    Args:
        samples: of one set, with as much rest around it as there is.
        lift: what was lifted.
        offset_m: m from the bar's middle to the sensor, positive to the left; None if unknown.
        axis: (3,) the bar's axis in the sensor's frame; None to find it from the motion.
    """
    rests = find_rests(samples)
    start, bias, bias_sd = first_guess(samples, rests)
    bar = find_bar_axis(samples) if axis is None else BarAxis(axis, 0.0)
    always = anchors.at_rest(rests, samples.rate) + anchors.in_room(samples.duration)
    known = lever.beforehand(bar, offset_m)
    look = _Look(samples, lift, rests, always, _prior_sd(bias_sd), bar, known, offset_m is not None)

    rough = look.thinned(max(1, round(samples.rate / ROUGH_RATE)))
    frame = _linearise(rough.samples, start, Constants(gyro_bias=bias), np.zeros(COUNT), bar)
    view = rough.at(frame, [], FIRST_ROUNDS)
    if view.reps:
        view = rough.at(frame, _returns(view, frame, lift), FIRST_ROUNDS)
    turned = _in_bar_frame(frame, view, drifting=not len(rests.first))
    frame = _linearise(samples, *turned, bar)
    for rounds in ROUNDS if view.reps else ROUNDS[-1:]:
        view = look.at(frame, _returns_and_holds(view, frame, lift), rounds)
    return Estimate(
        samples,
        frame.linear.nominal,
        view.posterior,
        view.track,
        bar,
        frame.left,
        view.lever,
        view.legs,
        view.reps,
    )


def _prior_sd(bias_sd: float) -> Floats:
    """Return the prior standard deviations (COUNT,) of the constants."""
    sd = np.empty(COUNT)
    sd[TILT], sd[GYRO_BIAS], sd[ACCEL_BIAS] = TILT_SD, bias_sd, ACCEL_BIAS_SD
    sd[GYRO_MATRIX] = np.where(np.eye(3) > 0, GYRO_SCALE_SD, CROSS_SD).ravel()
    sd[ACCEL_MATRIX] = np.where(np.eye(3) > 0, ACCEL_SCALE_SD, CROSS_SD).ravel()
    return sd


def _linearise(
    samples: Samples, start: Floats, constants: Constants, prior: Floats, bar: BarAxis
) -> _Frame:
    motion = integrate(samples, start, constants)
    linear = sensitivities(motion, samples)
    return _Frame(start, constants, prior, linear, bar_frame.left(motion, bar))


@dataclass(frozen=True)
class _Look:
    """What stays the same from one solution of a set to the next."""

    samples: Samples
    lift: Lift
    rests: Rests
    always: Sequence[Anchors]
    prior_sd: Floats
    axis: BarAxis
    lever: Lever
    offset_known: bool

    def at(self, frame: _Frame, more: Sequence[Anchors], rounds: int) -> _View:
        """Solve for the drift with what is known and find the reps in the track."""
        known = [*self.always, *more]
        if self.lift.on_floor:
            sd = anchors.FIRST_RETURNS * self.lift.returns[1]
            rotation = frame.linear.nominal.rotation
            known += anchors.on_floor(self.rests, rotation, self.samples.rate, sd)
        posterior = solve(frame.linear, known, frame.prior, self.prior_sd, self.lever, rounds)
        if self.offset_known:
            return self._view(posterior, posterior.lever)
        view = self._view(posterior, lever.NONE)
        if lever.is_clear(posterior.lever.along(self.axis), len(view.reps)):
            return self._view(posterior, posterior.lever)
        return view

    def thinned(self, by: int) -> _Look:
        """Return the same with fewer samples, for what need not be exact."""
        first, last = self.rests.first // by, self.rests.last // by
        rests = replace(self.rests, first=first, last=last)
        return replace(self, samples=self.samples.thinned(by), rests=rests)

    def _view(self, posterior: Posterior, arm: Lever) -> _View:
        track = _track(posterior)
        if arm is not lever.NONE:
            track = _moved(track, arm.offset(posterior.linear.nominal.rotation), self.samples.rate)
        legs, reps = find_reps(
            track.position[2], track.velocity[2], self.lift, self.samples.rate, self.rests
        )
        return _View(posterior, track, arm, legs, reps)


def _moved(track: Track, offset: Floats, rate: float) -> Track:
    """Return the track of the point that lies ``offset`` (3, n) m behind the sensor."""
    return Track(track.velocity - np.gradient(offset, 1.0 / rate, axis=1), track.position - offset)


def _track(posterior: Posterior) -> Track:
    """Return the track of the sensor: the nominal motion less its smooth drift."""
    linear, motion = posterior.linear, posterior.linear.nominal
    n = motion.velocity.shape[1]
    time = np.arange(n) / motion.rate
    drift = np.stack([np.interp(time, linear.time, posterior.drift(axis)) for axis in range(3)])
    position = motion.position + cumulative_integral(drift, 1.0 / motion.rate)
    return Track(motion.velocity + drift, position)


def _in_bar_frame(
    frame: _Frame, view: _View, *, drifting: bool
) -> tuple[Floats, Constants, Floats]:
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


def _heading(left: Floats, view: _View) -> tuple[float, float]:
    """Return the bar's mean heading over the reps, rad, and its trend, rad/s."""
    rate = view.posterior.linear.nominal.rate
    span = slice(0, left.shape[1])
    if view.reps:
        span = slice(view.legs[view.reps[0]].start, view.legs[view.reps[-1]].end + 1)
    angle = bar_frame.heading(left)[span]
    time = np.arange(len(angle)) / rate
    trend = float(np.polyfit(time - time.mean(), angle, 1)[0]) if len(angle) > 2 * rate else 0.0
    return float(angle.mean()), trend


def _turns(view: _View, lift: Lift) -> Turnarounds:
    rate = view.posterior.linear.nominal.rate
    return find_turnarounds(
        view.legs, view.reps, view.track.velocity, view.track.position, lift, rate
    )


def _returns(view: _View, frame: _Frame, lift: Lift) -> list[Anchors]:
    """Return the anchors that the reps of a first, rough view give."""
    turns, nominal = _turns(view, lift), frame.linear.nominal
    loosely = [anchors.FIRST_RETURNS * sd for sd in lift.returns]
    return anchors.returns(turns, nominal.rotation, nominal.rate, loosely, _looser(lift))


def _returns_and_holds(view: _View, frame: _Frame, lift: Lift) -> list[Anchors]:
    """Return the anchors that the reps of a view give, returns as sharp as they agree in it."""
    if not view.reps:
        return []
    turns, looser = _turns(view, lift), _looser(lift)
    seen, now = view.posterior.linear.nominal, frame.linear.nominal
    rough = anchors.returns(turns, seen.rotation, seen.rate, lift.returns, looser)
    sharp = [anchors.spread_of(view.posterior, rough[i], lift.returns[i]) for i in range(2)]
    known = anchors.returns(turns, now.rotation, now.rate, sharp, looser)
    return known + anchors.held(turns.holds, now.rotation, now.rate, looser)


def _looser(lift: Lift) -> float:
    """Return how many times more loosely than a barbell lift's the bar's way is known."""
    return lift.returns[0] / anchors.USUAL_RETURN
