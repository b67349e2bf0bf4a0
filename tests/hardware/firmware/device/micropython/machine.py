"""As MicroPython's ``machine`` on the M5StickC Plus2, as far as the firmware uses it."""

from world import WORLD

LIGHT, POWER, BUTTON, BUZZER = 19, 4, 37, 2
_resets = None


class Pin:
    OUT, IN = 1, 0

    def __init__(self, number, mode=None, value=None):
        self.number = number
        if value is not None:
            self.value(value)

    def value(self, value=None):
        if value is None:
            return int(not (self.number == BUTTON and WORLD.button))
        if self.number in (LIGHT, POWER):
            WORLD.see({LIGHT: "light", POWER: "power"}[self.number], int(value))
        if self.number == POWER and not value:
            WORLD.chip.hz = 0
        return None


class I2C:
    def __init__(self, number, scl, sda, freq):
        assert (scl.number, sda.number, freq) == (22, 21, 400_000)

    def readfrom_mem_into(self, address, register, into):
        WORLD.on_bus(address, len(into) + 1)
        WORLD.chip.read(register, into)

    def writeto_mem(self, address, register, data):
        WORLD.on_bus(address, len(data))
        WORLD.chip.write(register, data)


class SPI:
    def __init__(self, number, baudrate, sck, mosi):
        pass

    def write(self, data):
        pass


class ADC:
    ATTN_11DB = 3

    def __init__(self, pin, atten):
        assert pin.number == 38

    def read_uv(self):
        return 1_900_000


class PWM:
    def __init__(self, pin, freq, duty_u16):
        assert pin.number == BUZZER

    def duty_u16(self, duty):
        WORLD.see("buzzer", duty)


class WDT:
    def __init__(self, timeout):
        self.timeout_us, self.fed = timeout * 1000, WORLD.now_us

    def feed(self):
        assert WORLD.now_us - self.fed < self.timeout_us, "the watchdog bit"
        self.fed = WORLD.now_us


def unique_id():
    return b"\x10\x20\x30\x40\x51\xab"
