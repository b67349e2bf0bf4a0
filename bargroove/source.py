"""A source of any kind, opened with what is known of its sensor."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from pathlib import Path

from bargroove.calibrations import Calibration, for_source
from bargroove.progress import progress
from bargroove.simulated_source import Simulation, simulation
from firmware_bridge.corrections import to_plain
from firmware_bridge.drivers.contract import Driver, Showing
from firmware_bridge.events import Event
from firmware_bridge.file_source import open_file
from firmware_bridge.link import Keep
from firmware_bridge.session import Session
from firmware_bridge.sources import Address, Begin, Header, open_source


class Source:
    """A source by its URL.

    A capture's header gets the corrections that are in force, so that it replays alike.

    Attributes:
        url: of it.
        session: the present one, once there is one.
        simulated: what a ``sim:`` source simulates, once it is open.
    """

    def __init__(
        self,
        url: str,
        rate: float,
        begin: Begin,
        known: Mapping[str, Calibration] | None = None,
    ) -> None:
        """Open ``url`` at about ``rate`` Hz; calibrations are those stored, unless given."""
        self.session: Session | None = None
        self.simulated: Simulation | None = None
        self.url, self._rate, self._begin = url, rate, begin
        self._known = for_source(url) if known is None else known
        self._corrections = {uid: known.constants for uid, known in self._known.items()}

    @property
    def bad_frames(self) -> int:
        """How many pieces of what came could not be read."""
        return self.session.driver.bad if self.session else 0

    def calibration_of(self, uid: str) -> Calibration | None:
        """Return the calibration that is in force for a sensor."""
        return self._known.get(uid)

    def show(self, showing: Showing) -> None:
        """Have the sensor show this, or sound it, where it can."""
        if self.session:
            self.session.show(showing)

    def events(self) -> AsyncGenerator[Event, None]:
        """Yield the source's events until it ends or the caller closes this.

        Raises:
            BridgeError: it cannot be opened; the message says what to do.
        """
        others = {"sim": self._simulated, "file": self._replayed}
        return open_source(
            self.url, self._rate, self._started, session=self._new_session, others=others
        )

    def fresh_session(self) -> Session:
        """Return a new session with a sensor like the present one, to try records on."""
        assert self.session is not None, "the source has been opened"
        driver = type(self.session.driver)()
        address = self.session.address
        return Session(driver, self._rate, corrections=self._corrections, address=address)

    def _new_session(self, driver: Driver, rate: float) -> Session:
        self.session = Session(driver, rate, corrections=self._corrections)
        return self.session

    def _started(self, header: Header) -> Keep:
        held = {uid: to_plain(constants) for uid, constants in self._corrections.items()}
        return self._begin({**header, "corrections": held})

    def _simulated(
        self, address: Address, rate: float, begin: Begin
    ) -> AsyncGenerator[Event, None]:
        with progress("simulating"):
            simulated = self.simulated = simulation(address)
        keep = self._started({"driver": simulated.driver.key, "rate": rate, "source": address.url})
        return simulated.events(self._new_session(simulated.driver(), rate), keep)

    def _replayed(self, address: Address, rate: float, begin: Begin) -> AsyncGenerator[Event, None]:
        address.only("speed")
        self._known = {}  # what is told again keeps the corrections that it was captured with
        return open_file(Path(address.place).expanduser(), address.number("speed", 1.0))
