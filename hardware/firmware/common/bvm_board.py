"""What the firmware needs of a board, and of what carries its frames: each main fills these in."""

from bvm_frames import FIRMWARE

SERVICE = "3fbfd8d4-0f22-4af5-9402-22522fd735f4"
SENDS = "3fbfd8d5-0f22-4af5-9402-22522fd735f4"
LISTENS = "3fbfd8d6-0f22-4af5-9402-22522fd735f4"
_FULL_MV = ((4150, 100), (3950, 75), (3800, 50), (3700, 25), (3600, 10), (3400, 0))


class Link:
    """Carries frames to one host."""

    def room(self) -> int:
        """Return how many bytes a frame may have: on BLE the MTU less 3."""
        return 244

    def send(self, frame: memoryview) -> bool:
        """Take a frame, or return False where there is no room for it now."""
        return True


class Board:
    """A board; what it lacks stays as it is here.

    Attributes:
        uid: 8 bytes that no other board has.
        abilities: of BEEPS, SHOWS, HAS_BUTTON.
        session: a number that is another one after each time it is switched on.
    """

    uid = bytes(8)
    abilities = 0
    session = 0

    def now_us(self) -> int:
        """Return µs on a clock that never wraps or stands still."""
        return 0

    def millivolts(self) -> int:
        """Return the battery's voltage, 0 where it is not measured."""
        return 0

    def charging(self) -> bool:
        """Return whether the battery is being charged."""
        return False

    def free(self) -> int:
        """Return how many bytes of memory are free."""
        return 0

    def beep(self, call: int) -> None:
        """Sound a call; 1 is to rack the bar."""

    def show(self, state: int, reps: int, velocity: int, error: int) -> None:
        """Show what the host says: see SET in the protocol."""


def advertised(name: str, percent: int) -> tuple[bytes, bytes]:
    """Return what is advertised, and what is told to those who scan."""
    uuid = bytes(reversed(bytes.fromhex(SERVICE.replace("-", ""))))
    said = bytes((len(name) + 1, 9)) + name.encode()
    return b"\2\1\6\x11\7" + uuid + said, b"\x14\x21" + uuid + bytes((1, FIRMWARE, percent))


def percent(millivolts: int) -> int:
    """Return how full a lithium battery is at rest, 255 where it is not measured (unverified)."""
    if millivolts == 0:
        return 255
    above, full = 5000, 100
    for at, share in _FULL_MV:
        if millivolts >= at:
            return share + (full - share) * (millivolts - at) // (above - at)
        above, full = at, share
    return 0
