"""What the README says is so."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from bargroove.cli.parser import build_parser
from bargroove.trace_csv import HEADER
from firmware_bridge.drivers import BUILT_IN
from firmware_bridge.sources import parse
from velocity import LIFTS

ROOT = Path(__file__).parents[2]
VERBS = (
    *("demo", "scan", "live", "record", "analyze", "calibrate", "doctor", "flash"),
    *("lifters", "history", "report", "export", "import", "insight", "film"),
    *("mark", "limits", "replay", "recover", "settings"),
)
DEEDS = {
    "lifters": ("add", "list", "rename", "merge", "remove"),
    "limits": ("show", "set", "reset"),
}
README = (ROOT / "README.md").read_text(encoding="utf-8")


def options(bargroove, verb):
    helps = [(verb, "--help"), *((verb, deed, "--help") for deed in DEEDS.get(verb, ()))]
    told = " ".join(bargroove(*words).out for words in helps)
    return set(re.findall(r"--[a-z-]+", told)) - {"--help"}


def test_every_option_is_told_and_every_option_told_exists(bargroove):
    real = set().union(*(options(bargroove, verb) for verb in VERBS))
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README))
    assert told == real


def test_every_lift_is_told_with_its_range():
    table = README.split("## Lifts")[1].split("\n## ")[0]
    for lift in LIFTS.values():
        (row,) = [row for row in table.splitlines() if f"`{lift.name}`" in row]
        least, most = (round(100 * travel) for travel in lift.range_of_motion)
        assert f"{least}–{most} cm" in row
        begins = {True: "| down", False: "| up", None: "| either way"}[lift.down_first]
        assert begins in row


def test_every_measured_quantity_is_told(bargroove, recording):
    report = json.loads(bargroove("analyze", recording, "--lift", "squat", "--json").out)
    names = {name.removesuffix("_se") for name in report["reps"][0] if name.endswith("_se")}
    assert names <= set(re.findall(r"`(\w+)`", README))


def test_every_verb_is_told_and_no_other(bargroove):
    listed = re.findall(r"^    (\w+)\b", bargroove("--help").out, flags=re.MULTILINE)
    assert set(listed) == set(VERBS)
    assert set(re.findall(r"`?bargroove ([a-z]+)\b(?!\.)", README)) == set(VERBS)


def test_every_driver_is_told():
    table = README.split("## Sensors")[1].split("\n## ")[0]
    told = set(re.findall(r"\(`([\w-]+)`\)", table))
    assert told == {driver.key.removesuffix("-serial").removesuffix("-usb") for driver in BUILT_IN}


def test_every_event_of_a_live_set_is_told(bargroove):
    out = bargroove("live", "sim:squat?seed=1&speed=0", "--lift", "squat", "--json").out
    events = {json.loads(line)["event"] for line in out.splitlines()}
    section = README.split("### Live, for programs")[1].split("\n## ")[0]
    rows = [row.split("|") for row in section.splitlines() if row.startswith("| `")]
    assert events <= set(re.findall(r"`(\w+)`", "".join(row[1] for row in rows)))
    keys = set(re.findall(r"`(\w+)`", next(row[3] for row in rows if "`link`" in row[1])))
    ended = json.loads(out.splitlines()[-1])
    assert keys - {"told"} == ended.keys() - {"event"}


@pytest.mark.parametrize("source", re.findall(r"`((?:ble|serial|file|sim):[^`]+)`", README))
def test_every_source_is_understood(source):
    assert parse(source).url == source


def test_the_trace_is_told():
    assert HEADER in README


@pytest.mark.parametrize("line", re.findall(r"^bargroove .*$", README, flags=re.MULTILINE))
def test_the_commands_are_understood(line):
    arguments = build_parser().parse_args(shlex.split(line, comments=True)[1:])
    assert arguments.run


def test_links_lead_somewhere():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_make_has_what_is_told():
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`?make ([a-z]+)", README):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)
