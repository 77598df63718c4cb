"""The force of an act: climb from its anchor through all that governs it.

The climb keeps a state and lets each word above the anchor change it: modals and negation of the same
clause first, then the predicate that embeds the clause ("refused to", "no plans for"), then that
predicate's own modals and negation, and so on to the root or to a clause that is stated as a fact of
its own. The outer word wins: a denied plan is a denial, a refused offer a refusal.
"""

from __future__ import annotations

from pourparler.coders.events.nouns import DISSUADING, NounClimber
from pourparler.coders.events.state import State
from pourparler.lexicon.grammar import grammar

CONDITIONAL = frozenset({"if", "unless", "until", "till", "once", "provided", "providing", "lest", "whether"})
REALIS = grammar("realis")
NEGATING = frozenset({"without", "instead", "rather", "against", "than"})
DOCUMENTS, ISSUING = grammar("documents"), grammar("issuing")
CLAIMS = grammar("claims")
UNCHANGED = frozenset({"lay", "put", "set", "cut", "quit", "let", "hit", "shut", "spread"})
"""Verbs whose bare form the tagger may take for a past one."""
OPPOSING = frozenset({"be", "decide", "vote", "argue", "stand", "opt"})

EARNED = grammar("earned")
REACTIONS = grammar("reactions")
ANSWERS = frozenset({"COERCE", "SANCTION", "ACCUSE", "SUPPORT", "ASSAULT", "CONCEDE"})
UNREAL, COMING = grammar("unreal_adjectives"), grammar("coming_adjectives")


