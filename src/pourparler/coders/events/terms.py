"""Conditions and the events inside them; which of two rows for one act to keep."""

from __future__ import annotations

from dataclasses import replace

from pourparler.coders.events.conditions import Found
from pourparler.coders.events.rows import Draft, Rows
from pourparler.coders.events.state import State
from pourparler.records import Event
from pourparler.records.ids import make_id

GENERIC = frozenset({"AGREE", "REJECT", "REQUEST", "THREATEN"})
"""Acts that say less than the act they embed: "agreed to a truce" is the truce accepted."""


class Terms(Rows):
    """Ties drafts to conditions and to each other."""

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
        drafts = self._told_once(drafts)
        kept: list[Draft] = []
        seen: set[tuple] = set()
        above = {node for draft in drafts for node in draft.state.nodes[1:]}
        anchors = {d.raw.anchor for d in drafts if not d.raw.nominal and d.event.act not in GENERIC}
        for draft in drafts:
            d = draft.decision
            if (draft.raw.entry.act in GENERIC or draft.raw.entry.mode == "deny") and (
                draft.raw.anchor in above or self._carries(draft, above)
            ):
                continue
            if draft.raw.nominal and any(self._same_deed(draft, other) for other in drafts):
                continue
            if draft.raw.nominal and draft.event.act == "AGREE" and anchors & set(draft.state.nodes[1:]):
                continue  # "suspended its part in the deal"
            key = (draft.event.act, draft.event.force, tuple(d.actors), tuple(d.recipients))
            if draft.event.id not in {k.event.id for k in kept} and key not in seen:
                kept.append(draft)
                seen.add(key)
        return kept

    def _told_once(self, drafts: list[Draft]) -> list[Draft]:
        """Leave out a meeting that is only what another row is about: "invited him to attend the summit"."""
        meetings = [d for d in drafts if d.event.act == "CONSULT"]
        spare = {id(inner) for outer in meetings for inner in meetings if self._only_names(inner, outer)}
        for outer in meetings:
            inner = next((i for i in meetings if id(i) in spare and self._only_names(i, outer)), None)
            if inner is not None and outer.event.due is None and inner.event.due is not None:
                outer.event = replace(outer.event, due=inner.event.due)
        return [d for d in drafts if id(d) not in spare]

    def _only_names(self, inner: Draft, outer: Draft) -> bool:
        """Return whether ``inner`` says no more than which meeting ``outer`` invites to, attends or shuns."""
        if inner is outer or outer.raw.nominal:
            return False
        if outer.raw.entry.force and outer.raw.anchor in inner.state.nodes[1:]:
            return True
        if not inner.raw.nominal or inner.event.force != outer.event.force:
            return False
        under = (t for t in self.a.ancestors(inner.raw.anchor) if self.s.pos[t] in ("VERB", "AUX"))
        news = set(inner.decision.recipients) - set(outer.decision.actors) - set(outer.decision.recipients)
        return next(under, None) == outer.raw.anchor and all(self.p.is_place(t) for t in news)

    def _carries(self, draft: Draft, above: set[int]) -> bool:
        """Return whether the object of a verb leads on to another act: "reached a deal on a prisoner swap"."""
        return not draft.raw.nominal and self.s.frame(draft.raw.anchor).obj in above

    def _same_deed(self, draft: Draft, other: Draft) -> bool:
        """Return whether a noun is only the object of the verb that is coded: "approved a package of sanctions"."""
        if other.raw.nominal or other.event.act != draft.event.act or other.raw.anchor == draft.raw.light:
            return False
        top = self.s.position(draft.raw.anchor, self.acts.quantity)
        return self.s.heads[top] == other.raw.anchor and self.s.deps[top] in ("dobj", "nsubjpass")

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
        return [self._aimed(e, d, conditions) for e, d in zip(events, drafts, strict=True)]

    def _aimed(self, event: Event, draft: Draft, conditions: list[Found]) -> Event:
        """Aim a threat or an offer without a recipient at whoever its condition is put to: "unless Oslo agrees"."""
        if event.recipients or event.condition is None or event.force not in ("threaten", "offer"):
            return event
        start = event.condition.span.start
        clause = next((c.clause for c in conditions if self.a.starts[c.first] == start), None)
        subject = None if clause is None else self.s.child_subject(clause)
        others = [t for t in self.p.at(subject) if t not in draft.decision.actors and self.s.pos[t] != "PRON"]
        return replace(event, recipients=self.p.records(others, self.homes))

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
        return replace(event, id=new_id, force="demand", actors=main.actors, recipients=tuple(asked), speaker=None)
