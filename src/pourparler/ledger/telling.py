"""Which changes of overtures a watcher tells, and which dates come near.

A change is told once: its id is made of the overture, the day, the move and the outcome, so that folding
again, or another report of it, tells nothing new.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pourparler.records import one_line
from pourparler.records.alerts import Alert, Watch
from pourparler.records.edtf import iso_bounds
from pourparler.records.ids import make_id
from pourparler.records.overtures import Change, Overture, days_between

SAID_AGAIN = frozenset({"repeated", "confirmed", "recalled", "renewed"})
"""Moves that change nothing worth a call."""
MISSED = 7
"""Days after a date within which its passing is news."""


def changes(overture: Overture, reports: Collection[str]) -> list[Change]:
    """Return the changes that one of ``reports`` was the first to tell."""
    return [
        c
        for c in overture.history
        if c.evidence and c.evidence[0].report in reports and (c.move not in SAID_AGAIN or c.due)
    ]


def alert_of(overture: Overture, change: Change, title: str) -> Alert:
    """Return the alert of a change."""
    first = change.evidence[0]
    due = f", due {change.due}" if change.due else ""
    return Alert(
        id=make_id("a", overture.id, change.told, change.move, change.outcome, change.side, change.due),
        kind="change",
        day=change.told,
        overture=overture.id,
        title=title,
        text=f"{change.move}: now {change.outcome}{due}",
        words=one_line(first.words),
        report=first.report,
        url=None,
        publisher=first.publisher,
    )


def near_deadline(overture: Overture, day: str, within: int) -> bool:
    """Return whether the date of an open overture comes within so many days of ``day``."""
    end = _end(overture)
    return end is not None and 0 <= days_between(day, end) <= within


def just_passed(overture: Overture, day: str) -> bool:
    """Return whether the date of an overture that is still open passed in the days before ``day``."""
    end = _end(overture)
    return end is not None and 0 < days_between(end, day) <= MISSED


def _end(overture: Overture) -> str | None:
    first, last = iso_bounds(overture.due) if overture.is_open else (None, None)
    return last or first


def deadline_alert(overture: Overture, day: str, title: str) -> Alert:
    """Return the alert of a date that comes near, or has passed and nothing came of it."""
    left = days_between(day, _end(overture) or day)
    when = f"{left} days from now" if left >= 0 else "has passed"
    return Alert(
        id=make_id("a", overture.id, "deadline" if left >= 0 else "passed", overture.due),
        kind="deadline",
        day=day,
        overture=overture.id,
        title=title,
        text=f"due {overture.due}, {when}: {overture.outcome}",
        words=one_line(overture.about),
        report=overture.evidence[-1].report if overture.evidence else None,
        url=None,
        publisher=None,
    )


def fitting(watches: Iterable[Watch], overture: Overture, words: str) -> tuple[str, ...]:
    """Return the names of the watches that an overture and the words of its change fit."""
    return tuple(w.name for w in watches if _fits(w, overture, words))


def _fits(watch: Watch, overture: Overture, words: str) -> bool:
    parties = {overture.side, overture.other, *overture.persons, *overture.other_persons}
    acts = {overture.act, overture.kind.upper(), f"{overture.act}/{overture.mode}"}
    text = f"{words}\n{overture.about}".casefold()
    return (
        (not watch.actors or bool(parties & set(watch.actors)))
        and (not watch.with_ or bool(parties & set(watch.with_)))
        and (not watch.acts or bool(acts & {a.upper() for a in watch.acts}))
        and all(w.casefold() in text for w in watch.words)
    )
