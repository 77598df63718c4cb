"""Values of time expressions and the calendar arithmetic behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pourparler.records import edtf
from pourparler.records.edtf import add_months

Direction = Literal["past", "future", "any"]
FAR, NEAR = 270, 45
"""Days that overrule a loose direction: a bare date that lies farther than FAR by tense, NEAR otherwise."""

GRAINS = (
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "season",
    "year",
    "decade",
    "century",
    "period",
)


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression means: EDTF (None when open), grain, role."""

    edtf: str | None
    grain: str
    role: str = "point"

    @property
    def first(self) -> date | None:
        """Earliest day."""
        return edtf.earliest(self.edtf) if self.edtf else None

    @property
    def last(self) -> date | None:
        """Latest day."""
        return edtf.latest(self.edtf) if self.edtf else None

    def with_role(self, role: str) -> Value:
        """Return the same value in another role."""
        return replace(self, role=role)


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against.

    ``published`` is the day of the report; ``direction`` comes from tense and cue; ``anchor`` is the last
    time the text named; ``after`` is set for the second end of a range: the first occurrence from there;
    ``year`` is a year the second end lends to the first ("between May and July 2024"); ``story`` is a time
    with its year that the same paragraph told before: a month without one goes on from there. ``nominal``
    and ``present`` say how firm the direction is (``tense.Way``).
    """

    published: date | None
    direction: Direction = "any"
    anchor: Value | None = None
    after: date | None = None
    year: int | None = None
    story: Value | None = None
    nominal: bool = False
    present: bool = False

    def nearest(self, occurrence: Callable[[int], Value | None]) -> Value | None:
        """Return the occurrence (one a year) that fits: by year, after a day, or by direction."""
        if self.year:
            return occurrence(self.year)
        if self.story and self.story.first and self.direction == "past" and not self.after:
            return self._onward(occurrence, self.story.first)
        base = self.after or self.published
        if base is None:
            return None
        near = [v for v in (occurrence(base.year + k) for k in (-1, 0, 1, 2)) if v and v.first and v.last]
        if self.after:
            return next((v for v in near if v.first and v.first >= self.after), None)
        past = [v for v in near if v.first and v.first <= base + timedelta(1)]
        coming = [v for v in near if v.last and v.last >= base]
        if (
            (self.nominal or self.present)
            and past
            and coming
            and (other := _against(self.direction, past[-1], coming[0], base))
        ):
            return other
        if self.direction == "future":
            return coming[0] if coming else None
        if self.direction == "past" or not coming:
            return past[-1] if past else None
        return min(past[-1:] + coming[:1], key=lambda v: abs((v.first or base) - base))

    def _onward(self, occurrence: Callable[[int], Value | None], start: date) -> Value | None:
        here = [occurrence(start.year), occurrence(start.year + 1)]
        return next((v for v in here if v and v.last and v.last >= start), None)


def _against(way: Direction, past: Value, coming: Value, base: date) -> Value | None:
    """Return the other occurrence where it is near, and the one by tense so far that a year is due."""
    if past.last is None or coming.first is None:
        return None
    back, ahead = (base - past.last).days, (coming.first - base).days
    if way == "past":
        return coming if back > FAR and ahead < NEAR else None
    return past if way == "future" and ahead > FAR and back < NEAR else None


def day(when: date) -> Value:
    """Return the value of one day."""
    return Value(when.isoformat(), "day")


def month(year: int, number: int) -> Value:
    """Return the value of one month."""
    return Value(f"{year:04}-{number:02}", "month")


def year(number: int) -> Value:
    """Return the value of one year."""
    return Value(f"{number:04}", "year")


def decade(when: date) -> Value:
    """Return the value of the decade that holds a day."""
    return Value(f"{when.year // 10:03}X", "decade")


def century(when: date) -> Value:
    """Return the value of the hundred years (19XX) that hold a day."""
    return Value(f"{when.year // 100:02}XX", "century")


def week(when: date, weeks: int = 0) -> Value:
    """Return the week, Monday to Sunday, that lies ``weeks`` after the one of ``when``."""
    monday = when - timedelta(when.weekday()) + timedelta(7 * weeks)
    return Value(edtf.interval(monday, monday + timedelta(6)), "week")


def weekend(when: date, weeks: int = 0) -> Value:
    """Return Saturday and Sunday of the week that lies ``weeks`` after the one of ``when``."""
    saturday = when - timedelta(when.weekday()) + timedelta(7 * weeks + 5)
    return Value(edtf.interval(saturday, saturday + timedelta(1)), "day")


def quarter(when: date, quarters: int = 0) -> Value:
    """Return the quarter that lies ``quarters`` after the one of ``when``."""
    there = add_months(when.replace(day=1), 3 * quarters)
    return Value(f"{there.year:04}-{33 + (there.month - 1) // 3}", "quarter")


def unit(name: str, when: date, steps: int = 0) -> Value | None:
    """Return the whole calendar unit that lies ``steps`` after the one that holds ``when``."""
    there = shift(when, name, steps)
    if name in ("week", "fortnight"):
        return week(there)
    if name == "weekend":
        return weekend(when, steps)
    made = {"day": day, "hour": day, "minute": day, "quarter": quarter, "decade": decade, "century": century}
    if name in made:
        return made[name](there)
    return month(there.year, there.month) if name == "month" else year(there.year)


MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


def shift(when: date, name: str, steps: int) -> date:
    """Return the day ``steps`` units later; the ends of the calendar stop it."""
    try:
        if name in MONTHS:
            return add_months(when, MONTHS[name] * steps)
        if name in ("hour", "minute"):
            return when + timedelta(hours=steps if name == "hour" else 0)
        return when + timedelta(DAYS[name] * steps)
    except (OverflowError, ValueError):
        return date.max if steps > 0 else date.min


def rough(value: Value | None, grain: str | None = None) -> Value | None:
    """Return the value marked approximate."""
    if value is None or value.edtf is None or value.edtf[-1] == "~":
        return value
    signed = value.edtf + "~" if "/" not in value.edtf and "[" not in value.edtf else value.edtf
    return replace(value, edtf=signed, grain=grain or value.grain)


def at_grain(when: date, name: str) -> str:
    """Return the EDTF of a day as precise as a unit allows: a year for years, a month for months."""
    if name in ("year", "decade", "century"):
        return f"{when.year:04}"
    return f"{when.year:04}-{when.month:02}" if name in ("month", "quarter") else when.isoformat()
