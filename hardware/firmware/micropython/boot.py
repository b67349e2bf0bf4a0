"""Bargroove on an M5StickC Plus2: hold the power on at once; on battery it goes off otherwise."""

from machine import Pin

Pin(4, Pin.OUT, value=1)
