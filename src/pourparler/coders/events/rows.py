"""Event records: dates, parties, evidence and ids of a decided act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pourparler.coders.events.dates import OLD, Dates, days_before
from pourparler.coders.events.decide import Decision
from pourparler.coders.events.homes import INTERNAL, Homes
from pourparler.coders.events.parties import Parties
from pourparler.coders.events.raw import Raw
from pourparler.coders.events.state import State
from pourparler.coders.events.syntax import Syntax
from pourparler.lexicon.acts import load_acts
from pourparler.records import Analysis, Coding, Event, Mention, Range, Span, Statement, Time
from pourparler.records.edtf import bounds
from pourparler.records.ids import make_id

CODER, VERSION = "events", "1"
LONGEST = 60
"""Tokens of evidence; a longer clause is cut down to the words around its anchor."""


@dataclass(slots=True)
class Draft:
    """One event on its way: the raw act, the climb and the decision."""

    raw: Raw
    state: State
    decision: Decision
    event: Event


class Rows:
    """Writes the records of one document."""

    def __init__(
        self,
        analysis: Analysis,
        mentions: Iterable[Mention],
        times: Iterable[Time],
        statements: Iterable[Statement],
        report_id: str,
        published: str | None,
    ) -> None:
        self.a, self.report, self.published = analysis, report_id, published
        self.acts = load_acts()
        self.s = Syntax(analysis)
        self.p = Parties(self.s, mentions, self.acts)
        self.homes = Homes(self.s, self.p)
        self.dates = Dates(self.s, times)
        self.contents = sorted(
            ((span.start, span.end, one) for one in statements for span in one.content), key=lambda c: c[:2]
        )

    def _statement(self, token: int) -> Statement | None:
        start = self.a.starts[token]
        best: tuple[int, Statement] | None = None
        for first, last, one in self.contents:
            if first > start:
                break
            if start < last and (best is None or last - first < best[0]):
                best = (last - first, one)
        return best[1] if best else None

    def _event(self, raw: Raw, state: State, d: Decision, sentence: Range, statement: Statement | None) -> Event:
        extra = tuple(t for t in (raw.anchor, raw.light, raw.ended) if t is not None)
        when, due = self.dates.of(state, d.force, sentence, extra)
        date = when.edtf if when is not None else None
        if date is None and statement is not None and d.force != "did":
            date = statement.date
        old = days_before(date, self.published) if d.force == "did" else None
        if old is not None and old < -1:
            date = None
        anchor = self.a.span(raw.anchor, raw.anchor + 1)
        if d.act == "ASSAULT":
            d.recipients = [t for t in d.recipients if not self._at_home(t, d.actors)]
        actors = self.p.records(d.actors, self.homes)
        recipients = self.p.records(d.recipients, self.homes)
        if len(actors) == len(d.actors) and len(recipients) == len(d.recipients):
            internal = d.act in INTERNAL or d.mode == "resign" or (d.force == "refuse" and not recipients)
            actors, recipients = (
                self.homes.fill(actors, recipients, d.actors, internal),
                self.homes.fill(recipients, actors, d.recipients, internal),
            )
        thirds = [t for t in d.thirds if t not in d.actors + d.recipients]
        confidence = d.confidence - (0 if d.actors else 0.1) - (0 if d.recipients else 0.05)
        rule = "; ".join([raw.entry.id, *state.rules])
        return Event(
            id=make_id(
                "e", self.report, anchor.start, anchor.end, d.act, d.force,
                *(f"{p.span.start}-{p.span.end}" for p in actors if p.span),
            ),
            force=d.force,  # type: ignore[arg-type]
            act=d.act,
            mode=d.mode,
            actors=actors,
            recipients=recipients,
            third_parties=self.p.records(thirds, self.homes),
            evidence=self._evidence(raw, state),
            anchor=anchor,
            confidence=round(max(0.1, confidence), 2),
            coding=Coding(CODER, VERSION, rule),
            speaker=next(iter(self.p.records(d.speaker)), None),
            negated=d.negated,
            historical=(d.historical and not self._ahead(due)) or (old is not None and old > OLD),
            date=date,
            due=due.edtf if due is not None else None,
            statement=statement.id if statement else None,
        )  # fmt: skip

    def _ahead(self, due: Time | None) -> bool:
        """Return whether a due day is still to come: "had threatened to leave on Monday" is no history then."""
        last = bounds(due.edtf)[1] if due is not None and due.edtf else None
        return last is not None and self.published is not None and last.isoformat() >= self.published[:10]

    def _at_home(self, place: int, actors: list[int]) -> bool:
        """Return whether "in …" only says where in its own country an actor struck."""
        here = self.s.deps[place] == "pobj" and self.s.low[self.s.heads[place]] in ("in", "near")
        homes = {self.homes.country(t) for t in actors}
        return here and self.p.is_place(place) and homes == {self.homes.country(place)} and None not in homes

    def _evidence(self, raw: Raw, state: State) -> Span:
        """Return the clause of the act with the words that give it its force, a say clause left out."""
        top = raw.anchor
        for node in state.nodes:
            if node in state.sayings:
                break
            top = node
        first, last = self._joined(top, raw.anchor)
        if last - first > LONGEST:
            first, last = self._joined(raw.top, raw.anchor)
        if last - first > LONGEST:
            first, last = max(first, raw.anchor - LONGEST // 2), min(last, raw.anchor + LONGEST // 2)
        while last - 1 > raw.anchor and self.a.pos[last - 1] == "PUNCT":
            last -= 1
        while first < raw.anchor and (self.a.pos[first] == "PUNCT" or self.a.words[first].lower() == "that"):
            first += 1
        return self.a.span(first, last)

    def _joined(self, one: int, other: int) -> Range:
        ranges = self.a.extent(one), self.a.extent(other)
        return min(r[0] for r in ranges), max(r[1] for r in ranges)
