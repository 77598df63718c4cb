"""The event coder: who did, offered, demanded, refused … what to whom.

Stages, sentence by sentence: match each verb and event noun with the act lexicon (``match``), climb from
it through all that governs it for its force (``climb``), decide force, act and parties (``decide``), attach
conditions (``conditions``) and times (``dates``), and write ``Event`` records.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pourparler.coders.events.climb import Climber
from pourparler.coders.events.conditions import Found, find_conditions
from pourparler.coders.events.decide import Decider, Decision
from pourparler.coders.events.doubts import Doubts
from pourparler.coders.events.match import Matcher
from pourparler.coders.events.raw import Raw
from pourparler.coders.events.rows import Draft
from pourparler.coders.events.state import State
from pourparler.coders.events.terms import Terms
from pourparler.lexicon.forces import load_conditions, load_forces
from pourparler.records import Analysis, Condition, Event, Mention, Range, Statement, Time

VERBAL = frozenset({("ACCUSE", "disapprove"), ("ACCUSE", "complain"), ("PROTEST", "demo"), ("SUPPORT", "praise")})
"""Acts that a purpose clause names as done: "blocked the road to protest against the law"."""
DELIBERATE = frozenset({"offer", "promise", "accept", "refuse", "threaten"})
PLEDGED = frozenset({"offer", "promise", "accept"})
ATTACHED = frozenset({"amod", "compound", "aux", "auxpass"})
OBLIGING = frozenset({"must", "should"})
ASIDE = frozenset({"while", "as", "after", "although", "though", "because", "since"})
UNREAL = frozenset({"if", "unless", "provided"})
"""Conditions of what has not happened."""
CLOSING = frozenset({'"', "”", "'", "’", ")"})


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


class EventCoder(Terms):
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
        super().__init__(analysis, mentions, times, statements, report_id, published)
        self.match = Matcher(self.s, self.p, self.acts)
        self.climber = Climber(self.s, load_forces(), self.acts)
        self.decider = Decider(self.s, self.p, self.acts)
        self.doubts = Doubts(self.s, self.p)
        self.conditions = load_conditions()
        self.bare_lemmas = {key.partition("_")[0] for key in self.acts.bare}

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
        if not raws and self.bare_lemmas.isdisjoint(lemmas) and OBLIGING.isdisjoint(lemmas):
            return []
        conditions = find_conditions(self.s, self.conditions, *sentence)
        drafts = [d for raw in raws if (d := self._draft(raw, sentence, conditions)) is not None]
        drafts += self._bare(sentence, drafts, conditions)
        drafts.sort(key=lambda d: d.raw.anchor)
        return self._linked(self._unique(drafts), conditions)

    def _raws(self, sentence: Range) -> list[Raw]:
        a, verbs, nouns = self.a, self.acts.verbs, self.acts.nouns
        found: list[Raw] = []
        taken: set[int] = set()
        for token in range(*sentence):
            entries = verbs.get(a.lemmas[token])
            if entries and a.pos[token] in ("VERB", "AUX") and a.deps[token] not in ATTACHED:
                raw = None if token in taken else self.match.verb(token, entries)
                if raw is not None:
                    found.append(raw)
                    if "undone" not in raw.entry.flags:
                        taken.add(token)
                    if raw.entry.mode == "decline":
                        taken.add(self.s.frame(token).comp or token)
        for token in range(*sentence):
            if a.pos[token] == "NOUN" and (entries := nouns.get(a.lemmas[token])):
                raw = self.match.noun(token, entries, taken)
                if raw is not None:
                    found.append(raw)
        if any(r.entry.act == "ASSAULT" for r in found):
            caused = [r for r in found if r.caused is not None]
            found = [r for r in found if not self._effect_of(r, caused, found)]
        found.sort(key=lambda r: r.anchor)
        return found

    def _effect_of(self, raw: Raw, caused: list[Raw], found: list[Raw]) -> bool:
        """Return whether a verb only tells what a coded strike did: "the strike killed two"."""
        if raw.nominal or raw.entry.act != "ASSAULT":
            return False
        subject = self.s.subject(raw.anchor)
        if self.s.deps[raw.anchor] == "advcl" and self.s.tags[raw.anchor] == "VBG" and not raw.recipients:
            return any(c.anchor != raw.anchor and c.entry.act == "ASSAULT" for c in found)
        return any(c.entry.act == "ASSAULT" and subject == self.s.subject(c.caused or 0) for c in caused)

    def _draft(self, raw: Raw, sentence: Range, conditions: list[Found]) -> Draft | None:
        state = State(nodes=[raw.anchor]) if raw.presupposed else self._climb(raw)
        if raw.alleged:
            state.force = "suppose"
        state.historical = state.historical or raw.standing
        if raw.nominal and raw.light is None and raw.ended is None and state.force == "did":
            state.force = self.climber.unreal(raw.anchor) or state.force
        statement = self._statement(raw.anchor)
        inside = next(
            (c for c in conditions if c.first <= raw.anchor < c.last and not self._aside(raw.anchor, c)), None
        )
        if inside is not None and inside.kind == "courtesy":
            return None
        hung = [c for c in conditions if inside is not c and self._hangs(c, state)]
        if state.force == "did" and self._asked(sentence):
            state.force = "suppose"
        decision = self.decider.decide(raw, state, statement is not None, bool(hung))
        if decision is not None and any(c.kind == "unless" for c in hung):
            self.decider.withheld(decision)
        if decision is None:
            return None
        described = self.a.deps[raw.anchor] == "acl" and self.a.tags[raw.anchor] == "VBN"
        pledged = inside is not None and inside.kind == "without" and decision.force in PLEDGED
        if pledged or (inside is not None and inside.kind != "without" and not described):
            decision = self._supposed(decision)
        if not (decision.actors or decision.recipients):
            return None
        if not decision.actors and decision.force in DELIBERATE:
            return None
        if self.doubts.doubtful(raw, state, decision):
            return None
        event = self._event(raw, state, decision, sentence, statement)
        if hung and event.force == "did":
            participle = self.a.deps[raw.anchor] in ("acl", "relcl")
            hung = [] if participle else hung
            hung = [c for c in hung if c.kind in ("exchange", "only after")]
        if decision.force == "did" and hung:
            if any(h.kind in UNREAL for h in hung):
                return None
            hung = [h for h in hung if h.kind in ("exchange", "only after")]
        if hung:
            first = hung[0]
            event = replace(event, condition=Condition(self.a.span(first.first, first.last), first.kind))
        return Draft(raw, state, decision, event)

    def _aside(self, verb: int, condition: Found) -> bool:
        """Return whether a clause within a condition states a fact: "… if he leaves, while crowds burned flags"."""
        s = self.s
        if s.deps[verb] != "advcl" or verb == condition.clause or s.tags[verb] not in ("VBD", "VBZ", "VBP"):
            return False
        return any(s.deps[k] == "mark" and s.low[k] in ASIDE for k in s.kids[verb])

    def _bare(self, sentence: Range, drafts: list[Draft], conditions: list[Found]) -> list[Draft]:
        """Code predicates of request, refusal, threat … whose content holds no act of the lexicon."""
        a = self.a
        used = {node for draft in drafts for node in draft.state.nodes}
        found = []
        for token in range(*sentence):
            raw = None
            if (key := self._bare_key(token)) is not None and token not in used:
                raw = self.match.bare(token, *self.acts.bare[key])
            elif a.lemmas[token] in OBLIGING and a.deps[token] == "aux" and a.heads[token] not in used:
                raw = self.match.obligation(token)
            if raw is not None and (draft := self._draft(raw, sentence, conditions)) is not None:
                found.append(draft)
        return found

    def _bare_key(self, token: int) -> str | None:
        """Return the key of a bare predicate, with its particle where it has one ("turned down")."""
        a = self.a
        if a.pos[token] != "VERB":
            return None
        for kid in a.children[token]:
            key = f"{a.lemmas[token]}_{a.words[kid].lower()}"
            if a.deps[kid] in ("prt", "advmod") and key in self.acts.bare:
                return key
        return a.lemmas[token] if a.lemmas[token] in self.acts.bare else None

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
