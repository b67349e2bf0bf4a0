from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from bargroove.evidence.cases import recorded
from bargroove.link_news import news
from firmware_bridge.errors import SensorError
from firmware_bridge.events import Connected, Disconnected, Failed
from gui.display.actions import Action
from gui.display.core_words import CORE_WORDS
from gui.display.language import FOLDER, speak, template_of, translated
from gui.display.languages import LANGUAGES
from gui.display.preferences import MAY_BE, Preferences
from gui.live_state import LinkState
from gui.live_words import UNSEEN
from hardware.simulated import UNCALIBRATED, Gross, draw_day, draw_person, set_of, simulate
from tests.alerts import KNOWN, TECHNIQUE, alert, off
from tests.contrast import share_unlike
from tests.lifting import losing
from tests.windows import NAMES, opened, settle, state_named
from velocity import LIFTS, Limits, analyze
from velocity.features import NAMES as FEATURES
from velocity.features import SIGNS
from velocity.rep import DISCARDED

ROOT = Path(__file__).parents[3]
TEXTS = FOLDER / "bargroove_de.ts"
SOURCES = sorted([*ROOT.glob("gui/display/*.py"), *ROOT.glob("gui/sound/*.py")])
GERMAN, ENGLISH = Preferences(language="de"), Preferences(language="en")
SHOWN = (*NAMES, "help")
PLACE = re.compile(r"\{\w+\}|%\d")

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def german(app):
    speak("de")
    yield
    speak("en")


def messages(path):
    """Return each text of a translators' file: context and source, translation, and its kind."""
    return {
        (context.findtext("name"), message.findtext("source")): (
            message.findtext("translation") or "",
            message.find("translation").get("type", ""),
        )
        for context in ET.parse(path).getroot().iter("context")
        for message in context.iter("message")
    }


def told_of(reps):
    """Return all words that are said of judged reps."""
    reasons = {reason.told for one in reps for reason in one.reasons}
    return reasons | {one.technique.told for one in reps if one.technique and one.technique.told}


def unlisted(told):
    return {text for text in told if template_of(text) not in CORE_WORDS}


# The translators' file


def test_every_text_is_translated():
    assert [text for text, (told, kind) in messages(TEXTS).items() if kind or not told] == []


def test_the_file_has_every_text_of_the_window_and_none_that_is_gone(tmp_path):
    lupdate = shutil.which("pyside6-lupdate", path=sysconfig.get_path("scripts"))
    copy = tmp_path / TEXTS.name
    shutil.copy(TEXTS, copy)
    options = ["-no-obsolete", "-locations", "none"]
    subprocess.run([lupdate, *options, *SOURCES, "-ts", copy], check=True, capture_output=True)
    assert messages(copy) == messages(TEXTS)


def test_what_is_loaded_says_what_the_file_says(app):
    translator = QTranslator()
    assert translator.load(str(TEXTS.with_suffix(".qm")))
    loaded = {text: translator.translate(*text) for text in messages(TEXTS)}
    assert loaded == {text: told for text, (told, _) in messages(TEXTS).items()}


def test_a_translation_has_the_places_of_its_text():
    for (_, text), (told, _) in messages(TEXTS).items():
        assert set(PLACE.findall(told)) == set(PLACE.findall(text)), text


def test_every_language_but_english_has_its_file():
    assert {path.stem for path in FOLDER.glob("*.qm")} == {
        f"bargroove_{key}" for key in LANGUAGES if key != "en"
    }


# What comes from elsewhere


@pytest.mark.parametrize("sign", SIGNS, ids=[sign.name for sign in SIGNS])
def test_every_sign_of_breakdown_is_listed(sign):
    name = FEATURES[sign.feature]
    reps = [off(n, 4.5 * sign.direction if n > 3 else 0.0, name) for n in range(1, 9)]
    told = {one for one in told_of(alert(TECHNIQUE).judge(reps)) if one.startswith(sign.told)}
    assert told
    assert not unlisted(told)


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(0.20, None, technique=False), "slower"),
        (Limits(None, 0.5, technique=False), "under the floor"),
        (Limits(None, None, buffer=2), "before technique goes"),
    ],
)
def test_what_is_said_of_speed_and_of_reps_left_is_listed(limits, told):
    judged = alert(limits, habit=KNOWN).judge(losing(0.0, 0.05, 0.1, 0.13, 0.15, 0.22, 0.3))
    assert any(told in one for one in told_of(judged))
    assert not unlisted(told_of(judged))


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("stall", "the bar stood"),
        ("hitch", "a second start"),
        ("tilt", "the bar tilted"),
        ("depth", "short of the usual range"),
    ],
)
def test_what_goes_grossly_wrong_in_a_simulated_set_is_listed(kind, told):
    rng = np.random.default_rng(4)
    person = draw_person("squat", rng)
    done = set_of(person, draw_day(person, rng), rng, reps=5, gross=[Gross(kind, 4)])
    reps = analyze(recorded(simulate(done.plan, UNCALIBRATED, rng)), LIFTS["squat"]).reps
    assert any(told in one for one in told_of(reps))
    assert not unlisted(told_of(reps))


