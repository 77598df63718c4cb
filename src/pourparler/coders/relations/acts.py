"""What the event coder found between the two actors, as features."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pourparler.coders.relations.marked import Marked
from pourparler.records import Event, Party, Range

BEST = 4
"""Events that are told, those that fit the pair best first."""


def act_features(marked: Marked) -> Iterator[str]:
    """Yield type, force, act and mode of the events that fit best, with how well they fit."""
    ranked = rank(marked)
    if not ranked:
        yield "none"
    for place, (fit, event) in enumerate(ranked[:BEST]):
        codes = event.codes.plover if event.codes else None
        kind = f"{event.force}.{event.act}" + (".not" if event.negated else "")
        if place == 0:
            yield f"best={codes}"
            yield f"best={kind}"
            yield f"best={codes}:{fit}"
            yield f"best={event.force}.{event.act}.{event.mode}"
            yield f"best={event.coding.rule.split(';')[0]}"
            yield f"best.force={event.force}"
            if event.historical:
                yield "best.historical"
        yield f"e{fit}={codes}"
        yield f"e{fit}={kind}"
        yield f"e={codes}"
        yield f"e={kind}"


def rank(marked: Marked) -> list[tuple[int, Event]]:
    """Return the events with how well each fits the pair, the best first, then in text order."""
    fits = [(fit(marked, event), event) for event in marked.events]
    return sorted(fits, key=lambda one: -one[0])


def fit(marked: Marked, event: Event) -> int:
    """Return 4 for both actors in their roles, 3 the source alone, 2 the target alone, 1 swapped, 0 neither."""
    source, target = marked.source, marked.target
    acting, acted = _holds(marked, event.actors, source), _holds(marked, event.recipients, target)
    both = _holds(marked, event.actors, target)
    if acting and (acted or both or not target):
        return 4
    if acted and not source:
        return 4
    if acting:
        return 3
    if acted:
        return 2
    return 1 if both or _holds(marked, event.recipients, source) else 0


def _holds(marked: Marked, parties: Iterable[Party], ranges: tuple[Range, ...]) -> bool:
    for party in parties:
        if party.span is not None:
            first, last = marked.analysis.tokens_in(party.span.start, party.span.end)
            if any(first < end and start < last for start, end in ranges):
                return True
    return False
