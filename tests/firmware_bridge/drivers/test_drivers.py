from __future__ import annotations

import sys

import pytest

import firmware_bridge.drivers as registry
from firmware_bridge.drivers import drivers, find, for_ble, for_serial, plugin_troubles
from firmware_bridge.errors import BadUrl, BridgeError

PLUGIN = """
from firmware_bridge.drivers.contract import Driver

class Lamp(Driver):
    key = "lamp"
    label = "A lamp with a sensor"
    names = ("LAMP",)

    def start(self, rate):
        yield from ()

    def feed(self, channel, data):
        return ()

class Nameless(Driver):
    pass

class Thief(Lamp):
    key = "bvm"

nothing = 3
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install another package that names drivers, as pip would."""

    def installed(**points):
        (tmp_path / "lamp_driver.py").write_text(PLUGIN, encoding="utf-8")
        about = tmp_path / "lamp_driver-1.0.dist-info"
        about.mkdir()
        lines = [f"{name} = {value}" for name, value in points.items()]
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: lamp-driver\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text("\n".join(["[bargroove.drivers]", *lines, ""]))
        monkeypatch.syspath_prepend(tmp_path)
        registry._known.cache_clear()

    yield installed
    registry._known.cache_clear()
    sys.modules.pop("lamp_driver", None)


def test_every_key_is_one_drivers_own():
    keys = [driver.key for driver in drivers()]
    assert len(keys) == len(set(keys))
    assert {"bvm", "bvm-serial", "witmotion", "witmotion-usb", "wt901c"} <= set(keys)


@pytest.mark.parametrize("driver", drivers(), ids=lambda driver: driver.key)
def test_a_driver_is_found_by_its_key(driver):
    assert find(driver.key) is driver
    assert isinstance(driver(), driver)


def test_an_unknown_key_is_refused_with_those_that_exist():
    with pytest.raises(BadUrl, match=r"no driver 'wit'.*bvm.*witmotion"):
        find("wit")
    assert issubclass(BadUrl, BridgeError)


def test_a_service_tells_more_than_a_name():
    bvm = find("bvm")
    assert for_ble("WT-kitchen", bvm.services) == [bvm, find("witmotion")]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("BVM-51ab", "bvm"),
        ("WT901BLE68", "witmotion"),
        ("Polar Sense 12345678", "polar"),
        ("Movesense 204730000081", "movesense"),
    ],
)
def test_a_sensor_is_known_by_how_its_name_begins(name, key):
    assert for_ble(name, [])[0].key == key


def test_services_are_compared_whatever_their_case():
    assert for_ble("", [find("bvm").services[0].upper()]) == [find("bvm")]


def test_a_stranger_fits_no_driver():
    assert for_ble("Headphones", ["0000180f-0000-1000-8000-00805f9b34fb"]) == []
    assert for_ble("", []) == []


def test_on_a_serial_port_our_own_sensor_is_tried_first():
    assert for_serial()[0].key == "bvm-serial"
    assert all(driver.bauds for driver in for_serial())


def test_another_package_adds_a_driver(install):
    install(lamp="lamp_driver:Lamp")
    assert find("lamp").label == "A lamp with a sensor"
    assert for_ble("LAMP-3", []) == [find("lamp")]
    assert plugin_troubles() == []


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("lamp_driver:Missing", "AttributeError"),
        ("no_such_package:Lamp", "ModuleNotFoundError"),
        ("lamp_driver:nothing", "no subclass of Driver"),
        ("lamp_driver:Nameless", "no key"),
        ("lamp_driver:Thief", "the key 'bvm' is taken"),
    ],
)
def test_a_driver_that_cannot_be_used_is_told_and_stops_no_other(install, value, why):
    install(lamp=value)
    known = [driver.key for driver in drivers()]
    assert "lamp" not in known
    assert find("bvm").__module__ == "firmware_bridge.drivers.bvm"
    assert len(plugin_troubles()) == 1
    assert why in plugin_troubles()[0]
    with pytest.raises(BadUrl, match=r"'lamp' \(.*cannot be used"):
        find("lamp")
