"""The force of an act: climb from its anchor through all that governs it.

The climb keeps a state and lets each word above the anchor change it: modals and negation of the same
clause first, then the predicate that embeds the clause ("refused to", "no plans for"), then that
predicate's own modals and negation, and so on to the root or to a clause that is stated as a fact of
its own. The outer word wins: a denied plan is a denial, a refused offer a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pourparler.lexicon.grammar import grammar
from pourparler.coders.events.syntax import Syntax
from pourparler.lexicon.acts import Acts
from pourparler.lexicon.forces import Forces, Predicate

NO = frozenset({"no", "neither", "nobody", "none", "nothing", "never", "without"})
CONDITIONAL = frozenset({"if", "unless", "until", "till", "once", "provided", "providing", "lest", "whether"})
BE = grammar("be")
WEIGHING = frozenset({"consider", "contemplate", "mull", "weigh", "ponder", "explore", "prepare", "envisage"})
RECEIVING = frozenset({"receive", "get", "face", "field", "obtain"})
REALIS = grammar("realis")
CLAIMS = grammar("claims")
CLAIMING = frozenset({"claim", "take", "accept", "acknowledge", "admit"})
PLAIN = frozenset({"say", "know", "perform", "cause", "allege", "praise", "permit", "end"})
STATING = frozenset({"insist", "agree", "accept", "concede", "suggest", "warn", "determine", "decide", "hope"})
NEGATING = frozenset({"without", "instead", "rather", "against", "than"})
CARRIERS = grammar("carriers")


@dataclass(slots=True)
class State:
    """What the climb has learnt. Tokens for people; ``nodes`` are the words passed, anchor first."""

    force: str = "did"
    kind: str = ""
    neg: bool = False
    future: bool = False
    would: bool = False
    obliged: str = ""
    historical: bool = False
    holder: int | None = None
    asked: int | None = None
    source: int | None = None
    said: int | None = None
    condition: int | None = None
    ended: bool = False
    dropped: bool = False
    counterpart: int | None = None
    inner_negated: bool = False
    uncertain: bool = False
    counterfactual: bool = False
    verbal: bool = False
    possible: bool = False
    considered: int | None = None
    sayings: list[int] = field(default_factory=list)
    beside: list[int] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)


class Climber:
    """Works out forces over one analysis."""

    def __init__(self, syntax: Syntax, forces: Forces, acts: Acts) -> None:
        self.s, self.f, self.acts = syntax, forces, acts

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

    def climb_bare(self, verb: int) -> State:
        """Return the state of a predicate that is itself the event: "demanded an explanation"."""
        state = State(nodes=[verb])
        pred = self._predicate(verb, "")
        if pred is None:
            state.dropped = True
            return state
        self._apply(pred, verb, state, own=True, nominal=False)
        return self._onward(verb, state, None)

    # -- one clause -----------------------------------------------------------------------------------
    def _clause(self, verb: int, st: State, inherit: bool = False) -> None:
        """Apply modals, negation and adverbs that stand on ``verb``."""
        s, f = self.s, self.f
        modal, neg, had, have, to, able = "", self._nor(verb), False, False, False, False
        for kid in self._modifiers(verb):
            low, dep = s.low[kid], s.deps[kid]
            if dep in ("aux", "auxpass"):
                if low == "to":
                    to = True
                elif (low == "'d" and s.tags[kid] == "MD") or low != "'d":
                    modal = f.modals.get(low, modal)
                    able = able or low in ("can", "ca", "could", "cannot")
                if low in ("had", "'d") and s.tags[kid] == "VBD":
                    had = True
                have = have or low in ("have", "has", "'ve")
            elif dep == "neg" or low in ("never", "not", "n't"):
                if not (kid and s.low[kid - 1] == "or"):
                    neg = not neg
            elif dep == "advmod":
                self._adverb(kid, st)
                if low == "longer" and any(s.low[k] == "no" for k in s.kids[kid]):
                    neg = True
            elif dep in ("nsubj", "nsubjpass", "dobj", "attr") and kid not in st.nodes and self._is_no(kid):
                neg = not neg
        if not st.rules and st.force == "did" and self._imperative(verb):
            modal = "must"
            st.rules.append("imperative")
        if s.lemmas[verb] == "go" and s.tags[verb] == "VBG" and not to and self._be_aux(verb):
            modal = modal or ("future" if any(s.deps[k] == "xcomp" for k in s.kids[verb]) else "")
        if modal == "would" and have:
            st.counterfactual = True
        if modal in ("possible", "should") and have and st.force == "did":
            st.force = "suppose"
        if had and not modal:
            st.historical = True
            if st.kind in ("wish", "intend") and s.lemmas[verb] in f.verbs:
                st.force, st.kind = "suppose", ""
        self._modal("able" if able and neg and modal == "possible" else modal, neg, st)

    def _nor(self, verb: int) -> bool:
        """Return whether "neither … nor" negates the verb."""
        s = self.s
        if any(s.deps[k] == "preconj" and s.low[k] == "neither" for k in s.kids[verb]):
            return True
        head = s.heads[verb]
        return s.deps[verb] == "conj" and any(s.deps[k] == "cc" and s.low[k] == "nor" for k in s.kids[head])

    def _modifiers(self, verb: int) -> list[int]:
        """Return the children of a verb and, for a bare conjunct, the auxiliaries it shares."""
        s = self.s
        own = list(s.kids[verb])
        node = verb
        while s.deps[node] == "conj" and s.pos[s.heads[node]] in ("VERB", "AUX"):
            head = s.heads[node]
            has_own = any(s.deps[k] in ("nsubj", "nsubjpass") or (s.deps[k] in ("aux", "auxpass")) for k in s.kids[node])
            finite = s.tags[node] in ("VBD", "VBZ", "VBP")
            if has_own or (finite and s.tags[head] not in ("VBD", "VBZ", "VBP")) or finite:
                break
            joined = {s.low[k] for k in s.kids[head] if s.deps[k] == "cc"}
            for kid in s.kids[head]:
                if s.deps[kid] == "aux" or (s.deps[kid] == "neg" and joined & {"or", "nor", "and"} and "but" not in joined):
                    own.append(kid)
            node = head
        return own

    def _imperative(self, verb: int) -> bool:
        """Return whether a quoted verb is an order: bare form, no subject, first of its quotation."""
        s = self.s
        if s.tags[verb] != "VB" or s.deps[verb] not in ("ROOT", "ccomp", "parataxis") or s.a.quote_of[verb] < 0:
            return False
        return not any(s.deps[k] in ("aux", "nsubj", "nsubjpass") for k in s.kids[verb])

    def _be_aux(self, verb: int) -> bool:
        return any(self.s.deps[k] == "aux" and self.s.low[k] in BE for k in self.s.kids[verb])

    def _is_no(self, token: int) -> bool:
        if self.s.low[token] in ("nobody", "none", "nothing", "neither"):
            return True
        return any(
            self.s.deps[k] in ("det", "preconj", "neg") and self.s.low[k] in ("no", "neither")
            for k in self.s.kids[token]
        )

    def _adverb(self, token: int, st: State) -> None:
        kind = self.f.adverbs.get(self.s.low[token])
        if kind == "historical":
            st.historical = True
        elif kind == "negate":
            st.neg = not st.neg
        elif kind == "predict" and st.force == "did":
            st.force = "predict"
            st.rules.append(f"adverb {self.s.low[token]}")
        elif kind == "suppose" and st.force == "did":
            st.force = "suppose"
            st.rules.append(f"adverb {self.s.low[token]}")

    def _modal(self, modal: str, neg: bool, st: State) -> None:
        if st.counterfactual:
            st.force = "suppose"
        if st.force == "did":
            st.future = st.future or modal == "future"
            st.would = st.would or modal == "would"
            if modal in ("should", "must"):
                st.obliged = modal
            if modal == "able":
                st.force, neg = "refuse" if not st.neg else "suppose", False
                st.uncertain = True
            elif modal == "possible":
                st.force = "suppose"
                st.uncertain = st.possible = True
            st.neg = st.neg != neg
            return
        if neg:
            self._negate(st, modal)
        elif modal == "possible" and st.kind != "wish":
            st.force, st.kind = "suppose", ""
        elif modal in ("should", "must") and st.force not in ("offer", "suppose"):
            st.obliged = modal

    def _negate(self, st: State, modal: str = "") -> None:
        key = st.kind or st.force
        st.inner_negated = st.inner_negated != (st.force == "predict")
        st.force = self.f.negated.get(key, st.force)
        if st.force == "deny" and st.source is None:
            st.source = st.holder
        st.kind = ""

    def _noun_negation(self, noun: int, st: State) -> None:
        """Apply "no talks", "lack of talks" to the state."""
        if self._is_no(noun):
            if st.force == "did":
                st.neg = not st.neg
            else:
                self._negate(st)

    # -- from a clause to what governs it ---------------------------------------------------------------
    def _up_verb(self, verb: int, st: State, subject: int | None) -> int | None:
        s = self.s
        dep, head = s.deps[verb], s.heads[verb]
        node = verb
        while dep == "conj" and s.pos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
            if any(s.deps[k] in ("nsubj", "nsubjpass", "expl") for k in s.kids[node]) and s.deps[head] == "ROOT":
                return None
            node, dep, head = head, s.deps[head], s.heads[head]
        if head == node:
            return None
        infinitive = self._infinitive(verb)
        if dep in ("xcomp", "ccomp", "csubj"):
            if dep == "csubj":
                st.force = "suppose"
                return None
            return self._embed(node, head, st, subject)
        if dep in ("acl", "relcl"):
            if infinitive or (dep == "acl" and self._marked(node, "that")):
                return self._embed(node, head, st, subject)
            return None
        if dep == "advcl":
            return self._adverbial(node, head, st, infinitive)
        if dep == "pcomp":
            return self._after_prep(node, head, st)
        if dep in ("acomp", "attr", "oprd"):
            return self._embed(node, head, st, subject) if s.pos[head] in ("VERB", "AUX") else None
        if dep in ("nsubj", "nsubjpass"):
            st.force = "suppose"
        return None

    def _infinitive(self, verb: int) -> bool:
        s = self.s
        for kid in self._modifiers(verb):
            if s.deps[kid] == "aux" and s.low[kid] == "to":
                return True
        return False

    def _marked(self, verb: int, word: str) -> bool:
        return any(self.s.deps[k] == "mark" and self.s.low[k] == word for k in self.s.kids[verb])

    def _adverbial(self, verb: int, head: int, st: State, infinitive: bool) -> int | None:
        s = self.s
        marks = {s.low[k] for k in s.kids[verb] if s.deps[k] in ("mark", "advmod")}
        if marks & CONDITIONAL or {"long", "soon"} & {s.low[head]} or "case" in marks:
            st.condition = verb
            return None
        if "before" in marks or (s.low[head] == "before"):
            return None
        if infinitive:
            if self._marked(verb, "for") and (noun := self._object_noun(head, "for")) is not None:
                return self._apply(self.f.nouns[s.lemmas[noun]], noun, st, own=False, nominal=False)
            if s.pos[head] == "ADJ" or s.lemmas[head] in self.f.verbs:
                found = self._embed(verb, head, st, s.subject(verb), strict=True)
                if found is not None:
                    return found
            if st.verbal and st.force in ("did", "request", "demand"):
                return self._over_prep(head, st)
            st.dropped = True
            return None
        if s.tags[verb] in ("VBG", "VBN") and not marks - {"while", "when", "by", "as"}:
            if not any(s.deps[k] in ("nsubj", "nsubjpass") for k in s.kids[verb]):
                shadow = State()
                self._clause(head, shadow)
                st.future, st.would = st.future or shadow.future, st.would or shadow.would
                if shadow.force != "did":
                    st.force = shadow.force
                st.beside.append(head)
                return self._up_plain(head, st)
        return None

    def _object_noun(self, verb: int, prep: str) -> int | None:
        """Return the object of a verb when it is a predicate that takes ``prep`` ("plans for")."""
        obj = self.s.frame(verb).obj
        if obj is None or (pred := self.f.nouns.get(self.s.lemmas[obj])) is None or prep not in pred.preps:
            return None
        return obj

    def _up_plain(self, head: int, st: State) -> int | None:
        """Go on from the main clause of a participle, which is itself what a verb of saying reports."""
        above = self.s.heads[head]
        if self.s.deps[head] in ("ccomp", "pcomp", "conj") and above != head:
            return head
        return None

    def _after_prep(self, verb: int, prep: int, st: State) -> int | None:
        s = self.s
        head = s.heads[prep]
        name = s.low[prep]
        if s.deps[prep] == "prep" and s.low[head] in ("instead", "rather", "prior", "because", "out", "short"):
            if s.low[head] in NEGATING or s.low[head] == "short":
                st.neg = not st.neg
            head = s.heads[head]
            return self._over_prep(head, st)
        if (pred := self._predicate(head, name)) is not None:
            return self._apply(pred, head, st, own=True, nominal=False)
        if name in NEGATING:
            st.neg = not st.neg
            return self._over_prep(head, st)
        if name in REALIS and (s.pos[head] != "NOUN" or name not in ("in", "with")):
            return self._over_prep(head, st)
        if name in ("for", "from", "over") and s.pos[head] in ("NOUN", "VERB"):
            return None
        st.force, st.uncertain = "suppose", True
        return None

    def _over_prep(self, head: int, st: State) -> int | None:
        if self.s.pos[head] in ("VERB", "AUX"):
            shadow = State()
            self._clause(head, shadow)
            if shadow.force != "did" or shadow.future or shadow.would:
                st.force, st.future, st.would = shadow.force, shadow.future, shadow.would
            st.beside.append(head)
            return self._up_plain(head, st)
        return None

    # -- predicates -------------------------------------------------------------------------------------
    def _predicate(self, head: int, prep: str) -> Predicate | None:
        s = self.s
        if s.pos[head] in ("VERB", "AUX"):
            pred = None
            for kid in s.kids[head]:
                if s.deps[kid] == "prt" or (s.deps[kid] == "advmod" and s.low[kid] in ("out", "down", "up", "off")):
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
            return not kids & {"on", "for", "upon"}
        particle = any(s.deps[k] == "prt" for k in s.kids[verb])
        return particle and pred.op not in ("say", "know", "perform", "end")

    def _embed(self, verb: int, head: int, st: State, subject: int | None, strict: bool = False) -> int | None:
        s = self.s
        if any(s.deps[k] in ("mark", "advmod") and s.low[k] in ("whether", "if") for k in s.kids[verb]):
            st.force, st.uncertain = "suppose", True
            st.said = s.child_subject(head) if s.pos[head] == "VERB" else None
            return None
        own = not any(s.deps[k] in ("nsubj", "nsubjpass") for k in s.kids[verb])
        if not own:
            subject = s.subject(verb)
            above = s.subject(head) if s.pos[head] in ("VERB", "AUX") else s.holder(head)
            own = subject is not None and above is not None and s.low[subject] in ("he", "she", "it", "they", "i", "we")
        elif s.pos[head] == "VERB":
            controlled = s.controller(verb)
            own = controlled is None or controlled == s.subject(head) or s.frame(head).passive
        if s.lemmas[head] == "be" and s.deps[verb] in ("xcomp", "ccomp") and self._infinitive(verb):
            st.force, st.kind = ("promise", "intend") if st.force == "did" else (st.force, st.kind)
            st.rules.append("be to")
            self._clause(head, st)
            return head
        if s.lemmas[head] == "have" and any(s.low[k] == "yet" for k in s.kids[head] + s.kids[verb]):
            st.neg = not st.neg
            return head
        pred = self._predicate(head, "")
        if pred is None and s.pos[head] in ("NOUN", "ADJ"):
            pred = (self.f.nouns if s.pos[head] == "NOUN" else self.f.adjectives).get(s.lemmas[head])
        if pred is not None and pred.head in STATING and s.deps[verb] == "ccomp" and self._stated(verb, st):
            if pred.op in ("demand", "accept", "say"):
                st.said = s.subject(head)
                st.sayings.append(head)
                self._saying(head, st)
                return head
        if pred is None:
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
                st.force, st.uncertain = "suppose", True
                return None
            st.said = s.subject(head)
            st.uncertain = True
            return head
        if s.deps[verb] == "ccomp" and pred.op in ("wish", "perform", "cause", "permit", "end") and not own and pred.op == "perform":
            return head
        return self._apply(pred, head, st, own, nominal=False)

    def _stated(self, verb: int, st: State) -> bool:
        """Return whether a clause states a fact or a forecast ("insisted that he had met them")."""
        s = self.s
        if s.tags[verb] in ("VBD", "VBZ", "VBP"):
            return True
        modals = {s.low[k] for k in s.kids[verb] if s.deps[k] == "aux"}
        return bool(modals & {"has", "have", "had", "is", "was", "are", "were", "did", "will", "would", "'ll"})

    def _apply(self, pred: Predicate, head: int, st: State, own: bool, nominal: bool) -> int | None:
        s = self.s
        op = pred.noun if nominal else (pred.op if own else pred.other)
        would = any(s.low[k] in ("would", "'d") for k in s.kids[head])
        if pred.head in ("love", "like") and not would:
            op = "suppose"
        if pred.head == "welcome" and would:
            op = "wish"
        if pred.head in ("warn", "caution") and own and not nominal:
            op = "threaten"
        if op not in ("say", "know", "perform"):
            st.rules.append(pred.id)
        holder = s.subject(head) if s.pos[head] in ("VERB", "AUX") else None
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
            return head
        if s.pos[head] == "ADJ":
            return self._adjective(head, st)
        if op != "reason":
            self._noun_negation(head, st)
        return head

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

    def _operate(self, op: str, head: int, holder: int | None, st: State, nominal: bool, own: bool) -> None:
        negated = st.neg or st.force in ("refuse", "deny")
        if op in ("say",):
            if self.s.frame(head).passive and not nominal and self.s.deps[head] != "ccomp" and own:
                st.force = "suppose" if st.force == "did" else st.force
            st.said = holder
            st.sayings.append(head)
        elif op in ("know", "perform", "cause", "praise"):
            return
        elif op == "permit" and self._let_us(head):
            st.force, st.kind, st.neg = "offer", "wish", False
        elif op == "permit":
            st.force, st.uncertain = "suppose", True
            st.dropped = True
        elif op == "negate":
            if st.force == "did":
                st.neg = not st.neg
            else:
                self._negate(st)
        elif op == "end":
            if st.force in ("did",) and not nominal:
                st.ended = True
            else:
                self._negate(st)
        elif op == "reason":
            st.force = ("offer" if st.neg else "refuse") if self._is_no(head) else "suppose"
            st.neg = False
            st.kind = "reason"
        elif op == "allege":
            st.force, st.source, st.uncertain = "suppose", holder, True
            st.kind = "allege"
        elif op == "suppose" and self.s.lemmas[head] == "responsibility" and self._claimed(head):
            st.holder = holder
        elif op == "suppose":
            st.force, st.kind = "suppose", ""
            if nominal and self.s.lemmas[head] in WEIGHING:
                st.considered = holder
        elif op == "attempt":
            st.force, st.kind = ("suppose", "attempt") if st.force == "did" else ("suppose", "")
        elif op == "wish":
            st.force = "refuse" if negated else "offer"
            st.kind, st.holder = "wish", holder
        elif op == "intend":
            st.force = "refuse" if negated else "promise"
            st.kind, st.holder = "intend", holder
        elif op in ("predict", "deny"):
            st.inner_negated = negated
            st.force, st.source, st.kind = op, holder, ""
        elif op in ("request", "demand"):
            st.inner_negated = negated
            st.asked = self._asked(head, holder, nominal)
            st.force, st.holder, st.kind = op, holder, ""
        elif op == "refuse":
            if st.force in ("request", "demand", "offer"):
                st.counterpart = st.holder
            if nominal and st.nodes and self.s.lemmas[st.nodes[-1]] in CLAIMS:
                st.force, st.source, st.kind = "deny", holder, ""
                return
            st.force = "promise" if st.neg else "refuse"
            st.kind, st.holder = "", holder
        else:
            if st.force in ("request", "demand", "offer") and op == "accept":
                st.counterpart = st.holder
            st.force = "refuse" if negated and op in ("offer", "accept") else op
            if negated and op in ("promise", "threaten"):
                st.inner_negated = True
            st.kind, st.holder = "", holder
        if op not in ("say", "negate"):
            st.neg = False if op != "end" else st.neg
            st.future = st.would = False

    def _claimed(self, noun: int) -> bool:
        return self.s.deps[noun] == "dobj" and self.s.lemmas[self.s.heads[noun]] in CLAIMING

    def _let_us(self, head: int) -> bool:
        if self.s.lemmas[head] != "let":
            return False
        near = [head + 1, *self.s.kids[head]]
        return any(t < len(self.s.low) and self.s.low[t] in ("us", "'s") for t in near)

    def _asked(self, head: int, holder: int | None, nominal: bool) -> int | None:
        """Return who is asked: "urged X to", "called on X", "demands from X", "demands for X to"."""
        s = self.s
        frame = s.frame(head)
        if s.pos[head] in ("VERB", "AUX"):
            if not nominal and frame.obj is not None:
                return frame.obj
            if nominal and frame.dative is not None:
                return frame.dative
        if nominal and s.lemmas[head] in ("ask", "press", "urge", "pressure", "beg", "push") and frame.obj is not None:
            return frame.obj
        for name in ("on", "from", "to", "with", "upon"):
            for token in frame.preps.get(name, ()):
                return token
        return None

    # -- nouns ------------------------------------------------------------------------------------------
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
        if dep in ("dobj", "nsubjpass", "attr", "oprd", "dative"):
            pred = self._predicate(gov, "")
            welcome = pred is not None and pred.head == "welcome"
            if pred is not None and (welcome or pred.op not in PLAIN):
                return self._apply(pred, gov, st, own=True, nominal=True)
            if lemma in self.acts.end and not is_act:
                if st.force in ("request", "demand"):
                    return None
                self._negate(st)
                st.holder = st.holder if s.subject(gov) is None else s.subject(gov)
                return gov
            if lemma in RECEIVING and not is_act:
                st.asked = s.subject(gov) if st.asked is None else st.asked
                self._clause(gov, st)
                return gov
            if lemma in CARRIERS or (not is_act and pred is not None and pred.op in ("say", "know")):
                if is_act and lemma not in ("be", "announce", "declare"):
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
            self._clause(gov, st)
            return None
        if is_act:
            st.dropped = True
        return None

    def _noun_after_prep(self, prep: int, st: State, is_act: bool) -> int | None:
        s = self.s
        above, name = s.heads[prep], s.low[prep]
        pred = self._predicate(above, name)
        if pred is not None and (s.pos[above] != "VERB" or pred.op not in ("perform", "cause", "know", "allege", "praise")):
            return self._apply(pred, above, st, own=True, nominal=True)
        if s.pos[above] in ("VERB", "AUX"):
            # "no plans had been made for a meeting"
            if (noun := self._object_noun(above, name)) is not None:
                return self._apply(self.f.nouns[s.lemmas[noun]], noun, st, own=True, nominal=True)
        if is_act:
            st.dropped = True
        return None
