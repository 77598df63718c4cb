"""Stops and roles as the reports of a record tell them, each with the day it was told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from pourparler.records import Role
from pourparler.store import conditions
from pourparler.store.filters import Filters
from pourparler.store.schema import actors, appearances, events, parties, roles, statements, stops, versions


@dataclass(frozen=True, slots=True)
class ToldStop:
    """A stop in one report; ``first`` and ``last`` are the days that its EDTF ``date`` covers."""

    told: str
    report: str
    actor: str
    name: str
    place: str
    country: str | None
    date: str | None
    first: str | None
    last: str | None
    planned: bool


@dataclass(frozen=True, slots=True)
class ToldRole:
    """A role in one report, with the name of who holds it."""

    told: str
    report: str
    actor: str
    name: str
    title: str
    of: str | None
    country: str | None
    begin: str | None
    end: str | None
    former: bool


def told_stops(filters: Filters, connection: Connection) -> list[ToldStop]:
    """Return the stops of ``filters.actors`` (of everybody), in the order they were told."""
    query = (
        select(versions.c.day, versions.c.report, *(stops.c[n] for n in ToldStop.__slots__[2:]))
        .join(versions, versions.c.number == stops.c.version)
        .where(*conditions.of_versions(filters), stops.c.actor.is_not(None), versions.c.day.is_not(None))
        .order_by(versions.c.day, versions.c.report, stops.c.itinerary, stops.c.position)
    )
    if filters.actors:
        query = query.where(stops.c.actor.in_(_people(filters, connection)))
    return [ToldStop(*row) for row in connection.execute(query)]


def told_roles(filters: Filters, connection: Connection) -> list[ToldRole]:
    """Return the roles of ``filters.actors`` (of everybody), in the order they were told."""
    names = ("title", "of", "country", "begin", "end", "former")
    query = (
        select(versions.c.day, versions.c.report, roles.c.actor, actors.c.name, *(roles.c[n] for n in names))
        .join(versions, versions.c.number == roles.c.version)
        .join(actors, actors.c.id == roles.c.actor)
        .where(*conditions.of_versions(filters), versions.c.day.is_not(None))
        .order_by(versions.c.day, versions.c.report, roles.c.actor, roles.c.title)
    )
    if filters.actors:
        query = query.where(roles.c.actor.in_(_people(filters, connection)))
    return [ToldRole(*row) for row in connection.execute(query)]


def counts(filters: Filters, connection: Connection) -> dict[str, tuple[int, int, int]]:
    """Return (reports, statements, events) of every actor in the versions that the filters let through."""
    of = conditions.of_versions(filters)
    found: dict[str, list[int]] = {}
    appeared = (
        select(appearances.c.actor, func.count(versions.c.number.distinct()))
        .join(versions, versions.c.number == appearances.c.version)
        .where(*of)
        .group_by(appearances.c.actor)
    )
    for actor, number in connection.execute(appeared):
        found[actor] = [number, 0, 0]
    for place, table, column in ((1, statements, parties.c.statement), (2, events, parties.c.event)):
        took_part = (
            select(parties.c.actor, func.count(column.distinct()))
            .join(table, table.c.number == column)
            .join(versions, versions.c.number == table.c.version)
            .where(*of, parties.c.actor.is_not(None))
            .group_by(parties.c.actor)
        )
        for actor, number in connection.execute(took_part):
            found.setdefault(actor, [0, 0, 0])[place] = number
    return {actor: (n[0], n[1], n[2]) for actor, n in found.items()}


def oftenest(told: Counter[Role]) -> tuple[Role, ...]:
    """Return roles, those told most often first, as ``View.actors`` of today orders them."""
    facts = ("title", "of", "country", "begin", "end")
    return tuple(sorted(told, key=lambda r: (-told[r], *(getattr(r, f) or "" for f in facts), r.former)))


def _people(filters: Filters, connection: Connection) -> list[str]:
    """Return the ids of those who are meant: a state stands for all who act for it."""
    ids: set[str] = set()
    for name in filters.actors:
        own, countries = conditions.resolve(name, connection)
        ids |= own
        of = select(actors.c.id).where(actors.c.country.in_(sorted(countries)))
        ids |= set(connection.execute(of).scalars())
    return sorted(ids)
