"""The event coder: who did, offered, demanded, refused … what to whom.

Stages, sentence by sentence: match each verb and event noun with the act lexicon (``match``), climb from
it through all that governs it for its force (``climb``), decide force, act and parties (``decide``), attach
conditions (``conditions``) and times (``dates``), and write ``Event`` records.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pourparler.coders.events.climb import Climber, State
from pourparler.coders.events.conditions import Found, find_conditions
from pourparler.coders.events.dates import OLD, Dates, days_before
from pourparler.coders.events.decide import Decider, Decision
from pourparler.coders.events.homes import INTERNAL, Homes
from pourparler.coders.events.match import Matcher, Raw
from pourparler.coders.events.parties import Parties
from pourparler.coders.events.syntax import Syntax
from pourparler.lexicon.acts import load_acts
from pourparler.lexicon.forces import load_conditions, load_forces
from pourparler.records import Analysis, Coding, Condition, Event, Mention, Range, Span, Statement, Time
from pourparler.records.ids import make_id

VERBAL = frozenset(
    {("ACCUSE", "disapprove"), ("ACCUSE", "complain"), ("PROTEST", "demo"), ("SUPPORT", "praise")}
)
"""Acts that a purpose clause names as done: "blocked the road to protest against the law"."""
GENERIC = frozenset({"AGREE", "REJECT", "REQUEST", "THREATEN"})
"""Acts that say less than the act they embed: "agreed to a truce" is the truce accepted."""
DELIBERATE = frozenset({"offer", "promise", "accept", "refuse", "threaten"})
OBLIGING = frozenset({"must", "should"})
CLOSING = frozenset({'"', "”", "'", "’", ")"})
CODER, VERSION = "events", "1"
LONGEST = 60
"""Tokens of evidence; a longer clause is cut down to the words around its anchor."""


def code_events(
    analysis: Analysis,
    mentions: Iterable[Mention],
    times: Iterable[Time],
    statements: Iterable[Statement],
    report_id: str,
    published: str | None = None,
) -> tuple[Event, ...]:
    """Return the events of a document in text order.

    ``mentions`` tell who can be a party (entities and nouns for actors fill their gaps); ``times`` date
    the events; ``statements`` give each event the innermost statement that holds its anchor;
    ``published`` (ISO date) tells history from news. Parties are unresolved: ``id`` is None.
    """
    return EventCoder(analysis, mentions, times, statements, report_id, published).code()


@dataclass(slots=True)
class Draft:
    """One event on its way: the raw act, the climb and the decision."""

    raw: Raw
    state: State
    decision: Decision
    event: Event


class EventCoder:
    """Codes one document."""

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
        self.match = Matcher(self.s, self.p, self.acts)
        self.climber = Climber(self.s, load_forces(), self.acts)
        self.decider = Decider(self.s, self.p, self.acts)
        self.dates = Dates(self.s, times)
        self.conditions = load_conditions()
        self.contents = sorted(
            ((span.start, span.end, one) for one in statements for span in one.content), key=lambda c: c[:2]
        )

    def code(self) -> tuple[Event, ...]:
        """Return all events of the document."""
        events: list[Event] = []
        for sentence in self.a.sentences:
            events.extend(self.sentence(sentence))
        return tuple(events)

    def sentence(self, sentence: Range) -> list[Event]:
        """Return the events of one sentence."""
        raws = self._raws(sentence)
        lemmas = self.a.lemmas[sentence[0] : sentence[1]]
        if not raws and self.acts.bare.keys().isdisjoint(lemmas) and OBLIGING.isdisjoint(lemmas):
            return []
        conditions = find_conditions(self.s, self.conditions, *sentence)
        drafts = [d for raw in raws if (d := self._draft(raw, sentence, conditions)) is not None]
        drafts += self._bare(sentence, drafts, conditions)
        drafts.sort(key=lambda d: d.raw.anchor)
        return self._linked(self._unique(drafts), conditions)

    # -- acts --------------------------------------------------------------------------------------------
    def _raws(self, sentence: Range) -> list[Raw]:
        a, verbs, nouns = self.a, self.acts.verbs, self.acts.nouns
        found: list[Raw] = []
        taken: set[int] = set()
        for token in range(*sentence):
            entries = verbs.get(a.lemmas[token])
            if entries and a.pos[token] == "VERB" and a.deps[token] not in ("amod", "compound"):
                raw = None if token in taken else self.match.verb(token, entries)
                if raw is not None:
                    found.append(raw)
                    taken.add(token)
                    if raw.entry.mode == "decline":
                        taken.add(self.s.frame(token).comp or token)
        for token in range(*sentence):
            if a.pos[token] == "NOUN" and (entries := nouns.get(a.lemmas[token])):
                raw = self.match.noun(token, entries, taken)
                if raw is not None:
                    found.append(raw)
        caused = [r for r in found if r.caused is not None]
        if caused:
            found = [r for r in found if not self._effect_of(r, caused)]
        found.sort(key=lambda r: r.anchor)
        return found

    def _effect_of(self, raw: Raw, caused: list[Raw]) -> bool:
        """Return whether a verb only tells what a strike did that is itself coded: "the strike killed two"."""
        if raw.nominal or raw.entry.act != "ASSAULT":
            return False
        subject = self.s.subject(raw.anchor)
        return any(c.entry.act == "ASSAULT" and subject == self.s.subject(c.caused or 0) for c in caused)

    def _draft(self, raw: Raw, sentence: Range, conditions: list[Found]) -> Draft | None:
        state = State(nodes=[raw.anchor]) if raw.presupposed else self._climb(raw)
        state.historical = state.historical or raw.standing
        statement = self._statement(raw.anchor)
        inside = next((c for c in conditions if c.first <= raw.anchor < c.last), None)
        if inside is not None and inside.kind == "courtesy":
            return None
        hung = [c for c in conditions if inside is not c and self._hangs(c, state)]
        if state.force == "did" and self._asked(sentence):
            state.force = "suppose"
        decision = self.decider.decide(raw, state, statement is not None, bool(hung))
        if decision is None:
            return None
        if inside is not None and inside.kind != "without":
            decision = self._supposed(decision)
        if not (decision.actors or decision.recipients):
            return None
        if not decision.actors and decision.force in DELIBERATE:
            return None
        event = self._event(raw, state, decision, sentence, statement)
        if hung:
            first = hung[0]
            event = replace(event, condition=Condition(self.a.span(first.first, first.last), first.kind))
        return Draft(raw, state, decision, event)

    def _bare(self, sentence: Range, drafts: list[Draft], conditions: list[Found]) -> list[Draft]:
        """Code predicates of request, refusal, threat … whose content holds no act of the lexicon."""
        a = self.a
        used = {node for draft in drafts for node in draft.state.nodes}
        found = []
        for token in range(*sentence):
            raw = None
            if a.lemmas[token] in self.acts.bare and a.pos[token] == "VERB" and token not in used:
                raw = self.match.bare(token, *self.acts.bare[a.lemmas[token]])
            elif a.lemmas[token] in OBLIGING and a.deps[token] == "aux" and a.heads[token] not in used:
                raw = self.match.obligation(token)
            if raw is not None and (draft := self._draft(raw, sentence, conditions)) is not None:
                found.append(draft)
        return found

    def _climb(self, raw: Raw) -> State:
        if raw.entry.id.startswith("bare ") and raw.entry.force:
            return self.climber.climb_bare(raw.anchor)
        verbal = (raw.entry.act, raw.entry.mode) in VERBAL and raw.entry.kind == "verb"
        subject = raw.actors[0] if raw.actors else None
        return self.climber.climb(raw.top, subject, verbal)

    def _asked(self, sentence: Range) -> bool:
        """Return whether the sentence is a question that a yes or no would answer."""
        last = sentence[1] - 1
        while last > sentence[0] and self.a.words[last] in CLOSING:
            last -= 1
        return self.a.words[last] == "?" and not self.a.tags[sentence[0]].startswith("W")

    def _supposed(self, decision: Decision) -> Decision:
        if decision.force not in ("request", "demand"):
            decision.force = "suppose"
        return decision

    def _statement(self, token: int) -> Statement | None:
        start = self.a.starts[token]
        best: tuple[int, Statement] | None = None
        for first, last, one in self.contents:
            if first > start:
                break
            if start < last and (best is None or last - first < best[0]):
                best = (last - first, one)
        return best[1] if best else None

    # -- records -----------------------------------------------------------------------------------------
    def _event(
        self, raw: Raw, state: State, d: Decision, sentence: Range, statement: Statement | None
    ) -> Event:
        extra = tuple(t for t in (raw.anchor, raw.light, raw.ended) if t is not None)
        when, due = self.dates.of(state, sentence, extra)
        date = when.edtf if when is not None else None
        if date is None and statement is not None and d.force != "did":
            date = statement.date
        old = days_before(date, self.published) if d.force == "did" else None
        anchor = self.a.span(raw.anchor, raw.anchor + 1)
        actors = self.p.records(d.actors, self.homes)
        recipients = self.p.records(d.recipients, self.homes)
        if len(actors) == len(d.actors) and len(recipients) == len(d.recipients):
            actors, recipients = (
                self.homes.fill(actors, recipients, d.actors, d.act in INTERNAL),
                self.homes.fill(recipients, actors, d.recipients, d.act in INTERNAL),
            )
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
            third_parties=self.p.records([t for t in d.thirds if t not in d.actors + d.recipients], self.homes),
            evidence=self._evidence(raw, state),
            anchor=anchor,
            confidence=round(max(0.1, confidence), 2),
            coding=Coding(CODER, VERSION, rule),
            speaker=next(iter(self.p.records(d.speaker)), None),
            negated=d.negated,
            historical=d.historical or (old is not None and old > OLD),
            date=date,
            due=due.edtf if due is not None else None,
            statement=statement.id if statement else None,
        )  # fmt: skip

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

    # -- conditions and duplicates -----------------------------------------------------------------------
    def _hangs(self, condition: Found, state: State) -> bool:
        nodes = set(state.nodes)
        above = condition.above
        for _ in range(3):
            if above in nodes:
                return True
            if self.s.heads[above] == above or self.s.pos[above] in ("VERB", "AUX"):
                return False
            above = self.s.heads[above]
        return False

    def _unique(self, drafts: list[Draft]) -> list[Draft]:
        kept: list[Draft] = []
        seen: set[tuple] = set()
        above = {node for draft in drafts for node in draft.state.nodes[1:]}
        for draft in drafts:
            d = draft.decision
            if draft.raw.entry.act in GENERIC and draft.raw.anchor in above:
                continue
            key = (draft.event.act, draft.event.force, tuple(d.actors), tuple(d.recipients))
            if draft.event.id not in {k.event.id for k in kept} and key not in seen:
                kept.append(draft)
                seen.add(key)
        return kept

    def _linked(self, drafts: list[Draft], conditions: list[Found]) -> list[Event]:
        """Tie the events inside a condition to the event that the condition hangs on."""
        events = [d.event for d in drafts]
        for condition in conditions:
            main = next((i for i, d in enumerate(drafts) if self._main(d, condition)), None)
            if main is None:
                continue
            for i, draft in enumerate(drafts):
                inside = condition.first <= draft.raw.anchor < condition.last
                if i != main and inside and draft.event.force == "suppose":
                    events[i] = self._term(draft, events[main], drafts[main], condition.kind)
                    own = events[main].condition
                    if own is not None and own.event is None:
                        events[main] = replace(events[main], condition=replace(own, event=events[i].id))
        return events

    def _main(self, draft: Draft, condition: Found) -> bool:
        span = draft.event.condition.span if draft.event.condition else None
        return span is not None and span.start == self.a.starts[condition.first]

    def _term(self, draft: Draft, main: Event, main_draft: Draft, kind: str) -> Event:
        """Return the event of a condition: the terms of who makes the main event's offer or threat."""
        event = replace(draft.event, condition_of=main.id)
        if draft.state.condition is None:
            return event
        terms = main.force in ("offer", "promise", "accept", "threaten", "refuse")
        cooperative = event.act not in self.acts.conflict
        if not terms or event.force != "suppose" or not (cooperative or kind == "unless"):
            return event
        asked = [p for p in event.actors if p not in main.actors]
        if not event.actors:
            asked = [p for p in main.recipients if p not in event.recipients]
        if not asked:
            return event
        new_id = make_id("e", self.report, event.anchor.start, event.anchor.end, event.act, "demand", main.id)
        return replace(
            event, id=new_id, force="demand", actors=main.actors, recipients=tuple(asked), speaker=None
        )
