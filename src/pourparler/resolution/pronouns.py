"""Pronouns: the speaker of the passage before the nearest man, and nobody when it is not clear."""

from __future__ import annotations

from pourparler.resolution.passage import (
    FIRST,
    FLOOR,
    HE,
    IT,
    POSSESSIVE,
    REFLEXIVE,
    SECOND,
    SHARE,
    SHE,
    THEY,
    Passage,
    says,
)
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.referents import Discourse, Referent
from pourparler.resolution.salience import salience
from pourparler.resolution.things import settle_it, settle_they


def settle_pronoun(
    world: Discourse, index: int, passage: Passage, last_speaker: tuple[str, int] | None, is_source: bool
) -> None:
    """Resolve pronoun ``index`` or abstain; ``last_speaker`` is (id, sentence) of the statement before."""
    phrase = world.phrases[index]
    word = phrase.span.text.lower()
    if word in ("who", "whom", "whose", "which"):
        _relative(world, index)
    elif word in FIRST:
        if passage.quoted and passage.speakers:
            world.settle(index, passage.speakers, "pronoun:speaker", 0.95)
    elif word in SECOND:
        if passage.quoted and passage.addressees:
            world.settle(index, passage.addressees, "pronoun:addressee", 0.8)
    elif word in REFLEXIVE:
        _reflexive(world, index, word)
    elif word in HE or word in SHE:
        _third(world, index, word, passage, last_speaker, is_source)
    elif word in IT:
        settle_it(world, index, word, passage)
    elif word in THEY:
        settle_they(world, index, word, passage)


def _relative(world: Discourse, index: int) -> None:
    a, at = world.analysis, world.phrases[index].head
    for _ in range(5):
        if a.deps[at] == "relcl":
            ids = world.of_token(a.heads[at])
            if ids:
                world.settle(index, ids, "pronoun:relative", 0.95)
            return
        if a.heads[at] == at:
            return
        at = a.heads[at]


def _reflexive(world: Discourse, index: int, word: str) -> None:
    a, head = world.analysis, world.phrases[index].head
    ids = world.of_token(a.heads[head]) if a.deps[head] in ("appos", "npadvmod") else ()
    if not ids and head and a.tags[head - 1] in ("NNP", "NN", "PRP"):
        ids = world.of_token(head - 1)
    if not ids and (subject := world.clause_subject(head)) is not None:
        ids = world.of_token(subject)
    if len(ids) == 1 and (word == "itself" or fits(world.referents[ids[0]], word)):
        world.settle(index, ids, "pronoun:reflexive", 0.9)


def fits(referent: Referent, word: str) -> bool:
    """Whether gender and number of a referent allow a pronoun."""
    if word in HE:
        return referent.person and referent.gender != "f"
    if word in SHE:
        return referent.person and referent.gender != "m"
    return True


def _third(
    world: Discourse,
    index: int,
    word: str,
    passage: Passage,
    last_speaker: tuple[str, int] | None,
    is_source: bool,
) -> None:
    phrase = world.phrases[index]
    banned = _bound(world, phrase, word)
    if passage.quoted:
        banned |= set(passage.speakers) | set(passage.addressees)
    found = [r for r in world.persons() if fits(r, word) and r.id not in banned]
    scored = [(_score(world, r, phrase, word, passage, last_speaker, is_source), r) for r in found]
    floor = FLOOR if len(scored) > 1 else FLOOR / 2
    scored = sorted((s for s in scored if s[0] >= floor), key=lambda s: (-s[0], s[1].id))
    if not scored:
        return
    best, referent = scored[0]
    if len(scored) > 1 and scored[1][0] > SHARE * best:
        world.abstain(index, (r.id for s, r in scored[:4] if s > 0.6 * best), "pronoun:ambiguous")
        return
    second = scored[1][0] if len(scored) > 1 else 0.0
    world.settle(index, (referent.id,), "pronoun:salient", round(min(0.95, 0.65 + 0.5 * (best - second)), 2))


