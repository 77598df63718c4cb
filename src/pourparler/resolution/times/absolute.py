"""Meanings of calendar expressions: dates, years, seasons, weekdays, holidays, clocks."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pourparler.records import edtf
from pourparler.resolution.times import values
from pourparler.resolution.times.grammar import grammar
from pourparler.resolution.times.match import Match
from pourparler.resolution.times.values import Context, Value

NEAR = 4
"""Words on either side of a day that may tell that it is a landmark."""


def date_(m: Match, ctx: Context) -> Value | None:
    """Year, month and day, or what is said of them: "Oct. 28", "March next year", "2018"."""
    month = m.value("month") or m.number("monthnum")
    number, year = m.number("day"), m.number("year")
    if month and number and not year and m.token("rel") is None:
        year = landmark(m, month, number)
    if m.token("rel") is not None:
        if ctx.published is None:
            return None
        year = ctx.published.year + m.value("rel")
    return calendar(ctx, year, month, number)


def landmark(m: Match, month: int, number: int) -> int | None:
    """Return the year of a day that news names without it ("the Oct. 7 attack"), if its words stand near."""
    near = {word.lower() for word in m.words[max(0, m.first - NEAR) : m.last + NEAR]}
    for known in grammar().table["landmark"]:
        year, *rest = map(int, known["date"].split("-"))
        if rest == [month, number] and near & set(known["near"]):
            return year
    return None


def month_that_year(m: Match, ctx: Context) -> Value | None:
    """ "In June of that year": the year of the last time named."""
    year = ctx.anchor.first.year if ctx.anchor and ctx.anchor.first else None
    number = m.number("day")
    return calendar(ctx, year, m.value("month"), number) if year else _unknown("month", number)


def calendar(ctx: Context, year: int | None, month: int | None, number: int | None) -> Value | None:
    """Return the value of a date of which the year, or month and day, may be missing."""
    if month is None:
        return values.year(year) if year else None

    def occurrence(there: int) -> Value | None:
        if number is None:
            return values.month(there, month)
        try:
            return values.day(date(there, month, number))
        except ValueError:
            return None

    return occurrence(year) if year else ctx.nearest(occurrence) or _unknown("month", number)


def _unknown(grain: str, number: int | None = None) -> Value:
    return Value(None, "day" if number else grain)


def day_range(m: Match, ctx: Context) -> Value | None:
    """Two days of one month: "May 3-5", "30 and 31 October"; "or" makes them alternatives."""
    days: list[int | None] = [int(d) for d in re.findall(r"\d+", m.word("days"))]
    days = days or [m.number("day"), m.number("until")]
    first, last = (calendar(ctx, m.number("year"), m.value("month"), d) for d in days)
    if not (first and last and first.edtf and last.edtf) or first.edtf >= last.edtf:
        return None
    if m.has("or"):
        return Value(edtf.one_of(first.edtf, last.edtf), "day")
    return Value(edtf.interval(first.edtf, last.edtf), "day", "point" if m.has("and") else "between")


def numeric_date(m: Match, ctx: Context) -> Value | None:
    """Numbers alone: month first as American papers write, day first where only that can be."""
    parts = [int(p) for p in re.findall(r"\d+", m.word("whole"))]
    if parts[0] > 31:
        year, month, number = parts
    else:
        month, number, year = parts
        if month > 12 or "." in m.word("whole"):
            month, number = number, month
    try:
        return values.day(date(year + 2000 if year < 100 else year, month, number))
    except ValueError:
        return None


def nine_eleven(m: Match, ctx: Context) -> Value | None:
    """The attacks of 11 September 2001."""
    return values.day(date(2001, 9, 11))


def rel_month(m: Match, ctx: Context) -> Value | None:
    """ "Last June", "this November", "next March"."""
    month = m.value("month")
    if ctx.published is None:
        return Value(None, "month")
    here = ctx.published.year * 12 + ctx.published.month - 1
    same = ctx.published.year * 12 + month - 1
    if m.word("rel") in ("last", "past", "previous"):
        same -= 12 * (same >= here)
    elif m.word("rel") in ("next", "coming", "following"):
        same += 12 * (same <= here)
    elif ctx.direction == "future" and same < here:
        same += 12
    return values.month(same // 12, same % 12 + 1)


def stage_year(m: Match, ctx: Context) -> Value | None:
    """ "mid-2019", "pre-2014", "post-2003"."""
    stage, year = m.word("whole").split("-")
    if stage == "pre":
        return Value(edtf.interval(None, f"{int(year) - 1:04}"), "year", "by")
    if stage == "post":
        return Value(edtf.interval(f"{int(year) + 1:04}", None), "year", "since")
    return staged(values.year(int(year)), stage)


def staged(value: Value | None, stage: str) -> Value | None:
    """Return the early, middle or late part of a year, month, decade or week; a day stays that day."""
    if value is None or value.edtf is None or value.first is None or value.last is None:
        return value
    first, last = value.first, value.last
    if value.grain in ("day", "hour", "minute"):
        return value
    if value.grain == "month":
        ends = {"early": ("01", "10~"), "mid": ("11~", "20~"), "late": ("21~", f"{last.day:02}")}[stage]
        return Value(edtf.interval(*(f"{value.edtf.rstrip('~')}-{end}" for end in ends)), "month")
    if value.grain == "year":
        ends = {"early": ("01", "04~"), "mid": ("05~", "08~"), "late": ("09~", "12")}[stage]
        return Value(edtf.interval(*(f"{first.year:04}-{end}" for end in ends)), "year")
    steps = {"decade": 1, "century": 10}.get(value.grain)
    if steps:
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[stage]
        start, end = first.year + low * steps, first.year + high * steps + steps - 1
        marks = {"early": ("", "~"), "mid": ("~", "~"), "late": ("~", "")}[stage]
        return Value(edtf.interval(f"{start:04}{marks[0]}", f"{end:04}{marks[1]}"), value.grain)
    if value.grain == "week":
        low, high = {"early": (0, 1), "mid": (1, 3), "late": (3, 6)}[stage]
        ends = (first + timedelta(low)).isoformat(), (first + timedelta(high)).isoformat()
        return Value(edtf.interval(ends[0], ends[1] + ("~" if stage != "late" else "")), "week")
    return value


def year_range(m: Match, ctx: Context) -> Value | None:
    """ "2018-19", "2018–2020"."""
    parts = re.findall(r"\d+", m.word("whole")) or [m.word("year"), m.word("until")]
    start, end = int(parts[0]), int(parts[1])
    if end < 100:
        end += start // 100 * 100
    return Value(edtf.interval(f"{start:04}", f"{end:04}"), "year", "between") if start < end else None


def decade(m: Match, ctx: Context) -> Value | None:
    """ "the 1990s", "the '80s", "the mid-1990s"."""
    stage, dash, word = m.word("whole").rpartition("-")
    start = int(re.sub(r"\D", "", word))
    start += 1900 if start < 100 else 0
    value = values.decade(date(start, 1, 1))
    return staged(value, stage) if dash else value


def century(m: Match, ctx: Context) -> Value | None:
    """ "the 19th century"."""
    number = m.number("ordinal")
    return Value(f"{number - 1:02}XX", "century") if number and number > 0 else None


def fiscal_year(m: Match, ctx: Context) -> Value | None:
    """ "fiscal 2024": a budget year, which need not be the calendar's, hence approximate."""
    digits = re.sub(r"\D", "", m.word("whole")) or m.word("year")
    return Value(f"{int(digits) + (2000 if len(digits) == 2 else 0):04}~", "year")


