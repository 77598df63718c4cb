"""Bare surnames of persons of the gazetteer whom the report nowhere names in full."""

from __future__ import annotations

from pourparler.lexicon.gazetteer import Candidate
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.referents import Discourse
from pourparler.resolution.surnames import famous


def known_by_surname(world: Discourse, phrase: Phrase, word: str) -> str | None:
    """Return a person of the gazetteer for a surname that the text nowhere gives in full."""
    if (id := famous(word, world.gazetteer, world.published)) is not None and not phrase.detail.states:
        return id
    found = world.gazetteer.by_surname(word, world.published)
    if not phrase.detail.states and not phrase.detail.title and _only_one(world, found):
        return found[0].id
    if not phrase.detail.states and not phrase.detail.title and (id := _of_the_scene(world, found)):
        return id
    countries = {world.gazetteer.entries[s].country for s in phrase.detail.states}
    title = phrase.detail.title
    fit = []
    for candidate in found:
        entry = world.gazetteer.entries[candidate.id]
        if countries and entry.country not in countries:
            continue
        if title and not _held(world, candidate.id, title):
            continue
        fit.append(candidate)
    if (countries or title) and fit and (len(fit) == 1 or fit[1].prominence < 0.6 * fit[0].prominence):
        return fit[0].id
    return None


def _of_the_scene(world: Discourse, found: tuple[Candidate, ...]) -> str | None:
    """The weightiest bearer in office whose state the report speaks of, when no other comes near."""
    entries, here = world.gazetteer.entries, world.spoken_states()
    near = [c for c in found if (entries[c.id].country or "").lower() in here]
    if not near or not near[0].in_office or near[0].prominence < 0.7 or near[0].id != found[0].id:
        return None
    return near[0].id if len(near) < 2 or near[1].prominence <= 0.62 * near[0].prominence else None


def _only_one(world: Discourse, found: tuple[Candidate, ...]) -> bool:
    """Whether the gazetteer knows one bearer only, weighty and in office about that day."""
    if len(found) != 1:
        return False
    entry = world.gazetteer.entries[found[0].id]
    if entry.prominence < 0.7 or not entry.roles:
        return False
    if found[0].in_office or found[0].prominence >= 0.55 * entry.prominence:
        return True
    year = int((world.published or "0")[:4] or 0)
    begins = [int(r.begin[:4]) for r in entry.roles if r.begin and r.begin[:4].isdigit()]
    return bool(begins) and 0 <= min(begins) - year <= 2


def _held(world: Discourse, id: str, title: str) -> bool:
    gazetteer = world.gazetteer
    for role in gazetteer.entries[id].roles:
        kind = gazetteer.title_class(title, role.country)
        if kind and kind == gazetteer.title_class(role.title, role.country):
            return True
        if title == "leader":
            return True
    return False
