"""Nouns on the way up: what governs "talks", "an offer", "plans for", and what it makes of them."""

from __future__ import annotations

from pourparler.coders.events.predicates import Predicates
from pourparler.coders.events.state import State
from pourparler.lexicon.grammar import grammar

RECEIVING = frozenset({"receive", "get", "face", "field", "obtain"})
PLAIN = frozenset({"say", "know", "perform", "cause", "allege", "praise", "permit", "end"})
CARRIERS = grammar("carriers")
LEFT_OPEN = frozenset({"room", "door", "option", "possibility", "chance", "space", "hope"})
"""What is left open: "left room for talks"."""
ENDS, UNTRUE = grammar("ends"), grammar("untrue")
CALLING = grammar("calling")
TRUTH = frozenset({"truth", "substance", "foundation", "basis"})
UNTRUE_VERBS = frozenset({"fabricate", "invent", "concoct"})
DISSUADING = frozenset({"advise", "warn", "caution", "counsel"})
AIMING = frozenset({"aim", "look", "attempt", "bid", "target", "threaten", "threat"})
CLOSED = (("out", "of", "the"), ("off", "the", "table"), ("off", "the", "agenda"))
OPEN = (("on", "the", "table"), ("on", "the", "agenda"), ("up", "for", "discussion"))
UNACCEPTABLE = frozenset({"unacceptable", "unthinkable", "inconceivable"})


