"""Who does what a verb says, through coordination, control and passive: read off the parse."""

from __future__ import annotations

from pourparler.records import Analysis

HAVE = {"have", "be", "get"}


def subject_of(analysis: Analysis, verb: int) -> int | None:
    """Return the head of the noun phrase that speaks, through coordination, control and passive."""
    agent = analysis.child(verb, "agent")
    if agent is not None:
        return analysis.child(agent, "pobj")
    at, seen = verb, 0
    while seen < 4:
        subject = analysis.child(at, "nsubj")
        if subject is not None:
            if analysis.tags[subject] in {"WDT", "WP"} and analysis.deps[at] == "relcl":
                return analysis.heads[at]
            return subject
        if analysis.child(at, "nsubjpass") is not None and at == verb:
            return None
        if analysis.deps[at] in {"acl"} and analysis.tags[at] == "VBG":
            return analysis.heads[at]
        if analysis.deps[at] == "pcomp":
            at, seen = analysis.heads[analysis.heads[at]], seen + 1
            continue
        if analysis.deps[at] not in {"conj", "xcomp", "advcl"} or analysis.heads[at] == at:
            return None
        at, seen = analysis.heads[at], seen + 1
    return None


def is_bare_participle(analysis: Analysis, verb: int) -> bool:
    """Return whether ``verb`` is a passive participle that opens or closes a clause: "Asked whether …, he said"."""
    if analysis.tags[verb] not in {"VBN", "VBD"} or analysis.deps[verb] not in {"advcl", "acl"}:
        return False
    return analysis.child(verb, "nsubj", "nsubjpass", "aux", "auxpass", "mark", "agent") is None


def is_passive(analysis: Analysis, verb: int) -> bool:
    """Return whether ``verb`` is passive."""
    return analysis.child(verb, "auxpass", "nsubjpass") is not None or is_bare_participle(analysis, verb)


def owner_of(analysis: Analysis, noun: int) -> int | None:
    """Return the head of who makes what a cue noun names: "the minister's claim", "a statement by the Kremlin"."""
    owner = analysis.child(noun, "poss")
    if owner is not None:
        return owner if analysis.tags[owner][0] == "N" or analysis.tags[owner] == "PRP$" else None
    for kid in analysis.kids(noun, "prep"):
        if analysis.words[kid].lower() in {"by", "from"}:
            return analysis.child(kid, "pobj")
    return None
