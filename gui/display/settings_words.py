"""The limits of who lifts now, in words, and how they are changed."""

from __future__ import annotations

from gui.display import words
from gui.display.language import translate
from gui.live_state import Turn


def limits_in_words(turn: Turn | None) -> str:
    """Return what ends the set, line by line, and how that is changed."""
    if turn is None:
        return translate("Settings", "nobody lifts yet")
    chosen = turn.alert.limits
    lines = [words.lift_name(turn.lift) if turn.lifter is None else _whose(turn)]
    lines.append(_loss(chosen.velocity_loss))
    lines.append(_floor(chosen.velocity_floor))
    if chosen.technique:
        told = translate("Settings", "technique: {policy}, {evidence}")
        policy, evidence = words.policy_name(chosen.policy), words.evidence(turn.alert.signature)
        lines.append(told.format(policy=policy, evidence=evidence))
    else:
        lines.append(translate("Settings", "technique ends no set"))
    how = translate("Settings", "change with + and −, or: {command}")
    lines.append(how.format(command="bargroove limits set"))
    return "\n".join(lines)


def _whose(turn: Turn) -> str:
    return f"{turn.lifter} · {words.lift_name(turn.lift)}"


def _loss(share: float | None) -> str:
    if share is None:
        return translate("Settings", "velocity loss ends no set")
    told = translate("Settings", "velocity loss: {share} of the set's best rep")
    return told.format(share=words.percent(share))


def _floor(velocity: float | None) -> str:
    if velocity is None:
        return translate("Settings", "no velocity ends a set")
    told = translate("Settings", "slowest rep: {velocity} m/s")
    return told.format(velocity=words.number(velocity, 2))
