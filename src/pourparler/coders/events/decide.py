"""From an act and the state of its climb to force, act, mode and the people of an event."""

from __future__ import annotations

from dataclasses import dataclass, field

from pourparler.coders.events.parties import Parties
from pourparler.coders.events.raw import Raw
from pourparler.coders.events.state import State
from pourparler.coders.events.syntax import Syntax
from pourparler.lexicon.acts import Acts
from pourparler.lexicon.grammar import grammar

OFFICIAL = grammar("official")
OWN = frozenset({"his", "her", "their", "its", "our", "my", "your"})
PROPOSALS = grammar("proposals")
DOCUMENTS = grammar("documents")
PRIVATE = grammar("private")
JOINT = frozenset({"joint", "bilateral", "combined", "multinational", "trilateral"})
FIRST = grammar("first")


MODALS = frozenset({"will", "wo", "would", "can", "ca", "could", "shall", "'ll"})
ANNOUNCED = frozenset({"promise", "threaten"})
"""Forces of a deed to come that has no doer; they are those of whoever says it: "the siege will be lifted"."""
ALLOWING = frozenset({"allow", "permit", "let"})
GIVEN = frozenset({"AID", "SUPPORT", "CONCEDE"})


@dataclass(slots=True)
class Decision:
    """What the coder says of one act, still in tokens."""

    force: str
    act: str
    mode: str | None
    actors: list[int]
    recipients: list[int]
    thirds: list[int]
    speaker: list[int] = field(default_factory=list)
    negated: bool = False
    historical: bool = False
    confidence: float = 0.8


