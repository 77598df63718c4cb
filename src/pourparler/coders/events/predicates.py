"""Predicates that embed an act: which word it is, and what it does to the force."""

from __future__ import annotations

from pourparler.coders.events.operators import EVIDENCE, Operators
from pourparler.coders.events.state import State
from pourparler.lexicon.forces import Predicate

OWNER = frozenset({"its", "their"})
TELLING = frozenset({"tell", "remind", "signal"})
IGNORING = frozenset({"ignore", "disregard"})
PURPOSEFUL = frozenset({"keep", "act", "unite", "join", "gather", "spend", "celebrate", "complete", "finish"})
"""Verbs after which an infinitive is a purpose."""
MANNER = frozenset({"how", "when", "where", "what", "which", "why"})
"""Words before an infinitive that only raise a question: "agree how to continue"."""
STATING = frozenset({"insist", "agree", "accept", "concede", "suggest", "warn", "determine", "decide", "hope"})


class Predicates(Operators):
    """Finds the predicate above a clause or noun and applies it."""

    def _predicate(self, head: int, prep: str) -> Predicate | None:
        s = self.s
        if s.pos[head] in ("VERB", "AUX"):
            pred = None
            for kid in s.kids[head]:
                if s.deps[kid] == "prt" or (
                    s.deps[kid] == "advmod" and s.low[kid] in ("out", "down", "up", "off", "aside", "away", "back")
                ):
                    pred = self.f.verbs.get(f"{s.lemmas[head]}_{s.low[kid]}")
            if pred is None:
                pred = self.f.verbs.get(s.lemmas[head])
                if pred is not None and self._other_sense(head, pred):
                    return None
        elif s.pos[head] == "ADJ":
            pred = self.f.adjectives.get(s.lemmas[head]) or self.f.adjectives.get(s.low[head])
        else:
            pred = self.f.nouns.get(s.lemmas[head])
        if pred is None or (prep and prep not in pred.preps):
            return None
        return pred

    def _other_sense(self, verb: int, pred: Predicate) -> bool:
        """Return whether a particle or a missing preposition makes it another verb ("set up", "called")."""
        s = self.s
        kids = {s.low[k] for k in s.kids[verb] if s.deps[k] in ("prt", "prep", "advmod")}
        if pred.head == "call":
            clauses = (k for k in s.kids[verb] if s.deps[k] in ("advcl", "xcomp", "ccomp"))
            return not (kids & {"on", "for", "upon"} or any(self._marked(k, "for") for k in clauses))
        if pred.head in IGNORING:  # who ignores an offer leaves it open; who says he will, refuses
            return not any(s.low[k] in ("will", "would", "'ll") for k in s.kids[verb] if s.deps[k] == "aux")
        particle = any(s.deps[k] == "prt" for k in s.kids[verb])
        return particle and pred.op not in ("say", "know", "perform", "end")

    def _embed(self, verb: int, head: int, st: State, subject: int | None, strict: bool = False) -> int | None:
        s = self.s
        if any(s.deps[k] in ("mark", "advmod") and s.low[k] in ("whether", "if") for k in s.kids[verb]):
            st.force, st.uncertain = "suppose", True
            st.said = s.child_subject(head) if s.pos[head] == "VERB" else None
            return None
        if self._infinitive(verb) and any(s.low[k] in MANNER for k in s.kids[verb] if s.deps[k] == "advmod"):
            st.force, st.uncertain, st.dropped = "suppose", True, s.lemmas[head] in ("agree", "decide", "know", "ask")
            return None
        own = not any(s.deps[k] in ("nsubj", "nsubjpass") for k in s.kids[verb])
        if not own:
            subject = s.subject(verb)
            above = s.subject(head) if s.pos[head] in ("VERB", "AUX") else s.holder(head)
            own = subject is not None and above is not None and s.low[subject] in ("he", "she", "it", "they", "i", "we")
            own = own or (above is not None and any(s.deps[k] == "poss" and s.low[k] in OWNER for k in s.kids[above]))
        elif s.pos[head] == "VERB":
            controlled = s.controller(verb)
            own = controlled is None or controlled == s.subject(head) or s.frame(head).passive
        if self._if_inverted(head):
            return None
        if s.lemmas[head] == "make" and any(s.low[k] == "clear" for k in s.kids[head]):
            return self._made_clear(head, st)
        said = s.lemmas[head] == "be" and any(s.deps[k] in ("acomp", "attr") for k in s.kids[head])
        if s.lemmas[head] == "be" and s.deps[verb] in ("xcomp", "ccomp") and self._infinitive(verb) and not said:
            undone = any(s.deps[k] == "aux" and s.low[k] == "have" for k in s.kids[verb])
            if st.force == "did":
                st.force, st.kind = ("suppose", "") if undone else ("promise", "intend")
            st.rules.append("be to")
            self._clause(head, st)
            return head
        if s.lemmas[head] == "have" and s.deps[verb] == "xcomp" and self._infinitive(verb) and self._obliged(head, st):
            return head
        if s.lemmas[head] == "have" and any(s.low[k] == "yet" for k in s.kids[head] + s.kids[verb]):
            st.neg = not st.neg
            return head
        pred = self._predicate(head, "")
        if pred is not None and pred.head in PURPOSEFUL and own and self._infinitive(verb):
            st.unknown, st.force = True, "suppose"
            return None
        if pred is None and s.pos[head] in ("NOUN", "ADJ"):
            pred = (self.f.nouns if s.pos[head] == "NOUN" else self.f.adjectives).get(s.lemmas[head])
        stating = pred is not None and pred.head in STATING and pred.op in ("demand", "accept", "say")
        if stating and s.deps[verb] == "ccomp" and self._stated(verb) and not self._to_be_done(verb, head):
            st.said = s.subject(head)
            st.sayings.append(head)
            if st.said is not None and s.lemmas[st.said] in EVIDENCE and st.force == "did":
                st.force = "suppose"
            self._saying(head, st)
            return head
        if pred is None:
            if self._inverted_saying(verb, head):
                st.said = s.child_subject(head)
                st.sayings.append(head)
                return head
            if s.pos[head] == "ADJ" and s.deps[verb] == "ccomp" and any(s.low[k] == "so" for k in s.kids[head]):
                return None
            if strict:
                return None
            if st.verbal and st.force == "did" and s.pos[head] == "NOUN" and self._infinitive(verb):
                return None
            if s.deps[verb] in ("xcomp", "acl", "relcl") or s.pos[head] in ("ADJ", "NOUN"):
                if s.pos[head] == "VERB" and s.tags[verb] == "VBG":
                    self._clause(head, st)
                    return head
                st.force, st.uncertain, st.unknown = "suppose", True, True
                return None
            st.said = s.subject(head)
            st.uncertain = True
            return head
        if (
            s.deps[verb] == "ccomp"
            and pred.op in ("wish", "perform", "cause", "permit", "end")
            and not own
            and pred.op == "perform"
        ):
            return head
        return self._apply(pred, head, st, own, nominal=False)

    def _if_inverted(self, verb: int) -> bool:
        """Return whether a clause is a condition by its order of words: "… should Peru grant him asylum"."""
        s = self.s
        subject = s.child_subject(verb)
        modals = [k for k in s.kids[verb] if s.deps[k] == "aux" and s.low[k] in ("should", "had", "were")]
        return subject is not None and bool(modals) and modals[0] < subject

    def _made_clear(self, verb: int, st: State) -> int:
        """Read "made (it) clear that …" as saying."""
        st.said = self.s.subject(verb) if st.said is None else st.said
        st.sayings.append(verb)
        self._saying(verb, st)
        return verb

    def _obliged(self, verb: int, st: State) -> bool:
        """Read "has to", "will have to" as "must"; "had to" and "yet to" are left to others."""
        if self.s.tags[verb] == "VBD" or any(self.s.low[k] == "yet" for k in self.s.kids[verb]):
            return False
        if any(self.s.deps[k] == "aux" and self.s.low[k] in ("had", "has", "have") for k in self.s.kids[verb]):
            return False
        if st.force == "did":
            st.obliged = "must"
        elif st.force in ("accept", "promise", "offer"):
            st.force, st.kind = "suppose", ""
        st.rules.append("have to")
        self._saying(verb, st)
        return True

    def _inverted_saying(self, verb: int, head: int) -> bool:
        """Return whether the clause comes first and a comma parts it: "the town had fallen, he boasted"."""
        s = self.s
        if s.deps[verb] != "ccomp" or verb > head or s.child_subject(head) is None:
            return False
        return any(s.low[t] == "," for t in range(verb + 1, head)) and s.deps[head] == "ROOT"

    def _stated(self, verb: int) -> bool:
        """Return whether a clause states a fact or a forecast ("insisted that he had met them")."""
        s = self.s
        if s.tags[verb] in ("VBD", "VBZ", "VBP"):
            return True
        modals = {s.low[k] for k in s.kids[verb] if s.deps[k] == "aux"}
        return bool(modals & {"has", "have", "had", "is", "was", "are", "were", "did", "will", "would", "'ll"})

    def _to_be_done(self, verb: int, head: int) -> bool:
        """Return whether a clause says what must be: "insisted that all troops leave", where a fact "left"."""
        s = self.s
        subject = s.child_subject(verb)
        present = s.tags[verb] == "VBP" and subject is not None and s.pos[subject] != "PRON"
        return present and s.lemmas[head] == "insist" and s.tags[head] in ("VBD", "VBN")

    def _apply(self, pred: Predicate, head: int, st: State, own: bool, nominal: bool) -> int | None:
        s = self.s
        op = pred.noun if nominal else (pred.op if own else pred.other)
        would = any(s.low[k] in ("would", "'d") for k in s.kids[head])
        if pred.head in ("love", "like") and not would:
            op = "suppose"
        if pred.head == "suggest" and op == "say" and st.nodes and s.tags[st.nodes[-1]] == "VBG":
            op = "offer"  # "suggested reopening the hotline"
        if pred.head == "mean" and s.frame(head).passive:
            op = "suppose"
        if pred.head == "welcome" and would:
            op = "wish"
        if pred.head in ("warn", "caution") and own and not nominal:
            op = "threaten"
        if pred.head in TELLING and not nominal and self._told(head):
            op = "demand"
        if op not in ("say", "know", "perform"):
            st.rules.append(pred.id)
        holder = s.subject(head) if s.pos[head] in ("VERB", "AUX") else None
        if pred.head == "pressure" and s.pos[head] == "NOUN" and s.low[s.heads[head]] == "under":
            st.asked = s.holder(head)
        if s.pos[head] == "ADJ":
            holder = s._over(head, control=False)
        elif s.pos[head] in ("NOUN", "PROPN"):
            holder = s.holder(head)
        if holder is not None and s.low[holder] == "it" and s.pos[head] == "VERB" and s.child_subject(head) != holder:
            holder = None
        self._operate(op, head, holder, st, nominal, own)
        if st.dropped:
            return None
        if s.pos[head] in ("VERB", "AUX"):
            if op != "say" and op != "know":
                self._clause(head, st)
            elif op == "say":
                self._saying(head, st)
            if s.deps[head] == "acomp" and s.lemmas[s.heads[head]] == "be":
                self._clause(s.heads[head], st)
                return s.heads[head]
            return head
        if s.pos[head] == "ADJ":
            return self._adjective(head, st)
        if op != "reason":
            self._noun_negation(head, st)
        return head

    def _told(self, head: int) -> bool:
        """Return whether somebody is told to do it ("told them to leave")."""
        frame = self.s.frame(head)
        return frame.comp is not None and frame.obj is not None and self._infinitive(frame.comp)

    def _saying(self, verb: int, st: State) -> None:
        if any(self.s.deps[k] == "neg" for k in self.s.kids[verb]):
            st.force, st.uncertain = "suppose", True

    def _adjective(self, adjective: int, st: State) -> int | None:
        s = self.s
        for kid in s.kids[adjective]:
            if s.deps[kid] == "neg":
                self._negate(st)
            elif s.deps[kid] == "advmod":
                self._adverb(kid, st)
        if s.deps[adjective] in ("acomp", "attr", "oprd", "ccomp", "xcomp"):
            verb = s.heads[adjective]
            if s.pos[verb] in ("VERB", "AUX"):
                self._clause(verb, st)
                return verb
        if s.deps[adjective] == "conj" and s.deps[s.heads[adjective]] == "acomp":
            verb = s.heads[s.heads[adjective]]
            self._clause(verb, st)
            return verb
        return None

    def _object_noun(self, verb: int, prep: str) -> int | None:
        """Return the object of a verb when it is a predicate that takes ``prep`` ("plans for")."""
        obj = self.s.frame(verb).obj
        if obj is None or (pred := self.f.nouns.get(self.s.lemmas[obj])) is None or prep not in pred.preps:
            return None
        return obj
