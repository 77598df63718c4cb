"""Overtures: threads of events about one proposal between two sides, with a state and a history.

The history is append-only: every change names the report, the words and the rule (or the person) that
made it. Nothing here knows the clock: deadline and silence are asked for a day.

=============== ===================================================================================
kind            what waits
=============== ===================================================================================
``offer``       an offer, invitation or proposal: an answer of the other side
``demand``      a demand or request: that the other side does it
``threat``      a threat or warning: that it is carried out, or dropped
``promise``     a promise or pledge: that it is kept
``refusal``     a refusal that stands: that it is reversed
``prediction``  what somebody said will happen: that it happens
``meeting``     a planned meeting or visit: that it takes place
=============== ===================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

from pourparler.records.edtf import iso_bounds

Kind = Literal["offer", "demand", "threat", "promise", "refusal", "prediction", "meeting"]
Deadline = Literal["none", "not yet due", "due", "expired"]
OvertureOutcome = Literal[
    "unanswered",
    "answered",
    "accepted",
    "accepted on condition",
    "refused",
    "fulfilled",
    "partly fulfilled",
    "withdrawn",
    "overtaken",
]

KINDS: tuple[str, ...] = ("offer", "demand", "threat", "promise", "refusal", "prediction", "meeting")
CLOSED = frozenset({"fulfilled", "overtaken"})
"""Outcomes after which an overture is over; a later proposal is another overture."""
WAITING = frozenset({"unanswered", "answered", "partly fulfilled"})
"""Outcomes in which the other side still owes an answer or the deed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one report. ``told`` is the day it was published (ISO), ``source`` the id of the report
    that this one copies (its own id when it copies none): same source, same independent voice."""

    report: str
    told: str
    event: str
    start: int
    end: int
    words: str
    source: str
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a history.

    ``move`` says what happened (``made``, ``repeated``, ``accepted``, ``refused``, ``withdrawn``,
    ``revived``, ``denied`` …), ``outcome`` is the state after it, ``day`` when it happened and ``told``
    when a reader could first know. ``side`` is who moved. ``why`` tells the rule in words; ``who`` the
    person, for a correction. ``due`` and ``condition`` are set when this change set them.
    """

    told: str
    day: str
    move: str
    outcome: str
    side: str | None
    why: str
    evidence: tuple[Evidence, ...] = ()
    due: str | None = None
    condition: str | None = None
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Overture:
    """One proposal between two sides.

    ``side`` made it to ``other`` (None: to nobody in particular); both are country codes, or actor ids
    for those who act for no country. ``persons`` are ids of people that a side is bound to. ``about``
    is the clause that tells it best, ``places`` where it is to be, ``terms`` its content words. ``learnt`` says on
    which day a report told what the first one did not: (person, place or word, day).
    """

    id: str
    kind: str
    act: str
    mode: str | None
    side: str
    other: str | None
    lane: str
    about: str
    history: tuple[Change, ...]
    persons: tuple[str, ...] = ()
    other_persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    forbear: bool = False
    learnt: tuple[tuple[str, str], ...] = ()

    @property
    def outcome(self) -> str:
        """Return the state after the last change."""
        return self.history[-1].outcome

    @property
    def opened(self) -> str:
        """Return the day of the report that first told it."""
        return self.history[0].told

    @property
    def last_told(self) -> str:
        """Return the day of the report that told it last, wire copies and repetitions included."""
        return max(max((e.told for e in c.evidence), default=c.told) for c in self.history)

    @property
    def due(self) -> str | None:
        """Return its EDTF date: the last one that was named."""
        return next((c.due for c in reversed(self.history) if c.due), None)

    @property
    def conditions(self) -> tuple[str, ...]:
        """Return the words of its conditions, each once, the oldest first."""
        return tuple(dict.fromkeys(c.condition for c in self.history if c.condition))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return all its evidence, in the order of the history."""
        return tuple(e for change in self.history for e in change.evidence)

    @property
    def sources(self) -> int:
        """Return how many independent sources tell of it."""
        return len({e.source for e in self.evidence})

    @property
    def is_open(self) -> bool:
        """Return whether something can still come of it."""
        return self.outcome in WAITING or self.outcome in ("accepted", "accepted on condition")


def deadline(overture: Overture, day: str) -> Deadline:
    """Return the deadline's state on ``day`` (ISO): ``due`` runs from the first to the last day of the date.

    An open beginning ("by May") is due on its last day.
    """
    if overture.due is None:
        return "none"
    first, last = iso_bounds(overture.due)
    if last is not None and day > last:
        return "expired"
    start = first or last
    return "none" if start is None else "not yet due" if day < start else "due"


def silence(overture: Overture, day: str) -> int | None:
    """Return the days since the last word on an overture that waits for an answer, else None.

    A word counts from the day it was said, where a report dates it, not from the day of the report.
    """
    if overture.outcome not in ("unanswered", "answered") or overture.kind in ("refusal", "prediction"):
        return None
    return max(0, (date.fromisoformat(day) - date.fromisoformat(max(c.day for c in overture.history))).days)


def as_of(overture: Overture, day: str) -> Overture | None:
    """Return the overture as a reader of ``day`` had it, None when no report had told it yet."""
    history = tuple(
        replace(c, evidence=tuple(e for e in c.evidence if e.told <= day)) for c in overture.history if c.told <= day
    )
    if not history:
        return None
    later = {name for name, told in overture.learnt if told > day}
    then: dict[str, Any] = {name: tuple(n for n in getattr(overture, name) if n not in later) for name in LISTS}
    learnt = tuple(pair for pair in overture.learnt if pair[0] not in later)
    return replace(overture, history=history, learnt=learnt, **then)


LISTS = ("persons", "other_persons", "places", "terms")


def days_between(first: str, last: str) -> int:
    """Return the number of days from ``first`` to ``last`` (ISO), negative when it comes before."""
    return _ordinal(last) - _ordinal(first)


@lru_cache(maxsize=65536)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def shifted(day: str, days: int) -> str:
    """Return the ISO day ``days`` after ``day``."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


# -- as JSON ----------------------------------------------------------------------------------------
def overture_dict(overture: Overture) -> dict[str, Any]:
    """Return the overture as a JSON object; ``overture_from`` is its inverse."""
    data = _plain(overture)
    data["history"] = [{**_plain(c), "evidence": [_plain(e) for e in c.evidence]} for c in overture.history]
    return data


def overture_from(data: dict[str, Any]) -> Overture:
    """Return the overture that ``overture_dict`` made ``data`` from."""
    history = tuple(Change(**{**c, "evidence": tuple(Evidence(**e) for e in c["evidence"])}) for c in data["history"])
    lists = {name: tuple(data[name]) for name in LISTS}
    learnt = tuple((name, day) for name, day in data.get("learnt", ()))
    return Overture(**{**data, **lists, "history": history, "learnt": learnt})


def _plain(record: Any) -> dict[str, Any]:
    found = {f.name: getattr(record, f.name) for f in fields(record)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def by_id(overtures: Iterable[Overture]) -> dict[str, Overture]:
    """Return the overtures by their ids."""
    return {o.id: o for o in overtures}
