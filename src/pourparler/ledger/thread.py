"""A thread: an overture while it is folded, with sets instead of tuples and room to change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pourparler.ledger.moves import Move
from pourparler.records.ids import make_id
from pourparler.records.overtures import CLOSED, Change, Evidence, Overture, days_between

SAME_CHANGE = 3
"""Days within which another report of the same move is further evidence and not another change."""

TEACHES_NOTHING = frozenset({"denied", "not done", "answered", "done", "refused", "withdrawn", "broken", "recalled"})
"""Changes whose words are about something else than what the proposal is, and when."""


@dataclass(slots=True)
class Thread:
    """The working form of an ``Overture``; ``day`` is the day it was made, ``last_told`` that of the last word."""

    id: str
    kind: str
    act: str
    mode: str | None
    side: str
    other: str | None
    lane: str
    about: str
    day: str
    last_told: str
    persons: set[str] = field(default_factory=set)
    other_persons: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    when: str | None = None
    outcome: str = "unanswered"
    before: str = "unanswered"
    withdrawn_by: str | None = None
    forbear: bool = False
    history: list[Change] = field(default_factory=list)
    learnt: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, move: Move, kind: str, side: str, other: str | None, outcome: str, why: str) -> Thread:
        """Return a new thread that ``move`` opens; ``side`` is who made the proposal."""
        made_it = move.side == side
        thread = cls(
            id=make_id("o", move.event, move.lane, kind),
            kind=kind,
            act=move.act,
            mode=move.mode,
            side=side,
            other=other,
            lane=move.lane,
            about=move.words,
            day=move.day,
            last_told=move.told,
            persons=set(move.persons if made_it else move.other_persons),
            other_persons=set(move.other_persons if made_it else move.persons),
            forbear=move.forbears,
        )
        thread.add(move, "invited" if move.invites else "made" if outcome == "unanswered" else outcome, outcome, why)
        return thread

    @property
    def effects(self) -> str:
        """Return the row of the table of effects."""
        return "forbearance" if self.forbear else self.kind

    @property
    def visitor(self) -> str | None:
        """Return the side that is to travel: who offers to come, or who is invited."""
        return self.other if self.kind == "offer" and self.history[0].move == "invited" else self.side

    def add(self, move: Move, name: str, outcome: str, why: str) -> None:
        """Append a change, or evidence to the last change when another report tells the same."""
        new = self.outcome if outcome == "=" else outcome
        due = move.when if move.when != self.when and name not in TEACHES_NOTHING else None
        if move.guess:
            why = f"{why}; {move.guess}"
        if not self._again(move, name, new, due):
            side = "both" if move.both else move.side
            made = Change(move.told, move.day, name, new, side, why, (evidence_of(move),), due, move.condition)
            self.history.append(made)
        self._learn(move, name, new)

    def _again(self, move: Move, name: str, outcome: str, due: str | None) -> bool:
        """Add evidence to an earlier change that says the same, if there is one."""
        for index in range(len(self.history) - 1, -1, -1):
            last = self.history[index]
            near = abs(days_between(last.day, move.day)) <= SAME_CHANGE
            if last.move == name and last.outcome == outcome and near and due in (None, last.due):
                condition = last.condition or move.condition
                if condition != last.condition and move.told != last.told:
                    return False
                evidence = (*last.evidence, evidence_of(move))
                self.history[index] = replace(last, evidence=evidence, condition=condition)
                return True
            if last.outcome != outcome:
                return False
        return False

    def _learn(self, move: Move, name: str, outcome: str) -> None:
        if outcome == "withdrawn" and self.outcome != "withdrawn":
            self.before, self.withdrawn_by = self.outcome, "both" if move.both else move.side
        self.outcome = outcome
        self.last_told = max(self.last_told, move.told)
        if name in TEACHES_NOTHING:
            return
        if move.when:
            self.when = move.when
        own = move.side == self.side
        self._note(self.persons, move.persons if own else move.other_persons, move.told)
        self._note(self.other_persons, move.other_persons if own else move.persons, move.told)
        if len(self.terms) < 40:
            self._note(self.terms, move.terms, move.told)
        if len(self.places) < 8:
            self._note(self.places, move.places, move.told)

    def _note(self, held: set[str], names: Iterable[str], told: str) -> None:
        new = set(names) - held
        held |= new
        if told > self.history[0].told:
            for name in new:
                self.learnt.setdefault(name, told)

    @property
    def last_report(self) -> str | None:
        """Return the report that told the last change."""
        evidence = self.history[-1].evidence
        return evidence[-1].report if evidence else None

    @property
    def closed(self) -> bool:
        """Return whether nothing more can come of it."""
        return self.outcome in CLOSED

    def freeze(self) -> Overture:
        """Return the overture."""
        return Overture(
            id=self.id,
            kind=self.kind,
            act=self.act,
            mode=self.mode,
            side=self.side,
            other=self.other,
            lane=self.lane,
            about=self.about,
            history=tuple(self.history),
            persons=tuple(sorted(self.persons)),
            other_persons=tuple(sorted(self.other_persons)),
            places=tuple(sorted(self.places)),
            terms=tuple(sorted(self.terms)),
            forbear=self.forbear,
            learnt=tuple(sorted(self.learnt.items())),
        )


def thaw(overture: Overture) -> Thread:
    """Return the thread that ``freeze`` made an overture from, to fold further moves into it."""
    before, last, by = "unanswered", "unanswered", None
    for change in overture.history:
        if change.outcome == "withdrawn" != last:
            before, by = last, change.side
        last = change.outcome
    return Thread(
        id=overture.id,
        kind=overture.kind,
        act=overture.act,
        mode=overture.mode,
        side=overture.side,
        other=overture.other,
        lane=overture.lane,
        about=overture.about,
        day=overture.history[0].day,
        last_told=overture.last_told,
        persons=set(overture.persons),
        other_persons=set(overture.other_persons),
        places=set(overture.places),
        terms=set(overture.terms),
        when=overture.due,
        outcome=overture.outcome,
        before=before,
        withdrawn_by=by,
        forbear=overture.forbear,
        history=list(overture.history),
        learnt=dict(overture.learnt),
    )


def evidence_of(move: Move) -> Evidence:
    """Return the words of a move."""
    return Evidence(
        report=move.report,
        told=move.told,
        event=move.event,
        start=move.start,
        end=move.end,
        words=move.words,
        source=move.source,
        publisher=move.publisher,
    )
