"""What the ledger has to take in (again): versions that are new, changed, or tell of who turned out a person."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select, update

from pourparler.store.schema import changes, parties, unfolded


def mark_unfolded(connection: Connection, versions: Iterable[int]) -> None:
    """Tell the ledger that versions are new to it, or others than they were."""
    wanted = set(versions)
    if wanted:
        if not connection.execute(update(changes).values(number=changes.c.number + 1)).rowcount:
            connection.execute(insert(changes).values(number=1))
        held = select(unfolded.c.version).where(unfolded.c.version.in_(sorted(wanted)))
        wanted -= set(connection.execute(held).scalars())
    if wanted:
        connection.execute(insert(unfolded), [{"version": number} for number in sorted(wanted)])


def mark_those_with(connection: Connection, actors: list[str]) -> None:
    """Mark all versions in which one of the ``actors`` takes part."""
    for start in range(0, len(actors), 500):
        query = select(parties.c.version).where(parties.c.actor.in_(actors[start : start + 500])).distinct()
        mark_unfolded(connection, connection.execute(query).scalars())
