"""Frames: what stands around a verb or noun, read off the dependencies of an analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pourparler.lexicon.grammar import grammar
from pourparler.records import Analysis

PARTICLES = grammar("particles")
ADVERBIAL = grammar("adverbial")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
REFLEXIVE = frozenset({"its", "his", "her", "their"})
OBJECT_CONTROL = grammar("object_control")


@dataclass(slots=True)
class Frame:
    """The slots of one verb or noun; tokens, ``preps`` by preposition (lower case)."""

    head: int
    subj: int | None = None
    obj: int | None = None
    dative: int | None = None
    oprd: int | None = None
    passive: bool = False
    clausal: bool = False
    comp: int | None = None
    preps: dict[str, list[int]] = field(default_factory=dict)
    prts: set[str] = field(default_factory=set)


DOCUMENTS = grammar("documents")
ISSUING = grammar("issuing")
VEHICLES = grammar("vehicles")


def first_of(preps: dict[str, list[int]], name: str) -> int | None:
    """Return the first object of a preposition, or None."""
    return next(iter(preps.get(name, ())), None)


class Syntax:
    """A working view of one analysis: frames and subjects, each worked out once."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.lemmas, self.deps, self.heads = analysis.lemmas, analysis.deps, analysis.heads
        self.tags, self.pos, self.kids = analysis.tags, analysis.pos, analysis.children
        self.low = [word.lower().replace("’", "'") for word in analysis.words]
        self.frames: dict[int, Frame] = {}
        self.subjects: dict[int, int | None] = {}
        self.named: Callable[[int], bool] = lambda token: False

    def frame(self, head: int) -> Frame:
        """Return the frame of a verb or noun, with shared and controlled arguments filled in."""
        if (found := self.frames.get(head)) is None:
            found = self.frames[head] = Frame(head)
            self._own(found)
            if self.pos[head] in ("VERB", "AUX"):
                self._shared(found)
        return found

    def _own(self, frame: Frame) -> None:
        deps, lemmas = self.deps, self.lemmas
        for kid in self.kids[frame.head]:
            dep = deps[kid]
            if dep in ("nsubj", "csubj"):
                frame.subj = kid
            elif dep == "nsubjpass":
                frame.obj, frame.passive = kid, True
            elif dep == "auxpass":
                frame.passive = True
            elif dep in ("dobj", "obj"):
                frame.obj = kid
            elif dep == "agent":
                self._prep(frame, kid, "by")
            elif dep == "prep":
                self._prep(frame, kid, self.low[kid])
            elif dep == "dative":
                if self.pos[kid] == "ADP":
                    self._prep(frame, kid, self.low[kid])
                else:
                    frame.dative = kid
            elif dep == "prt" or (dep == "advmod" and self.low[kid] in PARTICLES):
                frame.prts.add(self.low[kid])
                for grandkid in self.kids[kid]:
                    if deps[grandkid] == "prep":
                        self._prep(frame, grandkid, self.low[grandkid])
            elif dep in ("oprd", "attr"):
                frame.oprd = kid
            elif dep in ("xcomp", "ccomp"):
                frame.clausal = True
                frame.comp = kid if frame.comp is None else frame.comp
                if dep == "ccomp" and self.pos[kid] in ("NOUN", "ADJ", "PROPN") and frame.oprd is None:
                    frame.oprd = kid
        if frame.obj is None and self._is_name_object(frame):
            frame.obj, frame.oprd = frame.oprd, None
        if frame.passive and (by := frame.preps.get("by")) and frame.subj is None:
            frame.subj = by[0]

    def _is_name_object(self, frame: Frame) -> bool:
        """Return whether a name labelled as predicate is the object ("called Zelensky")."""
        oprd = frame.oprd
        return oprd is not None and self.pos[oprd] == "PROPN" and self.deps[oprd] == "oprd" and not frame.passive

    def _prep(self, frame: Frame, prep: int, name: str) -> None:
        for kid in self.kids[prep]:
            if self.deps[kid] in ("pobj", "pcomp") and self.tags[kid] != "VBG":
                frame.preps.setdefault(name, []).append(kid)
            elif self.deps[kid] == "prep":
                frame.prts.add(name)
                self._prep(frame, kid, self.low[kid])
        if name in ADVERBIAL:
            frame.prts.add(name)

    # -- arguments that stand elsewhere -----------------------------------------------------------
    def _shared(self, frame: Frame) -> None:
        verb = frame.head
        dep, head, tag = self.deps[verb], self.heads[verb], self.tags[verb]
        if dep == "conj" and self.pos[head] in ("VERB", "AUX"):
            first = self.frame(head)
            bare = not any(self.deps[k] in ("aux", "auxpass") for k in self.kids[verb])
            if tag == "VBN" and first.passive and bare and frame.obj is None:
                frame.passive, frame.obj = True, first.obj
                frame.subj = first_of(frame.preps, "by") if frame.subj is None else frame.subj
            elif frame.passive and frame.obj is None:
                frame.obj = first.obj if first.passive else first.subj
            if frame.obj is None and not frame.passive and not frame.preps and not frame.clausal:
                frame.obj = None
        elif tag == "VBN" and dep in ("acl", "relcl") and frame.obj is None and frame.subj is None:
            frame.passive, frame.obj = True, head
            frame.subj = first_of(frame.preps, "by")
        elif tag == "VBN" and dep == "acl" and frame.passive is False and frame.subj is None:
            frame.subj = first_of(frame.preps, "by")
        elif tag == "VBN" and dep == "advcl" and not self._aux(verb) and frame.obj is None:
            frame.passive = True
            frame.obj = self.subject(head)
            frame.subj = first_of(frame.preps, "by")
        elif frame.passive and frame.obj is None and dep in ("xcomp", "advcl", "acl", "pcomp"):
            frame.obj = self.controller(verb)
        if frame.subj is None and not frame.passive:
            frame.subj = self.subject(verb)

    def _aux(self, verb: int) -> bool:
        return any(self.deps[k] in ("aux", "auxpass") for k in self.kids[verb])

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
                return self.antecedent(kid)
            if dep == "agent":
                agent = next((k for k in self.kids[kid] if self.deps[k] == "pobj"), None)
            if dep in ("nsubjpass", "auxpass"):
                passive = True
        if passive or agent is not None:
            return agent
        found = self.controller(verb)
        return self._stray(verb) if found is None else found

    def _stray(self, verb: int) -> int | None:
        """Return the noun just before a finite verb that the parser took for an apposition to another."""
        left = verb - 1
        while left > 0 and self.heads[left] == verb and self.deps[left] in ("aux", "advmod", "neg"):
            left -= 1
        if self.deps[left] == "appos" and (self.tags[verb] in FINITE or left < verb - 1):
            return left
        return None

    def controller(self, verb: int) -> int | None:
        """Return the subject that a verb without one takes from the words that govern it."""
        dep, head = self.deps[verb], self.heads[verb]
        if head == verb:
            return None
        if dep == "conj":
            return self.subject(head) if self.pos[head] in ("VERB", "AUX") else None
        if dep in ("xcomp", "ccomp", "advcl", "dep"):
            if dep == "advcl" and self.tags[verb] == "VBG" and self._is_passive(head):
                return first_of(self.frame(head).preps, "by")
            return self._over(head, control=dep != "advcl")
        if dep in ("acl", "relcl"):
            if self.tags[verb] in ("VBN", "VBD") and any(self.deps[k] == "dobj" for k in self.kids[verb]):
                return self._root_noun(verb)
            if self.tags[verb] == "VBG" and self.lemmas[head] not in DOCUMENTS:
                return head
            above = self.heads[head]
            if self.tags[verb] == "VBG" and self.deps[head] == "dobj" and self.lemmas[above] not in ISSUING:
                return head
            return self.holder(head)
        if dep == "pcomp":
            above = self.heads[head]
            if self.low[above] in ("short", "instead", "ahead", "prior"):
                return self._over(self.heads[above], control=False)
            if self.deps[head] in ("prep", "agent", "advmod", "mark") and self.pos[above] in ("NOUN", "PROPN"):
                return self.of_object(above) if self.low[head] == "for" else self.holder(above)
            if self.low[head] == "of" and self.low[above] in ("instead", "because", "out"):
                above = self.heads[above]
            return self._over(above, control=self.low[head] in ("from", "of", "for", "into", "with"))
        return None

    def _is_passive(self, verb: int) -> bool:
        return any(self.deps[k] in ("nsubjpass", "auxpass") for k in self.kids[verb])

    def _root_noun(self, verb: int) -> int | None:
        """Return the noun that heads the sentence: the subject of a finite verb taken for a participle."""
        root = verb
        for root in self.a.ancestors(verb):
            pass
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
                obj = kid
            elif self.deps[kid] == "prep" and self.low[kid] in ("on", "upon", "to") and obj is None:
                if self.lemmas[head] in ("call", "appeal"):
                    obj = next((k for k in self.kids[kid] if self.deps[k] == "pobj"), None)
        if passive is not None:
            return self.antecedent(passive)
        if control and obj is not None and self.lemmas[head] in OBJECT_CONTROL:
            return obj
        return self.subject(head)

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
            return self.subject(head)
        if dep == "conj":
            return self.holder(head) if head != noun else None
        if dep == "pobj" and self.pos[self.heads[head]] in ("VERB", "AUX"):
            return self.subject(self.heads[head])
        if dep == "pobj" and self.pos[self.heads[head]] == "NOUN":
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
        if self.tags[token] in ("WP", "WDT") or (self.low[token] == "that" and self.pos[token] == "PRON"):
            for above in self.a.ancestors(token):
                if self.deps[above] == "relcl":
                    return self.heads[above]
        return token

    def position(self, noun: int, quantity: frozenset[str]) -> int:
        """Return the noun whose place in the sentence ``noun`` shares: "a round of talks", "X and talks"."""
        while True:
            head = self.heads[noun]
            if self.deps[noun] == "conj" and self.pos[head] in ("NOUN", "PROPN"):
                noun = head
            elif self.deps[noun] == "compound" and self.lemmas[head] in VEHICLES:
                noun = head
            elif (
                self.deps[noun] == "pobj" and self.low[head] == "of" and self.lemmas[self.heads[head]] in quantity
            ):
                noun = self.heads[head]
            else:
                return noun

    def finite_above(self, token: int) -> Iterator[int]:
        """Yield the verbs above a token, nearest first."""
        for above in self.a.ancestors(token):
            if self.pos[above] in ("VERB", "AUX"):
                yield above

    def child_subject(self, verb: int) -> int | None:
        """Return the subject that stands on the verb itself, or None."""
        return next((k for k in self.kids[verb] if self.deps[k] in ("nsubj", "nsubjpass")), None)
