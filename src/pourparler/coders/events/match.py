"""From anchors to raw events: the frame that fits, and who stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pourparler.lexicon.grammar import grammar
from pourparler.coders.events.parties import Parties
from pourparler.coders.events.syntax import REFLEXIVE, Frame, Syntax
from pourparler.lexicon.acts import ActEntry, Acts, Need

PRESUPPOSED = grammar("presupposed")
UNREAL = grammar("unreal")
MEDIATION = grammar("mediation")
COPULAS = frozenset({"be", "remain", "stay", "stand"})


@dataclass(slots=True)
class Raw:
    """An act found at ``anchor``. The climb for its force starts at ``top`` with ``certain`` or not."""

    anchor: int
    entry: ActEntry
    top: int
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    thirds: list[int] = field(default_factory=list)
    ended: int | None = None
    presupposed: bool = False
    nominal: bool = False
    standing: bool = False
    own_actors: bool = True
    light: int | None = None
    caused: int | None = None
    confidence: float = 0.9


class Matcher:
    """Finds the acts of a document, sentence by sentence."""

    def __init__(self, syntax: Syntax, parties: Parties, acts: Acts) -> None:
        self.s, self.p, self.acts = syntax, parties, acts
        classes = acts.classes
        self._targets = classes["building"] | classes["territory"] | classes["troops"] | classes["weapons"]

    # -- verbs ---------------------------------------------------------------------------------------
    def verb(self, token: int, entries: tuple[ActEntry, ...]) -> Raw | None:
        """Return the act of a verb, or None when no frame of it fits."""
        frame = self.s.frame(token)
        if self.s.lemmas[token] in ("let", "welcome") and self._only_wished(token):
            return None
        for entry in entries:
            if all(self._fits(need, frame) for need in entry.needs):
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
        if not raw.actors and "subj" in entry.agents and frame.subj is not None:
            raw.actors = self.p.within(frame.subj)
            raw.confidence -= 0.1
        raw.recipients = self._recipients(frame, entry, raw.actors)
        if "recip" in flags and not raw.recipients and len(raw.actors) == 0:
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
        if "weak" in flags:
            raw.confidence -= 0.15
        return raw

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
                s.deps[token] == "poss" or s.deps[token] == "pobj" and s.low[s.heads[token]] in AIMED
            )
            if aimed and s.pos[token] != "PRON" and self.p.is_party(token):
                return self.p.at(token)
        return []

    def _agentive(self, frame: Frame, raw: Raw) -> bool:
        """Return whether somebody acts: a thing as subject of an active verb makes no event, save weapons."""
        if raw.actors:
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

    def _unarmed(self, token: int) -> bool:
        s = self.s
        if s.lemmas[token].lower() in self.acts.unarmed or self.p.label.get(token) == "PERSON":
            return True
        return s.low[token] in ("he", "she", "i", "his", "her", "my")

    def _recipients(self, frame: Frame, entry: ActEntry, actors: list[int]) -> list[int]:
        own = REFLEXIVE if self.s.lemmas[frame.head] in self.acts.perform else frozenset()
        for slot in entry.recipients:
            found = [t for t in self._fill(slot, frame) if t not in actors and self.s.low[t] not in own]
            if found:
                return found
        if frame.obj is not None and entry.recipients[0] == "obj":
            return [t for t in self.p.within(frame.obj) if t not in actors and self.s.low[t] not in own]
        return []

    def _fill(self, slot: str, frame: Frame) -> list[int]:
        if slot == "obj":
            return self.p.at(frame.obj)
        if slot == "inobj":
            return self.p.within(frame.obj)
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

    # -- needs ---------------------------------------------------------------------------------------
    def _fits(self, need: Need, frame: Frame) -> bool:
        slot = need.slot
        if slot == "noobj":
            return frame.obj is None
        if slot == "nooprd":
            return frame.oprd is None
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
            return frame.comp is not None and self.s.lemmas[frame.comp] in need.words
        if slot in ("obj", "subj", "dative", "oprd"):
            token = getattr(frame, slot)
            return token is not None and self._passes(token, need)
        if slot == "poss":
            return any(self.s.deps[k] == "poss" and self._passes(k, need) for k in self.s.kids[frame.head])
        tokens = frame.preps.get(slot, ())
        if not tokens and frame.obj is not None and self.s.pos[frame.head] == "VERB":
            tokens = self.s.frame(frame.obj).preps.get(slot, ()) if self.s.pos[frame.obj] != "VERB" else ()
        return any(self._passes(token, need) for token in tokens)

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
            if s.lemmas[one] in self.acts.quantity:
                inner = self.p._of(one)
                if inner is not None and s.lemmas[inner].lower() in words:
                    return True
        return False

    def _modified(self, token: int, words: frozenset[str]) -> bool:
        return any(
            self.s.deps[k] in ("amod", "compound", "nmod") and not words.isdisjoint(self.s.low[k].split("-") + [self.s.lemmas[k]])
            for k in self.s.kids[token]
        )  # fmt: skip

    def bare(self, token: int, force: str, act: str) -> Raw | None:
        """Return the act of a predicate whose content names none: "demanded an explanation from Oslo"."""
        frame = self.s.frame(token)
        raw = Raw(token, bare_entry(self.s.lemmas[token], force, act), token, confidence=0.6)
        raw.actors = self.p.at(frame.subj)
        obj = frame.obj
        if obj is not None and not self.p.at(obj) and self.s.lemmas[obj] in self.acts.quantity:
            obj = None
        raw.recipients = self.p.at(obj) or self.p.at(self._complement_subject(frame)) or self.p.at(frame.dative)
        for slot in ("on", "from", "to", "against", "for"):
            raw.recipients = raw.recipients or self._fill(slot, frame)
        inner = [t for t in self.p.within(obj) if self.s.pos[t] != "PRON"]
        raw.recipients = [t for t in raw.recipients or inner if t not in raw.actors]
        if not raw.actors or self._asks(frame):
            return None
        first = raw.actors[0]
        weighty = force in ("request", "demand", "refuse") or not self.p.is_person(first)
        weighty = weighty or (self.s.pos[first] == "NOUN" and self.p.is_plural(first))
        return raw if raw.recipients or (frame.clausal and weighty) else None

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
        if comp is None:
            return s.lemmas[frame.head] in ("ask", "press", "call") and "for" not in frame.preps
        if s.lemmas[frame.head] == "call" and not frame.preps:
            return True
        if s.lemmas[frame.head] not in FACTUAL:
            return any(s.low[k] in QUESTIONS for k in s.kids[comp])
        infinitive = any(s.deps[k] == "aux" and s.low[k] in ("to", "should", "must") for k in s.kids[comp])
        if not infinitive and s.tags[comp] not in ("VB", "VBG"):
            return True
        return any(s.low[k] in QUESTIONS for k in s.kids[comp]) or s.tags[comp] in ("VBD", "VBZ") and s.lemmas[frame.head] == "ask"

    # -- nouns ---------------------------------------------------------------------------------------
    def noun(self, token: int, entries: tuple[ActEntry, ...], taken: set[int]) -> Raw | None:
        """Return the act of a noun with its own arguments and those of the verb that carries it."""
        frame = self.s.frame(token)
        for entry in entries:
            if all(self._fits(need, frame) for need in entry.needs):
                break
        else:
            return None
        raw = Raw(token, entry, token, nominal=True, confidence=0.8)
        top = self.s.position(token, self.acts.quantity)
        for host in dict.fromkeys((token, top)):
            self._noun_arguments(host, entry, raw)
        placed = self._place_noun(top, entry, raw, taken)
        if placed is not None and "violent" in entry.flags and any(self._unarmed(t) for t in placed.actors):
            placed.entry = spoken(entry)
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
        if slot == "poss":
            return [t for k in s.kids[noun] if s.deps[k] == "poss" for t in self.p.at(k)]
        if slot in ("amod", "compound"):
            kids = [k for k in s.kids[noun] if s.deps[k] in (slot, "nmod") and self.p.named(k)]
            return [t for k in kids for t in s.a.conjuncts(k) if self.p.named(t)]
        if slot == "inobj":
            return [t for k in frame.preps.get("of", ()) for t in self.p.within(k)]
        for token in frame.preps.get(slot, ()):
            if found := self.p.at(token) or (self.p.within(token) if slot not in ("by", "between") else []):
                return found
        if slot in ("by", "between", "with"):
            for inner in frame.preps.get("of", ()):
                for token in self.s.frame(inner).preps.get(slot, ()):
                    return self.p.at(token)
        return []

    def _place_noun(self, top: int, entry: ActEntry, raw: Raw, taken: set[int]) -> Raw | None:
        s, acts = self.s, self.acts
        dep, gov = s.deps[top], s.heads[top]
        if raw.standing and (raw.actors or raw.recipients):
            return self._presuppose(raw)
        own = bool(raw.actors or raw.recipients)
        full = bool(raw.actors and (raw.recipients or "recip" in entry.flags and len(raw.actors) > 1))
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

    def _presuppose(self, raw: Raw, confidence: float = 0.7) -> Raw:
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
        if is_object and frame.prts & acts.end_with.get(lemma, frozenset()):
            raw.ended = gov
        elif is_object and lemma in acts.end:
            raw.ended = gov
        elif is_object and lemma in acts.perform:
            raw.light = gov
        elif dep == "nsubj" and (lemma in acts.occur or (lemma == "take" and self._object_is(gov, "place"))):
            raw.light = gov
            return raw if own else None
        elif dep == "nsubj" and lemma in acts.effect and "lightonly" not in raw.entry.flags:
            raw.caused = gov
            if raw.entry.act == "ASSAULT" and not raw.recipients:
                raw.recipients = self.p.at(frame.obj)
            return raw if raw.actors or raw.recipients else None
        elif dep == "attr" and own:
            return raw if full or self._exists(gov) else None
        else:
            raw.top = top
            raw.own_actors = bool(raw.actors)
            return raw
        self._light_arguments(frame, raw)
        return raw

    def _undergone(self, frame: Frame, raw: Raw) -> Raw | None:
        """Take the subject as recipient: "won the support of the union", "suffered an attack"."""
        raw.light = frame.head
        if "recip" in raw.entry.flags:
            self._light_arguments(frame, raw)
            return raw
        agents = [t for slot in ("from", "by") for token in frame.preps.get(slot, ()) for t in self.p.at(token)]
        agents = agents or raw.actors or raw.recipients
        raw.actors, raw.recipients = agents, [t for t in self.p.at(frame.subj) if t not in agents]
        return raw if raw.actors and raw.recipients else None

    def _exists(self, verb: int) -> bool:
        """Return whether the verb only says that something is there: "there will be no talks"."""
        return any(self.s.deps[k] == "expl" for k in self.s.kids[verb])

    def _object_is(self, verb: int, lemma: str) -> bool:
        obj = self.s.frame(verb).obj
        return obj is not None and self.s.lemmas[obj] == lemma

    def _light_arguments(self, frame: Frame, raw: Raw) -> None:
        """Give the noun the subject and the prepositions of the verb that carries it."""
        subjects = self.p.at(frame.subj)
        hosting = self.s.lemmas[frame.head] in ("host", "mediate", "broker", "facilitate", "chair", "convene")
        if hosting and raw.actors:
            raw.thirds += subjects
        elif subjects:
            if raw.actors and not set(subjects) & set(raw.actors):
                if "recip" in raw.entry.flags:
                    raw.recipients = raw.recipients or [t for t in raw.actors if self.s.low[t] not in POSSESSIVES]
                elif not raw.recipients and all(self.s.low[t] not in POSSESSIVES for t in raw.actors):
                    raw.recipients = raw.actors
            raw.actors = subjects
        for slot in (*raw.entry.recipients, "with", "against", "on", "to"):
            if raw.recipients:
                break
            for token in frame.preps.get(slot, ()):
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
            if name in acts.perform_with.get(lemma, ()):
                raw.top = raw.light = above
                self._light_arguments(frame, raw)
                return raw
            if name in acts.end_with.get(lemma, ()) or (
                frame.prts & acts.end_with.get(lemma, frozenset()) and name in ("of", "from")
            ):
                raw.top = raw.ended = above
                self._light_arguments(frame, raw)
                return raw
        if name in PRESUPPOSED and own and (full or name in ("after", "following", "during", "since")):
            return self._presuppose(raw)
        raw.own_actors = bool(raw.actors)
        return raw


FACTUAL = frozenset({"ask", "agree", "accept", "insist", "push", "press", "promise", "swear", "vow", "call"})
TRAVELLERS = grammar("travellers")
AIMED = frozenset({"against", "from", "by", "over", "at", "of"})
QUESTIONS = grammar("questions")
HARMING = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "RETREAT", "MOBILIZE"})
WEAPONS = grammar("weapons")


def spoken(entry: ActEntry) -> ActEntry:
    """Return the entry of an attack that is made with words."""
    return replace(entry, id=f"{entry.id} in words", act="ACCUSE", mode="disapprove")


def bare_entry(lemma: str, force: str, act: str) -> ActEntry:
    """Return the entry of a bare predicate; its force is that of the predicate."""
    own = None if force == "did" else force
    return ActEntry(f"bare {lemma}", "verb", lemma, (), act, None, ("subj",), (), frozenset(), own, "")


POSSESSIVES = grammar("possessives")
