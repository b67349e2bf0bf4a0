"""Readings as a chip's registers hold them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hardware.simulated.strokes import Floats


def int16(values: Floats, scale: Floats | float) -> NDArray[np.int16]:
    """Return values as counts of ``scale`` per count, held at the ends of the range."""
    return np.clip(np.rint(values / scale), -32768, 32767).astype(np.int16)
