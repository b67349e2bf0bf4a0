"""What is shown in the language of the people in front of it.

``translate(CONTEXT, "text")`` marks a text and translates it; the translations lie beside this
file, as Qt's own files.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from gui.display.languages import LANGUAGES as LANGUAGES

translate = QCoreApplication.translate

FOLDER = Path(__file__).parent / "translations"
CORE = "Core"
"""The context of ``core_words``: numbers stand in them as %1, %2 and so on."""
_NUMBER = re.compile(r"(?:(?<!\w)[-−])?\d+(?:\.\d+)?")
_PLACE = re.compile(r"%([1-9]\d?)")
_JOINTS = ("; ", ": ", " (", ", ")
"""What pieces of a sentence are joined by, the loosest first."""

_installed: QTranslator | None = None


def usual_language() -> str:
    """Return the system's language, or English where there is no translation into it."""
    key = QLocale.system().name()[:2]
    return key if key in LANGUAGES else "en"


def speak(language: str) -> None:
    """Show everything in a language from now on; what is shown already has to be shown anew."""
    global _installed
    app = QCoreApplication.instance()
    if app is None:
        return
    if _installed is not None:
        app.removeTranslator(_installed)
        _installed = None
    QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    if language != "en" and translator.load(str(FOLDER / f"bargroove_{language}.qm")):
        app.installTranslator(translator)
        _installed = translator


def translated(told: str) -> str:
    """Return words that were made elsewhere in the language that is shown.

    Their numbers are taken out, what remains is looked up, and they are put back. A sentence that
    is not found as a whole is translated piece by piece, and what is not found then, such as a
    name or a path, stays as it is.
    """
    if _installed is None:
        return told
    shown = _installed.translate(CORE, template_of(told))
    if shown:
        numbers = [decimal(number) for number in _NUMBER.findall(told)]
        return _PLACE.sub(lambda place: numbers[int(place[1]) - 1], shown)
    joint = next((one for one in _JOINTS if one in told), None)
    return joint.join(map(translated, told.split(joint))) if joint else told


def template_of(told: str) -> str:
    """Return words with %1, %2 and so on in the place of their numbers."""
    places = iter(range(1, 100))
    return _NUMBER.sub(lambda _: f"%{next(places)}", told)


def decimal(number: str) -> str:
    """Return a number as it is written in the language that is shown."""
    return number.replace(".", QLocale().decimalPoint())
