"""``bargroove report``: one file by default, any format when asked, a folder with everything."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import sys
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bargroove.exchange.own_csv import read_csv
from bargroove.exchange.own_json import read_json
from bargroove.exchange.sheet import read_sheet
from bargroove.logbook import open_logbook
from tests import gym, sheets
from tests.lifting import clean_sets, keep

SCRIPT = "<script>alert(1)</script>"
FORMULA = "=HYPERLINK(1)"
EVERYTHING = {
    "report.html",
    "report.pdf",
    "report.png",
    "reps.csv",
    "reps.parquet",
    "set.json",
    "trace.csv",
    "recording.capture",
}


@pytest.fixture
def anna(data):
    """A logbook with a set of Anna's that has no capture."""
    with open_logbook() as book:
        book.add_lifter("Anna")
        keep(book, clean_sets(1)[0])


@pytest.fixture
def lifted(data, tmp_path_factory):
    """Sets that were really lifted, with their captures."""
    gym.opened(tmp_path_factory, data).close()


@pytest.fixture
def reported(bargroove):
    """Make a report, and return where it is."""

    def called(*arguments: object) -> list[Path]:
        result = bargroove("report", *arguments)
        assert (result.status, result.err) == (0, "")
        return [Path(line) for line in result.out.splitlines()]

    return called


def started() -> str:
    with open_logbook() as book:
        return f"{datetime.fromisoformat(book.one(1).head.started_utc).astimezone():%Y-%m-%d-%H%M}"


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