def part_of_year(m: Match, ctx: Context) -> Value | None:
    """ "The third quarter of 2024", "the second half of the year", "Q3"."""
    number = int(m.word("name")[1]) if m.word("name") else m.number("ordinal") or 0
    count, base, grain = {"half": (2, 40, "period"), "trimester": (3, 37, "period")}.get(
        m.word("part"), (4, 33, "quarter")
    )
    number = count if number == -1 else number
    if not 1 <= number <= count:
        return None
    if year := m.number("year"):
        return Value(f"{year:04}-{base + number - 1}", grain)
    if m.token("rel") is not None and ctx.published:
        year = ctx.published.year + (m.value("rel") or 0)
        return Value(f"{year:04}-{base + number - 1}", grain)
    if m.word("part") != "quarter" and not m.word("name"):
        return None
    return ctx.nearest(lambda there: Value(f"{there:04}-{base + number - 1}", grain)) or _unknown(grain)


def season(m: Match, ctx: Context) -> Value | None:
    """ "Last summer", "the summer of 2019", "in the fall"."""
    code = m.value("season")
    if year := m.number("year"):
        return Value(f"{year:04}-{code}", "season")
    if ctx.published is None:
        return _unknown("season")
    if m.token("relyear") is not None:
        return Value(f"{ctx.published.year + m.value('relyear', 'REL'):04}-{code}", "season")
    near = [Value(f"{ctx.published.year + k:04}-{code}", "season") for k in (-2, -1, 0, 1, 2)]
    if m.word("rel") in ("last", "past", "previous"):
        return [v for v in near if v.last and v.last < ctx.published][-1]
    if m.word("rel") in ("next", "coming"):
        return next(v for v in near if v.first and v.first > ctx.published)
    past = [v for v in near if v.first and v.first <= ctx.published]
    coming = [v for v in near if v.last and v.last >= ctx.published]
    return coming[0] if ctx.direction == "future" else past[-1]


