from __future__ import annotations

import pytest

from hardware.simulated.sensors.witmotion import FACTORY, RATE, UNLOCKED_SECONDS, WitRegisters

UNLOCK = bytes.fromhex("ffaa6988b5")
FASTER = bytes.fromhex("ffaa030b00")


@pytest.mark.parametrize(
    ("after", "rate"), [(0.2, 11), (UNLOCKED_SECONDS - 0.1, 11), (UNLOCKED_SECONDS + 0.1, 6)]
)
def test_the_lock_closes_ten_seconds_after_it_was_opened(after, rate):
    registers = WitRegisters(FACTORY)
    registers.write(5.0, UNLOCK)
    registers.write(5.0 + after, FASTER)
    assert registers.values[RATE] == rate


def test_a_locked_register_keeps_its_value():
    registers = WitRegisters(FACTORY)
    registers.write(5.0, FASTER)
    assert registers.values == FACTORY


@pytest.mark.parametrize("rubbish", ["", "ffaa", "ffaa030b0000", "00aa030b00"])
def test_what_is_no_command_is_ignored(rubbish):
    registers = WitRegisters(FACTORY)
    registers.write(0.0, UNLOCK)
    assert registers.write(0.1, bytes.fromhex(rubbish)) is None
    assert registers.values == FACTORY


def test_a_question_tells_eight_registers_and_needs_no_key():
    registers = WitRegisters(FACTORY)
    assert registers.write(0.0, bytes.fromhex("ffaa277f00")) == 0x7F
    assert registers.told(0x7F, 8)[:12] == b"WT5500001234"
