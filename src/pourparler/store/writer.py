"""Adding readings to the record, each in one transaction.

A reading that the record holds already changes nothing. The same report with another text (same
address; or the same file, for a report without one) is a new version, and the old one is kept. The
same version read by another coder replaces what was found in it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, update

from pourparler.records import Reading
from pourparler.store import dialects, known, rows
from pourparler.store.schema import (
    appearances,
    arrivals,
    diagnostics,
    events,
    parties,
    reports,
    roles,
    statements,
    stops,
    unfolded,
    versions,
)

Outcome = Literal["added", "new version", "replaced", "unchanged"]

PARTS = (parties, statements, events, appearances, roles, stops, diagnostics)


class Writer:
    """Writes readings; ``write`` returns when the reading is safely in the record."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(writes=True)

    def write(self, reading: Reading) -> Outcome:
        """Write one reading, whole or not at all, and say what that changed."""
        with self._engine.begin() as connection:
            dialects.lock(connection)
            return _write(connection, reading)


def _write(connection: Connection, reading: Reading) -> Outcome:
    report = reading.document.report
    home = _home(connection, reading)
    if home is None:
        connection.execute(insert(reports).values(id=report.id, url=report.url, origin=report.origin))
        _add_version(connection, reading, report.id)
        return "added"
    held = connection.execute(
        select(versions.c.number, versions.c.digest).where(
            versions.c.report == home, versions.c.version == report.version
        )
    ).one_or_none()
    if held is None:
        _add_version(connection, reading, home)
        return "new version"
    if held.digest == rows.digest(reading):
        return "unchanged"
    _replace(connection, reading, home, held.number)
    return "replaced"


def _home(connection: Connection, reading: Reading) -> str | None:
    """Return the id of the report that this one is a version of, None when it is new."""
    report = reading.document.report
    held = connection.execute(select(versions.c.report).where(versions.c.key == report.id).limit(1)).scalar()
    if held is not None or report.url is not None or not is_own_file(report.origin):
        return held
    rewritten = select(reports.c.id).where(reports.c.origin == report.origin, reports.c.url.is_(None))
    return connection.execute(rewritten.order_by(reports.c.id).limit(1)).scalar()


def is_own_file(origin: str | None) -> bool:
    """Return whether ``origin`` names a file that holds this report alone."""
    return bool(origin) and origin != "-" and "#" not in str(origin) and "://" not in str(origin)


# -- versions ---------------------------------------------------------------------------------------
def _add_version(connection: Connection, reading: Reading, home: str) -> None:
    number = _next(connection, versions)
    row = rows.version_row(reading, number, home)
    connection.execute(insert(versions).values(row))
    arrived = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(arrivals).values(version=number, arrived_at=arrived))
    _add_parts(connection, reading, number)
    _settle(connection, home, number, row["published"])
    known.describe(connection, {a.id for a in reading.actors})


def mark_unfolded(connection: Connection, version: int) -> None:
    """Tell the ledger that a version is new to it, or another than it was."""
    held = select(unfolded.c.version).where(unfolded.c.version == version)
    if connection.execute(held).scalar() is None:
        connection.execute(insert(unfolded).values(version=version))


def _settle(connection: Connection, home: str, number: int, published: str | None) -> None:
    """Make the new version the current one, unless it says that it is older."""
    mark_unfolded(connection, number)
    old = connection.execute(
        select(versions.c.number, versions.c.published).where(versions.c.report == home, versions.c.current)
    ).one_or_none()
    if old is not None and published and old.published and published < old.published:
        return
    if old is not None:
        known.count(connection, old.number, -1)
        connection.execute(update(versions).where(versions.c.number == old.number).values(current=False))
        mark_unfolded(connection, old.number)
    connection.execute(update(versions).where(versions.c.number == number).values(current=True))
    known.count(connection, number, +1)


def _replace(connection: Connection, reading: Reading, home: str, number: int) -> None:
    current = connection.execute(select(versions.c.current).where(versions.c.number == number)).scalar()
    before = set(connection.execute(select(appearances.c.actor).where(appearances.c.version == number)).scalars())
    if current:
        known.count(connection, number, -1)
    for table in PARTS:
        connection.execute(delete(table).where(table.c.version == number))
    row = rows.version_row(reading, number, home)
    del row["current"], row["number"]
    mark_unfolded(connection, number)
    connection.execute(update(versions).where(versions.c.number == number).values(row))
    _add_parts(connection, reading, number)
    if current:
        known.count(connection, number, +1)
    known.describe(connection, before | {a.id for a in reading.actors})


def _add_parts(connection: Connection, reading: Reading, version: int) -> None:
    published = reading.document.report.published
    taking_part: list[rows.Row] = []
    said, done = [], []
    for number, statement in enumerate(reading.statements, _next(connection, statements)):
        said.append(rows.statement_row(statement, version, number, published))
        taking_part += rows.party_rows(statement, version, number)
    for number, event in enumerate(reading.events, _next(connection, events)):
        done.append(rows.event_row(event, version, number, published))
        taking_part += rows.party_rows(event, version, number)
    for table, made in (
        (statements, said),
        (events, done),
        (parties, taking_part),
        (appearances, rows.appearance_rows(reading, version)),
        (roles, rows.role_rows(reading, version)),
        (stops, rows.stop_rows(reading.itineraries, version)),
        (diagnostics, rows.diagnostic_rows(reading, version)),
    ):
        if made:
            connection.execute(insert(table), made)


def _next(connection: Connection, table: Table) -> int:
    return (connection.execute(select(func.max(table.c.number))).scalar() or 0) + 1
