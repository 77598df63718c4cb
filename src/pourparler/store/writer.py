"""Adding readings to the record, each in one transaction.

A reading that the record holds already changes nothing. The same report with another text (same
address; or the same file, for a report without one) is a new version, and the old one is kept. The
same version read by another coder replaces what was found in it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, update

from pourparler.records import Event, Reading, Statement, contract
from pourparler.store import dialects, known, rows
from pourparler.store.amend import Amended, amend
from pourparler.store.judgements import corrections_in
from pourparler.store.readings import reading_of
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
    versions,
)
from pourparler.store.unfolding import mark_unfolded

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
    named = _add_parts(connection, reading, number, home)
    _settle(connection, home, number, row["published"])
    known.describe(connection, named)


def _settle(connection: Connection, home: str, number: int, published: str | None) -> None:
    """Make the new version the current one, unless it says that it is older."""
    mark_unfolded(connection, [number])
    old = connection.execute(
        select(versions.c.number, versions.c.published).where(versions.c.report == home, versions.c.current)
    ).one_or_none()
    if old is not None and published and old.published and published < old.published:
        return
    if old is not None:
        known.count(connection, old.number, -1)
        connection.execute(update(versions).where(versions.c.number == old.number).values(current=False))
        mark_unfolded(connection, [old.number])
    connection.execute(update(versions).where(versions.c.number == number).values(current=True))
    known.count(connection, number, +1)


def amend_again(connection: Connection, report: str) -> None:
    """Put all corrections on what was found in the versions of a report, from what the coders made."""
    for row in connection.execute(select(versions).where(versions.c.report == report)).all():
        _rewrite(connection, reading_of(connection, row, coded=True), report, row.number)


def _replace(connection: Connection, reading: Reading, home: str, number: int) -> None:
    row = rows.version_row(reading, number, home)
    del row["current"], row["number"]
    connection.execute(update(versions).where(versions.c.number == number).values(row))
    _rewrite(connection, reading, home, number)


def _rewrite(connection: Connection, reading: Reading, home: str, number: int) -> None:
    current = connection.execute(select(versions.c.current).where(versions.c.number == number)).scalar()
    before = set(connection.execute(select(appearances.c.actor).where(appearances.c.version == number)).scalars())
    if current:
        known.count(connection, number, -1)
    for table in PARTS:
        connection.execute(delete(table).where(table.c.version == number))
    mark_unfolded(connection, [number])
    named = _add_parts(connection, reading, number, home)
    if current:
        known.count(connection, number, +1)
    known.describe(connection, before | named)


def _add_parts(connection: Connection, reading: Reading, version: int, home: str) -> set[str]:
    """Write what was found in a version, as corrected; return the ids of the actors it names."""
    amended = amend(reading, corrections_in(connection, home))
    published = reading.document.report.published
    taking_part: list[rows.Row] = []
    said, done = [], []
    for number, held in enumerate(amended.statements, _next(connection, statements)):
        said.append(_finding_row(held, version, number, published))
        taking_part += [] if held.rejected else rows.party_rows(held.item, version, number)
    for number, held in enumerate(amended.events, _next(connection, events)):
        done.append(_finding_row(held, version, number, published))
        taking_part += [] if held.rejected else rows.party_rows(held.item, version, number)
    appeared = rows.appearance_rows(reading, version)
    appeared += rows.named_rows(amended.actors, version, len(appeared))
    for table, made in (
        (statements, said),
        (events, done),
        (parties, taking_part),
        (appearances, appeared),
        (roles, rows.role_rows(reading, version)),
        (stops, rows.stop_rows(reading.itineraries, version)),
        (diagnostics, rows.diagnostic_rows(reading, version)),
    ):
        if made:
            connection.execute(insert(table), made)
    return {row["actor"] for row in appeared}


def _finding_row(held: Amended, version: int, number: int, published: str | None) -> rows.Row:
    make: Any = rows.event_row if isinstance(held.item, Event) else rows.statement_row
    row: rows.Row = make(held.item, version, number, published)
    coded = contract.dumps(_plain(held.coded)) if held.coded is not None else None
    return {**row, "coded": coded, "rejected": held.rejected}


def _plain(item: Statement | Event) -> rows.Row:
    return contract.event_dict(item) if isinstance(item, Event) else contract.statement_dict(item)


def _next(connection: Connection, table: Table) -> int:
    return (connection.execute(select(func.max(table.c.number))).scalar() or 0) + 1
