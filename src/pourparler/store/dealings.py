"""Who deals with whom, when and how: events added up by partner, month and pair, and the stops of journeys."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, case, func, literal_column, select

from pourparler.store import conditions
from pourparler.store.filters import Filters
from pourparler.store.schema import actors, events, parties, stops, versions


@dataclass(frozen=True, slots=True)
class Partner:
    """An actor met in rows of another: ``together`` rows in all, ``goldstein`` their mean (None: no code)."""

    actor: str
    name: str
    country: str | None
    together: int
    goldstein: float | None


def partners(filters: Filters, connection: Connection, limit: int) -> list[Partner]:
    """Return whom the actors of ``filters`` deal with in events, most often first."""
    one, other = parties.alias("one"), parties.alias("other")
    mine = conditions.is_one_of(one, filters.actors, connection)
    theirs = conditions.is_one_of(other, filters.actors, connection, found=True)
    joined = one.join(other, and_(other.c.event == one.c.event, other.c.part != one.c.part)).join(
        events, events.c.number == one.c.event
    )
    then = [conditions.is_current(events)]
    if filters.as_of is not None:
        joined = joined.join(versions, versions.c.number == events.c.version)
        then = conditions.of_versions(filters)
    number = func.count(func.distinct(events.c.number))
    query = (
        select(other.c.actor, func.min(other.c.name), func.min(other.c.country), number, func.avg(events.c.goldstein))
        .select_from(joined)
        .where(mine, ~theirs, other.c.actor.is_not(None))
        .where(one.c.part.in_(("actor", "recipient")), other.c.part.in_(("actor", "recipient")))
        .where(*then)
        .group_by(other.c.actor)
        .order_by(number.desc(), other.c.actor)
    )
    return [Partner(r[0], r[1], r[2], r[3], r[4]) for r in connection.execute(query.limit(limit))]


@dataclass(frozen=True, slots=True)
class Month:
    """Events of one month (``2018-05``) and quad class: how many, and the sum of their Goldstein values."""

    month: str
    quad: int
    events: int
    goldstein: float


def months(filters: Filters, connection: Connection) -> list[Month]:
    """Return the events that the filters let through by month and quad class, the oldest first."""
    # Numbers written out: PostgreSQL takes two bound parameters for two different expressions.
    month = func.substr(events.c.day, literal_column("1"), literal_column("7"))
    joined, where = conditions.to_add_up(events, filters, connection)
    query = (
        select(month, events.c.quad, func.count(), func.sum(events.c.goldstein))
        .select_from(joined)
        .where(*where)
        .where(events.c.day.is_not(None), events.c.quad.is_not(None))
        .group_by(month, events.c.quad)
        .order_by(month, events.c.quad)
    )
    return [Month(r[0], r[1], r[2], r[3] or 0.0) for r in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors (or countries) that deal with each other; ``cooperative`` and ``conflictual`` count events."""

    one: str
    other: str
    events: int
    cooperative: int
    conflictual: int


def pairs(filters: Filters, connection: Connection, by: str = "country", limit: int = 2_000) -> list[Pair]:
    """Return pairs of ``country`` or ``actor``, those with most events first, each in one order."""
    one, other = parties.alias("one"), parties.alias("other")
    mine, theirs = one.c[by], other.c[by]
    number = func.count(func.distinct(events.c.number))
    joined, where = conditions.to_add_up(events, filters, connection)

    def counted(*quads: int) -> Any:
        return func.count(func.distinct(case((events.c.quad.in_(quads), events.c.number))))

    query = (
        select(mine, theirs, number, counted(1, 2), counted(3, 4))
        .select_from(
            one.join(other, and_(other.c.event == one.c.event, mine < theirs)).join(
                joined, events.c.number == one.c.event
            )
        )
        .where(one.c.part.in_(("actor", "recipient")), other.c.part.in_(("actor", "recipient")))
        .where(*where)
        .group_by(mine, theirs)
        .order_by(number.desc(), mine, theirs)
    )
    return [Pair(*row) for row in connection.execute(query.limit(limit))]


@dataclass(frozen=True, slots=True)
class Visit:
    """A stop of a journey as one report tells it; ``date`` is EDTF, ``planned`` False when it took place."""

    actor: str | None
    name: str
    place: str
    country: str | None
    date: str | None
    day: str | None
    planned: bool
    report: str


def visits(filters: Filters, connection: Connection, limit: int = 200) -> list[Visit]:
    """Return the stops of the journeys of ``filters.actors`` (of everybody), the newest first."""
    day = func.coalesce(stops.c.first, stops.c["last"], versions.c.day)
    query = (
        select(stops, day.label("when"), versions.c.report.label("told_by"))
        .join(versions, versions.c.number == stops.c.version)
        .where(*conditions.of_versions(filters))
        .order_by(day.desc(), versions.c.report, stops.c.itinerary, stops.c.position)
    )
    if filters.actors:
        ids, countries = zip(*(conditions.resolve(n, connection) for n in filters.actors), strict=True)
        of_country = select(actors.c.id).where(actors.c.country.in_(sorted(set().union(*countries))))
        query = query.where(stops.c.actor.in_(sorted(set().union(*ids))) | stops.c.actor.in_(of_country))
    if filters.since:
        query = query.where(day >= filters.since)
    if filters.until:
        query = query.where(day <= filters.until)
    return [
        Visit(r.actor, r.name, r.place, r.country, r.date, r.when, bool(r.planned), r.told_by)
        for r in connection.execute(query.limit(limit))
    ]


@dataclass(frozen=True, slots=True)
class Scene:
    """A place of events: coordinates in degrees where they are known, and how many events took place there."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    events: int


def scenes(filters: Filters, connection: Connection, limit: int = 300) -> list[Scene]:
    """Return the places of events, those with most first."""
    joined, where = conditions.to_add_up(events, filters, connection)
    query = (
        select(events.c.place, events.c.place_country, func.count(), func.min(events.c.number))
        .select_from(joined)
        .where(*where)
        .where(events.c.place.is_not(None))
        .group_by(events.c.place, events.c.place_country)
        .order_by(func.count().desc(), events.c.place)
    )
    rows = connection.execute(query.limit(limit)).all()
    told = select(events.c.number, events.c.payload).where(events.c.number.in_([row[3] for row in rows]))
    payloads = {row.number: row.payload for row in connection.execute(told)}
    return [_scene(row, payloads[row[3]]) for row in rows]


def _scene(row: Any, payload: str) -> Scene:
    place = json.loads(payload).get("place") or {}
    return Scene(row[0], row[1], place.get("latitude"), place.get("longitude"), row[2])
