"""Score the ledger on a gold file: is every overture there, and in the right state at every date?

::

    python -m evals.ledger                     # all dossiers against their floors
    pourparler evaluate ledger                 # the demo dossier
    pourparler evaluate ledger evals/ledger/second.toml --option reports=evals/ledger/second/reports

A gold overture is matched with the overture of the ledger whose evidence holds most of its words (one to
one). Its state is then compared on each date of its history (``change``) and on each day that a report
of the dossier came out from then on (``every date``), as a reader of that day had it. A false merge is
an overture of the ledger that holds words of two gold overtures which gold does not give to both.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pourparler.project import Project
from pourparler.records.overtures import Overture, deadline
from pourparler.settings import Settings

HERE = Path(__file__).resolve().parent
DEMO = HERE / "ledger" / "demo.toml"
FLOORS = HERE / "ledger" / "floors.json"
"""What each dossier must reach, and the hash of its gold; lowering a floor is a change that shows."""
DOSSIERS = {
    "demo": (DEMO, HERE.parent / "demo" / "reports"),
    "second": (HERE / "ledger" / "second.toml", HERE / "ledger" / "second" / "reports"),
    "third": (HERE / "ledger" / "third.toml", HERE / "ledger" / "third" / "reports"),
}


@dataclass(frozen=True)
class Gold:
    """One overture of the gold file: ``changes`` are (day, outcome, deadline), ``words`` (words or None, day)."""

    name: str
    kind: str
    changes: tuple[tuple[str, str, str], ...]
    words: tuple[str, ...]

    def state(self, day: str) -> tuple[str, str] | None:
        past = [c for c in self.changes if c[0] <= day]
        return past[-1][1:] if past else None


def read_gold(path: Path) -> list[Gold]:
    found = []
    for entry in tomllib.loads(path.read_text("utf-8"))["overture"]:
        changes = tuple((c["date"].isoformat(), c["outcome"], c.get("deadline", "none")) for c in entry["change"])
        words = [w for c in entry["change"] for w in c["words"]] + entry.get("also", [])
        found.append(Gold(entry["name"], entry["kind"], changes, tuple(words)))
    return found


def evaluate(
    data: str | None = None,
    predictions_path: str | None = None,
    reports: str | None = None,
    record: str | None = None,
    verbose: str = "",
) -> dict[str, Any]:
    """Read the dossier (or open ``record``), fold it and score it; ``reports`` is the dossier's folder."""
    path = Path(data) if data else DEMO
    folder = reports or str(HERE.parent / "demo" / "reports")
    gold = read_gold(path)
    with tempfile.TemporaryDirectory() as scratch:
        settings = replace(Settings.from_environment(), record=record or f"{scratch}/record.sqlite")
        with Project(settings) as project:
            if record is None:
                for _ in project.read([folder]):
                    pass
            days = sorted({r.published[:10] for r in project.reports() if r.published})
            texts = {r.id: project.show(r.id).document.text for r in project.reports()}  # type: ignore[union-attr]
            views = {day: {o.id: o for o in project.overtures(as_of=day)} for day in days}
    return score(gold, views, texts, bool(verbose))


