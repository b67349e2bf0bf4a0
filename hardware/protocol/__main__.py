"""``python -m hardware.protocol`` writes ``vectors.json``, which other encoders are held to."""

from __future__ import annotations

import json
from pathlib import Path

from hardware.protocol.bad import bad_vectors
from hardware.protocol.good import commands, data, told

PATH = Path(__file__).with_name("vectors.json")


def vectors() -> list[dict[str, object]]:
    """Return frames, in hex, beside what they say or what is to be done with them."""
    return [*data(), *told(), *commands(), *bad_vectors()]


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(vector) for vector in vectors())
    PATH.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