class Climber(NounClimber):
    """Works out forces over one analysis."""

    def climb(self, top: int, own_subject: int | None, verbal: bool = False) -> State:
        """Return the state of the act that ``top`` carries; ``verbal`` acts are done by saying them."""
        state = State(verbal=verbal)
        node = top
        if self.s.pos[node] in ("VERB", "AUX"):
            state.nodes.append(node)
            self._clause(node, state)
        else:
            state.nodes.append(node)
            self._noun_negation(node, state)
        return self._onward(node, state, own_subject)

    def unreal(self, noun: int) -> str:
        """Return the force that an adjective gives a noun ("a proposed deal", "planned talks"), or ""."""
        for kid in self.s.kids[noun]:
            if self.s.deps[kid] == "amod":
                if self.s.low[kid] in UNREAL:
                    return "suppose"
                if self.s.low[kid] in COMING:
                    return "predict"
        return ""

    def climb_bare(self, verb: int) -> State:
        """Return the state of a predicate that is itself the event: "demanded an explanation"."""
        state = State(nodes=[verb])
        pred = self._predicate(verb, "")
        if pred is None:
            state.dropped = True
            return state
        self._apply(pred, verb, state, own=True, nominal=False)
        return self._onward(verb, state, None)

    def _onward(self, node: int, state: State, subject: int | None) -> State:
        steps = 0
        nxt: int | None = node
        while nxt is not None and steps < 14 and not state.dropped:
            node = nxt
            verbal = self.s.pos[node] in ("VERB", "AUX")
            nxt = self._up_verb(node, state, subject) if verbal else self._up_noun(node, state)
            if nxt is not None:
                state.nodes.append(nxt)
                subject = self.s.subject(nxt) if self.s.pos[nxt] in ("VERB", "AUX") else None
            steps += 1
        return state

    def _up_verb(self, verb: int, st: State, subject: int | None) -> int | None:
        s = self.s
        dep, head = s.deps[verb], s.heads[verb]
        node = verb
        if dep == "conj" and (listed := self._listed_under(verb)) is not None:
            return self._up_verb(listed, st, subject)
        while dep == "conj" and s.pos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
            if any(s.deps[k] in ("nsubj", "nsubjpass", "expl") for k in s.kids[node]) and s.deps[head] == "ROOT":
                return None
            node, dep, head = head, s.deps[head], s.heads[head]
        if head == node or s.headline(node):
            return None
        infinitive = self._infinitive(verb)
        if dep in ("xcomp", "ccomp", "csubj"):
            if s.low[head] == "clear" and s.lemmas[s.heads[head]] == "make":
                return self._made_clear(s.heads[head], st)
            if dep == "csubj":
                return self._ruled_out(head, st)
            return self._embed(node, head, st, subject)
        if dep == "relcl" and self._cleft(head):
            self._clause(s.heads[head], st)
            return s.heads[head]
        told_of = dep == "relcl" or (dep == "acl" and s.tags[verb] == "VBG")
        if told_of and st.force == "did" and self._anyone(head):
            st.force, st.uncertain = "suppose", True
            return None
        if dep in ("acl", "relcl"):
            if infinitive and s.low[head] == "nothing":
                return self._nothing_to(head, st)
            if infinitive and s.ranked(head):
                return self._ranked(head, st)
            if dep == "acl" and s.tags[node] == "VBG" and s.lemmas[head] in CLAIMS and len(st.nodes) > 1:
                return self._apply(self.f.nouns[s.lemmas[head]], head, st, own=True, nominal=False)
            if dep == "acl" and s.tags[node] == "VBG" and s.lemmas[head] in DOCUMENTS:
                return self._on_document(head, st)
            if s.tags[verb] == "VBG" and s.deps[head] == "attr" and self._denied(s.heads[head]):
                st.dropped = True
            if infinitive or self._marked(node, "that"):
                return self._embed(node, head, st, subject)
            return None
        if dep == "advcl":
            return self._adverbial(node, head, st, infinitive)
        if dep == "pcomp":
            return self._after_prep(node, head, st)
        if dep in ("acomp", "attr", "oprd"):
            return self._embed(node, head, st, subject) if s.pos[head] in ("VERB", "AUX") else None
        if dep in ("nsubj", "nsubjpass"):
            return self._ruled_out(head, st)
        return None

    def _listed_under(self, verb: int) -> int | None:
        """Return the infinitive that a bare verb goes on: "urged them to halt, withdraw and talk".

        The parser may hang the later ones on the finite verb, which no bare form can continue.
        """
        s = self.s
        top = verb
        while s.deps[top] == "conj" and s.heads[top] != top:
            bare = s.tags[top] == "VB" or s.low[top] in UNCHANGED
            if not bare or any(s.deps[k] in ("aux", "nsubj", "nsubjpass") for k in s.kids[top]):
                return None
            top = s.heads[top]
        if s.tags[top] not in ("VBD", "VBZ", "VBP") or any(s.tags[k] == "MD" for k in s.kids[top]):
            return None
        if any(s.deps[k] == "aux" and s.lemmas[k] == "do" for k in s.kids[top]):
            return None
        before = (t for t in range(verb - 1, top, -1) if s.tags[t] == "VB" and s.deps[t] in ("xcomp", "acl", "advcl"))
        return next((t for t in before if any(s.low[k] == "to" for k in s.kids[t])), None)

    def _nothing_to(self, nothing: int, st: State) -> int | None:
        """Read "there is nothing to negotiate" as a refusal of whoever says it."""
        gov = self.s.heads[nothing]
        if st.force != "did" or self.s.lemmas[gov] not in ("be", "have"):
            st.dropped = True
            return None
        st.force, st.kind, st.holder = "refuse", "", self.s.child_subject(gov) if self.s.lemmas[gov] == "have" else None
        st.rules.append("nothing to")
        return gov

    def _cleft(self, noun: int) -> bool:
        """Return whether a relative clause is what "it was (not) our missile that hit …" says."""
        gov = self.s.heads[noun]
        if self.s.deps[noun] != "attr" or self.s.lemmas[gov] != "be":
            return False
        subject = self.s.child_subject(gov)
        return subject is not None and self.s.low[subject] == "it"

    def _anyone(self, noun: int) -> bool:
        if self.s.low[noun] in ("anyone", "anybody", "whoever", "anything"):
            return True
        return any(self.s.deps[k] == "det" and self.s.low[k] in ("any", "whichever") for k in self.s.kids[noun])

    def _embedded_failure(self, verb: int) -> bool:
        """Return whether a document was not given out: "failed to adopt a resolution"."""
        above = self.s.heads[verb]
        return self.s.deps[verb] == "xcomp" and self.s.lemmas[above] in ("fail", "refuse", "decline")

    def _on_document(self, noun: int, st: State) -> int | None:
        """Go on from "a resolution condemning the raid": done by who gave it out, else nobody's act yet."""
        dep, gov = self.s.deps[noun], self.s.heads[noun]
        if dep in ("dobj", "nsubjpass") and self.s.lemmas[gov] in ISSUING:
            if self._embedded_failure(gov):
                st.dropped = True
                return None
            self._clause(gov, st)
            return gov
        if dep == "pobj" and self.s.low[gov] in ("in", "with", "by"):
            return None
        st.dropped = dep not in ("nsubj", "ROOT", "conj", "appos")
        return None

    def _ranked(self, noun: int, st: State) -> int | None:
        """Go on from "the first leader to meet him", which says that the leader did."""
        gov = self.s.heads[noun]
        if self.s.deps[noun] == "attr" and self.s.pos[gov] in ("VERB", "AUX"):
            self._clause(gov, st)
            return gov
        return None

    def _adverbial(self, verb: int, head: int, st: State, infinitive: bool) -> int | None:
        s = self.s
        if st.rules == ["imperative"]:
            st.said = s.subject(head)
            st.sayings.append(head)
            return None
        marks = {s.low[k] for k in s.kids[verb] if s.deps[k] in ("mark", "advmod")}
        if marks & CONDITIONAL or {"long", "soon"} & {s.low[head]} or "case" in marks:
            st.condition = verb
            return None
        if "before" in marks or (s.low[head] == "before"):
            done = s.tags[head] in ("VBD", "VBN") or s.tags[verb] == "VBD"
            st.force = st.force if done or st.force != "did" else "suppose"
            return None
        if infinitive:
            if self._marked(verb, "for") and s.pos[head] == "NOUN":
                return self._embed(verb, head, st, s.subject(verb))
            if self._marked(verb, "for") and (noun := self._object_noun(head, "for")) is not None:
                return self._apply(self.f.nouns[s.lemmas[noun]], noun, st, own=False, nominal=False)
            if s.pos[head] == "ADJ" or (s.lemmas[head] in self.f.verbs and not self._for_a_purpose(head)):
                found = self._embed(verb, head, st, s.subject(verb), strict=True)
                if found is not None:
                    return found
            if st.verbal and st.force in ("did", "request", "demand"):
                return self._over_prep(head, st)
            st.dropped = True
            return None
        if s.tags[verb] in ("VBP", "VBZ", "VB") and marks & {"while", "as", "when"}:
            st.future = st.future or any(
                s.deps[k] == "aux" and s.low[k] in ("will", "'ll", "shall") for k in s.kids[head]
            )
        if s.tags[verb] not in ("VBG", "VBN") or marks - {"while", "when", "by", "as"}:
            return None
        if any(s.deps[k] in ("nsubj", "nsubjpass") for k in s.kids[verb]):
            return None
        return self._beside(head, st)

    def _for_a_purpose(self, head: int) -> bool:
        """Return whether an infinitive beside an object is what it is for: "ensure security to allow convoys in"."""
        return self.f.verbs[self.s.lemmas[head]].op == "know" and self.s.frame(head).obj is not None

    def _beside(self, head: int, st: State) -> int | None:
        """Give a participle the modals of the main verb, and go on from there."""
        shadow = State()
        self._clause(head, shadow)
        st.future, st.would = st.future or shadow.future, st.would or shadow.would
        if shadow.force != "did":
            st.force = shadow.force
        st.beside.append(head)
        return self._up_plain(head, st)

    def _up_plain(self, head: int, st: State) -> int | None:
        """Go on from the main clause of a participle, which is itself what a verb of saying reports."""
        above = self.s.heads[head]
        if self.s.deps[head] in ("ccomp", "pcomp", "conj", "xcomp") and above != head:
            return head
        return None

    def _after_prep(self, verb: int, prep: int, st: State) -> int | None:
        s = self.s
        head = s.heads[prep]
        name = s.low[prep]
        if any(s.low[k] == "instead" for k in s.kids[prep]):
            st.neg = not st.neg
            return self._over_prep(head, st)
        if s.deps[prep] == "prep" and s.low[head] in (
            "instead",
            "rather",
            "prior",
            "because",
            "out",
            "short",
        ):
            if s.low[head] in NEGATING or s.low[head] == "short":
                st.neg = not st.neg
            head = s.heads[head]
            return self._over_prep(head, st)
        if name == "with" and s.child_subject(verb) is not None:
            return None
        if name == "against" and s.lemmas[head] in OPPOSING:
            st.force, st.holder, st.neg = "refuse", s.subject(head), False
            st.rules.append("against")
            return head
        if name == "against" and s.lemmas[head] in DISSUADING:
            return self._dissuade(head, st)
        if (pred := self._predicate(head, name)) is not None:
            return self._apply(pred, head, st, own=True, nominal=False)
        if name in NEGATING:
            st.neg = not st.neg
            return self._over_prep(head, st)
        if name in REALIS and (s.pos[head] != "NOUN" or name not in ("in", "with")):
            return self._over_prep(head, st)
        if name == "for" and s.pos[head] == "VERB" and not self._answers(head):
            st.force, st.unknown = "suppose", True
            return None
        if name in ("for", "from", "over") and s.pos[head] in ("NOUN", "VERB"):
            if name != "for" or s.pos[head] == "VERB" or s.lemmas[head] in EARNED:
                return None
            st.unknown = True
        st.force, st.uncertain = "suppose", True
        return None

    def _answers(self, verb: int) -> bool:
        """Return whether a verb is one that is done about a deed: "was jailed for spying"."""
        if self.s.lemmas[verb] in REACTIONS:
            return True
        return any(e.act in ANSWERS for e in self.acts.verbs.get(self.s.lemmas[verb], ()))

    def _over_prep(self, head: int, st: State) -> int | None:
        if self.s.pos[head] in ("VERB", "AUX"):
            shadow = State()
            self._clause(head, shadow)
            if shadow.force != "did" or shadow.future or shadow.would:
                st.force, st.future, st.would = shadow.force, shadow.future, shadow.would
            st.beside.append(head)
            return self._up_plain(head, st)
        return None
