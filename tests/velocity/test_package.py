"""The package as others see it: light, documented, and vectorised."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import velocity

MODULES = sorted(Path(velocity.__file__).parent.glob("*.py"))
PROBE = """
import sys, time
import numpy
before = set(sys.modules)
start = time.perf_counter()
import velocity
print(time.perf_counter() - start)
print(*{name.split(".")[0] for name in set(sys.modules) - before})
"""


def test_importing_it_is_quick_and_needs_numpy_alone() -> None:
    root = Path(velocity.__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=root, capture_output=True, text=True, check=True
    )
    seconds, modules = run.stdout.splitlines()
    assert float(seconds) < 0.5
    assert set(modules.split()) - set(sys.stdlib_module_names) <= {"velocity", "numpy"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_whatever_is_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_loop_counts_through_an_array(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.For):
            assert not ast.unparse(node.iter).startswith("range(len("), path.name


def test_functions_and_modules_are_short() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 320, path.name
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{path.name}: {node.name}"


def test_all_public_names_are_there() -> None:
    for name in velocity.__all__:
        assert hasattr(velocity, name)
