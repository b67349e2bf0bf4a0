"""Before the first rep: what is awaited now, and whether the sensor reads right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from gui.display import words
from gui.display.language import translate, translated
from gui.display.panel import Panel, stacked
from gui.display.shapes import draw_arrow, draw_check, draw_cross
from gui.display.text import common, draw_text
from gui.live_state import LinkState, LiveState
from velocity.doubts import MOST_OFF


@dataclass(frozen=True)
class Step:
    """One thing on the way to the first rep: ``done``, ``now``, ``wrong`` or ``later``."""

    told: str
    stands: str


@dataclass(frozen=True)
class Awaited:
    """Who lifts what within which limits, who is next, the steps, and what else to know."""

    who: str
    limits: str
    follows: str
    steps: tuple[Step, ...]
    notices: tuple[str, ...]


class Awaiting(Panel[Awaited]):
    """Who and what at the top, then one row for each step."""

    def shown(self, state: LiveState) -> Awaited:
        """Return what is painted."""
        return Awaited(
            words.who(state),
            words.limits(state.turn),
            words.follows(state.turn),
            steps_of(state),
            tuple(translated(notice) for notice in state.link.notices[-2:]),
        )

    def draw(self, painter: QPainter, box: QRect, shown: Awaited) -> None:
        """Paint it."""
        size = self.sizes
        shares = [1.5, 1.1, 0.7, *(1.6 for _ in shown.steps), *(0.8 for _ in shown.notices)]
        who, limits, follows, *rows = stacked(box, shares)
        draw_text(painter, who, shown.who, size.large, self.theme.text, bold=True, lines=2)
        draw_text(painter, limits, shown.limits, size.normal, self.theme.text, lines=2)
        draw_text(painter, follows, shown.follows, size.normal, self.theme.text, lines=1)
        side = min(round(size.large * 1.2), rows[0].height())
        texts = [row.adjusted(side + size.gap, 0, 0, 0) for row in rows[: len(shown.steps)]]
        told = [step.told for step in shown.steps if step.stands != "wrong"]
        pixels = common(told, texts[0], size.large * 0.9, bold=True, lines=2)
        for row, text, step in zip(rows, texts, shown.steps, strict=False):
            sign = QRect(row.x(), row.y() + (row.height() - side) // 2, side, side)
            self._draw_step(painter, sign, text, step, pixels)
        for row, notice in zip(rows[len(shown.steps) :], shown.notices, strict=True):
            draw_text(painter, row, notice, size.small, self.theme.faint, lines=2)

    def _draw_step(
        self, painter: QPainter, sign: QRect, text: QRect, step: Step, pixels: float
    ) -> None:
        if step.stands == "done":
            draw_check(painter, sign, self.theme.ok)
        elif step.stands == "wrong":
            draw_cross(painter, sign, self.theme.rack)
        elif step.stands == "now":
            draw_arrow(painter, sign, self.theme.near)
        colours = {"wrong": self.theme.rack, "now": self.theme.text, "later": self.theme.faint}
        colour = colours.get(step.stands, self.theme.text)
        bold = step.stands in ("now", "wrong")
        draw_text(painter, text, step.told, pixels, colour, bold=bold, lines=2)


def steps_of(state: LiveState) -> tuple[Step, ...]:
    """Return the steps to the first rep; the first that is not done is what is awaited now."""
    link = state.link
    still = link.still or state.velocity is not None
    checks = (
        (_sensor(link), link.stands),
        (_reading(link), link.stands and _reads_right(link)),
        (_rest(still), link.stands and still),
        (translate("Words", "lift"), False),
    )
    steps: list[Step] = []
    for told, done in checks:
        before = all(step.stands == "done" for step in steps)
        stands = "done" if done and before else "now" if before else "later"
        steps.append(Step(told, stands))
    if link.stands and link.gravity is not None and not _reads_right(link):
        steps[1] = Step(steps[1].told, "wrong")
    return tuple(steps)


def _sensor(link: LinkState) -> str:
    if not link.stands:
        return f"{translated(link.word)} …"
    rate = "" if link.rate_hz is None else f"{words.number(link.rate_hz, 0)} Hz"
    sensor = link.sensor or translate("Words", "the sensor is there")
    return ", ".join(filter(None, (sensor, rate)))


def _reads_right(link: LinkState) -> bool:
    return link.gravity is not None and abs(link.gravity - 1.0) < MOST_OFF


def _reading(link: LinkState) -> str:
    """Return what the sensor reads at rest, and whether that is so."""
    if not link.stands or link.gravity is None:
        return translate("Words", "does it read right?")
    told = (
        translate("Words", "reads {gravity} g: right")
        if _reads_right(link)
        else translate("Words", "reads {gravity} g: the sensor's range or unit is wrong")
    )
    return told.format(gravity=words.number(link.gravity, 2))


def _rest(still: bool) -> str:
    if still:
        return translate("Words", "the bar is still")
    return translate("Words", "leave the bar still for 2 s")
