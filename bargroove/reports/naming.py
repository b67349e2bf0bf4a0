"""What the files of reports are called, whoever they are of."""

from __future__ import annotations

import re
from datetime import datetime

_LONGEST = 40  # letters of a name


def named(made: datetime, *words: str) -> str:
    """Return a name of a file, without its ending, that every system takes.

    Letters and digits of any script stay; all else, such as what leads out of a folder, does not.
    """
    plain = (re.sub(r"[\W_]+", "-", word).strip("-")[:_LONGEST] for word in words)
    return "-".join([f"{made:%Y-%m-%d}", *(word for word in plain if word)])
