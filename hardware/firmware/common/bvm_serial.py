"""BVM1 over a serial port, whatever the port is."""

from bvm_board import Link
from bvm_frames import stuffed, unstuffed
from micropython import const

_LONGEST = const(255)


class SerialLink(Link):
    """A link over a port; a main says how bytes are put out."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._heard = b""
        self._rest = b""

    def put(self, data: bytes) -> int:
        """Send some of these bytes, and return how many."""
        return len(data)

    def frames(self, data: bytes) -> list[bytes]:
        """Return the frames that these bytes complete; what is broken fails its check sum."""
        *pieces, rest = (self._heard + data).split(b"\0")
        self._heard = rest[:_LONGEST]
        return [unstuffed(piece) for piece in pieces if piece]

    def send(self, frame: memoryview) -> bool:
        """Take a frame, or return False while the one before is not yet out."""
        if self._rest:
            self.flush()
            if self._rest:
                return False
        self._rest = stuffed(frame)
        self.flush()
        return True

    def flush(self) -> None:
        """Send what is left of a frame."""
        self._rest = self._rest[self.put(self._rest) :]
