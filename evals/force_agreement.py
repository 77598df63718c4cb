"""How far two readers agree on the sentences of the force gold.

    python -m evals.force_agreement

``force/second.jsonl`` holds a second labelling of 400 sentences (all of ``heldout.jsonl``, 111 of ``gold.jsonl`` drawn
at random), made apart from the first by a reader who had the guidelines of the codes alone. Events of the two are
paired as predictions are with the gold. Cohen's kappa of the force is given twice: over the events that both list,
and over all, where an event that one reader leaves out has the label none. The first reader's label of an event is
the first of its ``force`` and ``act``; with "or as good" another label that the first reader allows counts as the same.
"""

from __future__ import annotations

import json
from typing import Any

from evals import stats
from evals.force import FOLDER, GOLD, HELD_OUT, NONE, pair, read_cases

SECOND = FOLDER / "second.jsonl"
Row = dict[str, Any]


def measured() -> dict[str, Any]:
    """Return counts and agreements."""
    first = {case["id"]: case for path in (GOLD, HELD_OUT) for case in read_cases(path)}
    second = [json.loads(line) for line in SECOND.read_text("utf-8").splitlines()]
    pairs = [(g, p) for case in second for g, p in pair(first[case["id"]]["events"], list(map(as_row, case["events"])))]
    both = [(g, p) for g, p in pairs if g and p]
    every = [
        (g["force"][0] if g else NONE, p["force"] if p else NONE)
        for g, p in pairs
        if not (p is None and g and NONE in g["force"])
    ]
    return {
        "sentences": len(second),
        "events of the first": sum(1 for g, _ in pairs if g),
        "events of the second": sum(1 for _, p in pairs if p),
        "events of both": len(both),
        "force": stats.kappa([(g["force"][0], p["force"]) for g, p in both]),
        "force, or as good": stats.kappa([(as_good(g["force"], p["force"]), p["force"]) for g, p in both]),
        "force, with none": stats.kappa(every),
        "act": stats.kappa([(g["act"][0], p["act"]) for g, p in both]),
        "act, or as good": stats.kappa([(as_good(g["act"], p["act"]), p["act"]) for g, p in both]),
        "confusions": stats.confusions([(g["force"][0], p["force"]) for g, p in both], 8),
    }


def as_good(labels: list[str], other: str) -> str:
    """Return the other's label where the first reader allows it, else the first one's own."""
    return other if other in labels else labels[0]


def as_row(event: Row) -> Row:
    """Return an event of the second reader in the form of a prediction."""
    parties = {
        side: [{"name": p, "words": p, "country": p if len(p) == 3 and p.isupper() else None} for p in event[side]]
        for side in ("actors", "recipients")
    }
    return {**event, **parties, "term": False}


def main() -> int:
    """Print the agreements."""
    found = measured()
    counts = [name for name in found if isinstance(found[name], int)]
    print(", ".join(f"{name} {found[name]}" for name in counts))
    print()
    kappas = [(name, f"{found[name]:.2f}") for name in found if isinstance(found[name], float)]
    print(stats.markdown(("label", "Cohen's kappa"), kappas))
    print(stats.markdown(("first", "second", "times"), [tuple(map(str, row)) for row in found["confusions"]]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
