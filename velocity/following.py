"""One bout followed while it lasts: the same estimate as afterwards, kept up sample by sample.

Between estimates the linearised motion only grows: its integral is carried on, its drift is what
the last anchors say of it (``Posterior.onto``), and one more solution tells what a rep that has
just ended adds. Now and then all is estimated anew, since the linearisation ages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from velocity import anchors
from velocity.calibration import ACCEL_BIAS, ACCEL_MATRIX, GYRO_BIAS, GYRO_MATRIX
from velocity.estimate import Estimate, estimate
from velocity.lifts import Lift
from velocity.look import Frame
from velocity.metrics import Numbers, measure
from velocity.rests import find_rests
from velocity.samples import Floats, Samples
from velocity.strapdown import Motion, carry_on, joined

ROUNDS = 2


@dataclass(frozen=True)
class Drift:
    """What the nominal motion is wrong by at its last sample, and what goes on making it so.

    ``attitude`` (3,) rad, ``velocity`` (3,) m/s and ``position`` (3,) m are to be added to the
    nominal ones, world frame; ``constants`` (COUNT,) are the changes of the constants.
    """

    attitude: Floats
    velocity: Floats
    position: Floats
    constants: Floats

    @staticmethod
    def of(est: Estimate) -> Drift:
        """Return the drift at the end of an estimate."""
        posterior, motion = est.posterior, est.motion
        linear = posterior.linear
        mean = posterior.mean[: linear.unknowns]
        velocity = np.array([posterior.drift(axis)[-1] for axis in range(3)])
        position = est.track.position[:, -1] - motion.position[:, -1]
        attitude = mean @ linear.attitude[:, :, -1]
        return Drift(np.asarray(attitude), velocity, position, mean[: ACCEL_MATRIX.stop])

    def after(self, piece: Motion) -> Drift:
        """Return the drift at the end of a short piece of motion (``drift.sensitivities``)."""
        seconds = piece.velocity.shape[1] / piece.rate
        rotation = piece.rotation.mean(axis=-1)
        rate, force = piece.angular_rate.mean(axis=-1), piece.specific_force.mean(axis=-1)
        c = self.constants
        turned = c[GYRO_BIAS] + c[GYRO_MATRIX].reshape(3, 3) @ rate
        pushed = c[ACCEL_BIAS] + c[ACCEL_MATRIX].reshape(3, 3) @ force
        attitude = self.attitude - rotation @ turned * seconds
        pull = np.cross(0.5 * (self.attitude + attitude), rotation @ force)
        velocity = self.velocity + (pull - rotation @ pushed) * seconds
        position = self.position + 0.5 * (self.velocity + velocity) * seconds
        return Drift(attitude, velocity, position, c)


class Following:
    """One bout that is going on.

    Attributes:
        first: number of its first sample on the stream's tape.
        estimate: the last one.
        renewed: how many samples the bout had when all was last estimated anew.
    """

    def __init__(
        self, first: int, samples: Samples, lift: Lift, offset_m: float | None, axis: Floats | None
    ) -> None:
        self.first = first
        self.estimate: Estimate
        self.renewed: int
        self._size: int
        self._drift: Drift
        self._pieces: list[Motion]
        self._lift, self._offset_m, self._axis = lift, offset_m, axis
        self.anew(samples)

    def __len__(self) -> int:
        return self._size

    @property
    def rate(self) -> float:
        """Samples per second, Hz, as the last estimate had it."""
        return self.estimate.samples.rate

    def anew(self, samples: Samples) -> None:
        """Estimate the whole bout so far, linearised anew."""
        self._took(estimate(samples, self._lift, self._offset_m, self._axis, going_on=True))
        self.renewed = len(samples)

    def extend(self, samples: Samples) -> tuple[Floats, Floats]:
        """Carry the motion on.

        Args:
            samples: that follow, the last sample before them in front.

        Returns:
            The bar's vertical velocity (n,) m/s and height (n,) m at the samples that follow.
        """
        samples = replace(samples, rate=self.rate)
        piece = carry_on(self._pieces[-1], samples, self.estimate.frame.constants)
        before, self._drift = self._drift, self._drift.after(piece)
        self._pieces.append(piece)
        n = piece.velocity.shape[1]
        self._size += n
        share = np.arange(1, n + 1) / n
        velocity = _between(before.velocity[2], self._drift.velocity[2], share)
        height = _between(before.position[2], self._drift.position[2], share)
        return piece.velocity[2] + velocity, piece.position[2] + height

    def catch_up(self, samples: Samples) -> None:
        """Solve once more, with what the bout so far shows, in the same linearisation."""
        old = self.estimate
        samples = replace(samples, rate=self.rate)
        rests = find_rests(samples)
        always = anchors.at_rest(rests, samples.rate) + anchors.in_room(samples.duration)
        look = replace(old.look, samples=samples, rests=rests, always=always)
        frame, motion = old.frame, joined(self._pieces)
        frame = Frame.around(motion, samples, frame.start, frame.constants, frame.prior, look.axis)
        seen = look.view(old.posterior.onto(frame.linear))
        view = look.at(frame, look.returns_and_holds(seen, frame), ROUNDS)
        self._took(Estimate(look, frame, view))

    def numbers(self) -> list[Numbers]:
        """Return the numbers of all reps so far, times from the bout's first sample."""
        return measure(self.estimate, self._lift)

    def numbers_since(self, sample: float) -> list[Numbers]:
        """Return the numbers of the reps whose way up lies behind a sample of the bout."""
        est = self.estimate
        reps = [i for i in est.reps if est.legs[i].start + est.legs[i].end > 2 * sample]
        return measure(replace(est, view=replace(est.view, reps=reps)), self._lift)

    @property
    def first_way_up(self) -> bool:
        """Whether all there is is one way up, which may be handling: no floor, no way down."""
        est = self.estimate
        return est.reps == [len(est.legs) - 1] and not (
            self._lift.on_floor or self._lift.down_first
        )

    def below_others(self, end_s: float) -> float:
        """Return by how much, m, a way up that ended at ``end_s`` lies below the other tops."""
        est, at = self.estimate, round(end_s * self.rate)
        height = est.track.position[2]
        tops = [height[est.legs[i].end] for i in est.reps if est.legs[i].start > at]
        tops += [height[est.legs[i].end] for i in est.reps if est.legs[i].end < at - self.rate]
        return median(tops) - float(height[at]) if tops else 0.0

    def _took(self, est: Estimate) -> None:
        self.estimate = est
        self._pieces = [est.motion]
        self._drift = Drift.of(est)
        self._size = len(est.samples)


def _between(before: float, after: float, share: Floats) -> Floats:
    return np.asarray(before + (after - before) * share)
