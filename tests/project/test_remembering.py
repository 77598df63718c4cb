"""What is remembered of a large record, and for how long; small records are always looked at anew."""

from __future__ import annotations

import threading
import time

import pytest

from pourparler.project import remembering
from pourparler.project.remembering import LARGE, Follower, Memory
from pourparler.store.standing import Standing


class Record:
    """A record that counts how often it was asked, each time for ``seconds``."""

    def __init__(self, newest: int, seconds: float = 0.0) -> None:
        self.standing = Standing("1", newest, 0)
        self.seconds = seconds
        self.asked = 0

    def changed(self, corrections: int = 0) -> None:
        now = self.standing
        self.standing = Standing(now.word + "+", now.newest + 1, corrections)

    def make(self) -> int:
        time.sleep(self.seconds)
        self.asked += 1
        return self.asked

    def get(self, memory: Memory) -> int:
        return memory.get("key", lambda: self.standing, self.make)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "SLOW", 0.005)
    monkeypatch.setattr(remembering, "REST", 0)


def test_the_same_record_gives_the_same_answer() -> None:
    memory, record = Memory(), Record(5)
    assert [record.get(memory), record.get(memory)] == [1, 1]


def test_a_small_record_is_asked_again_after_every_change(slow: None) -> None:
    memory, record = Memory(), Record(5, 0.01)
    record.get(memory)
    record.changed()
    assert record.get(memory) == 2


def test_a_quick_answer_of_a_large_record_too() -> None:
    memory, record = Memory(), Record(LARGE)
    record.get(memory)
    record.changed()
    assert record.get(memory) == 2


def test_a_slow_answer_of_a_large_record_is_made_again_in_the_background(slow: None) -> None:
    memory, record = Memory(), Record(LARGE, 0.01)
    record.get(memory)
    record.changed()
    assert record.get(memory) == 1
    until = time.monotonic() + 5
    while record.get(memory) == 1 and time.monotonic() < until:
        time.sleep(0.01)
    assert record.get(memory) == 2


def test_a_correction_shows_at_once(slow: None) -> None:
    memory, record = Memory(), Record(LARGE, 0.01)
    record.get(memory)
    record.changed(corrections=1)
    assert record.get(memory) == 2


def test_an_old_answer_is_not_given(slow: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "OLD", 0.0)
    memory, record = Memory(), Record(LARGE, 0.01)
    record.get(memory)
    record.changed()
    assert record.get(memory) == 2


def test_many_who_ask_at_once_wait_for_one_answer() -> None:
    memory, record = Memory(), Record(5, 0.05)
    threads = [threading.Thread(target=record.get, args=(memory,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert record.asked == 1


def test_a_failure_is_told_and_not_remembered() -> None:
    memory = Memory()
    standing = Standing("1", 1, 0)
    with pytest.raises(ZeroDivisionError):
        memory.get("key", lambda: standing, lambda: 1 // 0)
    assert memory.get("key", lambda: standing, lambda: 7) == 7


def test_the_ledger_of_a_small_record_is_settled_at_once() -> None:
    settled: list[int] = []
    Follower().follow(Standing("1", 5, 0), lambda: settled.append(1))
    assert settled == [1]


def test_the_ledger_of_a_large_record_is_settled_soon_and_after_a_correction_at_once() -> None:
    follower, began, may_end = Follower(), threading.Event(), threading.Event()

    def settle() -> None:
        began.set()
        may_end.wait(5)

    follower.follow(Standing("1", LARGE, 0), lambda: None)
    follower.follow(Standing("2", LARGE + 1, 0), settle)
    assert began.wait(5)
    settled: list[int] = []
    follower.follow(Standing("3", LARGE + 1, 1), lambda: settled.append(1))
    assert settled == [1]
    may_end.set()
