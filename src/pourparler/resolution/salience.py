"""How much an actor is in the reader's mind at a place of the text."""

from __future__ import annotations

import math

from pourparler.resolution.referents import Discourse, Referent

DECAY = 0.62
"""What is left of a mention's weight after one sentence."""


def salience(world: Discourse, referent: Referent, head: int, inside: bool = False) -> float:
    """Return the weight of the best mention before token ``head`` plus a share for how often it was named.

    A mention weighs by its grammatical role (subject 1, object 0.62 …) and loses by ``DECAY`` a sentence.
    ``inside`` counts words in quotations as well; else they count a third.
    """
    a = world.analysis
    here, best, count = a.sentence_of[head], 0.0, 0
    for index in referent.phrases:
        phrase = world.phrases[index]
        if phrase.head >= head:
            continue
        count += phrase.detail.name is not None
        weight = world.weight(phrase.head) * DECAY ** (here - a.sentence_of[phrase.head])
        if index in world.nested and referent.kind != "person":
            weight *= 0.4
        if not inside and world.quoted(phrase.head):
            weight *= 0.33
        best = max(best, weight)
    return best + 0.07 * math.log1p(count)


def clear_best(world: Discourse, found: list[Referent], head: int, share: float) -> Referent | None:
    """Return the most salient of ``found`` when the next has less than ``share`` of its weight."""
    scored = sorted(((salience(world, r, head), r) for r in found), key=lambda s: (-s[0], s[1].id))
    if not scored or scored[0][0] <= 0:
        return None
    if len(scored) > 1 and scored[1][0] > share * scored[0][0]:
        return None
    return scored[0][1]
