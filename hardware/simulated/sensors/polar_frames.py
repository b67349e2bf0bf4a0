"""How a Polar sensor packs samples: the first in full, then blocks of small differences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]

BLOCK = 8
"""Differences in a block."""


def block(differences: Counts) -> bytes:
    """Return (n, 3) differences as ``width | n | bits``, least significant bit first."""
    width = max(_bits(int(differences.min())), _bits(int(differences.max())))
    bits = (differences.reshape(-1, 1) >> np.arange(width)) & 1
    packed = np.packbits(bits.astype(np.uint8).ravel(), bitorder="little")
    return bytes((width, len(differences))) + packed.tobytes()


def frame(kind: int, stamp_ns: int, samples: Counts, form: int = 0) -> bytes:
    """Return the notification that holds (n, 3) int16 samples, the last taken at ``stamp_ns``."""
    head = bytes((kind,)) + (stamp_ns % 2**64).to_bytes(8, "little") + bytes((0x80 | form,))
    steps = np.diff(samples, axis=0)
    blocks = [block(steps[at : at + BLOCK]) for at in range(0, len(steps), BLOCK)]
    return b"".join((head, samples[0].astype("<i2").tobytes(), *blocks))


def fill(samples: Counts, room: int) -> int | None:
    """Return how many of (n, 3) samples go into a frame of ``room`` bytes, None if all would.

    A frame is closed when the next whole block does not fit any more.
    """
    used, taken = 16, 1
    steps = np.diff(samples, axis=0)
    while taken + BLOCK <= len(samples):
        used += len(block(steps[taken - 1 : taken - 1 + BLOCK]))
        if used > room:
            return taken
        taken += BLOCK
    return None


def _bits(value: int) -> int:
    """Return how many bits a two's complement number needs, at least two."""
    return max(2, (value if value >= 0 else ~value).bit_length() + 1)
