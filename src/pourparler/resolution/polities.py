"""States by a noun: "the country", "the secretive nation", "his homeland"."""

from __future__ import annotations

from pourparler.resolution.referents import Discourse


def settle_polity(world: Discourse, index: int) -> None:
    """ "The country", "the secretive nation": the state spoken of, which is not the subject of the clause."""
    phrase = world.phrases[index]
    mods = phrase.detail.mods
    tail = phrase.detail.tail
    if phrase.detail.states or phrase.detail.plural or (tail and world.analysis.words[tail[0]] == "of"):
        return
    if mods.owner is not None:
        _home(world, index, mods.owner)
        return
    banned: set[str] = set()
    verb = world.analysis.heads[phrase.head]
    at = world.clause_subject(phrase.head)
    if at is None and world.analysis.deps[phrase.head] in ("nsubj", "nsubjpass") and verb != phrase.head:
        at = world.clause_subject(verb)
    for _ in range(3):
        if at is None:
            break
        if at != phrase.head:
            for id in world.of_token(at):
                banned.add(id)
                if (country := world.referents[id].country) and world.referents[id].kind != "person":
                    banned.add(country.lower())
        at = outer_subject(world, at)
    found = state_candidates(world, phrase.head, banned)
    if not found:
        return
    (first, score), rest = found[0], found[1:]
    if not rest or rest[0][1] < 0.72 * score:
        world.known(first)
        world.settle(index, (first,), "polity:salient", 0.7)
    else:
        world.abstain(index, [s for s, _ in found], "polity:ambiguous")


def _home(world: Discourse, index: int, owner: int) -> None:
    """ "His country" is that of the person."""
    ids = world.of_token(owner)
    noun = world.phrases[index].detail.noun
    if len(ids) != 1 or not world.referents[ids[0]].person or noun is None:
        return
    state = (world.referents[ids[0]].country or "").lower()
    if (
        noun.text in ("country", "nation", "state", "homeland", "kingdom", "republic")
        and state in world.gazetteer.entries
    ):
        world.known(state)
        world.settle(index, (state,), "polity:home", 0.85)


def outer_subject(world: Discourse, token: int) -> int | None:
    """Return the subject of the clause above the one whose subject ``token`` is."""
    verb = world.analysis.heads[token]
    return world.clause_subject(verb) if verb != token else None


def state_candidates(world: Discourse, head: int, banned: set[str]) -> list[tuple[str, float]]:
    """Return the states spoken of before ``head``, by themselves or through their people, with scores."""
    scores: dict[str, float] = {}
    here = world.analysis.sentence_of[head]
    for index, phrase in enumerate(world.phrases):
        if phrase.head >= head:
            break
        distance = here - world.analysis.sentence_of[phrase.head]
        if distance > 3:
            continue
        for id in world.resolved[index].ids:
            referent = world.referents[id]
            state = id if referent.kind == "state" else (referent.country or "").lower()
            if (
                state in banned
                or state not in world.gazetteer.entries
                or world.gazetteer.entries[state].kind != "state"
            ):
                continue
            share = 1.0 if referent.kind == "state" else 0.8
            weight = share * (0.5 + 0.5 * world.weight(phrase.head)) * 0.6**distance
            scores[state] = max(scores.get(state, 0.0), weight)
    return sorted(scores.items(), key=lambda s: (-s[1], s[0]))
