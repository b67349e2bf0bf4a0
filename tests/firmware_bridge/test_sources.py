from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.errors import BadUrl
from firmware_bridge.events import Event, Notice
from firmware_bridge.sources import Address, Begin, Header, open_source, parse


@pytest.mark.parametrize(
    ("url", "scheme", "place", "options"),
    [
        ("ble:WT901-1", "ble", "WT901-1", {}),
        ("ble:Movesense 2047", "ble", "Movesense 2047", {}),
        ("ble:AA:BB:CC:DD:EE:FF?driver=bvm", "ble", "AA:BB:CC:DD:EE:FF", {"driver": "bvm"}),
        ("serial:COM3", "serial", "COM3", {}),
        (
            "serial:/dev/ttyACM0?driver=bvm-serial&baud=115200",
            "serial",
            "/dev/ttyACM0",
            {"driver": "bvm-serial", "baud": "115200"},
        ),
        ("file:/a/100%/is it?.csv?speed=0", "file", "/a/100%/is it?.csv", {"speed": "0"}),
        (r"file:C:\sets\one.capture", "file", r"C:\sets\one.capture", {}),
        ("sim:squat?seed=", "sim", "squat", {"seed": ""}),
    ],
)
def test_a_url_is_taken_apart(url: str, scheme: str, place: str, options: dict[str, str]) -> None:
    assert parse(url) == Address(url, scheme, place, options)


@pytest.mark.parametrize("url", ["", "BVM-1", "ble:", "ble", ":x", "BLE:x", r"C:\x", "ble:?a=1"])
def test_what_is_no_url_is_refused_with_the_forms_there_are(url: str) -> None:
    with pytest.raises(BadUrl, match="serial:COM3"):
        parse(url)


def test_an_option_that_stands_twice_is_refused() -> None:
    with pytest.raises(BadUrl, match="twice"):
        parse("sim:squat?seed=1&seed=2")


@given(st.text("ablesrif:?=&/%. \\\n\0é", max_size=40))
def test_any_text_is_a_source_or_a_bad_url(text: str) -> None:
    try:
        address = parse(text)
    except BadUrl:
        return
    assert text.startswith(f"{address.scheme}:{address.place}")


def begin(_: Header) -> object:
    raise AssertionError("nothing streams")


async def all_of(url: str, **more: object) -> list[Event]:
    async with aclosing(open_source(url, 200.0, begin, **more)) as events:  # type: ignore[arg-type]
        return [event async for event in events]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("usb:1", "no source is called usb"),
        ("ble:BVM?rate=3", "no option rate; it has driver"),
        ("ble:BVM?driver=nobody", "no driver 'nobody'"),
        ("serial:COM3?speed=3", "no option speed; it has driver, baud"),
        ("serial:COM3?baud=fast", "baud must be a number"),
        ("serial:COM3?baud=-9600", "baud must be a number"),
        ("serial:COM3?baud=" + "9" * 400, "baud must be a number"),
    ],
)
def test_a_wrong_option_is_named(url: str, words: str) -> None:
    with pytest.raises(BadUrl, match=words):
        asyncio.run(all_of(url))


def test_other_schemes_are_opened_by_who_hands_them_in() -> None:
    closed: list[str] = []

    async def opener(address: Address, rate: float, begin: Begin) -> AsyncGenerator[Event, None]:
        try:
            yield Notice(f"{address.place} {rate:g} {address.number('speed', 1.0):g}")
            yield Notice("more")
        finally:
            closed.append(address.place)

    async def first() -> Event:
        source = open_source("sim:squat?speed=2.5", 200.0, begin, others={"sim": opener})  # type: ignore[arg-type]
        async with aclosing(source) as events:
            return await anext(events)

    assert asyncio.run(first()) == Notice("squat 200 2.5")
    assert closed == ["squat"]


def test_no_radio_and_no_port_is_loaded_before_it_is_used() -> None:
    code = "import sys, firmware_bridge.sources; print({'bleak', 'serial'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
