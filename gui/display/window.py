"""The window of a live set: everything that is shown, where it stands, and what keys do."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.display.actions import FOR_THE_SET, Action
from gui.display.frame_clock import FrameClock
from gui.display.help_overlay import HelpOverlay
from gui.display.language import speak, translate, translated, usual_language
from gui.display.layout import phase_of
from gui.display.leaving import Leaving
from gui.display.overlay import Overlay
from gui.display.parts import Parts
from gui.display.post import Post
from gui.display.preferences import Preferences
from gui.display.remote import Remote
from gui.display.screens import Screens
from gui.display.settings_dialog import SettingsDialog
from gui.display.setup_dialog import SetupDialog
from gui.display.shortcuts import bind_keys
from gui.display.sizes import Sizes
from gui.display.theme import THEMES, Theme
from gui.live_state import LiveState

_LOUDER = 10  # percent that a key makes the sound louder by
_LEAST_DPI, _MOST_DPI = 72.0, 220.0  # some screens say nonsense of their size

AnOverlay = TypeVar("AnOverlay", bound=Overlay)


class DisplayWindow(QWidget):
    """The window; it shows what comes by the post, and asks the remote for what keys ask.

    When people want to leave it says so by ``quit_asked`` and stays until the post is closed,
    so that the last set can be seen to reach the logbook.

    Signals:
        quit_asked: the set is to be ended, and then the post closed.
        preferences_changed: with the new ``Preferences``.
        sound_check: a person wants to hear all sounds.
    """

    quit_asked = Signal()
    preferences_changed = Signal(object)
    sound_check = Signal()

    def __init__(
        self, remote: Remote, post: Post, preferences: Preferences, *, kiosk: bool = False
    ) -> None:
        super().__init__()
        self._remote, self._preferences, self._kiosk = remote, preferences, kiosk
        self._state = LiveState("")
        self._sound = ""
        self._painted = self._asked = self._over = False
        speak(preferences.language or usual_language())
        self._frame()
        self._clock = FrameClock(self)
        self._parts = Parts(self, self._clock)
        self._make_overlays()
        self._screens = Screens(self)
        bind_keys(self, self.act)
        self._listen(post)
        self._look()
        self.setFocus()

    # What others call

    @property
    def is_complete(self) -> bool:
        """Whether the charts are there, which come when the window is seen."""
        return self._parts.complete

    def open(self) -> None:
        """Show the window on the primary screen."""
        self._screens.open(full=self._kiosk or self._preferences.full_screen)
        self.windowHandle().screenChanged.connect(self._look)

    def set_up(self) -> None:
        """Let people say who lifts what."""
        self._cover(self._setup).open()

    def act(self, action: Action) -> None:
        """Do what a key or a button asks for."""
        if action in FOR_THE_SET:
            self._remote.do(action)
            return
        quieter = max(self._preferences.volume - _LOUDER, 0)
        louder = min(self._preferences.volume + _LOUDER, 100)
        match action:
            case Action.MUTE:
                self._change(replace(self._preferences, muted=not self._preferences.muted))
            case Action.LOUDER:
                self._change(replace(self._preferences, volume=louder, muted=False))
            case Action.SOFTER:
                self._change(replace(self._preferences, volume=quieter))
            case Action.SETUP:
                self.set_up()
            case Action.SETTINGS:
                self._cover(self._settings).open()
            case Action.HELP:
                self._cover(self._help).open()
            case Action.FULL_SCREEN:
                self._fill_or_not()
            case Action.QUIT:
                self._leave()

    # How it is made

    def _frame(self) -> None:
        self.setWindowTitle("Bargroove")
        self.setMinimumSize(480, 320)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self._kiosk:
            flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
            self.setWindowFlags(Qt.WindowType.Window | flags)

    def _make_overlays(self) -> None:
        self._help = HelpOverlay(self)
        self._setup = SetupDialog(parent=self, remote=self._remote)
        self._settings = SettingsDialog(parent=self, preferences=self._preferences)
        self._leaving = Leaving(self)
        self._help.set_kiosk(self._kiosk)
        self._settings.set_kiosk(self._kiosk)
        self._overlays = (self._help, self._setup, self._settings, self._leaving)
        self._settings.changed.connect(self._change)
        self._settings.sound_check.connect(self.sound_check)
        self._leaving.agreed.connect(self._left)

    def _add_charts(self) -> None:
        self._parts.add_charts()
        for overlay in self._overlays:
            overlay.raise_()
        self._look()

    def _listen(self, post: Post) -> None:
        self._parts.touch.set_kiosk(self._kiosk)
        self._parts.touch.asked.connect(self.act)
        post.state_came.connect(self.show_state)
        post.was_said.connect(self._parts.link.say)
        post.sound_told.connect(self._hear_of_sound)
        post.was_closed.connect(self._close_soon)

    # What is shown

    def show_state(self, state: LiveState) -> None:
        """Show a state; only what is new in it is painted."""
        self._state = state
        if self._parts.show_state(state):
            self._place()
        self._settings.show_state(state)
        self._clock.follow(state)

    def _look(self) -> None:
        """Show everything in the present theme, sizes and language."""
        theme, sizes = self._theme, self._sizes
        self._parts.touch.set_muted(self._preferences.muted)
        self._tell_sound()
        self._parts.set_look(theme, sizes)
        for overlay in self._overlays:
            if overlay.is_open:
                overlay.set_look(theme, sizes)
        self._place()
        self.update()

    def _cover(self, overlay: AnOverlay) -> AnOverlay:
        """Return an overlay that looks as all does now; those that are hidden are not kept so."""
        overlay.set_look(self._theme, self._sizes)
        return overlay

    def _place(self) -> None:
        self._parts.place(self._sizes, touch_bar=self._preferences.touch_bar)

    @property
    def _theme(self) -> Theme:
        return THEMES[self._preferences.theme]

    @property
    def _sizes(self) -> Sizes:
        dpi = min(max(self.screen().physicalDotsPerInch(), _LEAST_DPI), _MOST_DPI)
        return Sizes(self.width(), self.height(), self._preferences.text_scale, dpi)

    # What is done here

    def _change(self, preferences: Preferences) -> None:
        """Look and sound as preferred from now on."""
        before, self._preferences = self._preferences, preferences
        if preferences.language != before.language:
            speak(preferences.language or usual_language())
        if preferences.full_screen != before.full_screen and not self._kiosk:
            self._screens.fill(preferences.full_screen)
        self._settings.set_preferences(preferences)
        self._look()
        self.preferences_changed.emit(preferences)

    def _fill_or_not(self) -> None:
        if not self._kiosk:
            self._change(replace(self._preferences, full_screen=not self.isFullScreen()))

    def _hear_of_sound(self, told: str) -> None:
        self._sound = told
        self._tell_sound()

    def _tell_sound(self) -> None:
        muted = translate("Window", "muted")
        self._parts.link.set_sound(muted if self._preferences.muted else self._sound)

    # Leaving

    def _leave(self) -> None:
        """Leave at once, or ask first: in a kiosk, and while a set runs."""
        if self._kiosk:
            self._cover(self._leaving).ask_in_kiosk()
        elif phase_of(self._state) == "lifting":
            self._cover(self._leaving).ask()
        else:
            self._left()

    def _left(self) -> None:
        """Ask for the end, once; where all has ended, go."""
        if self._over or self._asked:
            self._over = True
            self.close()
            return
        self._asked = True
        self._parts.link.say(translate("Window", "ending …"))
        self.quit_asked.emit()

    def _close_soon(self, told: str) -> None:
        """Go, since nothing more will come; but not before people have read why."""
        self._over = True
        if told and not self._asked:
            self._cover(self._leaving).tell(translated(told))
        else:
            self.close()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay everything out anew."""
        self._look()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground; once that can be seen, there is time for the charts."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.ground))
        painter.end()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._add_charts)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close once all has ended; else ask, or stay where it is a kiosk."""
        if self._over:
            event.accept()
            return
        event.ignore()
        if not self._kiosk:
            self._leave()
