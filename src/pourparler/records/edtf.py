"""Extended Date/Time Format (EDTF, ISO 8601-2:2019): write, check, bound and compare values.

What is understood, with the bounds that ``bounds`` returns:

=========================== ==================================== ========================
written                     meaning                              earliest, latest day
=========================== ==================================== ========================
``2025-10-28``              a day                                that day
``2025-10-28T15:00:00Z``    a time of day                        that day
``2025-10``, ``2025``       a month, a year                      its first and last day
``199X``, ``19XX``          a decade, a century                  its first and last day
``2025-10-XX``              some day of that month               its first and last day
``2025-21`` … ``2025-24``   spring, summer, autumn, winter       March to May, … December to February
``2025-33`` … ``2025-36``   first to fourth quarter              its first and last day
``2025-40``, ``2025-41``    first and second half                its first and last day
``2018/..``, ``../2018``    open interval                        None at the open end
``2018/2020-05``            interval                             first day, last day
``[2025-10-28,2025-10-29]`` one of these                         first of them, last of them
``{2019,2021}``             all of these                         first of them, last of them
``2025-10~``, ``?``, ``%``  approximate, uncertain, both         as without the sign
=========================== ==================================== ========================

Seasons are those of the northern hemisphere. Bounds are calendar days; a sign of doubt does not widen
them. A value that cannot be read raises ``ValueError``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

Bounds = tuple[date | None, date | None]

_DATE = re.compile(
    r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T(\d\d):(\d\d):(\d\d)(?:Z|[+-]\d\d(?::?\d\d)?)?)?"
)
_SIGNS = str.maketrans("", "", "~?%")
_SEASONS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}
_SEASONS |= {25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3), 29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)}
_SEASONS |= {33 + i: (1 + 3 * i, 3) for i in range(4)} | {37 + i: (1 + 4 * i, 4) for i in range(3)}
_SEASONS |= {40: (1, 6), 41: (7, 6)}
"""Level 2 sub-year groupings: code to (first month, number of months)."""


# -- writing ------------------------------------------------------------------------------------------
def interval(start: str | date | None, end: str | date | None) -> str:
    """Return the EDTF interval; None is an open end: ``interval("2018", None)`` is ``2018/..``."""
    return f"{_open(start)}/{_open(end)}"


def one_of(*values: str) -> str:
    """Return the EDTF set of alternatives: ``[2025-10-28,2025-10-29]``."""
    return f"[{','.join(values)}]"


def all_of(*values: str) -> str:
    """Return the EDTF set of several dates that all hold: ``{2019,2021}``."""
    return f"{{{','.join(values)}}}"


def days(first: date, last: date) -> str:
    """Return the shortest EDTF value for the days ``first`` to ``last``: day, month, year or interval."""
    if first == last:
        return first.isoformat()
    year = f"{first.year:04}"
    if first.day == 1 and (last + timedelta(1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{year}-{first.month:02}"
        if first.year == last.year and first.month == 1 and last.month == 12:
            return year
    return interval(first, last)


def _open(value: str | date | None) -> str:
    return ".." if value is None else str(value)


# -- reading ------------------------------------------------------------------------------------------
@lru_cache(maxsize=4096)
def bounds(edtf: str) -> Bounds:
    """Return the earliest and the latest calendar day of an EDTF value; None where it is open or unknown.

    Raises ``ValueError`` for anything that is not EDTF.
    """
    text = edtf.strip()
    if text[:1] in "[{" and text[-1:] in "]}":
        return _hull([_member(part) for part in text[1:-1].split(",")])
    start, slash, end = text.partition("/")
    if not slash:
        return _single(text)
    first = None if start in ("", "..") else _single(start)[0]
    last = None if end in ("", "..") else _single(end)[1]
    if first and last and first > last:
        raise ValueError(f"EDTF interval ends before it starts: {edtf!r}")
    return first, last


def is_valid(edtf: str) -> bool:
    """Return whether the value can be read."""
    try:
        bounds(edtf)
    except ValueError:
        return False
    return True


def iso_bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """Return the bounds as ISO dates, for columns of a table; None also for no or an unreadable value."""
    try:
        first, last = bounds(edtf or "")
    except ValueError:
        return None, None
    return (first.isoformat() if first else None), (last.isoformat() if last else None)


def earliest(edtf: str) -> date | None:
    """Return the first day the value may mean, None when open."""
    return bounds(edtf)[0]


def latest(edtf: str) -> date | None:
    """Return the last day the value may mean, None when open."""
    return bounds(edtf)[1]


def compare(one: str, other: str) -> int | None:
    """Return -1 when ``one`` lies wholly before ``other``, 1 when after, 0 on equal bounds, else None."""
    (start, end), (first, last) = bounds(one), bounds(other)
    if (start, end) == (first, last):
        return 0
    if end and first and end < first:
        return -1
    if start and last and start > last:
        return 1
    return None


def overlaps(one: str, other: str) -> bool:
    """Return whether the two values can mean a common day."""
    return compare(one, other) in (0, None)


def contains(outer: str, inner: str) -> bool:
    """Return whether every day of ``inner`` lies within the bounds of ``outer``."""
    (start, end), (first, last) = bounds(outer), bounds(inner)
    starts = start is None or (first is not None and start <= first)
    return starts and (end is None or (last is not None and last <= end))


def sort_key(edtf: str) -> tuple[date, date, str]:
    """Return a key that sorts values by earliest day, then latest, open ends outermost."""
    first, last = bounds(edtf)
    return first or date.min, last or date.max, edtf


def _member(part: str) -> Bounds:
    start, dots, end = part.strip().partition("..")
    if not dots:
        return _single(start)
    return _single(start)[0] if start else None, _single(end)[1] if end else None


def _hull(parts: list[Bounds]) -> Bounds:
    starts, ends = [p[0] for p in parts], [p[1] for p in parts]
    first = None if None in starts else min(s for s in starts if s)
    return first, None if None in ends else max(e for e in ends if e)


def _single(text: str) -> Bounds:
    match = _DATE.fullmatch(text.strip().translate(_SIGNS))
    if not match:
        raise ValueError(f"not an EDTF value: {text!r}")
    year, month, day = match.group(1, 2, 3)
    if "X" in year:
        return date(max(1, int(year.replace("X", "0"))), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    if month in (None, "XX"):
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if int(month) > 12:
        return _part_of_year(int(year), int(month))
    if day in (None, "XX"):
        return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])
    only = date(int(year), int(month), int(day))
    return only, only


def _part_of_year(year: int, code: int) -> Bounds:
    if code not in _SEASONS:
        raise ValueError(f"not an EDTF month or season: {code}")
    month, count = _SEASONS[code]
    return date(year, month, 1), add_months(date(year, month, 1), count) - timedelta(1)


def add_months(day: date, months: int) -> date:
    """Return the day ``months`` later; the last of the month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
