"""The record stays whole when a process is killed while it writes, and when two write at once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pourparler.store import Store
from tests.builders import numbered

ROOT = Path(__file__).parents[2]
REPORTS = 40


def start(record: str, first: int = 0, count: int = REPORTS) -> subprocess.Popen[str]:
    """Start a process that writes, and wait until the record is open."""
    command = [sys.executable, "-m", "tests.store.writing_process", record, str(first), str(count)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def dump(store: Store) -> list[str]:
    with store.view() as view:
        return list(view.dump())


@pytest.fixture(scope="module")
def undisturbed(fresh: Callable[[], str]) -> list[str]:
    with Store(fresh()) as store:
        with store.writer() as writer:
            for number in range(REPORTS):
                writer.write(numbered(number))
        return dump(store)


@pytest.mark.parametrize(("acknowledged", "later"), [(0, 0.0), (1, 0.0), (3, 0.003), (7, 0.007), (12, 0.012)])
def test_a_killed_process_leaves_the_record_whole(
    record: str, undisturbed: list[str], acknowledged: int, later: float
) -> None:
    process = start(record)
    go(process)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(acknowledged)]
    time.sleep(later)
    process.kill()
    said += process.stdout.readlines()
    process.wait()
    kept = {line.split()[0] for line in said if line.endswith("added\n")}
    assert len(kept) < REPORTS, "the process was killed too late to prove anything"

    with Store(record) as store:
        assert store.check() == []
        with store.view() as view:
            reports = {report.id for report in view.reports()}
            for number in range(len(reports)):
                one = numbered(number)
                assert view.reading(one.document.report.id) == one
        assert kept <= reports
        assert len(reports - kept) <= 1, "only the reading that was being written may be there unsaid"
        with store.writer() as writer:
            for number in range(REPORTS):
                writer.write(numbered(number))
        assert dump(store) == undisturbed
        assert store.check() == []


def test_a_process_killed_while_it_makes_the_record_leaves_one_that_opens(record: str) -> None:
    for delay in (0.25, 0.5, 0.75):
        command = [sys.executable, "-m", "tests.store.writing_process", record, "0", "1"]
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        time.sleep(delay)
        process.kill()
        process.wait()
    with Store(record) as store:
        assert store.check() == []
        assert dump(store) == []


def test_two_processes_write_at_once(record: str, undisturbed: list[str]) -> None:
    with Store(record):
        pass
    half = REPORTS // 2
    overlapping = [start(record, 0, half + 5), start(record, half - 5, half + 5)]
    for process in overlapping:
        go(process)
    outcomes = [process.communicate(timeout=120)[0].splitlines() for process in overlapping]
    assert [process.returncode for process in overlapping] == [0, 0]
    said = [line.split()[1] for lines in outcomes for line in lines]
    assert (said.count("added"), said.count("unchanged")) == (REPORTS, 10)
    with Store(record) as store:
        assert dump(store) == undisturbed
        assert store.check() == []


def test_two_processes_make_the_record_at_once(record: str) -> None:
    command = [sys.executable, "-m", "tests.store.writing_process", record]
    several = [
        subprocess.Popen([*command, str(n), "1"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for n in range(2)
    ]
    for process in several:
        process.communicate("go\n", timeout=120)
    assert [process.returncode for process in several] == [0, 0]
    with Store(record) as store, store.view() as view:
        assert view.count("reports") == 2
