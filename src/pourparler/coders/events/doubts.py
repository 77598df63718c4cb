"""What a careful reader would not write down: drafts that say too little or rest on too little."""

from __future__ import annotations

from pourparler.coders.events.decide import Decision
from pourparler.coders.events.parties import Parties
from pourparler.coders.events.raw import Raw
from pourparler.coders.events.state import State
from pourparler.coders.events.syntax import Syntax
from pourparler.lexicon.grammar import grammar

BACKGROUND = grammar("background")
EMPTY = frozenset({"it", "its", "this", "that", "which", "you", "your"})
PRESS, ANNOUNCING = grammar("press"), grammar("announcing")
SETTLING = frozenset({"resolve", "settle", "end", "ease", "reduce", "lower"})
DO = frozenset({"do", "does", "did"})
LOOSE = frozenset({"advcl", "dep", "conj", "ccomp", "parataxis"})


class Doubts:
    """Tells which drafts of one analysis to leave out."""

    def __init__(self, syntax: Syntax, parties: Parties) -> None:
        self.s, self.p = syntax, parties

    def doubtful(self, raw: Raw, st: State, d: Decision) -> bool:
        """Return whether a decided act is too empty or too uncertain to be a row."""
        if st.said is None and not st.rules and not any(self._somebody(t) for t in d.actors + d.recipients):
            return True
        if d.force == "did" and not raw.nominal and self._unlicensed(raw.top, st):
            return True
        if d.force == "suppose" and st.condition is None and (d.act == "STATE" or not d.actors):
            return True
        if d.act == "CONSULT" and self._with_press(raw, d):
            return True
        if d.force == "request" and d.recipients and all(self._press(t) for t in d.recipients):
            return True  # "hoping for a little help from the media"
        if d.act == "STATE" and raw.nominal and raw.light is None:
            return True
        if d.force == "suppose" and not raw.nominal and self.s.lemmas[raw.anchor] in SETTLING:
            return True
        if d.act == "AGREE" and raw.nominal and raw.light is not None and self.s.lemmas[raw.light] in ANNOUNCING:
            return not d.recipients and len(d.actors) < 2 and not self.p.is_plural(d.actors[0])
        if raw.nominal and self.s.lemmas[raw.anchor] in BACKGROUND:
            return d.force == "suppose" or not (d.actors and (d.recipients or len(d.actors) > 1 or raw.light))
        return False

    def _with_press(self, raw: Raw, d: Decision) -> bool:
        """Return whether somebody talks to reporters, or "we" only talk of something."""
        if d.recipients:
            return all(self._press(t) for t in d.recipients)
        return self.s.lemmas[raw.anchor] == "talk" and all(self.s.low[t] in ("we", "you", "i") for t in d.actors)

    def _press(self, token: int) -> bool:
        return self.s.lemmas[token] in PRESS or self.s.low[token] in PRESS

    def _somebody(self, token: int) -> bool:
        """Return whether a party is more than a pronoun that stands for nobody known."""
        mention = self.p.mention.get(token)
        if self.s.low[token] not in EMPTY:
            return True
        return mention is not None and mention.actor is not None

    def _unlicensed(self, verb: int, st: State) -> bool:
        """Return whether a bare verb form has no subject, auxiliary or governor that says it took place."""
        s = self.s
        if len(st.nodes) > 1 or st.rules or st.beside:
            return False
        node = verb
        while s.deps[node] == "conj" and s.pos[s.heads[node]] in ("VERB", "AUX"):
            if s.child_subject(node) is not None:
                return False
            node = s.heads[node]
        if s.tags[node] != "VB" or s.deps[node] not in LOOSE or s.child_subject(node) is not None:
            return False
        return not any(s.deps[k] == "aux" and s.low[k] in DO for k in s.kids[node])
