"""A look at a set: its motion linearised, its drift solved for, and the reps that this shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from velocity import anchors, bar_frame, lever
from velocity.bar_frame import BarAxis
from velocity.calibration import Constants
from velocity.drift import Sensitivities, sensitivities
from velocity.forms import velocity_at
from velocity.legs import Leg
from velocity.lever import Lever
from velocity.lifts import Lift
from velocity.posterior import Anchors, Posterior, solve
from velocity.reps import find_reps
from velocity.rests import Rests
from velocity.samples import Floats, Samples
from velocity.strapdown import Motion, cumulative_integral, integrate
from velocity.turnarounds import Turnarounds, find_turnarounds

SLOW_STOP, FAST_STOP = 0.03, 0.3  # m/s that a bar may show which has stopped
STOP_SE = 3.0  # standard errors of drift, likewise
SWAY_SECONDS = 4.0  # longer than a rep's way up, shorter than drift takes to matter


@dataclass(frozen=True)
class Track:
    """The bar's reported point: velocity (3, n) m/s and position (3, n) m, world frame."""

    velocity: Floats
    position: Floats


@dataclass(frozen=True)
class Frame:
    """A linearisation, and what follows from it alone.

    ``prior`` (COUNT,) is the mean of the change of the constants before any anchor.
    """

    start: Floats
    constants: Constants
    prior: Floats
    linear: Sensitivities
    left: Floats

    @staticmethod
    def around(
        motion: Motion,
        samples: Samples,
        start: Floats,
        constants: Constants,
        prior: Floats,
        bar: BarAxis,
    ) -> Frame:
        """Return the linearisation around a motion, integrated with these constants."""
        linear = sensitivities(motion, samples)
        return Frame(start, constants, prior, linear, bar_frame.left(motion, bar))


def linearise(
    samples: Samples, start: Floats, constants: Constants, prior: Floats, bar: BarAxis
) -> Frame:
    """Return the linearisation of a set around the attitude ``start`` and ``constants``."""
    motion = integrate(samples, start, constants)
    return Frame.around(motion, samples, start, constants, prior, bar)


@dataclass(frozen=True)
class View:
    """What one solution shows."""

    posterior: Posterior
    track: Track
    lever: Lever
    legs: list[Leg]
    reps: list[int]


@dataclass(frozen=True)
class Look:
    """What stays the same from one solution of a set to the next.

    ``going_on`` says that the set has not ended: its last rep may lack its way back.
    """

    samples: Samples
    lift: Lift
    rests: Rests
    always: Sequence[Anchors]
    prior_sd: Floats
    axis: BarAxis
    lever: Lever
    offset_known: bool
    going_on: bool = False

    def at(self, frame: Frame, more: Sequence[Anchors], rounds: int) -> View:
        """Solve for the drift with what is known and find the reps in the track."""
        known = [*self.always, *more]
        if self.lift.on_floor:
            sd = anchors.FIRST_RETURNS * self.lift.returns[1]
            rotation = frame.linear.nominal.rotation
            known += anchors.on_floor(self.rests, rotation, self.samples.rate, sd)
        posterior = solve(frame.linear, known, frame.prior, self.prior_sd, self.lever, rounds)
        return self.view(posterior)

    def view(self, posterior: Posterior) -> View:
        """Return what a posterior shows, from the bar's middle where that is known."""
        if self.offset_known:
            return self._seen(posterior, posterior.lever)
        view = self._seen(posterior, lever.NONE)
        if lever.is_clear(posterior.lever.along(self.axis), len(view.reps)):
            return self._seen(posterior, posterior.lever)
        return view

    def returns(self, view: View, frame: Frame) -> list[Anchors]:
        """Return the anchors that the reps of a first, rough view give."""
        turns, nominal = self._turns(view), frame.linear.nominal
        loosely = [anchors.FIRST_RETURNS * sd for sd in self.lift.returns]
        looser = _looser(self.lift)
        known = anchors.returns(turns, nominal.rotation, nominal.rate, loosely, looser)
        if self.going_on:
            known += anchors.held(turns.holds[-1:], nominal.rotation, nominal.rate, looser)
        return known

    def returns_and_holds(self, view: View, frame: Frame) -> list[Anchors]:
        """Return the anchors that the reps of a view give, returns as sharp as they agree in it."""
        if not view.reps:
            return []
        turns, looser, usual = self._turns(view), _looser(self.lift), self.lift.returns
        seen, now = view.posterior.linear.nominal, frame.linear.nominal
        rough = anchors.returns(turns, seen.rotation, seen.rate, usual, looser)
        sharp = [anchors.spread_of(view.posterior, rough[i], usual[i]) for i in range(2)]
        known = anchors.returns(turns, now.rotation, now.rate, sharp, looser)
        return known + anchors.held(turns.holds, now.rotation, now.rate, looser)

    def _turns(self, view: View) -> Turnarounds:
        rate, track = view.posterior.linear.nominal.rate, view.track
        speed = _stop_speed(view.posterior) if self.going_on else 0.0
        return find_turnarounds(
            view.legs, view.reps, track.velocity, track.position, self.lift, rate, speed
        )

    def thinned(self, by: int) -> Look:
        """Return the same with fewer samples, for what need not be exact."""
        first, last = self.rests.first // by, self.rests.last // by
        rests = replace(self.rests, first=first, last=last)
        return replace(self, samples=self.samples.thinned(by), rests=rests)

    def without_drift(self, view: View) -> View:
        """Return a view as it would be if the bar came nowhere in the mean of a few seconds.

        It is wrong about the bar's path, but where drift hides the reps it shows where they are.
        """
        rate = self.samples.rate
        velocity = view.track.velocity - _smoothed(view.track.velocity, SWAY_SECONDS * rate)
        track = Track(velocity, cumulative_integral(velocity, 1.0 / rate))
        return self._found(view.posterior, track, view.lever)

    def _seen(self, posterior: Posterior, arm: Lever) -> View:
        track = _track(posterior)
        if arm is not lever.NONE:
            track = _moved(track, arm.offset(posterior.linear.nominal.rotation), self.samples.rate)
        return self._found(posterior, track, arm)

    def _found(self, posterior: Posterior, track: Track, arm: Lever) -> View:
        up = (track.position[2], track.velocity[2])
        legs, reps = find_reps(*up, self.lift, self.samples.rate, self.rests, self.going_on)
        return View(posterior, track, arm, legs, reps)


def _stop_speed(posterior: Posterior) -> float:
    """Return the velocity, m/s, that drift may show at the end of a motion that has stopped."""
    now = posterior.linear.nominal.velocity.shape[1] / posterior.linear.nominal.rate
    drift = float(posterior.standard_error(velocity_at(2, np.array([now])))[0])
    return min(SLOW_STOP + STOP_SE * drift, FAST_STOP)


def _smoothed(values: Floats, width: float) -> Floats:
    """Return the running means of values (3, n) over ``width`` samples, shorter at the ends."""
    n = values.shape[1]
    half = max(1, round(width / 2))
    total = np.zeros((3, n + 1))
    np.cumsum(values, axis=1, out=total[:, 1:])
    first = np.maximum(np.arange(n) - half, 0)
    last = np.minimum(np.arange(n) + half + 1, n)
    return np.asarray((total[:, last] - total[:, first]) / (last - first))


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


def _looser(lift: Lift) -> float:
    """Return how many times more loosely than a barbell lift's the bar's way is known."""
    return lift.returns[0] / anchors.USUAL_RETURN
