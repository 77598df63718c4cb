"""Actors over the whole record: how often each occurs, and its name, kind and country.

Every statement is made once and run for all actors of a reading together: a report of a page names two dozen,
and a round trip for each would take longer than coding it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from pourparler.store.schema import actors, appearances, parties
from pourparler.store.unfolding import mark_those_with

COUNTED = ("reports", "statements", "events")
FACTS = ("name", "kind", "country", "sector", "known")
MOST = 500
"""Actors that one statement names: databases limit how many values a statement may have."""

_HELD = select(actors.c.id).where(actors.c.id.in_(bindparam("ids", expanding=True)))
_SEEN = select(appearances.c.actor).where(appearances.c.version == bindparam("version")).distinct()
_SHARES = {
    name: select(parties.c.actor, func.count(column.distinct()))
    .where(parties.c.version == bindparam("version"), parties.c.actor.is_not(None), column.is_not(None))
    .group_by(parties.c.actor)
    for name, column in (("statements", parties.c.statement), ("events", parties.c.event))
}
_ADD = (
    update(actors)
    .where(actors.c.id == bindparam("actor"))
    .values({name: actors.c[name] + bindparam(f"more_{name}") for name in COUNTED})
)
_FIRST = (
    select(appearances.c.payload)
    .where(appearances.c.actor == actors.c.id)
    .order_by(appearances.c.basis, appearances.c.version, appearances.c.position)
    .limit(1)
    .scalar_subquery()
)
_DESCRIBED = select(actors.c.id, *(actors.c[name] for name in FACTS), _FIRST.label("first")).where(
    actors.c.id.in_(bindparam("ids", expanding=True))
)
_SET = (
    update(actors).where(actors.c.id == bindparam("actor")).values({name: bindparam(f"new_{name}") for name in FACTS})
)


def count(connection: Connection, version: int, sign: int) -> None:
    """Add (or take away) one version's share of the actors' counts."""
    shares: dict[str, Counter[str]] = {}
    for actor in connection.execute(_SEEN, {"version": version}).scalars():
        shares[actor] = Counter(reports=sign)
    for name, query in _SHARES.items():
        for actor, number in connection.execute(query, {"version": version}):
            shares.setdefault(actor, Counter())[name] = sign * number
    _ensure(connection, shares)
    changes = [
        {"actor": actor, **{f"more_{name}": share[name] for name in COUNTED}} for actor, share in sorted(shares.items())
    ]
    if changes:
        connection.execute(_ADD, changes)


def describe(connection: Connection, touched: set[str]) -> None:
    """Set name, kind and country of actors from their first appearance; forget those that have none.

    Overtures are bound to persons: where somebody turns out to be one, or none, the ledger takes in again
    what it has of them.
    """
    _ensure(connection, touched)
    changes: list[dict[str, Any]] = []
    gone: list[str] = []
    others: list[str] = []
    for ids in _portions(touched):
        for row in connection.execute(_DESCRIBED, {"ids": ids}):
            data = json.loads(row.first) if row.first else {}
            if (row.kind == "person") != (data.get("kind") == "person"):
                others.append(row.id)
            if not data:
                gone.append(row.id)
                continue
            if any(getattr(row, name) != data[name] for name in FACTS):
                changes.append({"actor": row.id, **{f"new_{name}": data[name] for name in FACTS}})
    if changes:
        connection.execute(_SET, sorted(changes, key=lambda change: change["actor"]))
    for portion in _portions(gone):
        connection.execute(delete(actors).where(actors.c.id.in_(portion)))
    mark_those_with(connection, sorted(others))


def _ensure(connection: Connection, wanted: Iterable[str]) -> None:
    """Add a row for every actor that has none."""
    for ids in _portions(wanted):
        held = set(connection.execute(_HELD, {"ids": ids}).scalars())
        empty = {"kind": "group", "known": False, **dict.fromkeys(COUNTED, 0)}
        missing = [{"id": actor, "name": actor, **empty} for actor in ids if actor not in held]
        if missing:
            connection.execute(insert(actors), missing)


def _portions(ids: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    return (ordered[at : at + MOST] for at in range(0, len(ordered), MOST))
