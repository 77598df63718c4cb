"""Who does what a verb says: subjects over control, coordination, relatives and apposition."""

from __future__ import annotations

from collections.abc import Callable

from pourparler.lexicon.grammar import grammar
from pourparler.records import Analysis

FINITE = frozenset({"VBD", "VBZ", "VBP"})
RANKS = frozenset({"first", "second", "third", "last", "latest", "only"})
REFLEXIVE = frozenset({"its", "his", "her", "their"})
OBJECT_CONTROL = grammar("object_control")
DOCUMENTS = grammar("documents")
ISSUING = grammar("issuing")
VEHICLES = grammar("vehicles")
REACTING = grammar("reacting")
INVITING = grammar("inviting")
DISPOSED = grammar("disposed")


class Control:
    """A working view of one analysis: its columns, and the subject of each verb worked out once."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.lemmas, self.deps, self.heads = analysis.lemmas, analysis.deps, analysis.heads
        self.tags, self.pos, self.kids = analysis.tags, analysis.pos, analysis.children
        self.low = [word.lower().replace("\u2019", "'") for word in analysis.words]
        self._rejoin()
        self.subjects: dict[int, int | None] = {}
        self.named: Callable[[int], bool] = lambda token: False
        self.is_somebody: Callable[[int], bool] = lambda token: False

    def _rejoin(self) -> None:
        """Join bare verbs to the infinitive they continue: "vowed to stop the raids, free the captives"."""
        for token, dep in enumerate(self.deps):
            if dep != "conj" or self.tags[token] != "VB" or self._helped(token):
                continue
            head = self.heads[token]
            if self.tags[head] not in FINITE:
                continue
            near = (t for t in range(token - 1, head, -1) if self.tags[t] == "VB" and self._to(t))
            if (infinitive := next(near, None)) is not None:
                self._move(token, infinitive)

    def _move(self, token: int, head: int) -> None:
        old = self.heads[token]
        heads, kids = list(self.heads), list(self.kids)
        heads[token] = head
        kids[old] = tuple(k for k in kids[old] if k != token)
        kids[head] = tuple(sorted((*kids[head], token)))
        self.heads, self.kids = tuple(heads), tuple(kids)

    def _helped(self, verb: int) -> bool:
        return any(self.deps[k] in ("aux", "nsubj") for k in self.kids[verb])

    def is_day(self, token: int) -> bool:
        """Return whether a token belongs to a date or time of day."""
        return any(e.label in ("DATE", "TIME") and e.start <= token < e.end for e in self.a.entities)

    def subject(self, verb: int) -> int | None:
        """Return the token that does what the verb says, over control, coordination and relatives."""
        if verb not in self.subjects:
            self.subjects[verb] = None
            self.subjects[verb] = self._subject(verb)
        return self.subjects[verb]

    def _subject(self, verb: int) -> int | None:
        passive = False
        agent = None
        for kid in self.kids[verb]:
            dep = self.deps[kid]
            if dep == "nsubj":
                return None if self.low[kid] == "it" and self._expletive(verb) else self.antecedent(kid)
            if dep == "agent":
                agent = next((k for k in self.kids[kid] if self.deps[k] == "pobj"), None)
            if dep in ("nsubjpass", "auxpass"):
                passive = True
        if passive or agent is not None:
            return agent
        found = self.controller(verb)
        return self._stray(verb) if found is None else found

    def _expletive(self, verb: int) -> bool:
        """Return whether "it" only stands for a clause: "it is essential to respect the truce"."""
        if self.lemmas[verb] != "be":
            return False
        kids = [verb, *(k for k in self.kids[verb] if self.deps[k] in ("acomp", "attr"))]
        if any(self.low[k] in DISPOSED for k in kids):
            return False  # "it was willing to meet": somebody
        clausal = ("xcomp", "ccomp", "advcl", "csubj", "acl", "relcl")
        return len(kids) > 1 and any(self.deps[k] in clausal for node in kids for k in self.kids[node])

    def _stray(self, verb: int) -> int | None:
        """Return the noun just before a finite verb that the parser took for an apposition to another."""
        left = verb - 1
        while left > 0 and self.heads[left] == verb and self.deps[left] in ("aux", "advmod", "neg"):
            left -= 1
        if self.deps[left] == "appos" and (self.tags[verb] in FINITE or left < verb - 1):
            return left
        if self.deps[left] == "npadvmod" and self.heads[left] == verb and self.named(left) and self.is_somebody(left):
            return left  # "Norway froze aid": no name says when
        if self.tags[verb] in FINITE:
            for token in range(verb - 1, max(-1, verb - 12), -1):
                head = self.heads[token]
                misplaced = self.deps[token] == "appos" and self.deps[head] == "pobj" and not self.is_somebody(head)
                if misplaced and self.named(token):
                    return token
        return None

    def controller(self, verb: int) -> int | None:
        """Return the subject that a verb without one takes from the words that govern it."""
        dep, head = self.deps[verb], self.heads[verb]
        if head == verb:
            return None
        if self.headline(verb):
            return head
        if dep == "conj":
            return self._of_conjunct(verb, head)
        if dep in ("xcomp", "ccomp", "advcl", "dep"):
            if dep == "advcl" and self.tags[verb] == "VBG" and self._is_passive(head):
                return self._agent(head)
            return self._over(head, control=dep != "advcl")
        if dep in ("acl", "relcl"):
            if self.tags[verb] == "VB" and self.ranked(head):
                above = self.heads[head]
                return self.subject(above) if self.deps[head] == "attr" else head
            if self.tags[verb] in ("VBN", "VBD") and any(self.deps[k] == "dobj" for k in self.kids[verb]):
                return self._root_noun(verb)
            if self.tags[verb] == "VBG" and self.lemmas[head] not in DOCUMENTS:
                return head
            if self.deps[head] in ("dobj", "pobj") and self.is_somebody(head) and self._to(verb):
                return self._purposeful(head)
            above = self.heads[head]
            if self.tags[verb] == "VBG" and self.deps[head] == "dobj" and self.lemmas[above] not in ISSUING:
                return head
            return self.holder(head)
        if dep == "pcomp":
            above = self.heads[head]
            if self.low[above] in ("short", "instead", "ahead", "prior"):
                return self._over(self.heads[above], control=False)
            if self.deps[head] in ("prep", "agent", "advmod", "mark") and self.pos[above] in (
                "NOUN",
                "PROPN",
            ):
                return self.of_object(above) if self.low[head] == "for" else self.holder(above)
            if self.low[head] == "of" and self.low[above] in ("instead", "because", "out"):
                above = self.heads[above]
            return self._over(above, control=self.low[head] in ("from", "of", "for", "into", "with", "on"))
        return None

    def _of_conjunct(self, verb: int, head: int) -> int | None:
        """Return the subject that a conjunct shares, mending three attachments that parsers get wrong.

        A finite verb is no conjunct of an infinitive ("said there was no reason to come and criticised …"); "A did
        X, B said, but refused Y" goes on with A; "vetoed a resolution that deplored X and called for Y" is the
        resolution's call.
        """
        if self.pos[head] not in ("VERB", "AUX"):
            return None
        if self.a.quote_of[head] >= 0 and self.a.quote_of[verb] < 0:
            outside = (t for t in self.a.ancestors(head) if self.pos[t] in ("VERB", "AUX") and self.a.quote_of[t] < 0)
            return None if (main := next(outside, None)) is None else self.subject(main)
        if self.tags[verb] in FINITE and self.tags[head] == "VB":
            above = [t for t in self.a.ancestors(head) if self.pos[t] in ("VERB", "AUX")]
            same = next((t for t in above if self.tags[t] == self.tags[verb]), None)
            return self.subject(head) if same is None else self.subject(same)
        for kid in self.kids[head]:
            if self.deps[kid] == "ccomp" and kid < head and self.heads[head] == head:
                own = self.child_subject(head)
                if own is not None and kid < own < head:
                    return self.subject(kid)
            if self.deps[kid] == "dobj" and head < kid < verb and self.lemmas[kid] in DOCUMENTS:
                clause = next((k for k in self.kids[kid] if self.deps[k] == "relcl" and k < verb), None)
                if clause is not None and self.tags[clause] == self.tags[verb] and self.low[verb - 1] == "and":
                    return kid
        if self._is_passive(head) and (own := self.child_subject(head)) is not None:
            return self.antecedent(own)  # "was led by him and was to meet her"
        return self.subject(head)

    def ranked(self, noun: int) -> bool:
        """Return whether a noun is "the first", "the last" or "the only" one."""
        return any(self.low[k] in RANKS and self.deps[k] in ("amod", "nummod") for k in self.kids[noun]) or (
            self.low[noun] in RANKS
        )

    def headline(self, verb: int) -> bool:
        """Return whether an infinitive is the predicate of a headline: "Norway to expel diplomats"."""
        head = self.heads[verb]
        root = self.heads[head] == head and head < verb and self.deps[verb] in ("advcl", "acl", "relcl", "ccomp")
        return (
            root
            and (self.named(head) or (self.pos[head] in ("NOUN", "PROPN") and self.is_somebody(head)))
            and self._to(verb)
        )

    def _to(self, verb: int) -> bool:
        return any(self.low[k] == "to" and self.deps[k] == "aux" for k in self.kids[verb])

    def _purposeful(self, noun: int) -> int | None:
        """Return who acts in a purpose clause that the parser hung on a person: "met the envoy to protest"."""
        above = self.heads[noun] if self.deps[noun] == "dobj" else self.heads[self.heads[noun]]
        return self.subject(above) if self.pos[above] in ("VERB", "AUX") else noun

    def _is_passive(self, verb: int) -> bool:
        return any(self.deps[k] in ("nsubjpass", "auxpass") for k in self.kids[verb])

    def _agent(self, verb: int) -> int | None:
        """Return the by-agent of a passive verb."""
        for kid in self.kids[verb]:
            if self.deps[kid] == "agent":
                return next((k for k in self.kids[kid] if self.deps[k] == "pobj"), None)
        return None

    def _root_noun(self, verb: int) -> int | None:
        """Return the noun that heads the sentence: the subject of a finite verb taken for a participle."""
        root = [verb, *self.a.ancestors(verb)][-1]
        return root if root != verb and self.pos[root] in ("NOUN", "PROPN") else None

    def _over(self, head: int, control: bool) -> int | None:
        if self.pos[head] == "ADJ":
            head = self.heads[head] if self.deps[head] in ("acomp", "attr", "amod", "oprd") else head
            if self.pos[head] == "NOUN":
                return head
        if self.pos[head] == "NOUN":
            return self.holder(head)
        obj = passive = None
        for kid in self.kids[head]:
            if self.deps[kid] == "nsubjpass":
                passive = kid
            elif self.deps[kid] in ("dobj", "dative") and self.pos[kid] != "ADP":
                obj = kid if obj is None or self.pos[obj] != "PROPN" else obj
            elif self.deps[kid] == "prep" and obj is None and self._calls_on(head, kid):
                obj = next((k for k in self.kids[kid] if self.deps[k] == "pobj"), None)
        if passive is not None:
            return self.antecedent(passive)
        if control and obj is not None and self.lemmas[head] in OBJECT_CONTROL:
            return obj
        return self.subject(head)

    def _calls_on(self, verb: int, prep: int) -> bool:
        return self.lemmas[verb] in ("call", "appeal") and self.low[prep] in ("on", "upon", "to")

    def of_object(self, noun: int) -> int | None:
        """Return whom the noun is about: "the ousting of X for declaring …" gives X."""
        for kid in self.kids[noun]:
            if self.deps[kid] == "prep" and self.low[kid] in ("of", "against", "on"):
                return next((k for k in self.kids[kid] if self.deps[k] == "pobj"), None)
        return self.holder(noun)

    def holder(self, noun: int) -> int | None:
        """Return whose hope, plan or demand the noun is: its possessor, else the subject above it."""
        for kid in self.kids[noun]:
            if self.deps[kid] == "poss":
                return self._possessor(kid, noun)
            if self.deps[kid] == "prep" and self.low[kid] in ("by", "from"):
                return next((k for k in self.kids[kid] if self.deps[k] == "pobj"), None)
        for kid in self.kids[noun]:
            if self.deps[kid] in ("amod", "compound", "nmod") and self.named(kid):
                return kid
        head, dep = self.heads[noun], self.deps[noun]
        if dep in ("dobj", "attr", "oprd", "conj", "dative") and self.pos[head] in ("VERB", "AUX"):
            foreign = dep == "dobj" and self.lemmas[head] in REACTING and self.lemmas[noun] not in INVITING
            return None if foreign else self.subject(head)
        if dep == "conj":
            return self.holder(head) if head != noun else None
        if dep == "pobj" and self.pos[self.heads[head]] in ("VERB", "AUX") and self.low[head] != "for":
            return self.subject(self.heads[head])
        if dep == "pobj" and self.pos[self.heads[head]] == "NOUN" and self.low[head] not in ("for", "against"):
            return self.holder(self.heads[head])
        return None

    def _possessor(self, owner: int, noun: int) -> int:
        """Return the subject for "its" in "the state dropped its demands", else the possessor itself."""
        head = self.heads[noun]
        if self.low[owner] in REFLEXIVE and self.deps[noun] == "dobj" and self.pos[head] == "VERB":
            subject = self.subject(head)
            if subject is not None and self.pos[subject] != "PRON":
                return subject
        return owner

    def antecedent(self, token: int) -> int:
        """Return the noun that a relative pronoun stands for, else the token."""
        if self.low[token] == "meeting" and (who := self._gathered(token)) is not None:
            return who
        if self.tags[token] in ("WP", "WDT", "WP$") or (self.low[token] == "that" and self.pos[token] == "PRON"):
            for above in self.a.ancestors(token):
                if self.deps[above] == "relcl":
                    return self.heads[above]
        return token

    def _gathered(self, noun: int) -> int | None:
        """Return who meets where the parser took a participle for a noun: "ministers meeting in Rome agreed"."""
        kid = noun - 1
        return kid if kid >= 0 and self.heads[kid] == noun and self.tags[kid] in ("NNS", "NNPS") else None

    def position(self, noun: int, quantity: frozenset[str]) -> int:
        """Return the noun whose place in the sentence ``noun`` shares: "a round of talks", "X and talks"."""
        while (above := self._shares(noun, quantity)) is not None:
            noun = above
        return noun

    def _shares(self, noun: int, quantity: frozenset[str]) -> int | None:
        head, dep = self.heads[noun], self.deps[noun]
        if dep == "conj" and self.pos[head] in ("NOUN", "PROPN"):
            return head
        if dep == "compound" and self.lemmas[head] in VEHICLES:
            return head
        counted = dep == "pobj" and self.low[head] == "of" and self.lemmas[self.heads[head]] in quantity
        return self.heads[head] if counted else None

    def child_subject(self, verb: int) -> int | None:
        """Return the subject that stands on the verb itself, or None."""
        return next((k for k in self.kids[verb] if self.deps[k] in ("nsubj", "nsubjpass")), None)
