"""The type of the relation between two given actors of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pourparler.coders.relations.acts import rank
from pourparler.coders.relations.features import dense, sparse
from pourparler.coders.relations.marked import Marked, mark
from pourparler.coders.relations.model import load_model
from pourparler.coders.relations.pairs import Pair
from pourparler.records import Analysis, Event, Mention, Time


@dataclass(frozen=True, slots=True)
class Relation:
    """The likeliest PLOVER type (YIELD for CONCEDE and RETREAT), the chance of each, the event behind it.

    ``event`` is the event of the rules that fits the pair best, or None; its type need not be ``type``.
    """

    type: str
    scores: dict[str, float]
    event: Event | None = None


def relation(analysis: Analysis, mentions: Iterable[Mention], times: Iterable[Time], pair: Pair) -> Relation:
    """Return how the source of ``pair`` stands to its target; every pair gets a type."""
    return judge(mark(analysis, pair, mentions, times))


def judge(marked: Marked) -> Relation:
    """Return the relation in a marked text."""
    scores = load_model().chances(sparse(marked), dense(marked))
    ranked = rank(marked)
    event = ranked[0][1] if ranked and ranked[0][0] >= 2 else None
    return Relation(max(scores, key=lambda one: scores[one]), scores, event)
