"""Times in a text: what they span and what they mean (TIMEX), as EDTF values.

::

    letters      each token to its word classes, ambiguous words checked       grammar, guards
    stretches    calendar expressions, their parts, ranges and roles           parse
    direction    past or ahead, from tense and cue                             tense
    values       calendar arithmetic against report date, text and direction   meanings

Weeks run from Monday to Sunday and are intervals of days. "By" and "until" are ``../X``, "since" is
``X/..``, "before" ends and "after" begins a day, month or year away from what it names. Early, mid and
late are thirds, marked approximate. Sources: TIMEX3 (Pustejovsky et al. 2003) for what counts as an
expression, HeidelTime (Strötgen and Gertz 2010) for direction by tense in news.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pourparler.records import Analysis, Time
from pourparler.resolution.times.grammar import grammar
from pourparler.resolution.times.guards import not_a_time
from pourparler.resolution.times.match import Match
from pourparler.resolution.times.meanings import value_of
from pourparler.resolution.times.parse import parse, stretches
from pourparler.resolution.times.tense import direction
from pourparler.resolution.times.values import Context, Value

__all__ = ["find_times"]

ANCHORS = frozenset({"day", "hour", "minute", "week", "month", "quarter", "season", "year"})


def find_times(analysis: Analysis, published: str | None) -> tuple[Time, ...]:
    """Return the times of a text in order.

    ``published`` is the ISO date or date-time of the report, or None: then expressions that hang on it
    are found with ``edtf`` None. A date that cannot be read counts as None.
    """
    day, anchor, found = _day(published), None, []
    for match in _matches(analysis):
        for time, value in _read(analysis, match, day, anchor):
            found.append(time)
            if value.edtf and value.grain in ANCHORS and value.role in ("point", "between"):
                anchor = value
    return tuple(found)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _matches(analysis: Analysis) -> Iterator[Match]:
    rules = grammar()
    letters = [rules.letter(word) for word in analysis.words]
    for first, last in analysis.paragraphs or ((0, len(analysis)),):
        for start, stretch in stretches("".join(letters[first:last]), rules):
            start += first
            checked = "".join(
                "." if not_a_time(analysis, start + i) else letter for i, letter in enumerate(stretch)
            )
            for at, part in stretches(checked, rules):
                for node in parse(part):
                    yield Match(node, analysis.words, start + at)


def _read(
    analysis: Analysis, match: Match, day: date | None, anchor: Value | None
) -> Iterator[tuple[Time, Value]]:
    """Yield the time of a match, or those of its parts where the whole means nothing."""
    way = direction(analysis, match.first, match.last)
    value = None if _modifies(analysis, match) else value_of(match, Context(day, way, anchor))
    if value is not None:
        yield _time(analysis, match, value, day, way), value
        return
    for node in match.node.inner():
        yield from _read(analysis, Match(node, match.words, match.base), day, anchor)


def _modifies(analysis: Analysis, match: Match) -> bool:
    """Whether "before", "after", "by" or "from" govern a noun that the time only describes."""
    if match.node.rule.name not in ("before", "after", "by", "from") or match.last >= len(analysis):
        return False
    return analysis.pos[match.last] in ("NOUN", "PROPN", "ADJ") or analysis.words[match.last] in ("'s", "’s")


def _time(analysis: Analysis, match: Match, value: Value, day: date | None, way: str) -> Time:
    span = analysis.span(match.first, match.last)
    tokens = match.first, match.last
    return Time(
        span, tokens, value.edtf, value.grain, _side(value, day, way), value.role, match.node.rule.name
    )


def _side(value: Value, day: date | None, way: str) -> str:
    if value.edtf is None or day is None or value.role in ("duration", "frequency"):
        return way
    first, last = value.first, value.last
    if last and last < day:
        return "past"
    if first and first > day:
        return "future"
    return way if way != "any" or value.role != "point" else "present"