def _score(
    world: Discourse,
    referent: Referent,
    phrase: Phrase,
    word: str,
    passage: Passage,
    last_speaker: tuple[str, int] | None,
    is_source: bool,
) -> float:
    head = phrase.head
    score = salience(world, referent, head, inside=passage.quoted)
    score += _cataphora(world, referent, phrase)
    if score <= 0:
        return 0.0
    if last_speaker and last_speaker[0] == referent.id and not passage.quoted:
        distance = world.analysis.sentence_of[head] - last_speaker[1]
        if distance <= 3:
            score += (0.55 if is_source else 0.2) * (1.0 if distance <= 1 else 0.15)
    if not passage.quoted and referent.id in passage.speakers:
        score += 0.35
    subject = world.clause_subject(head)
    if word in POSSESSIVE and subject is not None and subject < head and referent.id in world.of_token(subject):
        score += 0.4
    if says(world, referent, head):
        score += 0.35
    if referent.gender is None:
        score *= 0.9 if word in HE else 0.75
    return score


def _cataphora(world: Discourse, referent: Referent, phrase: Phrase) -> float:
    """ "In his speech, Putin said": a pronoun before the subject of its sentence may be that subject."""
    a = world.analysis
    first, last = a.sentences[a.sentence_of[phrase.head]]
    root = next((i for i in range(first, last) if a.heads[i] == i), None)
    subject = a.child(root, "nsubj", "nsubjpass") if root is not None else None
    if subject is None or subject <= phrase.head or referent.id not in world.of_token(subject):
        return 0.0
    at = phrase.head
    while a.heads[at] != root and a.heads[at] != at:
        at = a.heads[at]
    return 0.75 if a.deps[at] in ("prep", "advcl", "npadvmod", "advmod", "pcomp") else 0.0


def _said_of(world: Discourse, head: int) -> set[str]:
    """Who is named in what the pronoun says: in "Orban, he said, would pay" the speaker is not Orban."""
    a, verb = world.analysis, world.analysis.heads[head]
    tops = [k for k in a.children[verb] if a.deps[k] == "ccomp" and k < head and ";" not in a.words[k:head]]
    between = head and a.words[head - 1] == "," and verb == head + 1 and verb + 1 < len(a)
    if between and a.words[verb + 1] == "," and a.heads[verb] != verb:
        tops.append(a.heads[verb])
    first = a.sentences[a.sentence_of[head]][0]
    named: set[str] = set()
    for token in {t for top in tops for t in a.subtree(top)}:
        if first <= token < head and not world.quoted(token):
            for index in world.by_head.get(token, ()):
                phrase = world.phrases[index]
                if phrase.kind in ("name", "title") and phrase.detail.name is not None:
                    named.update(world.resolved[index].ids)
    return named


def _bound(world: Discourse, phrase: Phrase, word: str) -> set[str]:
    """Who a pronoun cannot be: the subject of its own clause, for an object; its possessor."""
    a, head = world.analysis, phrase.head
    banned: set[str] = set()
    if a.deps[head] == "poss":
        banned.update(world.of_token(a.heads[head]))
        banned.update(i for k in a.kids(a.heads[head], "appos") for i in world.of_token(k))
    if word in POSSESSIVE and a.deps[head] == "poss" and (word != "her" or a.tags[head] == "PRP$"):
        return banned
    if a.deps[head] in ("nsubj", "nsubjpass"):
        banned |= _said_of(world, head)
        for kid in a.children[a.heads[head]]:
            if a.deps[kid] in ("dobj", "dative", "attr") and kid < head:
                banned.update(world.of_token(kid))
        return banned
    subject = world.clause_subject(head)
    if subject is not None and subject != head:
        banned.update(world.of_token(subject))
        for kid in a.conjuncts(subject)[1:]:
            banned.update(world.of_token(kid))
    at = a.heads[head] if a.deps[head] == "pobj" else head
    noun = a.heads[at]
    for kid in a.children[noun] if a.pos[noun] in ("NOUN", "PROPN") else ():
        if a.deps[kid] == "poss":
            banned.update(world.of_token(kid))
    return banned
