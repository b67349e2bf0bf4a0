from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import PySide6
import pytest

from bargroove import system_libraries
from bargroove.system_libraries import SOUND, WINDOW, missing, remedy

QT = Path(PySide6.__file__).parent
PLUGINS = (
    "platforms/libqxcb.so",
    "platforms/libqwayland.so",
    "platforms/libqwayland-generic.so",  # as PySide6 6.8 calls it
    "wayland-shell-integration/*.so",
)
STARTS = ("QtWidgets.*.so", "QtSvg.*.so", *(f"Qt/plugins/{file}" for file in PLUGINS))
ALWAYS_THERE = re.compile(r"ld-linux|lib(c|m|dl|rt|pthread|gcc_s|stdc\+\+|z|zstd)\.so")


@pytest.fixture
def linux(monkeypatch, tmp_path):
    """A Linux whose programs are only those that are named; what they are told is kept."""
    monkeypatch.setattr(system_libraries.platform, "system", lambda: "Linux")

    def made(*programs, root=False):
        for program in programs:
            file = tmp_path / program
            file.write_text(f'#!/bin/sh\necho {program} "$@" >> {tmp_path}/called\n')
            file.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 0 if root else 1000)
        return tmp_path / "called"

    return made


@pytest.fixture
def bare(monkeypatch):
    """A system that lacks a library of the window."""
    monkeypatch.setattr(system_libraries, "WINDOW", {"libnone.so.9": "libnone9"})
    monkeypatch.setattr(system_libraries, "SOUND", {})


def needed(file):
    told = subprocess.run(["readelf", "-d", file], capture_output=True, text=True, check=True)
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", told.stdout))


@pytest.mark.skipif(not shutil.which("readelf"), reason="binutils are not here")
def test_all_that_qt_needs_of_the_system_is_looked_for():
    own = {file.name: file for file in (*QT.rglob("*.so*"), *QT.parent.glob("shiboken6/*.so*"))}
    files = [file for start in STARTS for file in QT.glob(start)]
    libraries, system = list(files), set()
    while libraries:
        for name in needed(libraries.pop()):
            if name not in own:
                system.add(name)
            elif own[name] not in files:
                files.append(own[name])
                libraries.append(own[name])
    assert files
    assert {name for name in system if not ALWAYS_THERE.match(name)} <= WINDOW.keys()


def test_what_is_there_is_not_missing(linux):
    linux()
    assert missing({"libc.so.6": "libc6", "libnone.so.9": "libnone9"}) == ["libnone.so.9"]


def test_a_system_without_a_font_lacks_one(linux, monkeypatch, tmp_path):
    linux()
    monkeypatch.setattr(system_libraries, "_FONTS", (str(tmp_path),))
    font = {"a font": "fonts-dejavu-core"}
    assert missing(font) == ["a font"]
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "Plain.ttf").touch()
    assert missing(font) == []


def test_other_systems_bring_it_all(monkeypatch):
    monkeypatch.setattr(system_libraries.platform, "system", lambda: "Darwin")
    assert missing([*WINDOW, *SOUND, "libnone.so.9"]) == []


def test_debian_and_ubuntu_are_told_packages(linux):
    linux("apt-get")
    parts = ["libgthread-2.0.so.0", "libglib-2.0.so.0", "libportaudio.so.2"]
    assert remedy(parts) == "sudo apt install libglib2.0-0 libportaudio2"


def test_fedora_is_told_what_its_packages_provide(linux):
    linux("dnf")
    told = remedy(["libEGL.so.1", "a font"])
    assert told == "sudo dnf install 'libEGL.so.1()(64bit)' dejavu-sans-fonts"


def test_any_other_is_told_what_is_missing(linux):
    linux()
    assert remedy(["libEGL.so.1"]) == "install libEGL.so.1 with the system's own means"


def test_root_has_it_installed(linux, bare, capsys):
    called = linux("apt-get", "env", root=True)
    system_libraries.main()
    assert "apt-get -qq install --no-install-recommends libnone9" in called.read_text()
    assert "libnone9" in capsys.readouterr().out


def test_so_has_who_needs_no_password(linux, bare):
    called = linux("apt-get", "sudo")
    system_libraries.main()
    first, *others = called.read_text().splitlines()
    assert first == "sudo -n true"
    assert [line.split("apt-get -qq ")[1] for line in others] == [
        "update",
        "install --no-install-recommends libnone9",
    ]


def test_who_may_not_is_told_what_to_type(linux, bare, capsys):
    called = linux("apt-get")
    system_libraries.main()
    assert not called.exists()
    assert "sudo apt install libnone9" in capsys.readouterr().err


def test_nothing_is_said_where_nothing_is_missing(linux, monkeypatch, capsys):
    linux(root=True)
    monkeypatch.setattr(system_libraries, "WINDOW", {"libc.so.6": "libc6"})
    monkeypatch.setattr(system_libraries, "SOUND", {})
    system_libraries.main()
    assert capsys.readouterr() == ("", "")