class Decider:
    """Applies the policy of docs/events.md."""

    def __init__(self, syntax: Syntax, parties: Parties, acts: Acts) -> None:
        self.s, self.p, self.acts = syntax, parties, acts

    def decide(self, raw: Raw, st: State, quoted: bool, conditional: bool) -> Decision | None:
        """Return the decision, or None when the act is too uncertain to be a row."""
        if "nay" in raw.entry.flags:
            if not any(self.s.low[k] in MODALS for k in self.s.kids[raw.anchor]):
                return None
            if not any(self.s.deps[k] == "neg" for k in self.s.kids[raw.anchor]):
                return None
            st.neg, st.force, st.unknown, st.uncertain = False, "refuse", False, False
        if st.dropped or (st.unknown and st.force == "suppose"):
            return None
        if raw.entry.id == "bare neither accept":
            st.neg, st.force = False, "did"
        act, mode, force = raw.entry.act, raw.entry.mode, st.force
        if "imperative" in st.rules:
            self._addressed(raw, st)
        negated = st.inner_negated
        confidence = raw.confidence - (0.15 if st.uncertain else 0.0)
        if raw.entry.force and force == "did" and not st.neg:
            force = raw.entry.force
        if raw.ended is not None or st.ended:
            act, mode, force = self._ended(raw, st, act, force)
            if not act:
                return None
        conflict = act in self.acts.conflict
        if force == "did":
            force, negated = self._plain(st, conflict, quoted, conditional, raw)
        elif st.obliged and st.force == "accept" and self._own_doing(raw):
            force, raw.actors = "accept", []
        elif st.obliged and st.force in ("accept", "refuse", "promise"):
            force = "request" if st.obliged == "should" else "demand"
        if force == "offer" and st.kind == "wish" and raw.nominal and "recip" not in raw.entry.flags and not raw.actors:
            force = "request"
        others = len(raw.actors) > 1 and self._from_others(raw, st)
        if force == "offer" and st.kind == "wish" and raw.nominal and others:
            force, st.holder, st.source = "suppose", None, st.holder
        if force in ("offer", "accept") and act == "MOBILIZE":
            act, mode = "AID", "peacekeeping"
        if force in ("offer", "accept") and mode == "investigate" and self.s.lemmas[raw.anchor] in ("send", "dispatch"):
            act, mode = "AID", None
        force = self._settle(force, act, mode, conditional, quoted, negated, st)
        negated = negated and force != "refuse"
        if negated and force in ("promise", "accept") and act not in self.acts.conflict:
            force, negated = "refuse", False
        if negated and force in ("request", "demand", "promise", "accept"):
            act, mode = self.acts.inverse[act]
            negated = False
        flags = raw.entry.flags
        denied = any("(deny)" in rule for rule in st.rules)
        if force == "deny" and act in ("CONCEDE", "RETREAT") and self.s.lemmas[raw.anchor] in ALLOWING and not denied:
            force, act, negated = ("refuse", act, False) if raw.actors else ("did", "REJECT", False)
        plain = force == "did" or (force not in ("deny", "refuse") and not (st.rules or st.future or st.would))
        if ("embedded" in flags and plain) or ("undone" in flags and force == "did"):
            return None
        if "asked" in flags and (force not in ("request", "demand", "refuse") or not st.rules):
            return None
        if force == "refuse" and not raw.actors and st.holder is None and st.said is None:
            return None
        denier = next((t for t in (st.holder, st.said, st.source) if t is not None), None)
        if force == "deny" and (act == "STATE" or (not raw.actors and denier is None)):
            return None
        if act == "REQUEST" and (raw.presupposed or force == "suppose"):
            return None
        if force == "suppose" and (act == "STATE" or self._idle(raw, st)):
            return None
        if act == "REJECT" and force == "refuse" and not raw.entry.id.startswith("bare "):
            return None
        if force == "offer" and st.kind == "wish" and raw.nominal and act in GIVEN and self._from_others(raw, st):
            force = "request"
            st.asked = raw.actors[0] if raw.actors else st.asked
        if act == "COOPERATE" and self._alone_at_drill(raw):
            act, mode = "MOBILIZE", "troops"
        decision = Decision(force, act, mode, raw.actors, raw.recipients, raw.thirds, negated=negated)
        decision.confidence = round(max(0.2, confidence), 2)
        self._people(decision, raw, st)
        if act == "CONSULT" and mode is None and set(raw.thirds) & set(decision.actors) and decision.recipients:
            decision.mode = mode = "mediate"  # "offered to host talks between the two"
        if (
            decision.force == "request"
            and act in ("CONSULT", "AGREE")
            and st.rules[:1] == ["force verb invite (offer)"]
        ):
            decision.force = "offer"
        if decision.force == "offer" and st.received:
            self._received(decision, st)
        if act == "CONSULT" and force == "did" and self._alone(decision):
            return None
        if any(self._nobody(t) for t in decision.actors) or (raw.nominal and act == "ACCUSE" and force == "refuse"):
            return None
        if mode == "praise" and force in ("offer", "promise", "predict", "threaten"):
            spoken = (force == "offer" and st.kind == "wish") or (force == "promise" and st.would and not st.rules)
            if not spoken or raw.nominal:
                return None
            decision.force = "did"  # "we want to thank them", "that would be good": done by saying it
        if act == "SUPPORT" or mode == "disarm":
            decision.recipients = [t for t in decision.recipients if not self._mere_place(t, mode)]
        if act in ("CONSULT", "AGREE", "COOPERATE") and self._private(decision):
            return None
        decision.historical = st.historical and (force == "did" or not st.said) and not self._backshift(st)
        return decision

    def _nobody(self, token: int) -> bool:
        """Return whether "no president has met him" tells of an actor that there is not."""
        return any(self.s.deps[k] == "det" and self.s.low[k] == "no" for k in self.s.kids[token])

    def _mere_place(self, token: int, mode: str | None) -> bool:
        """Return whether a recipient is a place that stands for nobody: "the Korean Peninsula", a reactor's town."""
        mention = self.p.mention.get(token)
        known = mention is not None and (mention.actor is not None or mention.candidates)
        labels = ("LOC", "FAC", "GPE") if mode == "disarm" else ("LOC",)
        return self.p.label.get(token) in labels and not known

    def _received(self, d: Decision, st: State) -> None:
        """Turn an offer round that its subject got: "received an invitation (from the king) to go to Norway"."""
        receiver = self.p.at(st.asked)
        if set(receiver) & set(d.actors):
            givers = [t for t in self._holder(st.holder) if t not in receiver]
            d.actors = givers or [t for t in d.recipients if t not in receiver]
        d.recipients = receiver or d.recipients

    def withheld(self, d: Decision) -> None:
        """Read a withdrawal announced "unless …" as what it is, a threat."""
        if d.force == "promise" and d.act == "RETREAT" and d.mode == "withdraw":
            d.force, d.act = "threaten", "SANCTION"

    def _own_doing(self, raw: Raw) -> bool:
        """Return whether those who agree are to do it themselves: "agreed that their countries should cooperate"."""
        return bool(raw.actors) and all(
            self.s.low[t] in ("they", "both") or any(self.s.low[k] in OWN for k in self.s.kids[t]) for t in raw.actors
        )

    def _private(self, d: Decision) -> bool:
        """Return whether only firms, clubs and the like have to do with each other."""
        parties = d.actors + d.recipients
        return bool(parties) and all(
            self.s.lemmas[t] in PRIVATE and not any(self.p.named(k) for k in self.s.kids[t]) for t in parties
        )

    def _idle(self, raw: Raw, st: State) -> bool:
        """Return whether a supposition says too little: of "you", or of a bare pronoun towards nobody."""
        if any(self.s.low[t] == "you" for t in raw.actors):
            return True
        pronouns = all(self.s.pos[t] == "PRON" for t in raw.actors)
        return st.uncertain and not raw.recipients and pronouns and st.condition is None

    def _from_others(self, raw: Raw, st: State) -> bool:
        """Return whether what is wished for would come from somebody else: "hopes for aid from the union"."""
        holder = self.p.at(st.holder)
        return bool(holder and raw.actors) and not set(holder) & set(raw.actors)

    def _alone_at_drill(self, raw: Raw) -> bool:
        """Return whether one state holds an exercise of its own."""
        s = self.s
        noun = raw.anchor if raw.nominal else s.frame(raw.anchor).obj
        if noun is None or s.lemmas[noun] not in self.acts.classes["exercises_alone"] or raw.recipients:
            return False
        if len(raw.actors) != 1 or self.p.is_plural(raw.actors[0]):
            return False
        return not any(
            s.low[k] in ("joint", "bilateral", "combined", "multinational", "trilateral") for k in s.kids[noun]
        )

    def _alone(self, d: Decision) -> bool:
        """Return whether nobody is there to meet: one person at "a meeting"."""
        if not d.actors and len(d.recipients) > 1:
            d.actors, d.recipients = d.recipients, []
        if d.recipients or d.thirds or len(d.actors) > 1 or d.mode == "mediate":
            return not d.actors
        return not d.actors or not self.p.is_plural(d.actors[0])

    def _ended(self, raw: Raw, st: State, act: str, force: str) -> tuple[str, str | None, str]:
        verb = raw.ended
        called_off = verb is not None and self.s.lemmas[verb] in self.acts.called_off
        if called_off and act == "CONSULT" and force in ("did", "refuse", "request", "demand", "deny"):
            return act, raw.entry.mode, "refuse" if force == "did" and not st.neg else force
        if act not in self.acts.ended:
            return "", None, force
        new, mode = self.acts.ended[act]
        if act == "COOPERATE" and self.s.lemmas[raw.anchor] in self.acts.classes["exercises"]:
            new, mode = "RETREAT", "ease"
        if verb is not None and act == "CONSULT" and self.s.lemmas[verb] in ("end", "quit", "leave", "conclude"):
            return act, raw.entry.mode, force
        return new, mode, force

    def _plain(self, st: State, conflict: bool, quoted: bool, conditional: bool, raw: Raw) -> tuple[str, bool]:
        """Return (force, negated) of an act that no predicate embeds: tense, modals, negation."""
        reported = st.said is not None or quoted
        if st.obliged:
            if raw.entry.id.startswith("bare ") and st.said is None:
                return "suppose", st.neg
            if conflict and "have to" in st.rules:
                return ("threaten" if conditional else "suppose"), st.neg
            if reported and not self._same(st.said, raw.actors):
                return ("demand" if st.obliged == "must" else "request"), st.neg
            return "suppose", st.neg
        if st.counterfactual:
            return "suppose", st.neg
        if st.future or (st.would and (reported or conditional)):
            if st.neg:
                return ("promise", True) if conflict else ("refuse", False)
            if self._foretold(st, raw):
                return "predict", False
            return ("threaten" if conflict else "promise"), False
        if st.would:
            return "suppose", st.neg
        if st.neg:
            return ("refuse", False) if raw.entry.act == "AGREE" and not self._signed(raw) else ("deny", True)
        return "did", False

    def _signed(self, raw: Raw) -> bool:
        """Return whether it is a signature that is denied: "no deal had been signed"."""
        return raw.light is not None and self.s.lemmas[raw.light] in ("sign", "ink", "conclude")

    def _foretold(self, st: State, raw: Raw) -> bool:
        """Return whether somebody else than the actor (and no official voice) says what will happen."""
        if st.said is None or not raw.actors:
            return False
        if self._same(st.said, raw.actors):
            return False
        actor = raw.actors[0]
        if self.s.low[actor] in FIRST or self.s.pos[actor] == "PRON":
            return False
        return self.s.lemmas[st.said] not in OFFICIAL and self.p.is_person(st.said) is False

    def _same(self, token: int | None, actors: list[int]) -> bool:
        if token is None or not actors:
            return False
        if token in actors or any(self.s.low[a] == self.s.low[token] for a in actors):
            return True
        ours = self.p.mention.get(token)
        return ours is not None and ours.actor is not None and any(
            (m := self.p.mention.get(a)) is not None and m.actor == ours.actor for a in actors
        )  # fmt: skip

    def _settle(
        self,
        force: str,
        act: str,
        mode: str | None,
        conditional: bool,
        quoted: bool,
        negated: bool,
        st: State,
    ) -> str:
        if st.kind == "attempt" and force == "suppose" and act == "ASSAULT" and mode == "targeted":
            return "did"
        if st.possible and conditional and force == "suppose" and act in self.acts.material_conflict:
            return "threaten" if st.said is not None or quoted else force
        if act in self.acts.conflict:
            if st.kind == "wish" and force == "offer":
                return "suppose"
            if force in ("promise", "accept") and negated and act == "MOBILIZE":
                return "refuse"
            if force in ("promise", "accept") and not negated:
                return "threaten"
            if force == "offer":
                ready = any("adjective" in rule for rule in st.rules)
                return "threaten" if conditional or ready else "suppose"
        return force

    def _backshift(self, st: State) -> bool:
        """Return whether a pluperfect is only the tense of reported speech."""
        return st.said is not None or st.source is not None

    # -- people ------------------------------------------------------------------------------------------
    def _people(self, d: Decision, raw: Raw, st: State) -> None:
        holder = self._holder(st.holder)
        if "said" in raw.entry.flags and not d.actors:
            d.actors = self.p.at(st.said)
        if d.force in ("request", "demand") and (st.rules or not raw.entry.force):
            self._asking(d, raw, st, holder)
        elif d.force in ("predict", "deny", "suppose"):
            if not d.actors and d.force == "suppose" and st.considered is not None:
                d.actors = [t for t in self.p.at(st.considered) if t not in d.recipients]
            if not d.actors:
                denier = self.p.at(st.source) or self.p.at(st.said) if d.force == "deny" else []
                d.actors = [t for t in holder or denier if t not in d.recipients]
            sources = [*self.p.at(st.source), *self.p.at(st.said)]
            d.speaker = [t for t in sources if t not in d.actors][:1]
        elif d.force == "did" and not d.actors and holder:
            d.actors = holder
        elif (
            not d.actors
            and not holder
            and (d.force == "refuse" or (d.force in ANNOUNCED and st.future and not st.rules))
        ):
            d.actors = [t for t in self.p.at(st.said) if t not in d.recipients]
        elif holder and d.force != "did":
            if raw.nominal or not d.actors:
                self._nominal_holder(d, holder)
            if st.asked is not None and not d.recipients:
                d.recipients = [t for t in self.p.at(st.asked) if t not in d.actors]
            if d.force in ("accept", "refuse") and (other := self._counterpart(st)):
                d.actors = holder
                d.recipients = [t for t in other if t not in d.actors] or d.recipients
        d.recipients = [t for t in d.recipients if t not in d.actors]

    def _addressed(self, raw: Raw, st: State) -> None:
        """Read an order: who says it does not do it, and who is spoken to may be named beside the speaking."""
        if self._same(st.said, raw.actors):
            raw.actors = []
        for node in st.sayings:
            frame = self.s.frame(node)
            for token in (frame.obj, *frame.preps.get("at", ()), *frame.preps.get("to", ())):
                if token is not None and st.asked is None and self.p.at(token) and token not in raw.recipients:
                    st.asked = token

    def _told(self, st: State, asker: list[int]) -> list[int]:
        """Return whom "told Damascus that it must …" names."""
        for node in st.sayings:
            obj = self.s.frame(node).obj if self.s.lemmas[node] in ("tell", "warn", "remind") else None
            if obj is not None and self.s.pos[obj] != "PRON" and (found := self.p.at(obj)):
                return [t for t in found if t not in asker]
        return []

    def _holder(self, token: int | None) -> list[int]:
        """Return whose offer, demand or word it is; a document is that of who wrote it, not of its reader."""
        if token is None or (found := self.p.at(token)):
            return [] if token is None else found
        noun = self.s.antecedent(token)
        if self.s.lemmas[noun] in DOCUMENTS:
            return self.p.at(self.s.holder(noun))
        return self.p.within(token)

    def _counterpart(self, st: State) -> list[int]:
        """Return whose offer or demand is accepted or refused."""
        if st.counterpart is not None and (found := self.p.at(st.counterpart) or self.p.within(st.counterpart)):
            return found
        for node in st.nodes[1:]:
            if self.s.pos[node] == "NOUN" and self.s.lemmas[node] in PROPOSALS:
                found = [t for t in self.p.within(node) if self.s.pos[t] != "PRON"]
                return [t for t in found if t not in st.nodes]
        return []

    def _nominal_holder(self, d: Decision, holder: list[int]) -> None:
        if d.force in ("accept", "refuse") and (others := [t for t in d.actors if t not in holder]):
            d.actors, d.recipients = holder, [t for t in others if self.s.low[t] not in OWN] or d.recipients
            return
        others = [t for t in d.actors if t not in holder and self.s.low[t] not in OWN]
        d.actors = holder
        if not d.recipients:
            d.recipients = others

    def _asking(self, d: Decision, raw: Raw, st: State, holder: list[int]) -> None:
        doers = d.actors
        asker = holder or self.p.at(st.said)
        asked = self.p.at(st.asked) if st.asked is not None else []
        asked = asked or [t for t in doers if t not in asker]
        if st.asked is not None and not asked:
            asked = self.p.within(st.asked)
        if asked and all(self.s.pos[t] == "PRON" for t in asked):
            asked = self._told(st, asker) or asked
        d.actors = asker
        d.recipients = [t for t in (asked or d.recipients) if t not in asker]
