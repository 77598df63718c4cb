"""Meanings of expressions made of others: early and late, edges, ranges, alternatives, roles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from pourparler.records import edtf
from pourparler.resolution.times import values
from pourparler.resolution.times.absolute import staged, time_of
from pourparler.resolution.times.match import Match
from pourparler.resolution.times.relative import edge as edge_of
from pourparler.resolution.times.relative import point
from pourparler.resolution.times.values import Context, Value, rough, shift

Read = Callable[[Match, Context], "Value | None"]


def _inner(m: Match, name: str, ctx: Context, read: Read) -> Value | None:
    inner = m.inner(name)
    return read(inner, ctx) if inner else None


def clock_on_day(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "3 p.m. on Monday"."""
    day, clock = _inner(m, "day", ctx, read), m.inner("clock")
    if day is None or clock is None or day.grain not in ("day", "hour"):
        return None
    time = time_of(clock)
    if time is None or day.edtf is None or day.first != day.last:
        return replace(day, grain="hour")
    return Value(f"{day.edtf.rstrip('~')}T{time}", "minute")


def part_of_day(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "Monday morning", "later on Tuesday": the day, at a finer grain; "earlier in October": as it is."""
    day = _inner(m, "day", ctx, read)
    if day is None or day.role != "point":
        return None
    return replace(day, grain="hour") if day.grain == "day" else day


def stage(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "Early next year", "in mid-October", "the late 1990s"; "mid- to late" is late."""
    value = _inner(m, "day", ctx, read)
    if value is None or value.role != "point":
        return None
    if value.grain == "day":
        return replace(value, grain="hour")
    return staged(value, m.word("stage") or "late" if m.word("stage") or m.word("stage2") else "early")


def edge(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "The end of next year"."""
    value = _inner(m, "day", ctx, read)
    return edge_of(value, m.word("edge")) if value and value.role == "point" else None


def week_of(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "The first week of October", "the last day of March", "the week of May 5"."""
    value, which = _inner(m, "day", ctx, read), m.number("ordinal")
    if value is None or value.first is None or value.last is None:
        return value
    if m.word("ordinal") == "week":
        return values.week(value.first) if value.grain == "day" else None
    name = m.word("unit")
    if which is None or name == "half" or value.grain not in ("month", "year", "week"):
        return None
    length = {"week": 7, "weekend": 2, "days": 3}.get(name, 1)
    if which < 0:
        first, last = value.last - timedelta(length - 1), value.last
    else:
        step = 7 if name in ("week", "weekend") else length
        first = value.first + timedelta(step * (which - 1))
        last = first + timedelta(length - 1)
    return Value(edtf.days(first, last), "week" if name == "week" else "day")


def about(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "Around 2014"."""
    value, inner = _inner(m, "day", ctx, read), m.inner("day")
    if value is None or inner is None or inner.node.rule.meaning in ("deictic", "weekday"):
        return None
    return rough(value) if value.role == "point" else None


def units_from_node(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "A week from Friday", "two days before Christmas"."""
    value, name, number = _inner(m, "day", ctx, read), m.value("unit"), m.number("n")
    if value is None or value.first is None or value.first != value.last or number is None:
        return None
    there = shift(value.first, name, -number if m.word("side") == "before" else number)
    return values.day(there) if name in ("day", "week", "fortnight") else point(there, name, False)


# -- two ends ------------------------------------------------------------------------------------------
def _ends(m: Match, ctx: Context, read: Read) -> tuple[Value, Value] | None:
    """Read the first end by direction, the second as the next after it; a year given last holds for both."""
    second = m.inner("b")
    year = _year_of(second) if second else None
    first = _inner(m, "a", replace(ctx, year=year) if year and not _year_of(m.inner("a")) else ctx, read)
    if first is None or first.edtf is None or first.first is None or second is None:
        return None
    here = ctx if year else replace(ctx, after=first.first + timedelta(first.grain == "day"))
    other = read(second, here)
    if other is None or other.edtf is None or other.role != "point" or first.role != "point":
        return None
    return first, other


def _year_of(m: Match | None) -> int | None:
    return None if m is None else m.number("year")


def between(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "From May 3 to May 5", "between 2018 and 2019"."""
    ends = _ends(m, ctx, read)
    if ends is None:
        return None
    start, end = (_end(value, side) for value, side in zip(ends, (0, 1), strict=True))
    if start is None or end is None or not edtf.is_valid(edtf.interval(start, end)):
        return None
    return Value(edtf.interval(start, end), ends[0].grain, "between")


def _end(value: Value, side: int) -> str | None:
    """Return a value as an end of an interval: itself, or the day where it is an interval or set itself."""
    text = value.edtf or ""
    if "/" in text:
        return text.split("/")[side]
    if text[:1] in ("[", "{"):
        day = value.last if side else value.first
        return day.isoformat() if day else None
    return text.split("T")[0]


def alternative(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "Tuesday or Wednesday"."""
    found = _members(m, ctx, read)
    if found is None:
        return None
    return Value(edtf.one_of(*(_member(v) for v in found)), found[0].grain)


def alternative_next(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "This week or next"."""
    value = _inner(m, "a", ctx, read)
    if value is None or value.first is None or value.last is None:
        return value
    after = values.unit(value.grain, value.last, 1) if value.grain in ("week", "month", "year") else None
    return Value(edtf.one_of(_member(value), _member(after)), value.grain) if after else None


def both(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "On Monday and Tuesday": an interval where the days touch, else a set."""
    found = _members(m, ctx, read)
    if found is None:
        return None
    if all(a.last and b.first and a.last + timedelta(1) == b.first for a, b in pairwise(found)):
        return Value(edtf.interval(_end(found[0], 0), _end(found[-1], 1)), found[0].grain)
    return Value(edtf.all_of(*(_member(v) for v in found)), found[0].grain)


def _members(m: Match, ctx: Context, read: Read) -> list[Value] | None:
    ends = _ends(m, ctx, read)
    if ends is None or ends[0].grain != ends[1].grain or not _before(*ends):
        return None
    middle = _inner(m, "c", replace(ctx, after=ends[0].first), read) if m.inner("c") else None
    return [ends[0], *([middle] if middle and middle.edtf else []), ends[1]]


def _before(one: Value, other: Value) -> bool:
    return bool(one.first and other.first and one.first < other.first)


def _member(value: Value) -> str:
    text = value.edtf or ""
    if "/" not in text:
        return text
    return f"{value.first}..{value.last}"


# -- roles ---------------------------------------------------------------------------------------------
def since(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "Since 2018" → ``2018/..``; "starting Monday" the same."""
    ahead = m.node.rule.name in ("starting", "onward", "from")
    value = _inner(m, "a", ctx if ahead else replace(ctx, direction="past"), read)
    if value is None or value.role not in ("point", "between"):
        return None
    start = _end(value, 0) if value.edtf else None
    return Value(edtf.interval(start, None) if start else None, value.grain, "since")


def from_(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "Tariffs apply from Nov. 1": a start where the tense looks ahead; else only the time ("from 2018")."""
    value = since(m, ctx, read) if ctx.direction == "future" and not ctx.nominal else None
    return value if value and value.first and ctx.published and value.first >= ctx.published else None


def by(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "By Friday" → ``../2025-10-31``."""
    return _until(m, ctx, read, "by")


def until(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "Until Sunday" → ``../2025-11-02``."""
    return _until(m, ctx, read, "until")


def _until(m: Match, ctx: Context, read: Read, role: str) -> Value | None:
    value = _inner(m, "a", ctx, read)
    if value is None or value.role not in ("point", "between"):
        return None
    if value.edtf is None:
        return replace(value, role=role)
    return Value(edtf.interval(None, _last(m, value)), value.grain, role)


def _last(m: Match, value: Value) -> str:
    """The end of a value; "by the end of the year" means its last day, no "~"."""
    end = _end(value, 1) or ""
    inner = m.inner("a")
    if inner and inner.node.rule.meaning in ("edge", "edge_of_unit") and re.fullmatch(r"[\d-]+~", end):
        whole = value.last
        if inner.word("edge") in ("end", "close") and whole:
            return _close_of_week(whole).isoformat() if inner.value("unit", "UNIT") == "week" else whole.isoformat()
    return end


def _close_of_week(day: date) -> date:
    return day + timedelta(6 - day.weekday())


def before(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "Before Christmas" → up to the day before."""
    value = _inner(m, "a", ctx, read)
    if value is None or value.role != "point":
        return None
    if value.first is None:
        return replace(value, role="by")
    if value.grain in ("month", "year", "decade"):
        to = value.first - timedelta(1)
        return Value(
            edtf.interval(None, values.at_grain(to, "year" if value.grain == "decade" else value.grain)),
            value.grain,
            "by",
        )
    return Value(edtf.interval(None, value.first - timedelta(1)), value.grain, "by")


def after(m: Match, ctx: Context, read: Read) -> Value | None:
    """ "After 2018" → from the day, month or year that follows."""
    value = _inner(m, "a", ctx, read)
    if value is None or value.role != "point":
        return None
    if value.last is None:
        return replace(value, role="since")
    grain = value.grain if value.grain in ("month", "year") else "day"
    return Value(edtf.interval(values.at_grain(value.last + timedelta(1), grain), None), value.grain, "since")
