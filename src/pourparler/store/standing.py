"""How far a record is: what caches and ETags hold their answers against."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from pourparler.store.schema import changes, corrections, unfolded, versions


@dataclass(frozen=True, slots=True)
class Standing:
    """``word`` is another one after anything was read, corrected or folded; ``newest`` the last version's number."""

    word: str
    newest: int
    corrections: int


def standing(connection: Connection) -> Standing:
    """Return how far the record is now."""
    query = select(
        select(func.coalesce(func.sum(changes.c.number), 0)).scalar_subquery(),
        select(func.max(versions.c.number)).scalar_subquery(),
        select(func.count()).select_from(corrections).scalar_subquery(),
        select(func.count()).select_from(unfolded).scalar_subquery(),
    )
    numbers = [n or 0 for n in connection.execute(query).one()]
    return Standing("-".join(map(str, numbers)), numbers[1], numbers[2])
