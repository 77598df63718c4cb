"""Corrections in the record: added, read, never changed."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, insert, select

from pourparler.records import contract
from pourparler.records.corrections import Correction
from pourparler.store.schema import corrections


def add_correction(connection: Connection, made: Correction) -> bool:
    """Write a correction; return False when the record holds it already."""
    if connection.execute(select(corrections.c.id).where(corrections.c.id == made.id)).scalar() is not None:
        return False
    names = ("id", "target_kind", "target", "action", "who", "made_at", "why")
    row = {name: getattr(made, name) for name in names}
    report = made.anchor[0] if made.anchor else None
    connection.execute(insert(corrections).values(**row, report=report, payload=contract.dumps(dict(made.payload))))
    return True


def corrections_of(connection: Connection, target: str | None = None) -> list[Correction]:
    """Return the corrections (of one target), in the order they were made."""
    query = select(corrections).order_by(corrections.c.made_at, corrections.c.id)
    return _made(connection, query if target is None else query.where(corrections.c.target == target))


def corrections_in(connection: Connection, report: str) -> list[Correction]:
    """Return the corrections of what was found in a report, in the order they were made."""
    query = select(corrections).where(corrections.c.report == report, corrections.c.target_kind != "overture")
    return _made(connection, query.order_by(corrections.c.made_at, corrections.c.id))


def _made(connection: Connection, query: Any) -> list[Correction]:
    return [
        Correction(r.target_kind, r.target, r.action, r.who, r.made_at, r.why, json.loads(r.payload))
        for r in connection.execute(query)
    ]
