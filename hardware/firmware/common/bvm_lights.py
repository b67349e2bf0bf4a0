"""What the LED and the buzzer say, and what the button asks.

The LED, so many short blinks every 2 s: 1 blue, it waits for a host; 2 green, it is connected or
samples; 3 red, the battery is low; 4 red, its motion chip does not answer.
The button: a short press is told to the host; a press of 2 s switches off.
The buzzer: three short tones are the call to rack the bar.
"""

from bvm_core import Core
from micropython import const

BLUE, GREEN, RED = 1, 2, 4
SHORT, LONG = 1, 2
_ROUND_MS = const(2000)
_EACH_MS = const(250)
_LIT_MS = const(60)
_BOUNCE_MS = const(30)
_LONG_MS = const(2000)
_LOW = const(15)


def signal(core: Core) -> tuple[int, int]:
    """Return how often to blink, and in what colour."""
    if not core.well:
        return 4, RED
    if core.percent <= _LOW:
        return 3, RED
    return (1, BLUE) if core.link is None else (2, GREEN)


def lit(blinks: int, ms: int) -> bool:
    """Return whether the LED is on, so long after some beginning."""
    ms %= _ROUND_MS
    return ms < blinks * _EACH_MS and ms % _EACH_MS < _LIT_MS


def sounding(ms: int) -> bool:
    """Return whether the buzzer is on, so long after the call to rack the bar."""
    return 0 <= ms < 600 and ms % 200 < 140


class Button:
    """A button that is looked at every 5 to 10 ms."""

    def __init__(self) -> None:
        """Take it for not pressed."""
        self._down_ms = -1
        self._told = False

    def press(self, down: bool, ms: int) -> int:
        """Return SHORT or LONG once a press is known to be it, else 0."""
        if down and self._down_ms < 0:
            self._down_ms, self._told = ms, False
            return 0
        if self._down_ms < 0:
            return 0
        held = ms - self._down_ms
        if down:
            if held >= _LONG_MS and not self._told:
                self._told = True
                return LONG
            return 0
        self._down_ms = -1
        return SHORT if held >= _BOUNCE_MS and not self._told else 0
