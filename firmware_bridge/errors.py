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
