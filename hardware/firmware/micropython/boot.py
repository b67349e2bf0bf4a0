"""M5StickC Plus2: hold the power on at once, or it goes off again on its battery."""

from machine import Pin

Pin(4, Pin.OUT, value=1)
