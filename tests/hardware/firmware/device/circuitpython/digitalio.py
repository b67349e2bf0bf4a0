"""Digital pins."""

import board
from world import WORLD

powered_us = None


class DigitalInOut:
    def __init__(self, pin):
        self.pin, self._value = pin, True

    def switch_to_output(self, value):
        self.value = value

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        global powered_us
        self._value = value
        if self.pin == board.IMU_PWR:
            powered_us = WORLD.now_us
        elif self.pin in (board.LED_RED, board.LED_GREEN, board.LED_BLUE):
            WORLD.see(self.pin, int(not value))  # they light when low
