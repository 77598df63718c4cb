"""Meanings of expressions relative to the day of the report or to a time that the text named before."""

from __future__ import annotations

from datetime import date, timedelta

from pourparler.records import edtf
from pourparler.resolution.times import values
from pourparler.resolution.times.match import Match
from pourparler.resolution.times.values import Context, Value, at_grain, rough, shift, unit

FEW = 3
"""What "a few", "several" and "recent" are taken for, always marked approximate."""


RANKS = 6
"""Words before "in a decade" that may hold a rank."""


def deictic(m: Match, ctx: Context) -> Value | None:
    """ "Today", "tomorrow", "the day after tomorrow"."""
    if ctx.published is None:
        return Value(None, "day")
    steps = m.value("day", "DEICTIC")
    steps += {"after": 1, "before": -1}.get(m.word("side"), 0)
    return values.day(ctx.published + timedelta(steps))


def part_of_today(m: Match, ctx: Context) -> Value | None:
    """ "This morning", "last night"."""
    if ctx.published is None:
        return Value(None, "hour")
    return Value((ctx.published + timedelta(m.value("rel"))).isoformat(), "hour")


def overnight(m: Match, ctx: Context) -> Value | None:
    """The night before the day of the report, or the night after it when the tense says so."""
    if ctx.published is None:
        return Value(None, "hour")
    start = ctx.published - timedelta(ctx.direction != "future")
    return Value(edtf.interval(start, start + timedelta(1)), "hour")


def weekend(m: Match, ctx: Context) -> Value | None:
    """ "Over the weekend", "next weekend"."""
    if ctx.published is None:
        return Value(None, "day")
    now, rel = ctx.published, m.word("rel")
    if rel in ("last", "past"):
        return values.weekend(now, -1)
    if rel in ("next", "coming"):
        return values.weekend(now, 1 if rel == "next" or now.weekday() > 4 else 0)
    back = ctx.direction != "future" and now.weekday() < 5 and rel == "the"
    return values.weekend(now, -1 if back else 0)


def rel_unit(m: Match, ctx: Context) -> Value | None:
    """ "Last month", "this year", "next week"."""
    name = m.value("unit")
    steps = {"past": -1, "coming": 1}.get(m.word("rel"))
    steps = m.value("rel") if steps is None else steps
    if name in ("minute", "hour"):
        return None
    if ctx.published is None:
        return Value(None, grain_of(name))
    return unit(name, ctx.published, steps)


def grain_of(name: str) -> str:
    """Return the grain of a unit word."""
    return {"fortnight": "week", "weekend": "day"}.get(name, name)


def rest_of_unit(m: Match, ctx: Context) -> Value | None:
    """ "Later this month": from the report to its end; "earlier this year": from its start to the report."""
    name = m.value("unit")
    if ctx.published is None or name in ("minute", "hour"):
        return Value(None, grain_of(name))
    whole = unit(name, ctx.published)
    if name == "day" or whole is None or whole.first is None or whole.last is None:
        return whole
    finer = "month" if name in ("year", "decade", "century") else "day"
    first, last = (ctx.published, whole.last) if m.word("side") == "later" else (whole.first, ctx.published)
    ends = at_grain(first, finer), at_grain(last, finer)
    return Value(ends[0] if ends[0] == ends[1] else edtf.interval(*ends), grain_of(name))


def count(m: Match) -> tuple[int | None, bool]:
    """Return the number of units said, and whether it is vague."""
    if m.word("vague"):
        return (2 if m.word("vague") == "couple" else FEW), True
    return m.number("n"), bool(m.word("approx")) or m.has("more") or m.has("less")


def point(when: date, name: str, vague: bool) -> Value:
    """Return a day that was counted to in units: as precise as the unit, weeks approximate."""
    value = Value(at_grain(when, name), "day" if name in ("day", "hour", "minute") else grain_of(name))
    vague = vague or name in ("week", "fortnight", "decade", "century")
    return rough(value) or value if vague else value


def ago(m: Match, ctx: Context) -> Value | None:
    """ "Two days ago", "a decade ago"."""
    return _counted(m, ctx.published, -1)


def from_now(m: Match, ctx: Context) -> Value | None:
    """ "Two weeks from now"."""
    return _counted(m, ctx.published, 1)


def _counted(m: Match, base: date | None, sign: int) -> Value | None:
    name = m.value("unit")
    number, vague = count(m)
    if base is None or number is None:
        return Value(None, grain_of(name))
    return point(shift(base, name, sign * number), name, vague)


