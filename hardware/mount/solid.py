"""A body of triangles, as printers take it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_TRIANGLE = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("unused", "<u2")])
_HEAD = 84  # bytes before the triangles


@dataclass(frozen=True)
class Solid:
    """A body: ``triangles`` (n, 3, 3) mm, each seen from outside with its corners to the left."""

    triangles: NDArray[np.float64]

    @property
    def closed(self) -> bool:
        """Whether it is watertight: along every edge as many triangles go one way as the other."""
        corners = np.unique(self.triangles.reshape(-1, 3), axis=0, return_inverse=True)[1]
        ring = corners.reshape(-1, 3)
        ends = np.concatenate((ring[:, [0, 1]], ring[:, [1, 2]], ring[:, [2, 0]]))
        if (ends[:, 0] == ends[:, 1]).any():
            return False
        there = np.unique(ends, axis=0, return_counts=True)
        back = np.unique(ends[:, ::-1], axis=0, return_counts=True)
        return all(np.array_equal(a, b) for a, b in zip(there, back, strict=True))

    @property
    def volume_mm3(self) -> float:
        """Its volume, mm³, by the tetrahedra that its triangles span with the origin."""
        a, b, c = self.triangles.transpose(1, 0, 2)
        return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6.0)

    @property
    def size_mm(self) -> NDArray[np.float64]:
        """(3,) mm: how far it reaches along x, y and z."""
        corners = self.triangles.reshape(-1, 3)
        return np.asarray(np.ptp(corners, axis=0))


def read_stl(path: Path) -> Solid:
    """Return the body in a binary STL file.

    Raises:
        ValueError: the file is no such thing, or torn.
    """
    data = path.read_bytes()
    count = int.from_bytes(data[80:_HEAD], "little")
    if count == 0 or len(data) != _HEAD + count * _TRIANGLE.itemsize:
        raise ValueError(f"{path}: no binary STL file, or torn")
    return Solid(np.frombuffer(data, _TRIANGLE, count, _HEAD)["corners"].astype(np.float64))
