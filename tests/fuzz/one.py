"""``python -m tests.fuzz.one TARGET CORPUS LIBFUZZER-OPTION…``: fuzz one target in this process."""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

import atheris

with atheris.instrument_imports(include=["firmware_bridge"]):
    from tests.fuzz.targets import target


def main() -> None:
    """Fuzz until the time is over or something goes wrong."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    run, seeds = target(name)
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed)
    slowest = 0.0

    @atheris.instrument_func
    def one_input(data: bytes) -> None:
        nonlocal slowest
        begun = process_time()
        run(data)
        if (took := process_time() - begun) > slowest:
            slowest = took
            print(f"slowest: {1000 * took:.1f} ms", file=sys.stderr)

    atheris.Setup([sys.argv[0], *sys.argv[3:], str(folder)], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
