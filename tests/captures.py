"""Captures for tests: records, a writer that is done, another program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from firmware_bridge.capture import CaptureWriter
from firmware_bridge.records import Kind, Record

HEADER = {"driver": "toy", "rate": 200.0, "lifter": "Ann", "load_kg": 100}
ROOT = Path(__file__).parents[1]


def records(n):
    channels = ("", "0000ffe4-0000-1000-8000-00805f9a34fb", "2a19")
    kinds = list(Kind)
    return [
        Record(1000.1 + i / 100, kinds[i % 5], channels[i % 3], bytes([i % 256]) * (i % 30))
        for i in range(n)
    ]


def write(path, kept, header=HEADER):
    writer = CaptureWriter(path, header)
    for record in kept:
        writer.write(record)
    writer.close()
    return writer


def run(script, *args):
    """Run another program and return what it says."""
    command = [sys.executable, "-c", script, *map(str, args)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout
