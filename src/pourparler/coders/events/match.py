"""From anchors to raw events: verbs, bare predicates, and nouns with the verb that carries them."""

from __future__ import annotations

from pourparler.coders.events.bare import Bare
from pourparler.coders.events.raw import Raw, mediated, protested, spoken
from pourparler.coders.events.syntax import Frame
from pourparler.lexicon.acts import ActEntry
from pourparler.lexicon.grammar import grammar

PRESUPPOSED = grammar("presupposed")
MEDIATION = grammar("mediation")
BETWEEN = frozenset({"mediate", "broker", "facilitate"})
HOSTING = BETWEEN | {"host", "chair", "convene"}
PHRASAL = grammar("phrasal")
COPULAS = frozenset({"be", "remain", "stay", "stand"})
ALLEGED = grammar("alleged")
UNREAL_MODIFIERS = grammar("unreal_modifiers")
REACTIONS = grammar("reactions")
COLLAPSING = frozenset({"collapse", "founder", "unravel"})
FRAGILE = frozenset({"AGREE", "RETREAT"})
NO_DEAL = grammar("no_deal")
TAKEN = frozenset({"SUPPORT", "AGREE", "AID", "ACCUSE", "THREATEN", "ASSAULT", "SANCTION"})
"""Acts that their subject undergoes: \"won the support of\", \"drew criticism from\", \"suffered an attack\"."""
POSSESSIVES = grammar("possessives")


