"""All that differs between SQLite and PostgreSQL: connections, locks and full-text search.

Search runs over two tables, ``versions`` (title, text) and ``statements`` (speaker, words). SQLite
keeps FTS5 indexes with the tables as their external content, so that triggers change row and index in
one transaction and a killed process cannot part them; PostgreSQL keeps generated ``tsvector`` columns.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import BindParameter, Connection, Engine, TextClause, bindparam, event, text
from sqlalchemy.exc import DBAPIError

SEARCHED = {"versions": ("title", "text"), "statements": ("speaker", "words")}
TERM = re.compile(r'"([^"]+)"|(\S+)')
UNSEARCHED = re.compile("[\0\ud800-\udfff]")
"""Characters that no database takes."""

LONGEST_QUERY = 2_000
MOST_TERMS = 100
"""What is more than anybody types would make SQLite's query parser run out of stack."""

LOCK = 7_402_118
"""The key of PostgreSQL's advisory lock that makes writers wait for each other."""


# -- connections ------------------------------------------------------------------------------------
def prepare(engine: Engine, read_only: bool = False) -> None:
    """Set up every connection of ``engine``: foreign keys, write-ahead log, explicit transactions."""
    if engine.dialect.name != "sqlite":
        return
    pragmas = ["busy_timeout = 60000", "foreign_keys = ON"]
    if not read_only:
        pragmas += ["journal_mode = WAL", "synchronous = NORMAL"]

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def lock(connection: Connection) -> None:
    """Make this transaction the one that writes; SQLite did so when it began."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


# -- full-text search -------------------------------------------------------------------------------
def create_search(connection: Connection) -> None:
    """Create the search indexes and what keeps them in step with their tables."""
    for table, columns in SEARCHED.items():
        statements = _fts5(table, columns) if connection.dialect.name == "sqlite" else _tsvector(table, columns)
        for statement in statements:
            connection.exec_driver_sql(statement)


def _fts5(table: str, columns: tuple[str, ...]) -> list[str]:
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{c}" for c in columns) for row in ("old", "new"))
    search = f"{table}_search"
    remove = f"INSERT INTO {search} ({search}, rowid, {names}) VALUES ('delete', old.number, {old});"
    insert = f"INSERT INTO {search} (rowid, {names}) VALUES (new.number, {new});"
    return [
        f"CREATE VIRTUAL TABLE {search} USING fts5({names}, content='{table}', content_rowid='number', "
        "tokenize='porter unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER {search}_insert AFTER INSERT ON {table} BEGIN {insert} END",
        f"CREATE TRIGGER {search}_delete AFTER DELETE ON {table} BEGIN {remove} END",
        f"CREATE TRIGGER {search}_update AFTER UPDATE OF {names} ON {table} BEGIN {remove} {insert} END",
    ]


def _tsvector(table: str, columns: tuple[str, ...]) -> list[str]:
    words = " || ' ' || ".join(f"left(coalesce({c}, ''), 300000)" for c in columns)
    return [
        f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('english', {words})) STORED",
        f"CREATE INDEX {table}_search ON {table} USING gin (search)",
    ]


def search_query(dialect: str, table: str) -> TextClause:
    """Return a query for ``number`` and ``rank`` (least is best) of the newest ``:most`` rows that match ``:words``."""
    if dialect == "sqlite":
        name = f"{table}_search"
        return text(
            f"SELECT rowid AS number, bm25({name}, 4.0, 1.0) AS rank FROM {name} "
            f"WHERE {name} MATCH :words ORDER BY rowid DESC LIMIT :most"
        )
    return text(
        f"SELECT number, -ts_rank_cd(search, query) AS rank FROM {table}, to_tsquery('english', :words) AS query "
        "WHERE search @@ query ORDER BY number DESC LIMIT :most"
    )


def excerpt_query(dialect: str, table: str) -> TextClause:
    """Return a query for ``number`` and ``excerpt`` of the rows ``:numbers``, which match ``:words``.

    Matched words of the excerpt stand between the characters U+0002 and U+0003.
    """
    numbers: BindParameter[int] = bindparam("numbers", expanding=True)
    if dialect == "sqlite":
        name = f"{table}_search"
        return text(
            f"SELECT rowid AS number, snippet({name}, 1, char(2), char(3), '…', 18) AS excerpt "
            f"FROM {name} WHERE {name} MATCH :words AND rowid IN :numbers"
        ).bindparams(numbers)
    body = SEARCHED[table][1]
    options = "StartSel=\x02, StopSel=\x03, MaxWords=18, MinWords=8, MaxFragments=1"
    return text(
        f"SELECT number, ts_headline('english', {body}, query, '{options}') AS excerpt "
        f"FROM {table}, to_tsquery('english', :words) AS query WHERE number IN :numbers"
    ).bindparams(numbers)


def search_words(dialect: str, words: str) -> str:
    """Return what a person typed in the dialect's query language; no character of it is an operator.

    Words must all occur; ``"in marks"`` is a phrase; ``nego*`` is a beginning.
    """
    quote, beginning, between = ('"', "*", " ") if dialect == "sqlite" else ("'", ":*", " & ")
    terms = []
    for phrase, word in TERM.findall(UNSEARCHED.sub(" ", words)[:LONGEST_QUERY]):
        plain = (phrase or word).replace('"', " ").strip("* ")
        if re.search(r"\w", plain):
            held = plain if dialect == "sqlite" else plain.replace("\\", " ").replace("'", "''")
            terms.append(f"{quote}{held}{quote}{beginning if word.endswith('*') else ''}")
    return between.join(terms[:MOST_TERMS])


def problems(connection: Connection, searches: bool = True) -> list[str]:
    """Return what is wrong with the database, an empty list when nothing is (SQLite's own checks).

    The check of the search indexes changes nothing, and yet takes the right to write.
    """
    if connection.dialect.name != "sqlite":
        return []
    checks = {"file": "PRAGMA integrity_check", "foreign key": "PRAGMA foreign_key_check"}
    for name in (f"{table}_search" for table in SEARCHED if searches):
        checks[f"index {name}"] = f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"
    found = []
    for what, check in checks.items():
        try:
            result = connection.exec_driver_sql(check)
            rows = result.all() if result.returns_rows else []
            found += [f"{what}: {' '.join(map(str, row))}" for row in rows if tuple(row) != ("ok",)]
        except DBAPIError as error:
            found.append(f"{what}: {error.orig}")
    return found
