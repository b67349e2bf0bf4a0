"""A PostgreSQL server of the tests' own, thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pwd import getpwnam


def programs() -> Path | None:
    """The folder of PostgreSQL's programs: those on the PATH, else the newest of Debian's."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Run a server that only listens in a folder of its own; yields that folder."""
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        who = _servant(folder)
        data = f"{folder}/data"
        _run(programs / "initdb", "-D", data, "-U", "gym", "-A", "trust", "-N", "-E", "UTF8", **who)
        control = programs / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log"
        quick = f"-k {folder} -c listen_addresses= -c fsync=off"
        _run(*control, "-o", quick, "start", **who)
        try:
            yield folder
        finally:
            _run(*control, "-m", "immediate", "stop", **who)


def _servant(folder: str) -> dict[str, object]:
    """Whom the server runs as: it refuses to be root's."""
    if os.geteuid() != 0:
        return {}
    nobody = getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(*command: object, **options: object) -> None:
    subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, cwd="/", **options
    )  # type: ignore[call-overload]
