"""Contrast and colour differences, by computation on what a screen shows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

Floats = NDArray[np.float64]
Pixels = NDArray[np.uint8]

NORMAL = "normal"
# How a colour looks to people who lack one kind of cones, on linear RGB.
# Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, A physiologically-based model for
# simulation of color vision deficiency, IEEE Trans. Vis. Comput. Graph. 15 (2009), severity 1.0.
VISION = {
    NORMAL: np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def pixels(image: QImage) -> Pixels:
    """Return a picture's colours (height, width, 3)."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()


def share_unlike(one: QImage, other: QImage) -> float:
    """Return the share of pixels that are plainly another colour: more than edges that differ."""
    off = np.abs(pixels(one).astype(int) - pixels(other).astype(int)).max(axis=2)
    return float((off > 64).mean())


def colours(image: QImage, vision: str = NORMAL) -> list[tuple[Floats, float]]:
    """Return the flat colours of a picture as linear RGB, each with its share; most first.

    A flat colour is one of pixels that have it in common with all four neighbours, so that the
    blends at the edges of letters and shapes do not count.
    """
    of = pixels(image).astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    inner = of[1:-1, 1:-1]
    beside = (of[:-2, 1:-1], of[2:, 1:-1], of[1:-1, :-2], of[1:-1, 2:])
    flat = np.all([inner == other for other in beside], axis=0)
    found, counts = np.unique(inner[flat], return_counts=True)
    order = np.argsort(-counts)
    rgb = (found[order, None] >> np.array([16, 8, 0], np.uint32) & 255).astype(np.uint8)
    light = np.clip(linear(rgb) @ VISION[vision].T, 0.0, 1.0)
    return list(zip(light, counts[order] / flat.size, strict=True))


def linear(rgb: Pixels) -> Floats:
    """Return sRGB of 0 to 255 as light of 0 to 1 (IEC 61966-2-1)."""
    share = rgb / 255.0
    return np.asarray(np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4))


def seen(colour: str, vision: str = NORMAL) -> Floats:
    """Return ``#rrggbb`` as the light that people see."""
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.uint8)
    return np.asarray(np.clip(VISION[vision] @ linear(rgb), 0.0, 1.0))


def contrast(one: Floats, other: Floats) -> float:
    """Return how much one colour of linear RGB stands out from another (WCAG 2.2, 1 to 21)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Floats) -> float:
    """Return the relative luminance of linear RGB."""
    return float(colour @ np.array([0.2126, 0.7152, 0.0722]))


def difference(one: Floats, other: Floats) -> float:
    """Return how far two colours of linear RGB are apart, CIE 1976 ΔE in L*a*b*; 2.3 is seen."""
    return float(np.linalg.norm(_lab(one) - _lab(other)))


def _lab(colour: Floats) -> Floats:
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    share = to_xyz @ colour / np.array([0.9505, 1.0, 1.089])
    x, y, z = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16.0 / 116.0)
    return np.array([116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)])
