"""Since when and until when an office is held: "who came into office in June", "the ousting of"."""

from __future__ import annotations

from dataclasses import replace

from pourparler.lexicon.roles import load_roles
from pourparler.records import Time
from pourparler.resolution.offices import is_national
from pourparler.resolution.referents import Discourse, Referent


def learn_terms(world: Discourse, referent: Referent) -> None:
    """ "Lee, who came into office in June", "the ousting of Yoon"."""
    a, words = world.analysis, load_roles()
    for index in referent.phrases:
        phrase = world.phrases[index]
        head = phrase.head
        governor = a.heads[head]
        if (
            a.deps[head] == "pobj"
            and a.lemmas[a.heads[governor]].lower() in words.ousting
            and a.words[governor] == "of"
        ):
            _end_office(world, referent, a.heads[governor])
        if a.deps[head] == "poss" and a.lemmas[governor].lower() in words.ousting:
            _end_office(world, referent, governor)
        for verb in _verbs_of(world, head):
            phrase_words = _verb_words(world, verb)
            if a.is_negated(verb):
                continue
            if any(all(w in phrase_words for w in cue) for cue in words.begin):
                _begin_office(world, referent, verb)
            elif any(all(w in phrase_words for w in cue) for cue in words.end) and _finite_past(world, verb):
                _end_office(world, referent, verb)


def _verbs_of(world: Discourse, head: int) -> list[int]:
    a = world.analysis
    found = [k for k in a.children[head] if a.deps[k] == "relcl"]
    if a.deps[head] in ("nsubj", "nsubjpass"):
        found.append(a.heads[head])
        found += [k for k in a.conjuncts(a.heads[head])[1:] if a.child(k, "nsubj", "nsubjpass") is None]
    return found


def _verb_words(world: Discourse, verb: int) -> set[str]:
    a = world.analysis
    found = {a.lemmas[verb].lower()}
    for kid in a.children[verb]:
        if kid > verb or a.deps[kid] == "auxpass":
            found.add(a.lemmas[kid].lower())
            if a.deps[kid] in ("prep", "dobj", "prt"):
                found.update(a.lemmas[k].lower() for k in a.children[kid] if a.deps[k] == "pobj")
    return found


def _finite_past(world: Discourse, verb: int) -> bool:
    a = world.analysis
    if any(a.tags[k] == "MD" for k in a.children[verb]):
        return False
    return a.tags[verb] in ("VBD", "VBN")


def _time_of(world: Discourse, verb: int) -> Time | None:
    """Return the time that hangs on a verb."""
    a = world.analysis
    inside = set(a.subtree(verb))
    deeper = {t for k in a.children[verb] if a.deps[k] in ("ccomp", "advcl", "relcl", "conj") for t in a.subtree(k)}
    for time in world.times:
        tokens = set(range(*time.tokens))
        if tokens <= inside and not tokens & deeper and time.edtf and time.role in ("point", "since", "during"):
            return time
    return None


def _begin_office(world: Discourse, referent: Referent, verb: int) -> None:
    time = _time_of(world, verb)
    if time is None or time.edtf is None:
        return
    begin = time.edtf.split("/")[0]
    roles = [r for r in referent.roles if not r.former]
    main = next((r for r in roles if r.begin and _same_time(r.begin, begin)), roles[0] if roles else None)
    if main is not None:
        evidence = world.analysis.span(*_clause(world, verb))
        referent.roles = [
            replace(r, begin=begin, evidence=r.evidence or evidence) if r == main else r for r in referent.roles
        ]


def _same_time(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _end_office(world: Discourse, referent: Referent, token: int) -> None:
    if referent.entry is not None and any(r.end in ("..", None) for r in referent.roles if r.evidence is None):
        return
    evidence = world.analysis.span(*_clause(world, token))
    national = [r for r in referent.roles if is_national(r.title)]
    if national:
        referent.roles = [
            replace(r, former=True, evidence=r.evidence or evidence) if r in national else r for r in referent.roles
        ]


def _clause(world: Discourse, token: int) -> tuple[int, int]:
    return world.analysis.extent(token)
