"""A real window offscreen, someone at the other end of its remote, and states to show in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from gui.display.actions import Action
from gui.display.post import Post
from gui.display.preferences import Preferences
from gui.display.remote import Offer, Plan, Sensor
from gui.display.window import DisplayWindow
from gui.live_state import LinkState, LiveState, Turn
from tests.alerts import alert
from tests.reps import rep
from velocity.events import Moved, RepFinished, SetEnded
from velocity.lifts import LIFTS
from velocity.limits import usual_limits
from velocity.sets import summaries

LANDSCAPE = [(800, 480), (1920, 1080), (3840, 2160)]
UPRIGHT = [(480, 800), (1080, 1920)]
NAMES = ("waiting", "awaiting", "ok", "near", "rack", "unsure", "resting", "lost")
"""Of the states that a window is shown in."""
LOSSES = {"ok": (0.0, 0.02, 0.05), "near": (0.0, 0.05, 0.17), "rack": (0.0, 0.15, 0.22, 0.26)}


@dataclass
class Bench:
    """Whoever runs the sets, who does nothing but remember what was asked."""

    asked: list[Action] = field(default_factory=list)
    begun: list[tuple[Plan, tuple[str, ...]]] = field(default_factory=list)

    def do(self, action: Action) -> None:
        self.asked.append(action)

    def offer(self) -> Offer:
        plan = Plan("ble:BVM-51ab", "Anna", "squat", 100.0)
        sensors = (Sensor("ble:BVM-51ab", "BVM-51ab"), Sensor("sim:squat", "a simulated one"))
        return Offer(plan, ("Anna", "Ben"), {"Anna": plan}, sensors)

    def look_for_sensors(self) -> None:
        pass

    def begin(self, plan: Plan, queue: tuple[str, ...]) -> None:
        self.begun.append((plan, queue))


def opened(
    bench: Bench | None = None,
    post: Post | None = None,
    preferences: Preferences | None = None,
    *,
    kiosk: bool = False,
    size: tuple[int, int] = (1920, 1080),
) -> DisplayWindow:
    """Return a window that is shown in a size, with its charts."""
    window = DisplayWindow(
        bench or Bench(), post or Post(), preferences or Preferences(), kiosk=kiosk
    )
    window.open()
    QTest.qWaitForWindowExposed(window)
    while not window.is_complete:
        QTest.qWait(1)
    if not kiosk:
        window.resize(*size)
    settle()
    return window


def settle() -> None:
    """Let everything happen that is due, and what is to be deleted be deleted."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@cache
def turn() -> Turn:
    """Return that of a lifter who is well known."""
    limits = usual_limits(LIFTS["squat"])
    return Turn("squat", alert(limits), "Anna", 100.0, None, ("Ben", "Cleo"))


def link(**more: object) -> LinkState:
    fields = {"word": "streaming", "stands": True, "sensor": "BVM-51ab", "rate_hz": 207.9}
    return LinkState(**fields | {"battery": "83 %", "gravity": 1.0, "logged": (41,)} | more)


def lifting(verdict: str) -> LiveState:
    """Return a state whose last rep has a verdict, for being slower."""
    state = LiveState("", turn=turn(), link=link())
    reps = [rep(number, 0.6 * (1.0 - loss), loss) for number, loss in enumerate(LOSSES[verdict], 1)]
    for judged in turn().alert.judge(reps):
        state.take(RepFinished(judged))
    assert state.reps[-1].verdict == verdict
    state.take(Moved(20.0, 0.4, 0.3))
    return state


def state_named(name: str) -> LiveState:
    """Return one of the states of ``NAMES``."""
    if name in LOSSES:
        return lifting(name)
    if name == "waiting":
        return LiveState("", turn=turn())
    if name == "awaiting":
        return LiveState("", turn=turn(), link=link())
    if name == "lost":
        return replace(lifting("ok"), link=link(word="link lost, trying again", stands=False))
    if name == "resting":
        state = lifting("rack")
        state.take(SetEnded(summaries(tuple(state.reps))[-1], tuple(state.reps), ()))
        state.passed(state.reps[-1].end_s + 83.0)
        return state
    state = lifting("ok")
    state.take(RepFinished(replace(state.reps[-1], valid=False, doubts=("sensor clipped",))))
    return state


def press(window, text):
    """Press a key as it is written in KEYS, on whatever has the focus."""
    names = {"PgUp": "PageUp", "PgDown": "PageDown"}
    *held, key = ["+"] if text == "+" else text.split("+")
    code = getattr(Qt.Key, f"Key_{names.get(key, key)}", None)
    modifier = Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
    to = window.focusWidget() or window
    if code is not None:
        QTest.keyClick(to, code, modifier)
    else:
        QTest.keyClick(to, key, modifier)
    settle()
