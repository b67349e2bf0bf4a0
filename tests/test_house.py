"""The house's one way of dependence."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_USE = {
    "velocity": set(),
    "firmware_bridge": {"velocity"},
    "gui": {"velocity"},
    "hardware": set(),
    "bargroove": {"velocity", "firmware_bridge", "gui", "hardware"},
}


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("package", MAY_USE)
def test_a_package_knows_only_those_below_it(package):
    used = set().union(*(imported(path) for path in (ROOT / package).rglob("*.py")))
    assert used & set(MAY_USE) - {package} <= MAY_USE[package]


def test_velocity_knows_numpy_and_no_file_thread_or_log():
    files = list((ROOT / "velocity").rglob("*.py"))
    used = set().union(*(imported(path) for path in files))
    assert not used & {"os", "pathlib", "threading", "logging", "time", "sys", "scipy"}
    # The state's bytes are read from memory.
    assert [path.name for path in files if "io" in imported(path)] == ["state.py"]
