from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from shutil import copy
from typing import Any

import psycopg
import pytest

from bargroove.logbook import Logbook, open_logbook
from bargroove.logbook.tables import Base
from tests import postgres

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    programs = postgres.programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here: neither on the PATH nor in /usr/lib/postgresql")
    with postgres.server(programs) as folder:
        yield folder


@pytest.fixture(scope="session")
def ready_database(server: str) -> str:
    """The name of a database in which there is a logbook."""
    name = _new_database(server)
    open_logbook(_url(server, name)).close()
    return name


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ready") / "logbook.sqlite"
    open_logbook(str(path)).close()
    return path


@pytest.fixture
def postgres_address(server: str, ready_database: str) -> str:
    with psycopg.connect(host=server, user="gym", dbname=ready_database) as link:
        tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
        link.execute(f"TRUNCATE {tables} RESTART IDENTITY")
    return _url(server, ready_database)


@pytest.fixture
def file_address(tmp_path: Path, ready_file: Path) -> str:
    return f"sqlite:///{copy(ready_file, tmp_path)}"


@pytest.fixture(params=["file", "postgres"])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a logbook could be, and nothing is yet."""
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'gym' / 'logbook.sqlite'}"
    server = request.getfixturevalue("server")
    return _url(server, _new_database(server))


def _new_database(server: str) -> str:
    name = f"gym{next(_NUMBERS)}"
    with psycopg.connect(host=server, user="gym", dbname="postgres", autocommit=True) as link:
        link.execute(f"CREATE DATABASE {name}")
    return name


def _url(server: str, name: str) -> str:
    return f"postgresql://gym@/{name}?host={server}"


@pytest.fixture(params=["file", "postgres"])
def address(request: pytest.FixtureRequest) -> str:
    """Where there is a logbook without entries, once in a file and once on a server."""
    return str(request.getfixturevalue(f"{request.param}_address"))


@pytest.fixture
def book(address: str) -> Iterator[Logbook]:
    """A logbook that is empty."""
    with open_logbook(address) as opened:
        yield opened


@pytest.fixture
def start() -> Iterator[Callable[..., BaseProcess]]:
    """Run a function in a process of its own, which ends with the test."""
    fresh, started = multiprocessing.get_context("forkserver"), []
    fresh.set_forkserver_preload(["bargroove.logbook", "tests.entries"])

    def run(function: Callable[..., None], *arguments: Any) -> BaseProcess:
        started.append(fresh.Process(target=function, args=arguments))
        started[-1].start()
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.join()
