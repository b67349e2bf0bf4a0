"""Velocity loss against its limit, reps done and left, and the bar's tilt."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.display import words
from gui.display.language import translate
from gui.display.panel import Panel, count_of, last_rep, stacked
from gui.display.text import CENTER, LEFT, LINE, RIGHT, common, draw_text, width_of
from gui.live_state import LiveState
from velocity.rep import Rep

_SCALE = 1.5  # times the limit: how far the gauge reaches
_USUAL_SCALE = 0.4  # of velocity loss, where there is no limit
_STEEPER = 4.0  # times: by how much more the little bar tilts than the real one
_STEEPEST = 30.0  # degrees


@dataclass(frozen=True)
class Loss:
    """Velocity loss and its limit as shares and in words, and the state whose colour it has."""

    share: float | None
    limit: float | None
    told: str
    limit_told: str
    state: str


@dataclass(frozen=True)
class Fact:
    """A number with what it is called; ``tilt_deg`` where a tilted bar is drawn beside it."""

    name: str
    value: str
    tilt_deg: float | None = None


class Facts(Panel[tuple[Loss, tuple[Fact, ...]]]):
    """The gauge of velocity loss above, or left of, the numbers."""

    def shown(self, state: LiveState) -> tuple[Loss, tuple[Fact, ...]]:
        """Return what is painted."""
        rep = last_rep(state)
        technical, muscular = (rep.left_technical, rep.left_muscular) if rep else (None, None)
        tilt, tilt_deg = tilt_of(rep)
        return loss_of(state, rep), (
            Fact(translate("Words", "reps"), str(count_of(state))),
            Fact(translate("Words", "left to technique"), words.left(technical)),
            Fact(translate("Words", "left to strength"), words.left(muscular)),
            Fact(translate("Words", "tilt"), tilt, tilt_deg),
        )

    def draw(self, painter: QPainter, box: QRect, shown: tuple[Loss, tuple[Fact, ...]]) -> None:
        """Paint the gauge and the numbers."""
        loss, facts = shown
        gauge, cells = _places(box, self.sizes.gap)
        self._draw_gauge(painter, gauge, loss)
        beside = cells[0].width() > 2.6 * cells[0].height()
        halves = [_halves(cell, beside) for cell in cells]
        name, value = halves[0]
        named, normal = [fact.name for fact in facts], self.sizes.normal
        small = common(named, name, normal, bold=False, lines=2)
        counted, most = [fact.value for fact in facts], 1.1 * self.sizes.large
        large = common(counted, value, most, bold=True, lines=1)
        for (name, value), fact in zip(halves, facts, strict=True):
            side = LEFT if beside else CENTER
            draw_text(painter, value, fact.value, large, self.theme.text, side, bold=True)
            if fact.tilt_deg is not None:
                half = name.width() // 2
                self._draw_bar(painter, name.adjusted(half, 0, 0, 0), fact.tilt_deg)
                name = name.adjusted(0, 0, -half, 0)
            draw_text(painter, name, fact.name, small, self.theme.faint, side, lines=2)

    def _draw_gauge(self, painter: QPainter, box: QRect, loss: Loss) -> None:
        """Draw what is lost in large digits, its limit, and both along a track."""
        told, track = stacked(box, (0.64, 0.36))
        pixels = min(1.3 * self.sizes.large, told.height() / LINE)
        wide = min(round(width_of("100 % ", pixels, bold=True)), told.width() // 2)
        now, beside = told.adjusted(0, 0, wide - told.width(), 0), told.adjusted(wide, 0, 0, 0)
        name, limit = stacked(beside, (1, 1))
        called, normal = translate("Words", "velocity loss"), self.sizes.normal
        draw_text(painter, now, loss.told, pixels, self.theme.text, LEFT, bold=True)
        draw_text(painter, name, called, normal, self.theme.faint, RIGHT)
        draw_text(painter, limit, loss.limit_told, normal, self.theme.text, RIGHT)
        self._draw_track(painter, QRectF(track).adjusted(1, 2, -1, -2), loss)

    def _draw_track(self, painter: QPainter, box: QRectF, loss: Loss) -> None:
        """Draw how far the loss has come, and a tick where its limit lies."""
        inset = box.height() * 0.2
        track = box.adjusted(0, inset, 0, -inset)
        scale = _USUAL_SCALE if loss.limit is None else _SCALE * loss.limit
        reached = QRectF(track)
        reached.setWidth(track.width() * min(max((loss.share or 0.0) / scale, 0.0), 1.0))
        painter.fillRect(reached, QColor(self.theme.of(loss.state)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.theme.line), max(box.height() * 0.03, 1.0)))
        painter.drawRect(track)
        if loss.limit is not None:
            x = track.x() + track.width() / _SCALE
            wide = max(box.height() * 0.12, 3.0)
            tick = QRectF(x - wide / 2, box.y(), wide, box.height())
            painter.fillRect(tick, QColor(self.theme.text))

    def _draw_bar(self, painter: QPainter, box: QRect, tilt_deg: float) -> None:
        """Draw a little bar with its plates as the lifter sees it, tilted the more to be seen."""
        unit = min(box.width() / 2.2, box.height() / 1.3)
        painter.save()
        painter.translate(QRectF(box).center())
        painter.setPen(QPen(QColor(self.theme.line), max(unit * 0.04, 1.0), Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(-unit, 0), QPointF(unit, 0))
        painter.rotate(max(-_STEEPEST, min(_STEEPER * tilt_deg, _STEEPEST)))
        painter.setPen(QPen(QColor(self.theme.text), max(unit * 0.09, 2.0)))
        painter.drawLine(QPointF(-unit, 0), QPointF(unit, 0))
        for x in (-0.78, 0.66):
            plate = QRectF(x * unit, -0.3 * unit, 0.12 * unit, 0.6 * unit)
            painter.fillRect(plate, QColor(self.theme.text))
        painter.restore()


def loss_of(state: LiveState, rep: Rep | None) -> Loss:
    """Return the velocity loss after a rep, in the verdict's colour where it speaks for that.

    Beyond its limit it is never ``ok``, whatever else has decided the verdict.
    """
    turn = state.judged
    limit = turn.alert.limits.velocity_loss if turn else None
    told = "" if limit is None else words.loss_limit(limit)
    if rep is None or not rep.valid:
        return Loss(None, limit, words.NONE, told, "unsure")
    share = rep.velocity_loss.value
    speaks = any(reason.name == "velocity_loss" for reason in rep.reasons)
    beyond = limit is not None and share >= limit
    colour = rep.verdict if speaks else "near" if beyond else "ok"
    return Loss(share, limit, words.percent(share), told, colour)


def tilt_of(rep: Rep | None) -> tuple[str, float]:
    """Return how far the bar tilted in a rep, and the most that its left end was up, degrees."""
    if rep is None or not isfinite(rep.tilt_range_deg.value):
        return words.NONE, 0.0
    course = np.nan_to_num(rep.course.tilt_deg) if rep.course is not None else np.zeros(1)
    way = float(course[np.argmax(np.abs(course))])
    return f"{words.number(rep.tilt_range_deg.value, 1)}°", way


def _places(box: QRect, gap: int) -> tuple[QRect, list[QRect]]:
    """Return where the gauge stands, and each of the four numbers."""
    x, y, width, height = box.x(), box.y(), box.width(), box.height()
    if width > 6 * height:  # a strip
        gauge = QRect(x, y, width * 2 // 5, height)
        cells = QRect(gauge.right() + 2 * gap, y, box.right() - gauge.right() - 2 * gap, height)
        return gauge, _side_by_side(cells, gap)
    beside = width > 1.6 * height
    gauge, cells = stacked(box, (0.45, 0.55) if beside else (0.36, 0.64))
    gauge = gauge.adjusted(0, 0, 0, -gap)
    return gauge, _side_by_side(cells, gap) if beside else stacked(cells, (1, 1, 1, 1))


def _side_by_side(box: QRect, gap: int) -> list[QRect]:
    wide = (box.width() + gap) // 4
    return [QRect(box.x() + i * wide, box.y(), wide - gap, box.height()) for i in range(4)]


def _halves(box: QRect, beside: bool) -> tuple[QRect, QRect]:
    """Return where a number's name and the number stand: beside each other, or one below."""
    if not beside:
        name, value = stacked(box, (0.38, 0.62))
        return name, value
    wide = round(0.40 * box.width())
    space = box.height() // 20
    return box.adjusted(wide, space, 0, -space), box.adjusted(0, 0, wide - box.width(), 0)
