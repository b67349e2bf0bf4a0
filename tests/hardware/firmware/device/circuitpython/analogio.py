"""The battery, of 3.8 V, behind its divider."""

import board


class AnalogIn:
    def __init__(self, pin):
        assert pin == board.VBATT
        self.value = round(3.8 * 510 / 1510 / 3.3 * 65535)
