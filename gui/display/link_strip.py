"""Battery, link, rate, gaps, sound and logbook; loud where something is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.display import words
from gui.display.language import decimal, translate, translated
from gui.display.panel import Panel
from gui.display.text import LINE, cut, draw_text, width_of
from gui.live_state import LinkState, LiveState

SHOWN_MS = 30_000
"""How long what was said is worth a look."""
_LOW = 0.2  # of a battery
_LEAST_CUT = 12.0  # heights of the font that the beginning of a note is wide, to be worth a look
_SMALLER = 0.96
_BATTERY = 2.2  # of the font's height: the width of a battery
_BESIDES = 2.2 + _BATTERY  # of the font's height: what a note takes beside its text
_SMALLEST = 0.8  # of the usual height
_ROW = LINE * 1.15  # of the font's height


@dataclass(frozen=True)
class Note:
    """A few words; loud ones stand out, ``battery`` is how full a battery is that is drawn."""

    text: str
    loud: bool = False
    battery: float | None = None


class LinkStrip(Panel[tuple[Note, ...]]):
    """Notes one after the other, in as many rows as they take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sound = self._said = ""
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(lambda: self._say(""))

    def set_sound(self, text: str) -> None:
        """Tell how the sound stands: "", or why there is none."""
        self._sound = text
        self._again()

    def say(self, text: str) -> None:
        """Show for half a minute what has just happened."""
        self._say(text)
        self._forget.start(SHOWN_MS)

    def _say(self, text: str) -> None:
        self._said = text
        self._again()

    def _again(self) -> None:
        if self._state is not None:
            self.show_state(self._state)

    def shown(self, state: LiveState) -> tuple[Note, ...]:
        """Return the notes that are painted, the loud ones first."""
        notes = [
            Note(translated(state.link.word), not state.link.stands),
            _battery(state.link),
            *_samples(state.link),
            *_kept(state.link),
            *([Note(translated(self._sound))] if self._sound else []),
            *_said(self._said, state.link),
        ]
        return tuple(sorted(notes, key=lambda note: not note.loud))

    def draw(self, painter: QPainter, box: QRect, shown: tuple[Note, ...]) -> None:
        """Paint the notes, the last quiet ones only where there is room for them."""
        rows, size = self._fitting(shown, box)
        top = box.y() + (box.height() - size * _ROW * len(rows)) / 2
        for number, row in enumerate(rows):
            x = float(box.x())
            for note in row:
                place = QRectF(x, top + number * size * _ROW, self._width(note, size), size * _ROW)
                self._draw_note(painter, place.toRect(), note, size)
                x += place.width() + size

    def _fitting(self, shown: tuple[Note, ...], box: QRect) -> tuple[list[list[Note]], float]:
        """Return rows of notes that fit a box, and the height of their font, px."""
        size = min(self.sizes.small, box.height() / _ROW)
        least = min(size, _SMALLEST * self.sizes.small / self.sizes.scale)
        notes = list(shown)
        while not (rows := self._rows(notes, box, size)):
            if size > least:
                size *= _SMALLER
            elif len(notes) > 1 and not notes[-1].loud:
                last = notes.pop()
                if rows := self._with_a_cut(notes, last, box, size):
                    break
            else:  # all that is left is loud: the ends of it are left out
                room = box.width() / len(notes) - _BESIDES * size
                return [[_cut(note, room, size) for note in notes]], size
        return rows, size

    def _with_a_cut(
        self, notes: list[Note], last: Note, box: QRect, size: float
    ) -> list[list[Note]]:
        """Return rows that fit, with the beginning of a last note; none where it has no room."""
        rows = self._rows(notes, box, size)
        if not rows:
            return []
        free = box.width() - sum(self._width(note, size) + size for note in rows[-1])
        if free < _LEAST_CUT * size:
            return []
        return [*rows[:-1], [*rows[-1], _cut(last, free - 2, size)]]

    def _rows(self, notes: list[Note], box: QRect, size: float) -> list[list[Note]]:
        """Return the notes in rows that fit a box; none where they do not."""
        rows: list[list[Note]] = [[]]
        free = float(box.width())
        for note in notes:
            width = self._width(note, size)
            if width > free and rows[-1]:
                rows.append([])
                free = box.width()
            if width > box.width():
                return []
            rows[-1].append(note)
            free -= width + size
        return rows if len(rows) * size * _ROW <= box.height() + 1 else []

    def _width(self, note: Note, size: float) -> float:
        drawn = _BATTERY * size if note.battery is not None else 0.0
        padding = size if note.loud else 0.0
        return width_of(note.text, size, bold=note.loud) + drawn + padding + 2

    def _draw_note(self, painter: QPainter, box: QRect, note: Note, size: float) -> None:
        colour = self.theme.on_state if note.loud else self.theme.faint
        inner = box
        if note.loud:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.rack))
            painter.drawRoundedRect(box, size / 4, size / 4)
            inner = box.adjusted(round(size / 2), 0, -round(size / 2), 0)
        if note.battery is not None:
            _draw_battery(painter, inner, note.battery, size, colour)
            inner = inner.adjusted(round(_BATTERY * size), 0, 0, 0)
        draw_text(painter, inner, note.text, size, colour, bold=note.loud)


