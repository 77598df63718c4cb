"""Agencies: a report whose outlet is known by its agency alone ("(Harbour Wire) -") is cited by it."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

STEP = 1000
"""Versions that are held in memory at a time."""


def upgrade() -> None:
    """Add the column and fill it from what was read."""
    op.add_column("versions", sa.Column("agency", sa.Text(), nullable=True))
    versions = sa.table("versions", sa.column("number"), sa.column("agency"), sa.column("payload"))
    connection, last = op.get_bind(), -1
    while rows := connection.execute(
        sa.select(versions.c.number, versions.c.payload)
        .where(versions.c.number > last)
        .order_by(versions.c.number)
        .limit(STEP)
    ).all():
        for number, payload in rows:
            agency = json.loads(payload).get("report", {}).get("agency")
            if agency:
                connection.execute(sa.update(versions).where(versions.c.number == number).values(agency=agency))
        last = rows[-1].number
