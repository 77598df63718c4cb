"""What a clause says of its own act: modals, tense, negation, adverbs, orders."""

from __future__ import annotations

from pourparler.coders.events.state import State
from pourparler.coders.events.syntax import Syntax
from pourparler.lexicon.acts import Acts
from pourparler.lexicon.forces import Forces
from pourparler.lexicon.grammar import grammar

BE = grammar("be")
OCCASIONS = frozenset({"circumstance", "way", "time", "point", "account", "condition", "mean", "means"})
"""What "no" before them makes a negation of the whole clause."""


class Clauses:
    """Reads the words that stand on one verb or noun into a state."""

    def __init__(self, syntax: Syntax, forces: Forces, acts: Acts) -> None:
        self.s, self.f, self.acts = syntax, forces, acts

    def _clause(self, verb: int, st: State, inherit: bool = False) -> None:
        """Apply modals, negation and adverbs that stand on ``verb``."""
        s, f = self.s, self.f
        nor = self._nor(verb)
        modal, neg, had, have, to, able = "", nor, False, False, False, False
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
            elif dep == "neg" or (low in ("never", "not", "n't") and dep != "advcl"):
                shared = nor and kid not in s.kids[verb]  # "did not stay, nor meet": one negation each
                if not shared and not (kid and s.low[kid - 1] == "or"):
                    neg = not neg
            elif dep == "advmod":
                self._adverb(kid, st)
                if low == "longer" and any(s.low[k] == "no" for k in s.kids[kid]):
                    neg = True
            elif dep == "prep" and any(s.lemmas[k] in OCCASIONS and self._is_no(k) for k in s.kids[kid]):
                neg = not neg  # "will under no circumstances"
            elif dep in ("nsubj", "nsubjpass", "dobj", "attr") and kid not in st.nodes and self._is_no(kid):
                neg = not neg
        if not st.rules and st.force == "did" and self._imperative(verb):
            modal = "must"
            st.rules.append("imperative")
        if to and not modal and (s.headline(verb) or (s.deps[verb] == "ROOT" and s.child_subject(verb) is not None)):
            modal = "future"
        if s.lemmas[verb] == "go" and s.tags[verb] == "VBG" and not to and self._be_aux(verb):
            modal = modal or ("future" if any(s.deps[k] == "xcomp" for k in s.kids[verb]) else "")
        if modal == "would" and have:
            st.counterfactual = True
        if modal in ("possible", "should") and have and st.force == "did":
            st.force = "suppose"
        if had and not modal:
            st.historical = True
            if st.kind in ("wish", "intend") and (s.lemmas[verb] in f.verbs or s.lemmas[verb] == "be"):
                st.force, st.kind = "suppose", ""
        self._modal("able" if able and neg and modal == "possible" else modal, neg, st)

    def _nor(self, verb: int) -> bool:
        """Return whether "neither … nor" negates the verb."""
        s = self.s
        if any(s.deps[k] == "preconj" and s.low[k] == "neither" for k in s.kids[verb]):
            return True
        head = s.heads[verb]
        if s.deps[verb] != "conj":
            return False
        first = min([verb, *(k for k in s.kids[verb] if s.deps[k] in ("aux", "neg", "nsubj"))])
        return any(s.deps[k] == "cc" and s.low[k] == "nor" for k in s.kids[head]) or (
            first > 0 and s.low[first - 1] == "nor"
        )

    def _modifiers(self, verb: int) -> list[int]:
        """Return the children of a verb and, for a bare conjunct, the auxiliaries it shares."""
        s = self.s
        own = list(s.kids[verb])
        node = verb
        while s.deps[node] == "conj" and s.pos[s.heads[node]] in ("VERB", "AUX"):
            head = s.heads[node]
            has_own = any(
                s.deps[k] in ("nsubj", "nsubjpass") or (s.deps[k] in ("aux", "auxpass")) for k in s.kids[node]
            )
            joined = {s.low[k] for k in s.kids[head] if s.deps[k] == "cc"}
            perfect = s.tags[head] == "VBN" and s.tags[node] == "VBD" and joined & {"or", "nor"}
            finite = s.tags[node] in ("VBD", "VBZ", "VBP") and not perfect
            if has_own or (finite and s.tags[head] not in ("VBD", "VBZ", "VBP")) or finite:
                break
            for kid in s.kids[head]:
                if s.deps[kid] == "aux" or (
                    s.deps[kid] == "neg" and joined & {"or", "nor", "and"} and "but" not in joined
                ):
                    own.append(kid)
            node = head
        return own

    def _imperative(self, verb: int) -> bool:
        """Return whether a quoted verb is an order: bare form, no subject, first of its quotation."""
        s = self.s
        places = ("ROOT", "ccomp", "parataxis", "advcl", "dep")
        if s.tags[verb] != "VB" or s.deps[verb] not in places or s.a.quote_of[verb] < 0:
            return False
        return not any(s.deps[k] in ("aux", "nsubj", "nsubjpass", "mark") for k in s.kids[verb])

    def _be_aux(self, verb: int) -> bool:
        return any(self.s.deps[k] == "aux" and self.s.low[k] in BE for k in self.s.kids[verb])

    def _is_no(self, token: int) -> bool:
        if self.s.low[token] in ("nobody", "none", "nothing", "neither"):
            return True
        above = self.s.heads[token]
        there = self.s.deps[token] == "attr" and any(self.s.deps[k] == "expl" for k in self.s.kids[above])
        if there and above + 1 < token and self.s.low[above + 1] == "no":  # "there was no formal or informal meeting"
            return True
        kids = self.s.kids[token]
        further = [k for kid in kids if self.s.low[kid] in ("more", "further") for k in self.s.kids[kid]]
        return any(
            self.s.deps[k] in ("det", "preconj", "neg") and self.s.low[k] in ("no", "neither") for k in kids
        ) or any(self.s.low[k] == "no" for k in further)

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
        if modal in ("future", "would") and st.rules and st.rules[-1].startswith("force adjective able"):
            st.force, st.inner_negated, st.kind = "predict", True, ""
            return
        key = st.kind or st.force
        st.inner_negated = st.inner_negated != (st.force == "predict")
        st.force = self.f.negated.get(key, st.force)
        if st.force == "deny" and st.source is None:
            st.source = st.holder
        st.kind = ""

    def _noun_negation(self, noun: int, st: State) -> None:
        """Apply "no talks", "lack of talks" to the state."""
        if self._is_no(noun):
            if st.force == "refuse" and self.s.lemmas[noun] in ("objection", "opposition", "reservation"):
                st.force = "accept"
            elif st.force == "did":
                st.neg = not st.neg
            else:
                self._negate(st)

    def _marked(self, verb: int, word: str) -> bool:
        return any(self.s.deps[k] == "mark" and self.s.low[k] == word for k in self.s.kids[verb])

    def _infinitive(self, verb: int) -> bool:
        s = self.s
        return any(s.deps[kid] == "aux" and s.low[kid] == "to" for kid in self._modifiers(verb))