def score(
    gold: list[Gold], views: dict[str, dict[str, Overture]], texts: dict[str, str], verbose: bool = False
) -> dict[str, Any]:
    days = sorted(views)
    final = views[days[-1]]
    spans = {g.name: {(r, s, e) for w in g.words for r, s, e in _find(w, texts)} for g in gold}
    hits = {(g.name, o.id): _hits(spans[g.name], o) for g in gold for o in final.values()}
    pairs = _assign(gold, hits)
    lines: list[str] = []
    counts = {"change": [0, 0], "every": [0, 0], "deadline": [0, 0], "kind": [0, 0]}
    for g in gold:
        match = pairs.get(g.name)
        at = {day: views[day].get(match) if match else None for day in days}
        for day, outcome, due in g.changes:
            found = at[_on(day, days)]
            _count(counts["change"], found is not None and found.outcome == outcome)
            _count(counts["deadline"], found is not None and deadline(found, day) == due)
            if found is None or found.outcome != outcome:
                lines.append(f"{day} {g.name}: {outcome}, found {found.outcome if found else 'nothing'} [{match}]")
            elif deadline(found, day) != due:
                lines.append(f"{day} {g.name}: deadline {due}, found {deadline(found, day)} {found.due} [{match}]")
        for day in days:
            state = g.state(day)
            if state is not None:
                found = at[day]
                _count(counts["every"], found is not None and found.outcome == state[0])
        _count(counts["kind"], match is not None and final[match].kind == g.kind)
    merges = _merges(gold, spans, final)
    result: dict[str, Any] = {
        "overtures": len(gold),
        "found": len(pairs),
        "changes": counts["change"][1],
        "state_accuracy": _share(counts["change"]),
        "state_accuracy_every_date": _share(counts["every"]),
        "deadline_accuracy": _share(counts["deadline"]),
        "kind_accuracy": _share(counts["kind"]),
        "false_merges": len(merges),
        "ledger_overtures": len(final),
    }
    table = [f"{name:28} {value}" for name, value in result.items()]
    if verbose:
        table += ["", *lines, *(f"FALSE MERGE {m}" for m in merges)]
    return {**result, "wrong": lines, "merges": merges, "table": "\n".join(table)}


def _find(words: str, texts: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    for report, text in texts.items():
        for match in pattern.finditer(text):
            yield report, match.start(), match.end()


def _hits(spans: set[tuple[str, int, int]], overture: Overture) -> set[tuple[str, int, int]]:
    return {
        (r, s, e) for r, s, e in spans if any(v.report == r and s <= v.start and v.end <= e for v in overture.evidence)
    }


def _assign(gold: list[Gold], hits: dict[tuple[str, str], set[Any]]) -> dict[str, str]:
    ranked = sorted(((-len(found), name, oid) for (name, oid), found in hits.items() if found))
    pairs: dict[str, str] = {}
    for _, name, oid in ranked:
        if name not in pairs and oid not in pairs.values():
            pairs[name] = oid
    return pairs


def _merges(gold: list[Gold], spans: dict[str, set[Any]], final: dict[str, Overture]) -> list[str]:
    found = []
    for overture in final.values():
        own = {g.name: _hits(spans[g.name], overture) for g in gold}
        for i, one in enumerate(gold):
            for other in gold[i + 1 :]:
                a, b = own[one.name] - spans[other.name], own[other.name] - spans[one.name]
                a = {x for x in a if not any(_covers(x, y) for y in spans[other.name])}
                b = {x for x in b if not any(_covers(x, y) for y in spans[one.name])}
                if a and b:
                    found.append(f"{overture.id}: {one.name} + {other.name}")
    return found


def _covers(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and max(one[1], other[1]) < min(one[2], other[2])


def _on(day: str, days: list[str]) -> str:
    return max((d for d in days if d <= day), default=days[0])


def _count(pair: list[int], right: bool) -> None:
    pair[0] += right
    pair[1] += 1


def _share(pair: list[int]) -> float:
    return round(pair[0] / pair[1], 3) if pair[1] else 0.0


def below_floor(name: str, result: dict[str, Any]) -> list[str]:
    """Return what of a dossier's result is worse than its floor."""
    floor = json.loads(FLOORS.read_text("utf-8"))[name]
    found = []
    if sha256(DOSSIERS[name][0].read_bytes()).hexdigest()[:16] != floor["gold"]:
        found.append("the gold is another one than the floor was set with")
    if result["state_accuracy"] < floor["state_accuracy"]:
        found.append(f"state accuracy {result['state_accuracy']} < {floor['state_accuracy']}")
    if result["false_merges"] > floor["false_merges"]:
        found.append(f"{result['false_merges']} false merges > {floor['false_merges']}")
    return found


def main() -> int:
    failed = 0
    for name, (gold, reports) in DOSSIERS.items():
        result = evaluate(str(gold), reports=str(reports), verbose="-v" if "-v" in sys.argv and name == "demo" else "")
        worse = below_floor(name, result)
        print(name, result["table"], *(f"BELOW FLOOR: {w}" for w in worse), sep="\n", end="\n\n")
        failed += len(worse)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
