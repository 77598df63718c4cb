"""Frames: what stands around a verb or noun, read off the dependencies of an analysis."""

from __future__ import annotations

from dataclasses import dataclass, field

from pourparler.coders.events.control import Control
from pourparler.lexicon.grammar import grammar
from pourparler.records import Analysis

PARTICLES = grammar("particles")
ADVERBIAL = grammar("adverbial")
SOURCES = frozenset({"according", "thanks", "owing", "contrary", "prior"})
"""Words before "to" whose object is no party of the clause."""
WANTING = frozenset({"want", "need", "see", "have", "get", "like", "wish", "order", "demand"})


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
    gerunds: set[str] = field(default_factory=set)


def first_of(preps: dict[str, list[int]], name: str) -> int | None:
    """Return the first object of a preposition, or None."""
    return next(iter(preps.get(name, ())), None)


class Syntax(Control):
    """Control with frames: the slots of each verb and noun, filled once."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self.frames: dict[int, Frame] = {}

    def frame(self, head: int) -> Frame:
        """Return the frame of a verb or noun, with shared and controlled arguments filled in."""
        if (found := self.frames.get(head)) is None:
            found = self.frames[head] = Frame(head)
            self._own(found)
            if self.pos[head] in ("VERB", "AUX"):
                self._shared(found)
        return found

    def _own(self, frame: Frame) -> None:
        deps = self.deps
        for kid in self.kids[frame.head]:
            dep = deps[kid]
            if dep in ("nsubj", "csubj"):
                frame.subj = kid
            elif dep == "nsubjpass":
                frame.obj, frame.passive = kid, True
            elif dep == "auxpass":
                frame.passive = True
            elif dep in ("dobj", "obj"):
                if frame.passive and frame.obj is not None:
                    frame.dative = frame.obj
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
            elif dep in ("oprd", "attr") or (dep == "acomp" and self.lemmas[frame.head] == "be"):
                frame.oprd = kid
            elif dep in ("xcomp", "ccomp"):
                frame.clausal = True
                frame.comp = kid if frame.comp is None else frame.comp
                if dep == "ccomp" and self.pos[kid] in ("NOUN", "ADJ", "PROPN") and frame.oprd is None:
                    frame.oprd = kid
        if frame.obj is None and frame.subj is not None and self._wanted_done(frame.head):
            frame.obj, frame.subj, frame.passive = frame.subj, None, True
        if frame.obj is None and self._is_name_object(frame):
            frame.obj, frame.oprd = frame.oprd, None
        if frame.passive and (by := frame.preps.get("by")) and frame.subj is None:
            frame.subj = by[0]

    def _wanted_done(self, verb: int) -> bool:
        """Return whether a bare participle says what is to be done to its subject: "want the ban lifted"."""
        bare = self.tags[verb] == "VBN" and self.deps[verb] in ("ccomp", "xcomp") and not self._aux(verb)
        return bare and self.lemmas[self.heads[verb]] in WANTING

    def _is_name_object(self, frame: Frame) -> bool:
        """Return whether a name labelled as predicate is the object ("called Zelensky")."""
        oprd = frame.oprd
        return oprd is not None and self.pos[oprd] == "PROPN" and self.deps[oprd] == "oprd" and not frame.passive

    def _prep(self, frame: Frame, prep: int, name: str) -> None:
        if name in SOURCES:
            return
        for kid in self.kids[prep]:
            if self.deps[kid] in ("pobj", "pcomp") and self.tags[kid] != "VBG":
                frame.preps.setdefault(name, []).append(kid)
            elif self.deps[kid] == "pcomp":
                frame.gerunds.add(name)
            elif self.deps[kid] == "prep":
                frame.prts.add(name)
                self._prep(frame, kid, self.low[kid])
        if name in ADVERBIAL:
            frame.prts.add(name)

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
        if frame.obj is None and not frame.passive and not frame.clausal and not frame.preps:
            frame.obj = self._right_node(verb)
        if frame.subj is None and not frame.passive:
            frame.subj = self.subject(verb)

    def _right_node(self, verb: int) -> int | None:
        """Return the object that "abducted and later freed the nuns" shares with its first verb."""
        after = verb + 1
        if after >= len(self.low) or self.low[after] not in ("and", "or") or self.heads[after] != verb:
            return None
        for kid in self.kids[verb]:
            if self.deps[kid] == "conj" and self.tags[kid] == self.tags[verb] and self.pos[kid] == "VERB":
                if kid - after > 2:
                    return None
                return next((k for k in self.kids[kid] if self.deps[k] == "dobj"), None)
        return None

    def _aux(self, verb: int) -> bool:
        return any(self.deps[k] in ("aux", "auxpass") for k in self.kids[verb])
