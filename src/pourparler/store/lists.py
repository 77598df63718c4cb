"""Lists a page at a time, however long they are: each page says after which row the next one starts.

A cursor holds the sort key of the last row, so that a list goes on where it stopped while rows come in;
what was read meanwhile stands at the top and is seen on the next visit.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from pourparler.errors import SettingsError
from pourparler.records import Report, contract
from pourparler.records.kept import Kept
from pourparler.store import conditions
from pourparler.store.filters import Filters
from pourparler.store.schema import events, statements, versions

T = TypeVar("T")
Listed = Literal["events", "statements", "reports"]
TABLES = {"events": events, "statements": statements}
DECODE: dict[str, Any] = {"events": contract.event_from, "statements": contract.statement_from}
FACETS = {"events": ("act", "force"), "statements": ("kind",)}


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list; ``next`` is the cursor of the page after it, None on the last one."""

    items: tuple[T, ...]
    next: str | None = None


def cursor_of(*key: str | int | None) -> str:
    """Return a sort key as a word that fits into an address."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def key_of(cursor: str, length: int) -> list[Any]:
    """Return the sort key of a cursor. Raises ``SettingsError`` for what is none."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        # Real keys are a day, an id, a row's number: nothing else may reach the database.
        fits = isinstance(key, list) and len(key) == length and all(_is_part(part) for part in key)
    except (ValueError, binascii.Error, RecursionError):
        fits = False
    if not fits:
        raise SettingsError(f"{cursor[:40]!r} is no cursor of this list")
    return list(key)


def _is_part(part: Any) -> bool:
    if isinstance(part, bool):
        return False
    if isinstance(part, int):
        return abs(part) < 2**31
    return part is None or (isinstance(part, str) and "\0" not in part and part.isprintable())


def page(what: Listed, filters: Filters, connection: Connection, after: str | None, limit: int) -> Page[Any]:
    """Return the rows after a cursor, the newest (or oldest) first, ``limit`` at most."""
    if what == "reports":
        return _reports(filters, connection, after, limit)
    table = TABLES[what]
    query = select(table.c.payload, table.c.day, table.c.number, *conditions.REPORT_COLUMNS)
    query = query.select_from(table.join(versions, versions.c.number == table.c.version))
    query = query.where(*conditions.of_findings(table, filters, connection))
    rows = _rows(query, table.c.day, table.c.number, filters.order, connection, after, limit)
    items = tuple(
        Kept(conditions.report_of(r), DECODE[what](json.loads(r.payload)), r.day, bool(r.report_current))
        for r in rows[:limit]
    )
    return Page(items, cursor_of(rows[limit - 1].day, rows[limit - 1].number) if len(rows) > limit else None)


def _reports(filters: Filters, connection: Connection, after: str | None, limit: int) -> Page[Report]:
    query = select(versions.c.day, versions.c.number, *conditions.REPORT_COLUMNS)
    query = query.where(*conditions.of_reports(filters, connection))
    rows = _rows(query, versions.c.day, versions.c.number, filters.order, connection, after, limit)
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(tuple(map(conditions.report_of, rows[:limit])), cursor_of(last.day, last.number) if last else None)


def _rows(
    query: Any, day: Any, number: Any, order: str, connection: Connection, after: str | None, limit: int
) -> list[Any]:
    """Run a query from a cursor on, one row more than asked for: by day, then as the text has it; no day is last."""
    if after is not None:
        query = query.where(_beyond(day, number, order, *key_of(after, 2)))
    newest = order == "newest"
    query = query.order_by((day.desc() if newest else day).nulls_last(), number)
    return list(connection.execute(query.limit(limit + 1)))


def _beyond(day: Any, number: Any, order: str, last_day: str | None, last: int) -> ColumnElement[bool]:
    later = number > last
    if last_day is None:
        return and_(day.is_(None), later)
    further = day < last_day if order == "newest" else day > last_day
    return or_(further, and_(day == last_day, later), day.is_(None))


# -- counts ----------------------------------------------------------------------------------------
def facets(
    what: Literal["events", "statements"], filters: Filters, connection: Connection
) -> dict[str, dict[str, int]]:
    """Return for each facet its values with how many rows have them, those with most first."""
    table = TABLES[what]
    joined, where = conditions.to_add_up(table, filters, connection)
    columns = [table.c[name] for name in FACETS[what]]
    query = select(*columns, func.count()).select_from(joined).where(*where).group_by(*columns)
    found: dict[str, Counter[str]] = {name: Counter() for name in FACETS[what]}
    for *values, number in connection.execute(query):
        for name, value in zip(FACETS[what], values, strict=True):
            if value is not None:
                found[name][value] += number
    return {name: dict(sorted(counted.items(), key=lambda c: (-c[1], c[0]))) for name, counted in found.items()}
