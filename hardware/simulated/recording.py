"""A simulated set written as the recording that a real one would leave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hardware.simulated import SimulatedSet

HEADER = "t_s,ax_m_s2,ay_m_s2,az_m_s2,gx_rad_s,gy_rad_s,gz_rad_s"


def write_csv(sim: SimulatedSet, path: str | Path) -> None:
    """Write the set's samples as a CSV with columns of time (s), m/s² and rad/s.

    Raises:
        OSError: the file cannot be written.
    """
    columns = np.column_stack([sim.stamps, sim.specific_force, sim.angular_rate])
    formats = ["%.6f"] + ["%.5f"] * 3 + ["%.6f"] * 3
    np.savetxt(path, columns, fmt=formats, delimiter=",", header=HEADER, comments="")