def in_units(m: Match, ctx: Context) -> Value | None:
    """ "In two weeks": a point ahead when the tense is, else how long it took."""
    if (ctx.direction == "future" or m.has("time")) and not _counted_back(m):
        return _counted(m, ctx.published, 1)
    return Value(None, grain_of(m.value("unit")), "duration")


def _counted_back(m: Match) -> bool:
    """Whether a rank stands before: "the first vote in a decade", "the worst floods in 40 years"."""
    before = [word.lower() for word in m.words[max(0, m.first - RANKS) : m.first]]
    return any(w in ("first", "second", "third", "fourth", "only", "most", "time") or w[-3:] == "est" for w in before)


def within(m: Match, ctx: Context) -> Value | None:
    """ "Within two weeks": from the report to the last day; open when it tells of the past."""
    name = m.value("unit")
    number, vague = count(m)
    if ctx.published is None or ctx.direction == "past":
        return Value(None, grain_of(name), "within")
    vague = vague or number is None
    end = shift(ctx.published, name, FEW if number is None else number)
    if name == "hour":
        end = ctx.published + timedelta(-(-(number or 24) // 24) if (number or 24) >= 24 else 0)
    if end == ctx.published:
        return Value(end.isoformat(), "hour", "within")
    return Value(edtf.interval(ctx.published, end.isoformat() + "~" * vague), grain_of(name), "within")


def recent(m: Match, ctx: Context) -> Value | None:
    """ "In recent weeks"."""
    return _stretch(ctx, m.value("unit", "UNIT"), -FEW, True)


def coming(m: Match, ctx: Context) -> Value | None:
    """ "In the coming days"; "the coming week" is the next one."""
    name = m.value("unit")
    if not m.word("unit").endswith("s"):
        return unit(name, ctx.published, 1) if ctx.published else Value(None, grain_of(name))
    return _stretch(ctx, name, FEW, True)


def past_units(m: Match, ctx: Context) -> Value | None:
    """ "For the past three years", "over the last few weeks", "the past month", "last year"."""
    name = m.value("unit")
    number, vague = count(m)
    plural = m.word("unit").endswith("s")
    if number is None and name in ("minute", "hour"):
        return None
    if number is None and not plural and m.word("rel") == "previous":
        return previous_in_text(m, ctx)
    if number is None and not plural and not m.has("the") and m.word("rel") == "last":
        return rel_unit(m, ctx)
    if number is None and plural:
        return None if m.word("rel") in ("last", "previous") else _stretch(ctx, name, -FEW, True)
    return _stretch(ctx, name, -(number or 1), vague)


def next_units(m: Match, ctx: Context) -> Value | None:
    """ "Over the next three months"."""
    number, vague = count(m)
    return _stretch(ctx, m.value("unit"), number or FEW, vague or number is None)


def _stretch(ctx: Context, name: str, steps: int, vague: bool) -> Value:
    if ctx.published is None:
        return Value(None, grain_of(name), "during")
    here, there = at_grain(ctx.published, name), at_grain(shift(ctx.published, name, steps), name)
    sign = "~" if vague else ""
    ends = (there + sign, here) if steps < 0 else (here, there + sign)
    if here == there:
        return Value(here, grain_of(name), "during")
    return Value(edtf.interval(*ends), grain_of(name), "during")


# -- relative to the text ------------------------------------------------------------------------------
def same_unit(m: Match, ctx: Context) -> Value | None:
    """ "That same month", "earlier that day"."""
    return _from_anchor(m, ctx, 0)


def next_in_text(m: Match, ctx: Context) -> Value | None:
    """ "The following day"; "the next year" looks ahead of the report where no time was named."""
    name = m.value("unit", "UNIT") or "day"
    if ctx.anchor is None and m.word("rel") == "next" and ctx.direction == "future":
        return _stretch(ctx, name, 1, False)
    return _from_anchor(m, ctx, 1)


def previous_in_text(m: Match, ctx: Context) -> Value | None:
    """ "The previous day"; before the report where no time was named."""
    return _from_anchor(m, ctx, -1) if ctx.anchor else _from_report(m, ctx, -1)


def day_before(m: Match, ctx: Context) -> Value | None:
    """ "The day before", "the year after", when nothing follows that it would be before."""
    steps = 1 if m.word("side") == "after" else -1
    return _from_anchor(m, ctx, steps) if ctx.anchor or steps > 0 else _from_report(m, ctx, steps)


def _from_report(m: Match, ctx: Context, steps: int) -> Value | None:
    name = m.value("unit", "UNIT") or "day"
    return unit(name, ctx.published, steps) if ctx.published else Value(None, grain_of(name))


def _from_anchor(m: Match, ctx: Context, steps: int) -> Value | None:
    name = m.value("unit", "UNIT") or "day"
    anchor = ctx.anchor
    if name in ("hour", "minute"):
        return None
    if anchor is None or anchor.first is None or anchor.last is None or not _fits(anchor, name):
        return Value(None, grain_of(name))
    return unit(name, anchor.last if steps > 0 else anchor.first, steps)


def _fits(anchor: Value, name: str) -> bool:
    order = values.GRAINS
    return order.index(anchor.grain) <= max(order.index(grain_of(name)), order.index("day"))


def units_from_text(m: Match, ctx: Context) -> Value | None:
    """ "A week earlier", "two days later": counted from the last time named."""
    name = m.value("unit", "UNIT")
    number, vague = count(m)
    if m.word("side") in ("before", "after") and _goes_on(m):
        return Value(None, grain_of(name)) if number is not None else None
    back = m.word("side") not in ("later", "after", "afterwards", "afterward")
    base, anchored = _base(ctx, name)
    if base is None and back and ctx.anchor is None:
        base = ctx.published
    if base is None or number is None:
        return Value(None, grain_of(name))
    exact = name in ("week", "fortnight") and anchored
    value = point(shift(base, name, -number if back else number), name, vague)
    return Value(value.edtf.rstrip("~") if exact and not vague and value.edtf else value.edtf, value.grain)


def _goes_on(m: Match) -> bool:
    """Whether "two days after" is followed by what it is after, an event rather than a time."""
    return m.last < len(m.words) and (m.words[m.last][0].isalnum() or m.words[m.last][0] in "'\"“‘")


def _base(ctx: Context, name: str) -> tuple[date | None, bool]:
    anchor = ctx.anchor
    if anchor is None or anchor.first is None or anchor.last is None or not _fits(anchor, name):
        return None, False
    return anchor.first, anchor.first == anchor.last


def since_then(m: Match, ctx: Context) -> Value | None:
    """ "Since then": from the last time named."""
    if ctx.anchor is None or ctx.anchor.edtf is None or ctx.anchor.last is None:
        return Value(None, "period", "since")
    if any(mark in ctx.anchor.edtf for mark in "/[{"):
        return Value(edtf.interval(ctx.anchor.last, None), ctx.anchor.grain, "since")
    return Value(edtf.interval(ctx.anchor.edtf, None), ctx.anchor.grain, "since")


# -- edges, durations, frequencies ---------------------------------------------------------------------
def edge_of_unit(m: Match, ctx: Context) -> Value | None:
    """ "The end of the year", "the start of the month"."""
    name = m.value("unit")
    if name in ("minute", "hour"):
        return None
    if ctx.published is None:
        return Value(None, grain_of(name))
    back = ctx.direction == "past" and m.word("edge") in ("end", "close") and name != "day"
    return edge(unit(name, ctx.published, -1 if back and _near_start(ctx.published, name) else 0), m.word("edge"))


def _near_start(when: date, name: str) -> bool:
    """The end of a unit that has only begun is, in the past tense, the end of the one before."""
    return (name == "year" and when.month <= 6) or (name == "month" and when.day <= 15)


def edge(value: Value | None, word: str) -> Value | None:
    """Return the start, the middle or the end of a value, approximate."""
    if value is None or value.first is None or value.last is None:
        return value
    if value.grain in ("day", "hour", "minute"):
        return value
    middle = value.first + (value.last - value.first) / 2
    where = {"end": value.last, "close": value.last, "middle": middle, "midpoint": middle}.get(word, value.first)
    finer = {"month": "day", "week": "day", "quarter": "month", "season": "month", "year": "month"}
    to = finer.get(value.grain, "year")
    if value.grain == "week" and where == value.last:
        where -= timedelta(2)
    return Value(at_grain(where, to) + "~", to)


def duration(m: Match, ctx: Context) -> Value | None:
    """ "For two years", "a 72-hour truce": a length without a place in time."""
    return Value(None, grain_of(m.value("unit", "LONG", "UNIT")), "duration")


def frequency(m: Match, ctx: Context) -> Value | None:
    """ "Every Monday", "daily"."""
    return Value(None, m.value("often", "OFTEN") or "day", "frequency")


def period(m: Match, ctx: Context) -> Value | None:
    """ "During his first term": a period whose dates the text does not tell."""
    return Value(None, "period", "since" if m.has("since") else "during")
