"""The settings: how the screen looks and sounds; each takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from gui.display.chips import Chips
from gui.display.dialog import Dialog, Row
from gui.display.language import translate, translated
from gui.display.languages import LANGUAGES
from gui.display.preferences import OFF, ON, RANGES, THEMES, BadPreference, Preferences, changed
from gui.display.settings_words import limits_in_words
from gui.display.stepper import Stepper
from gui.live_state import LiveState, Turn

_SWITCHES = ("speech", "touch_bar", "full_screen")
_STEP = 10  # percent


class SettingsDialog(Dialog):
    """Edits the preferences, and shows the limits of who lifts now.

    Signals:
        changed: one of the preferences is another now; with all of them.
        sound_check: all sounds are to be heard.
    """

    changed = Signal(object)
    sound_check = Signal()

    def __init__(self, parent: QWidget, preferences: Preferences) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._turn: Turn | None = None
        self._make_fields()
        self.rows: dict[str, Row] = {
            name: self.add_row(field) for name, field in self._fields_of.items()
        }
        self.limits = QLabel()
        self.limits.setWordWrap(True)
        self._limits_row = self.add_row(self.limits)
        self.check, self._back = self.add_button(), self.add_button()
        self.check.clicked.connect(self.sound_check)
        self._back.setProperty("kind", "first")
        self._back.clicked.connect(self.accept)

    def set_kiosk(self, kiosk: bool) -> None:
        """Leave the full screen as it is, or let it be chosen."""
        self.rows["full_screen"].setVisible(not kiosk)

    def set_preferences(self, preferences: Preferences) -> None:
        """Show what holds."""
        self._preferences = preferences
        self._show()

    def show_state(self, state: LiveState) -> None:
        """Show the limits of who lifts now."""
        if state.turn is not self._turn:
            self._turn = state.turn
            self.limits.setText(limits_in_words(self._turn))

    def open(self) -> None:
        """Show what holds, without any complaint."""
        for row in self.rows.values():
            row.complain("")
        super().open()
        self._back.setFocus()

    def go(self) -> None:
        """Go back to the window: everything holds already."""
        self.dismiss()

    def say(self) -> None:
        """Write everything in the language that is shown now."""
        self.set_heading(translate("Settings", "Settings"))
        names = {
            "theme": translate("Settings", "Colours"),
            "text_scale": translate("Settings", "Text size"),
            "language": translate("Settings", "Language"),
            "volume": translate("Settings", "Volume"),
            "muted": translate("Settings", "Sound"),
            "speech": translate("Settings", "Say the velocity"),
            "touch_bar": translate("Settings", "Buttons"),
            "full_screen": translate("Settings", "Full screen"),
        }
        for name, row in self.rows.items():
            row.set_name(names[name])
        self.text_scale.set_words(names["text_scale"], "%")
        self.volume.set_words(names["volume"], "%")
        self._limits_row.set_name(translate("Settings", "Limits now"))
        self.limits.setText(limits_in_words(self._turn))
        self.check.setText(translate("Settings", "Sound check"))
        self._back.setText(translate("Settings", "Back"))
        self._show()

    def _make_fields(self) -> None:
        self.text_scale, self.volume = Stepper(), Stepper()
        choices = ("theme", "language", "muted", *_SWITCHES)
        self.chips = {name: Chips() for name in choices}
        for name, chips in self.chips.items():
            chips.picked.connect(lambda text, name=name: self._change(name, text))
        for name, stepper in (("text_scale", self.text_scale), ("volume", self.volume)):
            stepper.entered.connect(lambda text, name=name: self._change(name, text))
            stepper.stepped.connect(lambda way, name=name: self._step(name, way))
        names = ("theme", "text_scale", "language", "volume", "muted", *_SWITCHES)
        steppers: dict[str, QWidget] = {"text_scale": self.text_scale, "volume": self.volume}
        self._fields_of = {name: steppers.get(name) or self.chips[name] for name in names}

    def _step(self, name: str, way: int) -> None:
        """Go a step further, as far as there is room."""
        least, most = RANGES[name]
        then = min(max(self._percent(name) + way * _STEP, least), most)
        if then != self._percent(name):
            self._change(name, str(then))

    def _change(self, name: str, text: str) -> None:
        """Take what was entered, or say why not; what held goes on to hold."""
        try:
            preferences = changed(self._preferences, name, text)
        except BadPreference as error:
            self._show()
            return self.refuse(self.rows[name], translated(str(error)))
        self.rows[name].complain("")
        return self._take(preferences)

    def _take(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._show()
        self.changed.emit(preferences)

    def _percent(self, name: str) -> int:
        now = self._preferences
        return now.volume if name == "volume" else round(100 * now.text_scale)

    def _show(self) -> None:
        """Show what holds."""
        now, words = self._preferences, _words()
        for name, chips in self.chips.items():
            chips.offer(words[name])
            value = getattr(now, name)
            chips.choose(value if isinstance(value, str) else ON if value else OFF)
        self.text_scale.show_text(str(self._percent("text_scale")))
        self.volume.show_text(str(self._percent("volume")))


def _words() -> dict[str, list[tuple[str, str]]]:
    """Return what there is to choose from, each with its word."""
    on, off = translate("Settings", "on"), translate("Settings", "off")
    colours = {"dark": translate("Settings", "dark"), "light": translate("Settings", "light")}
    system = translate("Settings", "the system's")
    return {
        "theme": [(theme, colours[theme]) for theme in THEMES],
        "language": [("", system), *LANGUAGES.items()],
        "muted": [(OFF, on), (ON, off)],
        **{name: [(ON, on), (OFF, off)] for name in _SWITCHES},
    }
