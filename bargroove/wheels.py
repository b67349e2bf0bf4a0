"""``make wheels``: whether all that the program needs can be installed on every system.

For each system and Python, pip is asked which wheels it would take there; what these need in turn
is judged by that system's markers, not by this one's, until nothing is new. Nothing is installed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from bargroove.markdown import table

PROJECT = Path(__file__).parents[1]
REQUIRED = ("3.11", "3.12", "3.13")
INFORMATION = ("3.14",)


@dataclass(frozen=True)
class System:
    """A kind of machine: its name, the tags of its wheels, and what markers say of it.

    Attributes:
        platforms: tags of the wheels that run on it.
        os_name, sys_platform, platform_system, platform_machine: as in PEP 508.
    """

    name: str
    platforms: tuple[str, ...]
    os_name: str
    sys_platform: str
    platform_system: str
    platform_machine: str

    def markers(self, python: str) -> dict[str, str]:
        """Return what requirements are judged by, for CPython of a version such as 3.11."""
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "os_name": self.os_name,
            "platform_machine": self.platform_machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": self.platform_system,
            "platform_version": "",
            "python_full_version": f"{python}.0",
            "python_version": python,
            "sys_platform": self.sys_platform,
        }


def linux(name: str, machine: str, glibc: int) -> System:
    """Return a Linux with glibc 2.``glibc``."""
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(glibc, 16, -1)]
    tags += [f"manylinux2014_{machine}", f"linux_{machine}"]
    return System(name, tuple(tags), "posix", "linux", "Linux", machine)


SYSTEMS = (
    linux("Linux x86-64, glibc 2.35 (Ubuntu 22.04)", "x86_64", 35),
    linux("Linux aarch64, glibc 2.36 (Debian 12, Pi OS bookworm)", "aarch64", 36),
    linux("Linux aarch64, glibc 2.41 (Debian 13, Pi OS trixie)", "aarch64", 41),
    System("macOS 13 arm64", ("macosx_13_0_arm64",), "posix", "darwin", "Darwin", "arm64"),
    System("Windows x86-64", ("win_amd64",), "nt", "win32", "Windows", "AMD64"),
)


class NoWheel(Exception):
    """pip finds no wheel for something that is needed; the message is pip's own."""


@dataclass(frozen=True)
class Wheel:
    """A wheel that pip would take: the file's name, and what it needs in turn."""

    file: str
    needs: tuple[str, ...]

    @property
    def name(self) -> str:
        """The package's name."""
        return str(parse_wheel_filename(self.file)[0])

    @property
    def version(self) -> str:
        """The package's version."""
        return str(parse_wheel_filename(self.file)[1])

    @property
    def oldest(self) -> str:
        """The oldest system it runs on, such as ``glibc 2.28``; nothing where any will do."""
        platforms = {tag.platform for tag in parse_wheel_filename(self.file)[3]}
        return min(filter(None, map(_floor, platforms)), key=_by_number, default="")


def _floor(platform: str) -> str:
    match platform.split("_"):
        case ["manylinux", major, minor, *_]:
            return f"glibc {major}.{minor}"
        case ["manylinux2014", *_]:
            return "glibc 2.17"
        case ["macosx", major, minor, *_]:
            return f"macOS {major}.{minor}"
    return ""


def _by_number(floor: str) -> list[int]:
    return [int(number) for number in floor.split()[-1].split(".")] if floor else []


def wheels_for(needs: Iterable[str], system: System, python: str) -> list[Wheel]:
    """Return the wheels that a system would get for requirements and all that they need.

    Raises:
        NoWheel: there is none for one of them.
    """
    wanted = _applying(needs, system, python, frozenset())
    while True:
        wheels = _ask_pip(sorted(wanted), system, python)
        extras = _extras(wanted)
        found = wanted.union(
            *(_applying(wheel.needs, system, python, extras[wheel.name]) for wheel in wheels)
        )
        if found == wanted:
            return wheels
        wanted = found


def _applying(
    needs: Iterable[str], system: System, python: str, extras: frozenset[str]
) -> frozenset[str]:
    """Return, without their markers, the requirements that hold on a system."""
    markers, applying = system.markers(python), set()
    for requirement in map(Requirement, needs):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({**markers, "extra": x}) for x in ("", *extras)):
            requirement.marker = None
            applying.add(str(requirement))
    return frozenset(applying)


def _extras(wanted: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return which extras of each package are wanted."""
    extras: dict[str, frozenset[str]] = {}
    for requirement in map(Requirement, wanted):
        name = canonicalize_name(requirement.name)
        extras[name] = extras.get(name, frozenset()) | requirement.extras
    return extras


def _ask_pip(requirements: Sequence[str], system: System, python: str) -> list[Wheel]:
    """Return the wheels that pip would install for requirements, without what these need."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--dry-run", "--no-deps", "--ignore-installed", "--only-binary", ":all:"),
            *("--target", folder, "--report", str(report), "--python-version", python),
            *(word for platform in system.platforms for word in ("--platform", platform)),
            *requirements,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise NoWheel(_reason(done.stderr))
        return [_wheel(item) for item in json.loads(report.read_text("utf-8"))["install"]]


def _wheel(item: dict[str, dict[str, object]]) -> Wheel:
    file = unquote(str(item["download_info"]["url"])).rsplit("/", 1)[-1]
    needs = item["metadata"].get("requires_dist")
    return Wheel(file, tuple(needs) if isinstance(needs, list) else ())


def _reason(told: str) -> str:
    """Return the last error that pip told."""
    errors = [line.removeprefix("ERROR: ") for line in told.splitlines() if "ERROR: " in line]
    return errors[-1] if errors else told.strip()


@dataclass(frozen=True)
class Answer:
    """Whether all can be installed on a system with a Python.

    Attributes:
        trouble: why not, in pip's words; nothing where it can.
    """

    system: str
    python: str
    wheels: tuple[Wheel, ...] = ()
    trouble: str = ""

    def row(self, shown: Sequence[str]) -> list[str]:
        """Return a line of the table: with the versions of the packages that are shown."""
        versions = {wheel.name: wheel.version for wheel in self.wheels}
        oldest = max((wheel.oldest for wheel in self.wheels), key=_by_number, default="")
        count = str(len(self.wheels)) if not self.trouble else "none"
        return [self.system, self.python, count, oldest, *(versions.get(n, "–") for n in shown)]


def ask(needs: Sequence[str], system: System, python: str) -> Answer:
    """Find out whether requirements can be installed on a system with a Python."""
    try:
        return Answer(system.name, python, tuple(wheels_for(needs, system, python)))
    except NoWheel as error:
        return Answer(system.name, python, trouble=str(error))


def main() -> int:
    """Print a table of all systems and Pythons; return 1 where a wheel is missing."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    needs: list[str] = project["dependencies"]
    cases = [(system, python) for system in SYSTEMS for python in (*REQUIRED, *INFORMATION)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(lambda case: ask(needs, *case), cases))
    shown = ("numpy", "pyside6-essentials", "dbus-fast")
    header = ("system", "Python", "wheels", "they need", *shown)
    print(table(header, [answer.row(shown) for answer in answers]))
    for answer in answers:
        if answer.trouble:
            print(f"{answer.system}, Python {answer.python}: {answer.trouble}", file=sys.stderr)
    return int(any(answer.trouble and answer.python in REQUIRED for answer in answers))


if __name__ == "__main__":
    sys.exit(main())
