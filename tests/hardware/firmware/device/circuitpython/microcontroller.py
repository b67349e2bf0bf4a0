"""The processor's number, and its watchdog."""

from world import WORLD


class cpu:  # noqa: N801
    uid = b"\1\2\3\4\5\6\x51\xab"


class _Watchdog:
    timeout = mode = None
    fed_us = None

    def feed(self):
        assert self.mode == "reset"
        since = WORLD.now_us - (self.fed_us or WORLD.now_us)
        assert since < self.timeout * 1_000_000, "the watchdog bit"
        self.fed_us = WORLD.now_us


watchdog = _Watchdog()
