"""It and they: states, bodies and groups; "it is clear that" is nobody."""

from __future__ import annotations

from pourparler.resolution.passage import POSSESSIVE, Passage, says
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.referents import Discourse, Referent
from pourparler.resolution.salience import salience

NOT_IT = frozenset(["be", "seem", "appear", "happen", "remain", "become", "take", "rain"])

MINDED = frozenset(["willing", "unwilling", "ready", "prepared", "eager", "keen", "reluctant", "committed", "open"])
"""Adjectives of somebody: "it was willing to talk" is a state's or body's mind, and no weather."""


def settle_it(world: Discourse, index: int, word: str, passage: Passage) -> None:
    """A state or body that is the subject spoken of; "it is clear that" is nobody."""
    phrase = world.phrases[index]
    a, head = world.analysis, phrase.head
    if word == "it" and a.deps[head] in ("nsubj", "nsubjpass"):
        verb = a.heads[head]
        clausal = any(a.deps[k] in ("ccomp", "xcomp", "acomp", "advcl", "attr") for k in a.children[verb])
        minded = any(a.deps[k] == "acomp" and a.lemmas[k] in MINDED for k in a.children[verb])
        if not minded and a.lemmas[verb] in NOT_IT and (clausal or a.lemmas[verb] != "be"):
            return
        if a.deps[head] == "nsubjpass" and any(a.deps[k] == "ccomp" for k in a.children[verb]):
            return
        if a.tags[verb] == "VB" and not any(a.tags[k] == "MD" for k in a.children[verb]):
            return
        if a.deps[verb] == "ccomp" and a.heads[verb] < head and a.pos[verb] not in ("VERB", "AUX"):
            return
    elif word == "it":
        return
    kinds = ("state", "organisation", "office", "group")
    found = [r for r in world.referents.values() if r.kind in kinds and not r.plural]
    _inanimate(world, index, word, found, 0.8, passage)


def settle_they(world: Discourse, index: int, word: str, passage: Passage) -> None:
    """People, several actors of the clause, or a group that has spoken of itself as they."""
    head = world.phrases[index].head
    subject = world.clause_subject(head)
    if word == "their" and subject is not None and subject < head:
        ids = world.of_token(subject) + tuple(
            i for c in world.analysis.conjuncts(subject)[1:] for i in world.of_token(c)
        )
        if len(ids) > 1 or (ids and world.referents[ids[0]].plural):
            world.settle(index, ids, "pronoun:plural", 0.8)
            return
    if word == "they" and (ids := _subjects_before(world, head)):
        world.settle(index, ids, "pronoun:plural", 0.7)
        return
    found = [
        r
        for r in world.referents.values()
        if r.plural or r.kind == "group" or (r.kind == "organisation" and r.sector != "JRN" and word == "they")
    ]
    _inanimate(world, index, word, found, 0.7, passage)


def _subjects_before(world: Discourse, head: int) -> tuple[str, ...]:
    """Return the several actors that are the subject above: "the leaders of A and B signed a text in which they"."""
    a = world.analysis
    at = a.heads[head]
    while a.heads[at] != at and not world.quoted(head):
        at = a.heads[at]
        subject = a.child(at, "nsubj", "nsubjpass")
        if subject is None or subject >= head:
            continue
        ids = tuple(dict.fromkeys(i for c in a.conjuncts(subject) for i in world.of_token(c)))
        return ids if len(ids) > 1 else ()
    return ()


def _in_same_quotation(world: Discourse, referent: Referent, head: int) -> bool:
    """Whether the quotation that holds a token spoke of the referent before it."""
    quote = world.analysis.quote_of
    return any(world.phrases[i].head < head and quote[world.phrases[i].head] == quote[head] for i in referent.phrases)


def _parallel(world: Discourse, referent: Referent, phrase: Phrase) -> float:
    """A subject goes on with a subject of the same sentence or the one before."""
    a = world.analysis
    if a.deps[phrase.head] not in ("nsubj", "nsubjpass"):
        return 0.0
    here = a.sentence_of[phrase.head]
    for index in referent.phrases:
        head = world.phrases[index].head
        if head < phrase.head and here - a.sentence_of[head] <= 1 and a.deps[head] in ("nsubj", "nsubjpass"):
            return 0.2
    return 0.0


def _inanimate(world: Discourse, index: int, word: str, found: list[Referent], share: float, passage: Passage) -> None:
    phrase = world.phrases[index]
    head = phrase.head
    subject = world.clause_subject(head)
    owner = set(world.of_token(subject)) if subject is not None and subject < head else set()
    scored = []
    for referent in found:
        if passage.quoted and not _in_same_quotation(world, referent, head):
            continue
        score = salience(world, referent, head, inside=passage.quoted)
        if score > 0 and (referent.id in passage.speakers or says(world, referent, head)):
            score += 0.35
        if word in POSSESSIVE and referent.id in owner:
            score += 0.5
        elif (
            word not in POSSESSIVE
            and referent.id in owner
            and subject is not None
            and world.analysis.heads[subject] == world.analysis.heads[head]
        ):
            continue
        if score >= 0.45:
            scored.append((score + _parallel(world, referent, phrase), referent))
    scored.sort(key=lambda s: (-s[0], s[1].id))
    if not scored:
        return
    if len(scored) > 1 and scored[1][0] > share * scored[0][0]:
        world.abstain(index, (r.id for _, r in scored[:4]), "pronoun:ambiguous")
        return
    world.settle(index, (scored[0][1].id,), "pronoun:thing", 0.7)
