"""Between sets: what the last set amounts to, its reps, and how long the lifter has rested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.display import words
from gui.display.language import translate, translated
from gui.display.panel import Panel
from gui.display.rep_list import RepList
from gui.display.rest_clock import RestClock
from gui.display.sizes import Sizes
from gui.display.text import LINE, draw_text, lines_of
from gui.display.theme import Theme
from gui.live_state import LiveState
from gui.live_words import UNSEEN
from velocity.rep import Rep, SetSummary

_APART = 0.5  # of the normal size: the space between paragraphs
_SMALLER, _SMALLEST = 0.96, 6.0  # px
_WIDE = 1.3  # width ÷ height from which the list stands beside the summary


@dataclass(frozen=True)
class Paragraph:
    """Words of the summary, ``scale`` times the normal size, and the state whose colour they have.

    Bold ones are those that are read first.
    """

    text: str
    scale: float = 1.0
    bold: bool = False
    state: str = ""


class Resting(Panel[tuple[Paragraph, ...]]):
    """The summary with the clock below it, and the reps beside or below these."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock, self.reps = RestClock(self), RepList(self)

    def show_state(self, state: LiveState) -> None:
        """Show a state: the summary, the reps and the clock."""
        super().show_state(state)
        self.clock.show_state(state)
        self.reps.show_state(state)

    def set_look(self, theme: Theme, sizes: Sizes) -> None:
        """Show everything anew, in other colours, sizes or words."""
        super().set_look(theme, sizes)
        self.clock.set_look(theme, sizes)
        self.reps.set_look(theme, sizes)
        self._place()

    def shown(self, state: LiveState) -> tuple[Paragraph, ...]:
        """Return the summary that is painted."""
        if state.summary is None:
            return ()
        return tuple(_summary(state, state.summary))

    def draw(self, painter: QPainter, box: QRect, shown: tuple[Paragraph, ...]) -> None:
        """Paint the summary."""
        place = self._places()[0]
        size = _common_size(shown, place, self.sizes.normal)
        y = place.y()
        for one in shown:
            pixels = one.scale * size
            high = _height(one, place.width(), size)
            row = QRect(place.x(), y, place.width(), round(high))
            colour = self.theme.of(one.state) if one.state else self.theme.text
            draw_text(painter, row, one.text, pixels, colour, bold=one.bold, lines=len(one.text))
            y += round(high + _APART * size)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the clock and the list in their places."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        _, clock, reps = self._places()
        self.clock.setGeometry(clock)
        self.reps.setGeometry(reps)

    def _places(self) -> tuple[QRect, QRect, QRect]:
        """Return where the summary, the clock and the list stand."""
        box, gap = self.rect(), self.sizes.gap
        width, height = box.width(), box.height()
        if width > _WIDE * height:
            half, high = round(width * 0.44), round(height * 0.66)
            return (
                QRect(gap, gap, half - 2 * gap, high - gap),
                QRect(0, high, half, height - high),
                QRect(half, 0, width - half, height),
            )
        top, left = round(height * 0.50), round(width * 0.68)
        return (
            QRect(gap, gap, left - 2 * gap, top - gap),
            QRect(left, 0, width - left, top),
            QRect(0, top, width, height - top),
        )


def _common_size(shown: Sequence[Paragraph], box: QRect, size: float) -> float:
    """Return the largest normal size, px, up to one, in which all paragraphs fit a box."""
    while size > _SMALLEST:
        high = sum(_height(one, box.width(), size) + _APART * size for one in shown)
        if high <= box.height() + _APART * size:
            break
        size *= _SMALLER
    return size


def _height(one: Paragraph, width: int, size: float) -> float:
    """Return how high a paragraph is, px; inf where a word of it is too wide."""
    broken = lines_of(one.text, width, one.scale * size, bold=one.bold)
    return inf if broken is None else len(broken) * one.scale * size * LINE + 1


def _summary(state: LiveState, summary: SetSummary) -> list[Paragraph]:
    called = next((rep for rep in state.reps if rep.rep == summary.stop_after_rep), None)
    verdict = "" if summary.best_mean_velocity is None else "rack" if called else "ok"
    whose = words.lifted(state)
    told = [
        *([Paragraph(whose, 1.0, True)] if whose else []),
        Paragraph(words.conclusion(summary, called), 1.7, True, verdict),
        Paragraph(_numbers(state, summary)),
        *(Paragraph(translated(doubt)) for doubt in _doubts(state, summary)),
    ]
    if any(rep.technique for rep in state.reps):
        worst = _worst(state.reps)
        told += [Paragraph(worst)] if worst else []
        told.append(Paragraph(translated(UNSEEN), 0.8))
    if follows := words.follows(state.turn):
        told.append(Paragraph(follows, 1.2, True))
    return told


def _numbers(state: LiveState, summary: SetSummary) -> str:
    count = words.rep_count(summary.reps)
    best, loss = summary.best_mean_velocity, summary.velocity_loss
    if best is None or loss is None:
        return count
    fastest = max((r for r in state.reps if r.valid), key=lambda r: r.mean_velocity.value)
    told = translate("Words", "best {best} m/s (rep {rep}), loss {loss} at the end")
    velocity = f"{words.number(best.value, 2)} {words.error(best, 3)}"
    return f"{count}, {told.format(best=velocity, rep=fastest.rep, loss=words.percent(loss.value))}"


def _doubts(state: LiveState, summary: SetSummary) -> list[str]:
    """Return why no rep can be trusted, where that is so: each reason once."""
    if summary.best_mean_velocity is not None:
        return []
    return list(dict.fromkeys(doubt for rep in state.reps if rep.counts for doubt in rep.doubts))


def _worst(reps: list[Rep]) -> str:
    """Return the technique of the first rep that was furthest from clean."""
    order = ("failed", "sliding", "clean")
    judged = [rep for rep in reps if rep.technique and rep.technique.state in order and rep.valid]
    if not judged:
        return ""
    worst = min(judged, key=lambda rep: order.index(rep.technique.state if rep.technique else ""))
    if worst.technique is not None and worst.technique.state == "clean":
        return translate("Words", "technique clean in all reps")
    told = translate("Words", "rep {rep}: {technique}")
    return told.format(rep=worst.rep, technique=words.technique(worst))
