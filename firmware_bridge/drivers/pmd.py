"""Polar's measurement data (PMD): frames into values.

A frame is ``type | u64 ns of the last sample | format | samples``, little-endian. If bit 7 of the
format is set the samples are three int16, then blocks ``width | count | deltas`` of two's
complement numbers, least significant bit first, each block filled up to a byte. Source: the
vendor's published SDK, polar-ble-sdk.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from velocity.samples import Floats

ACC, GYR = 2, 5

_HEAD = 10
_WIDEST = 17
"""Bits of the largest step between two int16."""
_KNOWN = {(ACC, 0, True), (ACC, 1, True), (ACC, 1, False), (GYR, 0, True)}
_SIZES = {0: 2, 1: 2, 2: 2, 3: 4, 4: 1, 5: 4}
_FACTOR = 5


@dataclass(frozen=True)
class Frame:
    """One notification's readings of one of the two instruments.

    Attributes:
        stamp: ns on the sensor's clock of the last sample.
        raw: (n, 3) counts.
        scaled: whether a count is the stream's factor, else 1.
        milli: whether counts, so scaled, are thousandths of g.
    """

    kind: int
    stamp: int
    raw: NDArray[np.int64]
    scaled: bool
    milli: bool


def frame(data: bytes) -> Frame:
    """Return what a notification of the data characteristic holds.

    Raises:
        ValueError: it is cut, or of another kind.
    """
    if len(data) < _HEAD + 6:
        raise ValueError("a PMD frame too short for one sample")
    kind, form = data[0] & 0x3F, data[9] & 0x7F
    compressed = data[9] >= 0x80
    if (kind, form, compressed) not in _KNOWN:
        raise ValueError(f"a PMD frame of kind {kind}, format {data[9]:#x}")
    raw = _unpacked(data) if compressed else _plain(data)
    stamp = int.from_bytes(data[1:9], "little")
    return Frame(kind, stamp, raw, scaled=compressed, milli=form == 1)


def factor(settings: bytes) -> float | None:
    """Return the unit of the counts from a reply's settings, None where it is not told."""
    at = 0
    while at + 2 <= len(settings) and settings[at] in _SIZES:
        kind, count = settings[at], settings[at + 1]
        end = at + 2 + count * _SIZES[kind]
        if kind == _FACTOR and count == 1 and end <= len(settings):
            unit = float(np.frombuffer(settings, "<f4", 1, at + 2)[0])
            return unit if np.isfinite(unit) and unit > 0 else None
        at = end
    return None


def _plain(data: bytes) -> NDArray[np.int64]:
    if (len(data) - _HEAD) % 6:
        raise ValueError("a PMD frame with a torn sample")
    return np.frombuffer(data, "<i2", offset=_HEAD).reshape(-1, 3).astype(np.int64)


def _unpacked(data: bytes) -> NDArray[np.int64]:
    first = np.frombuffer(data, "<i2", 3, _HEAD).astype(np.int64).reshape(1, 3)
    blocks = _blocks(data)
    if not blocks:
        return first
    steps = _numbers(data, np.array(blocks)).reshape(-1, 3)
    raw: NDArray[np.int64] = np.concatenate((first, steps)).cumsum(axis=0)
    if raw.max() > 0x7FFF or raw.min() < -0x8000:
        raise ValueError("a PMD frame whose samples leave their range")
    return raw


def _blocks(data: bytes) -> list[tuple[int, int, int]]:
    """Return where the blocks' bits begin, how wide a number is, how many there are."""
    found = []
    at = _HEAD + 6
    while at < len(data):
        width, count = data[at], 3 * data[at + 1] if at + 1 < len(data) else 0
        end = at + 2 - (-width * count // 8)
        if width > _WIDEST or end > len(data):
            raise ValueError("a PMD frame with a torn block")
        if width and count:
            found.append((8 * (at + 2), width, count))
        at = end
    return found


def _numbers(data: bytes, blocks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the two's complement numbers of all (n, 3) blocks."""
    starts, widths, counts = blocks.T
    starts -= widths * (counts.cumsum() - counts)  # as if all numbers had this block's width
    starts, widths = blocks[:, :2].repeat(counts, axis=0).T
    bits = starts + widths * np.arange(len(widths))
    words = np.ndarray(len(data), "<i8", data + bytes(7), strides=(1,))  # one from every byte on
    above = 64 - widths
    numbers: NDArray[np.int64] = words[bits >> 3] << above - (bits & 7) >> above
    return numbers


def physical(one: Frame, unit: float) -> Floats:
    """Return a frame's values, (n, 3) g or degrees per second; ``unit`` is the reply's factor."""
    scale = (unit if one.scaled else 1.0) * (1e-3 if one.milli else 1.0)
    return np.multiply(one.raw, scale, dtype=np.float64)