class NounClimber(Predicates):
    """Goes on from a noun to what governs it."""

    def _up_noun(self, noun: int, st: State) -> int | None:
        """Go on from a noun (an act or a predicate like "plans") to what governs it."""
        s = self.s
        top = s.position(noun, self.acts.quantity)
        if top != noun:
            if s.deps[noun] == "compound" and (pred := self.f.nouns.get(s.lemmas[top])) is not None:
                return self._apply(pred, top, st, own=True, nominal=True)
            self._noun_negation(top, st)
        dep, gov = s.deps[top], s.heads[top]
        is_act = len(st.nodes) == 1
        if dep == "pobj":
            return self._noun_after_prep(gov, st, is_act)
        if s.pos[gov] not in ("VERB", "AUX") or gov == top:
            if is_act:
                st.dropped = True
            return None
        lemma = s.lemmas[gov]
        if dep == "dobj" and not is_act and lemma in CALLING and self._untrue(gov):
            st.force, st.inner_negated, st.kind, st.source = "deny", True, "", s.subject(gov)
            st.rules.append("untrue")
            return gov
        if dep in ("dobj", "nsubjpass", "attr", "oprd", "dative"):
            pred = self._predicate(gov, "")
            welcome = pred is not None and pred.head == "welcome"
            if pred is not None and (welcome or pred.noun not in PLAIN):
                return self._apply(pred, gov, st, own=True, nominal=True)
            if lemma in self.acts.end and not is_act and not (lemma == "leave" and s.lemmas[top] in LEFT_OPEN):
                if st.force in ("request", "demand"):
                    return None
                self._negate(st)
                st.holder = st.holder if s.subject(gov) is None else s.subject(gov)
                return gov
            if lemma in RECEIVING and not is_act:
                st.asked = s.subject(gov) if st.asked is None else st.asked
                st.received = st.received or st.force == "offer"
                self._clause(gov, st)
                return gov
            if lemma in CARRIERS or (not is_act and pred is not None and pred.op in ("say", "know")):
                subject = s.child_subject(gov)
                pointing = subject is not None and s.low[subject] in ("it", "this", "that", "these", "those")
                told = pred is not None and pred.op in ("say", "know") and self._denied(gov)
                if told or (is_act and (lemma not in ("be", "announce", "declare") or (dep == "attr" and pointing))):
                    st.dropped = True
                    return None
                if st.holder is None or st.holder == s.holder(noun):
                    st.holder = st.holder if st.holder is not None else s.subject(gov)
                self._clause(gov, st)
                return gov
            if is_act:
                st.dropped = True
            return None
        if dep in ("nsubj", "nsubjpass") and not is_act:
            if self._untrue(gov):
                st.force, st.inner_negated, st.kind = "deny", True, ""
                st.rules.append("untrue")
                return gov
            self._clause(gov, st)
            return None
        if is_act:
            refused = dep == "nsubj" and self._ruled_out(gov, st) is not None
            st.dropped = not refused
            return gov if refused else None
        return None

    def _noun_after_prep(self, prep: int, st: State, is_act: bool) -> int | None:
        s = self.s
        above, name = s.heads[prep], s.low[prep]
        if name == "with" and s.lemmas[above] == "do" and s.low[s.heads[above]] in ("nothing", "anything"):
            return self._no_part(s.heads[above], st)
        if not is_act and s.lemmas[above] in TRUTH and self._is_no(above):
            st.force, st.inner_negated, st.kind = "deny", True, ""
            st.rules.append("no truth")
            return s.heads[above]
        hostile = s.lemmas[st.nodes[0]] in self.acts.classes["hostilities"]
        if is_act and name in ("to", "of") and s.lemmas[above] in ENDS and s.pos[above] == "NOUN" and not hostile:
            st.ended = True
            st.rules.append("end to")
            return above
        if name in ("on", "to") and (force := self._door(above)) is not None:
            st.force, st.holder, st.kind = force, s.subject(above), ""
            st.rules.append("door")
            self._clause(above, st)
            return above
        if name == "against" and s.lemmas[above] in DISSUADING:
            return self._dissuade(above, st)
        pred = self._predicate(above, name)
        if pred is not None and name == "at" and pred.head not in AIMING:
            pred = None
        if pred is not None and (
            s.pos[above] != "VERB" or pred.op not in ("perform", "cause", "know", "allege", "praise")
        ):
            return self._apply(pred, above, st, own=True, nominal=True)
        # "no plans had been made for a meeting"
        if s.pos[above] in ("VERB", "AUX") and (noun := self._object_noun(above, name)) is not None:
            return self._apply(self.f.nouns[s.lemmas[noun]], noun, st, own=True, nominal=True)
        if is_act or (st.kind == "wish" and s.pos[above] in ("VERB", "AUX", "NOUN")):
            st.dropped = True  # "poured cold water on hopes of a deal"
        return None

    def _ruled_out(self, verb: int, st: State) -> int | None:
        """Refuse an act that "is out of the question"; of any other subject nothing is known."""
        s = self.s
        st.force = "suppose"
        if s.lemmas[verb] != "be":
            return None
        after = tuple(s.low[verb + 1 : s.a.extent(verb)[1]])
        denied = self._denied(verb)
        said = {s.lemmas[k] for k in s.kids[verb] if s.deps[k] in ("acomp", "attr")}
        closed = any(p in zip(after, after[1:], after[2:], strict=False) for p in CLOSED) or bool(said & UNACCEPTABLE)
        open_ = any(p in zip(after, after[1:], after[2:], strict=False) for p in OPEN) or "option" in said
        if closed == denied and not (open_ and denied):
            return None
        st.force, st.kind, st.neg = "refuse", "", False
        st.rules.append("ruled out")
        return verb

    def _untrue(self, verb: int) -> bool:
        """Return whether a verb says that something is untrue: "is not true", "was invented", "calls … groundless"."""
        s = self.s
        said = [k for k in s.kids[verb] if s.deps[k] in ("acomp", "attr", "oprd", "xcomp", "ccomp")]
        said += [
            t for k in s.kids[verb] if s.low[k] == "as" for t in s.kids[k] if s.deps[t] in ("pobj", "amod", "acomp")
        ]
        denied = self._denied(verb)
        if any(s.lemmas[k] in UNTRUE for k in said):
            return not denied
        if s.lemmas[verb] in UNTRUE_VERBS and s.frame(verb).passive:
            return not denied
        return denied and any(s.lemmas[k] in ("true", "correct", "accurate") for k in said)

    def _door(self, verb: int) -> str | None:
        """Return the force of "shut the door on", "left the door open to", "turned a deaf ear to"."""
        s = self.s
        objects = {s.lemmas[k] for k in s.kids[verb] if s.deps[k] in ("dobj", "nsubj")}
        if "door" in objects:
            return "refuse" if s.lemmas[verb] in ("shut", "close", "slam") else "offer"
        return "refuse" if "ear" in objects and s.lemmas[verb] == "turn" else None

    def _no_part(self, noun: int, st: State) -> int | None:
        """Deny an act that somebody "had nothing to do with"."""
        gov = self.s.heads[noun]
        st.force, st.inner_negated = "deny", True
        st.holder = st.source = self.s.subject(gov)
        st.rules.append("nothing to do with")
        return gov if self.s.pos[gov] in ("VERB", "AUX") else None

    def _dissuade(self, verb: int, st: State) -> int:
        """Ask somebody not to do it: "warned the king against attacking"."""
        st.neg = not st.neg
        st.rules.append("against")
        self._operate("request", verb, self.s.subject(verb), st, nominal=False, own=False)
        self._clause(verb, st)
        return verb

    def _denied(self, verb: int) -> bool:
        return any(self.s.deps[k] == "neg" for k in self.s.kids[verb])
