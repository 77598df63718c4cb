"""Acts of verbs: the frame that fits, and who stands in it."""

from __future__ import annotations

from pourparler.coders.events.control import REFLEXIVE
from pourparler.coders.events.needs import Needs
from pourparler.coders.events.raw import Raw, protested, recalled, reconciled, spoken, traded
from pourparler.coders.events.syntax import Frame
from pourparler.lexicon.acts import ActEntry
from pourparler.lexicon.grammar import grammar

TRAVELLERS = grammar("travellers")
SELVES = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself", "yourself"})
AIMED = frozenset({"against", "from", "by", "over", "at", "of"})
HARMING = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "RETREAT", "MOBILIZE", "REJECT"})
SPOKEN = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
MOVING = frozenset({"MOBILIZE", "RETREAT"})
OWNED = frozenset({"CONCEDE", "RETREAT", "SANCTION", "MOBILIZE", "AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
"""Acts in which "its" before the object is the actor's own: "ended its boycott"."""
WEAPONS = grammar("weapons")
HOSTILE = frozenset({"hostile", "strained", "tense", "sour", "frosty", "bad", "icy"})
AUDIENCE = frozenset(
    {"reporter", "journalist", "crowd", "audience", "press", "media", "student", "supporter", "correspondent"}
)


class Verbs(Needs):
    """Finds the act that a verb names."""

    def verb(self, token: int, entries: tuple[ActEntry, ...]) -> Raw | None:
        """Return the act of a verb, or None when no frame of it fits."""
        frame = self.s.frame(token)
        if self.s.lemmas[token] in ("let", "welcome") and self._only_wished(token):
            return None
        for entry in entries:
            if all(self._fits(need, frame) for need in entry.needs) and not (
                frame.passive and "embedded" in entry.flags
            ):
                return None if "nocode" in entry.flags else self._verb_event(frame, entry)
        return None

    def _only_wished(self, token: int) -> bool:
        """Return whether "let us meet" or "would welcome a visit" only carry the act that follows."""
        near = {self.s.low[k] for k in self.s.kids[token]} | set(self.s.low[token + 1 : token + 2])
        return bool(near & {"us", "would", "'d"})

    def _verb_event(self, frame: Frame, entry: ActEntry) -> Raw | None:
        raw = Raw(frame.head, entry, frame.head)
        flags = entry.flags
        for slot in entry.agents:
            raw.actors = self._fill(slot, frame) if slot != "subj" else self.p.at(frame.subj)
            if raw.actors:
                break
        if not raw.actors and "subj" in entry.agents and frame.subj is not None and "said" not in flags:
            raw.actors = self.p.within(frame.subj)
            raw.confidence -= 0.1
        raw.recipients = self._recipients(frame, entry, raw.actors)
        if "deep" in flags and not raw.recipients:
            inner = [self.s.frame(t) for tokens in frame.preps.values() for t in tokens if self.s.pos[t] == "NOUN"]
            found = [p for one in inner for t in one.preps.get("with", ()) for p in self.p.at(t)]
            raw.recipients = [t for t in found if t not in raw.actors]
        if "deep" in flags and not raw.recipients and not any(self.p.is_plural(t) for t in raw.actors):
            return None
        if "recip" in flags and not raw.recipients and len(raw.actors) == 0:
            return None
        if entry.act == "SUPPORT" and frame.obj is not None and self.s.low[frame.obj] in SELVES:
            return None
        if "host" in flags:
            raw.actors, raw.recipients = raw.recipients, raw.actors
        if entry.act == "AID" and not raw.recipients and raw.actors and self.p.label.get(raw.actors[0]) == "PERSON":
            return None
        if entry.act == "PROTEST" and not raw.recipients:
            raw.recipients = [t for t in self._protest_target(frame.head) if t not in raw.actors]
        if "subjperson" in flags and (frame.subj is None or not self.p.is_person(frame.subj)):
            return None
        if "protester" in flags and not raw.actors:
            return None
        if "must" in flags and not raw.recipients:
            return None
        if not raw.actors and frame.passive and entry.act in MOVING and self._moved(frame.obj):
            raw.actors = self.p.at(frame.obj)
            raw.recipients = [t for t in raw.recipients if t not in raw.actors]
        if not self._agentive(frame, raw):
            return None
        if "violent" in flags:
            if self._in_words(frame, raw):
                if "strict" in flags or not raw.recipients:
                    return None
                raw.entry = spoken(entry)
            elif not raw.recipients and frame.obj is not None and not self._is_word(frame.obj, self._targets):
                return None
        if entry.mode == "visit" and "weak" in flags and all(self._carried(t) for t in raw.actors):
            return None
        if entry.act == "SANCTION" and frame.obj is not None and self._modified(frame.obj, HOSTILE):
            raw.entry = reconciled(entry)
        if self.s.lemmas[frame.head] == "summon" and self._own(frame.obj):
            raw.entry = recalled(entry)
            raw.recipients = self._fill("to", frame) or self._fill("from", frame) or self._fill("in", frame)
        if entry.act == "PROTEST" and any(self.p.is_official(t) or self.s.low[t] == "it" for t in raw.actors):
            raw.entry = protested(entry)
        if "victim" in flags and frame.obj is not None and not raw.recipients and self._lifeless(frame.obj):
            return None
        if "manner" in flags and "by" in frame.gerunds:
            return None
        if "manner" in flags and self._in_trade(frame.head):
            raw.entry = traded(entry)
        if entry.act == "COOPERATE" and "weak" in flags and self.s.deps[frame.head] == "acl":
            return None
        if "nopress" in flags and any(self.s.lemmas[t] in AUDIENCE for t in raw.recipients):
            return None
        if "weak" in flags:
            raw.confidence -= 0.15
        return raw

    def _own(self, token: int | None) -> bool:
        """Return whether the object is the actor's own: "its ambassador"."""
        return token is not None and any(self.s.low[k] in REFLEXIVE for k in self.s.kids[token])

    def _in_trade(self, token: int) -> bool:
        """Return whether the sentence speaks of tariffs and sanctions, and of no arms."""
        first, last = self.s.a.sentences[self.s.a.sentence_of[token]]
        lemmas = set(self.s.lemmas[first:last])
        return bool(lemmas & self.acts.classes["trade"]) and not lemmas & self.acts.classes["violence"]

    def _lifeless(self, token: int) -> bool:
        """Return whether one kills it only in words: a bill, a deal, hopes."""
        return self.s.pos[token] == "NOUN" and self.s.lemmas[token] in self.acts.targets | self.acts.classes["deal"]

    def _moved(self, token: int | None) -> bool:
        """Return whether it is troops that "were sent" or "were withdrawn"."""
        return token is not None and self._is_word(token, self.acts.classes["troops"])

    def _carried(self, token: int) -> bool:
        """Return whether somebody travels without calling on anybody: refugees, troops, prisoners."""
        lemma = self.s.lemmas[token]
        return self.s.pos[token] == "NOUN" and (
            lemma in self.acts.classes["victims"] or lemma in self.acts.classes["fighters"] or lemma in TRAVELLERS
        )

    def _protest_target(self, verb: int) -> list[int]:
        """Return whom a protest aims at: the first named party among its reasons and purposes."""
        s = self.s
        for token in s.a.subtree(verb):
            aimed = token > verb and (
                s.deps[token] == "poss" or (s.deps[token] == "pobj" and s.low[s.heads[token]] in AIMED)
            )
            if aimed and s.pos[token] != "PRON" and self.p.is_party(token):
                return self.p.at(token)
        return []

    def _agentive(self, frame: Frame, raw: Raw) -> bool:
        """Return whether somebody acts: a thing as subject of an active verb makes no event, save weapons."""
        if raw.actors or "said" in raw.entry.flags:
            return True
        if frame.passive and raw.entry.act in ("CONCEDE", "RETREAT"):
            return True
        if frame.passive or frame.subj is None:
            return raw.entry.act in HARMING and bool(raw.recipients) and (frame.passive or self._bare_form(frame))
        return raw.entry.act == "ASSAULT" and self.s.lemmas[frame.subj] in WEAPONS and bool(raw.recipients)

    def _bare_form(self, frame: Frame) -> bool:
        """Return whether the verb is an infinitive or gerund, whose doer the text may leave unsaid."""
        return self.s.tags[frame.head] in ("VB", "VBG") and self.s.deps[frame.head] not in ("ROOT", "conj")

    def _in_words(self, frame: Frame, raw: Raw) -> bool:
        """Return whether an attack is one with words: by a politician, or on a policy."""
        if frame.obj is not None and self.s.lemmas[frame.obj] in self.acts.targets:
            return True
        if frame.obj is not None and self.p.is_place(frame.obj) and self.p.label.get(frame.obj):
            return False
        return any(self._unarmed(token) for token in raw.actors)

    def _recipients(self, frame: Frame, entry: ActEntry, actors: list[int]) -> list[int]:
        bound = self.s.lemmas[frame.head] in self.acts.perform or (actors and entry.act in OWNED)
        own = REFLEXIVE if bound else frozenset()
        for slot in entry.recipients:
            found = [
                t for t in self._fill(slot, frame, entry.act in SPOKEN) if t not in actors and self.s.low[t] not in own
            ]
            if found:
                return found
        if frame.obj is not None and entry.recipients[0] == "obj":
            return [
                t for t in self.p.within(frame.obj, entry.act in SPOKEN) if t not in actors and self.s.low[t] not in own
            ]
        return []
