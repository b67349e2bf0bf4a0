"""pip itself is asked, for packages of a folder instead of the world's."""

from __future__ import annotations

import os
import zipfile

import pytest

from bargroove import wheels
from bargroove.wheels import SYSTEMS, Wheel, ask

X86, BOOKWORM, TRIXIE, MAC, WINDOWS = SYSTEMS


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Put wheels on a shelf, the only one that pip knows: their file's name, and their needs."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))

    def put(**files):
        for file, needs in files.items():
            name, version, *_ = file.split("__")
            told = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {n}" for n in needs)]
            path = tmp_path / f"{file.replace('__', '-')}.whl"
            with zipfile.ZipFile(path, "w") as wheel:
                info = f"{name}-{version}.dist-info"
                wheel.writestr(f"{info}/METADATA", "\n".join(["Metadata-Version: 2.1", *told, ""]))
                wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n")
                wheel.writestr(f"{info}/RECORD", "")

    return put


def found(answer):
    assert not answer.trouble
    return {f"{wheel.name} {wheel.version}" for wheel in answer.wheels}


ANY = "py3__none__any"


def test_markers_are_judged_for_the_other_system(shelf):
    needs = ["tux; sys_platform == 'linux'", "apple; platform_system == 'Darwin'"]
    shelf(**{f"bar__1__{ANY}": needs, f"tux__1__{ANY}": [], f"apple__1__{ANY}": []})
    assert found(ask(["bar"], BOOKWORM, "3.11")) == {"bar 1", "tux 1"}
    assert found(ask(["bar"], MAC, "3.11")) == {"bar 1", "apple 1"}
    assert found(ask(["bar"], WINDOWS, "3.11")) == {"bar 1"}


def test_markers_are_judged_for_the_other_python(shelf):
    shelf(**{f"bar__1__{ANY}": ["old; python_version < '3.12'"], f"old__1__{ANY}": []})
    assert found(ask(["bar"], X86, "3.11")) == {"bar 1", "old 1"}
    assert found(ask(["bar"], X86, "3.13")) == {"bar 1"}


def test_an_extra_counts_only_where_it_is_wanted(shelf):
    shelf(**{f"bar__1__{ANY}": ["chalk; extra == 'grip'"], f"chalk__1__{ANY}": []})
    assert found(ask(["bar"], X86, "3.11")) == {"bar 1"}
    assert found(ask(["bar[grip]"], X86, "3.11")) == {"bar 1", "chalk 1"}


def test_what_a_need_needs_may_limit_a_version(shelf):
    plates = {f"plates__{version}__{ANY}": [] for version in (1, 2)}
    shelf(**{f"bar__1__{ANY}": ["plates<2"]}, **plates)
    assert found(ask(["plates"], X86, "3.11")) == {"plates 2"}
    assert found(ask(["bar", "plates"], X86, "3.11")) == {"bar 1", "plates 1"}


def test_an_older_system_gets_an_older_wheel(shelf):
    old, new = "cp39__abi3__manylinux_2_31_aarch64", "cp39__abi3__manylinux_2_39_aarch64"
    shelf(**{f"bar__1__{old}": [], f"bar__2__{new}": []})
    (bookworm,) = ask(["bar"], BOOKWORM, "3.11").wheels
    (trixie,) = ask(["bar"], TRIXIE, "3.11").wheels
    assert (bookworm.version, bookworm.oldest) == ("1", "glibc 2.31")
    assert (trixie.version, trixie.oldest) == ("2", "glibc 2.39")


def test_a_wheel_that_is_missing_deep_down_is_named(shelf):
    shelf(**{f"bar__1__{ANY}": ["clips"], "clips__1__cp311__cp311__manylinux_2_28_x86_64": []})
    assert found(ask(["bar"], X86, "3.11")) == {"bar 1", "clips 1"}
    answer = ask(["bar"], TRIXIE, "3.11")
    assert "clips" in answer.trouble
    assert answer.row(["bar"]) == [TRIXIE.name, "3.11", "none", "", "–"]


@pytest.mark.parametrize(
    ("platform", "oldest"),
    [
        ("any", ""),
        ("win_amd64", ""),
        ("macosx_11_0_arm64", "macOS 11.0"),
        ("manylinux2014_aarch64", "glibc 2.17"),
        ("manylinux_2_28_x86_64.manylinux_2_27_x86_64", "glibc 2.27"),
    ],
)
def test_a_wheel_tells_the_oldest_system_that_it_runs_on(platform, oldest):
    assert Wheel(f"bar-1-py3-none-{platform}.whl", ()).oldest == oldest


def test_one_missing_wheel_is_a_failure(shelf, monkeypatch, capsys):
    monkeypatch.setattr(wheels, "SYSTEMS", [BOOKWORM])
    monkeypatch.setattr(wheels, "REQUIRED", ("3.11",))
    monkeypatch.setattr(wheels, "INFORMATION", ())
    assert wheels.main() == 1
    out, err = capsys.readouterr()
    assert "none" in out
    assert err.startswith(f"{BOOKWORM.name}, Python 3.11: No matching distribution found")


def test_what_is_missing_for_a_python_not_required_is_only_told(shelf, monkeypatch):
    monkeypatch.setattr(wheels, "SYSTEMS", [BOOKWORM])
    monkeypatch.setattr(wheels, "REQUIRED", ())
    monkeypatch.setattr(wheels, "INFORMATION", ("3.14",))
    assert wheels.main() == 0
