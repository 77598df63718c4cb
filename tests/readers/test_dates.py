"""Dates of publication."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.readers.dates import date_in_path, parse_date

DATES = [
    ("2025-10-28", "2025-10-28"),
    ("2025-10-28T09:30:00Z", "2025-10-28T09:30:00+00:00"),
    ("2025-10-28T09:30:00.123+09:00", "2025-10-28T09:30:00+09:00"),
    ("2025-10-28 09:30", "2025-10-28T09:30:00"),
    ("Tue, 28 Oct 2025 10:00:00 GMT", "2025-10-28T10:00:00+00:00"),
    ("28 October 2025", "2025-10-28"),
    ("Tuesday, October 28, 2025 at 10:15 a.m.", "2025-10-28"),
    ("Oct. 28, 2025", "2025-10-28"),
    ("28th Sept 2019", "2019-09-28"),
    ("2025/10/28", "2025-10-28"),
    ("28/10/2025", "2025-10-28"),
    ("10/28/2025", "2025-10-28"),
    ("03/04/2025", None),
    ("04/04/2025", "2025-04-04"),
    (1761609600, "2025-10-28T00:00:00+00:00"),
    ("1761609600000", "2025-10-28T00:00:00+00:00"),
    ("Oct. 28", None),
    ("2025-02-30", None),
    ("soon", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("given_", "wanted"), DATES)
def test_parse_date(given_, wanted):
    assert parse_date(given_) == wanted


def test_a_year_completes_a_date():
    assert parse_date("Oct. 28", 2025) == "2025-10-28"
    assert parse_date("Feb. 29", 2025) is None


def test_dates_in_paths():
    assert date_in_path("https://example.org/2025/10/28/talks") == "2025-10-28"
    assert date_in_path("20251028_talks.txt") == "2025-10-28"
    assert date_in_path("2025-13-28.txt") is None
    assert date_in_path("report-12345678901.txt") is None


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(allow_nan=False)))
def test_never_raises(value):
    parse_date(value)