class Words(HTMLParser):
    """The words of a page, and the elements that it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.tags = [], []
        self.feed(page)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.mark.usefixtures("anna")
def test_without_a_word_it_is_a_page_of_the_last_set_in_the_data_folder(reported, data):
    (path,) = reported()
    assert path == data / "reports" / f"{started()}-set-1-squat.html"
    page = Words(path.read_text(encoding="utf-8"))
    assert "Anna" in page.text
    assert page.tags.count("h1") == 1


@pytest.mark.usefixtures("anna")
def test_a_second_run_replaces_the_first_one_whole(reported):
    (path,) = reported()
    path.write_text("x" * 10**6)
    assert reported(1) == [path]
    assert path.stat().st_size < 600_000
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.usefixtures("anna")
def test_the_table_is_the_export_of_that_set_alone(reported, bargroove, tmp_path):
    with open_logbook() as book:
        keep(book, clean_sets(1, seed=5)[0])
    (path,) = reported(1, "--out", tmp_path / "set.csv")
    parcel, _ = read_csv(read_sheet(path.read_bytes().decode()))
    with open_logbook() as book:
        held = book.one(1).reps
    assert [row["set_id"] for row in rows(path)] == ["1"] * len(held)
    assert [float(row["mean_velocity_m_s"]) for row in rows(path)] == [
        each.rep.mean_velocity.value for each in held
    ]
    assert len(parcel.sets[0].reps) == len(held)


@pytest.mark.usefixtures("anna")
def test_the_parquet_holds_the_same_numbers(reported, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    (path,) = reported("--out", tmp_path / "set.parquet")
    table = parquet.read_table(path)
    with open_logbook() as book:
        held = [each.rep.mean_velocity.value for each in book.one(1).reps]
    assert table["mean_velocity_m_s"].to_pylist() == held


@pytest.mark.usefixtures("anna")
def test_the_json_brings_the_same_set_into_another_logbook(
    reported, bargroove, tmp_path, monkeypatch
):
    (path,) = reported("--out", tmp_path / "set.json")
    assert read_json(path.read_text(encoding="utf-8")).sets[0].id == 1
    with open_logbook() as book:
        before = book.one(1)
    monkeypatch.setenv("BARGROOVE_LOGBOOK", str(tmp_path / "another.sqlite"))
    assert bargroove("import", path).status == 0
    with open_logbook() as book:
        after = book.one("last")
    assert (after.head, after.reps) == (before.head, before.reps)


@pytest.mark.usefixtures("anna")
def test_several_formats_are_several_files_of_one_name(reported, tmp_path):
    folder = tmp_path / "new" / "folder"
    paths = reported("--format", "csv,json,csv", "--out", folder)
    assert [path.suffix for path in paths] == [".csv", ".json"]
    assert {path.stem for path in paths} == {f"{started()}-set-1-squat"}
    assert sorted(folder.iterdir()) == sorted(paths)


@pytest.mark.usefixtures("lifted")
def test_the_folder_has_everything(reported, data, tmp_path):
    (folder,) = reported(gym.SECOND, "--folder", "--out", tmp_path)
    assert {path.name for path in folder.iterdir()} == EVERYTHING
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "report.png").read_bytes().startswith(b"\x89PNG")
    with open_logbook() as book:
        head = book.one(gym.SECOND).head
    assert (folder / "recording.capture").read_bytes() == Path(head.capture).read_bytes()
    assert len(rows(folder / "trace.csv")) > 1000
    assert json.loads((folder / "set.json").read_text(encoding="utf-8"))["schema"] == 1


@pytest.mark.usefixtures("lifted")
def test_the_recording_of_a_folder_gives_the_same_reps_again(reported, bargroove, tmp_path):
    (folder,) = reported(gym.FIRST, "--folder", "--out", tmp_path)
    again = bargroove("analyze", folder / "recording.capture", "--lift", "squat", "--json")
    with open_logbook() as book:
        held = [each.rep.mean_velocity.value for each in book.one(gym.FIRST).reps]
    means = [rep["mean_velocity"] for rep in json.loads(again.out)["reps"]]
    assert means[: len(held)] == pytest.approx(held, abs=0.005)


def test_of_imported_reps_there_is_all_but_the_motion(bargroove, tmp_path):
    (tmp_path / "sets.csv").write_text(sheets.VITRUVE)
    assert bargroove("import", tmp_path / "sets.csv").status == 0
    result = bargroove("report", 1, "--folder", "--out", tmp_path)
    assert result.status == 0
    assert result.err == "no trace.csv: the set was imported (vitruve), and its reps alone\n"
    names = {path.name for path in Path(result.out.strip()).iterdir()}
    assert names == EVERYTHING - {"trace.csv", "recording.capture"}
    page = Words((Path(result.out.strip()) / "report.html").read_text(encoding="utf-8"))
    assert "the set was imported (vitruve)" in page.text


@pytest.mark.usefixtures("lifted")
def test_a_capture_that_is_gone_costs_only_what_it_showed(reported):
    with open_logbook() as book:
        book.update_set(gym.FIRST, capture="/gone/squat.capture")
    (path,) = reported(gym.FIRST)
    text = Words(path.read_text(encoding="utf-8")).text
    assert "its capture /gone/squat.capture is gone: put it back there" in text


@pytest.mark.parametrize("name", [SCRIPT, FORMULA, "ليلى", "🏋️", "CON", "a/b\\c:d", "W" * 80])
def test_whoever_lifted_the_files_have_good_names_and_the_page_the_right_one(
    reported, data, tmp_path, name
):
    with open_logbook() as book:
        book.add_lifter(name)
        keep(book, clean_sets(1)[0], name, note=FORMULA, cue=SCRIPT)
    html, table = reported("--format", "html,csv", "--out", tmp_path)
    assert all(re.fullmatch(r"[-a-z0-9]+\.[a-z]+", path.name) for path in (html, table))
    page = Words(html.read_text(encoding="utf-8"))
    assert name in page.text
    assert SCRIPT in page.text
    assert page.tags.count("script") <= 1
    first = rows(table)[0]
    assert first["lifter"].removeprefix("'") == name
    assert not first["lifter"].startswith("=")
    assert first["note"] == f"'{FORMULA}"


@pytest.mark.usefixtures("lifted")
def test_a_session_links_the_reports_of_its_sets_that_lie_beside_it(reported):
    (one,) = reported(gym.FIRST)
    (overview,) = reported("--session")
    page = overview.read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]+)"', page) == [one.name]
    assert overview.parent == one.parent


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(
    "what", [("--session",), ("--session", 1), ("--session", "--lifter", "anna")]
)
def test_a_session_is_one_or_the_last_one_or_a_lifters_last(reported, tmp_path, what):
    with open_logbook() as book:
        keep(book, clean_sets(1)[0], None)
    (path,) = reported(*what, "--out", tmp_path)
    of_anna = "Anna" in Words(path.read_text(encoding="utf-8")).text
    assert of_anna == (len(what) > 1)


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize("what", [("--lifter", "anna"), ("--team",)])
def test_a_lifter_and_the_team_have_pages_of_the_days_that_are_asked_for(reported, tmp_path, what):
    days = ("--since", "2026-01-01", "--until", "2026-01-31")
    (path,) = reported(*what, "--lift", "squat", *days, "--out", tmp_path / "page.html")
    page = Words(path.read_text(encoding="utf-8"))
    assert "Anna" in page.text
    assert page.tags.count("h1") == 1


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--session", 9), "no session 9"),
        (("--lifter", "Ana"), "no lifter 'Ana'"),
        (("--team", "--since", "2026-02-01", "--until", "2026-01-01"), "no set can be meant"),
    ],
)
def test_what_is_not_there_is_told_in_a_line(bargroove, asked, told):
    result = bargroove("report", *asked)
    assert (result.status, result.out) == (1, "")
    (line,) = result.err.splitlines()
    assert told in line


def test_without_sets_it_says_how_there_come_to_be_some(bargroove):
    result = bargroove("report")
    assert (result.status, result.out) == (1, "")
    assert "bargroove live begins one" in result.err


@pytest.mark.usefixtures("anna")
def test_a_set_that_is_not_there(bargroove):
    result = bargroove("report", 99)
    assert (result.status, result.out) == (1, "")
    assert result.err == "bargroove: no set 99 in the logbook; the last one is 1\n"


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(
    "wrong",
    [
        ("first",),
        ("--format", "doc"),
        ("--out", "report.doc"),
        ("--out", "a.csv", "--format", "html"),
        ("--out", "a.csv", "--format", "csv,html"),
        ("--folder", "--format", "csv"),
        ("1", "--team"),
        ("1", "--session"),
        ("1", "--lifter", "Anna"),
        ("--team", "--lifter", "Anna"),
        ("--team", "--session"),
        ("--session", "2", "--lifter", "Anna"),
        ("--session", "--since", "2026-01-01"),
        ("--lift", "squat"),
        ("--lifter", "Anna", "--format", "csv"),
        ("--team", "--out", "team.json"),
        ("--team", "--folder"),
    ],
)
def test_wrong_usage_is_refused_before_anything_is_done(bargroove, data, wrong):
    result = bargroove("report", *wrong)
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines()[-1].startswith("bargroove report: error: ")
    assert not (data / "reports").exists()


@pytest.mark.usefixtures("anna")
def test_a_place_that_takes_no_file_is_told(bargroove, tmp_path):
    (tmp_path / "file").touch()
    result = bargroove("report", "--out", tmp_path / "file" / "report.html")
    assert (result.status, result.out) == (1, "")
    assert "the report cannot be written there" in result.err
    assert "choose another place" in result.err


@pytest.mark.usefixtures("anna")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full here")
def test_a_full_disk_is_told(bargroove, tmp_path):
    full = tmp_path / "full.html"
    full.symlink_to("/dev/full")
    result = bargroove("report", "--out", full)
    assert (result.status, result.out) == (1, "")
    assert "No space left on device" in result.err


@pytest.mark.usefixtures("anna")
@pytest.mark.skipif(sys.platform == "win32", reason="the browser of the test is a shell script")
def test_it_is_opened_in_the_browser_as_a_file(reported, tmp_path, monkeypatch):
    monkeypatch.setattr("webbrowser._tryorder", None)
    browser, seen = tmp_path / "browser", tmp_path / "seen"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {seen}\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", os.fspath(browser))
    (path,) = reported("--open")
    assert seen.read_text() == path.as_uri()


@pytest.mark.usefixtures("anna")
@pytest.mark.skipif(sys.platform == "win32", reason="there is always a browser")
def test_without_a_browser_it_is_written_and_told(bargroove, monkeypatch):
    monkeypatch.setenv("BROWSER", "/nowhere/at/all")
    monkeypatch.setattr("webbrowser._tryorder", None)
    monkeypatch.setenv("PATH", "/nowhere")
    result = bargroove("report", "--open")
    path = Path(result.out.strip())
    assert (result.status, path.is_file()) == (1, True)
    assert result.err == f"bargroove: no browser can be started: open {path} yourself\n"
