"""The situation of a day, folded from the record's findings: what is open, said, done, denied, expected.

Rows that say the same (same force, act and parties) are one ``Matter`` with several pieces of evidence.
A matter that waits for an answer is looked up among later rows: an acceptance or refusal from the other
side, or the deed itself between the same parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pourparler.records import Event, Party, Report, Span, Statement
from pourparler.records.kept import ActorSummary, Kept

WAITING = ("offer", "request", "demand", "threaten", "promise")
ANSWERS = {"accept": "accepted", "refuse": "refused", "did": "done"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one report that a row rests on."""

    report: Report
    words: Span
    id: str


@dataclass(frozen=True, slots=True)
class Matter:
    """Events of one force and act between the same parties.

    ``first`` and ``last`` are the days of the earliest and latest mention, ``silence`` the days from
    the last mention to the day of the situation while no answer is found. ``answer`` is the event that
    answered, with ``outcome`` in a word ("accepted").
    """

    event: Event
    evidence: tuple[Evidence, ...]
    first: str | None
    last: str | None
    conditions: tuple[Span, ...] = ()
    outcome: str | None = None
    answer: Kept[Event] | None = None
    silence: int | None = None

    @property
    def publishers(self) -> int:
        """Return how many publishers carry it."""
        return len({e.report.publisher or e.report.id for e in self.evidence})


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a brief says. Matters come newest first, actors with most rows first."""

    day: str | None
    since: str | None
    reports: tuple[Report, ...]
    open: tuple[Matter, ...]
    answered: tuple[Matter, ...]
    refused: tuple[Matter, ...]
    expected: tuple[Matter, ...]
    done: tuple[Matter, ...]
    denied: tuple[Matter, ...]
    said: tuple[Kept[Statement], ...]
    actors: tuple[ActorSummary, ...]


def compose(
    reports: Sequence[Report],
    events: Sequence[Kept[Event]],
    statements: Sequence[Kept[Statement]],
    actors: Sequence[ActorSummary],
    day: str | None = None,
    statement_limit: int = 10,
) -> Situation:
    """Return the situation on ``day`` (ISO; the last report's when None)."""
    days = sorted(r.published[:10] for r in reports if r.published)
    today = day or (days[-1] if days else None)
    current = [kept for kept in events if not kept.item.historical and kept.item.condition_of is None]
    matters = fold(current)
    waiting = [_answered(m, current, today) for m in matters if m.event.force in WAITING and not m.event.negated]

    def of(*forces: str) -> tuple[Matter, ...]:
        return tuple(m for m in matters if m.event.force in forces)

    return Situation(
        day=today,
        since=days[0] if days else None,
        reports=tuple(reports),
        open=tuple(m for m in waiting if m.outcome is None),
        answered=tuple(m for m in waiting if m.outcome is not None),
        refused=of("refuse"),
        expected=of("predict"),
        done=tuple(m for m in of("did", "accept") if not m.event.negated),
        denied=of("deny"),
        said=tuple(telling(statements)[:statement_limit]),
        actors=tuple(actors),
    )


def fold(events: Iterable[Kept[Event]]) -> list[Matter]:
    """Return one matter for rows of the same force, act and parties, newest first."""
    groups: dict[tuple[object, ...], list[Kept[Event]]] = {}
    for kept in events:
        if kept.item.actors or kept.item.recipients:
            groups.setdefault(_key(kept.item), []).append(kept)
    matters = [_matter(group) for group in groups.values()]
    return sorted(matters, key=lambda m: (m.last or "", m.first or "", m.event.id), reverse=True)


def telling(statements: Iterable[Kept[Statement]]) -> list[Kept[Statement]]:
    """Return statements in the order a brief wants them: own words of named speakers, newest first.

    Said twice (wire copies) is said once; words of less than four words say too little.
    """
    seen: set[str] = set()
    ranked: list[tuple[tuple[bool, str, float, str], Kept[Statement]]] = []
    for kept in statements:
        words = " ".join(span.text for span in kept.item.content)
        plain = "".join(c for c in words.casefold() if c.isalnum())
        if kept.item.speaker is None or kept.item.historical or len(words.split()) < 4 or plain in seen:
            continue
        seen.add(plain)
        named = kept.item.speaker.id is not None and kept.item.kind in ("direct", "mixed")
        ranked.append(((named, kept.day or "", kept.item.confidence, kept.item.id), kept))
    ranked.sort(key=lambda pair: pair[0], reverse=True)
    return [kept for _, kept in ranked]


def _key(event: Event) -> tuple[object, ...]:
    sides = (_ids(event.actors), _ids(event.recipients))
    return event.force, event.negated, event.act, event.mode, _ids((event.speaker,)), *sides, event.due


def _ids(parties: Iterable[Party | None]) -> tuple[str, ...]:
    return tuple(sorted({party.id or party.name.casefold() for party in parties if party}))


def _matter(group: list[Kept[Event]]) -> Matter:
    group = sorted(group, key=lambda k: (k.day or "", k.report.id, k.item.evidence.start))
    best = max(group, key=lambda k: (k.item.condition is not None, k.item.confidence, k.day or ""))
    days = [k.day for k in group if k.day]
    seen: dict[tuple[str, str], Evidence] = {}
    for kept in reversed(group):
        shared = (kept.report.publisher or kept.report.id, kept.item.evidence.text)
        seen.setdefault(shared, Evidence(kept.report, kept.item.evidence, kept.item.id))
    conditions = {k.item.condition.span.text: k.item.condition.span for k in group if k.item.condition}
    return Matter(
        event=best.item,
        evidence=tuple(seen.values()),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        conditions=tuple(conditions.values()),
    )


def _answered(matter: Matter, events: Sequence[Kept[Event]], today: str | None) -> Matter:
    answers = [k for k in events if _answers(k, matter)]
    if answers:
        answer = min(answers, key=lambda k: (k.day or "", k.item.id))
        return replace(matter, answer=answer, outcome=ANSWERS[answer.item.force])
    if today is None or matter.last is None:
        return matter
    return replace(matter, silence=max(0, (date.fromisoformat(today) - date.fromisoformat(matter.last)).days))


def _answers(kept: Kept[Event], matter: Matter) -> bool:
    """Return whether an event answers a matter: same act, not before it, by the right side."""
    event, asked = kept.item, matter.event
    if event.act != asked.act or event.negated or event.force not in ANSWERS:
        return False
    if kept.day is None or matter.first is None or kept.day < matter.first:
        return False
    if event.force == "did":
        both = _sides(asked.actors) | _sides(asked.recipients)
        return kept.day > matter.first and both <= _sides(event.actors) | _sides(event.recipients)
    return bool(_sides(event.actors) & _sides(asked.recipients)) and (
        not event.recipients or bool(_sides(event.recipients) & _sides(asked.actors))
    )


def _sides(parties: Iterable[Party]) -> set[str]:
    """Return whom parties act for: their countries, or themselves where that is not known."""
    return {party.country or party.id or party.name.casefold() for party in parties}
