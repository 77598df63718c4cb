"""The tables of the record, as SQLAlchemy Core sees them (migrations make them; a test compares).

A report has versions, one of them current; findings hang on the version that they were read in. What
is filtered on is a column, the rest of a finding is its JSON object of the contract in ``payload``.
``number`` columns are keys inside one database: they never leave it. ``first`` and ``last`` are the
days an EDTF date covers; ``day`` is the first day of the finding's date, else of the report's.
Findings are rows as they stand after people's corrections; ``coded`` is the payload as the coder made it,
where that is another. ``rejected`` ones are kept and not shown, and have no ``parties``.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()


def _of_version() -> Column[int]:
    return Column("version", Integer, ForeignKey("versions.number", ondelete="CASCADE"), nullable=False)


reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text),
    Column("origin", Text),
    Index("reports_origin", "origin"),
)

versions = Table(
    "versions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("digest", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("agency", Text),
    Column("url", Text),
    Column("published", Text),
    Column("day", Text),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("payload", Text, nullable=False),
    UniqueConstraint("report", "version", name="versions_report_version"),
    Index("versions_key", "key"),
    Index("versions_day", "day"),
    Index("versions_publisher", "publisher"),
    Index("versions_current", "day", "number", sqlite_where=text("current = 1"), postgresql_where=text("current")),
    Index("versions_past", "number", sqlite_where=text("current = 0"), postgresql_where=text("NOT current")),
)
"""``key`` is the report id of this version's own bytes, which findings' ids are made from; it differs
from ``report`` when a file without an address was rewritten in place."""

actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("sector", Text),
    Column("known", Boolean, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Index("actors_country", "country"),
    Index("actors_events", "events", "statements"),
)
"""One row an actor over the record; the counts run over current versions."""

appearances = Table(
    "appearances",
    metadata,
    _of_version(),
    Column("position", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("payload", Text, nullable=False),
    UniqueConstraint("version", "position", name="appearances_version_position"),
    Index("appearances_actor", "actor", "basis"),
)
"""An actor of one reading. ``basis`` sorts appearances: the least one gives the ``actors`` row."""

roles = Table(
    "roles",
    metadata,
    _of_version(),
    Column("actor", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("of", Text),
    Column("country", Text),
    Column("begin", Text),
    Column("end", Text),
    Column("former", Boolean, nullable=False),
    Index("roles_actor", "actor", "title", "of", "country", "begin", "end", "former", "version"),
    Index("roles_version", "version"),
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _of_version(),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("date", Text),
    Column("first", Text),
    Column("last", Text),
    Column("day", Text),
    Column("historical", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("speaker", Text),
    Column("words", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("coded", Text),
    Column("rejected", Boolean, nullable=False),
    Index("statements_version", "version"),
    Index("statements_id", "id"),
    Index("statements_day", "day", "number"),
    Index("statements_tally", "kind", "rejected", "version"),
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _of_version(),
    Column("id", Text, nullable=False),
    Column("force", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("mode", Text),
    Column("plover", Text),
    Column("cameo", Text),
    Column("quad", Integer),
    Column("intensity", Float),
    Column("goldstein", Float),
    Column("negated", Boolean, nullable=False),
    Column("historical", Boolean, nullable=False),
    Column("date", Text),
    Column("due", Text),
    Column("first", Text),
    Column("last", Text),
    Column("day", Text),
    Column("place", Text),
    Column("place_country", Text),
    Column("conditional", Boolean, nullable=False),
    Column("statement", Text),
    Column("confidence", Float, nullable=False),
    Column("words", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("coded", Text),
    Column("rejected", Boolean, nullable=False),
    Index("events_version", "version"),
    Index("events_id", "id"),
    Index("events_day", "day", "number"),
    Index("events_act", "act", "force", "day"),
    Index("events_tally", "act", "force", "rejected", "version"),
    Index("events_doubtful", "confidence", "rejected", "version"),
    Index("events_place", "place", "place_country", "rejected", "version"),
)

parties = Table(
    "parties",
    metadata,
    _of_version(),
    Column("statement", Integer, ForeignKey("statements.number", ondelete="CASCADE")),
    Column("event", Integer, ForeignKey("events.number", ondelete="CASCADE")),
    Column("part", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("actor", Text),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("sector", Text),
    Index("parties_version", "version"),
    Index("parties_event", "event", "part", "actor", "country"),
    Index("parties_statement", "statement"),
    Index("parties_actor", "actor", "event", "statement", "part"),
    Index("parties_country", "country", "event", "statement", "part"),
)
"""Who takes part in a statement or an event; ``part`` is ``speaker``, ``addressee``, ``channel``,
``actor``, ``recipient`` or ``third``."""

stops = Table(
    "stops",
    metadata,
    _of_version(),
    Column("itinerary", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("actor", Text),
    Column("name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("country", Text),
    Column("date", Text),
    Column("first", Text),
    Column("last", Text),
    Column("planned", Boolean, nullable=False),
    UniqueConstraint("version", "itinerary", "position", name="stops_version_position"),
    Index("stops_actor", "actor"),
)

diagnostics = Table(
    "diagnostics",
    metadata,
    _of_version(),
    Column("position", Integer, nullable=False),
    Column("level", Text, nullable=False),
    Column("message", Text, nullable=False),
    UniqueConstraint("version", "position", name="diagnostics_version_position"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("target_kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("why", Text),
    Column("payload", Text, nullable=False),
    Column("report", Text),
    Index("corrections_target", "target_kind", "target"),
    Index("corrections_report", "report"),
)
"""A person's judgements on findings, append-only; ``report`` holds the words they stand on."""

