"""What can go wrong between a sensor's bytes and clocked samples."""

from __future__ import annotations


class BridgeError(Exception):
    """Root of this package's errors; the message says what happened, where, and what to do."""


class BadRecording(BridgeError, ValueError):
    """A recording that cannot be read without the risk of a wrong number."""


class BadClock(BridgeError, ValueError):
    """Stamps from which no uniform clock can be rebuilt."""


class MissingExtra(BridgeError, ImportError):
    """An optional library is needed and not installed."""


class BadUrl(BridgeError, ValueError):
    """A source that no URL's rules can make out."""


class BadCapture(BridgeError, ValueError):
    """A capture file that cannot be opened at all; a damaged tail is no error."""


class LinkError(BridgeError, ConnectionError):
    """Something between this machine and the sensor that may be tried again."""


class NoBluetooth(LinkError):
    """No Bluetooth that can be used: no adapter, no service, or switched off."""


class NotPermitted(LinkError, PermissionError):
    """The system does not let this user have the adapter or the port."""


class NoSuchSensor(LinkError, LookupError):
    """Nothing of that name is in reach."""


class SeveralSensors(LinkError, LookupError):
    """More than one sensor answers to that name."""


class PortBusy(LinkError):
    """Another program has the port open."""


class LinkLost(LinkError):
    """An open link was cut."""


class SensorError(BridgeError):
    """The link stands but the sensor does not do what is needed."""


class WrongSensor(SensorError):
    """It speaks another language than the driver's, or none."""


class WrongFirmware(SensorError):
    """It speaks the language, but not the words that are needed."""


class Refused(SensorError):
    """It understood and said no."""
