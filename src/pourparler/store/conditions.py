"""From ``Filters`` to SQL conditions, the same for every kind of row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, or_, select

from pourparler.errors import NotFoundError
from pourparler.records import Report
from pourparler.store import dialects
from pourparler.store.filters import Filters
from pourparler.store.schema import actors, events, parties, statements, versions

Condition = ColumnElement[bool]

REPORT_COLUMNS = tuple(
    versions.c[name].label(f"report_{name}")
    for name in ("report", "version", "title", "publisher", "agency", "url", "published", "language", "current")
)


def report_of(row: Any) -> Report:
    """Return the report of a row that holds ``REPORT_COLUMNS``."""
    return Report(
        id=row.report_report,
        version=row.report_version,
        title=row.report_title,
        publisher=row.report_publisher,
        agency=row.report_agency,
        url=row.report_url,
        published=row.report_published,
        language=row.report_language,
    )


def of_reports(filters: Filters, connection: Connection) -> list[Condition]:
    """Return the conditions on ``versions`` for a list of reports."""
    found = of_versions(filters)
    if filters.since:
        found.append(versions.c.day >= filters.since)
    if filters.until:
        found.append(versions.c.day <= filters.until)
    if filters.actors:
        found.append(
            versions.c.number.in_(select(parties.c.version).where(is_one_of(parties, filters.actors, connection)))
        )
    return found


def of_versions(filters: Filters) -> list[Condition]:
    """Return the conditions on ``versions``: the current ones, or those of a past day."""
    found: list[Condition] = []
    if filters.as_of is None:
        found.append(versions.c.current)
    else:
        later = versions.alias("later")
        newer = select(later.c.number).where(
            later.c.report == versions.c.report,
            later.c.number > versions.c.number,
            later.c.day <= filters.as_of,
        )
        found += [versions.c.day <= filters.as_of, ~exists(newer)]
    if filters.publisher:
        outlet = func.coalesce(versions.c.publisher, versions.c.agency)
        found.append(func.lower(outlet).contains(filters.publisher.lower(), autoescape=True))
    if filters.report:
        found.append(or_(versions.c.report == filters.report, versions.c.key == filters.report))
    return found


def of_findings(table: Table, filters: Filters, connection: Connection) -> list[Condition]:
    """Return the conditions on ``statements`` or ``events``, joined with their versions."""
    if filters.as_of is not None:
        return [*of_versions(filters), *_of_rows(table, filters, connection)]
    return [is_current(table), *of_versions(filters)[1:], *_of_rows(table, filters, connection)]


def to_add_up(table: Table, filters: Filters, connection: Connection) -> tuple[Any, list[Condition]]:
    """Return where to count rows of ``statements`` or ``events`` from, and the conditions on them.

    Where today's rows are meant, versions are not joined: the few that are past are left out, so that an index
    of the table alone can answer.
    """
    rows = _of_rows(table, filters, connection)
    if filters.as_of is None and not filters.publisher and not filters.report:
        return table, [is_current(table), *rows]
    return table.join(versions, versions.c.number == table.c.version), [*of_versions(filters), *rows]


def is_current(table: Table) -> Condition:
    """Return the condition that rows are of current versions; those of past versions are few."""
    return table.c.version.not_in(select(versions.c.number).where(~versions.c.current))


def _of_rows(table: Table, filters: Filters, connection: Connection) -> list[Condition]:
    found = [~table.c.rejected]
    found += _dates(table, filters)
    if filters.min_confidence:
        found.append(table.c.confidence >= filters.min_confidence)
    if filters.historical is not None:
        found.append(table.c.historical == filters.historical)
    if filters.kinds and table is statements:
        found.append(table.c.kind.in_([k.lower() for k in filters.kinds]))
    if table is events:
        found += _of_acts(filters)
    if filters.words:
        found.append(_with_words(table, filters.words, connection))
    return found + _taking_part(table, filters, connection)


def _of_acts(filters: Filters) -> list[Condition]:
    found: list[Condition] = []
    if filters.forces:
        found.append(events.c.force.in_([f.lower() for f in filters.forces]))
    if filters.types:
        types = [t.upper() for t in filters.types]
        found.append(or_(events.c.act.in_(types), events.c.plover.in_(types)))
    return found


def _dates(table: Table, filters: Filters) -> list[Condition]:
    found: list[Condition] = []
    if filters.since:
        last = func.coalesce(table.c.last, table.c.day)
        open_end = and_(table.c.first.is_not(None), table.c["last"].is_(None))
        found.append(or_(last >= filters.since, open_end))
    if filters.until:
        found.append(table.c.day <= filters.until)  # a row's day is the first of its date where it has one
    return found


def _with_words(table: Table, words: str, connection: Connection) -> Condition:
    like = [func.lower(table.c.words).contains(w.lower(), autoescape=True) for w in words.split()]
    return and_(*like)


def _taking_part(table: Table, filters: Filters, connection: Connection) -> list[Condition]:
    """Return conditions on who takes part; a dyad needs both on different sides."""
    column = parties.c.event if table is events else parties.c.statement
    if filters.actors and filters.with_:
        one, other = parties.alias("one"), parties.alias("other")
        rarer, more = filters.actors, filters.with_
        if rows_of(more, connection) < rows_of(rarer, connection):
            rarer, more = more, rarer
        pair = (
            select(one.c[column.name])
            .join(other, other.c[column.name] == one.c[column.name])
            .where(
                one.c[column.name].is_not(None),
                is_one_of(one, rarer, connection),
                is_one_of(other, more, connection, found=True),
                or_(one.c.part != other.c.part, one.c.position != other.c.position),
            )
        )
        return [table.c.number.in_(pair)]
    found: list[Condition] = []
    for names in (filters.actors, filters.with_):
        if names and rows_of(names, connection) > OFTEN:
            mine = is_one_of(parties, names, connection, found=True)
            found.append(exists(select(parties.c.part).where(column == table.c.number, mine)))
        elif names:
            these = is_one_of(parties, names, connection)
            found.append(table.c.number.in_(select(column).where(these, column.is_not(None))))
    return found


OFTEN = 3_000
"""Rows of an actor from which on a page of a list is found sooner by walking the list than by way of the actor."""


def rows_of(names: tuple[str, ...], connection: Connection) -> int:
    """Return about how many statements and events the actors that ``names`` mean take part in."""
    total = 0
    for name in names:
        ids, countries = resolve(name, connection)
        mine = or_(actors.c.id.in_(sorted(ids)), actors.c.country.in_(sorted(countries)))
        total += connection.execute(select(func.sum(actors.c.events + actors.c.statements)).where(mine)).scalar() or 0
    return total


def is_one_of(rows: Any, names: tuple[str, ...], connection: Connection, found: bool = False) -> Condition:
    """Return the condition that a row of ``parties`` is one of the actors that ``names`` mean.

    ``found`` rows are found another way: no database then goes through all rows of an actor for each.
    Raises ``NotFoundError`` for a name that the record does not hold.
    """
    ids: set[str] = set()
    countries: set[str] = set()
    for name in names:
        found_ids, found_countries = resolve(name, connection)
        if not found_ids and not found_countries:
            raise NotFoundError(f"the record has no actor {name!r}; `pourparler actors` lists them")
        ids |= found_ids
        countries |= found_countries
    held = ((rows.c.actor, ids), (rows.c.country, countries))
    return or_(*((func.coalesce(c, "") if found else c).in_(sorted(values)) for c, values in held if values))


def resolve(name: str, connection: Connection) -> tuple[set[str], set[str]]:
    """Return (actor ids, country codes) that a person means by ``name``.

    Tried in this order: an id, a country code, a full name, part of a name (never three capitals: NOR is no
    part of North Korea), the words of a party that resolved to an actor. A state brings its code along, so
    that it stands for all who act for it.
    """
    wanted = name.strip().casefold()
    like_code = len(name.strip()) == 3 and name.strip().isupper()
    attempts = (
        actors.c.id == wanted,
        and_(actors.c.country == name.strip().upper(), actors.c.kind == "state"),
        func.lower(actors.c.name) == wanted,
        *(() if like_code else (func.lower(actors.c.name).contains(wanted, autoescape=True),)),
        actors.c.id.in_(select(parties.c.actor).where(func.lower(parties.c.name) == wanted)),
    )
    for attempt in attempts:
        hits = connection.execute(select(actors.c.id, actors.c.kind, actors.c.country).where(attempt)).all()
        if hits:
            return {h.id for h in hits}, {h.country for h in hits if h.kind == "state" and h.country}
    code = select(actors.c.country).where(actors.c.country == name.strip().upper()).limit(1)
    return set(), set(connection.execute(code).scalars())


NEWEST = 3_000
"""Rows that hold the words of a search and are ranked, the newest: more cannot be told apart by their words."""


def matching(table: Table, words: str, connection: Connection, filters: Filters) -> Any:
    """Return the search subquery over ``table``, or None when no word is left to search for."""
    dialect = connection.dialect.name
    query = dialects.search_words(dialect, words)
    if not query:
        return None
    most = 2**31 - 1 if filters.as_of or filters.publisher or filters.report else NEWEST
    found = dialects.search_query(dialect, table.name).bindparams(words=query, most=most)
    return found.columns(versions.c.number.label("number"), rank=_FLOAT).subquery("hits")


def excerpts(table: Table, words: str, numbers: list[int], connection: Connection) -> dict[int, str]:
    """Return the words around what was searched for, of rows of ``table`` that hold it."""
    dialect = connection.dialect.name
    told = {"words": dialects.search_words(dialect, words), "numbers": numbers}
    return {row.number: row.excerpt for row in connection.execute(dialects.excerpt_query(dialect, table.name), told)}


_FLOAT = events.c.confidence.type
