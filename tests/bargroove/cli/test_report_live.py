"""Each set that is over leaves a report, and nobody waits for it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from bargroove import reporter as reporter_module
from bargroove.cli import main
from bargroove.keeper import Keeper
from bargroove.logbook import open_logbook
from bargroove.places import reports_folder
from bargroove.reporter import Reporter
from tests.entries import head, rep
from tests.lifting import clean_sets, keep
from velocity import SetSummary
from velocity.events import RepFinished, SetEnded

SET = ("live", "sim:squat?seed=1&speed=0", "--lift", "squat", "--load", "100")
FOLLOWED = (*SET, "--terminal")
PATIENCE = 60.0  # s
ROOT = Path(__file__).parents[3]


@pytest.fixture
def lifted(capsys):
    """Follow a set in this process, as people do; it goes well, and these are the words."""

    def done(*words: object) -> tuple[str, str]:
        assert main([str(word) for word in words]) == 0
        return capsys.readouterr()

    return done


@pytest.fixture
def kept(data):
    """Two sets in the logbook."""
    with open_logbook() as book:
        for reps in clean_sets(2):
            keep(book, reps, None)


@pytest.fixture
def patient(monkeypatch):
    """A machine that is given time."""
    monkeypatch.setattr(reporter_module, "PATIENCE", PATIENCE)


def reports() -> list[Path]:
    return sorted(reports_folder().rglob("*.html"))


def test_a_set_in_the_terminal_leaves_a_report_and_its_path_comes_last(lifted, patient):
    out, err = lifted(*FOLLOWED)
    assert err == ""
    (path,) = reports()
    assert out.splitlines()[-1] == f"Report: {path}"
    page = path.read_text(encoding="utf-8")
    assert "100 kg" in page
    assert "its file cannot be read" not in page
    assert "found again" not in page


def test_without_a_report_nothing_is_made_or_said(lifted):
    out, _ = lifted(*FOLLOWED, "--no-report")
    assert "Report" not in out
    assert not reports_folder().exists()


def test_a_recording_that_is_told_again_leaves_none(lifted, recording):
    out, _ = lifted("live", f"file:{recording}?speed=0", *FOLLOWED[2:])
    assert "Report" not in out
    assert not reports_folder().exists()


def test_programs_get_an_event_with_its_path(lifted, patient):
    out, err = lifted(*SET, "--json")
    assert err == ""
    *_, report, ended = map(json.loads, out.splitlines())
    (path,) = reports()
    assert report == {"event": "report", "logbook_set": 1, "path": str(path), "told": None}
    assert ended["event"] == "ended"


def test_a_demo_leaves_one_apart_from_the_users_own(lifted, patient):
    out, _ = lifted("demo", "--headless")
    (path,) = reports()
    assert path.parent == reports_folder() / "demo"
    assert out.splitlines()[-1] == f"Report: {path}"
    with open_logbook() as book:
        assert book.sets() == []


def test_a_report_that_cannot_be_made_costs_the_set_nothing(lifted, data, patient):
    data.mkdir()
    (data / "reports").touch()
    _, err = lifted(*FOLLOWED)
    (line,) = err.splitlines()
    assert line.startswith("No report of set 1: ")
    assert "the report cannot be written there" in line
    with open_logbook() as book:
        assert book.one(1).complete


@pytest.mark.skipif(sys.platform == "win32", reason="no signal closes a window there")
def test_a_set_in_a_window_leaves_one_while_the_window_is_open(data):
    command = [sys.executable, "-m", "bargroove", *SET[:1], "sim:squat?seed=1&speed=15", *SET[2:]]
    window = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with window:
        try:
            until(reports)
            assert window.poll() is None
            window.send_signal(signal.SIGTERM)
            out, err = window.communicate(timeout=PATIENCE)
        finally:
            window.kill()
    assert (window.returncode, err) == (0, "")
    assert out.splitlines()[-1] == f"Report: {reports()[0]}"


def test_a_set_is_over_once_the_logbook_has_its_last_word_and_again_when_that_changes(data):
    over: list[int] = []
    keeper = Keeper(open_logbook, over=over.append)
    keeper.begin(1, head())
    keeper.take(RepFinished(rep(1)))
    keeper.write()
    assert over == []
    keeper.take(SetEnded(SetSummary(1, 1, None, None, None, ()), (rep(1),), ()))
    keeper.write()
    assert over == [1]
    keeper.mark(1, 1, "broke")
    assert over == [1, 1]
    keeper.begin(2, head())  # in which no rep is done
    keeper.close()
    assert over == [1, 1]


@pytest.mark.usefixtures("kept", "patient")
def test_what_is_asked_for_again_before_it_is_made_is_made_once():
    reporter = Reporter(reports_folder())
    for number in (1, 2, 1, 1):
        reporter.ask(number)
    assert reporter.close() == []
    assert sorted(made.set for made in reporter.news()) == [1, 2]
    assert reporter.news() == []
    assert sorted(Path(made.path) for made in reporter.latest.values()) == reports()


@pytest.mark.usefixtures("kept", "patient")
def test_a_set_that_goes_on_after_its_report_gets_another_one(monkeypatch):
    monkeypatch.setattr(reporter_module, "SETTLED", 0.0)
    reporter = Reporter(reports_folder())
    reporter.ask(1)
    until(lambda: reporter.latest)
    (path,) = reports()
    before = path.read_text(encoding="utf-8")
    with open_logbook() as book:
        book.mark(1, 2, "broke")
    reporter.ask(1)
    assert reporter.close() == []
    assert path.read_text(encoding="utf-8") != before


@pytest.mark.usefixtures("kept")
def test_whoever_leaves_at_once_is_told_which_are_missing(monkeypatch):
    monkeypatch.setattr(reporter_module, "PATIENCE", 0.0)
    reporter = Reporter(reports_folder())
    for number in (1, 2):
        reporter.ask(number)
    assert set(reporter.close()) == {1, 2}
    until(lambda: len(reports()) == 2)  # as if the program went on


def test_of_nothing_there_is_nothing_to_wait_for(data):
    assert Reporter(reports_folder()).close() == []


def until(true) -> None:
    """Wait until something is so."""
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end
        sleep(0.05)
