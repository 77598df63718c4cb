"""Opening a record: where it is, that it is ours, and that its tables are of today."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from pourparler.errors import NotFoundError, RecordError
from pourparler.store import dialects
from pourparler.store.ledger import LedgerRows
from pourparler.store.people import PeopleRows
from pourparler.store.view import View
from pourparler.store.watching import WatchRows
from pourparler.store.writer import Writer

MIGRATIONS = Path(__file__).parent / "migrations"


class Store:
    """One record: a SQLite file or a database by URL. Close it, or use it in a ``with``."""

    def __init__(self, record: str | Path, create: bool = True) -> None:
        """Open ``record``, a path or a database URL, and bring its tables up to date.

        Raises ``NotFoundError`` when there is none and ``create`` is False, ``RecordError`` when it
        cannot be opened or was written by a newer version.
        """
        self.url = _url(record)
        self._check_place(create)
        self.engine = _engine(self.url, self._is_locked())
        try:
            self._migrate(create)
        except (DBAPIError, SQLAlchemyError) as error:
            raise RecordError(f"cannot open the record {self.name}: {_reason(error)}") from error

    @property
    def name(self) -> str:
        """Return the path or URL, without a password."""
        return str(self.url.database) if self.is_file else self.url.render_as_string(hide_password=True)

    @property
    def is_file(self) -> bool:
        """Return whether the record is a SQLite file."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def view(self) -> Iterator[View]:
        """Give a view of the record as it is now; later writes do not show in it."""
        with self.engine.connect() as connection, _named_errors(self.name):
            yield View(connection)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Give a writer, which makes one transaction a reading. Raises ``RecordError`` if it may only be read."""
        if self._is_locked():
            raise RecordError(f"the record {self.name} may only be read: its file or folder is write-protected")
        with _named_errors(self.name):
            yield Writer(self.engine)

    @contextmanager
    def ledger(self, writes: bool = False) -> Iterator[LedgerRows]:
        """Give the ledger's tables in one transaction, which writes when asked to."""
        with self._transaction(writes) as connection:
            yield LedgerRows(connection)

    @contextmanager
    def watching(self, writes: bool = False) -> Iterator[WatchRows]:
        """Give the watcher's tables in one transaction, which writes when asked to."""
        with self._transaction(writes) as connection:
            yield WatchRows(connection)

    @contextmanager
    def people(self, writes: bool = False) -> Iterator[PeopleRows]:
        """Give the tables of people in one transaction, which writes when asked to."""
        with self._transaction(writes) as connection:
            yield PeopleRows(connection)

    @contextmanager
    def _transaction(self, writes: bool) -> Iterator[Connection]:
        with _named_errors(self.name):
            if not writes:
                with self.engine.connect() as connection:
                    yield connection
                return
            with self.engine.execution_options(writes=True).begin() as connection:
                dialects.lock(connection)
                yield connection

    def check(self) -> list[str]:
        """Return what is broken in the database, in words; an empty list is good news."""
        locked = self._is_locked()
        try:
            with self.engine.execution_options(writes=not locked).connect() as connection:
                found = dialects.problems(connection, searches=not locked)
                connection.rollback()
                return found
        except DBAPIError as error:
            return [_reason(error)]

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # -- opening --------------------------------------------------------------------------------
    def _check_place(self, create: bool) -> None:
        if not self.is_file or self.url.database in (None, "", ":memory:"):
            return
        path = Path(str(self.url.database))
        if not path.exists() and not create:
            raise NotFoundError(f"there is no record at {path}; `pourparler read` makes one")
        if path.is_dir():
            raise RecordError(f"cannot open the record {path}: it is a folder")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RecordError(f"cannot make the record {path}: {error.strerror}") from error

    def _is_locked(self) -> bool:
        """Return whether the record is a file that this user may read and not write."""
        path = Path(str(self.url.database))
        return self.is_file and path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))

    def _migrate(self, create: bool) -> None:
        with self.engine.connect() as connection:
            at = _revision(connection)
            if at is None and not create and not self.is_file:
                raise NotFoundError(f"there is no record at {self.name}; `pourparler read` makes one")
        if at == head():
            return
        if at is not None and at > head():
            raise RecordError(f"the record {self.name} was written by a newer version of pourparler")
        if self._is_locked():
            raise RecordError(f"the record {self.name} is of an older version, and may not be written to update it")
        with self.engine.execution_options(writes=True).begin() as connection:
            dialects.lock(connection)
            if _revision(connection) != head():
                _upgrade(connection)


@lru_cache(maxsize=1)
def head() -> str:
    """Return the newest revision: the greatest number of a migration's file."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        if inspect(connection).get_table_names():
            raise RecordError("this database holds tables that are not pourparler's")
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _url(record: str | Path) -> URL:
    if "://" not in str(record):
        return URL.create("sqlite", database=str(record))
    try:
        return make_url(str(record))
    except ArgumentError as error:
        raise RecordError(f"cannot understand the database URL {str(record).partition('@')[2]!r}") from error


def _engine(url: URL, read_only: bool = False) -> Engine:
    try:
        engine = create_engine(_read_only(url) if read_only else _with_driver(url), pool_size=10, max_overflow=40)
    except (ImportError, SQLAlchemyError) as error:
        raise RecordError(f"no driver for {url.drivername} is installed: {error}") from error
    dialects.prepare(engine, read_only)
    return engine


def _with_driver(url: URL) -> URL:
    """Name the driver that `pip install pourparler[postgres]` brings, where the URL names none."""
    return url.set(drivername="postgresql+pg8000") if url.drivername in ("postgresql", "postgres") else url


def _read_only(url: URL) -> URL:
    """Return the URL of a file that is only read: no write-ahead log can be made beside it.

    Where a log lies beside it, another process may be writing and its lock is honoured.
    """
    path = Path(str(url.database)).absolute()
    query = {"uri": "true", "mode": "ro"} | ({} if Path(f"{path}-wal").exists() else {"immutable": "1"})
    return url.set(database="file:" + quote(str(path)), query=query)


@contextmanager
def _named_errors(name: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise RecordError(f"the record {name} failed: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
