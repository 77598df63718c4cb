"""A reading put together again from its rows, as it stands or as the coders made it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, func, select

from pourparler.records import Reading, contract
from pourparler.records.corrections import PERSON
from pourparler.store.rows import ONLY_CORRECTIONS
from pourparler.store.schema import appearances, events, statements


def reading_of(connection: Connection, version: Any, coded: bool = False) -> Reading:
    """Return the reading of a row of ``versions``; ``coded`` is without anything that people changed in it."""
    data = json.loads(version.payload)
    data["document"]["text"] = version.text
    named = select(appearances.c.payload).where(appearances.c.version == version.number)
    if coded:
        named = named.where(~appearances.c.basis.startswith(ONLY_CORRECTIONS))
    rows = connection.execute(named.order_by(appearances.c.position)).scalars()
    data["actors"] = [json.loads(payload) for payload in rows]
    for name, table in (("statements", statements), ("events", events)):
        payload = func.coalesce(table.c.coded, table.c.payload) if coded else table.c.payload
        query = select(payload).where(table.c.version == version.number).order_by(table.c.number)
        found = map(json.loads, connection.execute(query if coded else query.where(~table.c.rejected)).scalars())
        data[name] = [one for one in found if not (coded and one["coding"]["coder"] == PERSON)]
    return contract.from_dict(data)
