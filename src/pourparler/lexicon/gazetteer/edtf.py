"""Bounds of the dates in the tables: a small part of EDTF (``2025``, ``2025-06-04``, ``2025~``, ``..``)."""

from __future__ import annotations

import calendar
import re

DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?[~?%]?")
FIRST, LAST = "0000-00-00", "9999-99-99"


def valid(date: str | None) -> bool:
    """Return whether ``date`` is None, ``..`` or an EDTF date that the tables may hold."""
    return date is None or date == ".." or DATE.fullmatch(date) is not None


def earliest(date: str | None) -> str:
    """Return the first day of ``date`` (ISO); open and unknown dates begin before all others."""
    found = DATE.match(date or "")
    if not found:
        return FIRST
    year, month, day = found.groups()
    return f"{year}-{month or '01'}-{day or '01'}"


def latest(date: str | None) -> str:
    """Return the last day of ``date`` (ISO); open and unknown dates end after all others."""
    found = DATE.match(date or "")
    if not found:
        return LAST
    year, month, day = found.groups()
    month = month or "12"
    return f"{year}-{month}-{day or calendar.monthrange(int(year), int(month))[1]:>02}"


def overlaps(begin: str | None, end: str | None, date: str) -> bool:
    """Return whether some day of ``date`` may lie between ``begin`` and ``end``."""
    return earliest(begin) <= latest(date) and earliest(date) <= latest(end)
