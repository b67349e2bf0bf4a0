"""As CircuitPython's ``_bleio``. A notification waits in it until the radio has room."""

from collections import deque

from world import WORLD


class BluetoothError(Exception):
    pass


class UUID:
    def __init__(self, text):
        self.text = text


class Service:
    def __init__(self, uuid):
        self.uuid = uuid


class Characteristic:
    WRITE_NO_RESPONSE, WRITE, NOTIFY = 4, 8, 16

    @classmethod
    def add_to_service(cls, service, uuid, *, properties, max_length, fixed_length):
        assert max_length == 244
        assert not fixed_length
        made = cls()
        made.properties = properties
        return made

    @property
    def value(self):
        return b""

    @value.setter
    def value(self, frame):
        assert self.properties == self.NOTIFY
        if not adapter.connected:
            raise BluetoothError
        while not WORLD.notify(frame):
            WORLD.pass_time(1000)


class PacketBuffer:
    def __init__(self, characteristic, *, buffer_size):
        assert characteristic.properties == 12
        adapter.packets = self.packets = deque(maxlen=buffer_size)

    def readinto(self, into):
        if not self.packets:
            return 0
        packet = self.packets.popleft()
        into[: len(packet)] = packet
        return len(packet)


class Connection:
    @property
    def max_packet_length(self):
        return WORLD.mtu - 3


class Adapter:
    name = "CIRCUITPY"
    connected = False
    advertising = WORLD.workflow  # by itself, without being asked to
    packets = None
    link = Connection()

    @property
    def connections(self):
        return (self.link,) if self.connected else ()

    def start_advertising(self, data, *, scan_response, connectable, interval):
        assert not self.connected
        assert connectable
        WORLD.busy -= 1
        if WORLD.busy >= 0:
            raise BluetoothError
        assert len(data) <= 31
        assert len(scan_response) <= 31
        self.advertising = True
        WORLD.see("advertised", data.hex() + " " + scan_response.hex())

    def happen(self, what, data):
        if what == "connect":
            assert self.advertising
            self.connected, self.advertising = True, False
        elif what == "cut":
            self.connected, self.advertising = False, WORLD.workflow
        else:
            self.packets.append(data)


adapter = Adapter()
