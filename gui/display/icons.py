"""Small drawings beside words: each is a path in a square of side 1, y downward."""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

_Line = tuple[tuple[float, float], ...]
_THICK = 0.11  # of the side: width of the strokes

_PLUS: tuple[_Line, ...] = (((0.70, 0.5), (1.0, 0.5)), ((0.85, 0.35), (0.85, 0.65)))
_MINUS: tuple[_Line, ...] = (((0.70, 0.5), (1.0, 0.5)),)
_SPEAKER: tuple[_Line, ...] = (
    ((0.02, 0.36), (0.16, 0.36), (0.36, 0.16), (0.36, 0.84), (0.16, 0.64), (0.02, 0.64)),
)
_GAUGE: tuple[_Line, ...] = (
    ((0.05, 0.10), (0.05, 0.90), (0.60, 0.90)),
    ((0.05, 0.38), (0.60, 0.38)),
)
_PLATES: tuple[_Line, ...] = (
    ((0.0, 0.5), (0.62, 0.5)),
    ((0.14, 0.18), (0.14, 0.82)),
    ((0.48, 0.18), (0.48, 0.82)),
)
_WAVES: tuple[_Line, ...] = (
    ((0.56, 0.34), (0.64, 0.5), (0.56, 0.66)),
    ((0.76, 0.2), (0.90, 0.5), (0.76, 0.8)),
)
_CROSSED: tuple[_Line, ...] = (((0.60, 0.32), (0.96, 0.68)), ((0.96, 0.32), (0.60, 0.68)))


def _ring(x: float, y: float, radius: float, start: float = 0.0, turn: float = 360.0) -> _Line:
    """Return an arc from an angle on, degrees from the right, clockwise."""
    steps = max(round(abs(turn) / 20), 2)
    angles = [(start + turn * i / steps) * pi / 180 for i in range(steps + 1)]
    return tuple((x + radius * cos(angle), y + radius * sin(angle)) for angle in angles)


_LINES: dict[str, tuple[_Line, ...]] = {
    "BROKE": (((0.15, 0.15), (0.85, 0.85)), ((0.85, 0.15), (0.15, 0.85))),
    "CLEAN": (((0.10, 0.55), (0.38, 0.83), (0.92, 0.18)),),
    "UNDO": (
        ((0.36, 0.06), (0.10, 0.30), (0.36, 0.54)),
        ((0.10, 0.30), (0.6, 0.30)),
        _ring(0.6, 0.6, 0.3, -90, 210),
    ),
    "DISCARD": (_ring(0.5, 0.5, 0.42), ((0.20, 0.80), (0.80, 0.20))),
    "EARLIER_REP": (((0.15, 0.5), (0.5, 0.12), (0.85, 0.5)), ((0.5, 0.12), (0.5, 0.92))),
    "LATER_REP": (((0.15, 0.5), (0.5, 0.88), (0.85, 0.5)), ((0.5, 0.08), (0.5, 0.88))),
    "LIMIT_UP": (*_GAUGE, *_PLUS),
    "LIMIT_DOWN": (*_GAUGE, *_MINUS),
    "LOAD_UP": (*_PLATES, *_PLUS),
    "LOAD_DOWN": (*_PLATES, *_MINUS),
    "NEXT_LIFTER": (
        _ring(0.3, 0.26, 0.18),
        ((0.02, 0.9), (0.06, 0.62), (0.54, 0.62), (0.58, 0.9)),
        ((0.72, 0.3), (0.94, 0.5), (0.72, 0.7)),
    ),
    "END_SET": (((0.15, 0.15), (0.85, 0.15), (0.85, 0.85), (0.15, 0.85), (0.15, 0.15)),),
    "MUTE": (*_SPEAKER, *_WAVES),
    "MUTED": (*_SPEAKER, *_CROSSED),
    "LOUDER": (*_SPEAKER, *_PLUS),
    "SOFTER": (*_SPEAKER, *_MINUS),
    "SETUP": (
        ((0.0, 0.5), (1.0, 0.5)),
        ((0.2, 0.2), (0.2, 0.8)),
        ((0.34, 0.1), (0.34, 0.9)),
        ((0.66, 0.1), (0.66, 0.9)),
        ((0.8, 0.2), (0.8, 0.8)),
    ),
    "SETTINGS": (
        ((0.05, 0.2), (0.95, 0.2)),
        ((0.05, 0.5), (0.95, 0.5)),
        ((0.05, 0.8), (0.95, 0.8)),
        ((0.3, 0.1), (0.3, 0.3)),
        ((0.7, 0.4), (0.7, 0.6)),
        ((0.42, 0.7), (0.42, 0.9)),
    ),
    "FULL_SCREEN": (
        ((0.08, 0.35), (0.08, 0.1), (0.35, 0.1)),
        ((0.65, 0.1), (0.92, 0.1), (0.92, 0.35)),
        ((0.92, 0.65), (0.92, 0.9), (0.65, 0.9)),
        ((0.35, 0.9), (0.08, 0.9), (0.08, 0.65)),
    ),
    "HELP": (
        _ring(0.5, 0.32, 0.24, 180, 270),
        ((0.5, 0.56), (0.5, 0.68)),
        ((0.5, 0.9), (0.5, 0.91)),
    ),
    "QUIT": (
        ((0.45, 0.1), (0.1, 0.1), (0.1, 0.9), (0.45, 0.9)),
        ((0.4, 0.5), (0.95, 0.5)),
        ((0.74, 0.28), (0.95, 0.5), (0.74, 0.72)),
    ),
    "MORE": (((0.15, 0.5), (0.16, 0.5)), ((0.5, 0.5), (0.51, 0.5)), ((0.84, 0.5), (0.85, 0.5))),
}


def draw(painter: QPainter, name: str, box: QRectF, colour: str) -> None:
    """Draw an icon in a square box; the painter is left as it was."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width(), box.height())
    painter.setPen(
        QPen(
            QColor(colour),
            _THICK,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(name))
    painter.restore()


@cache
def _path(name: str) -> QPainterPath:
    path = QPainterPath()
    for line in _LINES[name]:
        path.moveTo(QPointF(*line[0]))
        for point in line[1:]:
            path.lineTo(QPointF(*point))
    return path
