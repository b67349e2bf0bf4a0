"""Write the parts of the mount for a printer: ``python -m hardware.mount --shaft 28``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hardware.mount.build import PARTS, SHAFTS, CannotBuild, build
from hardware.mount.solid import read_stl


def main(arguments: list[str] | None = None) -> None:
    """Write all parts for the shafts that are asked for, and say how large they are."""
    parser = argparse.ArgumentParser(prog="python -m hardware.mount", description=__doc__)
    parser.add_argument(
        "--shaft", type=int, choices=SHAFTS, action="append", help="mm; may be repeated; else all"
    )
    parser.add_argument("--to", type=Path, default=Path("build", "mount"), help="folder")
    options = parser.parse_args(arguments)
    try:
        for shaft in options.shaft or SHAFTS:
            for part in PARTS:
                _report(build(part, shaft, options.to))
    except (CannotBuild, OSError) as error:
        sys.exit(f"mount: {error}")


def _report(path: Path) -> None:
    solid = read_stl(path)
    size = " × ".join(f"{side:.1f}" for side in solid.size_mm)
    print(f"{path}  {size} mm, {solid.volume_mm3 / 1000:.1f} cm³, watertight")


if __name__ == "__main__":
    main()
