"""What the event coder found between the two actors, as features."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pourparler.coders.relations.marked import Marked
from pourparler.records import Event, Party, Range

BEST = 4
"""Events that are told, those that fit the pair best first."""
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
"""Acts of which either side can be named first: the host of a guest, the guest of a host."""
FAR = 9
"""Steps through the tree from which on an act counts as out of reach."""


def act_features(marked: Marked) -> Iterator[str]:
    """Yield type, force, act and mode of the events that fit best, with how well they fit and where they stand."""
    ranked = rank(marked)
    if not ranked:
        yield "none"
    for place, (fit, event) in enumerate(ranked[:BEST]):
        codes = event.codes.plover if event.codes else None
        kind = f"{event.force}.{event.act}" + (".not" if event.negated else "")
        where = standing(marked, event)
        if place == 0:
            yield f"best={codes}"
            yield f"best={kind}"
            yield f"best={codes}:{fit}"
            yield f"best={codes}:{where}"
            yield f"best={event.force}.{event.act}.{event.mode}"
            yield f"best={event.coding.rule.split(';')[0]}"
            yield f"best.force={event.force}"
            if event.historical:
                yield "best.historical"
        yield f"e{fit}={codes}"
        yield f"e{fit}={kind}"
        yield f"e={codes}"
        yield f"e={kind}"
        yield f"{where}={kind}"


def rank(marked: Marked) -> list[tuple[int, Event]]:
    """Return the events with how well each fits the pair: the best first, of equals the nearest to the source."""
    fits = [(fit(marked, event), event) for event in marked.events]
    return sorted(fits, key=lambda one: (-one[0], one[1].condition_of is not None, _steps(marked, one[1])))


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
    swapped = _holds(marked, event.recipients, source)
    if swapped and both and event.act in MUTUAL:
        return 4
    return 1 if both or swapped else 0


def standing(marked: Marked, event: Event) -> str:
    """Return where the word of an act stands to the source: ``up`` and how far above it, ``in`` it, or ``off``."""
    head, anchor = marked.source_head, _anchor(marked, event)
    if head is None or anchor is None:
        return "off"
    above = list(marked.analysis.ancestors(head))
    if anchor in above:
        return f"up{min(above.index(anchor), 3)}"
    return "in" if head in marked.analysis.ancestors(anchor) else "off"


def _steps(marked: Marked, event: Event) -> int:
    head, anchor = marked.source_head, _anchor(marked, event)
    if head is None or anchor is None:
        return FAR
    above = [head, *marked.analysis.ancestors(head)]
    way = [anchor, *marked.analysis.ancestors(anchor)]
    if head in way:
        return FAR
    meeting = next((token for token in way if token in above), None)
    return FAR if meeting is None else way.index(meeting) + above.index(meeting)


def _anchor(marked: Marked, event: Event) -> int | None:
    first, last = marked.analysis.tokens_in(event.anchor.start, event.anchor.end)
    return first if first < last else None


def _holds(marked: Marked, parties: Iterable[Party], ranges: tuple[Range, ...]) -> bool:
    for party in parties:
        if party.span is not None:
            first, last = marked.analysis.tokens_in(party.span.start, party.span.end)
            if any(first < end and start < last for start, end in ranges):
                return True
    return False
