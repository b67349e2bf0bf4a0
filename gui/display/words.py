"""What the parts of the window say of a live set, in the language that is shown."""

from __future__ import annotations

from math import isfinite

from gui import live_words
from gui.display.language import decimal, translate, translated
from gui.live_state import LiveState, Turn
from velocity.rep import Measured, Range, Rep, SetSummary
from velocity.signature import LEAST_REPS, Signature

NONE = "–"
"""What stands where there is no number."""
NO_VELOCITY = "–.––"


def state_word(state: str) -> str:
    """Return what is read of a state from five metres: ``OK``, ``NEAR``, ``RACK``, ``UNSURE``."""
    words = {
        "ok": translate("Words", "OK"),
        "near": translate("Words", "NEAR"),
        "rack": translate("Words", "RACK"),
        "ready": translate("Words", "READY"),
    }
    return words.get(state) or translate("Words", "UNSURE")


def why(rep: Rep) -> str:
    """Return what decided a verdict, or why a reading is not to be trusted; "" where nothing is."""
    if not rep.valid:
        return ", ".join(translated(doubt) for doubt in rep.doubts)
    return translated(live_words.why(rep))


def technique(rep: Rep) -> str:
    """Return how a rep was lifted; "" where that is not judged."""
    found = rep.technique
    if found is None:
        return ""
    if found.recovered:
        return translate("Words", "technique recovered")
    words = {
        "clean": translate("Words", "technique clean"),
        "sliding": translate("Words", "technique slides: {told}"),
        "failed": translate("Words", "technique failed: {told}"),
        "unsure": translate("Words", "technique unsure: {told}"),
    }
    return words[found.state].format(told=translated(found.told))


def besides(rep: Rep) -> str:
    """Return what there is to say of technique where the verdict has not said it already."""
    found = rep.technique
    if found is None or not rep.valid or found.state == "unsure":
        return ""
    as_meant = found.state == "clean" and not found.recovered
    if rep.reasons and (as_meant or found.told in live_words.why(rep)):
        return ""  # what is as it should be takes no attention from a reason
    return technique(rep)


def number(value: float, places: int) -> str:
    """Return a number as it is written here, never minus nothing; a dash for what is none."""
    if not isfinite(value):
        return NONE
    return decimal(f"{round(value, places) + 0.0:.{places}f}")


def error(measured: Measured, places: int) -> str:
    """Return a standard error, never nothing: ``± 0.006``; "" where it is not known."""
    least = 10.0**-places
    return f"± {number(max(measured.se, least), places)}" if isfinite(measured.se) else ""


def percent(share: float) -> str:
    """Return a share in per cent: ``14 %``."""
    return f"{number(100 * share, 0)} %"


def loss_limit(limit: float) -> str:
    """Return the limit of velocity loss, as it follows the loss: ``of 20 %``."""
    return translate("Words", "of {limit}").format(limit=percent(limit))


def left(reps: Range | None) -> str:
    """Return a number of reps left: ``1–3``."""
    return NONE if reps is None else live_words.span(reps)


def clock(seconds: float) -> str:
    """Return a time as ``m:ss``, or ``h:mm:ss`` from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def lift_name(lift: str) -> str:
    """Return what people call a lift, by its key of ``velocity.LIFTS``."""
    names = {
        "squat": translate("Words", "squat"),
        "front_squat": translate("Words", "front squat"),
        "bench": translate("Words", "bench press"),
        "deadlift": translate("Words", "deadlift"),
        "romanian_deadlift": translate("Words", "Romanian deadlift"),
        "overhead_press": translate("Words", "overhead press"),
        "row": translate("Words", "row"),
        "hip_thrust": translate("Words", "hip thrust"),
        "generic": translate("Words", "any lift"),
    }
    return names.get(lift, lift.replace("_", " "))


def policy_name(policy: str) -> str:
    """Return what people call a policy, by its key of ``velocity.policies.POLICIES``."""
    names = {
        "strict": translate("Words", "strict"),
        "balanced": translate("Words", "balanced"),
        "push": translate("Words", "push"),
    }
    return names.get(policy, policy)


def load(load_kg: float | None) -> str:
    """Return a load: ``100 kg``."""
    if load_kg is None:
        return translate("Words", "load not known")
    return f"{decimal(f'{load_kg:g}')} kg"


def who(state: LiveState) -> str:
    """Return who lifts what: ``Anna · squat · 100 kg``."""
    return state.title if state.turn is None else _who(state.turn)


def lifted(state: LiveState) -> str:
    """Return whose set is shown, where that is not who lifts now: ``before: Anna · squat``."""
    turn, judged = state.turn, state.judged
    if turn is None or judged is None or _who(turn) == _who(judged):
        return ""
    return translate("Words", "before: {who}").format(who=_who(judged))


def _who(turn: Turn) -> str:
    return " · ".join(filter(None, (turn.lifter or "", lift_name(turn.lift), load(turn.load_kg))))


def follows(turn: Turn | None) -> str:
    """Return who lifts next: ``next: Ben, Cleo``; "" for nobody."""
    if turn is None or not turn.after:
        return ""
    return translate("Words", "next: {names}").format(names=", ".join(turn.after))


def limits(turn: Turn | None) -> str:
    """Return what ends the set, and what that stands on."""
    if turn is None:
        return ""
    chosen = turn.alert.limits
    if not (told := _ends(turn)):
        return translate("Words", "no limit ends the set")
    all_of_them = translate("Words", "limits: {limits}").format(limits=", ".join(told))
    return f"{all_of_them}; {evidence(turn.alert.signature)}" if chosen.technique else all_of_them


def _ends(turn: Turn) -> list[str]:
    chosen, told = turn.alert.limits, []
    if chosen.technique:
        told.append(policy_name(chosen.policy))
    if chosen.velocity_loss is not None:
        share = percent(chosen.velocity_loss)
        told.append(translate("Words", "loss {share}").format(share=share))
    if chosen.velocity_floor is not None:
        floor = number(chosen.velocity_floor, 2)
        told.append(translate("Words", "floor {velocity} m/s").format(velocity=floor))
    if turn.target is not None:
        target = number(turn.target, 2)
        told.append(translate("Words", "target {velocity} m/s").format(velocity=target))
    return told


def evidence(signature: Signature) -> str:
    """Return what the technique limits stand on."""
    if not signature.own:
        told = translate("Words", "usual technique: not enough clean reps ({reps} of {least})")
        return told.format(reps=signature.reps, least=LEAST_REPS)
    if signature.sets == 1:
        return translate("Words", "from {reps} clean reps in 1 set").format(reps=signature.reps)
    told = translate("Words", "from {reps} clean reps in {sets} sets")
    return told.format(reps=signature.reps, sets=signature.sets)


def rep_count(count: int) -> str:
    """Return a number of reps: ``1 rep``, ``5 reps``."""
    if count == 1:
        return translate("Words", "1 rep")
    return translate("Words", "{count} reps").format(count=count)


def mark(said: str) -> str:
    """Return what a person has said of a rep."""
    words = {"broke": translate("Words", "broke"), "clean": translate("Words", "clean")}
    return words.get(said, said)


def conclusion(summary: SetSummary, called: Rep | None) -> str:
    """Return why a set ended.

    Args:
        summary: of the set.
        called: the rep after which it should have; None for none.
    """
    if summary.best_mean_velocity is None:
        return translate("Words", "no rep can be trusted")
    if called is None:
        return translate("Words", "no reason to stop")
    told = translate("Words", "RACK after rep {rep}: {why}")
    return told.format(rep=called.rep, why=why(called))
