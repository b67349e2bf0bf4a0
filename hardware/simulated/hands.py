"""The hands on the bar: writes moves, holds, walks and contacts as strokes along a set's time."""

from __future__ import annotations

import numpy as np

from hardware.simulated.bar import Ring
from hardware.simulated.strokes import Channel, Profile, Stroke

PLATE_RADIUS = 0.225
"""m: of the plates that a bar rolls on."""


class Hands:
    """Collects strokes and rings.

    ``now`` (s) is where the next move begins, ``height`` and ``walked`` (m) how far the bar
    is above and forward of where it lay at first.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.now = 0.0
        self.strokes: list[Stroke] = []
        self.rings: list[Ring] = []
        self.grip = 0.0
        self.height = 0.0
        self.walked = 0.0

    def move(
        self,
        channel: Channel,
        start: float,
        duration: float,
        travel: float,
        profile: Profile | None = None,
    ) -> None:
        """Add one stroke; ``now`` stays where it is."""
        self.strokes.append(Stroke(channel, start, duration, travel, profile or Profile()))
        if channel is Channel.UP:
            self.height += travel

    def bump(self, channel: Channel, start: float, duration: float, size: float) -> None:
        """Go ``size`` away and come back within ``duration`` s."""
        turn = duration * self.rng.uniform(0.35, 0.65)
        early, late = self.rng.normal(0.0, 0.8, 2)
        self.move(channel, start, turn, size, Profile(skew=early))
        self.move(channel, start + turn, duration - turn, -size, Profile(skew=late))

    def grip_to(self, grip: float, start: float, duration: float) -> None:
        """Let the share of the body's unrest that reaches the bar change to ``grip``."""
        if grip != self.grip:
            self.move(Channel.GRIP, start, duration, grip - self.grip)
            self.grip = grip

    def lie(self, duration: float) -> None:
        """Let the bar lie on something solid."""
        self.now += duration

    def hold(self, duration: float) -> None:
        """Hold the bar; it turns and drifts a little."""
        self._turn(duration, 1.5)
        self.move(Channel.TILT, self.now, duration, np.radians(self.rng.normal(0.0, 0.15)))
        self.now += duration

    def grasp(self) -> None:
        """Take hold of the bar where it lies: it turns and knocks a little."""
        rng = self.rng
        duration = rng.uniform(0.3, 1.5)
        if rng.random() < 0.6:
            self._turn(duration, 3.0)
            self.ring(rng.uniform(0.5, 6.0))
        self.now += duration

    def unrack(self, rack: str) -> None:
        """Take the bar out of a rack and bring it to where the set begins."""
        rng = self.rng
        duration = rng.uniform(0.4, 1.0)
        self.grip_to(1.0, self.now, duration)
        self.move(Channel.UP, self.now, duration, rng.uniform(0.04, 0.08))
        self._turn(duration, 20.0)
        self.move(Channel.TILT, self.now, duration, np.radians(rng.normal(0.0, 0.6)))
        self.now += duration + rng.uniform(0.0, 0.8)
        if rack == "rack":
            self._walk(-rng.uniform(0.3, 0.6), int(rng.integers(2, 4)))
        elif rack == "bench":
            self._carry(rng.uniform(0.1, 0.25), rng.uniform(0.5, 1.2))
        else:
            self._carry(rng.uniform(0.03, 0.1), rng.uniform(0.4, 0.8))

    def put_back(self, rack: str) -> None:
        """Bring the bar back to where it lay, and let it down there."""
        rng = self.rng
        if rack == "rack":
            self._walk(-self.walked, int(rng.integers(1, 3)))
        elif rack != "floor":
            self._carry(-self.walked, rng.uniform(0.4, 1.0))
        self.now += rng.uniform(0.0, 0.5)
        self._lower(rng.uniform(0.25, 0.6) + rng.uniform(1.0, 2.5) * self.height)

    def lift_off(self, height: float, duration: float) -> None:
        """Take the bar up from the floor by ``height`` m before the first rep."""
        self.grip_to(1.0, self.now, 0.4 * duration)
        self.move(Channel.UP, self.now, duration, height, Profile(0.3, 0.3))
        self._turn(duration, 6.0)
        self.now += duration

    def touch_floor(self, speed: float, hop: float) -> None:
        """Let the plates hit the floor at ``speed`` m/s, hop up to ``hop`` m and ring."""
        self._loosen(self.now)
        self.ring(self.rng.uniform(30.0, 150.0) * min(speed / 0.5, 1.0))
        hop *= speed
        if hop > 0.001:
            self.move(Channel.UP, self.now, 0.06, hop, Profile(0.3, 0.7))
            self.move(Channel.UP, self.now + 0.06, 0.06, -hop, Profile(0.7, 0.3))

    def bounce(self, size: float, frequency_hz: float) -> None:
        """Let a whippy bar swing about its height, fading."""
        half = 0.5 / frequency_hz
        start = self.now - 0.8 * half
        for factor in (1.0, -1.6, 0.96, -0.36):
            self.move(Channel.UP, start, half, factor * size)
            start += half

    def roll(self, pause: float) -> None:
        """Roll the bar a little during the last ``pause`` s."""
        way = self.rng.normal(0.0, 0.012)
        start, duration = self.now - 0.8 * pause, 0.6 * pause
        self.move(Channel.FORWARD, start, duration, way)
        self.move(Channel.SPIN, start, duration, way / PLATE_RADIUS)

    def ring(self, size: float) -> None:
        """Start the vibration of an impact with up to ``size`` m/s² at the sensor."""
        rng = self.rng
        for _ in range(int(rng.integers(2, 5))):
            frequency = rng.uniform(15.0, 80.0)
            direction = rng.normal(0.0, 1.0, 3) * (0.5, 0.3, 1.0)
            # deep modes move far: they get less of the acceleration
            pull = size * frequency / 80.0 * direction / np.linalg.norm(direction)
            self.rings.append(
                Ring(self.now, frequency, rng.uniform(0.015, 0.05), (pull[0], pull[1], pull[2]))
            )

    def _turn(self, duration: float, spread_deg: float) -> None:
        """Let the bar turn about its own axis by some angle of this 1 σ."""
        turn = np.radians(self.rng.normal(0.0, spread_deg))
        self.move(Channel.SPIN, self.now, duration, turn)

    def _lower(self, duration: float) -> None:
        """Let the bar down to the height where it lay at first, with a small impact."""
        stop = self.rng.uniform(0.01, 0.04) / duration
        self.move(Channel.UP, self.now, duration, -self.height, Profile(0.5, stop))
        self.now += duration
        self._loosen(self.now)
        self.ring(self.rng.uniform(8.0, 40.0))

    def _loosen(self, contact: float) -> None:
        """Let the unrest fade just before the contact, s."""
        self.grip_to(0.0, contact - 0.25, 0.25)

    def _carry(self, way: float, duration: float) -> None:
        """Move the bar horizontally in straight arms."""
        rng = self.rng
        self.move(Channel.FORWARD, self.now, duration, way)
        self.bump(Channel.UP, self.now, duration, rng.normal(0.0, 0.01))
        self._turn(duration, 8.0)
        self.walked += way
        self.now += duration

    def _walk(self, way: float, steps: int) -> None:
        """Walk with the bar: it bobs, sways and turns with each step."""
        rng = self.rng
        side = rng.choice([-1.0, 1.0])
        for _ in range(steps):
            duration = rng.uniform(0.6, 1.1)
            self.move(Channel.FORWARD, self.now, duration, way / steps)
            self.bump(Channel.UP, self.now, duration, rng.uniform(0.01, 0.03))
            self.bump(Channel.LEFT, self.now, 1.2 * duration, side * rng.uniform(0.01, 0.04))
            self.bump(Channel.TILT, self.now, duration, side * np.radians(rng.uniform(0.2, 1.5)))
            self.bump(Channel.TWIST, self.now, duration, side * np.radians(rng.uniform(0.3, 3.0)))
            self.now += duration * rng.uniform(0.9, 1.3)
            side = -side
        self.walked += way
