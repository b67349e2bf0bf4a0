"""The set-up: which sensor, who lifts what, with which load, and who comes next."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from gui.display.chips import Chips
from gui.display.dialog import Dialog, Row
from gui.display.language import translate, translated
from gui.display.line import Line
from gui.display.number_entry import Entry, written
from gui.display.queue_field import QueueField
from gui.display.remote import BadPlan, Offer, Plan, Remote
from gui.display.setup_draft import SIMULATED, draft_of, is_simulated, known_as, sensors_of
from gui.display.stepper import Stepper
from gui.display.words import lift_name, policy_name
from velocity.lifts import LIFTS
from velocity.policies import POLICIES

LOAD = Entry(least=0.5, most=1000.0, step=2.5, first=20.0)  # kg
TARGET = Entry(least=0.05, most=3.0, step=0.05, first=0.5)  # m/s
_LOOK_MS = 500
_MOST_LIFTERS = 6  # that are shown at once


class SetupDialog(Dialog):
    """Asks who lifts what; Enter starts at once with what is shown.

    Attributes:
        rows: by the names of the fields of a plan, and that of the queue.

    Signals:
        started: the remote goes on with what was chosen.
    """

    started = Signal()

    def __init__(self, parent: QWidget, remote: Remote) -> None:
        super().__init__(parent)
        self._remote = remote
        self._draft = draft_of(Offer(Plan("")))
        self._make_fields()
        self._make_rows()
        self.start, self._cancel = self.add_button(), self.add_button()
        self.start.setProperty("kind", "first")
        self.start.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.dismiss)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def plan(self) -> Plan:
        """What is chosen now."""
        return self._draft.finished()

    def open(self) -> None:
        """Begin with what was chosen last, and look for sensors meanwhile."""
        self._draft = draft_of(self._remote.offer())
        self.queue.show_names(self._draft.offer.queue)
        for row in self.rows.values():
            row.complain("")
        self._show()
        super().open()
        self._remote.look_for_sensors()
        self._timer.start()
        self.start.setFocus()

    def dismiss(self) -> None:
        """Change nothing."""
        self._timer.stop()
        super().dismiss()

    def go(self) -> None:
        """Go on with what is chosen."""
        if not self._draft.plan.source:
            told = translate("Setup", "choose a sensor, or the simulated one")
            return self.refuse(self.rows["source"], told)
        try:
            self._remote.begin(self.plan, self.queue.names)
        except BadPlan as error:
            row = self.rows.get(error.field, self.rows["source"])
            return self.refuse(row, translated(str(error)))
        self.dismiss()
        self.started.emit()
        return None

    def say(self) -> None:
        """Write everything in the language that is shown now."""
        self.set_heading(translate("Setup", "Set-up"))
        names = {
            "source": translate("Setup", "Sensor"),
            "lifter": translate("Setup", "Lifter"),
            "lift": translate("Setup", "Lift"),
            "load_kg": translate("Setup", "Load"),
            "policy": translate("Setup", "Policy"),
            "target": translate("Setup", "Target velocity"),
            "queue": translate("Setup", "Then"),
        }
        for field, row in self.rows.items():
            row.set_name(names[field])
        self.load.set_words(names["load_kg"], translate("Setup", "kg, bar included"))
        self.target.set_words(names["target"], "m/s")
        self.url.set_hint(translate("Setup", "or type its address"))
        self.url.setAccessibleName(translate("Setup", "address of a sensor"))
        self.name.set_hint(translate("Setup", "or type a name"))
        self.name.setAccessibleName(translate("Setup", "name of a lifter"))
        self.start.setText(translate("Setup", "Start"))
        self._cancel.setText(translate("Setup", "Back"))
        self.queue.say()
        self._show()

    def _make_fields(self) -> None:
        self.url, self.name = Line(), Line(is_name=True)
        self.sensors, self.lifters = Chips(self.url), Chips(self.name)
        self.lifts, self.policies = Chips(), Chips()
        self.load, self.target, self.queue = Stepper(), Stepper(), QueueField()
        self.sensors.picked.connect(lambda url: self._choose(source=url))
        self.sensors.entered.connect(self._enter_url)
        self.lifters.picked.connect(self._choose_lifter)
        self.lifters.entered.connect(self._choose_lifter)
        self.name.textEdited.connect(lambda _text: self._show_lifters())
        self.lifts.picked.connect(lambda lift: self._choose(lift=lift))
        self.policies.picked.connect(lambda policy: self._choose(policy=policy))
        self.load.stepped.connect(
            lambda way: self._choose(load_kg=LOAD.stepped(self._draft.plan.load_kg, way))
        )
        self.target.stepped.connect(
            lambda way: self._choose(target=TARGET.stepped(self._draft.plan.target, way))
        )
        self.load.entered.connect(self._enter_load)
        self.target.entered.connect(self._enter_target)

    def _make_rows(self) -> None:
        fields = {
            "source": self.sensors,
            "lifter": self.lifters,
            "lift": self.lifts,
            "load_kg": self.load,
            "policy": self.policies,
            "target": self.target,
            "queue": self.queue,
        }
        self.rows: dict[str, Row] = {name: self.add_row(field) for name, field in fields.items()}

    def _choose(self, **choices: object) -> None:
        """Take choices, by the names of the fields of a plan."""
        self._draft = replace(self._draft, plan=replace(self._draft.plan, **choices))  # type: ignore[arg-type]
        for field in choices:
            self.rows[field].complain("")
        self._show()

    def _choose_lifter(self, name: str) -> None:
        self._draft = self._draft.with_lifter(name)
        self.name.show_text("")
        self.rows["lifter"].complain("")
        self._show()

    def _enter_url(self, text: str) -> None:
        self.url.show_text("")
        scheme, colon, place = text.strip().partition(":")
        if scheme and colon and place:
            return self._choose(source=text.strip())
        told = translate("Setup", "a sensor is written like serial:/dev/ttyACM0 or ble:NAME")
        return self.refuse(self.rows["source"], told) if text.strip() else None

    def _enter_load(self, text: str) -> None:
        try:
            self._choose(load_kg=LOAD.read(text))
        except ValueError:
            self._show()
            told = translate("Setup", "a load is a number from {least} to {most} kg, or nothing")
            self.refuse(self.rows["load_kg"], _ranged(told, LOAD))

    def _enter_target(self, text: str) -> None:
        try:
            self._choose(target=TARGET.read(text))
        except ValueError:
            self._show()
            told = translate("Setup", "a target is a number from {least} to {most} m/s, or nothing")
            self.refuse(self.rows["target"], _ranged(told, TARGET))

    def _look(self) -> None:
        """See which sensors have been found, and who has come into the logbook."""
        self._remote.look_for_sensors()  # which does nothing while that goes on already
        offer = self._remote.offer()
        if not self._draft.plan.source and len(offer.sensors) == 1:
            self._choose(source=offer.sensors[0].url)
        self._draft = replace(self._draft, offer=offer)
        self._show_sensors()
        self._show_lifters()

    def _show(self) -> None:
        """Show what is chosen."""
        plan = self._draft.plan
        self._show_sensors()
        self._show_lifters()
        self.lifts.offer([(lift, lift_name(lift)) for lift in LIFTS])
        self.lifts.choose(plan.lift)
        own = translate("Setup", "the lifter's own")
        self.policies.offer([("", own), *((name, policy_name(name)) for name in POLICIES)])
        self.policies.choose(plan.policy)
        self.load.show_text(written(plan.load_kg))
        self.target.show_text(written(plan.target))

    def _show_sensors(self) -> None:
        source, offer = self._draft.plan.source, self._draft.offer
        found = [(sensor.url, sensor.name) for sensor in sensors_of(offer, source)]
        simulated = is_simulated(source)
        if simulated or not offer.sensors:
            found.append((SIMULATED, translate("Setup", "a simulated one, to try")))
        self.sensors.offer(found)
        self.sensors.choose(SIMULATED if simulated else source)

    def _show_lifters(self) -> None:
        chosen, offer = self._draft.plan.lifter or "", self._draft.offer
        typed = self.name.text().strip().casefold()
        found = [name for name in offer.lifters if typed in name.casefold()]
        shown = tuple(found[:_MOST_LIFTERS])
        if chosen and chosen not in shown:
            shown = (chosen, *shown[: _MOST_LIFTERS - 1])
        self.lifters.offer([*((name, name) for name in shown), ("", translate("Setup", "nobody"))])
        self.lifters.choose(known_as(chosen, offer))


def _ranged(told: str, entry: Entry) -> str:
    return told.format(least=written(entry.least), most=written(entry.most))
