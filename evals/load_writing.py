"""A large record written straight into the tables: the rows that reading would make, without the days it would take.

Rows come from the store's own functions and go in by the batch (PostgreSQL: COPY), indexes are made when all rows
are in, and the ledger is folded on the way, one lane after another as the reports come.
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Boolean, Connection, LargeBinary, Table, insert, text

from pourparler.ledger import copies as near
from pourparler.ledger.fold import Lane
from pourparler.ledger.moves import move_row, moves_of
from pourparler.records import Reading, contract
from pourparler.records.overtures import overture_dict
from pourparler.store import Store, rows, schema
from pourparler.store.ledger import side_rows

BATCH = 20_000
ARRIVED = "2026-01-01T00:00:00+00:00"


class Bulk:
    """Rows that wait to be written, by table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: dict[str, list[rows.Row]] = defaultdict(list)
        self._is_file = connection.dialect.name == "sqlite"

    def add(self, table: Table, made: Iterable[rows.Row]) -> None:
        """Take rows of a table; what they do not name is empty."""
        held = self._held[table.name]
        held.extend(made)
        if len(held) >= BATCH:
            self._write(table)

    def flush(self) -> None:
        """Write all that waits, what others point to first."""
        for table in schema.metadata.sorted_tables:
            self._write(table)

    def _write(self, table: Table) -> None:
        held = self._held.pop(table.name, [])
        if not held:
            return
        if self._is_file:
            self._connection.execute(insert(table), held)
            return
        names = [c.name for c in table.columns]
        kinds = [_copied(c.type) for c in table.columns]
        lines = ("\t".join(k(row.get(n)) for n, k in zip(names, kinds, strict=True)) + "\n" for row in held)
        stream = io.BytesIO("".join(lines).encode())
        quoted = ", ".join(f'"{n}"' for n in names)
        cursor = self._connection.connection.cursor()
        cursor.execute(f"COPY {table.name} ({quoted}) FROM STDIN", stream=stream)


ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _copied(kind: Any) -> Any:
    """Return what writes a value of a column for COPY."""
    if isinstance(kind, Boolean):
        return lambda v: "\\N" if v is None else "t" if v else "f"
    if isinstance(kind, LargeBinary):
        return lambda v: "\\N" if v is None else "\\\\x" + v.hex()
    return lambda v: "\\N" if v is None else str(v).translate(ESCAPED)


@dataclass(frozen=True, slots=True)
class Made:
    """How many rows there are of what."""

    reports: int
    events: int
    statements: int
    overtures: int


