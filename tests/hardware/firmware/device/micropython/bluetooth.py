"""As MicroPython's ``bluetooth``. Interrupts come while time passes, never amidst a line."""

from world import WORLD

UUID = str
SENDS, LISTENS = 16, 19


class BLE:
    def __init__(self):
        self._irq, self._written, self.advertising = None, b"", False

    def active(self, on):
        assert on

    def config(self, gap_name, mtu):
        assert len(gap_name) == 8
        self._mtu = mtu

    def irq(self, handler):
        self._irq = handler
        WORLD.interrupt = self._happen

    def gatts_register_services(self, services):
        ((_uuid, characteristics),) = services
        assert [flags for _uuid, flags in characteristics] == [0x10, 0x0C]
        return ((SENDS, LISTENS),)

    def gatts_set_buffer(self, handle, size):
        assert handle == LISTENS

    def gap_advertise(self, every_us, adv_data, resp_data):
        assert len(adv_data) <= 31
        assert len(resp_data) <= 31
        WORLD.busy -= 1
        if WORLD.busy >= 0:
            raise OSError(16)
        self.advertising = True
        WORLD.see("advertised", adv_data.hex() + " " + resp_data.hex())

    def gatts_notify(self, connection, handle, data):
        assert handle == SENDS
        if connection < 0:
            raise OSError(107)
        if not WORLD.notify(data):
            raise OSError(12)

    def gatts_read(self, handle):
        return self._written

    def _happen(self, what, data):
        if what == "connect":
            assert self.advertising
            self._irq(1, (0, 0, b"\0" * 6))
            if WORLD.mtu > 23:
                self._irq(21, (0, min(WORLD.mtu, self._mtu)))
        elif what == "cut":
            self.advertising = False
            self._irq(2, (0, 0, b"\0" * 6))
        else:
            self._written = data
            self._irq(3, (0, LISTENS))
