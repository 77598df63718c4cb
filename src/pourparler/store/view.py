"""Looking at the record: whole readings, filtered findings with their reports, search."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, Row, Select, Table, func, or_, select

from pourparler.records import Event, Reading, Report, Role, Statement, contract
from pourparler.records.kept import ActorSummary, Kept
from pourparler.records.overtures import Overture
from pourparler.store import board, conditions, dealings, lists, travels
from pourparler.store.board import Wanted
from pourparler.store.conditions import REPORT_COLUMNS, report_of
from pourparler.store.filters import Filters
from pourparler.store.readings import reading_of
from pourparler.store.schema import (
    actors,
    corrections,
    diagnostics,
    events,
    reports,
    roles,
    statements,
    versions,
)
from pourparler.store.standing import Standing, standing

ItemKind = Literal["report", "statement", "event", "actor"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of a search: a report or a statement, least ``rank`` first.

    In ``excerpt`` the matched words stand between U+0002 and U+0003.
    """

    kind: Literal["report", "statement"]
    id: str
    report: Report
    excerpt: str
    rank: float
    speaker: str | None = None


class View:
    """The record at one moment. All answers come in a fixed order."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- whole readings -------------------------------------------------------------------------
    def reading(self, report: str, version: str | None = None) -> Reading | None:
        """Return what was read in a report: its current version, or the one named."""
        chosen = or_(versions.c.report == report, versions.c.key == report)
        which = versions.c.version == version if version else versions.c.current
        row = self._connection.execute(select(versions).where(chosen, which).limit(1)).one_or_none()
        return reading_of(self._connection, row) if row else None

    def readings(self, filters: Filters | None = None) -> Iterator[Reading]:
        """Yield readings, one a report, ordered by day of publication and id."""
        for row in self._connection.execute(self._paged(self._reports(filters or Filters(), versions), filters)):
            yield reading_of(self._connection, row)

    def reports(self, filters: Filters | None = None) -> list[Report]:
        """Return the reports without their text."""
        query = self._reports(filters or Filters(), *REPORT_COLUMNS)
        return [report_of(row) for row in self._connection.execute(self._paged(query, filters))]

    def reports_of(self, ids: Iterable[str], as_of: str | None = None) -> list[Report]:
        """Return the reports with these ids, as they were out on a day."""
        wanted, found = sorted(set(ids)), list[Report]()
        for i in range(0, len(wanted), 500):
            query = self._reports(Filters(as_of=as_of), *REPORT_COLUMNS)
            query = query.where(versions.c.report.in_(wanted[i : i + 500]))
            found += map(report_of, self._connection.execute(query))
        return found

    def versions(self, report: str) -> list[Report]:
        """Return all versions of a report, oldest first."""
        query = select(*REPORT_COLUMNS).where(versions.c.report == report).order_by(versions.c.number)
        return [report_of(row) for row in self._connection.execute(query)]

    # -- findings -------------------------------------------------------------------------------
    def statements(self, filters: Filters | None = None) -> list[Kept[Statement]]:
        """Return the statements that the filters let through."""
        rows = self._findings(statements, filters or Filters())
        return [_kept(row, contract.statement_from) for row in rows]

    def events(self, filters: Filters | None = None) -> list[Kept[Event]]:
        """Return the events that the filters let through."""
        rows = self._findings(events, filters or Filters())
        return [_kept(row, contract.event_from) for row in rows]

    def events_of(self, ids: Iterable[str]) -> list[Kept[Event]]:
        """Return the events with these ids, the newest version of each last."""
        wanted, found = sorted(set(ids)), []
        for i in range(0, len(wanted), 500):
            query = self._joined(events).where(events.c.id.in_(wanted[i : i + 500]), ~events.c.rejected)
            query = query.order_by(versions.c.number)
            found += [_kept(row, contract.event_from) for row in self._connection.execute(query)]
        return found

    def count(self, table: Literal["statements", "events", "reports"], filters: Filters | None = None) -> int:
        """Return how many rows the filters let through, whatever their limit."""
        chosen = filters or Filters()
        if table == "reports":
            query = select(func.count()).select_from(versions).where(*conditions.of_versions(chosen))
        else:
            of = {"statements": statements, "events": events}[table]
            joined, where = conditions.to_add_up(of, chosen, self._connection)
            query = select(func.count()).select_from(joined).where(*where)
        return int(self._connection.execute(query).scalar() or 0)

    # -- lists, a page at a time ----------------------------------------------------------------
    def page(self, what: lists.Listed, filters: Filters, after: str | None = None, limit: int = 50) -> lists.Page[Any]:
        """Return the ``events``, ``statements`` or ``reports`` that come after a cursor."""
        return lists.page(what, filters, self._connection, after, limit)

    def facets(self, what: Literal["events", "statements"], filters: Filters) -> dict[str, dict[str, int]]:
        """Return how many rows have each force and act, or each kind."""
        return lists.facets(what, filters, self._connection)

    def partners(self, filters: Filters, limit: int = 20) -> list[dealings.Partner]:
        """Return whom ``filters.actors`` deal with, most often first."""
        return dealings.partners(filters, self._connection, limit)

    def months(self, filters: Filters) -> list[dealings.Month]:
        """Return events by month and quad class."""
        return dealings.months(filters, self._connection)

    def pairs(self, filters: Filters, by: str = "country", limit: int = 2_000) -> list[dealings.Pair]:
        """Return who deals with whom, those with most events first."""
        return dealings.pairs(filters, self._connection, by, limit)

    def visits(self, filters: Filters, limit: int = 200) -> list[dealings.Visit]:
        """Return the stops of journeys, the newest first."""
        return dealings.visits(filters, self._connection, limit)

    def stops(self, filters: Filters) -> list[travels.ToldStop]:
        """Return the stops that reports tell, in the order they were told."""
        return travels.told_stops(filters, self._connection)

    def roles(self, filters: Filters) -> list[travels.ToldRole]:
        """Return the roles that reports tell, in the order they were told."""
        return travels.told_roles(filters, self._connection)

    def scenes(self, filters: Filters, limit: int = 300) -> list[dealings.Scene]:
        """Return the places of events, those with most first."""
        return dealings.scenes(filters, self._connection, limit)

    def troubles(self, limit: int) -> list[tuple[Report, str, str]]:
        """Return (report, level, message) of what a person should know about reports, the newest first."""
        query = (
            select(diagnostics.c.level, diagnostics.c.message, *REPORT_COLUMNS)
            .join(versions, versions.c.number == diagnostics.c.version)
            .where(conditions.is_current(diagnostics), diagnostics.c.level != "info")
            .order_by(diagnostics.c.version.desc(), diagnostics.c.position)
        )
        return [(report_of(r), r.level, r.message) for r in self._connection.execute(query.limit(limit))]

    def overtures(self, wanted: Wanted, but: Iterable[str], after: str | None, limit: int) -> list[Overture]:
        """Return wanted overtures after a cursor, those told last first, without those of the ids ``but``."""
        return board.page(wanted, but, self._connection, after, limit)

    def overture_counts(self, wanted: Wanted, but: Iterable[str]) -> dict[tuple[str, str], int]:
        """Return how many wanted overtures there are of each kind and outcome."""
        return board.counts(wanted, but, self._connection)

    def overtures_of(self, ids: Iterable[str]) -> list[Overture]:
        """Return the overtures with these ids."""
        return board.of_ids(ids, self._connection)

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the names of actors by their ids."""
        wanted = sorted(set(ids))
        found: dict[str, str] = {}
        for i in range(0, len(wanted), 500):
            query = select(actors.c.id, actors.c.name).where(actors.c.id.in_(wanted[i : i + 500]))
            found |= {row.id: row.name for row in self._connection.execute(query)}
        return found

    def standing(self) -> Standing:
        """Return how far the record is now."""
        return standing(self._connection)

    def newest(self) -> int:
        """Return the number of the version that was read in last, 0 in an empty record."""
        return self._connection.execute(select(func.max(versions.c.number))).scalar() or 0

    def reports_after(self, number: int, limit: int) -> dict[str, str]:
        """Return ids and days of the reports whose current version was read in after a version, newest first."""
        query = select(versions.c.report, versions.c.day).where(versions.c.number > number, versions.c.current)
        rows = self._connection.execute(query.order_by(versions.c.number.desc()).limit(limit))
        return {report: day or "" for report, day in rows}

    # -- actors ---------------------------------------------------------------------------------
    def actors(self, filters: Filters | None = None) -> list[ActorSummary]:
        """Return actors, those with most events first; ``filters.actors`` and ``words`` choose by name."""
        chosen = filters or Filters()
        order = (actors.c.events + actors.c.statements).desc()
        query = select(actors).where(actors.c.reports > 0).order_by(order, actors.c.reports.desc(), actors.c.id)
        if chosen.words:
            like = func.lower(actors.c.name).contains(chosen.words.lower(), autoescape=True)
            query = query.where(or_(like, actors.c.id == chosen.words, actors.c.country == chosen.words.upper()))
        if chosen.actors:
            ids, countries = zip(*(conditions.resolve(n, self._connection) for n in chosen.actors), strict=True)
            of = (
                actors.c.id.in_(sorted(set().union(*ids))),
                actors.c.country.in_(sorted(set().union(*countries))),
            )
            query = query.where(or_(*of))
        rows = self._connection.execute(self._paged(query, chosen if chosen.as_of is None else None)).all()
        held = self._roles([row.id for row in rows])
        found = [ActorSummary(**{**row._mapping, "roles": held.get(row.id, ())}) for row in rows]
        return found if chosen.as_of is None else self._then(found, replace(chosen, actors=(), min_confidence=0.0))

    def actor(self, item: str) -> ActorSummary | None:
        """Return the actor with an id."""
        row = self._connection.execute(select(actors).where(actors.c.id == item, actors.c.reports > 0)).one_or_none()
        return ActorSummary(**{**row._mapping, "roles": self._roles([item]).get(item, ())}) if row else None

    def _then(self, found: list[ActorSummary], filters: Filters) -> list[ActorSummary]:
        """Return the actors that the record held on a day, with the counts and roles of that day."""
        counts = travels.counts(filters, self._connection)
        roles_then: defaultdict[str, Counter[Role]] = defaultdict(Counter)
        for r in travels.told_roles(filters, self._connection):
            role = Role(r.title, r.of, r.country, r.begin, r.end, r.former)
            roles_then[r.actor][role] += 1
        then = [
            replace(
                a, reports=n[0], statements=n[1], events=n[2], roles=travels.oftenest(roles_then.get(a.id, Counter()))
            )
            for a in found
            if (n := counts.get(a.id)) is not None
        ]
        then.sort(key=lambda a: (-(a.events + a.statements), -a.reports, a.id))
        return then[filters.offset :][: filters.limit]

    def _roles(self, ids: list[str]) -> dict[str, tuple[Role, ...]]:
        names = ("title", "of", "country", "begin", "end", "former")
        columns = [roles.c[name] for name in names]
        held: dict[str, list[Role]] = {}
        query = (
            select(roles.c.actor, *columns, func.count().label("said"))
            .where(roles.c.actor.in_(ids), conditions.is_current(roles))
            .group_by(roles.c.actor, *columns)
            .order_by(func.count().desc(), *(func.coalesce(c, "") for c in columns[:-1]), roles.c.former)
        )
        for row in self._connection.execute(query):
            held.setdefault(row.actor, []).append(Role(*row[1:7]))
        return {actor: tuple(found) for actor, found in held.items()}

    def resolve(self, name: str) -> tuple[set[str], set[str]]:
        """Return the ids and country codes that a person means by ``name``; both empty for nobody."""
        return conditions.resolve(name, self._connection)

    # -- by id, by words ------------------------------------------------------------------------
    def kind_of(self, item: str) -> ItemKind | None:
        """Return what an id names, None when the record does not hold it."""
        for kind, table, columns in (
            ("report", versions, ("report", "key")),
            ("statement", statements, ("id",)),
            ("event", events, ("id",)),
            ("actor", actors, ("id",)),
        ):
            where = or_(*(table.c[c] == item for c in columns))
            if self._connection.execute(select(1).select_from(table).where(where).limit(1)).scalar():
                return kind  # type: ignore[return-value]
        return None

    def finding(self, item: str) -> Kept[Statement] | Kept[Event] | None:
        """Return the statement or event with this id, the newest version's first."""
        for table, decode in ((statements, contract.statement_from), (events, contract.event_from)):
            query = self._joined(table).where(table.c.id == item)
            order = (versions.c.current.desc(), versions.c.number.desc())
            row = self._connection.execute(query.order_by(*order).limit(1)).one_or_none()
            if row:
                return _kept(row, decode)
        return None

    def coded(self, item: str) -> tuple[Statement | Event | None, Statement | Event | None]:
        """Return (as the coder made it, as it stands) of a finding: None for what is not, or is rejected."""
        for table, decode in ((statements, contract.statement_from), (events, contract.event_from)):
            query = select(table.c.payload, table.c.coded, table.c.rejected).where(table.c.id == item)
            query = query.join(versions, versions.c.number == table.c.version)
            order = (versions.c.current.desc(), versions.c.number.desc())
            row = self._connection.execute(query.order_by(*order).limit(1)).one_or_none()
            if row:
                now, coded = decode(json.loads(row.payload)), decode(json.loads(row.coded or row.payload))
                return coded, None if row.rejected else now
        return None, None

    def rejected(self, report: str) -> list[Statement | Event]:
        """Return what people rejected in the current version of a report."""
        found: list[Statement | Event] = []
        for table, decode in ((statements, contract.statement_from), (events, contract.event_from)):
            query = select(table.c.payload).join(versions, versions.c.number == table.c.version)
            of = or_(versions.c.report == report, versions.c.key == report)
            query = query.where(of, versions.c.current, table.c.rejected).order_by(table.c.number)
            found += [decode(json.loads(p)) for p in self._connection.execute(query).scalars()]
        return found

    def search(self, words: str, filters: Filters | None = None) -> list[Hit]:
        """Return statements and reports that hold all the words, the best first."""
        chosen = filters or Filters(limit=20)
        found: list[Hit] = []
        for table, kind in ((statements, "statement"), (versions, "report")):
            hits = conditions.matching(table, words, self._connection, chosen)
            if hits is None:
                return []
            own = (table.c.id, table.c.speaker) if table is statements else (versions.c.report.label("id"),)
            query = select(hits.c.rank, hits.c.number, *own, *REPORT_COLUMNS)
            query = query.join(table, table.c.number == hits.c.number)
            if table is statements:
                query = query.join(versions, versions.c.number == statements.c.version).where(~statements.c.rejected)
            query = query.where(*conditions.of_versions(chosen)).order_by(hits.c.rank, versions.c.day.desc(), own[0])
            rows = self._connection.execute(query.limit(chosen.limit or 1000)).all()
            told = conditions.excerpts(table, words, [row.number for row in rows], self._connection)
            for row in rows:
                speaker = row.speaker if table is statements else None
                found.append(Hit(kind, row.id, report_of(row), told.get(row.number, ""), row.rank, speaker))  # type: ignore[arg-type]
        return found[chosen.offset : chosen.offset + chosen.limit if chosen.limit else None]

    # -- everything -----------------------------------------------------------------------------
    def dump(self) -> Iterator[str]:
        """Yield the whole record as JSON lines in a fixed order, without clock times and inner numbers."""
        query = select(versions, reports.c.origin).join(reports, reports.c.id == versions.c.report)
        for row in self._connection.execute(query.order_by(versions.c.report, versions.c.key, versions.c.version)):
            reading = contract.to_dict(reading_of(self._connection, row))
            yield contract.dumps({"home": row.report, "current": bool(row.current), "reading": reading})
        for row in self._connection.execute(select(actors).order_by(actors.c.id)):
            yield contract.dumps({"actor": dict(row._mapping)})
        for row in self._connection.execute(select(corrections).order_by(corrections.c.id)):
            yield contract.dumps({"correction": dict(row._mapping)})

    # -- queries --------------------------------------------------------------------------------
    def _reports(self, filters: Filters, *columns: Any) -> Select[Any]:
        query = select(*columns).where(*conditions.of_reports(filters, self._connection))
        return query.order_by(versions.c.day, versions.c.report, versions.c.number)

    def _joined(self, table: Table) -> Select[Any]:
        joined = table.join(versions, versions.c.number == table.c.version)
        return select(table.c.payload, table.c.day, *REPORT_COLUMNS).select_from(joined)

    def _findings(self, table: Table, filters: Filters) -> Iterator[Row[Any]]:
        where = conditions.of_findings(table, filters, self._connection)
        day = table.c.day.desc() if filters.order == "newest" else table.c.day
        query = self._joined(table).where(*where).order_by(day, versions.c.report, table.c.number)
        return iter(self._connection.execute(self._paged(query, filters)))

    @staticmethod
    def _paged(query: Select[Any], filters: Filters | None) -> Select[Any]:
        if filters is None:
            return query
        limited = query.limit(filters.limit) if filters.limit is not None else query
        return limited.offset(filters.offset) if filters.offset else limited


def _kept(row: Row[Any], decode: Any) -> Kept[Any]:
    return Kept(report_of(row), decode(json.loads(row.payload)), row.day, bool(row.report_current))
