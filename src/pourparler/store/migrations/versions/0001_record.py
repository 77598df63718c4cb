"""The record: reports and versions, actors, statements, events, journeys, corrections, search."""

import sqlalchemy as sa
from alembic import op

from pourparler.store import dialects

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables and their search indexes."""
    op.create_table(
        "actors",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("actors_country", "actors", ["country"], unique=False)
    op.create_index("actors_events", "actors", ["events", "statements"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("target_kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("corrections_target", "corrections", ["target_kind", "target"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("reports_origin", "reports", ["origin"], unique=False)
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("report", "version", name="versions_report_version"),
    )
    op.create_index("versions_day", "versions", ["day"], unique=False)
    op.create_index("versions_key", "versions", ["key"], unique=False)
    op.create_index("versions_publisher", "versions", ["publisher"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], ondelete="CASCADE"),
        sa.UniqueConstraint("version", "position", name="appearances_version_position"),
    )
    op.create_index("appearances_actor", "appearances", ["actor", "basis"], unique=False)
    op.create_table(
        "arrivals",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], ondelete="CASCADE"),
        sa.UniqueConstraint("version", name="arrivals_version"),
    )
    op.create_table(
        "diagnostics",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], ondelete="CASCADE"),
        sa.UniqueConstraint("version", "position", name="diagnostics_version_position"),
    )
    op.create_table(
        "events",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("force", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("plover", sa.Text(), nullable=True),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("quad", sa.Integer(), nullable=True),
        sa.Column("intensity", sa.Float(), nullable=True),
        sa.Column("goldstein", sa.Float(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("historical", sa.Boolean(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("first", sa.Text(), nullable=True),
        sa.Column("last", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_country", sa.Text(), nullable=True),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("events_act", "events", ["act", "force", "day"], unique=False)
    op.create_index("events_day", "events", ["day"], unique=False)
    op.create_index("events_id", "events", ["id"], unique=False)
    op.create_index("events_version", "events", ["version"], unique=False)
    op.create_table(
        "roles",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("begin", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("former", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], ondelete="CASCADE"),
    )
    op.create_index("roles_actor", "roles", ["actor"], unique=False)
    op.create_index("roles_version", "roles", ["version"], unique=False)
    op.create_table(
        "statements",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("first", sa.Text(), nullable=True),
        sa.Column("last", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("historical", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("statements_day", "statements", ["day"], unique=False)
    op.create_index("statements_id", "statements", ["id"], unique=False)
    op.create_index("statements_version", "statements", ["version"], unique=False)
    op.create_table(
        "stops",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("itinerary", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("first", sa.Text(), nullable=True),
        sa.Column("last", sa.Text(), nullable=True),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], ondelete="CASCADE"),
        sa.UniqueConstraint("version", "itinerary", "position", name="stops_version_position"),
    )
    op.create_index("stops_actor", "stops", ["actor"], unique=False)
    op.create_table(
        "parties",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=True),
        sa.Column("event", sa.Integer(), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.number"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], ondelete="CASCADE"),
    )
    op.create_index("parties_actor", "parties", ["actor"], unique=False)
    op.create_index("parties_country", "parties", ["country"], unique=False)
    op.create_index("parties_event", "parties", ["event"], unique=False)
    op.create_index("parties_statement", "parties", ["statement"], unique=False)
    op.create_index("parties_version", "parties", ["version"], unique=False)
    dialects.create_search(op.get_bind())
