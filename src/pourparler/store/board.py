"""The board of overtures: chosen, counted and paged by the database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from pourparler.records.overtures import Overture, overture_from
from pourparler.store.lists import cursor_of, key_of
from pourparler.store.schema import overtures, sides

FACETS = ("kind", "outcome")
OFTEN = 3_000
"""Overtures of a side from which on it takes part often."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which overtures: empty conditions always hold. ``sides`` are sets of ids and country codes, each
    of which must have a part; ``told_since`` is the day after which a report told it again."""

    sides: tuple[frozenset[str], ...] = ()
    kinds: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    opened_since: str | None = None
    opened_until: str | None = None
    told_since: str | None = None
    with_due: bool = False
    words: str | None = None

    def holds(self, overture: Overture) -> bool:
        """Return whether an overture is wanted (the same as the conditions that the database gets)."""
        parties = {overture.side, overture.other, *overture.persons, *overture.other_persons}
        return (
            all(side & parties for side in self.sides)
            and (not self.kinds or overture.kind in self.kinds)
            and (not self.outcomes or overture.outcome in self.outcomes)
            and (not self.opened_since or overture.opened >= self.opened_since)
            and (not self.opened_until or overture.opened <= self.opened_until)
            and (not self.told_since or overture.last_told >= self.told_since)
            and (not self.with_due or overture.due is not None)
            and all(w in _text_of(overture) for w in (self.words or "").casefold().split())
        )


def _text_of(overture: Overture) -> str:
    told = (overture.about, *overture.conditions, *(e.words for e in overture.evidence))
    return "\n".join(told).casefold()


def page(wanted: Wanted, but: Iterable[str], connection: Connection, after: str | None, limit: int) -> list[Overture]:
    """Return wanted overtures after a cursor, those told last first, without those of the ids ``but``."""
    query = select(overtures.c.payload).where(*_conditions(wanted, but, connection))
    if after is not None:
        told, item = key_of(after, 2)
        query = query.where(or_(overtures.c.told < told, and_(overtures.c.told == told, overtures.c.id > item)))
    query = query.order_by(overtures.c.told.desc(), overtures.c.id).limit(limit)
    return [overture_from(json.loads(p)) for p in connection.execute(query).scalars()]


def counts(wanted: Wanted, but: Iterable[str], connection: Connection) -> dict[tuple[str, str], int]:
    """Return how many wanted overtures there are of each kind and outcome."""
    columns = [overtures.c[name] for name in FACETS]
    query = select(*columns, func.count()).where(*_conditions(wanted, but, None)).group_by(*columns)
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def of_ids(ids: Iterable[str], connection: Connection) -> list[Overture]:
    """Return the overtures with these ids, in the order of the ledger."""
    query = select(overtures.c.payload).where(overtures.c.id.in_(sorted(set(ids))))
    query = query.order_by(overtures.c.opened, overtures.c.lane, overtures.c.position)
    return [overture_from(json.loads(p)) for p in connection.execute(query).scalars()]


def cursor_after(overture: Overture) -> str:
    """Return the cursor of what comes after an overture."""
    return cursor_of(overture.last_told, overture.id)


def place_of(overture: Overture) -> tuple[int, str]:
    """Return the sort key of the board: the one told last first, then the id."""
    return -int(overture.last_told.replace("-", "")[:8] or 0), overture.id


def _conditions(wanted: Wanted, but: Iterable[str], connection: Connection | None) -> list[ColumnElement[bool]]:
    found = _taking_part(wanted.sides, connection)
    columns: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (overtures.c.kind, wanted.kinds),
        (overtures.c.outcome, wanted.outcomes),
    )
    found += [column.in_(values) for column, values in columns if values]
    if wanted.opened_since:
        found.append(overtures.c.opened >= wanted.opened_since)
    if wanted.opened_until:
        found.append(overtures.c.opened <= wanted.opened_until)
    if wanted.told_since:
        found.append(overtures.c.told >= wanted.told_since)
    if wanted.with_due:
        found.append(overtures.c.payload.contains('"due": "', autoescape=True))
    found += [
        func.lower(overtures.c.payload).contains(json.dumps(w, ensure_ascii=False)[1:-1], autoescape=True)
        for w in (wanted.words or "").casefold().split()
    ]
    left_out = sorted(set(but))
    return [*found, overtures.c.id.not_in(left_out)] if left_out else found


def _taking_part(named: tuple[frozenset[str], ...], connection: Connection | None) -> list[ColumnElement[bool]]:
    """Return the conditions on sides: each is one of the two, or one of the people who are bound to them.

    With a ``connection`` a side that takes part often is looked up overture by overture, which is the sooner way to
    the first page.
    """
    found: list[ColumnElement[bool]] = []
    for side in named:
        names = sorted(side)
        mine = select(sides.c.overture).where(sides.c.name.in_(names))
        if connection is not None and len(named) == 1 and len(connection.execute(mine.limit(OFTEN)).all()) == OFTEN:
            found.append(
                exists(select(sides.c.name).where(sides.c.overture == overtures.c.id, sides.c.name.in_(names)))
            )
        else:
            found.append(overtures.c.id.in_(mine))
    return found
