"""Same bytes in, same bytes out: whatever the order of a batch, the number of processes or what was read before."""

from __future__ import annotations

import json
import shutil

import pytest

from pourparler.store import Store
from tests.project.conftest import DEMO

FILES = sorted(DEMO.glob("*"))[:9]


def dump(record: str) -> list[str]:
    """Return all that a record holds, but for when it was put there."""
    with Store(record) as store, store.view() as view:
        return sorted(view.dump())


@pytest.fixture(scope="module")
def once(run, tmp_path_factory):
    """Return what reading ``FILES`` once prints, and the record it leaves."""
    record = str(tmp_path_factory.mktemp("once") / "record.sqlite")
    done = run("read", *FILES, "--record", record, "--format", "jsonl")
    return done.stdout.splitlines(), dump(record)


def test_two_processes_in_another_order(run, once, tmp_path):
    record = str(tmp_path / "record.sqlite")
    backwards = FILES[::-1]
    done = run("read", *backwards, "--record", record, "--format", "jsonl", "--processes", 2)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == once[0][::-1]
    assert dump(record) == once[1]


def test_one_by_one(run, once):
    printed = [run("read", file, "--no-keep", "--format", "jsonl").stdout.strip() for file in FILES[:3]]
    assert printed == once[0][:3]


def test_again_changes_nothing(run, once, tmp_path):
    record = str(tmp_path / "record.sqlite")
    for _ in range(2):
        done = run("read", *FILES, "--record", record, "--format", "summary")
    assert f"({len(FILES)} unchanged)" in done.stdout
    assert dump(record) == once[1]


def test_a_copy_under_another_name_is_the_same_report(run, tmp_path):
    file = next(f for f in FILES if f.suffix == ".txt")
    record = str(tmp_path / "record.sqlite")
    copy = tmp_path / "copy.txt"
    shutil.copy(file, copy)
    flags = ("--record", record, "--published", "2019-03-01", "--format", "summary")
    assert "1 added" in run("read", file, *flags).stdout
    assert "1 unchanged" in run("read", copy, *flags).stdout


def test_a_changed_report_is_a_new_version(run, tmp_path):
    record, page = str(tmp_path / "record.sqlite"), tmp_path / "report.txt"
    flags = ("--record", record, "--url", "https://example.org/talks", "--published", "2031-03-03")
    for force in ("rejected", "accepted"):
        page.write_text(f"Norway {force} on Monday an offer by Sweden to hold talks in Oslo on the strait.\n")
        done = run("read", page, *flags, "--format", "summary")
    assert "1 new version" in done.stdout
    found = json.loads(run("events", "--record", record, "--format", "json").stdout)
    assert {e["force"] for e in found} == {"accept"}
    with Store(record) as store, store.view() as view:
        assert view.count("reports") == 1
