"""One large button: a drawing, a word, and the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.display.icons import draw
from gui.display.sizes import Sizes, draw_fitted, font
from gui.display.theme import DARK, Theme

_WORD = 0.30  # of the button's height: that of its word
_KEY = 0.8  # of the word's height: that of its key
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TouchButton(QAbstractButton):
    """A field to touch; Space and Enter do the same where it has the focus.

    Attributes:
        icon_name: of the drawing.
        colour: of the drawing; "" for that of text.
    """

    def __init__(self, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon_name, self.colour = icon_name, ""
        self._word, self._key = "", ""
        self._drawn_for = 0
        self._theme, self._sizes = DARK, Sizes(800, 480)
        self._picture = QPixmap()
        self._pictured: tuple[QSize, bool, bool] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_look(self, theme: Theme, sizes: Sizes, colour: str = "") -> None:
        """Show it in these colours and sizes; ``colour`` is that of the drawing."""
        self._theme, self._sizes, self.colour = theme, sizes, colour
        self._change()

    def set_words(self, word: str, key: str, told: str) -> None:
        """Write a word and its key; ``told`` is for those who are read to."""
        self._word, self._key = word, key
        self.setAccessibleName(word)
        self.setAccessibleDescription(told)
        self._change()

    def set_icon(self, name: str) -> None:
        """Show another drawing."""
        self.icon_name = name
        self._change()

    def draw_for(self, height: int) -> None:
        """Draw what is inside as large as in a button of a height, px, which has room for it."""
        if height != self._drawn_for:
            self._drawn_for = height
            self._change()

    def least_width(self, height: int) -> int:
        """Return how wide it has to be at a height for its word, px."""
        pixels = self._pixels(height)
        word = QFontMetricsF(font(pixels, bold=True)).horizontalAdvance(self._word)
        key = QFontMetricsF(font(_KEY * pixels)).horizontalAdvance(self._key)
        return max(round(max(word, key + self._side(height))) + 3 * self._pad, self._sizes.touch)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the least size for a touch."""
        return QSize(self._sizes.touch, self._sizes.touch)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Be pressed by Space or Enter, and leave every other key to the window."""
        if event.key() in _ENTER:
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Show the picture of how it is now, which is drawn but once."""
        now = (self.size(), self.isDown(), self.hasFocus())
        if now != self._pictured:
            self._picture, self._pictured = self._drawn(), now
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def _drawn(self) -> QPixmap:
        """Return a picture of the field, its drawing, its word and its key."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._theme.ground))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_field(painter)
        self._draw_inside(painter)
        painter.end()
        return picture

    def _change(self) -> None:
        """Be drawn anew."""
        self._pictured = None
        self.update()

    @property
    def _pad(self) -> int:
        return max(self._sizes.gap // 2, 4)

    def _pixels(self, height: int) -> float:
        """Return how high the word is in a button of a height, px."""
        return min(self._sizes.small, _WORD * height)

    def _side(self, height: int) -> float:
        """Return the side of the drawing in a button of a height, px."""
        line = 1.3 * self._pixels(height)
        return min(height - 2.5 * self._pad - line, 2 * line)

    def _draw_field(self, painter: QPainter) -> None:
        theme, thick = self._theme, 4.0 if self.hasFocus() else 1.5
        painter.setPen(QPen(QColor(theme.groove if self.hasFocus() else theme.line), thick))
        painter.setBrush(QColor(theme.pressed if self.isDown() else theme.button))
        half = thick / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, 2 * self._pad, 2 * self._pad)

    def _draw_inside(self, painter: QPainter) -> None:
        """Draw the icon over the word, and the key in the corner."""
        height = min(self._drawn_for or self.height(), self.height())
        pixels, pad = self._pixels(height), self._pad
        inner = self.rect().adjusted(pad, pad, -pad, -pad)
        line = round(1.3 * pixels)
        word = QRect(inner.x(), inner.bottom() - line + 1, inner.width(), line)
        side, middle = self._side(height), inner.y() + (inner.height() - line) / 2
        metrics = QFontMetricsF(font(_KEY * pixels))
        key = QRect(inner.topLeft(), QSize(inner.width() - pad // 2, round(metrics.height())))
        key.setLeft(key.right() - round(metrics.horizontalAdvance(self._key)) - 1)
        left = min(inner.center().x() - side / 2, key.left() - side - pad / 2)
        icon = QRectF(left, middle - side / 2, side, side)
        draw(painter, self.icon_name, icon, self.colour or self._theme.text)
        self._write(painter, word, pixels)
        self._write_key(painter, key, _KEY * pixels)

    def _write(self, painter: QPainter, box: QRect, pixels: float) -> None:
        painter.setPen(QColor(self._theme.text))
        middle = Qt.AlignmentFlag.AlignHCenter
        draw_fitted(painter, box, self._word, pixels, middle, bold=True)

    def _write_key(self, painter: QPainter, box: QRect, pixels: float) -> None:
        painter.setPen(QColor(self._theme.text if self.isDown() else self._theme.faint))
        right = Qt.AlignmentFlag.AlignRight
        draw_fitted(painter, box, self._key, pixels, right, bold=False)