class Matcher(Bare):
    """Finds the acts of a document: of verbs, of bare predicates, of nouns."""

    def noun(self, token: int, entries: tuple[ActEntry, ...], taken: set[int]) -> Raw | None:
        """Return the act of a noun with its own arguments and those of the verb that carries it."""
        frame = self.s.frame(token)
        for entry in entries:
            if all(self._fits(need, frame) for need in entry.needs):
                break
        else:
            return None
        if entry.act == "ASSAULT" and self._modified(token, self.acts.classes["bloodless"]):
            return None
        raw = Raw(token, entry, token, nominal=True, confidence=0.8)
        top = self.s.position(token, self.acts.quantity)
        for host in dict.fromkeys((token, top)):
            self._noun_arguments(host, entry, raw)
        placed = self._place_noun(top, entry, raw, taken)
        if placed is not None and "violent" in entry.flags and any(self._unarmed(t) for t in placed.actors):
            placed.entry = spoken(entry)
        if placed is not None and entry.act == "PROTEST" and any(self.p.is_official(t) for t in placed.actors):
            placed.entry = protested(placed.entry)
        return placed

    def _noun_arguments(self, noun: int, entry: ActEntry, raw: Raw) -> None:
        frame = self.s.frame(noun)
        for slot in entry.agents:
            if raw.actors:
                break
            raw.actors = self._noun_slot(slot, noun, frame)
        for slot in entry.recipients:
            if raw.recipients:
                break
            raw.recipients = [t for t in self._noun_slot(slot, noun, frame) if t not in raw.actors]
        for kid in self.s.kids[noun]:
            if self.s.deps[kid] in ("acl", "relcl") and self.s.pos[kid] in ("VERB", "AUX"):
                self._noun_clause(kid, entry, raw)

    def _noun_clause(self, verb: int, entry: ActEntry, raw: Raw) -> None:
        """Take the arguments of a clause on the noun: "sanctions imposed by X on Y", "talks hosted by Z"."""
        frame = self.s.frame(verb)
        lemma = self.s.lemmas[verb]
        if lemma in MEDIATION and (by := frame.preps.get("by")):
            raw.thirds += [t for b in by for t in self.p.at(b)]
        elif lemma in self.acts.perform or (lemma in COPULAS and frame.preps.get("in")):
            agent = next(iter(frame.preps.get("by", ())), None)
            if agent is not None and not raw.actors:
                raw.actors = self.p.at(agent)
            raw.standing = lemma in COPULAS
        else:
            return
        for slot in entry.recipients:
            if not raw.recipients:
                for token in frame.preps.get(slot, ()):
                    raw.recipients = raw.recipients or self.p.at(token) or self.p.within(token)

    def _noun_slot(self, slot: str, noun: int, frame: Frame) -> list[int]:
        s = self.s
        if slot == "of" and s.lemmas[noun] in self.acts.quantity:
            return []
        if slot == "poss":
            return [t for k in s.kids[noun] if s.deps[k] == "poss" for t in self.p.at(k)]
        if slot in ("amod", "compound"):
            kids = [k for k in s.kids[noun] if s.deps[k] in (slot, "nmod") and self.p.named(k)]
            below = [
                k
                for c in s.kids[noun]
                if s.deps[c] == "compound"
                for k in s.kids[c]
                if s.deps[k] in ("amod", "compound")
            ]
            kids = kids or [k for k in below if self.p.named(k)]
            return [t for k in kids for t in s.a.conjuncts(k) if self.p.named(t)]
        if slot == "inobj":
            return [t for k in frame.preps.get("of", ()) for t in self.p.within(k)]
        for token in frame.preps.get(slot, ()):
            if slot == "in" and not self.p.named(token):
                continue
            if found := self.p.at(token) or (self.p.within(token) if slot not in ("by", "between") else []):
                return self._both(noun, token, found) if slot == "between" and len(found) == 1 else found
        if slot in ("by", "between", "with"):
            for inner in frame.preps.get("of", ()):
                for token in self.s.frame(inner).preps.get(slot, ()):
                    return self.p.at(token)
        return []

    def _both(self, noun: int, one: int, found: list[int]) -> list[int]:
        """Add the second party of "between A and B" where the parser hung it elsewhere."""
        s = self.s
        last = s.a.extent(one)[1]
        if last >= len(s.low) or s.low[last] != "and" or s.heads[last] not in (noun, one):
            return found
        for token in range(last + 1, min(last + 8, len(s.low))):
            inside = last < s.heads[token] <= token + 6
            if not inside or s.deps[token] in ("nsubj", "nsubjpass", "conj", "pobj", "dobj"):
                return found + [t for t in self.p.at(token) if t not in found]
        return found

    def _place_noun(self, top: int, entry: ActEntry, raw: Raw, taken: set[int]) -> Raw | None:
        s, acts = self.s, self.acts
        dep, gov = s.deps[top], s.heads[top]
        if raw.standing and (raw.actors or raw.recipients):
            return self._presuppose(raw)
        own = bool(raw.actors or raw.recipients)
        full = bool(raw.actors and (raw.recipients or ("recip" in entry.flags and len(raw.actors) > 1)))
        if dep in ("dobj", "nsubjpass", "nsubj", "attr", "oprd") and s.pos[gov] in ("VERB", "AUX"):
            if gov in taken and dep in ("dobj", "nsubjpass"):
                return self._presuppose(raw) if full and s.lemmas[gov] not in acts.perform | acts.end else None
            return self._under_verb(top, gov, dep, raw, own, full)
        if "lightonly" in entry.flags:
            return None
        if dep == "pobj":
            return self._under_prep(top, gov, raw, own, full)
        if dep in ("ROOT", "appos", "dep", "npadvmod", "conj") and full:
            return self._presuppose(raw, 0.6)
        return None

    def _presuppose(self, raw: Raw, confidence: float = 0.7) -> Raw | None:
        kids = [self.s.low[k] for k in self.s.kids[raw.anchor] if self.s.deps[k] in ("amod", "advmod", "compound")]
        if not UNREAL_MODIFIERS.isdisjoint(kids):
            return None
        raw.alleged = not ALLEGED.isdisjoint(kids)
        raw.presupposed, raw.confidence = True, confidence
        return raw

    def _under_verb(self, top: int, gov: int, dep: str, raw: Raw, own: bool, full: bool) -> Raw | None:
        s, acts = self.s, self.acts
        lemma = s.lemmas[gov]
        frame = s.frame(gov)
        raw.top = gov
        if dep in ("dobj",) and lemma in acts.undergo:
            return self._undergone(frame, raw)
        is_object = dep in ("dobj", "nsubjpass") or (s.tags[gov] == "VBN" and frame.obj == top)
        ending = lemma in acts.end or bool(frame.prts & acts.end_with.get(lemma, frozenset()))
        broken = dep == "nsubj" and raw.entry.act in FRAGILE and self._collapses(gov, frame)
        if broken or (is_object and ending):
            raw.ended = gov
        elif is_object and raw.entry.act == "AGREE" and lemma in NO_DEAL:
            return None
        elif is_object and lemma in acts.perform:
            raw.light = None if self._conditional(top) else gov
            if raw.light is None:
                return None
        elif dep == "nsubj" and (lemma in acts.occur or (lemma == "take" and self._object_is(gov, "place"))):
            raw.light = gov
            return raw if own or self._none(top) else None
        elif dep == "nsubj" and lemma in acts.effect and "lightonly" not in raw.entry.flags:
            raw.caused = gov
            if raw.entry.act == "ASSAULT" and not raw.recipients:
                raw.recipients = self.p.at(frame.obj)
            return raw if raw.actors or raw.recipients else None
        elif dep == "nsubj" and full and "recip" in raw.entry.flags and s.tags[gov] == "VBD" and lemma == "be":
            return None if self._none(top) else self._presuppose(raw)
        elif dep == "attr" and own:
            if frame.subj is not None and s.low[frame.subj] in ("it", "this", "that", "these", "those"):
                return self._presuppose(raw) if full else None
            return raw if full or self._exists(gov) else None
        elif dep == "attr" and not full and not self._exists(gov):
            return None
        else:
            raw.top = top
            raw.own_actors = bool(raw.actors)
            return raw
        self._light_arguments(frame, raw)
        return raw

    def _collapses(self, verb: int, frame: Frame) -> bool:
        """Return whether a truce or deal comes to nothing: "collapsed", "broke down", "fell apart"."""
        lemma, s = self.s.lemmas[verb], self.s
        if lemma in COLLAPSING:
            return frame.obj is None
        apart = {s.low[k] for k in s.kids[verb] if s.deps[k] in ("prt", "advmod", "prep")}
        return (lemma == "break" and "down" in apart) or (lemma == "fall" and bool(apart & {"apart", "through"}))

    def _conditional(self, noun: int) -> bool:
        """Return whether a deed is only made to depend: "made the signing conditional on talks"."""
        near = self.s.low[noun + 1 : noun + 8]
        return "conditional" in near or "contingent" in near

    def _undergone(self, frame: Frame, raw: Raw) -> Raw | None:
        """Take the subject as recipient: "won the support of the union", "suffered an attack"."""
        raw.light = frame.head
        if "recip" in raw.entry.flags:
            self._light_arguments(frame, raw)
            return raw
        if raw.entry.act not in TAKEN and raw.recipients:
            return raw
        agents = [t for slot in ("from", "by") for token in frame.preps.get(slot, ()) for t in self.p.at(token)]
        if raw.entry.act == "RETREAT" and not agents:
            return None
        agents = agents or raw.actors or raw.recipients
        if not agents and self.s.lemmas[frame.head] == "face":
            raw.recipients = self.p.at(frame.subj)
            return raw if raw.recipients else None
        subject = self.p.at(frame.subj) or self.p.within(frame.subj)
        raw.actors, raw.recipients = agents, [t for t in subject if t not in agents]
        return raw if raw.actors and raw.recipients else None

    def _none(self, noun: int) -> bool:
        return any(self.s.deps[k] == "det" and self.s.low[k] == "no" for k in self.s.kids[noun])

    def _is_word_subject(self, frame: Frame) -> bool:
        return frame.subj is not None and self._is_word(frame.subj, self.acts.classes["protesters"])

    def _exists(self, verb: int) -> bool:
        """Return whether the verb only says that something is there: "there will be no talks"."""
        return any(self.s.deps[k] == "expl" for k in self.s.kids[verb])

    def _object_is(self, verb: int, lemma: str) -> bool:
        obj = self.s.frame(verb).obj
        return obj is not None and self.s.lemmas[obj] == lemma

    def _light_arguments(self, frame: Frame, raw: Raw) -> None:
        """Give the noun the subject and the prepositions of the verb that carries it."""
        subjects = self.p.at(frame.subj)
        lemma = self.s.lemmas[frame.head]
        if lemma in HOSTING and raw.actors:
            raw.thirds += subjects
        elif lemma in BETWEEN and subjects and raw.entry.act in ("AGREE", "RETREAT", "CONSULT"):
            raw.entry, raw.actors = mediated(raw.entry), subjects
        elif subjects:
            if raw.actors and not set(subjects) & set(raw.actors):
                if "recip" in raw.entry.flags:
                    raw.recipients = raw.recipients or [t for t in raw.actors if self.s.low[t] not in POSSESSIVES]
                elif not raw.recipients and all(
                    self.s.low[t] not in POSSESSIVES and not self._moved(t) for t in raw.actors
                ):
                    raw.recipients = raw.actors
            raw.actors = subjects
        for slot in (*raw.entry.recipients, "with", "against", "on", "to"):
            if raw.recipients:
                break
            for token in frame.preps.get(slot, ()):
                if self.s.lemmas[token] in PHRASAL:
                    continue
                found = self.p.at(token) or self.p.within(token)
                raw.recipients = [t for t in found if t not in raw.actors]
        if not raw.recipients and raw.entry.act in ("AID", "SUPPORT") and frame.dative is not None:
            raw.recipients = self.p.at(frame.dative)

    def _under_prep(self, top: int, prep: int, raw: Raw, own: bool, full: bool) -> Raw | None:
        s, acts = self.s, self.acts
        above = s.heads[prep]
        while s.deps[above] == "prep" and s.pos[above] in ("ADP", "SCONJ", "ADV"):
            above = s.heads[above]
        name = s.low[prep]
        lemma = s.lemmas[above]
        if s.pos[above] in ("VERB", "AUX"):
            frame = s.frame(above)
            if name in acts.perform_with.get(lemma, ()) or (
                name == "in" and s.lemmas[top] == "protest" and self._is_word_subject(frame)
            ):
                raw.top = raw.light = above
                self._light_arguments(frame, raw)
                return raw
            if name in acts.end_with.get(lemma, ()) or (
                frame.prts & acts.end_with.get(lemma, frozenset()) and name in ("of", "from")
            ):
                raw.top = raw.ended = above
                self._light_arguments(frame, raw)
                return raw
        if raw.entry.act == "CONSULT" and raw.recipients and not raw.actors and s.pos[above] == "VERB":
            raw.actors = [t for t in self.p.at(s.frame(above).subj) if self.p.is_person(t) and t not in raw.recipients]
            full = bool(raw.actors)
        if name in PRESUPPOSED and own and (full or name in ("after", "following", "during", "since")):
            return self._presuppose(raw)
        if name in ("for", "over") and own and s.lemmas[above] in REACTIONS:
            return self._presuppose(raw)
        definite = any(s.deps[k] == "det" and s.low[k] == "the" for k in s.kids[raw.anchor])
        if raw.entry.act == "ASSAULT" and raw.recipients and definite and name in ("in", "at", "by"):
            return self._presuppose(raw)
        raw.own_actors = bool(raw.actors)
        return raw
