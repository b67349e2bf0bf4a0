from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

HEADER = "t_s,ax_m_s2,ay_m_s2,az_m_s2,gx_rad_s,gy_rad_s,gz_rad_s"


@pytest.fixture
def rows() -> NDArray[np.float64]:
    """(1000, 7) ten seconds of a sensor at rest, then moved, at 100 Hz."""
    rng = np.random.default_rng(1)
    values = np.zeros((1000, 7))
    values[:, 0] = np.arange(1000) / 100
    values[:, 1:] = rng.normal(0, 0.02, (1000, 6))
    values[:, 3] += 9.81
    values[500:, 3] += 3 * np.sin(np.arange(500) / 10)
    return values.round(6)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write text, or rows under a header, to a file."""

    def written(
        content: str | bytes | NDArray[np.float64], header: str = HEADER, encoding: str = "utf-8"
    ) -> Path:
        path = tmp_path / "recording.csv"
        if isinstance(content, np.ndarray):
            lines = [",".join(f"{cell:.6f}" for cell in row) for row in content]
            content = "\n".join([header, *lines, ""])
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return written
