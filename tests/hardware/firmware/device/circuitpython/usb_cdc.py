"""The second serial port on USB, and its being asked for."""

from world import WORLD

enabled = []


def enable(console, data):
    enabled.append((console, data))


class Data:
    write_timeout = None

    @property
    def connected(self):
        return WORLD.opened

    @property
    def in_waiting(self):
        return len(WORLD.typed)

    def read(self, n):
        return WORLD.take_port(n)

    def write(self, data):
        """Take at most so many bytes at once, as the buffer of USB does."""
        assert self.write_timeout == 0
        return WORLD.send_port(data[:64])


data = Data() if WORLD.ports else None
