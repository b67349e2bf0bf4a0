"""Bargroove on a XIAO nRF52840 Sense: a second serial port on USB, for the host."""

import usb_cdc

usb_cdc.enable(console=True, data=True)
