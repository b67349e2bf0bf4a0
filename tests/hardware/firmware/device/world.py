"""What is around a board: its time, which stands still but for waiting and for the bus; its bus,
its radio, its port; and the one who runs it, behind a pipe of lines.

A line from there is a command: ``t MICROSECONDS`` lets time pass until then, ``connect MTU``,
``cut``, ``write HEX``, ``open``, ``close``, ``port HEX``, ``button 0|1``. What a board sends comes
back as ``ble TIME HEX`` or ``port TIME HEX``, what it does to people as ``seen TIME WHAT``, and a
full stop says that the time has passed.
"""

import json

import chips
import pipe

BYTE_NS = 22_500  # on a bus of 400 kHz
BUFFERS = 5  # notifications that a radio takes before it can send them


class World:
    def __init__(self):
        options = json.loads(pipe.read())
        self.now_us = self.granted = self.ns = 0
        self.interval, self.packets = options.get("interval_us", 0), options.get("packets", 6)
        rows = bytes.fromhex(options.get("rows", ""))
        chip = chips.CHIPS[options["chip"]]
        more = {"who": options["who"]} if "who" in options else {}
        error = options.get("rate_error", 0.0)
        self.chip = chip(self.now, rate_error=error, rows=rows, **more)
        self.chip.fails, self.chip.torn = set(options.get("fails", ())), options.get("torn", 0)
        self.blocks = {int(at): us for at, us in options.get("blocks", {}).items()}
        self.mtu, self.happened, self.queue, self.next_event = 0, [], [], 0
        self.opened, self.typed = False, b""
        self.ports = options.get("ports", True)
        self.workflow = options.get("workflow", False)
        self.busy = options.get("busy", 0)
        self.button, self.seen = False, {}
        self.advertised = ()

    def now(self):
        return self.now_us

    def see(self, what, how):
        """Tell of what people see or hear, where it has changed."""
        if self.seen.get(what) != how:
            self.seen[what] = how
            pipe.write(f"seen {self.now_us} {what} {how}")

    def pass_time(self, us):
        """Let time pass, and the radio send meanwhile."""
        end = self.now_us + us
        while self.queue and self.interval and self.next_event <= end:
            self.now_us = max(self.now_us, self.next_event)
            for frame in self.queue[: self.packets]:
                pipe.write(f"ble {self.now_us} {frame.hex()}")
            del self.queue[: self.packets]
            self.next_event += self.interval
        self.now_us = end

    def wait(self, us):
        """Let time pass, as the board's program waits: the only time that others can act."""
        self.pass_time(us)
        for at in [at for at in self.blocks if at <= self.now_us]:
            self.pass_time(self.blocks.pop(at))
        while self.now_us >= self.granted:
            pipe.write(".")
            while True:
                word, _, rest = pipe.read().partition(" ")
                if word == "t":
                    self.granted = int(rest)
                    break
                getattr(self, "do_" + word)(rest)

    def do_connect(self, rest):
        self.mtu = int(rest)
        self.happened.append(("connect", b""))

    def do_cut(self, rest):
        self.mtu = 0
        del self.queue[:]
        self.happened.append(("cut", b""))

    def do_write(self, rest):
        self.happened.append(("write", bytes.fromhex(rest)))

    def do_open(self, rest):
        self.opened = True

    def do_close(self, rest):
        self.opened = False

    def do_port(self, rest):
        self.typed += bytes.fromhex(rest)

    def do_button(self, rest):
        self.button = rest == "1"

    def do_quit(self, rest):
        raise SystemExit

    def happenings(self):
        """What has happened to the radio since this was last asked."""
        happened, self.happened = self.happened, []
        return happened

    def notify(self, frame):
        """Take a notification, or say that there is no room for it."""
        assert len(frame) <= self.mtu - 3, (self.mtu, len(frame))
        if not self.interval:
            pipe.write(f"ble {self.now_us} {bytes(frame).hex()}")
            return True
        if len(self.queue) >= BUFFERS:
            return False
        if not self.queue:
            self.next_event = (self.now_us // self.interval + 1) * self.interval
        self.queue.append(bytes(frame))
        return True

    def send_port(self, data):
        pipe.write(f"port {self.now_us} {bytes(data).hex()}")
        return len(data)

    def take_port(self, n):
        taken, self.typed = self.typed[:n], self.typed[n:]
        return taken

    def on_bus(self, address, n):
        """A transfer of so many bytes takes its time; nobody else is on the bus."""
        self.ns += (n + 3) * BYTE_NS
        us, self.ns = self.ns // 1000, self.ns % 1000
        self.pass_time(us)
        if address != self.chip.address:
            raise OSError(chips.NAK)


WORLD = World()
