from datetime import date

import pytest

from pourparler.records import edtf


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-10-28", "2025-10-28", "2025-10-28"),
        ("2025-10-28T15:00:00Z", "2025-10-28", "2025-10-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-10~", "2025-10-01", "2025-10-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2025-24", "2025-12-01", "2026-02-28"),
        ("2025-35", "2025-07-01", "2025-09-30"),
        ("2025-41", "2025-07-01", "2025-12-31"),
        ("2018/..", "2018-01-01", None),
        ("../2025-12-31", None, "2025-12-31"),
        ("2017/2021-05", "2017-01-01", "2021-05-31"),
        ("[2025-10-28,2025-10-29]", "2025-10-28", "2025-10-29"),
        ("[2025-10-27..2025-11-09]", "2025-10-27", "2025-11-09"),
        ("{2019,2021}", "2019-01-01", "2021-12-31"),
        ("2025-10-XX", "2025-10-01", "2025-10-31"),
    ],
)
def test_bounds(value, first, last):
    start, end = edtf.bounds(value)
    assert (start and start.isoformat(), end and end.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "value", ["", "soon", "2025-13", "2025-02-30", "28.10.2025", "2025/2024", "2025-10-28 15:00", "[]"]
)
def test_what_is_not_edtf(value):
    assert not edtf.is_valid(value)
    with pytest.raises(ValueError):
        edtf.bounds(value)


def test_compare_and_contains():
    assert edtf.compare("2024", "2025-01") == -1
    assert edtf.compare("2025-02", "../2025-01") == 1
    assert edtf.compare("2025-10", "2025-10~") == 0
    assert edtf.compare("2018/..", "2025") is None
    assert edtf.overlaps("2018/..", "2025")
    assert not edtf.overlaps("2018/2019", "2025")
    assert edtf.contains("2018/..", "2025-10-28")
    assert not edtf.contains("2025-10-28", "2025-10")


def test_writing_and_sorting():
    assert edtf.days(date(2025, 10, 1), date(2025, 10, 31)) == "2025-10"
    assert edtf.days(date(2025, 1, 1), date(2025, 12, 31)) == "2025"
    assert edtf.days(date(2025, 10, 27), date(2025, 11, 2)) == "2025-10-27/2025-11-02"
    assert edtf.interval("2018", None) == "2018/.."
    assert edtf.one_of("2025-10-28", "2025-10-29") == "[2025-10-28,2025-10-29]"
    assert sorted(["2025-10", "2018/..", "2025-10-01"], key=edtf.sort_key) == [
        "2018/..",
        "2025-10-01",
        "2025-10",
    ]
    assert edtf.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert edtf.add_months(date(2024, 1, 31), -2) == date(2023, 11, 30)


def test_iso_bounds_forgive():
    assert edtf.iso_bounds("2018/..") == ("2018-01-01", None)
    assert edtf.iso_bounds(None) == edtf.iso_bounds("soon") == (None, None)
