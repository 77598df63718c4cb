"""Opening a record: an empty one is made by migrations; what cannot be opened says why."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from pourparler.errors import NotFoundError, RecordError
from pourparler.store import Filters, Store
from pourparler.store.schema import metadata
from tests.builders import numbered, reading


def test_migrations_make_the_tables_that_the_code_sees(record: str) -> None:
    with Store(record) as store, store.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    ours = [d for d in differences if "search" not in str(d) and "_newest" not in str(d)]  # of one database alone
    assert ours == []


LARGE = ("versions_current", "versions_past", "statements_tally", "events_tally", "events_doubtful", "events_place",
         "overtures_tally", "events_newest", "statements_newest", "versions_newest")  # fmt: skip
ADDED = ("events.coded", "events.rejected", "statements.coded", "statements.rejected")


def test_a_record_of_an_older_version_is_brought_up(record: str) -> None:
    with Store(record) as store, store.writer() as writer:
        writer.write(reading(publisher=None, agency="Harbour Wire"))
    with Store(record) as store, store.engine.begin() as connection:
        for index in ("corrections_report", *LARGE):
            connection.execute(text(f"DROP INDEX IF EXISTS {index}"))
        for table in ("changes", "sides"):
            connection.execute(text(f"DROP TABLE {table}"))
        for column in ("versions.agency", "corrections.report", *ADDED):
            table, _, name = column.partition(".")
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {name}"))
        for table in ("sessions", "tokens", "accounts", "audit"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    with Store(record) as store, store.view() as view:
        assert [r.agency for r in view.reports()] == ["Harbour Wire"]
        assert view.count("reports", Filters(publisher="harbour")) == 1
        assert view.events()


def test_opening_again_changes_nothing(record: str) -> None:
    with Store(record) as store, store.writer() as writer:
        writer.write(reading())
    with Store(record) as store, store.view() as view:
        assert view.count("reports") == 1


def test_no_record_where_one_is_asked(record: str) -> None:
    with pytest.raises(NotFoundError, match="no record"):
        Store(record, create=False)


def test_a_record_of_a_newer_version(record: str) -> None:
    with Store(record) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordError, match="newer version of pourparler"):
        Store(record)


def test_somebody_elses_tables_are_left_alone(record: str) -> None:
    with Store(record) as store, store.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(RecordError, match="not pourparler's"):
        Store(record)


# -- files ------------------------------------------------------------------------------------------
def test_a_record_in_a_folder_that_does_not_exist_yet(tmp_path: Path) -> None:
    with Store(tmp_path / "a" / "b" / "record.sqlite") as store:
        assert store.check() == []


def test_odd_file_names(tmp_path: Path) -> None:
    for name in ("with space.sqlite", "100%.sqlite", "a?b#c.sqlite", "реестр.sqlite", "noending"):
        with Store(tmp_path / name) as store, store.writer() as writer:
            writer.write(reading())
        assert (tmp_path / name).exists()


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="it is a folder"):
        Store(tmp_path)


def test_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RecordError, match="cannot make the record"):
        Store(tmp_path / "file" / "record.sqlite")


@pytest.mark.parametrize("data", [b"this is a note, no database\n" * 50, b"\x00" * 4096, os.urandom(9000)])
def test_a_file_that_is_no_database(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "notes.sqlite"
    path.write_bytes(data)
    with pytest.raises(RecordError, match=r"notes\.sqlite"):
        Store(path)
    assert path.read_bytes() == data


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    path.touch()
    with Store(path) as store:
        assert store.check() == []


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(RecordError, match="not pourparler's"):
        Store(path)


def filled(path: Path, count: int = 30) -> None:
    with Store(path) as store, store.writer() as writer:
        for number in range(count):
            writer.write(numbered(number))


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    filled(path)
    data = bytearray(path.read_bytes())
    middle = len(data) * 3 // 4 // 4096 * 4096
    data[middle:] = b"\xff" * (len(data) - middle)
    path.write_bytes(data)
    with Store(path) as store:
        assert "malformed" in str(store.check()) or "page" in str(store.check())
        with pytest.raises(RecordError, match=r"record\.sqlite failed"), store.view() as view:
            list(view.dump())


def test_a_truncated_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    filled(path)
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(RecordError, match=r"record\.sqlite"), Store(path) as store, store.view() as view:
        list(view.dump())


# -- rights (root may do everything, so for root the process goes on as another user) ---------------
READ = """
with Store(RECORD, create=False) as store, store.view() as view:
    print(view.count("reports"), len(view.search("blockade")))
"""
WRITE = """
with Store(RECORD) as store, store.writer() as writer:
    writer.write(numbered(99))
"""
AS_ANOTHER = """
import os, pwd, tempfile
from pourparler.store import Store
from tests.builders import numbered
with tempfile.TemporaryDirectory() as folder, Store(folder + "/loads-what-root-alone-may-import") as store:
    with store.writer() as writer:
        writer.write(numbered(1))
    with store.view() as view:
        view.search("blockade")
if os.geteuid() == 0:
    os.setuid(pwd.getpwnam("nobody").pw_uid)
"""


def as_another(code: str, path: Path) -> str:
    """Run ``code`` as a user who is not root; return what it prints, or the last line of its error."""
    command = [sys.executable, "-c", AS_ANOTHER + code.replace("RECORD", repr(str(path)))]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = subprocess.run(command, capture_output=True, text=True, env=environ, check=False)
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


@pytest.fixture
def shared() -> Iterator[Path]:
    """A record in a folder that others may read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        filled(folder / "record.sqlite", 3)
        (folder / "record.sqlite").chmod(0o644)
        yield folder / "record.sqlite"
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise")
def test_a_record_that_may_only_be_read(shared: Path) -> None:
    shared.chmod(0o444)
    shared.parent.chmod(0o555)
    assert as_another(READ, shared) == "3 6"
    said = as_another(WRITE, shared)
    assert "RecordError" in said
    assert "may only be read" in said
    assert str(shared) in said


@pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise")
def test_a_folder_that_may_not_be_written(shared: Path) -> None:
    shared.parent.chmod(0o555)
    said = as_another(WRITE, shared.parent / "new.sqlite")
    assert "RecordError" in said
    assert "new.sqlite" in said


@pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise")
def test_a_record_that_may_not_be_read(shared: Path) -> None:
    shared.chmod(0o000)
    said = as_another(READ, shared)
    assert "RecordError" in said
    assert "record.sqlite" in said
