"""Rows of the ledger: what waits to be folded, moves by lane, overtures, near copies.

The store keeps them; what they mean is the ledger's business. All writing happens in one transaction
that the caller opened with ``Store.ledger``: it is whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, update

from pourparler.records import Document, Event, Report, contract
from pourparler.records.corrections import Correction
from pourparler.records.overtures import Overture, overture_dict, overture_from
from pourparler.store.judgements import add_correction, corrections_of
from pourparler.store.schema import (
    actors,
    bands,
    copies,
    events,
    moves,
    overtures,
    sides,
    unfolded,
    versions,
)
from pourparler.store.unfolding import mark_unfolded
from pourparler.store.writer import amend_again

V = TypeVar("V", int, str)
Json = dict[str, Any]
KEY = (moves.c.told, moves.c.report, moves.c.late, moves.c.start, moves.c.event)
MANY = 500
"""Values that one ``IN`` holds."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version that the ledger has not taken in: ``events`` is empty when it is no longer current."""

    number: int
    current: bool
    report: Report
    document: Document
    events: tuple[Event, ...]


class LedgerRows:
    """The ledger's tables in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- what waits -----------------------------------------------------------------------------
    def has_waiting(self) -> bool:
        """Return whether a version waits to be folded."""
        return self._connection.execute(select(unfolded.c.version).limit(1)).scalar() is not None

    def waiting(self, limit: int) -> list[Waiting]:
        """Return the versions that wait, the earliest told first."""
        query = (
            select(versions)
            .join(unfolded, unfolded.c.version == versions.c.number)
            .order_by(func.coalesce(versions.c.day, ""), versions.c.report, versions.c.number)
            .limit(limit)
        )
        return [self._waiting(row) for row in self._connection.execute(query)]

    def _waiting(self, row: Any) -> Waiting:
        data = json.loads(row.payload)
        data["document"]["text"] = row.text
        document = contract.document_from(data["report"], data["document"])
        found: tuple[Event, ...] = ()
        if row.current:
            query = select(events.c.payload).where(events.c.version == row.number, ~events.c.rejected)
            query = query.order_by(events.c.number)
            payloads = self._connection.execute(query).scalars()
            found = tuple(contract.event_from(json.loads(p)) for p in payloads)
        report = Report(
            id=row.report,
            version=row.version,
            title=row.title,
            publisher=row.publisher,
            agency=row.agency,
            url=row.url,
            published=row.published,
            language=row.language,
        )
        return Waiting(row.number, bool(row.current), report, document, found)

    def folded(self, numbers: Iterable[int]) -> None:
        """Say that versions are taken in; numbers of versions that are no more go too."""
        self._each(numbers, lambda some: delete(unfolded).where(unfolded.c.version.in_(some)))

    def forget_lost(self) -> None:
        """Drop what waits without a version (its report was removed)."""
        gone = ~unfolded.c.version.in_(select(versions.c.number))
        self._connection.execute(delete(unfolded).where(gone))

    def wait_again(self, numbers: Iterable[int]) -> None:
        """Put versions back into the queue."""
        for some in _cut(sorted(set(numbers))):
            mark_unfolded(self._connection, some)

    def versions_of(self, reports: Iterable[str]) -> list[int]:
        """Return the current versions of reports."""
        query = select(versions.c.number).where(versions.c.report.in_(sorted(set(reports))), versions.c.current)
        return sorted(self._connection.execute(query).scalars())

    def kinds(self, ids: Iterable[str]) -> dict[str, str]:
        """Return what kind of actor each id is."""
        found: dict[str, str] = {}
        wanted = sorted(set(ids))
        for i in range(0, len(wanted), MANY):
            query = select(actors.c.id, actors.c.kind).where(actors.c.id.in_(wanted[i : i + MANY]))
            found |= {row.id: row.kind for row in self._connection.execute(query)}
        return found

    # -- moves ----------------------------------------------------------------------------------
    def replace_moves(self, numbers: Sequence[int], rows: list[Json]) -> set[str]:
        """Put the moves of versions in place of those they had; return the lanes that lost some."""
        lost: set[str] = set()
        for some in _cut(sorted(numbers)):
            lost |= set(
                self._connection.execute(select(moves.c.lane).where(moves.c.version.in_(some)).distinct()).scalars()
            )
            self._connection.execute(delete(moves).where(moves.c.version.in_(some)))
        if rows:
            self._connection.execute(insert(moves), rows)
        return lost

    def last_key(self, lane: str) -> tuple[Any, ...] | None:
        """Return the greatest key of a lane's moves."""
        query = select(*KEY).where(moves.c.lane == lane).order_by(*(c.desc() for c in KEY)).limit(1)
        row = self._connection.execute(query).one_or_none()
        return (row[0], row[1], bool(row[2]), row[3], row[4]) if row else None

    def lane_moves(self, lane: str) -> Iterator[list[Any]]:
        """Yield the payloads of a lane in the order of folding."""
        query = select(moves.c.payload).where(moves.c.lane == lane).order_by(*KEY)
        for payload in self._connection.execute(query).scalars():
            yield json.loads(payload)

    # -- overtures ------------------------------------------------------------------------------
    def live(self, lane: str) -> list[Overture]:
        """Return the overtures of a lane that a new move can still change, in their order."""
        query = select(overtures.c.payload).where(overtures.c.lane == lane, overtures.c.live)
        return [
            overture_from(json.loads(p))
            for p in self._connection.execute(query.order_by(overtures.c.position)).scalars()
        ]

    def drop_lane(self, lane: str) -> None:
        """Remove the overtures of a lane."""
        of = select(overtures.c.id).where(overtures.c.lane == lane)
        self._connection.execute(delete(sides).where(sides.c.overture.in_(of)))
        self._connection.execute(delete(overtures).where(overtures.c.lane == lane))

    def keep(self, lane: str, held: Iterable[tuple[Overture, bool]]) -> None:
        """Write overtures of a lane, each with whether it is live; new ones come after the old.

        An id has 40 bits: among a million overtures two may share one. The one that came later is left out then,
        rather than that nothing could be folded any more.
        """
        last = self._connection.execute(select(func.max(overtures.c.position)).where(overtures.c.lane == lane)).scalar()
        last = -1 if last is None else last
        held = list(held)
        clashing = self._elsewhere(lane, [overture.id for overture, _ in held])
        held = [(overture, live) for overture, live in held if overture.id not in clashing]
        known: set[str] = set()
        for some in _cut([overture.id for overture, _ in held]):
            query = select(overtures.c.id).where(overtures.c.lane == lane, overtures.c.id.in_(some))
            known |= set(self._connection.execute(query).scalars())
        fresh = []
        self._drop_sides(sorted(known))
        for overture, live in held:
            row = _row(overture, live)
            if overture.id in known:
                query_id = overtures.c.id == overture.id
                self._connection.execute(update(overtures).where(query_id).values(row))
            else:
                last += 1
                fresh.append({**row, "id": overture.id, "lane": lane, "position": last})
        if fresh:
            self._connection.execute(insert(overtures), fresh)
        named = [row for overture, _ in held for row in side_rows(overture)]
        if named:
            self._connection.execute(insert(sides), named)

    def _elsewhere(self, lane: str, ids: Sequence[str]) -> set[str]:
        """Return which ids overtures of other lanes have."""
        found: set[str] = set()
        for some in _cut(ids):
            query = select(overtures.c.id).where(overtures.c.lane != lane, overtures.c.id.in_(some))
            found |= set(self._connection.execute(query).scalars())
        return found

    def _drop_sides(self, ids: Sequence[str]) -> None:
        for some in _cut(ids):
            self._connection.execute(delete(sides).where(sides.c.overture.in_(some)))

    def overtures(
        self, until: str | None = None, lanes: Iterable[str] | None = None, kind: str | None = None
    ) -> list[Overture]:
        """Return all overtures (those told by the day ``until``; of ``lanes``; of a ``kind``), the oldest first."""
        query = select(overtures.c.payload).order_by(overtures.c.opened, overtures.c.lane, overtures.c.position)
        if until:
            query = query.where(overtures.c.opened <= until)
        if kind is not None:
            query = query.where(overtures.c.kind == kind)
        if lanes is not None:
            query = query.where(overtures.c.lane.in_(sorted(lanes)))
        return [overture_from(json.loads(p)) for p in self._connection.execute(query).scalars()]

    def overture(self, item: str) -> Overture | None:
        """Return the overture with this id."""
        payload = self._connection.execute(select(overtures.c.payload).where(overtures.c.id == item)).scalar()
        return overture_from(json.loads(payload)) if payload else None

    def rewritten_since(self, day: str) -> bool:
        """Return whether a report that was out on ``day`` has a current version of a later day."""
        old = versions.alias("old")
        query = (
            select(old.c.number)
            .join(versions, (versions.c.report == old.c.report) & versions.c.current)
            .where(~old.c.current, old.c.day <= day, versions.c.day > day)
        )
        return self._connection.execute(query.limit(1)).scalar() is not None

    def last_day(self) -> str | None:
        """Return the day of the latest current report."""
        return self._connection.execute(select(func.max(versions.c.day)).where(versions.c.current)).scalar()

    # -- corrections ----------------------------------------------------------------------------
    def correct(self, made: Correction) -> bool:
        """Write a correction and put it on its report's rows. Return False when it is held already."""
        if not add_correction(self._connection, made):
            return False
        if made.target_kind != "overture" and made.anchor:
            amend_again(self._connection, made.anchor[0])
        return True

    def corrections(self, target: str | None = None) -> list[Correction]:
        """Return the corrections (of one target), in the order they were made."""
        return corrections_of(self._connection, target)

    # -- near copies ----------------------------------------------------------------------------
    def near(self, keys: Sequence[str], but: int) -> list[tuple[int, str, str, str, bytes, str]]:
        """Return (version, source, told, report, signature, text) of texts that share a band, earliest first."""
        query = (
            select(
                copies.c.version, copies.c.source, copies.c.told, copies.c.report, copies.c.signature, versions.c.text
            )
            .join(versions, versions.c.number == copies.c.version)
            .where(copies.c.version.in_(select(bands.c.version).where(bands.c.band.in_(keys))), copies.c.version != but)
            .order_by(copies.c.told, copies.c.report, copies.c.version)
        )
        return [tuple(row) for row in self._connection.execute(query)]

    def keep_copy(self, number: int, source: str, told: str, report: str, signed: bytes, keys: Sequence[str]) -> None:
        """Write of which source a version is, and the keys under which its copies find it."""
        self.drop_copy([number])
        row = {"version": number, "source": source, "told": told, "report": report, "signature": signed}
        self._connection.execute(insert(copies).values(row))
        if keys:
            self._connection.execute(insert(bands), [{"band": key, "version": number} for key in keys])

    def drop_copy(self, numbers: Sequence[int]) -> None:
        """Forget versions among the copies."""
        for some in _cut(sorted(numbers)):
            self._connection.execute(delete(copies).where(copies.c.version.in_(some)))
            self._connection.execute(delete(bands).where(bands.c.version.in_(some)))

    def rename_source(self, old: str, new: str) -> list[int]:
        """Give the versions of one source another name; return them."""
        found = list(self._connection.execute(select(copies.c.version).where(copies.c.source == old)).scalars())
        self._connection.execute(update(copies).where(copies.c.source == old).values(source=new))
        return found

    def sources(self) -> dict[str, str]:
        """Return for every current report the independent source that it is of."""
        query = select(versions.c.report, copies.c.source).join(copies, copies.c.version == versions.c.number)
        return {row.report: row.source for row in self._connection.execute(query.where(versions.c.current))}

    def _each(self, numbers: Iterable[int], statement: Any) -> None:
        for some in _cut(sorted(set(numbers))):
            self._connection.execute(statement(some))


def side_rows(overture: Overture) -> list[Json]:
    """Return the rows of ``sides`` of an overture."""
    names = {overture.side, overture.other, *overture.persons, *overture.other_persons}
    return [{"name": name, "overture": overture.id} for name in sorted(n for n in names if n)]


def _row(overture: Overture, live: bool) -> Json:
    return {
        "live": live,
        "kind": overture.kind,
        "act": overture.act,
        "side": overture.side,
        "other": overture.other,
        "outcome": overture.outcome,
        "opened": overture.opened,
        "told": overture.last_told,
        "payload": contract.dumps(overture_dict(overture)),
    }


def _cut(values: Sequence[V]) -> Iterator[Sequence[V]]:
    for i in range(0, len(values), MANY):
        yield values[i : i + MANY]
