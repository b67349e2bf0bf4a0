"""The command line: arguments in, exit status out.

Status 0: done; 1: the work could not be done, one line on stderr says why and what to do;
2: wrong usage; 130: stopped by Ctrl-C, or told to end.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence

from bargroove.errors import BargrooveError
from bargroove.files import reason
from firmware_bridge.errors import BridgeError

FAILED = 1
STOPPED = 130  # 128 + SIGINT, as shells have it


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        argv: arguments without the program's name; None for those of the process.

    Raises:
        SystemExit: status 2 on wrong usage, 0 after ``--help`` and ``--version``.
    """
    try:
        _prepare_output()
        _heed_signals()
        from bargroove.cli.parser import parse  # takes a while, in which Ctrl-C may come

        arguments = parse(sys.argv[1:] if argv is None else argv)
        arguments.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _failed("stopped", STOPPED)
    except Exception as error:
        if os.environ.get("BARGROOVE_DEBUG"):
            raise
        return _failed(_told(error))
    return 0


def _prepare_output() -> None:
    """Make printing safe where stdout is closed, or knows no ± and the like."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _heed_signals() -> None:
    """Let being told to end, or a terminal that closes, stop the sensor as Ctrl-C does."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _told(error: Exception) -> str:
    """Return what a person needs to know of an error; nothing where the reader just left."""
    match error:
        case BargrooveError() | BridgeError():
            return str(error)
        case BrokenPipeError():
            return ""
        case MemoryError():
            return "there is not enough memory for a recording this long: split it"
        case OSError():
            return f"{error.filename or 'the output'}: {reason(error)}"
        case _:
            return (
                f"an error of the program's own ({type(error).__name__}: {error}); run again with"
                " BARGROOVE_DEBUG=1 and report what it prints"
            )


def _failed(message: str, status: int = FAILED) -> int:
    """Say one line on stderr, if there is something to say, and return the status."""
    if message:
        print(f"bargroove: {' '.join(message.split())}", file=sys.stderr)
    _drop_output()
    return status


def _drop_output() -> None:
    """Keep what could not be printed from failing once more when the process ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