unfolded = Table(
    "unfolded",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
)
"""Versions that the ledger has not taken in as they are now; written in the transaction that changed them."""

moves = Table(
    "moves",
    metadata,
    Column("version", Integer, nullable=False),
    Column("lane", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("event", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Index("moves_lane", "lane", "told", "report", "late", "start", "event"),
    Index("moves_version", "version"),
)
"""Events in the short form that the ledger folds, by lane and in the order of folding."""

overtures = Table(
    "overtures",
    metadata,
    Column("id", Text, primary_key=True),
    Column("lane", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("kind", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("other", Text),
    Column("outcome", Text, nullable=False),
    Column("opened", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Index("overtures_lane", "lane", "position"),
    Index("overtures_opened", "opened"),
    Index("overtures_told", "told", "id"),
    Index("overtures_tally", "kind", "outcome", "told"),
)
"""What the ledger folded; made from ``moves`` and nothing else, so that they can be made again."""

sides = Table(
    "sides",
    metadata,
    Column("name", Text, nullable=False),
    Column("overture", Text, nullable=False),
    Index("sides_name", "name", "overture"),
    Index("sides_overture", "overture", "name"),
)
"""Whom an overture is of: its two sides and the persons who are bound to it, by id or country code."""

changes = Table("changes", metadata, Column("number", Integer, nullable=False))
"""One row that counts what was changed in versions, so that what is remembered can be held against it."""

copies = Table(
    "copies",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Index("copies_source", "source"),
)
"""Of which independent source a version is: the id of the earliest report that it copies, or its own."""

bands = Table(
    "bands",
    metadata,
    Column("band", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("bands_band", "band"),
    Index("bands_version", "version"),
)
"""Keys under which near copies find each other."""

arrivals = Table(
    "arrivals",
    metadata,
    _of_version(),
    Column("arrived_at", Text, nullable=False),
    UniqueConstraint("version", name="arrivals_version"),
)
"""When a version came in, by the clock: the one thing of the record that is no function of its input,
kept apart and left out of dumps."""

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("failures", Integer, nullable=False),
    Column("next_try", Float, nullable=False),
)
"""What the watcher remembers of an address; it depends on the clock and is left out of dumps."""

untold = Table("untold", metadata, Column("report", Text, primary_key=True))
"""Reports that the watcher has begun to take in and whose changes are not told yet."""

alerts = Table(
    "alerts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("delivered", Boolean, nullable=False),
    Column("digested", Boolean, nullable=False),
    Column("payload", Text, nullable=False),
    Index("alerts_number", "number"),
)
"""All that was told, in order: the id makes each thing be told once."""

watches = Table(
    "watches",
    metadata,
    Column("name", Text, primary_key=True),
    Column("payload", Text, nullable=False),
)
"""Saved watches."""
