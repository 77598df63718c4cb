"""A marked sentence on its tokens: where the two actors stand, and the acts that the rules find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pourparler.coders.events import code_events
from pourparler.coders.relations.pairs import Pair
from pourparler.lexicon.codes import codes_of
from pourparler.records import Analysis, Event, Mention, Range, Time


@dataclass(frozen=True, slots=True)
class Marked:
    """An analysis with its two actors: token ranges of each, their heads (None where there is none), events."""

    analysis: Analysis
    source: tuple[Range, ...]
    target: tuple[Range, ...]
    source_head: int | None
    target_head: int | None
    events: tuple[Event, ...] = ()


def mark(analysis: Analysis, pair: Pair, mentions: Iterable[Mention], times: Iterable[Time]) -> Marked:
    """Find both actors of ``pair`` in its analysis, and the events of the text with both among the mentions."""
    source, target = _tokens(analysis, pair.source), _tokens(analysis, pair.target)
    own = [_mention(analysis, one) for one in source + target]
    heads = {one.head for one in own}
    known = (*own, *(m for m in mentions if m.head not in heads))
    found = code_events(analysis, known, times, (), "pair")
    events = tuple(replace(event, codes=codes_of(event)) for event in found)
    return Marked(analysis, source, target, _head(analysis, source), _head(analysis, target), events)


def _tokens(analysis: Analysis, ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    found = (analysis.tokens_in(*one) for one in ranges)
    return tuple((first, last) for first, last in found if first < last)


def _mention(analysis: Analysis, one: Range) -> Mention:
    return Mention(analysis.span(*one), one, head_of(analysis, one), "name", rule="marked")


def _head(analysis: Analysis, ranges: tuple[Range, ...]) -> int | None:
    return head_of(analysis, ranges[0]) if ranges else None


def head_of(analysis: Analysis, one: Range) -> int:
    """Return the token of a range that hangs on a word outside of it."""
    first, last = one
    for token in range(first, last):
        head = analysis.heads[token]
        if (head == token or not first <= head < last) and analysis.pos[token] != "PUNCT":
            return token
    return last - 1
