"""Conditions: clauses and phrases that say what must hold first, and the events inside them."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.coders.events.syntax import Syntax
from pourparler.lexicon.forces import Conditions
from pourparler.lexicon.grammar import grammar

INVERTED = frozenset({"should", "had", "were"})


@dataclass(frozen=True, slots=True)
class Found:
    """One condition: tokens ``first`` to ``last`` (exclusive), its clause, and what it hangs on."""

    first: int
    last: int
    clause: int
    above: int
    kind: str


def find_conditions(syntax: Syntax, lexicon: Conditions, first: int, last: int) -> list[Found]:
    """Return the conditions of the sentence ``first`` to ``last``, in text order."""
    found: list[Found] = []
    for token in range(first, last):
        options = lexicon.markers.get(syntax.low[token])
        if options is None:
            if syntax.low[token] in INVERTED and (one := _inverted(syntax, token)) is not None:
                found.append(one)
            continue
        for before, kind in options:
            start = token - len(before)
            if start >= first and tuple(syntax.low[start:token]) == before:
                one = _condition(syntax, lexicon, start, token, kind)
                if one is not None and not any(f.first <= one.first < f.last for f in found):
                    found.append(one)
                break
    return found


def _inverted(syntax: Syntax, modal: int) -> Found | None:
    """Return the condition that inversion makes: "should the region hold a vote, …"."""
    s = syntax
    verb = s.heads[modal]
    if s.deps[modal] not in ("aux", "auxpass") or s.pos[verb] not in ("VERB", "AUX"):
        return None
    subject = s.child_subject(verb)
    if subject is None or subject < modal or s.deps[verb] not in ("advcl", "ccomp", "conj", "relcl", "ROOT"):
        return None
    main = next((k for k in s.kids[verb] if s.deps[k] == "ccomp" and k < modal), s.heads[verb])
    if main == verb:
        return None
    last = _trim(s, verb, s.a.extent(verb)[1])
    return Found(modal, last, verb, main, "if")


def _condition(syntax: Syntax, lexicon: Conditions, start: int, marker: int, kind: str) -> Found | None:
    clause = _clause(syntax, marker, kind)
    if clause is None or _is_no_clause(syntax, marker, clause, kind):
        return None
    first, last = syntax.a.extent(clause)
    first = max(first, start) if kind != "if" else start
    last = _trim(syntax, clause, last)
    above = syntax.heads[clause]
    while syntax.deps[above] in ("mark", "prep", "advmod", "pobj", "pcomp") and syntax.heads[above] != above:
        above = syntax.heads[above]
    if clause == above:
        return None
    if kind == "if" and _is_courtesy(syntax, lexicon, clause):
        kind = "courtesy"
    if start >= last or (kind == "until" and syntax.is_day(clause)):
        return None
    return Found(start, last, clause, above, kind)


def _is_no_clause(syntax: Syntax, marker: int, clause: int, kind: str) -> bool:
    """Return whether a marker opens no condition: "as it once did", "a region without weapons"."""
    s = syntax
    if s.low[marker] == "once":
        subject = s.child_subject(clause)
        return subject is not None and subject < marker
    if s.low[marker] == "as" and s.pos[clause] not in ("VERB", "AUX"):  # "twice as long as before"
        return True
    return kind == "without" and s.pos[s.heads[marker]] in ("NOUN", "PROPN")


def _clause(syntax: Syntax, marker: int, kind: str) -> int | None:
    dep, head = syntax.deps[marker], syntax.heads[marker]
    if syntax.low[marker] == "event" and syntax.heads[head] > marker:  # "in the event the talks fail"
        return syntax.heads[head]
    if dep in ("mark", "advmod") and syntax.pos[head] in ("VERB", "AUX", "ADJ") and head > marker:
        if syntax.deps[head] in ("ccomp", "xcomp") and kind == "if" and syntax.lemmas[syntax.heads[head]] in ASKING:
            return None
        return head
    if dep in ("prep", "pobj", "pcomp", "advmod", "mark", "acl", "advcl") or kind in ("exchange", "provided"):
        for kid in syntax.kids[marker]:
            if kid > marker and syntax.deps[kid] in ("pcomp", "pobj", "ccomp", "advcl", "relcl", "acl"):
                return kid
        if syntax.low[marker] == "condition" and not syntax.kids[marker]:
            return marker
        if syntax.low[marker] == "condition":
            return marker
    return None


ASKING = grammar("asking")


def _trim(syntax: Syntax, clause: int, last: int) -> int:
    while last > clause + 1 and syntax.low[last - 1] in (",", '"', "”", "'", "’", ".", "–", "-", ";", "and"):
        last -= 1
    return last


def _is_courtesy(syntax: Syntax, lexicon: Conditions, clause: int) -> bool:
    s = syntax
    subject = s.child_subject(clause)
    if subject is None or s.low[subject] not in ("he", "she", "they", "you", "anyone", "anybody", "it"):
        return False
    if s.lemmas[clause] in lexicon.courtesy_verbs:
        return True
    return any(s.deps[k] in ("acomp", "attr") and s.lemmas[k] in lexicon.courtesy_adjectives for k in s.kids[clause])
