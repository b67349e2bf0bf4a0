"""BVM1 over MicroPython's ``bluetooth``. Its interrupts only take note; ``heard`` hands over."""

import bluetooth
from bvm_board import LISTENS, SENDS, SERVICE, Link, advertised

_CONNECTED, _DISCONNECTED, _WRITTEN, _MTU = 1, 2, 3, 21
_WRITE, _WRITE_NO_RESPONSE, _NOTIFY = 0x08, 0x04, 0x10
_EVERY_US = 100_000
_ATT = 3


class BleLink(Link):
    """The link to the one host that is connected."""

    def __init__(self, name: str, percent: int) -> None:
        """Begin to advertise."""
        self._name = name
        self._connection = -1
        self._mtu = 23
        self._heard: list[bytes] = []
        self._lost = False
        ble = self._ble = bluetooth.BLE()
        ble.active(True)
        ble.config(gap_name=name, mtu=247)
        ble.irq(self._happened)
        sends = (bluetooth.UUID(SENDS), _NOTIFY)
        listens = (bluetooth.UUID(LISTENS), _WRITE | _WRITE_NO_RESPONSE)
        service = (bluetooth.UUID(SERVICE), (sends, listens))
        ((self._sends, self._listens),) = ble.gatts_register_services((service,))
        ble.gatts_set_buffer(self._listens, 244)
        self.advertise(percent)

    def advertise(self, percent: int) -> None:
        """Say that it is here, and how full its battery is."""
        said, more = advertised(self._name, percent)
        try:
            self._ble.gap_advertise(_EVERY_US, adv_data=said, resp_data=more)
        except OSError:
            self._lost = True  # it is tried again at the next pass

    def _happened(self, event: int, data: tuple) -> None:
        if event == _CONNECTED:
            self._connection, self._mtu = data[0], 23
        elif event == _MTU:
            self._mtu = data[1]
        elif event == _WRITTEN:
            self._heard.append(self._ble.gatts_read(self._listens))
        elif event == _DISCONNECTED:
            self._connection = -1
            self._lost = True

    def heard(self) -> list[bytes]:
        """Return the frames that have come since this was last asked."""
        heard, self._heard = self._heard, []
        return heard

    def lost(self) -> bool:
        """Return whether the link was cut since this was last asked; then ``advertise`` again."""
        lost, self._lost = self._lost, False
        return lost

    def room(self) -> int:
        """Return how many bytes a frame may have."""
        return self._mtu - _ATT

    def send(self, frame: memoryview) -> bool:
        """Take a frame, or return False where the radio has no room for it now."""
        try:
            self._ble.gatts_notify(self._connection, self._sends, frame)
        except OSError:
            return False
        return True
