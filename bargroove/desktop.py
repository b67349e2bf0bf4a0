"""Whether a window can be opened here: found out without Qt, which ends a process where not."""

from __future__ import annotations

import ctypes
import os
import platform

from bargroove.system_libraries import WINDOW, missing, remedy


def why_no_window() -> str:
    """Return why no window can be opened here and what to do; nothing where one can."""
    if platform.system() != "Linux":
        return ""
    if lacking := missing(WINDOW):
        return f"missing: {', '.join(lacking)}; {remedy(lacking)}"
    if os.environ.get("QT_QPA_PLATFORM"):
        return ""  # somebody has chosen where Qt is to draw
    asked = {"WAYLAND_DISPLAY": _wayland, "DISPLAY": _x11}
    told = [name for name in asked if os.environ.get(name)]
    if not told:
        return "no display: sit down at the machine, or log in with ssh -X"
    if any(asked[name]() for name in told):
        return ""
    named = " and ".join(f"{name}={os.environ[name]}" for name in told)
    return f"the display of {named} does not answer; log in anew"


def _x11() -> bool:
    """Return whether an X server lets this program in."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers


def _wayland() -> bool:
    """Return whether a Wayland compositor lets this program in."""
    wayland = ctypes.CDLL("libwayland-client.so.0")
    wayland.wl_display_connect.restype = ctypes.c_void_p
    display = wayland.wl_display_connect(None)
    if display is None:
        return False
    wayland.wl_display_disconnect(ctypes.c_void_p(display))
    return True
