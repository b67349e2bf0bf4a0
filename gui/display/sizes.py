"""Sizes of text and touch targets: shares of the window, so that all fits any screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

FAMILY = "DejaVu Sans, Noto Sans, Segoe UI, Helvetica Neue, Arial"
TOUCH_MM = 9.0
"""Least side of what is touched."""
_MM_PER_INCH = 25.4


@dataclass(frozen=True)
class Sizes:
    """What text is as high as, px.

    Attributes:
        width, height: of the window, px.
        scale: by which people have made text larger.
        touch: least side of a touch target, px.
    """

    width: int
    height: int
    scale: float = 1.0
    dots_per_inch: float = 96.0

    @property
    def upright(self) -> bool:
        """Whether the window is higher than wide."""
        return self.height > self.width

    @property
    def short(self) -> int:
        """The shorter side, px."""
        return min(self.width, self.height)

    @property
    def small(self) -> float:
        """Text of the least importance: still readable at arm's length."""
        return max(self.short * 0.030, 13.0) * self.scale

    @property
    def normal(self) -> float:
        """Text that people read between sets."""
        return max(self.short * 0.042, 16.0) * self.scale

    @property
    def large(self) -> float:
        """Text that people read in the set."""
        return self.short * 0.085 * self.scale

    @property
    def gap(self) -> int:
        """Space between things, px."""
        return max(round(self.short * 0.015), 4)

    @property
    def touch(self) -> int:
        """Least side of a touch target, px."""
        return round(TOUCH_MM / _MM_PER_INCH * self.dots_per_inch) + 1


def font(pixels: float, *, bold: bool = False) -> QFont:
    """Return a font of a height in px."""
    made = QFont(FAMILY.split(", "))
    made.setPixelSize(max(round(pixels), 1))
    made.setBold(bold)
    return made


def fitted(text: str, width: float, pixels: float, *, bold: bool = False) -> QFont:
    """Return a font of a height in px at the most, in which a text is no wider than ``width``."""
    made = font(pixels, bold=bold)
    wide = QFontMetricsF(made).horizontalAdvance(text)
    return made if wide <= width else font(pixels * width / wide * 0.98, bold=bold)


def draw_fitted(
    painter: QPainter, box: QRect, text: str, pixels: float, align: Qt.AlignmentFlag, *, bold: bool
) -> None:
    """Draw one line of text in a box, smaller where it would not fit."""
    size = min(pixels, box.height())
    painter.setFont(fitted(text, box.width(), size, bold=bold))
    painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, text)
