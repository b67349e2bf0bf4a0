"""The screen of a live set: a window to be read from five metres."""
