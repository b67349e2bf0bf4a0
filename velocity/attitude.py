"""Rotations of the sensor: quaternions (w, x, y, z) and their cumulative product.

Arrays keep the component in the first axis, (4, …) and (3, …), so that every arithmetic step
runs over contiguous memory. A quaternion turns sensor coordinates into world coordinates.
"""

from __future__ import annotations

import numpy as np

from velocity.samples import Floats

SCAN_BLOCK = 16


def product(p: Floats, q: Floats) -> Floats:
    """Return the Hamilton product p ⊗ q of quaternions, (4, …) each."""
    pw, px, py, pz = p
    qw, qx, qy, qz = q
    return np.stack(
        (
            pw * qw - px * qx - py * qy - pz * qz,
            pw * qx + px * qw + py * qz - pz * qy,
            pw * qy - px * qz + py * qw + pz * qx,
            pw * qz + px * qy - py * qx + pz * qw,
        )
    )


def from_rotation_vector(vector: Floats) -> Floats:
    """Return the quaternions (4, …) of rotation vectors (3, …) in rad."""
    half = 0.5 * np.sqrt(np.einsum("i...,i...->...", vector, vector))
    return np.concatenate((np.cos(half)[None], 0.5 * np.sinc(half / np.pi) * vector))


def cumulative_product(steps: Floats) -> Floats:
    """Return every prefix product q₀ ⊗ … ⊗ q_k of (4, n) quaternions, as (4, n).

    Doubling within short blocks, then the same over the blocks' totals: O(n) work, no loop over
    samples.
    """
    n = steps.shape[1]
    if n == 0:
        return steps
    blocks = -(-n // SCAN_BLOCK)
    scan = np.zeros((4, blocks, SCAN_BLOCK))
    scan[0] = 1.0
    scan.reshape(4, -1)[:, :n] = steps
    reach = 1
    while reach < SCAN_BLOCK:
        scan[:, :, reach:] = product(scan[:, :, :-reach], scan[:, :, reach:])
        reach *= 2
    if blocks > 1:
        before = cumulative_product(np.ascontiguousarray(scan[:, :-1, -1]))
        scan[:, 1:] = product(before[:, :, None], scan[:, 1:])
    flat = scan.reshape(4, -1)[:, :n]
    return np.asarray(flat / np.sqrt(np.einsum("in,in->n", flat, flat)))


def rotation_matrix(q: Floats) -> Floats:
    """Return the rotation matrices (3, 3, …) of unit quaternions (4, …)."""
    w, x, y, z = q
    return np.stack(
        (
            np.stack((1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y))),
            np.stack((2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x))),
            np.stack((2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y))),
        )
    )


def upright(specific_force: Floats) -> Floats:
    """Return the smallest rotation (4,) that turns a specific force (3,) to the world's z."""
    size = np.linalg.norm(specific_force)
    if size == 0.0:
        return np.array([1.0, 0.0, 0.0, 0.0])
    u = specific_force / size
    if u[2] < -0.999999:
        return np.array([0.0, 1.0, 0.0, 0.0])
    q = np.array([1.0 + u[2], u[1], -u[0], 0.0])
    return np.asarray(q / np.linalg.norm(q))