class Writing:
    """Turns readings into rows of every table."""

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self._counts: dict[str, Counter[str]] = {}
        self._actors: dict[str, rows.Row] = {}
        self._lanes: dict[str, Lane] = {}
        self._number = Counter[str]()

    def take(self, reading: Reading) -> None:
        """Add the rows of one report."""
        report, add = reading.document.report, self._bulk.add
        self._number["versions"] += 1
        version = self._number["versions"]
        add(schema.reports, [{"id": report.id, "url": report.url, "origin": report.origin}])
        bare = replace(reading, actors=(), statements=(), events=())
        add(schema.versions, [{**rows.version_row(bare, version, report.id), "current": True}])
        add(schema.arrivals, [{"version": version, "arrived_at": ARRIVED}])
        parties = [*self._findings(reading, version)]
        add(schema.parties, parties)
        add(schema.appearances, rows.appearance_rows(reading, version))
        add(schema.roles, rows.role_rows(reading, version))
        add(schema.stops, rows.stop_rows(reading.itineraries, version))
        self._count(reading, parties)
        self._near(reading, version)
        self._fold(reading, version)

    def _findings(self, reading: Reading, version: int) -> Iterator[rows.Row]:
        published = reading.document.report.published
        plain = {"coded": None, "rejected": False}
        for table, found, make in (
            (schema.statements, reading.statements, rows.statement_row),
            (schema.events, reading.events, rows.event_row),
        ):
            for item in found:  # type: ignore[attr-defined]
                self._number[table.name] += 1
                number = self._number[table.name]
                self._bulk.add(table, [{**make(item, version, number, published), **plain}])  # type: ignore[operator]
                yield from rows.party_rows(item, version, number)

    def _count(self, reading: Reading, parties: list[rows.Row]) -> None:
        for actor in reading.actors:
            facts = {n: getattr(actor, n) for n in ("id", "name", "kind", "country", "sector", "known")}
            self._actors.setdefault(actor.id, facts)
            self._counts.setdefault(actor.id, Counter())["reports"] += 1
        for name in ("statement", "event"):
            for actor, _ in {(p["actor"], p[name]) for p in parties if p[name] and p["actor"]}:
                self._counts[actor][f"{name}s"] += 1

    def _near(self, reading: Reading, version: int) -> None:
        report = reading.document.report
        signed = near.signature(reading.document.text)
        row = {"version": version, "source": report.id, "told": report.published, "report": report.id}
        self._bulk.add(schema.copies, [{**row, "signature": signed}])
        self._bulk.add(schema.bands, ({"band": key, "version": version} for key in near.bands(signed)))

    def _fold(self, reading: Reading, version: int) -> None:
        kinds = {a.id: a.kind for a in reading.actors}
        made = sorted(moves_of(reading.document.report, reading.events, kinds), key=lambda m: m.key)
        names = ("told", "report", "late", "start", "event")
        for move in made:
            self._lanes.setdefault(move.lane, Lane()).take(move)
            row = {"version": version, "lane": move.lane, **dict(zip(names, move.key, strict=True))}
            self._bulk.add(schema.moves, [{**row, "payload": contract.dumps(move_row(move))}])

    def close(self) -> Made:
        """Write actors and overtures, and say how much there is."""
        counts = ("reports", "statements", "events")
        for item, facts in self._actors.items():
            self._bulk.add(schema.actors, [{**facts, **{n: self._counts[item][n] for n in counts}}])
        written = set[str]()
        for lane, folded in sorted(self._lanes.items()):
            live = {t.id for threads in folded.live.values() for t in threads}
            for position, thread in enumerate(folded.threads):
                if thread.id not in written:  # ids have 40 bits
                    written.add(thread.id)
                    frozen = thread.freeze()
                    self._bulk.add(schema.overtures, [_overture(frozen, lane, position, thread.id in live)])
                    self._bulk.add(schema.sides, side_rows(frozen))
        self._bulk.flush()
        n = self._number
        return Made(n["versions"], n["events"], n["statements"], len(written))


def _overture(overture: Any, lane: str, position: int, live: bool) -> rows.Row:
    names = ("id", "kind", "act", "side", "other", "outcome", "opened")
    facts = {name: getattr(overture, name) for name in names}
    payload = contract.dumps(overture_dict(overture))
    return {**facts, "lane": lane, "position": position, "live": live, "told": overture.last_told, "payload": payload}


def write(record: str, readings: Iterable[Reading]) -> Made:
    """Write readings, in the order of their days, into an empty record. Raises ``ValueError`` for another."""
    with Store(record) as store, store.engine.connect() as connection:
        _ready(connection)
        with connection.begin(), _bare(connection):
            if connection.execute(text("SELECT 1 FROM versions LIMIT 1")).scalar():
                raise ValueError(f"{store.name} holds reports: a record is made where none is")
            bulk = Bulk(connection)
            writing = Writing(bulk)
            for reading in readings:
                writing.take(reading)
            made = writing.close()
        _settled(connection)
    return made


def _ready(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for pragma in ("synchronous = OFF", "cache_size = -1000000", "foreign_keys = OFF"):
            connection.connection.driver_connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _bare(connection: Connection) -> Iterator[None]:
    """Take the indexes away while rows come in."""
    indexes = [index for table in schema.metadata.sorted_tables for index in table.indexes]
    keys = []
    if connection.dialect.name == "postgresql":
        query = text(
            "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
        )
        keys = connection.execute(query).all()
        for table, name, _ in keys:
            connection.exec_driver_sql(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)
    for table, name, definition in keys:
        connection.exec_driver_sql(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def _settled(connection: Connection) -> None:
    """Leave the database as one that has been in use for a while."""
    if connection.dialect.name == "postgresql":
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE")
    else:
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
