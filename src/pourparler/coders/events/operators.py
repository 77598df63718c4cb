"""What a predicate does to the state of the act it embeds: one operator a kind of predicate."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.coders.events.clauses import Clauses
from pourparler.coders.events.state import State
from pourparler.lexicon.grammar import grammar

WEIGHING = frozenset({"consider", "contemplate", "mull", "weigh", "ponder", "explore", "prepare", "envisage"})
CLAIMS = grammar("claims")
DOCUMENTS = grammar("documents")
NOTIONS = frozenset({"idea", "possibility", "prospect", "notion", "fear"})
HINTING = frozenset({"suggest", "indicate", "hint", "show", "claim", "say"})
EVIDENCE = frozenset(
    {"report", "evidence", "rumour", "rumor", "sign", "indication", "image", "footage", "leak", "media"}
)
BELIEVING = frozenset({"believe", "think", "reckon", "suspect", "estimate", "guess", "assume", "fear", "worry"})
SEEMING = frozenset({"seem", "appear"})
FORESEEN = frozenset({"predict", "promise"})
CLAIMING = frozenset({"claim", "take", "accept", "acknowledge", "admit"})


TRANSPARENT = frozenset({"know", "perform", "cause", "praise"})
PROPOSED = frozenset({"request", "demand", "offer"})
OPERATORS = {
    "say": "_say",
    "permit": "_permit",
    "negate": "_not",
    "end": "_end",
    "doubt": "_doubt",
    "reason": "_reason",
    "allege": "_allege",
    "suppose": "_suppose",
    "attempt": "_attempt",
    "wish": "_mean",
    "intend": "_mean",
    "predict": "_foresee",
    "deny": "_foresee",
    "request": "_ask",
    "demand": "_ask",
    "refuse": "_refuse",
}
"""The method of each operator; offer, promise, accept and threaten share one."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a predicate: its token, whose it is, and how its content hangs on it."""

    op: str
    head: int
    holder: int | None
    nominal: bool
    own: bool
    negated: bool


