"""Dates of publication as pages, feeds and bylines write them, made ISO."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",),
            ("jun", "june"), ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"),
            ("oct", "october"), ("nov", "november"), ("dec", "december"),
        ],
        start=1,
    )
    for name in names
}  # fmt: skip
YEARS = range(1900, 2100)

ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")
DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\b\.?(?:,? ?[ -]?(\d{4}))?")
MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\b\.? (\d{1,2})(?:st|nd|rd|th)?\b(?:,? (\d{4}))?")
NUMERIC = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)|(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_/.]?)(\d\d)\2(\d\d)(?!\d)")


def parse_date(text: str | int | float | None, year: int | None = None) -> str | None:
    """Return the ISO date or date-time that ``text`` gives, or None when it gives none for sure.

    Takes ISO, RFC 822, "28 Oct. 2025", "October 28, 2025", 2025/10/28, 28/10/2025 (only where day and
    month cannot be mixed up) and seconds or milliseconds since 1970. ``year`` completes a date without
    one; a date without any year gives None.
    """
    if isinstance(text, (int, float)):
        return _epoch(float(text))
    text = (text or "").strip()[:100]
    if not text:
        return None
    if text.isdigit() and len(text) in (10, 13):
        return _epoch(float(text))
    return _iso(text) or _rfc822(text) or _written(text, year) or _numeric(text)


def date_in_path(path: str) -> str | None:
    """Return the ISO date that a file name or address holds ("…/2025/10/28/…", "2025-10-28_x.txt")."""
    for found in IN_PATH.finditer(path):
        if result := _day(int(found[1]), int(found[3]), int(found[4])):
            return result
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in YEARS else None
    except ValueError:
        return None


def _epoch(seconds: float) -> str | None:
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    if not 0 < seconds < 4e9:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _iso(text: str) -> str | None:
    if not (found := ISO.match(text)):
        return None
    raw = re.sub(r"[.,]\d+", "", found[0]).replace(" ", "T", 1).replace(" ", "")
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        return _day(*map(int, raw[:10].split("-")))
    if len(raw) == 10 or moment.year not in YEARS:
        return _day(moment.year, moment.month, moment.day)
    return moment.isoformat(timespec="seconds")


def _rfc822(text: str) -> str | None:
    if not re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{2,4} \d\d:\d\d", text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat(timespec="seconds")
    except (ValueError, TypeError):
        return None


def _written(text: str, year: int | None) -> str | None:
    for pattern, order in ((MONTH_DAY, (1, 2)), (DAY_MONTH, (2, 1))):
        for found in pattern.finditer(text):
            month = MONTHS.get(found[order[0]].lower())
            which = int(found[3]) if found[3] else year
            if month and which and (result := _day(which, month, int(found[order[1]]))):
                return result
    return None


def _numeric(text: str) -> str | None:
    for found in NUMERIC.finditer(text):
        if found[1]:
            return _day(int(found[1]), int(found[2]), int(found[3]))
        first, second, year = int(found[4]), int(found[5]), int(found[6])
        if first > 12 >= second or first == second:
            return _day(year, second, first)
        if second > 12 >= first:
            return _day(year, first, second)
    return None
