"""The sets at one rack, run in a thread of their own while a window shows them.

The window asks, and waits for nothing: disk, radio, logbook and sensor are the acquisition
thread's alone, and what comes of it goes to the window by the post.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from math import isfinite
from threading import Thread
from typing import TYPE_CHECKING

from bargroove.errors import BargrooveError
from firmware_bridge.errors import BridgeError
from gui.display.actions import Action
from gui.display.post import Post
from gui.display.preferences import Preferences
from gui.display.remote import BadPlan, Offer, Plan
from velocity.lifts import LIFTS
from velocity.policies import POLICIES

if TYPE_CHECKING:  # what it loads takes longer than a window should be waited for
    from bargroove.serving import Serving

_HEAVIEST = 1000.0  # kg
_SWITCH = 0.0005  # s for which a thread keeps the interpreter: the window waits for no estimate


class Rack:
    """What the window asks of ``Serving``, which runs in the acquisition thread.

    Attributes:
        serving: what runs there; None until the thread has made it.
        trouble: why nothing could be served; "" while that is well.
    """

    def __init__(self, make: Callable[[], Serving], post: Post, offer: Offer) -> None:
        """Take what makes the serving, in its own thread, and what is offered until then."""
        self.trouble = ""
        self.serving: Serving | None = None
        self._make, self._post, self._offer = make, post, offer
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._run, name="acquisition", daemon=True)

    def start(self) -> None:
        """Begin."""
        sys.setswitchinterval(_SWITCH)
        self._thread.start()

    def stop(self) -> None:
        """End what runs, in a while; then the post is closed."""
        self._call(lambda serving: serving.stop())

    @property
    def is_over(self) -> bool:
        """Whether nothing runs any more."""
        return not self._thread.is_alive()

    def join(self) -> None:
        """Wait until all is over."""
        self._thread.join()

    def do(self, action: Action) -> None:
        """Do one of ``actions.FOR_THE_SET``."""
        self._call(lambda serving: serving.do(action))

    def offer(self) -> Offer:
        """Return what there is to choose from, as far as it is known now."""
        return self.serving.offering.offer if self.serving else self._offer

    def look_for_sensors(self) -> None:
        """Begin to look for sensors in reach."""
        self._call(lambda serving: serving.look())

    def begin(self, plan: Plan, queue: tuple[str, ...]) -> None:
        """Go on with another plan, and with who lifts after that.

        Raises:
            BadPlan: that cannot be; nothing has changed.
        """
        check(plan)
        self._call(lambda serving: serving.begin(plan, queue))

    def check_sound(self) -> None:
        """Let people hear whether they hear it."""
        self._call(lambda serving: serving.check_sound())

    def keep(self, preferences: Preferences) -> None:
        """Let the sound be as it is wanted, and remember how all is to look and sound."""
        self._call(lambda serving: serving.keep(preferences))

    def _call(self, do: Callable[[Serving], None]) -> None:
        """Have something done in the acquisition thread."""
        with suppress(RuntimeError):  # all is over: the loop is closed
            self._loop.call_soon_threadsafe(self._done, do)

    def _done(self, do: Callable[[Serving], None]) -> None:
        if self.serving is None:
            return
        try:
            do(self.serving)
        except Exception as error:  # or a key would do nothing, and nobody would know
            self._post.say(_own_error(error))

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                self.serving = self._make()
                runner.run(self.serving.run())
        except (BargrooveError, BridgeError) as error:
            self.trouble = str(error)
        except Exception as error:  # a window in which nothing happens any more has to say why
            self.trouble = _own_error(error)
        self._post.closed(self.trouble)


def _own_error(error: Exception) -> str:
    return f"an error of the program's own ({type(error).__name__}: {error})"


def check(plan: Plan) -> None:
    """Refuse what cannot be lifted so.

    Raises:
        BadPlan: it cannot; the message says what to do.
    """
    if not plan.source:
        raise BadPlan("source", "choose a sensor first")
    from firmware_bridge.sources import FORMS, parse  # loads what talks to sensors

    try:
        scheme = parse(plan.source).scheme
    except BridgeError as error:
        raise BadPlan("source", str(error)) from None
    if scheme not in {form.split(":")[0] for form in FORMS}:
        raise BadPlan("source", f"no sensor is called {scheme}; there are {'; '.join(FORMS)}")
    if plan.lift not in LIFTS:
        raise BadPlan("lift", f"no lift {plan.lift!r}; there are {', '.join(LIFTS)}")
    if plan.policy and plan.policy not in POLICIES:
        raise BadPlan("policy", f"no policy {plan.policy!r}; there are {', '.join(POLICIES)}")
    if plan.load_kg is not None and not (isfinite(plan.load_kg) and 0 < plan.load_kg <= _HEAVIEST):
        raise BadPlan("load_kg", f"a load is more than 0 kg and at most {_HEAVIEST:g} kg")
    if plan.target is not None and not 0.05 <= plan.target <= 3.0:
        raise BadPlan("target", "a target is a mean velocity from 0.05 to 3 m/s")
