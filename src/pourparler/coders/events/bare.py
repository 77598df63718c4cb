"""Predicates of request, refusal, threat … that are the event themselves: "demanded an explanation"."""

from __future__ import annotations

from pourparler.coders.events.raw import Raw, bare_entry
from pourparler.coders.events.syntax import Frame
from pourparler.coders.events.verbs import Verbs
from pourparler.lexicon.grammar import grammar

FACTUAL = frozenset({"ask", "agree", "accept", "insist", "push", "press", "promise", "swear", "vow", "call"})
STATED = grammar("finite")
PROPOSALS = grammar("proposals")
NAMING = frozenset({"name", "identify", "quote", "remain"})
"""What sources ask for: "asked not to be named"."""
TELLING = NAMING | {"provide", "give", "specify", "disclose", "say", "elaborate", "reveal", "confirm", "answer", "tell"}
"""What officials decline to do before reporters."""
QUESTIONS = grammar("questions")
COLLECTIVES = frozenset({"junta", "regime", "coalition", "bloc", "union", "alliance", "forum", "group", "militia"})
SELF = frozenset({"he", "she", "it", "they", "we", "i"})
MIGHT = frozenset({"would", "will", "could", "might", "may", "'ll"})


class Bare(Verbs):
    """Finds predicates and obligations whose content names no act of the lexicon."""

    def bare(self, token: int, force: str, act: str) -> Raw | None:
        """Return the act of a predicate whose content names none: "demanded an explanation from Oslo"."""
        frame = self.s.frame(token)
        obj = frame.obj
        invited = obj is not None and self.s.lemmas[obj] == "invitation" and force in ("accept", "refuse")
        act = "CONSULT" if invited else act
        raw = Raw(token, bare_entry(self.s.lemmas[token], force, act), token, confidence=0.75 if invited else 0.6)
        raw.actors = self.p.at(frame.subj)
        if obj is not None and not self.p.at(obj) and self.s.lemmas[obj] in self.acts.quantity:
            obj = None
        raw.recipients = self.p.at(obj) or self.p.at(frame.dative)
        if not raw.recipients and force in ("request", "demand"):
            raw.recipients = self.p.at(self._complement_subject(frame))
        for slot in ("on", "from", "to", "against", "for"):
            if slot == "for" and force == "request":
                continue
            raw.recipients = raw.recipients or self._direct(slot, frame)
        if obj is not None and not raw.recipients and force in ("request", "demand"):
            raw.recipients = next((p for t in self.s.frame(obj).preps.get("by", ()) if (p := self.p.at(t))), [])
        proposed = obj is not None and self.s.lemmas[obj] in PROPOSALS
        inner = [t for t in self.p.within(obj) if self.s.pos[t] != "PRON"] if proposed else []
        raw.recipients = [t for t in raw.recipients or inner if t not in raw.actors]
        if not raw.actors or self._asks(frame):
            return None
        if self.s.lemmas[token] == "seek" and "from" not in frame.preps and not self._direct("from", frame):
            return None
        if self.s.lemmas[token] == "warn":
            return raw if self._warns_of_itself(frame) else None
        if self.s.lemmas[token] == "accept" and any(self.s.low[k] == "neither" for k in self.s.kids[token]):
            raw.entry = bare_entry("neither accept", "did", "STATE")
            return raw
        if obj is None and self.s.lemmas[token] == "accept" and not frame.preps and not frame.clausal:
            return raw
        first = raw.actors[0]
        weighty = force in ("request", "demand", "refuse") or not self.p.is_person(first)
        weighty = weighty or (self.s.pos[first] == "NOUN" and self.p.is_plural(first))
        weighty = weighty or self.s.lemmas[first] in COLLECTIVES
        answered = (
            force in ("accept", "refuse") and obj is not None and self.s.lemmas[obj] in self.acts.classes["demand"]
        )
        weighty = weighty and (frame.clausal or (force in ("request", "demand") and self._pleads(frame)))
        return raw if raw.recipients or answered or weighty else None

    def _warns_of_itself(self, frame: Frame) -> bool:
        """Return whether who warns says what it may do itself: "warned that it would take another course"."""
        comp = frame.comp
        subject = self.s.child_subject(comp) if comp is not None else None
        if comp is None or subject is None or self.s.low[subject] not in SELF:
            return False
        return any(self.s.low[k] in MIGHT for k in self.s.kids[comp] if self.s.deps[k] == "aux")

    def _pleads(self, frame: Frame) -> bool:
        """Return whether the thing asked for is one that states ask each other for: calm, arms, an inquiry."""
        wanted = [frame.obj, *frame.preps.get("for", ())]
        return any(t is not None and self._is_word(t, self.acts.classes["pleas"]) for t in wanted)

    def _direct(self, slot: str, frame: Frame) -> list[int]:
        """Return the parties that stand right after a preposition of the verb or of its object."""
        tokens = list(frame.preps.get(slot, ()))
        if frame.obj is not None and self.s.pos[frame.obj] == "NOUN":
            tokens += self.s.frame(frame.obj).preps.get(slot, ())
        return next((found for token in tokens if (found := self.p.at(token))), [])

    def obligation(self, modal: int) -> Raw | None:
        """Return what somebody is told to do with "must" or "should", without an act of the lexicon."""
        verb = self.s.heads[modal]
        if self.s.pos[verb] not in ("VERB", "AUX"):
            return None
        raw = Raw(verb, bare_entry(self.s.low[modal], "did", "REQUEST"), verb, confidence=0.55)
        frame = self.s.frame(verb)
        raw.actors = [t for t in self.p.at(frame.subj) if self.s.pos[t] != "PRON"] if not frame.passive else []
        return raw if raw.actors else None

    def _asks(self, frame: Frame) -> bool:
        """Return whether the content is a question ("asked whether", "asked a question")."""
        s = self.s
        if frame.obj is not None and s.lemmas[frame.obj] == "question":
            return True
        comp = frame.comp
        if comp is not None and s.lemmas[comp] in (
            TELLING if s.lemmas[frame.head] in ("decline", "refuse") else NAMING
        ):
            return True
        if comp is None:
            return s.lemmas[frame.head] in ("ask", "press", "call") and "for" not in frame.preps
        if s.lemmas[frame.head] == "call" and not frame.preps:
            return True
        if s.lemmas[frame.head] not in FACTUAL:
            return any(s.low[k] in QUESTIONS for k in s.kids[comp])
        if s.lemmas[frame.head] == "insist" and any(s.deps[k] == "aux" and s.low[k] in STATED for k in s.kids[comp]):
            return True
        infinitive = any(s.deps[k] == "aux" and s.low[k] in ("to", "should", "must") for k in s.kids[comp])
        if not infinitive and s.tags[comp] not in ("VB", "VBG"):
            return True
        return any(s.low[k] in QUESTIONS for k in s.kids[comp]) or (
            s.tags[comp] in ("VBD", "VBZ") and s.lemmas[frame.head] == "ask"
        )
