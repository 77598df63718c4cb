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

__all__ = ["find_matches", "find_times"]

ANCHORS = frozenset({"day", "hour", "minute", "week", "month", "quarter", "season", "year"})


def find_times(analysis: Analysis, published: str | None) -> tuple[Time, ...]:
    """Return the times of a text in order.

    ``published`` is the ISO date or date-time of the report, or None: then expressions that hang on it
    are found with ``edtf`` None. A date that cannot be read counts as None.
    """
    reader = _Reader(analysis, _day(published))
    for match in find_matches(analysis):
        reader.read(match)
    return tuple(reader.found)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def find_matches(analysis: Analysis) -> Iterator[Match]:
    """Yield what looks like a time, in text order, with the rules that made it."""
    rules = grammar()
    letters = [rules.letter(word) for word in analysis.words]
    for first, last in analysis.paragraphs or ((0, len(analysis)),):
        for start, stretch in stretches("".join(letters[first:last]), rules):
            start += first
            checked = "".join("." if not_a_time(analysis, start + i) else letter for i, letter in enumerate(stretch))
            for at, part in stretches(checked, rules):
                for node in parse(part):
                    yield Match(node, analysis.words, start + at)


class _Reader:
    """Reads matches in text order and keeps what later ones lean on: the last time, the year of the story."""

    def __init__(self, analysis: Analysis, day: date | None) -> None:
        self.analysis, self.day = analysis, day
        self.found: list[Time] = []
        self.anchor: Value | None = None
        self.story: tuple[int, Value] | None = None

    def read(self, match: Match) -> None:
        """Add the time of a match, or those of its parts where the whole means nothing."""
        how = direction(self.analysis, match.first, match.last)
        way = how.direction
        paragraph = self.analysis.paragraph_of[match.first]
        story = self.story[1] if self.story and self.story[0] == paragraph else None
        value = None
        if not _modifies(self.analysis, match):
            value = value_of(match, Context(self.day, way, self.anchor, None, None, story, how.nominal, how.present))
        if value is None:
            for node in match.node.inner():
                self.read(Match(node, match.words, match.base))
            return
        self.found.append(_time(self.analysis, match, value, self.day, way))
        if value.edtf and value.grain in ANCHORS and value.role in ("point", "between"):
            self.anchor = value
            self.story = (paragraph, value) if self._tells(match, value, way, story) else None

    def _tells(self, match: Match, value: Value, way: str, story: Value | None) -> bool:
        """Whether a time sets the year of what follows: told with its year, in the past, before this year."""
        if way != "past" or value.last is None or self.day is None or value.last.year >= self.day.year:
            return False
        if value.grain == "year":
            return match.first > 0 and match.words[match.first - 1] == "In"
        return value.grain in ("month", "day") and (match.number("year") is not None or story is not None)


def _modifies(analysis: Analysis, match: Match) -> bool:
    """Whether "before", "after", "by" or "from" govern a noun that the time only describes."""
    if match.node.rule.name not in ("before", "after", "by", "from") or match.last >= len(analysis):
        return False
    if match.last - match.first > 2 and analysis.words[match.last - 2] == "the" and _number(analysis, match.last - 1):
        return True
    return analysis.pos[match.last] in ("NOUN", "PROPN", "ADJ") or analysis.words[match.last] in ("'s", "’s")


def _number(analysis: Analysis, token: int) -> bool:
    return analysis.words[token].isdigit()


def _time(analysis: Analysis, match: Match, value: Value, day: date | None, way: str) -> Time:
    span = analysis.span(match.first, match.last)
    tokens = match.first, match.last
    return Time(span, tokens, value.edtf, value.grain, _side(value, day, way), value.role, match.node.rule.name)


def _side(value: Value, day: date | None, way: str) -> str:
    if value.edtf is None or day is None or value.role in ("duration", "frequency"):
        return way
    first, last = value.first, value.last
    if last and last < day:
        return "past"
    if first and first > day:
        return "future"
    return way if way != "any" or value.role != "point" else "present"
