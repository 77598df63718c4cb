"""Corrections are put on the rows themselves: the row as coded stays beside it, rejected rows stay hidden."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns; reports with corrections are told apart from what is read, so that reading puts them on."""
    for table in ("statements", "events"):
        op.add_column(table, sa.Column("coded", sa.Text(), nullable=True))
        op.add_column(table, sa.Column("rejected", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("corrections", sa.Column("report", sa.Text(), nullable=True))
    op.create_index("corrections_report", "corrections", ["report"], unique=False)
    connection = op.get_bind()
    for item, payload in connection.execute(sa.text("SELECT id, payload FROM corrections")).all():
        report = (json.loads(payload).get("anchor") or {}).get("report")
        values = {"id": item, "report": report}
        connection.execute(sa.text("UPDATE corrections SET report = :report WHERE id = :id"), values)
        connection.execute(sa.text("UPDATE versions SET digest = '' WHERE report = :report"), {"report": report})
