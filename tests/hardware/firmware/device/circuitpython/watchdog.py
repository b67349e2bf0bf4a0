"""The watchdog's modes."""


class WatchDogMode:
    RESET = "reset"
