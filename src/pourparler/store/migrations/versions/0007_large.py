"""Large records: indexes that answer whole questions, sides of overtures, a count of changes."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

STEP = 2000
"""Overtures that are held in memory at a time."""
WIDER = {
    "statements_day": ("statements", "day number"),
    "events_day": ("events", "day number"),
    "parties_event": ("parties", "event part actor country"),
    "parties_actor": ("parties", "actor event statement part"),
    "parties_country": ("parties", "country event statement part"),
    "roles_actor": ("roles", "actor title of country begin end former version"),
    "overtures_told": ("overtures", "told id"),
}
NEW = {
    "statements_tally": ("statements", "kind rejected version"),
    "events_tally": ("events", "act force rejected version"),
    "events_doubtful": ("events", "confidence rejected version"),
    "events_place": ("events", "place place_country rejected version"),
    "overtures_tally": ("overtures", "kind outcome told"),
    "sides_name": ("sides", "name overture"),
    "sides_overture": ("sides", "overture name"),
}


def upgrade() -> None:
    """Make the tables and fill them, then the indexes."""
    op.create_table("changes", sa.Column("number", sa.Integer(), nullable=False))
    op.execute("INSERT INTO changes (number) VALUES (0)")
    op.create_table(
        "sides", sa.Column("name", sa.Text(), nullable=False), sa.Column("overture", sa.Text(), nullable=False)
    )
    _fill(op.get_bind())
    for name, (table, _) in WIDER.items():
        op.drop_index(name, table_name=table)
    for name, (table, columns) in {**WIDER, **NEW}.items():
        op.create_index(name, table, columns.split())
    for name, columns, one, other in (
        ("versions_current", "day number", "current = 1", "current"),
        ("versions_past", "number", "current = 0", "NOT current"),
    ):
        where = {"sqlite_where": sa.text(one), "postgresql_where": sa.text(other)}
        op.create_index(name, "versions", columns.split(), **where)  # type: ignore[arg-type]


def _fill(connection: sa.Connection) -> None:
    overtures = sa.table("overtures", sa.column("id"), sa.column("payload"))
    sides, last = sa.table("sides", sa.column("name"), sa.column("overture")), ""
    query = sa.select(overtures.c.id, overtures.c.payload).order_by(overtures.c.id).limit(STEP)
    while rows := connection.execute(query.where(overtures.c.id > last)).all():
        found = [{"name": name, "overture": item} for item, payload in rows for name in _names(json.loads(payload))]
        if found:
            connection.execute(sa.insert(sides), found)
        last = rows[-1].id


def _names(data: dict) -> list[str]:
    held = {data["side"], data["other"], *data["persons"], *data["other_persons"]}
    return sorted(name for name in held if name)
