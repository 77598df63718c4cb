"""PostgreSQL: the newest rows first, those without a day last; SQLite walks its other indexes backwards."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the indexes."""
    if op.get_bind().dialect.name == "postgresql":
        for table in ("events", "statements", "versions"):
            op.execute(f"CREATE INDEX {table}_newest ON {table} (day DESC NULLS LAST, number)")
