"""Answers that take long, remembered: counts, networks and maps over a whole large record.

In a small record every answer is made anew. In one of ``LARGE`` reports and more, an answer that took longer than
``SLOW`` may be up to ``OLD`` seconds behind the reports that are being read in, and is made again in the background;
nobody waits for it but the first who asks. A person's correction shows at once in every answer.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from pourparler.store.standing import Standing

T = TypeVar("T")
LARGE = 10_000
"""Versions of reports from which on a record is large."""
SLOW = 0.03
"""Seconds that an answer of a large record must have taken to be remembered past the next report."""
OLD = 600.0
"""Seconds after which an answer is not given any more without having been made again."""
REST = 12
"""An answer that took a second is made again every so many seconds at most."""
MOST = 500
"""Answers that are remembered; the one asked for longest ago is forgotten first."""


@dataclass(slots=True)
class _Held:
    value: Any
    state: Standing
    took: float
    made_at: float
    renewed: bool = False


class Memory:
    """What was asked, with the answers; safe for many threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, _Held] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, state: Callable[[], Standing], make: Callable[[], T]) -> T:
        """Return the answer to ``key``: a remembered one where that may be, else what ``make`` returns."""
        now = state()
        held = self._find(key, now)
        if held is None:
            with self._lock:
                lock = self._making.setdefault(key, threading.Lock())
            with lock:  # who comes second finds what the first one made
                held = self._find(key, state()) or self._make(key, state, make)
        elif held.state != now and not held.renewed and time.monotonic() - held.made_at > REST * held.took:
            held.renewed = True
            threading.Thread(target=self._renew, args=(key, state, make), daemon=True).start()
        return cast(T, held.value)

    def _find(self, key: Hashable, now: Standing) -> _Held | None:
        with self._lock:
            held = self._held.get(key)
            if held is None:
                return None
            self._held.move_to_end(key)
        if held.state == now:
            return held
        large = now.newest >= LARGE and held.took >= SLOW
        kept = now.corrections == held.state.corrections and now.newest >= held.state.newest
        return held if large and kept and time.monotonic() - held.made_at < OLD else None

    def _make(self, key: Hashable, state: Callable[[], Standing], make: Callable[[], Any]) -> _Held:
        before, begin = state(), time.monotonic()
        value = make()
        held = _Held(value, before, time.monotonic() - begin, time.monotonic())
        with self._lock:
            self._held[key] = held
            self._held.move_to_end(key)
            while len(self._held) > MOST:
                gone, _ = self._held.popitem(last=False)
                self._making.pop(gone, None)
        return held

    def _renew(self, key: Hashable, state: Callable[[], Standing], make: Callable[[], Any]) -> None:
        try:
            self._make(key, state, make)
        except Exception:
            with self._lock:
                self._held.pop(key, None)


class Follower:
    """Settles the ledger of a large record in the background, one thread at a time; safe for many threads."""

    def __init__(self) -> None:
        self._busy = threading.Lock()
        self._corrections: int | None = None
        self._rests_until = 0.0

    def follow(self, now: Standing, settle: Callable[[], object]) -> None:
        """Have the ledger settled: at once in a small record and after a person's correction, else soon."""
        if now.newest < LARGE or now.corrections != self._corrections:
            settle()
            self._corrections = now.corrections
        elif time.monotonic() > self._rests_until and self._busy.acquire(blocking=False):
            threading.Thread(target=self._settle, args=(settle,), daemon=True).start()

    def _settle(self, settle: Callable[[], object]) -> None:
        begin = time.monotonic()
        try:
            settle()
        finally:
            took = time.monotonic() - begin
            self._rests_until = time.monotonic() + min(60.0, REST * took)
            self._busy.release()