def _cut(note: Note, room: float, size: float) -> Note:
    return replace(note, text=cut(note.text, room, size, bold=note.loud))


def _draw_battery(painter: QPainter, box: QRect, full: float, size: float, colour: str) -> None:
    """Draw a battery, filled as far as it is."""
    body = QRectF(box.x() + 1, box.y() + (box.height() - size * 0.8) / 2, size * 1.6, size * 0.8)
    pen = QPen(QColor(colour), max(size * 0.08, 1.0))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(body)
    top = QRectF(body.right(), body.y() + body.height() * 0.3, size * 0.2, body.height() * 0.4)
    painter.fillRect(top, QColor(colour))
    inner = body.adjusted(size * 0.12, size * 0.12, -size * 0.12, -size * 0.12)
    inner.setWidth(inner.width() * full)
    painter.fillRect(inner, QColor(colour))


def _said(text: str, link: LinkState) -> list[Note]:
    """Return what was said, unless it stands there anyway."""
    return [Note(translated(text))] if text and text != link.trouble else []


def _battery(link: LinkState) -> Note:
    if not link.battery:
        return Note(translate("Words", "battery ?"))
    told = translate("Words", "battery {full}").format(full=decimal(link.battery))
    share = re.match(r"(\d+) %", link.battery)
    full = min(int(share[1]) / 100, 1.0) if share else None
    return Note(told, full is not None and full < _LOW, full)


def _samples(link: LinkState) -> list[Note]:
    """Return the rate, and what is missing of the samples or wrong with them."""
    notes = []
    if link.stands and link.rate_hz is not None:
        notes.append(Note(f"{words.number(link.rate_hz, 0)} Hz"))
    told = translate("Words", "{lost} lost in {gaps} gaps")
    notes.append(Note(told.format(lost=link.lost, gaps=link.gaps)))
    if link.clipped:
        notes.append(Note(translate("Words", "{count} clipped").format(count=link.clipped)))
    if link.bad:
        notes.append(Note(translate("Words", "{count} bad frames").format(count=link.bad)))
    return notes


def _kept(link: LinkState) -> list[Note]:
    """Return which sets are in the logbook, and loudly what is not kept."""
    notes = []
    if link.trouble:
        told = translate("Words", "NOT KEPT: {why}")
        notes.append(Note(told.format(why=_why(link.trouble)), loud=True))
    if link.logbook_trouble:
        told = translate("Words", "LOGBOOK: {why}")
        notes.append(Note(told.format(why=_why(link.logbook_trouble)), loud=True))
    if link.logged:
        told = translate("Words", "set {number} in the logbook")
        notes.append(Note(told.format(number=link.logged[-1])))
    return notes


def _why(trouble: str) -> str:
    """Return what ails a file, without its path, which would leave no room for it."""
    return translated(re.sub(r"^\S*[/\\]\S*: ", "", trouble))
