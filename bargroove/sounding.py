"""What is heard of a live set: tones at once, and the number once the logbook has it."""

from __future__ import annotations

from gui.display.language import decimal, usual_language
from gui.display.preferences import Preferences
from gui.live_state import LiveState
from gui.sound.cues import Caller, Cue
from gui.sound.player import Player
from gui.sound.speech import Voice
from velocity.events import MonitorEvent
from velocity.rep import Rep


class Sounding:
    """Calls what happens; nothing here waits."""

    def __init__(self, player: Player, voice: Voice) -> None:
        """Take what plays and what speaks."""
        self._player, self._voice, self._caller = player, voice, Caller()
        self._speaks = False

    @property
    def trouble(self) -> str:
        """Why something is not to be heard, and what to do; "" while all is well."""
        if self._player.muted:
            return ""
        return self._player.trouble or (self._voice.trouble if self._speaks else "")

    def prefer(self, preferences: Preferences) -> None:
        """Be as loud as people want, and speak if they want that."""
        self._player.volume = preferences.volume / 100
        self._player.muted = preferences.muted
        self._speaks = preferences.speech
        self._voice.language = preferences.language or usual_language()

    def hear(self, event: MonitorEvent, state: LiveState) -> None:
        """Sound what an event of the monitor calls for, after the state has taken it."""
        self._play(self._caller.hears(event, state), state)

    def follow(self, state: LiveState) -> None:
        """Sound what has become of the link, and go on with the set's time."""
        self._play(self._caller.hears_link(state), state)
        self._player.passed(state.passed_s)

    def say(self, rep: Rep) -> None:
        """Speak a rep's mean velocity, if people want that."""
        if self._speaks and not self._player.muted and rep.valid:
            self._voice.say(decimal(f"{rep.mean_velocity.value:.2f}"))

    def check(self) -> None:
        """Let people hear whether they hear it."""
        self._player.play(Cue.CHECK, 0.0)

    def close(self) -> None:
        """Be silent."""
        self._player.close()
        self._voice.close()

    def _play(self, cue: Cue | None, state: LiveState) -> None:
        if cue is not None:
            self._player.play(cue, state.passed_s)
