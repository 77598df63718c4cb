"""Which time of a sentence belongs to an event, and whether it dates the act or is its due date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

from pourparler.coders.events.state import State
from pourparler.coders.events.syntax import Syntax
from pourparler.records import Time
from pourparler.records.edtf import bounds

DEADLINES = frozenset({"by", "within", "until"})
SKIPPED = frozenset({"duration", "frequency"})
WITHIN = frozenset({"amod", "nummod", "compound", "nmod", "poss"})
"""How a date hangs on the noun that it dates: "the 2015 deal"."""
AHEAD = frozenset({"promise", "offer", "predict", "threaten", "suppose", "request", "demand"})
"""Forces of acts to come: a day ahead in their clause is when they are due."""
OLD = 183
"""Days before publication from which an act counts as history."""


class Dates:
    """Times of one analysis by sentence, attached to the words they modify."""

    def __init__(self, syntax: Syntax, times: Iterable[Time]) -> None:
        self.s = syntax
        self.times = sorted((t for t in times if t.role not in SKIPPED), key=lambda t: t.tokens)
        self.starts = [t.tokens[0] for t in self.times]

    def between(self, first: int, last: int) -> list[Time]:
        """Return the times whose first token lies in ``first`` to ``last``."""
        return self.times[bisect_left(self.starts, first) : bisect_left(self.starts, last)]

    def of(
        self, state: State, force: str, sentence: tuple[int, int], extra: tuple[int, ...]
    ) -> tuple[Time | None, Time | None]:
        """Return (date, due) of an event with its climb and ``force``; ``extra`` are its own other words."""
        done = state.force == "did" and force not in AHEAD
        times = self.between(*sentence)
        if not times:
            return None, None
        levels = {node: level for level, node in reversed(list(enumerate(state.nodes)))}
        for node in (*extra, *state.beside):
            levels[node] = 0
        ranked = sorted(
            (level, abs(t.tokens[0] - state.nodes[0]), i)
            for i, t in enumerate(times)
            if (level := self._level(t, levels)) is not None
        )
        when: Time | None = None
        due: Time | None = None
        for level, _, index in ranked:
            time = times[index]
            future = time.role in DEADLINES or (level == 0 and time.direction != "past")
            if done:
                if when is None and self._dates_act(level, state):
                    when = time
            elif future and due is None:
                due = time
            elif when is None and time.direction != "future":
                when = time
        return when, due

    def _dates_act(self, level: int, state: State) -> bool:
        """Return whether a time at this level dates the act and not what is said of it."""
        nominal = self.s.pos[state.nodes[0]] == "NOUN" and level <= 1
        return (level == 0 or nominal) and not self._is_say(level, state)

    def _is_say(self, level: int, state: State) -> bool:
        return level < len(state.nodes) and state.nodes[level] in state.sayings

    def _directly(self, noun: int, levels: dict[int, int]) -> bool:
        """Return whether a noun that bears a date is an act in question, or when one took place."""
        s = self.s
        if noun in levels:
            return True
        prep = s.heads[noun]
        return s.deps[noun] == "pobj" and s.low[prep] in ("in", "during", "at", "on", "by") and s.heads[prep] in levels

    def _level(self, time: Time, levels: dict[int, int]) -> int | None:
        s = self.s
        first, last = time.tokens
        head = next((t for t in range(first, last) if not first <= s.heads[t] < last), first)
        if head in levels:
            return levels[head]
        node, through = head, 0
        while s.heads[node] != node:
            if s.deps[node] == "appos" or (s.deps[node] in WITHIN and not self._directly(s.heads[node], levels)):
                return None
            node = s.heads[node]
            if node in levels:
                return levels[node]
            if s.pos[node] in ("VERB", "AUX"):
                through += 1
                participle = s.deps[node] == "advcl" and s.tags[node] == "VBG"
                if through > 1 or not participle:
                    return None
        return None


def days_before(edtf: str | None, published: str | None) -> int | None:
    """Return how many days the end of an EDTF date lies before ``published``, or None when unknown."""
    if not edtf or not published:
        return None
    try:
        end = bounds(edtf)[1]
        return None if end is None else (date.fromisoformat(published[:10]) - end).days
    except ValueError:
        return None
