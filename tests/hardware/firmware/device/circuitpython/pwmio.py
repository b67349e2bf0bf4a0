"""The piezo."""

from world import WORLD


class PWMOut:
    def __init__(self, pin, frequency, duty_cycle):
        assert pin == "D0"

    @property
    def duty_cycle(self):
        return 0

    @duty_cycle.setter
    def duty_cycle(self, duty):
        WORLD.see("buzzer", duty)