def test_every_doubt_is_listed():
    source = (ROOT / "velocity/doubts.py").read_text(encoding="utf-8")
    doubts = re.findall(r'doubts\.append\("(.+?)"\)', source)
    assert doubts
    assert not unlisted([*doubts, DISCARDED, "gravity reads 0.81 g", "path not trusted"])


def test_every_word_of_the_link_is_listed():
    link = LinkState()
    words = {link.word}
    for event in (
        Connected(0.0, True),
        Disconnected(1.0, "out of reach"),
        Failed(2.0, SensorError()),
    ):
        news(event, link)
        words.add(link.word)
    assert len(words) == 4
    assert not unlisted(words)


def test_what_a_preference_may_be_is_listed():
    assert not unlisted([*MAY_BE.values(), UNSEEN])


def test_what_is_listed_is_still_said_somewhere():
    """At least three words in a row of it, for a sentence may be put together of several."""
    said = " ".join(spoken())
    assert [text for text in CORE_WORDS if not any(run in said for run in runs(text))] == []


def spoken():
    for package in ("velocity", "firmware_bridge", "bargroove", "gui"):
        for path in (ROOT / package).rglob("*.py"):
            if path.name != "core_words.py":
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str):
                        yield node.value.replace("_", " ")


def runs(text):
    for piece in re.split(r"%\d|[()]", text):
        words = piece.split()
        yield from (" ".join(words[i : i + 3]) for i in range(max(len(words) - 2, 1)) if words)


# What is shown


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("the bar stood for 0.6 s", "die Hantel stand 0,6 s"),
        ("24 % slower", "24 % langsamer"),
        ("1–3 reps left before technique goes", "noch 1–3 Wdh., dann geht die Technik"),
        (
            "calibration of 2026-03-14 applied, good to 1.5 mg",
            "Kalibrierung vom 14.03.2026 gilt, genau auf 1,5 mg",
        ),
        (
            "/home/a-1.5/x: the capture cannot be written (no room); the set goes on, without it",
            "/home/a-1.5/x: die Aufnahme lässt sich nicht schreiben (no room);"
            " der Satz geht weiter, ohne Aufnahme",
        ),
        ("now: squat, 102.5 kg, Ben", "jetzt: Kniebeuge, 102,5 kg, Ben"),
        ("10.0.0.1 is no word of ours", "10.0.0.1 is no word of ours"),
        ("", ""),
    ],
)
def test_words_are_shown_in_german_with_a_comma_in_numbers(told, shown):
    assert translated(told) == shown


def test_english_stays_as_it_is_said(german):
    speak("en")
    assert translated("the bar stood for 0.6 s") == "the bar stood for 0.6 s"


def test_a_window_that_changes_its_language_shows_everything_anew(german):
    fresh = opened(preferences=GERMAN, size=(800, 480))
    meant = {name: picture(fresh, name) for name in SHOWN}
    fresh.deleteLater()
    window = opened(preferences=ENGLISH, size=(800, 480))
    for name in SHOWN:
        english = picture(window, name)
        window._settings.changed.emit(GERMAN)
        assert share_unlike(picture(window, name), meant[name]) < 0.0005, name
        assert share_unlike(english, meant[name]) > 0.005, name
        window._settings.changed.emit(ENGLISH)
    window.deleteLater()
    settle()


@pytest.mark.parametrize("action", [Action.SETUP, Action.SETTINGS])
def test_what_asks_for_something_changes_its_language_too(action, german):
    window = opened(preferences=GERMAN)
    window.act(action)
    meant = written_in(window)
    window._settings.changed.emit(ENGLISH)
    english = written_in(window)
    window._settings.changed.emit(GERMAN)
    assert written_in(window) == meant != english
    window.deleteLater()
    settle()


def picture(window, name):
    if name == "help":
        window.act(Action.HELP)
    else:
        window.show_state(state_named(name))
    while not window._parts.settled:
        QTest.qWait(5)
    settle()
    return window.grab().toImage()


def written_in(window):
    settle()
    labels = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    return [label.text() for label in labels if label.isVisible()]