class Operators(Clauses):
    """Applies the operators of ``forces.toml``."""

    def _operate(self, op: str, head: int, holder: int | None, st: State, nominal: bool, own: bool) -> None:
        """Apply one operator; ``head`` is the predicate, ``holder`` whose it is."""
        use = Use(op, head, holder, nominal, own, st.neg or st.force in ("refuse", "deny"))
        if op in TRANSPARENT:
            if op == "cause" and self._on_paper(head):
                st.force, st.kind = "suppose", ""
            return
        getattr(self, OPERATORS.get(op, "_put"))(use, st)
        if op not in ("say", "negate"):
            st.neg = st.neg and op == "end"
            st.future = st.would = False

    def _say(self, use: Use, st: State) -> None:
        impersonal = self.s.frame(use.head).passive and self.s.deps[use.head] != "ccomp"
        if impersonal and use.own and not use.nominal and st.force == "did":
            st.force = "suppose"
        if use.holder is not None and self.s.lemmas[use.head] in HINTING and self.s.lemmas[use.holder] in EVIDENCE:
            st.force = "suppose" if st.force == "did" else st.force
            return
        st.said = use.holder if st.said is None else st.said
        st.sayings.append(use.head)

    def _permit(self, use: Use, st: State) -> None:
        if self._let_us(use.head):
            st.force, st.kind, st.neg = "offer", "wish", False
        else:
            st.force, st.uncertain, st.dropped = "suppose", True, True

    def _not(self, use: Use, st: State) -> None:
        if st.kind == "attempt" and use.nominal:  # an attempt that was foiled was made
            return
        if st.force == "did":
            st.neg = not st.neg
        else:
            self._negate(st)

    def _doubt(self, use: Use, st: State) -> None:
        """Predict that it will not happen: "is unlikely to attend"."""
        plain = st.force == "did"
        self._not(use, st)
        if plain:
            st.force, st.inner_negated, st.neg = "predict", st.neg, False
            st.source, st.kind = None, ""

    def _end(self, use: Use, st: State) -> None:
        if not use.nominal and st.nodes and self._infinitive(st.nodes[-1]) and self.s.lemmas[use.head] != "cease":
            st.force, st.kind = "suppose", ""
            return
        if st.force == "did" and not use.nominal:
            st.ended = True
        else:
            self._negate(st)

    def _reason(self, use: Use, st: State) -> None:
        subject = self.s.child_subject(st.nodes[-1]) if st.nodes else None
        ours = use.own or use.nominal or (subject is not None and self.s.low[subject] in ("us", "me"))
        st.force = ("offer" if st.neg else "refuse") if self._is_no(use.head) and ours else "suppose"
        st.neg, st.kind = False, "reason"

    def _allege(self, use: Use, st: State) -> None:
        st.force, st.source, st.uncertain, st.kind = "suppose", use.holder, True, "allege"
        if use.nominal and self.s.pos[use.head] == "VERB":
            st.considered = self.s.frame(use.head).obj

    def _suppose(self, use: Use, st: State) -> None:
        if self.s.lemmas[use.head] == "responsibility" and self._claimed(use.head):
            st.holder = use.holder
            return
        lemma = self.s.lemmas[use.head]
        coming = (st.force == "did" and st.future) or st.force == "predict"
        if not use.negated and ((lemma in BELIEVING and coming) or (lemma in SEEMING and st.force in FORESEEN)):
            st.force, st.kind = "predict", ""
            st.source = use.holder if lemma in BELIEVING else st.source
            return
        st.force, st.kind = "suppose", ""
        if use.nominal and lemma in WEIGHING:
            st.considered = use.holder

    def _attempt(self, use: Use, st: State) -> None:
        st.force, st.kind = "suppose", "attempt" if st.force == "did" else ""

    def _mean(self, use: Use, st: State) -> None:
        """A wish is an offer to the other side, an intention a promise; either negated is a refusal."""
        if use.op == "wish" and use.nominal and st.force == "promise" and not use.negated:
            st.asked = st.asked if st.holder is None else st.holder  # "wants guarantees that …"
            st.force, st.holder, st.kind = "request", use.holder, ""
            return
        positive = "offer" if use.op == "wish" else "promise"
        st.force, st.kind, st.holder = "refuse" if use.negated else positive, use.op, use.holder

    def _foresee(self, use: Use, st: State) -> None:
        st.inner_negated = use.negated
        st.force, st.source, st.kind = use.op, use.holder, ""

    def _ask(self, use: Use, st: State) -> None:
        """Ask somebody; a state that orders a deed of its own and tells nobody to do it does it."""
        ordered = self.s.lemmas[use.head] == "order" and st.force == "did" and not use.negated
        if ordered and use.own and not use.nominal and self._asked(use.head, use.holder, False) is None:
            st.holder = use.holder
            return
        st.inner_negated = use.negated
        agreeing = st.holder if st.force in ("accept", "refuse") and st.holder != use.holder else None
        st.asked = self._asked(use.head, use.holder, use.nominal)
        if st.asked is None:
            st.asked = agreeing
        st.force, st.holder, st.kind = use.op, use.holder, ""

    def _refuse(self, use: Use, st: State) -> None:
        """Refuse an act or a proposal; to reject a claim is to deny what it claims."""
        if st.force in PROPOSED:
            st.counterpart = st.holder
        if st.force == "threaten" and use.nominal:  # "shrugged off threats of sanctions"
            st.dropped = True
            return
        about_others = st.force != "did" and st.nodes and self.s.lemmas[st.nodes[-1]] in NOTIONS and len(st.nodes) > 2
        if use.nominal and st.nodes and (self.s.lemmas[st.nodes[-1]] in CLAIMS or (about_others and st.kind == "")):
            st.force, st.source, st.kind = "deny", use.holder, ""
            return
        st.force, st.kind, st.holder = "promise" if st.neg else "refuse", "", use.holder

    def _put(self, use: Use, st: State) -> None:
        """Offer, promise, accept or threaten: the outer word is the force."""
        if st.force in PROPOSED and use.op == "accept":
            st.counterpart = st.holder
        if use.op == "threaten" and use.nominal and use.holder is not None and not self.s.is_somebody(use.holder):
            st.dropped = True
        st.force = "refuse" if use.negated and not st.neg and use.op in ("offer", "accept") else use.op
        if use.negated and (st.neg or use.op in ("promise", "threaten")):
            st.inner_negated = True
        st.kind, st.holder = "", use.holder
        if use.nominal and use.op in ("offer", "promise") and self.s.pos[use.head] == "VERB" and st.asked is None:
            frame = self.s.frame(use.head)
            told = frame.preps.get("to", ()) or (self.s.frame(frame.obj).preps.get("to", ()) if frame.obj else ())
            st.asked = frame.dative if frame.dative is not None else next(filter(self.s.is_somebody, told), None)
        if use.op == "offer" and not use.nominal and st.asked is None and self.s.pos[use.head] == "VERB":
            frame = self.s.frame(use.head)  # "proposed for him to come"
            whom = frame.preps.get("for", ()) if frame.comp is not None else ()
            st.asked = next(filter(self.s.is_somebody, whom), None)
        if use.op == "threaten" and use.nominal and self.s.pos[use.head] == "VERB" and st.asked is None:
            st.asked = self.s.frame(use.head).obj if st.nodes and self.s.frame(use.head).obj not in st.nodes else None

    def _on_paper(self, verb: int) -> bool:
        """Return whether a text is what obliges: "a bill forcing the cabinet to leave the treaty"."""
        subject = self.s.heads[verb] if self.s.deps[verb] in ("acl", "relcl") else self.s.subject(verb)
        return subject is not None and (
            self.s.lemmas[subject] in DOCUMENTS or self.s.lemmas[subject] in self.acts.classes["deal"]
        )

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
        slots = [t for name in ("on", "from", "to", "with", "upon") for t in frame.preps.get(name, ())]
        slots = [t for t in slots if not s.is_day(t)]
        return next((t for t in slots if s.is_somebody(t)), next(iter(slots), None))
