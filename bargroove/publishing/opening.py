"""From what ``--publish`` names to what publishes there."""

from __future__ import annotations

import os
from collections.abc import Sequence

from bargroove.publishing.publisher import CannotPublish, Publisher, Publishing
from bargroove.publishing.where import PASSWORD, Broker, Where


def opened(wheres: Sequence[Where]) -> Publishing:
    """Return what publishes to all of them; a broker that is away is tried again later.

    Raises:
        CannotPublish: something that this needs is not installed.
    """
    return Publishing([_opened(one) for one in dict.fromkeys(wheres)])


def _opened(where: Where) -> Publisher:
    return _mqtt(where) if isinstance(where, Broker) else _lsl()


def _lsl() -> Publisher:
    try:
        from bargroove.publishing.lsl import LslPublisher
    except ModuleNotFoundError:
        raise CannotPublish("--publish lsl needs pylsl: pip install 'bargroove[lsl]'") from None
    except RuntimeError:  # pylsl's own, where the library is not found or does not fit
        raise CannotPublish(
            "--publish lsl: pylsl is here, and the library liblsl that it needs is not: install"
            " it (conda install -c conda-forge liblsl, or a package of"
            " https://github.com/sccn/liblsl/releases), or let PYLSL_LIB name its file"
        ) from None
    return LslPublisher()


def _mqtt(broker: Broker) -> Publisher:
    try:
        from bargroove.publishing.mqtt import MqttPublisher
    except ModuleNotFoundError:
        raise CannotPublish(
            "--publish mqtt needs paho-mqtt: pip install 'bargroove[mqtt]'"
        ) from None
    return MqttPublisher(broker, os.environ.get(PASSWORD))
