"""What people ask for while a set runs: by keys, by touch, from any screen."""

from __future__ import annotations

from bargroove.errors import BargrooveError
from bargroove.live import LiveSet
from bargroove.watching import watch_logbook
from gui.display.actions import Action

_MARKS = {Action.BROKE: "broke", Action.CLEAN: "clean"}
_STEPS = {Action.EARLIER_REP: -1, Action.LATER_REP: 1}
_LIMITS = {Action.LIMIT_UP: 1, Action.LIMIT_DOWN: -1}
_LOADS = {Action.LOAD_UP: 1, Action.LOAD_DOWN: -1}
_NOT_KEPT = "this set is told again, not lifted: it cannot be marked"


class Requests:
    """Does what is asked of a live set, and says what has come of it.

    Attributes:
        live: the set.
    """

    def __init__(self, live: LiveSet) -> None:
        self.live = live
        self._discarded: tuple[int, int] | None = None  # set and rep, where that was done last

    def do(self, action: Action) -> None:
        """Do one of ``gui.display.actions.FOR_THE_SET``."""
        live = self.live
        match action:
            case Action.BROKE | Action.CLEAN:
                self._mark(_MARKS[action])
            case Action.UNDO:
                self._undo()
            case Action.DISCARD:
                self._discard()
            case Action.EARLIER_REP | Action.LATER_REP:
                live.state.choose(_STEPS[action])
            case Action.LIMIT_UP | Action.LIMIT_DOWN:
                live.turns.change_limit(_LIMITS[action])
                live.amend()
                live.screen.say(self._limit())
            case Action.LOAD_UP | Action.LOAD_DOWN:
                live.turns.change_load(_LOADS[action])
                live.amend()
                live.screen.say(f"{live.turns.turn.load_kg:g} kg on the bar")
            case Action.NEXT_LIFTER:
                self._next_lifter()
            case Action.END_SET:
                live.turn()
                live.screen.say("the set is ended; the next rep begins another one")

    def _limit(self) -> str:
        loss = self.live.turns.turn.alert.limits.velocity_loss
        if loss is None:
            return "velocity loss ends no set now"
        return f"a set ends at {100 * loss:.0f} % velocity loss now"

    def _next_lifter(self) -> None:
        live = self.live
        try:
            somebody = live.turns.next()
        except BargrooveError as error:
            return live.screen.say(str(error))
        if not somebody:
            return live.screen.say("nobody is next: add lifters to the queue first")
        live.turn()
        return live.screen.say(f"now: {live.turns.title}")

    def _mark(self, mark: str | None) -> None:
        """Mark the rep that the keys are about, or undo its last mark, and say so."""
        state, keeper, say = self.live.state, self.live.keeper, self.live.screen.say
        self._discarded = None
        rep = state.chosen or len(state.reps)
        if mark is None and not state.chosen and not state.marks.get(rep):
            # a rep may have come between a slip of the finger and its undoing
            rep = max((one for one, marked in state.marks.items() if marked), default=rep)
        if keeper is None:
            return say(_NOT_KEPT)
        if not rep:
            return say("there is no rep to mark yet")
        keeper.mark(state.set, rep, mark)
        state.marks = keeper.marks(state.set)
        watch_logbook(keeper, state.link, say)
        holds = (state.marks.get(rep) or ("not",))[-1]
        later = ", kept once the logbook can be written" if keeper.trouble else ""
        return say(f"rep {rep} is marked {holds}{later}")

    def _discard(self) -> None:
        """Take the rep that the keys are about for none."""
        live, state = self.live, self.live.state
        rep = state.chosen or len(state.reps)
        if not rep:
            return live.screen.say("there is no rep to discard yet")
        if not state.reps[rep - 1].counts:
            return live.screen.say(f"rep {rep} is discarded already; undo takes that back")
        live.tell(live.monitor.discard(rep))
        self._discarded = state.set, rep
        return live.screen.say(f"rep {rep} is discarded: it was none; undo takes that back")

    def _undo(self) -> None:
        """Take back what was said last of a rep."""
        live, state = self.live, self.live.state
        number, last = self._discarded or (0, 0)
        asked = [last] if number == state.set else []
        if not state.marks.get(state.chosen or len(state.reps)):
            asked.append(state.chosen or len(state.reps))
        gone = [rep.rep for rep in state.reps if not rep.counts]
        rep = next((one for one in asked if one in gone), None)
        if rep is None:
            return self._mark(None)
        self._discarded = None
        live.tell(live.monitor.discard(rep, gone=False))
        return live.screen.say(f"rep {rep} counts again")
