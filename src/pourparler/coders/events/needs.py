"""Whether a frame fits an entry of the act lexicon, and who fills its slots."""

from __future__ import annotations

from pourparler.coders.events.parties import Parties
from pourparler.coders.events.syntax import Frame, Syntax
from pourparler.lexicon.acts import Acts, Need

TIMES = frozenset({"DATE", "TIME"})


class Needs:
    """Tests needs and fills slots over one analysis."""

    def __init__(self, syntax: Syntax, parties: Parties, acts: Acts) -> None:
        self.s, self.p, self.acts = syntax, parties, acts
        classes = acts.classes
        self._targets = classes["building"] | classes["territory"] | classes["troops"] | classes["weapons"]

    def _fits(self, need: Need, frame: Frame) -> bool:
        slot = need.slot
        if slot == "noobj":
            return frame.obj is None
        if slot == "nooprd":
            return frame.oprd is None
        if slot == "passive":
            return frame.passive
        if slot == "noxcomp":
            return not frame.clausal
        if slot == "ccomp":
            return frame.clausal
        if slot == "prt":
            return bool(frame.prts & need.words)
        if slot == "adv":
            return any(self.s.low[k] in need.words for k in self.s.kids[frame.head])
        if slot == "mod":
            return self._modified(frame.head, need.words)
        if slot == "plural":
            return self.s.tags[frame.head] in ("NNS", "NNPS")
        if slot == "comp":
            subject = self._complement_subject(frame)
            return subject is not None and self._passes(subject, need)
        if slot == "xverb":
            return any(self.s.lemmas[t] in need.words for t in self._purposes(frame))
        if slot in ("obj", "subj", "dative", "oprd"):
            token = getattr(frame, slot)
            return token is not None and self._passes(token, need)
        if slot == "poss":
            return any(self.s.deps[k] == "poss" and self._passes(k, need) for k in self.s.kids[frame.head])
        if need.test == "any" and not need.words and slot in frame.gerunds:
            return True
        tokens = frame.preps.get(slot, ())
        if not tokens and frame.obj is not None and self.s.pos[frame.head] == "VERB":
            tokens = self.s.frame(frame.obj).preps.get(slot, ()) if self.s.pos[frame.obj] != "VERB" else ()
        return any(self._passes(token, need) and not self._is_time(token) for token in tokens)

    def _purposes(self, frame: Frame) -> list[int]:
        """Return the verbs of a complement, of "to …" beside the verb, and of "to …" on its object."""
        s = self.s
        found = [] if frame.comp is None else [frame.comp]
        for host in (frame.head, frame.obj):
            if host is not None:
                found += [k for k in s.kids[host] if s.deps[k] in ("advcl", "relcl", "acl") and s.tags[k] == "VB"]
        return found

    def _is_time(self, token: int) -> bool:
        return self.p.label.get(token) in TIMES and self.s.tags[token] in ("NNP", "CD")

    def _passes(self, token: int, need: Need) -> bool:
        if need.words:
            return self._is_word(token, need.words)
        if need.test == "any":
            return True
        if need.test == "actor":
            return bool(self.p.at(token))
        if need.test == "place":
            return self.p.is_place(self.s.antecedent(token))
        if need.test == "person":
            return self.p.is_person(self.s.antecedent(token))
        if need.test == "armed":
            return any(self.s.pos[t] != "PRON" and not self._unarmed(t) for t in self.p.at(token))
        return self.p.is_plural(self.s.antecedent(token))

    def _is_word(self, token: int, words: frozenset[str]) -> bool:
        s = self.s
        token = s.antecedent(token)
        for one in s.a.conjuncts(token):
            if s.lemmas[one].lower() in words:
                return True
            if s.lemmas[one] in self.acts.quantity or s.pos[one] == "NUM":
                inner = self.p._of(one)
                if inner is not None and s.lemmas[inner].lower() in words:
                    return True
        return False

    def _modified(self, token: int, words: frozenset[str]) -> bool:
        s = self.s
        modifiers = [k for k in s.kids[token] if s.deps[k] in ("amod", "compound", "nmod")]
        return any(s.lemmas[k] in words or not words.isdisjoint(s.low[k].split("-")) for k in modifiers)

    def _fill(self, slot: str, frame: Frame, spoken: bool = False) -> list[int]:
        if slot == "obj":
            return self.p.at(frame.obj)
        if slot == "inobj":
            return self.p.within(frame.obj, spoken)
        if slot == "dative":
            return self.p.at(frame.dative)
        if slot == "subj":
            return self.p.at(frame.subj)
        if slot == "comp":
            return self.p.at(self._complement_subject(frame))
        found = list(frame.preps.get(slot, ()))
        if frame.obj is not None and self.s.pos[frame.obj] in ("NOUN", "PROPN"):
            inner = self.s.frame(frame.obj).preps
            found += inner.get(slot, ())
            for counted in inner.get("of", ()):
                found += self.s.frame(counted).preps.get(slot, ())
        for token in found:
            if parties := self.p.at(token):
                return parties
        for token in found:
            if parties := self.p.within(token):
                return parties
        return []

    def _complement_subject(self, frame: Frame) -> int | None:
        """Return who is to do what the complement says: "allowed the candidate to run"."""
        if frame.comp is None:
            return None
        if (own := self.s.child_subject(frame.comp)) is not None:
            return own
        return frame.obj if self.s.deps[frame.comp] == "xcomp" else None

    def _unarmed(self, token: int) -> bool:
        s = self.s
        if s.lemmas[token].lower() in self.acts.unarmed or self.p.label.get(token) == "PERSON":
            return True
        return s.low[token] in ("he", "she", "i", "his", "her", "my")