def weekday(m: Match, ctx: Context) -> Value | None:
    """ "On Tuesday", "last Friday", "Thursday next week": past or coming by tense, today counts as both."""
    number, rel = m.value("weekday"), m.word("rel")
    if m.word("weekday").endswith("days"):
        return Value(None, "day", "frequency")
    if rel in ("following", "previous", "same"):
        return _weekday_in_text(number, rel, ctx)
    base = ctx.after or ctx.published
    if base is None:
        return Value(None, "day")
    if week := m.word("week"):
        monday = base - timedelta(base.weekday())
        return values.day(monday + timedelta(7 * (grammar().value("REL", week) or 0) + number))
    back = (base.weekday() - number) % 7
    if rel in ("last", "past"):
        return values.day(base - timedelta(back if back > 1 or (rel == "past" and back) else back + 7))
    if rel == "next":
        return values.day(base + timedelta(7 - base.weekday() + number))
    if ctx.after or rel == "coming" or (ctx.direction == "future"):
        return values.day(base + timedelta((7 - back) % 7 or 7 * (rel == "coming")))
    if rel == "this" and ctx.direction == "any":
        return values.day(base - timedelta(base.weekday()) + timedelta(number))
    return values.day(base - timedelta(back))


def _weekday_in_text(number: int, rel: str, ctx: Context) -> Value | None:
    anchor = ctx.anchor
    if anchor is None or anchor.first is None or anchor.last is None:
        return Value(None, "day")
    if rel == "same":
        return values.day(anchor.first) if anchor.first == anchor.last else Value(None, "day")
    if rel == "previous":
        return values.day(anchor.first - timedelta((anchor.first.weekday() - number) % 7 or 7))
    return values.day(anchor.last + timedelta((number - anchor.last.weekday()) % 7 or 7))


def holiday(m: Match, ctx: Context) -> Value | None:
    """Christmas, Easter, Ramadan …: the nearest by direction, or of the year that is named."""
    how = grammar().holidays[_name(m)]
    if year := m.number("year"):
        return feast(how, year)
    if m.token("rel") is not None:
        return feast(how, ctx.published.year + m.value("rel")) if ctx.published else Value(None, "day")
    return ctx.nearest(lambda there: feast(how, there)) or Value(None, "day")


def _name(m: Match) -> str:
    words = list(m.words[m.first : m.last])
    while words and " ".join(words) not in grammar().holidays:
        words.pop()
    return " ".join(words)


def feast(how: str, year: int) -> Value | None:
    """Return the day of a holiday in a year, or None where the lexicon does not know it."""
    kind, _, rest = how.partition(" ")
    if kind == "nth":
        month, number, count = map(int, rest.split())
        return values.day(nth_weekday(year, month, number, count))
    if kind.startswith("easter"):
        return values.day(easter(year) + timedelta(int(kind[6:])))
    if kind != "table":
        return values.day(date(year, *map(int, how.split("-"))))
    name, _, more = rest.rstrip("~").partition("+")
    known = grammar().table["feasts"][name].get(str(year))
    if known is None:
        return None
    found = values.day(date(year, *map(int, known.split("-"))) + timedelta(int(more or 0)))
    return values.rough(found) if rest.endswith("~") else found


def nth_weekday(year: int, month: int, number: int, count: int) -> date:
    """Return the ``count``-th weekday ``number`` of a month; -1 is the last."""
    if count < 0:
        last = edtf.add_months(date(year, month, 1), 1) - timedelta(1)
        return last - timedelta((last.weekday() - number) % 7)
    first = date(year, month, 1)
    return first + timedelta((number - first.weekday()) % 7 + 7 * (count - 1))


def easter(year: int) -> date:
    """Return Western Easter Sunday (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def clock(m: Match, ctx: Context) -> Value | None:
    """A time of day without its day: "3 p.m.", "at noon"; read again by ``clock_on_day``."""
    return Value(None, "minute" if time_of(m) else "hour")


def time_of(m: Match) -> str | None:
    """Return hours and minutes of a clock expression as ``15:00:00``."""
    if noon := m.word("noon"):
        return {"noon": "12:00:00", "midday": "12:00:00"}.get(noon)
    word = m.word("hour")
    found = re.match(r"(\d\d?)(?:[:.]?(\d\d))?", word)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (m.word("ampm") or re.sub(r"[\d:.]", "", word, count=5)).replace(".", "")
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}:00" if hour < 24 and minute < 60 else None
