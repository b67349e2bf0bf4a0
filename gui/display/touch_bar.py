"""The bar of large buttons: what can be done now, in one row or in several."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.display.action_words import keys_of, label, sentence
from gui.display.actions import Action
from gui.display.language import translate
from gui.display.layout import Phase, phase_of
from gui.display.sizes import Sizes
from gui.display.theme import DARK, Theme
from gui.display.touch_button import TouchButton
from gui.live_state import LiveState

_LIFTING = (
    Action.BROKE,
    Action.CLEAN,
    Action.UNDO,
    Action.END_SET,
    Action.LIMIT_DOWN,
    Action.LIMIT_UP,
    Action.MUTE,
    Action.DISCARD,
    Action.HELP,
    Action.EARLIER_REP,
    Action.LATER_REP,
    Action.SETTINGS,
    Action.FULL_SCREEN,
    Action.QUIT,
)
_BETWEEN = (
    Action.NEXT_LIFTER,
    Action.LOAD_DOWN,
    Action.LOAD_UP,
    Action.SETUP,
    Action.LIMIT_DOWN,
    Action.LIMIT_UP,
    Action.MUTE,
    Action.EARLIER_REP,
    Action.LATER_REP,
    Action.BROKE,
    Action.CLEAN,
    Action.UNDO,
    Action.DISCARD,
    Action.SETTINGS,
    Action.HELP,
    Action.FULL_SCREEN,
    Action.QUIT,
)
_AWAITING = (
    Action.SETUP,
    Action.NEXT_LIFTER,
    Action.LOAD_DOWN,
    Action.LOAD_UP,
    Action.LIMIT_DOWN,
    Action.LIMIT_UP,
    Action.MUTE,
    Action.SETTINGS,
    Action.HELP,
    Action.FULL_SCREEN,
    Action.QUIT,
)
_SHOWN: dict[Phase, tuple[Action, ...]] = {
    "awaiting": _AWAITING,
    "lifting": _LIFTING,
    "resting": _BETWEEN,
}
_NOT_IN_KIOSK = frozenset({Action.FULL_SCREEN, Action.QUIT})
_MOST_ROWS = 2
_FINER = 4  # px from one height of drawings to the next that is tried
_BY_STEPS = frozenset({Action.LOAD_UP, Action.LOAD_DOWN})


Buttons = list[TouchButton]


class TouchBar(QWidget):
    """Buttons for what can be done now; where not all fit, the last one turns the page.

    Attributes:
        more: the button that turns the page; hidden where all fit.

    Signals:
        asked: with the ``Action`` of the button that was touched.
    """

    asked = Signal(Action)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._sizes = DARK, Sizes(800, 480)
        self._phase: Phase = "awaiting"
        self._muted, self._kiosk, self._page = False, False, 0
        self._buttons = {action: self._made(action) for action in Action}
        self.more = TouchButton("MORE", self)
        self.more.clicked.connect(self._turn)
        self._dress()

    def set_look(self, theme: Theme, sizes: Sizes) -> None:
        """Show everything in these colours and sizes, and in the language that is shown now."""
        self._theme, self._sizes = theme, sizes
        self._dress()
        self._arrange()

    def show_state(self, state: LiveState) -> None:
        """Offer what can be done in a state."""
        phase = phase_of(state)
        if phase != self._phase:
            self._phase, self._page = phase, 0
            self._arrange()

    def set_muted(self, muted: bool) -> None:
        """Show whether there is sound."""
        if muted != self._muted:
            self._muted = muted
            self._dress_mute()

    def set_kiosk(self, kiosk: bool) -> None:
        """Offer no way out of the window, or offer one."""
        self._kiosk, self._page = kiosk, 0
        self._arrange()

    @property
    def actions_shown(self) -> tuple[Action, ...]:
        """What can be touched on this page, in order."""
        return tuple(a for a in self._offered if not self._buttons[a].isHidden())

    def button(self, action: Action) -> TouchButton:
        """Return an action's button, shown or not."""
        return self._buttons[action]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Arrange the buttons anew."""
        self._arrange()

    @property
    def _offered(self) -> tuple[Action, ...]:
        hidden = _NOT_IN_KIOSK if self._kiosk else frozenset()
        return tuple(action for action in _SHOWN[self._phase] if action not in hidden)

    def _made(self, action: Action) -> TouchButton:
        button = TouchButton(action.name, self)
        button.setAutoRepeat(action in _BY_STEPS)
        button.setAutoRepeatDelay(500)
        button.clicked.connect(lambda: self.asked.emit(action))
        return button

    def _dress(self) -> None:
        colours = {Action.BROKE: self._theme.rack, Action.CLEAN: self._theme.ok}
        for action, button in self._buttons.items():
            button.set_look(self._theme, self._sizes, colours.get(action, ""))
            button.set_words(label(action), keys_of(action)[0], sentence(action))
        self.more.set_look(self._theme, self._sizes)
        more = translate("Words", "More")
        self.more.set_words(more, "", translate("Help", "show the other buttons"))
        self._dress_mute()

    def _dress_mute(self) -> None:
        button, key = self._buttons[Action.MUTE], keys_of(Action.MUTE)[0]
        word = translate("Words", "Sound on") if self._muted else label(Action.MUTE)
        button.set_words(word, key, sentence(Action.MUTE))
        button.set_icon("MUTED" if self._muted else "MUTE")
        button.set_look(self._theme, self._sizes, self._theme.near if self._muted else "")

    def _turn(self) -> None:
        self._page += 1
        self._arrange()

    def _arrange(self) -> None:
        """Put as many buttons as fit where they belong, and hide the others."""
        buttons = [self._buttons[action] for action in self._offered]
        rows, height = self._rows(buttons)
        pages = self._pages(buttons, rows, height)
        self._page %= len(pages)
        lines = self._lines(pages[self._page], height)
        shown = [button for line in lines for button in line]
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        for button in {*self._buttons.values(), self.more} - set(shown):
            button.hide()
        high = height if len(pages) > 1 else self._height_of_each(len(lines))
        larger = range(high, height, -_FINER)
        fits = next((h for h in larger if len(self._lines(shown, h)) == len(lines)), height)
        for number, line in enumerate(lines):
            box = QRect(0, number * (high + self._sizes.gap), self.width(), high)
            self._put(line, box, fits)
        for before, after in pairwise(shown):
            QWidget.setTabOrder(before, after)
        if had_focus and not any(button.hasFocus() for button in shown):
            shown[-1].setFocus()

    def _rows(self, buttons: Buttons) -> tuple[int, int]:
        """Return how many rows there are, as few as can be, and how high each is, px."""
        gap = self._sizes.gap
        most = max(min((self.height() + gap) // (self._sizes.touch + gap), _MOST_ROWS), 1)
        heights = [self._height_of_each(rows) for rows in range(1, most + 1)]
        for rows, height in enumerate(heights, 1):
            if len(self._lines(buttons, height)) <= rows:
                return rows, height
        return most, heights[-1]

    def _height_of_each(self, rows: int) -> int:
        return (self.height() + self._sizes.gap) // rows - self._sizes.gap

    def _pages(self, buttons: Buttons, rows: int, height: int) -> list[Buttons]:
        """Return the buttons page by page; each page but a single one ends with the next one."""
        if len(self._lines(buttons, height)) <= rows:
            return [buttons]
        pages: list[Buttons] = [[]]
        for button in buttons:
            if len(self._lines([*pages[-1], button, self.more], height)) > rows and pages[-1]:
                pages.append([])
            pages[-1].append(button)
        return [[*page, self.more] for page in pages]

    def _lines(self, buttons: Buttons, height: int) -> list[Buttons]:
        """Return buttons line by line, as many in each as there is room for."""
        lines: list[Buttons] = [[]]
        for button in buttons:
            if lines[-1] and self._least([*lines[-1], button], height) > self.width():
                lines.append([])
            lines[-1].append(button)
        return lines

    def _least(self, line: Buttons, height: int) -> int:
        gaps = self._sizes.gap * (len(line) - 1)
        return sum(button.least_width(height) for button in line) + gaps

    def _put(self, line: Buttons, box: QRect, height: int) -> None:
        """Show the buttons of a line, drawn for a height, which share what room they leave."""
        spare = max(box.width() - self._least(line, height), 0)
        left = box.x()
        for number, button in enumerate(line):
            more = spare * (number + 1) // len(line) - spare * number // len(line)
            width = min(button.least_width(height) + more, box.width())
            button.setGeometry(left, box.y(), width, box.height())
            button.draw_for(height)
            button.show()
            left += width + self._sizes.gap
